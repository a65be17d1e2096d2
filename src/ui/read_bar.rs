//! How each file was read, a line a file, with the ways to change it, to take that back, and to add or remove files.

use super::charts::Fmt;
use super::file_input::choose_more;
use super::live::{flag, live, nothing, text};
use super::view::View;
use super::{Phase, Ui};
use crate::i18n::Messages;
use crate::i18n::diagnose::{Shell, told};
use crate::i18n::reading::{change_text, reading_texts, value_text};
use crate::i18n::sources::source;
use crate::read::{Code, Diagnostic, Field, Reading, Role, RowCounts, Severity};
use crate::tables::TableKind;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// Between two facts of a line.
const DOT: &str = " · ";

/// Files that stand open, a line each.
const FEW: usize = 4;

/// The bar above the overview. It can be put away, and comes back from the view of the data.
#[component]
pub(super) fn ReadBar(readings: Vec<Reading>, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    // Many files that were read without trouble are one line until someone asks.
    let many = readings.len() > FEW && readings.iter().all(|reading| reading.rows.used > 0);
    let lines = if many {
        let sum = |of: fn(&RowCounts) -> u64| readings.iter().map(|reading| of(&reading.rows)).sum();
        let rows = RowCounts {
            used: sum(|rows| rows.used),
            rejected: sum(|rows| rows.rejected),
            ignored: sum(|rows| rows.ignored),
            ..RowCounts::default()
        };
        let count = Fmt::new(t.lang, None).count(readings.len() as u64);
        let (files, rows) = ((r.files_n)(&count), row_counts(t, rows));
        view! {
            <details class="fold" data-testid="all-files">
                <summary><span class="fold-title">{files}</span> <span class="muted">{rows}</span></summary>
                <FileLines readings t />
            </details>
        }
        .into_any()
    } else {
        view! { <FileLines readings t /> }.into_any()
    };
    view! {
        <section class="read-bar" aria-label=r.bar data-testid="read-bar">
            {lines}
            <div class="read-bar-foot">
                <Steps add=true t />
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
pub(super) fn Steps(
    /// Whether files can be added here.
    #[prop(optional)]
    add: bool,
    t: &'static Messages,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let in_report = use_context::<InReport>().is_some();
    let off = move || in_report && ui.phase.get() != Phase::Done;
    let r = reading_texts(t.lang);
    let note = live(move || {
        let changes = ui.changed.get();
        let several = changes.iter().any(|c| c.file != changes.first().map_or("", |first| &first.file));
        let texts: Vec<_> = changes.iter().map(|change| change_text(t, change, several)).collect();
        if texts.is_empty() {
            return nothing();
        }
        let text = format!("{} {}", r.changed, texts.join(t.list_separator));
        view! { <span class="changed" role="status" data-testid="changed"><bdi>{text}</bdi></span> }
            .into_any()
    });
    let button = move |id: &'static str,
                       name: &'static str,
                       off: Box<dyn FnMut() -> bool + Send>,
                       act: fn(Ui)| {
        view! {
            <button type="button" class="link" data-testid=id prop:disabled=off on:click=move |_| act(ui)>{name}</button>
        }
    };
    let adding = live(move || match add && ui.sample.with(Option::is_none) {
        true => button("add-files", r.add_files, flag(off), |_| choose_more()).into_any(),
        false => nothing(),
    });
    let steps = live(move || match ui.steps.get() {
        (false, false) => nothing(),
        (back, forth) => view! {
            {button("undo", r.undo, flag(move || !back || off()), Ui::undo)}
            {button("redo", r.redo, flag(move || !forth || off()), Ui::redo)}
        }
        .into_any(),
    });
    view! {
        {adding}
        {steps}
        {note}
    }
    .into_any()
}

/// Said by what stands in the report of the files as they were: while others are read or asked about, its buttons
/// would speak of those.
#[derive(Clone, Copy)]
pub(super) struct InReport;

/// A line for each file.
#[component]
pub(super) fn FileLines(readings: Vec<Reading>, t: &'static Messages) -> impl IntoView {
    // Beside a table of rates, no file's own currency is that of the figures.
    let rates = readings.iter().any(|r| r.table == Some(TableKind::Rates) && r.rows.used > 0);
    let lines = (0u32..).zip(readings).map(|(place, reading)| view! { <Line place reading rates t /> });
    view! { <ul class="read-lines">{lines.collect_view()}</ul> }
}

#[component]
fn Line(place: u32, reading: Reading, rates: bool, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    let in_report = use_context::<InReport>().is_some();
    let off = move || in_report && ui.phase.get() != Phase::Done;
    let fmt = Fmt::new(t.lang, None);
    let name = reading.name.clone();
    let error = reading.diagnostics.iter().find(|d| d.severity == Severity::Error);
    let question = [Code::DateAmbiguous, Code::FiscalStartUnknown, Code::DecimalAmbiguous];
    let asks = error.is_some_and(|d| question.contains(&d.code));
    let used = reading.rows.used > 0 || asks;
    let kind = match (reading.table, reading.shape) {
        _ if asks => r.waits.to_owned(),
        _ if !used => r.unused.to_owned(),
        (Some(table), Some(shape)) => (r.kind)((t.table)(table), (t.shape)(shape)),
        (Some(table), None) => (t.table)(table).to_owned(),
        (None, _) => r.unused.to_owned(),
    };
    // What is wrong with a file stands before what was found out about it.
    let mixed = reading.diagnostics.iter().any(|d| d.code == Code::CurrencyMixed);
    let shown = error.filter(|_| !used || asks || mixed);
    let why = shown.map(|d| told(t.lang, d, Shell::Page).message);
    let why = why.map(|text| view! { <span class="read-why">{text}</span> });
    // What the file was recognised as comes first.
    let source = reading.source.as_deref().map(|name| source(t.lang, name).to_owned());
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
        .chain(reading.currency.clone().filter(|_| used && !rates))
        .chain(converted(&reading));
    let mut facts = source.into_iter().chain(facts).collect::<Vec<_>>();
    let rows = reading.rows;
    if rows.read > 0 {
        facts.push(row_counts(t, rows));
    }
    let repairs = reading.diagnostics.iter().filter(|d| d.code.is_repair()).count();
    let told = shown.map(|d| d.code);
    let warns = |d: &&Diagnostic| d.severity != Severity::Info && !d.code.is_repair() && Some(d.code) != told;
    let warnings = reading.diagnostics.iter().filter(warns).count();
    for (count, say) in [(repairs, r.repairs_n), (warnings, r.warnings_n)] {
        if count > 0 {
            facts.push(say(count, &fmt.count(count as u64)));
        }
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
                    prop:disabled=flag(off)
                    on:click=move |_| ui.edit(place)
                >
                    {r.change}
                </button>
                <RemoveFile place name=name.clone() t />
            </div>
        </li>
    }
    .into_any()
}

/// A button that takes a file away; the others are read again without it.
#[component]
pub(super) fn RemoveFile(place: u32, name: String, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let in_report = use_context::<InReport>().is_some();
    let words = (reading_texts(t.lang).remove)(&name);
    view! {
        <button
            type="button"
            class="quiet glyph"
            data-testid="remove"
            aria-label=words.clone()
            title=words
            prop:disabled=flag(move || in_report && ui.phase.get() != Phase::Done)
            on:click=move |_| ui.remove_file(place)
        >
            <span aria-hidden="true">"✕"</span>
        </button>
    }
    .into_any()
}

/// What became of how many rows: used, or waiting while a question is open; rejected; ignored.
pub(super) fn row_counts(t: &Messages, rows: RowCounts) -> String {
    let r = reading_texts(t.lang);
    let fmt = Fmt::new(t.lang, None);
    let (say, first) = match rows.waiting {
        0 => (r.rows, rows.used),
        waiting => (r.rows_wait, waiting),
    };
    say(&fmt.count(first), &fmt.count(rows.rejected), &fmt.count(rows.ignored))
}

/// Beside a table of rates, a file's currencies and the one they are converted to, as its column of them says it.
pub(super) fn converted(reading: &Reading) -> Option<String> {
    reading.columns.iter().find(|column| column.role == Role::Currency)?.format.clone()
}

/// The bar in its place above the overview, while it is wanted and the report is of the files as they stand.
#[component]
pub(super) fn ReportBar(readings: Vec<Reading>, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    live(move || match ui.bar_shown.get() {
        true => view! { <ReadBar readings=readings.clone() t /> }.into_any(),
        false => nothing(),
    })
    .into_any()
}

/// A button that opens the dialog on a file.
#[component]
pub(super) fn ChangeReading(place: u32) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let name = text(move || reading_texts(ui.lang.get()).change_long.to_owned());
    let in_report = use_context::<InReport>().is_some();
    let off = flag(move || in_report && ui.phase.get() != Phase::Done);
    view! {
        <button type="button" class="button" data-testid="change" prop:disabled=off on:click=move |_| ui.edit(place)>
            {name}
        </button>
    }
    .into_any()
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
