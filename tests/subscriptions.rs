//! Retention of subscriptions beside that of customers: pinned, against what it must be for any ledger, and its bridge.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use DefinitionId as Id;
use common::{as_number, date, definition};
use ninefold::read::{ReadOptions, Reader};
use ninefold::report::{
    Comparison, DefinitionId, DifferenceRule, Inquiry, POLICY_CHOICES, Report, Session, Settings, Told,
};
use proptest::prelude::*;
use std::fmt::Write;

const OF_SUBSCRIPTIONS: [Id; 3] = [Id::NrrSubscription, Id::GrrSubscription, Id::LogoSubscription];
const OF_CUSTOMERS: [Id; 3] = [Id::NrrCohort, Id::GrrCohort, Id::LogoCohort];

fn read(text: &str) -> Session {
    let mut reader = Reader::new(ReadOptions { name: "file.csv".to_owned(), ..ReadOptions::default() });
    reader.push(text.as_bytes());
    Session::new(vec![reader.finish()])
}

fn compare(session: &Session, settings: &Settings, from: Id, to: Id) -> Comparison {
    match session.inquire(settings, &Inquiry::Compare { from, to }) {
        Told::Comparison(comparison) => *comparison,
        other => panic!("{other:?}"),
    }
}

/// The value and the two sides of a definition.
fn told(report: &Report, id: Id) -> Option<[f64; 3]> {
    let found = report.definitions.iter().find(|d| d.id == id).unwrap();
    let side = |value: &Option<_>| value.as_ref().map(as_number);
    Some([found.value?, side(&found.numerator)?, side(&found.denominator)?])
}

/// The file of the case with this name.
fn case(name: &str) -> Session {
    let path = format!("{}/tests/cases/{name}/input.csv", env!("CARGO_MANIFEST_DIR"));
    read(&std::fs::read_to_string(path).unwrap()).as_of(Some(date("2025-01-31")))
}

#[test]
fn a_swap_is_the_whole_difference_between_customers_and_subscriptions() {
    let (session, settings) = (case("subscriptions-periods"), Settings::default());
    let bridge = compare(&session, &settings, Id::NrrCohort, Id::NrrSubscription);
    let [step] = bridge.steps.as_slice() else { panic!("{bridge:?}") };
    // Acme pays 120 for its second subscription; the 100 of the first are lost.
    assert_eq!((step.rule, step.customers), (DifferenceRule::Subscriptions, 1));
    assert_eq!(step.top[0].customer, "Acme");
    common::assert_close("points", step.points, -120.0 / 220.0);
    // Of Beta's two, one grew and the other shrank by as much: only what is capped tells them apart.
    let bridge = compare(&session, &settings, Id::GrrCohort, Id::GrrSubscription);
    let [step] = bridge.steps.as_slice() else { panic!("{bridge:?}") };
    let parts: Vec<_> = step.top.iter().map(|c| (c.customer.as_str(), (c.points * 220.0).round())).collect();
    assert_eq!(parts, [("Acme", -100.0), ("Beta", -10.0)]);
    // Heads have another base: Gamma's one is a fourth of the subscriptions and a third of the customers.
    let bridge = compare(&session, &settings, Id::LogoCohort, Id::LogoSubscription);
    let rules: Vec<_> = bridge.steps.iter().map(|step| (step.rule, step.customers)).collect();
    assert_eq!(rules, [(DifferenceRule::Straight, 1), (DifferenceRule::Subscriptions, 1)]);
    common::assert_close("both", bridge.steps.iter().map(|step| step.points).sum(), 0.5 - 2.0 / 3.0);
}

