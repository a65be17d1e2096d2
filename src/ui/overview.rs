//! The first view: the sentence, the key figures, the charts, every other figure.

use super::figure_list::{FigureList, TILES};
use super::findings::Findings;
use super::guide::QuestionLines;
use super::headline::Headline;
use super::read_bar::ReportBar;
use super::report_view::Part;
use super::room::{self, setting};
use super::tile::{Figure, Tile};
use crate::i18n::Messages;
use crate::read::Severity;
use crate::report::Report;
use crate::rooms;
use crate::ui::Ui;
use crate::ui::charts::{CohortHeatmap, Fmt, MovementsChart, TrendChart, WaterfallChart};
use leptos::prelude::*;
use std::sync::Arc;

/// The first view.
#[component]
pub(super) fn Overview(report: Arc<Report>, t: &'static Messages) -> impl IntoView {
    let fmt = Fmt::new(t.lang, None);
    let tiles =
        TILES.into_iter().map(|id| view! { <Tile figure=Figure::new(t, &report, id) t /> }).collect_view();
    let filled =
        (report.filled > 0).then(|| view! { <p class="note">{(t.filled)(&fmt.count(report.filled))}</p> });
    // What spoils the figures stands beside them, not only with the file it was found in.
    let several = report.inputs.len() > 1;
    let of_files = (0u32..).zip(&report.inputs).filter_map(|(place, reading)| {
        let errors = reading.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let errors = errors.cloned().collect::<Vec<_>>();
        let name = several.then(|| view! { <h3><bdi>{reading.name.clone()}</bdi></h3> });
        (!errors.is_empty()).then(|| view! { {name} <Findings diagnostics=errors place=Some(place) t /> })
    });
    let of_files = of_files.collect_view();
    let of_all = report.diagnostics.clone();
    let findings = (!of_files.is_empty() || !of_all.is_empty()).then(|| {
        view! {
            <section class="block">
                <h2>{t.report_findings}</h2>
                {(!of_all.is_empty()).then(|| view! { <Findings diagnostics=of_all place=None t /> })}
                {of_files}
            </section>
        }
    });
    let ui = expect_context::<Ui>();
    let readings = report.inputs.clone();
    let standing = view! {
        <section class="block">{room::all(rooms::standing(&setting(report.clone(), t)))}</section>
    };
    if report.span.is_none() && report.questions.iter().any(|q| q.status != "needs_data") {
        // Tables beside revenue alone: what they answer, and no figures of money.
        return view! {
            <ReportBar readings t />
            <div class="hero"><h1>{t.headline_no_revenue}</h1></div>
            {standing}
            {findings}
            <section class="block">
                <h2>{t.guide_title}</h2>
                <QuestionLines report t />
            </section>
        }
        .into_any();
    }
    view! {
        <ReportBar readings t />
        <Headline report=report.clone() t />
        {filled}
        <section class="tiles-block">
            <h2 class="unseen">{t.key_figures}</h2>
            <div class="tiles">{tiles}</div>
        </section>
        {standing}
        {findings}
        <Part place=1>
            <section class="block charts">
                <h2>{t.money_block}</h2>
                <MovementsChart report=ui.report />
                <WaterfallChart report=ui.report />
            </section>
        </Part>
        <Part place=2>
            <section class="block charts">
                <h2>{t.retention_block}</h2>
                <TrendChart report=ui.report />
                <Part place=3><CohortHeatmap report=ui.report /></Part>
            </section>
        </Part>
        <Part place=4>
            <section class="block">
                <h2>{t.guide_title}</h2>
                <QuestionLines report=report.clone() t />
            </section>
            <section class="block">
                <h2>{t.all_figures}</h2>
                <FigureList report=report.clone() t />
            </section>
        </Part>
    }
    .into_any()
}
