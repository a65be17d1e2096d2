//! What can be told from chance and what can't: losses after a downgrade, and the intervals of NRR and GRR.

use super::super::figure::{in_warehouse, totals_only};
use super::{method, text};
use crate::base::{Interval, Na};
use crate::chart::{Paint, Row, RowsFrame, Sketch, Twin, TwinCell};
use crate::i18n::charts::{ChartTexts, fill};
use crate::i18n::rooms::diligence::DiligenceTexts;
use crate::report::{Band, ENOUGH, EvidenceKey, Method, Metric, MetricId};
use crate::rooms::{Block, Chart, Setting, Table};
use std::sync::Arc;

/// Losses after a downgrade, beside those without one.
pub(super) fn downgrades(s: &Setting, texts: &'static DiligenceTexts) -> Vec<Block> {
    let found = &s.report.downgrades;
    let mut blocks = vec![Block::Heading(texts.downgrades.to_owned())];
    let Some(month) = found.month else {
        let none = match found.na {
            Some(Na::NotApplicable) if totals_only(&s.report) => ChartTexts::of(s.texts.lang).no_customers,
            _ => in_warehouse(&s.report, s.texts.lang).unwrap_or(texts.downgrades_short),
        };
        blocks.push(text(none));
        return blocks;
    };
    let (month, count) = (s.figures.month(month), |n: u64| s.figures.count(n));
    let said = [
        ("month", month.as_str()),
        ("down", &count(found.downgraded)),
        ("down_lost", &count(found.downgraded_lost)),
        ("down_risk", &s.percent(found.downgraded_risk)),
        ("others", &count(found.others)),
        ("others_lost", &count(found.others_lost)),
        ("others_risk", &s.percent(found.others_risk)),
    ];
    blocks.push(text(fill(texts.downgrades_said, &said)));
    blocks.push(text(match (found.risk_ratio, found.interval) {
        (Some(ratio), Some(Interval(low, high))) => {
            let verdict = match () {
                () if low > 1.0 => texts.risk_more,
                () if high < 1.0 => texts.risk_less,
                () => texts.risk_open,
            };
            let of = |v: f64| format!("{v:.2}");
            fill(verdict, &[("ratio", &of(ratio)), ("low", &of(low)), ("high", &of(high))])
        }
        _ => texts.downgrades_nothing.to_owned(),
    }));
    if found.corrected {
        blocks.push(text(texts.corrected));
    }
    let row = |name: &str, downgraded: bool, all: u64, lost: u64, risk: Option<f64>| {
        let key = Some(EvidenceKey::Downgrades { downgraded });
        let cell = |n: u64| TwinCell::figure(count(n), n.to_string(), key);
        let raw = risk.map(|risk| risk.to_string()).unwrap_or_default();
        let share = TwinCell::figure(s.percent(risk), raw, key).pale(all < ENOUGH);
        vec![TwinCell::text(s.sized(name, all), name), cell(all), cell(lost), share]
    };
    let mut rows = vec![
        row(texts.row_down, true, found.downgraded, found.downgraded_lost, found.downgraded_risk),
        row(texts.row_others, false, found.others, found.others_lost, found.others_risk),
    ];
    if let (Some(ratio), Some(Interval(low, high))) = (found.risk_ratio, found.interval) {
        let of = |v: f64| format!("{v:.2}");
        let blank = || TwinCell::figure("", "", None);
        let shown = format!("{} ({} – {})", of(ratio), of(low), of(high));
        let name = TwinCell::text(texts.row_ratio, texts.row_ratio);
        rows.push(vec![name, blank(), blank(), TwinCell::figure(shown, ratio.to_string(), None)]);
    }
    let head = [texts.col_group, ChartTexts::of(s.texts.lang).customers, texts.col_lost, texts.col_risk];
    blocks.push(Block::Table(Table {
        id: "downgrades",
        title: texts.downgrades_table.to_owned(),
        caption: fill(texts.downgrades_caption, &[("month", &month)]),
        twin: Arc::new(Twin { head: head.map(str::to_owned).to_vec(), rows }),
        none: String::new(),
    }));
    blocks.push(method(texts, texts.downgrades_method));
    blocks
}

/// One figure with what is known of its interval.
struct Sure {
    id: MetricId,
    value: f64,
    n: u64,
    p95: Option<Interval>,
    p90: Option<Interval>,
    how: &'static str,
    paint: Paint,
}

