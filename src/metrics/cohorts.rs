//! Start cohorts: customers by the month of their first revenue, followed to the last month (domain.md §2.2, F4).

use crate::base::Month;
use crate::tables::Book;
use std::collections::BTreeMap;

/// A cohort at one age.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AgeSums {
    /// Its revenue in that month.
    pub revenue: i128,
    /// Σ min(revenue in the start month, revenue in that month).
    pub kept: i128,
    /// Its customers with revenue in that month.
    pub customers: u64,
}

/// The customers whose first revenue fell in one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartCohort {
    /// The month.
    pub start: Month,
    /// Age 0 first, through the last month of the book; age 0 is what the others are compared with.
    pub ages: Vec<AgeSums>,
}

/// The oldest a cohort may be, in months. Older ones come from placeholder dates such as 1900-01-01, and a
/// cohort for every month of centuries would take hundreds of megabytes.
pub const MAX_COHORT_AGE: i32 = 600;

/// Customers who started too long ago to be in any cohort.
pub fn before_cohorts(book: &Book) -> u64 {
    let Some((_, last)) = book.span else { return 0 };
    let firsts = book.ids().filter_map(|customer| book.points(customer).first());
    firsts.filter(|first| last.since(first.month) > MAX_COHORT_AGE).count() as u64
}

/// All cohorts of at most [`MAX_COHORT_AGE`], ascending; months in which nobody started have none.
pub fn cohorts(book: &Book) -> Vec<StartCohort> {
    let Some((_, last)) = book.span else { return Vec::new() };
    let mut by_start: BTreeMap<Month, Vec<AgeSums>> = BTreeMap::new();
    for customer in book.ids() {
        let points = book.points(customer);
        let first = points.first().filter(|first| last.since(first.month) <= MAX_COHORT_AGE);
        let Some(first) = first else { continue };
        let ages = usize::try_from(last.since(first.month) + 1).unwrap_or(0);
        let cells = by_start.entry(first.month).or_insert_with(|| vec![AgeSums::default(); ages]);
        for point in points {
            let age = usize::try_from(point.month.since(first.month)).unwrap_or(usize::MAX);
            if let Some(cell) = cells.get_mut(age) {
                cell.revenue += i128::from(point.amount);
                cell.kept += i128::from(point.amount.min(first.amount));
                cell.customers += 1;
            }
        }
    }
    by_start.into_iter().map(|(start, ages)| StartCohort { start, ages }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::book;
    use super::*;

    #[test]
    fn placeholder_dates_make_no_cohort() {
        let mut old = vec![0; MAX_COHORT_AGE as usize + 2];
        let mut aged = old.clone();
        (old[0], aged[1]) = (5, 5);
        let all = [("Old", old.as_slice()), ("Aged", aged.as_slice())];
        let (book, last) = (book(&all), MAX_COHORT_AGE as usize);
        let found = cohorts(&book);
        assert_eq!((found.len(), found[0].ages.len(), before_cohorts(&book)), (1, last + 1, 1));
    }
}