#[test]
fn every_layout_with_a_row_a_subscription_says_the_same() {
    let files = [
        "customer,sub_id,month,mrr\nA,1,2024-01,60\nA,2,2024-01,40\nB,3,2024-01,50\nA,2,2024-02,70\nA,4,2024-02,60\nB,3,2024-02,45\n",
        "customer,subscription id,2024-01,2024-02\nA,1,60,\nA,2,40,70\nA,4,,60\nB,3,50,45\n",
        "customer,subscription_id,opening_mrr,closing_mrr\nA,1,60,0\nA,2,40,70\nA,4,0,60\nB,3,50,45\n",
        "customer,subscription_id,start,end,mrr\nA,1,2024-01-01,2024-02-01,60\nA,2,2024-01-01,2024-02-01,40\nA,2,2024-02-01,,70\n\
         A,4,2024-02-01,,60\nB,3,2024-01-01,2024-02-01,50\nB,3,2024-02-01,,45\n",
        "customer,subscription_id,type,service_start,service_end,amount\nA,1,subscription,2024-01-01,2024-01-31,60\n\
         A,2,subscription,2024-01-01,2024-01-31,40\nA,2,subscription,2024-02-01,2024-02-29,70\nA,4,subscription,2024-02-01,2024-02-29,60\n\
         B,3,subscription,2024-01-01,2024-01-31,50\nB,3,subscription,2024-02-01,2024-02-29,45\n",
    ];
    for text in files {
        let report = read(text).report(&common::settings(1));
        assert_eq!(told(&report, Id::NrrSubscription).unwrap()[1..], [115.0, 150.0], "{text}");
        assert_eq!(told(&report, Id::GrrSubscription).unwrap()[1..], [85.0, 150.0], "{text}");
        assert_eq!(told(&report, Id::LogoSubscription).unwrap()[1..], [2.0, 3.0], "{text}");
        common::assert_close(text, definition(&report, Id::NrrCohort), 175.0 / 150.0);
    }
    // A movement is a change of what a customer pays: it says nothing of what each subscription comes to.
    let moves =
        "customer,subscription_id,date,type,amount\nA,1,2024-01-01,new,60\nA,1,2024-02-01,expansion,5\n";
    assert_eq!(told(&read(moves).report(&common::settings(1)), Id::NrrSubscription), None);
}

/// A subscription: customer, number, first day, end, amount.
type Period = (usize, usize, u32, Option<u32>, i64);

fn periods() -> impl Strategy<Value = Vec<Period>> {
    let one = (0..4_usize, 0..4_usize, 0..600_u32, prop::option::of(1..500_u32), 1..900_i64);
    prop::collection::vec(one, 1..14)
}

/// The periods as a file; `name` makes the name of a subscription.
fn file(periods: &[Period], name: impl Fn(usize, usize) -> String) -> String {
    let day = |n: u32| date("2023-01-01").plus_days(u64::from(n)).unwrap();
    let mut text = "customer,subscription_id,start_date,end_date,mrr\n".to_owned();
    // The file's months don't depend on what was drawn.
    for start in [0, 700] {
        writeln!(text, "Edge,edge,{},,1", day(start)).unwrap();
    }
    for (customer, number, start, length, amount) in periods {
        let end = length.map(|length| day(start + length).to_string()).unwrap_or_default();
        let name = name(*customer, *number);
        writeln!(text, "C{customer},{name},{},{end},{amount}", day(*start)).unwrap();
    }
    text
}

/// The same with days of cancellation, some of them before the end and some where there is none.
fn cancelled(periods: &[Period], after: &[Option<u32>]) -> String {
    let day = |n: u32| date("2023-01-01").plus_days(u64::from(n)).unwrap();
    let mut text = "customer,start_date,end_date,cancelled_at,mrr\nEdge,2023-01-01,,,1\n".to_owned();
    for ((customer, _, start, length, amount), after) in periods.iter().zip(after.iter().cycle()) {
        let end = length.map(|length| day(start + length).to_string()).unwrap_or_default();
        let cancelled = after.map(|after| day(start + after).to_string()).unwrap_or_default();
        writeln!(text, "C{customer},{},{end},{cancelled},{amount}", day(*start)).unwrap();
    }
    text
}

