//! A chart as data: what it is made of before it is drawn to a width. A room holds it so, and so does a file that a
//! widget draws it from.

use super::{
    Across, BarRow, BarsFrame, Bubble, Figures, Line, LinesFrame, Plot, Rewritten, Row, RowsFrame,
    ScatterFrame, StepRow, StepsFrame, bars, lines, rows, scatter, steps,
};
use serde::Deserialize;
use std::sync::Arc;

/// A chart of one of the kinds that are not made for one part of a report alone.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sketch {
    /// Lines over months or a count.
    Lines {
        /// The lines.
        lines: Vec<Line>,
        /// What stands around them.
        frame: LinesFrame,
        /// Height without what stands below the axis.
        height: f64,
        /// The ratios are hundredths of a score, written as its points.
        points: bool,
    },
    /// Ratios as dots on one scale.
    Rows {
        /// The rows.
        rows: Vec<Row>,
        /// What stands around them.
        frame: RowsFrame,
    },
    /// Figures as bars.
    Bars {
        /// The rows.
        rows: Vec<BarRow>,
        /// What stands around them.
        frame: BarsFrame,
    },
    /// From one ratio to another.
    Steps {
        /// The ends.
        ends: Box<[StepRow; 2]>,
        /// The steps.
        between: Vec<StepRow>,
        /// What stands around them.
        frame: StepsFrame,
    },
    /// Bubbles.
    Scatter {
        /// The bubbles, the largest first.
        bubbles: Vec<Bubble>,
        /// What stands around them.
        frame: Box<ScatterFrame>,
        /// Height.
        height: f64,
    },
}

/// What a file may hold: places across (a century of months), and how large and how small a number may be. Beyond, a
/// scale would have no end.
const MOST_ACROSS: f64 = 1_200.0;
const LARGE: f64 = 1e30;
const SMALL: f64 = 1e-30;
/// Lower than this a chart can't be read.
const LOWEST: f64 = 160.0;

impl Sketch {
    /// Draws it; `None` where there is nothing to draw.
    pub fn draw(&self, figures: &Arc<dyn Figures + Send + Sync>, width: f64) -> Option<Plot> {
        match self {
            Sketch::Lines { lines: all, frame, height, points } => {
                let as_points = points.then(|| Rewritten {
                    figures: Arc::clone(figures),
                    value: |figures, ratio| figures.decimal(ratio * 100.0),
                    tick: |figures, ratio| figures.decimal((ratio * 100.0).round()),
                });
                match &as_points {
                    Some(written) => lines(all, frame, written, (width, *height)),
                    None => lines(all, frame, &**figures, (width, *height)),
                }
            }
            Sketch::Rows { rows: all, frame } => rows(all, frame, &**figures, width),
            Sketch::Bars { rows, frame } => bars(rows, frame, width),
            Sketch::Steps { ends, between, frame } => {
                let [from, to] = &**ends;
                steps([from, to], between, frame, &**figures, width)
            }
            Sketch::Scatter { bubbles, frame, height } => {
                scatter(bubbles, frame, &**figures, (width, *height))
            }
        }
    }

    /// Draws it into a place; what has no height of its own fills it.
    pub fn draw_in(&self, figures: &Arc<dyn Figures + Send + Sync>, place: (f64, f64)) -> Option<Plot> {
        let (width, room) = place;
        let plot = self.draw(figures, width)?;
        let mut fitted = self.clone();
        match &mut fitted {
            // What stands below the axis is beside this height.
            Sketch::Lines { height, .. } | Sketch::Scatter { height, .. } => {
                *height = (*height + room - plot.height).max(LOWEST);
                fitted.draw(figures, width)
            }
            Sketch::Rows { .. } | Sketch::Bars { .. } | Sketch::Steps { .. } => Some(plot),
        }
    }

