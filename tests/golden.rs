//! The worked examples that other systems publish, and the defects found in their code, as files through the whole core
//! (peers.md §4, §13). Where one of the examples isn't ours to compute, it says here why:
//!
//! - 7, SaaSGrid's minimum of a usage contract: a file of invoices or periods states what is charged, no minimum beside it.
//! - 9, Recurly's LTV with a discount rate: ours has a cap instead; no policy sets a rate.
//! - 10, Chargify's line "switched": there is no view of one plan alone. The change itself is here.
//! - 12, annual churn from monthly: `published.rs` and `pins.rs`. 15, the cube: `definitions.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{assert_close, date, definition, file, ledger, month, number, session, settings};
use ninefold::base::Na;
use ninefold::read::Code;
use ninefold::report::{DefinitionId, Metric, MetricId, Movement, Report, Session};

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
fn v1_chartmogul_gross_and_net_churn() {
    let text =
        "period,opening,new,expansion,contraction,churn,reactivation,closing\n2025-01,100,0,10,10,10,0,90\n";
    let r = Session::new(vec![file(text)]).report(&settings(1));
    assert_close("gross", number(&r, MetricId::GrossRevenueChurn), 0.2);
    assert_close("net", number(&r, MetricId::NetRevenueChurn), 0.1);
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
fn v4_baremetrics_upgraded_and_gone_is_lost_once() {
    let mut r = session(vec![ledger("2025-01", &[("A", &[500, 1379, 0])])]).report(&settings(2));
    assert_close("revenue churn", number(&r, MetricId::RevenueChurn), 1.0);
    assert_close("gross", number(&r, MetricId::GrossRevenueChurn), 1.0);
    assert_close("GRR", number(&r, MetricId::Grr), 0.0);
    // 275.8 % is what adding up movements gives; only the definitions that do, or that go on in a line, fall below zero.
    assert_close("by movements", 1.0 - definition(&r, DefinitionId::GrrMovement), 1379.0 / 500.0);
    r.definitions.retain(|d| d.value.is_some_and(|value| value < 0.0));
    let below: Vec<DefinitionId> = r.definitions.iter().map(|d| d.id).collect();
    let by_their_rule =
        [DefinitionId::NrrLastMonthLinear, DefinitionId::GrrAllMovements, DefinitionId::GrrMovement];
    assert_eq!(below, by_their_rule);
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
fn v13_chargebee_growth_is_no_retention() {
    let rows: [(&str, &[i64]); 3] = [("A", &[3000, 1000]), ("B", &[2000, 2000]), ("C", &[0, 3000])];
    let r = session(vec![ledger("2025-01", &rows)]).report(&settings(1));
    assert_close("min of the totals", definition(&r, DefinitionId::GrrAggregateMin), 1.0);
    assert_close("GRR", number(&r, MetricId::Grr), 0.6);
    let wrong = r.definitions.iter().find(|d| d.id == DefinitionId::GrrAggregateMin).unwrap();
    assert!(
        wrong.rule.contains("wrong") || ninefold::report::misleading(DefinitionId::GrrAggregateMin).is_some()
    );
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
fn v14_a_trial_is_nothing_and_who_pays_after_it_is_new() {
    let r = session(vec![ledger("2025-01", &[("A", &[0, 100, 0, 0, 80]), ("B", &[5, 5, 5, 5, 5])])])
        .report(&settings(1));
    moved(&r, "2025-01", [0.0, 5.0, 0.0, 0.0, 0.0, 0.0, 5.0]);
    moved(&r, "2025-02", [5.0, 100.0, 0.0, 0.0, 0.0, 0.0, 105.0]);
    moved(&r, "2025-03", [105.0, 0.0, 0.0, 0.0, 100.0, 0.0, 5.0]);
    moved(&r, "2025-04", [5.0, 0.0, 0.0, 0.0, 0.0, 0.0, 5.0]);
    moved(&r, "2025-05", [5.0, 0.0, 0.0, 0.0, 0.0, 80.0, 85.0]);
    let c = at(&r, "2025-01").customers;
    assert_eq!((c.new, c.closing), (1, 1), "a row of 0 is no customer");
}

#[test]
fn v14_a_month_without_losses_has_rates_of_zero() {
    let r = session(vec![ledger("2025-01", &[("A", &[100, 120])])]).report(&settings(1));
    for id in [MetricId::LogoChurn, MetricId::RevenueChurn, MetricId::GrossRevenueChurn] {
        assert_eq!(number(&r, id), 0.0, "{}", id.as_str());
    }
    let Metric::Na { na, .. } = r.metrics[&MetricId::QuickRatio].clone() else {
        panic!("divided by nothing")
    };
    assert_eq!(na, Na::ZeroDenominator);
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

#[test]
fn amounts_are_read_as_they_are_written() {
    // customer-analysis: parentheses, a euro sign and a decimal comma become 0, 0 and a thousandth.
    let r = Session::new(vec![file(
        "customer;month;mrr\nA;2025-01;€100,00\nB;2025-01;1.234,56\nC;2025-01;17,00\nA;2025-02;€100,00\nB;2025-02;1.234,56\nC;2025-02;17,00\n",
    )])
    .report(&settings(1));
    assert_close("MRR", number(&r, MetricId::Mrr), 1351.56);
    let mut reader = ninefold::read::Reader::new(ninefold::read::ReadOptions::default());
    reader.push(b"customer,month,mrr\nA,2025-01,(100)\nB,2025-01,50\nC,2025-01,\n");
    let read = reader.finish();
    let codes: Vec<Code> = read.rejects.iter().map(|reject| reject.code).collect();
    assert_eq!(codes, [Code::AmountNegative, Code::AmountMissing], "no 0 in their place");
}
