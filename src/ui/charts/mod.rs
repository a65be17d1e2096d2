//! Charts of the report, each with its table and its files.
//!
//! All four take the report as the page holds it and show why there is nothing to draw where there is nothing.

mod cohorts;
mod export;
mod format;
mod movements;
mod plot;
mod plotted;
mod room;
mod shell;
mod table;
mod trend;
mod waterfall;
mod width;

pub use cohorts::CohortHeatmap;
pub use export::{download, png, text_blob};
pub use format::{DASH, Fmt};
pub use movements::MovementsChart;
pub use room::{RoomChart, RoomTable};
pub use table::TwinTable;
pub use trend::TrendChart;
pub use waterfall::WaterfallChart;
pub(super) use width::width_of;

use crate::base::Na;
use crate::i18n::charts::ChartTexts;
use crate::report::{Metric, MetricId, Report};
use crate::rooms::totals_only;
use crate::ui::Ui;
use leptos::prelude::*;
use std::sync::Arc;

/// Width that is drawn to until the page is laid out.
const WIDTH_UNTIL_KNOWN: f64 = 640.0;

/// What a chart draws with: texts and formats of the page's language, the report's currency.
#[derive(Clone, Copy)]
struct Setting {
    texts: &'static ChartTexts,
    fmt: Fmt,
}

impl Setting {
    /// Tracks the language.
    fn of(ui: Ui, report: &Report) -> Self {
        let lang = ui.lang.get();
        Setting { texts: ChartTexts::of(lang), fmt: Fmt::new(lang, report.currency.as_deref()) }
    }

    /// The currency's code, or that none is stated.
    fn unit(self, report: &Report) -> &str {
        report.currency.as_deref().unwrap_or(self.texts.plain_unit)
    }
}

/// Why a chart is empty: `usual`, unless its amounts could not be added up at all.
fn nothing(report: &Report, setting: Setting, usual: String) -> String {
    match report.metrics.get(&MetricId::Mrr) {
        Some(Metric::Na { na: Na::MixedCurrency, .. }) => setting.texts.mixed_currency.to_owned(),
        _ if totals_only(report) => setting.texts.no_customers.to_owned(),
        _ => usual,
    }
}

/// A memo over the report with its setting; the default where there is no report.
fn over<T: Default + Clone + PartialEq + Send + Sync + 'static>(
    ui: Ui,
    report: Signal<Option<Arc<Report>>>,
    make: impl Fn(&Report, Setting) -> T + Send + Sync + 'static,
) -> Signal<T> {
    Memo::new(move |_| report.get().map(|r| make(&r, Setting::of(ui, &r))).unwrap_or_default()).into()
}
