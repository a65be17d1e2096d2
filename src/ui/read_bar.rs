//! How each file was read, a line a file, with the ways to change it, to take that back, and to add or remove files.

use super::Ui;
use super::charts::Fmt;
use super::file_input::choose_more;
use super::view::View;
use crate::i18n::diagnose::{Shell, told};
use crate::i18n::reading::{change_text, reading_texts, value_text};
use crate::i18n::{Messages, messages};
use crate::read::{Code, Field, Reading, Severity};
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// Between two facts of a line.
const DOT: &str = " · ";

/// The bar above the overview. It can be put away, and comes back from the view of the data.
#[component]
pub(super) fn ReadBar(readings: Vec<Reading>, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    view! {
        <section class="read-bar" aria-label=r.bar data-testid="read-bar">
            <FileLines readings t />
            <div class="read-bar-foot">
                <Steps t />
                <a href=View::Data.hash()>{r.details}</a>
                <button type="button" class="link" data-testid="hide-bar" on:click=move |_| ui.bar_shown.set(false)>
                    {r.hide}
                </button>
            </div>
        </section>
    }
    .into_any()
}

/// Buttons that add files, take a choice back and make it again, and what the last choice changed.
#[component]
pub(super) fn Steps(t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    let note = move || {
        let changes = ui.changed.get();
        let several = changes.iter().any(|c| c.file != changes.first().map_or("", |first| &first.file));
        let texts: Vec<_> = changes.iter().map(|change| change_text(t, change, several)).collect();
        (!texts.is_empty()).then(|| {
            let text = format!("{} {}", r.changed, texts.join(t.list_separator));
            view! { <span class="changed" role="status" data-testid="changed"><bdi>{text}</bdi></span> }
        })
    };
    let back = move || ui.steps.get().0;
    let forth = move || ui.steps.get().1;
    view! {
        <Show when=move || ui.sample.with(Option::is_none)>
            <button type="button" class="link" data-testid="add-files" on:click=|_| choose_more()>{r.add_files}</button>
        </Show>
        <Show when=move || back() || forth()>
            <button type="button" class="link" data-testid="undo" prop:disabled=move || !back() on:click=move |_| ui.undo()>
                {r.undo}
            </button>
            <button type="button" class="link" data-testid="redo" prop:disabled=move || !forth() on:click=move |_| ui.redo()>
                {r.redo}
            </button>
        </Show>
        {note}
    }
}

/// A line for each file.
#[component]
pub(super) fn FileLines(readings: Vec<Reading>, t: &'static Messages) -> impl IntoView {
    let lines = (0u32..).zip(readings).map(|(place, reading)| view! { <Line place reading t /> });
    view! { <ul class="read-lines">{lines.collect_view()}</ul> }
}

#[component]
fn Line(place: u32, reading: Reading, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    let fmt = Fmt::new(t.lang, None);
    let name = reading.name.clone();
    let error = reading.diagnostics.iter().find(|d| d.severity == Severity::Error);
    let used = reading.rows.used > 0;
    let asks = error.is_some_and(|d| matches!(d.code, Code::DateAmbiguous | Code::DecimalAmbiguous));
    let kind = match (reading.table, reading.shape) {
        _ if asks => r.waits.to_owned(),
        _ if !used => r.unused.to_owned(),
        (Some(table), Some(shape)) => format!("{}, {}", (t.table)(table), (t.shape)(shape)),
        (Some(table), None) => (t.table)(table).to_owned(),
        (None, _) => r.unused.to_owned(),
    };
    // What is wrong with a file stands before what was found out about it.
    let why = error.filter(|_| !used || asks).map(|d| told(t.lang, d, Shell::Page).message);
    let why = why.map(|text| view! { <span class="read-why">{text}</span> });
    let facts = [Field::Encoding, Field::Delimiter, Field::HeaderLine, Field::DateOrder, Field::Decimal]
        .into_iter()
        .filter_map(|field| {
            let found = field.found(&reading);
            match (field, found) {
                (Field::HeaderLine, Some(line)) => Some((r.header_at)(&line)),
                (Field::HeaderLine, None) => reading.table.map(|_| r.no_header.to_owned()),
                (field, found) => found.map(|value| value_text(t, field, &value)),
            }
        })
        .chain(reading.currency.clone().filter(|_| used));
    let mut facts = facts.collect::<Vec<_>>();
    let rows = reading.rows;
    if rows.read > 0 {
        let n = |count| fmt.count(count);
        facts.push((r.rows)(&n(rows.used), &n(rows.rejected), &n(rows.ignored)));
    }
    let notes = reading.diagnostics.len();
    if notes > 0 {
        facts.push((r.notes)(notes, &fmt.count(notes as u64)));
    }
    view! {
        <li class="read-line" class:unused=!used data-testid="file-line" data-file=name.clone()>
            <div class="read-text">
                <p><bdi class="read-name">{name.clone()}</bdi> " " <span class="read-kind">{kind}</span></p>
                {why}
                <p class="muted">{facts.join(DOT)}</p>
            </div>
            <div class="read-tools">
                <button
                    type="button"
                    class="button"
                    data-testid="change"
                    aria-label=(r.change_of)(&name)
                    on:click=move |_| ui.edit(place)
                >
                    {r.change}
                </button>
                <button
                    type="button"
                    class="quiet glyph"
                    data-testid="remove"
                    aria-label=(r.remove)(&name)
                    title=(r.remove)(&name)
                    on:click=move |_| ui.remove_file(place)
                >
                    <span aria-hidden="true">"✕"</span>
                </button>
            </div>
        </li>
    }
    .into_any()
}

/// The bar in its place above the overview, while it is wanted and the report is of the files as they stand.
#[component]
pub(super) fn ReportBar(readings: Vec<Reading>, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let readings = StoredValue::new(readings);
    view! { <Show when=move || ui.bar_shown.get()><ReadBar readings=readings.get_value() t /></Show> }
}

/// A button that opens the dialog on a file.
#[component]
pub(super) fn ChangeReading(place: u32) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let text = move || reading_texts(messages(ui.lang.get()).lang).change_long;
    view! {
        <button type="button" class="button" data-testid="change" on:click=move |_| ui.edit(place)>{text}</button>
    }
}

/// Ctrl+Z takes a choice back, Ctrl+Shift+Z and Ctrl+Y make it again; a field that is being edited keeps its own.
pub(super) fn listen_for_undo(ui: Ui) {
    let keys = window_event_listener(ev::keydown, move |event| {
        let wanted = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
        let editing = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| matches!(element.tag_name().as_str(), "TEXTAREA" | "INPUT" | "SELECT"));
        if !wanted || editing || ui.editing.get_untracked().is_some() {
            return;
        }
        let (back, forth) = ui.steps.get_untracked();
        match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
            ("z", false) if back => ui.undo(),
            ("z", true) | ("y", _) if forth => ui.redo(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || keys.remove());
}
