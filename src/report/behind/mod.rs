//! The customers behind a number. Each row is a customer's own share of the sums, computed by the
//! same functions that computed the number, so that the columns add up to it.

mod concentration;
mod costs;
mod definition;
mod diligence;
mod excluded;
mod groups;
mod lists;
mod made;
mod split;
mod stay;
mod table;

use super::Settings;
use super::{
    BridgePart, EvidenceColumn, EvidenceKey, EvidenceMade, EvidenceSort, EvidenceUnit, MetricId,
    MovementKind, Value, Window,
};
use crate::base::Month;
use crate::metrics::{DefinitionId, Ends, booked_as, largest_opening, moves, path_of};
use crate::tables::{Book, CostsTable, Point, RevenueTable};
use EvidenceColumn as Col;
use concentration::{of_closing, of_concentration, of_month};
pub(super) use costs::{cost_sources, per_mrr};
use excluded::excluded;
pub use excluded::{Excluded, Exclusion};
pub(super) use groups::of_losses;
use groups::{Asked, of_quadrant, of_segment};
pub(super) use lists::{CHANGES, WHITE_SPACE};
use table::Row;
pub(super) use table::{Ground, Listed, Table, WIDTH, revenue_lines, source};

/// What a book was made of and what stands beside it: each table with the input file it comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tables<'a> {
    /// Tables of revenue.
    pub revenue: &'a [RevenueTable],
    /// The file of each.
    pub files: &'a [usize],
    /// What was spent.
    pub costs: &'a [CostsTable],
    /// The file of each.
    pub cost_files: &'a [usize],
}

/// The customers behind a number.
pub(super) fn listed(
    ground: &Ground<'_>,
    tables: Tables,
    settings: &Settings,
    (key, order): (EvidenceKey, EvidenceSort),
) -> Listed {
    let table = table(ground.book, tables, settings, key);
    let excluded = excluded(ground.book, &table, key);
    table.listed(ground, key, order, excluded)
}

/// The rows behind a number of an answer; `found` are these, or where else it stands.
pub(super) fn answered(
    found: Behind,
    ground: &Ground<'_>,
    tables: Tables,
    settings: &Settings,
    (key, order): (EvidenceKey, EvidenceSort),
) -> Listed {
    match found {
        Behind::Key(other) => listed(ground, tables, settings, (other, order)).named(key),
        Behind::Rows(table) => {
            let apart = table.apart.clone().unwrap_or_default();
            table.listed(ground, key, order, apart)
        }
    }
}

/// What is behind a number of an answer.
pub(super) enum Behind {
    /// These rows.
    Rows(Box<Table>),
    /// It stands elsewhere in the report too, and what is behind it there.
    Key(EvidenceKey),
}

impl Default for Behind {
    fn default() -> Self {
        Behind::Rows(Box::default())
    }
}

fn cells(columns: &[Col], cell: &dyn Fn(Col) -> i128) -> [i128; WIDTH] {
    let mut cells = [0; WIDTH];
    for (place, column) in cells.iter_mut().zip(columns) {
        *place = cell(*column);
    }
    cells
}

