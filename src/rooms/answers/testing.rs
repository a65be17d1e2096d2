//! Whether a room says everything its answer has, in words.

use super::{ANSWERED, Part, answer, insight, word};
use crate::chart::plain::Plain;
use crate::i18n::{Lang, messages};
use crate::read::{ReadOptions, Reader};
use crate::report::{QuestionState, Session, Settings, Unit, Value};
use crate::rooms::{Block, Setting};
use std::sync::Arc;

/// Answers a question by some files, and holds that every figure and list of it has its place in the room, and every
/// id a word in both languages.
pub fn complete(id: &str, files: &[(&str, &str)]) -> QuestionState {
    let read = |(name, text): &(&str, &str)| {
        let mut reader = Reader::new(ReadOptions { name: (*name).to_owned(), ..ReadOptions::default() });
        reader.push(text.as_bytes());
        reader.finish()
    };
    let session = Session::new(files.iter().map(read).collect());
    let report = Arc::new(session.report(&Settings { months: 1, ..Settings::default() }));
    let question = report.questions.iter().find(|question| question.id == id).unwrap().clone();
    let shown = shown(id);
    let figures = question.figures.iter().map(|figure| &figure.id);
    for own in figures.chain(question.grids.iter().map(|grid| &grid.id)) {
        assert!(shown.contains(&own.as_str()), "{own} has no place in the room");
    }
    for lang in [Lang::En, Lang::Zh] {
        let has = |id: &str| assert!(word(lang, id).is_some(), "no word for {id}");
        question.figures.iter().for_each(|figure| has(&figure.id));
        for grid in &question.grids {
            has(&grid.id);
            for (place, column) in grid.columns.iter().enumerate() {
                has(&format!("col.{}", column.id));
                for row in grid.rows.iter().filter(|_| column.unit == Unit::Word) {
                    if let Some(Value::Money(text)) = &row[place] {
                        has(&format!("word.{text}"));
                    }
                }
            }
        }
        let figures = Arc::new(Plain);
        let s = Setting { report: Arc::clone(&report), months: 1, texts: messages(lang), figures };
        for found in &question.findings {
            found.actions.iter().for_each(|action| has(&format!("do.{action}")));
            has(&found.code);
            let said = insight(&s, found).message;
            assert!(!said.contains(['{', '}']), "{said}");
        }
        let blocks = answer(&s, id).blocks;
        assert!(blocks.iter().any(|block| matches!(block, Block::Facts(_))));
        for block in &blocks {
            if let Block::Chart(chart) = block {
                (chart.draw)(640.0);
            }
        }
    }
    question
}

/// The ids that a room shows.
fn shown(id: &str) -> Vec<&'static str> {
    let (_, parts) = ANSWERED.iter().find(|(of, _)| *of == id).unwrap();
    let of = |part: &Part| match part {
        Part::Figures(ids) => ids.to_vec(),
        Part::List(grid) | Part::Dots { grid, .. } => vec![*grid],
        Part::Scatter(of) => vec![of.grid],
        Part::Bars(of) => vec![of.grid],
        Part::Gauges(_, gauges) => gauges.iter().map(|gauge| gauge.figure).collect(),
        Part::Trend(of) => vec![of.grid],
        Part::Head(_) | Part::Note(_) | Part::Control(_) => Vec::new(),
    };
    parts.iter().flat_map(of).collect()
}
