//! The report of an aggregate: the roll-forward of the whole business as someone summed it, without customers.

use super::build::{metric, metrics};
use super::definitions::told;
use super::quality;
use super::words::Facts;
use super::{
    Bridge, BridgePart, BridgeStep, CohortsBy, DefinitionId, Downgrades, MetricId, Movement,
    MovementCustomers, Report, SCHEMA, Settings, Window,
};
use crate::base::{Measure, Na, Ratio, format_minor};
use crate::read::Reading;
use crate::tables::{AggregateRow, AggregateTable};
use std::collections::BTreeMap;

/// The sums of the rows of a window, minor units.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    opening: i128,
    new: i128,
    expansion: i128,
    contraction: i128,
    churn: i128,
    reactivation: i128,
    closing: i128,
}

/// The rows of the window: the last ones that make `months` months, where there are so many; else the last alone.
fn window<'a>(rows: &'a [AggregateRow], settings: &Settings) -> Option<(Window, &'a [AggregateRow])> {
    let rows = match settings.to {
        Some(to) => rows.get(..rows.partition_point(|row| row.month <= to)).unwrap_or(&[]),
        None => rows,
    };
    let last = rows.last()?;
    let mut length = 0;
    // Periods side by side, from the last one back.
    let mut next = last.month;
    let mut taken = 0;
    for row in rows.iter().rev() {
        if row.month != next || length >= settings.months {
            break;
        }
        length += row.months;
        taken += 1;
        next = row.month.plus(-i32::try_from(row.months).unwrap_or(i32::MAX));
    }
    let taken = if length == settings.months { taken } else { 1 };
    let inside = rows.get(rows.len().saturating_sub(taken)..).unwrap_or(&[]);
    let months: u32 = inside.iter().map(|row| row.months).sum();
    let from = last.month.plus(-i32::try_from(months).ok()?);
    Some((Window { from, to: last.month, months }, inside))
}

fn sums(rows: &[AggregateRow]) -> Sums {
    let mut sums = Sums::default();
    for row in rows {
        let s = row.sums;
        sums.new += i128::from(s.new);
        sums.expansion += i128::from(s.expansion);
        sums.contraction += i128::from(s.contraction);
        sums.churn += i128::from(s.churn);
        sums.reactivation += i128::from(s.reactivation);
    }
    sums.opening = rows.first().map_or(0, |row| i128::from(row.sums.opening));
    sums.closing = rows.last().map_or(0, |row| i128::from(row.sums.closing));
    sums
}

fn measure(id: MetricId, table: &AggregateTable, s: &Sums) -> Measure {
    let of_opening = |part| Measure::of_money(part, s.opening, 0);
    let lost = s.contraction + s.churn;
    // Without a column of new customers a share of what was won says nothing.
    let with_new = |measure: Measure| if table.has_new { measure } else { Measure::Na(Na::NotApplicable) };
    match id {
        MetricId::Nrr | MetricId::NrrLazy => of_opening(s.opening + s.expansion - lost),
        MetricId::Grr | MetricId::GrrMovement => of_opening(s.opening - lost),
        MetricId::RevenueChurn => of_opening(s.churn),
        MetricId::GrossRevenueChurn => of_opening(lost),
        MetricId::NetRevenueChurn => of_opening(lost - s.expansion),
        MetricId::ExpansionRate => of_opening(s.expansion),
        MetricId::ExpansionShare => with_new(Measure::of_money(s.expansion, s.expansion + s.new, 0)),
        MetricId::LossCoverage => Measure::of_money(s.expansion, lost, 0),
        MetricId::QuickRatio => with_new(Measure::of_money(s.new + s.reactivation + s.expansion, lost, 0)),
        MetricId::Mrr => Measure::Money { minor: s.closing, n: 0 },
        MetricId::Arr => Measure::Money { minor: s.closing * 12, n: 0 },
        MetricId::NetNewMrr => Measure::Money { minor: s.closing - s.opening, n: 0 },
        _ => Measure::Na(Na::NotApplicable),
    }
}

