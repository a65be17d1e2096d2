//! For tests: whether a room says all that its answer holds, in words of both languages.

use super::{ANSWERED, Part, answer};
use crate::chart::Twin;
use crate::chart::plain::Plain;
use crate::i18n::answers::word;
use crate::i18n::data::needed;
use crate::i18n::{Lang, messages};
use crate::read::{Code, ReadOptions, Reader};
use crate::report::{QuestionState, Session, Settings, Unit, Value};
use crate::rooms::{Block, Room, Setting};
use std::sync::Arc;

/// A file of the cases.
macro_rules! case {
    ($name:literal) => {
        include_str!(concat!("../../../tests/cases/", $name))
    };
}
pub(super) use case;

/// The answer to a question from files, after a look at every id that it holds: each has words, each figure and list
/// has its place in the room, and no id stands there in place of its words.
pub(super) fn spoken(files: &[&str], id: &str) -> (QuestionState, Room) {
    spoken_with(files, id, &Settings { months: 1, ..Settings::default() })
}

/// The same under some settings.
pub(super) fn spoken_with(files: &[&str], id: &str, settings: &Settings) -> (QuestionState, Room) {
    let reads = files.iter().enumerate().map(|(n, text)| {
        let mut reader = Reader::new(ReadOptions { name: format!("{n}.csv"), ..ReadOptions::default() });
        reader.push(text.as_bytes());
        let read = reader.finish();
        // Some cases are about scores off their scale.
        let rejects = read.rejects.iter().filter(|reject| reject.code != Code::ScoreOffScale).count();
        assert!(read.question.is_none() && rejects == 0, "{:?} {:?}", read.question, read.rejects);
        read
    });
    let report = Arc::new(Session::new(reads.collect()).report(settings));
    let question = report.questions.iter().find(|question| question.id == id).unwrap().clone();
    let mut ids: Vec<String> = Vec::new();
    let of = |unit: Unit, value: &Value| -> Vec<String> {
        // A question or an action stands under its own id.
        let own = |id: &str| word(Lang::En, id).is_some();
        let id = |id: &str| if own(id) { id.to_owned() } else { format!("word.{id}") };
        match value {
            // A word of a file and a quarter stand as they are; ids of ours may be several.
            Value::Money(text) if unit == Unit::Word => text
                .split(' ')
                .filter(|id| id.starts_with(|c: char| c.is_ascii_lowercase()))
                .map(id)
                .collect(),
            _ => Vec::new(),
        }
    };
    for figure in &question.figures {
        ids.extend([figure.id.clone(), format!("{}.def", figure.id)]);
        ids.extend(figure.value.iter().flat_map(|value| of(figure.unit, value)));
    }
    for grid in &question.grids {
        ids.push(grid.id.clone());
        ids.extend(grid.rows.is_empty().then(|| format!("{}.none", grid.id)));
        for (place, column) in grid.columns.iter().enumerate() {
            let named = |lang| {
                ["col", "word"].iter().any(|kind| word(lang, &format!("{kind}.{}", column.id)).is_some())
            };
            assert!(named(Lang::En) && named(Lang::Zh), "no words for the column {}", column.id);
            let cells = grid.rows.iter().filter_map(|row| row[place].as_ref());
            ids.extend(cells.flat_map(|value| of(column.unit, value)));
        }
    }
    for found in &question.findings {
        let sentence = word(Lang::En, &found.code).unwrap_or_else(|| panic!("no words for {}", found.code));
        for place in sentence.split('{').skip(1).filter_map(|rest| rest.split_once('}')) {
            let name = place.0.split('|').next().unwrap();
            let has = found.values.iter().any(|value| value.name == name);
            assert!(has, "{} has no value for {{{name}}}", found.code);
        }
        ids.extend(found.actions.iter().map(|action| format!("do.{action}")));
        ids.extend(found.values.iter().flat_map(|named| of(named.unit, &named.value)));
        let grid = found.grid.as_deref();
        assert!(grid.is_none_or(|grid| question.grid(grid).is_some()), "{} points nowhere", found.code);
    }
    for part in ANSWERED.iter().filter(|(of, _)| *of == id).flat_map(|(_, parts)| *parts) {
        if let Part::Head(id) | Part::List(id) | Part::Note(id) = part {
            ids.push((*id).to_owned());
        }
    }
    for id in &ids {
        assert!(word(Lang::En, id).is_some() && word(Lang::Zh, id).is_some(), "no words for {id}");
    }
    let (_, parts) = ANSWERED.iter().find(|(of, _)| *of == id).unwrap();
    let placed = |id: &str| {
        parts.iter().any(|part| match part {
            Part::Figures(ids) => ids.contains(&id),
            Part::List(grid) => *grid == id,
            Part::Dots { grid, .. } => *grid == id,
            Part::Scatter(of) => of.grid == id,
            Part::Bars(of) => of.grid == id,
            Part::Gauges(_, gauges) => gauges.iter().any(|gauge| gauge.figure == id),
            Part::Trend(of) => of.grid == id,
            Part::Head(_) | Part::Note(_) | Part::Control(_) => false,
        })
    };
    let figures = question.figures.iter().map(|figure| figure.id.as_str());
    for id in figures.chain(question.grids.iter().map(|grid| grid.id.as_str())) {
        assert!(placed(id), "{id} has no place in the room");
    }
    let room = |lang| {
        let (report, texts) = (Arc::clone(&report), messages(lang));
        answer(&Setting::new(report, 1, texts, Arc::new(Plain)), id)
    };
    for lang in [Lang::Zh, Lang::En] {
        let needs = needed(messages(lang), &question.needs);
        assert!(!needs.contains('.'), "{needs}");
        let room = room(lang);
        assert!(room.blocks.iter().any(|block| matches!(block, Block::Facts(_))));
        for text in texts(&room) {
            // A policy is called by its name, a column that is missing by its header.
            let raw = text.contains(&format!("{id}.")) || text.contains(['{', '}']);
            let columns = question.needs.iter().filter_map(|need| Some(need.split_once('.')?.1));
            let bare = columns.chain(["trial_window"]).fold(text.clone(), |text, own| text.replace(own, ""));
            let raw = raw || bare.contains('_');
            assert!(!raw, "{lang:?}: {text}");
        }
    }
    (question, room(Lang::En))
}

