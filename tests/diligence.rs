//! What an investor asks beside the headline: cohorts joined, concentration, survival, downgrades, intervals, and the
//! quality of the data with its effect.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{assert_close, ledger, month, number, session, settings};
use ninefold::base::{Interval, Na, Names};
use ninefold::i18n::Lang;
use ninefold::i18n::diagnose::{Shell, told};
use ninefold::read::{Code, FileRead, ReadOptions, Reader};
use ninefold::report::{
    CohortSpan, Evidence, EvidenceKey, EvidencePage, EvidenceSort, Inquiry, Method, Metric, MetricId,
    Quality, Report, Session, Settings, SurvivalCut, Told,
};
use ninefold::tables::{AttributeColumn, AttributeFact, AttributeKind};
use proptest::prelude::*;

type Row<'a> = (&'a str, &'a [i64]);

fn evidence(session: &Session, settings: &Settings, key: EvidenceKey) -> EvidencePage {
    let sort = EvidenceSort::Customer;
    session.evidence(settings, &Evidence { key, sort, offset: 0, limit: 1_000 })
}

fn found(report: &Report, code: Code) -> Option<&Quality> {
    report.quality.iter().find(|finding| finding.code == code)
}

fn read(text: &str) -> FileRead {
    let mut reader = Reader::new(ReadOptions { name: "file.csv".to_owned(), ..ReadOptions::default() });
    reader.push(text.as_bytes());
    reader.finish()
}

/// NRR and GRR of a ledger.
fn rates(rows: &[Row], months: u32) -> [f64; 2] {
    let report = session(vec![ledger("2024-01", rows)]).report(&settings(months));
    [number(&report, MetricId::Nrr), number(&report, MetricId::Grr)]
}

/// A finding's effect is what the ledger gives once it is mended by hand.
#[track_caller]
fn mends(code: Code, rows: &[Row], mended: &[Row], months: u32, mrr: &str) {
    let session = session(vec![ledger("2024-01", rows)]);
    let report = session.report(&settings(months));
    let finding = found(&report, code).unwrap_or_else(|| panic!("{code:?}: {:?}", report.quality));
    let (before, after) = (rates(rows, months), rates(mended, months));
    assert_close("NRR points", finding.nrr_points.unwrap(), (after[0] - before[0]) * 100.0);
    assert_close("GRR points", finding.grr_points.unwrap(), (after[1] - before[1]) * 100.0);
    assert_eq!(finding.mrr.as_deref(), Some(mrr));
    // The customers behind it add up to it.
    let page = evidence(&session, &settings(months), EvidenceKey::Quality { code, file: None });
    assert_eq!(page.totals, [finding.count.to_string().as_str(), mrr]);
    let names: Vec<&str> = page.rows.iter().map(|row| row.customer.as_str()).collect();
    for example in &finding.examples {
        assert!(names.contains(&example.customer.as_str()));
        assert!(example.source.is_some(), "{example:?}");
    }
    for lang in [Lang::En, Lang::Zh] {
        let words = told(lang, &finding.finding(), Shell::Page);
        assert!(words.message.contains(&finding.examples[0].customer), "{words:?}");
        assert!(!words.fix.contains("--"), "{words:?}");
    }
}

#[test]
fn a_gap_filled() {
    // The hole lies in the closing month's window end for A; B's is only on the way.
    let rows: &[Row] = &[("A", &[10, 10, 0, 12]), ("B", &[20, 0, 20, 20]), ("C", &[5, 5, 5, 0])];
    let mended: &[Row] = &[("A", &[10, 10, 10, 12]), ("B", &[20, 20, 20, 20]), ("C", &[5, 5, 5, 0])];
    mends(Code::ShortGaps, rows, mended, 3, "30.00");
    let session = session(vec![ledger("2024-01", rows)]);
    // Seen from March, A looks lost.
    let march = Settings { to: Some(month("2024-03")), ..settings(2) };
    let report = session.report(&march);
    let gaps = found(&report, Code::ShortGaps).unwrap();
    assert_close("points", gaps.nrr_points.unwrap(), 10.0 / 35.0 * 100.0);
    // With the gap policy there is none.
    let mut bridged = settings(3);
    bridged.policies.gap = 1;
    assert!(found(&session.report(&bridged), Code::ShortGaps).is_none());
}

