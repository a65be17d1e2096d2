//! Cells of lists, figures of parts and of money, and values in findings, from what the measures give.

use crate::base::{
    Interval, Na, Ratio, divide_half_even, format_minor, order_key, sort_by, sort_keyed, wilson,
};
use crate::metrics::operating::Part;
use crate::report::answer::{AnswerFigure, Grid, Named, QuestionState, Unit};
use crate::report::{ENOUGH, Value};
use std::cmp::Ordering;

/// A cell.
pub(super) type Cell = Option<Value>;

/// A text, a word's id, a day or a month.
pub(super) fn text(text: impl ToString) -> Cell {
    Some(Value::text(text))
}

/// A count.
pub(super) fn count(n: impl TryInto<i64>) -> Cell {
    n.try_into().ok().map(Value::Count)
}

/// A share without its interval; empty where there is nothing to share.
pub(super) fn share(part: Part) -> Cell {
    (part.of > 0).then(|| Value::Number(part.part as f64 / part.of as f64))
}

/// A share and the ends of its interval; empty where there is nothing to share.
pub(super) fn with_interval(part: Part) -> [Cell; 3] {
    let interval = wilson(part.part, part.of);
    let end = |of: fn(Interval) -> f64| interval.map(|interval| Value::Number(of(interval)));
    [share(part), end(|interval| interval.0), end(|interval| interval.1)]
}

/// Minor units as money.
pub(super) fn money(minor: i128, exponent: u8) -> Value {
    Value::Money(format_minor(minor, exponent))
}

/// The figure of a share.
pub(super) fn part_figure(id: &str, part: Part) -> AnswerFigure {
    AnswerFigure::share(id, part.part, part.of)
}

/// A share of money, in minor units; n/a where the whole is nothing.
pub(super) fn money_share(id: &str, ratio: Ratio, exponent: u8, n: u64) -> AnswerFigure {
    match ratio.value().filter(|_| ratio.denominator > 0) {
        None => AnswerFigure::na(id, Unit::Share, Na::ZeroDenominator),
        Some(value) => AnswerFigure {
            numerator: Some(money(ratio.numerator, exponent)),
            denominator: Some(money(ratio.denominator, exponent)),
            ..AnswerFigure::new(id, Unit::Share, Value::Number(value), n)
        },
    }
}

/// Money a head: minor units ÷ a number, as a plain number in the currency's units.
pub(super) fn money_each(minor: i128, over: i128, exponent: u8) -> Cell {
    let unit = (0..exponent).fold(1_i128, |unit, _| unit.saturating_mul(10));
    let each = Ratio { numerator: minor, denominator: unit.saturating_mul(over) };
    each.value().map(Value::Number)
}

/// The answer with figures that lead only to lists there are.
pub(super) fn without_missing_lists(mut question: QuestionState) -> QuestionState {
    let grids = &question.grids;
    for figure in &mut question.figures {
        figure.grid = figure.grid.take().filter(|id| grids.iter().any(|grid| grid.id == *id));
    }
    question
}

/// Thousandths of the currency's unit, as a table beside revenue states its money, rounded to its own.
pub(super) fn thousandths(sum: i128, exponent: u8) -> Cell {
    let ten = (0..exponent).fold(1_i128, |ten, _| ten * 10);
    Some(money(divide_half_even(sum * ten, 1000)?.into(), exponent))
}

/// A share of counted things; none of fewer than five.
pub(super) fn share_of_enough(part: u64, of: u64) -> Cell {
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
        if let Some(equals) = sorted.get_mut(from..).filter(|equals| from < Grid::room() && equals.len() > 1)
        {
            sort_by(equals, &order);
        }
    }
    sorted
}

/// By what customers are parted, as a place in the report.
pub(super) fn segmentation(place: u32) -> Value {
    Value::Money(format!("segmentation.{place}"))
}

/// A value in a finding; one that isn't there is left out.
pub(super) fn named(name: &str, unit: Unit, value: Option<Value>) -> Option<Named> {
    Some(Named { name: name.to_owned(), unit, value: value? })
}