    /// Whether one from a file can be drawn in no time: its numbers are within bounds.
    pub fn is_bounded(&self) -> bool {
        let sound = |x: f64| x == 0.0 || (SMALL..=LARGE).contains(&x.abs());
        let pair = |of: Option<(f64, f64)>| of.is_none_or(|(a, b)| sound(a) && sound(b));
        let tall = |height: f64| (0.0..=4_000.0).contains(&height);
        match self {
            Sketch::Lines { lines, frame, height, .. } => {
                let across = |at: f64| (0.0..=MOST_ACROSS).contains(&at);
                let mut points = lines.iter().flat_map(|line| &line.points);
                points.all(|p| across(p.at) && sound(p.value) && pair(p.range))
                    && sound(frame.base)
                    && tall(*height)
                    && !matches!(frame.across, Across::Count(0, _))
            }
            Sketch::Rows { rows, frame } => {
                rows.iter().all(|row| row.value.is_none_or(sound) && pair(row.range))
                    && frame.reference.as_ref().is_none_or(|(at, _)| sound(*at))
            }
            Sketch::Bars { rows, .. } => {
                let bars = rows.iter().flat_map(|row| &row.bars);
                let mut scales = rows.iter().map(|row| row.scale);
                scales.all(|(low, high)| sound(low) && sound(high) && low <= high)
                    && bars.into_iter().all(|bar| {
                        bar.value.is_none_or(sound) && bar.mark.is_none_or(sound) && pair(bar.range)
                    })
            }
            Sketch::Steps { ends, between, .. } => ends.iter().chain(between).all(|row| sound(row.size)),
            Sketch::Scatter { bubbles, frame, height } => {
                let (x, y) = frame.cuts;
                let around = [x, y, frame.highest, Some(frame.radius)];
                bubbles.iter().all(|b| sound(b.x) && sound(b.y) && sound(b.size))
                    && around.into_iter().flatten().all(sound)
                    && frame.parts.iter().all(|part| part.top.is_none_or(sound))
                    && tall(*height)
            }
        }
    }
}