#[test]
fn a_spike_cut_to_the_median() {
    let rows: &[Row] = &[("A", &[10, 10, 10, 10, 10, 80]), ("B", &[30, 30, 30, 30, 30, 30])];
    let mended: &[Row] = &[("A", &[10, 10, 10, 10, 10, 10]), ("B", &[30, 30, 30, 30, 30, 30])];
    mends(Code::SpikeMonths, rows, mended, 5, "70.00");
}

#[test]
fn cents_among_units_divided() {
    let rows: &[Row] = &[("A", &[40, 40, 40, 4000, 4080, 40]), ("B", &[30, 30, 30, 30, 30, 30])];
    let mended: &[Row] = &[("A", &[40, 40, 40, 40, 40, 40]), ("B", &[30, 30, 30, 30, 30, 30])];
    mends(Code::HundredfoldMonths, rows, mended, 5, "7999.20");
    let report = session(vec![ledger("2024-01", rows)]).report(&settings(5));
    assert!(found(&report, Code::SpikeMonths).is_none(), "told once");
}

#[test]
fn accounts_for_tests_left_out() {
    let rows: &[Row] = &[("Test account 1", &[10, 10, 12]), ("Test Rite", &[20, 20, 10]), ("B", &[9, 9, 9])];
    mends(Code::TrialNames, rows, &rows[1..], 2, "12.00");
}

#[test]
fn a_plan_paid_twice_at_once() {
    let file = |rows: &str| format!("customer_id,start_date,end_date,amount,interval,plan\n{rows}");
    let of = |rows: &str| {
        let session = Session::new(vec![read(&file(rows))]);
        let report = session.report(&settings(1));
        let told = found(&report, Code::PlanTwice).map(|told| (told.count, told.mrr.clone().unwrap()));
        if let Some((_, mrr)) = &told {
            let key = EvidenceKey::Quality { code: Code::PlanTwice, file: None };
            assert_eq!(evidence(&session, &settings(1), key).totals.last(), Some(mrr));
            assert_eq!(
                found(&report, Code::PlanTwice).unwrap().nrr_points,
                None,
                "nobody knows which one counts"
            );
        }
        told
    };
    let twice = "A,2024-01-01,2024-12-31,100,month,Pro\nA,2024-12-01,2025-12-31,120,month,Pro\n\
                 B,2024-01-01,,50,month,Pro\n";
    assert_eq!(of(twice), Some((1, "100.00".to_owned())));
    assert_eq!(
        of(&twice.replace("2024-12-01", "2024-12-28")),
        None,
        "four days are the end's way of writing"
    );
    assert_eq!(of(&twice.replace("120,month,Pro", "120,month,Team")), None, "two plans");
    assert_eq!(of(&format!("{twice}B,2025-02-01,,50,month,Pro\n")), Some((2, "150.00".to_owned())));
    // A short one inside a long one doesn't hide the next.
    let inside = "A,2024-01-01,2025-12-31,100,month,Pro\nA,2024-02-01,2024-03-31,10,month,Pro\n\
                  A,2024-06-01,2024-08-31,20,month,Pro\nC,2024-01-01,,5,month,Pro\n";
    assert_eq!(of(inside), Some((1, "30.00".to_owned())));
}

#[test]
fn quarterly_invoices_spread() {
    let rows: &[Row] = &[("A", &[30, 0, 0, 30, 0, 0, 60, 0]), ("B", &[9, 9, 9, 9, 9, 9, 9, 9])];
    let mended: &[Row] = &[("A", &[10, 10, 10, 10, 10, 10, 20, 20]), ("B", &[9, 9, 9, 9, 9, 9, 9, 9])];
    mends(Code::InvoicesNotSpread, rows, mended, 7, "20.00");
    let report = session(vec![ledger("2024-01", rows)]).report(&settings(7));
    assert!(found(&report, Code::ShortGaps).is_none(), "holes between such invoices are no gaps");
}

