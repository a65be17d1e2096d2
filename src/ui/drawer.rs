//! Evidence: what a number means, how it is made, and the customers that add up to it.

use super::Ui;
use super::charts::Fmt;
use super::evidence_table::EvidenceTable;
use super::figures::{amount_text, value_text};
use crate::base::Month;
use crate::i18n::charts::ChartTexts;
use crate::i18n::rooms::split::SplitTexts;
use crate::i18n::segments::segments;
use crate::i18n::{Messages, messages};
use crate::read::RowCounts;
use crate::report::{
    AgeCell, Cohort, CohortSpan, EvidenceColumn, EvidenceKey, EvidencePage, EvidenceUnit, Metric, Report,
    Value,
};
use crate::rooms::totals_only;
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::sync::Arc;

/// Title and definition of a number.
fn about(t: &Messages, fmt: Fmt, report: &Report, key: EvidenceKey) -> (String, &'static str) {
    match key {
        EvidenceKey::Metric { id } => ((t.metric)(id).to_owned(), (t.metric_definition)(id)),
        EvidenceKey::Movement { month, kind } => {
            ((t.about_movement)((t.movement)(kind), &fmt.month(month)), (t.movement_definition)(kind))
        }
        EvidenceKey::Closing { month } => ((t.about_closing)(&fmt.month(month)), t.closing_definition),
        EvidenceKey::Bridge { part } => {
            let title = report.window.map(|window| {
                (t.about_bridge)((t.bridge)(part), &fmt.month(window.from), &fmt.month(window.to))
            });
            (title.unwrap_or_else(|| (t.bridge)(part).to_owned()), (t.bridge_definition)(part))
        }
        EvidenceKey::Cohort { start, months } => {
            ((t.about_cohort)(&fmt.month(start), months), t.cohort_definition)
        }
        EvidenceKey::Segment { by, value, metric, before } => {
            let found = report.segments.iter().find(|s| s.segmentation == by && s.group == value);
            let s = segments(t.lang);
            let group = found.map(|f| s.group(f.kind, &f.value, f.folded)).unwrap_or_default();
            let then =
                report.segmentations.get(by as usize).and_then(|s| s.simpson.as_ref()).map(|s| s.window);
            let metric = (t.metric)(metric);
            let title = match then.filter(|_| before) {
                Some(then) => {
                    (s.about_segment_before)(metric, &group, &fmt.month(then.from), &fmt.month(then.to))
                }
                None => (s.about_segment)(metric, &group),
            };
            (title, s.segment_definition)
        }
        EvidenceKey::Quadrant { group } => {
            let s = segments(t.lang);
            let [name, ..] = (s.quadrant)(group);
            (name.to_owned(), s.quadrant_definition)
        }
        EvidenceKey::CohortBy { by, start, months } => {
            let quarter = start.number().div_ceil(3);
            ((t.about_cohort_by)(by, &fmt.year(start), quarter, months), t.cohort_by_definition)
        }
        EvidenceKey::Downgrades { downgraded } => {
            ((t.about_downgrades)(downgraded).to_owned(), t.downgrades_definition)
        }
        EvidenceKey::Survival { months } => ((t.about_survival)(months), t.survival_definition),
        EvidenceKey::Quality { code } => ((t.about_quality)(code).to_owned(), t.quality_definition),
        EvidenceKey::Trend { month } => ((t.about_trend)(&fmt.month(month)), t.trend_definition),
        EvidenceKey::Split { part } => {
            let (name, rule) = (SplitTexts::of(t.lang).part)(part);
            (name.to_owned(), rule)
        }
        EvidenceKey::Definition { id } => ((t.definition_name)(id).to_owned(), (t.definition_rule)(id)),
    }
}

