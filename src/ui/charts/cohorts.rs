//! Cohorts by start month: a table whose cells are coloured, so that it is its own twin.

use super::super::live::{flag, word};
use super::shell::{Picture, Shell};
use super::{Setting, nothing, over};
use crate::base::Month;
use crate::chart::{
    CohortRow, Grain, HeatMetric, HeatScale, Step, cohort_rows, cohorts_caption, cohorts_plot, cohorts_twin,
    usual_grain,
};
use crate::i18n::charts::{ChartTexts, fill};
use crate::report::{AgeCell, Kind, Report};
use crate::ui::Ui;
use crate::ui::embed::cut;
use crate::ui::figures::evidence_of;
use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A cell by its row and its place in the row.
type Place = (usize, usize);

/// The cell at a place.
fn cell_at<'a>(rows: &[CohortRow<'a>], (row, place): Place) -> Option<(CohortRow<'a>, &'a AgeCell)> {
    let row = *rows.get(row)?;
    Some((row, row.cells.get(place)?))
}

/// The month in which a cohort has an age.
fn month_of(row: &CohortRow, cell: &AgeCell) -> Month {
    row.start.plus(i32::try_from(cell.months).unwrap_or(i32::MAX))
}

/// Reads the place off the cell an event happened in.
fn place_of(event: &ev::Event) -> Option<Place> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let cell = target.closest("[data-row]").ok()??;
    let number = |name| cell.get_attribute(name)?.parse().ok();
    Some((number("data-row")?, number("data-place")?))
}

/// Where a key leads from a place; rows differ in length.
fn next(rows: &[CohortRow], (row, place): Place, key: &str) -> Option<Place> {
    let last_of = |row: usize| rows.get(row).map(|row| row.cells.len().saturating_sub(1));
    let to = match key {
        "ArrowLeft" => (row, place.saturating_sub(1)),
        "ArrowRight" => (row, place + 1),
        "ArrowUp" => (row.saturating_sub(1), place),
        "ArrowDown" => (row + 1, place),
        "Home" => (row, 0),
        "End" => (row, usize::MAX),
        "PageUp" => (0, place),
        "PageDown" => (rows.len().saturating_sub(1), place),
        _ => return None,
    };
    let row = to.0.min(rows.len().saturating_sub(1));
    Some((row, to.1.min(last_of(row)?)))
}