#[test]
fn one_company_under_two_names() {
    let rows: &[Row] = &[
        ("Acme Inc", &[10, 10, 0, 0]),
        ("ACME, Inc. (new)", &[0, 0, 14, 14]),
        ("Acme Holdings", &[0, 0, 10, 10]),
        ("Bolt", &[90, 90, 90, 90]),
    ];
    let mended: &[Row] =
        &[("Acme Inc", &[10, 10, 14, 14]), ("Acme Holdings", &[0, 0, 10, 10]), ("Bolt", &[90, 90, 90, 90])];
    mends(Code::BackUnderOtherName, rows, mended, 3, "14.00");
    let report = session(vec![ledger("2024-01", rows)]).report(&settings(3));
    let example = &found(&report, Code::BackUnderOtherName).unwrap().examples[0];
    assert_eq!(example.other.as_deref(), Some("ACME, Inc. (new)"));
    assert!(
        found(&report, Code::BackWithSameAmount).is_none(),
        "who has a like name is not looked for by amount"
    );
}

#[test]
fn the_same_amount_under_another_name() {
    let rows: &[Row] =
        &[("Acme", &[1000, 1000, 0, 0]), ("Zeta", &[0, 0, 1005, 1005]), ("Bolt", &[700, 700, 700, 700])];
    let mended: &[Row] = &[("Acme", &[1000, 1000, 1005, 1005]), ("Bolt", &[700, 700, 700, 700])];
    mends(Code::BackWithSameAmount, rows, mended, 3, "1005.00");
    // Two that fit are chance.
    let two: &[Row] = &[rows[0], rows[1], rows[2], ("Yota", &[0, 0, 1000, 1000])];
    let report = session(vec![ledger("2024-01", two)]).report(&settings(3));
    assert!(found(&report, Code::BackWithSameAmount).is_none());
}

#[test]
fn a_partial_month_and_what_reading_told() {
    let mut text = "customer_id,date,amount\n".to_owned();
    for day in ["2024-01-31", "2024-02-29", "2024-03-31"] {
        (0..12).for_each(|i| text.push_str(&format!("C{i},{day},10\n")));
    }
    text.push_str("C1,2024-04-02,10\nC1,2024-04-02,-5\nTotal,2024-04-02,370\n");
    let report = Session::new(vec![read(&text)]).report(&settings(1));
    let partial = found(&report, Code::PartialMonth).unwrap();
    assert_eq!(partial.mrr.as_deref(), Some("10.00"));
    assert_close("points", partial.nrr_points.unwrap(), (1.0 - 1.0 / 12.0) * 100.0);
    let negative = found(&report, Code::AmountNegative).unwrap();
    assert_eq!(
        (negative.count, negative.file, negative.line, negative.nrr_points),
        (1, Some(0), Some(39), None)
    );
    assert_eq!(negative.amount.as_deref(), Some("-5.00"));
    assert_eq!(found(&report, Code::TotalRow).map(|f| (f.count, f.file)), Some((1, Some(0))));
    assert_eq!(report.quality[0].code, Code::PartialMonth, "what moves NRR most comes first");
}

#[test]
fn repeated_rows_count_once() {
    let rows = ["A,2024-01,10", "B,2024-01,20", "A,2024-02,12", "B,2024-02,10", "B,2024-02,10"];
    let text = |rows: &[&str]| format!("customer_id,month,mrr\n{}\n", rows.join("\n"));
    let report = Session::new(vec![read(&text(&rows))]).report(&settings(1));
    let once = Session::new(vec![read(&text(&rows[..4]))]).report(&settings(1));
    let repeated = found(&report, Code::DuplicateRows).unwrap();
    assert_eq!((repeated.count, repeated.file, repeated.mrr.as_deref()), (1, Some(0), Some("10.00")));
    assert_eq!(repeated.examples[0].customer, "B");
    for (points, id) in [(repeated.nrr_points, MetricId::Nrr), (repeated.grr_points, MetricId::Grr)] {
        assert_close("points", points.unwrap(), (number(&once, id) - number(&report, id)) * 100.0);
    }
}

