//! A figure with what it rests on, for one period that the report knows: its window, or a month of its series.

use super::view::Missing;
use super::wish::Asked;
use crate::base::Month;
use crate::chart::{Node, Paint, Plot, Twin, TwinCell, difference};
use crate::i18n::charts::fill;
use crate::i18n::widget::WidgetTexts;
use crate::report::{Metric, MetricId, Movement, Report, TrendPoint, Value};
use crate::rooms::{DASH, Writing, basis, period_text, raw_text, unit_name, value_text};
use serde::Serialize;
use std::cmp::Ordering;

/// A figure. Its value is the report's own text of it, unrounded; empty where it has none.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Figure {
    /// Its id.
    pub metric: &'static str,
    /// Its name.
    pub name: String,
    /// The value as people read it.
    pub text: String,
    /// The value unrounded; money is a decimal text, a ratio no percentage.
    pub value: String,
    /// `ratio`, `times`, `count`, `months`, `points`; for money the currency, or `money` where none is stated.
    pub unit: String,
    /// First and last month, `YYYY-MM`; the same where it is of one month.
    pub from: String,
    /// See `from`.
    pub to: String,
    /// The period in words.
    pub period: String,
    /// How much more or less it is than a month before, in words; empty where the report does not have both.
    pub delta: String,
    /// What it is made of, in words: two amounts, an interval, how many customers. Or why it has no value.
    pub note: Vec<String>,
    /// What it means.
    pub definition: &'static str,
    /// Why it has no value, as the report says it; empty where it has one.
    pub na: &'static str,
}

/// The metrics that stand in a table where none are asked for: the page's tiles, and how large the business is.
pub(super) const KEY: [MetricId; 9] = [
    MetricId::Nrr,
    MetricId::Grr,
    MetricId::LogoRetention,
    MetricId::Mrr,
    MetricId::Arr,
    MetricId::Customers,
    MetricId::Arpa,
    MetricId::QuickRatio,
    MetricId::Top10Share,
];

/// The months asked for, in words.
pub(super) fn asked_text(s: &Writing, asked: &Asked) -> String {
    match (asked.from, asked.to) {
        (Some(from), Some(to)) => (s.texts.span_arrow)(&s.figures.month(from), &s.figures.month(to)),
        (from, to) => from.or(to).map(|month| s.figures.month(month)).unwrap_or_default(),
    }
}

/// That a period is none of the report's.
pub(super) fn no_period(s: &Writing, asked: &Asked, known: String) -> Missing {
    let words = [("asked", &*asked_text(s, asked)), ("known", &known)];
    Missing::of("period", fill(WidgetTexts::of(s.texts.lang).no_period, &words))
}

/// Whether the months asked for are these, as far as any are.
pub(super) fn is_asked(asked: &Asked, from: Month, to: Month) -> bool {
    asked.from.is_none_or(|month| month == from) && asked.to.is_none_or(|month| month == to)
}

/// The figures asked for, over the months asked for; NRR where none is.
pub(super) fn figures(s: &Writing, asked: &Asked) -> Result<Vec<Figure>, Missing> {
    let ids = if asked.metrics.is_empty() { &[MetricId::Nrr] } else { asked.metrics.as_slice() };
    ids.iter().map(|id| figure(s, asked, *id)).collect()
}

/// One figure.
pub(super) fn figure(s: &Writing, asked: &Asked, id: MetricId) -> Result<Figure, Missing> {
    let report = &*s.report;
    let own = report.window.filter(|w| is_asked(asked, if id.is_at_end() { w.to } else { w.from }, w.to));
    if own.is_some() || (asked.from, asked.to) == (None, None) {
        return of_report(s, id);
    }
    of_series(s, asked, id).ok_or_else(|| match report.window {
        Some(window) => no_period(s, asked, period_text(s.texts, &*s.figures, id, window)),
        None => Missing::of("period", WidgetTexts::of(s.texts.lang).no_window.to_owned()),
    })
}

/// The figure of the report's own window.
fn of_report(s: &Writing, id: MetricId) -> Result<Figure, Missing> {
    let report = &*s.report;
    let Some(metric) = report.metrics.get(&id) else {
        let name = (s.texts.metric)(id);
        let message = fill(WidgetTexts::of(s.texts.lang).no_metric, &[("metric", name)]);
        return Err(Missing::of("metric", message));
    };
    let window = report.window.map(|w| if id.is_at_end() { (w.to, w.to) } else { (w.from, w.to) });
    let figure = named(s, id, window);
    Ok(match metric {
        Metric::Value { value, .. } => {
            let basis = basis(s.texts, &*s.figures, report, id);
            Figure {
                text: value_text(&*s.figures, id, value),
                value: raw_text(value),
                note: [basis.made_of, basis.interval, basis.customers].into_iter().flatten().collect(),
                ..figure
            }
        }
        Metric::Na { na, .. } => Figure {
            text: DASH.to_owned(),
            note: vec![(s.texts.na)(id, *na).to_owned()],
            na: na.as_str(),
            ..figure
        },
    })
}