/// The value the evidence is for, as the report has it.
fn result(fmt: Fmt, report: &Report, key: EvidenceKey) -> Option<String> {
    match key {
        EvidenceKey::Metric { id } => match report.metrics.get(&id)? {
            Metric::Value { value, .. } => Some(value_text(fmt, id, value)),
            Metric::Na { .. } => None,
        },
        EvidenceKey::Definition { id } => {
            let definition = report.definitions.iter().find(|definition| definition.id == id)?;
            definition.value.map(|value| fmt.percent(value))
        }
        _ => None,
    }
}

/// NRR, GRR and logo retention where one list of customers stands behind all three.
fn retention(report: &Report, key: EvidenceKey) -> Option<[f64; 3]> {
    let aged = |cells: &[AgeCell], months: u32| {
        let cell = cells.iter().find(|cell| cell.months == months)?;
        Some([cell.nrr, cell.grr, cell.logo])
    };
    let of = |cohorts: &[Cohort], start: Month, months: u32| {
        aged(&cohorts.iter().find(|cohort| cohort.start == start)?.age, months)
    };
    match key {
        EvidenceKey::Cohort { start, months } => of(&report.cohorts, start, months),
        EvidenceKey::CohortBy { by, start, months } => match by {
            CohortSpan::Quarter => of(&report.cohorts_by.quarter, start, months),
            CohortSpan::Year => of(&report.cohorts_by.year, start, months),
            CohortSpan::All => aged(&report.cohorts_by.all, months),
        },
        EvidenceKey::Trend { month } => {
            let point = report.trend.iter().find(|point| point.month == month)?;
            Some([point.nrr, point.grr, point.logo_retention])
        }
        _ => None,
    }
}

/// "Kept $102,733 ÷ MRR at start $137,579 = 74.7 %", from the evidence's own totals: a line a figure.
fn formula(t: &Messages, fmt: Fmt, report: &Report, page: &EvidencePage) -> Vec<String> {
    let term = |place: usize| {
        let (column, total) = (page.columns.get(place)?, page.totals.get(place)?);
        Some(format!("{} {}", (t.evidence_column)(*column), cell_text(fmt, *column, total)))
    };
    let above = page.numerator.and_then(|place| term(place as usize));
    let below = page.denominator.and_then(|place| term(place as usize));
    if let Some([nrr, grr, logo]) = retention(report, page.key) {
        let kept = page.columns.iter().position(|c| *c == EvidenceColumn::Kept).and_then(term);
        let line = |name: &str, above: Option<String>, ratio: f64| match (above, &below) {
            (Some(above), Some(below)) => {
                format!("{name}: {above} {} {below} = {}", t.over, fmt.percent(ratio))
            }
            _ => format!("{name}: {}", fmt.percent(ratio)),
        };
        let of_all = (t.customers_n)(page.count, &fmt.count(page.count));
        let logo = (t.logo_formula)(&fmt.percent(logo), &of_all);
        return vec![line("NRR", above, nrr), line("GRR", kept, grr), logo];
    }
    let line = match (above, below, result(fmt, report, page.key)) {
        (Some(above), Some(below), Some(result)) => Some(format!("{above} {} {below} = {result}", t.over)),
        (Some(above), None, Some(result)) => Some(format!("{above} = {result}")),
        (Some(above), None, None) => Some(above),
        (None, None, Some(result)) => match page.key {
            EvidenceKey::Metric { id } => crate::rooms::basis(t, &fmt, report, id)
                .made_of
                .map(|made_of| format!("{made_of} = {result}")),
            _ => None,
        },
        _ => None,
    };
    line.into_iter().collect()
}

