//! For what no tab holds: the script of SQL that makes the same figures where the rows are.

use super::Ui;
use super::file_input::sealed;
use super::live::{flag, live, nothing, word};
use crate::i18n::Messages;
use crate::i18n::script::ScriptTexts;
use crate::sql::{Dialect, Unoffered};
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
    let accounts = StoredValue::new_local(None::<File>);
    let asked = StoredValue::new(false);
    let dialect = StoredValue::new(Dialect::Duckdb);
    let ask = move || {
        if let Some(file) = sample.get_value() {
            asked.set_value(true);
            let files: Vec<File> = [file].into_iter().chain(accounts.get_value()).collect();
            ui.ask_script(&files, dialect.get_value());
        }
    };
    // A list that is closed and opened again shows what it had.
    let opened = move || {
        if !asked.get_value() {
            ask();
        }
    };
    let chosen = move |event: &Event, kept: StoredValue<Option<File>, LocalStorage>| {
        let input: HtmlInputElement = event_target(event);
        kept.set_value(input.files().and_then(|files| files.get(0)));
        ask();
    };
    let script = move || ui.script.get_untracked().and_then(Result::ok).unwrap_or_default();
    let field = NodeRef::<Textarea>::new();
    let copy = move || copied.set(field.get_untracked().is_some_and(|field| web::copy(&field)));
    let save = move || ui.download("ninefold.sql", "application/sql", &script());
    let options =
        Dialect::ALL.map(|dialect| view! { <option value=dialect.title()>{dialect.title()}</option> });
    let made = live(move || {
        match ui.script.get() {
        None => nothing(),
        Some(Err(why)) => {
            let why = match why {
                Unoffered::Layout => s.none.to_owned(),
                Unoffered::Column(header, role) => (s.column)(&header, (t.role)(role)),
                Unoffered::Scaled => s.scaled.to_owned(),
                Unoffered::NoGroups => s.no_groups.to_owned(),
            };
            view! { <p role="status" data-testid="script-none">{why}</p> }.into_any()
        }
        Some(Ok(script)) => view! {
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
        <details class="templates" data-testid="script-offer" on:toggle=move |_| opened()>
            <summary>{s.title}</summary>
            <p class="muted">{s.lead}</p>
            <p class="actions">
                <label>
                    {s.sample}" "
                    <input type="file" accept=".csv,.tsv,.txt,text/csv" data-testid="script-file"
                        prop:disabled=flag(move || !sealed(ui)) on:change=move |event| chosen(&event, sample) />
                </label>
                <label>
                    {s.accounts}" "
                    <input type="file" accept=".csv,.tsv,.txt,text/csv" data-testid="script-accounts"
                        prop:disabled=flag(move || !sealed(ui)) on:change=move |event| chosen(&event, accounts) />
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
