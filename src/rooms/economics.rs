//! Unit economics: what a customer is worth, and what it costs to win and keep one (domain.md §2.11).

use super::answers::{Gauged, gauge_chart};
use super::{Block, Room, Setting, Slot, Table};
use crate::chart::{Twin, TwinCell};
use crate::i18n::answers::word;
use crate::i18n::charts::fill;
use crate::i18n::rooms::economics::EconomicsTexts;
use crate::metrics::{is_retention_cost, is_revenue_cost};
use crate::report::{CategorySum, CostSummary, EvidenceKey, MetricId};
use crate::tables::CostCategory;
use std::sync::Arc;

/// The room.
pub fn economics(s: &Setting) -> Room {
    let texts = EconomicsTexts::of(s.texts.lang);
    let report = &s.report;
    let found = report.economics.as_ref();
    let costs = found.and_then(|e| e.costs.as_ref());
    let heading = |text: &str| Block::Heading(text.to_owned());
    let mut blocks = vec![
        heading(texts.worth),
        Block::Facts(s.facts(&[
            MetricId::Arpa,
            MetricId::Ltv,
            MetricId::LtvMargin,
            MetricId::GrossMargin,
            MetricId::LtvDiscounted,
            MetricId::LtvCohort,
        ])),
    ];
    if found.is_some_and(|e| e.capped) {
        let cap = s.figures.count(report.policies.lifetime_cap.into());
        blocks.push(Block::Text(fill(texts.capped, &[("cap", &cap)])));
    }
    if report.number(MetricId::Nrr).is_some_and(|nrr| nrr > 1.0) {
        blocks.push(Block::Text(texts.growing.to_owned()));
    }
    blocks.push(Block::Slot(Slot::Margin));
    blocks.extend([
        heading(texts.won),
        Block::Facts(s.facts(&[
            MetricId::Cac,
            MetricId::LtvCac,
            MetricId::CacPaybackMonths,
            MetricId::BreakEvenMargin,
        ])),
        heading(texts.kept),
        Block::Facts(s.facts(&[MetricId::Crc, MetricId::CrcRatio, MetricId::LtvCrc])),
    ]);
    let gauged = [(MetricId::LtvCac, 3.0), (MetricId::LtvCrc, 2.0)];
    let gauged = gauged.into_iter().filter_map(|(id, mark)| gauge(s, id, mark)).collect();
    blocks.extend(gauge_chart(s, "economics-gauges", gauged).map(Block::Chart));
    let window = report.window.map_or(0, |w| w.months);
    if let Some(costs) = costs.filter(|costs| costs.months < window) {
        let of = |n: u32| s.figures.count(n.into());
        let (some, all) = (of(costs.months), of(window));
        blocks.push(Block::Text(fill(texts.partly, &[("months", &some), ("window", &all)])));
    }
    blocks.push(Block::Table(table(s, texts, costs, window)));
    Room { title: texts.title.to_owned(), lead: texts.lead.to_owned(), blocks }
}

/// A ratio beside the mark that is customary for it (3 : 1 for LTV ÷ CAC; the article calls 2 : 1 and less of LTV ÷ CRC
/// low: domain.md §2.11). Far beyond the mark the exact length says nothing more.
fn gauge(s: &Setting, id: MetricId, mark: f64) -> Option<Gauged> {
    let value = s.report.number(id)?;
    let words = word(s.texts.lang, "gauges.customary").unwrap_or_default();
    Some(Gauged {
        name: (s.texts.metric_short)(id).to_owned(),
        said: s.figures.ratio(value),
        value,
        range: None,
        scale: (0.0, mark * 2.0),
        mark: Some((mark, fill(words, &[("n", &s.figures.ratio(mark))]))),
        key: Some(EvidenceKey::Metric { id }),
    })
}

fn table(s: &Setting, texts: &EconomicsTexts, costs: Option<&CostSummary>, window: u32) -> Table {
    let row = |sum: &CategorySum| {
        let name = (s.texts.cost_category)(sum.category);
        let key = Some(EvidenceKey::Cost { category: sum.category });
        vec![
            TwinCell::text(name, name),
            TwinCell::figure(s.figures.money(&sum.amount), sum.amount.clone(), key),
            TwinCell::text(counts_towards(sum.category, texts, s.texts.list_separator), ""),
        ]
    };
    let head = [texts.col_category, texts.col_amount, texts.col_counts];
    let of = |n: u32| s.figures.count(n.into());
    let caption = costs
        .map(|costs| fill(texts.costs_caption, &[("months", &of(costs.months)), ("window", &of(window))]));
    Table {
        id: "costs",
        title: texts.costs.to_owned(),
        caption: caption.unwrap_or_default(),
        twin: Arc::new(Twin {
            head: head.map(str::to_owned).to_vec(),
            rows: costs.map(|c| c.categories.iter().map(row).collect()).unwrap_or_default(),
        }),
        none: texts.costs_none.to_owned(),
    }
}

/// Which of the sums a category is part of.
fn counts_towards(category: CostCategory, texts: &EconomicsTexts, separator: &str) -> String {
    let parts = [
        (is_revenue_cost(category), texts.counts_revenue),
        (category == CostCategory::SalesMarketingNew, texts.counts_acquisition),
        (is_retention_cost(category), texts.counts_retention),
    ];
    let named: Vec<&str> = parts.into_iter().filter(|(is, _)| *is).map(|(_, name)| name).collect();
    if named.is_empty() { texts.counts_none.to_owned() } else { named.join(separator) }
}
