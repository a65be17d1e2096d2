//! Which column is what: by the user's word, by the header's words, then by content.

pub(super) mod header;
mod picker;
pub(super) mod words;

use super::dialect::sample::Sample;
use super::values::date_column::settled;
use super::values::dates::{self, Parsed};
use super::values::numbers;
use super::{Column, DateOrder, ReadOptions, Role};
use crate::base::Month;
use crate::tables::Shape;
use header::Words;
use picker::Picker;
use rustc_hash::FxHashSet;

/// Rows looked at to learn what a column holds.
const LOOK: usize = 200;

/// Where everything stands in a row.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// The layout.
    pub shape: Shape,
    /// Who pays.
    pub customer: usize,
    /// The month of a long row, the first day of a period.
    pub date: Option<usize>,
    /// The end of a period.
    pub end: Option<usize>,
    /// The amount and what it is (`Mrr`, `Arr` or `Amount`).
    pub amount: Option<(usize, Role)>,
    /// The billing interval.
    pub interval: Option<usize>,
    /// The currency's code.
    pub currency: Option<usize>,
    /// The months of a wide table.
    pub months: Vec<(usize, Month)>,
}

impl Plan {
    /// The last column in use.
    pub fn last(&self) -> usize {
        let single = [
            Some(self.customer),
            self.date,
            self.end,
            self.amount.map(|(i, _)| i),
            self.interval,
            self.currency,
        ];
        let columns = single.into_iter().flatten().chain(self.months.iter().map(|(i, _)| *i));
        columns.max().unwrap_or(0)
    }

    /// The columns that hold amounts.
    pub fn amounts(&self) -> Vec<usize> {
        match self.amount {
            Some((index, _)) => vec![index],
            None => self.months.iter().map(|(i, _)| *i).collect(),
        }
    }
}

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
        let (role, mut sure) = words::role(&w.plain).map_or((None, 0.0), |(r, s)| (Some(r), s));
        // A header may say one thing and the cells another: another candidate is then the better one.
        let fits = match role {
            Some(Role::Month | Role::Start) => content.dates > 0,
            Some(Role::Mrr | Role::Arr | Role::Amount) => content.amounts > 0,
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

    let mut picker = Picker::new(candidates);
    let plan = if wide { picker.wide(&words, months) } else { picker.rows(&words, sample) };
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
        .filter_map(|(i, h)| dates::header(h).map(|p| (i, p)))
        .collect();
    let numeric = parsed.iter().filter_map(|(_, p)| match p {
        Parsed::Numeric(numeric) => Some(*numeric),
        Parsed::Day(..) => None,
    });
    let order = order.or_else(|| settled(numeric));
    let mut months = Vec::new();
    let mut open = Vec::new();
    for (index, found) in parsed {
        match (found, order) {
            (Parsed::Day(day, _), _) => months.push((index, day.month)),
            (Parsed::Numeric(numeric), Some(order)) => {
                months.extend(numeric.day(order).map(|d| (index, d.month)));
            }
            (Parsed::Numeric(..), None) => open.push(index),
        }
    }
    (months, open)
}
