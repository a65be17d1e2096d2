//! A report cut down to one view: nothing in it that the whole lacks, nothing of a customer's name, and the view's part.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

use ninefold::i18n::{Lang, messages};
use ninefold::pack::{PlainFigures, charted};
use ninefold::read::{ReadOptions, Reader};
use ninefold::report::{Cut, DefinitionId, Inquiry, Kind, Report, Session, Settings, Told, to_json};
use ninefold::rooms::{Chosen, Setting, Shape, charts};
use ninefold::samples;
use ninefold::widget::{Asked, Source, Wish, made, schema_fault};
use serde_json::Value;
use std::process::Command;
use std::sync::Arc;

const FILES: [&str; 2] = ["www/samples/leaking.csv", "www/samples/leaking-customers.en.csv"];

fn session() -> Session {
    let read = |path: &str| {
        let mut reader = Reader::new(ReadOptions { name: path.to_owned(), ..ReadOptions::default() });
        reader.push(&std::fs::read(path).unwrap());
        reader.finish()
    };
    Session::new(FILES.map(read).into()).with_customers(true)
}

/// Every view of a part of the report, and every grouping as a table.
fn cuts(whole: &Value) -> Vec<Cut> {
    let parts = Kind::ALL.into_iter().filter(|(_, kind)| *kind != Kind::Chart);
    let views = parts.map(|(name, _)| name.to_owned());
    let more = ["line:mrr", "number:arr,ltv", "table:nrr,grr"].map(str::to_owned);
    let groups = whole["segmentations"].as_array().unwrap().iter().map(|of| {
        let by = of["by"].as_str().unwrap();
        format!("table@{by}")
    });
    views.chain(more).chain(groups).map(|text| Cut::parse(&text).unwrap()).collect()
}

/// Whether all that stands in one value stands in the other, under the same keys; lists may lack entries.
fn within(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => {
            part.iter().all(|(key, value)| whole.get(key).is_some_and(|whole| within(value, whole)))
        }
        (Value::Array(part), Value::Array(whole)) => {
            let mut rest = whole.iter();
            part.iter().all(|value| rest.any(|whole| within(value, whole)))
        }
        _ => part == whole,
    }
}

#[test]
fn a_cut_holds_nothing_that_the_whole_lacks() {
    let (session, settings) = (session(), Settings::default());
    let whole: Value = serde_json::from_str(&to_json(&session.report(&settings))).unwrap();
    for cut in cuts(&whole) {
        let text = session.embedded(&settings, &cut, true).unwrap();
        let mut part: Value = serde_json::from_str(&text).unwrap();
        let place = whole["segmentations"]
            .as_array()
            .unwrap()
            .iter()
            .position(|of| Some(of["by"].as_str().unwrap()) == cut.by.as_deref());
        for group in part.get_mut("segments").and_then(Value::as_array_mut).into_iter().flatten() {
            assert_eq!(group["segmentation"], 0);
            group["segmentation"] = place.unwrap().into();
        }
        assert!(within(&part, &whole), "{cut:?}: {text}");
        assert!(text.len() * 2 < whole.to_string().len(), "{cut:?} is no cut: {}", text.len());
    }
}

#[test]
fn what_a_view_shows_is_in_its_cut() {
    let (session, settings) = (session(), Settings::default());
    let part = |text: &str| -> Value {
        serde_json::from_str(&session.embedded(&settings, &Cut::parse(text).unwrap(), false).unwrap())
            .unwrap()
    };
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&part("number")["metrics"]), ["nrr"]);
    assert_eq!(keys(&part("number:grr,arr")["metrics"]), ["arr", "grr"]);
    assert!(keys(&part("table")["metrics"]).len() > 20);
    for (view, parts) in [
        ("line", &["trend"][..]),
        ("line:customers", &["movements"]),
        ("waterfall", &["bridge", "metrics"]),
        ("movements", &["movements"]),
        ("cohort", &["cohorts", "cohorts_by"]),
        ("quadrant", &["quadrant"]),
        ("table@tier", &["segments", "segmentations"]),
    ] {
        let cut = part(view);
        for name in parts {
            let is_empty = match &cut[name] {
                Value::Array(list) => list.is_empty(),
                Value::Object(parts) => parts.is_empty(),
                other => panic!("{view}: {name} is {other}"),
            };
            assert!(!is_empty, "{view}: {name}");
        }
        assert!(cut["schema"] == "ninefold.report/1" && cut["window"]["to"].is_string(), "{view}");
    }
    let text = Cut::parse("table@nothing").unwrap();
    assert!(session.embedded(&settings, &text, false).unwrap_err().contains(&"tier".to_owned()));
}

