//! What is behind what customers are worth and cost: the rows of the costs, and the customers they are set against.

use super::{Col, Table, Tables, cells, share};
use crate::base::Month;
use crate::base::format_minor;
use crate::metrics::operating::SERVING;
use crate::metrics::{
    Ends, MovementKind, booked_as, costs_in_window, is_retention_cost, is_revenue_cost, moves, two_point,
};
use crate::report::unit_economics::costs_in;
use crate::report::{EvidenceMade, EvidencePart, MetricId, PartOf, Settings, SourceRef, Value, Window};
use crate::tables::{Book, CostCategory, CostsTable, ReactivationPolicy};

/// A figure of unit economics.
pub(super) fn of_economics(book: &Book, tables: Tables, settings: &Settings, id: MetricId) -> Table {
    let Some(window) = Window::of(book, settings.months, settings.to) else { return Table::default() };
    match id {
        MetricId::Cac => over(book, tables, settings, window, Col::Won),
        MetricId::Crc => over(book, tables, settings, window, Col::PaidMonths),
        MetricId::CrcRatio | MetricId::GrossMargin => over_revenue(book, tables, window, id),
        _ => of_opening(book, tables, settings, window, id),
    }
}

/// What was spent on a category.
pub(super) fn of_category(book: &Book, tables: Tables, settings: &Settings, category: CostCategory) -> Table {
    let Some(window) = Window::of(book, settings.months, settings.to) else { return Table::default() };
    let spent = Spent::of(book, tables, window, &|other| other == category);
    spent.map(|spent| spent.set(Table::default(), EvidenceMade::Spent { by: 1 })).unwrap_or_default()
}

/// What serving customers cost in some months, or one category of it, over the months of customers in them.
pub(super) fn of_serving(
    book: &Book,
    tables: Tables,
    month: Month,
    months: u32,
    category: Option<CostCategory>,
) -> Table {
    let from = month.plus(i32::try_from(months).map_or(0, |months| -months));
    let counts = |other| category.map_or(SERVING.contains(&other), |own| own == other);
    let Some(spent) = Spent::of(book, tables, Window { from, to: month, months }, &counts) else {
        return Table::default();
    };
    let stated = spent.months.clone();
    let columns = [Col::PaidMonths];
    let table =
        spent.set(Table::new(&columns, None, Some(Col::PaidMonths)), EvidenceMade::Spent { by: months });
    table.fill(book, &|customer, columns| {
        let paid = book.points(customer).iter().filter(|point| stated.binary_search(&point.month).is_ok());
        let paid = paid.count();
        (paid > 0).then(|| cells(columns, &|_| paid as i128))
    })
}

/// Where each cost stands, in the order of [`costs_in`].
pub(in crate::report) fn cost_sources(tables: Tables) -> Vec<SourceRef> {
    let files = tables.costs.iter().zip(tables.cost_files);
    let of = |(table, file): (&CostsTable, &usize)| {
        let file = u32::try_from(*file).unwrap_or(u32::MAX);
        table.facts.iter().map(move |fact| SourceRef { file, line: fact.line }).collect::<Vec<_>>()
    };
    files.flat_map(of).collect()
}

/// Costs that count, and the months for which any cost is stated.
struct Spent {
    parts: Vec<EvidencePart>,
    sum: i128,
    months: Vec<Month>,
}

impl Spent {
    /// `None` where no cost counts.
    fn of(
        book: &Book,
        tables: Tables,
        window: Window,
        counts: &dyn Fn(CostCategory) -> bool,
    ) -> Option<Spent> {
        let facts = costs_in(&book.currency, tables.costs)?;
        let sources = cost_sources(tables);
        let (shares, months) = costs_in_window(window, &facts);
        let mut spent = Spent { parts: Vec::new(), sum: 0, months };
        for (place, minor) in shares {
            let Some(fact) = facts.get(place).filter(|fact| counts(fact.category)) else { continue };
            spent.sum += minor;
            spent.parts.push(EvidencePart {
                of: PartOf::Cost { category: fact.category, month: fact.month },
                above: Some(Value::Money(format_minor(minor, book.currency.exponent))),
                below: None,
                ratio: None,
                source: sources.get(place).copied(),
                key: None,
            });
        }
        (!spent.parts.is_empty()).then_some(spent)
    }

    fn set(self, table: Table, made: EvidenceMade) -> Table {
        let table = match (self.months.first(), self.months.last()) {
            (Some(first), Some(last)) => Table { whole_path: true, ..table.between(*first, *last) },
            _ => table,
        };
        Table { made, parts: self.parts, spent: Some(self.sum), ..table }
    }
}

