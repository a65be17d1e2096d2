//! A figure month by month as a line: rates over trailing windows, or what the movements say of each month.

use super::view::{Drawing, Missing};
use crate::chart::{
    Across, Line, LinePoint, LinesFrame, Paint, Rewritten, Twin, TwinCell, difference, geometry, lines,
    trend, trend_twin,
};
use crate::i18n::charts::{ChartTexts, fill};
use crate::i18n::widget::WidgetTexts;
use crate::report::{Kind, MetricId, Movement};
use crate::rooms::Writing;
use std::sync::Arc;

/// Which part of a report a line is drawn from.
pub(super) fn part(id: MetricId) -> &'static str {
    if matches!(id, MetricId::Mrr | MetricId::NetNewMrr | MetricId::Customers) {
        "movements"
    } else {
        "trend"
    }
}

/// The line; a rate stands among the three.
pub(super) fn line(s: &Writing, id: MetricId, size: (f64, f64)) -> Result<Drawing, Missing> {
    let texts = ChartTexts::of(s.texts.lang);
    let months = s.figures.count(s.months.into());
    match id {
        MetricId::Nrr | MetricId::Grr | MetricId::LogoRetention => Ok(Drawing {
            plot: trend(&s.report.trend, texts, &*s.figures, size),
            twin: trend_twin(&s.report.trend, texts, &*s.figures),
            none: fill(texts.trend_none, &[("months", &months)]),
        }),
        MetricId::Mrr => Ok(monthly(s, id, size, |m| m.closing.clone())),
        MetricId::NetNewMrr => {
            Ok(monthly(s, id, size, |m| difference(&m.closing, &m.opening).unwrap_or_default()))
        }
        MetricId::Customers => Ok(monthly(s, id, size, |m| m.customers.closing.to_string())),
        _ => {
            let own = WidgetTexts::of(s.texts.lang);
            let known: Vec<_> = Kind::Line.metrics().iter().map(|id| (s.texts.metric_short)(*id)).collect();
            let known = known.join(s.texts.list_separator);
            let words = [("metric", (s.texts.metric)(id)), ("known", &*known)];
            Err(Missing::of("series", fill(own.no_series, &words)))
        }
    }
}

/// A figure of each month, by its decimal text.
fn monthly(s: &Writing, id: MetricId, size: (f64, f64), of: fn(&Movement) -> String) -> Drawing {
    let texts = ChartTexts::of(s.texts.lang);
    let counts = id == MetricId::Customers;
    let written = |text: &str| match text.parse() {
        Ok(n) if counts => s.figures.count(n),
        _ => s.figures.money(text),
    };
    let values: Vec<_> = s.report.movements.iter().map(|m| (m.month, of(m))).collect();
    let name = (s.texts.metric_short)(id);
    let row = |(month, text): &(crate::base::Month, String)| {
        vec![
            TwinCell::text(s.figures.month(*month), month.to_string()),
            TwinCell::figure(written(text), &**text, None),
        ]
    };
    let twin =
        Twin { head: vec![texts.month.to_owned(), name.to_owned()], rows: values.iter().map(row).collect() };
    let none = texts.movements_none.to_owned();
    let (Some((first, _)), Some((last, latest))) = (values.first(), values.last()) else {
        return Drawing { plot: None, twin, none };
    };
    let points = values.iter().map(|(month, text)| LinePoint {
        at: f64::from(month.since(*first)),
        value: geometry(text),
        range: None,
        key: None,
    });
    let line = Line {
        name: name.to_owned(),
        paint: Paint::Accent,
        broken: false,
        points: points.collect(),
        below: Vec::new(),
    };
    let span = (s.texts.span_arrow)(&s.figures.month(*first), &s.figures.month(*last));
    let unit =
        if counts { texts.customers } else { s.report.currency.as_deref().unwrap_or(texts.plain_unit) };
    let frame = LinesFrame {
        id: "line",
        title: (s.texts.metric)(id).to_owned(),
        caption: format!("{unit} · {span}"),
        desc: format!("{name} {} · {span}", written(latest)),
        across: Across::Months(*first),
        steps: false,
        base: 0.0,
        below: String::new(),
    };
    let rewritten = Rewritten {
        figures: Arc::clone(&s.figures),
        value: if counts {
            |figures, n| figures.count(n as u64)
        } else {
            |figures, x| figures.money(&x.to_string())
        },
        tick: if counts {
            |figures, n| figures.decimal(n)
        } else {
            |figures, x| figures.money_compact(&x.to_string())
        },
    };
    let mut plot = lines(std::slice::from_ref(&line), &frame, &rewritten, size);
    // Geometry is in floats; what is said of a point is the report's own text.
    for (column, (_, text)) in plot.iter_mut().flat_map(|plot| &mut plot.columns).zip(&values) {
        column.marks.iter_mut().for_each(|mark| mark.value = written(text));
    }
    Drawing { plot, twin, none }
}
