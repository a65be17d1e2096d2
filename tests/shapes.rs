//! One business written down in every layout gives one report; rates are exact to the last digit.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{date, settings};
use ninefold::base::Month;
use ninefold::read::{Code, FileRead, ReadOptions, Reader};
use ninefold::report::{Metric, MetricId, Report, Session, Value};
use ninefold::tables::{Rate, Shape};
use proptest::prelude::*;
use std::fmt::Write;

fn read(text: &str) -> FileRead {
    let mut reader = Reader::new(ReadOptions { name: "file.csv".to_owned(), ..ReadOptions::default() });
    reader.push(text.as_bytes());
    reader.finish()
}

const MONTHS: usize = 6;

fn month(later: usize) -> Month {
    Month::parse_iso("2024-01").unwrap().plus(later as i32)
}

/// What each customer pays in each month, whole units; the first pays throughout, so that every file reaches
/// from the first month to the last.
type Ledger = Vec<[i64; MONTHS]>;

fn ledgers() -> impl Strategy<Value = Ledger> {
    let amount = prop_oneof![Just(0_i64), Just(0_i64), 1..500_i64, Just(100_i64)];
    let row = prop::collection::vec(amount, MONTHS).prop_map(|row| <[i64; MONTHS]>::try_from(row).unwrap());
    prop::collection::vec(row, 1..6).prop_map(|mut rows| {
        rows[0] = rows[0].map(|amount| amount.max(1));
        rows.retain(|row| row.iter().any(|amount| *amount > 0));
        rows
    })
}

fn long(ledger: &Ledger) -> String {
    let mut out = "customer_id,month,mrr\n".to_owned();
    for (i, row) in ledger.iter().enumerate() {
        for (m, amount) in row.iter().enumerate() {
            writeln!(out, "C{i},{},{amount}", month(m)).unwrap();
        }
    }
    out
}

fn wide(ledger: &Ledger) -> String {
    let heads: Vec<String> = (0..MONTHS).map(|m| month(m).to_string()).collect();
    let mut out = format!("customer_id,{}\n", heads.join(","));
    for (i, row) in ledger.iter().enumerate() {
        let cells = row.map(|amount| amount.to_string());
        writeln!(out, "C{i},{}", cells.join(",")).unwrap();
    }
    out
}

/// Stretches of one amount.
fn stretches(row: &[i64; MONTHS]) -> Vec<(usize, usize, i64)> {
    let mut out: Vec<(usize, usize, i64)> = Vec::new();
    for (m, amount) in row.iter().enumerate() {
        match out.last_mut() {
            Some((_, end, same)) if *end == m && same == amount => *end = m + 1,
            _ => out.push((m, m + 1, *amount)),
        }
    }
    out.retain(|(_, _, amount)| *amount > 0);
    out
}

fn periods(ledger: &Ledger) -> String {
    let mut out = "customer_id,start_date,end_date,mrr\n".to_owned();
    for (i, row) in ledger.iter().enumerate() {
        for (from, to, amount) in stretches(row) {
            let end = if to == MONTHS { String::new() } else { format!("{}-01", month(to)) };
            writeln!(out, "C{i},{}-01,{end},{amount}", month(from)).unwrap();
        }
    }
    out
}

fn invoices(ledger: &Ledger, inclusive: bool) -> String {
    let mut out = "invoice_id,customer_id,amount,service_period_start,service_period_end\n".to_owned();
    let mut n = 0;
    for (i, row) in ledger.iter().enumerate() {
        for (m, amount) in row.iter().enumerate().filter(|(_, amount)| **amount > 0) {
            n += 1;
            let next = month(m + 1).first_day().unwrap();
            let end = if inclusive { next.previous() } else { next };
            writeln!(out, "I{n},C{i},{amount},{}-01,{end}", month(m)).unwrap();
        }
    }
    out
}

fn movements(ledger: &Ledger, signed: bool) -> String {
    let mut rows: Vec<(usize, String)> = Vec::new();
    for (i, row) in ledger.iter().enumerate() {
        let (mut before, mut known) = (0, false);
        for (m, now) in row.iter().enumerate() {
            let change = now - before;
            let kind = match (before, *now) {
                (0, 0) => "",
                (0, _) if known => "reactivation",
                (0, _) => "new",
                (_, 0) => "churn",
                (before, now) if now > before => "expansion",
                (before, now) if now < before => "contraction",
                _ => "",
            };
            known |= *now > 0;
            before = *now;
            if !kind.is_empty() {
                let amount = if signed { change } else { change.abs() };
                rows.push((m, format!("C{i},{}-15,{kind},{amount}\n", month(m))));
            }
        }
    }
    rows.sort_by_key(|(m, _)| *m);
    let body: String = rows.into_iter().map(|(_, row)| row).collect();
    format!("customer_id,date,type,amount\n{body}")
}