/// The cost of winning a customer over the customers won, that of keeping one over the customers' months.
fn over(book: &Book, tables: Tables, settings: &Settings, window: Window, column: Col) -> Table {
    let acquisition = column == Col::Won;
    let counts = |category| match acquisition {
        true => category == CostCategory::SalesMarketingNew,
        false => is_retention_cost(category),
    };
    let Some(spent) = Spent::of(book, tables, window, &counts) else { return Table::default() };
    let months = spent.months.clone();
    let made = EvidenceMade::Spent { by: if acquisition { 1 } else { 12 } };
    let table = spent.set(Table::new(&[column], None, Some(column)), made);
    let policy = settings.policies.reactivation;
    table.fill(book, &|customer, columns| {
        let points = book.points(customer);
        let stated = |month: Month| months.binary_search(&month).is_ok();
        let count = match acquisition {
            true => moves(points, window.to)
                .filter(|change| stated(change.month) && booked_as(change.kind, policy) == MovementKind::New)
                .count(),
            false => points.iter().filter(|point| stated(point.month)).count(),
        };
        (count > 0).then(|| cells(columns, &|_| count as i128))
    })
}

/// Costs over the MRR of the months they are stated for.
fn over_revenue(book: &Book, tables: Tables, window: Window, id: MetricId) -> Table {
    let retention = id == MetricId::CrcRatio;
    let counts = |category| if retention { is_retention_cost(category) } else { is_revenue_cost(category) };
    let Some(spent) = Spent::of(book, tables, window, &counts) else { return Table::default() };
    let months = spent.months.clone();
    let made = if retention { EvidenceMade::Spent { by: 1 } } else { EvidenceMade::Left };
    let table = spent.set(Table::new(&[Col::Revenue], None, Some(Col::Revenue)), made);
    table.fill(book, &|customer, columns| {
        let stated = book.points(customer).iter().filter(|point| months.binary_search(&point.month).is_ok());
        let paid: i128 = stated.map(|point| i128::from(point.amount)).sum();
        (paid > 0).then(|| cells(columns, &|_| paid))
    })
}

/// What was spent on selling in a window over the MRR that came in by the movement it was spent for.
pub(in crate::report) fn per_mrr(
    (book, tables): (&Book, Tables),
    window: Window,
    policy: ReactivationPolicy,
    (category, kind): (CostCategory, MovementKind),
) -> Table {
    let column = if kind == MovementKind::New { Col::New } else { Col::Expansion };
    let spent = Spent::of(book, tables, window, &|other| other == category);
    let Some(spent) = spent else { return Table::default() };
    let months = spent.months.clone();
    let table = spent.set(Table::new(&[column], None, Some(column)), EvidenceMade::Spent { by: 1 });
    table.fill(book, &|customer, columns| {
        let brought = moves(book.points(customer), window.to).filter(|change| {
            booked_as(change.kind, policy) == kind && months.binary_search(&change.month).is_ok()
        });
        let brought: i128 = brought.map(|change| i128::from(change.amount())).sum();
        (brought > 0).then(|| cells(columns, &|_| brought))
    })
}

/// What follows from the opening customers and who of them left, and from other figures.
fn of_opening(book: &Book, tables: Tables, settings: &Settings, window: Window, id: MetricId) -> Table {
    let columns = [Col::Opening, Col::Closing, Col::OpeningCustomer, Col::LostCustomer];
    let sums = two_point(book, window, None);
    let cap = settings.policies.lifetime_cap;
    // What a growing cohort pays over the cap is the cap's whatever its churn.
    let capped = id == MetricId::LtvCohort
        || i128::from(sums.opening_customers) * i128::from(window.months)
            > i128::from(cap) * i128::from(sums.lost_customers);
    let metrics: &[MetricId] = match id {
        MetricId::LtvMargin => &[MetricId::Ltv, MetricId::GrossMargin],
        MetricId::LtvCac => &[MetricId::LtvMargin, MetricId::Cac],
        MetricId::BreakEvenMargin => &[MetricId::Cac, MetricId::Ltv],
        MetricId::CacPaybackMonths => &[MetricId::Cac, MetricId::GrossMargin],
        MetricId::LtvCrc => &[MetricId::GrossMargin, MetricId::Crc],
        _ => &[],
    };
    let months = window.months;
    let table = match (metrics, capped) {
        ([], _) if id == MetricId::LtvDiscounted => Table {
            made: EvidenceMade::Discounted { months },
            ..Table::new(&columns, Some(Col::Opening), Some(Col::OpeningCustomer))
        },
        ([], true) => Table {
            made: EvidenceMade::Times { by: cap },
            ..Table::new(&columns, Some(Col::Opening), Some(Col::OpeningCustomer))
        },
        ([], false) => Table {
            made: EvidenceMade::Times { by: months },
            ..Table::new(&columns, Some(Col::Opening), Some(Col::LostCustomer))
        },
        _ => Table { made: EvidenceMade::Formula, ..Table::new(&columns, None, None) },
    };
    // A margin that no cost says is the person's own.
    let told = Spent::of(book, tables, window, &is_revenue_cost).is_none();
    let part = |id: &MetricId| EvidencePart {
        of: PartOf::Metric { id: *id },
        above: None,
        below: None,
        ratio: None,
        source: None,
        key: Some(super::EvidenceKey::Metric { id: *id }).filter(|_| *id != MetricId::GrossMargin || !told),
    };
    let table = Table { parts: metrics.iter().map(part).collect(), ..table };
    table.between(window.from, window.to).fill(book, &|customer, columns| {
        let ends = Ends::of(book, customer, window);
        ends.is_opening().then(|| cells(columns, &|column| share(&ends, column)))
    })
}
