//! The one dialog that changes how a file is read: what was found, what a person says instead, and the first rows
//! under it. Nothing happens to the report before it is applied.

use super::Ui;
use super::live::{flag, live, nothing, text};
use super::modal::{Modal, head, modal};
use super::question::{answers, title};
use super::read_bar::row_counts;
use super::read_form::{Fields, Repairs};
use super::read_preview::FirstRows;
use crate::i18n::diagnose::{Shell, told};
use crate::i18n::reading::reading_texts;
use crate::i18n::{Messages, messages};
use crate::read::{Code, Diagnostic, ReadOptions, Reading, Severity};
use crate::tables::TableKind;
use leptos::prelude::*;

/// The dialog.
#[component]
pub(super) fn ReadDialog() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let open = ui.editing;
    let body = live(move || match open.get() {
        Some(place) => view! { <Inside place t=messages(ui.lang.get()) /> }.into_any(),
        None => nothing(),
    });
    let open = Signal::derive(move || open.get().is_some());
    let of = Modal { name: "read-dialog", class: "sheet", open, close: Ui::close_dialog, lightly: false };
    modal(ui, of, body.into_any())
}

#[component]
fn Inside(place: u32, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    let draft = RwSignal::new(ui.told(place));
    let name = draft.with_untracked(|draft| draft.name.clone());
    Effect::new(move |before: Option<()>| ui.ask_preview(place, draft.get(), before.is_none()));
    let bare = ReadOptions { name: name.clone(), ..ReadOptions::default() };
    let reset = {
        let bare = bare.clone();
        move |_| draft.set(bare.clone())
    };
    let untouched = flag(move || draft.with(|draft| *draft == bare));
    view! {
        <form
            class="sheet-body"
            on:submit=move |event| {
                event.prevent_default();
                ui.apply(place, draft.get_untracked());
            }
        >
            {head(ui, "read-dialog", (r.title)(&name), t.close, Ui::close_dialog)}
            <div class="sheet-main">
                <p class="muted">{r.lead}</p>
                <Trouble draft t />
                <Fields place draft t />
                <FirstRows draft t />
                <Repairs draft t />
            </div>
            <footer class="sheet-foot">
                <button type="submit" class="button primary" data-testid="apply">{r.apply}</button>
                <button type="button" class="button" on:click=move |_| ui.close_dialog()>{t.cancel}</button>
                <button
                    type="button"
                    class="button"
                    data-testid="reset"
                    prop:disabled=untouched
                    on:click=reset
                >
                    {r.reset}
                </button>
                <Counts t />
            </footer>
        </form>
    }
    .into_any()
}

/// What keeps the file from being read, or has to be answered, under the options as they stand.
#[component]
fn Trouble(draft: RwSignal<ReadOptions>, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    live(move || {
        let Some(preview) = ui.preview.get() else { return nothing() };
        if let Some(question) = &preview.question {
            let (field, answers) = answers(t, question.kind);
            let button = |(value, name): (&'static str, &'static str)| {
                let answer = move |_| draft.update(|draft| field.tell(draft, Some(value)));
                view! { <button type="button" class="button" on:click=answer>{name}</button> }
            };
            return view! {
                <div class="trouble" role="status" data-testid="trouble">
                    <p>{title(t, question)}</p>
                    <p class="actions">{answers.into_iter().map(button).collect_view()}</p>
                </div>
            }
            .into_any();
        }
        // A table of rates beside the file settles what several currencies leave open.
        let of = |all: &[Reading]| all.iter().any(|r| r.table == Some(TableKind::Rates) && r.rows.used > 0);
        let rates = ui.report.with(|report| report.as_ref().is_some_and(|report| of(&report.inputs)));
        let open =
            |d: &&Diagnostic| d.severity == Severity::Error && !(rates && d.code == Code::CurrencyMixed);
        let error = preview.reading.diagnostics.iter().find(open);
        let Some(error) = error else { return nothing() };
        let told = told(t.lang, error, Shell::Page);
        view! {
            <div class="trouble bad" role="status" data-testid="trouble">
                <p>{told.message}</p>
                <p class="muted">{told.fix}</p>
            </div>
        }
        .into_any()
    })
    .into_any()
}

/// What becomes of how many rows under the options as they stand.
#[component]
fn Counts(t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    let words = text(move || {
        let Some(preview) = ui.preview.get() else { return String::new() };
        let say = if preview.whole { r.in_all } else { r.in_head };
        say(&row_counts(t, preview.reading.rows))
    });
    view! { <p class="muted small sheet-counts" role="status" data-testid="preview-counts">{words}</p> }
        .into_any()
}
