//! Retention over trailing windows.

use super::plotted::Plotted;
use super::width::width_of;
use super::{WIDTH_UNTIL_KNOWN, nothing, over};
use crate::chart::{Plot, trend, trend_title, trend_twin};
use crate::i18n::charts::fill;
use crate::report::{Kind, Report};
use crate::ui::Ui;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;

const HEIGHT: f64 = 300.0;

/// NRR, GRR and logo retention over trailing windows.
#[component]
pub fn TrendChart(
    /// The report.
    #[prop(into)]
    report: Signal<Option<Arc<Report>>>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let host = NodeRef::<Div>::new();
    let width = width_of(host);
    let plot: Signal<Option<Arc<Plot>>> = over(ui, report, move |report, setting| {
        let size = (width.get().unwrap_or(WIDTH_UNTIL_KNOWN), HEIGHT);
        trend(&report.trend, setting.texts, &setting.fmt, size).map(Arc::new)
    });
    let twin = over(ui, report, |report, s| Arc::new(trend_twin(&report.trend, s.texts, &s.fmt)));
    let title = over(ui, report, |report, s| trend_title(&report.trend, s.texts, &s.fmt));
    let none = over(ui, report, move |report, s| {
        let months = s.fmt.count(u64::from(ui.settings.get().months));
        let usual = match report.window.is_some_and(|window| window.to.is_unnamed()) {
            true => s.texts.two_points.to_owned(),
            false => fill(s.texts.trend_none, &[("months", &months)]),
        };
        nothing(report, s, usual)
    });
    view! {
        <Plotted id="trend" title=title host=host plot=plot twin=twin none=none embed=Kind::Line />
    }
}
