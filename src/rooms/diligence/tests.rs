//! The room over ledgers whose answers are known.

use super::*;
use crate::base::Month;
use crate::chart::plain::Plain;
use crate::i18n::{Lang, messages};
use crate::read::{ReadOptions, Reader};
use crate::report::{EvidenceKey, MetricId, Report, Session, Settings};
use crate::rooms::{Chart, Fact, Table};
use std::fmt::Write;
use std::sync::Arc;

fn report(file: &str) -> Arc<Report> {
    let mut reader = Reader::new(ReadOptions::default());
    reader.push(file.as_bytes());
    Arc::new(Session::new(vec![reader.finish()]).report(&Settings::default()))
}

fn room(report: &Arc<Report>, lang: Lang) -> Room {
    let (report, texts) = (Arc::clone(report), messages(lang));
    diligence(&Setting::new(report, 12, texts, Arc::new(Plain)))
}

/// Every block, those to choose from too.
fn walk<'a>(blocks: &'a [Block], out: &mut Vec<&'a Block>) {
    for block in blocks {
        out.push(block);
        if let Block::Choice(choice) = block {
            choice.options.iter().for_each(|(_, blocks)| walk(blocks, out));
        }
    }
}

fn blocks(room: &Room) -> Vec<&Block> {
    let mut all = Vec::new();
    walk(&room.blocks, &mut all);
    all
}

