//! One figure against another: a bubble each, parted by cut-offs, with the names of the parts where no bubble can lie.

use super::frame::{self, LABEL, SMALL};
use super::sketch::of_file;
use super::{Column, Figures, Mark, Node, Paint, Plot, Scale, Spot, ticks};
use crate::report::EvidenceKey;
use serde::Deserialize;

/// A bubble.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Bubble {
    /// Whose.
    pub name: String,
    /// Which part it lies in.
    pub part: String,
    /// Its figures in words.
    pub said: String,
    /// Across.
    pub x: f64,
    /// Up.
    pub y: f64,
    /// What its area stands for, in any unit.
    pub size: f64,
    /// Its colour.
    pub paint: Paint,
    /// The evidence behind it.
    #[serde(skip)]
    pub key: Option<EvidenceKey>,
}

/// A part's name at the left of its height.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PartLabel {
    /// Where the part ends above; `None` where it has no end.
    pub top: Option<f64>,
    /// Its name.
    pub name: String,
    /// How many, how much.
    pub said: String,
    /// Its colour.
    pub paint: Paint,
}

/// What an axis shows, from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// Ratios up to the largest, as percentages.
    Ratio,
    /// Ratios up to one, as percentages.
    Part,
    /// Counts or scores.
    Number,
    /// Money, in whole units of the currency.
    Money,
}

impl Axis {
    fn write(self, figures: &dyn Figures, tick: f64) -> String {
        match self {
            Axis::Ratio | Axis::Part => figures.percent_whole(tick),
            Axis::Number => figures.decimal(tick),
            Axis::Money => figures.money_compact(&format!("{tick:.0}")),
        }
    }

    /// The ticks, for values up to `highest`.
    fn ticks(self, highest: f64, wanted: u32) -> Vec<f64> {
        ticks(0.0, if self == Axis::Part { 1.0 } else { highest }, wanted)
    }
}

/// What stands around the bubbles.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ScatterFrame {
    /// Unique on a page.
    #[serde(skip, default = "of_file")]
    pub id: &'static str,
    /// What the chart shows.
    pub title: String,
    /// Units and period.
    pub caption: String,
    /// The gist in a sentence.
    pub desc: String,
    /// What lies across, and what lies up.
    pub axes: (String, String),
    /// What they show.
    pub shows: (Axis, Axis),
    /// The cut-offs across and up.
    pub cuts: (Option<f64>, Option<f64>),
    /// Bubbles above this stand at the upper edge.
    pub highest: Option<f64>,
    /// The parts' names.
    pub parts: Vec<PartLabel>,
    /// The colours' meanings, where the parts don't say them.
    pub key: Vec<(Paint, String)>,
    /// The largest bubble's radius.
    pub radius: f64,
}

/// The usual largest radius, the smallest that is still seen, and the least that a pointer means.
pub const LARGEST: f64 = 22.0;
const SMALLEST: f64 = 2.5;
const MEANT: f64 = 6.0;

