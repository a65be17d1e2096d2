//! What goes to standard error: one line a finding.

use crate::i18n::{Lang, diagnose};
use crate::read::{Diagnostic, Question, Severity};
use crate::wishes;
use std::io::{self, Write};

/// One line; a closed standard error is nobody's mistake.
pub(super) fn line(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Findings about a file, or about the data as a whole: `ledger.csv:17: warning: …`.
pub(super) fn findings(name: &str, findings: &[Diagnostic]) {
    for finding in findings {
        let told = diagnose::told(Lang::En, finding, diagnose::Shell::Cli);
        let severity = match finding.severity {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let place = finding.line.map_or_else(|| name.to_owned(), |number| format!("{name}:{number}"));
        line(&format!("{place}: {severity}: {} {}", told.message, told.fix));
    }
}

/// A question, with both readings of up to three rows, and the flag that answers it.
pub(super) fn question(name: &str, question: &Question) {
    let told = wishes::told(name, question);
    told.iter().take(1).for_each(|head| line(head));
    told.iter().skip(1).for_each(|cell| line(&format!("  {cell}")));
    line(&format!("  answer with {}", answer(question)));
}

/// The flag that answers a question.
pub(super) fn answer(question: &Question) -> String {
    let wishes::Answer { option, values } = wishes::answer(question.kind);
    let flag = option.replace('_', "-");
    let told: Vec<String> =
        values.iter().map(|(value, means)| format!("--{flag} {value} ({means})")).collect();
    told.join(" or ")
}
