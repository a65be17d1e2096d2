//! One figure a month as upright bars from zero.

use super::frame::{self, SMALL};
use super::{Across, Column, Figures, Line, LinesFrame, Mark, Node, Plot, Scale, Spot, ticks};

/// Narrowest room of a month; a plot of more of them is wider than its place.
const MIN_STEP: f64 = 7.0;
/// The widest bar: a single one is no wall.
const MOST_BAR: f64 = 48.0;

/// The chart, of a line as [`super::lines`] takes it, over months; `None` without a point.
pub fn columns(
    line: &Line,
    frame: &LinesFrame,
    figures: &dyn Figures,
    (width, height): (f64, f64),
) -> Option<Plot> {
    let Across::Months(first) = frame.across else { return None };
    let points = || line.points.iter().filter(|p| p.value.is_finite());
    let fold = |(low, high): (f64, f64), v: f64| (low.min(v), high.max(v));
    let (low, high) = points().map(|p| p.value).fold((0.0, 0.0), fold);
    let (from, to) = points().map(|p| p.at).fold((f64::MAX, f64::MIN), fold);
    (from <= to).then_some(())?;
    let marks = ticks(low, if high > low { high } else { low + 0.01 }, 5);
    let (least, most) = (*marks.first()?, *marks.last()?);
    let write = |v: f64| figures.percent_whole(v);
    let written: Vec<String> = marks.iter().map(|mark| write(*mark)).collect();
    let left = frame::widest(written.iter().map(String::as_str), SMALL) + 12.0;

    // By month, not by place in the list: a month without a value leaves its room.
    let span = to - from + 1.0;
    let width = width.max(left + 8.0 + span * MIN_STEP);
    let (top, bottom, right) = (12.0, height - 36.0, width - 8.0);
    let y = Scale::new((least, most), (bottom, top));
    let step = (right - left) / span;
    let bar = (step * 0.72).min(MOST_BAR);

    let mut body = frame::grid(&y, &marks, left, right, 0.0, write);
    let (mut columns, mut places) = (Vec::new(), Vec::new());
    for point in points() {
        let area = Spot { x: left + (point.at - from) * step, y: top, width: step, height: bottom - top };
        let middle = area.x + step / 2.0;
        let month = first.plus(point.at as i32);
        let (zero, end) = (y.at(0.0), y.at(point.value));
        let spot = Spot { x: middle - bar / 2.0, y: zero.min(end), width: bar, height: (end - zero).abs() };
        body.push(Node::rect(spot.x, spot.y, spot.width, spot.height, line.paint));
        places.push((month, middle));
        let mark = Mark {
            label: line.name.clone(),
            value: figures.percent(point.value),
            paint: Some(line.paint),
            spot: Some(spot),
            key: point.key,
        };
        columns.push(Column { title: figures.month(month), note: None, area, marks: vec![mark] });
    }
    body.extend(frame::months(figures, &places, bottom));
    let LinesFrame { id, title, caption, desc, .. } = frame.clone();
    Some(Plot { id, width, height, title, caption, desc, body, columns })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Month;
    use crate::chart::figures::plain::Plain;
    use crate::chart::{LinePoint, Paint};

    fn drawn(values: &[(f64, f64)], width: f64) -> Option<Plot> {
        let text = String::new;
        let point = |(at, value): &(f64, f64)| LinePoint { at: *at, value: *value, range: None, key: None };
        let line = Line {
            name: text(),
            paint: Paint::Accent,
            broken: false,
            points: values.iter().map(point).collect(),
            below: Vec::new(),
        };
        let across = Across::Months(Month::new(2024, 1).unwrap());
        let frame = LinesFrame {
            id: "c",
            title: text(),
            caption: text(),
            desc: text(),
            across,
            steps: false,
            base: 0.0,
            below: text(),
        };
        columns(&line, &frame, &Plain, (width, 300.0))
    }

    #[test]
    fn heights_stand_for_values_from_one_zero_and_losses_hang_below_it() {
        let plot = drawn(&[(0.0, 1.0), (1.0, 2.0), (3.0, -1.0)], 600.0).unwrap();
        let spots: Vec<Spot> = plot.columns.iter().map(|column| column.marks[0].spot.unwrap()).collect();
        assert!((spots[1].height - 2.0 * spots[0].height).abs() < 1e-9);
        assert!((spots[0].y + spots[0].height - spots[2].y).abs() < 1e-9, "zero is one line: {spots:?}");
        // A month without a value leaves its room.
        let step = spots[1].x - spots[0].x;
        assert!((spots[2].x - spots[1].x - 2.0 * step).abs() < 1e-9);
        assert_eq!(plot.columns[2].title, Plain.month(Month::new(2024, 4).unwrap()));
    }

    #[test]
    fn many_months_make_it_wider_and_nothing_makes_none() {
        let many: Vec<(f64, f64)> = (0..400).map(|i| (f64::from(i), 1.0)).collect();
        assert!(drawn(&many, 600.0).unwrap().width >= 400.0 * MIN_STEP);
        assert!(drawn(&[], 600.0).is_none());
        assert!(drawn(&[(0.0, f64::NAN)], 600.0).is_none());
        assert_eq!(drawn(&[(0.0, 0.0)], 600.0).unwrap().columns[0].marks[0].spot.unwrap().height, 0.0);
    }
}
