//! Cases as files: `tests/cases/<name>/` holds the input, `case.json` (files, months, as_of, policies) and
//! `expected.json`, every field of which the report must have; lists must be as long as expected ones
//! (a list of `definitions` or `questions` may be longer), numbers equal to nine digits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{close, date};
use ninefold::read::{ReadOptions, Reader};
use ninefold::report::Settings;
use ninefold::report::{Session, to_json};
use serde_json::Value as Json;
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
    let reads = names.iter().map(|name| {
        let mut reader = Reader::new(ReadOptions { name: name.clone(), ..ReadOptions::default() });
        reader.push(&std::fs::read(folder.join(name)).unwrap());
        reader.finish()
    });
    let mut settings = Settings { months: case["months"].as_u64().unwrap() as u32, ..Settings::default() };
    for (key, value) in case["policies"].as_object().into_iter().flatten() {
        settings.policies.set(key, value.as_str().unwrap()).unwrap();
    }
    let session = Session::new(reads.collect()).as_of(case["as_of"].as_str().map(date));
    serde_json::from_str(&to_json(&session.report(&settings))).unwrap()
}

/// Where `got` lacks something of `want`.
fn missing(path: &str, want: &Json, got: &Json, found: &mut Vec<String>) {
    match (want, got) {
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