/// The figure of another month, where a series of the report has it.
fn of_series(s: &Writing, asked: &Asked, id: MetricId) -> Option<Figure> {
    let of_trend = |value: fn(&TrendPoint) -> f64| {
        let point =
            s.report.trend.iter().rfind(|p| asked.to.is_some() && is_asked(asked, p.from, p.month))?;
        let customers = (s.texts.customers_n)(point.n, &s.figures.count(point.n));
        Some((Value::Number(value(point)), (point.from, point.month), vec![customers]))
    };
    let of_month = |value: fn(&Movement) -> Value| {
        let movement = s.report.movements.iter().rfind(|m| is_asked(asked, m.month, m.month))?;
        Some((value(movement), (movement.month, movement.month), Vec::new()))
    };
    let (value, months, note) = match id {
        MetricId::Nrr => of_trend(|p| p.nrr),
        MetricId::Grr => of_trend(|p| p.grr),
        MetricId::LogoRetention => of_trend(|p| p.logo_retention),
        MetricId::Mrr => of_month(|m| Value::Money(m.closing.clone())),
        MetricId::Customers => of_month(|m| Value::count(m.customers.closing)),
        _ => None,
    }?;
    let (text, value) = (value_text(&*s.figures, id, &value), raw_text(&value));
    Some(Figure { text, value, note, ..named(s, id, Some(months)) })
}

/// What a figure of some months is more or less than a month before: of a rate the window as long that ended then.
fn delta(s: &Writing, id: MetricId, (from, to): (Month, Month)) -> Option<String> {
    let before = to.plus(-1);
    let rate: fn(&TrendPoint) -> f64 = match id {
        MetricId::Nrr => |p| p.nrr,
        MetricId::Grr => |p| p.grr,
        MetricId::LogoRetention => |p| p.logo_retention,
        _ => |_| f64::NAN,
    };
    let at = |from: Month, month: Month| {
        let point = s.report.trend.iter().find(|p| p.from == from && p.month == month)?;
        Some(rate(point)).filter(|rate| rate.is_finite())
    };
    // Of the first month nothing says what was before.
    let month = || s.report.movements.get(1..)?.iter().find(|m| m.month == to);
    let change = match id {
        MetricId::Mrr => s.signed_money(&difference(&month()?.closing, &month()?.opening)?),
        MetricId::Customers => {
            let customers = &month()?.customers;
            let sign = match customers.closing.cmp(&customers.opening) {
                Ordering::Less => "−",
                Ordering::Equal => "",
                Ordering::Greater => "+",
            };
            format!("{sign}{}", s.figures.count(customers.closing.abs_diff(customers.opening)))
        }
        _ => s.points(at(from, to)? - at(from.plus(-1), before)?),
    };
    let words = [("change", &*change), ("month", &s.figures.month(before))];
    Some(fill(WidgetTexts::of(s.texts.lang).since, &words))
}

/// A figure without its value.
pub(super) fn named(s: &Writing, id: MetricId, months: Option<(Month, Month)>) -> Figure {
    let unit = match unit_name(id) {
        "money" => s.report.currency.as_deref().unwrap_or("money"),
        unit => unit,
    };
    let written =
        |month: fn((Month, Month)) -> Month| months.map(|m| month(m).to_string()).unwrap_or_default();
    let period = months.map(|(from, to)| match from == to {
        true => (s.texts.at_month)(&s.figures.month(to)),
        false => (s.texts.span_arrow)(&s.figures.month(from), &s.figures.month(to)),
    });
    Figure {
        delta: months.and_then(|months| delta(s, id, months)).unwrap_or_default(),
        metric: id.as_str(),
        name: (s.texts.metric)(id).to_owned(),
        unit: unit.to_owned(),
        from: written(|m| m.0),
        to: written(|m| m.1),
        period: period.unwrap_or_default(),
        definition: (s.texts.metric_definition)(id),
        ..Figure::default()
    }
}

/// The key figures that a report has, where none are asked for.
pub(super) fn key_figures(report: &Report) -> Vec<MetricId> {
    KEY.into_iter().filter(|id| report.metrics.contains_key(id)).collect()
}

/// Figures as a table.
pub(super) fn twin(figures: &[Figure], texts: &WidgetTexts) -> Twin {
    let row = |figure: &Figure| {
        let made_of = figure.note.join(" · ");
        vec![
            TwinCell::text(&*figure.name, figure.metric),
            TwinCell::figure(&*figure.text, &*figure.value, None),
            TwinCell::text(&*figure.period, format!("{} – {}", figure.from, figure.to)),
            TwinCell::text(&*made_of, &*made_of),
        ]
    };
    let head = [texts.col_figure, texts.col_value, texts.col_period, texts.col_made_of];
    Twin { head: head.map(str::to_owned).to_vec(), rows: figures.iter().map(row).collect() }
}

/// Height of a figure in a picture.
const ROW: f64 = 76.0;

/// Figures as a picture, for files.
pub(super) fn card(figures: &[Figure], width: f64) -> Option<Plot> {
    let first = figures.first()?;
    let mut body = Vec::new();
    for (place, figure) in figures.iter().enumerate() {
        let top = ROW * place as f64;
        body.push(
            Node::label(0.0, top + 34.0, "start", 34.0, Paint::Ink, &*figure.text).with("font-weight", "600"),
        );
        let said = if place == 0 {
            figure.note.join(" · ")
        } else {
            format!("{} · {}", figure.name, figure.period)
        };
        body.push(Node::label(0.0, top + 56.0, "start", 12.0, Paint::Muted, said));
    }
    Some(Plot {
        id: "figures",
        width,
        height: ROW * figures.len() as f64,
        title: first.name.clone(),
        caption: first.period.clone(),
        desc: format!("{} {}", first.name, first.text),
        body,
        columns: Vec::new(),
    })
}