/// The intervals of NRR and GRR beside that of logo retention.
pub(super) fn intervals(s: &Setting, texts: &'static DiligenceTexts) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(texts.sure.to_owned())];
    let resampled = s.report.resampled.as_ref();
    let drawn = resampled.filter(|found| found.nrr.is_some() || found.grr.is_some());
    let Some(found) = drawn else {
        blocks.push(text(in_warehouse(&s.report, s.texts.lang).unwrap_or(texts.sure_none)));
        return blocks;
    };
    let how = match found.method {
        Method::Bootstrap => texts.how_drawn,
        Method::Normal => texts.how_normal,
    };
    let n = s.figures.count(found.n);
    if let Some((Band { p95: Interval(low, high), .. }, nrr)) = found.nrr.zip(s.report.number(MetricId::Nrr))
    {
        let of = |v: f64| s.figures.percent(v);
        let said = [("low", &of(low)), ("high", &of(high)), ("nrr", &of(nrr)), ("n", &n)];
        blocks.push(text(fill(texts.sure_said, &said.map(|(name, value)| (name, value.as_str())))));
    }
    if found.narrow {
        blocks.push(text(texts.sure_narrow));
    }
    let of_band = |id: MetricId, band: Option<Band>, paint: Paint| {
        let (p95, p90) = (band.map(|b| b.p95), band.map(|b| b.p90));
        Some(Sure { id, value: s.report.number(id)?, n: found.n, p95, p90, how, paint })
    };
    let logo = match s.report.metrics.get(&MetricId::LogoRetention) {
        Some(Metric::Value { n, interval, .. }) => {
            s.report.number(MetricId::LogoRetention).map(|value| Sure {
                id: MetricId::LogoRetention,
                value,
                n: *n,
                p95: *interval,
                p90: None,
                how: texts.how_wilson,
                paint: Paint::Muted,
            })
        }
        _ => None,
    };
    let all: Vec<Sure> = [
        of_band(MetricId::Nrr, found.nrr, Paint::Accent),
        of_band(MetricId::Grr, found.grr, Paint::Ink),
        logo,
    ]
    .into_iter()
    .flatten()
    .collect();
    blocks.push(Block::Chart(chart(s, texts, &all, &n)));
    let seed = found.seed.to_string();
    let method_text = match found.method {
        Method::Bootstrap => texts.sure_drawn,
        Method::Normal => texts.sure_normal,
    };
    let draws = s.figures.count(found.draws.into());
    blocks.push(method(texts, &fill(method_text, &[("n", &n), ("draws", &draws), ("seed", &seed)])));
    blocks
}

fn chart(s: &Setting, texts: &DiligenceTexts, all: &[Sure], n: &str) -> Chart {
    let name = |id: MetricId| (s.texts.metric_short)(id).to_owned();
    let pair = |Interval(low, high): Interval| (low, high);
    let row = |sure: &Sure| Row {
        name: s.sized(&name(sure.id), sure.n),
        note: sure.how.to_owned(),
        value: Some(sure.value),
        range: sure.p95.map(pair),
        paint: if sure.n < ENOUGH { Paint::Hairline } else { sure.paint },
        key: Some(EvidenceKey::Metric { id: sure.id }),
    };
    let drawn: Vec<Row> = all.iter().map(row).collect();
    let cells = |sure: &Sure| {
        let key = Some(EvidenceKey::Metric { id: sure.id });
        let interval = |interval: Option<Interval>| match interval {
            Some(Interval(low, high)) => {
                TwinCell::figure(s.between(low, high), format!("{low} – {high}"), None)
            }
            None => TwinCell::figure(s.percent(None), "", None),
        };
        vec![
            TwinCell::text(name(sure.id), name(sure.id)),
            TwinCell::figure(s.figures.percent(sure.value), sure.value.to_string(), key),
            interval(sure.p95),
            interval(sure.p90),
            TwinCell::figure(s.figures.count(sure.n), sure.n.to_string(), key),
            TwinCell::text(sure.how, sure.how),
        ]
    };
    let customers = ChartTexts::of(s.texts.lang).customers;
    let head = [texts.col_metric, texts.col_value, texts.col_95, texts.col_90, customers, texts.col_how];
    let caption = fill(texts.sure_caption, &[("n", n)]);
    let frame = RowsFrame {
        id: "intervals",
        title: texts.sure_chart.to_owned(),
        caption: caption.clone(),
        desc: caption,
        reference: None,
    };
    Chart {
        id: "intervals",
        title: texts.sure_chart.to_owned(),
        twin: Arc::new(Twin {
            head: head.map(str::to_owned).to_vec(),
            rows: all.iter().map(cells).collect(),
        }),
        none: texts.sure_none.to_owned(),
        shape: s.sketched(Sketch::Rows { rows: drawn, frame }),
    }
}
