//! From a book to the report.

use super::Settings;
use super::behind::CHANGES;
use super::by_group::by_group;
use super::definitions::definitions;
use super::diligence;
use super::figures::{Figures, WindowFigures};
use super::findings::findings;
use super::presets::presets;
use super::quality::quality;
use super::split::split;
use super::standing::{Standing, speaks_of};
use super::unit_economics;
use super::words::{Facts, na_text};
use super::{
    AgeCell, Bridge, BridgePart, BridgeStep, Cohort, CustomerChange, CustomerMove, Metric, MetricId,
    Movement, MovementCustomers, Report, Resampled, SCHEMA, Target, TrendPoint, Value, Window,
};
use crate::base::{Interval, Measure, Month, Ratio, format_minor};
use crate::metrics::{
    AgeSums, Ends, MonthFlow, MovementKind, StartCohort, TrailingSums, largest_changes, trailing,
};
use crate::read::Reading;
use crate::tables::{Book, CostsTable, RevenueTable};
use std::collections::BTreeMap;

/// The report of a book. `inputs` is how its files were read; `with_customers` lists every customer's
/// two ends as well, `tables` are those it was made of, with the input file of each.
pub(super) fn build(
    book: &Book,
    standing: &Standing,
    costs: &[CostsTable],
    inputs: &[Reading],
    (tables, files): (&[RevenueTable], &[usize]),
    settings: &Settings,
    with_customers: bool,
) -> Report {
    let figures = Figures::of(book, &standing.flows, tables, costs, settings);
    let facts = facts(book.span, settings, &figures);
    let exponent = book.currency.exponent;
    let mut metrics = metrics(&|id| metric(id, figures.measure(id), exponent, facts));
    let resampled = diligence::resampled(book, &figures);
    set_intervals(&mut metrics, resampled.as_ref());
    let usable = figures.nothing.is_none();
    let window = figures.window.as_ref();
    let groups = window.map(|w| by_group(book, w.window, settings)).unwrap_or_default();
    let diagnostics = findings(book, figures.flows, inputs, settings.to);
    let end = figures.closing.as_ref().map(|(month, _)| *month);
    Report {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: book.as_of.filter(|day| !day.month().is_unnamed()),
        window: window.map(|w| w.window),
        currency: book.currency.code.clone(),
        span: book.span,
        policies: settings.policies,
        choices: settings.choices.pairs(),
        filled: book.filled,
        inputs: inputs.to_vec(),
        quality: quality(
            book,
            (&figures, &standing.oddities),
            settings,
            inputs,
            &diagnostics,
            (tables, files),
        ),
        diagnostics,
        joins: Vec::new(),
        movements: figures
            .flows
            .iter()
            .filter(|flow| speaks_of(book, flow.month))
            .map(|flow| {
                movement(
                    flow,
                    exponent,
                    book.partial && book.span.is_some_and(|(_, last)| last == flow.month),
                )
            })
            .collect(),
        bridge: window.map(|w| bridge(w, exponent)).unwrap_or_default(),
        changes: window.map(|w| changes(book, w)).unwrap_or_default(),
        split: window.and_then(|w| split(book, tables, w)),
        target: window.and_then(|w| target(w, settings.target, exponent)),
        economics: figures.economics.as_ref().map(|e| unit_economics::summary(e, exponent)),
        trend: if usable && book.two_ends.is_none() { trend(book, settings.months) } else { Vec::new() },
        cohorts: standing.cohorts.clone(),
        cohorts_by: standing.cohorts_by.clone(),
        concentration: standing.concentration.clone(),
        survival: standing.survival.clone(),
        downgrades: diligence::downgrades(book, end),
        resampled,
        segments: groups.segments,
        quadrant: groups.quadrant,
        definitions: definitions(&figures, exponent),
        presets: presets(book, tables, settings, &figures),
        customers: match window {
            Some(w) if with_customers => customers(book, w.window),
            _ => Vec::new(),
        },
        questions: Vec::new(),
        segmentations: groups.segmentations,
        metrics,
    }
}

/// The report as JSON: two spaces, a line feed at the end, the same bytes on every platform.
pub fn to_json(report: &Report) -> String {
    // Serialising plain structs with string keys into memory has no way to fail.
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}

