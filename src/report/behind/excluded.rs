//! Who pays in the months of a number and is not in it.

use super::{EvidenceKey, Table};
use crate::base::{Month, format_minor, named};
use crate::metrics::{Ends, Window};
use crate::tables::Book;
use serde::{Deserialize, Serialize};

named! {
/// Why a customer is not in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exclusion {
    /// First revenue ever after the opening month.
    WonInside,
    /// No revenue in the opening month, but some before it.
    Returned,
    /// Pays in these months, but is no part of what the number is about: another group, the largest customer.
    Apart,
    /// Of the data, without revenue in these months.
    NoRevenue,
    /// First revenue in months that are another cohort's.
    OtherStart,
    /// Began so late that nobody knows this age of it.
    TooYoung,
    /// Lost before this age.
    LostBefore,
    /// Of another group.
    OtherGroup,
    /// Without revenue in the month in question.
    NotThere,
    /// Customers of the files that have left, or of whom these don't say it.
    Unjudged,
    /// Rows of the same tables that don't say it, or lie outside the days it looks at.
    OtherRows,
    /// Sign-ups whose days aren't over.
    NotOver,
    /// Earlier answers of who answered again.
    Earlier,
    /// Rows on the same customers outside the days that their scores look at.
    OutsideDays,
}
}

impl Exclusion {
    /// Whether it counts rows and no customers.
    pub fn is_of_rows(self) -> bool {
        matches!(
            self,
            Exclusion::OtherRows | Exclusion::NotOver | Exclusion::Earlier | Exclusion::OutsideDays
        )
    }

    /// Those of customers that a book tells apart, in reading order.
    const ALL: [Exclusion; 9] = [
        Exclusion::WonInside,
        Exclusion::Returned,
        Exclusion::OtherStart,
        Exclusion::TooYoung,
        Exclusion::LostBefore,
        Exclusion::OtherGroup,
        Exclusion::Apart,
        Exclusion::NotThere,
        Exclusion::NoRevenue,
    ];
}

/// Customers that are not in a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    /// Why.
    pub why: Exclusion,
    /// How many; rows where the reason is of rows.
    pub customers: u64,
    /// Empty of what no book tells apart; else what they pay in the last of its months, or in the first where they left; of a curve, what they began with.
    pub amount: String,
}

/// Everyone in the book that is not among a table's rows, by the reason; empty where the number is of no population:
/// a movement, a finding, a single customer, a cost.
pub(super) fn excluded(book: &Book, table: &Table, key: EvidenceKey) -> Vec<Excluded> {
    let whole = match key {
        EvidenceKey::Movement { .. }
        | EvidenceKey::Bridge { .. }
        | EvidenceKey::Listed { .. }
        | EvidenceKey::WhiteSpace { place: Some(_), .. }
        | EvidenceKey::Quality { .. }
        | EvidenceKey::Cost { .. } => true,
        _ => table.rows.is_empty(),
    };
    let Some(to) = table.to.filter(|_| !whole) else { return Vec::new() };
    if let Some(apart) = &table.apart {
        return apart.clone();
    }
    let from = table.from.unwrap_or(to);
    if table.whole_path {
        return left_out(book, table, &|customer| on_the_way(book, customer, from, to));
    }
    let months = u32::try_from(to.since(from)).unwrap_or(0);
    left_out(book, table, &|customer| {
        let ends = Ends::of(book, customer, Window { from, to, months });
        match (ends.opening, ends.closing) {
            (None, None) => (Exclusion::NoRevenue, 0),
            (None, Some(now)) if ends.before => (Exclusion::Returned, now.amount.into()),
            (None, Some(now)) => (Exclusion::WonInside, now.amount.into()),
            (Some(then), now) => (Exclusion::Apart, now.unwrap_or(then).amount.into()),
        }
    })
}

/// Why a customer isn't in a number to which all months from one to another belong.
fn on_the_way(book: &Book, customer: u32, from: Month, to: Month) -> (Exclusion, i128) {
    let points = book.points(customer);
    let inside = points.iter().any(|point| point.month >= from && point.month <= to);
    let (then, now) = (book.amount(customer, from), i128::from(book.amount(customer, to)));
    match points.first() {
        Some(first) if inside && then == 0 && first.month > from => (Exclusion::WonInside, now),
        Some(_) if inside && then == 0 => (Exclusion::Returned, now),
        Some(_) if inside => (Exclusion::Apart, if now == 0 { then.into() } else { now }),
        _ => (Exclusion::NoRevenue, 0),
    }
}

/// Everyone that is not among a table's rows, by what is said of each: why, and how much is in it.
fn left_out(book: &Book, table: &Table, why: &dyn Fn(u32) -> (Exclusion, i128)) -> Vec<Excluded> {
    let mut listed = vec![false; book.customers.len()];
    for customer in table.rows.iter().filter_map(|row| row.customer) {
        if let Some(listed) = listed.get_mut(customer as usize) {
            *listed = true;
        }
    }
    let mut sums = [(0_u64, 0_i128); Exclusion::ALL.len()];
    for (customer, _) in (0..).zip(&listed).filter(|(_, listed)| !**listed) {
        let (why, amount) = why(customer);
        if let Some((customers, sum)) = sums.get_mut(why as usize) {
            *customers += 1;
            *sum += amount;
        }
    }
    let some = Exclusion::ALL.into_iter().filter_map(|why| {
        let (customers, sum) = sums.get(why as usize).copied().filter(|(customers, _)| *customers > 0)?;
        Some(Excluded { why, customers, amount: format_minor(sum, book.currency.exponent) })
    });
    some.collect()
}

impl Table {
    /// The same table that says of everyone it doesn't list why, and how much is in it.
    pub(super) fn leaving(self, book: &Book, why: &dyn Fn(u32) -> (Exclusion, i128)) -> Table {
        Table { apart: Some(left_out(book, &self, why)), ..self }
    }
}