fn table(book: &Book, tables: Tables, settings: &Settings, key: EvidenceKey) -> Table {
    match key {
        EvidenceKey::Metric { id } if id.is_economics() => costs::of_economics(book, tables, settings, id),
        EvidenceKey::Metric { id } => of_metric(book, settings, id),
        EvidenceKey::Movement { month, kind } => of_movement(book, settings, month, kind),
        EvidenceKey::Net { month } => {
            of_window(book, Window { from: month.plus(-1), to: month, months: 1 }, MetricId::NetNewMrr)
        }
        EvidenceKey::Closing { month } => of_closing(book, month, Col::Closing),
        EvidenceKey::Concentration { month, top } => of_concentration(book, month, top),
        EvidenceKey::Bridge { part } => match Window::of(book, settings.months, settings.to) {
            Some(window) => of_bridge(book, window, part),
            None => Table::default(),
        },
        EvidenceKey::Cohort { start, months } => of_cohort(book, start, months),
        EvidenceKey::Segment { by, value, metric, before } => {
            of_segment(book, settings, Asked { segmentation: by, group: value, before }, metric)
        }
        EvidenceKey::Quadrant { group } => of_quadrant(book, settings, group),
        EvidenceKey::Listed { list, place } => lists::of_listed(book, settings, list, place),
        EvidenceKey::WhiteSpace { by, place } => lists::of_white_space(book, settings, by, place),
        EvidenceKey::CohortBy { by, start, months } => diligence::of_cohorts(book, by, start, months),
        EvidenceKey::Survival { months, among } => stay::of_survival(book, settings, months, among),
        EvidenceKey::Stayed { months, among } => stay::of_stayed(book, settings, months, among),
        EvidenceKey::Downgrades { downgraded } => diligence::of_downgrades(book, settings, downgraded),
        EvidenceKey::Quality { code, file } => diligence::of_quality(book, tables, settings, code, file),
        EvidenceKey::Trend { month } => match Window::of(book, settings.months, Some(month)) {
            Some(window) if window.to == month => of_trend(book, window),
            _ => Table::default(),
        },
        EvidenceKey::Split { part } => split::of_split(book, tables.revenue, settings, part),
        EvidenceKey::Definition { id } => definition::of_definition(book, tables.revenue, settings, id),
        EvidenceKey::Step { id, month } => definition::of_step(book, tables.revenue, settings, id, month),
        EvidenceKey::Cost { category } => costs::of_category(book, tables, settings, category),
        EvidenceKey::Serving { month, months, category } => {
            costs::of_serving(book, tables, month, months, category)
        }
        // Answers are made with more than a book; see [`answered`].
        EvidenceKey::Answered { .. } | EvidenceKey::Row { .. } | EvidenceKey::Finding { .. } => {
            Table::default()
        }
    }
}

fn of_metric(book: &Book, settings: &Settings, id: MetricId) -> Table {
    if id.is_at_end() {
        let month = Window::closing(book, settings.to);
        return month.map(|month| of_month(book, month, id)).unwrap_or_default();
    }
    if id == MetricId::NrrMonthlyCompounded {
        // A compounded rate asks for no subscription.
        return definition::of_definition(book, &[], settings, DefinitionId::NrrMonthlyCompounded);
    }
    match Window::of(book, settings.months, settings.to) {
        Some(window) if matches!(id, MetricId::NrrLazy | MetricId::GrrMovement) => {
            of_path(book, settings, window, id)
        }
        Some(window) => of_window(book, window, id),
        None => Table::default(),
    }
}

/// A customer's share of a two-point sum.
fn share(ends: &Ends, column: Col) -> i128 {
    let flag = |yes: bool| i128::from(yes);
    let (m0, m1) = (i128::from(ends.m0()), i128::from(ends.m1()));
    match column {
        Col::Opening => m0,
        Col::Closing => m1,
        Col::Change => m1 - m0,
        Col::Kept => i128::from(ends.kept()),
        Col::Expansion => i128::from(ends.expansion()),
        Col::Contraction => i128::from(ends.contraction()),
        Col::Churn => i128::from(ends.churn()),
        Col::Gained => {
            i128::from(ends.expansion()) + i128::from(ends.first_revenue()) + i128::from(ends.returned())
        }
        Col::Lost => i128::from(ends.contraction()) + i128::from(ends.churn()),
        Col::New => i128::from(ends.first_revenue()),
        Col::Reactivation => i128::from(ends.returned()),
        Col::OpeningCustomer => flag(ends.opening.is_some()),
        Col::KeptCustomer => flag(ends.opening.is_some() && ends.closing.is_some()),
        Col::LostCustomer => flag(ends.opening.is_some() && ends.closing.is_none()),
        Col::ClosingCustomer => flag(ends.closing.is_some()),
        // Net revenue churn counts growth against losses.
        Col::Annual => m1 * 12,
        Col::Counted | Col::CountedCustomer => m0 - m1,
        _ => 0,
    }
}

