//! The customers behind a number, a page at a time, with the totals over all of them.

use super::Ui;
use super::charts::Fmt;
use super::drawer::cell_text;
use crate::i18n::Messages;
use crate::report::{Evidence, EvidencePage, EvidenceRow, EvidenceSort, Report, SourceRef};
use leptos::prelude::*;
use std::sync::Arc;

/// Source lines named before "and n more".
const LINES: usize = 6;

/// "lines 17, 18 of ledger.csv": the lines of the first file a row comes from, then how many more.
fn sources(t: &Messages, fmt: Fmt, report: &Report, refs: &[SourceRef]) -> Option<String> {
    let first = refs.first()?;
    let file =
        report.inputs.get(first.file as usize).map(|reading| reading.name.as_str()).unwrap_or_default();
    let named = refs.iter().take_while(|source| source.file == first.file).take(LINES).collect::<Vec<_>>();
    let lines = named.iter().map(|source| source.line.to_string()).collect::<Vec<_>>().join(", ");
    let mut text = (t.source_lines)(&lines, file);
    if refs.len() > named.len() {
        let rest = match t.lang {
            crate::i18n::Lang::En => refs.len() - named.len(),
            crate::i18n::Lang::Zh => refs.len(),
        };
        text.push(' ');
        text.push_str(&(t.source_more)(&fmt.count(rest as u64)));
    }
    Some(text)
}

/// The table, its order and its pages.
#[component]
pub(super) fn EvidenceTable(
    page: Arc<EvidencePage>,
    report: Arc<Report>,
    t: &'static Messages,
) -> impl IntoView {
    let fmt = Fmt::new(t.lang, report.currency.as_deref());
    if page.count == 0 {
        return view! { <p class="muted">{t.evidence_none}</p> }.into_any();
    }
    let columns = page.columns.clone();
    let heads = columns
        .iter()
        .map(|column| view! { <th scope="col" class="figures">{(t.evidence_column)(*column)}</th> })
        .collect_view();
    let totals = columns
        .iter()
        .zip(&page.totals)
        .map(|(column, total)| view! { <td class="figures">{cell_text(fmt, *column, total)}</td> })
        .collect_view();
    let body = page
        .rows
        .iter()
        .map(|EvidenceRow { customer, cells, sources: refs }| {
            let cells = columns
                .iter()
                .zip(cells)
                .map(|(column, cell)| view! { <td class="figures">{cell_text(fmt, *column, cell)}</td> })
                .collect_view();
            view! {
                <tr>
                    <th scope="row"><bdi>{customer.clone()}</bdi></th>
                    {cells}
                    <td class="muted source"><bdi>{sources(t, fmt, &report, refs)}</bdi></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Controls page=page.clone() t />
        <div class="scroll evidence" tabindex="0" role="region" aria-label=t.show_customers>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t.col_customer}</th>
                        {heads}
                        <th scope="col">{t.col_source}</th>
                    </tr>
                </thead>
                <tbody>{body}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{t.total}" · "{(t.evidence_count)(&fmt.count(page.count))}</th>
                        {totals}
                        <td></td>
                    </tr>
                </tfoot>
            </table>
        </div>
        <p class="muted small">{t.evidence_sum}</p>
    }
    .into_any()
}

/// Order and pages.
#[component]
fn Controls(page: Arc<EvidencePage>, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let fmt = Fmt::new(t.lang, None);
    let asked = ui.asked.get_untracked();
    let ask = move |change: fn(&mut Evidence)| {
        if let Some(mut query) = ui.asked.get_untracked() {
            change(&mut query);
            ui.ask(query);
        }
    };
    let sort_is = move |sort| asked.is_some_and(|query| query.sort == sort);
    let sorted = move |event| match event_target_value(&event).as_str() {
        "customer" => ask(|query| (query.sort, query.offset) = (EvidenceSort::Customer, 0)),
        _ => ask(|query| (query.sort, query.offset) = (EvidenceSort::Size, 0)),
    };
    let shown = page.rows.len() as u64;
    let last = page.offset + shown;
    let at_end = last >= page.count;
    let range = (t.page_of)(&fmt.count(page.offset + 1), &fmt.count(last), &fmt.count(page.count));
    view! {
        <div class="controls">
            <label class="sort">
                <span class="muted">{t.sort}</span>
                <select on:change=sorted>
                    <option value="size" selected=sort_is(EvidenceSort::Size)>{t.sort_size}</option>
                    <option value="customer" selected=sort_is(EvidenceSort::Customer)>{t.sort_name}</option>
                </select>
            </label>
            <div class="pager">
                <button
                    type="button"
                    class="button"
                    disabled=page.offset == 0
                    on:click=move |_| ask(|query| query.offset = query.offset.saturating_sub(query.limit))
                >
                    {t.previous}
                </button>
                <span class="muted figures">{range}</span>
                <button
                    type="button"
                    class="button"
                    disabled=at_end
                    on:click=move |_| ask(|query| query.offset = query.offset.saturating_add(query.limit))
                >
                    {t.next}
                </button>
            </div>
        </div>
    }
}
