//! What rows would come to without their discounts, gathered from the rows of a file that has a column of them.

use super::values::numbers::{self, Convention};
use crate::tables::ListAmounts;

/// The column of discounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DiscountColumn {
    /// Where it stands.
    pub column: usize,
    /// It is still to come off the amounts, which are those of the list.
    pub due: bool,
    /// Nothing says whether it is.
    pub assumed: bool,
    /// Plain numbers are percents by the header.
    pub percent: bool,
}

/// A row's discount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Off {
    /// In hundredths of a percent, up to 10,000.
    Percent(i64),
    /// An amount for all units, in the unit in which amounts are read before they are made monthly; under a decimal
    /// point, and under a decimal comma.
    Amount(i64, i64),
}

/// A whole.
pub(super) const WHOLE: i64 = 10_000;

/// Whether a cell says that it is in percent.
pub(super) fn is_percent(cell: &str) -> bool {
    cell.ends_with(['%', '\u{ff05}'])
}

/// A discount in percent; `None` where the cell holds none that leaves no doubt.
pub(super) fn percent(cell: &str, convention: Convention) -> Option<i64> {
    let bare = cell.trim_end_matches(['%', '\u{ff05}']).trim_end();
    let read = numbers::read(bare, convention, 2).ok()?;
    // Below 1 without its sign: 0.2 may be a fifth, or a fifth of a percent.
    let plain = read.comma.is_none() && read.sign.is_none() && read.by.is_none() && !read.value.1;
    let doubtful = bare.len() == cell.len() && (1..100).contains(&read.value.0);
    Some(read.value.0).filter(|p| plain && !doubtful && *p <= WHOLE)
}

/// The list amounts of a file under way.
#[derive(Debug, Default)]
pub(super) struct Lists {
    rows: Vec<(u32, i64)>,
    /// Places in `rows`, and what stands there if commas turn out to separate decimals.
    commas: Vec<(usize, i64)>,
}

impl Lists {
    /// Takes what a used row comes to by its list price, and the same under a decimal comma where that differs.
    pub fn push(&mut self, line: u64, (amount, comma): (i64, Option<i64>)) {
        self.commas.extend(comma.map(|comma| (self.rows.len(), comma)));
        self.rows.push((u32::try_from(line).unwrap_or(u32::MAX), amount));
    }

    /// All of them; `comma` says that commas separate decimals. `None` where no row has a discount.
    pub fn finish(mut self, comma: bool) -> Option<Box<ListAmounts>> {
        for (place, amount) in self.commas.into_iter().filter(|_| comma) {
            if let Some((_, value)) = self.rows.get_mut(place) {
                *value = amount;
            }
        }
        let list = ListAmounts::new(self.rows);
        (!list.is_empty()).then(|| Box::new(list))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::DecimalMark;

    #[test]
    fn percents_are_read_where_they_leave_no_doubt() {
        let point = Convention::Decided(DecimalMark::Point);
        for (cell, wanted) in [
            ("20%", Some(2_000)),
            ("20", Some(2_000)),
            ("12.5 %", Some(1_250)),
            ("0.5%", Some(50)),
            ("0", Some(0)),
            ("100%", Some(WHOLE)),
            ("0.2", None),
            ("101", None),
            ("-5", None),
            ("1/5", None),
        ] {
            assert_eq!(percent(cell, point), wanted, "{cell}");
        }
    }

    #[test]
    fn what_a_comma_means_is_settled_at_the_end() {
        let lists = || {
            let mut lists = Lists::default();
            lists.push(2, (1_000, None));
            lists.push(5, (120_000, Some(120)));
            lists
        };
        assert_eq!(lists().finish(false).and_then(|list| list.of_line(5)), Some(120_000));
        assert_eq!(lists().finish(true).and_then(|list| list.of_line(5)), Some(120));
        assert_eq!(lists().finish(true).and_then(|list| list.of_line(2)), Some(1_000));
        assert_eq!(Lists::default().finish(true), None);
    }
}