/// The columns of a two-point figure, then which is its numerator and which its denominator.
fn recipe(id: MetricId) -> (&'static [Col], Option<Col>, Option<Col>) {
    let opening = Some(Col::Opening);
    match id {
        MetricId::Grr => (&[Col::Opening, Col::Closing, Col::Kept], Some(Col::Kept), opening),
        MetricId::LogoRetention => (
            &[Col::Opening, Col::Closing, Col::OpeningCustomer, Col::KeptCustomer],
            Some(Col::KeptCustomer),
            Some(Col::OpeningCustomer),
        ),
        MetricId::LogoChurn => (
            &[Col::Opening, Col::Closing, Col::OpeningCustomer, Col::LostCustomer],
            Some(Col::LostCustomer),
            Some(Col::OpeningCustomer),
        ),
        MetricId::RevenueChurn => (&[Col::Opening, Col::Closing, Col::Churn], Some(Col::Churn), opening),
        MetricId::GrossRevenueChurn => (&[Col::Opening, Col::Closing, Col::Lost], Some(Col::Lost), opening),
        MetricId::NetRevenueChurn => {
            (&[Col::Opening, Col::Closing, Col::Counted], Some(Col::Counted), opening)
        }
        MetricId::ExpansionRate => {
            (&[Col::Opening, Col::Closing, Col::Expansion], Some(Col::Expansion), opening)
        }
        MetricId::ExpansionShare => {
            (&[Col::New, Col::Gained, Col::Expansion], Some(Col::Expansion), Some(Col::Gained))
        }
        MetricId::LossCoverage => {
            (&[Col::Opening, Col::Closing, Col::Lost, Col::Expansion], Some(Col::Expansion), Some(Col::Lost))
        }
        MetricId::QuickRatio => {
            (&[Col::Opening, Col::Closing, Col::Lost, Col::Gained], Some(Col::Gained), Some(Col::Lost))
        }
        MetricId::NetNewMrr => (&[Col::Opening, Col::Closing, Col::Change], Some(Col::Change), None),
        _ => (&[Col::Opening, Col::Closing, Col::Change], Some(Col::Closing), opening),
    }
}

/// Whether a customer stands behind a two-point figure.
fn belongs(id: MetricId, ends: &Ends) -> bool {
    match id {
        MetricId::ExpansionShare => ends.expansion() > 0 || ends.first_revenue() > 0,
        MetricId::QuickRatio | MetricId::NetNewMrr => ends.opening.is_some() || ends.closing.is_some(),
        _ => ends.is_opening(),
    }
}

/// A two-point figure of a window.
fn of_window(book: &Book, window: Window, id: MetricId) -> Table {
    let largest = if id == MetricId::NrrExLargest { largest_opening(book, window) } else { None };
    let (columns, numerator, denominator) = recipe(id);
    let table = Table::new(columns, numerator, denominator).between(window.from, window.to);
    table.fill(book, &|customer, columns| {
        let ends = Ends::of(book, customer, window);
        (belongs(id, &ends) && Some(customer) != largest)
            .then(|| cells(columns, &|column| share(&ends, column)))
    })
}

/// The three rates of a window that ends in some month.
fn of_trend(book: &Book, window: Window) -> Table {
    let columns = [Col::Opening, Col::Kept, Col::KeptCustomer, Col::Closing];
    let table = Table::new(&columns, Some(Col::Closing), Some(Col::Opening)).between(window.from, window.to);
    table.fill(book, &|customer, columns| {
        let ends = Ends::of(book, customer, window);
        ends.is_opening().then(|| cells(columns, &|column| share(&ends, column)))
    })
}

