//! The room from outside: what its blocks say of small ledgers.

use super::*;
use crate::chart::plain::Plain;
use crate::i18n::{Lang, messages};
use crate::read::{ReadOptions, Reader};
use crate::report::{Session, Settings};
use crate::rooms::{Chart, Table};
use std::fmt::Write;
use std::sync::Arc;

fn setting(files: &[&str], months: u32, lang: Lang) -> Setting {
    let reads = files.iter().map(|text| {
        let mut reader = Reader::new(ReadOptions::default());
        reader.push(text.as_bytes());
        reader.finish()
    });
    let settings = Settings { months, ..Settings::default() };
    let report = Arc::new(Session::new(reads.collect()).report(&settings));
    Setting::new(report, months, messages(lang), Arc::new(Plain))
}

/// domain.md §2.2 [pin]: key accounts 18 of 20, then 68 of 80; small ones 48 of 80, then 11 of 20. Some of the small ones
/// that stay are key accounts in the second window.
fn simpson() -> String {
    let mut text = "customer,tier,month,mrr\n".to_owned();
    let mut rows = |tier: &str, month: u32, customers: std::ops::Range<u32>| {
        for customer in customers {
            let _ = writeln!(text, "C{customer},{tier},2024-{month:02},10");
        }
    };
    rows("KA", 1, 0..20);
    rows("SMB", 1, 20..100);
    // 18 and 48 stay; 20 of these are small, and 34 key accounts come.
    rows("KA", 2, 0..18);
    rows("KA", 2, 20..48);
    rows("SMB", 2, 48..68);
    rows("KA", 2, 100..134);
    // Of those 80 and 20 stay 68 and 11.
    rows("KA", 3, 0..18);
    rows("KA", 3, 20..48);
    rows("KA", 3, 100..122);
    rows("SMB", 3, 48..59);
    text
}

fn charts(blocks: &[Block]) -> Vec<&Chart> {
    blocks
        .iter()
        .filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None })
        .collect()
}

fn tables(blocks: &[Block]) -> Vec<&Table> {
    blocks
        .iter()
        .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
        .collect()
}

fn said(blocks: &[Block]) -> String {
    let text = |block: &Block| match block {
        Block::Text(text) | Block::Note(text) | Block::Heading(text) => text.clone(),
        _ => String::new(),
    };
    blocks.iter().map(text).collect::<Vec<_>>().join("\n")
}

fn shown(table: &Table, row: usize) -> Vec<&str> {
    table.twin.rows[row].iter().map(|cell| cell.shown.as_str()).collect()
}

const BUYERS: &str = "customer,buyer_tier\nA1,enterprise\nA2,enterprise\nA3,enterprise\nA4,enterprise\nA5,enterprise\nB1,individual\nB2,individual\nB3,individual\nB4,individual\nB5,individual\nB6,individual\n";
const LEDGER: &str = "customer,2024-01,2024-02\nA1,100,130\nA2,100,100\nA3,100,100\nA4,100,100\nA5,100,100\nB1,10,\nB2,10,\nB3,10,\nB4,10,10\nB5,10,10\nB6,10,9\nC1,50,50\n";

#[test]
fn groups_by_an_attribute_in_both_languages() {
    for lang in [Lang::En, Lang::Zh] {
        let s = setting(&[LEDGER, BUYERS], 1, lang);
        let room = groups(&s);
        assert!(!room.lead.contains('{') && room.lead.contains("12"), "{}", room.lead);
        let (place, name) = groupings(&s).remove(0);
        assert!(!name.is_empty());
        for rate in RATES {
            let blocks = grouping(&s, place, rate);
            assert!(!said(&blocks).contains('{'), "{}", said(&blocks));
            for chart in charts(&blocks) {
                let plot = chart.draw(700.0).unwrap();
                assert!(plot.id == chart.id && !plot.caption.contains('{'));
            }
            let table = tables(&blocks)[0];
            assert_eq!(table.twin.rows.len(), 4, "two stated, one without, and all");
            assert!(table.twin.rows.iter().all(|row| row.len() == table.twin.head.len()));
            assert!(table.twin.rows[0][3].key.is_some());
        }
    }
}

