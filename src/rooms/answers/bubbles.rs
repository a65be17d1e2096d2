//! A list as bubbles: one of its columns across, one up, colours by a third.

use super::{cell_keys, column_name, number, written};
use crate::chart::{Axis, Bubble, LARGEST, Paint, ScatterFrame, Sketch, Twin, TwinCell};
use crate::i18n::answers::word;
use crate::report::{QuestionState, Unit, Value};
use crate::rooms::{Chart, Setting};
use std::sync::Arc;

/// What a list's bubbles show, by the ids of its columns.
pub struct Bubbles {
    /// The chart's own id, unique on a page; its words are its title and caption.
    pub id: &'static str,
    /// The list.
    pub grid: &'static str,
    /// The column that names a row.
    pub name: &'static str,
    /// Across.
    pub x: &'static str,
    /// Up.
    pub y: &'static str,
    /// What the area stands for, where the list has such a column.
    pub size: Option<&'static str>,
    /// The column of words that colours stand for, and the colour of each word; others are grey.
    pub colour: (&'static str, &'static [(&'static str, Paint)]),
    /// A line across the chart at the value of this figure.
    pub cut: Option<&'static str>,
    /// A line through it at this height.
    pub up: Option<f64>,
}

/// Height of the chart.
const HEIGHT: f64 = 360.0;
/// Radius of bubbles whose area says nothing.
const PLAIN: f64 = 6.0;

/// The chart; `None` where the list has no such columns or no row with both values.
pub(super) fn chart(s: &Setting, of: &'static Bubbles, question: &QuestionState) -> Option<Chart> {
    let grid = question.grid(of.grid)?;
    let cut = match of.cut.and_then(|id| question.figure(id)?.value.as_ref()) {
        Some(Value::Count(n)) => Some(*n as f64),
        _ => None,
    };
    let text = |id: &str| word(s.texts.lang, id).unwrap_or_default().to_owned();
    let (name, x, y) = (grid.place(of.name)?, grid.place(of.x)?, grid.place(of.y)?);
    let size = of.size.and_then(|size| grid.place(size));
    let colour = grid.place(of.colour.0);
    let column = |place: usize| grid.columns.get(place);
    let unit = |place: usize| column(place).map_or(Unit::Text, |column| column.unit);
    let said = |row: &[Option<Value>], place: usize| {
        let value = row.get(place)?.as_ref()?;
        Some(written(s, unit(place), value))
    };
    let title = |place: usize| column(place).map(|column| column_name(s, &column.id)).unwrap_or_default();
    let shown: Vec<usize> = [Some(name), Some(x), Some(y), size, colour].into_iter().flatten().collect();
    let mut rows = Vec::new();
    let mut bubbles = Vec::new();
    let keys = cell_keys(s, grid);
    for (place, row) in grid.rows.iter().enumerate() {
        let opens = keys(place, "");
        let number = |place: usize| number(row, place);
        let (Some(across), Some(up)) = (number(x), number(y)) else { continue };
        let part = colour.and_then(|place| match row.get(place) {
            Some(Some(Value::Money(word))) => Some(word.as_str()),
            _ => None,
        });
        let paint = of.colour.1.iter().find(|(word, _)| Some(*word) == part).map(|(_, paint)| *paint);
        let figures = shown.iter().filter(|place| **place != name && Some(**place) != colour);
        let figures = figures.filter_map(|place| Some(format!("{} {}", title(*place), said(row, *place)?)));
        bubbles.push(Bubble {
            name: said(row, name).unwrap_or_default(),
            part: colour.and_then(|place| said(row, place)).unwrap_or_default(),
            said: figures.collect::<Vec<_>>().join(" · "),
            x: across,
            y: up,
            size: size.map_or(1.0, |place| number(place).unwrap_or_default()),
            paint: paint.unwrap_or(Paint::Muted),
            key: opens,
        });
        let cell = |place: &usize| {
            let shown = said(row, *place).unwrap_or_default();
            match row.get(*place).and_then(Option::as_ref) {
                Some(Value::Count(n)) => TwinCell::figure(shown, n.to_string(), opens),
                Some(Value::Number(x)) => TwinCell::figure(shown, x.to_string(), opens),
                Some(Value::Money(raw)) if unit(*place) == Unit::Money => {
                    TwinCell::figure(shown, raw.clone(), opens)
                }
                _ => TwinCell::text(shown.clone(), shown),
            }
        };
        rows.push(shown.iter().map(cell).collect());
    }
    // Without any of its words there is nothing for the line and the colours to part.
    let parted = bubbles.iter().any(|bubble| bubble.paint != Paint::Muted);
    // The largest behind the others.
    crate::base::sort_by(&mut bubbles, |a, b| b.size.total_cmp(&a.size));
    let key =
        of.colour.1.iter().filter(|_| parted).map(|(word, paint)| (*paint, text(&format!("word.{word}"))));
    let (own, caption) = (text(of.id), text(&format!("{}.caption", of.id)));
    let frame = ScatterFrame {
        id: of.id,
        title: own.clone(),
        caption: caption.clone(),
        desc: caption,
        axes: (title(x), title(y)),
        shows: (axis(unit(x)), axis(unit(y))),
        cuts: (cut.filter(|_| parted), of.up.filter(|_| parted)),
        highest: None,
        parts: Vec::new(),
        key: key.collect(),
        radius: if size.is_some() { LARGEST } else { PLAIN },
    };
    let head = shown.iter().map(|place| title(*place)).collect();
    (!bubbles.is_empty()).then(|| Chart {
        id: of.id,
        title: own,
        twin: Arc::new(Twin { head, rows }),
        none: String::new(),
        shape: s.sketched(Sketch::Scatter { bubbles, frame: Box::new(frame), height: HEIGHT }),
    })
}

fn axis(unit: Unit) -> Axis {
    match unit {
        Unit::Share => Axis::Ratio,
        Unit::Money => Axis::Money,
        _ => Axis::Number,
    }
}
