//! The charts of the page and the pack, drawn to a widget's size.

use super::figures::{is_asked, no_period};
use super::groups;
use super::series;
use super::source::Source;
use super::view::{Drawing, Missing};
use super::wish::{Asked, Kind, Names};
use crate::chart::{
    HeatMetric, cohort_rows, cohorts_caption, cohorts_plot, cohorts_twin, left_out, months_in, movements,
    movements_twin, usual_grain, waterfall, waterfall_twin,
};
use crate::i18n::Lang;
use crate::i18n::charts::{ChartTexts, fill};
use crate::i18n::widget::WidgetTexts;
use crate::pack::ChartPart;
use crate::report::MetricId;
use crate::rooms::{Writing, quadrant};
use std::sync::Arc;

/// The part of a report that a view is drawn from; those of figures ask by themselves.
pub(super) fn part(asked: &Asked) -> &'static str {
    match asked.kind {
        Kind::Waterfall => "bridge",
        Kind::Movements => "movements",
        Kind::Cohort => "cohorts",
        Kind::Quadrant => "quadrant",
        Kind::Chart => "chart",
        Kind::Bar | Kind::Number | Kind::Table if asked.segment.is_some() => "segments",
        Kind::Line | Kind::Bar => series::part(first(asked)),
        Kind::Number | Kind::Table => "metrics",
    }
}

/// The metric of a view that shows one.
pub(super) fn first(asked: &Asked) -> MetricId {
    asked.metrics.first().copied().unwrap_or(MetricId::Nrr)
}

/// A chart that the file holds as data of its own.
fn own(s: &Writing, part: &ChartPart, asked: &Asked) -> Result<Drawing, Missing> {
    // The names stand within the drawing's data: none of them can be told from other words.
    if part.named && asked.names != Names::Show {
        return Err(Missing::of("names", WidgetTexts::of(s.texts.lang).named.to_owned()));
    }
    let said = match s.texts.lang {
        Lang::En => &part.en,
        Lang::Zh => &part.zh,
    };
    Ok(Drawing {
        plot: said.sketch.draw_in(&s.figures, asked.size),
        twin: said.twin.clone(),
        none: said.none.clone(),
    })
}

/// The chart of a view.
pub(super) fn chart(s: &Writing, source: &Source, asked: &Asked) -> Result<Drawing, Missing> {
    let texts = ChartTexts::of(s.texts.lang);
    let (report, figures) = (&*s.report, &*s.figures);
    let unit = report.currency.as_deref().unwrap_or(texts.plain_unit);
    // What is of the whole window has no other months to show.
    if matches!(asked.kind, Kind::Waterfall | Kind::Quadrant | Kind::Chart)
        && let Some(window) = report.window.filter(|window| !is_asked(asked, window.from, window.to))
    {
        return Err(no_period(
            s,
            asked,
            (s.texts.span_arrow)(&figures.month(window.from), &figures.month(window.to)),
        ));
    }
    Ok(match asked.kind {
        Kind::Line => return series::line(s, first(asked), asked.size),
        Kind::Bar => match &asked.segment {
            Some((by, _)) => return groups::bars(s, asked, by),
            None => return series::bar(s, first(asked), asked.size),
        },
        Kind::Waterfall => Drawing {
            plot: waterfall(
                &report.bridge,
                report.window,
                report.number(MetricId::Nrr),
                unit,
                texts,
                figures,
                asked.size,
            ),
            twin: waterfall_twin(&report.bridge, texts, figures),
            none: fill(texts.bridge_none, &[("months", &figures.count(s.months.into()))]),
        },
        Kind::Cohort => {
            let of = |metric: &HeatMetric| metric.metric() == first(asked);
            let metric = HeatMetric::ALL.into_iter().find(of).unwrap_or_default();
            let rows = cohort_rows(report, asked.grain.unwrap_or_else(|| usual_grain(report)));
            let caption = cohorts_caption(metric, &rows, &report.movements, texts, figures);
            Drawing {
                plot: cohorts_plot(&rows, metric, caption, texts, figures),
                twin: cohorts_twin(&rows, texts, figures),
                none: texts.cohorts_none.to_owned(),
            }
        }
        Kind::Quadrant => match quadrant(s) {
            Some(chart) => Drawing {
                plot: chart.draw(asked.size.0),
                twin: Arc::unwrap_or_clone(chart.twin),
                none: chart.none,
            },
            None => Drawing::default(),
        },
        Kind::Chart => match source.chart() {
            Some(part) => own(s, part, asked)?,
            None => Drawing::default(),
        },
        Kind::Movements | Kind::Number | Kind::Table => {
            let all = &report.movements;
            let shown = all.len() - usize::from(left_out(all).is_some());
            let span = shown.min(months_in(asked.size.0));
            Drawing {
                plot: movements(all, span, unit, texts, figures, asked.size),
                twin: movements_twin(all, texts, figures),
                none: texts.movements_none.to_owned(),
            }
        }
    })
}