#[test]
fn a_mark_stands_beside_logo_retention_alone() {
    let s = setting(&[LEDGER, BUYERS], 1, Lang::En);
    let (place, _) = groupings(&s).remove(0);
    let marks = |rate| {
        let plot = charts(&grouping(&s, place, rate))[0].draw(700.0).unwrap();
        plot.columns.iter().filter(|column| column.title.starts_with("article")).count()
    };
    assert_eq!(RATES.map(marks), [2, 0, 0]);
    let table = grouping(&s, place, MetricId::LogoRetention);
    let row = shown(tables(&table)[0], 0).join(" | ");
    assert!(row.starts_with("individual | 6 | 60.00 | 48.3% | 48.3% | 50.0% | "), "{row}");
    assert!(row.ends_with("small sample · article: 55.0% or more, too few customers to say"), "{row}");
}

#[test]
fn what_the_whole_hides_is_said_with_the_two_groups() {
    let s = setting(&[LEDGER, BUYERS], 1, Lang::En);
    let found = findings(&s, GroupsTexts::of(Lang::En), segments(Lang::En));
    assert!(found[0].message.starts_with("Buyer: the overall number hides"), "{found:?}");
    assert!(
        found[0].effect.starts_with("GRR: enterprise 100.0%, individual 48.3%: 51.7 points"),
        "{found:?}"
    );
    assert!(found[0].key.is_some());
}

#[test]
fn a_reversal_is_said_and_its_parts_add_up() {
    let s = setting(&[&simpson()], 1, Lang::En);
    let (place, _) = groupings(&s).remove(0);
    let blocks = grouping(&s, place, MetricId::LogoRetention);
    let table = tables(&blocks)[1];
    let rows = &table.twin.rows;
    let whole = rows.last().unwrap();
    let raw = |row: &Vec<crate::chart::TwinCell>, i: usize| row[i].raw.parse::<f64>().unwrap();
    for column in [6, 7] {
        let sum: f64 = rows[..rows.len() - 1].iter().map(|row| raw(row, column)).sum();
        assert!((sum - raw(whole, column)).abs() < 1e-12);
    }
    assert!((raw(whole, 6) + raw(whole, 7) - raw(whole, 5)).abs() < 1e-12);
    let said = said(&blocks);
    assert!(said.contains("Against the window before (2024-01 → 2024-02)"), "{said}");
    assert!(said.contains("66.0% → 79.0%: +18.0 points from the mix of customers, −5.0 from"), "{said}");
    assert!(said.contains("Logo retention rose 13.0 points overall, yet fell in every segment"), "{said}");
    let found = findings(&s, GroupsTexts::of(Lang::En), segments(Lang::En));
    assert!(found[0].message.contains("rose 13.0 points overall"), "{found:?}");
}

#[test]
fn without_attributes_it_says_what_to_add_and_still_parts_them() {
    let s = setting(&["customer,2024-01,2024-02\nA,100,130\nB,50,50\nC,10,\n"], 1, Lang::En);
    let room = groups(&s);
    let slots: Vec<Slot> = room
        .blocks
        .iter()
        .filter_map(|b| if let Block::Slot(slot) = b { Some(*slot) } else { None })
        .collect();
    assert_eq!(slots, [Slot::Tables("q2"), Slot::Grouping]);
    let (place, name) = groupings(&s).remove(0);
    assert_eq!(name, "Size class (derived from revenue)");
    let blocks = grouping(&s, place, MetricId::Nrr);
    assert!(said(&blocks).contains("There is no window of 1 months before"), "{}", said(&blocks));
    let quadrant = charts(&room.blocks)[0];
    assert_eq!(quadrant.draw(340.0).unwrap().columns.len(), 3);
    let white = *tables(&room.blocks).last().unwrap();
    assert_eq!(shown(white, 0), ["B", "50.00", "50.00"]);
}

#[test]
fn where_nobody_can_choose_the_first_grouping_stands() {
    let s = setting(&[LEDGER, BUYERS], 1, Lang::Zh);
    let room = groups_in_full(&s);
    assert!(!room.blocks.iter().any(|block| matches!(block, Block::Slot(Slot::Grouping))));
    assert_eq!(tables(&room.blocks)[0].id, "groups-table");
}

#[test]
fn totals_have_no_groups() {
    let s = setting(&["month,mrr\n2024-01,100\n2024-02,120\n"], 1, Lang::En);
    let room = groups(&s);
    assert!(matches!(room.blocks[..], [Block::Slot(Slot::Tables("q2"))]));
    assert!(room.lead.starts_with("Retention can’t be computed"), "{}", room.lead);
}
