//! From opening to closing MRR over the window.

use super::plotted::Plotted;
use super::width::width_of;
use super::{WIDTH_UNTIL_KNOWN, nothing, over};
use crate::chart::{Plot, waterfall, waterfall_twin};
use crate::i18n::charts::{ChartTexts, fill};
use crate::report::{Kind, MetricId, Report};
use crate::ui::Ui;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;

const HEIGHT: f64 = 300.0;

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
    let plot: Signal<Option<Arc<Plot>>> = over(ui, report, move |report, setting| {
        let size = (width.get().unwrap_or(WIDTH_UNTIL_KNOWN), HEIGHT);
        let (unit, texts) = (setting.unit(report), setting.texts);
        waterfall(
            &report.bridge,
            report.window,
            report.number(MetricId::Nrr),
            unit,
            texts,
            &setting.fmt,
            size,
        )
        .map(Arc::new)
    });
    let twin = over(ui, report, |report, s| Arc::new(waterfall_twin(&report.bridge, s.texts, &s.fmt)));
    let none = over(ui, report, move |report, s| {
        let months = s.fmt.count(u64::from(ui.settings.get().months));
        let text = if report.movements.len() < 2 { s.texts.bridge_one } else { s.texts.bridge_none };
        nothing(report, s, fill(text, &[("months", &months)]))
    });
    let title = Signal::derive(move || texts().bridge_title.to_owned());
    view! {
        <Plotted id="bridge" title=title host=host plot=plot twin=twin none=none embed=Kind::Waterfall />
    }
}