/// What rows come to that are left out: under whichever decimals turn out to be meant, in cents, for several units; none
/// where one of them can't be read, or where the file has several currencies.
#[test]
fn rows_left_out_state_what_they_come_to() {
    let amount = |text: &str, code| {
        let report = Session::new(vec![read(text)]).report(&settings(1));
        found(&report, code).unwrap_or_else(|| panic!("{:?}", report.quality)).amount.clone()
    };
    let of = |rows: &str| amount(&format!("customer;month;mrr\n{rows}"), Code::AmountNegative);
    // Nothing says which mark it is before the fourth row.
    let rows = "A;2025-01;-1.500\nB;2025-01;-2.500\nC;2025-01;7.000\nD;2025-01;3,25\n";
    assert_eq!(of(rows).as_deref(), Some("-4000.00"));
    let rows = rows.replace("3,25", "3.25");
    assert_eq!(of(&rows).as_deref(), Some("-4.00"), "rounded once");
    let cents = "customer_id,date,amount_cents\nA,2025-01-31,-1250\nA,2025-01-31,9900\n";
    assert_eq!(amount(cents, Code::AmountNegative).as_deref(), Some("-12.50"));
    let trial = "customer_id,start_date,end_date,amount,interval,status\nA,2025-01-01,,10,month,active\n\
                 B,2025-01-01,,20,month,trialing\nC,2025-01-01,,?,month,trialing\n";
    assert_eq!(amount(trial, Code::NeverPaid), None);
    assert_eq!(amount(&trial.replace('?', ""), Code::NeverPaid).as_deref(), Some("20.00"));
    let two = "customer,month,mrr,currency\nA,2025-01,-5,USD\nB,2025-01,6,EUR\nC,2025-01,6,USD\n";
    assert_eq!(amount(two, Code::AmountNegative), None);
}

#[test]
fn nobody_who_never_paid_counts() {
    let report = session(vec![ledger("2024-01", &[("Trial", &[0, 0]), ("A", &[5, 5])])]).report(&settings(1));
    let never = found(&report, Code::NeverPaying).unwrap();
    assert_eq!((never.count, never.mrr.as_deref(), never.nrr_points), (1, Some("0.00"), Some(0.0)));
}

#[test]
fn a_clean_ledger_has_no_findings() {
    let flat: Vec<i64> = vec![5; 14];
    let report = session(vec![ledger("2024-01", &[("A", &flat), ("B", &flat)])]).report(&settings(12));
    assert_eq!(report.quality, []);
}

/// Two years of four customers: three from the first quarter at different months, one from the second.
const COHORTS: &[Row] = &[
    ("A", &[100, 100, 120, 120, 120, 60]),
    ("B", &[0, 100, 50, 50, 0, 0]),
    ("C", &[0, 0, 200, 200, 200, 220]),
    ("D", &[0, 0, 0, 50, 50, 50]),
];

#[test]
fn cohorts_by_quarter_are_aligned_by_age() {
    let session = session(vec![ledger("2024-01", COHORTS)]);
    let report = session.report(&settings(1));
    let [first, second] = &report.cohorts_by.quarter[..] else { panic!("{:?}", report.cohorts_by) };
    assert_eq!((first.start, first.customers, first.revenue.as_str()), (month("2024-01"), 3, "400.00"));
    assert_eq!((second.start, second.customers), (month("2024-04"), 1));
    // Age 3: A 120 of 100, B 0 of 100, C 220 of 200. Age 4: A and B alone. Age 5: A alone.
    let cell = |age: usize| {
        let cell = &first.age[age];
        (cell.months, cell.n, cell.customers, cell.revenue.as_str(), cell.nrr)
    };
    assert_eq!(cell(3), (3, 3, 2, "340.00", 0.85));
    assert_eq!(cell(4), (4, 2, 1, "120.00", 0.6));
    assert_eq!(cell(5), (5, 1, 1, "60.00", 0.6));
    assert_close("GRR", first.age[3].grr, 300.0 / 400.0);
    let year = &report.cohorts_by.year[0];
    assert_eq!((year.customers, year.age[2].n, year.age[3].n), (4, 4, 3));
    assert_eq!(report.cohorts_by.all, year.age);
    assert!(year.age.iter().all(|cell| cell.small), "fewer than five");
    // The cells' customers add up to them.
    for (by, start, cells) in [
        (CohortSpan::Quarter, first.start, &first.age),
        (CohortSpan::Year, year.start, &year.age),
        (CohortSpan::All, first.start, &report.cohorts_by.all),
    ] {
        for cell in cells {
            let key = EvidenceKey::CohortBy { by, start, months: cell.months };
            let page = evidence(&session, &settings(1), key);
            assert_eq!((page.count, page.totals[3].as_str()), (cell.n, cell.revenue.as_str()));
            assert_eq!(page.totals[2], cell.customers.to_string());
            let opening: f64 = page.totals[0].parse().unwrap();
            assert_close("NRR", page.totals[3].parse::<f64>().unwrap() / opening, cell.nrr);
            assert_close("GRR", page.totals[1].parse::<f64>().unwrap() / opening, cell.grr);
        }
    }
}