#[test]
fn no_customer_is_named_unless_asked() {
    let (session, settings) = (session(), Settings::default());
    let report = session.report(&settings);
    let whole: Value = serde_json::from_str(&to_json(&report)).unwrap();
    let names: Vec<String> = report.customers.iter().map(|customer| format!("\"{}\"", customer.id)).collect();
    assert!(names.len() > 50);
    let mut named = 0;
    for cut in cuts(&whole) {
        let text = session.embedded(&settings, &cut, false).unwrap();
        let plain = session.embedded(&settings, &cut, true).unwrap();
        named += usize::from(names.iter().any(|name| plain.contains(name.as_str())));
        for name in &names {
            assert!(!text.contains(name.as_str()), "{cut:?}: {name}");
        }
        for file in FILES {
            assert!(!plain.contains(file), "{cut:?} names a file");
        }
    }
    assert!(named > 0, "no view has names to hide");
}

#[test]
fn a_cut_may_be_called_like_a_customer() {
    let text = "customer,2024-01,2024-02,tier\nnrr,5,5,enterprise\nenterprise,7,8,nrr\n";
    let mut reader = Reader::new(ReadOptions::default());
    reader.push(text.as_bytes());
    let session = Session::new(vec![reader.finish()]);
    let settings = Settings { months: 1, ..Settings::default() };
    let cut = |text: &str| session.embedded(&settings, &Cut::parse(text).unwrap(), false).unwrap();
    assert!(
        !cut("table@tier").contains("\"enterprise\""),
        "a group with a customer's name: {}",
        cut("table@tier")
    );
    assert!(cut("number").contains("\"nrr\""), "a key is no name");
}

#[test]
fn the_command_line_prints_the_same() {
    let run = |flags: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_ninefold")).arg("report").args(FILES).args(flags).output().unwrap()
    };
    let out = run(&["--embed", "line:mrr"]);
    let text = String::from_utf8(out.stdout).unwrap();
    let cut = Cut::parse("line:mrr").unwrap();
    assert_eq!(text, session().embedded(&Settings::default(), &cut, false).unwrap());
    let with = String::from_utf8(run(&["--embed", "quadrant", "--names"]).stdout).unwrap();
    let without = String::from_utf8(run(&["--embed", "quadrant"]).stdout).unwrap();
    assert!(with != without && without.contains("Customer 001"));
    for (bad, wanted) in [("pie", "waterfall"), ("number:profit", "nrr"), ("table@nothing", "tier")] {
        let out = run(&["--embed", bad]);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(
            out.status.code() == Some(2) && said.contains(wanted) && out.stdout.is_empty(),
            "{bad}: {said}"
        );
    }
}

/// The sample company, which has every table, so that every room has something to show; and what a person has chosen.
fn company() -> (Session, Chosen) {
    let read = |(name, text): (String, String)| {
        let mut reader = Reader::new(ReadOptions { name, ..ReadOptions::default() });
        reader.push(text.as_bytes());
        reader.finish()
    };
    let session =
        Session::new(samples::company(Lang::En).into_iter().map(read).collect()).with_customers(true);
    let (from, to) = (DefinitionId::NrrCohort, DefinitionId::GrrCohort);
    let Told::Comparison(told) = session.inquire(&Settings::default(), &Inquiry::Compare { from, to }) else {
        panic!("no comparison");
    };
    (session, Chosen { comparison: Some(Arc::from(told)), ..Chosen::default() })
}

fn setting(report: &Arc<Report>, lang: Lang) -> Setting {
    let figures = PlainFigures::new(lang, report.currency.as_deref());
    Setting::new(Arc::clone(report), 12, messages(lang), Arc::new(figures))
}

fn source(text: &str) -> Source {
    let json: Value = serde_json::from_str(text).unwrap();
    assert_eq!(schema_fault(json["schema"].as_str(), Lang::En), None);
    Source::read(&json, Lang::En).unwrap()
}

