//! The customers behind a number, those in sight, with the totals over all of them.

use super::Ui;
use super::live::text;
use super::long_table::{AtHand, Cells, LongTable};
use super::room::setting;
use crate::i18n::Messages;
use crate::i18n::evidence::EvidenceTexts;
use crate::report::{Evidence, EvidenceColumn, EvidencePage, EvidenceSort, Report};
use crate::rooms::{Setting, all_sources, cell, column, more_sources, sources};
use leptos::prelude::*;
use std::sync::Arc;

/// The table and its order. The rows before stay until others are there.
#[component]
pub(super) fn EvidenceTable(
    page: Memo<Option<Arc<EvidencePage>>>,
    report: Arc<Report>,
    t: &'static Messages,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let sorted = move |event| {
        if let Some(query) = ui.asked.get_untracked() {
            let sort = match event_target_value(&event).as_str() {
                "customer" => EvidenceSort::Customer,
                _ => EvidenceSort::Size,
            };
            ui.ask(Evidence { sort, offset: 0, ..query });
        }
    };
    let sort_is = move |sort| move || ui.asked.with(|asked| asked.is_some_and(|query| query.sort == sort));
    let controls = view! {
        <label class="sort">
            <span class="muted">{t.sort}</span>
            <select on:change=sorted>
                <option value="size" prop:selected=sort_is(EvidenceSort::Size)>{t.sort_size}</option>
                <option value="customer" prop:selected=sort_is(EvidenceSort::Customer)>{t.sort_name}</option>
            </select>
        </label>
    };
    let at_hand = Memo::new(move |_| {
        let of = |p: &Arc<EvidencePage>| AtHand {
            from: p.offset,
            to: p.offset + p.rows.len() as u64,
            all: p.count,
        };
        page.with(|page| page.as_ref().map(of)).unwrap_or_default()
    });
    let ask = move |offset| {
        if let Some(query) = ui.asked.get_untracked() {
            ui.ask(Evidence { offset, ..query });
        }
    };
    let s = setting(report, t);
    let (head, foot, columns) = match page.get_untracked() {
        Some(page) => (head(&s, &page), foot(&s, &page), page.columns.len() as u32 + 3),
        None => (().into_any(), ().into_any(), 1),
    };
    // The row whose lines are all wanted.
    let opened = RwSignal::new(None::<u64>);
    let of_all = s.clone();
    let lines = text(move || {
        let said = |page: Arc<EvidencePage>| {
            let at = opened.get()?.checked_sub(page.offset)?;
            let row = page.rows.get(usize::try_from(at).ok()?)?;
            Some(format!("{} {}: {}", row.customer, row.what, all_sources(&of_all, &row.sources)))
        };
        page.get().and_then(said).unwrap_or_default()
    });
    let cells: Cells = Box::new(move |place| {
        let page = page.get()?;
        let row = page.rows.get(usize::try_from(place.checked_sub(page.offset)?).ok()?)?;
        let view = view! {
            <th scope="row"><bdi title=row.customer.clone()>{row.customer.clone()}</bdi></th>
            {page.whats.then(|| view! { <td class="what"><bdi>{row.what.clone()}</bdi></td> })}
            {figures(&s, &page, &row.cells)}
            <td class="muted source">
                <bdi>{sources(&s, &row.sources)}</bdi>
                {more_sources(&s, &row.sources)
                    .map(|more| {
                        view! {
                            " "
                            <button type="button" class="link" on:click=move |_| opened.set(Some(place))>
                                {more}
                            </button>
                        }
                    })}
            </td>
        };
        Some(view.into_any())
    });
    view! {
        <LongTable
            label=t.show_customers
            controls=controls.into_any()
            head
            foot
            columns
            at_hand
            asked=Signal::derive(move || ui.asked.get().map_or(0, |query| query.offset))
            ask=Callback::new(ask)
            order=Signal::derive(move || ui.asked.get().map_or(0, |query| query.sort as u32))
            cells
            t
        />
        <p class="small figures" role="status" data-testid="all-lines">{lines}</p>
    }
}

fn figures(s: &Setting, page: &EvidencePage, texts: &[String]) -> AnyView {
    page.columns
        .iter()
        .zip(texts)
        .map(|(column, text)| view! { <td class="figures">{cell(s, *column, text)}</td> })
        .collect_view()
        .into_any()
}

fn head(s: &Setting, page: &EvidencePage) -> AnyView {
    let t = s.texts;
    let heads = page
        .columns
        .iter()
        .map(|own| view! { <th scope="col" class="figures">{column(s, page.key, *own)}</th> })
        .collect_view();
    view! {
        <th scope="col">{t.col_customer}</th>
        {page.whats.then(|| view! { <th scope="col">{EvidenceTexts::of(t.lang).col_what}</th> })}
        {heads}
        <th scope="col">{t.col_source}</th>
    }
    .into_any()
}

fn foot(s: &Setting, page: &EvidencePage) -> AnyView {
    let t = s.texts;
    let total = |place: Option<u32>| place.and_then(|place| page.totals.get(place as usize).cloned());
    // One customer's rows stand there file by file.
    let n = if page.columns == [EvidenceColumn::Rows] { 1 } else { page.count };
    let many = s.figures.count(n);
    let of = if page.whats { (t.rows_n)(&many) } else { (t.customers_n)(n, &many) };
    view! {
        <tr
            data-testid="evidence-totals"
            data-numerator=total(page.numerator)
            data-denominator=total(page.denominator)
        >
            <th scope="row">{t.total} " · " {of}</th>
            {page.whats.then(|| view! { <td></td> })}
            {figures(s, page, &page.totals)}
            <td></td>
        </tr>
    }
    .into_any()
}
