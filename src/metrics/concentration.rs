//! How much of the revenue hangs on few customers, month by month (peers.md §5).

use super::Window;
use crate::base::Month;
use crate::tables::Book;
use std::cmp::Reverse;

/// How many of the largest customers are added up: the largest alone, then five, ten, twenty.
pub const TOPS: [usize; 4] = [1, 5, 10, 20];

/// The most of them.
const MOST: usize = 20;

/// How one month's MRR is spread over its customers.
#[derive(Clone, Debug, PartialEq)]
pub struct Concentration {
    /// The month.
    pub month: Month,
    /// MRR of the month, minor units.
    pub total: i128,
    /// Customers with revenue.
    pub customers: u64,
    /// Of the largest customers, as many as [`TOPS`] says.
    pub tops: [i128; 4],
    /// Σ share² × 10,000: 10,000 where one customer is everything. `None` without revenue.
    pub hhi: Option<f64>,
}

impl Concentration {
    /// From a month's sums: the revenue and its customers, the largest of [`TOPS`] together, and Σ amount², of which
    /// each side was halved `shift` times.
    pub fn of_sums(
        month: Month,
        (total, customers): (i128, u64),
        tops: [i128; 4],
        (squares, shift): (u128, u32),
    ) -> Self {
        // Dividing by a power of two is exact.
        let scaled = total as f64 / (1_u64 << shift) as f64;
        let hhi = (total > 0).then(|| squares as f64 / scaled / scaled * 10_000.0);
        Concentration { month, total, customers, tops, hhi }
    }

    /// As many customers of equal size would be as concentrated: 10,000 / HHI, from 1 to the number of customers.
    pub fn effective(&self) -> Option<f64> {
        self.hhi.map(|hhi| 10_000.0 / hhi)
    }
}

/// The sums of a month while customers are added. Which come first moves nothing: all are integers.
#[derive(Clone, Copy)]
struct Sums {
    total: i128,
    customers: u64,
    /// Σ (amount without its last `shift` bits)².
    squares: u128,
    /// The largest amounts, descending.
    largest: [i64; MOST],
}

impl Sums {
    const NONE: Sums = Sums { total: 0, customers: 0, squares: 0, largest: [0; MOST] };

    fn add(&mut self, amount: i64, shift: u32) {
        self.total += i128::from(amount);
        self.customers += 1;
        let side = u128::from((amount >> shift).unsigned_abs());
        self.squares += side * side;
        if self.largest.last().is_some_and(|least| amount > *least) {
            let place = self.largest.partition_point(|larger| *larger >= amount);
            if let Some(rest) = self.largest.get_mut(place..) {
                rest.rotate_right(1);
                rest.iter_mut().take(1).for_each(|first| *first = amount);
            }
        }
    }

    fn done(&self, month: Month, shift: u32) -> Concentration {
        let top = |n: usize| self.largest.iter().take(n).map(|amount| i128::from(*amount)).sum();
        Concentration::of_sums(month, (self.total, self.customers), TOPS.map(top), (self.squares, shift))
    }
}

/// Bits to leave out so that the squares of a hundred million such amounts add up: none below ten trillion.
fn shift(largest: i64) -> u32 {
    (i64::BITS - largest.max(0).leading_zeros()).saturating_sub(50)
}

/// Every month of the book, ascending, in one walk over it.
pub fn concentrations(book: &Book) -> Vec<Concentration> {
    let Some((first, last)) = book.span else { return Vec::new() };
    let all = || book.ids().flat_map(|customer| book.points(customer));
    let shift = shift(all().map(|point| point.amount).max().unwrap_or(0));
    let mut months: Vec<Sums> = first.through(last).map(|_| Sums::NONE).collect();
    for point in all() {
        let place = usize::try_from(point.month.since(first)).unwrap_or(usize::MAX);
        if let Some(sums) = months.get_mut(place) {
            sums.add(point.amount, shift);
        }
    }
    first.through(last).zip(&months).map(|(month, sums)| sums.done(month, shift)).collect()
}

