//! How much of the revenue hangs on few customers, and since when.

use super::{method, text};
use crate::chart::{Across, Line, LinePoint, LinesFrame, Paint, Row, Sketch, Twin, TwinCell};
use crate::i18n::benchmarks as words;
use crate::i18n::charts::{ChartTexts, fill};
use crate::i18n::rooms::diligence::DiligenceTexts;
use crate::i18n::rooms::nrr::NrrTexts;
use crate::report::{Benchmark, EvidenceKey, MetricId, MonthConcentration, benchmarks};
use crate::rooms::{Block, Chart, Fact, Setting, Table};
use std::sync::Arc;

/// Height of the chart.
const HEIGHT: f64 = 260.0;

/// The metrics that rules of thumb are about.
const RULED: [MetricId; 3] = [MetricId::TopCustomerShare, MetricId::Top10Share, MetricId::Hhi];

pub(super) fn blocks(s: &Setting, texts: &'static DiligenceTexts) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(texts.concentration.to_owned())];
    let Some(last) = s.report.concentration.last() else {
        blocks.push(text(texts.concentration_none));
        return blocks;
    };
    let (month, customers) = (s.figures.month(last.month), s.figures.count(last.customers));
    let effective = s.figures.decimal(last.effective);
    let said = [
        ("month", month.as_str()),
        ("top1", &s.figures.percent(last.top1)),
        ("top10", &s.figures.percent(last.top10)),
        ("effective", &effective),
        ("n", &customers),
    ];
    blocks.push(text(fill(texts.concentration_said, &said)));
    let mut facts = s.facts(&RULED);
    facts.push(Fact {
        name: texts.effective.to_owned(),
        value: effective.clone(),
        note: fill(texts.effective_note, &[("n", &customers), ("month", &month)]),
        key: Some(EvidenceKey::Concentration { month: last.month, top: None }),
        list: None,
    });
    blocks.push(Block::Facts(facts));
    blocks.push(Block::Chart(chart(s, texts)));
    blocks.push(Block::Table(thumbs(s, texts)));
    blocks.push(method(texts, texts.concentration_method));
    blocks
}

/// The shares followed: of how many customers, and which.
type Share = (u32, fn(&MonthConcentration) -> f64);

const SHARES: [Share; 4] = [(1, |m| m.top1), (5, |m| m.top5), (10, |m| m.top10), (20, |m| m.top20)];

fn chart(s: &Setting, texts: &DiligenceTexts) -> Chart {
    let charts = ChartTexts::of(s.texts.lang);
    let months = &s.report.concentration;
    let first = months.first().map(|m| m.month);
    let key = |m: &MonthConcentration, top| Some(EvidenceKey::Concentration { month: m.month, top });
    let name = |n: u32| match n {
        1 => texts.top_one.to_owned(),
        n => fill(texts.top, &[("n", &s.figures.count(n.into()))]),
    };
    let paints = [(Paint::Accent, false), (Paint::Muted, true), (Paint::Ink, false), (Paint::Muted, false)];
    let line = |((n, share), (paint, broken)): (Share, (Paint, bool))| {
        let point = |m: &MonthConcentration| LinePoint {
            at: first.map_or(0.0, |first| f64::from(m.month.since(first))),
            value: share(m),
            range: None,
            key: key(m, Some(n)),
        };
        Line { name: name(n), paint, broken, points: months.iter().map(point).collect(), below: Vec::new() }
    };
    // The widest share first, as the lines lie.
    let all: Vec<Line> = SHARES.into_iter().zip(paints).map(line).rev().collect();
    let row = |m: &MonthConcentration| {
        let whole = Some(EvidenceKey::Closing { month: m.month });
        let mut cells = vec![
            TwinCell::text(s.figures.month(m.month), m.month.to_string()),
            TwinCell::figure(s.figures.count(m.customers), m.customers.to_string(), whole),
            TwinCell::figure(s.figures.money(&m.total), m.total.as_str(), whole),
        ];
        cells.extend(SHARES.map(|(n, share)| {
            TwinCell::figure(s.figures.percent(share(m)), share(m).to_string(), key(m, Some(n)))
        }));
        cells.push(TwinCell::figure(s.figures.decimal(m.hhi), m.hhi.to_string(), key(m, None)));
        cells.push(TwinCell::figure(s.figures.decimal(m.effective), m.effective.to_string(), key(m, None)));
        cells
    };
    let mut head = vec![charts.month.to_owned(), charts.customers.to_owned(), "MRR".to_owned()];
    head.extend(SHARES.map(|(n, _)| name(n)));
    head.extend(["HHI".to_owned(), texts.effective.to_owned()]);
    let end = |m: Option<&MonthConcentration>| m.map(|m| s.figures.month(m.month)).unwrap_or_default();
    let caption = fill(texts.shares_caption, &[("from", &end(months.first())), ("to", &end(months.last()))]);
    let frame = LinesFrame {
        id: "concentration",
        title: texts.shares.to_owned(),
        caption: caption.clone(),
        desc: caption,
        // Without a month there is no point, and nothing is drawn.
        across: first.map_or(Across::Count(1, String::new()), Across::Months),
        steps: false,
        base: 0.0,
        below: String::new(),
    };
    Chart {
        id: "concentration",
        title: texts.shares.to_owned(),
        twin: Arc::new(Twin { head, rows: months.iter().map(row).collect() }),
        none: texts.concentration_none.to_owned(),
        shape: s.sketched(Sketch::Lines { lines: all, frame, height: HEIGHT, points: false }),
    }
}

fn thumbs(s: &Setting, texts: &DiligenceTexts) -> Table {
    let named = NrrTexts::of(s.texts.lang);
    let row = |mark: &Benchmark| {
        let said = words::words(mark, s.texts.lang);
        let raw = mark.high.map_or(mark.low.to_string(), |high| format!("{} – {high}", mark.low));
        let shown = match (mark.metric, mark.high) {
            (MetricId::Hhi, Some(high)) => {
                format!("{} – {}", s.figures.decimal(mark.low), s.figures.decimal(high))
            }
            (_, high) => {
                let value = high.is_none().then_some(mark.low);
                let range = high.map(|high| (mark.low, high));
                let (name, note) = (String::new(), String::new());
                Row { name, note, value, range, paint: Paint::Muted, key: None }.written(&*s.figures)
            }
        };
        vec![
            TwinCell::text((s.texts.metric_short)(mark.metric), (s.texts.metric_short)(mark.metric)),
            TwinCell::figure(shown, raw, None),
            TwinCell::text(said.who, said.who),
            TwinCell::text(said.of, said.of),
            TwinCell::text(said.address, said.address),
        ]
    };
    let head = [texts.col_metric, named.col_figure, named.col_who, named.col_of, named.col_address];
    Table {
        id: "concentration-rules",
        title: texts.thumb.to_owned(),
        caption: texts.thumb_caption.to_owned(),
        twin: Arc::new(Twin {
            head: head.map(str::to_owned).to_vec(),
            rows: RULED.into_iter().flat_map(benchmarks).map(row).collect(),
        }),
        none: String::new(),
    }
}
