//! The numbers pinned in the definitions (domain.md §2.0–2.2, §2.10, §2.11), each from files or tables through the whole
//! core. Where one of them is held elsewhere, the name of that test stands beside it.
//!
//! | pin | held by |
//! |---|---|
//! | F1 headline, bridge, quick ratio, largest customer | `fixtures.rs` `f1_two_points` |
//! | F1 by tier; by size; customer by customer | `segments.rs` `f1_by_tier`, `f1_by_size`, `f1_crossed` |
//! | F2, F3, F4 | `fixtures.rs` `f2_…`, `f3_…`, `f4_cohorts` |
//! | 80 = 95 + 65, Simpson's reversal with mix and rate | `segments.rs` `an_average_that_hides_its_parts`, `the_whole_rises_and_every_part_falls` |
//! | loss coverage 1.875 | `fixtures.rs` `f1_two_points` |
//! | flagged 12 of 40, 16 of 160: RR 3.00, OR 3.86, lift 2.14 | `warnings.rs` `the_pin_of_the_domain_by_files_alone` |
//! | 0 of 6, 3 of 24: OR 0.47 | `metrics/downgrades.rs` `empty_cells` |
//! | core use 100 → 68, 80 → 50; NPS 42 → 39 → 35 | `metrics/operating/warnings/rules.rs` `core_use_by_the_pins`, `waves_by_the_pin` |
//! | the others | here |
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{assert_close, definition, ledger, month, number, session, session_with_costs, settings};
use ninefold::base::{Interval, Na};
use ninefold::report::{BridgePart, DefinitionId, Metric, MetricId, Report, Settings};
use ninefold::tables::{CostCategory, Margin, RevenueTable};

const F1: [(&str, &[i64]); 6] = [
    ("C1", &[5000, 6500]),
    ("C2", &[3000, 3000]),
    ("C3", &[1000, 700]),
    ("C4", &[500, 0]),
    ("C5", &[500, 500]),
    ("C6", &[0, 800]),
];

/// So many customers with 100 a month, of whom some are gone in the second month.
fn paying_100(n: usize, lost: usize) -> RevenueTable {
    let rows: Vec<(String, [i64; 2])> =
        (0..n).map(|i| (format!("C{i:03}"), [100, if i < lost { 0 } else { 100 }])).collect();
    let rows: Vec<(&str, &[i64])> =
        rows.iter().map(|(name, amounts)| (name.as_str(), &amounts[..])).collect();
    ledger("2024-01", &rows)
}

fn with_margin(percent: u16) -> Settings {
    let mut settings = settings(1);
    settings.policies.gross_margin = Some(Margin(percent * 100));
    settings
}

#[track_caller]
fn interval(report: &Report, id: MetricId) -> Interval {
    let Metric::Value { interval, .. } = &report.metrics[&id] else { panic!("{} has no value", id.as_str()) };
    interval.unwrap()
}

#[track_caller]
fn rounds_to(what: &str, got: f64, want: f64, digits: i32) {
    assert!(
        (got - want).abs() <= (0..digits).fold(0.5, |half, _| half / 10.0) + 1e-12,
        "{what}: {got}, expected {want}"
    );
}

#[track_caller]
fn na(report: &Report, id: MetricId) -> Na {
    match &report.metrics[&id] {
        Metric::Na { na, .. } => *na,
        Metric::Value { value, .. } => panic!("{} is {value:?}", id.as_str()),
    }
}

#[test]
fn twelve_months_compound() {
    for (before, now, year) in
        [(100, 99, 0.886_384_871_7), (100, 102, 1.268_241_794_6), (100, 95, 0.540_360_087_7)]
    {
        let r = session(vec![
            ledger("2023-01", &[("A", &[before; 13][..12])]),
            ledger("2024-01", &[("A", &[now])]),
        ])
        .report(&settings(12));
        let got = definition(&r, DefinitionId::NrrLastMonthCompounded);
        rounds_to("a month's ratio over twelve", got, year, 10);
    }
}

#[test]
fn nobody_lost_of_twenty_still_has_an_upper_limit() {
    let Interval(low, high) =
        interval(&session(vec![paying_100(20, 0)]).report(&settings(1)), MetricId::LogoChurn);
    assert_eq!(low, 0.0);
    rounds_to("Wilson of 0/20", high, 0.1611, 4);
}

#[test]
fn proportions_have_their_intervals() {
    for (n, lost, low, high) in [(5, 1, 0.376, 0.964), (3, 1, 0.208, 0.939), (12, 1, 0.646, 0.985)] {
        let r = session(vec![paying_100(n, lost)]).report(&settings(1));
        let Interval(from, to) = interval(&r, MetricId::LogoRetention);
        rounds_to("lower", from, low, 3);
        rounds_to("upper", to, high, 3);
    }
}

