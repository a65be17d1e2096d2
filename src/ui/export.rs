//! What can be taken away: the evidence pack, the report as JSON, and print.

use super::Ui;
use super::live::word;
use crate::i18n::pack::PackTexts;
use crate::i18n::{Lang, messages};
use crate::protocol::Takeaway;
use leptos::prelude::*;
use std::time::Duration;

/// A button and its menu; there is none without a report.
#[component]
pub(super) fn ExportMenu() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let t = move || messages(ui.lang.get());
    view! {
        <Show when=move || ui.report.with(Option::is_some)>
            <button type="button" class="quiet" data-testid="export" popovertarget="export-menu">{word(move || t().export)}</button>
            <div id="export-menu" class="popover menu" popover="auto">
                {move || takeaways(t().lang).map(|of| takeaway_item(ui, of)).collect_view()}
                {move || {
                    let t = t();
                    [("export-print", t.export_print, t.export_print_note), ("export-print-full", t.export_print_full, t.export_print_full_note)]
                        .map(|(id, name, note)| item(id, name, note, move || ui.print(id == "export-print-full")))
                }}
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

fn takeaway_item(ui: Ui, (takeaway, id, name, note): Item) -> AnyView {
    item(id, name, note, move || ui.take_away(takeaway))
}

fn item(id: &'static str, name: &'static str, note: &'static str, act: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="menu-item" data-testid=id popovertarget="export-menu" on:click=move |_| act()>
            <span>{name}</span>
            <small>{note}</small>
        </button>
    }
    .into_any()
}

impl Ui {
    fn print(self, full: bool) {
        self.full_paper.set(full);
        // The page has to know which paper it is before it is laid out for it. Fails only where the browser has no
        // printing at all.
        set_timeout(move || drop(window().print()), Duration::ZERO);
    }
}
