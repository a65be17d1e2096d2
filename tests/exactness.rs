//! Numbers that doubles can't hold: money is exact to the last minor unit however large, sums go beyond any one amount,
//! and a ratio is the double next to the exact one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{assert_close, file, month, months, number, session, session_with_costs, settings};
use ninefold::base::{Month, Na};
use ninefold::report::{
    Evidence, EvidenceKey, EvidenceSort, Metric, MetricId, Report, Session, Value, to_json,
};
use ninefold::tables::{CostCategory, RevenueTable, Shape};
use proptest::prelude::*;

/// The largest amount of one customer in one month.
const MOST: i64 = i64::MAX;

fn two_months(pairs: &[(i64, i64)]) -> RevenueTable {
    let cells = pairs.iter().enumerate().flat_map(|(i, (before, after))| {
        let name = format!("C{i:03}");
        [(name.clone(), month("2024-01"), *before), (name, month("2024-02"), *after)]
    });
    months(Shape::Long, &cells.collect::<Vec<(String, Month, i64)>>())
}

fn of(pairs: &[(i64, i64)]) -> Report {
    session(vec![two_months(pairs)]).report(&settings(1))
}

fn sides(report: &Report, id: MetricId) -> [String; 2] {
    let Metric::Value { numerator, denominator, .. } = &report.metrics[&id] else {
        panic!("{}", id.as_str())
    };
    [numerator, denominator].map(|side| match side {
        Some(Value::Money(text)) => text.clone(),
        other => panic!("{other:?}"),
    })
}

fn money(minor: i128) -> String {
    format!("{}{}.{:02}", if minor < 0 { "-" } else { "" }, minor.abs() / 100, minor.abs() % 100)
}

#[test]
fn beyond_two_to_the_53rd_every_cent_is_there() {
    // 2^53 and 1 cent: as a double it is 2^53.
    let text = "customer,month,mrr\nA,2024-01,90071992547409.93\nB,2024-01,0.01\nA,2024-02,90071992547409.93\nB,2024-02,0.02\n";
    let session = Session::new(vec![file(text)]);
    let r = session.report(&settings(1));
    assert_eq!(sides(&r, MetricId::Nrr), ["90071992547409.95", "90071992547409.94"]);
    assert_eq!(sides(&r, MetricId::Grr), ["90071992547409.94", "90071992547409.94"]);
    assert_eq!(number(&r, MetricId::Grr), 1.0);
    assert_eq!(r.movements[1].expansion, "0.01");
    assert_eq!(r.movements[1].closing, "90071992547409.95");
    let Metric::Value { value: Value::Money(arr), .. } = &r.metrics[&MetricId::Arr] else { panic!("no ARR") };
    assert_eq!(arr, "1080863910568919.40");
    let key = EvidenceKey::Metric { id: MetricId::Mrr };
    let page =
        session.evidence(&settings(1), &Evidence { key, sort: EvidenceSort::Size, offset: 0, limit: 9 });
    assert_eq!(page.rows[0].cells[0], "90071992547409.93");
    assert_eq!(page.totals[0], "90071992547409.95");
    // And as it is written: nothing passes through a double on its way to the JSON.
    assert!(to_json(&r).contains("\"90071992547409.95\""));
}

#[test]
fn sums_go_beyond_the_largest_amount() {
    let r = of(&[(MOST, MOST); 40]);
    let all = 40 * i128::from(MOST);
    assert_eq!(sides(&r, MetricId::Nrr), [money(all), money(all)]);
    assert_eq!((number(&r, MetricId::Nrr), number(&r, MetricId::Grr)), (1.0, 1.0));
    let Metric::Value { value: Value::Money(arr), .. } = &r.metrics[&MetricId::Arr] else { panic!("no ARR") };
    assert_eq!(*arr, money(12 * all));
    assert_close("HHI", number(&r, MetricId::Hhi), 250.0);
    assert_close("top ten", number(&r, MetricId::Top10Share), 0.25);
    assert_eq!(r.segments.iter().map(|s| s.opening.clone()).collect::<Vec<_>>(), vec![money(all); 3]);
    assert_eq!(r.bridge.steps[0].amount, money(all));
    assert_eq!(r.concentration[0].total, money(all));
    // All lost, all won.
    let r = of(&[(MOST, 0), (MOST, 0), (0, MOST), (0, MOST), (0, MOST)]);
    let net = &r.metrics[&MetricId::NetNewMrr];
    let Metric::Value { value: Value::Money(net), .. } = net else { panic!("no net new MRR") };
    assert_eq!(*net, money(i128::from(MOST)));
    assert_close("quick ratio", number(&r, MetricId::QuickRatio), 1.5);
}

