//! The sample company: every file is read as the table it is, in both languages, without a word of trouble; and the
//! stories in it are found.

// The helpers here are test code too, which clippy can't see.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use ninefold::i18n::Lang;
use ninefold::read::{FileRead, ReadOptions, Reader, Severity};
use ninefold::report::{Metric, MetricId, Report, Session, Settings};
use ninefold::samples;
use ninefold::tables::TableKind;

fn read(lang: Lang) -> Vec<FileRead> {
    let one = |(name, text): (String, String)| {
        let mut reader = Reader::new(ReadOptions { name, ..ReadOptions::default() });
        reader.push(text.as_bytes());
        reader.finish()
    };
    samples::company(lang).into_iter().map(one).collect()
}

fn report(lang: Lang) -> Report {
    Session::new(read(lang)).report(&Settings::default())
}

/// Written to a folder where `NINEFOLD_SAMPLE` names one, to be looked at.
#[test]
fn every_file_is_the_table_it_is_called() {
    for lang in [Lang::En, Lang::Zh] {
        let texts = samples::company(lang);
        if let Ok(folder) = std::env::var("NINEFOLD_SAMPLE") {
            for (name, text) in &texts {
                std::fs::write(std::path::Path::new(&folder).join(name), text).unwrap();
            }
        }
        assert_eq!(texts.len(), 13);
        let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
        assert!(bytes < 1_500_000, "{bytes}");
        for file in read(lang) {
            let reading = &file.reading;
            let table = serde_json::to_value(reading.table).unwrap();
            let called = reading.name.trim_start_matches("company-").trim_end_matches(".csv");
            assert_eq!(table, called.trim_end_matches("-zh"), "{}", reading.name);
            assert_eq!(reading.rows.rejected, 0, "{}", reading.name);
            let trouble = reading.diagnostics.iter().find(|d| d.severity > Severity::Info);
            assert!(trouble.is_none(), "{}: {trouble:?}", reading.name);
            let ignored: Vec<&str> = reading
                .columns
                .iter()
                .filter(|column| column.role == ninefold::read::Role::Ignored)
                .map(|column| column.header.as_str())
                .collect();
            assert!(ignored.is_empty(), "{}: {ignored:?} are not read", reading.name);
        }
    }
}

#[test]
fn both_languages_tell_the_same() {
    let [en, zh] = [Lang::En, Lang::Zh].map(report);
    assert_eq!(en.metrics, zh.metrics);
    let codes = |report: &Report| {
        let found = |q: &ninefold::report::QuestionState| {
            q.findings.iter().map(|f| f.code.clone()).collect::<Vec<_>>()
        };
        report.questions.iter().flat_map(found).collect::<Vec<_>>()
    };
    assert_eq!(codes(&en), codes(&zh));
}

/// The tables of both readmes name every column of the sample, as its headers are written in each language.
#[test]
fn the_readmes_name_every_column() {
    for readme in [include_str!("../README.md"), include_str!("../README.zh-CN.md")] {
        let [en, zh] = [Lang::En, Lang::Zh].map(samples::company);
        for ((name, en), (_, zh)) in en.iter().zip(&zh) {
            let table = name.trim_start_matches("company-").trim_end_matches(".csv");
            let headers = [en, zh].map(|text| text.lines().next().unwrap().split(','));
            let [en, zh] = headers;
            let wanted: Vec<String> = en.zip(zh).map(|(en, zh)| format!("{en} {zh}")).collect();
            let plain = readme.replace("**", "");
            let line = plain
                .lines()
                .find(|line| line.starts_with(&format!("| `{table}` | ")) && line.contains(&wanted[0]));
            assert_eq!(line, Some(format!("| `{table}` | {} |", wanted.join(", ")).as_str()));
        }
    }
}

