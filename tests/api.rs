//! The JavaScript API's core against the command line: the same files under the same wishes give the same bytes.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

use ninefold::api::{Refusal, Run};
use std::process::Command;

fn told(options: &[(&str, &str)]) -> Vec<(String, String)> {
    options.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn run(files: &[(&str, &[u8])], options: &[(&str, &str)]) -> Result<Run, Refusal> {
    let names: Vec<String> = files.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut run = Run::new(&names, &told(options), ninefold::cli::decoders)?;
    for (_, bytes) in files {
        for part in run.open(bytes.len() as u64) {
            run.sample(&bytes[part.start as usize..part.end as usize]);
        }
        bytes.chunks(5000).for_each(|part| run.push(part));
        run.close();
    }
    Ok(run)
}

fn command_line(files: &[&str], flags: &[&str]) -> String {
    let out =
        Command::new(env!("CARGO_BIN_EXE_ninefold")).arg("report").args(files).args(flags).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

const LEDGER: &str = "www/samples/leaking.csv";
const CUSTOMERS: &str = "www/samples/leaking-customers.en.csv";

#[test]
fn the_bytes_are_the_command_lines() {
    let (ledger, customers) = (std::fs::read(LEDGER).unwrap(), std::fs::read(CUSTOMERS).unwrap());
    let files = [("leaking.csv", &ledger[..]), ("leaking-customers.en.csv", &customers[..])];
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);
    let cases: [Case; 3] = [
        (&[], &[]),
        (
            &[("months", "6"), ("policy", "gap=1"), ("policy", "reactivation=new"), ("to", "2025-06")],
            &["--months", "6", "--policy", "gap=1", "--policy", "reactivation=new", "--to", "2025-06"],
        ),
        (
            &[
                ("customers", "true"),
                ("health_weight", "nps=40"),
                ("size_cuts", "20,50"),
                ("currency", "EUR"),
            ],
            &["--customers", "--health-weight", "nps=40", "--size-cuts", "20,50", "--currency", "EUR"],
        ),
    ];
    let mut seen = Vec::new();
    for (options, flags) in cases {
        let made = run(&files, options).unwrap().report().unwrap();
        assert_eq!(made, command_line(&[LEDGER, CUSTOMERS], flags), "{options:?}");
        seen.push(made);
    }
    assert!(seen[0] != seen[1] && seen[1] != seen[2], "the options changed nothing");
}

#[test]
fn the_revenue_alone_has_all_but_the_answers() {
    let ledger = std::fs::read(LEDGER).unwrap();
    let files = [("leaking.csv", &ledger[..])];
    let [revenue, whole] = [run(&files, &[]).unwrap().revenue(), run(&files, &[]).unwrap().report()]
        .map(|made| serde_json::from_str::<serde_json::Value>(&made.unwrap()).unwrap());
    let mut cut = whole.clone();
    assert!(!whole["questions"].as_array().unwrap().is_empty());
    cut["questions"] = serde_json::json!([]);
    assert_eq!(revenue, cut);
}

#[test]
fn the_sentences_are_in_the_language() {
    let ledger = std::fs::read(LEDGER).unwrap();
    let [en, zh] = ["en", "zh"]
        .map(|lang| run(&[("leaking.csv", &ledger)], &[("lang", lang)]).unwrap().report().unwrap());
    assert!(en != zh && zh.contains('，') && !en.contains('，'));
}

#[test]
fn a_question_names_the_option_that_answers_it() {
    let text = b"customer,date,amount,type\nA,03/04/2024,5,new\nB,05/06/2024,5,new\n";
    let files = [("q.csv", &text[..])];
    let refusal = run(&files, &[]).unwrap().report().unwrap_err();
    assert_eq!((refusal.code, refusal.option.as_deref()), ("question", Some("date_order")));
    assert!(refusal.message.contains("“date”") && refusal.fix.contains("date_order"), "{refusal:?}");
    for value in refusal.values {
        assert!(run(&files, &[("date_order", value)]).unwrap().report().is_ok(), "{value}");
    }
}

#[test]
fn what_gives_no_report_says_why() {
    let refusal = run(&[("a.csv", b"")], &[]).unwrap().report().unwrap_err();
    assert!(refusal.code == "unreadable" && refusal.message.starts_with("a.csv: "), "{refusal:?}");
    assert!(!refusal.fix.is_empty() && !refusal.fix.contains("--"), "{refusal:?}");
    let refusal = run(&[], &[("mnths", "3")]).unwrap_err();
    assert_eq!((refusal.code, refusal.option.as_deref()), ("option", Some("mnths")));
    let refusal = run(&[], &[("lang", "fr")]).unwrap_err();
    assert_eq!(refusal.option.as_deref(), Some("lang"));
}
