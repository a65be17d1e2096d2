//! The table beside a chart. Numbers that have evidence are buttons.

use crate::chart::{Twin, TwinCell};
use crate::i18n::charts::{ChartTexts, fill};
use crate::ui::Ui;
use crate::ui::figures::evidence_of;
use crate::ui::live::flag;
use leptos::html::Table;
use leptos::prelude::*;
use std::sync::Arc;

/// What is longer than this is a sentence.
const LONG: usize = 24;

/// Sentences and names of several lines wrap, short names and figures don't; what stands on few is pale.
fn class(cell: &TwinCell) -> &'static str {
    let long = cell.shown.chars().count() > LONG || cell.shown.contains('\n');
    match (cell.figure, cell.pale, long) {
        (true, true, _) => "pale",
        (true, false, _) => "",
        (false, true, _) => "words pale",
        (false, false, true) => "words long",
        (false, false, false) => "words",
    }
}

/// Most columns that are named on cards: `charts.css` has a rule for each.
const CARDS: usize = 24;

/// Rows of a table in the short form on paper: `charts.css` leaves out the others.
const PAPER_ROWS: usize = 12;

/// Whether a column is of words, by its first filled cell.
fn of_words(twin: &Twin, place: usize) -> bool {
    let filled =
        |row: &Vec<TwinCell>| row.get(place).filter(|cell| !cell.shown.is_empty()).map(|cell| !cell.figure);
    twin.rows.iter().find_map(filled).unwrap_or_default()
}

/// Whether a phone shows the rows as cards, each value behind its column's name: rows with sentences or several words
/// read badly in columns that have to be pushed aside. Rows of figures stay a table, for they are compared downwards.
fn as_cards(twin: &Twin) -> bool {
    let words = (1..twin.head.len()).filter(|place| of_words(twin, *place)).count();
    let long = |row: &Vec<TwinCell>| row.iter().skip(1).any(|cell| class(cell) == "words long");
    twin.head.len() <= CARDS && (words > 1 || twin.rows.iter().any(long))
}

/// A text as CSS writes it.
fn css_text(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "))
}

/// A twin as a real table that scrolls inside itself.
#[component]
pub fn TwinTable(
    /// Names the table.
    #[prop(into)]
    title: Signal<String>,
    /// The table.
    #[prop(into)]
    twin: Signal<Arc<Twin>>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let cell = move |cell: &TwinCell, texts: &'static ChartTexts| match cell.key {
        Some(key) => view! {
            <td class=class(cell)>
                <button
                    type="button"
                    class="chart-figure"
                    title=texts.open_evidence
                    on:click=move |_| ui.ask(evidence_of(key))
                >
                    {cell.shown.clone()}
                </button>
            </td>
        }
        .into_any(),
        None => view! { <td class=class(cell)>{cell.shown.clone()}</td> }.into_any(),
    };
    let row = move |cells: &Vec<TwinCell>| {
        let texts = ChartTexts::of(ui.lang.get());
        let name = cells.first().map(|c| c.shown.clone());
        let class = cells.first().map(class);
        let rest = cells.iter().skip(1).map(|c| cell(c, texts)).collect_view();
        view! { <tr><th scope="row" class=class>{name}</th>{rest}</tr> }
    };
    let body = move || {
        let twin = twin.get();
        // A column of words begins where its words do.
        let name = |(place, name): (usize, &String)| {
            view! { <th scope="col" class:words=of_words(&twin, place)>{name.clone()}</th> }
        };
        let head = twin.head.iter().enumerate().map(name).collect_view();
        let rows = twin.rows.iter().map(row).collect_view();
        view! { <thead><tr>{head}</tr></thead><tbody>{rows}</tbody> }
    };
    let table = NodeRef::<Table>::new();
    // The names stand in the style, once for all rows; as an attribute the policy of the page would refuse it.
    Effect::new(move || {
        let Some(table) = table.get() else { return };
        let style = web_sys::HtmlElement::from(table).style();
        twin.with(|twin| {
            for (place, name) in twin.head.iter().enumerate().skip(1).filter(|_| as_cards(twin)) {
                // Refused by no browser: a text is a value of any custom property.
                let _ = style.set_property(&format!("--c{}", place + 1), &css_text(name));
            }
        });
    });
    let beyond = move || {
        let more = twin.with(|twin| twin.rows.len().saturating_sub(PAPER_ROWS));
        let said = || fill(ChartTexts::of(ui.lang.get()).rows_beyond, &[("n", &more.to_string())]);
        (more > 0).then(|| view! { <p class="rows-beyond">{said()}</p> })
    };
    view! {
        <div class="chart-table" role="region" tabindex="0" aria-label=move || title.get()>
            <table node_ref=table class:cards=flag(move || twin.with(|twin| as_cards(twin)))>{body}</table>
            {beyond}
        </div>
    }
}