pub(super) fn facts(span: Option<(Month, Month)>, settings: &Settings, figures: &Figures) -> Facts {
    let to = figures.closing.as_ref().map(|(month, _)| *month);
    let has = span.zip(to).map_or(0, |((first, _), to)| to.since(first) + 1);
    Facts {
        needed: settings.months.saturating_add(1),
        has: u32::try_from(has).unwrap_or(0),
        from: figures.window.as_ref().map(|w| w.window.from),
        to,
    }
}

/// Every metric; one by one, since collecting them would bring a sorter of its own.
pub(super) fn metrics(metric: &dyn Fn(MetricId) -> Metric) -> BTreeMap<MetricId, Metric> {
    let mut all = BTreeMap::new();
    for id in MetricId::ALL {
        all.insert(id, metric(id));
    }
    all
}

pub(super) fn metric(id: MetricId, measure: Measure, exponent: u8, facts: Facts) -> Metric {
    let money = |minor: i128| Value::Money(format_minor(minor, exponent));
    let count = |n: i128| Value::Count(i64::try_from(n).unwrap_or(i64::MAX));
    let plain = |value, n| Metric::Value { value, numerator: None, denominator: None, n, interval: None };
    let unit = (0..exponent).fold(1_i128, |unit, _| unit * 10);
    match measure {
        Measure::Share { ratio, money: is_money, n, interval } => {
            let side = |amount| if is_money { money(amount) } else { count(amount) };
            Metric::Value {
                value: Value::Number(ratio.value().unwrap_or_default()),
                numerator: Some(side(ratio.numerator)),
                denominator: Some(side(ratio.denominator)),
                n,
                interval,
            }
        }
        Measure::PerCustomer { minor, customers } => {
            let each = Ratio { numerator: minor, denominator: unit * i128::from(customers) };
            Metric::Value {
                value: Value::Number(each.value().unwrap_or_default()),
                numerator: Some(money(minor)),
                denominator: Some(count(i128::from(customers))),
                n: customers,
                interval: None,
            }
        }
        Measure::Average { minor, n, interval } => {
            let units = |minor: f64| minor / unit as f64;
            let interval = interval.map(|Interval(low, high)| Interval(units(low), units(high)));
            let value = Value::Number(units(minor));
            Metric::Value { value, numerator: None, denominator: None, n, interval }
        }
        Measure::Money { minor, n } => plain(money(minor), n),
        Measure::Count { count: n } => plain(count(i128::from(n)), n),
        Measure::Plain { value, n } => plain(Value::Number(value), n),
        Measure::Na(na) => Metric::Na { na, text: na_text(id, na, facts) },
    }
}

/// Gives NRR and GRR their intervals: what no formula for proportions can.
fn set_intervals(metrics: &mut BTreeMap<MetricId, Metric>, resampled: Option<&Resampled>) {
    for (id, band) in
        [(MetricId::Nrr, resampled.and_then(|r| r.nrr)), (MetricId::Grr, resampled.and_then(|r| r.grr))]
    {
        if let Some(Metric::Value { interval, .. }) = metrics.get_mut(&id) {
            *interval = band.map(|band| band.p95);
        }
    }
}

pub(super) fn movement(flow: &MonthFlow, exponent: u8, partial: bool) -> Movement {
    let money = |minor| format_minor(minor, exponent);
    let of = |kind| money(flow.amount(kind));
    Movement {
        month: flow.month,
        opening: money(flow.opening),
        new: of(MovementKind::New),
        expansion: of(MovementKind::Expansion),
        contraction: of(MovementKind::Contraction),
        churn: of(MovementKind::Churn),
        reactivation: of(MovementKind::Reactivation),
        closing: money(flow.closing),
        customers: MovementCustomers {
            opening: flow.opening_customers,
            new: flow.customers(MovementKind::New),
            expanded: flow.customers(MovementKind::Expansion),
            contracted: flow.customers(MovementKind::Contraction),
            churned: flow.customers(MovementKind::Churn),
            reactivated: flow.customers(MovementKind::Reactivation),
            closing: flow.closing_customers,
        },
        partial,
    }
}