/// The concentration of a month's closing MRR.
pub fn concentration(book: &Book, month: Month) -> Concentration {
    let amounts = || book.ids().map(|id| book.amount(id, month)).filter(|amount| *amount > 0);
    let shift = shift(amounts().max().unwrap_or(0));
    let mut sums = Sums::NONE;
    amounts().for_each(|amount| sums.add(amount, shift));
    sums.done(month, shift)
}

/// The customers of a month, largest first, by name where equal.
pub fn ranked(book: &Book, month: Month) -> Vec<u32> {
    // From the order of names, the larger amounts go ahead of the smaller.
    let amounts = book.by_name.iter().map(|id| (book.amount(*id, month), *id));
    let mut paying: Vec<(u64, u32)> =
        amounts.filter(|(amount, _)| *amount > 0).map(|(amount, id)| (!amount.unsigned_abs(), id)).collect();
    crate::base::sort_keyed(&mut paying);
    paying.into_iter().map(|(_, id)| id).collect()
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
    use proptest::prelude::*;

    #[test]
    fn ties_go_to_the_first_name() {
        let book = book(&[("Zoe", &[9, 1]), ("Ann", &[9, 5]), ("Bob", &[2, 5])]);
        let window = Window { from: month(0), to: month(1), months: 1 };
        let largest = largest_opening(&book, window).unwrap();
        assert_eq!(book.customers.text(largest), "Ann");
        let names: Vec<&str> =
            ranked(&book, month(1)).into_iter().map(|id| book.customers.text(id)).collect();
        assert_eq!(names, ["Ann", "Bob", "Zoe"]);
    }

    #[test]
    fn hhi_runs_to_ten_thousand() {
        let alone = concentration(&book(&[("A", &[7])]), month(0));
        assert_eq!((alone.hhi, alone.tops, alone.total), (Some(10_000.0), [7; 4], 7));
        let four = concentration(&book(&[("A", &[5]), ("B", &[5]), ("C", &[5]), ("D", &[5])]), month(0));
        assert_eq!((four.hhi, four.effective()), (Some(2_500.0), Some(4.0)));
        assert_eq!(concentration(&book(&[("A", &[0])]), month(0)).hhi, None);
    }

    #[test]
    fn amounts_beyond_fifty_bits_fit() {
        let huge = crate::base::MAX_MINOR;
        let found = concentration(&book(&[("A", &[huge]), ("B", &[huge])]), month(0));
        assert!((found.hhi.unwrap() - 5_000.0).abs() < 1e-6, "{found:?}");
        assert_eq!(found.tops[1], 2 * i128::from(huge));
    }

    proptest! {
        /// One walk gives what sorting each month gives.
        #[test]
        fn every_month_as_sorted(rows in prop::collection::vec(prop::collection::vec(0..50_i64, 3), 1..60)) {
            let names: Vec<String> = (0..rows.len()).map(|i| format!("C{i}")).collect();
            let all: Vec<(&str, &[i64])> = names.iter().map(String::as_str).zip(rows.iter().map(Vec::as_slice)).collect();
            let book = book(&all);
            for found in concentrations(&book) {
                let mut amounts: Vec<i64> = book.ids().map(|id| book.amount(id, found.month)).filter(|a| *a > 0).collect();
                amounts.sort_unstable_by_key(|a| Reverse(*a));
                let top = |n: usize| amounts.iter().take(n).map(|a| i128::from(*a)).sum::<i128>();
                prop_assert_eq!(found.tops, TOPS.map(top));
                prop_assert_eq!((found.total, found.customers), (top(usize::MAX), amounts.len() as u64));
                prop_assert_eq!(&found, &concentration(&book, found.month));
                if let Some(effective) = found.effective() {
                    prop_assert!(effective > 1.0 - 1e-9 && effective < found.customers as f64 + 1e-9);
                }
            }
        }
    }
}
