//! Cases as files: `tests/cases/<name>/` holds the input, `case.json` and `expected.json`.
//!
//! `case.json`, where a folder has one: `files` (else `input.csv`), `months`, `as_of`, `policies`, `choices` (pairs of key and
//! value), `health` (any part of a `HealthProfile`), and
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

#[path = "common/case.rs"]
mod case;
mod common;

use case::{folders, json, run};
use common::close;
use serde_json::Value as Json;

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
    let folders = folders();
    assert!(folders.len() >= 300, "cases are gone");
    let mut found = Vec::new();
    for folder in &folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let got = run(folder);
        missing(&name, &json(&folder.join("expected.json")), &got, &mut found);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
