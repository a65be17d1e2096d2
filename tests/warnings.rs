//! Early warnings from outside: the back-test's pin, hindsight, windows of monthly tables, and that unknown is not safe.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{close, date, file};
use ninefold::report::{Grid, QuestionState, Session, Settings, Value};

/// Q3 of some files at a day.
fn q3(files: &[&str], as_of: Option<&str>) -> QuestionState {
    let session = Session::new(files.iter().map(|text| file(text)).collect()).as_of(as_of.map(date));
    let report = session.report(&Settings { months: 12, ..Settings::default() });
    report.questions.into_iter().find(|question| question.id == "q3").unwrap()
}

fn place(grid: &Grid, column: &str) -> usize {
    grid.columns.iter().position(|c| c.id == column).unwrap_or_else(|| panic!("no {column} in {}", grid.id))
}

/// The cells of a row, found by its first.
fn row(question: &QuestionState, grid: &str, first: &str, columns: &[&str]) -> Vec<Option<Value>> {
    let grid = question.grid(grid).unwrap();
    let own = grid.rows.iter().find(|row| row[0] == Some(Value::Money(first.to_owned())));
    let own = own.unwrap_or_else(|| panic!("no {first} in {}", grid.id));
    columns.iter().map(|column| own[place(grid, column)].clone()).collect()
}

fn counts(question: &QuestionState, rule: &str) -> (i64, Option<i64>) {
    let of = |value: &Option<Value>| match value {
        Some(Value::Count(n)) => Some(*n),
        _ => None,
    };
    let cells = row(question, "q3.rules", rule, &["judged", "fired"]);
    (of(&cells[0]).unwrap(), of(&cells[1]))
}

fn number(value: &Option<Value>) -> f64 {
    match value {
        Some(Value::Number(x)) => *x,
        Some(Value::Count(n)) => *n as f64,
        other => panic!("no number: {other:?}"),
    }
}

/// Two hundred contracts that end in June 2026: 40 without talks before April, 12 of them lost; 160 with, 16 lost.
fn contracts(talk_of_the_silent: &str) -> String {
    let mut text = String::from("customer_id,start_date,end_date,outcome,renewal_talk_start\n");
    for n in 0..200 {
        let lost = if n < 40 { n < 12 } else { n < 56 };
        let talk = if n < 40 { talk_of_the_silent } else { "2026-03-10" };
        let outcome = if lost { "churned" } else { "renewed" };
        text += &format!("Company {n:03},2026-01-15,2026-06-15,{outcome},{talk}\n");
    }
    text
}

#[test]
fn the_pin_of_the_domain_by_files_alone() {
    // Talks that began after the day judged at are hindsight.
    for talk in ["", "2026-05-01"] {
        let found = q3(&[&contracts(talk)], Some("2026-06-30"));
        let cells = row(
            &found,
            "q3.back_test",
            "w6",
            &[
                "marked",
                "marked_lost",
                "others",
                "others_lost",
                "risk_ratio",
                "low",
                "high",
                "odds_ratio",
                "odds_low",
                "odds_high",
                "lift",
            ],
        );
        let numbers: Vec<f64> = cells.iter().map(number).collect();
        assert_eq!(numbers[..4], [40.0, 12.0, 160.0, 16.0], "talk {talk:?}");
        let pins = [3.0, 1.55, 5.82, 27.0 / 7.0, 1.65, 9.03, 0.3 / 0.14];
        for (got, pin) in numbers[4..].iter().zip(pins) {
            assert!((got - pin).abs() < 0.006, "{got} {pin}");
        }
        let base = found.figure("q3.base_rate").unwrap();
        assert!(close(number(&base.value), 0.14) && base.n == 200);
        let told = found.findings.iter().find(|told| told.code == "q3.rule_tells").unwrap();
        assert_eq!(told.values[0].value, Value::Money("w6".to_owned()));
    }
    let known = contracts("2026-03-31");
    let found = q3(&[&known], Some("2026-06-30"));
    assert_eq!(number(&row(&found, "q3.back_test", "w6", &["marked"])[0]), 0.0, "that day is in time");
}

