//! Which column is what: by the user's word, by the header's words, then by content.

pub(super) mod header;
mod picker;
mod plan;
mod shape_words;
mod two_points;
pub(super) mod words;

use super::dialect::sample::Sample;
use super::values::date_column::settled;
use super::values::dates::{self, Parsed};
use super::values::numbers;
use super::{Column, DateOrder, ReadOptions, Role};
use crate::base::Month;
use crate::read::shapes::kinds;
use crate::tables::{Shape, TableKind};
use header::Words;
use picker::Picker;
pub(super) use plan::Plan;
use rustc_hash::FxHashSet;

/// Rows looked at to learn what a column holds.
const LOOK: usize = 200;

/// What the roles came to.
#[derive(Debug)]
pub(super) struct Found {
    /// Every column.
    pub columns: Vec<Column>,
    /// The headers' words.
    pub words: Vec<Words>,
    /// The plan, or the roles that have no column. An empty list says that nothing was recognised.
    pub plan: Result<Plan, Vec<Role>>,
    /// Columns passed over for a role that another one took.
    pub twice: Vec<(Role, usize)>,
    /// Overrides that name no column.
    pub unknown: Vec<String>,
    /// Wide headers that fit both orders of day and month.
    pub open_headers: Vec<usize>,
}

/// What a column's cells look like.
#[derive(Clone, Copy, Debug, Default)]
struct Content {
    filled: usize,
    dates: usize,
    amounts: usize,
    distinct: usize,
}

fn content(sample: &Sample, index: usize) -> Content {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut found = Content::default();
    for row in sample.rows.iter().take(LOOK) {
        let cell = row.cell(index);
        if cell.is_empty() || row.fault.is_some() {
            continue;
        }
        found.filled += 1;
        found.dates += usize::from(dates::parse(cell).is_some());
        found.amounts += usize::from(numbers::dissect(cell).is_some());
        found.distinct += usize::from(seen.insert(cell));
    }
    found
}

/// One column while the roles are given out.
struct Candidate {
    role: Option<Role>,
    sure: f64,
    forced: bool,
    content: Content,
}

/// Finds the roles of a file's columns.
pub(super) fn find(sample: &Sample, options: &ReadOptions) -> Found {
    let headers = &sample.header.cells;
    let words: Vec<Words> = headers.iter().map(|h| header::words(h)).collect();
    let mut candidates: Vec<Candidate> = Vec::with_capacity(headers.len());
    for (index, w) in words.iter().enumerate() {
        let content = content(sample, index);
        let (role, mut sure) = role(&w.plain).map_or((None, 0.0), |(r, s)| (Some(r), s));
        // A header may say one thing and the cells another: another candidate is then the better one.
        let fits = match role {
            Some(Role::Month | Role::Start) => content.dates > 0,
            Some(
                Role::Mrr
                | Role::Arr
                | Role::Amount
                | Role::AmountMinor
                | Role::Opening
                | Role::Closing
                | Role::New
                | Role::Expansion
                | Role::Contraction
                | Role::Churn
                | Role::Reactivation
                | Role::Rate,
            ) => content.amounts > 0,
            _ => true,
        };
        if content.filled > 0 && !fits {
            sure *= 0.4;
        }
        candidates.push(Candidate { role, sure, forced: false, content });
    }
    let unknown = force(&mut candidates, headers, options);
    let (months, open_headers) = month_headers(headers, &candidates, options.date_order);
    let wide_forced = candidates.iter().any(|c| c.forced && c.role == Some(Role::MonthColumn));
    let long_forced =
        candidates.iter().any(|c| c.forced && matches!(c.role, Some(Role::Month | Role::Start)));
    let wide = wide_forced
        || (months.len() + open_headers.len() >= 2 && !long_forced)
        || (months.len() == 1 && only_a_month(&candidates, &months));

    let dated = two_points::dated(headers, &candidates, &months);
    let shape = options.shape.unwrap_or_else(|| {
        recognised(&candidates, &words, sample, wide, open_headers.is_empty() && dated.is_some())
    });
    let mut picker = Picker::new(candidates);
    let rates = options.table == Some(TableKind::Rates)
        || options.table.is_none()
            && options.shape.is_none()
            && picker.has(Role::Rate).is_some()
            && picker.has(Role::Currency).is_some()
            && picker.has(Role::CustomerId).is_none_or(|sure| sure < 0.6);
    let wide = !rates && shape == Shape::Wide;
    let plan = match shape {
        _ if rates => picker.rates(&words),
        Shape::Wide => picker.wide(&words, months),
        Shape::TwoPoint => picker.two_point(&words, dated),
        Shape::Movements => picker.movements(&words),
        Shape::Aggregate => picker.aggregate(&words),
        Shape::Invoices => picker.invoices(&words),
        Shape::Long | Shape::Periods => picker.rows(&words, sample, options.shape),
    };
    let columns = headers
        .iter()
        .enumerate()
        .map(|(i, header)| {
            let (role, sure) = picker.used.get(i).copied().flatten().unwrap_or((Role::Ignored, 0.5));
            let forced = picker.candidates.get(i).is_some_and(|c| c.forced);
            let confidence = if forced { 1.0 } else { sure };
            Column { index: i as u32, header: header.clone(), role, confidence, format: None }
        })
        .collect();
    Found {
        columns,
        words,
        plan,
        twice: picker.twice,
        unknown,
        open_headers: if wide { open_headers } else { Vec::new() },
    }
}