/// The id of a drawing from a file, which stands alone among its like.
pub(super) fn of_file() -> &'static str {
    "chart"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Month;
    use crate::chart::plain::Plain;
    use crate::chart::{Axis, Bar, Json, LinePoint, Paint};

    fn all() -> Vec<Sketch> {
        let text = String::new;
        let point = LinePoint { at: 3.0, value: 0.5, range: Some((0.25, 0.75)), key: None };
        let line = Line {
            name: "a".to_owned(),
            paint: Paint::Diverging(-4),
            broken: true,
            points: vec![LinePoint { at: 0.0, ..point.clone() }, point],
            below: vec![(0.0, "12".to_owned())],
        };
        let lines = |across| LinesFrame {
            id: "chart",
            title: text(),
            caption: text(),
            desc: text(),
            across,
            steps: true,
            base: 0.0,
            below: "n".to_owned(),
        };
        let row = Row {
            name: "r".to_owned(),
            note: text(),
            value: Some(0.9),
            range: None,
            paint: Paint::Ink,
            key: None,
        };
        let bar = Bar {
            said: "5".to_owned(),
            value: Some(5.0),
            range: None,
            mark: Some(3.0),
            paint: Paint::Heat(3),
            key: None,
        };
        let step = |size: f64| StepRow { name: text(), note: text(), size, written: text(), key: None };
        let bubble = Bubble {
            name: "b".to_owned(),
            part: text(),
            said: text(),
            x: 0.5,
            y: 1.1,
            size: 4.0,
            paint: Paint::New,
            key: None,
        };
        vec![
            Sketch::Lines {
                lines: vec![line.clone()],
                frame: lines(Across::Months(Month::new(2024, 1).unwrap())),
                height: 280.0,
                points: true,
            },
            Sketch::Lines {
                lines: vec![line],
                frame: lines(Across::Count(6, "after {n}".to_owned())),
                height: 280.0,
                points: false,
            },
            Sketch::Rows {
                rows: vec![row],
                frame: RowsFrame {
                    id: "chart",
                    title: text(),
                    caption: text(),
                    desc: text(),
                    reference: Some((1.0, "here".to_owned())),
                },
            },
            Sketch::Bars {
                rows: vec![BarRow { name: "x".to_owned(), scale: (0.0, 5.0), bars: vec![bar] }],
                frame: BarsFrame {
                    id: "chart",
                    title: text(),
                    caption: text(),
                    desc: text(),
                    heads: vec![],
                    tracks: true,
                },
            },
            Sketch::Steps {
                ends: Box::new([step(1.0), step(1.1)]),
                between: vec![step(0.1)],
                frame: StepsFrame { id: "chart", title: text(), caption: text(), desc: text() },
            },
            Sketch::Scatter {
                bubbles: vec![bubble],
                frame: Box::new(ScatterFrame {
                    id: "chart",
                    title: text(),
                    caption: text(),
                    desc: text(),
                    axes: (text(), text()),
                    shows: (Axis::Part, Axis::Money),
                    cuts: (Some(0.9), None),
                    highest: None,
                    parts: vec![],
                    key: vec![(Paint::New, "new".to_owned())],
                    radius: 22.0,
                }),
                height: 300.0,
            },
        ]
    }

    fn written(sketch: &Sketch) -> String {
        let mut json = Json::default();
        sketch.write("", &mut json);
        json.finish()
    }

    #[test]
    fn a_sketch_from_a_file_draws_what_was_written_into_it() {
        let figures: Arc<dyn Figures + Send + Sync> = Arc::new(Plain);
        for sketch in all() {
            let text = written(&sketch);
            let read: Sketch = serde_json::from_str(&text).unwrap();
            assert_eq!(read, sketch, "{text}");
            assert!(read.is_bounded(), "{text}");
            for width in [320.0, 900.0] {
                let drawn = sketch.draw(&figures, width);
                assert!(drawn.is_some() && drawn == read.draw(&figures, width), "{text}");
            }
        }
    }

    #[test]
    fn lines_and_bubbles_fill_their_place() {
        let figures: Arc<dyn Figures + Send + Sync> = Arc::new(Plain);
        for (at, sketch) in all().iter().enumerate() {
            let own = sketch.draw(&figures, 500.0).unwrap().height;
            let [small, large] =
                [250.0, 700.0].map(|room| sketch.draw_in(&figures, (500.0, room)).unwrap().height);
            let fills = matches!(at, 0 | 1 | 5);
            assert_eq!((small, large), if fills { (250.0, 700.0) } else { (own, own) }, "{at}");
        }
    }

    #[test]
    fn numbers_that_no_scale_ends_with_are_told() {
        let figures: Arc<dyn Figures + Send + Sync> = Arc::new(Plain);
        for (at, from, to) in [
            (0, "\"at\":3,", "\"at\":4e9,"),
            (0, "\"value\":0.5", "\"value\":1e300"),
            (1, "{\"count\":[6,", "{\"count\":[0,"),
            (1, "\"height\":280", "\"height\":1e12"),
            (2, "\"value\":0.9", "\"value\":1e-320"),
            (3, "\"scale\":[0,5]", "\"scale\":[5,0]"),
            (4, "\"size\":1.1", "\"size\":1e300"),
            (5, "\"x\":0.5", "\"x\":1e99"),
        ] {
            let text = written(&all()[at]);
            let changed = text.replacen(from, to, 1);
            assert_ne!(text, changed, "{text}");
            let read: Sketch = serde_json::from_str(&changed).unwrap();
            assert!(!read.is_bounded(), "{changed}");
        }
        // What is drawn by a rule of points is written as these.
        let plot = all()[0].draw(&figures, 600.0).unwrap();
        assert_eq!(plot.columns[1].marks[0].value, "50.0 (25.0 – 75.0)");
    }
}
