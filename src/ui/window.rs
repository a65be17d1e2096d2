//! The months compared: the last one and how many.

use super::Ui;
use super::charts::Fmt;
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
    move || {
        let t = messages(ui.lang.get());
        let report = ui.report.get()?;
        let window = report.window?;
        let (first, last) = report.span?;
        let fmt = Fmt::new(t.lang, None);
        let month_options = first
            .plus(1)
            .through(last)
            .rev()
            .map(|month| {
                view! {
                    <option value=month.to_string() selected=month == window.to>{fmt.month(month)}</option>
                }
            })
            .collect_view();
        let lengths = LENGTHS.into_iter().chain((!LENGTHS.contains(&window.months)).then_some(window.months));
        let length_options = lengths
            .map(|n| {
                view! { <option value=n.to_string() selected=n == window.months>{(t.months)(n)}</option> }
            })
            .collect_view();
        Some(view! {
            <fieldset class="window-select">
                <legend class="unseen">{t.window}</legend>
                <select aria-label=t.window_length on:change=lasts>{length_options}</select>
                <span class="muted" aria-hidden="true">"→"</span>
                <select aria-label=t.window_to on:change=ends>{month_options}</select>
            </fieldset>
        })
    }
}