/// The role a header names, and how sure.
fn role(plain: &str) -> Option<(Role, f64)> {
    words::role(plain).or_else(|| shape_words::role(plain))
}

/// The layout that the roles make.
fn recognised(
    candidates: &[Candidate],
    words: &[Words],
    sample: &Sample,
    wide: bool,
    two_dated: bool,
) -> Shape {
    let has = |role: Role| candidates.iter().any(|c| c.role == Some(role) && c.sure >= 0.6);
    let amount = [Role::Mrr, Role::Arr, Role::Amount, Role::AmountMinor].into_iter().any(has);
    let moves = [Role::Churn, Role::Expansion, Role::Contraction].into_iter().filter(|r| has(*r)).count();
    if has(Role::CustomerId) && has(Role::Opening) && has(Role::Closing) || two_dated {
        return Shape::TwoPoint;
    }
    if wide {
        return Shape::Wide;
    }
    if !has(Role::CustomerId) && has(Role::Opening) && has(Role::Churn) && moves >= 2 {
        return Shape::Aggregate;
    }
    // What the cells say tells a movement's type from an invoice line's.
    let typed = candidates.iter().position(|c| c.role == Some(Role::Type));
    let says = typed.and_then(|index| kinds::of_column(sample, index));
    let forced = typed.is_some_and(|index| candidates.get(index).is_some_and(|c| c.forced));
    if amount && matches!(says, Some(kinds::Column::Movements)) && !has(Role::End) {
        return Shape::Movements;
    }
    let invoice =
        words.iter().any(|w| shape_words::of_invoice(&w.plain)) || says == Some(kinds::Column::Lines);
    let dates = has(Role::Start) || has(Role::Month) && (has(Role::Interval) || typed.is_some());
    let plain = has(Role::Amount) || has(Role::AmountMinor);
    if invoice && dates && plain && !has(Role::Mrr) {
        return Shape::Invoices;
    }
    if forced { Shape::Movements } else { Shape::Long }
}

/// Whether a single month among the headers makes a wide table: a customer beside it, amounts below it, and
/// nothing else that could be a month or an amount.
fn only_a_month(candidates: &[Candidate], months: &[(usize, Month)]) -> bool {
    let amounts = |c: &Candidate| c.content.filled > 0 && c.content.amounts == c.content.filled;
    let below = months.iter().all(|(index, _)| candidates.get(*index).is_some_and(amounts));
    let roles = || candidates.iter().filter_map(|c| c.role);
    below
        && roles().any(|role| role == Role::CustomerId)
        && roles().all(|role| matches!(role, Role::CustomerId | Role::Currency | Role::Ignored))
}

/// Applies the user's roles; returns the names that fit no column.
fn force(candidates: &mut [Candidate], headers: &[String], options: &ReadOptions) -> Vec<String> {
    let mut unknown = Vec::new();
    for (name, role) in &options.roles {
        let wanted = name.trim().to_lowercase();
        let by_header = headers.iter().position(|h| h.to_lowercase() == wanted);
        let by_number = || wanted.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        match by_header.or_else(by_number).and_then(|i| candidates.get_mut(i)) {
            Some(candidate) => {
                candidate.role = Some(*role);
                candidate.sure = 2.0;
                candidate.forced = true;
            }
            None => unknown.push(name.clone()),
        }
    }
    unknown
}

/// The headers that are months, and those that are days in one of two orders.
fn month_headers(
    headers: &[String],
    candidates: &[Candidate],
    order: Option<DateOrder>,
) -> (Vec<(usize, Month)>, Vec<usize>) {
    let free = |i: usize| candidates.get(i).is_none_or(|c| !c.forced || c.role == Some(Role::MonthColumn));
    let parsed: Vec<(usize, Parsed)> = headers
        .iter()
        .enumerate()
        .filter(|(i, _)| free(*i))
        .filter_map(|(i, h)| dates::parse(h).map(|p| (i, p)))
        .collect();
    let numeric = parsed.iter().filter_map(|(_, p)| match p {
        Parsed::Numeric(a, b, year) => Some(dates::orders(*a, *b, *year)),
        Parsed::Day(..) => None,
    });
    let order = order.or_else(|| settled(numeric));
    let mut months = Vec::new();
    let mut open = Vec::new();
    for (index, found) in parsed {
        match (found, order) {
            (Parsed::Day(day, _), _) => months.push((index, day.month)),
            (Parsed::Numeric(a, b, year), Some(order)) => {
                months.extend(dates::in_order(a, b, year, order).map(|d| (index, d.month)));
            }
            (Parsed::Numeric(..), None) => open.push(index),
        }
    }
    (months, open)
}
