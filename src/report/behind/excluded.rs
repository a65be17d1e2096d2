//! Who pays in the months of a number and is not in it.

use super::Table;
use crate::base::{format_minor, named};
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
}
}

/// Customers that are not in a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    /// Why.
    pub why: Exclusion,
    /// How many.
    pub customers: u64,
    /// What they pay in the last of its months, or in the first where they left.
    pub amount: String,
}

/// Everyone in the book that is not among a table's rows, by the reason; empty where its rows are of other months
/// than its two ends.
pub(super) fn excluded(book: &Book, table: &Table) -> Vec<Excluded> {
    let Some(to) = table.to.filter(|_| !table.whole_path && !table.rows.is_empty()) else {
        return Vec::new();
    };
    let from = table.from.unwrap_or(to);
    let months = u32::try_from(to.since(from)).unwrap_or(0);
    let mut listed = vec![false; book.customers.len()];
    for row in &table.rows {
        if let Some(listed) = listed.get_mut(row.customer as usize) {
            *listed = true;
        }
    }
    let mut sums = [(0_u64, 0_i128); 4];
    for (customer, _) in (0..).zip(&listed).filter(|(_, listed)| !**listed) {
        let ends = Ends::of(book, customer, Window { from, to, months });
        let (why, amount) = match (ends.opening, ends.closing) {
            (None, None) => (Exclusion::NoRevenue, 0),
            (None, Some(now)) if ends.before => (Exclusion::Returned, now.amount),
            (None, Some(now)) => (Exclusion::WonInside, now.amount),
            (Some(then), now) => (Exclusion::Apart, now.unwrap_or(then).amount),
        };
        if let Some((customers, sum)) = sums.get_mut(why as usize) {
            *customers += 1;
            *sum += i128::from(amount);
        }
    }
    let all = [Exclusion::WonInside, Exclusion::Returned, Exclusion::Apart, Exclusion::NoRevenue];
    let some = all.into_iter().zip(sums).filter(|(_, (customers, _))| *customers > 0);
    some.map(|(why, (customers, sum))| Excluded {
        why,
        customers,
        amount: format_minor(sum, book.currency.exponent),
    })
    .collect()
}