/// Who and what is not in the number, so that nobody has to guess.
fn not_in_it(t: &Messages, fmt: Fmt, report: &Report, page: &EvidencePage) -> AnyView {
    let month = |month: Option<Month>| month.map(|month| fmt.month(month)).unwrap_or_default();
    let (to, from) = (month(page.to), month(page.from.or(page.to)));
    let mut lines: Vec<String> = Vec::new();
    for excluded in &page.excluded {
        let customers = (t.customers_n)(excluded.customers, &fmt.count(excluded.customers));
        lines.push((t.exclusion)(excluded.why, customers, &fmt.money(&excluded.amount), &from, &to));
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

/// A cell of evidence as people read it.
pub(super) fn cell_text(fmt: Fmt, column: EvidenceColumn, cell: &str) -> String {
    match (column.unit(), cell.parse::<i64>()) {
        (EvidenceUnit::Count, Ok(n)) => amount_text(fmt, &Value::Count(n)),
        (EvidenceUnit::Count, Err(_)) => cell.to_owned(),
        (EvidenceUnit::Money, _) if cell.is_empty() => "—".to_owned(),
        (EvidenceUnit::Money, _) => fmt.money(cell),
        (EvidenceUnit::Points, _) => {
            cell.parse::<f64>().map_or_else(|_| cell.to_owned(), |points| fmt.percent(points / 100.0))
        }
    }
}

/// The drawer. A modal dialog: the browser keeps the focus in it, gives it back, and closes it on Esc.
#[component]
pub(super) fn Drawer() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let dialog = NodeRef::<Dialog>::new();
    let open = Memo::new(move |_| ui.asked.with(Option::is_some));
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            // Refused only where the dialog is not in the page.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let closed = move |_| {
        if ui.asked.with_untracked(Option::is_some) {
            ui.close_evidence();
        }
    };
    let beside = move |event: leptos::ev::MouseEvent| {
        let on_backdrop = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| element.tag_name() == "DIALOG");
        if on_backdrop {
            ui.close_evidence();
        }
    };
    view! {
        <dialog class="drawer" node_ref=dialog aria-labelledby="drawer-title" on:close=closed on:click=beside>
            <div class="drawer-body">
                {move || {
                    let t = messages(ui.lang.get());
                    open.get().then(|| view! { <Inside t /> })
                }}
            </div>
        </dialog>
    }
}

/// What the drawer says about the number asked for.
#[component]
fn Inside(t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let key = Memo::new(move |_| ui.asked.with(|asked| asked.map(|asked| asked.key)));
    move || {
        let (key, report) = key.get().zip(ui.report.get_untracked())?;
        let fmt = Fmt::new(t.lang, report.currency.as_deref());
        let (title, definition) = about(t, fmt, &report, key);
        Some(view! {
            <header class="drawer-head">
                <h2 id="drawer-title">{title}</h2>
                <button type="button" class="quiet glyph" aria-label=t.close on:click=move |_| ui.close_evidence()>
                    <span aria-hidden="true">"✕"</span>
                </button>
            </header>
            <p class="prose">{definition}</p>
            <Answer key_of=key report t />
        })
    }
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
    move || match count.get() {
        None => Some(view! { <p class="muted" role="status">{t.loading}</p> }.into_any()),
        Some(0) => {
            let texts = ChartTexts::of(t.lang);
            let none = if totals_only(&report) { texts.no_customers_listed } else { t.evidence_none };
            Some(view! { <p class="muted">{none}</p> }.into_any())
        }
        Some(_) => {
            let now = page.get_untracked()?;
            let lines = formula(t, fmt, &report, &now);
            let made = (!lines.is_empty()).then(|| {
                let lines =
                    lines.into_iter().map(|line| view! { <p class="figures">{line}</p> }).collect_view();
                view! {
                    <div class="formula">
                        <p class="muted small">{t.formula}</p>
                        {lines}
                    </div>
                }
            });
            let adds_up = now.numerator.map(|_| match now.denominator {
                Some(_) => t.evidence_totals,
                None => t.evidence_sum,
            });
            let answer = view! {
                {made}
                <EvidenceTable page report=report.clone() t />
                {adds_up.map(|text| view! { <p class="muted small">{text}</p> })}
                {not_in_it(t, fmt, &report, &now)}
            };
            Some(answer.into_any())
        }
    }
}
