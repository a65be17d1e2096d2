//! The months compared: the last one and how many.

use super::charts::Fmt;
use super::live::{flag, word};
use super::{Phase, Ui};
use crate::base::Month;
use crate::i18n::messages;
use leptos::prelude::*;

/// Lengths on offer, in months.
const LENGTHS: [u32; 3] = [1, 3, 12];

/// Two selects; a choice makes the report anew.
#[component]
pub(super) fn WindowSelect() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let ends = move |event| {
        let Some(to) = Month::parse_iso(&event_target_value(&event)) else { return };
        let mut settings = ui.settings.get_untracked();
        settings.to = Some(to);
        ui.recompute(settings);
    };
    let lasts = move |event| {
        let Ok(months) = event_target_value(&event).parse() else { return };
        let mut settings = ui.settings.get_untracked();
        settings.months = months;
        ui.recompute(settings);
    };
    let window = Memo::new(move |_| ui.report.with(|report| report.as_ref()?.window));
    let span = Memo::new(move |_| {
        ui.report.with(|report| {
            report
                .as_ref()
                .filter(|r| r.movements.len() > 1 && r.window.is_none_or(|w| !w.to.is_unnamed()))
                .and_then(|r| r.span)
        })
    });
    let there = Memo::new(move |_| span.get().is_some() && ui.phase.get() != Phase::Asking);
    // Where the data are too short for the window wanted there is none: a shorter one can be chosen here.
    let months = Memo::new(move |_| window.get().map_or_else(|| ui.settings.get().months, |w| w.months));
    let last = Memo::new(move |_| {
        window.get().map(|w| w.to).or_else(|| ui.settings.get().to).or_else(|| span.get().map(|s| s.1))
    });
    let t = move || messages(ui.lang.get());
    // Options mark themselves; the selects stay, and keep the focus, when a new report comes.
    let month_options = move || {
        let fmt = Fmt::new(ui.lang.get(), None);
        let (first, newest) = span.get()?;
        let options = first.plus(1).through(newest).rev().map(|month| {
            let chosen = flag(move || last.get() == Some(month));
            view! { <option value=month.to_string() prop:selected=chosen>{fmt.month(month)}</option> }
        });
        Some(options.collect_view())
    };
    let other_length = Memo::new(move |_| Some(months.get()).filter(|months| !LENGTHS.contains(months)));
    let length_options = move || {
        let lengths = LENGTHS.into_iter().chain(other_length.get());
        let options = lengths.map(|n| {
            let chosen = flag(move || months.get() == n);
            view! { <option value=n.to_string() prop:selected=chosen>{(t().months)(n)}</option> }
        });
        options.collect_view()
    };
    view! {
        <Show when=move || there.get()>
            <fieldset class="window-select">
                <legend class="unseen">{word(move || t().window)}</legend>
                <select data-testid="months" aria-label=word(move || t().window_length) on:change=lasts>{length_options}</select>
                <span class="muted" aria-hidden="true">"→"</span>
                <select data-testid="to" aria-label=word(move || t().window_to) on:change=ends>{month_options}</select>
            </fieldset>
        </Show>
    }
}
