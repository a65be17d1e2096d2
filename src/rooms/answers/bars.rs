//! Lists and figures as bars: a list's columns from one zero, figures on their scale beside what they are held against.

use super::{cell_keys, column_name, figure_key, number, twin, written};
use crate::chart::{Bar, BarRow, BarsFrame, Paint, Sketch, Twin, TwinCell};
use crate::i18n::answers::word;
use crate::i18n::charts::fill;
use crate::report::{EvidenceKey, Grid, QuestionState, Unit, Value};
use crate::rooms::{Chart, Setting};
use std::sync::Arc;

/// What a list's bars show, by the ids of its columns.
pub struct Bars {
    /// The chart's own id, unique on a page; its words are its title and caption.
    pub id: &'static str,
    /// The list.
    pub grid: &'static str,
    /// The columns that name a row together.
    pub name: &'static [&'static str],
    /// The measures; those that the list or all the rows shown don't have are left out.
    pub values: &'static [&'static str],
    /// The colours of rows by the word that names them; others have the accent.
    pub paints: &'static [(&'static str, Paint)],
    /// The columns of the ends of the first measure's interval.
    pub range: Option<(&'static str, &'static str)>,
    /// The table beside has the whole list, which stands nowhere else then; else what is drawn.
    pub whole: bool,
}

/// Rows that a chart has room for.
const MOST: usize = 14;

/// A list's bars; `None` where it has no such columns or no row with a value.
pub(super) fn chart(s: &Setting, of: &'static Bars, grid: &Grid) -> Option<Chart> {
    let text = |id: &str| word(s.texts.lang, id).unwrap_or_default().to_owned();
    let names: Vec<usize> = of.name.iter().filter_map(|name| grid.place(name)).collect();
    let range = of.range.and_then(|(low, high)| Some((grid.place(low)?, grid.place(high)?)));
    let mut values: Vec<usize> = of.values.iter().filter_map(|value| grid.place(value)).collect();
    let unit = |place: usize| grid.columns.get(place).map_or(Unit::Text, |column| column.unit);
    let known =
        |(_, row): &(usize, &Vec<Option<Value>>)| values.iter().any(|place| number(row, *place).is_some());
    let shown: Vec<_> = grid.rows.iter().enumerate().filter(known).take(MOST).collect();
    values.retain(|place| shown.iter().any(|(_, row)| number(row, *place).is_some()));
    let keys = cell_keys(s, grid);
    // Money has one scale, so have counts; a score's is known.
    let high = |place: usize| {
        let alike = values.iter().filter(|other| unit(**other) == unit(place));
        let all = alike.flat_map(|place| shown.iter().filter_map(|(_, row)| number(row, *place)));
        match unit(place) {
            Unit::Score => 100.0,
            Unit::Share if range.is_some() => 1.0,
            _ => all.fold(0.0, f64::max),
        }
    };
    let highest = values.iter().map(|place| high(*place)).fold(0.0, f64::max);
    let rows: Vec<BarRow> = shown
        .iter()
        .map(|(at, row)| {
            let said = |place: usize| row.get(place)?.as_ref().map(|value| written(s, unit(place), value));
            let part = names.first().and_then(|name| row.get(*name)).and_then(|value| match value {
                Some(Value::Money(word)) => of.paints.iter().find(|(of, _)| of == word),
                _ => None,
            });
            let bar = |place: &usize| Bar {
                said: said(*place).unwrap_or_default(),
                value: number(row, *place),
                range: range
                    .filter(|_| Some(place) == values.first())
                    .and_then(|(low, high)| Some((number(row, low)?, number(row, high)?))),
                mark: None,
                paint: part.map_or(Paint::Accent, |(_, paint)| *paint),
                key: grid.columns.get(*place).and_then(|column| keys(*at, &column.id)),
            };
            BarRow {
                name: names.iter().filter_map(|name| said(*name)).collect::<Vec<_>>().join(" "),
                scale: (0.0, highest),
                bars: values.iter().map(bar).collect(),
            }
        })
        .collect();
    let heads = if values.len() > 1 {
        values.iter().filter_map(|place| Some(column_name(s, &grid.columns.get(*place)?.id))).collect()
    } else {
        Vec::new()
    };
    let (title, caption) = (text(of.id), text(&format!("{}.caption", of.id)));
    let frame = BarsFrame {
        id: of.id,
        title: title.clone(),
        caption: caption.clone(),
        desc: caption,
        heads,
        tracks: false,
    };
    // The table has what is drawn, of every row.
    let all = twin(s, grid);
    let columns = || names.iter().chain(&values).copied();
    let cells = |row: &Vec<TwinCell>| columns().filter_map(|place| row.get(place).cloned()).collect();
    let head = columns().filter_map(|place| all.head.get(place).cloned()).collect();
    let drawn = Twin { head, rows: all.rows.iter().map(cells).collect() };
    (!rows.is_empty() && highest > 0.0).then(|| Chart {
        id: of.id,
        title,
        twin: Arc::new(if of.whole { all } else { drawn }),
        none: String::new(),
        shape: s.sketched(Sketch::Bars { rows, frame }),
    })
}

