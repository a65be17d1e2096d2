//! What can be taken away: the report as JSON, and print.

use super::Ui;
use super::live::word;
use crate::i18n::messages;
use leptos::prelude::*;

/// A button and its menu; there is none without a report.
#[component]
pub(super) fn ExportMenu() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let t = move || messages(ui.lang.get());
    view! {
        <Show when=move || ui.report.with(Option::is_some)>
            <button type="button" class="quiet" data-testid="export" popovertarget="export-menu">{word(move || t().export)}</button>
            <div id="export-menu" class="popover menu" popover="auto">
                <button
                    type="button"
                    class="menu-item"
                    data-testid="export-json"
                    popovertarget="export-menu"
                    on:click=move |_| ui.download_json()
                >
                    <span>{word(move || t().export_json)}</span>
                    <small>{word(move || t().export_json_note)}</small>
                </button>
                <button type="button" class="menu-item" popovertarget="export-menu" on:click=|_| print()>
                    <span>{word(move || t().export_print)}</span>
                    <small>{word(move || t().export_print_note)}</small>
                </button>
            </div>
        </Show>
    }
}

fn print() {
    // Fails only where the browser has no printing at all.
    let _ = window().print();
}
