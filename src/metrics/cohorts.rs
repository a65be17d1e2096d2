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

/// Several start months at one age.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AgedSums {
    /// Age 0 of the customers that have reached this age: what `now` is compared with, and its `n`.
    pub base: AgeSums,
    /// The same customers at this age.
    pub now: AgeSums,
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

/// Joins start months: a quarter, a year, all of them.
///
/// Age counts from each customer's own first month, so that nobody in a quarter is two months older than another at
/// the same age. At each age only the start months count that have reached it by the end of the data, on both sides
/// of the ratio: the young ones would else count as lost. So the later cells of a quarter may stand on fewer
/// customers than the earlier ones, each on as many as its `base` says; and the joined ratio is the average of the
/// start months' ratios, weighted by the revenue they began with (customers, for logos).
pub fn joined<'a>(cohorts: impl Iterator<Item = &'a StartCohort>) -> Vec<AgedSums> {
    let mut ages: Vec<AgedSums> = Vec::new();
    for cohort in cohorts {
        let Some(base) = cohort.ages.first() else { continue };
        if ages.len() < cohort.ages.len() {
            ages.resize(cohort.ages.len(), AgedSums::default());
        }
        for (sums, age) in ages.iter_mut().zip(&cohort.ages) {
            sums.base.add(base);
            sums.now.add(age);
        }
    }
    ages
}

impl AgeSums {
    fn add(&mut self, other: &AgeSums) {
        self.revenue += other.revenue;
        self.kept += other.kept;
        self.customers += other.customers;
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{book, month};
    use super::*;
    use proptest::prelude::*;

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

    #[test]
    fn who_is_too_young_counts_on_neither_side() {
        // A, B from January, C from February: at age 2 only A and B can be known.
        let book = book(&[("A", &[100, 100, 120]), ("B", &[100, 50, 0]), ("C", &[0, 200, 200])]);
        let all = joined(cohorts(&book).iter());
        let cell = |age: usize| (all[age].now.revenue, all[age].base.revenue, all[age].base.customers);
        assert_eq!([cell(0), cell(1), cell(2)], [(400, 400, 3), (350, 400, 3), (120, 200, 2)]);
        assert_eq!((all[2].now.kept, all[2].now.customers), (100, 1));
    }

    /// GP Bullhound, The CFO Handbook: the row of averages under the month-2 column says 106 %. Weighted by the
    /// cohorts' revenue it is 105.57 %, the simple mean would be 105.36 % and print as 105 %.
    #[test]
    fn the_row_of_averages_is_weighted() {
        let revenue = [
            42_162, 55_433, 56_681, 58_264, 46_314, 58_841, 49_172, 63_241, 66_295, 67_559, 57_715, 70_583,
            60_505, 74_126,
        ];
        let percent = [98, 103, 103, 103, 106, 106, 108, 108, 106, 105, 106, 108, 108, 107];
        let age = |revenue| AgeSums { revenue, kept: 0, customers: 1 };
        let mut rows: Vec<StartCohort> = (0..)
            .zip(revenue.iter().zip(percent))
            .map(|(i, (revenue, percent))| StartCohort {
                start: month(i),
                ages: vec![age(revenue * 100), age(revenue * 100), age(revenue * percent)],
            })
            .collect();
        // One more that is too young for the column.
        rows.push(StartCohort { start: month(14), ages: vec![age(9_999_999); 2] });
        let all = joined(rows.iter());
        let ratio = all[2].now.revenue as f64 / all[2].base.revenue as f64;
        assert!((ratio - 1.0557).abs() < 5e-5, "{ratio}");
        assert_eq!(all[2].base.customers, 14);
    }

    proptest! {
        /// Ages of all start months together are the start months' own ages added up.
        #[test]
        fn joining_loses_nobody(rows in prop::collection::vec(prop::collection::vec(0..9_i64, 6), 1..20)) {
            let names: Vec<String> = (0..rows.len()).map(|i| format!("C{i}")).collect();
            let all: Vec<(&str, &[i64])> = names.iter().map(String::as_str).zip(rows.iter().map(Vec::as_slice)).collect();
            let book = book(&all);
            let found = cohorts(&book);
            let started = book.ids().filter(|id| !book.points(*id).is_empty()).count() as u64;
            let ages = joined(found.iter());
            prop_assert_eq!(ages.first().map_or(0, |age| age.base.customers), started);
            for (age, sums) in ages.iter().enumerate() {
                let own: i128 = found.iter().filter_map(|c| c.ages.get(age)).map(|sums| sums.revenue).sum();
                prop_assert_eq!(sums.now.revenue, own);
                prop_assert!(sums.now.kept <= sums.base.revenue && sums.now.customers <= sums.base.customers);
            }
        }
    }
}
