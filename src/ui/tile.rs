//! A headline number: value, what it is made of, how many customers, which months.

use super::Ui;
use super::charts::{DASH, Fmt};
use super::figures::{evidence_of, period_text, raw_text, value_text};
use crate::base::Na;
use crate::i18n::Messages;
use crate::report::{EvidenceKey, Metric, MetricId, Report};
use crate::rooms::{Basis, SMALL, basis, totals_only};
use leptos::prelude::*;

/// What a tile or a line of the list says.
pub(super) struct Figure {
    /// Which metric.
    pub id: MetricId,
    /// Its value in words, or a dash.
    pub value: String,
    /// Its value unrounded; empty where there is none.
    pub raw: String,
    /// Why there is none.
    pub na: Option<Na>,
    /// Numerator ÷ denominator.
    pub basis: Option<String>,
    /// Customers behind it.
    pub customers: Option<String>,
    /// The 95 % interval.
    pub interval: Option<String>,
    /// Whether few customers stand behind it.
    pub small: bool,
    /// The months it is about.
    pub period: Option<String>,
}

impl Figure {
    /// The figure of a metric; a metric that is not in the report has no data.
    pub(super) fn new(t: &Messages, report: &Report, id: MetricId) -> Figure {
        let fmt = Fmt::new(t.lang, report.currency.as_deref());
        let period = report.window.map(|window| period_text(t, fmt, id, window));
        match report.metrics.get(&id) {
            Some(Metric::Value { value, n, .. }) => {
                let Basis { made_of, interval, customers } = basis(t, &fmt, report, id);
                Figure {
                    id,
                    value: value_text(fmt, id, value),
                    raw: raw_text(value),
                    na: None,
                    basis: made_of,
                    customers,
                    interval,
                    small: *n < SMALL && !totals_only(report),
                    period,
                }
            }
            Some(Metric::Na { na, .. }) => Figure::missing(id, *na, period),
            None => Figure::missing(id, Na::NoData, period),
        }
    }

    fn missing(id: MetricId, na: Na, period: Option<String>) -> Figure {
        Figure {
            id,
            value: DASH.to_owned(),
            raw: String::new(),
            na: Some(na),
            basis: None,
            customers: None,
            interval: None,
            small: false,
            period,
        }
    }
}

/// A figure as a button with the hooks of report.md; a click shows the customers behind it.
#[component]
pub(super) fn FigureButton(
    class: &'static str,
    id: MetricId,
    raw: String,
    na: Option<Na>,
    t: &'static Messages,
    children: Children,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    view! {
        <button
            type="button"
            class=class
            data-metric=id.as_str()
            data-value=raw
            data-na=na.map(Na::as_str)
            disabled=na.is_some()
            title=(t.metric_definition)(id)
            on:click=move |_| ui.ask(evidence_of(EvidenceKey::Metric { id }))
        >
            {children()}
        </button>
    }
}

/// A key figure with all it rests on.
#[component]
pub(super) fn Tile(figure: Figure, t: &'static Messages) -> impl IntoView {
    let Figure { id, value, raw, na, basis, customers, interval, small, period } = figure;
    view! {
        <FigureButton class="tile" id raw na t>
            <span class="tile-label">{(t.metric_short)(id)}</span>
            <span class="tile-value">{value}</span>
            {na.map(|na| view! { <span class="tile-line">{(t.na)(id, na)}</span> })}
            {basis.map(|text| view! { <span class="tile-line">{text}</span> })}
            {interval.map(|text| view! { <span class="tile-line">{text}</span> })}
            {customers.map(|text| view! { <span class="tile-line">{text}</span> })}
            {period.map(|text| view! { <span class="tile-line">{text}</span> })}
            {small.then(|| view! { <span class="badge">{t.small_sample}</span> })}
        </FigureButton>
    }
}
