//! The rooms of Q3–Q9 and the guide: figures, lists and findings of the report in the order a question is answered.
//! A file a question says the order; everything else is the same for all.

mod bars;
mod behind;
mod brief;
mod bubbles;
mod guide;
mod made;
mod overview;
mod q3;
mod q4;
mod q5;
mod q6;
mod q7;
mod q8;
mod q9;
#[cfg(test)]
mod spoken;
mod trend;

pub use bars::{Bars, Gauge};
pub(super) use bars::{Gauged, gauge_chart};
pub use behind::opens;
pub(super) use behind::{about_figure, about_row, figure_text, list_column, row_name};
use behind::{cell_keys, figure_key, finding_key, referred_key};
pub use brief::in_brief;
pub use bubbles::Bubbles;
pub(super) use made::{made, span_end};
pub use overview::standing;

use super::groups::name_of;
use super::{Block, Chart, DASH, Fact, Finding, Room, Setting, Slot, Table, raw_text};
use crate::base::Month;
use crate::chart::{Paint, Row, RowsFrame, Sketch, Twin, TwinCell, geometry, is_decimal};
use crate::i18n::answers::word;
use crate::i18n::charts::fill;
use crate::i18n::data::needed;
use crate::report::{AnswerFigure, Grid, GridColumn, Insight, MetricId, QuestionState, Unit, Value};
use std::sync::Arc;

