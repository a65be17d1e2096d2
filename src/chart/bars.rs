//! Figures in rows as bars from one zero: one bar a row for a distribution or a gauge with its mark, several side by side
//! where rows are compared by several measures.

use super::frame::{self, LABEL};
use super::node::text_width;
use super::sketch::of_file;
use super::{Column, Mark, Node, Paint, Plot, Scale, Spot};
use crate::report::EvidenceKey;
use serde::Deserialize;

/// A bar.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Bar {
    /// The figure in words.
    pub said: String,
    /// How far it reaches; `None` where it isn't known, which draws nothing.
    pub value: Option<f64>,
    /// An interval around the value.
    pub range: Option<(f64, f64)>,
    /// What it is held against.
    pub mark: Option<f64>,
    /// Its colour.
    pub paint: Paint,
    /// The evidence behind it.
    #[serde(skip)]
    pub key: Option<EvidenceKey>,
}

/// A row: its name and a bar for each measure.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct BarRow {
    /// Its name.
    pub name: String,
    /// From where to where the row's scale goes; zero lies on it.
    pub scale: (f64, f64),
    /// The bars.
    pub bars: Vec<Bar>,
}

/// What stands around the rows.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct BarsFrame {
    /// Unique on a page.
    #[serde(skip, default = "of_file")]
    pub id: &'static str,
    /// What the chart shows.
    pub title: String,
    /// Unit and period.
    pub caption: String,
    /// The gist in a sentence.
    pub desc: String,
    /// The names of the measures, where there are several.
    pub heads: Vec<String>,
    /// Whether the whole scale is seen behind each bar.
    pub tracks: bool,
}

/// Height of a row whose name stands at its left, and of one whose name stands above.
const BESIDE: f64 = 26.0;
const ABOVE: f64 = 40.0;
/// The least room of a measure beside the names.
const ROOM: f64 = 180.0;
/// Height of a bar, and the room between measures.
const THICK: f64 = 14.0;
const GAP: f64 = 20.0;

/// The chart; `None` without rows.
pub fn bars(rows: &[BarRow], frame: &BarsFrame, width: f64) -> Option<Plot> {
    let measures = rows.iter().map(|row| row.bars.len()).max().filter(|measures| *measures > 0)?;
    let named = frame::widest(rows.iter().map(|row| row.name.as_str()), LABEL);
    // Names stand above where there is more than one bar beside them and little room.
    let beside = named + ROOM * measures as f64 <= width;
    let (left, height) = if beside { (named + 14.0, BESIDE) } else { (0.0, ABOVE) };
    let head = if frame.heads.is_empty() { 4.0 } else { 22.0 };
    let said =
        frame::widest(rows.iter().flat_map(|row| &row.bars).map(|bar| bar.said.as_str()), LABEL) + 10.0;
    let each = (width - left + GAP) / measures as f64;
    let from = |measure: usize| left + each * measure as f64;

    let mut body = Vec::new();
    for (measure, name) in frame.heads.iter().enumerate() {
        body.push(Node::label(from(measure), 12.0, "start", LABEL, Paint::Muted, name.as_str()));
    }
    let mut columns = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let top = head + height * place as f64;
        let y = if beside { top + height / 2.0 } else { top + height - 12.0 };
        let (at, text, anchor) =
            if beside { (left - 10.0, y + 4.0, "end") } else { (0.0, y - 13.0, "start") };
        body.push(Node::label(at, text, anchor, LABEL, Paint::Ink, row.name.as_str()));
        let marks = row.bars.iter().enumerate().map(|(measure, bar)| {
            let x = Scale::new(row.scale, (from(measure), from(measure) + (each - GAP - said).max(8.0)));
            let label = frame.heads.get(measure).cloned().unwrap_or_default();
            drawn(bar, label, &x, row.scale, y, frame.tracks, &mut body)
        });
        let marks = marks.collect();
        let area = Spot { x: 0.0, y: top, width, height };
        columns.push(Column { title: row.name.clone(), note: None, area, marks });
    }
    let BarsFrame { id, title, caption, desc, .. } = frame.clone();
    let height = head + height * rows.len() as f64 + 4.0;
    Some(Plot { id, width, height, title, caption, desc, body, columns })
}

