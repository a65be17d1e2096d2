//! Health scores from files: the article's inputs by hand, the trend, a back-test of F6's size, and what must hold
//! whatever the files say (domain.md §2.4, §4.2, §4.4).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::file;
use ninefold::report::{
    Grid, HealthProfile, Inquiry, Measure, Profile, QuestionState, Session, Settings, Told, Value,
};
use proptest::prelude::*;
use std::fmt::Write;

fn q4(files: &[&str], health: HealthProfile) -> QuestionState {
    let session = Session::new(files.iter().map(|text| file(text)).collect());
    let report = session.report(&Settings { health, ..Settings::default() });
    report.questions.into_iter().find(|q| q.id == "q4").unwrap()
}

fn cell(grid: &Grid, row: usize, column: &str) -> Option<Value> {
    let place = grid.columns.iter().position(|c| c.id == column).unwrap_or_else(|| panic!("no {column}"));
    grid.rows[row][place].clone()
}

fn text(grid: &Grid, row: usize, column: &str) -> String {
    match cell(grid, row, column) {
        Some(Value::Money(text)) => text,
        other => format!("{other:?}"),
    }
}

fn number(value: Option<Value>) -> f64 {
    match value {
        Some(Value::Number(x)) => x,
        Some(Value::Count(n)) => n as f64,
        other => panic!("{other:?}"),
    }
}

/// A day of 2024, counted from its first.
fn day(later: u32) -> String {
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut left = later;
    for (month, length) in (1..).zip(lengths) {
        if left < length {
            return format!("2024-{month:02}-{:02}", left + 1);
        }
        left -= length;
    }
    panic!("beyond the year")
}

/// Usage on each of some days of 2024.
fn usage(rows: &[(&str, std::ops::Range<u32>, u32)]) -> String {
    let mut out =
        "customer_id,date,logins,active_users,core_actions,advanced_actions,modules_used\n".to_owned();
    for (name, days, step) in rows {
        for later in days.clone().step_by(*step as usize) {
            writeln!(out, "{name},{},5,4,20,5,6", day(later)).unwrap();
        }
    }
    out
}

#[test]
fn the_articles_ten_inputs() {
    // As of 2024-04-29, the 120th day: Acme came every day, Bolt every eighth.
    let usage = usage(&[("Acme", 0..120, 1), ("Bolt", 7..120, 8)]);
    let accounts =
        "customer_id,tier,signed_date,modules_total\nAcme,SMB,2022-01-05,10\nBolt,SMB,2022-01-05,10\n";
    let contracts = "customer_id,start_date,end_date,renewal_stage\n\
                     Acme,2023-08-01,2024-07-31,quoted\nBolt,2023-08-01,2024-07-31,not started\n";
    let onboarding = "customer_id,step,completed_at,weight\n\
                      Acme,a,2022-02-01,30\nAcme,b,2022-02-02,30\nAcme,c,2022-02-03,20\nAcme,d,,20\n\
                      Bolt,a,2022-02-01,30\nBolt,b,,70\n";
    let found = q4(&[&usage, accounts, contracts, onboarding], HealthProfile::of(Profile::B));
    let grid = found.grid("q4.customers").unwrap();
    let of = |row: usize| {
        [
            "customer",
            "login_frequency",
            "feature_coverage",
            "advanced_penetration",
            "milestones",
            "renewal_talk",
        ]
        .map(|column| text(grid, row, column))
    };
    // Steps of 30, 30, 20 and 20 of which the first three are done are 80 (domain.md §2.11 [pin]): green.
    assert_eq!(of(0), ["Bolt", "yellow", "green", "green", "red", "red"]);
    assert_eq!(of(1), ["Acme", "green", "green", "green", "green", "green"]);
    // Five of ten inputs are known: half is enough.
    assert_eq!((number(cell(grid, 0, "coverage")), number(cell(grid, 1, "health"))), (0.5, 100.0));
    assert_eq!(number(cell(grid, 0, "health")), 52.0);
}

