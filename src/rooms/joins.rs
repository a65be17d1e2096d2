//! How the tables fit each other: customers in one and not in the other, two rows a pair of tables.

use super::{Block, Setting, Table};
use crate::chart::{Twin, TwinCell};
use crate::i18n::answers::word;
use crate::report::Join;
use crate::tables::TableKind;
use std::sync::Arc;

/// A heading and the table; nothing where there are no two tables with customers.
pub fn joins(s: &Setting) -> Vec<Block> {
    let text = |id: &str| word(s.texts.lang, id).unwrap_or_default().to_owned();
    if s.report.joins.is_empty() {
        return Vec::new();
    }
    let head = ["joins.in", "joins.not_in", "joins.customers", "joins.both", "joins.names"];
    let rows = s.report.joins.iter().flat_map(|join| pair(s, join)).collect();
    let table = Table {
        id: "joins",
        title: text("joins.table"),
        caption: text("joins.caption"),
        twin: Arc::new(Twin { head: head.map(text).to_vec(), rows }),
        none: String::new(),
    };
    vec![Block::Heading(text("joins")), Block::Table(table)]
}

/// The two directions in which somebody is missing; where nobody is, one row says so.
fn pair(s: &Setting, join: &Join) -> Vec<Vec<TwinCell>> {
    let row = |here: TableKind, there: TableKind, lacking: u64, names: &[String]| {
        let table = |kind| TwinCell::text((s.texts.table)(kind), (s.texts.table)(kind));
        let count = |n: u64| TwinCell::figure(s.figures.count(n), n.to_string(), None);
        let more = if lacking > names.len() as u64 { " …" } else { "" };
        let names = names.join(s.texts.list_separator) + more;
        vec![
            table(here),
            table(there),
            count(lacking),
            count(join.matched),
            TwinCell::text(names.clone(), names),
        ]
    };
    let mut rows = Vec::new();
    if join.only_here > 0 || join.only_there == 0 {
        rows.push(row(join.table, join.against, join.only_here, &join.examples.only_here));
    }
    if join.only_there > 0 {
        rows.push(row(join.against, join.table, join.only_there, &join.examples.only_there));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, messages};
    use crate::pack::PlainFigures;
    use crate::read::{ReadOptions, Reader};
    use crate::report::{Session, Settings};

    /// The rows as read by a person.
    fn shown(files: &[(&str, &str)], lang: Lang) -> Vec<String> {
        let reads = files.iter().map(|(name, text)| {
            let mut reader = Reader::new(ReadOptions { name: (*name).to_owned(), ..ReadOptions::default() });
            reader.push(text.as_bytes());
            reader.finish()
        });
        let report = Arc::new(Session::new(reads.collect()).report(&Settings::default()));
        let figures = Arc::new(PlainFigures::new(lang, None));
        let blocks = joins(&Setting::new(report, 12, messages(lang), figures));
        let row =
            |row: &Vec<TwinCell>| row.iter().map(|cell| cell.shown.clone()).collect::<Vec<_>>().join(" | ");
        match blocks.get(1) {
            Some(Block::Table(table)) => table.twin.rows.iter().map(row).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn both_directions_are_counted_and_named() {
        let revenue = ("r.csv", "customer_id,2024-01,2024-02\nA,5,5\nB,3,3\nC,4,4\n");
        let usage = ("u.csv", "customer_id,date,logins\nA,2024-02-01,1\nZ,2024-02-01,1\n");
        let tickets =
            ("t.csv", "customer_id,created_at,type\nA,2024-02-01,bug\nB,2024-02-01,bug\nC,2024-02-01,bug\n");
        assert_eq!(
            shown(&[revenue, usage, tickets], Lang::En),
            ["usage | revenue | 1 | 1 | Z", "revenue | usage | 2 | 1 | B, C", "tickets | revenue | 0 | 3 | "]
        );
        assert_eq!(shown(&[revenue], Lang::En), [""; 0]);
    }

    #[test]
    fn without_revenue_and_accounts_tables_are_compared_with_the_contracts() {
        let usage = ("u.csv", "customer_id,date,logins\nA,2024-02-01,1\n");
        let contracts = (
            "c.csv",
            "customer_id,start_date,end_date,outcome\nA,2024-01-01,2024-12-31,renewed\nB,2024-01-01,2024-12-31,\n\
             C,2024-01-01,2024-12-31,\nD,2024-01-01,2024-12-31,\nE,2024-01-01,2024-12-31,\n\
             F,2024-01-01,2024-12-31,\nG,2024-01-01,2024-12-31,\n",
        );
        assert_eq!(shown(&[usage, contracts], Lang::Zh), ["合同 | 使用数据 | 6 | 1 | B、C、D、E、F …"]);
    }
}
