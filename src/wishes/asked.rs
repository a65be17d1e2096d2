//! A question that the reader asks, in words, and which option answers it.

use crate::read::{Question, QuestionKind, QuestionSample};

/// What answers a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The option.
    pub option: &'static str,
    /// Its values, each with what it means.
    pub values: &'static [(&'static str, &'static str)],
}

/// The option that answers a question.
pub fn answer(kind: QuestionKind) -> Answer {
    let (option, values): (_, &[_]) = match kind {
        QuestionKind::Decimal => {
            ("decimal", &[(".", "the point separates decimals"), (",", "the comma does")])
        }
        QuestionKind::DateOrder => {
            ("date_order", &[("dmy", "the day comes first"), ("mdy", "the month does")])
        }
        QuestionKind::YearFirst => {
            ("date_order", &[("dmy", "the day comes first"), ("ymd", "the year does")])
        }
        QuestionKind::FiscalStart => {
            ("fiscal_start", &[("MONTH", "1 to 12: the month in which the fiscal year begins")])
        }
    };
    Answer { option, values }
}

/// What fits several readings, and up to three cells under each: a headline and a line for each cell.
pub fn told(name: &str, question: &Question) -> Vec<String> {
    let (many, words): (_, &[&str]) = match question.kind {
        QuestionKind::Decimal => ("two", &["the decimal point", "the decimal comma"]),
        QuestionKind::DateOrder => ("two", &["the day first", "the month first"]),
        QuestionKind::YearFirst => ("two", &["the day first", "the year first"]),
        QuestionKind::FiscalStart => ("several", &["January", "February", "April", "July", "October"]),
    };
    let cells = if question.count == 1 { "cell" } else { "cells" };
    let head = format!(
        "{name}: question: column “{}” fits {many} readings in {} {cells}",
        question.column, question.count
    );
    let line = |sample: &QuestionSample| {
        let readings = [&sample.first, &sample.second].into_iter().chain(&sample.more).zip(words);
        let told: Vec<String> = readings.map(|(reading, word)| format!("{reading} with {word}")).collect();
        format!("line {}: {} is {}", sample.line, sample.text, told.join(", "))
    };
    std::iter::once(head).chain(question.samples.iter().map(line)).collect()
}
