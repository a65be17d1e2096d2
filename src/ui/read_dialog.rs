//! The one dialog that changes how a file is read: what was found, what a person says instead, and the first rows
//! under it. Nothing happens to the report before it is applied.

use super::Ui;
use super::charts::Fmt;
use super::question::title;
use super::read_form::{Fields, Repairs};
use super::read_preview::FirstRows;
use crate::i18n::diagnose::{Shell, told};
use crate::i18n::reading::reading_texts;
use crate::i18n::{Messages, messages};
use crate::read::{DateOrder, DecimalMark, QuestionKind, ReadOptions, Severity};
use leptos::html::Dialog;
use leptos::prelude::*;

/// The dialog. It is modal: the browser keeps the focus in it, gives it back, and closes it on Esc.
#[component]
pub(super) fn ReadDialog() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let dialog = NodeRef::<Dialog>::new();
    let open = Memo::new(move |_| ui.editing.get());
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (open.get().is_some(), dialog.open()) {
            // Refused only where the dialog is not in the page.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let closed = move |_| {
        if ui.editing.with_untracked(Option::is_some) {
            ui.close_dialog();
        }
    };
    view! {
        <dialog class="sheet" node_ref=dialog aria-labelledby="sheet-title" data-testid="read-dialog" on:close=closed>
            {move || {
                let t = messages(ui.lang.get());
                open.get().map(|place| view! { <Inside place t /> })
            }}
        </dialog>
    }
}

#[component]
fn Inside(place: u32, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    let draft = RwSignal::new(ui.told(place));
    let name = draft.with_untracked(|draft| draft.name.clone());
    Effect::new(move |before: Option<()>| ui.ask_preview(place, draft.get(), before.is_none()));
    let reset = move |_| {
        draft.update(|draft| *draft = ReadOptions { name: draft.name.clone(), ..ReadOptions::default() });
    };
    view! {
        <form
            class="sheet-body"
            on:submit=move |event| {
                event.prevent_default();
                ui.apply(place, draft.get_untracked());
            }
        >
            <header class="drawer-head">
                <h2 id="sheet-title"><bdi>{(r.title)(&name)}</bdi></h2>
                <button type="button" class="quiet glyph" aria-label=t.close on:click=move |_| ui.close_dialog()>
                    <span aria-hidden="true">"✕"</span>
                </button>
            </header>
            <div class="sheet-main">
                <p class="muted">{r.lead}</p>
                <Trouble draft t />
                <Fields draft t />
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
                    prop:disabled=move || draft.with(|d| *d == ReadOptions { name: d.name.clone(), ..ReadOptions::default() })
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
    move || {
        let preview = ui.preview.get()?;
        if let Some(question) = &preview.question {
            let title = title(t, question);
            let (first, second) = match question.kind {
                QuestionKind::Decimal => (t.decimal_point, t.decimal_comma),
                QuestionKind::DateOrder => (t.day_first, t.month_first),
            };
            let kind = question.kind;
            let answer = move |first: bool| {
                draft.update(|draft| match (kind, first) {
                    (QuestionKind::Decimal, true) => draft.decimal = Some(DecimalMark::Point),
                    (QuestionKind::Decimal, false) => draft.decimal = Some(DecimalMark::Comma),
                    (QuestionKind::DateOrder, true) => draft.date_order = Some(DateOrder::Dmy),
                    (QuestionKind::DateOrder, false) => draft.date_order = Some(DateOrder::Mdy),
                });
            };
            return Some(
                view! {
                    <div class="trouble" role="status" data-testid="trouble">
                        <p>{title}</p>
                        <p class="actions">
                            <button type="button" class="button" on:click=move |_| answer(true)>{first}</button>
                            <button type="button" class="button" on:click=move |_| answer(false)>{second}</button>
                        </p>
                    </div>
                }
                .into_any(),
            );
        }
        let error = preview.reading.diagnostics.iter().find(|d| d.severity == Severity::Error)?;
        let told = told(t.lang, error, Shell::Page);
        Some(
            view! {
                <div class="trouble bad" role="status" data-testid="trouble">
                    <p>{told.message}</p>
                    <p class="muted">{told.fix}</p>
                </div>
            }
            .into_any(),
        )
    }
}

/// How many rows are used, rejected and ignored under the options as they stand.
#[component]
fn Counts(t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    let fmt = Fmt::new(t.lang, None);
    let text = move || {
        let preview = ui.preview.get()?;
        let rows = preview.reading.rows;
        let say = if preview.whole { r.all_rows } else { r.head_rows };
        Some(say(&fmt.count(rows.used), &fmt.count(rows.rejected), &fmt.count(rows.ignored)))
    };
    view! { <p class="muted small sheet-counts" role="status" data-testid="preview-counts">{text}</p> }
}
