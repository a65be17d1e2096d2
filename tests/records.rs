//! Records from outside: the suites of others, the csv crate, and files that no one wrote on purpose.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::corpus;
use ninefold::read::{Dialect, Escape, Quote, split_records};
use proptest::prelude::*;
use serde_json::Value as Json;
use std::path::Path;

type Records = Vec<Vec<String>>;

fn split(text: &str) -> Records {
    split_records(text.as_bytes(), &Dialect::delimited_by(","))
}

fn json(path: &Path) -> Json {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn text(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Rows as lists, or as objects keyed by the header, in the header's order.
fn expected(rows: &Json, header: &[String]) -> Records {
    let row = |row: &Json| match row {
        Json::Object(row) => header.iter().filter_map(|h| row.get(h)).map(text).collect(),
        row => row.as_array().unwrap().iter().map(text).collect(),
    };
    rows.as_array().unwrap().iter().map(row).collect()
}

/// Compares a folder of files with a folder of answers; `header` says that answers are keyed by it.
fn suite(folder: &Path, files: &str, header: bool, slips: &[&str]) {
    let mut compared = 0;
    for entry in std::fs::read_dir(folder.join("json")).unwrap() {
        let answer = entry.unwrap().path();
        let name = answer.file_stem().unwrap().to_string_lossy().into_owned();
        if slips.contains(&name.as_str()) {
            continue;
        }
        let bytes = std::fs::read(folder.join(files).join(format!("{name}.csv"))).unwrap();
        let mut got = split_records(&bytes, &Dialect::delimited_by(","));
        let rows = json(&answer);
        let keyed = header || rows.as_array().unwrap().first().is_none_or(Json::is_object);
        let head = if keyed { got.remove(0) } else { Vec::new() };
        assert_eq!(got, expected(&rows, &head), "{name}");
        compared += 1;
    }
    assert!(compared > 10, "{}: {compared} files", folder.display());
}

#[test]
fn csv_spectrum() {
    let Some(folder) = corpus("csv-spectrum") else { return };
    // Its JSON has another phone number than its CSV.
    suite(&folder, "csvs", true, &["location_coordinates"]);
}

#[test]
fn csv_test_data() {
    let Some(folder) = corpus("csv-test-data") else { return };
    // A blank line is a row of one empty cell there.
    suite(&folder, "csv", false, &["all-empty", "empty-one-column"]);
}

#[test]
fn papaparse() {
    let Some(folder) = corpus("papaparse") else { return };
    // Where we differ on purpose: blanks around a quoted cell are no part of it; a quote that never closes as it
    // should takes no other lines with it; a file may mix its line ends.
    let ours = [
        "Quoted field with whitespace around quotes",
        "Quoted field has no closing quote",
        "Quoted field has invalid trailing quote after delimiter",
        "Quoted field has invalid trailing quote before delimiter",
        "Quoted field has invalid trailing quote after new line",
        "Mixed slash n and slash r should choose first as precident",
    ];
    // What belongs to other parts of the reader, or to PapaParse alone.
    let elsewhere =
        ["comments", "preview", "header", "dynamicTyping", "skipFirstNLines", "transform", "step", "chunk"];
    let cases = json(&folder.join("cases.json"));
    let mut compared = 0;
    for case in cases.as_object().unwrap().values().flat_map(|part| part.as_array().unwrap()) {
        let name = case["description"].as_str().unwrap();
        let config = &case["config"];
        let other = elsewhere.iter().any(|key| config.get(key).is_some_and(|v| *v != Json::Bool(false)));
        let (Some(input), false, false) = (case["input"].as_str(), other, ours.contains(&name)) else {
            continue;
        };
        let Some(rows) = case["expected"]["data"].as_array() else { continue };
        let mut dialect = Dialect::delimited_by(",");
        match &config["delimiter"] {
            Json::Null => {
                // Their guess, by the look of their first row.
                let first: Vec<String> = rows
                    .first()
                    .map(|row| row.as_array().unwrap().iter().map(text).collect())
                    .unwrap_or_default();
                let found = [",", "|", ";", "\t"].into_iter().find(|d| input.starts_with(&first.join(d)));
                let quoted = input.find("\";").map(|_| ";");
                dialect.delimiter = found.or(quoted).unwrap_or(",").to_owned();
            }
            Json::String(d) if d == "[function]" => dialect.delimiter = "$ ".to_owned(),
            Json::String(d) if !d.contains(['\n', '\r', '"', '\u{FEFF}']) => dialect.delimiter = d.clone(),
            _ => continue,
        }
        match config["quoteChar"].as_str() {
            None if config.get("quoteChar") == Some(&Json::Null) => dialect.quote = Quote::None,
            None => {}
            Some("'") => dialect.quote = Quote::Single,
            Some("\"") => {}
            Some(_) => continue,
        }
        match config["escapeChar"].as_str() {
            None => {}
            Some("\\") => dialect.escape = Escape::Backslash,
            Some(_) => continue,
        }
        if config.get("newline").is_some_and(|n| !matches!(n.as_str(), Some("\n" | "\r" | "\r\n"))) {
            continue;
        }
        let greedy = config["skipEmptyLines"] == "greedy";
        let blank = |row: &Vec<String>| row == &[""] || greedy && row.iter().all(|c| c.trim().is_empty());
        let keep = |rows: Records| -> Records { rows.into_iter().filter(|row| !blank(row)).collect() };
        let input = input.trim_start_matches('\u{FEFF}');
        let got = keep(split_records(input.as_bytes(), &dialect));
        assert_eq!(got, keep(expected(&case["expected"]["data"], &[])), "{name}: {input:?} {config}");
        compared += 1;
    }
    eprintln!("{compared} of PapaParse's cases");
    assert!(compared >= 90, "{compared}");
}

#[test]
fn stray_quotes_cost_no_row() {
    let table = |line: &str| split(&format!("a,b,c\n1,2,3\n{line}\n4,5,6\n7,\"8,8\",9\n"));
    let of = |line: &str| {
        let records = table(line);
        assert_eq!(records.len(), 5, "{line}: {records:?}");
        assert_eq!(records[4], ["7", "8,8", "9"], "{line}");
        records[2].clone()
    };
    assert_eq!(of("\"x,y,z"), ["\"x", "y", "z"]);
    assert_eq!(of("x,y,\"z"), ["x", "y", "\"z"]);
    assert_eq!(of("x,\"\"Great grip, fine.\",z"), ["x", "\"Great grip, fine.", "z"]);
    assert_eq!(of("x,\"a\"b\",z"), ["x", "a\"b", "z"]);
    assert_eq!(of("x,5\" pipe,z"), ["x", "5\" pipe", "z"]);
    assert_eq!(of("x,\"y\"y,\"z\""), ["x", "\"y\"y", "z"]);
    assert_eq!(of("x,\"say \\\"hi\\\"\",z"), ["x", "say \"hi\"", "z"]);
    assert_eq!(of("x,\"\"y\"\",z"), ["x", "\"\"y\"\"", "z"]);
    assert_eq!(of("\"x\", \"y,y\" ,z"), ["x", "y,y", "z"]);
    // A cell of several lines with a slip in it stays one.
    assert_eq!(of("\"he said \"hi\" to\nthem\",y,z"), ["he said \"hi\" to\nthem", "y", "z"]);
}

#[test]
fn dialects() {
    let with = |delimiter: &str, quote: Quote, escape: Escape, text: &str| {
        split_records(
            text.as_bytes(),
            &Dialect { delimiter: delimiter.to_owned(), quote, escape, runs: false },
        )
    };
    let double = |delimiter: &str, text: &str| with(delimiter, Quote::Double, Escape::Doubled, text);
    for d in ["||", ", ", "\t\t", "¦", "，", "\t", " ", ";"] {
        let text = format!("a{d}\"b{d}\"\"b\"{d}c\r\n{d}{d}\rd{d}é{d}\"f\ng\"");
        let b = format!("b{d}\"b");
        assert_eq!(double(d, &text), [["a", &b, "c"], ["", "", ""], ["d", "é", "f\ng"]], "{d:?}");
    }
    let quote = with(",", Quote::Single, Escape::Doubled, "a,'b,''b',\"c\n");
    assert_eq!(quote, [["a", "b,'b", "\"c"]]);
    let none = with(",", Quote::None, Escape::Doubled, "a,\"b,c\"\nd,\"e,f\n");
    assert_eq!(none, [["a", "\"b", "c\""], ["d", "\"e", "f"]]);
    let escaped = with(",", Quote::Double, Escape::Backslash, "\"a\\\"b\",\"c\\\\\",d\\,e,C:\\new,\"\"\n");
    assert_eq!(escaped, [["a\"b", "c\\", "d,e", "C:\\new", ""]]);
    assert_eq!(double("", "a,b\nc\n"), [["a,b"], ["c"]]);
}

/// Cells with all that makes trouble.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[a-c0-9]{0,4}", 3 => "[a-b,;|\t\"' \n\ré客\\\\]{0,6}"]
}

/// Any bytes, mostly troublesome ones.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        4 => Just(b'a'), 4 => Just(b'"'), 3 => Just(b','), 2 => Just(b'\n'), 1 => Just(b'\r'), 1 => Just(b' '),
        1 => Just(b'\\'), 1 => Just(0u8), 1 => any::<u8>(),
    ];
    prop::collection::vec(byte, 0..200)
}