#[test]
fn concentration_of_each_month() {
    let report = session(vec![ledger("2024-01", COHORTS)]).report(&settings(1));
    let months = &report.concentration;
    assert_eq!(
        (months.len(), months[0].customers, months[0].effective, months[0].hhi),
        (6, 1, 1.0, 10_000.0)
    );
    let last = &months[5];
    assert_eq!((last.total.as_str(), last.customers), ("330.00", 3));
    assert_close("top 1", last.top1, 220.0 / 330.0);
    assert_eq!((last.top5, last.top20), (1.0, 1.0));
    assert_close("HHI", last.hhi, number(&report, MetricId::Hhi));
    assert_close("effective", last.effective, 330.0 * 330.0 / (220.0 * 220.0 + 60.0 * 60.0 + 50.0 * 50.0));
}

#[test]
fn survival_of_all_and_by_group() {
    let report = session(vec![ledger("2024-01", COHORTS)]).report(&settings(1));
    let survival = report.survival.unwrap();
    // B alone was lost, at 3 months, when A, B and C were still watched (D was for two).
    assert_eq!((survival.all.n, survival.all.lost, survival.all.median), (4, 1, None));
    assert_eq!(survival.from_first_month, 1);
    let step = &survival.all.steps[0];
    assert_eq!((step.time, step.at_risk, step.lost), (3, 3, 1));
    assert_close("share", step.share, 2.0 / 3.0);
    // All began in one year, so there is nothing to compare by it; A and B paid the same and are in one class.
    let [size] = &survival.by[..] else { panic!("{:?}", survival.by) };
    let groups: Vec<_> = size.groups.iter().map(|g| (g.value.as_deref().unwrap(), g.curve.n)).collect();
    assert_eq!(size.cut, SurvivalCut::Size);
    assert_eq!(groups, [("cheetah", 2), ("elephant", 1), ("rabbit", 1)]);
}

#[test]
fn survival_by_attribute_names_everyone() {
    // Those in the north stay, those in the south leave after a month or two; some have no region.
    let names: Vec<String> = (0..40).map(|i| format!("C{i}")).collect();
    let months = |i: usize| vec![10; if i % 3 == 1 { 1 + i % 2 } else { 6 }];
    let paid: Vec<Vec<i64>> = (0..40).map(months).collect();
    let rows: Vec<Row> = names.iter().map(String::as_str).zip(paid.iter().map(Vec::as_slice)).collect();
    let mut table = ledger("2024-01", &rows);
    let mut values = Names::new();
    let regions = ["north", "south"].map(|region| values.intern(region));
    let stated = (0..40).filter(|i| i % 3 < 2).map(|i| AttributeFact {
        customer: i,
        month: None,
        value: regions[i as usize % 3],
    });
    let facts = stated.collect();
    let name = "region".to_owned();
    table.attributes.push(AttributeColumn { kind: AttributeKind::Region, name, values, facts });
    let report = session(vec![table]).report(&settings(1));
    let survival = report.survival.unwrap();
    let by = survival.by.iter().find(|by| by.cut == SurvivalCut::Attribute).unwrap();
    let groups: Vec<_> =
        by.groups.iter().map(|g| (g.value.as_deref(), g.curve.n, g.curve.lost, g.curve.median)).collect();
    assert_eq!(by.name, "region");
    assert_eq!(groups, [(Some("north"), 14, 0, None), (Some("south"), 13, 13, Some(2)), (None, 13, 0, None)]);
    let test = by.log_rank.unwrap();
    assert!(test.df == 2 && test.p < 1e-6, "{test:?}");
}