fn said(room: &Room) -> Vec<&str> {
    blocks(room)
        .into_iter()
        .filter_map(|block| match block {
            Block::Text(text) | Block::Note(text) | Block::Heading(text) => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

fn charts(room: &Room) -> Vec<&Chart> {
    blocks(room)
        .into_iter()
        .filter_map(|b| if let Block::Chart(chart) = b { Some(chart) } else { None })
        .collect()
}

fn table<'a>(room: &'a Room, id: &str) -> &'a Table {
    let tables =
        blocks(room).into_iter().filter_map(|b| if let Block::Table(table) = b { Some(table) } else { None });
    tables.into_iter().find(|table| table.id == id).unwrap()
}

fn shown(table: &Table, row: usize) -> Vec<&str> {
    table.twin.rows[row].iter().map(|cell| cell.shown.as_str()).collect()
}

/// Forty customers over 24 months. The first ten pay less from month 15 on, and eight of them leave in month 20; of the
/// others six leave then. One has a hole.
fn ledger() -> String {
    let mut file = "customer,month,mrr\n".to_owned();
    let first = Month::new(2024, 1).unwrap();
    for customer in 0..40 {
        for month in 0..24 {
            let gone = month >= 19 && (customer < 8 || (10..16).contains(&customer));
            let hole = customer == 30 && month == 10;
            if !gone && !hole {
                let amount = if customer < 10 && month >= 14 { 80 } else { 100 };
                let _ = writeln!(file, "C{customer:02},{},{amount}", first.plus(month));
            }
        }
    }
    file
}

#[test]
fn a_downgrade_is_said_to_announce_a_loss_where_it_does() {
    let room = room(&report(&ledger()), Lang::En);
    let said = said(&room);
    let find = |part: &str| said.iter().any(|text| text.contains(part));
    assert!(find("Of 10 customers downgraded in the six months to 2025-06, 8 (80.0%)"), "{said:?}");
    assert!(find("Of the 30 others, 6 (20.0%)") && find("4.00 times the risk"), "{said:?}");
    assert!(find("leave more often. An association, not a cause."), "{said:?}");
    let table = table(&room, "downgrades");
    assert_eq!(shown(table, 0), ["Downgraded (small sample)", "10", "8", "80.0%"]);
    assert_eq!(table.twin.rows[1][2].key, Some(EvidenceKey::Downgrades { downgraded: false }));
}

#[test]
fn concentration_of_the_last_month_in_words_and_every_month_in_a_chart() {
    let report = report("customer,2025-01,2025-02\nA,50,60\nB,30,20\nC,20,20\n");
    let room = room(&report, Lang::En);
    let first = said(&room)[1];
    assert!(first.contains("pays 60.0% of MRR, the ten largest 100.0%") && first.contains("2.3 customers"));
    let facts: Vec<&Fact> = blocks(&room)
        .into_iter()
        .filter_map(|block| if let Block::Facts(facts) = block { Some(facts) } else { None })
        .flatten()
        .collect();
    let effective = facts.iter().find(|fact| fact.name.starts_with("Effective")).unwrap();
    let month = Month::new(2025, 2).unwrap();
    assert_eq!(
        (effective.value.as_str(), effective.key),
        ("2.3", Some(EvidenceKey::Concentration { month, top: None }))
    );
    let chart = charts(&room)[0];
    let plot = chart.draw(700.0).unwrap();
    assert_eq!((plot.columns.len(), chart.twin.rows.len()), (2, 2));
    assert_eq!(plot.columns[1].marks.last().unwrap().value, "60.0%", "the largest lies lowest");
    assert_eq!(table(&room, "concentration-rules").twin.rows.len(), 6);
}

#[test]
fn findings_carry_their_effect_and_their_customers() {
    let room = room(&report(&ledger()), Lang::En);
    let findings: Vec<_> = blocks(&room)
        .into_iter()
        .filter_map(|block| if let Block::Findings(found) = block { Some(found) } else { None })
        .flatten()
        .collect();
    let gap = findings.iter().find(|found| found.message.contains("holes")).unwrap();
    assert!(
        gap.effect.contains("MRR in question 100.00") && gap.effect.contains("0.00 pp"),
        "{}",
        gap.effect
    );
    assert!(gap.key.is_some());
    let table = table(&room, "quality");
    assert_eq!(shown(table, 0)[..2], ["Holes of one or two months", "1"]);
}

#[test]
fn curves_of_few_are_in_the_table_and_not_drawn() {
    // Six start in 2024, two in 2025.
    let mut file = "customer,month,mrr\n".to_owned();
    for (customer, start) in [(0, 0), (1, 0), (2, 1), (3, 2), (4, 3), (5, 3), (6, 13), (7, 14)] {
        for month in start..18 {
            let at = Month::new(2024, 1).unwrap().plus(month);
            let gone = (customer == 1 && month > 7) || (customer == 6 && month > 15);
            if !gone {
                let _ = writeln!(file, "C{customer},{at},100");
            }
        }
    }
    let room = room(&report(&file), Lang::En);
    let table = table(&room, "stay-by-1");
    assert_eq!(shown(table, 1)[..3], ["2025 (small sample)", "2", "1"]);
    assert!(table.twin.rows[1].iter().all(|cell| cell.pale) && !table.twin.rows[0][1].pale);
    let chart = charts(&room).into_iter().find(|chart| chart.id == "survival-by-1").unwrap();
    let plot = chart.draw(700.0).unwrap();
    assert!(plot.columns.iter().all(|column| column.marks.len() <= 1), "two customers make no curve");
    assert!(chart.twin.rows.iter().any(|row| row[0].shown.starts_with("2025")));
}

#[test]
fn every_chart_has_its_own_id_and_no_place_of_a_text_is_left_open() {
    for file in
        [ledger(), "customer,2025-01\nA,50\n".to_owned(), "month,mrr\n2025-01,5\n2025-02,6\n".to_owned()]
    {
        let report = report(&file);
        for lang in [Lang::En, Lang::Zh] {
            let room = room(&report, lang);
            assert!(said(&room).iter().all(|text| !text.contains('{')), "{:?}", said(&room));
            let mut ids: Vec<&str> = charts(&room).iter().map(|chart| chart.id).collect();
            for chart in charts(&room) {
                for width in [340.0, 900.0] {
                    assert!(chart.draw(width).is_none_or(|plot| plot.id == chart.id && plot.width == width));
                }
            }
            let all = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), all);
        }
    }
}

/// Drawn intervals of few customers are narrower than they are named, which stands wherever one is shown.
#[test]
fn narrow_intervals_are_said_to_be() {
    let file = |customers: u32| {
        let mut file = "customer,2024-01,2025-01\n".to_owned();
        for customer in 0..customers {
            let _ = writeln!(file, "C{customer},100,{}", 80 + customer % 4 * 10);
        }
        report(&file)
    };
    for (lang, nominal, simulated) in [(Lang::En, "nominal: with fewer", "88%"), (Lang::Zh, "名义值", "88%")]
    {
        for (customers, narrow) in [(49, true), (50, false)] {
            let report = file(customers);
            let told = said(&room(&report, lang)).iter().any(|text| text.contains(simulated));
            assert_eq!(told, narrow, "{customers}");
            let setting = Setting::new(report, 12, messages(lang), Arc::new(Plain));
            let note = |id| setting.fact(id).note;
            for id in [MetricId::Nrr, MetricId::Grr] {
                assert!(note(id).contains("95%") && note(id).contains(nominal) == narrow, "{}", note(id));
            }
            assert!(!note(MetricId::LogoRetention).contains(nominal));
        }
    }
}