/// The report of an aggregate. What needs customers has no value, and says so.
pub(super) fn build(table: &AggregateTable, inputs: &[Reading], settings: &Settings) -> Report {
    let exponent = table.currency.exponent;
    let found = window(&table.rows, settings);
    let s = found.map(|(_, rows)| sums(rows));
    let why = if table.mixed.is_empty() { Na::NoData } else { Na::MixedCurrency };
    let s = s.filter(|_| table.mixed.is_empty());
    let of = |id| s.as_ref().map_or(Measure::Na(why), |s| measure(id, table, s));
    let facts = Facts {
        needed: settings.months.saturating_add(1),
        has: found.map_or(0, |(window, _)| window.months),
        from: found.map(|(window, _)| window.from),
        to: found.map(|(window, _)| window.to),
    };
    let metrics = metrics(&|id| metric(id, of(id), exponent, facts));
    // Sums of movements are what this is: no comparison of the same customers' two ends.
    let variants = |id| {
        let Some(s) = &s else { return Err(why) };
        let above = match id {
            DefinitionId::NrrLazy => s.opening + s.expansion - s.contraction - s.churn,
            DefinitionId::NrrLazyReturns if s.reactivation != 0 => {
                s.opening + s.expansion + s.reactivation - s.contraction - s.churn
            }
            DefinitionId::NrrOpen => s.closing,
            DefinitionId::GrrMovement | DefinitionId::GrrAllMovements => s.opening - s.contraction - s.churn,
            DefinitionId::GrrAggregateMin => s.opening.min(s.closing),
            _ => return Err(Na::NotApplicable),
        };
        let ratio = Ratio { numerator: above, denominator: s.opening };
        ratio.value().map(|value| (value, Some(ratio))).ok_or(Na::ZeroDenominator)
    };
    let money = |minor: i64| format_minor(i128::from(minor), exponent);
    let movement = |row: &AggregateRow| Movement {
        month: row.month,
        opening: money(row.sums.opening),
        new: money(row.sums.new),
        expansion: money(row.sums.expansion),
        contraction: money(row.sums.contraction),
        churn: money(row.sums.churn),
        reactivation: money(row.sums.reactivation),
        closing: money(row.sums.closing),
        customers: MovementCustomers::default(),
        partial: false,
    };
    let mixed = !table.mixed.is_empty();
    let span = table.rows.first().zip(table.rows.last()).map(|(first, last)| (first.month, last.month));
    Report {
        as_of: span.filter(|(_, last)| !last.is_unnamed()).and_then(|(_, last)| last.last_day()),
        window: found.map(|(window, _)| window).filter(|_| !mixed),
        currency: table.currency.code.clone(),
        span,
        movements: if mixed { Vec::new() } else { table.rows.iter().map(movement).collect() },
        bridge: s.map(|s| bridge(&s, exponent)).unwrap_or_default(),
        definitions: DefinitionId::ALL.map(|id| told(id, variants(id), 0, exponent)).into(),
        metrics,
        ..without_customers(inputs, settings, Na::NotApplicable)
    }
}

/// A report of files that name no customers, before any sum is in it; `why` is said of what needs them.
pub(super) fn without_customers(inputs: &[Reading], settings: &Settings, why: Na) -> Report {
    Report {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: None,
        window: None,
        currency: None,
        span: None,
        policies: settings.policies,
        choices: settings.choices.pairs(),
        filled: 0,
        inputs: inputs.to_vec(),
        diagnostics: Vec::new(),
        joins: Vec::new(),
        metrics: BTreeMap::new(),
        movements: Vec::new(),
        bridge: Bridge::default(),
        changes: Vec::new(),
        split: None,
        target: None,
        economics: None,
        trend: Vec::new(),
        cohorts: Vec::new(),
        cohorts_by: CohortsBy::default(),
        concentration: Vec::new(),
        survival: None,
        downgrades: Downgrades { na: Some(why), ..Downgrades::default() },
        resampled: None,
        quality: quality::of_files(inputs),
        segments: Vec::new(),
        segmentations: Vec::new(),
        quadrant: None,
        definitions: Vec::new(),
        presets: Vec::new(),
        customers: Vec::new(),
        questions: Vec::new(),
    }
}

fn bridge(s: &Sums, exponent: u8) -> Bridge {
    let step = |part, minor| BridgeStep { part, amount: format_minor(minor, exponent), customers: 0 };
    let steps = vec![
        step(BridgePart::Opening, s.opening),
        step(BridgePart::Expansion, s.expansion),
        step(BridgePart::Contraction, s.contraction),
        step(BridgePart::Churn, s.churn),
        step(BridgePart::ClosingCohort, s.opening + s.expansion - s.contraction - s.churn),
        step(BridgePart::New, s.new),
        step(BridgePart::Returned, s.reactivation),
        step(BridgePart::Closing, s.closing),
    ];
    Bridge { steps }
}
