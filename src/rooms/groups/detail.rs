//! The groups of one grouping: a chart of one rate, and all rates as a table.

use super::{Shown, name, rate_of};
use crate::base::Interval;
use crate::chart::{Bar, BarRow, BarsFrame, Paint, Row, RowsFrame, Sketch, Twin, TwinCell};
use crate::i18n::benchmarks::words;
use crate::i18n::charts::fill;
use crate::report::{
    BENCHMARKS, EvidenceKey, MarkBeside, Metric, MetricId, Segment, SegmentBy, SegmentKind, Value,
};
use crate::rooms::figure::amount_text;
use crate::rooms::{Block, Chart, SMALL, Shape, Slot, Table};
use std::sync::Arc;

/// Groups drawn; the table has all of them.
const DRAWN: usize = 20;

pub(super) fn blocks(shown: &Shown) -> Vec<Block> {
    let (texts, of, by) = (shown.texts, shown.of, shown.by);
    let mut blocks = Vec::new();
    if by.kind == SegmentBy::SizeClass && by.derived {
        if let [elephant, cheetah] = by.cuts.as_slice() {
            let money = |cut: &String| shown.s.figures.money(cut);
            blocks.push(Block::Text((of.cuts)(&money(elephant), &money(cheetah))));
        }
        blocks.extend([Block::Slot(Slot::SizeCuts), Block::Note(of.size_definition.to_owned())]);
    }
    blocks.push(Block::Chart(chart(shown)));
    blocks.push(Block::Table(table(shown)));
    if by.kind == SegmentBy::BuyerTier {
        blocks.push(Block::Note(texts.mark_note.to_owned()));
    }
    blocks.push(Block::Note(of.masked_definition.to_owned()));
    blocks
}

/// A group's name, and that it stands on few.
fn sized(shown: &Shown, group: &Segment) -> String {
    shown.s.sized(&name(shown.s, shown.of, group), group.n)
}

fn mark_name(shown: &Shown, mark: &MarkBeside) -> String {
    (shown.of.mark)(&shown.s.figures.decimal(mark.value * 100.0))
}

/// A group's row, and its mark's below it.
fn drawn(shown: &Shown, group: &Segment) -> Vec<Row> {
    let s = shown.s;
    let logo = shown.rate == MetricId::LogoRetention;
    let value = rate_of(group, shown.rate);
    let judged = !group.small && group.kind != SegmentKind::NotStated && group.kind != SegmentKind::Others;
    let row = Row {
        name: format!("{} · {}", sized(shown, group), s.figures.percent(value)),
        note: (s.texts.customers_n)(group.n, &s.figures.count(group.n)),
        value: Some(value),
        range: group.interval.filter(|_| logo).map(|Interval(low, high)| (low, high)),
        paint: if judged { Paint::Accent } else { Paint::Muted },
        key: shown.key(group.group, shown.rate, false),
    };
    let mark = group.mark.as_ref().filter(|_| logo).map(|mark| {
        let known = BENCHMARKS.iter().find(|known| known.id == mark.id);
        Row {
            name: mark_name(shown, mark),
            note: known.map(|known| words(known, s.texts.lang).who).unwrap_or_default().to_owned(),
            value: None,
            range: Some((mark.value, 1.0)),
            paint: Paint::Muted,
            key: None,
        }
    });
    std::iter::once(row).chain(mark).collect()
}

fn chart(shown: &Shown) -> Chart {
    let (s, texts) = (shown.s, shown.texts);
    let metric = (s.texts.metric_short)(shown.rate);
    let groups = shown.groups();
    let mut caption = fill(texts.chart_caption, &[("from", &shown.ends.0), ("to", &shown.ends.1)]);
    if shown.rate == MetricId::LogoRetention {
        caption.push_str(texts.chart_interval);
    }
    let mut kept = groups.clone();
    if groups.len() > DRAWN {
        // The largest ones, in the order they stand in.
        let mut sizes: Vec<u64> = groups.iter().map(|group| group.n).collect();
        crate::base::sort_by(&mut sizes, |a, b| b.cmp(a));
        let least = sizes.get(DRAWN - 1).copied().unwrap_or(0);
        kept.retain(|group| group.n >= least);
        kept.truncate(DRAWN);
        caption.push_str(&fill(texts.drawn, &[("n", &s.figures.count(DRAWN as u64))]));
    }
    let all: Vec<Row> = kept.iter().flat_map(|group| drawn(shown, group)).collect();
    let whole = s.report.number(shown.rate);
    let title = fill(texts.chart, &[("metric", metric), ("by", &shown.name)]);
    let overall = fill(texts.overall, &[("value", &s.percent(whole))]);
    let frame = RowsFrame {
        id: "groups",
        title: title.clone(),
        caption,
        desc: format!("{metric}, {overall}"),
        reference: whole.map(|whole| (whole, overall)),
    };
    Chart {
        id: "groups",
        title,
        twin: Arc::new(twin(shown)),
        none: texts.table_none.to_owned(),
        shape: s.sketched(Sketch::Rows { rows: all, frame }),
    }
}

