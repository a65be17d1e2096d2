//! Cells of lists and figures of parts and of money, as the answers of growth and scaling write them.

use crate::base::{Interval, Na, Ratio, format_minor, wilson};
use crate::metrics::operating::Part;
use crate::report::Value;
use crate::report::answer::{AnswerFigure, QuestionState, Unit};

/// A cell.
pub(super) type Cell = Option<Value>;

/// A text: of the files, a day, a month or a word's id.
pub(super) fn text(text: impl ToString) -> Value {
    Value::Money(text.to_string())
}

/// A count.
pub(super) fn count(n: u64) -> Value {
    Value::Count(i64::try_from(n).unwrap_or(i64::MAX))
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