fn dialect() -> impl Strategy<Value = Dialect> {
    let delimiter = prop::sample::select(vec![",", ";", "\t", "|", " ", "||", ", ", "¦", ""]);
    let quote = prop::sample::select(vec![Quote::Double, Quote::Single, Quote::None]);
    let escape = prop::sample::select(vec![Escape::Doubled, Escape::Backslash]);
    (delimiter, quote, escape).prop_map(|(d, quote, escape)| Dialect {
        delimiter: d.to_owned(),
        quote,
        escape,
        runs: false,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    /// What the csv crate writes, it and we read alike.
    #[test]
    fn agrees_with_the_csv_crate(
        rows in (1usize..6).prop_flat_map(|width| prop::collection::vec(prop::collection::vec(cell(), width), 1..12)),
        delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|']),
        single in any::<bool>(),
        always in any::<bool>(),
        crlf in any::<bool>(),
    ) {
        let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let quote = if single { b'\'' } else { b'"' };
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter).quote(quote).quote_style(style).terminator(terminator).flexible(true)
            .from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let mut theirs = csv::ReaderBuilder::new();
        theirs.delimiter(delimiter).quote(quote).has_headers(false).flexible(true);
        let theirs: Records = theirs
            .from_reader(bytes.as_slice())
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect();
        prop_assert_eq!(&theirs, &rows);
        let mut dialect = Dialect::delimited_by(&char::from(delimiter).to_string());
        dialect.quote = if single { Quote::Single } else { Quote::Double };
        prop_assert_eq!(split_records(&bytes, &dialect), theirs);
    }

    /// Whatever the bytes and the dialect: no panic, and every letter is in some record.
    #[test]
    fn nothing_is_lost(bytes in soup(), dialect in dialect()) {
        let letters = |text: &[u8]| text.iter().filter(|b| **b == b'a').count();
        let kept: usize = split_records(&bytes, &dialect).iter().flatten().map(|c| letters(c.as_bytes())).sum();
        prop_assert_eq!(kept, letters(&bytes));
    }
}