pub(super) fn bridge(figures: &WindowFigures, exponent: u8) -> Bridge {
    let s = &figures.sums;
    let step = |part, minor, customers| BridgeStep { part, amount: format_minor(minor, exponent), customers };
    Bridge {
        steps: vec![
            step(BridgePart::Opening, s.opening, s.opening_customers),
            step(BridgePart::Expansion, s.expansion, s.expanded_customers),
            step(BridgePart::Contraction, s.contraction, s.contracted_customers),
            step(BridgePart::Churn, s.churn, s.lost_customers),
            step(BridgePart::ClosingCohort, s.closing_cohort, s.kept_customers),
            step(BridgePart::New, s.new, s.new_customers),
            step(BridgePart::Returned, s.returned, s.returned_customers),
            step(BridgePart::Closing, s.closing, s.closing_customers),
        ],
    }
}

fn changes(book: &Book, figures: &WindowFigures) -> Vec<CustomerChange> {
    let money = |minor: i128| format_minor(minor, book.currency.exponent);
    let row = |(id, ends): &(u32, Ends)| {
        let change = i128::from(ends.m1()) - i128::from(ends.m0());
        CustomerChange {
            customer: book.customers.text(*id).to_owned(),
            opening: money(ends.m0().into()),
            closing: money(ends.m1().into()),
            change: money(change),
            points: ratio(change, figures.sums.opening).unwrap_or_default(),
        }
    };
    largest_changes(book, figures.window, CHANGES).iter().map(row).collect()
}

/// Target · opening − closing of the opening customers, rounded up to what can be paid (domain.md §2.1).
pub(super) fn target(figures: &WindowFigures, percent: u32, exponent: u8) -> Option<Target> {
    let sums = &figures.sums;
    let missing = sums.opening * i128::from(percent) - sums.closing_cohort * 100;
    // Up: a unit less would not reach it.
    let minor = missing.div_euclid(100) + i128::from(missing.rem_euclid(100) > 0);
    (sums.opening > 0)
        .then(|| Target { nrr: f64::from(percent) / 100.0, missing: format_minor(minor, exponent) })
}

pub(super) fn ratio(numerator: i128, denominator: i128) -> Option<f64> {
    Ratio { numerator, denominator }.value()
}

fn trend(book: &Book, months: u32) -> Vec<TrendPoint> {
    trailing(book, months).iter().filter_map(trend_point).collect()
}

/// A trailing window's retention; `None` where nobody paid when it began.
pub(super) fn trend_point(s: &TrailingSums) -> Option<TrendPoint> {
    Some(TrendPoint {
        month: s.window.to,
        from: s.window.from,
        n: s.opening_customers,
        nrr: ratio(s.closing_cohort, s.opening)?,
        grr: ratio(s.kept, s.opening)?,
        logo_retention: ratio(i128::from(s.kept_customers), i128::from(s.opening_customers))?,
    })
}

/// What a cohort was and what it is; `None` where it began with nothing.
pub(super) fn age_cell(months: u32, base: &AgeSums, now: &AgeSums, exponent: u8) -> Option<AgeCell> {
    Some(AgeCell {
        months,
        n: base.customers,
        small: base.customers < crate::metrics::ENOUGH,
        customers: now.customers,
        revenue: format_minor(now.revenue, exponent),
        nrr: ratio(now.revenue, base.revenue)?,
        grr: ratio(now.kept, base.revenue)?,
        logo: ratio(i128::from(now.customers), i128::from(base.customers))?,
    })
}

pub(super) fn cohort(cohort: &StartCohort, exponent: u8, speaks_of: &dyn Fn(Month) -> bool) -> Cohort {
    let base = cohort.ages.first().copied().unwrap_or_default();
    let cell = |(months, sums): (u32, &AgeSums)| age_cell(months, &base, sums, exponent);
    let at = |age: u32| cohort.start.plus(i32::try_from(age).unwrap_or(i32::MAX));
    Cohort {
        start: cohort.start,
        customers: base.customers,
        revenue: format_minor(base.revenue, exponent),
        age: (0..).zip(&cohort.ages).filter(|(age, _)| speaks_of(at(*age))).filter_map(cell).collect(),
    }
}

fn customers(book: &Book, window: Window) -> Vec<CustomerMove> {
    let money = |minor: i64| format_minor(i128::from(minor), book.currency.exponent);
    let row = |id: u32| {
        let ends = Ends::of(book, id, window);
        Some(CustomerMove {
            id: book.customers.text(id).to_owned(),
            start: book.points(id).first()?.month,
            opening: money(ends.m0()),
            closing: money(ends.m1()),
        })
    };
    book.by_name.iter().copied().filter_map(row).collect()
}
