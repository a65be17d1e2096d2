//! What the head of a file says of its conventions: how dates and amounts are written, and in which currency.

use super::apart::YearColumn;
use super::currencies::{self, Sign};
use super::date_column::DateColumn;
use super::money::Currencies;
use super::numbers::{self, Convention};
use crate::read::dialect::sample::Sample;
use crate::read::roles::{Plan, header::Words, words};
use crate::read::shapes::kinds;
use crate::read::shapes::{
    Accounts, Aggregate, Costs, Gathered, Heads, InvoiceColumns, Invoices, Layout, Long, Movements,
    Operations, Periods, Price, RateRows, TwoPoint, Warehouse, Wide,
};
use crate::read::{DecimalMark, ReadOptions, Role};
use crate::tables::{DatumKind, Shape, TableKind};

/// The layout.
pub(in crate::read) fn layout(sample: &Sample, plan: &Plan, options: &ReadOptions) -> Layout {
    // A long table has a row a month; movements, invoices and periods begin on any day.
    let happen = matches!(plan.shape, Shape::Movements | Shape::Invoices | Shape::Periods)
        || plan.table == TableKind::Accounts;
    let dates = |index: usize| {
        let mut column = DateColumn::sniff(sample, index, happen, options);
        let header = |index: usize| sample.header.cell(index);
        let year = plan.year.filter(|_| plan.date == Some(index));
        column.year = year.map(|year| YearColumn::of(year, header(year), header(index)));
        column
    };
    let none = || DateColumn::new(None, false);
    let price = plan.amount.map(|(amount, _)| Price {
        amount,
        interval: plan.interval,
        interval_count: plan.interval_count,
        quantity: plan.quantity,
        quantity_assumed: plan.quantity_assumed,
        discount: plan.discount,
    });
    let two = |start: usize, end: Option<usize>| {
        let mut starts = dates(start);
        let mut ends = end.map_or_else(none, dates);
        // One file has one way to write its dates: what settles one column settles the other.
        starts.order = starts.order.or(ends.order);
        ends.order = ends.order.or(starts.order);
        (starts, ends)
    };
    let part = |role: Role| plan.parts.iter().find(|(_, r)| *r == role).map(|(i, _)| *i);
    match (plan.shape, plan.date, price) {
        _ if plan.table == TableKind::Rates => {
            let column = plan.date.map_or_else(none, dates);
            let (currency, rate) = (plan.currency.unwrap_or_default(), part(Role::Rate).unwrap_or_default());
            let mark = options.decimal.or_else(|| rate_mark(sample, rate));
            Layout::Rates(RateRows::new(plan.date, column, currency, rate, mark))
        }
        _ if plan.table == TableKind::Accounts => {
            let of = |role: Role| plan.facts.iter().find(|(_, r)| *r == role).map(|(i, _)| *i);
            let (signed, left) = (of(Role::SignedDate), of(Role::ChurnDate));
            let pair = match signed {
                Some(signed) => two(signed, left),
                None => (none(), left.map_or_else(none, dates)),
            };
            Layout::Accounts(Accounts::new(&plan.facts, pair.into(), &options.without))
        }
        _ if plan.table == TableKind::Costs => {
            let column = plan.date.map_or_else(none, dates);
            let months = plan.months.iter().map(|(i, month)| (*i, Some(*month)));
            let amounts = plan.amount.map(|(i, _)| (i, None)).into_iter().chain(months).collect();
            let group = plan.parts.iter().find(|(_, role)| role.attribute().is_some()).map(|(i, _)| *i);
            let of = [part(Role::CustomerId), group];
            Layout::Costs(Costs::new(plan.date, column, plan.kind.unwrap_or_default(), amounts, of))
        }
        _ if plan.table.is_operating() => {
            let customer = part(Role::CustomerId);
            Layout::Operations(Operations {
                kind: plan.table,
                customer,
                gathered: gathered(sample, plan, options).implying(plan.implied),
            })
        }
        _ if plan.table == TableKind::Invoices => {
            let invoice = part(Role::InvoiceId).unwrap_or_default();
            Layout::Heads(Heads::new(invoice, plan.status, &options.without))
        }
        (Shape::Periods, Some(start), Some(price)) => {
            let (starts, ends) = two(start, plan.end);
            let without = options.without.clone();
            let (end, status) = (plan.end, plan.status);
            let cancelled = plan.cancelled.map(|column| {
                let mut days = dates(column);
                days.order = days.order.or(starts.order);
                (column, days)
            });
            let facts = Vec::new();
            Layout::Periods(Periods { start, starts, end, ends, cancelled, price, status, without, facts })
        }
        (Shape::Invoices, Some(start), Some(price)) => {
            let (starts, ends) = two(start, plan.end);
            let columns = InvoiceColumns {
                start,
                end: plan.end,
                price,
                tax: plan.tax,
                kind: plan.kind,
                description: plan.description,
                status: plan.status,
                line_id: plan.line_id,
                proration: plan.proration,
            };
            let mut invoices = Invoices::new(columns, starts, ends, &options.without);
            invoices.by_invoice = plan.by_invoice;
            Layout::Invoices(invoices)
        }
        (Shape::Movements, Some(date), Some(price)) => {
            let kind = plan.kind.unwrap_or_default();
            let profitwell = kinds::of_profitwell(sample, kind);
            let price = Price::monthly(price.amount);
            Layout::Movements(
                Movements::new(date, dates(date), kind, price).idle(profitwell, &options.without),
            )
        }
        (Shape::Long, Some(date), Some(price)) => Layout::Long(Long::new(date, dates(date), price)),
        (Shape::TwoPoint, ..) => {
            let column = |role| part(role).unwrap_or_default();
            Layout::TwoPoint(TwoPoint::new(column(Role::Opening), column(Role::Closing), plan.ends))
        }
        (Shape::Warehouse, ..) => Layout::Warehouse(Warehouse::new(plan.result.unwrap_or_default())),
        (Shape::Aggregate, date, _) => {
            let column = date.map_or_else(none, dates);
            Layout::Aggregate(Aggregate::new(date, column, plan.parts.clone()))
        }
        _ => Layout::Wide(Wide::new(plan.months.clone())),
    }
}