/// The chart; `None` without bubbles. They are drawn in their order, so the largest should come first.
pub fn scatter(
    bubbles: &[Bubble],
    frame: &ScatterFrame,
    figures: &dyn Figures,
    (width, height): (f64, f64),
) -> Option<Plot> {
    let largest = bubbles.iter().map(|b| b.size).reduce(f64::max)?;
    let narrow = width < 480.0;
    let (of_x, of_y) = frame.shows;
    let most =
        |of: fn(&Bubble) -> f64, cut: Option<f64>| bubbles.iter().map(of).fold(cut.unwrap_or(0.0), f64::max);
    let across = of_x.ticks(most(|b| b.x, frame.cuts.0), if narrow { 4 } else { 5 });
    let up = of_y.ticks(
        most(|b| b.y, frame.cuts.1.map(|cut| cut + 0.2)).min(frame.highest.unwrap_or(f64::INFINITY)),
        5,
    );
    let (low, high) = (*up.first()?, *up.last()?);
    let (from, to) = (*across.first()?, *across.last()?);
    let names = up.iter().map(|tick| of_y.write(figures, *tick)).collect::<Vec<_>>();
    let left = frame::widest(names.iter().map(String::as_str), SMALL) + 12.0;
    let entries: Vec<(Paint, &str)> = frame.key.iter().map(|(paint, name)| (*paint, name.as_str())).collect();
    let (key, deep) = if entries.is_empty() { (Vec::new(), 0.0) } else { frame::key(&entries, width) };
    let (head, bottom) = (22.0 + deep, height - 36.0);
    let radius = |size: f64| {
        let share = if largest > 0.0 { (size / largest).clamp(0.0, 1.0) } else { 0.0 };
        (frame.radius * if narrow { 0.7 } else { 1.0 } * share.sqrt()).max(SMALLEST)
    };
    // Half a bubble of room at the right, where most of them lie.
    let x = Scale::new((from, to), (left + 8.0, width - LARGEST - 4.0));
    let y = Scale::new((low, high), (bottom - LARGEST, head + 8.0));

    let mut body = key;
    body.extend(frame::grid(&y, &up, left, width, f64::NAN, |tick| of_y.write(figures, tick)));
    body.push(Node::label(0.0, deep + 12.0, "start", SMALL, Paint::Muted, frame.axes.1.as_str()));
    for tick in &across {
        let name = of_x.write(figures, *tick);
        body.push(Node::label(x.at(*tick), bottom + 16.0, "middle", SMALL, Paint::Muted, name));
    }
    body.push(Node::label(width, bottom + 32.0, "end", SMALL, Paint::Muted, frame.axes.0.as_str()));
    let cut = |x1: f64, y1: f64, x2: f64, y2: f64| {
        Node::line(x1, y1, x2, y2, Paint::Muted).with("stroke-dasharray", "4 3")
    };
    let (cut_x, cut_y) = (frame.cuts.0.map(|cut| x.at(cut)), frame.cuts.1.map(|cut| y.at(cut)));
    body.extend(cut_x.map(|at| cut(at, head, at, bottom)));
    body.extend(cut_y.map(|at| cut(cut_x.unwrap_or(left), at, width, at)));
    let columns: Vec<Column> = bubbles
        .iter()
        .map(|bubble| {
            let (cx, cy, r) =
                (x.at(bubble.x.clamp(from, to)), y.at(bubble.y.clamp(low, high)), radius(bubble.size));
            let circle = Node::new("circle").with("cx", cx).with("cy", cy).with("r", r);
            let circle = circle.with("fill", bubble.paint).with("fill-opacity", 0.3);
            body.push(circle.with("stroke", bubble.paint).with("stroke-opacity", 0.8));
            let square = |r: f64| Spot { x: cx - r, y: cy - r, width: 2.0 * r, height: 2.0 * r };
            Column {
                title: bubble.name.clone(),
                note: Some(bubble.part.clone()),
                area: square(r.max(MEANT)),
                marks: vec![Mark {
                    label: String::new(),
                    value: bubble.said.clone(),
                    paint: Some(bubble.paint),
                    spot: Some(square(r)),
                    key: bubble.key,
                }],
            }
        })
        .collect();
    for part in &frame.parts {
        let top = part.top.map_or(head, |top| y.at(top));
        let at = left + 8.0;
        body.push(frame::dot(at + 4.0, top + 14.0, 4.0, part.paint));
        let name = Node::label(at + 14.0, top + 18.0, "start", LABEL, Paint::Ink, part.name.as_str());
        let said = Node::label(at + 14.0, top + 34.0, "start", LABEL, Paint::Ink, part.said.as_str());
        // A rim of paper, where a line of the grid runs through the words.
        let rim = |words: Node| {
            let words = words.with("stroke", Paint::Paper).with("stroke-width", 4.0);
            words.with("stroke-linejoin", "round").with("paint-order", "stroke")
        };
        body.extend([rim(name.with("font-weight", "600")), rim(said)]);
    }
    let ScatterFrame { id, title, caption, desc, .. } = frame.clone();
    Some(Plot { id, width, height, title, caption, desc, body, columns })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::figures::plain::Plain;

    fn bubble(x: f64, y: f64, size: f64) -> Bubble {
        let text = String::new;
        Bubble { name: text(), part: text(), said: text(), x, y, size, paint: Paint::Muted, key: None }
    }

    fn drawn(bubbles: &[Bubble], width: f64) -> Option<Plot> {
        let text = String::new;
        let frame = ScatterFrame {
            id: "s",
            title: text(),
            caption: text(),
            desc: text(),
            axes: (text(), text()),
            shows: (Axis::Part, Axis::Ratio),
            cuts: (Some(0.9), Some(1.2)),
            highest: Some(2.0),
            parts: vec![],
            key: vec![],
            radius: LARGEST,
        };
        scatter(bubbles, &frame, &Plain, (width, 320.0))
    }

    #[test]
    fn areas_stand_for_sizes_and_nothing_lies_outside() {
        let plot = drawn(&[bubble(1.0, 9.0, 400.0), bubble(0.0, 0.0, 100.0), bubble(1.0, 1.0, 0.0)], 700.0);
        let plot = plot.unwrap();
        let spots: Vec<Spot> = plot.columns.iter().map(|c| c.marks[0].spot.unwrap()).collect();
        assert_eq!((spots[0].width, spots[1].width, spots[2].width), (44.0, 22.0, 5.0));
        assert!(spots.iter().all(|s| s.x >= 0.0 && s.x + s.width <= 700.0 && s.y + s.height <= 320.0));
        assert!(spots[0].y < spots[2].y, "what grew ninefold stands at the upper edge");
        assert!(drawn(&[], 700.0).is_none());
    }

    #[test]
    fn the_smaller_bubble_on_top_is_the_one_pointed_at() {
        let plot = drawn(&[bubble(1.0, 1.0, 100.0), bubble(1.0, 1.0, 4.0)], 330.0).unwrap();
        let middle = plot.columns[1].area;
        let at = (middle.x + middle.width / 2.0, middle.y + middle.height / 2.0);
        assert_eq!(plot.column_at(at.0, at.1), Some(1));
        assert_eq!(plot.column_at(at.0 - 12.0, at.1), Some(0));
    }
}
