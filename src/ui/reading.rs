//! How one file was read: what it is, the count that adds up, its columns, its findings, its rejects.

use super::charts::Fmt;
use super::findings::Findings;
use super::read_bar::{ChangeReading, RemoveFile, converted};
use super::rejects::Rejects;
use crate::i18n::Messages;
use crate::i18n::diagnose::{Shell, told};
use crate::i18n::reading::{reading_texts, value_text};
use crate::i18n::sources;
use crate::read::{Code, Column, Field, Reading, Role};
use crate::tables::TableKind;
use leptos::prelude::*;

/// Columns that are listed one by one; a wide table has hundreds.
const LISTED_COLUMNS: usize = 40;

/// The panel of one file. `eager` shows its rejected rows without being asked.
#[component]
pub(super) fn ReadingPanel(place: u32, reading: Reading, eager: bool, t: &'static Messages) -> impl IntoView {
    let findings = match reading.diagnostics.is_empty() {
        true => view! { <p class="muted">{t.no_findings}</p> }.into_any(),
        false => view! { <Findings diagnostics=reading.diagnostics.clone() place=None t /> }.into_any(),
    };
    let rejected = reading.rows.rejected;
    let beyond = reading.diagnostics.iter().find(|found| found.code == Code::RejectsBeyond);
    let beyond = beyond.map(|found| told(t.lang, found, Shell::Page).message);
    let (columns, file) = (reading.columns.clone(), reading.name.clone());
    view! {
        <article class="reading">
            <header class="reading-head">
                <h2><bdi>{reading.name.clone()}</bdi></h2>
                <div class="read-tools">
                    <ChangeReading place />
                    <RemoveFile place name=reading.name.clone() t />
                </div>
            </header>
            {(reading.rows.read > 0).then(|| view! { <RowSum reading=reading.clone() t /> })}
            <h3>{t.findings_title}</h3>
            {findings}
            {(rejected > 0).then(|| view! { <Rejects file=place all=rejected beyond eager t /> })}
            <Facts reading t />
            {(!columns.is_empty()).then(|| view! { <Columns columns file t /> })}
        </article>
    }
    .into_any()
}

/// Rows in = used + rejected + ignored, as a sum one can check.
#[component]
fn RowSum(reading: Reading, t: &'static Messages) -> impl IntoView {
    let fmt = Fmt::new(t.lang, None);
    let rows = reading.rows;
    let part = |count: u64, name: &'static str| {
        view! { <span class="sum-part"><b>{fmt.count(count)}</b> <span>{name}</span></span> }
    };
    let rules = reading
        .ignored
        .iter()
        .map(|rule| format!("{}: {}", (t.ignored_rule)(rule.rule), fmt.count(rule.count)))
        .collect::<Vec<_>>()
        .join(t.list_separator);
    let ignored_note = (!rules.is_empty()).then(|| view! { <span class="muted">"("{rules}")"</span> });
    view! {
        <p
            class="row-sum"
            data-testid="rows"
            data-in=rows.read.to_string()
            data-used=rows.used.to_string()
            data-rejected=rows.rejected.to_string()
            data-ignored=rows.ignored.to_string()
        >
            {part(rows.read, t.rows_in)}
            <span class="sum-sign">"="</span>
            {part(rows.used, t.rows_used)}
            <span class="sum-sign">"+"</span>
            {part(rows.rejected, t.rows_rejected)}
            <span class="sum-sign">"+"</span>
            {part(rows.ignored, t.rows_ignored)}
            {ignored_note}
        </p>
    }
}

/// What the file is.
#[component]
fn Facts(reading: Reading, t: &'static Messages) -> impl IntoView {
    let fmt = Fmt::new(t.lang, None);
    let found = |field: Field| field.found(&reading).map(|value| value_text(t, field, &value));
    let mixed = reading.diagnostics.iter().any(|found| found.code == Code::CurrencyMixed);
    let revenue = reading.table == Some(TableKind::Revenue);
    let currency = match mixed {
        true => Some(t.currencies.to_owned()),
        false => converted(&reading).or_else(|| reading.currency.clone()),
    };
    let source = reading.source.as_deref().map(|name| sources::source(t.lang, name).to_owned());
    let told: Vec<String> = found(Field::Table).into_iter().chain(source).collect();
    let table = Some(told.join(" · ")).filter(|told| !told.is_empty());
    let r = reading_texts(t.lang);
    let no_header = reading.table.map(|_| r.no_header.to_owned());
    // Of what is no text there is nothing to say.
    let text = !reading.delimiter.is_empty();
    // What was not found is left out, but for what the figures turn on.
    let facts = [
        (t.fact_table, table),
        (t.fact_shape, found(Field::Shape)),
        (t.fact_header_line, found(Field::HeaderLine).or(no_header)),
        (t.fact_currency, currency.or_else(|| revenue.then(|| t.not_stated.to_owned()))),
        (t.fact_encoding, found(Field::Encoding)),
        (t.fact_delimiter, found(Field::Delimiter)),
        ((r.field)(Field::Quote), found(Field::Quote).filter(|_| text)),
        ((r.field)(Field::DateOrder), found(Field::DateOrder)),
        ((r.field)(Field::FiscalStart), found(Field::FiscalStart)),
        ((r.field)(Field::Decimal), found(Field::Decimal)),
        (t.fact_size, Some(fmt.bytes(reading.bytes as f64))),
    ];
    let facts = facts.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let facts = facts.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> });
    let hash = reading.sha256.chars().take(16).collect::<String>();
    view! {
        <dl class="facts">
            {facts.collect_view()}
            <div><dt>{t.fact_hash}</dt><dd><code title=reading.sha256>{hash}"…"</code></dd></div>
        </dl>
    }
}

/// What each column was taken for.
#[component]
fn Columns(columns: Vec<Column>, file: String, t: &'static Messages) -> impl IntoView {
    let fmt = Fmt::new(t.lang, None);
    let beyond = columns.len().saturating_sub(LISTED_COLUMNS);
    let rows = columns
        .into_iter()
        .take(LISTED_COLUMNS)
        .map(|column| {
            let unused = column.role == Role::Ignored;
            view! {
                <tr class:muted=unused>
                    <th scope="row"><bdi>{column.header}</bdi></th>
                    <td>{(t.role)(column.role)}</td>
                    <td class="figures">{(!unused).then(|| fmt.percent_whole(column.confidence))}</td>
                    <td><code>{column.format}</code></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <h3>{t.columns_title}</h3>
        <div class="scroll" tabindex="0" role="region" aria-label=format!("{}: {file}", t.columns_title)>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t.col_header}</th>
                        <th scope="col">{t.col_role}</th>
                        <th scope="col" class="figures">{t.col_confidence}</th>
                        <th scope="col">{t.col_format}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(beyond > 0).then(|| view! { <p class="muted small">"+ "{fmt.count(beyond as u64)}</p> })}
    }
}
