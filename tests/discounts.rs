//! Discounts: net and list amounts by hand, and what must hold for any of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{as_number, month, months, read_as};
use ninefold::base::Month;
use ninefold::read::{Code, FileRead, ReadOptions, Reader, Role, Severity};
use ninefold::report::{Effect, Inquiry, MetricId, Report, Session, Settings, Told, to_json};
use ninefold::tables::{Discounts, ListAmounts, Policies, RevenueFacts, Shape};
use proptest::prelude::*;
use std::fmt::Write;

fn read_with(text: &str, options: ReadOptions) -> FileRead {
    let mut reader = Reader::new(ReadOptions { name: "file.csv".to_owned(), ..options });
    reader.push(text.as_bytes());
    reader.finish()
}

fn read(text: &str) -> FileRead {
    read_with(text, ReadOptions::default())
}

/// Each fact's amount and what it is by the list, minor units.
fn amounts(file: &FileRead) -> Vec<(i64, i64)> {
    let table = file.revenue.as_ref().unwrap();
    let both = |line, amount| (amount, table.counted(line, amount, Discounts::Gross));
    match &table.facts {
        RevenueFacts::Months { facts, .. } => facts.iter().map(|f| both(f.line, f.amount)).collect(),
        RevenueFacts::Periods(facts) => facts.iter().map(|f| both(f.line, f.amount)).collect(),
        RevenueFacts::Spans { facts, .. } => facts.iter().map(|f| both(f.line, f.amount)).collect(),
    }
}

fn settings(months: u32, discounts: Discounts) -> Settings {
    Settings { months, policies: Policies { discounts, ..Policies::default() }, ..Settings::default() }
}

fn number(report: &Report, id: MetricId) -> f64 {
    match &report.metrics[&id] {
        ninefold::report::Metric::Value { value, .. } => as_number(value),
        other => panic!("{other:?}"),
    }
}

fn gross(session: &Session, months: u32) -> Effect {
    let inquiry = Inquiry::EffectsOf { policy: "discounts".to_owned() };
    let Told::Effects(effects) = session.inquire(&settings(months, Discounts::Net), &inquiry) else {
        panic!()
    };
    effects.into_iter().find(|effect| effect.value == "gross").unwrap()
}

#[test]
fn the_header_of_the_amount_says_what_the_discount_does() {
    let given = |header: &str| {
        let file = read(&format!("customer,month,{header},discount\nA,2024-01,80,20\n"));
        let findings = file.reading.diagnostics.iter().map(|d| (d.code, d.severity)).collect::<Vec<_>>();
        (amounts(&file)[0], file.reading.columns[3].role, findings)
    };
    let taken = |severity| vec![(Code::DiscountTaken, severity)];
    let assumed = vec![(Code::DiscountAssumed, Severity::Warning)];
    for header in ["list price", "List MRR", "original price", "price before discount", "原价", "Listenpreis"]
    {
        assert_eq!(given(header), ((6_000, 8_000), Role::DiscountDue, taken(Severity::Info)), "{header}");
    }
    // A price is before its discount as the word is mostly used: done, with a warning.
    for header in ["price", "monthly_price", "subtotal", "价格"] {
        assert_eq!(given(header), ((6_000, 8_000), Role::DiscountDue, taken(Severity::Warning)), "{header}");
    }
    for header in ["amount after discount", "discounted MRR", "折后金额"] {
        assert_eq!(given(header), ((8_000, 10_000), Role::Discount, Vec::new()), "{header}");
    }
    for header in ["mrr", "amount", "月费"] {
        assert_eq!(given(header), ((8_000, 10_000), Role::Discount, assumed.clone()), "{header}");
    }
}

#[test]
fn discounts_have_a_header_in_six_languages() {
    for header in
        ["Discount amount", "折扣金额", "Rabatt", "Montant remise", "Descuento", "割引額", "Discount %"]
    {
        let file = read(&format!("customer,month,mrr,{header}\nA,2024-01,80,20\n"));
        assert_eq!(file.reading.columns[3].role, Role::Discount, "{header}");
    }
}

