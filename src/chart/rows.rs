//! Figures in rows on one scale: a dot with its interval, or a band, each named at its left or, where there is
//! little room, above.

use super::frame::{self, LABEL, SMALL};
use super::sketch::of_file;
use super::{Column, Figures, Mark, Node, Paint, Plot, Scale, Spot, ticks};
use crate::report::EvidenceKey;
use serde::Deserialize;

/// A row: what it is and where it stands on the scale.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// What is said of it beside the figure: its source, how many customers.
    pub note: String,
    /// The ratio; `None` where there is only a band.
    pub value: Option<f64>,
    /// An interval around the ratio, or the band.
    pub range: Option<(f64, f64)>,
    /// Its colour.
    pub paint: Paint,
    /// The evidence behind it.
    #[serde(skip)]
    pub key: Option<EvidenceKey>,
}

impl Row {
    /// The figure in words: the ratio and its interval, or the band.
    pub fn written(&self, figures: &dyn Figures) -> String {
        let percent = |v: f64| figures.percent(v);
        match (self.value, self.range) {
            (Some(value), Some((low, high))) => {
                format!("{} ({} – {})", percent(value), percent(low), percent(high))
            }
            (Some(value), None) => percent(value),
            (None, Some((low, high))) => format!("{} – {}", percent(low), percent(high)),
            (None, None) => String::new(),
        }
    }
}

/// What stands around the rows.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct RowsFrame {
    /// Unique on a page.
    #[serde(skip, default = "of_file")]
    pub id: &'static str,
    /// What the chart shows.
    pub title: String,
    /// Unit and period.
    pub caption: String,
    /// The gist in a sentence.
    pub desc: String,
    /// A value that all rows are compared with, and its name.
    pub reference: Option<(f64, String)>,
}

/// Height of a row whose name stands at its left, and of one whose name stands above.
const BESIDE: f64 = 28.0;
const ABOVE: f64 = 40.0;

/// The chart; `None` without rows.
pub fn rows(rows: &[Row], frame: &RowsFrame, figures: &dyn Figures, width: f64) -> Option<Plot> {
    let reference = frame.reference.as_ref().map(|(at, _)| *at);
    let of_row = |row: &Row| [row.value, row.range.map(|r| r.0), row.range.map(|r| r.1)];
    let values: Vec<f64> = rows.iter().flat_map(of_row).flatten().chain(reference).collect();
    let low = values.iter().copied().reduce(f64::min)?;
    let high = values.iter().copied().reduce(f64::max)?;
    // A share has no room above all of it.
    let above = if high <= 1.0 { (high + 0.02).min(1.0) } else { high + 0.02 };
    let steps = ticks((low - 0.02).max(0.0), above, if width < 480.0 { 4 } else { 6 });
    let (first, last) = (*steps.first()?, *steps.last()?);

    let named = frame::widest(rows.iter().map(|r| r.name.as_str()), LABEL);
    let beside = named < width * 0.42;
    let (left, height) = if beside { (named + 16.0, BESIDE) } else { (8.0, ABOVE) };
    let head = if reference.is_some() { 22.0 } else { 8.0 };
    let bottom = head + height * rows.len() as f64 + 4.0;
    let x = Scale::new((first, last), (left + 6.0, width - 24.0));

    let mut body = Vec::new();
    for step in &steps {
        let at = x.at(*step).round() + 0.5;
        body.push(Node::line(at, head, at, bottom, Paint::Hairline).with("shape-rendering", "crispEdges"));
        body.push(Node::label(
            at,
            bottom + 16.0,
            "middle",
            SMALL,
            Paint::Muted,
            figures.percent_whole(*step),
        ));
    }
    if let Some((value, name)) = &frame.reference {
        let at = x.at(*value);
        body.push(Node::line(at, head, at, bottom, Paint::Accent).with("stroke-width", 1.5));
        let half = super::node::text_width(name, LABEL) / 2.0;
        let place = at.clamp(half, (width - half).max(half));
        let label = Node::label(place, head - 8.0, "middle", LABEL, Paint::Accent, name.as_str());
        body.push(label.with("font-weight", "600"));
    }
    let mut columns = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let top = head + height * place as f64;
        let y = if beside { top + height / 2.0 } else { top + height - 12.0 };
        let text = if beside { y + 4.0 } else { y - 12.0 };
        let (at, anchor) = if beside { (left - 8.0, "end") } else { (left, "start") };
        if !beside {
            // The lines of the scale don't run through a name that stands on them.
            let wide = super::node::text_width(&row.name, LABEL);
            body.push(Node::rect(at - 2.0, text - 11.0, wide + 4.0, 15.0, Paint::Paper));
        }
        body.push(Node::label(at, text, anchor, LABEL, Paint::Ink, row.name.as_str()));
        let mut spot = (width, 0.0_f64);
        if let Some((low, high)) = row.range {
            let (from, to) = (x.at(low), x.at(high));
            let thick = if row.value.is_some() { 2.0 } else { 7.0 };
            let line = Node::line(from, y, to, y, row.paint).with("stroke-width", thick);
            body.push(line.with("stroke-linecap", "round").with("stroke-opacity", 0.55));
            spot = (from, to);
        }
        if let Some(value) = row.value {
            let at = x.at(value);
            body.push(frame::dot(at, y, 5.0, row.paint));
            spot = (spot.0.min(at - 5.0), spot.1.max(at + 5.0));
        }
        let drawn = Spot { x: spot.0, y: y - 6.0, width: (spot.1 - spot.0).max(1.0), height: 12.0 };
        let mark = Mark {
            label: String::new(),
            value: row.written(figures),
            paint: Some(row.paint),
            spot: Some(drawn),
            key: row.key,
        };
        columns.push(Column::row(&row.name, &row.note, Spot { x: 0.0, y: top, width, height }, mark));
    }
    let RowsFrame { id, title, caption, desc, .. } = frame.clone();
    Some(Plot { id, width, height: bottom + 24.0, title, caption, desc, body, columns })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::figures::plain::Plain;

    fn frame() -> RowsFrame {
        let text = || String::new();
        let reference = Some((1.0, "here".to_owned()));
        RowsFrame { id: "r", title: text(), caption: text(), desc: text(), reference }
    }

    fn row(name: &str, value: Option<f64>, range: Option<(f64, f64)>) -> Row {
        let (name, note) = (name.to_owned(), String::new());
        Row { name, note, value, range, paint: Paint::Ink, key: None }
    }

    #[test]
    fn every_row_can_be_pointed_at() {
        let all = [row("A", Some(0.9), Some((0.8, 0.95))), row("B", None, Some((1.0, 1.1)))];
        let plot = rows(&all, &frame(), &Plain, 600.0).unwrap();
        assert_eq!(plot.columns.len(), 2);
        assert_eq!(plot.columns[0].marks[0].value, "90.0% (80.0% – 95.0%)");
        assert_eq!(plot.columns[1].marks[0].value, "100.0% – 110.0%");
        assert_eq!(plot.column_at(300.0, plot.columns[1].area.y + 1.0), Some(1));
        assert!(rows(&[], &RowsFrame { reference: None, ..frame() }, &Plain, 600.0).is_none());
    }

    #[test]
    fn long_names_stand_above() {
        let long = [row(&"a long name ".repeat(5), Some(0.9), None)];
        let (wide, narrow) = (rows(&long, &frame(), &Plain, 1100.0), rows(&long, &frame(), &Plain, 320.0));
        assert!(narrow.unwrap().height > wide.unwrap().height);
    }
}
