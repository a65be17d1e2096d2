//! Files that no one here made, against answers that others published (see NINEFOLD_CORPUS in README).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{assert_close, corpus, date, month, number, settings};
use ninefold::base::{Date, Interval};
use ninefold::metrics::{Life, Lives};
use ninefold::read::{Code, FileRead, ReadOptions, Reader};
use ninefold::report::Settings;
use ninefold::report::{MetricId, Report, Session};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::Path;

fn read(path: &Path) -> FileRead {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut reader = Reader::new(ReadOptions { name, ..ReadOptions::default() });
    for chunk in std::fs::read(path).unwrap().chunks(65_536) {
        reader.push(chunk);
    }
    let read = reader.finish();
    let rows = read.reading.rows;
    assert_eq!(rows.read, rows.used + rows.rejected + rows.ignored);
    assert_eq!(rows.rejected, 0, "{:?}", read.rejects.first());
    read
}

fn answers(folder: &Path) -> Json {
    serde_json::from_str(&std::fs::read_to_string(folder.join("expected.json")).unwrap()).unwrap()
}

/// A number of the answers, which write money as text or as a number.
fn wanted(value: &Json) -> f64 {
    value.as_str().map_or_else(|| value.as_f64().unwrap(), |text| text.parse().unwrap())
}

fn money(text: &str) -> f64 {
    text.parse().unwrap()
}

#[test]
fn meridian_gives_the_published_numbers_in_all_three_shapes() {
    let Some(folder) = corpus("meridian") else { return };
    let answers = answers(&folder);
    for file in ["subscription_monthly.csv", "wide_cube.csv", "subscription_periods.csv"] {
        let session = Session::new(vec![read(&folder.join(file))]);
        let report = session.report(&Settings::default());
        let window = report.window.unwrap();
        assert_eq!((window.from, window.to), (month("2024-12"), month("2025-12")), "{file}");
        assert!(report.diagnostics.is_empty(), "{file}: {:?}", report.diagnostics);
        for id in MetricId::ALL {
            if let Some(want) = answers["metrics"].get(id.as_str()) {
                assert_close(&format!("{file} {}", id.as_str()), number(&report, id), wanted(want));
            }
        }
        compare_movements(file, &report, &answers);
        compare_cohorts(file, &report, &answers);
    }
}

fn compare_movements(file: &str, report: &Report, answers: &Json) {
    let months = answers["movements"].as_array().unwrap();
    assert_eq!(report.movements.len(), months.len(), "{file}");
    for (got, want) in report.movements.iter().zip(months) {
        assert_eq!(got.month.to_string(), want["month"].as_str().unwrap());
        let sums = [
            ("opening", &got.opening),
            ("new", &got.new),
            ("expansion", &got.expansion),
            ("contraction", &got.contraction),
            ("churn", &got.churn),
            ("reactivation", &got.reactivation),
            ("closing", &got.closing),
        ];
        for (name, text) in sums {
            assert_eq!(money(text), wanted(&want[name]), "{file} {} {name}", got.month);
        }
        let counts = serde_json::to_value(got.customers).unwrap();
        assert_eq!(counts, want["customers"], "{file} {}", got.month);
    }
}

fn compare_cohorts(file: &str, report: &Report, answers: &Json) {
    let cohorts = answers["cohorts"].as_array().unwrap();
    assert_eq!(report.cohorts.len(), cohorts.len(), "{file}");
    for (got, want) in report.cohorts.iter().zip(cohorts) {
        assert_eq!(got.start.to_string(), want["start"].as_str().unwrap());
        assert_eq!(got.customers as f64, wanted(&want["customers"]));
        assert_eq!(money(&got.revenue), wanted(&want["revenue"]));
        let ages = want["age"].as_array().unwrap();
        assert_eq!(got.age.len(), ages.len(), "{file} {}", got.start);
        for (cell, want) in got.age.iter().zip(ages) {
            let what = format!("{file} cohort {} age {}", got.start, cell.months);
            assert_close(&what, cell.nrr, wanted(&want["nrr"]));
            assert_close(&what, cell.grr, wanted(&want["grr"]));
            assert_close(&what, cell.logo, wanted(&want["logo"]));
        }
    }
}

