//! The rows that could not be used, fetched as somebody gets to them.

use super::Ui;
use super::charts::{DASH, Fmt};
use super::long_table::{AtHand, Cells, LongTable};
use super::state::RejectsPage;
use crate::i18n::Messages;
use crate::i18n::diagnose::reason;
use crate::i18n::reading::reading_texts;
use crate::read::Reader;
use leptos::prelude::*;

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
    // Only so many are kept to be looked at; the file to download has more.
    let listed = all.min(Reader::MAX_REJECTS as u64);
    let cut = (listed < all).then(|| (reading_texts(t.lang).listed)(&fmt.count(listed)));
    let notes =
        [Some(t.rejected_note.to_owned()), cut, beyond].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let at_hand = Memo::new(move |_| {
        let of = |page: &RejectsPage| {
            let from = u64::from(page.offset);
            AtHand { from, to: from + page.rows.len() as u64, all: listed }
        };
        mine.with(|page| page.as_ref().map(of)).unwrap_or_default()
    });
    let asked = RwSignal::new(0_u64);
    let ask = move |place: u64| {
        asked.set(place);
        ui.load_rejects(file, u32::try_from(place).unwrap_or(u32::MAX));
    };
    let toggled = move |_| {
        if mine.with_untracked(Option::is_none) {
            ui.load_rejects(file, 0);
        }
    };
    let table = move || {
        let head = view! {
            <th scope="col" class="figures">{t.col_line}</th>
            <th scope="col">{t.col_reason}</th>
            <th scope="col">{t.col_column}</th>
            <th scope="col">{t.col_text}</th>
            <th scope="col">{t.col_row}</th>
        };
        view! {
            <LongTable
                label=t.rows_rejected
                controls=().into_any()
                head=head.into_any()
                foot=().into_any()
                columns=5
                at_hand
                asked=asked.into()
                ask=Callback::new(ask)
                order=Signal::stored(0)
                cells=cells(mine, t, fmt)
                t
            />
        }
    };
    view! {
        <details class="rejects" data-testid="rejects" open=eager on:toggle=toggled>
            <summary>{(t.rejected_title)(&fmt.count(all))}</summary>
            <Show when=move || come.get() fallback=move || view! { <p class="muted">{t.loading}</p> }>
                {table()}
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

/// What is said of each row.
fn cells(page: Memo<Option<RejectsPage>>, t: &'static Messages, fmt: Fmt) -> Cells {
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| DASH.to_owned());
    Box::new(move |place| {
        page.with(|page| {
            let page = page.as_ref()?;
            let at = usize::try_from(place.checked_sub(page.offset.into())?).ok()?;
            let reject = page.rows.get(at)?;
            let why =
                reason(t.lang, reject.code, reject.line, reject.column.as_deref(), reject.text.as_deref());
            let (column, text, raw) =
                (or_dash(&reject.column), or_dash(&reject.text), reject.cells.join(" | "));
            let view = view! {
                <th scope="row" class="figures">{fmt.count(reject.line)}</th>
                <td class="why" title=why.clone()>{why.clone()}</td>
                <td>{column}</td>
                <td class="text" title=text.clone()><code><bdi>{text.clone()}</bdi></code></td>
                <td class="raw" title=raw.clone()><bdi>{raw.clone()}</bdi></td>
            };
            Some(view.into_any())
        })
    })
}
