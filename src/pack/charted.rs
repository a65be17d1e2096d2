//! One chart of the questions' rooms as the file of a widget: its data in every language, and nothing else of the report.

use super::PlainFigures;
use crate::chart::{FIELDS, Json, Sketch, Twin};
use crate::i18n::{Lang, messages};
use crate::report::{Head, Report, file_of};
use crate::rooms::{Chart, Chosen, Setting, Shape, charts};
use serde::Deserialize;
use std::sync::Arc;

/// The part of a widget's file that is a chart.
#[derive(Clone, Debug, Deserialize)]
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
#[derive(Clone, Debug, Deserialize)]
pub struct Charted {
    /// What it is drawn from.
    pub sketch: Sketch,
    /// The same numbers as a table.
    pub twin: Twin,
    /// What stands in its place where there is nothing to draw.
    pub none: String,
}

/// The file of a chart by its id; `None` where no room of the report has such a chart, or it is drawn from a part of the
/// report that is a view of its own. `months` is what the window was asked to have, `named` that codes do not stand for
/// the names.
pub fn charted(report: &Arc<Report>, months: u32, id: &str, chosen: &Chosen, named: bool) -> Option<String> {
    let of = |lang: Lang| {
        let figures = PlainFigures::new(lang, report.currency.as_deref());
        let setting = Setting::new(Arc::clone(report), months, messages(lang), Arc::new(figures));
        charts(&setting, chosen).into_iter().find(|chart| chart.id == id)
    };
    let (en, zh) = (of(Lang::En)?, of(Lang::Zh)?);
    if matches!(en.shape, Shape::Part(..)) {
        return None;
    }
    let mut json = Json::default();
    json.within("chart", FIELDS, &|json| {
        json.text("id", id);
        json.flag("named", named);
        for (lang, chart) in [("en", &en), ("zh", &zh)] {
            json.within(lang, FIELDS, &|json| said(chart, json));
        }
    });
    // The head's own bracket closes behind the chart.
    let head = file_of(&Head::of(report));
    Some(format!("{},{}}}\n", head.trim_end().strip_suffix('}')?, json.finish()))
}

fn said(chart: &Chart, json: &mut Json) {
    if let Shape::Sketch(sketch, _) = &chart.shape {
        sketch.write("sketch", json);
    }
    chart.twin.write("twin", json);
    json.text("none", &chart.none);
}
