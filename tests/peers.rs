//! Defects of other systems that were found by replaying or reading them (peers.md §2, §4, §5, §7, §11), each as a file or
//! ledger on which we must not share it; the names begin with the system's. Those that a worked example of peers.md §13
//! stands for are in `golden.rs`:
//!
//! | system | defect | test |
//! |---|---|---|
//! | dbt_stripe | a return and a trial that pays are expansion | `v14_dbt_stripe_…` |
//! | dbt_recurly | an annual charge is one month's | `v14_dbt_recurly_…` |
//! | mrr-playbook | open ends vanish, others are cut at the last known end; first and last month of a part | `v14_mrr_playbook_…` |
//! | fight-churn | no value where nobody churned | `v14_fight_churn_…` |
//! | Baremetrics | a loss above the opening revenue | `v4_baremetrics_…` |
//! | Chargebee | the smaller of two totals as GRR | `v13_chargebee_…` |
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{
    assert_close, at, definition, file, known_until, ledger, moved, number, of_invoices, of_periods, session,
    settings,
};
use ninefold::base::Na;
use ninefold::read::{Code, FileRead, ReadOptions, Reader, Role};
use ninefold::report::{DefinitionId, Metric, MetricId, Report, Session, Settings};
use ninefold::tables::Rate;

/// A file that may have rejected rows, as the reader leaves it.
fn read(text: &str) -> FileRead {
    let mut reader = Reader::new(ReadOptions { name: "file.csv".to_owned(), ..ReadOptions::default() });
    reader.push(text.as_bytes());
    reader.finish()
}

fn with(key: &str, value: &str) -> Settings {
    let mut settings = settings(1);
    settings.policies.set(key, value).unwrap();
    settings
}

/// The rows that a rule left out, by rule.
fn left_out(read: &FileRead) -> Vec<(Code, u64)> {
    read.reading.ignored.iter().map(|rows| (rows.rule, rows.count)).collect()
}

#[track_caller]
fn mrr(report: &Report, month: &str, want: &str) {
    assert_eq!(at(report, month).closing, want, "{month}");
}

/// Daily prices come to nothing there.
#[test]
fn dbt_stripe_a_daily_price_is_a_month_s_worth() {
    assert_close("day", number(&of_periods("A,2025-01-01,,12,day,\n", "2025-01-31"), MetricId::Mrr), 365.0);
}

/// The first row of 0 is of the type "unknown" there.
#[test]
fn dbt_stripe_who_has_paid_nothing_yet_moves_nothing() {
    let rows: [(&str, &[i64]); 2] = [("Free", &[0, 0, 0]), ("A", &[10, 10, 10])];
    let session = session(vec![ledger("2024-01", &rows)]);
    let report = session.report(&settings(1));
    for month in ["2024-02", "2024-03"] {
        moved(&report, month, [10.0, 0.0, 0.0, 0.0, 0.0, 0.0, 10.0]);
    }
    assert!(report.quality.iter().any(|found| found.code == Code::NeverPaying && found.count == 1));
}

/// Items are told apart there, so that another plan is a loss and a new item.
#[test]
fn dbt_stripe_a_customer_that_changes_its_plan_is_not_lost() {
    let text = "subscription_id,customer_id,start_date,end_date,monthly_amount,plan\n\
                s1,A,2025-01-01,2025-02-01,200,Basic\ns2,A,2025-02-01,,500,Pro\n";
    let report = known_until(text, "2025-03-31");
    moved(&report, "2025-02", [200.0, 0.0, 300.0, 0.0, 0.0, 0.0, 500.0]);
}

/// Amounts don't ask there for the subscription's status.
#[test]
fn dbt_stripe_a_trial_and_an_incomplete_subscription_pay_nothing() {
    let text = "customer_id,start_date,end_date,amount,interval,status\nA,2025-01-01,,10,month,active\n\
                B,2025-01-01,,20,month,trialing\nC,2025-01-01,,40,month,incomplete_expired\n";
    let read = read(text);
    assert_eq!(left_out(&read), [(Code::NeverPaid, 2)]);
    assert_close("MRR", number(&Session::new(vec![read]).report(&settings(1)), MetricId::Mrr), 10.0);
}

