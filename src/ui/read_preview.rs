//! The first rows of a file under the options of the dialog: what each becomes, and a role for each column.

use super::Ui;
use super::charts::Fmt;
use super::live::{flag, live, nothing, text};
use crate::i18n::Messages;
use crate::i18n::reading::{reading_texts, row_text};
use crate::protocol::Preview;
use crate::read::{Column, Fate, Field, PreviewRow, ReadOptions, Role};
use crate::tables::Datum;
use js_sys::JsString;
use leptos::prelude::*;

/// Rows shown from the header on.
const ROWS: usize = 12;
/// Rows shown above it, the nearest.
const ABOVE: usize = 4;
/// Columns shown; rows are kept no wider.
const COLUMNS: usize = 64;

/// A column as its head shows it.
#[derive(Clone, Debug, PartialEq)]
struct Head {
    /// The header, or the column's number where there is none.
    name: String,
    /// The header as it stands in the file.
    header: String,
    /// What the options call the column.
    key: String,
    /// The role that was told.
    told: Option<Role>,
    /// The role it was found to have, and how sure.
    found: Option<(Role, f64)>,
    /// Whether nothing is made of it.
    unused: bool,
}

/// The columns of a preview. A header names its column where it is the first of its name, else the number does.
fn heads(t: &Messages, preview: &Preview, draft: &ReadOptions) -> Vec<Head> {
    let columns = &preview.reading.columns;
    let widest = preview.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    // By the browser's tables of letters: the standard library's are six kilobytes.
    let folded = |text: &str| String::from(JsString::from(text).to_lower_case());
    let lower: Vec<String> = columns.iter().map(|c| folded(c.header.trim())).collect();
    let head = |place: usize| {
        let number = (place + 1).to_string();
        let column = columns.get(place);
        let header = column.map(|c| c.header.clone()).filter(|h| !h.trim().is_empty());
        let first = lower.get(place).is_some_and(|name| lower.iter().position(|n| n == name) == Some(place));
        let key = header.clone().filter(|_| first).unwrap_or_else(|| number.clone());
        let told = |name: &str| draft.roles.iter().find(|(n, _)| n == name).map(|(_, role)| *role);
        Head {
            name: header.unwrap_or_else(|| (reading_texts(t.lang).column_n)(&number)),
            told: told(&key).or_else(|| told(&number)),
            key,
            header: column.map(|c| c.header.clone()).unwrap_or_default(),
            found: column.map(|c| (c.role, c.confidence)),
            unused: column.is_none_or(|c| c.role == Role::Ignored),
        }
    };
    (0..columns.len().max(widest).min(COLUMNS)).map(head).collect()
}

/// The rows that are shown, of those that came.
fn shown(rows: &[PreviewRow]) -> impl Iterator<Item = &PreviewRow> {
    let above = rows.iter().filter(|row| row.fate == Fate::Above).count();
    rows.iter()
        .enumerate()
        .filter(move |(place, row)| row.fate != Fate::Above || place + ABOVE >= above)
        .map(|(_, row)| row)
        .take(ABOVE.min(above) + ROWS)
}

/// What became of a row: a class and words.
fn became(t: &Messages, row: &PreviewRow, columns: &[Column]) -> (&'static str, String) {
    let r = reading_texts(t.lang);
    match row.fate {
        Fate::Above => ("above", r.fate_above.to_owned()),
        Fate::Header => ("header", r.fate_header.to_owned()),
        Fate::Used => ("used", r.fate_used.to_owned()),
        Fate::Waiting => ("waiting", r.fate_waiting.to_owned()),
        Fate::Unread => ("unread", r.fate_unread.to_owned()),
        Fate::Rejected(code) => {
            let column = row.column.and_then(|i| columns.get(i as usize)).map(|c| c.header.as_str());
            ("rejected", (r.fate_rejected)(&row_text(t, code, column, row.text.as_deref())))
        }
        Fate::Ignored(code) => ("ignored", (r.fate_ignored)((t.ignored_rule)(code))),
    }
}