#[test]
fn the_outcome_has_to_lie_behind() {
    // On 28 June the 90 days after 31 March have not passed: what is lost in them is no outcome yet.
    let found = q3(&[&contracts("")], Some("2026-06-28"));
    let base = found.figure("q3.base_rate").unwrap();
    assert_eq!(
        (base.numerator.clone(), base.n),
        (Some(Value::Count(0)), 200),
        "judged at the end of February"
    );
    assert!(found.findings.iter().all(|told| told.code != "q3.rule_tells"));
}

#[test]
fn months_are_compared_with_months() {
    let usage = "customer_id,date,logins,core_actions\n\
        Steady,2025-12-01,9,280\nSteady,2026-01-01,9,310\nSteady,2026-02-01,9,280\nSteady,2026-03-01,9,290\n\
        Fading,2025-12-01,9,310\nFading,2026-01-01,9,310\nFading,2026-02-01,9,300\nFading,2026-03-01,9,210\n\
        Gone quiet,2025-12-01,9,300\nGone quiet,2026-01-01,9,300\nGone quiet,2026-02-01,9,300\nGone quiet,2026-03-01,0,0\n";
    let found = q3(&[usage], None);
    assert_eq!((counts(&found, "w1"), counts(&found, "w2")), ((3, Some(1)), (3, Some(2))));
    let quiet = row(&found, "q3.customers", "Gone quiet", &["q3.w1", "q3.w2"]);
    assert_eq!(
        (number(&quiet[0]), number(&quiet[1])),
        (31.0, -1.0),
        "from the end of February to that of March"
    );
    assert!(close(number(&row(&found, "q3.customers", "Fading", &["q3.w2"])[0]), -0.3));
    // In the midst of March its row is compared with none.
    let midst = q3(&[usage], Some("2026-03-20"));
    assert_eq!((counts(&midst, "w1"), counts(&midst, "w2")), ((3, Some(1)), (3, Some(0))));
}

#[test]
fn what_no_file_says_is_unknown() {
    let revenue = "customer_id,month,mrr\nA,2026-01,100\nA,2026-02,100\nA,2026-03,100\nA,2026-04,90\n\
        B,2026-01,100\nB,2026-02,100\nB,2026-03,100\nB,2026-04,100\n";
    let found = q3(&[revenue], None);
    for rule in ["w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w10"] {
        assert_eq!(counts(&found, rule), (0, None), "{rule}");
    }
    assert_eq!((counts(&found, "w9"), found.status.as_str()), ((2, Some(1)), "partly"));
    assert_eq!(found.needs, ["usage", "tickets", "onboarding", "contracts", "accounts", "surveys"]);
    let no_talk = "customer_id,end_date,outcome\nA,2026-05-31,pending\nB,2026-12-31,pending\n";
    let found = q3(&[revenue, no_talk], Some("2026-04-30"));
    assert_eq!(counts(&found, "w6"), (1, Some(0)), "without a column of talks only the far end is known");
    assert!(found.needs.iter().any(|need| need == "contracts.renewal_talk_date"), "{:?}", found.needs);
}

#[test]
fn two_ends_say_nothing_of_the_months_between() {
    let ends = "customer_id,opening,closing,tier\nA,100,90,KA\nB,100,150,KA\n";
    let found = q3(&[ends], None);
    if found.status != "needs_data" {
        assert_eq!((counts(&found, "w7"), counts(&found, "w9")), ((0, None), (0, None)));
    }
}

#[test]
fn a_log_that_misses_a_customer_says_nothing_of_its_past() {
    // Old signed before the log begins; New after it, and never logged in.
    let accounts =
        "customer_id,tier,signed_date\nOld,SMB,2024-01-10\nNew,SMB,2026-05-20\nSeen,SMB,2024-01-10\n";
    let usage = "customer_id,date,logins\nSeen,2026-05-01,3\nSeen,2026-05-17,0\nSeen,2026-06-10,2\n";
    let found = q3(&[accounts, usage], Some("2026-06-30"));
    assert_eq!(
        counts(&found, "w1"),
        (2, Some(1)),
        "the log ends on 10 June, and so does what is judged by it"
    );
    let cells = row(&found, "q3.customers", "New", &["q3.w1", "remarks"]);
    assert_eq!(number(&cells[0]), 21.0);
    assert_eq!(cells[1], Some(Value::Money("never_activated".to_owned())));
    assert_eq!(found.figure("q3.usage_day").unwrap().value, Some(Value::Money("2026-06-10".to_owned())));
}