#[test]
fn the_other_five_of_them() {
    // Core actions a user: of twelve customers of one tier the fifth and the tenth by rank. A ticket is solved in time or
    // open for a month. Twelve months of revenue, in which some expand.
    let names: Vec<String> = (1..=12).map(|n| format!("C{n:02}")).collect();
    let mut usage = "customer_id,date,core_actions,active_users,scenarios\n".to_owned();
    let mut revenue = "customer_id".to_owned();
    let mut accounts = "customer_id,tier,signed_date\n".to_owned();
    let mut surveys = "customer_id,date,kind,score,respondent_id\n".to_owned();
    let mut tickets = "ticket_id,customer_id,created_at,resolved_at\n".to_owned();
    (1..=13).for_each(|n| write!(revenue, ",{}-{:02}", 2023 + (n + 4) / 12, (n + 4) % 12 + 1).unwrap());
    revenue += "\n";
    for (at, name) in (1..).zip(&names) {
        writeln!(usage, "{name},2024-06-20,{},1,{}", at * 10, at % 4).unwrap();
        let tier = if at == 12 { "KA" } else { "SMB" };
        writeln!(accounts, "{name},{tier},2022-01-05").unwrap();
        writeln!(surveys, "{name},2024-06-10,nps,{},r{at}", [6, 7, 9][at % 3]).unwrap();
        for ticket in 0..10 {
            let solved = if ticket < [6, 7, 9][at % 3] { "2024-05-20" } else { "" };
            writeln!(tickets, "{name}{ticket},{name},2024-05-01,{solved}").unwrap();
        }
        // One expansion of those that can be divided by three, in the last month.
        let last = if at % 3 == 0 { 120 } else { 100 };
        writeln!(revenue, "{name}{},{last}", ",100".repeat(12)).unwrap();
    }
    let found = q4(&[&revenue, &usage, &accounts, &surveys, &tickets], HealthProfile::of(Profile::B));
    let grid = found.grid("q4.customers").unwrap();
    let of = |name: &str| {
        let row = (0..12).find(|row| text(grid, *row, "customer") == name).unwrap();
        ["core_intensity", "scenarios", "nps", "resolution", "upsell"].map(|column| text(grid, row, column))
    };
    // Among eleven of a tier: the lowest fifth is red, from the middle on green. A key account alone has no place.
    assert_eq!(of("C01"), ["red", "yellow", "yellow", "yellow", "yellow"]);
    assert_eq!(of("C02"), ["red", "yellow", "green", "green", "yellow"]);
    assert_eq!(of("C03"), ["yellow", "green", "red", "red", "green"]);
    assert_eq!(of("C04"), ["yellow", "red", "yellow", "yellow", "yellow"]);
    assert_eq!(of("C11")[0], "green");
    // A key account's one expansion is less than two.
    assert_eq!(of("C12")[4], "yellow");
}

#[test]
fn a_fall_is_seen_on_green_accounts_too() {
    // Daily until 30 days before the end, then every fourth day: 7 of 28 are yellow, and were green.
    let usage = usage(&[("Acme", 0..90, 1), ("Acme", 92..120, 4), ("Bolt", 0..120, 1)]);
    let surveys =
        "customer_id,date,kind,score,respondent_id\nAcme,2024-01-02,nps,9,r1\nBolt,2024-01-02,nps,9,r1\n";
    let health = HealthProfile::of(Profile::A)
        .weighing(Measure::Tickets, 0)
        .weighing(Measure::Billing, 0)
        .weighing(Measure::Usage, 50)
        .weighing(Measure::Nps, 50);
    let found = q4(&[&usage, surveys], health);
    let grid = found.grid("q4.customers").unwrap();
    assert_eq!(
        [0, 1].map(|row| (
            text(grid, row, "customer"),
            text(grid, row, "band"),
            number(cell(grid, row, "trend_30d"))
        )),
        [("Acme".to_owned(), "green".to_owned(), -20.0), ("Bolt".to_owned(), "green".to_owned(), 0.0)]
    );
    assert_eq!(text(grid, 0, "badges"), "falling");
    assert_eq!(found.findings.iter().map(|f| f.code.as_str()).collect::<Vec<_>>(), ["q4.green_falling"]);
}

#[test]
fn new_customers_are_judged_by_their_onboarding() {
    let accounts = "customer_id,signed_date,last_login,nps_score\nNew,2024-04-01,2024-05-31,9\nOld,2020-04-01,2024-05-31,9\n";
    let onboarding = "customer_id,step,completed_at\nNew,a,2024-04-20\nNew,b,\nNew,c,\nOld,a,\n";
    let found = q4(&[accounts, onboarding], HealthProfile::default());
    let grid = found.grid("q4.customers").unwrap();
    // Half of the weight is the one step of three: (40·100 + 10·100 + 100·0) / 150.
    assert_eq!(
        (text(grid, 0, "customer"), text(grid, 0, "badges")),
        ("New".to_owned(), "new_customer".to_owned())
    );
    assert!((number(cell(grid, 0, "health")) - 100.0 / 3.0).abs() < 1e-9);
    assert_eq!((text(grid, 1, "band"), number(cell(grid, 1, "coverage"))), ("green".to_owned(), 0.5));
    assert_eq!(cell(grid, 1, "milestones"), None, "of the old one the steps don't count");
}

