//! The nine questions and the guide: each from the tables it needs, a file a question.

mod guide;
mod q3;
mod q4;
mod q5;
mod q6;
mod q7;
mod q8;
mod q9;

use super::answer::QuestionState;
use super::{Metric, MetricId, Report, Settings};
use crate::tables::Company;

/// What a question may be answered from.
pub(super) struct Asked<'a> {
    /// Every table on the customers.
    pub company: &'a Company<'a>,
    /// The retention metrics, already in the report.
    pub report: &'a Report,
    /// What the report is made with.
    pub settings: &'a Settings,
}

/// The questions in their order.
pub(super) fn questions(asked: &Asked<'_>) -> Vec<QuestionState> {
    vec![
        retention(asked),
        groups(asked),
        q3::answer(asked),
        q4::answer(asked),
        q5::answer(asked),
        q6::answer(asked),
        q7::answer(asked),
        q8::answer(asked),
        q9::answer(asked),
        guide::answer(asked),
    ]
}

/// Q1, which stands in the report's metrics.
fn retention(asked: &Asked<'_>) -> QuestionState {
    let metrics = &asked.report.metrics;
    let nrr = matches!(metrics.get(&MetricId::Nrr), Some(Metric::Value { .. }));
    let some = metrics.values().any(|metric| matches!(metric, Metric::Value { .. }));
    match (nrr, some) {
        (true, _) => status("q1", "answered", &[]),
        (_, true) => status("q1", "partly", &["revenue"]),
        _ => QuestionState::needing("q1", &["revenue"]),
    }
}

/// Q2, which stands in the report's segments.
fn groups(asked: &Asked<'_>) -> QuestionState {
    let grr = matches!(asked.report.metrics.get(&MetricId::Grr), Some(Metric::Value { .. }));
    let stated = asked.report.segmentations.iter().any(|by| !by.derived);
    match (grr, stated) {
        (true, true) => status("q2", "answered", &[]),
        (true, false) => status("q2", "partly", &["accounts"]),
        _ => QuestionState::needing("q2", &["accounts"]),
    }
}

/// A question's status and what it still needs.
pub(super) fn status(id: &str, status: &str, needs: &[&str]) -> QuestionState {
    QuestionState { status: status.to_owned(), ..QuestionState::needing(id, needs) }
}
