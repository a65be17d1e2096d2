//! From one ratio to another, step by step: the two ends as marks, each step as a bar that begins where the one before
//! ended. The scale need not begin at zero, so the ends are no bars.

use super::frame::{self, LABEL, SMALL};
use super::node::text_width;
use super::sketch::of_file;
use super::{Column, Figures, Mark, Node, Paint, Plot, Scale, Spot, ticks};
use crate::report::EvidenceKey;
use serde::Deserialize;

/// An end, or a step between the ends.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct StepRow {
    /// Its name.
    pub name: String,
    /// What is said of it beside the figure: how many customers.
    pub note: String,
    /// Where an end stands, or how far a step goes, as ratios.
    pub size: f64,
    /// The figure as people read it, with its sign where it is a step.
    pub written: String,
    /// The evidence behind it.
    #[serde(skip)]
    pub key: Option<EvidenceKey>,
}

/// What stands around the rows.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct StepsFrame {
    /// Unique on a page.
    #[serde(skip, default = "of_file")]
    pub id: &'static str,
    /// What the chart shows.
    pub title: String,
    /// Unit and period.
    pub caption: String,
    /// The gist in a sentence.
    pub desc: String,
}

/// Height of a row whose name stands at its left, and of one whose name stands above.
const BESIDE: f64 = 30.0;
const ABOVE: f64 = 46.0;

/// The least width of the scale, as a ratio: what differs by less is drawn as small as it is.
const LEAST: f64 = 0.01;

/// The chart; `None` where an end is no number.
pub fn steps(
    ends: [&StepRow; 2],
    between: &[StepRow],
    frame: &StepsFrame,
    figures: &dyn Figures,
    width: f64,
) -> Option<Plot> {
    let [from, to] = ends;
    // Where each row begins and ends on the scale; the ends stand at one place.
    let mut level = from.size;
    let mut rows: Vec<(&StepRow, f64, f64)> = vec![(from, level, level)];
    for step in between {
        rows.push((step, level, level + step.size));
        level += step.size;
    }
    rows.push((to, to.size, to.size));

    let places = || rows.iter().flat_map(|(_, a, b)| [*a, *b]);
    let (low, high) = (places().reduce(f64::min)?, places().reduce(f64::max)?);
    if places().any(|at| !at.is_finite()) {
        return None;
    }
    let edge = ((high - low) * 0.08).max((LEAST - (high - low)) / 2.0);
    let steps = ticks(low - edge, high + edge, if width < 480.0 { 3 } else { 5 });
    let (first, last) = (*steps.first()?, *steps.last()?);
    let fine = steps.iter().zip(steps.iter().skip(1)).any(|(a, b)| b - a < 0.0099);
    let write = |at: f64| if fine { figures.percent(at) } else { figures.percent_whole(at) };

    // The ends' names are bold.
    let named = frame::widest(rows.iter().map(|(row, ..)| row.name.as_str()), LABEL) * 1.08;
    let beside = named < width * 0.5;
    let (left, height) = if beside { (named + 16.0, BESIDE) } else { (4.0, ABOVE) };
    let room = frame::widest(rows.iter().map(|(row, ..)| row.written.as_str()), LABEL) + 12.0;
    let x = Scale::new((first, last), ((left + 6.0).max(22.0), width - room));
    let bottom = 8.0 + height * rows.len() as f64;

    let mut body = Vec::new();
    for step in &steps {
        let at = x.at(*step).round() + 0.5;
        body.push(Node::line(at, 8.0, at, bottom, Paint::Hairline).with("shape-rendering", "crispEdges"));
        body.push(Node::label(at, bottom + 16.0, "middle", SMALL, Paint::Muted, write(*step)));
    }
    let mut columns = Vec::new();
    let mut before: Option<f64> = None;
    for (place, (row, a, b)) in rows.iter().enumerate() {
        let top = 8.0 + height * place as f64;
        let y = if beside { top + height / 2.0 } else { top + height - 13.0 };
        let end = place == 0 || place + 1 == rows.len();
        let weight = if end { "600" } else { "400" };
        let (at, anchor, text) =
            if beside { (left - 8.0, "end", y + 4.0) } else { (left, "start", y - 14.0) };
        if !beside {
            // The lines of the scale don't run through a name that stands on them.
            let wide = text_width(&row.name, LABEL);
            body.push(Node::rect(at - 2.0, text - 11.0, wide + 4.0, 15.0, Paint::Paper));
        }
        body.push(
            Node::label(at, text, anchor, LABEL, Paint::Ink, row.name.as_str()).with("font-weight", weight),
        );
        let (from, to) = (x.at(a.min(*b)), x.at(a.max(*b)));
        if let Some(before) = before {
            let level = x.at(*a);
            body.push(Node::line(level, before, level, y, Paint::Muted).with("stroke-dasharray", "2 2"));
        }
        let paint = step_paint(end, row.size);
        if end {
            body.push(frame::dot(from, y, 6.0, paint));
        } else {
            body.push(Node::rect(from, y - 7.0, (to - from).max(1.0), 14.0, paint));
        }
        before = Some(y);
        let label = if end { to + 10.0 } else { to + 6.0 };
        let figure = Node::label(label, y + 4.0, "start", LABEL, Paint::Ink, row.written.as_str());
        // On paper colour, so that no grid line runs through the figure.
        let ground = text_width(&row.written, LABEL);
        body.push(Node::rect(label - 2.0, y - 8.0, ground + 4.0, 16.0, Paint::Paper));
        body.push(figure.with("font-weight", weight));
        let drawn = Spot { x: from, y: y - 7.0, width: (to - from).max(1.0), height: 14.0 };
        let mark = Mark {
            label: String::new(),
            value: row.written.clone(),
            paint: Some(paint),
            spot: Some(drawn),
            key: row.key,
        };
        columns.push(Column::row(&row.name, &row.note, Spot { x: 0.0, y: top, width, height }, mark));
    }
    let StepsFrame { id, title, caption, desc } = frame.clone();
    Some(Plot { id, width, height: bottom + 24.0, title, caption, desc, body, columns })
}