#[test]
fn costs_at_the_limit_are_summed_too() {
    let spent = [(month("2024-02"), 3, CostCategory::Csm, MOST / 100); 12];
    let r = session_with_costs(vec![two_months(&[(MOST, MOST)])], &spent).report(&settings(1));
    // A third of each, to the nearest cent.
    let third = (2 * i128::from(MOST / 100 * 100) + 3) / 6;
    assert_eq!(sides(&r, MetricId::CrcRatio), [money(12 * third), money(i128::from(MOST))]);
}

#[test]
fn costs_in_smaller_units_are_rounded_once() {
    // Yen have no decimals; a table of costs that names no currency has two.
    let revenue = file("customer,month,mrr,currency\nA,2024-01,50000,JPY\nA,2024-02,50000,JPY\n");
    let costs =
        file("period,category,amount\n2024-02,csm,20000.49\n2024-02,training,0.50\n2024-02,renewals,-0.51\n");
    let r = Session::new(vec![revenue, costs]).report(&settings(1));
    let spent: Vec<String> =
        r.economics.unwrap().costs.unwrap().categories.into_iter().map(|c| c.amount).collect();
    assert_eq!(spent, ["20000", "-1", "1"]);
}

#[test]
fn a_customer_s_month_beyond_the_limit_is_refused_and_not_wrapped() {
    let row = |m: &str| ("A".to_owned(), month(m), MOST);
    let r = session(vec![months(Shape::Long, &[row("2024-01"), row("2024-01"), row("2024-02")])])
        .report(&settings(1));
    for id in [MetricId::Nrr, MetricId::Mrr, MetricId::Customers] {
        let Metric::Na { na, .. } = &r.metrics[&id] else {
            panic!("{} of a sum that doesn't fit", id.as_str())
        };
        assert_eq!(*na, Na::TooLarge);
    }
}

/// Whether no double is nearer to above ÷ below: the double and its neighbours times the divisor, in integers of 2⁻ᵏ.
fn is_nearest(value: f64, above: i128, below: i128) -> bool {
    let off = |x: f64| -> i128 {
        let bits = x.to_bits();
        let (exponent, fraction) =
            ((bits >> 52) as i32 - 1075, i128::from(bits & ((1 << 52) - 1) | (1 << 52)));
        // |x·below − above| scaled by 2^−exponent, or not at all where x is a whole number.
        if exponent <= 0 {
            (fraction * below - (above << -exponent)).abs()
        } else {
            ((fraction << exponent) * below - above).abs()
        }
    };
    let down = f64::from_bits(value.to_bits() - 1);
    let up = f64::from_bits(value.to_bits() + 1);
    // Neighbours of another exponent are on another scale: such values are left out.
    let same = |x: f64| x.to_bits() >> 52 == value.to_bits() >> 52;
    !same(down) || !same(up) || off(value) <= off(down) && off(value) <= off(up)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn ratios_are_the_nearest_doubles(pairs in prop::collection::vec((1..1_i64 << 40, 1..1_i64 << 40), 1..6)) {
        let r = of(&pairs);
        let opening: i128 = pairs.iter().map(|(a, _)| i128::from(*a)).sum();
        let closing: i128 = pairs.iter().map(|(_, b)| i128::from(*b)).sum();
        let kept: i128 = pairs.iter().map(|(a, b)| i128::from(*a.min(b))).sum();
        for (id, above) in [(MetricId::Nrr, closing), (MetricId::Grr, kept)] {
            let value = number(&r, id);
            // Beyond, the scaled products no longer fit.
            if value > 1e-3 && value < 1e3 {
                prop_assert!(is_nearest(value, above, opening), "{} of {} / {}", value, above, opening);
            }
        }
    }

    #[test]
    fn totals_are_the_sums_to_the_cent(pairs in prop::collection::vec((0..=MOST, 0..=MOST), 1..20)) {
        let r = of(&pairs);
        let sum = |of: fn(&(i64, i64)) -> i64| pairs.iter().map(|pair| i128::from(of(pair))).sum::<i128>();
        prop_assert_eq!(&r.movements[0].closing, &money(sum(|pair| pair.0)));
        prop_assert_eq!(&r.movements[1].closing, &money(sum(|pair| pair.1)));
        let step = |m: &ninefold::report::Movement| [m.expansion.clone(), m.contraction.clone(), m.churn.clone(), m.new.clone()];
        let up = |(a, b): &(i64, i64)| if *a > 0 { (b - a).max(0) } else { 0 };
        let down = |(a, b): &(i64, i64)| if *b > 0 { (a - b).max(0) } else { 0 };
        let gone = |(a, b): &(i64, i64)| if *b == 0 { *a } else { 0 };
        let won = |(a, b): &(i64, i64)| if *a == 0 { *b } else { 0 };
        prop_assert_eq!(step(&r.movements[1]), [money(sum(up)), money(sum(down)), money(sum(gone)), money(sum(won))]);
        if let Metric::Value { value, .. } = &r.metrics[&MetricId::Grr] {
            let grr = common::as_number(value);
            prop_assert!((0.0..=1.0).contains(&grr));
        }
    }
}
