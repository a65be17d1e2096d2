//! What stands out over all questions: the gravest findings first, each with its question.

use super::{insight, word};
use crate::chart::decimal_value;
use crate::read::Severity;
use crate::report::{Insight, QuestionState};
use crate::rooms::{Block, Finding, Setting};

/// Findings shown: one screen.
const SHOWN: usize = 5;

/// What holds the business back most, and what to do; nothing where no question has a finding that hurts.
pub fn standing(s: &Setting) -> Vec<Block> {
    let hurts = |found: &&Insight| found.severity > Severity::Info;
    let mut all: Vec<(&QuestionState, &Insight)> = Vec::new();
    for question in &s.report.questions {
        all.extend(question.findings.iter().filter(hurts).map(|found| (question, found)));
    }
    // By how grave, then by the revenue at stake; of the rest the order of the questions.
    let stake = |found: &Insight| found.arr.as_deref().and_then(decimal_value).unwrap_or(-1.0);
    all.sort_by(|a, b| b.1.severity.cmp(&a.1.severity).then(stake(b.1).total_cmp(&stake(a.1))));
    if all.is_empty() {
        return Vec::new();
    }
    let shown = all.into_iter().take(SHOWN).map(|(question, found)| Finding {
        question: Some(question.id.clone()),
        list: None,
        ..insight(s, found)
    });
    let title = word(s.texts.lang, "overview.standing").unwrap_or_default().to_owned();
    vec![Block::Heading(title), Block::Findings(shown.collect())]
}
