//! The groups of a grouping: one figure of one group, or all of them as a table.

use super::figures::{Figure, named};
use super::view::{Drawing, Missing};
use super::wish::Asked;
use crate::i18n::charts::fill;
use crate::i18n::widget::WidgetTexts;
use crate::report::{MetricId, Segment, Segmentation, Value};
use crate::rooms::{
    RATES, Table, Writing, amount_text, group_bars, group_name, group_table, groupings, rate_of, raw_text,
};

/// The place of the grouping asked for: by its kind, or by its column's header.
fn place_of(s: &Writing, by: &str) -> Result<u32, Missing> {
    let is =
        |of: &&(u32, &Segmentation)| of.1.by.eq_ignore_ascii_case(by) || of.1.name.eq_ignore_ascii_case(by);
    let all = (0..).zip(&s.report.segmentations);
    let found = all.collect::<Vec<_>>().iter().find(is).map(|(place, _)| *place);
    found.ok_or_else(|| no_group(s, by, s.report.segmentations.iter().map(|of| of.by.clone())))
}

fn no_group(s: &Writing, group: &str, known: impl Iterator<Item = String>) -> Missing {
    let known = known.collect::<Vec<_>>().join(s.texts.list_separator);
    let texts = WidgetTexts::of(s.texts.lang);
    Missing::of("group", fill(texts.no_group, &[("group", group), ("known", &known)]))
}

/// All groups of a grouping.
pub(super) fn table(s: &Writing, by: &str) -> Result<Table, Missing> {
    let place = place_of(s, by)?;
    let table = group_table(s, place);
    table.ok_or_else(|| Missing::of("period", WidgetTexts::of(s.texts.lang).no_window.to_owned()))
}

/// Groups are known in the report's window alone.
fn in_window(s: &Writing, asked: &Asked) -> Result<(), Missing> {
    match s.report.window.filter(|w| !super::figures::is_asked(asked, w.from, w.to)) {
        Some(w) => {
            let known = (s.texts.span_arrow)(&s.figures.month(w.from), &s.figures.month(w.to));
            Err(super::figures::no_period(s, asked, known))
        }
        None => Ok(()),
    }
}

/// Whether groups have this figure.
fn of_groups(s: &Writing, id: MetricId) -> Result<(), Missing> {
    if RATES.contains(&id) {
        return Ok(());
    }
    let known = RATES.map(s.texts.metric_short).join(s.texts.list_separator);
    let words = [("metric", (s.texts.metric)(id)), ("known", &*known)];
    Err(Missing::of("metric", fill(WidgetTexts::of(s.texts.lang).no_group_rate, &words)))
}

/// One rate of all groups as bars.
pub(super) fn bars(s: &Writing, asked: &Asked, by: &str) -> Result<Drawing, Missing> {
    let (place, id) = (place_of(s, by)?, super::charts::first(asked));
    in_window(s, asked)?;
    of_groups(s, id)?;
    let chart = group_bars(s, place, id);
    let chart =
        chart.ok_or_else(|| Missing::of("period", WidgetTexts::of(s.texts.lang).no_window.to_owned()))?;
    Ok(Drawing {
        plot: chart.draw(asked.size.0),
        twin: std::sync::Arc::unwrap_or_clone(chart.twin),
        none: chart.none,
    })
}

/// The rates of one group; NRR where none is asked for.
pub(super) fn figures(s: &Writing, asked: &Asked, by: &str, group: &str) -> Result<Vec<Figure>, Missing> {
    let place = place_of(s, by)?;
    in_window(s, asked)?;
    let window = s.report.window;
    let of_it = || s.report.segments.iter().filter(|segment| segment.segmentation == place);
    let named_so = |segment: &&Segment| {
        segment.value.eq_ignore_ascii_case(group) || group_name(s, segment).eq_ignore_ascii_case(group)
    };
    let Some(segment) = of_it().find(named_so) else {
        return Err(no_group(s, group, of_it().map(|segment| group_name(s, segment))));
    };
    let by_name =
        groupings(s).into_iter().find(|(of, _)| *of == place).map(|(_, name)| name).unwrap_or_default();
    let ids = if asked.metrics.is_empty() { &[MetricId::Nrr] } else { asked.metrics.as_slice() };
    let figure = |id: &MetricId| {
        let name = (s.texts.metric_short)(*id);
        of_groups(s, *id)?;
        let value = Value::Number(rate_of(segment, *id));
        let (above, below) = parts(segment, *id);
        let over = format!(
            "{} {} {}",
            amount_text(&*s.figures, &above),
            s.texts.over,
            amount_text(&*s.figures, &below)
        );
        Ok(Figure {
            name: format!("{name} · {by_name} · {}", s.sized(&group_name(s, segment), segment.n)),
            text: s.percent(Some(rate_of(segment, *id))),
            value: raw_text(&value),
            note: vec![over, (s.texts.customers_n)(segment.n, &s.figures.count(segment.n))],
            ..named(s, *id, window.map(|w| (w.from, w.to)))
        })
    };
    ids.iter().map(figure).collect()
}

/// Above and below the line of a group's rate.
fn parts(segment: &Segment, id: MetricId) -> (Value, Value) {
    let opening = Value::Money(segment.opening.clone());
    match id {
        MetricId::Nrr => (Value::Money(segment.closing.clone()), opening),
        MetricId::Grr => (Value::Money(segment.kept.clone()), opening),
        _ => (Value::count(segment.kept_customers), Value::count(segment.n)),
    }
}
