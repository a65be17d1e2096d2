//! The NRR to reach.

use super::Ui;
use super::charts::Fmt;
use super::live::{flag, word};
use crate::i18n::rooms::nrr::NrrTexts;
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
