//! What the change of customers that stayed is made of, from outside: layouts, policies, and what must hold for any
//! ledger.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::settings;
use ninefold::read::{FileRead, ReadOptions, Reader};
use ninefold::report::{
    BridgePart, Evidence, EvidenceKey, EvidencePage, EvidenceSort, Report, Session, Settings, Split,
    SplitPart,
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;

fn read(text: &str) -> FileRead {
    let mut reader = Reader::new(ReadOptions { name: "file.csv".to_owned(), ..ReadOptions::default() });
    reader.push(text.as_bytes());
    reader.finish()
}

fn session(texts: &[&str]) -> Session {
    Session::new(texts.iter().map(|text| read(text)).collect())
}

/// The parts that aren't nothing.
fn parts(split: &Split) -> Vec<(SplitPart, &str)> {
    split.parts.iter().filter(|sum| sum.customers > 0).map(|sum| (sum.part, sum.amount.as_str())).collect()
}

fn of(texts: &[&str], settings: &Settings) -> Split {
    session(texts).report(settings).split.unwrap()
}

fn under(key: &str, value: &str, months: u32) -> Settings {
    let mut settings = settings(months);
    settings.policies.set(key, value).unwrap();
    settings
}

fn cents(text: &str) -> i128 {
    text.replace('.', "").parse().unwrap()
}

fn step(report: &Report, part: BridgePart) -> i128 {
    cents(&report.bridge.steps.iter().find(|step| step.part == part).unwrap().amount)
}

fn ask(session: &Session, settings: &Settings, part: SplitPart) -> EvidencePage {
    let key = EvidenceKey::Split { part };
    session.evidence(settings, &Evidence { key, sort: EvidenceSort::Customer, offset: 0, limit: u64::MAX })
}

#[test]
fn files_that_say_nothing_of_items_keep_nothing() {
    let file = read("customer,month,mrr,region\nA,2024-01,10,EU\nA,2024-02,12,EU\n");
    assert!(file.revenue.as_ref().unwrap().items.is_none());
    assert!(Session::new(vec![file]).report(&settings(1)).split.is_none());
    // Too short for a window.
    assert!(session(&["customer,month,product,mrr\nA,2024-01,X,10\n"]).report(&settings(1)).split.is_none());
}

#[test]
fn wide_rows_and_invoices_have_products_too() {
    let wide = "customer,product,seats,2024-01,2024-02\nA,Core,5,100,120\nA,Chat,2,,30\nB,Core,9,50,50\n";
    let split = of(&[wide], &settings(1));
    let wanted = [(SplitPart::PriceOrVolume, "20.00"), (SplitPart::CrossSell, "30.00")];
    assert_eq!((parts(&split), split.quantity.as_deref()), (wanted.to_vec(), None), "seats of which month?");
    let invoices = "invoice_id,customer_id,product,quantity,amount,period_start,period_end\n\
        I1,A,Core,10,1200,2024-01-01,2025-01-01\nI2,A,Core,2,120,2024-02-01,2024-03-01\nI3,B,Core,1,10,2024-01-01,2024-02-01\n\
        I4,B,Core,1,15,2024-02-01,2024-03-01\n";
    let split = of(&[invoices], &settings(1));
    // A: 10 for 100 become 12 for 220; B: the price alone.
    let wanted =
        [(SplitPart::Price, "88.33"), (SplitPart::Volume, "20.00"), (SplitPart::PriceAndVolume, "16.67")];
    assert_eq!((parts(&split), split.counted), (wanted.to_vec(), Some(1.0)));
}

#[test]
fn quantities_alone_part_price_from_volume() {
    let split = of(&["customer,month,mrr,licenses\nA,2024-01,100,10\nA,2024-02,132,12\n"], &settings(1));
    let wanted =
        [(SplitPart::Price, "10.00"), (SplitPart::Volume, "20.00"), (SplitPart::PriceAndVolume, "2.00")];
    assert_eq!((parts(&split), split.named), (wanted.to_vec(), Some(0.0)));
}

#[test]
fn a_product_is_one_across_files_and_a_file_without_it_is_not_guessed() {
    let old = "customer,month,product,mrr\nA,2024-01,Chat,10\nB,2024-01,Core,10\n";
    let new = "customer,month,product,mrr\nB,2024-02,Core,15\nA,2024-02,Chat,10\nA,2024-02,Core,5\n";
    let wanted = [(SplitPart::PriceOrVolume, "5.00"), (SplitPart::CrossSell, "5.00")];
    assert_eq!(parts(&of(&[old, new], &settings(1))), wanted);
    let bare = "customer,month,mrr\nB,2024-02,15\nA,2024-02,10\n";
    let split = of(&[old, bare], &settings(1));
    assert_eq!((parts(&split), split.named), (vec![(SplitPart::NotStated, "5.00")], Some(4.0 / 9.0)));
}

#[test]
fn policies_say_what_counts_at_the_ends() {
    // On the last day of January B is there and on its first it is not.
    let periods = "customer,start,end,product,mrr\nA,2023-01-01,,Core,10\nA,2024-01-15,,Chat,4\nA,2023-06-01,2024-01-10,Old,3\n";
    let end = of(&[periods], &under("snapshot", "end", 1));
    let wanted = [(SplitPart::CrossSell, "4.00"), (SplitPart::ProductChurn, "-3.00")];
    assert_eq!(parts(&end), wanted);
    let any = of(&[periods], &under("snapshot", "any", 1));
    assert_eq!(parts(&any), [(SplitPart::CrossSell, "4.00")], "what ended on the 10th was there in January");
    // A month that a policy fills in holds what the month before held.
    let gap = "customer,month,product,mrr\nA,2024-01,Core,10\nA,2024-02,Core,10\nA,2024-02,Chat,5\nA,2024-04,Core,12\n\
        B,2024-01,Core,1\nB,2024-02,Core,1\nB,2024-03,Core,1\nB,2024-04,Core,1\n";
    let mut settings = under("gap", "1", 1);
    settings.to = Some(common::month("2024-04"));
    let wanted = [(SplitPart::PriceOrVolume, "2.00"), (SplitPart::ProductChurn, "-5.00")];
    assert_eq!(parts(&of(&[gap], &settings)), wanted);
}

#[test]
fn quantities_that_can_not_be_read_are_told_and_cost_no_row() {
    let file = "customer,month,seats,mrr\nA,2024-01,ten,100\nA,2024-02,12,120\nB,2024-01,n/a,5\nB,2024-02,1,5\n\
        C,2024-01,3,5\nC,2024-02,4,5\nD,2024-01,3,5\n";
    let read = read(file);
    let rows = read.reading.rows;
    assert_eq!((rows.read, rows.used, rows.rejected), (7, 7, 0));
    let told: Vec<(&str, u64)> = read
        .reading
        .diagnostics
        .iter()
        .filter_map(|found| Some((found.text.as_deref()?, found.count)))
        .collect();
    assert_eq!(told, [("ten", 1)]);
    let split = Session::new(vec![read]).report(&settings(1)).split.unwrap();
    // C: 3 for 5.00 become 4 for 5.00.
    let wanted = [
        (SplitPart::Price, "-1.25"),
        (SplitPart::Volume, "1.67"),
        (SplitPart::PriceAndVolume, "-0.42"),
        (SplitPart::PriceOrVolume, "20.00"),
    ];
    assert_eq!(parts(&split), wanted);
}

#[test]
fn codes_stand_for_the_customers_here_too() {
    let file =
        "customer,month,product,mrr\nzeta,2024-01,Core,10\nzeta,2024-02,Core,15\nzeta,2024-02,Chat,5\n";
    let session = session(&[file]);
    let (masked, _) = session.masked(&settings(1));
    let report: Report = serde_json::from_str(&masked).unwrap();
    let split = report.split.unwrap();
    assert_eq!(parts(&split), [(SplitPart::PriceOrVolume, "5.00"), (SplitPart::CrossSell, "5.00")]);
    assert_eq!(split.parts[0].top[0].customer, "Customer 001");
    assert!(!masked.contains("zeta"));
}

/// A row: customer, month, product, plan, units, amount.
type Row = (u8, u8, u8, u8, u8, u16);

fn csv(rows: &[Row], columns: u8) -> String {
    let mut text = "customer,month,mrr".to_owned();
    let (product, plan, quantity) = (columns & 1 > 0, columns & 2 > 0, columns & 4 > 0);
    for (has, header) in [(product, ",product"), (plan, ",plan"), (quantity, ",quantity")] {
        text.push_str(if has { header } else { "" });
    }
    text.push('\n');
    let name = |n: u8, of: &[&'static str; 4]| of[usize::from(n % 4)];
    for (customer, month, p, l, units, amount) in rows {
        let _ = write!(text, "c{customer},2024-0{},{}.{:02}", month + 1, amount / 100, amount % 100);
        if product {
            let _ = write!(text, ",{}", name(*p, &["", "Core", "Chat", "Reports"]));
        }
        if plan {
            let _ = write!(text, ",{}", name(*l, &["", "Basic", "Pro", "Team"]));
        }
        if quantity {
            let _ = write!(text, ",{}", if *units == 0 { String::new() } else { units.to_string() });
        }
        text.push('\n');
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn parts_add_up_to_expansion_less_contraction(
        rows in prop::collection::vec((0..6_u8, 0..3_u8, 0..4_u8, 0..4_u8, 0..20_u8, 0..20_000_u16), 8..60),
        columns in 1..8_u8,
    ) {
        let text = csv(&rows, columns);
        let session = session(&[&text]);
        let settings = settings(2);
        let report = session.report(&settings);
        let Some(split) = &report.split else { return Ok(()) };
        let change = step(&report, BridgePart::Expansion) - step(&report, BridgePart::Contraction);
        let amounts: i128 = split.parts.iter().map(|sum| cents(&sum.amount)).sum();
        prop_assert_eq!((amounts, cents(&split.change)), (change, change));
        // The customers behind each part add up to it, and the parts of each customer to the customer's change.
        let mut changes: BTreeMap<String, (i128, i128)> = BTreeMap::new();
        for sum in &split.parts {
            let page = ask(&session, &settings, sum.part);
            let place = page.numerator.unwrap() as usize;
            prop_assert_eq!((page.count, &page.totals[place]), (sum.customers, &sum.amount));
            prop_assert_eq!(cents(&sum.gains) - cents(&sum.losses), cents(&sum.amount));
            prop_assert_eq!((&page.totals[2], &page.totals[3]), (&sum.gains, &sum.losses));
            for row in page.rows {
                let own = cents(&row.cells[1]) - cents(&row.cells[0]);
                let place = changes.entry(row.customer).or_insert((own, 0));
                place.1 += cents(&row.cells[4]);
            }
        }
        for (customer, (own, parts)) in changes {
            prop_assert_eq!(own, parts, "{}", customer);
        }
        // The order of the rows changes nothing.
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        let back = common::session(vec![read(&lines.join("\n")).revenue.unwrap()]).report(&settings);
        prop_assert_eq!(back.split.as_ref(), Some(split));
    }
}