/// The stories of the sample by their numbers (`samples/mod.rs`): the finding that tells each, and where it names
/// something, what.
const STORIES: &[(u8, &str, &str, &str)] = &[
    (1, "q3.silent_renewals", "", ""),
    (2, "q7.segment_better", "segment", "agency"),
    (3, "guide.one_topic", "topic", "integrations"),
    (4, "q8.many_share", "feature", "Bulk import"),
    (4, "q8.one_asks", "feature", "Group report"),
    (5, "q2.masked", "low", "Dan Novak"),
    (6, "q3.key_accounts", "", ""),
    (6, "q4.ka_uncovered", "", ""),
    (7, "q5.never_asked_yet", "", ""),
    (7, "guide.detractors_overdue", "", ""),
    (8, "q9.too_many_steps", "worst", "Create a report"),
    (9, "guide.stuck_customers", "step", "Connect API"),
    (10, "q6.cost_alone_grows", "", ""),
];

#[test]
fn every_story_is_found() {
    let report = report(Lang::En);
    for question in &report.questions {
        assert_eq!(question.status, "answered", "{}: {:?}", question.id, question.needs);
    }
    for (story, code, name, wanted) in STORIES {
        let mut findings = report.questions.iter().flat_map(|q| &q.findings);
        let found = findings.find(|f| f.code == *code).unwrap_or_else(|| panic!("story {story}: no {code}"));
        if !name.is_empty() {
            let value = found.values.iter().find(|v| v.name == *name).unwrap();
            let value = serde_json::to_value(value).unwrap()["value"].clone();
            assert_eq!(value, *wanted, "story {story}");
        }
    }
    // The first story is one customer's: silent, using less, and to renew without a talk.
    let warned = report.questions.iter().flat_map(|q| &q.grids).find(|g| g.id == "q3.customers").unwrap();
    let grid = serde_json::to_value(warned).unwrap();
    let rows = grid["rows"].as_array().unwrap();
    let silent = rows.iter().find(|row| row[0] == "Harbor Logistics").expect("it is warned of");
    let warnings = silent[3].as_str().unwrap();
    for rule in ["w1", "w2", "w6"] {
        assert!(warnings.split(' ').any(|one| one == rule), "{warnings}");
    }
}

/// What domain.md §3.3 promises of each table without the others: the questions that say something by it alone, and
/// that what else would help is told.
#[test]
fn each_table_alone_says_something() {
    for lang in [Lang::En, Lang::Zh] {
        for file in read(lang) {
            let (name, table) = (file.reading.name.clone(), file.reading.table.unwrap());
            let session = Session::new(vec![file]);
            assert!(session.usable(), "{name}");
            let report = session.report(&Settings::default());
            let answered = |id: &str| {
                let question = report.questions.iter().find(|question| question.id == id).unwrap();
                let says = question.figures.iter().any(|figure| figure.value.is_some())
                    || question.grids.iter().any(|grid| grid.total > 0)
                    || !question.findings.is_empty();
                assert_eq!(says, question.status != "needs_data", "{name}: {id} is {}", question.status);
                assert!(question.status == "answered" || !question.needs.is_empty(), "{name}: {id}");
                says
            };
            let wanted: &[&str] = match table {
                TableKind::Revenue => {
                    assert!(matches!(report.metrics[&MetricId::Nrr], Metric::Value { .. }));
                    &["q3"]
                }
                TableKind::Accounts => &["q3", "q4", "guide"],
                TableKind::Usage => &["q3", "q4", "q5"],
                TableKind::Contracts => &["q3"],
                TableKind::Tickets => &["q3", "q6"],
                TableKind::Surveys => &["q9", "guide"],
                TableKind::Trials => &["q7"],
                // W4 needs the signing dates of the accounts.
                TableKind::Onboarding => &["q6", "guide"],
                TableKind::Costs => &["q6"],
                TableKind::Requests => &["q8"],
                TableKind::Tasks => &["q9"],
                TableKind::Advocacy => &["q5"],
                TableKind::Integrations => &["q4"],
                other => panic!("{name}: {other:?}"),
            };
            for id in wanted {
                assert!(answered(id), "{name}: nothing in {id}");
            }
        }
    }
}