fn asked(kind: Kind, lang: Lang, names: bool) -> Asked {
    let text = |text: &str| Some(text.to_owned());
    let names = if names { text("show") } else { None };
    let wish =
        Wish { view: text(kind.name()), lang: text(lang.tag()), names, width: 640.0, ..Wish::default() };
    Asked::of(&wish)
}

#[test]
fn every_chart_of_every_room_has_a_file_that_a_widget_draws() {
    let (session, chosen) = company();
    let settings = Settings::default();
    let report = Arc::new(session.report(&settings));
    let mut seen = Vec::new();
    for lang in [Lang::En, Lang::Zh] {
        for chart in charts(&setting(&report, lang), &chosen) {
            let plot = chart.draw(640.0).unwrap_or_else(|| panic!("{} is not drawn", chart.id));
            let text = match &chart.shape {
                Shape::Sketch(..) => charted(&report, 12, chart.id, &chosen, true).unwrap(),
                Shape::Part(kind, _) => {
                    session.embedded(&settings, &Cut { kind: *kind, ..Cut::default() }, true).unwrap()
                }
            };
            let kind = match &chart.shape {
                Shape::Sketch(..) => Kind::Chart,
                Shape::Part(kind, _) => *kind,
            };
            let place = Asked { size: (640.0, plot.height), ..asked(kind, lang, true) };
            let shown = made(&source(&text), &place);
            assert_eq!(shown.view.missing, None, "{}", chart.id);
            let drawn = shown.plot.unwrap();
            let heads =
                |plot: &ninefold::chart::Plot| (plot.title.clone(), plot.caption.clone(), plot.desc.clone());
            assert_eq!(heads(&drawn), heads(&plot), "{}", chart.id);
            if kind == Kind::Chart {
                // The very drawing: nothing but its id and the evidence, which no other site has, differs.
                assert_eq!((drawn.body, drawn.height), (plot.body, plot.height), "{}", chart.id);
            }
            let cells = |twin: &ninefold::chart::Twin| {
                twin.rows
                    .iter()
                    .flatten()
                    .map(|cell| (cell.shown.clone(), cell.raw.clone()))
                    .collect::<Vec<_>>()
            };
            assert_eq!((&shown.twin.head, cells(&shown.twin)), (&chart.twin.head, cells(&chart.twin)));
            seen.push(chart.id);
        }
    }
    seen.sort_unstable();
    assert!(seen.len() > 60 && seen.chunks(2).all(|pair| pair[0] == pair[1]), "{seen:?}");
    for id in
        ["survival", "concentration", "spread-nrr", "definitions-bridge", "groups", "q4.seats", "q5.map"]
    {
        assert!(seen.contains(&id), "{id}: {seen:?}");
    }
}

#[test]
fn a_chart_names_customers_only_where_it_is_asked_to_twice() {
    let (session, chosen) = company();
    let settings = Settings::default();
    let report = Arc::new(session.report(&settings));
    let masked: Arc<Report> = Arc::new(serde_json::from_str(&session.masked(&settings).0).unwrap());
    let names: Vec<&str> = report.customers.iter().map(|customer| customer.id.as_str()).collect();
    assert!(names.len() > 50);
    let mut named = Vec::new();
    for chart in charts(&setting(&report, Lang::En), &chosen) {
        if !matches!(chart.shape, Shape::Sketch(..)) {
            continue;
        }
        let file = |report, names| charted(report, 12, chart.id, &chosen, names).unwrap();
        let (with, without) = (file(&report, true), file(&masked, false));
        if names.iter().any(|name| with.contains(name)) {
            named.push(chart.id);
        }
        for name in &names {
            assert!(!without.contains(name), "{}: {name}", chart.id);
        }
        // The file alone does not name them: the page that hosts it must say so too.
        let view = made(&source(&with), &asked(Kind::Chart, Lang::En, false)).view;
        assert_eq!(view.missing.map(|missing| missing.code), Some("names"), "{}", chart.id);
        let view = made(&source(&without), &asked(Kind::Chart, Lang::En, false)).view;
        assert_eq!(view.missing, None, "{}", chart.id);
    }
    assert!(named.contains(&"quadrant") && named.contains(&"q5.map"), "{named:?}");
}
