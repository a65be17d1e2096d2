//! What goes to standard error: one line a finding.

use crate::i18n::{Lang, diagnose};
use crate::read::{Diagnostic, Question, QuestionKind, Severity};
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
    let (many, words): (_, &[&str]) = match question.kind {
        QuestionKind::Decimal => ("two", &["the decimal point", "the decimal comma"]),
        QuestionKind::DateOrder => ("two", &["the day first", "the month first"]),
        QuestionKind::YearFirst => ("two", &["the day first", "the year first"]),
        QuestionKind::FiscalStart => ("several", &["January", "February", "April", "July", "October"]),
    };
    let cells = if question.count == 1 { "cell" } else { "cells" };
    line(&format!(
        "{name}: question: column “{}” fits {many} readings in {} {cells}",
        question.column, question.count
    ));
    for sample in &question.samples {
        let readings = [&sample.first, &sample.second].into_iter().chain(&sample.more).zip(words);
        let told: Vec<String> = readings.map(|(reading, word)| format!("{reading} with {word}")).collect();
        line(&format!("  line {}: {} is {}", sample.line, sample.text, told.join(", ")));
    }
    line(&format!("  answer with {}", answer(question)));
}

/// The flag that answers a question.
pub(super) fn answer(question: &Question) -> &'static str {
    match question.kind {
        QuestionKind::Decimal => "--decimal . (the point separates decimals) or --decimal , (the comma does)",
        QuestionKind::DateOrder => {
            "--date-order dmy (the day comes first) or --date-order mdy (the month does)"
        }
        QuestionKind::YearFirst => {
            "--date-order dmy (the day comes first) or --date-order ymd (the year does)"
        }
        QuestionKind::FiscalStart => {
            "--fiscal-start MONTH (1 to 12: the month in which the fiscal year begins)"
        }
    }
}
