//! What has to be asked: cells under both of their readings.

use super::values::dates::Numeric;
use super::values::fiscal::Fiscal;
use super::values::numbers::{self, Convention};
use super::{DateOrder, DecimalMark, FISCAL_STARTS, QuestionKind, QuestionSample};
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
    QuestionSample { line, text: text.to_owned(), first, second, more: Vec::new() }
}

/// One date under two orders; `numeric` is what stands in the text.
pub(super) fn date_sample(
    line: u64,
    text: &str,
    numeric: Option<Numeric>,
    orders: (DateOrder, DateOrder),
) -> QuestionSample {
    let under = |order| {
        let day = numeric.and_then(|numeric| numeric.day(order)).and_then(|day| day.date);
        day.map(|day| day.to_string()).unwrap_or_default()
    };
    let (first, second) = (under(orders.0), under(orders.1));
    QuestionSample { line, text: text.to_owned(), first, second, more: Vec::new() }
}

/// What is asked where these two orders fit.
pub(super) fn date_kind(orders: (DateOrder, DateOrder)) -> QuestionKind {
    if orders.1 == DateOrder::Ymd { QuestionKind::YearFirst } else { QuestionKind::DateOrder }
}

/// One part of a fiscal year under each of the months in which such years most often begin.
pub(super) fn fiscal_sample(line: u64, text: &str, fiscal: Fiscal) -> QuestionSample {
    let starts = FISCAL_STARTS.into_iter().filter_map(|start| start.parse().ok());
    let mut under = starts.map(|start| fiscal.shown(start));
    let (first, second) = (under.next().unwrap_or_default(), under.next().unwrap_or_default());
    QuestionSample { line, text: text.to_owned(), first, second, more: under.collect() }
}
