//! The worked examples that other systems publish, and defects found in their code, as files through the whole core
//! (peers.md §4, §13). Those held elsewhere, and those that aren't ours to compute:
//!
//! - 1, 4, 13 and what of 14 needs no invoices: `peers.rs`; 12: `published.rs`, `pins.rs`; 15: `definitions.rs`.
//! - 7, SaaSGrid's minimum of a usage contract: a file of invoices or periods states what is charged, no minimum beside it.
//! - 9, Recurly's LTV with a discount rate: ours has a cap instead; no policy sets a rate.
//! - 10, Chargify's line "switched": there is no view of one plan alone. The change itself is here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{assert_close, date, file, month, number, settings};
use ninefold::read::Code;
use ninefold::report::{MetricId, Movement, Report, Session};

/// A file's report over one month, known up to a day.
fn known_until(text: &str, day: &str) -> Report {
    Session::new(vec![file(text)]).as_of(Some(date(day))).report(&settings(1))
}

fn periods(rows: &str, until: &str) -> Report {
    known_until(&format!("customer_id,start_date,end_date,amount,interval,quantity\n{rows}"), until)
}

fn invoices(rows: &str, until: &str) -> Report {
    known_until(&format!("invoice_id,customer_id,period_start,period_end,amount,type\n{rows}"), until)
}

fn at<'a>(report: &'a Report, name: &str) -> &'a Movement {
    report.movements.iter().find(|m| m.month == month(name)).unwrap_or_else(|| panic!("no {name}"))
}

/// A month's opening, new, expansion, contraction, churn, reactivation and closing.
#[track_caller]
fn moved(report: &Report, name: &str, want: [f64; 7]) {
    let m = at(report, name);
    let got = [&m.opening, &m.new, &m.expansion, &m.contraction, &m.churn, &m.reactivation, &m.closing]
        .map(|text| text.parse::<f64>().unwrap());
    assert_eq!(got, want, "{name}");
}

#[test]
fn v2_chartmogul_a_second_subscription_comes_and_goes() {
    let r = periods(
        "A,2024-01-01,2025-01-01,2000,year,\nA,2024-03-01,2024-06-01,60,month,\nA,2025-03-01,,60,month,\n\
         B,2024-01-01,,10,month,\n",
        "2025-04-30",
    );
    moved(&r, "2024-03", [176.67, 0.0, 60.0, 0.0, 0.0, 0.0, 236.67]);
    moved(&r, "2024-06", [236.67, 0.0, 0.0, 60.0, 0.0, 0.0, 176.67]);
    moved(&r, "2025-01", [176.67, 0.0, 0.0, 0.0, 166.67, 0.0, 10.0]);
    moved(&r, "2025-03", [10.0, 0.0, 0.0, 0.0, 0.0, 60.0, 70.0]);
}

#[test]
fn v3_stripe_plans_by_month_and_year() {
    let mut rows = String::new();
    for i in 0..100 {
        rows += &format!("M{i},2025-01-01,,100,month,\n");
    }
    for i in 0..50 {
        rows += &format!("Y{i},2025-01-01,,600,year,\n");
    }
    assert_close("MRR", number(&periods(&rows, "2025-02-28"), MetricId::Mrr), 12_500.0);
    // Of two subscriptions, the first to end is a downgrade, the second a loss.
    let two =
        "A,2025-01-01,2025-03-01,70,month,\nA,2025-01-01,2025-04-01,30,month,\nB,2025-01-01,,1,month,\n";
    let r = periods(two, "2025-05-31");
    moved(&r, "2025-03", [101.0, 0.0, 0.0, 70.0, 0.0, 0.0, 31.0]);
    moved(&r, "2025-04", [31.0, 0.0, 0.0, 0.0, 30.0, 0.0, 1.0]);
}

#[test]
fn v5_lago_days_within_months() {
    let r = periods(
        "A,2025-01-01,2025-03-15,100,month,\nA,2025-03-15,2025-04-10,200,month,\nB,2025-01-01,,1,month,\n",
        "2025-05-31",
    );
    moved(&r, "2025-03", [101.0, 0.0, 100.0, 0.0, 0.0, 0.0, 201.0]);
    moved(&r, "2025-04", [201.0, 0.0, 0.0, 0.0, 200.0, 0.0, 1.0]);
    let r = periods("A,2025-01-01,2025-03-01,100,month,\nA,2025-03-01,2026-03-01,1200,year,\n", "2025-05-31");
    moved(&r, "2025-03", [100.0, 0.0, 0.0, 0.0, 0.0, 0.0, 100.0]);
}

#[test]
fn v6_saasgrid_terms_and_seats() {
    let r = invoices(
        "1,A,2025-01-01,2026-01-01,1200,subscription\n2,A,2025-07-01,2026-01-01,600,subscription\n",
        "2025-12-31",
    );
    moved(&r, "2025-06", [100.0, 0.0, 0.0, 0.0, 0.0, 0.0, 100.0]);
    moved(&r, "2025-07", [100.0, 0.0, 100.0, 0.0, 0.0, 0.0, 200.0]);
    moved(&r, "2025-12", [200.0, 0.0, 0.0, 0.0, 0.0, 0.0, 200.0]);
    let r = periods("A,2025-01-01,2025-02-15,10,month,2\nA,2025-02-15,,10,month,4\n", "2025-03-31");
    moved(&r, "2025-02", [20.0, 0.0, 20.0, 0.0, 0.0, 0.0, 40.0]);
}