#[test]
fn downgrades_before_losses() {
    let down_out: &[i64] = &[9, 9, 9, 5, 5, 5, 5, 5, 0, 0, 0, 0, 0];
    let down: &[i64] = &[9, 9, 9, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5];
    let flat: &[i64] = &[9; 13];
    let out: &[i64] = &[9, 9, 9, 9, 9, 9, 9, 9, 9, 0, 0, 0, 0];
    let names: Vec<String> = (0..20).map(|i| format!("C{i}")).collect();
    // 3 of 4 downgraded are lost, 4 of 16 others.
    let months = |i: usize| match i {
        0..3 => down_out,
        3 => down,
        4..8 => out,
        _ => flat,
    };
    let rows: Vec<Row> = names.iter().enumerate().map(|(i, name)| (name.as_str(), months(i))).collect();
    let session = session(vec![ledger("2024-01", &rows)]);
    let report = session.report(&settings(12));
    let table = &report.downgrades;
    assert_eq!((table.month, table.na), (Some(month("2024-07")), None));
    assert_eq!((table.downgraded, table.downgraded_lost, table.others, table.others_lost), (4, 3, 16, 4));
    assert_close("ratio", table.risk_ratio.unwrap(), 3.0);
    let Interval(low, high) = table.interval.unwrap();
    assert!(low > 1.0 && low < 3.0 && high > 3.0 && !table.corrected);
    for (downgraded, count, lost) in [(true, 4, "3"), (false, 16, "4")] {
        let page = evidence(&session, &settings(12), EvidenceKey::Downgrades { downgraded });
        assert_eq!((page.count, page.totals[2].as_str()), (count, lost));
    }
    let short = session.report(&Settings { to: Some(month("2024-12")), ..settings(1) });
    assert_eq!((short.downgrades.na, short.downgrades.risk_ratio), (Some(Na::InsufficientHistory), None));
}

#[test]
fn intervals_of_nrr_and_grr() {
    let names: Vec<String> = (0..40).map(|i| format!("C{i}")).collect();
    let ends: Vec<[i64; 2]> =
        (0..40).map(|i| [10 + i, if i % 5 == 0 { 0 } else { 10 + i + i % 3 * 4 - 2 }]).collect();
    let rows: Vec<Row> = names.iter().map(String::as_str).zip(ends.iter().map(|e| e.as_slice())).collect();
    let report = session(vec![ledger("2024-01", &rows)]).report(&settings(1));
    let resampled = report.resampled.unwrap();
    assert_eq!((resampled.method, resampled.draws, resampled.n), (Method::Bootstrap, 2_000, 40));
    assert!(resampled.narrow);
    for (id, band) in [(MetricId::Nrr, resampled.nrr), (MetricId::Grr, resampled.grr)] {
        let Metric::Value { interval, .. } = &report.metrics[&id] else { panic!() };
        let band = band.unwrap();
        let value = number(&report, id);
        assert_eq!(*interval, Some(band.p95));
        assert!(
            band.p95.0 < band.p90.0 && band.p90.0 < value && value < band.p90.1 && band.p90.1 < band.p95.1
        );
    }
    // Pinned: the same on every platform, in every build.
    let Interval(low, high) = resampled.nrr.unwrap().p95;
    assert_eq!(
        (format!("{low:.9}"), format!("{high:.9}")),
        ("0.714798206".to_owned(), "0.990306947".to_owned())
    );
    // Asked for by name: the same draws, and others.
    let asked = session(vec![ledger("2024-01", &rows)]);
    let ask = |draws, seed| asked.inquire(&settings(1), &Inquiry::Resample { draws, seed });
    assert_eq!(ask(resampled.draws, resampled.seed), Told::Resampled(Some(resampled)));
    let Told::Resampled(Some(other)) = ask(500, 1) else { panic!() };
    assert!(other.draws == 500 && other.nrr != resampled.nrr);
    let few = session(vec![ledger("2024-01", &rows[..4])]).report(&settings(1));
    assert_eq!(few.resampled, None);
}

