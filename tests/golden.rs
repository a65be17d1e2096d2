//! The worked examples that other systems publish, as files through the whole core: each of the fifteen of peers.md §13
//! by its number, and as what it is here where that is something else:
//!
//! - 7: what is charged counts. A minimum that a file only states beside it, and never charges, is a column not in use.
//! - 8: a line that says it is a part of a period is left out and told.
//! - 10: there is no view of one plan alone, so no line "switched"; the change itself is here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{
    assert_close, date, definition, file, known_until, ledger, moved, number, of_invoices, of_periods,
    session, settings,
};
use ninefold::base::Interval;
use ninefold::read::{Code, ReadOptions, Reader, Role};
use ninefold::report::{DefinitionId, MetricId, Session, Settings};

#[test]
fn v1_chartmogul_gross_and_net_churn() {
    // 100 at the start, 10 churned, 10 contracted, 10 expanded.
    let rows: [(&str, &[i64]); 4] =
        [("Gone", &[10, 0]), ("Less", &[30, 20]), ("More", &[20, 30]), ("Same", &[40, 40])];
    let r = session(vec![ledger("2024-01", &rows)]).report(&settings(1));
    assert_close("gross", number(&r, MetricId::GrossRevenueChurn), 0.2);
    assert_close("net", number(&r, MetricId::NetRevenueChurn), 0.1);
    assert_close("GRR of the month", definition(&r, DefinitionId::GrrMonth), 0.8);
    assert_close("NRR of the month", definition(&r, DefinitionId::NrrMonthReturns), 0.9);
}

