//! The questions beyond retention as lines of text: how far each is answered, its findings, its figures.

use crate::i18n::answers::word;
use crate::i18n::{Lang, messages};
use crate::pack::PlainFigures;
use crate::read::Severity;
use crate::report::Report;
use crate::rooms::{ANSWERED, Block, Setting, answer, insight};
use std::fmt::Write;
use std::sync::Arc;

/// What rooms are made with here.
pub(super) fn setting(report: &Report) -> Setting {
    let texts = messages(Lang::En);
    let figures = Arc::new(PlainFigures::new(Lang::En, report.currency.as_deref()));
    Setting::new(Arc::new(report.clone()), 0, texts, figures)
}

/// The questions that any table answers.
pub(super) fn write(out: &mut String, s: &Setting) -> std::fmt::Result {
    let report = &s.report;
    for question in report.questions.iter().filter(|q| q.status != "needs_data") {
        let room = ANSWERED.iter().any(|(id, _)| *id == question.id).then(|| answer(s, &question.id));
        if room.is_none() && question.findings.is_empty() {
            continue;
        }
        let name = word(Lang::En, &question.id).unwrap_or(&question.id);
        let partly = if question.status == "partly" { ", partly answered" } else { "" };
        writeln!(out, "\n{} {name}{partly}", question.id)?;
        for found in question.findings.iter().map(|found| insight(s, found)) {
            let mark = match found.severity {
                Severity::Error => "!!",
                Severity::Warning => "! ",
                Severity::Info => "  ",
            };
            let parts = [found.message, found.effect, found.fix];
            let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
            writeln!(out, "  {mark} {}", parts.join(" "))?;
        }
        for block in room.into_iter().flat_map(|room| room.blocks) {
            if let Block::Facts(facts) = block {
                for fact in facts {
                    writeln!(out, "     {:<34}  {:>12}  {}", fact.name, fact.value, fact.note)?;
                }
            }
        }
    }
    Ok(())
}