#[test]
fn nothing_is_guessed_where_a_table_is_silent() {
    // Bolt never had a row of usage: not known, which is no zero. Cato had one and stopped: not active, which is one.
    let usage = usage(&[("Acme", 0..120, 1), ("Cato", 0..20, 1)]);
    let accounts = "customer_id,tier,nps_score\nAcme,KA,9\nBolt,KA,9\nCato,KA,9\n";
    let found = q4(&[&usage, accounts], HealthProfile::default());
    let grid = found.grid("q4.customers").unwrap();
    let rows: Vec<_> = (0..3).map(|row| (text(grid, row, "customer"), cell(grid, row, "usage"))).collect();
    let word = |text: &str| Some(Value::Money(text.to_owned()));
    assert_eq!(
        rows,
        [("Cato".to_owned(), word("red")), ("Acme".to_owned(), word("green")), ("Bolt".to_owned(), None)]
    );
    // A log of tickets that begins later than 30 days before says nothing of those it doesn't name.
    let tickets =
        "ticket_id,customer_id,created_at\nT1,Acme,2024-04-20\nT2,Acme,2024-04-21\nT3,Acme,2024-04-22\n";
    let found = q4(&[&usage, accounts, tickets], HealthProfile::default());
    let grid = found.grid("q4.customers").unwrap();
    let tickets = |name: &str| {
        let row = (0..3).find(|row| text(grid, *row, "customer") == name).unwrap();
        cell(grid, row, "tickets")
    };
    assert_eq!((tickets("Acme"), tickets("Bolt")), (word("red"), None));
}

#[test]
fn usage_that_ends_before_the_day_is_no_silence() {
    // Daily until the 100th day; a ticket makes the 120th the day everything is judged at: 8 of 8 days, not 8 of 28.
    let usage = usage(&[("Acme", 0..100, 1)]);
    let tickets = "ticket_id,customer_id,created_at\nT1,Acme,2024-04-29\n";
    let found = q4(&[&usage, tickets], HealthProfile::default());
    let grid = found.grid("q4.customers").unwrap();
    assert_eq!(
        (found.as_of.unwrap().to_string(), text(grid, 0, "usage")),
        ("2024-04-29".into(), "green".into())
    );
}

#[test]
fn four_in_five_basic_issues_are_the_target() {
    // domain.md §2.4 [pin]: 640 of 800 are 80 %, which reaches it.
    let tickets = |outside: u32| {
        let mut out = "ticket_id,customer_id,created_at,level,handled_by\n".to_owned();
        for n in 0..800 {
            let by = if n < outside { ["agent", "ai", "kb"][n as usize % 3] } else { "csm" };
            writeln!(out, "T{n},Acme,2024-04-01,basic,{by}").unwrap();
        }
        out
    };
    let at = q4(&[&tickets(640)], HealthProfile::default());
    assert_eq!(number(at.figure("q4.basic_outside_csm").unwrap().value.clone()), 0.8);
    assert!(at.findings.iter().all(|found| found.code != "q4.basic_on_csm"));
    let below = q4(&[&tickets(639)], HealthProfile::default());
    assert!(below.findings.iter().any(|found| found.code == "q4.basic_on_csm"));
}

#[test]
fn users_a_day_of_users_a_month() {
    // Four users, of whom one comes each day of 28 and three on one day only: (28 + 3) / 28 a day of 4.
    let mut events = "customer_id,user_id,timestamp,event,module\n".to_owned();
    for later in 0..28 {
        writeln!(events, "Acme,ann,{},click,Core", day(later)).unwrap();
        writeln!(events, "Acme,ann,{},click,Core", day(later)).unwrap();
    }
    for user in ["bo", "cy", "di"] {
        writeln!(events, "Acme,{user},{},click,Reports", day(9)).unwrap();
    }
    let accounts = "customer_id,seats,csm,tier\nAcme,8,Ann,KA\n";
    let found = q4(&[&events, accounts], HealthProfile::default());
    let value = |id: &str| number(found.figure(id).unwrap().value.clone());
    assert!((value("q4.dau_mau") - 31.0 / 112.0).abs() < 1e-12);
    assert_eq!((value("q4.seat_utilisation"), value("q4.module_breadth")), (0.5, 1.0));
}

#[test]
fn a_score_that_foretells_nothing_is_told() {
    // Promoters leave as often as detractors: 10 of 20 each.
    let mut revenue = "customer_id,2024-03,2024-04,2024-05,2024-06\n".to_owned();
    let mut surveys = "customer_id,date,kind,score,respondent_id\n".to_owned();
    for n in 0..40 {
        let kept = if n % 2 == 0 { ",100,100" } else { ",," };
        writeln!(revenue, "C{n},100,100{kept}").unwrap();
        writeln!(surveys, "C{n},2024-03-05,nps,{},r", if n < 20 { 2 } else { 10 }).unwrap();
    }
    let health = Measure::ALL.iter().fold(HealthProfile::default(), |health, measure| {
        health.weighing(*measure, u16::from(*measure == Measure::Nps))
    });
    let told = |surveys: &str| {
        let found = q4(&[&revenue, surveys], health);
        found
            .findings
            .iter()
            .map(|found| found.code.clone())
            .filter(|code| code != "q4.red_customers")
            .collect::<Vec<_>>()
    };
    // The day everything is judged at.
    surveys.push_str("C1,2024-06-30,nps,9,r\n");
    assert_eq!(told(&surveys), ["q4.red_no_worse"]);
    // Told from each other they need no finding.
    let mut good = "customer_id,date,kind,score,respondent_id\n".to_owned();
    for n in 0..40 {
        writeln!(good, "C{n},2024-03-05,nps,{},r", if n % 2 == 1 { 2 } else { 10 }).unwrap();
    }
    good.push_str("C1,2024-06-30,nps,9,r\n");
    assert!(told(&good).is_empty());
}

