//! What has to be asked: cells under both of their readings.

use super::values::dates::{self, Parsed};
use super::values::numbers::{self, Convention};
use super::{DateOrder, DecimalMark, QuestionSample};
use crate::base::format_minor;

/// One amount under both decimal marks: three decimals where a reading has them, the currency's where not.
pub(super) fn amount_sample(line: u64, text: &str, exponent: u8) -> QuestionSample {
    let under = |mark| {
        let at = |exponent| numbers::read(text, Convention::Decided(mark), exponent).map(|a| a.value);
        match (at(exponent), at(exponent.max(3))) {
            (Ok((minor, false)), _) => format_minor(i128::from(minor), exponent),
            (_, Ok((minor, _))) => format_minor(i128::from(minor), exponent.max(3)),
            _ => String::new(),
        }
    };
    let (first, second) = (under(DecimalMark::Point), under(DecimalMark::Comma));
    QuestionSample { line, text: text.to_owned(), first, second }
}

/// One date under two orders.
pub(super) fn date_sample(line: u64, text: &str, orders: (DateOrder, DateOrder)) -> QuestionSample {
    let under = |order| match dates::parse(text) {
        Some(Parsed::Numeric(numeric)) => {
            numeric.day(order).and_then(|d| d.date).map(|d| d.to_string()).unwrap_or_default()
        }
        _ => String::new(),
    };
    let (first, second) = (under(orders.0), under(orders.1));
    QuestionSample { line, text: text.to_owned(), first, second }
}