fn under_each_policy(text: &str, months: u32, mut check: impl FnMut(&str, &Report)) {
    let session = read(text);
    for (key, value, set) in POLICY_CHOICES {
        let mut settings = common::settings(months);
        set(&mut settings.policies);
        check(&format!("{key}={value}"), &session.report(&settings));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn with_one_subscription_each_it_is_the_customers_figure(periods in periods(), months in 1..14_u32) {
        under_each_policy(&file(&periods, |customer, _| format!("s{customer}")), months, |policy, report| {
            for (one, other) in OF_SUBSCRIPTIONS.into_iter().zip(OF_CUSTOMERS) {
                assert_eq!(told(report, one), told(report, other), "{policy} {one:?}");
            }
        });
    }

    #[test]
    fn the_base_is_the_same_and_no_customer_keeps_less_than_its_subscriptions(
        periods in periods(), months in 1..14_u32
    ) {
        let text = file(&periods, |_, number| format!("s{number}"));
        under_each_policy(&text, months, |policy, report| {
            for (one, other) in [(Id::NrrSubscription, Id::NrrCohort), (Id::GrrSubscription, Id::GrrCohort)] {
                if let (Some(sub), Some(customer)) = (told(report, one), told(report, other)) {
                    assert_eq!(sub[2], customer[2], "{policy}: opening MRR, whoever it is of");
                    assert!(sub[1] <= customer[1], "{policy} {one:?}");
                }
            }
        });
    }

    #[test]
    fn a_preset_at_cancellation_has_the_figures_of_a_report_that_counts_so(
        periods in periods(), after in prop::collection::vec(prop::option::of(0..500_u32), 1..8), gap in 0..8_u32, last in 3..30_u32
    ) {
        let session = read(&cancelled(&periods, &after)).as_of(date("2023-01-01").plus_days(u64::from(last * 30)));
        let mut settings = common::settings(1);
        settings.policies.gap = gap;
        let presets = session.report(&settings).presets;
        settings.policies.churn = ninefold::tables::ChurnTiming::Cancellation;
        let report = session.report(&settings);
        let Some(preset) = presets.iter().find(|preset| preset.id == "maxio") else { return Ok(()) };
        for figure in [preset.nrr, preset.grr, preset.logo].into_iter().flatten() {
            let told = report.definitions.iter().find(|d| d.id == figure.definition).unwrap();
            prop_assert_eq!((figure.value, figure.na), (told.value, told.na), "{:?}", figure.definition);
        }
    }

    #[test]
    fn other_names_for_the_subscriptions_change_nothing(periods in periods(), months in 1..14_u32) {
        let named = |name: &dyn Fn(usize, usize) -> String| {
            let report = read(&file(&periods, name)).report(&common::settings(months));
            serde_json::to_string(&report.definitions).unwrap()
        };
        let plain = named(&|_, number| format!("s{number}"));
        prop_assert_eq!(&plain, &named(&|_, number| format!("Sub {}", 9 - number)));
        // A name is its customer's own.
        prop_assert_eq!(&plain, &named(&|customer, number| format!("{customer}-{number}")));
        prop_assert_eq!(&plain, &named(&|_, number| if number == 0 { String::new() } else { format!("s{number}") }));
    }

    #[test]
    fn the_steps_to_any_other_definition_are_its_difference(
        periods in periods(), months in 1..14_u32, own in 0..3_usize, other in 0..Id::ALL.len()
    ) {
        let session = read(&file(&periods, |_, number| format!("s{number}")));
        let bridge = compare(&session, &common::settings(months), OF_SUBSCRIPTIONS[own], Id::ALL[other]);
        let sum: f64 = bridge.steps.iter().map(|step| step.points).sum();
        match bridge.difference {
            Some(difference) => {
                let scale = bridge.steps.iter().map(|step| step.points.abs()).fold(difference.abs() + 1.0, f64::max);
                prop_assert!((sum - difference).abs() <= 1e-11 * scale, "{} is not {}", sum, difference);
            }
            None => prop_assert!(bridge.na.is_some() && bridge.steps.is_empty()),
        }
    }
}
