//! The cells of lists and the values in findings, from what the measures give.

use super::Asked;
use crate::base::{divide_half_even, format_minor};
use crate::report::answer::{Named, Unit};
use crate::report::{ENOUGH, Value};

/// A text, a word's id, a customer's name or a day.
pub(super) fn text(text: impl ToString) -> Option<Value> {
    Some(Value::Money(text.to_string()))
}

/// A count.
pub(super) fn count(n: impl TryInto<i64>) -> Option<Value> {
    n.try_into().ok().map(Value::Count)
}

/// Minor units of the report's currency.
pub(super) fn money(asked: &Asked<'_>, minor: i128) -> Option<Value> {
    Some(Value::Money(decimal(asked, minor)))
}

/// The same as decimal text.
pub(super) fn decimal(asked: &Asked<'_>, minor: i128) -> String {
    format_minor(minor, asked.company.book.currency.exponent)
}

/// Money that a table beside revenue states, in thousandths of a unit, rounded to the currency's own.
pub(super) fn thousandths(asked: &Asked<'_>, sum: i64) -> Option<Value> {
    let ten = (0..asked.company.book.currency.exponent).fold(1_i128, |ten, _| ten * 10);
    money(asked, divide_half_even(i128::from(sum) * ten, 1000)?.into())
}

/// A share of counted things; none of fewer than five.
pub(super) fn share(part: u64, of: u64) -> Option<Value> {
    (of >= ENOUGH).then(|| Value::Number(part as f64 / of as f64))
}

/// A customer's name.
pub(super) fn customer(asked: &Asked<'_>, id: u32) -> Option<Value> {
    text(asked.company.customers.text(id))
}

/// A value in a finding; one that isn't there is left out.
pub(super) fn named(name: &str, unit: Unit, value: Option<Value>) -> Option<Named> {
    Some(Named { name: name.to_owned(), unit, value: value? })
}
