//! For what no tab holds: the script of SQL that makes the same figures where the rows are.

use super::Ui;
use super::file_input::sealed;
use super::live::{flag, live, nothing, word};
use crate::i18n::Messages;
use crate::i18n::script::ScriptTexts;
use crate::sql::Dialect;
use crate::web;
use leptos::html::Textarea;
use leptos::prelude::*;
use web_sys::{Event, File, HtmlInputElement};

/// A dialect by the value that its option has.
fn dialect_of(value: &str) -> Dialect {
    Dialect::ALL.into_iter().find(|dialect| dialect.title() == value).unwrap_or(Dialect::Duckdb)
}

/// A list that opens when someone asks for it; `file` is the sample at hand, where there is one.
#[component]
pub(super) fn ScriptOffer(t: &'static Messages, file: Option<File>) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let s = ScriptTexts::of(t.lang);
    let copied = RwSignal::new(false);
    let sample = StoredValue::new_local(file);
    let dialect = StoredValue::new(Dialect::Duckdb);
    let ask = move || {
        if let Some(file) = sample.get_value() {
            ui.ask_script(&file, dialect.get_value());
        }
    };
    let chosen = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        sample.set_value(input.files().and_then(|files| files.get(0)));
        ask();
    };
    let script = move || ui.script.get_untracked().flatten().unwrap_or_default();
    let field = NodeRef::<Textarea>::new();
    let copy = move || copied.set(field.get_untracked().is_some_and(|field| web::copy(&field)));
    let save = move || ui.download("ninefold.sql", "application/sql", &script());
    let options =
        Dialect::ALL.map(|dialect| view! { <option value=dialect.title()>{dialect.title()}</option> });
    let made = live(move || {
        match ui.script.get() {
        None => nothing(),
        Some(None) => view! { <p role="status" data-testid="script-none">{s.none}</p> }.into_any(),
        Some(Some(script)) => view! {
            <textarea class="script" rows="12" readonly spellcheck="false" aria-label=s.script data-testid="script" node_ref=field prop:value=script></textarea>
            <p class="actions">
                <button type="button" class="button" data-testid="script-copy" on:click=move |_| copy()>
                    {s.copy}
                </button>
                <button type="button" class="button" data-testid="script-save" on:click=move |_| save()>{s.download}</button>
                <span class="muted small" role="status">{word(move || if copied.get() { s.copied } else { "" })}</span>
            </p>
            <p class="muted">{s.then}</p>
        }
        .into_any(),
    }
    });
    view! {
        <details class="templates" data-testid="script-offer" on:toggle=move |_| ask()>
            <summary>{s.title}</summary>
            <p class="muted">{s.lead}</p>
            <p class="actions">
                <label>
                    {s.sample}" "
                    <input type="file" accept=".csv,.tsv,.txt,text/csv" data-testid="script-file"
                        prop:disabled=flag(move || !sealed(ui)) on:change=chosen />
                </label>
                <label>
                    {s.dialect}" "
                    <select data-testid="script-dialect" on:change=move |event| {
                        dialect.set_value(dialect_of(&event_target_value(&event)));
                        ask();
                    }>{options}</select>
                </label>
            </p>
            {made}
        </details>
    }
    .into_any()
}