fn of_twin(all: &mut Vec<String>, twin: &Twin) {
    all.extend(twin.head.iter().cloned());
    all.extend(twin.rows.iter().flatten().map(|cell| cell.shown.clone()));
}

/// Every text of a room; charts are drawn wide and narrow.
fn texts(room: &Room) -> Vec<String> {
    let mut all = vec![room.title.clone(), room.lead.clone()];
    for block in &room.blocks {
        match block {
            Block::Heading(text) | Block::Text(text) | Block::Note(text) => all.push(text.clone()),
            Block::Facts(facts) => {
                facts.iter().for_each(|fact| all.extend([fact.name.clone(), fact.note.clone()]))
            }
            Block::Table(table) => {
                all.extend([table.title.clone(), table.caption.clone(), table.none.clone()]);
                of_twin(&mut all, &table.twin);
            }
            Block::Chart(chart) => {
                all.extend([chart.title.clone(), chart.none.clone()]);
                of_twin(&mut all, &chart.twin);
                for width in [340.0, 900.0] {
                    let plot = chart.draw(width).unwrap();
                    assert!(
                        plot.columns.iter().all(|column| column.area.x + column.area.width <= width + 1.0)
                    );
                    all.extend([plot.title, plot.caption]);
                }
            }
            Block::Findings(found) => {
                found.iter().for_each(|found| all.extend([found.message.clone(), found.fix.clone()]));
            }
            Block::Terms(terms) => {
                terms.iter().for_each(|(name, text)| all.extend([name.clone(), text.clone()]))
            }
            _ => {}
        }
    }
    all
}