/// The table of the first rows.
#[component]
pub(super) fn FirstRows(draft: RwSignal<ReadOptions>, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    let columns = Memo::new(move |_| {
        let preview = ui.preview.get();
        preview.map(|p| draft.with(|draft| heads(t, &p, draft))).unwrap_or_default()
    });
    // The heads stay, and keep the focus, while what they say changes; rows are drawn anew.
    let width = RwSignal::new(0);
    Effect::new(move || {
        let now = columns.with(Vec::len);
        if width.get_untracked() != now {
            width.set(now);
        }
    });
    let head_row = live(move || {
        let width = width.get();
        let heads = (0..width).map(|place| view! { <ColumnHead place columns draft t /> });
        if width == 0 {
            return nothing();
        }
        view! {
            <tr>
                <th scope="col" class="figures">{t.col_line}</th>
                <th scope="col">{r.col_fate}</th>
                {heads.collect_view()}
            </tr>
        }
        .into_any()
    });
    let rows = live(move || match ui.preview.get() {
        Some(preview) => body(draft, t, &preview, width.get()),
        None => nothing(),
    });
    let wait = text(move || {
        let text = match (ui.preview_failed.get(), ui.preview.with(Option::is_some)) {
            (true, _) => r.preview_failed,
            (false, false) => r.preview_wait,
            (false, true) => "",
        };
        text.to_owned()
    });
    view! {
        <section class="first-rows">
            <h3>{r.preview}" "<span class="muted">{r.header_hint}</span></h3>
            <p class="muted" role="status">{wait}</p>
            <div class="scroll preview" tabindex="0" role="region" aria-label=r.preview data-testid="preview">
                <table class="table"><thead>{head_row}</thead><tbody>{rows}</tbody></table>
            </div>
        </section>
    }
    .into_any()
}

fn body(draft: RwSignal<ReadOptions>, t: &Messages, preview: &Preview, width: usize) -> AnyView {
    let fmt = Fmt::new(t.lang, None);
    let r = reading_texts(t.lang);
    let row = |row: &PreviewRow| {
        let (class, words) = became(t, row, &preview.reading.columns);
        let fault = row.column.map(|place| place as usize);
        let cell = |place: usize| {
            view! { <td class:fault=fault == Some(place)><bdi>{row.cells.get(place).cloned()}</bdi></td> }
        };
        // Where the header was not found, it is shown by its line.
        let line = row.line;
        let here = move |_| draft.update(|draft| Field::HeaderLine.tell(draft, Some(&line.to_string())));
        let number = fmt.count(line);
        let name = (r.header_here)(&number);
        view! {
            <tr data-fate=class>
                <th scope="row" class="figures">
                    <button type="button" class="link" aria-label=name.clone() title=name on:click=here>{number}</button>
                </th>
                <td class="fate">{words}</td>
                {(0..width).map(cell).collect_view()}
            </tr>
        }
    };
    shown(&preview.rows).map(row).collect_view().into_any()
}

/// A column's header and the select of its role.
#[component]
fn ColumnHead(
    place: usize,
    columns: Memo<Vec<Head>>,
    draft: RwSignal<ReadOptions>,
    t: &'static Messages,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    let fmt = Fmt::new(t.lang, None);
    let told = move || columns.with(|all| all.get(place).and_then(|head| head.told));
    let name = move || columns.with(|all| all.get(place).map(|head| head.name.clone())).unwrap_or_default();
    let found = text(move || {
        let found = columns.with(|all| {
            let head = all.get(place)?;
            if head.told.is_none() {
                return head.found;
            }
            let number = (place + 1).to_string();
            ui.found_before(|options, reading| {
                let column = reading.columns.get(place).filter(|c| c.header == head.header)?;
                let told = options.roles.iter().any(|(name, _)| *name == head.key || *name == number);
                (!told).then_some((column.role, column.confidence))
            })
        });
        match found {
            Some((Role::Ignored, _)) => (r.as_found_is)((t.role)(Role::Ignored)),
            Some((role, sure)) => (r.as_found_is)(&format!("{} {}", (t.role)(role), fmt.percent_whole(sure))),
            None => r.as_found.to_owned(),
        }
    });
    let chosen = move |event| {
        let role = event_target_value(&event);
        let role = Role::named(&role);
        let Some(key) = columns.with_untracked(|all| all.get(place).map(|head| head.key.clone())) else {
            return;
        };
        let number = (place + 1).to_string();
        draft.update(|draft| {
            draft.roles.retain(|(name, _)| *name != key && *name != number);
            draft.roles.extend(role.map(|role| (key, role)));
        });
    };
    let option = |role: Role| {
        let is = flag(move || told() == Some(role));
        view! { <option value=role.as_str() prop:selected=is>{(t.role)(role)}</option> }
    };
    let none = flag(move || told().is_none());
    let unused = flag(move || columns.with(|all| all.get(place).is_none_or(|head| head.unused)));
    view! {
        <th scope="col" class:unused=unused>
            <bdi class="column-name">{text(name)}</bdi>
            <select aria-label=text(move || (r.role_of)(&name())) data-column=place.to_string() on:change=chosen>
                <option value="" prop:selected=none>{found}</option>
                {Role::ALL.into_iter().map(option).collect_view()}
                <optgroup label=r.other_tables>
                    {Datum::ALL.iter().map(|datum| option(Role::Datum(*datum))).collect_view()}
                </optgroup>
            </select>
        </th>
    }
    .into_any()
}
