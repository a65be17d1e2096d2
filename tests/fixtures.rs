//! The worked examples of the definitions, pinned to all their numbers (domain.md F1 to F4).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{assert_close, ledger, number, session, settings};
use ninefold::base::{Interval, Na};
use ninefold::report::{DefinitionId, Metric, MetricId, Report, Value};
use ninefold::tables::RevenueTable;

const KA: [(&str, &[i64]); 2] = [("C1", &[5000, 6500]), ("C2", &[3000, 3000])];
const SMB: [(&str, &[i64]); 4] =
    [("C3", &[1000, 700]), ("C4", &[500, 0]), ("C5", &[500, 500]), ("C6", &[0, 800])];

fn report(table: RevenueTable, months: u32) -> Report {
    session(vec![table]).report(&settings(months))
}

/// F1 over one month.
fn f1(parts: &[&[(&str, &[i64])]]) -> Report {
    report(ledger("2024-01", &parts.concat()), 1)
}

#[track_caller]
fn has(report: &Report, id: MetricId, want: f64) {
    assert_close(id.as_str(), number(report, id), want);
}

fn definition(report: &Report, id: DefinitionId) -> f64 {
    report.definitions.iter().find(|d| d.id == id).unwrap().value.unwrap()
}

#[test]
fn f1_two_points() {
    let r = f1(&[&KA, &SMB]);
    for (id, want) in [
        (MetricId::Nrr, 1.07),
        (MetricId::Grr, 0.92),
        (MetricId::LogoRetention, 0.8),
        (MetricId::LogoChurn, 0.2),
        (MetricId::RevenueChurn, 0.05),
        (MetricId::GrossRevenueChurn, 0.08),
        (MetricId::NetRevenueChurn, -0.07),
        (MetricId::ExpansionRate, 0.15),
        (MetricId::ExpansionShare, 1500.0 / 2300.0),
        (MetricId::LossCoverage, 1.875),
        (MetricId::QuickRatio, 2.875),
        (MetricId::NrrExLargest, 0.84),
        (MetricId::TopCustomerShare, 6500.0 / 11500.0),
        (MetricId::Top10Share, 1.0),
        (MetricId::Mrr, 11_500.0),
        (MetricId::Arr, 138_000.0),
        (MetricId::NetNewMrr, 1_500.0),
        (MetricId::Customers, 5.0),
        (MetricId::Arpa, 2_300.0),
    ] {
        has(&r, id, want);
    }
    let steps: Vec<(&str, u64)> =
        r.bridge.steps.iter().map(|step| (step.amount.as_str(), step.customers)).collect();
    assert_eq!(
        steps,
        [
            ("10000.00", 5),
            ("1500.00", 1),
            ("300.00", 1),
            ("500.00", 1),
            ("10700.00", 4),
            ("800.00", 1),
            ("0.00", 0),
            ("11500.00", 5)
        ]
    );
}

#[test]
fn f1_keeps_its_numerators_and_intervals() {
    let r = f1(&[&KA, &SMB]);
    let Metric::Value { numerator, denominator, n, interval, .. } = &r.metrics[&MetricId::LogoRetention]
    else {
        panic!("no logo retention")
    };
    assert_eq!((numerator, denominator), (&Some(Value::Count(4)), &Some(Value::Count(5))));
    assert_eq!(*n, 5);
    let Interval(low, high) = interval.unwrap();
    assert!((low - 0.376).abs() < 5e-4 && (high - 0.964).abs() < 5e-4, "{low} {high}");
    let Metric::Value { numerator, denominator, .. } = &r.metrics[&MetricId::Nrr] else { panic!("no NRR") };
    let money = |text: &str| Some(Value::Money(text.to_owned()));
    assert_eq!((numerator, denominator), (&money("10700.00"), &money("10000.00")));
}

#[test]
fn f1_by_group() {
    let ka = f1(&[&KA]);
    has(&ka, MetricId::Nrr, 1.1875);
    has(&ka, MetricId::Grr, 1.0);
    has(&ka, MetricId::LogoRetention, 1.0);
    let Metric::Na { na, text } = &ka.metrics[&MetricId::QuickRatio] else {
        panic!("no losses, but a ratio")
    };
    assert_eq!((*na, text.as_str()), (Na::ZeroDenominator, "no losses"));
    let smb = f1(&[&SMB]);
    has(&smb, MetricId::Nrr, 0.6);
    has(&smb, MetricId::Grr, 0.6);
    has(&smb, MetricId::LogoRetention, 2.0 / 3.0);
}

#[test]
fn f2_lazy_counts_whom_the_cohort_does_not() {
    let a = [100; 13];
    let b = [0, 0, 0, 100, 100, 110, 110, 120, 130, 130, 140, 150, 150];
    let r = report(ledger("2024-01", &[("A", &a), ("B", &b)]), 12);
    has(&r, MetricId::NrrLazy, 1.5);
    has(&r, MetricId::Nrr, 1.0);
    assert_close("definition", definition(&r, DefinitionId::NrrLazy), 1.5);
}

#[test]
fn f3_paths_and_ends() {
    let r = report(ledger("2024-01", &[("A", &[100, 60, 130])]), 2);
    has(&r, MetricId::Nrr, 1.3);
    has(&r, MetricId::Grr, 1.0);
    has(&r, MetricId::GrrMovement, 0.6);
    assert_close("NRR by movements", definition(&r, DefinitionId::NrrMovement), 1.3);
}

#[test]
fn f4_cohorts() {
    let r = report(
        ledger("2024-01", &[("A", &[100, 100, 120]), ("B", &[100, 50, 0]), ("C", &[0, 200, 200])]),
        12,
    );
    let cells = |i: usize| -> Vec<(f64, f64, f64)> {
        r.cohorts[i].age.iter().map(|cell| (cell.nrr, cell.grr, cell.logo)).collect()
    };
    assert_eq!(r.cohorts.len(), 2);
    assert_eq!((r.cohorts[0].customers, r.cohorts[0].revenue.as_str()), (2, "200.00"));
    assert_eq!(cells(0), [(1.0, 1.0, 1.0), (0.75, 0.75, 1.0), (0.6, 0.5, 0.5)]);
    assert_eq!(cells(1), [(1.0, 1.0, 1.0), (1.0, 1.0, 1.0)]);
}

#[test]
fn too_short_a_history_is_a_reason_and_not_a_number() {
    let r = report(ledger("2024-01", &[("A", &[1, 1, 1, 1, 1])]), 12);
    let Metric::Na { na, text } = &r.metrics[&MetricId::Nrr] else { panic!("five months are not twelve") };
    assert_eq!((*na, text.as_str()), (Na::InsufficientHistory, "needs 13 months of data, has 5"));
    assert!(r.window.is_none() && r.bridge.steps.is_empty() && r.trend.is_empty());
    has(&r, MetricId::Mrr, 1.0);
    assert_eq!(r.questions[0].status, "partly");
}
