//! From opening to closing MRR over the window.

use super::plot::Stage;
use super::shell::{Picture, Shell};
use super::table::TwinTable;
use super::width::width_of;
use super::{WIDTH_UNTIL_KNOWN, nothing, over};
use crate::chart::{Plot, waterfall, waterfall_twin};
use crate::i18n::charts::{ChartTexts, fill};
use crate::report::{Metric, MetricId, Report, Value};
use crate::ui::Ui;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;

const HEIGHT: f64 = 300.0;

/// NRR as the report has it, where it has one.
fn nrr(report: &Report) -> Option<f64> {
    match report.metrics.get(&MetricId::Nrr)? {
        Metric::Value { value: Value::Number(v), .. } => Some(*v),
        // A ratio of exactly 1 may come back from JSON as a count.
        Metric::Value { value: Value::Count(v), .. } => Some(*v as f64),
        _ => None,
    }
}

/// The window's waterfall: what the opening customers did, then who came.
#[component]
pub fn WaterfallChart(
    /// The report.
    #[prop(into)]
    report: Signal<Option<Arc<Report>>>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let texts = move || ChartTexts::of(ui.lang.get());
    let host = NodeRef::<Div>::new();
    let width = width_of(host);
    let as_table = RwSignal::new(false);
    let plot: Signal<Option<Arc<Plot>>> = over(ui, report, move |report, setting| {
        let size = (width.get().unwrap_or(WIDTH_UNTIL_KNOWN), HEIGHT);
        let (unit, texts) = (setting.unit(report), setting.texts);
        waterfall(&report.bridge, report.window, nrr(report), unit, texts, &setting.fmt, size).map(Arc::new)
    });
    let twin = over(ui, report, |report, s| Arc::new(waterfall_twin(&report.bridge, s.texts, &s.fmt)));
    let none = over(ui, report, move |report, s| {
        let months = s.fmt.count(u64::from(ui.settings.get().months));
        let text = if report.movements.len() < 2 { s.texts.bridge_one } else { s.texts.bridge_none };
        nothing(report, s, fill(text, &[("months", &months)]))
    });
    let title = Signal::derive(move || texts().bridge_title.to_owned());
    view! {
        <Shell
            id="bridge"
            title=title
            caption=Signal::derive(move || plot.get().map(|p| p.caption.clone()).unwrap_or_default())
            picture=move |()| plot.get_untracked().map(|p| Picture::new(p.svg()))
            csv=move |()| twin.get_untracked().csv()
            empty=Signal::derive(move || plot.with(Option::is_none))
            as_table=as_table
        >
            <p class="chart-none" hidden=move || plot.get().is_some()>{move || none.get()}</p>
            <div hidden=move || as_table.get() || plot.get().is_none()>
                <Stage host=host plot=plot />
            </div>
            <Show when=move || as_table.get() && plot.with(Option::is_some)>
                <TwinTable title=title twin=twin />
            </Show>
        </Shell>
    }
}
