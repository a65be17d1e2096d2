//! Q2: retention by group. Its figures are the report's segments; here stands what they hide.

use super::{cells, status};
use crate::read::Severity;
use crate::report::answer::{Insight, QuestionState, Unit};
use crate::report::{Metric, MetricId, Report, Segment, Value};

/// The answer.
pub(super) fn answer(report: &Report) -> QuestionState {
    let grr = matches!(report.metrics.get(&MetricId::Grr), Some(Metric::Value { .. }));
    let stated = report.segmentations.iter().any(|by| !by.derived);
    let mut question = match (grr, stated) {
        (true, true) => status("q2", "answered", &[]),
        (true, false) => status("q2", "partly", &["accounts"]),
        // Groups alone keep nobody: without revenue it is what is needed first.
        _ if report.span.is_none() => QuestionState::needing("q2", &["revenue", "accounts"]),
        _ => QuestionState::needing("q2", &["accounts"]),
    };
    question.findings.extend(masked(report));
    question
}

/// The segmentation whose groups keep their customers most differently, where one number hides it.
fn masked(report: &Report) -> Option<Insight> {
    let spreads =
        (0_u32..).zip(&report.segmentations).filter(|(_, by)| !by.derived).flat_map(|(place, by)| {
            let wide = by.spreads.iter().filter(|s| s.masked && s.metric == MetricId::LogoRetention);
            wide.map(move |spread| (place, spread))
        });
    let (place, spread) = spreads.max_by(|a, b| a.1.spread.total_cmp(&b.1.spread))?;
    let group = |number: u32| -> Option<&Segment> {
        report.segments.iter().find(|s| s.segmentation == place && s.group == number)
    };
    let (low, high) = (group(spread.low)?, group(spread.high)?);
    let severity = if spread.certain { Severity::Warning } else { Severity::Info };
    Some(
        Insight::new("q2.masked", severity)
            .with("by", Unit::Ref, cells::segmentation(place))
            .with("all", Unit::Share, Value::Number(report.number(MetricId::LogoRetention)?))
            .with("low", Unit::Text, Value::Money(low.value.clone()))
            .with("low_rate", Unit::Share, Value::Number(low.logo_retention))
            .with("low_n", Unit::Count, Value::Count(low.n as i64))
            .with("high", Unit::Text, Value::Money(high.value.clone()))
            .with("high_rate", Unit::Share, Value::Number(high.logo_retention))
            .with("high_n", Unit::Count, Value::Count(high.n as i64))
            .resting_on(MetricId::LogoRetention),
    )
}