fn step_paint(end: bool, size: f64) -> Paint {
    match (end, size < 0.0) {
        (true, _) => Paint::Ink,
        (false, true) => Paint::Diverging(-4),
        (false, false) => Paint::Diverging(4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::figures::plain::Plain;

    fn row(name: &str, size: f64) -> StepRow {
        StepRow { name: name.to_owned(), note: String::new(), size, written: format!("{size}"), key: None }
    }

    fn plot(width: f64) -> Plot {
        let frame = StepsFrame { id: "s", title: String::new(), caption: String::new(), desc: String::new() };
        let between = [row("up", 0.03), row("down", -0.01)];
        steps([&row("A", 1.0), &row("B", 1.02)], &between, &frame, &Plain, width).unwrap()
    }

    #[test]
    fn each_step_begins_where_the_one_before_ended() {
        for width in [900.0, 340.0] {
            let plot = plot(width);
            let spot = |i: usize| plot.columns[i].marks[0].spot.unwrap();
            assert_eq!(plot.columns.len(), 4);
            assert!((spot(1).x - spot(0).x).abs() < 1e-9, "the first step begins at the one end");
            let end = |i: usize| spot(i).x + spot(i).width;
            assert!((end(1) - end(2)).abs() < 1e-9, "down from where up ended");
            assert!((spot(2).x - spot(3).x).abs() < 1e-9, "the last step ends at the other end");
            assert!((spot(1).width / spot(2).width - 3.0).abs() < 1e-6, "to scale");
            assert!(plot.columns.iter().all(|c| c.area.x + c.area.width <= width + 1e-9));
        }
    }

    #[test]
    fn no_number_no_drawing() {
        let frame = StepsFrame { id: "s", title: String::new(), caption: String::new(), desc: String::new() };
        assert!(steps([&row("A", f64::NAN), &row("B", 1.0)], &[], &frame, &Plain, 600.0).is_none());
    }

    #[test]
    fn equal_ends_have_a_scale() {
        let frame = StepsFrame { id: "s", title: String::new(), caption: String::new(), desc: String::new() };
        let plot = steps([&row("A", 1.0), &row("B", 1.0)], &[], &frame, &Plain, 600.0).unwrap();
        assert!(plot.columns[0].marks[0].spot.unwrap().x.is_finite());
    }
}