#[test]
fn what_is_left_of_a_year_is_rounded_once() {
    let text = "customer,start_date,end_date,interval,list price,discount,currency\n\
                A,2024-01-01,,year,100.00,20.00,USD\nB,2024-01-01,,year,100.00,10%,USD\nC,2024-01-01,,quarter,99.99,33%,USD\n";
    // 80 / 12, 90 / 12, 66.9933 / 3; by the list 100 / 12 and 99.99 / 3.
    assert_eq!(amounts(&read(text)), [(667, 833), (750, 833), (2_233, 3_333)]);
    // Three units at 10, 6 off the row.
    let text = "customer,start_date,end_date,quantity,unit price,discount amount\nA,2024-01-01,,3,10,6\nB,2024-01-01,,0,10,0\n";
    let file = read(text);
    assert_eq!(amounts(&file), [(2_400, 3_000), (0, 0)]);
    assert!(
        file.reading
            .diagnostics
            .iter()
            .any(|d| d.code == Code::DiscountTaken && d.severity == Severity::Warning)
    );
}

#[test]
fn a_column_of_other_things_is_no_discount() {
    for (header, cell) in
        [("discount", "SUMMER"), ("discount code", "12"), ("discount_in_cents", "2000"), ("Rabatt (k€)", "2")]
    {
        let file = read(&format!("customer,month,mrr,{header}\nA,2024-01,80,{cell}\n"));
        assert_eq!(
            (amounts(&file)[0], file.reading.columns[3].role),
            ((8_000, 8_000), Role::Ignored),
            "{header}"
        );
    }
    // Where the unit is that of the amounts, it is one.
    let file = read("customer,month,amount_in_cents,discount_in_cents\nA,2024-01,8000,2000\n");
    assert_eq!(amounts(&file), [(8_000, 10_000)]);
}

#[test]
fn all_off_what_is_left_says_nothing_of_the_list() {
    let file = read("customer,month,amount after discount,discount\nA,2024-01,0,100%\nA,2024-02,8,20%\n");
    assert_eq!(amounts(&file), [(0, 0), (800, 1_000)]);
    let [told] = file.reading.diagnostics.as_slice() else { panic!("{:?}", file.reading.diagnostics) };
    assert_eq!((told.code, told.severity, told.line), (Code::DiscountUnreadable, Severity::Warning, Some(2)));
}

#[test]
fn the_users_word_goes_before_the_headers() {
    let told = |role| {
        let options = ReadOptions { roles: vec![("off".to_owned(), role)], ..ReadOptions::default() };
        let file = read_with("customer,month,list price,off\nA,2024-01,80,20\n", options);
        (amounts(&file), file.reading.diagnostics.len())
    };
    assert_eq!(told(Role::Discount), (vec![(8_000, 10_000)], 0));
    assert_eq!(told(Role::DiscountDue), (vec![(6_000, 8_000)], 1));
}

#[test]
fn without_discounts_the_policy_has_no_effect() {
    let plain = Session::new(vec![read("customer,month,mrr,discount\nA,2024-01,80,\nA,2024-02,90,0\n")]);
    let effect = gross(&plain, 1);
    assert_eq!((effect.applicable, effect.nrr), (false, None));
    let told = |discounts| {
        let mut report = plain.report(&settings(1, discounts));
        report.policies.discounts = Discounts::Net;
        to_json(&report)
    };
    assert_eq!(told(Discounts::Net), told(Discounts::Gross));
    // An end of a discount is an expansion after it, and none before it.
    let stated =
        Session::new(vec![read("customer,month,list price,discount\nA,2024-01,80,20\nA,2024-02,80,\n")]);
    let effect = gross(&stated, 1);
    assert!(effect.applicable && !effect.in_force);
    common::assert_close("effect", effect.nrr.unwrap(), 1.0 - 80.0 / 60.0);
}

#[test]
fn rates_convert_both_amounts() {
    let rates = "currency,rate\nEUR,1.5\nUSD,1\n";
    let session = Session::new(vec![
        read("customer,month,list price,discount,currency\nA,2024-01,80,20,EUR\nA,2024-02,80,,USD\n"),
        read(rates),
    ]);
    let nrr = |discounts| number(&session.report(&settings(1, discounts)), MetricId::Nrr);
    common::assert_close("net", nrr(Discounts::Net), 80.0 / 90.0);
    common::assert_close("gross", nrr(Discounts::Gross), 80.0 / 120.0);
}