fn report(text: &str, shape: Shape, months: u32) -> Report {
    let file = read(text);
    assert_eq!(file.reading.shape, Some(shape), "{text}\n{:?}", file.reading.diagnostics);
    let rows = file.reading.rows;
    assert_eq!((rows.read, rows.rejected), (rows.used, 0), "{text}\n{:?}", file.reading.diagnostics);
    Session::new(vec![file]).as_of(Some(date("2024-06-30"))).report(&settings(months))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn one_ledger_in_every_shape_is_one_report(ledger in ledgers(), months in 1..6_u32, flag in any::<bool>()) {
        let plain = report(&long(&ledger), Shape::Long, months);
        for (text, shape) in [
            (wide(&ledger), Shape::Wide),
            (periods(&ledger), Shape::Periods),
            (invoices(&ledger, flag), Shape::Invoices),
            (movements(&ledger, flag), Shape::Movements),
        ] {
            let other = report(&text, shape, months);
            prop_assert_eq!(&plain.metrics, &other.metrics, "{}", &text);
            prop_assert_eq!(&plain.movements, &other.movements, "{}", &text);
            prop_assert_eq!(&plain.cohorts, &other.cohorts);
            prop_assert_eq!(&plain.bridge, &other.bridge);
        }
    }

    #[test]
    fn two_points_say_what_the_ledger_says_of_its_ends(pairs in prop::collection::vec((0..900_i64, 0..900_i64), 1..9)) {
        let mut two = "customer,opening mrr,closing mrr\n".to_owned();
        let mut both = "customer,2024-01,2024-02\n".to_owned();
        for (i, (a, b)) in pairs.iter().enumerate() {
            writeln!(two, "C{i},{a},{b}").unwrap();
            writeln!(both, "C{i},{a},{b}").unwrap();
        }
        let two = Session::new(vec![read(&two)]).report(&settings(12));
        let both = Session::new(vec![read(&both)]).report(&settings(1));
        prop_assert_eq!(&two.bridge, &both.bridge);
        for (id, metric) in &both.metrics {
            match (metric, &two.metrics[id]) {
                // Lifetimes are in months, and two points without dates have none.
                (_, two) if id.is_economics() => {
                    let none = matches!(two, Metric::Na { .. });
                    prop_assert!(none, "{}", id.as_str());
                }
                (Metric::Na { na: a, .. }, Metric::Na { na: b, .. }) => prop_assert_eq!(a, b),
                // A product of twelve ratios of which eleven are one.
                (a, b) => prop_assert_eq!(a, b, "{}", id.as_str()),
            }
        }
    }

    #[test]
    fn rates_are_exact(amounts in prop::collection::vec((1..10_000_000_i64, 0..3_usize), 1..20), rates in prop::array::uniform3(1..5_000_000_i64)) {
        // Rates of six decimals; the sum of what each row comes to, half to even.
        let codes = ["EUR", "GBP", "CHF"];
        let mut text = "customer,month,mrr,currency\nBase,2024-01,1.00,USD\n".to_owned();
        let mut want = 100_i128;
        for (i, (cents, code)) in amounts.iter().enumerate() {
            writeln!(text, "C{i},2024-01,{}.{:02},{}", cents / 100, cents % 100, codes[*code]).unwrap();
            let product = i128::from(*cents) * i128::from(rates[*code]);
            let (whole, rest) = (product / 1_000_000, product % 1_000_000);
            want += whole + i128::from(rest > 500_000 || rest == 500_000 && whole % 2 == 1);
        }
        let table: Vec<Rate> = codes.iter().zip(rates).map(|(code, rate)| Rate {
            code: (*code).to_owned(), month: None, worth: rate * 1_000_000,
        }).chain([Rate { code: "USD".to_owned(), month: None, worth: Rate::ONE }]).collect();
        let session = Session::with_rates(vec![read(&text)], &table, None);
        let report = session.report(&settings(1));
        let Metric::Value { value: Value::Money(mrr), .. } = &report.metrics[&MetricId::Mrr] else { panic!("no MRR") };
        prop_assert_eq!(mrr.replace('.', "").parse::<i128>().unwrap(), want);
        prop_assert!(report.diagnostics.iter().any(|d| d.code == Code::ConvertedByRates));
    }
}

#[test]
fn a_shape_that_is_told_is_the_shape() {
    let text = "customer,start date,end date,amount\nA,2024-01-01,2024-12-31,1200\n";
    let shape = |shape| {
        let options = ReadOptions { shape, ..ReadOptions::default() };
        let mut reader = Reader::new(options);
        reader.push(text.as_bytes());
        let file = reader.finish();
        (file.reading.shape, file.revenue.map(|table| table.facts.len()))
    };
    assert_eq!(shape(None), (Some(Shape::Periods), Some(1)));
    assert_eq!(shape(Some(Shape::Invoices)), (Some(Shape::Invoices), Some(1)));
    assert_eq!(shape(Some(Shape::Long)), (Some(Shape::Long), Some(1)));
}

#[test]
fn a_rule_switched_off_leaves_the_row_in() {
    let text = "customer,start date,status,mrr\nA,2024-01-01,trialing,5\nB,2024-01-01,active,5\n";
    let used = |without: Vec<Code>| {
        let mut reader = Reader::new(ReadOptions { without, ..ReadOptions::default() });
        reader.push(text.as_bytes());
        let rows = reader.finish().reading.rows;
        (rows.used, rows.ignored)
    };
    assert_eq!((used(Vec::new()), used(vec![Code::NeverPaid])), ((1, 1), (2, 0)));
}