/// A figure on its scale.
pub struct Gauge {
    /// The figure.
    pub figure: &'static str,
    /// Its scale.
    pub scale: (f64, f64),
    /// What it is held against: the word that says what that is, and where it stands.
    pub mark: Option<(&'static str, f64)>,
}

/// A figure with what a gauge shows of it.
pub(in crate::rooms) struct Gauged {
    /// Its name.
    pub name: String,
    /// The figure in words.
    pub said: String,
    /// The figure.
    pub value: f64,
    /// Its interval.
    pub range: Option<(f64, f64)>,
    /// Its scale.
    pub scale: (f64, f64),
    /// Where the mark stands, and what it is.
    pub mark: Option<(f64, String)>,
    /// The evidence behind it.
    pub key: Option<EvidenceKey>,
}

/// The figures of a question that have a value; `None` where none has.
pub(super) fn gauges(
    s: &Setting,
    question: &QuestionState,
    id: &'static str,
    gauges: &'static [Gauge],
) -> Option<Chart> {
    let gauged = gauges.iter().filter_map(|gauge| {
        let figure = question.figure(gauge.figure)?;
        let value = figure.value.as_ref()?;
        let said = |value: &Value| written(s, figure.unit, value);
        let mark = gauge.mark.map(|(kind, at)| {
            let words = word(s.texts.lang, kind).unwrap_or_default();
            (at, fill(words, &[("n", &said(&Value::Number(at)))]))
        });
        Some(Gauged {
            name: word(s.texts.lang, gauge.figure).unwrap_or_default().to_owned(),
            said: said(value),
            value: number(&[Some(value.clone())], 0)?,
            range: figure.interval.map(|interval| (interval.0, interval.1)),
            scale: gauge.scale,
            mark,
            key: figure_key(s, figure),
        })
    });
    gauge_chart(s, id, gauged.collect())
}

/// Figures, each on its own scale with its interval and its mark; below a mark in another colour.
pub(in crate::rooms) fn gauge_chart(s: &Setting, id: &'static str, gauged: Vec<Gauged>) -> Option<Chart> {
    let text = |id: &str| word(s.texts.lang, id).unwrap_or_default().to_owned();
    let said =
        |one: &Gauged| one.mark.iter().fold(one.said.clone(), |said, (_, mark)| format!("{said} · {mark}"));
    let row = |one: &Gauged| {
        let below = one.mark.as_ref().is_some_and(|(at, _)| one.value < *at);
        let bar = Bar {
            said: said(one),
            value: Some(one.value),
            range: one.range,
            mark: one.mark.as_ref().map(|(at, _)| *at),
            paint: if below { Paint::Contraction } else { Paint::Accent },
            key: one.key,
        };
        BarRow { name: one.name.clone(), scale: one.scale, bars: vec![bar] }
    };
    let rows: Vec<BarRow> = gauged.iter().map(row).collect();
    let cells = |one: &Gauged| {
        let mark = one.mark.as_ref().map(|(_, mark)| mark.clone()).unwrap_or_default();
        vec![
            TwinCell::text(one.name.clone(), one.name.clone()),
            TwinCell::figure(one.said.clone(), one.value.to_string(), one.key),
            TwinCell::text(mark.clone(), mark),
        ]
    };
    let (title, caption) = (text("gauges"), text("gauges.caption"));
    let frame = BarsFrame {
        id,
        title: title.clone(),
        caption: caption.clone(),
        desc: caption,
        heads: Vec::new(),
        tracks: true,
    };
    (!rows.is_empty()).then(|| Chart {
        id,
        title,
        twin: Arc::new(Twin {
            head: ["gauges.figure", "gauges.value", "gauges.mark"].map(text).to_vec(),
            rows: gauged.iter().map(cells).collect(),
        }),
        none: String::new(),
        shape: s.sketched(Sketch::Bars { rows, frame }),
    })
}
