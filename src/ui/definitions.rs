//! Variants of the same word side by side, the policies in force, and every figure defined.

use super::charts::{DASH, Fmt};
use super::figures::percent_or_dash;
use crate::i18n::Messages;
use crate::report::{DefinitionId, MetricId, Report};
use crate::tables::{Blanks, ChurnTiming, Ends, Policies, ReactivationPolicy, Snapshot};
use leptos::prelude::*;
use std::sync::Arc;

fn is_headline(id: DefinitionId) -> bool {
    matches!(id, DefinitionId::NrrCohort | DefinitionId::GrrCohort | DefinitionId::LogoCohort)
}

/// Who uses a variant; a dash where nobody is known to.
fn used_by(t: &Messages, names: &[String]) -> String {
    if names.is_empty() { DASH.to_owned() } else { names.join(t.list_separator) }
}

/// The view.
#[component]
pub(super) fn DefinitionsView(report: Arc<Report>, t: &'static Messages) -> impl IntoView {
    let fmt = Fmt::new(t.lang, None);
    let variants = report
        .definitions
        .iter()
        .map(|definition| {
            let headline = is_headline(definition.id);
            let why =
                definition.na.map(|na| view! { <br /> <span class="muted">{(t.definition_na)(na)}</span> });
            view! {
                <tr data-definition=(t.definition_name)(definition.id)>
                    <th scope="row">
                        {(t.definition_name)(definition.id)}
                        {headline.then(|| view! { " " <span class="badge">{t.headline_variant}</span> })}
                    </th>
                    <td class="figures">{percent_or_dash(fmt, definition.value)} {why}</td>
                    <td class="wide">{(t.definition_rule)(definition.id)}</td>
                    <td class="wide muted">{used_by(t, &definition.used_by)}</td>
                </tr>
            }
        })
        .collect_view();
    let terms = MetricId::ALL
        .into_iter()
        .map(|id| view! { <div><dt>{(t.metric)(id)}</dt><dd>{(t.metric_definition)(id)}</dd></div> })
        .collect_view();
    view! {
        <h1>{t.definitions_title}</h1>
        <p class="lead">{t.definitions_lead}</p>
        <div class="scroll" tabindex="0" role="region" aria-label=t.definitions_title>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t.col_variant}</th>
                        <th scope="col" class="figures">{t.col_value}</th>
                        <th scope="col">{t.col_rule}</th>
                        <th scope="col">{t.col_used_by}</th>
                    </tr>
                </thead>
                <tbody>{variants}</tbody>
            </table>
        </div>
        <section class="block">
            <h2>{t.policies_title}</h2>
            <PolicyList policies=report.policies t />
        </section>
        <section class="block">
            <h2>{t.terms_title}</h2>
            <dl class="terms">{terms}</dl>
        </section>
    }
    .into_any()
}

/// The policies the report was made with.
#[component]
fn PolicyList(policies: Policies, t: &'static Messages) -> impl IntoView {
    let told = [
        (
            "snapshot",
            match policies.snapshot {
                Snapshot::End => "end",
                Snapshot::Start => "start",
                Snapshot::Any => "any",
            },
        ),
        (
            "ends",
            match policies.ends {
                Ends::Exclusive => "exclusive",
                Ends::Inclusive => "inclusive",
            },
        ),
        (
            "reactivation",
            match policies.reactivation {
                ReactivationPolicy::Separate => "separate",
                ReactivationPolicy::New => "new",
                ReactivationPolicy::Expansion => "expansion",
            },
        ),
        (
            "churn",
            match policies.churn {
                ChurnTiming::PeriodEnd => "period_end",
                ChurnTiming::Cancellation => "cancellation",
            },
        ),
        (
            "blanks",
            match policies.blanks {
                Blanks::Zero => "zero",
                Blanks::Missing => "missing",
            },
        ),
    ];
    let lines = told
        .iter()
        .filter_map(|(key, value)| (t.policy)(key, value))
        .map(|(subject, rule)| view! { <div><dt>{subject}</dt><dd>{rule}</dd></div> })
        .collect_view();
    view! {
        <dl class="facts">
            <div><dt>{t.policy_gap}</dt><dd>{policies.gap}</dd></div>
            {lines}
        </dl>
    }
}