#[test]
fn the_order_of_files_and_rows_does_not_matter() {
    let usage = "customer_id,date,logins,core_actions\nA,2026-03-01,1,90\nA,2026-05-10,1,90\nA,2026-06-29,1,30\n\
        B,2026-03-04,1,90\nB,2026-05-10,1,90\nB,2026-06-20,1,30\n";
    let contracts = "customer_id,start_date,end_date,renewal_talk_start,overdue_days\nB,2025-08-01,2026-07-31,,0\nA,2025-08-01,2026-07-31,,3\n";
    let turned = |text: &str| {
        let (head, rest) = text.split_once('\n').unwrap();
        let mut rows: Vec<&str> = rest.lines().collect();
        rows.reverse();
        format!("{head}\n{}\n", rows.join("\n"))
    };
    let found = q3(&[usage, contracts], None);
    assert_eq!(found.findings.len(), 3, "{:?}", found.findings);
    assert_eq!(found, q3(&[&turned(contracts), &turned(usage)], None));
}

/// The rules that fired for a customer of a sheet at the end of June 2024; none where none can judge it.
fn fired(columns: &str, cells: &str) -> Vec<String> {
    let sheet = format!("customer_id,{columns},seats\nAcme,{cells},10\n");
    let found = q3(&[&sheet], Some("2024-06-30"));
    let Some(grid) = found.grid("q3.rules") else { return Vec::new() };
    let (rule, fired) = (place(grid, "rule"), place(grid, "fired"));
    let is = |row: &&Vec<Option<Value>>| row[fired] == Some(Value::Count(1));
    grid.rows.iter().filter(is).map(|row| named(&row[rule])).collect()
}

fn named(value: &Option<Value>) -> String {
    match value {
        Some(Value::Money(text)) => text.clone(),
        other => panic!("no text: {other:?}"),
    }
}

#[test]
fn each_rule_fires_at_its_limit_and_not_before() {
    let w = |columns, cells, wanted: &[&str]| assert_eq!(fired(columns, cells), wanted, "{columns}: {cells}");
    // W1 (Q3-01): seven full days without a login.
    w("last_login", "2024-06-24", &[]);
    w("last_login", "2024-06-23", &["w1"]);
    // W4 (Q3-04): signed thirty days ago or more, and not set up within thirty days of it.
    w("signed_date,setup_done_date,last_login", "2024-06-01,,2024-06-30", &[]);
    w("signed_date,setup_done_date,last_login", "2024-05-31,,2024-06-30", &["w4"]);
    w("signed_date,setup_done_date,last_login", "2024-03-01,2024-03-31,2024-06-30", &[]);
    w("signed_date,setup_done_date,last_login", "2024-03-01,2024-04-01,2024-06-30", &["w4"]);
    // W5 (Q3-05): one module at most; two to five are neither narrow nor broad.
    w("modules_used", "1", &["w5"]);
    w("modules_used", "2", &[]);
    // W6 (Q3-06): the contract ends within three calendar months, and nobody has begun to talk about it.
    w("renewal_date,renewal_talk_date", "2024-06-30,", &["w6"]);
    w("renewal_date,renewal_talk_date", "2024-09-30,", &["w6"]);
    w("renewal_date,renewal_talk_date", "2024-10-01,", &[]);
    w("renewal_date,renewal_talk_date", "2024-09-30,2024-06-30", &[]);
    w("renewal_date,renewal_talk_date", "2024-09-30,2024-07-01", &["w6"]);
    // W7 (Q3-07): a key account of a year or more without an expansion in a year; of others it says nothing.
    w("tier,signed_date,last_expansion_date", "KA,2022-01-01,2023-06-30", &["w7"]);
    w("tier,signed_date,last_expansion_date", "KA,2022-01-01,2023-07-01", &[]);
    w("tier,signed_date,last_expansion_date", "SMB,2022-01-01,2022-06-30", &[]);
    w("tier,signed_date,last_expansion_date", "KA,2023-07-01,", &[]);
    // W10 (G-20): a payment that is late.
    w("overdue_days", "0", &[]);
    w("overdue_days", "1", &["w10"]);
}