/// Without a row for each month, a gap of three months reads as "unchanged" there, and nobody is ever lost.
#[test]
fn dbt_recurly_months_without_an_invoice_are_not_unchanged() {
    let report = of_invoices(
        "1,A,2025-01-01,2025-02-01,100,subscription\n2,A,2025-05-01,2025-06-01,100,subscription\n\
         3,B,2025-01-01,2026-01-01,12,subscription\n",
        "2025-06-30",
    );
    moved(&report, "2025-02", [101.0, 0.0, 0.0, 0.0, 100.0, 0.0, 1.0]);
    moved(&report, "2025-05", [1.0, 0.0, 0.0, 0.0, 0.0, 100.0, 101.0]);
    moved(&report, "2025-06", [101.0, 0.0, 0.0, 0.0, 100.0, 0.0, 1.0]);
}

/// A year that was cancelled runs on to its end there, and whoever comes back counts twice. At cancellation it is over.
#[test]
fn recurly_a_cancelled_year_is_not_counted_beside_the_next() {
    let text = "customer_id,start_date,end_date,cancelled_at,amount,interval\n\
                A,2025-01-01,2026-01-01,2025-04-10,1200,year\nA,2025-06-01,,,1200,year\n";
    let session = Session::new(vec![file(text)]).as_of(Some(common::date("2025-08-31")));
    let report = session.report(&with("churn", "cancellation"));
    for (month, want) in [("2025-03", "100.00"), ("2025-05", "0.00"), ("2025-07", "100.00")] {
        mrr(&report, month, want);
    }
}

/// Charges of any kind are revenue of the month they are made in there.
#[test]
fn dbt_recharge_a_one_time_charge_is_no_mrr() {
    let text = "invoice_id,customer_id,period_start,period_end,amount,type\n\
                1,A,2025-01-01,2025-02-01,100,subscription\n2,A,2025-01-01,2025-02-01,5000,setup\n";
    let read = read(text);
    assert_eq!(left_out(&read), [(Code::OneOffLine, 1)]);
    assert_close("MRR", number(&Session::new(vec![read]).report(&settings(1)), MetricId::Mrr), 100.0);
}

/// Who leaves and comes back inside the window is retained there, and nothing tells.
#[test]
fn fight_churn_a_return_inside_the_window_is_told_apart() {
    let rows: [(&str, &[i64]); 2] = [("Back", &[100, 0, 0, 100]), ("Stays", &[100, 100, 100, 100])];
    let session = session(vec![ledger("2024-01", &rows)]);
    let report = session.report(&settings(3));
    assert_close("two points", definition(&report, DefinitionId::NrrCohort), 1.0);
    assert_close("without lapses", definition(&report, DefinitionId::NrrUnbroken), 0.5);
    moved(&report, "2024-02", [200.0, 0.0, 0.0, 0.0, 100.0, 0.0, 100.0]);
    moved(&report, "2024-04", [100.0, 0.0, 0.0, 0.0, 0.0, 100.0, 200.0]);
    // Its allowed gap is the right idea.
    let mut bridged = settings(3);
    bridged.policies.gap = 2;
    assert_close("bridged", definition(&session.report(&bridged), DefinitionId::NrrUnbroken), 1.0);
}

/// NRR is made of movements there, of returners and of who was won inside the window too.
#[test]
fn tidemill_the_headline_is_of_the_opening_customers_alone() {
    let rows: [(&str, &[i64]); 3] =
        [("A", &[0, 100, 100, 100]), ("New", &[0, 0, 50, 150]), ("Back", &[70, 0, 0, 70])];
    let report = session(vec![ledger("2024-01", &rows)]).report(&settings(2));
    assert_close("headline", number(&report, MetricId::Nrr), 1.0);
    assert_close("of movements", definition(&report, DefinitionId::NrrLazyReturns), 2.7);
}

/// Each currency stands by itself there, and Lago adds none up: here there is no sum without rates, and one with them.
#[test]
fn killbill_and_lago_two_currencies_are_one_sum_only_by_rates() {
    let text = "customer,month,mrr,currency\nA,2025-01,100,USD\nB,2025-01,100,EUR\n";
    let sum = |files: Vec<FileRead>| Session::new(files).report(&settings(1)).metrics[&MetricId::Mrr].clone();
    assert!(matches!(sum(vec![read(text)]), Metric::Na { na: Na::MixedCurrency, .. }));
    let euro = Rate { code: "EUR".to_owned(), month: None, worth: Rate::ONE / 10 * 11 };
    let told = Session::with_rates(vec![read(text)], &[euro], Some("USD"));
    assert_close("converted", number(&told.report(&settings(1)), MetricId::Mrr), 210.0);
}