/// Draws a bar with its interval, its mark and its figure behind whichever reaches farthest.
fn drawn(
    bar: &Bar,
    label: String,
    x: &Scale,
    (low, high): (f64, f64),
    y: f64,
    track: bool,
    body: &mut Vec<Node>,
) -> Mark {
    let at = |value: f64| x.at(value.clamp(low, high));
    if track {
        body.push(Node::rect(at(low), y - THICK / 2.0, at(high) - at(low), THICK, Paint::Hairline));
    }
    let (zero, value) = (at(0.0), bar.value.map(at));
    let mut reach = if track { at(high) } else { zero };
    let spot = value.map(|value| Spot {
        x: zero.min(value),
        y: y - THICK / 2.0,
        width: (value - zero).abs(),
        height: THICK,
    });
    if let Some(spot) = spot {
        // What is nearly nothing is still seen.
        let least = if bar.value == Some(0.0) { 0.0 } else { 1.0 };
        body.push(Node::rect(spot.x, spot.y, spot.width.max(least), spot.height, bar.paint));
        reach = reach.max(spot.x + spot.width);
    }
    if let Some((from, to)) = bar.range.map(|(from, to)| (at(from), at(to))) {
        // On a rim of paper, for the bar below may be as dark as the line.
        for (paint, thick) in [(Paint::Paper, 4.5), (Paint::Ink, 1.5)] {
            body.push(Node::line(from, y, to, y, paint).with("stroke-width", thick));
        }
        reach = reach.max(to);
    }
    if let Some(mark) = bar.mark.map(at) {
        let tall = THICK / 2.0 + 3.0;
        for (paint, thick) in [(Paint::Paper, 5.0), (Paint::Ink, 2.0)] {
            body.push(Node::line(mark, y - tall, mark, y + tall, paint).with("stroke-width", thick));
        }
        reach = reach.max(mark);
    }
    let place = reach + 6.0;
    let ground = text_width(&bar.said, LABEL);
    body.push(Node::rect(place - 2.0, y - 8.0, ground + 4.0, 16.0, Paint::Paper));
    body.push(Node::label(place, y + 4.0, "start", LABEL, Paint::Ink, bar.said.as_str()));
    Mark { label, value: bar.said.clone(), paint: Some(bar.paint), spot, key: bar.key }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(value: f64, mark: Option<f64>) -> Bar {
        let said = "100".to_owned();
        Bar { said, value: Some(value), range: None, mark, paint: Paint::Accent, key: None }
    }

    fn drawn(rows: &[BarRow], heads: &[&str], width: f64) -> Option<Plot> {
        let text = String::new;
        let heads = heads.iter().map(|head| (*head).to_owned()).collect();
        let frame = BarsFrame { id: "b", title: text(), caption: text(), desc: text(), heads, tracks: false };
        bars(rows, &frame, width)
    }

    fn row(name: &str, scale: (f64, f64), bars: Vec<Bar>) -> BarRow {
        BarRow { name: name.to_owned(), scale, bars }
    }

    #[test]
    fn lengths_stand_for_values_from_one_zero() {
        let rows = [row("A", (0.0, 8.0), vec![bar(8.0, None)]), row("B", (0.0, 8.0), vec![bar(2.0, None)])];
        let plot = drawn(&rows, &[], 600.0).unwrap();
        let spots: Vec<Spot> = plot.columns.iter().map(|column| column.marks[0].spot.unwrap()).collect();
        assert_eq!(spots[0].x, spots[1].x);
        assert!((spots[0].width - 4.0 * spots[1].width).abs() < 1e-9);
        assert!(drawn(&[], &[], 600.0).is_none());
        assert!(drawn(&[row("A", (0.0, 1.0), vec![])], &[], 600.0).is_none());
    }

    #[test]
    fn what_is_below_zero_hangs_to_the_left_of_it() {
        let rows = [row("NPS", (-100.0, 100.0), vec![bar(-40.0, None)])];
        let spot = drawn(&rows, &[], 600.0).unwrap().columns[0].marks[0].spot.unwrap();
        let rows = [row("NPS", (-100.0, 100.0), vec![bar(40.0, None)])];
        let above = drawn(&rows, &[], 600.0).unwrap().columns[0].marks[0].spot.unwrap();
        assert!((spot.x + spot.width - above.x).abs() < 1e-9 && (spot.width - above.width).abs() < 1e-9);
    }

    #[test]
    fn measures_stand_side_by_side_within_the_width() {
        let long = "a long name ".repeat(4);
        let rows = [row(&long, (0.0, 100.0), vec![bar(100.0, Some(50.0)), bar(10.0, None), bar(90.0, None)])];
        for width in [300.0, 1100.0] {
            let plot = drawn(&rows, &["one", "two", "three"], width).unwrap();
            let marks = &plot.columns[0].marks;
            assert_eq!(
                marks.iter().map(|mark| mark.label.as_str()).collect::<Vec<_>>(),
                ["one", "two", "three"]
            );
            let spots: Vec<Spot> = marks.iter().map(|mark| mark.spot.unwrap()).collect();
            assert!(spots.windows(2).all(|pair| pair[0].x + pair[0].width < pair[1].x), "{spots:?}");
            assert!(spots.iter().all(|spot| spot.x >= 0.0 && spot.x + spot.width < width), "{spots:?}");
        }
    }
}
