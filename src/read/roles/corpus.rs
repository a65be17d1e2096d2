//! Headers as systems and people write them (`tests/roles/corpus.txt`): the roles found, held against those meant.

use super::{Candidate, judge};
use crate::read::dialect::{Dialect, sample::Sample};
use crate::read::{ReadOptions, Reader, Role};

const CORPUS: &str = include_str!("../../../tests/roles/corpus.txt");

struct Block<'a> {
    system: &'a str,
    shape: &'a str,
    csv: String,
    roles: Vec<(Role, usize)>,
}

fn blocks() -> Vec<Block<'static>> {
    CORPUS.split("\n## ").skip(1).map(block).collect()
}

fn block(text: &'static str) -> Block<'static> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let words: Vec<&str> = lines.next().unwrap().split(' ').collect();
    let (told, csv): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with("> "));
    let role = |pair: &str| {
        let (name, column) = pair.trim().split_once(' ').unwrap();
        let role = Role::ALL.into_iter().find(|r| r.as_str() == name).unwrap_or_else(|| panic!("{name}"));
        (role, column.parse::<usize>().unwrap() - 1)
    };
    let roles = told[0][2..].split(',').map(role).collect();
    Block { system: words[0], shape: words[2], csv: csv.join("\n") + "\n", roles }
}

fn delimiter(csv: &str) -> &'static str {
    let header = csv.lines().next().unwrap();
    [";", "|", ","].into_iter().find(|d| header.contains(d)).unwrap()
}

/// The surest column of a role.
fn best(candidates: &[Candidate], role: Role) -> Option<usize> {
    let mut found: Option<(usize, f64)> = None;
    for (i, c) in candidates.iter().enumerate().filter(|(_, c)| c.role == Some(role)) {
        if found.is_none_or(|(_, sure)| c.sure > sure) {
            found = Some((i, c.sure));
        }
    }
    found.map(|(i, _)| i)
}

#[test]
fn nineteen_roles_in_twenty_are_found() {
    let blocks = blocks();
    assert!(blocks.len() >= 120, "{} blocks", blocks.len());
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for block in &blocks {
        let dialect = Dialect::delimited_by(delimiter(&block.csv));
        let mut rows = Sample::rows(block.csv.as_bytes(), &dialect, true);
        let sample = Sample { header: rows.remove(0), rows };
        let judged = judge(&sample, &ReadOptions::default());
        for (role, column) in &block.roles {
            all += 1;
            let found = match role {
                Role::MonthColumn => judged.wide && judged.months.columns.iter().any(|(i, _)| i == column),
                _ => best(&judged.candidates, *role) == Some(*column),
            };
            right += usize::from(found);
            if !found {
                let got = judged.candidates.get(*column).and_then(|c| c.role);
                let instead = best(&judged.candidates, *role);
                wrong.push(format!(
                    "{role:?} column {} is {got:?}, the role is at {instead:?}\n{}",
                    column + 1,
                    block.csv
                ));
            }
        }
        if let (true, columns) = (judged.wide, &judged.months.columns) {
            let meant = block.roles.iter().filter(|(role, _)| *role == Role::MonthColumn).count();
            if columns.len() != meant {
                wrong.push(format!("{} months, not {meant}\n{}", columns.len(), block.csv));
            }
        }
    }
    let rate = f64::from(right as u32) / f64::from(all as u32);
    assert!(rate >= 0.99, "{right} of {all}\n{}", wrong.join("\n"));
    assert!(wrong.is_empty(), "{right} of {all}\n{}", wrong.join("\n"));
}

#[test]
fn the_exports_are_recognised_and_nothing_else_is() {
    for block in blocks() {
        let mut reader = Reader::new(ReadOptions::default());
        reader.push(block.csv.as_bytes());
        let source = reader.finish().reading.source.unwrap_or_default();
        match block.system {
            "plain" | "cube" | "unnamed" | "contents" => assert_eq!(source, "", "{}", block.csv),
            "chargebee" | "profitwell" | "finarrow" if source.is_empty() => {}
            system => assert!(source.starts_with(system), "{source}\n{}", block.csv),
        }
    }
}

#[test]
fn the_shape_follows() {
    let mut wrong = Vec::new();
    for block in blocks() {
        if !matches!(block.shape, "long" | "wide" | "periods") {
            continue;
        }
        let mut reader = Reader::new(ReadOptions::default());
        reader.push(block.csv.as_bytes());
        let reading = reader.finish().reading;
        let shape = serde_json::to_value(reading.shape).unwrap();
        let shape = shape.as_str().unwrap_or("none");
        // Whole cents are an amount only once the shapes read them.
        let cents = block.roles.iter().any(|(role, _)| *role == Role::AmountMinor);
        if shape != block.shape && !(cents && shape == "none") {
            wrong.push(format!("{shape}, not {}\n{}\n{:?}", block.shape, block.csv, reading.diagnostics));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
