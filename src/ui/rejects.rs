//! The rows that could not be used, a page at a time, fetched when someone looks.

use super::Ui;
use super::charts::{DASH, Fmt};
use super::pager::{Pager, Range};
use super::state::RejectsPage;
use crate::i18n::Messages;
use crate::i18n::diagnose::reason;
use crate::i18n::reading::reading_texts;
use crate::read::Reader;
use leptos::prelude::*;

/// Steps back; forward steps follow what came.
const STEP: u32 = 50;

/// A list that opens on the first page.
#[component]
pub(super) fn Rejects(
    file: u32,
    all: u64,
    /// What is said of rows that can't be written out.
    beyond: Option<String>,
    eager: bool,
    t: &'static Messages,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let fmt = Fmt::new(t.lang, None);
    // What is there already may be of other files in the same place; a page that has come stays until the next.
    let mine = Memo::new(move |before: Option<&Option<RejectsPage>>| {
        let come = ui.rejects.get().filter(|page| page.file == file);
        before.and_then(|before| come.or_else(|| before.clone()))
    });
    let come = Memo::new(move |_| mine.with(Option::is_some));
    let place = move || mine.with(|page| page.as_ref().map_or((0, 0), |p| (p.offset, p.rows.len() as u32)));
    // Only so many are kept to be looked at; the file to download has more.
    let listed = all.min(Reader::MAX_REJECTS as u64);
    let cut = (listed < all).then(|| (reading_texts(t.lang).listed)(&fmt.count(listed)));
    let notes =
        [Some(t.rejected_note.to_owned()), cut, beyond].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let range = Signal::derive(move || {
        let (offset, shown) = place();
        Range::new(t, fmt, u64::from(offset), u64::from(shown), listed)
    });
    let toggled = move |_| {
        if mine.with_untracked(Option::is_none) {
            ui.load_rejects(file, 0);
        }
    };
    let back = move |()| ui.load_rejects(file, place().0.saturating_sub(STEP));
    let forth = move |()| {
        let (offset, shown) = place();
        ui.load_rejects(file, offset.saturating_add(shown));
    };
    view! {
        <details class="rejects" data-testid="rejects" open=eager on:toggle=toggled>
            <summary>{(t.rejected_title)(&fmt.count(all))}</summary>
            <Show when=move || come.get() fallback=move || view! { <p class="muted">{t.loading}</p> }>
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
                        <tbody>{move || mine.get().map(|page| rows(t, fmt, &page))}</tbody>
                    </table>
                </div>
                <Pager range back forth t />
                <p class="rejects-away">
                    <button
                        type="button"
                        class="button"
                        data-testid="rejects-csv"
                        on:click=move |_| ui.download_rejects(file)
                    >
                        {t.rejected_download}
                    </button>
                    <span class="muted">{notes.clone()}</span>
                </p>
            </Show>
        </details>
    }
}

fn rows(t: &Messages, fmt: Fmt, page: &RejectsPage) -> impl IntoView + use<> {
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| DASH.to_owned());
    page.rows
        .iter()
        .map(|reject| {
            view! {
                <tr>
                    <th scope="row" class="figures">{fmt.count(reject.line)}</th>
                    <td class="wide">{reason(t.lang, reject.code, reject.line, reject.column.as_deref(), reject.text.as_deref())}</td>
                    <td>{or_dash(&reject.column)}</td>
                    <td><code><bdi>{or_dash(&reject.text)}</bdi></code></td>
                    <td class="raw"><bdi>{reject.cells.join(" | ")}</bdi></td>
                </tr>
            }
        })
        .collect_view()
}