#[test]
fn f1_as_a_target_and_as_money() {
    let r = session(vec![ledger("2024-01", &F1)]).report(&Settings { target: 110, ..settings(1) });
    let target = r.target.as_ref().unwrap();
    assert_eq!((target.nrr, target.missing.as_str()), (1.1, "300.00"));
    let expansion = r.bridge.steps.iter().find(|step| step.part == BridgePart::Expansion).unwrap();
    assert_eq!((expansion.amount.as_str(), expansion.customers), ("1500.00", 1), "expansion MRR of §2.11");
    assert_close("churn rate of §2.11", number(&r, MetricId::LogoChurn), 0.2);
    assert_close("net churn", number(&r, MetricId::NetRevenueChurn), -0.07);
    let account = |name: &str| r.changes.iter().find(|change| change.customer == name).unwrap();
    assert_close("C3 in points of NRR", account("C3").points, -0.03);
}

#[test]
fn a_customer_s_worth() {
    // ARPA 100, 5 % lost in the month.
    let r = session(vec![paying_100(20, 1)]).report(&with_margin(80));
    assert_close("LTV", number(&r, MetricId::Ltv), 2000.0);
    assert_close("LTV after costs", number(&r, MetricId::LtvMargin), 1600.0);
    let Interval(low, high) = interval(&r, MetricId::Ltv);
    assert!(low < 2000.0 && high > 2000.0, "{low} {high}");
    // Nobody lost, then 1.25 %: both beyond sixty months.
    for (n, lost) in [(20, 0), (80, 1)] {
        let r = session(vec![paying_100(n, lost)]).report(&with_margin(80));
        assert_close("capped", number(&r, MetricId::LtvMargin), 4800.0);
        assert!(r.economics.unwrap().capped);
    }
    // NRR above 100 %: no lifetime by churn, but what the cohort pays over the cap if it only keeps its pace.
    let growing = session(vec![ledger("2024-01", &[("A", &[100, 110]), ("B", &[100, 100])])]);
    assert_close(
        "a growing cohort",
        number(&growing.report(&with_margin(80)), MetricId::LtvCohort),
        100.0 * 60.0,
    );
    assert_eq!(na(&r, MetricId::LtvCohort), Na::NotApplicable);
    let mut longer = with_margin(80);
    longer.policies.lifetime_cap = 120;
    let r = session(vec![paying_100(80, 1)]).report(&longer);
    assert_close("not capped", number(&r, MetricId::LtvMargin), 6400.0);
    assert!(!r.economics.unwrap().capped);
}

#[test]
fn a_customer_s_worth_beside_what_it_cost() {
    // LTV 2,000; one new customer for 1,700.
    let both = vec![paying_100(20, 1), ledger("2024-01", &[("New", &[0, 100])])];
    let spent = [(month("2024-02"), 1, CostCategory::SalesMarketingNew, 1700)];
    let r = session_with_costs(both, &spent).report(&with_margin(80));
    assert_close("LTV", number(&r, MetricId::Ltv), 2000.0);
    assert_close("CAC", number(&r, MetricId::Cac), 1700.0);
    rounds_to("revenue LTV / CAC", 1.0 / number(&r, MetricId::BreakEvenMargin), 1.18, 2);
    assert_close("break-even margin", number(&r, MetricId::BreakEvenMargin), 0.85);
    assert_close("left of a customer", number(&r, MetricId::LtvMargin) - number(&r, MetricId::Cac), -100.0);
    assert_close("LTV / CAC after costs", number(&r, MetricId::LtvCac), 1600.0 / 1700.0);
}

#[test]
fn nobody_won_is_no_cost_of_a_customer() {
    let spent = [(month("2024-02"), 1, CostCategory::SalesMarketingNew, 1700)];
    let r = session_with_costs(vec![paying_100(20, 1)], &spent).report(&with_margin(80));
    for id in [MetricId::Cac, MetricId::LtvCac, MetricId::CacPaybackMonths, MetricId::BreakEvenMargin] {
        assert_eq!(na(&r, id), Na::ZeroDenominator, "{}", id.as_str());
    }
}

#[test]
fn keeping_customers_costs() {
    // 250 customers at 100 a month all year: MRR 25,000, ARR 300,000; 120,000 spent in the year.
    let names: Vec<String> = (0..250).map(|i| format!("C{i:03}")).collect();
    let rows: Vec<(&str, &[i64])> = names.iter().map(|name| (name.as_str(), &[100; 13][..])).collect();
    let spent = [
        (month("2024-12"), 12, CostCategory::Csm, 90_000),
        (month("2024-12"), 12, CostCategory::Training, 30_000),
    ];
    let mut settings = settings(12);
    settings.policies.gross_margin = Some(Margin(8_000));
    let r = session_with_costs(vec![ledger("2023-12", &rows)], &spent).report(&settings);
    assert_close("CRC a year", number(&r, MetricId::Crc), 480.0);
    assert_close("of ARR", number(&r, MetricId::CrcRatio), 0.4);
    // A quarter's costs are a quarter's: the year's cost of a customer is the same.
    let quarter = [(month("2024-12"), 3, CostCategory::Csm, 30_000)];
    let part = session_with_costs(vec![ledger("2023-12", &rows)], &quarter).report(&settings);
    assert_close("CRC a year, of a quarter", number(&part, MetricId::Crc), 480.0);
    assert_close("of the quarter's MRR", number(&part, MetricId::CrcRatio), 0.4);
    // 40 a month against what a customer leaves, 80: churn cancels, so no lifetime is mixed with a year (3.33).
    assert_close("LTV : CRC", number(&r, MetricId::LtvCrc), 2.0);
}
