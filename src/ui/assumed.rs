//! What a person assumes: the NRR to reach, the gross margin where no cost says it.

use super::Ui;
use super::charts::Fmt;
use super::live::{flag, word};
use crate::i18n::rooms::economics::EconomicsTexts;
use crate::i18n::rooms::nrr::NrrTexts;
use crate::tables::Margin;
use leptos::prelude::*;

/// Targets on offer, in percent.
const TARGETS: [u32; 6] = [90, 100, 105, 110, 120, 130];

/// A select; a choice makes the report anew.
#[component]
pub(super) fn TargetSelect() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let chosen = move |event| {
        let Ok(target) = event_target_value(&event).parse() else { return };
        let mut settings = ui.settings.get_untracked();
        settings.target = target;
        ui.recompute(settings);
    };
    let options = move || {
        let fmt = Fmt::new(ui.lang.get(), None);
        let option = |target: u32| {
            let is = flag(move || ui.settings.with(|settings| settings.target) == target);
            let text = fmt.percent_whole(f64::from(target) / 100.0);
            view! { <option value=target.to_string() prop:selected=is>{text}</option> }
        };
        TARGETS.into_iter().map(option).collect_view()
    };
    view! {
        <label class="choice">
            {word(move || NrrTexts::of(ui.lang.get()).target_label)} " "
            <select data-testid="target" on:change=chosen>{options}</select>
        </label>
    }
    .into_any()
}

/// Margins on offer, in percent.
const MARGINS: [u16; 8] = [50, 60, 65, 70, 75, 80, 85, 90];

/// A select; a choice makes the report anew.
#[component]
pub(super) fn MarginSelect() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let chosen = move |event| {
        let mut settings = ui.settings.get_untracked();
        settings.policies.gross_margin =
            event_target_value(&event).parse().ok().map(|percent: u16| Margin(percent * 100));
        ui.recompute(settings);
    };
    let texts = move || EconomicsTexts::of(ui.lang.get());
    let is = move |margin: Option<u16>| {
        flag(move || ui.settings.with(|s| s.policies.gross_margin.map(|m| m.0 / 100)) == margin)
    };
    let options = move || {
        let fmt = Fmt::new(ui.lang.get(), None);
        let option = |percent: u16| {
            let text = fmt.percent_whole(f64::from(percent) / 100.0);
            view! { <option value=percent.to_string() prop:selected=is(Some(percent))>{text}</option> }
        };
        MARGINS.into_iter().map(option).collect_view()
    };
    view! {
        <label class="choice">
            {word(move || texts().margin_label)} " "
            <select data-testid="margin" on:change=chosen>
                <option value="" prop:selected=is(None)>{word(move || texts().margin_unset)}</option>
                {options}
            </select>
        </label>
    }
    .into_any()
}
