//! Defects of other systems that were found by replaying them (peers.md §2, §4, §13), each as a ledger on which we
//! must not share it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{assert_close, ledger, number, session, settings};
use ninefold::read::{ReadOptions, Reader};
use ninefold::report::{DefinitionId, MetricId, Report, Session};

fn read(text: &str) -> Report {
    let mut reader = Reader::new(ReadOptions { name: "file.csv".to_owned(), ..ReadOptions::default() });
    reader.push(text.as_bytes());
    Session::new(vec![reader.finish()]).report(&settings(1))
}

/// A month's new, expansion, contraction, churn, reactivation and closing.
fn month<'a>(report: &'a Report, month: &str) -> [&'a str; 6] {
    let m = report.movements.iter().find(|m| m.month.to_string() == month).unwrap();
    [&m.new, &m.expansion, &m.contraction, &m.churn, &m.reactivation, &m.closing].map(String::as_str)
}

fn value(report: &Report, id: DefinitionId) -> f64 {
    report.definitions.iter().find(|definition| definition.id == id).unwrap().value.unwrap()
}

/// dbt_stripe says expansion of what returns, and of a trial that begins to pay.
#[test]
fn a_return_is_a_reactivation_and_a_trial_that_pays_is_new() {
    let rows: [(&str, &[i64]); 3] =
        [("Back", &[100, 0, 100, 100]), ("Trial", &[0, 0, 100, 100]), ("Stays", &[10, 10, 10, 10])];
    let report = session(vec![ledger("2024-01", &rows)]).report(&settings(1));
    assert_eq!(month(&report, "2024-03"), ["100.00", "0.00", "0.00", "0.00", "100.00", "210.00"]);
    assert_eq!(month(&report, "2024-02")[3], "100.00");
}

/// dbt_recurly counts an annual charge in the month it is made, and sees neither churn nor return across a gap.
#[test]
fn an_annual_charge_is_spread_and_a_gap_is_churn() {
    let report = read(
        "customer,start_date,end_date,amount,interval\n\
         A,2023-01-01,2024-01-01,1200,year\nA,2024-04-01,2025-04-01,1200,year\nB,2023-01-01,,10,month\n",
    );
    assert_eq!(month(&report, "2023-01"), ["110.00", "0.00", "0.00", "0.00", "0.00", "110.00"]);
    assert_eq!(month(&report, "2023-07")[5], "110.00");
    assert_eq!(month(&report, "2024-01")[3], "100.00");
    assert_eq!(month(&report, "2024-04")[4], "100.00");
}

/// mrr-playbook loses customers whose subscription has no end, and everyone's first and last month.
#[test]
fn an_open_end_runs_on_and_a_start_in_mid_month_counts() {
    let report = read(
        "subscription_id,customer_id,start_date,end_date,monthly_amount\n\
         1,A,2024-01-15,,100\n2,B,2024-01-01,2024-03-20,50\n3,C,2024-04-30,,10\n",
    );
    assert_eq!(month(&report, "2024-01"), ["150.00", "0.00", "0.00", "0.00", "0.00", "150.00"]);
    assert_eq!(month(&report, "2024-04")[5], "110.00");
}

/// fight-churn's listing 2.4 has no value where nobody churned.
#[test]
fn no_churn_is_zero_and_not_nothing() {
    let report =
        session(vec![ledger("2024-01", &[("A", &[100, 100]), ("B", &[50, 70])])]).report(&settings(1));
    assert_close("revenue churn", number(&report, MetricId::RevenueChurn), 0.0);
    assert_close("logo churn", number(&report, MetricId::LogoChurn), 0.0);
}

/// Baremetrics divided by the latest MRR: 275.8 % of the customer's opening revenue lost.
#[test]
fn an_upgrade_before_cancelling_loses_no_more_than_was_there() {
    let report = session(vec![ledger("2024-01", &[("A", &[500, 1379, 0])])]).report(&settings(2));
    assert_close("revenue churn", number(&report, MetricId::RevenueChurn), 1.0);
    assert_close("GRR", number(&report, MetricId::Grr), 0.0);
    // Path by path the upgrade is lost as well, which is why that variant is labelled.
    assert_close("movement form", value(&report, DefinitionId::GrrMovement), 1.0 - 1379.0 / 500.0);
}

