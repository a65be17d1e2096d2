//! Why a figure has no value: each pair of a figure and a reason that can occur stands in `reasons.txt` with a case that
//! shows it, and no other occurs, neither in a case nor where the sample company lacks tables, columns or rows.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

#[path = "common/case.rs"]
mod case;
mod common;

use ninefold::i18n::Lang;
use ninefold::read::{ReadOptions, Reader};
use ninefold::report::{DefinitionId, MetricId, Session, Settings, to_json};
use ninefold::samples;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// A reason and a figure, a metric or a definition.
type Pair = (String, String);

/// A case, or a file made here, and what has no value in its report.
type Seen = BTreeMap<String, BTreeSet<Pair>>;

/// Adds every pair that a part of a report holds.
fn pairs(json: &Json, found: &mut BTreeSet<Pair>) {
    let mut add = |id: &str, na: &Json| found.extend(na.as_str().map(|na| (na.to_owned(), id.to_owned())));
    match json {
        Json::Object(fields) => {
            if let Some(id) = fields.get("id").and_then(Json::as_str) {
                add(id, fields.get("na").unwrap_or(&Json::Null));
            }
            for (id, metric) in fields.get("metrics").and_then(Json::as_object).into_iter().flatten() {
                add(id, &metric["na"]);
            }
            fields.values().for_each(|value| pairs(value, found));
        }
        Json::Array(items) => items.iter().for_each(|item| pairs(item, found)),
        _ => {}
    }
}

fn of(report: &Json) -> BTreeSet<Pair> {
    let mut found = BTreeSet::new();
    pairs(report, &mut found);
    found
}

fn reported(files: &[(String, String)]) -> Json {
    let reads = files.iter().map(|(name, text)| {
        let mut reader = Reader::new(ReadOptions { name: name.clone(), ..ReadOptions::default() });
        reader.push(text.as_bytes());
        reader.finish()
    });
    let report = Session::new(reads.collect()).report(&Settings::default());
    serde_json::from_str(&to_json(&report)).unwrap()
}

/// All cases, and a customer's month that no sum holds.
fn cases() -> Seen {
    let name = |folder: &std::path::Path| folder.file_name().unwrap().to_string_lossy().into_owned();
    let mut all: Seen = case::folders().iter().map(|folder| (name(folder), of(&case::run(folder)))).collect();
    let rows = "Acme,2024-01,900000000000000\n".repeat(200);
    let file = ("vast.csv".to_owned(), format!("customer_id,month,mrr\n{rows}"));
    all.insert("(vast)".to_owned(), of(&reported(&[file])));
    all
}

/// What is declared: reason, case and figure. `metrics` and `definitions` are all of them.
fn declared() -> Vec<(Pair, String)> {
    let mut all = Vec::new();
    for line in include_str!("reasons.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let (reason, case) = (words.next().unwrap(), words.next().unwrap());
        for word in words {
            let name = |id: &DefinitionId| serde_json::to_value(id).unwrap().as_str().unwrap().to_owned();
            let ids: Vec<String> = match word {
                "metrics" => MetricId::ALL.iter().map(|id| id.as_str().to_owned()).collect(),
                "definitions" => DefinitionId::ALL.iter().map(name).collect(),
                id => vec![id.to_owned()],
            };
            let pair = |id: String| ((reason.to_owned(), id), case.to_owned());
            all.extend(ids.into_iter().map(pair));
        }
    }
    all
}

#[test]
fn each_reason_that_is_declared_is_shown_by_its_case() {
    let seen = cases();
    let all = declared();
    for (pair, case) in &all {
        assert!(seen.get(case).is_some_and(|pairs| pairs.contains(pair)), "{pair:?} is not in {case}");
    }
    let known: BTreeSet<&Pair> = all.iter().map(|(pair, _)| pair).collect();
    for (case, pairs) in &seen {
        let new: Vec<&Pair> = pairs.iter().filter(|pair| !known.contains(pair)).collect();
        assert!(new.is_empty(), "{case} shows what is not declared: {new:?}");
    }
}

/// The text without one of its columns; no cell of the sample has a comma in it.
fn without(text: &str, column: usize) -> String {
    let line = |line: &str| {
        let mut cells: Vec<&str> = line.split(',').collect();
        cells.remove(column);
        cells.join(",") + "\n"
    };
    text.lines().map(line).collect()
}

#[test]
fn no_other_reason_occurs_where_the_sample_company_lacks_something() {
    let all = samples::company(Lang::En);
    assert!(all.iter().all(|(_, text)| !text.contains('"')));
    let mut lacking: Vec<Vec<(String, String)>> = Vec::new();
    for (at, (name, text)) in all.iter().enumerate() {
        lacking.push(vec![all[at].clone()]);
        lacking.push([&all[..at], &all[at + 1..]].concat());
        let with = |text: String| {
            let mut files = all.clone();
            files[at] = (name.clone(), text);
            files
        };
        lacking.push(with(text.split_inclusive('\n').take(2).collect()));
        let columns = text.lines().next().unwrap().split(',').count();
        lacking.extend((0..columns).map(|column| with(without(text, column))));
    }
    let declared: BTreeSet<Pair> = declared().into_iter().map(|(pair, _)| pair).collect();
    let seen: BTreeSet<Pair> = std::thread::scope(|scope| {
        let part = |files: &[Vec<(String, String)>]| -> BTreeSet<Pair> {
            files.iter().flat_map(|files| of(&reported(files))).collect()
        };
        let parts: Vec<_> =
            lacking.chunks(lacking.len() / 4 + 1).map(|files| scope.spawn(move || part(files))).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    });
    assert!(seen.len() > 150, "{} pairs", seen.len());
    let new: Vec<&Pair> = seen.difference(&declared).collect();
    assert!(new.is_empty(), "{new:?}");
}