/// Its MRR of invoices holds the tax on them.
#[test]
fn lago_tax_is_no_revenue() {
    let rows = "invoice_id,customer,invoice_date,period_start,period_end,subtotal,tax,total\n";
    let report = known_until(
        &format!("{rows}i1,A,2024-01-01,2024-01-01,2024-02-01,100.00,19.00,119.00\n"),
        "2024-01-31",
    );
    mrr(&report, "2024-01", "100.00");
}

/// A week counts 4.33 times there, a month by its days over 30.44.
#[test]
fn lago_weeks_are_52_a_year_and_months_of_any_length_are_months() {
    let week = of_periods("A,2025-01-01,,12,week,\n", "2025-01-31");
    assert_close("week", number(&week, MetricId::Mrr), 52.0);
    let months = of_invoices(
        "1,A,2025-01-01,2025-02-01,100,subscription\n2,A,2025-02-01,2025-03-01,100,subscription\n\
         3,A,2025-03-01,2025-04-01,100,subscription\n",
        "2025-03-31",
    );
    for month in ["2025-01", "2025-02", "2025-03"] {
        mrr(&months, month, "100.00");
    }
}

/// What a coupon takes off is revenue there.
#[test]
fn lago_a_coupon_comes_off() {
    let report = known_until("customer,month,list_price,discount\nA,2025-01,100,30\n", "2025-01-31");
    mrr(&report, "2025-01", "70.00");
}

/// Whoever returns is new at PostHog, expansion at Lago and Chargebee: here both are policies, neither is the rule.
#[test]
fn posthog_and_lago_a_return_is_booked_as_the_policy_says() {
    let booked = |policy: &str, want: [f64; 7]| {
        let rows: [(&str, &[i64]); 2] = [("Back", &[100, 0, 80]), ("Stays", &[10, 10, 10])];
        let report = session(vec![ledger("2024-01", &rows)]).report(&with("reactivation", policy));
        moved(&report, "2024-03", want);
    };
    booked("separate", [10.0, 0.0, 0.0, 0.0, 0.0, 80.0, 90.0]);
    booked("new", [10.0, 80.0, 0.0, 0.0, 0.0, 0.0, 90.0]);
    booked("expansion", [10.0, 0.0, 80.0, 0.0, 0.0, 0.0, 90.0]);
}

/// One-off charges are in the average there.
#[test]
fn posthog_the_average_customer_pays_no_one_off() {
    let report = of_invoices(
        "1,A,2025-01-01,2025-02-01,100,subscription\n2,A,2025-01-01,2025-02-01,900,onboarding\n\
         3,B,2025-01-01,2025-02-01,50,subscription\n",
        "2025-01-31",
    );
    assert_close("ARPA", number(&report, MetricId::Arpa), 75.0);
}

/// `(100)` and `€100` are 0 there, `1.234,56` is 1.23, any word is 0, and nothing is said.
#[test]
fn customer_analysis_amounts_are_read_or_refused_but_never_silently_zero() {
    let read = read(
        "customer;2024-01;2024-02\nA;1.234,56;1.234,56\nB;€100,00;100,00\nC;10,00;zehn\nD;(100,00);5,00\n",
    );
    let rows = read.reading.rows;
    assert_eq!((rows.read, rows.used, rows.rejected, rows.ignored), (4, 2, 2, 0));
    let told: Vec<(Code, Option<&str>)> =
        read.reading.diagnostics.iter().map(|d| (d.code, d.text.as_deref())).collect();
    assert!(told.contains(&(Code::AmountUnreadable, Some("zehn"))), "{told:?}");
    assert!(told.contains(&(Code::AmountNegative, Some("(100,00)"))), "{told:?}");
    mrr(&Session::new(vec![read]).report(&settings(1)), "2024-01", "1334.56");
}

