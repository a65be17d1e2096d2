//! Two definitions and the bridge between them.

use super::Ui;
use super::live::{flag, live, nothing};
use super::room::{block, setting};
use super::view::{View, when_shown};
use crate::i18n::rooms::definitions::DefinitionsTexts;
use crate::i18n::{Messages, messages};
use crate::report::{DefinitionId, MetricId, Report};
use crate::rooms;
use leptos::prelude::*;

/// A select of all definitions, metric by metric.
fn select(
    ui: Ui,
    t: &'static Messages,
    report: &Report,
    id: &'static str,
    label: &'static str,
    chosen: fn((DefinitionId, DefinitionId)) -> DefinitionId,
    choose: fn(&Ui, DefinitionId),
) -> AnyView {
    let group = |metric: MetricId| {
        let of = report.definitions.iter().filter(|definition| definition.metric == metric);
        let options = of.map(|definition| {
            let id = definition.id;
            let is = flag(move || chosen(ui.compared.get()) == id);
            view! { <option value=id.name() prop:selected=is>{(t.definition_name)(id)}</option> }
        });
        view! { <optgroup label=(t.metric_short)(metric)>{options.collect_view()}</optgroup> }
    };
    let groups = DefinitionsTexts::SPREADS.map(|(metric, _)| group(metric)).collect_view();
    let changed = move |event| {
        if let Some(id) = DefinitionId::named(&event_target_value(&event)) {
            choose(&ui, id);
        }
    };
    view! {
        <label class="choice">
            <span>{label}</span>
            <select id=id data-testid=id on:change=changed>{groups}</select>
        </label>
    }
    .into_any()
}

/// The two selects, and under them what makes the difference.
#[component]
pub(super) fn BridgeSlot() -> impl IntoView {
    let ui = expect_context::<Ui>();
    // The room is made anew with every report and in every language.
    let Some(report) = ui.report.get_untracked() else { return nothing() };
    let t = messages(ui.lang.get_untracked());
    let texts = DefinitionsTexts::of(t.lang);
    when_shown(View::Definitions, move || ui.ask_comparison());
    let from = select(
        ui,
        t,
        &report,
        "compare-from",
        texts.bridge_from,
        |pair| pair.0,
        |ui, id| {
            ui.compare(id, ui.compared.get_untracked().1);
        },
    );
    let to = select(
        ui,
        t,
        &report,
        "compare-to",
        texts.bridge_to,
        |pair| pair.1,
        |ui, id| {
            ui.compare(ui.compared.get_untracked().0, id);
        },
    );
    let swap = move |_| {
        let (from, to) = ui.compared.get_untracked();
        ui.compare(to, from);
    };
    let answer = live(move || match ui.comparison.get() {
        Some(comparison) => {
            let blocks = rooms::comparison(&setting(report.clone(), t), &comparison);
            blocks.into_iter().map(block).collect_view().into_any()
        }
        None => view! { <p class="muted" role="status">{texts.bridge_waits}</p> }.into_any(),
    });
    let pair = move || {
        let told = ui.comparison.get();
        told.map(|c| format!("{} {}", c.from.name(), c.to.name())).unwrap_or_default()
    };
    view! {
        <div class="choices">
            {from} {to}
            <button type="button" id="compare-swap" class="button" on:click=swap>{texts.bridge_swap}</button>
        </div>
        <div class="room compared" data-testid="comparison" data-pair=pair>{answer}</div>
    }
    .into_any()
}
