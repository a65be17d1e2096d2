//! Evidence: what a number means, how it is made, and the customers that add up to it.

use super::Ui;
use super::charts::{Fmt, TwinTable};
use super::embed::{Embedding, cut};
use super::evidence_table::EvidenceTable;
use super::modal::{Modal, head, modal};
use super::room::setting;
use crate::base::Month;
use crate::i18n::charts::{ChartTexts, fill};
use crate::i18n::embed::EmbedTexts;
use crate::i18n::evidence::EvidenceTexts;
use crate::i18n::{Messages, messages};
use crate::read::RowCounts;
use crate::report::{EvidenceKey, EvidencePage, Kind, Report};
use crate::rooms::{Setting, about, in_warehouse, made, parts, totals_only};
use leptos::prelude::*;
use std::sync::Arc;

/// Who and what is not in the number, so that nobody has to guess.
fn not_in_it(t: &Messages, fmt: Fmt, report: &Report, page: &EvidencePage) -> AnyView {
    let month = |month: Option<Month>| month.map(|month| fmt.month(month)).unwrap_or_default();
    let (to, from) = (month(page.to), month(page.from.or(page.to)));
    let mut lines: Vec<String> = Vec::new();
    for excluded in &page.excluded {
        let many = fmt.count(excluded.customers);
        let who = match excluded.why.is_of_rows() {
            true => (t.rows_n)(&many),
            false => (t.customers_n)(excluded.customers, &many),
        };
        lines.push((t.exclusion)(excluded.why, who, &fmt.money(&excluded.amount), &from, &to));
    }
    let rows =
        |count: fn(&RowCounts) -> u64| report.inputs.iter().map(|input| count(&input.rows)).sum::<u64>();
    let (rejected, ignored) = (rows(|rows| rows.rejected), rows(|rows| rows.ignored));
    if rejected + ignored > 0 {
        lines.push((t.rows_not_in_it)(&fmt.count(rejected), &fmt.count(ignored)));
    }
    if lines.is_empty() {
        return ().into_any();
    }
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <div class="not-in-it">
            <p class="muted small">{t.not_in_it}</p>
            <ul class="small">{lines}</ul>
        </div>
    }
    .into_any()
}

/// The drawer.
#[component]
pub(super) fn Drawer() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let open = Memo::new(move |_| ui.asked.with(Option::is_some));
    let body = view! {
        <div class="drawer-body">
            {move || {
                let t = messages(ui.lang.get());
                open.get().then(|| view! { <Inside t /> })
            }}
        </div>
    };
    let of = Modal {
        name: "drawer",
        class: "drawer",
        open: open.into(),
        close: Ui::close_evidence,
        lightly: true,
    };
    modal(ui, of, body.into_any())
}

/// What the drawer says about the number asked for.
#[component]
fn Inside(t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let key = Memo::new(move |_| ui.asked.with(|asked| asked.map(|asked| asked.key)));
    move || {
        let (key, report) = key.get().zip(ui.report.get_untracked())?;
        let (title, definition) = about(&setting(report.clone(), t), key);
        Some(view! {
            {head(ui, "drawer", title, t.close, Ui::close_evidence)}
            <p class="prose">{definition}</p>
            {embed(ui, key, t)}
            <Answer key_of=key report t />
        })
    }
}

/// The way to put a headline figure on another site.
fn embed(ui: Ui, key: EvidenceKey, t: &Messages) -> Option<AnyView> {
    let EvidenceKey::Metric { id } = key else { return None };
    let open = move |_| {
        ui.close_evidence();
        ui.embed(Some(Embedding { chart: None, cut: cut(Kind::Number, Some(id)), names: false }));
    };
    let e = EmbedTexts::of(t.lang);
    let label = fill(e.label, &[("title", (t.metric)(id))]);
    let button = view! {
        <p><button type="button" class="button small" data-testid="embed-figure" aria-label=label on:click=open>{e.tool}</button></p>
    };
    Some(button.into_any())
}

/// The formula and the customers, once they have come.
#[component]
fn Answer(key_of: EvidenceKey, report: Arc<Report>, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let fmt = Fmt::new(t.lang, report.currency.as_deref());
    // The page before stays while the next one is under way.
    let page = Memo::new(move |before: Option<&Option<Arc<EvidencePage>>>| {
        ui.evidence.get().filter(|page| page.key == key_of).or_else(|| before.cloned().flatten())
    });
    let count = Memo::new(move |_| page.with(|page| page.as_ref().map(|page| page.count)));
    let s = setting(report.clone(), t);
    move || match count.get() {
        None => Some(view! { <p class="muted" role="status">{t.loading}</p> }.into_any()),
        Some(count) => {
            let now = page.get_untracked()?;
            let beside = beside(&s, &now);
            if count == 0 {
                let none = match beside.is_some() {
                    true => EvidenceTexts::of(t.lang).no_customers,
                    false if totals_only(&report) => ChartTexts::of(t.lang).no_customers_listed,
                    false => in_warehouse(&report, t.lang).unwrap_or(t.evidence_none),
                };
                return Some(view! { {beside} <p class="muted">{none}</p> }.into_any());
            }
            let adds_up = now.numerator.map(|_| match now.denominator {
                Some(_) => t.evidence_totals,
                None => t.evidence_sum,
            });
            let answer = view! {
                {beside}
                <EvidenceTable page report=report.clone() t />
                {adds_up.map(|text| view! { <p class="muted small">{text}</p> })}
                {not_in_it(t, fmt, &report, &now)}
            };
            Some(answer.into_any())
        }
    }
}

/// The formula with the file's own numbers, and what the number is put together from beside its customers.
fn beside(s: &Setting, page: &EvidencePage) -> Option<AnyView> {
    let t = s.texts;
    let lines = made(s, page);
    let formula = (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|line| view! { <p class="figures">{line}</p> }).collect_view();
        view! {
            <div class="formula">
                <p class="muted small">{t.formula}</p>
                {lines}
            </div>
        }
    });
    let parts = parts(s, page).map(|(note, twin)| {
        view! {
            <p class="muted small">{note}</p>
            <TwinTable title=Signal::stored(note.to_owned()) twin=Signal::stored(Arc::new(twin)) />
        }
    });
    let some = formula.is_some() || parts.is_some();
    some.then(|| view! { {formula} {parts} }.into_any())
}