/// Retention of each start month's customers by age.
#[component]
pub fn CohortHeatmap(
    /// The report.
    #[prop(into)]
    report: Signal<Option<Arc<Report>>>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let texts = move || ChartTexts::of(ui.lang.get());
    let metric = RwSignal::new(HeatMetric::default());
    let chosen = RwSignal::new(None::<Grain>);
    let grain = Memo::new(move |_| {
        let usual = || report.with(|report| report.as_ref().map(|report| usual_grain(report)));
        chosen.get().or_else(usual).unwrap_or_default()
    });
    let here = RwSignal::new(None::<Place>);
    let host = NodeRef::<Div>::new();
    Effect::new(move |_| {
        report.track();
        grain.track();
        here.set(None);
    });

    let show = move |event: &ev::Event| {
        let found = place_of(event);
        if found.is_some() && here.get_untracked() != found {
            here.set(found);
        }
    };
    let ask = move |(row, place): Place| {
        let Some(report) = report.get_untracked() else { return };
        let rows = cohort_rows(&report, grain.get_untracked());
        if let Some((row, cell)) = cell_at(&rows, (row, place)) {
            ui.ask(evidence_of(row.key(cell.months)));
        }
    };
    let on_click = move |event: ev::MouseEvent| {
        if let Some(place) = place_of(&event) {
            ask(place);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let (Some(place), Some(report)) = (place_of(&event), report.get_untracked()) else { return };
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let key = event.key();
        if key == "Enter" || key == " " {
            ask(place);
        } else {
            let rows = cohort_rows(&report, grain.get_untracked());
            let Some(to) = next(&rows, place, &key) else { return };
            move_focus(host.get_untracked().map(|h| h.unchecked_into()), to);
        }
        event.prevent_default();
    };

    let table = move || {
        let report = report.get()?;
        let rows = cohort_rows(&report, grain.get());
        (!rows.is_empty()).then(|| grid(&rows, metric.get(), Setting::of(ui, &report)))
    };
    let said = move || {
        let (report, place) = (report.get()?, here.get()?);
        let rows = cohort_rows(&report, grain.get());
        let (row, cell) = cell_at(&rows, place)?;
        let Setting { texts, fmt } = Setting::of(ui, &report);
        let metric = metric.get();
        let text = if row.by.is_some() { texts.cohorts_cell_joined } else { texts.cohorts_cell };
        Some(fill(
            text,
            &[
                ("start", &row.name(texts, &fmt)),
                ("age", &fmt.count(u64::from(cell.months))),
                ("month", &fmt.month(month_of(&row, cell))),
                ("metric", metric.short(texts)),
                ("value", &metric.written(cell, &fmt)),
                ("n", &fmt.count(cell.n)),
                ("revenue", &fmt.money(row.revenue)),
            ],
        ))
    };
    let has_any = move || report.with(|r| r.as_ref().is_some_and(|r| !r.cohorts.is_empty()));
    let twin = over(ui, report, move |report, s| {
        Arc::new(cohorts_twin(&cohort_rows(report, grain.get()), s.texts, &s.fmt))
    });
    let none = over(ui, report, |report, s| nothing(report, s, s.texts.cohorts_none.to_owned()));
    let picture = move |()| {
        untrack(|| {
            let report = report.get()?;
            let Setting { texts, fmt } = Setting::of(ui, &report);
            let rows = cohort_rows(&report, grain.get());
            let caption = cohorts_caption(metric.get(), &rows, &report.movements, texts, &fmt);
            cohorts_plot(&rows, metric.get(), caption, texts, &fmt).map(|plot| Picture::new(plot.svg()))
        })
    };
    let choices = move || {
        let start = |g: Grain| {
            let says = move || g.name(texts());
            radio("cohort-grain", says, move || grain.get() == g, move || chosen.set(Some(g)))
        };
        let one = |m: HeatMetric| {
            let says = move || m.short(texts());
            radio("cohort-metric", says, move || metric.get() == m, move || metric.set(m))
        };
        view! {
            <fieldset class="chart-choice" aria-label=word(move || texts().cohorts_grain)>
                {Grain::ALL.map(start).collect_view()}
            </fieldset>
            <fieldset class="chart-choice" aria-label=word(move || texts().cohorts_metric)>
                {HeatMetric::ALL.map(one).collect_view()}
            </fieldset>
        }
    };
    view! {
        <Shell
            id="cohorts"
            title=Signal::derive(move || texts().cohorts_title.to_owned())
            caption=over(ui, report, move |r, s| {
                cohorts_caption(metric.get(), &cohort_rows(r, grain.get()), &r.movements, s.texts, &s.fmt)
            })
            picture=picture
            csv=move |()| twin.get_untracked().csv()
            empty=Signal::derive(move || !has_any())
            choices=choices
            embed=Some(Signal::derive(move || cut(Kind::Cohort, Some(metric.get().metric()))))
        >
            <p class="chart-none" hidden=has_any>{move || none.get()}</p>
            <div hidden=flag(move || !has_any())>
                {move || report.get().map(|r| key(&cohort_rows(&r, grain.get()), metric.get(), Setting::of(ui, &r)))}
                <div
                    class="chart-table heat"
                    node_ref=host
                    on:click=on_click
                    on:keydown=on_key
                    on:focusin=move |event| show(&event)
                    on:pointerover=move |event| show(&event)
                >
                    {table}
                </div>
                <p class="heat-said" class:on=flag(move || here.get().is_some()) aria-live="polite">
                    {move || said().unwrap_or_else(|| texts().cohorts_hint.to_owned())}
                </p>
            </div>
        </Shell>
    }
}

/// One of a choice of few.
fn radio(
    choice: &'static str,
    says: impl Fn() -> &'static str + Send + 'static,
    is: impl Fn() -> bool + Send + 'static,
    choose: impl Fn() + 'static,
) -> AnyView {
    view! {
        <label>
            <input type="radio" name=choice prop:checked=flag(is) on:change=move |_| choose() />
            <span>{word(says)}</span>
        </label>
    }
    .into_any()
}

/// Gives a cell the focus; only the cell that has it can be tabbed to.
fn move_focus(host: Option<HtmlElement>, (row, place): Place) {
    let Some(host) = host else { return };
    let find = |selector: &str| host.query_selector(selector).ok().flatten();
    let Some(to) = find(&format!("td[data-row=\"{row}\"][data-place=\"{place}\"]")) else { return };
    if let Some(old) = find("td[tabindex=\"0\"]") {
        // Setting a plain attribute cannot fail.
        let _ = old.set_attribute("tabindex", "-1");
    }
    let _ = to.set_attribute("tabindex", "0");
    if let Ok(to) = to.dyn_into::<HtmlElement>() {
        let _ = to.focus();
    }
}

/// The steps of the colour scale with the values they begin at.
fn key(rows: &[CohortRow], metric: HeatMetric, setting: Setting) -> impl IntoView + use<> {
    let steps = HeatScale::new(metric, rows.iter().flat_map(|row| row.cells)).key();
    let write = |v: f64| setting.fmt.percent_whole(v);
    // NRR has no ends: its outer steps hold whatever lies beyond.
    let (least, most) =
        if matches!(metric, HeatMetric::Nrr | HeatMetric::Revenue) { ("≤ ", "≥ ") } else { ("", "") };
    let end = |step: Option<&(Step, Option<f64>)>, sign: &str| {
        let value = step.and_then(|s| s.1).map(write).unwrap_or_default();
        view! { <span>{format!("{sign}{value}")}</span> }
    };
    let (low, high) = (end(steps.first(), least), end(steps.last(), most));
    let inner = 1..steps.len().saturating_sub(1);
    let cells = steps.iter().enumerate().map(|(i, (step, value))| {
        let middle = value.filter(|_| inner.contains(&i));
        view! { <i class=step.class() class:named=middle.is_some()>{middle.map(write)}</i> }
    });
    let cells = cells.collect_view();
    view! { <div class="heat-key" aria-hidden="true">{low} {cells} {high}</div> }
}

/// The table. Its events are handled by what it stands in, so that a thousand cells cost no listener.
fn grid(rows: &[CohortRow], metric: HeatMetric, setting: Setting) -> impl IntoView + use<> {
    let Setting { texts, fmt } = setting;
    let scale = HeatScale::new(metric, rows.iter().flat_map(|row| row.cells));
    let ages = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let heads = (0..ages)
        .map(|age| view! { <th scope="col" class="cell">{fmt.count(age as u64)}</th> })
        .collect_view();
    let rows = rows.iter().enumerate().map(|(row, cohort)| {
        let cells = cohort.cells.iter().enumerate().map(|(place, cell)| {
            view! {
                <td
                    role="gridcell"
                    class=format!("cell {}", scale.of(cell).class())
                    tabindex=if (row, place) == (0, 0) { "0" } else { "-1" }
                    data-row=row.to_string()
                    data-place=place.to_string()
                >
                    {metric.inside(cell, &fmt)}
                </td>
            }
        });
        let cells = cells.collect_view();
        // What a cohort began with is what its first month opens.
        let begun = |shown: String| {
            view! {
                <th scope="row" class="wide">
                    <button type="button" class="chart-figure" title=texts.open_evidence data-row=row.to_string() data-place="0">
                        {shown}
                    </button>
                </th>
            }
        };
        view! {
            <tr role="row">
                <th scope="row">{cohort.name(texts, &fmt)}</th>
                {[fmt.count(cohort.customers), fmt.money_compact(cohort.revenue)].map(begun).into_iter().collect_view()}
                {cells}
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <table role="grid" aria-label=texts.cohorts_title>
            <thead>
                <tr role="row">
                    <th scope="col">{texts.start}</th>
                    <th scope="col" class="wide">{texts.customers}</th>
                    <th scope="col" class="wide">{texts.start_revenue}</th>
                    {heads}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
