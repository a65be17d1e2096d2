//! A figure month by month as a line: rates over trailing windows, or what the movements say of each month.

use super::view::{Drawing, Missing};
use crate::base::Month;
use crate::chart::{
    Across, Figures, Line, LinePoint, LinesFrame, Paint, Plot, Rewritten, Twin, TwinCell, columns,
    difference, geometry, lines, trend, trend_title, trend_twin,
};
use crate::i18n::charts::{ChartTexts, fill};
use crate::i18n::widget::WidgetTexts;
use crate::report::{Kind, MetricId, Movement, TrendPoint};
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
    match id {
        MetricId::Nrr | MetricId::Grr | MetricId::LogoRetention => Ok(Drawing {
            plot: trend(&s.report.trend, texts, &*s.figures, size),
            twin: trend_twin(&s.report.trend, texts, &*s.figures),
            none: no_trend(s),
        }),
        _ => monthly(s, id, size, lines_of),
    }
}

/// The same as bars; a rate by itself, for bars from zero side by side would say little of three.
pub(super) fn bar(s: &Writing, id: MetricId, size: (f64, f64)) -> Result<Drawing, Missing> {
    let rate: fn(&TrendPoint) -> f64 = match id {
        MetricId::Nrr => |p| p.nrr,
        MetricId::Grr => |p| p.grr,
        MetricId::LogoRetention => |p| p.logo_retention,
        _ => return monthly(s, id, size, columns),
    };
    let texts = ChartTexts::of(s.texts.lang);
    let twin = trend_twin(&s.report.trend, texts, &*s.figures);
    let none = no_trend(s);
    let (Some(first), Some(last)) = (s.report.trend.first(), s.report.trend.last()) else {
        return Ok(Drawing { plot: None, twin, none });
    };
    let points = s.report.trend.iter().map(|p| (p.month.since(first.month), rate(p)));
    let line = line_of(s, id, points);
    let heading = trend_title(&s.report.trend, texts, &*s.figures);
    let caption = format!("{} · {heading}", span(s, first.month, last.month));
    let frame = frame_of(s, id, first.month, caption, &s.figures.percent(rate(last)));
    Ok(Drawing { plot: columns(&line, &frame, &*s.figures, size), twin, none })
}

fn no_trend(s: &Writing) -> String {
    fill(ChartTexts::of(s.texts.lang).trend_none, &[("months", &s.figures.count(s.months.into()))])
}

fn span(s: &Writing, first: Month, last: Month) -> String {
    (s.texts.span_arrow)(&s.figures.month(first), &s.figures.month(last))
}

/// A figure's values by months since the first.
fn line_of(s: &Writing, id: MetricId, values: impl Iterator<Item = (i32, f64)>) -> Line {
    let point = |(months, value)| LinePoint { at: f64::from(months), value, range: None, key: None };
    Line {
        name: (s.texts.metric_short)(id).to_owned(),
        paint: Paint::Accent,
        broken: false,
        points: values.map(point).collect(),
        below: Vec::new(),
    }
}

fn frame_of(s: &Writing, id: MetricId, first: Month, caption: String, latest: &str) -> LinesFrame {
    LinesFrame {
        id: "line",
        title: (s.texts.metric)(id).to_owned(),
        desc: format!("{} {latest} · {caption}", (s.texts.metric_short)(id)),
        caption,
        across: Across::Months(first),
        steps: false,
        base: 0.0,
        below: String::new(),
    }
}

/// How a line is drawn: as one, or as columns.
type Draw = fn(&Line, &LinesFrame, &dyn Figures, (f64, f64)) -> Option<Plot>;

fn lines_of(line: &Line, frame: &LinesFrame, figures: &dyn Figures, size: (f64, f64)) -> Option<Plot> {
    lines(std::slice::from_ref(line), frame, figures, size)
}

/// What the movements say of each month.
fn monthly(s: &Writing, id: MetricId, size: (f64, f64), draw: Draw) -> Result<Drawing, Missing> {
    let of: fn(&Movement) -> String = match id {
        MetricId::Mrr => |m| m.closing.clone(),
        MetricId::NetNewMrr => |m| difference(&m.closing, &m.opening).unwrap_or_default(),
        MetricId::Customers => |m| m.customers.closing.to_string(),
        _ => {
            let own = WidgetTexts::of(s.texts.lang);
            let known: Vec<_> = Kind::Line.metrics().iter().map(|id| (s.texts.metric_short)(*id)).collect();
            let known = known.join(s.texts.list_separator);
            let words = [("metric", (s.texts.metric)(id)), ("known", &*known)];
            return Err(Missing::of("series", fill(own.no_series, &words)));
        }
    };
    Ok(by_month(s, id, size, of, draw))
}

/// A figure of each month, by its decimal text.
fn by_month(s: &Writing, id: MetricId, size: (f64, f64), of: fn(&Movement) -> String, draw: Draw) -> Drawing {
    let texts = ChartTexts::of(s.texts.lang);
    let counts = id == MetricId::Customers;
    let written = |text: &str| match text.parse() {
        Ok(n) if counts => s.figures.count(n),
        _ => s.figures.money(text),
    };
    let values: Vec<_> = s.report.movements.iter().map(|m| (m.month, of(m))).collect();
    let name = (s.texts.metric_short)(id);
    let row = |(month, text): &(Month, String)| {
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
    let line = line_of(s, id, values.iter().map(|(month, text)| (month.since(*first), geometry(text))));
    let unit =
        if counts { texts.customers } else { s.report.currency.as_deref().unwrap_or(texts.plain_unit) };
    let caption = format!("{unit} · {}", span(s, *first, *last));
    let frame = frame_of(s, id, *first, caption, &written(latest));
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
    let mut plot = draw(&line, &frame, &rewritten, size);
    // Geometry is in floats; what is said of a point is the report's own text.
    for (column, (_, text)) in plot.iter_mut().flat_map(|plot| &mut plot.columns).zip(&values) {
        column.marks.iter_mut().for_each(|mark| mark.value = written(text));
    }
    Drawing { plot, twin, none }
}
