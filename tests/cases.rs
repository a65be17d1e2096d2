//! Cases as files: `tests/cases/<name>/` holds the input, `case.json` and `expected.json`.
//!
//! `case.json`: `files` (else `input.csv`), `months`, `as_of`, `policies`, `choices` (pairs of key and value), `health` (any
//! part of a `HealthProfile`), and
//! `options`: any part of `ReadOptions`, for all files. Without `months` no report is made.
//!
//! `expected.json`: every field must be in the report; lists must be as long as expected ones (a list of
//! `definitions` or `questions` may be longer), numbers equal to nine digits. Beside the report's fields it may have
//! `reading` (the first file's) or `readings` (all), with the fields of a `Reading`, of which `diagnostics` and
//! `ignored` may be an object of codes and counts that must be complete, and
//!   - `rejects`: an object of codes, each with the list of its lines;
//!   - `question`: the fields of the open question, or null;
//!   - `preview`: a list of `"<line> <fate>: <cells parted by |>"` for the first rows.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{close, date};
use ninefold::cli::decoders;
use ninefold::read::{Code, Fate, FileRead, PreviewRow, ReadOptions, Reader};
use ninefold::report::Settings;
use ninefold::report::{Session, to_json};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::Path;

fn json(path: &Path) -> Json {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn run(folder: &Path, case: &Json) -> Json {
    let names: Vec<String> = match case["files"].as_array() {
        Some(files) => files.iter().map(|file| file.as_str().unwrap().to_owned()).collect(),
        None => vec!["input.csv".to_owned()],
    };
    let options = case.get("options").map_or_else(ReadOptions::default, |options| {
        let known = serde_json::to_value(ReadOptions::default()).unwrap();
        for key in options.as_object().unwrap().keys() {
            assert!(known.get(key).is_some(), "{}: no option {key}", folder.display());
        }
        serde_json::from_value(options.clone()).unwrap()
    });
    let reads = names.iter().map(|name| {
        let options = ReadOptions { name: name.clone(), ..options.clone() };
        let mut reader = Reader::with_decoders(options, decoders);
        reader.push(&std::fs::read(folder.join(name)).unwrap());
        reader.finish()
    });
    let reads: Vec<FileRead> = reads.collect();
    let readings: Vec<Json> = reads.iter().map(reading).collect();
    let mut got = Json::Object(serde_json::Map::new());
    if let Some(months) = case["months"].as_u64() {
        let mut settings = Settings { months: months as u32, ..Settings::default() };
        for (key, value) in case["policies"].as_object().into_iter().flatten() {
            settings.policies.set(key, value.as_str().unwrap()).unwrap();
        }
        if let Some(choices) = case.get("choices") {
            settings.choices = serde_json::from_value(choices.clone()).unwrap();
        }
        if let Some(health) = case.get("health") {
            settings.health = serde_json::from_value(health.clone()).unwrap();
        }
        let session = Session::new(reads).as_of(case["as_of"].as_str().map(date));
        got = serde_json::from_str(&to_json(&session.report(&settings))).unwrap();
    }
    got["reading"] = readings[0].clone();
    got["readings"] = Json::Array(readings);
    got
}

/// How a file was read, with what of it isn't in the report.
fn reading(read: &FileRead) -> Json {
    let rows = read.reading.rows;
    assert_eq!(rows.read, rows.used + rows.waiting + rows.rejected + rows.ignored, "{}", read.reading.name);
    let mut json = serde_json::to_value(&read.reading).unwrap();
    let mut rejects: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for reject in &read.rejects {
        rejects.entry(word(&reject.code)).or_default().push(reject.line);
    }
    json["rejects"] = serde_json::to_value(rejects).unwrap();
    json["question"] = serde_json::to_value(&read.question).unwrap();
    let row = |row: &PreviewRow| format!("{} {}: {}", row.line, fate(row.fate), row.cells.join("|"));
    json["preview"] = read.preview.iter().map(row).collect();
    json
}

fn word(code: &Code) -> String {
    serde_json::to_value(code).unwrap().as_str().unwrap().to_owned()
}

fn fate(fate: Fate) -> String {
    match fate {
        Fate::Rejected(code) | Fate::Ignored(code) => word(&code),
        _ => serde_json::to_value(fate).unwrap().as_str().unwrap().to_owned(),
    }
}

/// Findings and ignored rows as an object of codes and counts, where that is how they are expected.
fn counts(want: &Json, got: &Json) -> Option<Json> {
    let list = got.as_array().filter(|_| want.is_object())?;
    let mut counts = serde_json::Map::new();
    for item in list {
        let key = item.get("code").or(item.get("rule")).and_then(Json::as_str)?;
        let before = counts.get(key).and_then(Json::as_u64).unwrap_or(0);
        counts.insert(key.to_owned(), (before + item["count"].as_u64()?).into());
    }
    Some(Json::Object(counts))
}

/// Where `got` lacks something of `want`.
fn missing(path: &str, want: &Json, got: &Json, found: &mut Vec<String>) {
    if let Some(counts) = counts(want, got) {
        if *want != counts {
            found.push(format!("{path}: {counts}, expected {want}"));
        }
        return;
    }
    if path.ends_with(".rejects") && want != got {
        found.push(format!("{path}: {got}, expected {want}"));
        return;
    }
    match (want, got) {
        (Json::Array(want), Json::Array(got)) if path.ends_with(".preview") => {
            for (i, value) in want.iter().enumerate() {
                missing(&format!("{path}[{i}]"), value, got.get(i).unwrap_or(&Json::Null), found);
            }
        }
        (Json::Object(want), Json::Object(got)) => {
            for (key, value) in want {
                missing(&format!("{path}.{key}"), value, got.get(key).unwrap_or(&Json::Null), found);
            }
        }
        (Json::Array(want), Json::Array(got)) => {
            let by_id = want.iter().any(|item| item.get("id").is_some());
            if !by_id && want.len() != got.len() {
                found.push(format!("{path}: {} items, expected {}", got.len(), want.len()));
            }
            for (i, value) in want.iter().enumerate() {
                let item = if by_id { got.iter().find(|item| item["id"] == value["id"]) } else { got.get(i) };
                missing(&format!("{path}[{i}]"), value, item.unwrap_or(&Json::Null), found);
            }
        }
        (Json::Number(want), Json::Number(got)) => {
            if !close(got.as_f64().unwrap(), want.as_f64().unwrap()) {
                found.push(format!("{path}: {got}, expected {want}"));
            }
        }
        _ if want == got => {}
        _ => found.push(format!("{path}: {got}, expected {want}")),
    }
}

#[test]
fn every_case_gives_what_it_expects() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<_> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.join("case.json").exists());
    folders.sort();
    assert!(folders.len() >= 15, "the cases are gone");
    let mut found = Vec::new();
    for folder in &folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let got = run(folder, &json(&folder.join("case.json")));
        missing(&name, &json(&folder.join("expected.json")), &got, &mut found);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
