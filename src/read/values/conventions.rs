//! What the head of a file says of its conventions: how dates and amounts are written, and in which currency.

use super::currencies;
use super::date_column::DateColumn;
use super::money::Currencies;
use super::numbers;
use crate::read::dialect::sample::Sample;
use crate::read::roles::{Plan, header::Words, words};
use crate::read::shapes::{Layout, Long, Periods, Wide};
use crate::read::{DecimalMark, ReadOptions, Role};
use crate::tables::Shape;

/// The layout.
pub(in crate::read) fn layout(sample: &Sample, plan: &Plan, options: &ReadOptions) -> Layout {
    let dates = |index: usize| DateColumn::sniff(sample, index, options);
    match (plan.shape, plan.date, plan.amount) {
        (Shape::Periods, Some(start), Some((amount, _))) => {
            let mut starts = dates(start);
            let mut ends = match plan.end {
                Some(end) => dates(end),
                None => DateColumn::new(None, false),
            };
            // One file has one way to write its dates: what settles one column settles the other.
            starts.order = starts.order.or(ends.order);
            ends.order = ends.order.or(starts.order);
            let (end, interval) = (plan.end, plan.interval);
            Layout::Periods(Periods { start, starts, end, ends, amount, interval, facts: Vec::new() })
        }
        (Shape::Long, Some(date), Some((amount, _))) => {
            Layout::Long(Long::new(date, dates(date), amount, plan.interval))
        }
        _ => Layout::Wide(Wide::new(plan.months.clone())),
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

/// The file's currency, from its column, the cells' signs or the header, in this order.
pub(in crate::read) fn currency(sample: &Sample, plan: &Plan, words: &[Words]) -> Currencies {
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
                        add(sign.code);
                    }
                }
            }
        }
    }
    // The most frequent, by name where two are equally frequent: the same whatever the order of rows.
    counts.sort_unstable_by_key(|(code, n)| (std::cmp::Reverse(*n), *code));
    if let Some((code, _)) = counts.first() {
        return Currencies::new(plan.currency, Some(code));
    }
    // A column without one code we know is no currency column.
    let headers = plan.amounts().into_iter().chain(plan.currency);
    let sign = headers.filter_map(|i| words.get(i)).find_map(|w| w.currency);
    let mut currencies = Currencies::new(None, sign.map(|s| s.code));
    if let Some(shared) = sign.and_then(|s| s.shared) {
        currencies.assume(shared, sample.header.line);
    }
    currencies
}
