//! Answers to surveys, by kind (domain.md §2.11, §5.5).

use crate::base::Date;
use crate::tables::{Company, Datum, Record, TableKind};

/// Which survey an answer is to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SurveyKind {
    /// Would you recommend us, 0 to 10.
    Nps,
    /// How satisfied are you.
    Csat,
    /// How much effort was it.
    Ces,
    /// How easy was this task, 1 to 7.
    Seq,
    /// Ten statements, 1 to 5.
    Sus,
    /// Two statements, 1 to 7.
    Umux,
}

/// One answer.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The survey.
    pub kind: SurveyKind,
    /// The day.
    pub date: Date,
    /// The score in thousandths; that of SUS is made of its statements.
    pub score: i64,
    /// Its row.
    pub record: Record<'a>,
}

/// The ten statements of SUS, in order.
const STATEMENTS: [Datum; 10] = [
    Datum::Q1,
    Datum::Q2,
    Datum::Q3,
    Datum::Q4,
    Datum::Q5,
    Datum::Q6,
    Datum::Q7,
    Datum::Q8,
    Datum::Q9,
    Datum::Q10,
];

/// The answers that say which survey they are to, in the order of the files. A score outside the scale of its survey
/// (domain.md §2.11: NPS 0 to 10, whole) is no answer to it, nor is a SUS with neither all statements nor a score.
pub fn answers<'a>(company: &Company<'a>) -> Vec<Answer<'a>> {
    let of = |record: Record<'a>| {
        let kind = match record.choice(Datum::SurveyKind)? {
            "nps" => SurveyKind::Nps,
            "csat" => SurveyKind::Csat,
            "ces" => SurveyKind::Ces,
            "seq" => SurveyKind::Seq,
            "sus" => SurveyKind::Sus,
            _ => SurveyKind::Umux,
        };
        let score = match kind {
            SurveyKind::Sus => sus(&record)?,
            _ => record.thousandths(Datum::Score)?,
        };
        let date = record.day(Datum::Date)?;
        let fits = match kind {
            SurveyKind::Nps => (0..=10_000).contains(&score) && score % 1000 == 0,
            SurveyKind::Seq | SurveyKind::Umux => (1000..=7000).contains(&score),
            _ => score >= 0,
        };
        fits.then_some(Answer { kind, date, score, record })
    };
    company.rows(TableKind::Surveys).into_iter().filter_map(of).collect()
}

/// The SUS score of an answer, in thousandths of 0 to 100: 2.5 · Σ(odd − 1, 5 − even) of the ten statements, else the
/// score that is stated.
fn sus(record: &Record<'_>) -> Option<i64> {
    let part = |(place, statement)| {
        let answer = record.count(statement).filter(|answer| (1..=5).contains(answer))?;
        Some(if place % 2 == 0 { answer - 1 } else { 5 - answer })
    };
    let sum: Option<i64> = STATEMENTS.into_iter().enumerate().map(part).sum();
    let stated = || record.thousandths(Datum::Score).filter(|score| (0..=100_000).contains(score));
    sum.map(|sum| sum * 2500).or_else(stated)
}

/// UMUX-Lite of an answer with both statements: (a + b − 2) · 100 ÷ 12, 0 to 100.
pub fn umux_lite(record: &Record<'_>) -> Option<f64> {
    let within = |datum| record.thousandths(datum).filter(|answer| (1000..=7000).contains(answer));
    let (a, b) = (within(Datum::Score)?, within(Datum::Score2)?);
    Some((a + b - 2000) as f64 / 120.0)
}