/// Customers of one name are one there.
#[test]
fn customer_analysis_two_customers_of_one_name_stay_two() {
    let text = "customer_id,customer_name,month,mrr\n1,Acme,2025-01,10\n2,Acme,2025-01,20\n";
    assert_close("customers", number(&known_until(text, "2025-01-31"), MetricId::Customers), 2.0);
}

/// New customers are netted against lost ones in Vitally's churn; they are in the base of Stripe's and ClientSuccess's.
#[test]
fn new_customers_neither_replace_lost_ones_nor_enlarge_the_base() {
    let rows: [(&str, &[i64]); 5] =
        [("A", &[1, 1]), ("B", &[1, 0]), ("C", &[0, 1]), ("D", &[0, 1]), ("E", &[1, 1])];
    let report = session(vec![ledger("2024-01", &rows)]).report(&settings(1));
    assert_close("logo retention", number(&report, MetricId::LogoRetention), 2.0 / 3.0);
    assert_close("net of new", definition(&report, DefinitionId::LogoNet), 4.0 / 3.0);
    assert_close("new in the base", definition(&report, DefinitionId::LogoMonthWithNew), 4.0 / 5.0);
}

/// A customer whose price falls to 0 stays active there.
#[test]
fn chartmogul_who_pays_nothing_is_lost() {
    let rows: [(&str, &[i64]); 2] = [("Free", &[100, 0]), ("A", &[50, 50])];
    let report = session(vec![ledger("2024-01", &rows)]).report(&settings(1));
    moved(&report, "2024-02", [150.0, 0.0, 0.0, 0.0, 100.0, 0.0, 50.0]);
    assert_close("logo retention", number(&report, MetricId::LogoRetention), 0.5);
}

/// NRR is non-recurring revenue there and a renewal rate at Gainsight: a column of that name is no amount.
#[test]
fn planhat_and_gainsight_a_column_called_nrr_is_not_taken_for_revenue() {
    let read = read("customer,month,mrr,NRR\nA,2025-01,100,1.1\nB,2025-01,50,0.9\n");
    let role = read.reading.columns.iter().find(|column| column.header == "NRR").map(|column| column.role);
    assert_eq!(role, Some(Role::Ignored));
    assert_close("MRR", number(&Session::new(vec![read]).report(&settings(1)), MetricId::Mrr), 150.0);
}

/// Terms of two and three years were counted 24 and 36 times there.
#[test]
fn pax8_terms_of_several_years_are_as_many_months() {
    let report = of_invoices(
        "1,A,2025-01-01,2027-01-01,2400,subscription\n2,B,2025-01-01,2028-01-01,3600,subscription\n",
        "2025-02-28",
    );
    mrr(&report, "2025-01", "200.00");
}

/// A period that ends on a month's last day was lost a month early there.
#[test]
fn posthog_the_last_paid_day_is_paid() {
    let text = "customer_id,start_date,end_date,amount,interval\nA,2025-01-01,2025-01-31,10,month\nB,2025-01-01,,1,month\n";
    let session = Session::new(vec![file(text)]).as_of(Some(common::date("2025-02-28")));
    mrr(&session.report(&with("ends", "inclusive")), "2025-01", "11.00");
    mrr(&session.report(&with("ends", "inclusive")), "2025-02", "1.00");
}

/// Months × 12 overstates a year's churn, and no losses are no infinite ratio (peers.md §5).
#[test]
fn twelve_months_of_churn_are_not_twelve_times_a_month_s() {
    let report = session(vec![
        ledger("2024-01", &[("A", &[100; 12]), ("B", &[100; 12])]),
        ledger("2025-01", &[("A", &[100]), ("B", &[80])]),
    ])
    .report(&settings(12));
    let [power, line] = [DefinitionId::NrrLastMonthCompounded, DefinitionId::NrrLastMonthLinear]
        .map(|id| definition(&report, id));
    assert!(power > 0.0 && line < 0.0, "{power} {line}");
    let told = |id| report.definitions.iter().find(|d| d.id == id).unwrap().misleading.is_some();
    assert!(told(DefinitionId::NrrLastMonthCompounded) && told(DefinitionId::NrrLastMonthLinear));
    let grown = session(vec![ledger("2024-01", &[("A", &[1, 2])])]).report(&settings(1));
    assert!(matches!(grown.metrics[&MetricId::QuickRatio], Metric::Na { na: Na::ZeroDenominator, .. }));
}