#[test]
fn v2_chartmogul_a_second_subscription_comes_and_goes() {
    let r = of_periods(
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
    assert_close("MRR", number(&of_periods(&rows, "2025-02-28"), MetricId::Mrr), 12_500.0);
    // Of two subscriptions, the first to end is a downgrade, the second a loss.
    let two =
        "A,2025-01-01,2025-03-01,70,month,\nA,2025-01-01,2025-04-01,30,month,\nB,2025-01-01,,1,month,\n";
    let r = of_periods(two, "2025-05-31");
    moved(&r, "2025-03", [101.0, 0.0, 0.0, 70.0, 0.0, 0.0, 31.0]);
    moved(&r, "2025-04", [31.0, 0.0, 0.0, 0.0, 30.0, 0.0, 1.0]);
}

#[test]
fn v4_baremetrics_an_upgrade_before_cancelling_loses_no_more_than_was_there() {
    // Divided by the latest MRR it was 275.8 % of the customer's opening revenue.
    let r = session(vec![ledger("2024-01", &[("A", &[500, 1379, 0])])]).report(&settings(2));
    assert_close("revenue churn", number(&r, MetricId::RevenueChurn), 1.0);
    assert_close("GRR", number(&r, MetricId::Grr), 0.0);
    // Path by path the upgrade is lost as well, which is why that variant is labelled.
    assert_close("movement form", definition(&r, DefinitionId::GrrMovement), 1.0 - 1379.0 / 500.0);
}

#[test]
fn v5_lago_days_within_months() {
    let r = of_periods(
        "A,2025-01-01,2025-03-15,100,month,\nA,2025-03-15,2025-04-10,200,month,\nB,2025-01-01,,1,month,\n",
        "2025-05-31",
    );
    moved(&r, "2025-03", [101.0, 0.0, 100.0, 0.0, 0.0, 0.0, 201.0]);
    moved(&r, "2025-04", [201.0, 0.0, 0.0, 0.0, 200.0, 0.0, 1.0]);
    let r =
        of_periods("A,2025-01-01,2025-03-01,100,month,\nA,2025-03-01,2026-03-01,1200,year,\n", "2025-05-31");
    moved(&r, "2025-03", [100.0, 0.0, 0.0, 0.0, 0.0, 0.0, 100.0]);
}

#[test]
fn v6_saasgrid_terms_and_seats() {
    let r = of_invoices(
        "1,A,2025-01-01,2026-01-01,1200,subscription\n2,A,2025-07-01,2026-01-01,600,subscription\n",
        "2025-12-31",
    );
    moved(&r, "2025-06", [100.0, 0.0, 0.0, 0.0, 0.0, 0.0, 100.0]);
    moved(&r, "2025-07", [100.0, 0.0, 100.0, 0.0, 0.0, 0.0, 200.0]);
    moved(&r, "2025-12", [200.0, 0.0, 0.0, 0.0, 0.0, 0.0, 200.0]);
    let r = of_periods("A,2025-01-01,2025-02-15,10,month,2\nA,2025-02-15,,10,month,4\n", "2025-03-31");
    moved(&r, "2025-02", [20.0, 0.0, 20.0, 0.0, 0.0, 0.0, 40.0]);
}

#[test]
fn v7_saasgrid_usage_with_a_minimum() {
    // 500 calls at 1 each.
    let calls = "customer,month,quantity,unit_price,minimum_commitment\nA,2025-01,500,1,750\n";
    let read = file(calls);
    let minimum = read.reading.columns.iter().find(|column| column.header == "minimum_commitment").unwrap();
    assert_eq!(minimum.role, Role::Ignored, "stated, never charged");
    assert_close("used", number(&Session::new(vec![read]).report(&settings(1)), MetricId::Mrr), 500.0);
    // Charged up to 750.
    let charged = "1,A,2025-01-01,2025-02-01,500,usage\n1,A,2025-01-01,2025-02-01,250,minimum\n";
    assert_close("charged", number(&of_invoices(charged, "2025-01-31"), MetricId::Mrr), 750.0);
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
    // Told to count it, its sixteen days are worth 5 × 365 ÷ (12 × 16) a month.
    let options = ReadOptions { without: vec![Code::ProrationLine], ..ReadOptions::default() };
    let mut reader = Reader::new(options);
    reader.push(text.as_bytes());
    let counted = Session::new(vec![reader.finish()]).report(&settings(1));
    moved(&counted, "2025-06", [0.0, 39.51, 0.0, 0.0, 0.0, 0.0, 39.51]);
}

#[test]
fn v9_recurly_a_discounted_lifetime() {
    // ARPS (1 + d) ÷ (d + churn), d = 10 %: of 100 a month and 5 % lost in it, 733.33; with nobody lost, 1,100.
    let of = |names: &[&str], lost: usize, months: u32| {
        let after = |i: usize| if i < lost { 0 } else { 100 };
        let rows: Vec<Vec<i64>> = (0..names.len())
            .map(|i| (0..=months).map(|m| if m == months { after(i) } else { 100 }).collect())
            .collect();
        let rows: Vec<(&str, &[i64])> = names.iter().copied().zip(rows.iter().map(Vec::as_slice)).collect();
        number(&session(vec![ledger("2024-01", &rows)]).report(&settings(months)), MetricId::LtvDiscounted)
    };
    let twenty: Vec<String> = (0..20).map(|i| format!("C{i:02}")).collect();
    let twenty: Vec<&str> = twenty.iter().map(String::as_str).collect();
    assert_close("5 % in the month", of(&twenty, 1, 1), 100.0 * 1.1 / (0.1 + 0.05));
    assert_close("nobody", of(&twenty, 0, 1), 1100.0);
    // The churn is that of a month, however long the window.
    assert_close("15 % in three months", of(&twenty, 3, 3), 100.0 * 1.1 / (0.1 + 0.15 / 3.0));
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
    assert_close("list", number(&of_periods(&list, "2025-02-28"), MetricId::Mrr), 1155.0);
    assert_close("as charged", number(&of_invoices(&first, "2025-01-31"), MetricId::Mrr), 77.0);
}

#[test]
fn v12_fight_churn_a_month_s_churn_over_a_year() {
    // 5 % a month: 1 − 0.95^12 = 46 % a year.
    let r = session(vec![ledger("2024-01", &[("A", &[100; 12])]), ledger("2025-01", &[("A", &[95])])]);
    let year = 1.0 - definition(&r.report(&settings(12)), DefinitionId::NrrLastMonthCompounded);
    assert_eq!(format!("{:.0} %", year * 100.0), "46 %");
    assert_close("to the digit", year, 1.0 - (0..12).fold(1.0, |kept, _| kept * 0.95));
}

#[test]
fn v13_chargebee_the_smaller_of_two_totals_is_no_grr() {
    // 100 % whenever total MRR grew: 5,000, then 6,000, of which 3,000 are new.
    let rows: [(&str, &[i64]); 3] = [("Lost", &[2000, 0]), ("Stays", &[3000, 3000]), ("New", &[0, 3000])];
    let r = session(vec![ledger("2024-01", &rows)]).report(&settings(1));
    assert_close("the smaller of two totals", definition(&r, DefinitionId::GrrAggregateMin), 1.0);
    assert_close("GRR", number(&r, MetricId::Grr), 0.6);
    let told = r.definitions.iter().find(|d| d.id == DefinitionId::GrrAggregateMin).unwrap();
    assert!(told.misleading.as_deref().is_some_and(|why| why.contains("total MRR grew")));
}

#[test]
fn v14_dbt_recurly_a_year_paid_at_once_is_twelve_months() {
    let r = of_invoices(
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
fn v14_mrr_playbook_a_subscription_without_an_end_goes_on() {
    let open = "A,2025-01-15,,100,month,\n";
    let r = of_periods(open, "2025-06-30");
    moved(&r, "2025-01", [0.0, 100.0, 0.0, 0.0, 0.0, 0.0, 100.0]);
    moved(&r, "2025-06", [100.0, 0.0, 0.0, 0.0, 0.0, 0.0, 100.0]);
    // Beside one that ended, neither is cut at the other's end; a last part of a month isn't lost either.
    let r = of_periods(&format!("{open}A,2025-01-15,2025-03-20,40,month,\n"), "2025-06-30");
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
fn v14_dbt_stripe_a_trial_that_pays_is_new_and_a_return_is_one() {
    let rows: [(&str, &[i64]); 3] =
        [("Back", &[100, 0, 100, 100]), ("Trial", &[0, 0, 100, 100]), ("Stays", &[10, 10, 10, 10])];
    let r = session(vec![ledger("2024-01", &rows)]).report(&settings(1));
    moved(&r, "2024-02", [110.0, 0.0, 0.0, 0.0, 100.0, 0.0, 10.0]);
    moved(&r, "2024-03", [10.0, 100.0, 0.0, 0.0, 0.0, 100.0, 210.0]);
}

#[test]
fn v14_fight_churn_a_period_with_no_churn_is_zero_and_not_nothing() {
    let r = session(vec![ledger("2024-01", &[("A", &[100, 100]), ("B", &[50, 70])])]).report(&settings(1));
    assert_close("revenue churn", number(&r, MetricId::RevenueChurn), 0.0);
    assert_close("logo churn", number(&r, MetricId::LogoChurn), 0.0);
}

/// The made-up cube of peers.md §6 is a file of its own: 295 customers, 37 months.
#[test]
fn v15_the_cube_has_its_nineteen_published_figures() {
    use DefinitionId as Id;
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/cases/definitions-cube/input.csv"
    ));
    let r = Session::new(vec![file(&text.unwrap())]).report(&Settings::default());
    let published = [
        (Id::NrrCohort, "98.8"),
        (Id::NrrUnbroken, "96.5"),
        (Id::NrrMonthlyCompounded, "95.2"),
        (Id::NrrMonthlyCompoundedReturns, "104.2"),
        (Id::NrrLazy, "94.5"),
        (Id::NrrLazyReturns, "104.3"),
        (Id::NrrTrailingMean, "95.5"),
        (Id::NrrTwoYear, "97.1"),
        (Id::NrrLastMonthCompounded, "98.8"),
        (Id::NrrLastMonthLinear, "98.8"),
        (Id::NrrSurvivors, "112.2"),
        (Id::NrrOpen, "120.2"),
        (Id::GrrCohort, "86.3"),
        (Id::GrrUnbroken, "84.1"),
        (Id::GrrMonthlyCompounded, "82.1"),
        (Id::GrrAllMovements, "78.1"),
        (Id::GrrAggregateMin, "100.0"),
        (Id::LogoCohort, "86.4"),
        (Id::LogoMonthlyCompounded, "77.7"),
    ];
    assert_eq!(published.len(), 19);
    for (id, percent) in published {
        assert_eq!(format!("{:.1}", definition(&r, id) * 100.0), percent, "{id:?}");
    }
    // Other draws than theirs: 87.2 to 110.4 is met to a point.
    let Interval(low, high) = r.resampled.unwrap().nrr.unwrap().p90;
    assert!((low - 0.872).abs() < 0.01 && (high - 1.104).abs() < 0.01, "{low} {high}");
    // Path for path, each looser rule loses more (peers.md §6, switch 2).
    let [a, b, c] =
        [Id::GrrCohort, Id::GrrMonthlyCompounded, Id::GrrAllMovements].map(|id| definition(&r, id));
    assert!(a >= b && b >= c);
}