/// A customer's amount and discount in a month, minor units.
type Cell = (usize, usize, i64, i64);

fn cells() -> impl Strategy<Value = Vec<Cell>> {
    let one = (0..4_usize, 0..8_usize, 1..90_000_i64, prop_oneof![2 => Just(0_i64), 3 => 1..90_000_i64]);
    prop::collection::vec(one, 1..40)
}

fn minor(amount: i64) -> String {
    format!("{}.{:02}", amount / 100, amount % 100)
}

fn file(cells: &[Cell], header: &str) -> String {
    let mut text = format!("customer,month,{header},discount\n");
    for (customer, at, amount, off) in cells {
        writeln!(
            text,
            "C{customer},{},{},{}",
            month("2024-01").plus(*at as i32),
            minor(*amount),
            minor(*off)
        )
        .unwrap();
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_list_is_what_is_left_and_what_came_off(cells in cells()) {
        let after: Vec<(i64, i64)> = cells.iter().map(|(.., amount, off)| (*amount, amount + off)).collect();
        prop_assert_eq!(amounts(&read(&file(&cells, "amount after discount"))), after);
        let before: Vec<(i64, i64)> =
            cells.iter().filter(|(.., amount, off)| off <= amount).map(|(.., amount, off)| (amount - off, *amount)).collect();
        let file = read(&file(&cells, "list price"));
        let many = file.reading.rows;
        prop_assert_eq!(many.rejected as usize, cells.len() - before.len());
        if !before.is_empty() {
            prop_assert_eq!(amounts(&file), before);
        }
    }

    #[test]
    fn list_amounts_are_never_less_and_so_is_no_months_revenue(cells in cells()) {
        let session = Session::new(vec![read(&file(&cells, "amount after discount"))]);
        let [net, gross] = [Discounts::Net, Discounts::Gross].map(|discounts| session.report(&settings(1, discounts)));
        prop_assert_eq!(net.movements.len(), gross.movements.len());
        for (net, gross) in net.movements.iter().zip(&gross.movements) {
            let [net, gross] = [&net.closing, &gross.closing].map(|text| text.parse::<f64>().unwrap());
            prop_assert!(gross >= net, "{} < {}", gross, net);
        }
    }

    #[test]
    fn a_list_so_many_times_as_high_is_a_ledger_so_many_times_as_high(
        rows in prop::collection::vec(prop::collection::vec(0..5_000_i64, 8), 1..6), times in 2..9_i64
    ) {
        let cells: Vec<(String, Month, i64)> = rows.iter().enumerate().flat_map(|(i, row)| {
            row.iter().zip(0..).map(move |(amount, m)| (format!("C{i}"), month("2024-01").plus(m), *amount))
        }).collect();
        let high: Vec<_> = cells.iter().map(|(who, month, amount)| (who.clone(), *month, amount * times)).collect();
        let mut table = months(Shape::Long, &cells);
        table.list = Some(Box::new(ListAmounts::new((2..).zip(high.iter().map(|(.., amount)| *amount)).collect())));
        let listed = Session::new(vec![read_as(table)]);
        let scaled = Session::new(vec![read_as(months(Shape::Long, &high))]);
        let mut by_list = listed.report(&settings(3, Discounts::Gross));
        by_list.policies.discounts = Discounts::Net;
        prop_assert_eq!(to_json(&by_list), to_json(&scaled.report(&settings(3, Discounts::Net))));
    }

    #[test]
    fn the_effect_is_the_difference_of_two_reports(cells in cells(), window in 1..5_u32) {
        let session = Session::new(vec![read(&file(&cells, "amount after discount"))]);
        let effect = gross(&session, window);
        prop_assert_eq!(effect.applicable, cells.iter().any(|(.., off)| *off > 0));
        let nrr = |discounts| {
            let report = session.report(&settings(window, discounts));
            report.definitions.iter().find(|d| d.id == ninefold::report::DefinitionId::NrrCohort).unwrap().value
        };
        let wanted = nrr(Discounts::Gross).zip(nrr(Discounts::Net)).map(|(gross, net)| gross - net);
        prop_assert_eq!(effect.nrr, wanted.filter(|_| effect.applicable));
    }
}