/// A part of a room, by the ids of the report.
pub enum Part {
    /// A heading.
    Head(&'static str),
    /// Figures side by side; those that the report doesn't have are left out.
    Figures(&'static [&'static str]),
    /// A list as a table.
    List(&'static str),
    /// A list of shares as dots with their intervals: its name, value and the ends of its interval by column.
    Dots {
        /// The list.
        grid: &'static str,
        /// The column that names a row.
        name: &'static str,
        /// The column of shares.
        value: &'static str,
        /// The columns of the interval's ends.
        range: Option<(&'static str, &'static str)>,
    },
    /// A list as bars.
    Bars(&'static Bars),
    /// Figures on their scales, under the chart's own id.
    Gauges(&'static str, &'static [Gauge]),
    /// A list as bubbles.
    Scatter(&'static Bubbles),
    /// A score by quarter as a line, else its list.
    Trend(trend::Trend),
    /// A remark.
    Note(&'static str),
    /// A control of the page.
    Control(Slot),
}

/// The questions that have such a room, in their order, and how each is laid out.
pub const ANSWERED: [(&str, &[Part]); 8] = [
    ("q3", q3::PARTS),
    ("q4", q4::PARTS),
    ("q5", q5::PARTS),
    ("q6", q6::PARTS),
    ("q7", q7::PARTS),
    ("q8", q8::PARTS),
    ("q9", q9::PARTS),
    ("guide", guide::PARTS),
];

/// The room of a question.
pub fn answer(s: &Setting, id: &str) -> Room {
    let lang = s.texts.lang;
    let text = |id: &str| word(lang, id).unwrap_or_default().to_owned();
    let (title, lead) = (text(id), text(&format!("{id}.lead")));
    let mut blocks = Vec::new();
    let Some(question) = s.report.questions.iter().find(|q| q.id == id) else {
        return Room { title, lead, blocks };
    };
    let tables = needed(s.texts, &question.needs);
    let laid_out = ANSWERED.iter().find(|(of, _)| *of == id);
    let slot = laid_out.map(|(of, _)| Block::Slot(Slot::Tables(of)));
    if question.status == "needs_data" {
        blocks.push(Block::Text(fill(&text("room.needs"), &[("tables", &tables)])));
        blocks.extend(slot);
        return Room { title, lead, blocks };
    }
    if let Some(day) = question.as_of {
        blocks.push(Block::Note(fill(&text("room.as_of"), &[("day", &day.to_string())])));
    }
    if !question.findings.is_empty() {
        blocks.push(Block::Heading(text("room.findings")));
        blocks.push(Block::Findings(question.findings.iter().map(|found| insight(s, found)).collect()));
    }
    let parts = laid_out.map(|(_, parts)| *parts).unwrap_or_default();
    for part in parts {
        blocks.extend(block(s, question, part));
    }
    drop_empty_sections(&mut blocks);
    if !tables.is_empty() {
        blocks.push(Block::Note(fill(&text("room.partly"), &[("tables", &tables)])));
        blocks.extend(slot);
    }
    let terms = question.figures.iter().filter_map(|figure| {
        let meaning = word(lang, &format!("{}.def", figure.id))?;
        Some((text(&figure.id), meaning.to_owned()))
    });
    let terms: Vec<(String, String)> = terms.collect();
    if !terms.is_empty() {
        blocks.push(Block::Heading(text("room.terms")));
        blocks.push(Block::Terms(terms));
    }
    Room { title, lead, blocks }
}

/// A heading with nothing below it is no section.
fn drop_empty_sections(blocks: &mut Vec<Block>) {
    let head = |block: Option<&Block>| matches!(block, None | Some(Block::Heading(_)));
    for place in (0..blocks.len()).rev() {
        if matches!(blocks.get(place), Some(Block::Heading(_))) && head(blocks.get(place + 1)) {
            blocks.remove(place);
        }
    }
}

fn block(s: &Setting, question: &QuestionState, part: &Part) -> Option<Block> {
    let text = |id: &str| word(s.texts.lang, id).map(str::to_owned);
    match part {
        Part::Head(id) => Some(Block::Heading(text(id)?)),
        Part::Note(id) => Some(Block::Note(text(id)?)),
        Part::Control(slot) => Some(Block::Slot(*slot)),
        Part::Figures(ids) => {
            let facts: Vec<Fact> =
                ids.iter().filter_map(|id| question.figure(id).map(|figure| fact(s, figure))).collect();
            (!facts.is_empty()).then_some(Block::Facts(facts))
        }
        Part::List(id) => Some(Block::Table(list(s, id, question.grid(id)?))),
        Part::Trend(of) => {
            let grid = question.grid(of.grid)?;
            let chart = trend::chart(s, of, grid).map(Block::Chart);
            Some(chart.unwrap_or_else(|| Block::Table(list(s, of.grid, grid))))
        }
        Part::Dots { grid, name, value, range } => {
            dots(s, grid, question.grid(grid)?, name, value, *range).map(Block::Chart)
        }
        Part::Bars(of) => {
            let grid = question.grid(of.grid)?;
            let listed = || of.whole.then(|| Block::Table(list(s, of.grid, grid)));
            bars::chart(s, of, grid).map(Block::Chart).or_else(listed)
        }
        Part::Gauges(id, gauges) => bars::gauges(s, question, id, gauges).map(Block::Chart),
        Part::Scatter(of) => bubbles::chart(s, of, question).map(Block::Chart),
    }
}

/// A figure of an answer by its id, where the report has it.
pub(super) fn figure(s: &Setting, question: &str, id: &str) -> Option<Fact> {
    let question = s.report.questions.iter().find(|q| q.id == question)?;
    Some(fact(s, question.figure(id)?))
}

/// A figure with what it rests on.
fn fact(s: &Setting, figure: &AnswerFigure) -> Fact {
    let name = word(s.texts.lang, &figure.id).unwrap_or(&figure.id).to_owned();
    let Some(value) = &figure.value else {
        let why = figure.na.and_then(|na| word(s.texts.lang, &format!("na.{}", na.as_str())));
        let why = why.unwrap_or_default().to_owned();
        return Fact { name, value: DASH.to_owned(), note: why, key: None, list: None };
    };
    let count = |value: &Value| written(s, Unit::Count, value);
    let ends = |value: &Value| {
        if matches!(value, Value::Money(_)) { written(s, Unit::Money, value) } else { count(value) }
    };
    let mut note = Vec::new();
    match (&figure.numerator, &figure.denominator) {
        (Some(above), Some(below)) => note.push(format!("{} ÷ {}", ends(above), ends(below))),
        _ if figure.n > 0 => note.push(format!("n = {}", s.figures.count(figure.n))),
        _ => {}
    }
    if let Some(interval) = figure.interval {
        let end = |x: f64| written(s, figure.unit, &Value::Number(x));
        note.push(format!("95 %: {} – {}", end(interval.0), end(interval.1)));
    }
    // In a list the column says what is counted; a figure alone says it itself.
    let unit = match figure.unit {
        Unit::Days => word(s.texts.lang, "unit.days"),
        Unit::Months => word(s.texts.lang, "unit.months"),
        _ => None,
    };
    let value = written(s, figure.unit, value);
    let value = unit.map_or_else(|| value.clone(), |unit| fill(unit, &[("n", &value)]));
    let key = figure_key(s, figure);
    Fact { name, value, note: note.join(" · "), key, list: figure.grid.clone() }
}

/// A finding in words.
pub fn insight(s: &Setting, found: &Insight) -> Finding {
    let lang = s.texts.lang;
    let values: Vec<(&str, String)> =
        found.values.iter().map(|v| (v.name.as_str(), written(s, v.unit, &v.value))).collect();
    let values: Vec<(&str, &str)> = values.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let advice = found.actions.iter().filter_map(|id| word(lang, &format!("do.{id}"))).collect::<Vec<_>>();
    let stake = word(lang, "room.at_stake").unwrap_or_default();
    Finding {
        severity: found.severity,
        message: fill(&plural(word(lang, &found.code).unwrap_or(&found.code), found), &values),
        fix: advice.join(if lang == crate::i18n::Lang::Zh { "" } else { " " }),
        effect: found
            .arr
            .as_ref()
            .map(|arr| fill(stake, &[("arr", &s.figures.money(arr))]))
            .unwrap_or_default(),
        key: finding_key(s, found),
        rows: false,
        question: None,
        list: found.grid.clone(),
    }
}

/// A sentence in which `{name|customer|customers}` became the word that fits the value.
fn plural(text: &str, found: &Insight) -> String {
    let mut out = String::with_capacity(text.len());
    for (place, part) in text.split('{').enumerate() {
        let Some((inside, behind)) = part.split_once('}').filter(|_| place > 0) else {
            out.push_str(part);
            continue;
        };
        let mut words = inside.split('|');
        let name = words.next().unwrap_or_default();
        match (words.next(), words.next()) {
            (Some(one), Some(many)) => {
                let value = found.values.iter().find(|value| value.name == name).map(|value| &value.value);
                out.push_str(if value == Some(&Value::Count(1)) { one } else { many });
            }
            _ => out.extend(["{", inside, "}"]),
        }
        out.push_str(behind);
    }
    out
}

/// A list as a table.
fn list(s: &Setting, id: &'static str, grid: &Grid) -> Table {
    let text = |id: &str| word(s.texts.lang, id).unwrap_or_default().to_owned();
    let mut caption = text(&format!("{id}.caption"));
    if grid.total > grid.rows.len() as u64 {
        let (shown, total) = (s.figures.count(grid.rows.len() as u64), s.figures.count(grid.total));
        let more = fill(&text("room.more"), &[("shown", &shown), ("total", &total)]);
        caption = [caption, more].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    }
    Table { id, title: text(id), caption, twin: Arc::new(twin(s, grid)), none: text(&format!("{id}.none")) }
}

/// A list's rows as they are shown and saved.
pub fn twin(s: &Setting, grid: &Grid) -> Twin {
    let head = grid.columns.iter().map(|column| column_name(s, &column.id)).collect();
    let keys = cell_keys(s, grid);
    let cell = |at: usize, value: &Option<Value>, column: &GridColumn| match value {
        None => TwinCell::text("", ""),
        Some(value) => {
            let (shown, raw) = (written(s, column.unit, value), raw_text(value));
            let key = match (column.unit, value) {
                (Unit::Ref, Value::Money(to)) => referred_key(s, to),
                (unit, _) if is_text(unit) => None,
                _ => keys(at, &column.id),
            };
            TwinCell { key, figure: !is_text(column.unit), ..TwinCell::text(shown, raw) }
        }
    };
    let row = |(at, row): (usize, &Vec<Option<Value>>)| {
        row.iter().zip(&grid.columns).map(|(value, column)| cell(at, value, column)).collect::<Vec<_>>()
    };
    Twin { head, rows: grid.rows.iter().enumerate().map(row).collect() }
}

fn column_name(s: &Setting, id: &str) -> String {
    let of = |kind: &str| word(s.texts.lang, &format!("{kind}.{id}"));
    of("col").or_else(|| of("word")).unwrap_or(id).to_owned()
}

/// Where a cell stands in a drawing; `None` where it is empty or no figure.
fn number(row: &[Option<Value>], place: usize) -> Option<f64> {
    Some(match row.get(place)?.as_ref()? {
        Value::Count(n) => *n as f64,
        Value::Number(x) => *x,
        Value::Money(text) => is_decimal(text).then(|| geometry(text))?,
    })
}

/// Shares as dots with their intervals.
fn dots(
    s: &Setting,
    id: &'static str,
    grid: &Grid,
    name: &str,
    value: &str,
    range: Option<(&str, &str)>,
) -> Option<Chart> {
    let text = |id: &str| word(s.texts.lang, id).unwrap_or_default().to_owned();
    let (name, value) = (grid.place(name)?, grid.place(value)?);
    let range = range.and_then(|(low, high)| Some((grid.place(low)?, grid.place(high)?)));
    let unit = grid.columns.get(name)?.unit;
    let keys = cell_keys(s, grid);
    let rows: Vec<Row> = grid
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| {
            let share = number(row, value)?;
            let ends = range.and_then(|(low, high)| Some((number(row, low)?, number(row, high)?)));
            let name = row.get(name)?.as_ref().map(|value| written(s, unit, value)).unwrap_or_default();
            Some(Row {
                name,
                note: String::new(),
                value: Some(share),
                range: ends,
                paint: Paint::Accent,
                key: keys(at, ""),
            })
        })
        .take(MOST_DOTS)
        .collect();
    let (title, caption) = (text(id), text(&format!("{id}.caption")));
    let frame =
        RowsFrame { id, title: title.clone(), caption: caption.clone(), desc: caption, reference: None };
    (!rows.is_empty()).then(|| Chart {
        id,
        title,
        twin: Arc::new(twin(s, grid)),
        none: text(&format!("{id}.none")),
        shape: s.sketched(Sketch::Rows { rows, frame }),
    })
}

/// Rows that a chart has room for.
const MOST_DOTS: usize = 24;

fn is_text(unit: Unit) -> bool {
    matches!(unit, Unit::Text | Unit::Customer | Unit::Word | Unit::Ref | Unit::Day | Unit::Month)
}

/// What stands elsewhere in the report, as it is written there: a metric, by what customers are parted, a figure, or a finding's sentence.
fn referred(s: &Setting, place: &str) -> String {
    let noted = |fact: Fact| match fact.note.is_empty() {
        true => fact.value,
        false => format!("{} ({})", fact.value, fact.note),
    };
    if let Some(name) = place.strip_prefix("metric.") {
        let id = MetricId::ALL.into_iter().find(|id| id.as_str() == name);
        return id.map_or_else(|| DASH.to_owned(), |id| noted(s.fact(id)));
    }
    if let Some(at) = place.strip_prefix("segmentation.") {
        let by = at.parse().ok().and_then(|at: usize| s.report.segmentations.get(at));
        return by.map_or_else(|| DASH.to_owned(), |by| name_of(s, by));
    }
    let questions = &s.report.questions;
    if let Some((id, at)) = place.split_once('#') {
        let question = questions.iter().find(|question| question.id == id);
        let found =
            question.zip(at.parse().ok()).and_then(|(question, at): (_, usize)| question.findings.get(at));
        return found.map_or_else(|| DASH.to_owned(), |found| insight(s, found).message);
    }
    let figure = questions.iter().find_map(|question| question.figure(place));
    figure.map_or_else(|| DASH.to_owned(), |figure| noted(fact(s, figure)))
}

/// The word of an id, of an action, or those of several ids apart by blanks.
fn words(s: &Setting, text: &str) -> String {
    let lang = s.texts.lang;
    let one = |id: &str| word(lang, &format!("word.{id}")).or_else(|| word(lang, id));
    let several =
        || text.split(' ').map(one).collect::<Option<Vec<_>>>().map(|all| all.join(s.texts.list_separator));
    one(text).map(str::to_owned).or_else(several).unwrap_or_else(|| text.to_owned())
}

/// A value as a person reads it.
pub(super) fn written(s: &Setting, unit: Unit, value: &Value) -> String {
    let figures = &*s.figures;
    let number = match value {
        Value::Count(n) => *n as f64,
        Value::Number(x) => *x,
        Value::Money(text) => {
            return match unit {
                Unit::Money => figures.money(text),
                Unit::Word => words(s, text),
                Unit::Ref => referred(s, text),
                Unit::Month => {
                    Month::parse_iso(text).map_or_else(|| text.clone(), |month| figures.month(month))
                }
                _ => text.clone(),
            };
        }
    };
    match unit {
        // What rounds to nothing is still something.
        Unit::Share if number > 0.0 && number < 0.0005 => format!("< {}", figures.percent(0.001)),
        Unit::Share => figures.percent(number),
        Unit::Points => s.points(number),
        Unit::Times => figures.ratio(number),
        Unit::Coefficient => {
            let sign = if number <= -0.005 { "\u{2212}" } else { "" };
            format!("{sign}{:.2}", number.abs())
        }
        Unit::Money => figures.money(&format!("{number:.2}")),
        Unit::Count if number >= 0.0 && number.fract() == 0.0 => figures.count(number as u64),
        _ => figures.decimal(number),
    }
}