/// Chargebee's example takes the minimum of two totals: 100 % whenever total MRR grew.
#[test]
fn new_business_does_not_cover_losses() {
    let rows: [(&str, &[i64]); 3] = [("Lost", &[2000, 0]), ("Stays", &[3000, 3000]), ("New", &[0, 3000])];
    let report = session(vec![ledger("2024-01", &rows)]).report(&settings(1));
    assert_close("the smaller of two totals", value(&report, DefinitionId::GrrAggregateMin), 1.0);
    assert_close("GRR", number(&report, MetricId::Grr), 0.6);
    let told = report.definitions.iter().find(|d| d.id == DefinitionId::GrrAggregateMin).unwrap();
    assert!(told.misleading.as_deref().is_some_and(|why| why.contains("total MRR grew")));
}

/// Vitally's churn nets new customers against lost ones; Stripe's and ClientSuccess's base holds the new ones.
#[test]
fn new_customers_neither_replace_lost_ones_nor_enlarge_the_base() {
    let rows: [(&str, &[i64]); 5] =
        [("A", &[1, 1]), ("B", &[1, 0]), ("C", &[0, 1]), ("D", &[0, 1]), ("E", &[1, 1])];
    let report = session(vec![ledger("2024-01", &rows)]).report(&settings(1));
    assert_close("logo retention", number(&report, MetricId::LogoRetention), 2.0 / 3.0);
    assert_close("net of new", value(&report, DefinitionId::LogoNet), 4.0 / 3.0);
    assert_close("new in the base", value(&report, DefinitionId::LogoMonthWithNew), 4.0 / 5.0);
}

/// PostHog books whoever returns as new, Lago and Chargebee as expansion: here both are policies, neither is the rule.
#[test]
fn a_return_is_booked_as_the_policy_says() {
    let booked = |policy: &str| {
        let mut settings = settings(1);
        settings.policies.set("reactivation", policy).unwrap();
        let rows: [(&str, &[i64]); 2] = [("Back", &[100, 0, 80]), ("Stays", &[10, 10, 10])];
        let report = session(vec![ledger("2024-01", &rows)]).report(&settings);
        month(&report, "2024-03").map(str::to_owned)
    };
    assert_eq!(booked("separate")[4], "80.00");
    assert_eq!(booked("new")[0], "80.00");
    assert_eq!(booked("expansion")[1], "80.00");
}

/// customer-analysis reads `(100)` and `€100` as 0 and `1.234,56` as 1.23, and says nothing.
#[test]
fn amounts_are_read_or_refused_but_never_silently_zero() {
    let report = read("customer;2024-01;2024-02\nA;1.234,56;1.234,56\nB;€100,00;100,00\nC;10,00;zehn\n");
    assert_eq!(month(&report, "2024-01")[5], "1334.56");
    let rows = report.inputs[0].rows;
    assert_eq!(rows.read, rows.used + rows.rejected + rows.ignored);
    assert!(
        report.inputs[0].diagnostics.iter().any(|d| d.text.as_deref().is_some_and(|t| t.contains("zehn")))
    );
}

/// ChartMogul's own example: 100 at the start, 10 churned, 10 contracted, 10 expanded.
#[test]
fn gross_and_net_churn_of_the_published_example() {
    let rows: [(&str, &[i64]); 4] =
        [("Gone", &[10, 0]), ("Less", &[30, 20]), ("More", &[20, 30]), ("Same", &[40, 40])];
    let report = session(vec![ledger("2024-01", &rows)]).report(&settings(1));
    assert_close("gross", number(&report, MetricId::GrossRevenueChurn), 0.2);
    assert_close("net", number(&report, MetricId::NetRevenueChurn), 0.1);
    assert_close("GRR of the month", value(&report, DefinitionId::GrrMonth), 0.8);
    assert_close("NRR of the month", value(&report, DefinitionId::NrrMonthReturns), 0.9);
}

/// Lago's MRR of invoices holds the tax on them; ours is what is left without it.
#[test]
fn tax_is_no_revenue() {
    let rows = "invoice_id,customer,invoice_date,period_start,period_end,subtotal,tax,total\n";
    let report = read(&format!(
        "{rows}i1,A,2024-01-01,2024-01-01,2024-02-01,100.00,19.00,119.00\ni2,A,2024-02-01,2024-02-01,2024-03-01,100.00,19.00,119.00\n"
    ));
    assert_eq!(month(&report, "2024-01")[5], "100.00");
}
