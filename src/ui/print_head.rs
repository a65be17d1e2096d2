//! What stands above a printed report: whose figures these are, of which months, and how the first ones are defined.

use super::charts::Fmt;
use crate::i18n::Messages;
use crate::i18n::charts::fill;
use crate::i18n::pack::PackTexts;
use crate::report::{MetricId, Report};
use leptos::prelude::*;
use std::sync::Arc;

/// Seen on paper only.
#[component]
pub(super) fn PrintHead(report: Arc<Report>, t: &'static Messages) -> impl IntoView {
    let texts = PackTexts::of(t.lang);
    let fmt = Fmt::new(t.lang, None);
    let names: Vec<&str> = report.inputs.iter().map(|input| input.name.as_str()).collect();
    let window = report.window.map(|w| (t.span_arrow)(&fmt.month(w.from), &fmt.month(w.to)));
    let as_of = report.as_of.map(|day| fill(texts.as_of, &[("day", &day.to_string())]));
    let currency = report.currency.as_ref().map(|code| fill(texts.currency, &[("code", code)]));
    let facts = [window, as_of, currency].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let defined = [MetricId::Nrr, MetricId::Grr, MetricId::LogoRetention]
        .map(|id| view! { <div><dt>{(t.metric)(id)}</dt><dd>{(t.metric_definition)(id)}</dd></div> });
    view! {
        <div class="print-head">
            <p><strong>{names.join(t.list_separator)}</strong> " " {facts} " · Ninefold " {report.version.clone()}</p>
            <dl>{defined.into_iter().collect_view()}</dl>
            <p class="short-form">{t.print_short}</p>
        </div>
    }
    .into_any()
}