/// A figure that adds up the movements inside a window.
fn of_path(book: &Book, settings: &Settings, window: Window, id: MetricId) -> Table {
    let lazy = id == MetricId::NrrLazy;
    let columns: &[Col] = if lazy {
        &[Col::Opening, Col::Gained, Col::Lost, Col::Counted]
    } else {
        &[Col::Opening, Col::Lost, Col::Counted]
    };
    let mut table =
        Table::new(columns, Some(Col::Counted), Some(Col::Opening)).between(window.from, window.to);
    table.whole_path = true;
    table.fill(book, &|customer, columns| {
        let path = path_of(book.points(customer), window, settings.policies.reactivation);
        let speaks = path.opening > 0 || (lazy && (path.expansion > 0 || path.lost > 0));
        speaks.then(|| {
            cells(columns, &|column| match column {
                Col::Opening => path.opening,
                Col::Gained => path.expansion,
                Col::Lost => path.lost,
                _ if lazy => path.net(),
                _ => path.gross(),
            })
        })
    })
}

fn of_movement(book: &Book, settings: &Settings, month: Month, kind: MovementKind) -> Table {
    let column = match kind {
        MovementKind::New => Col::New,
        MovementKind::Expansion => Col::Expansion,
        MovementKind::Contraction => Col::Contraction,
        MovementKind::Churn => Col::Churn,
        MovementKind::Reactivation => Col::Reactivation,
    };
    let inside = book.span.is_some_and(|(first, last)| (first..=last).contains(&month));
    let policy = settings.policies.reactivation;
    let table = Table::new(&[Col::Opening, Col::Closing, column], Some(column), None);
    table.between(month.plus(-1), month).fill(book, &|customer, columns| {
        let change = moves(book.points(customer), month)
            .find(|change| inside && change.month == month && booked_as(change.kind, policy) == kind)?;
        let of = |point: Option<Point>| point.map_or(0, |p| i128::from(p.amount));
        Some(cells(columns, &|column| match column {
            Col::Opening => of(change.before),
            Col::Closing => of(change.now),
            _ => i128::from(change.amount()),
        }))
    })
}

fn of_bridge(book: &Book, window: Window, part: BridgePart) -> Table {
    let column = match part {
        BridgePart::Opening => Col::Opening,
        BridgePart::Closing => return of_closing(book, window.to, Col::Closing),
        BridgePart::ClosingCohort => return of_cohort_end(book, window),
        BridgePart::Expansion => Col::Expansion,
        BridgePart::Contraction => Col::Contraction,
        BridgePart::Churn => Col::Churn,
        BridgePart::New => Col::New,
        BridgePart::Returned => Col::Reactivation,
    };
    let columns: &[Col] =
        if column == Col::Opening { &[Col::Opening] } else { &[Col::Opening, Col::Closing, column] };
    Table::new(columns, Some(column), None).between(window.from, window.to).fill(
        book,
        &|customer, columns| {
            let ends = Ends::of(book, customer, window);
            (share(&ends, column) > 0).then(|| cells(columns, &|column| share(&ends, column)))
        },
    )
}

/// What the opening customers pay at the end: those that still pay.
fn of_cohort_end(book: &Book, window: Window) -> Table {
    let table = Table::new(&[Col::Opening, Col::Closing], Some(Col::Closing), None);
    table.between(window.from, window.to).fill(book, &|customer, columns| {
        let ends = Ends::of(book, customer, window);
        let stays = ends.is_opening() && ends.closing.is_some();
        stays.then(|| cells(columns, &|column| share(&ends, column)))
    })
}

fn of_cohort(book: &Book, start: Month, months: u32) -> Table {
    let to = start.plus(i32::try_from(months).unwrap_or(i32::MAX));
    let inside = book.span.is_some_and(|(_, last)| to <= last);
    let window = Window { from: start, to, months };
    let columns = [Col::Opening, Col::Kept, Col::KeptCustomer, Col::Closing];
    let table = Table::new(&columns, Some(Col::Closing), Some(Col::Opening)).between(start, to);
    let table = table.fill(book, &|customer, columns| {
        let first = book.points(customer).first()?;
        let ends = Ends::of(book, customer, window);
        (inside && first.month == start).then(|| cells(columns, &|column| share(&ends, column)))
    });
    table.leaving(book, &|customer| {
        let paid = i128::from(book.amount(customer, to));
        let why = if book.points(customer).is_empty() { Exclusion::NoRevenue } else { Exclusion::OtherStart };
        (why, paid)
    })
}