#[test]
fn v8_recurly_a_prorated_line_is_left_out_and_told() {
    // A seat of 10 added on 15 June, charged with 5 until the end of the month: neither 5 nor 10 is guessed from a line
    // that says it is a part; from July on the seat is charged in full.
    let text = "invoice_id,customer_id,period_start,period_end,amount,type\n1,A,2025-06-01,2025-07-01,30,subscription\n\
                1,A,2025-06-15,2025-07-01,5,proration\n2,A,2025-07-01,2025-08-01,40,subscription\n";
    let read = file(text);
    assert_eq!(
        read.reading.ignored.iter().map(|i| (i.rule, i.count)).collect::<Vec<_>>(),
        [(Code::ProrationLine, 1)]
    );
    let r = Session::new(vec![read]).report(&settings(1));
    moved(&r, "2025-07", [30.0, 0.0, 10.0, 0.0, 0.0, 0.0, 40.0]);
}

#[test]
fn v10_chargify_another_plan_is_an_expansion() {
    let text = "customer_id,start_date,end_date,amount,interval,plan\nA,2025-01-01,2025-02-01,200,month,A\n\
                A,2025-02-01,,500,month,B\n";
    let r = known_until(text, "2025-03-31");
    moved(&r, "2025-02", [200.0, 0.0, 300.0, 0.0, 0.0, 0.0, 500.0]);
}

#[test]
fn v11_polar_list_price_and_first_invoice() {
    let (mut list, mut first) = (String::new(), String::new());
    for i in 0..77 {
        list += &format!("C{i},2025-01-01,,15,month,\n");
        first += &format!("{i},C{i},2025-01-01,2025-02-01,1,subscription\n");
    }
    assert_close("list", number(&periods(&list, "2025-02-28"), MetricId::Mrr), 1155.0);
    assert_close("as charged", number(&invoices(&first, "2025-01-31"), MetricId::Mrr), 77.0);
}

#[test]
fn v14_a_year_paid_at_once_is_twelve_months() {
    let r = invoices(
        "1,A,2025-01-01,2026-01-01,1200,subscription\n2,A,2026-01-01,2027-01-01,1200,subscription\n",
        "2026-03-31",
    );
    for m in r.movements.iter().skip(1) {
        assert_eq!(
            (m.closing.as_str(), m.churn.as_str(), m.expansion.as_str()),
            ("100.00", "0.00", "0.00"),
            "{}",
            m.month
        );
    }
}

#[test]
fn v14_a_subscription_without_an_end_goes_on() {
    let open = "A,2025-01-15,,100,month,\n";
    let r = periods(open, "2025-06-30");
    moved(&r, "2025-01", [0.0, 100.0, 0.0, 0.0, 0.0, 0.0, 100.0]);
    moved(&r, "2025-06", [100.0, 0.0, 0.0, 0.0, 0.0, 0.0, 100.0]);
    // Beside one that ended, neither is cut at the other's end; a last part of a month isn't lost either.
    let r = periods(&format!("{open}A,2025-01-15,2025-03-20,40,month,\n"), "2025-06-30");
    moved(&r, "2025-02", [140.0, 0.0, 0.0, 0.0, 0.0, 0.0, 140.0]);
    moved(&r, "2025-03", [140.0, 0.0, 0.0, 40.0, 0.0, 0.0, 100.0]);
    moved(&r, "2025-06", [100.0, 0.0, 0.0, 0.0, 0.0, 0.0, 100.0]);
    let any = |day| {
        let mut settings = settings(1);
        settings.policies.set("snapshot", "any").unwrap();
        let text = "customer_id,start_date,end_date,amount,interval\nA,2025-01-15,2025-03-20,40,month\nB,2025-01-01,,1,month\n";
        Session::new(vec![file(text)]).as_of(Some(date(day))).report(&settings)
    };
    moved(&any("2025-04-30"), "2025-03", [41.0, 0.0, 0.0, 0.0, 0.0, 0.0, 41.0]);
}

#[test]
fn months_without_an_invoice_are_not_unchanged() {
    // dbt_recurly: without a row for each month, a gap of three months reads as "unchanged".
    let r = invoices(
        "1,A,2025-01-01,2025-02-01,100,subscription\n2,A,2025-05-01,2025-06-01,100,subscription\n\
         3,B,2025-01-01,2026-01-01,12,subscription\n",
        "2025-06-30",
    );
    moved(&r, "2025-02", [101.0, 0.0, 0.0, 0.0, 100.0, 0.0, 1.0]);
    moved(&r, "2025-05", [1.0, 0.0, 0.0, 0.0, 0.0, 100.0, 101.0]);
    moved(&r, "2025-06", [101.0, 0.0, 0.0, 0.0, 100.0, 0.0, 1.0]);
}

#[test]
fn one_day_and_one_week_have_a_month_s_worth() {
    // dbt_stripe makes a daily price 0; Lago counts a week 4.33 times.
    assert_close("day", number(&periods("A,2025-01-01,,12,day,\n", "2025-01-31"), MetricId::Mrr), 365.0);
    assert_close("week", number(&periods("A,2025-01-01,,12,week,\n", "2025-01-31"), MetricId::Mrr), 52.0);
}