/// Retention over one month that ends in each month of the answers.
fn compare_monthly(session: &Session, settings: &Settings, want: &Json) {
    let to = month(want["month"].as_str().unwrap());
    let report = session.report(&Settings { to: Some(to), ..settings.clone() });
    for (id, name) in [(MetricId::Nrr, "nrr"), (MetricId::Grr, "grr"), (MetricId::LogoChurn, "logo_churn")] {
        match want[name].as_f64() {
            Some(want) => {
                let got = number(&report, id);
                assert!((got - want).abs() < 1e-9, "{to} {name}: {got}, expected {want}");
            }
            None => assert!(
                matches!(report.metrics[&id], ninefold::report::Metric::Na { .. }),
                "{to} {name} should have no value"
            ),
        }
    }
}

#[test]
fn mrr_playbook_gives_its_answers_in_every_month() {
    let Some(folder) = corpus("mrr-playbook") else { return };
    let answers = answers(&folder);
    let mut settings = settings(1);
    settings.policies.set("snapshot", "start").unwrap();
    settings.policies.set("ends", "exclusive").unwrap();
    // The answers go one month beyond the last paid day.
    let session =
        Session::new(vec![read(&folder.join("subscription_periods.csv"))]).as_of(Some(date("2020-02-29")));
    let report = session.report(&settings);
    let mut compared = 0;
    for want in answers["months"].as_array().unwrap() {
        let name = want["month"].as_str().unwrap();
        let got = report.movements.iter().find(|m| m.month.to_string() == name).unwrap();
        let sums = [
            (&got.opening, "opening_mrr", 1.0),
            (&got.new, "new", 1.0),
            (&got.reactivation, "reactivation", 1.0),
            (&got.expansion, "upgrade", 1.0),
            (&got.contraction, "downgrade", -1.0),
            (&got.churn, "churn", -1.0),
            (&got.closing, "mrr", 1.0),
        ];
        for (text, key, sign) in sums {
            assert_eq!(money(text), sign * wanted(&want[key]), "{name} {key}");
        }
        let c = got.customers;
        let counts = [
            (c.opening, "opening_customers"),
            (c.new, "new_n"),
            (c.reactivated, "reactivation_n"),
            (c.expanded, "upgrade_n"),
            (c.contracted, "downgrade_n"),
            (c.churned, "churn_n"),
            (c.closing, "active_customers"),
        ];
        for (count, key) in counts {
            assert_eq!(count as f64, wanted(&want[key]), "{name} {key}");
        }
        compare_monthly(&session, &settings, want);
        compared += 1;
    }
    assert_eq!(compared, answers["months"].as_array().unwrap().len());
}

#[test]
fn maven_gives_its_answers_in_every_month() {
    let Some(folder) = corpus("maven") else { return };
    let answers = answers(&folder);
    let session = Session::new(vec![read(&folder.join("subscriptions.csv"))]);
    let settings = settings(1);
    let report = session.report(&settings);
    assert_eq!(report.as_of, Some(date("2023-09-30")));
    let months = answers["months"].as_array().unwrap();
    assert_eq!(report.movements.len(), months.len());
    for (got, want) in report.movements.iter().zip(months) {
        let sums = [
            (&got.opening, "opening_mrr"),
            (&got.new, "new_mrr"),
            (&got.reactivation, "reactivation_mrr"),
            (&got.expansion, "expansion_mrr"),
            (&got.contraction, "contraction_mrr"),
            (&got.churn, "churned_mrr"),
            (&got.closing, "closing_mrr"),
        ];
        for (text, key) in sums {
            assert_eq!(money(text), wanted(&want[key]), "{} {key}", got.month);
        }
        assert_eq!(got.customers.opening as f64, wanted(&want["opening_customers"]));
        assert_eq!(got.customers.churned as f64, wanted(&want["churned_customers"]));
        compare_monthly(&session, &settings, want);
    }
    // Its days stop on the 8th of its last month.
    assert!(report.movements.last().unwrap().partial);
    assert_eq!(report.diagnostics[0].code, Code::PartialMonth);
}

