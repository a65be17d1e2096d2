//! The rows that could not be used, a page at a time, fetched when someone looks.

use super::Ui;
use super::charts::{DASH, Fmt};
use super::state::RejectsPage;
use crate::i18n::Messages;
use crate::i18n::diagnose::told;
use crate::read::{Diagnostic, Reject, Severity};
use leptos::prelude::*;

/// Steps back; forward steps follow what came.
const STEP: u32 = 50;

fn reason(t: &Messages, reject: &Reject) -> String {
    let found = Diagnostic {
        severity: Severity::Warning,
        code: reject.code,
        line: Some(reject.line),
        column: reject.column.clone(),
        text: reject.text.clone(),
        count: 1,
        hint: String::new(),
    };
    told(t.lang, &found).message
}

/// A closed list that opens on the first page.
#[component]
pub(super) fn Rejects(file: u32, all: u64, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let fmt = Fmt::new(t.lang, None);
    let mine = move || ui.rejects.get().filter(|page| page.file == file);
    let toggled = move |_| {
        if mine().is_none() {
            ui.load_rejects(file, 0);
        }
    };
    view! {
        <details class="rejects" on:toggle=toggled>
            <summary>{(t.rejected_title)(&fmt.count(all))}</summary>
            {move || match mine() {
                None => view! { <p class="muted">{t.loading}</p> }.into_any(),
                Some(page) => view! { <Page page all t /> }.into_any(),
            }}
        </details>
    }
}

/// One page of rejected rows.
#[component]
fn Page(page: RejectsPage, all: u64, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let fmt = Fmt::new(t.lang, None);
    let (file, offset, shown) = (page.file, page.offset, page.rows.len() as u32);
    let next = offset.saturating_add(shown);
    let at_end = shown == 0 || u64::from(next) >= all;
    let count = (t.page_of)(
        &fmt.count(u64::from(offset) + u64::from(shown > 0)),
        &fmt.count(u64::from(next)),
        &fmt.count(all),
    );
    let rows = page
        .rows
        .iter()
        .map(|reject| {
            let dash = || DASH.to_owned();
            view! {
                <tr>
                    <th scope="row" class="figures">{fmt.count(reject.line)}</th>
                    <td class="wide">{reason(t, reject)}</td>
                    <td>{reject.column.clone().unwrap_or_else(dash)}</td>
                    <td><code><bdi>{reject.text.clone().unwrap_or_else(dash)}</bdi></code></td>
                    <td class="raw"><bdi>{reject.cells.join(" | ")}</bdi></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=t.rows_rejected>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col" class="figures">{t.col_line}</th>
                        <th scope="col">{t.col_reason}</th>
                        <th scope="col">{t.col_column}</th>
                        <th scope="col">{t.col_text}</th>
                        <th scope="col">{t.col_row}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <div class="pager">
            <button
                type="button"
                class="button"
                disabled=offset == 0
                on:click=move |_| ui.load_rejects(file, offset.saturating_sub(STEP))
            >
                {t.previous}
            </button>
            <span class="muted figures">{count}</span>
            <button
                type="button"
                class="button"
                disabled=at_end
                on:click=move |_| ui.load_rejects(file, next)
            >
                {t.next}
            </button>
        </div>
    }
}
