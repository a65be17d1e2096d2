//! The customers behind a number, a page at a time, with the totals over all of them.

use super::Ui;
use super::charts::Fmt;
use super::pager::{Pager, Range};
use super::room::setting;
use crate::i18n::Messages;
use crate::i18n::evidence::EvidenceTexts;
use crate::report::{Evidence, EvidencePage, EvidenceSort, Report};
use crate::rooms::{Setting, cell, sources};
use leptos::prelude::*;
use std::sync::Arc;

/// The table, its order and its pages. The page before stays until the next one is there.
#[component]
pub(super) fn EvidenceTable(
    page: Memo<Option<Arc<EvidencePage>>>,
    report: Arc<Report>,
    t: &'static Messages,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let fmt = Fmt::new(t.lang, report.currency.as_deref());
    let ask = move |change: fn(&mut Evidence)| {
        if let Some(mut query) = ui.asked.get_untracked() {
            change(&mut query);
            ui.ask(query);
        }
    };
    let range = Signal::derive(move || {
        page.with(|page| page.as_ref().map(|p| Range::new(t, fmt, p.offset, p.rows.len() as u64, p.count)))
            .unwrap_or_default()
    });
    let sorted = move |event| match event_target_value(&event).as_str() {
        "customer" => ask(|query| (query.sort, query.offset) = (EvidenceSort::Customer, 0)),
        _ => ask(|query| (query.sort, query.offset) = (EvidenceSort::Size, 0)),
    };
    let sort_is = move |sort| move || ui.asked.with(|asked| asked.is_some_and(|query| query.sort == sort));
    let s = setting(report, t);
    let table = move || page.get().map(|page| table(&s, &page));
    view! {
        <div class="controls">
            <label class="sort">
                <span class="muted">{t.sort}</span>
                <select on:change=sorted>
                    <option value="size" prop:selected=sort_is(EvidenceSort::Size)>{t.sort_size}</option>
                    <option value="customer" prop:selected=sort_is(EvidenceSort::Customer)>{t.sort_name}</option>
                </select>
            </label>
            <Pager
                range
                back=move |()| ask(|query| query.offset = query.offset.saturating_sub(query.limit))
                forth=move |()| ask(|query| query.offset = query.offset.saturating_add(query.limit))
                t
            />
        </div>
        <div class="scroll evidence" tabindex="0" role="region" aria-label=t.show_customers>{table}</div>
    }
}

fn table(s: &Setting, page: &EvidencePage) -> AnyView {
    let t = s.texts;
    let total = |place: Option<u32>| place.and_then(|place| page.totals.get(place as usize).cloned());
    let heads = page
        .columns
        .iter()
        .map(|column| view! { <th scope="col" class="figures">{(t.evidence_column)(*column)}</th> })
        .collect_view();
    let cells = |texts: &[String]| {
        page.columns
            .iter()
            .zip(texts)
            .map(|(column, text)| view! { <td class="figures">{cell(s, *column, text)}</td> })
            .collect_view()
    };
    let body = page
        .rows
        .iter()
        .map(|row| {
            view! {
                <tr>
                    <th scope="row"><bdi>{row.customer.clone()}</bdi></th>
                    {page.whats.then(|| view! { <td><bdi>{row.what.clone()}</bdi></td> })}
                    {cells(&row.cells)}
                    <td class="muted source"><bdi>{sources(s, &row.sources)}</bdi></td>
                </tr>
            }
        })
        .collect_view();
    let many = s.figures.count(page.count);
    let of = if page.whats { (t.rows_n)(&many) } else { (t.customers_n)(page.count, &many) };
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t.col_customer}</th>
                    {page.whats.then(|| view! { <th scope="col">{EvidenceTexts::of(t.lang).col_what}</th> })}
                    {heads}
                    <th scope="col">{t.col_source}</th>
                </tr>
            </thead>
            <tbody>{body}</tbody>
            <tfoot>
                <tr
                    data-testid="evidence-totals"
                    data-numerator=total(page.numerator)
                    data-denominator=total(page.denominator)
                >
                    <th scope="row">{t.total} " · " {of}</th>
                    {page.whats.then(|| view! { <td></td> })}
                    {cells(&page.totals)}
                    <td></td>
                </tr>
            </tfoot>
        </table>
    }
    .into_any()
}
