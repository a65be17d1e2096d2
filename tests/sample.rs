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

/// What of the contracts that ended in the last year was renewed, counted from the file's text.
#[test]
fn the_renewal_rate_is_that_of_its_contracts() {
    let texts = samples::company(Lang::En);
    let contracts = &texts.iter().find(|(name, _)| name == "company-contracts.csv").unwrap().1;
    let mut outcomes: Vec<&str> = Vec::new();
    for line in contracts.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        if ("2024-07-01"..=samples::AS_OF).contains(&cells[3]) {
            outcomes.push(cells[5]);
        }
    }
    let lost = outcomes.iter().filter(|outcome| **outcome == "churned").count();
    assert!(outcomes.contains(&"downgraded") && lost > 5 && outcomes.len() > 60, "{outcomes:?}");
    for lang in [Lang::En, Lang::Zh] {
        let report = report(lang);
        let rate = report.questions.iter().find_map(|q| q.figure("q3.renewal_rate")).unwrap();
        let parts = [&rate.numerator, &rate.denominator].map(|part| serde_json::to_value(part).unwrap());
        assert_eq!(
            parts,
            [(outcomes.len() - lost).into(), outcomes.len().into()].map(|n: serde_json::Value| n)
        );
    }
}

/// Holds that a finding tells a story of the sample (`samples/mod.rs` has them by their numbers), and names what it
/// should where it names something.
fn tells(code: &str, names: Option<(&str, &str)>) {
    let report = report(Lang::En);
    let mut findings = report.questions.iter().flat_map(|question| &question.findings);
    let found = findings.find(|finding| finding.code == code).unwrap_or_else(|| panic!("no {code}"));
    if let Some((name, wanted)) = names {
        let value = found.values.iter().find(|value| value.name == name).unwrap();
        assert_eq!(serde_json::to_value(value).unwrap()["value"], wanted);
    }
}

#[test]
fn every_question_is_answered() {
    for question in &report(Lang::En).questions {
        assert_eq!(question.status, "answered", "{}: {:?}", question.id, question.needs);
    }
}

#[test]
fn story_1_silent_before_a_renewal() {
    tells("q3.silent_renewals", None);
    // It is one customer's: silent, using less, and to renew without a talk.
    let report = report(Lang::En);
    let warned = report.questions.iter().flat_map(|q| &q.grids).find(|g| g.id == "q3.customers").unwrap();
    let grid = serde_json::to_value(warned).unwrap();
    let rows = grid["rows"].as_array().unwrap();
    let silent = rows.iter().find(|row| row[0] == "Harbor Logistics").expect("it is warned of");
    let warnings = silent[3].as_str().unwrap();
    for rule in ["w1", "w2", "w6"] {
        assert!(warnings.split(' ').any(|one| one == rule), "{warnings}");
    }
}

#[test]
fn story_2_a_segment_that_converts_better() {
    tells("q7.segment_better", Some(("segment", "agency")));
}

#[test]
fn story_3_one_topic_of_tickets() {
    tells("guide.one_topic", Some(("topic", "integrations")));
}

#[test]
fn story_4_a_wish_of_many_and_one_of_a_single_customer() {
    tells("q8.many_share", Some(("feature", "Bulk import")));
    tells("q8.one_asks", Some(("feature", "Group report")));
}

#[test]
fn story_5_a_manager_hidden_by_the_whole() {
    tells("q2.masked", Some(("low", "Dan Novak")));
}

#[test]
fn story_6_key_accounts_at_risk_and_uncovered() {
    tells("q3.key_accounts", None);
    tells("q4.ka_uncovered", None);
}

#[test]
fn story_7_promoters_not_asked_and_detractors_not_called() {
    tells("q5.never_asked_yet", None);
    tells("guide.detractors_overdue", None);
}

#[test]
fn story_8_a_task_of_too_many_steps() {
    tells("q9.too_many_steps", Some(("worst", "Create a report")));
}

#[test]
fn story_9_customers_stuck_at_a_step() {
    tells("guide.stuck_customers", Some(("step", "Connect API")));
}

#[test]
fn story_10_costs_that_grow_alone() {
    tells("q6.cost_alone_grows", None);
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
