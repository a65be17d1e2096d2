//! A score over the quarters as a line with its intervals, beside the list it comes from.

use super::{cell_keys, twin, word};
use crate::base::Month;
use crate::chart::{Across, Line, LinePoint, LinesFrame, Paint, Sketch};
use crate::report::{Grid, Value};
use crate::rooms::{Chart, Setting};
use std::sync::Arc;

/// Height of the chart.
const HEIGHT: f64 = 260.0;

/// What a trend is drawn from: a list by quarter, and its columns.
pub struct Trend {
    /// The list.
    pub grid: &'static str,
    /// The quarter, as `2024-Q1`.
    pub quarter: &'static str,
    /// The score, −100 to 100.
    pub value: &'static str,
    /// The ends of its interval.
    pub range: (&'static str, &'static str),
    /// How many answered.
    pub answers: &'static str,
}

/// The first month of a quarter.
fn first_month(quarter: &str) -> Option<Month> {
    let (year, number) = quarter.split_once("-Q")?;
    Month::new(year.parse().ok()?, number.parse::<u32>().ok()?.checked_sub(1)? * 3 + 1)
}

/// The chart; `None` where fewer than two quarters have a score.
pub(super) fn chart(s: &Setting, of: &Trend, grid: &Grid) -> Option<Chart> {
    let text = |id: &str| word(s.texts.lang, id).unwrap_or_default().to_owned();
    let at = |id: &str| grid.place(id);
    let (quarter, value, answers) = (at(of.quarter)?, at(of.value)?, at(of.answers)?);
    let (low, high) = (at(of.range.0)?, at(of.range.1)?);
    let number = |row: &[Option<Value>], place: usize| match row.get(place)? {
        Some(Value::Number(x)) => Some(*x / 100.0),
        Some(Value::Count(n)) => Some(*n as f64 / 100.0),
        _ => None,
    };
    let mut first: Option<Month> = None;
    let (mut points, mut below) = (Vec::new(), Vec::new());
    let keys = cell_keys(s, grid);
    for (place, row) in grid.rows.iter().enumerate() {
        let Some(Some(Value::Money(name))) = row.get(quarter) else { continue };
        let (Some(month), Some(value)) = (first_month(name), number(row, value)) else { continue };
        let at = f64::from(month.since(*first.get_or_insert(month)));
        let range = number(row, low).zip(number(row, high));
        points.push(LinePoint { at, value, range, key: keys(place, "") });
        if let Some(Some(Value::Count(n))) = row.get(answers) {
            below.push((at, s.figures.count(n.unsigned_abs())));
        }
    }
    let first = first.filter(|_| points.len() >= 2)?;
    let title = text(of.grid);
    let caption = text(&format!("{}.caption", of.grid));
    let line =
        Line { name: text(&format!("col.{}", of.value)), paint: Paint::Accent, broken: false, points, below };
    let frame = LinesFrame {
        id: of.grid,
        title: title.clone(),
        caption: caption.clone(),
        desc: caption,
        across: Across::Months(first),
        steps: false,
        base: 0.0,
        below: text("col.answers"),
    };
    Some(Chart {
        id: of.grid,
        title,
        twin: Arc::new(twin(s, grid)),
        none: text(&format!("{}.none", of.grid)),
        shape: s.sketched(Sketch::Lines { lines: vec![line], frame, height: HEIGHT, points: true }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_begin_in_their_first_month() {
        assert_eq!(first_month("2024-Q1"), Month::new(2024, 1));
        assert_eq!(first_month("2024-Q4"), Month::new(2024, 10));
        assert_eq!((first_month("2024-Q5"), first_month("2024"), first_month("2024-Q0")), (None, None, None));
    }
}
