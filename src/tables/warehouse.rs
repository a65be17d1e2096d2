//! The result of a script of `ninefold sql`: the report's sums, as the engine that holds the rows made them.

use super::AttributeKind;
use crate::base::{Currency, Na};

/// The columns of a result, in the script's order (`crate::sql` says what stands in each).
pub const RESULT_COLUMNS: [&str; 9] =
    ["section", "name", "key", "part", "numerator", "denominator", "value", "n", "na"];

/// A number as it stands in the file: `digits` · 10^−`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact {
    /// Its digits without the point.
    pub digits: i128,
    /// How many of them stand behind the point.
    pub scale: u8,
}

impl Exact {
    /// A number in plain digits; `None` for anything else: an exponent has lost digits.
    pub fn parse(text: &str) -> Option<Exact> {
        let (sign, plain) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(decimals) {
            return None;
        }
        let scale = u8::try_from(decimals.len()).ok()?;
        let number: i128 = format!("{whole}{decimals}").parse().ok()?;
        Some(Exact { digits: sign * number, scale })
    }

    /// In units of 10^−`scale`; `None` where it has more decimals than these. Spreadsheets leave zeros out.
    pub fn at(self, scale: u8) -> Option<i128> {
        match scale.checked_sub(self.scale) {
            Some(more) => self.digits.checked_mul(10_i128.checked_pow(u32::from(more))?),
            None => {
                let unit = 10_i128.checked_pow(u32::from(self.scale - scale))?;
                (self.digits % unit == 0).then_some(self.digits / unit)
            }
        }
    }
}

/// What a figure is told apart by.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureKey {
    /// The part of the result.
    pub section: String,
    /// Its name there.
    pub name: String,
    /// A month, a column, a code; empty where it has none.
    pub key: String,
    /// A month, an age, a group's value; empty where it has none.
    pub part: String,
}

/// A row of the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WarehouseRow {
    /// Which figure.
    pub of: FigureKey,
    /// Above the line.
    pub above: Option<Exact>,
    /// Below it.
    pub below: Option<Exact>,
    /// Customers behind it.
    pub n: u64,
    /// Why there is no value.
    pub na: Option<Na>,
    /// Line of the file, from 1.
    pub line: u32,
}

/// One result.
#[derive(Clone, Debug)]
pub struct WarehouseTable {
    /// What the amounts are in: as the result says, else as many decimals as it has.
    pub currency: Currency,
    /// Its rows, ascending by key, each key once.
    pub rows: Vec<WarehouseRow>,
    /// What the columns are that customers are grouped by.
    pub kinds: Vec<(String, AttributeKind)>,
}

impl WarehouseTable {
    /// The figures of that name, ascending.
    pub fn named(&self, section: &str, name: &str) -> &[WarehouseRow] {
        let of = |row: &WarehouseRow| (row.of.section.as_str(), row.of.name.as_str()).cmp(&(section, name));
        let first = self.rows.partition_point(|row| of(row).is_lt());
        let after = self.rows.partition_point(|row| of(row).is_le());
        self.rows.get(first..after).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_whatever_zeros_a_spreadsheet_left_out() {
        let at = |text: &str, scale| Exact::parse(text).and_then(|number| number.at(scale));
        assert_eq!([at("1234.50", 2), at("1234.5", 2), at("1234.500", 2)], [Some(123_450); 3]);
        assert_eq!([at("-0.05", 2), at("7", 2), at("0.001", 2)], [Some(-5), Some(700), None]);
        assert_eq!(at("170141183460469231731687303715884105727", 0), Some(i128::MAX));
        assert_eq!(at("170141183460469231731687303715884105727", 1), None);
        for bad in ["", "-", ".5", "1.2.3", "1,5", "1E+5", "+1", "١"] {
            assert_eq!(Exact::parse(bad), None, "{bad}");
        }
    }
}
