//! What can be taken away: the evidence pack, the report as JSON, and print.

use super::Ui;
use super::live::word;
use crate::i18n::pack::PackTexts;
use crate::i18n::{Lang, messages};
use crate::protocol::Takeaway;
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
                {move || takeaways(t().lang).map(|of| view! { <Item of /> }).collect_view()}
                <button type="button" class="menu-item" popovertarget="export-menu" on:click=|_| print()>
                    <span>{word(move || t().export_print)}</span>
                    <small>{word(move || t().export_print_note)}</small>
                </button>
            </div>
        </Show>
    }
}

/// A form in which the report can be taken away: its name for tests, its words.
type Item = (Takeaway, &'static str, &'static str, &'static str);

fn takeaways(lang: Lang) -> [Item; 4] {
    let (t, pack) = (messages(lang), PackTexts::of(lang));
    [
        (Takeaway::Pack, "export-pack", pack.export, pack.export_note),
        (Takeaway::MaskedPack, "export-masked", pack.export_masked, pack.export_masked_note),
        (Takeaway::Codes, "export-codes", pack.export_codes, pack.export_codes_note),
        (Takeaway::Json, "export-json", t.export_json, t.export_json_note),
    ]
}

#[component]
fn Item(of: Item) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let (takeaway, id, name, note) = of;
    view! {
        <button
            type="button"
            class="menu-item"
            data-testid=id
            popovertarget="export-menu"
            on:click=move |_| ui.take_away(takeaway)
        >
            <span>{name}</span>
            <small>{note}</small>
        </button>
    }
}

fn print() {
    // Fails only where the browser has no printing at all.
    let _ = window().print();
}