#[test]
fn a_long_list_keeps_the_worst() {
    let mut accounts = "customer_id,last_login,tickets_30d,nps_score,overdue_days\n".to_owned();
    for n in 0..1200 {
        let (tickets, nps, late) = (n % 5, n % 11, [0, 12][n % 7 / 6]);
        writeln!(accounts, "C{:04},2024-05-31,{tickets},{nps},{late}", (n * 7) % 1200).unwrap();
    }
    let session = Session::new(vec![file(&accounts)]);
    let settings = Settings::default();
    let report = session.report(&settings);
    let found = report.questions.iter().find(|q| q.id == "q4").unwrap();
    let grid = found.grid("q4.customers").unwrap();
    assert_eq!((grid.total, grid.rows.len()), (1200, Grid::MOST));
    // Taken away it has all of them, the same first, and what is asked then leaves the report as it was.
    let asked = |list: &str| session.inquire(&settings, &Inquiry::List { list: list.to_owned() });
    let Told::List(Some(whole)) = asked("q4.customers") else { panic!("no list") };
    assert_eq!((whole.total, whole.rows.len()), (1200, 1200));
    assert_eq!((&whole.columns, &whole.rows[..Grid::MOST]), (&grid.columns, &grid.rows[..]));
    let name = |row: usize| text(&whole, row, "customer");
    assert_eq!((0..1200).map(name).collect::<std::collections::BTreeSet<_>>().len(), 1200);
    assert_eq!(session.report(&settings), report);
    assert_eq!(asked("q4.nothing"), Told::List(None));
    let of = |row: usize| {
        let score = number(cell(grid, row, "health"));
        // A capped green one is at least as far from health as yellow is.
        let score = if text(grid, row, "band") == "yellow" { score.min(75.0) } else { score };
        (score, text(grid, row, "band") != "yellow", text(grid, row, "customer"))
    };
    assert!((1..1000).all(|row| of(row - 1) < of(row)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Every customer has one colour; no order of rows matters; nothing panics on any mix of what is there.
    #[test]
    fn colours_add_up_and_rows_have_no_order(
        rows in prop::collection::vec((0..6_u8, 0..140_u32, 0..4_u32, 0..9_u32), 1..60),
        asked in prop::collection::vec((0..6_u8, 0..140_u32, -1..12_i32), 0..20),
        turn in 0..60_usize,
        article in any::<bool>(),
    ) {
        let usage = |rows: &[(u8, u32, u32, u32)]| {
            let mut out = "customer_id,date,logins,active_users,core_actions,modules_used\n".to_owned();
            for (who, later, logins, core) in rows {
                writeln!(out, "C{who},{},{logins},{logins},{core},{}", day(*later), core / 2).unwrap();
            }
            out
        };
        let tickets = |rows: &[(u8, u32, i32)]| {
            let mut out = "ticket_id,customer_id,created_at,resolved_at\n".to_owned();
            for (n, (who, later, days)) in rows.iter().enumerate() {
                let solved = u32::try_from(*days).map_or(String::new(), |days| day(later + days));
                writeln!(out, "T{n},C{who},{},{solved}", day(*later)).unwrap();
            }
            out
        };
        let health = HealthProfile::of(if article { Profile::B } else { Profile::A });
        let revenue = "customer_id,2024-01,2024-02,2024-03,2024-04,2024-05\nC0,5,5,5,5,5\nC1,9,9,9,,\nC2,,7,7,7,7\nC3,1,1,1,1,2\n";
        let found = q4(&[revenue, &usage(&rows), &tickets(&asked)], health);
        let bands = found.grid("q4.bands").unwrap();
        let sum: f64 = (0..4).map(|row| number(cell(bands, row, "customers"))).sum();
        prop_assert_eq!(sum as u64, found.grid("q4.customers").unwrap().total);
        let (mut turned, mut back) = (rows.clone(), asked.clone());
        turned.rotate_left(turn % rows.len());
        back.reverse();
        // The tickets' own numbers say nothing.
        let again = q4(&[revenue, &usage(&turned), &tickets(&back)], health);
        prop_assert_eq!(found, again);
    }
}