/// A curve against its known answers: `n`, `events`, `median`, and `S`: by time the share and its interval.
fn compare_curve(what: &str, lives: impl Iterator<Item = Life>, want: &Json) {
    let curve = lives.collect::<Lives>().curve();
    assert_eq!(curve.n, want["n"].as_u64().unwrap(), "{what}");
    assert_eq!(curve.lost, want["events"].as_u64().unwrap(), "{what}");
    assert_eq!(curve.median.map(f64::from), want["median"].as_f64(), "{what}");
    let times = want["S"].as_object().unwrap();
    assert!(!times.is_empty(), "{what}");
    for (time, want) in times {
        let time: u32 = time.parse().unwrap();
        let step = curve.steps.iter().rfind(|step| step.time <= time).unwrap();
        let Interval(low, high) = step.interval.unwrap();
        for (got, want) in [step.share, low, high].into_iter().zip(want.as_array().unwrap()) {
            let want = want.as_f64().unwrap();
            assert!((got - want).abs() < 1e-9, "{what} at {time}: {got}, expected {want}");
        }
    }
}

#[test]
fn the_textbook_survival_curve_to_nine_digits() {
    let Some(file) = corpus("km_freireich.json") else { return };
    let known: Json = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let list = |name: &str| -> Vec<u64> {
        known[name].as_array().unwrap().iter().map(|value| value.as_u64().unwrap()).collect()
    };
    let lives = list("T").into_iter().zip(list("E"));
    let lives = lives.map(|(time, lost)| Life { time: time as u32, lost: lost == 1 });
    compare_curve("Freireich", lives, &known["km"]);
}

#[test]
fn maven_gives_its_survival_curves() {
    let Some(folder) = corpus("maven") else { return };
    let answers = &answers(&folder)["kaplan_meier_days"];
    let text = std::fs::read_to_string(folder.join("subscriptions.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    // Customer, first day, last day, cancelled, paid; open ones are watched to the end of September 2023.
    let rows: Vec<(String, Date, Date, bool, bool)> = reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let cancelled = !row[2].is_empty();
            let end = if cancelled { &row[2] } else { "2023-09-30" };
            (row[0].to_owned(), date(&row[1]), date(end), cancelled, &row[5] == "Yes")
        })
        .collect();
    let days = |from: Date, to: Date| {
        let (mut day, mut count) = (from, 0);
        while day < to {
            (day, count) = (day.next(), count + 1);
        }
        count
    };
    let life = |start, end, lost| Life { time: days(start, end), lost };
    let all = rows.iter().map(|(_, start, end, lost, _)| life(*start, *end, *lost));
    compare_curve("per subscription", all, &answers["per_subscription"]);
    let paid = rows.iter().filter(|row| row.4).map(|(_, start, end, lost, _)| life(*start, *end, *lost));
    compare_curve("paid only", paid, &answers["paid_only"]);
    // A customer lives from the first start to the last end, and is lost where none of the subscriptions is open.
    let mut customers: BTreeMap<&str, (Date, Date, bool)> = BTreeMap::new();
    for (name, start, end, lost, _) in &rows {
        let own = customers.entry(name).or_insert((*start, *end, true));
        *own = (own.0.min(*start), own.1.max(*end), own.2 && *lost);
    }
    let each = customers.values().map(|(start, end, lost)| life(*start, *end, *lost));
    compare_curve("per customer", each, &answers["per_customer_first_start_to_last_end"]);
}

/// In months, as the report has it: the same curve, coarser. Every step is a loss that the movements have as well.
#[test]
fn maven_in_months_loses_whom_the_movements_lose() {
    let Some(folder) = corpus("maven") else { return };
    let session = Session::new(vec![read(&folder.join("subscriptions.csv"))]);
    let report = session.report(&settings(1));
    let survival = report.survival.as_ref().unwrap();
    let new: u64 = report.movements.iter().map(|m| m.customers.new).sum();
    let churned: u64 = report.movements.iter().map(|m| m.customers.churned).sum();
    let returned: u64 = report.movements.iter().map(|m| m.customers.reactivated).sum();
    assert_eq!(survival.all.n, new);
    assert!(survival.all.lost <= churned && survival.all.lost + returned >= churned, "{churned} {returned}");
    let sums: u64 = survival.all.steps.iter().map(|step| step.lost).sum();
    assert_eq!(survival.all.lost, sums);
}
