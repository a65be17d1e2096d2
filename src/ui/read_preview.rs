//! The first rows of a file under the options of the dialog: what each becomes, and a role for each column.

use super::Ui;
use super::charts::Fmt;
use crate::i18n::Messages;
use crate::i18n::reading::{code_text, reading_texts};
use crate::read::{Code, Column, Fate, PreviewRow, ReadOptions, Role};
use leptos::prelude::*;

/// Rows shown from the header on.
const ROWS: usize = 12;
/// Rows shown above it, the nearest.
const ABOVE: usize = 4;
/// Columns shown; rows are kept no wider.
const COLUMNS: usize = 64;

/// The rows that are shown, of those that came.
fn shown(rows: &[PreviewRow]) -> Vec<PreviewRow> {
    let above = rows.iter().filter(|row| row.fate == Fate::Above).count();
    rows.iter()
        .enumerate()
        .filter(|(place, row)| row.fate != Fate::Above || place + ABOVE >= above)
        .map(|(_, row)| row.clone())
        .take(ABOVE.min(above) + ROWS)
        .collect()
}

/// What became of a row: a class and words.
fn became(t: &Messages, fate: Fate) -> (&'static str, String) {
    let r = reading_texts(t.lang);
    match fate {
        Fate::Above => ("above", r.fate_above.to_owned()),
        Fate::Header => ("header", r.fate_header.to_owned()),
        Fate::Used => ("used", r.fate_used.to_owned()),
        Fate::Unread => ("unread", r.fate_unread.to_owned()),
        Fate::Rejected(code) => ("rejected", (r.fate_rejected)(&code_text(t, code))),
        Fate::Ignored(code) => {
            let rule = match code {
                Code::BlankRow | Code::TotalRow | Code::ZeroLengthPeriod => (t.ignored_rule)(code).to_owned(),
                _ => code_text(t, code),
            };
            ("ignored", (r.fate_ignored)(&rule))
        }
    }
}

/// The table of the first rows.
#[component]
pub(super) fn FirstRows(draft: RwSignal<ReadOptions>, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    let columns = Memo::new(move |_| {
        ui.preview.with(|p| {
            p.as_ref().map_or(0, |p| {
                let widest = p.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
                p.reading.columns.len().max(widest).min(COLUMNS)
            })
        })
    });
    let heads = move || (0..columns.get()).map(|place| view! { <ColumnHead place draft t /> }).collect_view();
    let rows = move || ui.preview.with(|p| p.as_ref().map(|p| body(t, &shown(&p.rows), columns.get())));
    let wait = move || {
        let text = match (ui.preview_failed.get(), ui.preview.with(Option::is_some)) {
            (true, _) => r.preview_failed,
            (false, false) => r.preview_wait,
            (false, true) => return None,
        };
        Some(view! { <p class="muted" role="status">{text}</p> })
    };
    view! {
        <section class="first-rows">
            <h3>{r.preview}</h3>
            {wait}
            <div class="scroll preview" tabindex="0" role="region" aria-label=r.preview data-testid="preview">
                <Show when=move || { columns.get() > 0 }>
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col" class="figures">{t.col_line}</th>
                                <th scope="col">{r.col_fate}</th>
                                {heads}
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </Show>
            </div>
        </section>
    }
    .into_any()
}

fn body(t: &Messages, rows: &[PreviewRow], width: usize) -> impl IntoView + use<> {
    let fmt = Fmt::new(t.lang, None);
    rows.iter()
        .map(|row| {
            let (class, words) = became(t, row.fate);
            let beyond = width.saturating_sub(row.cells.len());
            let cells = row.cells.iter().take(width).map(|cell| view! { <td><bdi>{cell.clone()}</bdi></td> });
            view! {
                <tr data-fate=class>
                    <th scope="row" class="figures">{fmt.count(row.line)}</th>
                    <td class="fate">{words}</td>
                    {cells.collect_view()}
                    {(0..beyond).map(|_| view! { <td></td> }).collect_view()}
                </tr>
            }
        })
        .collect_view()
}

/// A column's header and the select of its role.
#[component]
fn ColumnHead(place: usize, draft: RwSignal<ReadOptions>, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    let fmt = Fmt::new(t.lang, None);
    let number = (place + 1).to_string();
    let column = Memo::new(move |_| {
        ui.preview.with(|p| p.as_ref().and_then(|p| p.reading.columns.get(place).cloned()))
    });
    // A header names its column where it is the first of its name, else the number does.
    let key = {
        let number = number.clone();
        Memo::new(move |_| {
            ui.preview.with(|p| {
                let columns = p.as_ref().map_or(&[][..], |p| p.reading.columns.as_slice());
                let same = |c: &Column, header: &str| c.header.to_lowercase() == header.to_lowercase();
                let header = columns.get(place).map(|c| c.header.clone()).filter(|h| !h.trim().is_empty());
                header
                    .filter(|h| columns.iter().position(|c| same(c, h)) == Some(place))
                    .unwrap_or_else(|| number.clone())
            })
        })
    };
    let told = {
        let number = number.clone();
        Memo::new(move |_| {
            let key = key.get();
            draft.with(|draft| {
                let of = |name: &str| {
                    draft.roles.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, r)| *r)
                };
                of(&key).or_else(|| of(&number))
            })
        })
    };
    let header = {
        let number = number.clone();
        move || {
            let header = column.with(|c| c.as_ref().map(|c| c.header.clone())).unwrap_or_default();
            if header.trim().is_empty() { (r.column_n)(&number) } else { header }
        }
    };
    let found = move || match column.get().filter(|_| told.get().is_none()) {
        Some(column) => {
            let role = (t.role)(column.role);
            let sure = (column.role != Role::Ignored).then(|| fmt.percent_whole(column.confidence));
            (r.as_found_is)(
                &[Some(role.to_owned()), sure].into_iter().flatten().collect::<Vec<_>>().join(" "),
            )
        }
        None => r.as_found.to_owned(),
    };
    let chosen = move |event| {
        let role = event_target_value(&event);
        let role = Role::ALL.into_iter().find(|r| r.as_str() == role);
        let key = key.get_untracked();
        draft.update(|draft| {
            draft.roles.retain(|(name, _)| !name.eq_ignore_ascii_case(&key) && *name != number);
            draft.roles.extend(role.map(|role| (key, role)));
        });
    };
    let options = Role::ALL
        .into_iter()
        .map(|role| {
            let is = move || told.get() == Some(role);
            view! { <option value=role.as_str() prop:selected=is>{(t.role)(role)}</option> }
        })
        .collect_view();
    let label = {
        let header = header.clone();
        move || (r.role_of)(&header())
    };
    let unused = move || column.with(|c| c.as_ref().is_none_or(|c| c.role == Role::Ignored));
    view! {
        <th scope="col" class:unused=unused>
            <bdi class="column-name">{header}</bdi>
            <select aria-label=label data-column=place.to_string() on:change=chosen>
                <option value="" prop:selected=move || told.get().is_none()>{found}</option>
                {options}
            </select>
        </th>
    }
    .into_any()
}
