//! MRR movements, month by month.

use super::plotted::Plotted;
use super::width::width_of;
use super::{WIDTH_UNTIL_KNOWN, nothing, over};
use crate::chart::{Plot, left_out, months_in, movements, movements_twin};
use crate::i18n::charts::{ChartTexts, fill};
use crate::report::{Kind, Report};
use crate::ui::Ui;
use crate::ui::charts::Fmt;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;

/// Up to here all months are shown at once.
const ALL_UP_TO: usize = 36;
/// Beyond, these many of the last.
const RECENT: usize = 24;
const HEIGHT: f64 = 340.0;

/// Stacked bars by month, gains above and losses below the axis, the net as a line.
#[component]
pub fn MovementsChart(
    /// The report.
    #[prop(into)]
    report: Signal<Option<Arc<Report>>>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let texts = move || ChartTexts::of(ui.lang.get());
    let host = NodeRef::<Div>::new();
    let width = width_of(host);
    let everything = RwSignal::new(false);
    let months = over(ui, report, |r, _| r.movements.len() - usize::from(left_out(&r.movements).is_some()));

    let wide = move || width.get().unwrap_or(WIDTH_UNTIL_KNOWN);
    let usual = Memo::new(move |_| {
        let all = months.get();
        let room = months_in(wide());
        if all <= ALL_UP_TO.min(room) { all } else { RECENT.min(room) }
    });
    let plot: Signal<Option<Arc<Plot>>> = over(ui, report, move |report, setting| {
        let span = if everything.get() { usize::MAX } else { usual.get() };
        let size = (wide(), HEIGHT);
        let unit = setting.unit(report);
        movements(&report.movements, span, unit, setting.texts, &setting.fmt, size).map(Arc::new)
    });
    let twin = over(ui, report, |report, s| Arc::new(movements_twin(&report.movements, s.texts, &s.fmt)));
    let none = over(ui, report, |report, s| nothing(report, s, s.texts.movements_none.to_owned()));
    let title = Signal::derive(move || texts().movements_title.to_owned());
    let choice = move || {
        (months.get() > usual.get()).then(|| {
            let label = move || {
                let all = months.get();
                let (text, n) = if everything.get() { (texts().last_months, usual.get()) } else { (texts().all_months, all) };
                fill(text, &[("n", &Fmt::new(ui.lang.get(), None).count(n as u64))])
            };
            view! {
                <button type="button" class="chart-tool" on:click=move |_| everything.update(|v| *v = !*v)>{label}</button>
            }
        })
    };
    view! {
        <Plotted id="movements" title=title host=host plot=plot twin=twin none=none choices=choice embed=Kind::Movements />
    }
}
