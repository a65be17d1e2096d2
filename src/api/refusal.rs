//! Why there is no report: what was found, what was expected, and which option mends it.

use crate::i18n::{Lang, diagnose};
use crate::read::{Question, Severity};
use crate::report::Session;
use crate::wishes::{Unusable, answer, told};
use serde::Serialize;

/// Why there is no report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// `option`, `question`, `unreadable`.
    pub code: &'static str,
    /// What was found, and where.
    pub message: String,
    /// What was expected, and how to mend it.
    pub fix: String,
    /// The option that it is about, or that answers it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub option: Option<String>,
    /// The values that answer it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub values: Vec<&'static str>,
}

impl From<Unusable> for Refusal {
    fn from(bad: Unusable) -> Self {
        let message = format!("{}: “{}” can't be used", bad.option, bad.text);
        Refusal { code: "option", message, fix: bad.expected, option: Some(bad.option), values: Vec::new() }
    }
}

impl Refusal {
    /// Why a session has no report, if so.
    pub fn of(session: &Session, lang: Lang) -> Option<Self> {
        if let Some((file, question)) = session.question() {
            let name = session.readings().get(file).map_or("", |reading| &reading.name);
            return Some(Refusal::asked(name, question));
        }
        if session.usable() {
            return None;
        }
        let faults = session.readings().iter().flat_map(|reading| {
            let found = reading.diagnostics.iter().find(|found| found.severity == Severity::Error);
            found.map(|found| (reading, diagnose::told(lang, found, diagnose::Shell::Page)))
        });
        let (messages, fixes): (Vec<String>, Vec<String>) =
            faults.map(|(reading, said)| (format!("{}: {}", reading.name, said.message), said.fix)).unzip();
        let message = match messages.is_empty() {
            true => "no file could be read as a table".to_owned(),
            false => messages.join(" "),
        };
        Some(Refusal { code: "unreadable", message, fix: fixes.join(" "), option: None, values: Vec::new() })
    }

    fn asked(name: &str, question: &Question) -> Self {
        let answer = answer(question.kind);
        let ways: Vec<String> =
            answer.values.iter().map(|(value, means)| format!("\"{value}\" ({means})")).collect();
        Refusal {
            code: "question",
            message: told(name, question).join("; "),
            fix: format!("answer with the option {}: {}", answer.option, ways.join(" or ")),
            option: Some(answer.option.to_owned()),
            values: answer.values.iter().map(|(value, _)| *value).collect(),
        }
    }

    /// As JSON.
    pub fn json(&self) -> String {
        // Texts into memory: there is no way for this to fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}