/// A ledger whose files speak of two months only has no months to look at.
#[test]
fn two_points_are_no_history() {
    let report =
        Session::new(vec![read("customer_id,mrr_start,mrr_end\nA,5,6\nB,5,\nC,,4\n")]).report(&settings(1));
    assert!(number(&report, MetricId::Nrr) > 0.0);
    assert_eq!((report.survival, report.downgrades.na), (None, Some(Na::NotApplicable)));
    assert_eq!((report.cohorts_by.all.len(), report.quality.len(), report.concentration.len()), (0, 0, 2));
}

fn ledgers() -> impl Strategy<Value = Vec<Vec<i64>>> {
    let amount = prop_oneof![4 => 1..60_i64, 2 => Just(0), 1 => 100..2_000_i64];
    prop::collection::vec(prop::collection::vec(amount, 16), 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the ledger: the findings' customers add up, joined cohorts hold everyone, shares are in order.
    #[test]
    fn laws_of_diligence(rows in ledgers()) {
        let names: Vec<String> = (0..rows.len()).map(|i| format!("Customer {}", char::from(b'A' + i as u8))).collect();
        let all: Vec<Row> = names.iter().map(String::as_str).zip(rows.iter().map(Vec::as_slice)).collect();
        let session = session(vec![ledger("2023-11", &all)]);
        let report = session.report(&settings(12));
        for finding in &report.quality {
            if let Some(mrr) = finding.mrr.as_deref().filter(|_| !finding.examples.is_empty()) {
                let page = evidence(&session, &settings(12), EvidenceKey::Quality { code: finding.code, file: finding.file });
                prop_assert_eq!(page.totals.last().unwrap().as_str(), mrr);
            }
        }
        for month in &report.concentration {
            prop_assert!(month.top1 <= month.top5 && month.top5 <= month.top10 && month.top10 <= month.top20);
            prop_assert!(month.top20 <= 1.0 && month.hhi <= 10_000.0 + 1e-6);
            prop_assert!(month.effective >= 1.0 - 1e-9 && month.effective <= month.customers as f64 + 1e-9);
        }
        let started: u64 = report.cohorts.iter().map(|cohort| cohort.customers).sum();
        for joined in [&report.cohorts_by.quarter, &report.cohorts_by.year] {
            prop_assert_eq!(joined.iter().map(|cohort| cohort.customers).sum::<u64>(), started);
            for cell in joined.iter().flat_map(|cohort| &cohort.age) {
                prop_assert!(cell.grr <= 1.0 && cell.grr <= cell.nrr && cell.logo <= 1.0 && cell.customers <= cell.n);
            }
        }
        let survival = report.survival.unwrap();
        prop_assert_eq!(survival.all.n, started);
        for step in &survival.all.steps {
            let page = evidence(&session, &settings(12), EvidenceKey::Survival { months: step.time, among: None });
            prop_assert_eq!(page.count, step.at_risk);
            prop_assert_eq!(&page.totals[1..], [step.at_risk.to_string(), step.lost.to_string()]);
        }
        for by in &survival.by {
            prop_assert_eq!(by.groups.iter().map(|group| group.curve.n).sum::<u64>(), survival.all.n);
            prop_assert_eq!(by.groups.iter().map(|group| group.curve.lost).sum::<u64>(), survival.all.lost);
            if let Some(test) = by.log_rank {
                prop_assert!(test.chi_square.is_finite() && (0.0..=1.0).contains(&test.p));
            }
        }
        prop_assert!(survival.all.steps.windows(2).all(|two| two[0].share > two[1].share));
        let t = &report.downgrades;
        prop_assert!(t.downgraded_lost <= t.downgraded && t.others_lost <= t.others);
        if let (Some(ratio), Some(Interval(low, high))) = (t.risk_ratio, t.interval) {
            prop_assert!(low < ratio && ratio < high && high.is_finite());
        }
    }
}
