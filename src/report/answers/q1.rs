//! Q1: what NRR is made of. Its figures are the report's metrics; here stands what they come to in words.

use super::{Asked, cells, status};
use crate::base::{format_minor, parse_plain_decimal};
use crate::read::Severity;
use crate::report::answer::{Insight, QuestionState, Unit};
use crate::report::{BridgePart, ENOUGH, Metric, MetricId, Report, Segment, SegmentKind, Value};

/// A customer that pays a tenth of everything is worth a word: peers.md §7.
const LARGE: f64 = 0.1;
/// What a group loses beyond its weight before it is named, and the least it loses of all.
const BEYOND: f64 = 0.15;
const LEAST: f64 = 0.4;

/// The answer.
pub(super) fn answer(asked: &Asked<'_>, report: &Report) -> QuestionState {
    let metrics = &report.metrics;
    let nrr = matches!(metrics.get(&MetricId::Nrr), Some(Metric::Value { .. }));
    let some = metrics.values().any(|metric| matches!(metric, Metric::Value { .. }));
    let mut question = match (nrr, some) {
        (true, _) => status("q1", "answered", &[]),
        (_, true) => status("q1", "partly", &["revenue"]),
        _ => QuestionState::needing("q1", &["revenue"]),
    };
    if nrr {
        question
            .findings
            .extend([losses(asked, report), place(asked, report), largest(report)].into_iter().flatten());
    }
    question
}

/// What was lost, and how much of it expansion makes good.
fn losses(asked: &Asked<'_>, report: &Report) -> Option<Insight> {
    let exponent = asked.company.book.currency.exponent;
    let of = |part: BridgePart| {
        let step = report.bridge.steps.iter().find(|step| step.part == part)?;
        parse_plain_decimal(&step.amount, exponent).ok().map(|(minor, _)| i128::from(minor))
    };
    let (churn, contraction) = (of(BridgePart::Churn)?, of(BridgePart::Contraction)?);
    let (opening, expansion) = (of(BridgePart::Opening)?, of(BridgePart::Expansion)?);
    let lost = churn + contraction;
    if lost <= 0 {
        return None;
    }
    let money = |minor: i128| Value::Money(format_minor(minor, exponent));
    let shrinks = report.number(MetricId::Nrr)? < 1.0;
    let (code, severity) =
        if shrinks { ("q1.shrinks", Severity::Warning) } else { ("q1.losses_covered", Severity::Info) };
    let found = Insight::new(code, severity)
        .with("opening", Unit::Money, money(opening))
        .with("lost", Unit::Money, money(lost))
        .with("churn", Unit::Money, money(churn))
        .with("contraction", Unit::Money, money(contraction))
        .with("expansion", Unit::Money, money(expansion))
        .at_stake(Some(format_minor(lost * 12, exponent)))
        .resting_on(MetricId::Nrr);
    let found = asked.about_losses(found, None);
    Some(if shrinks { found.doing("N-28") } else { found })
}

/// The group of the files' own segments that loses most beyond its weight.
fn place(asked: &Asked<'_>, report: &Report) -> Option<Insight> {
    let exponent = asked.company.book.currency.exponent;
    let minor = |text: &str| parse_plain_decimal(text, exponent).ok().map(|(minor, _)| i128::from(minor));
    let mut worst: Option<(f64, f64, i128, &Segment)> = None;
    for (by, _) in (0_u32..).zip(&report.segmentations).filter(|(_, by)| !by.derived) {
        let of = || report.segments.iter().filter(move |segment| segment.segmentation == by);
        let sum = |value: &dyn Fn(&Segment) -> Option<i128>| of().filter_map(value).sum::<i128>();
        let lost = |segment: &Segment| Some(minor(&segment.opening)? - minor(&segment.kept)?);
        let (opening, all) = (sum(&|segment| minor(&segment.opening)), sum(&lost));
        if opening <= 0 || all <= 0 {
            continue;
        }
        for segment in of().filter(|s| s.n >= ENOUGH && s.kind == SegmentKind::Stated) {
            let (Some(own), Some(weight)) = (lost(segment), minor(&segment.opening)) else { continue };
            let (share, weight) = (own as f64 / all as f64, weight as f64 / opening as f64);
            let beyond = share - weight;
            if share >= LEAST && beyond >= BEYOND && worst.is_none_or(|(s, w, ..)| beyond > s - w) {
                worst = Some((share, weight, own, segment));
            }
        }
    }
    let (share, weight, own, segment) = worst?;
    Some(
        asked.about_losses(
            Insight::new("q1.where", Severity::Warning)
                .with("group", Unit::Text, Value::Money(segment.value.clone()))
                .with("by", Unit::Ref, cells::segmentation(segment.segmentation))
                .with("share", Unit::Share, Value::Number(share))
                .with("weight", Unit::Share, Value::Number(weight))
                .with("lost", Unit::Money, Value::Money(format_minor(own, exponent)))
                .at_stake(Some(format_minor(own * 12, exponent)))
                .doing("N-17")
                .resting_on(MetricId::Grr),
            Some((segment.segmentation, segment.group)),
        ),
    )
}

/// A customer on whom much depends.
fn largest(report: &Report) -> Option<Insight> {
    let share = report.number(MetricId::TopCustomerShare).filter(|share| *share >= LARGE)?;
    let without = report.number(MetricId::NrrExLargest)?;
    Some(
        Insight::new("q1.largest", Severity::Warning)
            .with("share", Unit::Share, Value::Number(share))
            .with("without", Unit::Share, Value::Number(without))
            .resting_on(MetricId::TopCustomerShare),
    )
}