/// How the cells of an operating table's columns are read, or of those beside another table.
pub(in crate::read) fn gathered(sample: &Sample, plan: &Plan, options: &ReadOptions) -> Gathered {
    let of = |kind: DatumKind| {
        plan.data.iter().filter(move |(_, datum, _)| datum.kind() == kind).map(|(i, ..)| *i)
    };
    let mut days: Vec<(usize, DateColumn)> =
        of(DatumKind::Day).map(|i| (i, DateColumn::sniff(sample, i, true, options))).collect();
    // One file has one way to write its dates.
    let order = days.iter().find_map(|(_, column)| column.order);
    for (_, column) in &mut days {
        column.order = column.order.or(order);
    }
    let numbers: Vec<usize> = of(DatumKind::Number).collect();
    let mark = options.decimal.or(evidence(sample, &numbers).unwrap_or_default());
    let columns = plan.data.iter().map(|(index, datum, needed)| {
        let place = days.iter().position(|(i, _)| i == index);
        (*index, *datum, *needed, place.map(|place| days.swap_remove(place).1))
    });
    Gathered::new(columns, mark.map_or(Convention::Open, Convention::Decided), plan.table)
}

/// The decimal mark of a column of rates: a comma where commas stand, no point does, and not every one of them
/// could part thousands; `None` where they could.
fn rate_mark(sample: &Sample, column: usize) -> Option<DecimalMark> {
    let cells = || sample.rows.iter().map(|row| row.cell(column));
    let thousands = |cell: &str| {
        cell.split_once(',')
            .is_none_or(|(whole, rest)| rest.len() == 3 && whole.len() < 4 && !whole.starts_with('0'))
    };
    match (cells().any(|c| c.contains(',')), cells().any(|c| c.contains('.'))) {
        (true, false) if cells().all(thousands) => None,
        (true, false) => Some(DecimalMark::Comma),
        _ => Some(DecimalMark::Point),
    }
}

