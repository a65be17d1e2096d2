//! `report --embed`: what a widget on another site loads.

use super::Stop;
use super::pack::read_back;
use crate::i18n::{Lang, messages};
use crate::pack::{PlainFigures, charted};
use crate::report::{Cut, Session, Settings};
use crate::rooms::{Chosen, Setting, Shape, charts};
use std::sync::Arc;

/// The file of a view or of a chart.
pub(super) fn file(session: &Session, settings: &Settings, cut: &Cut, names: bool) -> Result<String, Stop> {
    let no_grouping = |known: Vec<String>| {
        Stop::usage(format!("--embed: no such grouping; there are {}", known.join(", ")))
    };
    let Some(id) = &cut.chart else {
        return session.embedded(settings, cut, names).map_err(no_grouping);
    };
    let own = Arc::new(session.report(settings));
    // By its place, for the masked report may call it otherwise.
    let by = cut.place(&own).map_err(no_grouping)?.map(|place| place as u32);
    let chosen = Chosen { by, rate: cut.metrics.first().copied(), comparison: None };
    let report = if names { own } else { Arc::new(read_back(&session.masked(settings).0)?) };
    charted(&report, settings.months, id, &chosen, names).ok_or_else(|| {
        let figures = PlainFigures::new(Lang::En, report.currency.as_deref());
        let s = Setting::new(report, settings.months, messages(Lang::En), Arc::new(figures));
        let known = charts(&s, &chosen).into_iter().filter(|chart| matches!(chart.shape, Shape::Sketch(..)));
        let known: Vec<_> = known.map(|chart| chart.id).collect();
        Stop::usage(format!("--embed: no chart {id}; there are {}", known.join(", ")))
    })
}
