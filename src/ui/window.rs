//! The months compared: the first and the last of them, or how many up to the last.

use super::charts::Fmt;
use super::live::{flag, nothing, word};
use super::{Phase, Ui};
use crate::address::LENGTHS;
use crate::base::Month;
use crate::i18n::messages;
use leptos::prelude::*;

/// Three selects: a length, the first month, the last one. A choice makes the report anew.
#[component]
pub(super) fn WindowSelect() -> impl IntoView {
    let ui = expect_context::<Ui>();
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
    let first = Memo::new(move |_| window.get().map(|w| w.from));
    let last = Memo::new(move |_| {
        window.get().map(|w| w.to).or_else(|| ui.settings.get().to).or_else(|| span.get().map(|s| s.1))
    });
    // A usual length up to the newest month stays with the newest month when there are more data.
    let choose = move |months: u32, to: Option<Month>| {
        let newest = span.get_untracked().map(|(_, newest)| newest);
        let mut settings = ui.settings.get_untracked();
        settings.months = months;
        settings.to = to.filter(|to| Some(*to) != newest || !LENGTHS.contains(&months));
        ui.recompute(settings);
    };
    let lasts = move |event| {
        if let Ok(months) = event_target_value(&event).parse() {
            choose(months, last.get_untracked());
        }
    };
    let begins = move |event| {
        let from = Month::parse_iso(&event_target_value(&event));
        if let Some((from, to)) = from.zip(last.get_untracked())
            && let Ok(months) = u32::try_from(to.since(from))
        {
            choose(months, Some(to));
        }
    };
    // A usual length goes along with the last month; any other window keeps its first one.
    let ends = move |event| {
        let Some(to) = Month::parse_iso(&event_target_value(&event)) else { return };
        let length = months.get_untracked();
        let kept = first.get_untracked().filter(|_| !LENGTHS.contains(&length));
        let other = kept.and_then(|from| u32::try_from(to.since(from)).ok()).filter(|months| *months > 0);
        choose(other.unwrap_or(length), Some(to));
    };
    let t = move || messages(ui.lang.get());
    // Options mark themselves; the selects stay, and keep the focus, when a new report comes.
    let month_options = move |from: Month, to: Month, chosen: Memo<Option<Month>>| {
        let fmt = Fmt::new(ui.lang.get(), None);
        let options = from.through(to).rev().map(|month| {
            let is = flag(move || chosen.get() == Some(month));
            view! { <option value=month.to_string() prop:selected=is>{fmt.month(month)}</option> }
        });
        options.collect_view().into_any()
    };
    let first_options = move || {
        let Some((from, _)) = span.get() else { return nothing() };
        let none = first.get().is_none().then(|| view! { <option value="" selected disabled>"—"</option> });
        let before = last.get().map_or(from, |last| last.plus(-1));
        view! { {none} {month_options(from, before, first)} }.into_any()
    };
    let last_options = move || {
        let Some((from, newest)) = span.get() else { return nothing() };
        month_options(from.plus(1), newest, last)
    };
    let other_length = Memo::new(move |_| Some(months.get()).filter(|months| !LENGTHS.contains(months)));
    let length_options = move || {
        let lengths = LENGTHS.into_iter().chain(other_length.get());
        let options = lengths.map(|n| {
            let chosen = flag(move || months.get() == n);
            view! { <option value=n.to_string() prop:selected=chosen>{(t().months)(n)}</option> }
        });
        options.collect_view().into_any()
    };
    view! {
        <Show when=move || there.get()>
            <fieldset class="window-select">
                <legend class="unseen">{word(move || t().window)}</legend>
                <select data-testid="months" aria-label=word(move || t().window_length) on:change=lasts>{length_options}</select>
                <select data-testid="from" aria-label=word(move || t().window_from) on:change=begins>{first_options}</select>
                <span class="muted" aria-hidden="true">"→"</span>
                <select data-testid="to" aria-label=word(move || t().window_to) on:change=ends>{last_options}</select>
            </fieldset>
        </Show>
    }
}