/// The same as bars from zero.
pub(super) fn bars(shown: &Shown) -> Chart {
    let chart = chart(shown);
    let Shape::Sketch(Sketch::Rows { rows, frame }, figures) = &chart.shape else { return chart };
    let most =
        |high: f64, row: &Row| high.max(row.value.unwrap_or_default()).max(row.range.map_or(0.0, |r| r.1));
    let whole = frame.reference.as_ref().map(|(whole, _)| *whole);
    let high = rows.iter().fold(whole.unwrap_or(1.0), most);
    let bar = |row: &Row| Bar {
        said: shown.s.percent(row.value),
        value: row.value,
        range: row.range,
        mark: whole,
        paint: row.paint,
        key: row.key,
    };
    let row = |row: &Row| {
        // The figure stands behind the bar, and a mark's band has none.
        let figure = format!(" · {}", figures.percent(row.value?));
        let name = row.name.strip_suffix(&figure).unwrap_or(&row.name).to_owned();
        Some(BarRow { name, scale: (0.0, high), bars: vec![bar(row)] })
    };
    let rows = rows.iter().filter_map(row).collect();
    let RowsFrame { id, title, caption, desc, reference } = frame.clone();
    let compared = reference.map(|(_, text)| format!(" · | {text}")).unwrap_or_default();
    let caption = format!("{caption}{compared}");
    let frame = BarsFrame { id, title, caption, desc, heads: Vec::new(), tracks: false };
    Chart { shape: shown.s.sketched(Sketch::Bars { rows, frame }), ..chart }
}

pub(super) fn table(shown: &Shown) -> Table {
    let (texts, ends) = (shown.texts, &shown.ends);
    Table {
        id: "groups-table",
        title: fill(texts.table, &[("by", &shown.name)]),
        caption: fill(texts.table_caption, &[("from", &ends.0), ("to", &ends.1)]),
        twin: Arc::new(twin(shown)),
        none: texts.table_none.to_owned(),
    }
}

fn twin(shown: &Shown) -> Twin {
    let (s, texts, of) = (shown.s, shown.texts, shown.of);
    let [nrr, grr, logo] = s.rate_heads();
    let head =
        [shown.name.as_str(), of.customers, of.opening, nrr, grr, logo, texts.col_interval, texts.col_note];
    let mut rows: Vec<Vec<TwinCell>> = shown.groups().iter().map(|group| cells(shown, group)).collect();
    rows.extend(whole(shown));
    Twin { head: head.map(str::to_owned).to_vec(), rows }.without_empty_remarks()
}

fn interval(shown: &Shown, interval: Option<Interval>) -> TwinCell {
    match interval {
        Some(Interval(low, high)) => {
            TwinCell::figure(shown.s.between(low, high), format!("{low} – {high}"), None)
        }
        None => TwinCell::figure(shown.s.percent(None), "", None),
    }
}

fn cells(shown: &Shown, group: &Segment) -> Vec<TwinCell> {
    let s = shown.s;
    let rate = |id: MetricId| {
        let value = rate_of(group, id);
        let key = shown.key(group.group, id, false);
        TwinCell::figure(s.figures.percent(value), value.to_string(), key).pale(group.small)
    };
    let logo = shown.key(group.group, MetricId::LogoRetention, false);
    let opening = shown.key(group.group, MetricId::Nrr, false);
    let said = note(shown, group);
    vec![
        TwinCell::text(name(s, shown.of, group), group.value.clone()),
        TwinCell::figure(s.figures.count(group.n), group.n.to_string(), logo),
        TwinCell::figure(s.figures.money(&group.opening), group.opening.clone(), opening),
        rate(MetricId::Nrr),
        rate(MetricId::Grr),
        rate(MetricId::LogoRetention),
        interval(shown, group.interval).pale(group.small),
        TwinCell::text(said.clone(), said),
    ]
}

/// How much a group can say, and how it stands to its mark.
fn note(shown: &Shown, group: &Segment) -> String {
    let few = match () {
        () if group.small => Some(shown.of.small.to_owned()),
        () if group.n < SMALL => Some(shown.s.texts.small_sample.to_owned()),
        () => None,
    };
    let mark = group.mark.as_ref().map(|mark| {
        let separator = shown.s.texts.list_separator;
        format!("{}{separator}{}", mark_name(shown, mark), (shown.of.compared)(mark.compared))
    });
    few.into_iter().chain(mark).collect::<Vec<_>>().join(" · ")
}

/// All customers: what the groups add up to.
fn whole(shown: &Shown) -> Option<Vec<TwinCell>> {
    let s = shown.s;
    let metric = |id: MetricId| s.report.metrics.get(&id);
    let Metric::Value { interval: between, n, .. } = metric(MetricId::LogoRetention)? else { return None };
    let Metric::Value { denominator: Some(opening), .. } = metric(MetricId::Nrr)? else { return None };
    let key = |id| Some(EvidenceKey::Metric { id });
    let rate = |id: MetricId| {
        let value = s.report.number(id);
        TwinCell::figure(s.percent(value), value.map(|v| v.to_string()).unwrap_or_default(), key(id))
    };
    let raw = match opening {
        Value::Money(text) => text.clone(),
        _ => String::new(),
    };
    Some(vec![
        TwinCell::text(shown.texts.whole, ""),
        TwinCell::figure(s.figures.count(*n), n.to_string(), key(MetricId::LogoRetention)),
        TwinCell::figure(amount_text(&*s.figures, opening), raw, key(MetricId::Nrr)),
        rate(MetricId::Nrr),
        rate(MetricId::Grr),
        rate(MetricId::LogoRetention),
        interval(shown, *between),
        TwinCell::text("", ""),
    ])
}
