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

/// All cohorts, ascending; months in which nobody started have none.
pub fn cohorts(book: &Book) -> Vec<StartCohort> {
    let Some((_, last)) = book.span else { return Vec::new() };
    let mut by_start: BTreeMap<Month, Vec<AgeSums>> = BTreeMap::new();
    for customer in book.ids() {
        let points = book.points(customer);
        let Some(first) = points.first() else { continue };
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
