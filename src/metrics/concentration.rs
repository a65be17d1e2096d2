//! How much of the revenue hangs on few customers (peers.md §5).

use super::Window;
use crate::base::Month;
use crate::tables::Book;
use std::cmp::Reverse;

/// Shares of a month's MRR.
#[derive(Clone, Debug, PartialEq)]
pub struct Concentration {
    /// MRR of the month, minor units.
    pub total: i128,
    /// Of the largest customer.
    pub top1: i128,
    /// Of the ten largest.
    pub top10: i128,
    /// Customers with revenue.
    pub customers: u64,
    /// Σ share² × 10,000: 10,000 where one customer is everything. `None` without revenue.
    pub hhi: Option<f64>,
    /// The customers, largest first, by name where equal.
    pub ranked: Vec<u32>,
}

/// The concentration of a month's closing MRR.
pub fn concentration(book: &Book, month: Month) -> Concentration {
    // From the order of names, the larger amounts go ahead of the smaller.
    let amounts = book.by_name.iter().map(|id| (book.amount(*id, month), *id));
    let mut paying: Vec<(u64, u32)> =
        amounts.filter(|(amount, _)| *amount > 0).map(|(amount, id)| (!amount.unsigned_abs(), id)).collect();
    crate::base::sort_keyed(&mut paying);
    let paying: Vec<(i64, u32)> = paying.into_iter().map(|(key, id)| (!key as i64, id)).collect();
    let sum = |n: usize| paying.iter().take(n).map(|(amount, _)| i128::from(*amount)).sum::<i128>();
    let total = sum(usize::MAX);
    // Added up in order of size, so that the order of the file can't move the last bit.
    let squares: f64 =
        paying.iter().map(|(amount, _)| *amount as f64 / total as f64).map(|share| share * share).sum();
    Concentration {
        total,
        top1: sum(1),
        top10: sum(10),
        customers: paying.len() as u64,
        hhi: (total > 0).then_some(squares * 10_000.0),
        ranked: paying.into_iter().map(|(_, id)| id).collect(),
    }
}

/// The customer with the most revenue in the opening month; the first by name where several have it.
pub fn largest_opening(book: &Book, window: Window) -> Option<u32> {
    book.ids()
        .map(|id| (book.amount(id, window.from), id))
        .filter(|(amount, _)| *amount > 0)
        .min_by_key(|(amount, id)| (Reverse(*amount), book.customers.text(*id)))
        .map(|(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{book, month};
    use super::*;

    #[test]
    fn ties_go_to_the_first_name() {
        let book = book(&[("Zoe", &[9, 1]), ("Ann", &[9, 5]), ("Bob", &[2, 5])]);
        let window = Window { from: month(0), to: month(1), months: 1 };
        let largest = largest_opening(&book, window).unwrap();
        assert_eq!(book.customers.text(largest), "Ann");
        let names: Vec<&str> =
            concentration(&book, month(1)).ranked.into_iter().map(|id| book.customers.text(id)).collect();
        assert_eq!(names, ["Ann", "Bob", "Zoe"]);
    }

    #[test]
    fn hhi_runs_to_ten_thousand() {
        let alone = concentration(&book(&[("A", &[7])]), month(0));
        assert_eq!((alone.hhi, alone.top1, alone.total), (Some(10_000.0), 7, 7));
        let four = concentration(&book(&[("A", &[5]), ("B", &[5]), ("C", &[5]), ("D", &[5])]), month(0));
        assert_eq!(four.hhi, Some(2_500.0));
        assert_eq!(concentration(&book(&[("A", &[0])]), month(0)).hhi, None);
    }
}
