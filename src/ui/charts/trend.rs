//! Retention over trailing windows.

use super::plot::Stage;
use super::shell::{Picture, Shell};
use super::table::TwinTable;
use super::width::width_of;
use super::{WIDTH_UNTIL_KNOWN, nothing, over};
use crate::chart::{Plot, trend, trend_title, trend_twin};
use crate::i18n::charts::fill;
use crate::report::Report;
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
    let as_table = RwSignal::new(false);
    let plot: Signal<Option<Arc<Plot>>> = over(ui, report, move |report, setting| {
        let size = (width.get().unwrap_or(WIDTH_UNTIL_KNOWN), HEIGHT);
        trend(&report.trend, setting.texts, &setting.fmt, size).map(Arc::new)
    });
    let twin = over(ui, report, |report, s| Arc::new(trend_twin(&report.trend, s.texts, &s.fmt)));
    let title = over(ui, report, |report, s| trend_title(&report.trend, s.texts, &s.fmt));
    let none = over(ui, report, move |report, s| {
        let months = s.fmt.count(u64::from(ui.settings.get().months));
        nothing(report, s, fill(s.texts.trend_none, &[("months", &months)]))
    });
    view! {
        <Shell
            id="trend"
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
