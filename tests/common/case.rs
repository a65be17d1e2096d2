//! A case as a file: its folder read and reported, as `tests/cases.rs` says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

use crate::common::date;
use ninefold::cli::decoders;
use ninefold::read::{Code, Fate, FileRead, PreviewRow, ReadOptions, Reader};
use ninefold::report::{Session, Settings, to_json};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folders of all cases, by name.
pub fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<_> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

/// A file's JSON.
pub fn json(path: &Path) -> Json {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// What a case's files come to.
pub fn run(folder: &Path) -> Json {
    let wishes = folder.join("case.json");
    let case = &if wishes.exists() { json(&wishes) } else { Json::Null };
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
        assert!(reject.code.is_reject(), "{:?} rejects a row", reject.code);
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
