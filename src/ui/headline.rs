//! The one sentence: what is left of every 100 that customers paid then.

use super::Ui;
use super::charts::Fmt;
use super::figures::{amount_text, evidence_of, of_hundred};
use crate::i18n::Messages;
use crate::report::{BridgePart, EvidenceKey, Metric, MetricId, Report};
use leptos::prelude::*;

fn sentence(t: &Messages, fmt: Fmt, report: &Report) -> String {
    let known = report.currency.is_some();
    match (report.number(MetricId::Nrr), report.window, report.metrics.get(&MetricId::Nrr)) {
        (Some(nrr), Some(window), _) if window.to.is_unnamed() => {
            (t.headline_unnamed)(&of_hundred(t, fmt, known, 1.0), &of_hundred(t, fmt, known, nrr))
        }
        (Some(nrr), Some(window), _) => {
            let (then, now) = (of_hundred(t, fmt, known, 1.0), of_hundred(t, fmt, known, nrr));
            let (from, to) = (fmt.month(window.from), fmt.month(window.to));
            // Only the data's last month is today, and only a usual length has a word of its own.
            let newest = report.span.is_none_or(|(_, newest)| newest == window.to);
            match newest && matches!(window.months, 1 | 3 | 6 | 12 | 24) {
                true => (t.headline)(window.months, &then, &now),
                false => (t.headline_between)(&then, &from, &now, &to),
            }
        }
        (_, _, Some(Metric::Na { na, .. })) => (t.headline_na)((t.na)(MetricId::Nrr, *na)),
        _ => (t.headline_na)((t.na)(MetricId::Nrr, crate::base::Na::NoData)),
    }
}

/// A fact of the sentence, which opens what is behind it.
fn opens(key: EvidenceKey, class: &'static str, said: String) -> impl IntoView {
    let ui = expect_context::<Ui>();
    view! { <button type="button" class=class on:click=move |_| ui.ask(evidence_of(key))>{said}</button> }
}

/// The sentence, and under it what it rests on.
#[component]
pub(super) fn Headline(report: std::sync::Arc<Report>, t: &'static Messages) -> impl IntoView {
    let fmt = Fmt::new(t.lang, report.currency.as_deref());
    let nrr = report.number(MetricId::Nrr).map(|nrr| format!("NRR {}", fmt.percent(nrr)));
    let kept = report
        .number(MetricId::Grr)
        .map(|grr| (t.headline_kept)(&of_hundred(t, fmt, report.currency.is_some(), grr)));
    let facts = match (report.metrics.get(&MetricId::Nrr), report.window) {
        (Some(Metric::Value { n, denominator, .. }), Some(window)) => {
            let customers = (t.customers_n)(*n, &fmt.count(*n));
            // An aggregate has no customers, two points may have no months.
            let mut text = match (window.to.is_unnamed(), *n) {
                (false, 1..) => {
                    (t.headline_facts)(&(t.months)(window.months), &fmt.month(window.to), &customers)
                }
                (_, n) => {
                    let span = (t.span_arrow)(&fmt.month(window.from), &fmt.month(window.to));
                    if n > 0 { format!("{span} · {customers}") } else { span }
                }
            };
            if let Some(start) = denominator {
                text.push_str(" · ");
                text.push_str(&(t.headline_at_start)(&amount_text(fmt, start)));
            }
            Some(text)
        }
        _ => None,
    };
    view! {
        <div class="hero">
            <h1>{sentence(t, fmt, &report)}</h1>
            <p class="hero-facts">
                {nrr.map(|nrr| opens(EvidenceKey::Metric { id: MetricId::Nrr }, "strong", nrr))}
                {kept.map(|kept| opens(EvidenceKey::Metric { id: MetricId::Grr }, "", kept))}
                {facts.map(|facts| opens(EvidenceKey::Bridge { part: BridgePart::Opening }, "muted", facts))}
            </p>
        </div>
    }
}
