//! The figures of what customers are worth and cost (domain.md §2.11).

use super::session::finding;
use super::{CategorySum, CostSummary, MetricId, UnitEconomics};
use crate::base::{Currency, Measure, Na, Ratio, format_minor};
use crate::metrics::Economics;
use crate::read::{Code, Diagnostic, Severity};
use crate::tables::{CostCategory, CostFact, CostsTable, RevenueTable};
use std::collections::BTreeMap;

/// The costs in minor units of the revenue's currency; `None` where they are in another one.
pub(super) fn costs_in(currency: &Currency, costs: &[CostsTable]) -> Option<Vec<CostFact>> {
    let mut facts = Vec::new();
    for table in costs {
        if !table.mixed.is_empty() {
            return None;
        }
        if let (Some(cost), Some(revenue)) = (&table.currency.code, &currency.code)
            && cost != revenue
        {
            return None;
        }
        let (has, wants) = (table.currency.exponent, currency.exponent);
        let scaled = |amount: i64| {
            let up = (has..wants).fold(amount, |amount, _| amount.saturating_mul(10));
            // Rounded once: 0.49 of a yen is none of it, not half of one that is rounded again.
            let unit = (wants..has).fold(1_i128, |unit, _| unit * 10);
            i64::try_from((2 * i128::from(up) + unit).div_euclid(2 * unit)).unwrap_or(up)
        };
        facts.extend(table.facts.iter().map(|fact| CostFact { amount: scaled(fact.amount), ..*fact }));
    }
    Some(facts)
}

/// What is said where the costs are in another currency than the revenue, or in several, and no rates put them into one.
/// A file that has several says so itself.
pub(super) fn foreign_costs(costs: &[CostsTable], revenue: &[RevenueTable]) -> Option<Diagnostic> {
    let mut spent: BTreeMap<String, u64> = BTreeMap::new();
    for (code, rows) in costs.iter().filter(|table| table.mixed.is_empty()).flat_map(CostsTable::codes) {
        *spent.entry(code).or_default() += rows;
    }
    let paid = revenue.iter().find_map(|table| table.currency.code.clone());
    spent.retain(|code, _| paid.as_ref().is_some_and(|paid| paid != code));
    let list: Vec<String> = spent.iter().map(|(code, rows)| format!("{code} {rows}")).collect();
    let text = format!("{} → {}", list.join(", "), paid.unwrap_or_default());
    (!list.is_empty()).then(|| finding(Severity::Warning, Code::CostsForeign, text, spent.values().sum()))
}

/// One of them.
pub(super) fn measure(e: &Economics, costs_foreign: bool, id: MetricId) -> Measure {
    // What takes a cost that nobody stated.
    let missing = Measure::Na(if costs_foreign { Na::MixedCurrency } else { Na::NoData });
    let spent = e.spent;
    let won = spent.map_or(0, |s| s.new_customers);
    if let Some(s) = spent
        && s.has_acquisition
        && s.new_customers == 0
        && matches!(
            id,
            MetricId::Cac | MetricId::LtvCac | MetricId::CacPaybackMonths | MetricId::BreakEvenMargin
        )
    {
        return Measure::Na(Na::ZeroDenominator);
    }
    let value = |ratio: Option<Ratio>| ratio.and_then(Ratio::value);
    let plain = |above: Option<f64>, below: Option<f64>, n| match above.zip(below) {
        Some((_, 0.0)) => Measure::Na(Na::ZeroDenominator),
        Some((above, below)) => Measure::Plain { value: above / below, n },
        None => missing,
    };
    let each = |ratio: Option<Ratio>| match ratio {
        Some(Ratio { numerator: minor, denominator }) => {
            let customers = u64::try_from(denominator).unwrap_or(u64::MAX);
            Measure::PerCustomer { minor, customers }
        }
        None => missing,
    };
    let average = |ratio: Ratio| {
        let minor = ratio.value().unwrap_or_default();
        Measure::Average { minor, n: e.customers, interval: None }
    };
    // What an opening customer leaves a month.
    let left = value(Some(e.arpa)).zip(value(e.margin)).map(|(arpa, margin)| arpa * margin);
    let cac = value(e.acquisition_cost());
    match id {
        MetricId::Ltv => {
            let minor = e.value.value().unwrap_or_default();
            Measure::Average { minor, n: e.customers, interval: e.value_range }
        }
        MetricId::LtvMargin => match e.margin_value() {
            Some(minor) => Measure::Average { minor, n: e.customers, interval: None },
            None => missing,
        },
        MetricId::LtvDiscounted => average(e.discounted),
        MetricId::LtvCohort => e.cohort.map_or(Measure::Na(Na::NotApplicable), average),
        MetricId::GrossMargin => match (e.margin, spent.filter(|s| s.has_revenue_cost && s.revenue > 0)) {
            (Some(m), Some(_)) => Measure::of_money(m.numerator, m.denominator, 0),
            (margin, _) => plain(value(margin), Some(1.0), 0),
        },
        MetricId::Cac => each(e.acquisition_cost()),
        MetricId::LtvCac => plain(e.margin_value(), cac, won),
        MetricId::CacPaybackMonths => plain(cac, left, won),
        MetricId::BreakEvenMargin => plain(cac, value(Some(e.value)), won),
        MetricId::Crc => each(e.retention_cost()),
        MetricId::CrcRatio => match spent.filter(|s| s.has_retention) {
            Some(s) => Measure::of_money(s.retention, s.revenue, 0),
            None => missing,
        },
        _ => plain(left, value(e.retention_cost()).map(|year| year / 12.0), e.customers),
    }
}

/// What the figures rest on.
pub(super) fn summary(e: &Economics, exponent: u8) -> UnitEconomics {
    let costs = e.spent.map(|spent| {
        let stated = CostCategory::ALL.into_iter().zip(spent.by_category);
        let category = |(category, sum): (CostCategory, Option<i128>)| {
            Some(CategorySum { category, amount: format_minor(sum?, exponent) })
        };
        CostSummary { months: spent.months, categories: stated.filter_map(category).collect() }
    });
    UnitEconomics { capped: e.capped, costs }
}
