//! The cells of lists and the values in findings, from what the measures give.

use super::Asked;
use crate::base::{divide_half_even, format_minor, order_key, sort_by, sort_keyed};
use crate::report::answer::{Grid, Named, Unit};
use crate::report::{ENOUGH, Value};
use std::cmp::Ordering;

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

/// What matters most first, by a rank and among equals by an order; beyond what a list has room for only by the rank.
pub(super) fn leading<T: Copy>(
    all: &[T],
    rank: impl Fn(&T) -> f64,
    order: impl Fn(&T, &T) -> Ordering,
) -> Vec<T> {
    let mut keyed: Vec<(u64, u32)> = (0..).zip(all).map(|(at, one)| (!order_key(rank(one)), at)).collect();
    sort_keyed(&mut keyed);
    let mut sorted: Vec<T> = Vec::with_capacity(all.len());
    for equals in keyed.chunk_by(|a, b| a.0 == b.0) {
        let from = sorted.len();
        sorted.extend(equals.iter().filter_map(|(_, at)| all.get(*at as usize)));
        if let Some(equals) = sorted.get_mut(from..).filter(|equals| from < Grid::MOST && equals.len() > 1) {
            sort_by(equals, &order);
        }
    }
    sorted
}

/// A customer's name.
pub(super) fn customer(asked: &Asked<'_>, id: u32) -> Option<Value> {
    text(asked.company.customers.text(id))
}

/// A value in a finding; one that isn't there is left out.
pub(super) fn named(name: &str, unit: Unit, value: Option<Value>) -> Option<Named> {
    Some(Named { name: name.to_owned(), unit, value: value? })
}
