//! One chart of the questions' rooms as the file of a widget: its data in every language, and nothing else of the report.

use super::PlainFigures;
use crate::chart::{Sketch, Twin};
use crate::i18n::{Lang, messages};
use crate::report::{Head, Report, file_of};
use crate::rooms::{Chart, Chosen, Setting, Shape, charts};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The part of a widget's file that is a chart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChartPart {
    /// Its id on the page.
    pub id: String,
    /// Whether customers' names stand in it, rather than codes.
    pub named: bool,
    /// In English.
    pub en: Charted,
    /// In Chinese.
    pub zh: Charted,
}

/// A chart in one language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Charted {
    /// What it is drawn from.
    pub sketch: Sketch,
    /// The same numbers as a table.
    pub twin: Twin,
    /// What stands in its place where there is nothing to draw.
    pub none: String,
}

#[derive(Serialize)]
struct File<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    chart: ChartPart,
}

/// The file of a chart by its id; `None` where no room of the report has such a chart, or it is drawn from a part of the
/// report that is a view of its own. `months` is what the window was asked to have, `named` that codes do not stand for
/// the names.
pub fn charted(report: &Arc<Report>, months: u32, id: &str, chosen: &Chosen, named: bool) -> Option<String> {
    let of = |lang: Lang| {
        let figures = PlainFigures::new(lang, report.currency.as_deref());
        let setting = Setting::new(Arc::clone(report), months, messages(lang), Arc::new(figures));
        let found = charts(&setting, chosen).into_iter().find(|chart| chart.id == id);
        let Chart { shape, twin, none, .. } = found?;
        match shape {
            Shape::Sketch(sketch, _) => Some(Charted { sketch, twin: Arc::unwrap_or_clone(twin), none }),
            Shape::Part(..) => None,
        }
    };
    let chart = ChartPart { id: id.to_owned(), named, en: of(Lang::En)?, zh: of(Lang::Zh)? };
    Some(file_of(&File { head: Head::of(report), chart }))
}