/// The convention that most cells of the sample's columns settle on, where any does; `Err` where as many settle
/// on one as on the other.
pub(in crate::read) fn evidence(sample: &Sample, columns: &[usize]) -> Result<Option<DecimalMark>, ()> {
    let (mut point, mut comma) = (0u64, 0u64);
    for row in &sample.rows {
        for column in columns {
            let cell = row.cell(*column);
            // Plain digits, the common case, say nothing.
            if cell.bytes().all(|b| b.is_ascii_digit()) {
                continue;
            }
            match numbers::settles(cell) {
                Some(DecimalMark::Point) => point += 1,
                Some(DecimalMark::Comma) => comma += 1,
                None => {}
            }
        }
    }
    match (point, comma) {
        (0, 0) => Ok(None),
        _ if comma > point => Ok(Some(DecimalMark::Comma)),
        _ if point > comma => Ok(Some(DecimalMark::Point)),
        _ => Err(()),
    }
}

/// Columns that hold amounts by their header and aren't in use.
pub(in crate::read) fn other_amounts(words: &[Words], plan: &Plan) -> Vec<usize> {
    let amount = |w: &Words| matches!(words::role(&w.plain), Some((Role::Mrr | Role::Arr | Role::Amount, _)));
    let used = plan.amounts();
    let others = words.iter().enumerate().filter(|(i, w)| amount(w) && !used.contains(i));
    others.map(|(i, _)| i).collect()
}

/// The sign that China and Japan share is the yen's below Japanese headers.
fn yen(sample: &Sample, plan: &Plan) -> Option<&'static str> {
    let own = |c: char| matches!(c, '\u{3041}'..='\u{30FF}' | '顧' | '売' | '円');
    let japanese = sample.header.cells.iter().any(|header| header.chars().any(own));
    let has = |signs: [char; 2]| {
        let amounts = plan.amounts();
        sample.rows.iter().any(|row| amounts.iter().any(|column| row.cell(*column).contains(signs)))
    };
    (japanese && has(['¥', '￥']) && !has(['$', '＄'])).then_some("JPY")
}

/// The file's currency, from its column, the cells' signs or the header, in this order.
pub(in crate::read) fn currency(
    sample: &Sample,
    plan: &Plan,
    words: &[Words],
    told: Option<&str>,
    above: Option<Sign>,
) -> Currencies {
    let told = told.and_then(currencies::code).or_else(|| yen(sample, plan));
    let mut counts: Vec<(&'static str, u64)> = Vec::new();
    let mut add = |code: &'static str| match counts.iter_mut().find(|(c, _)| *c == code) {
        Some((_, n)) => *n += 1,
        None => counts.push((code, 1)),
    };
    for row in &sample.rows {
        match plan.currency {
            Some(column) => {
                if let Some(sign) = currencies::sign(row.cell(column)) {
                    add(sign.code);
                }
            }
            None => {
                for column in plan.amounts() {
                    let cell = row.cell(column);
                    let decorated = cell.bytes().any(|b| !b.is_ascii_digit() && b != b'.' && b != b',');
                    if let Some(sign) =
                        decorated.then(|| numbers::dissect(cell)).flatten().and_then(|p| p.sign)
                    {
                        add(if sign.shared.is_some() { told.unwrap_or(sign.code) } else { sign.code });
                    }
                }
            }
        }
    }
    // The most frequent, by name where two are equally frequent: the same whatever the order of rows.
    crate::base::sort_by_key(&mut counts, |(code, n)| (std::cmp::Reverse(*n), *code));
    if let Some((code, _)) = counts.first() {
        return Currencies::new(plan.currency, Some(code), told);
    }
    // A column without one code we know is no currency column.
    let headers = plan.amounts().into_iter().chain(plan.currency);
    let sign = headers.filter_map(|i| words.get(i)).find_map(|w| w.currency).or(above);
    let stated = sign.filter(|s| s.shared.is_none() || told.is_none()).map(|s| s.code);
    let mut currencies = Currencies::new(None, stated.or(told), told);
    if let Some(shared) = sign.and_then(|s| s.shared).filter(|_| told.is_none()) {
        currencies.assume(shared, sample.header.line);
    }
    currencies
}
