//! Whether rows are a customer's months: what tells a ledger from a list of subscriptions where a date says neither.

use crate::base::Month;
use crate::read::DateOrder;
use crate::read::dialect::sample::Sample;
use crate::read::values::dates::{self, Parsed};
use rustc_hash::FxHashMap;

/// Whether nearly every customer has one row a month, month after month, and three of them or more on average.
pub(super) fn one_row_a_month(sample: &Sample, customer: usize, date: usize) -> bool {
    [DateOrder::Ymd, DateOrder::Dmy, DateOrder::Mdy]
        .into_iter()
        .any(|order| under(sample, customer, date, order))
}

fn under(sample: &Sample, customer: usize, date: usize, order: DateOrder) -> bool {
    let mut months: FxHashMap<&str, Vec<Month>> = FxHashMap::default();
    for row in sample.rows.iter().filter(|row| row.fault.is_none()) {
        let (name, cell) = (row.cell(customer), row.cell(date));
        if name.is_empty() || cell.is_empty() {
            continue;
        }
        let month = match dates::parse(cell) {
            Some(Parsed::Day(day, _)) => Some(day.month),
            Some(Parsed::Numeric(numeric)) => numeric.day(order).map(|day| day.month),
            // Wherever the year begins, its months follow each other.
            Some(Parsed::Fiscal(fiscal)) => fiscal.place(1).map(|(month, _)| month),
            None => None,
        };
        // Lines of totals and notes have no date.
        let Some(month) = month else { continue };
        months.entry(name).or_default().push(month);
    }
    let (mut rows, mut good) = (0, 0);
    for own in months.values_mut() {
        crate::base::sort(own);
        let steps = own.windows(2).filter(|pair| matches!(pair, [a, b] if b.since(*a) == 1)).count();
        rows += own.len();
        good += if own.len() > 1 { steps + 1 } else { 0 };
    }
    rows >= 3 * months.len().max(2) && good * 10 >= rows * 9
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::dialect::sample::SampleRow;

    fn sample(rows: &[(&str, &str)]) -> Sample {
        let row = |(line, (name, date)): (u64, &(&str, &str))| SampleRow {
            line,
            cells: vec![(*name).to_owned(), (*date).to_owned()],
            fault: None,
        };
        let header = SampleRow { line: 1, cells: vec!["a".to_owned(), "b".to_owned()], fault: None };
        Sample { header, rows: (2..).zip(rows).map(row).collect() }
    }

    #[test]
    fn a_ledger_goes_on_from_month_to_month() {
        let ledger = ["2024-01-01", "2024-02-01", "2024-03-01"];
        let rows: Vec<(&str, &str)> = ["A", "B"].iter().flat_map(|n| ledger.map(|d| (*n, d))).collect();
        assert!(one_row_a_month(&sample(&rows), 0, 1));
        let list = [("A", "2024-01-05"), ("A", "2024-06-01"), ("B", "2023-02-01"), ("C", "2024-02-01")];
        assert!(!one_row_a_month(&sample(&list), 0, 1));
        let one: Vec<(&str, &str)> = ledger.map(|d| ("A", d)).to_vec();
        assert!(!one_row_a_month(&sample(&one), 0, 1), "one customer alone tells nothing");
    }
}
