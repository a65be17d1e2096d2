//! Views of small reports, whole and cut, in both languages.

use super::*;
use crate::i18n::Lang;
use crate::read::{ReadOptions, Reader};
use crate::report::{Metric, MetricId, Report, Session, Settings, to_json};
use crate::rooms::raw_text;
use crate::widget::Names;
use serde_json::{Value as Json, json};

/// Fixture F1 of domain.md §2.1, with a plan for each customer.
const F1: &str = "customer,plan,2024-01,2024-02,2024-03\nC1,Pro,5000,6500,6500\nC2,Pro,3000,3000,3000\nC3,Basic,1000,700,700\nC4,Basic,500,,\nC5,Basic,500,500,500\nC6,Pro,,800,900\n";

fn report(text: &str) -> Report {
    let mut reader = Reader::new(ReadOptions::default());
    reader.push(text.as_bytes());
    Session::new(vec![reader.finish()]).report(&Settings { months: 1, ..Settings::default() })
}

fn json_of(text: &str) -> Json {
    serde_json::from_str(&to_json(&report(text))).unwrap()
}

fn source(json: &Json) -> Source {
    assert_eq!(schema_fault(json["schema"].as_str(), Lang::En), None);
    Source::read(json, Lang::En).unwrap()
}

fn wish(pairs: &[(&str, &str)]) -> Asked {
    let object: serde_json::Map<_, _> =
        pairs.iter().map(|(key, value)| ((*key).to_owned(), Json::from(*value))).collect();
    let asked = Asked::of(&serde_json::from_value(Json::Object(object)).unwrap());
    assert_eq!(asked.warnings, Vec::<String>::new());
    asked
}

fn view(json: &Json, pairs: &[(&str, &str)]) -> View {
    made(&source(json), &wish(pairs)).view
}

fn missing(view: &View) -> &'static str {
    view.missing.as_ref().map_or("", |missing| missing.code)
}

#[test]
fn a_number_is_the_reports_own_value_for_every_metric() {
    let (report, json) = (report(F1), json_of(F1));
    for (id, metric) in &report.metrics {
        let view = view(&json, &[("metric", id.as_str())]);
        let figure = &view.figures[0];
        match metric {
            Metric::Value { value, .. } => {
                assert_eq!((figure.value.clone(), figure.na), (raw_text(value), ""), "{id:?}");
            }
            Metric::Na { na, .. } => {
                assert_eq!((figure.value.as_str(), figure.text.as_str(), figure.na), ("", "—", na.as_str()));
                assert!(!figure.note[0].is_empty(), "{id:?} says why");
            }
        }
        assert!(!figure.period.is_empty() && !figure.definition.is_empty() && !figure.unit.is_empty());
    }
    assert!(report.metrics.len() > 20);
}

#[test]
fn every_view_of_a_whole_report_is_drawn_in_both_languages() {
    let json = json_of(F1);
    for lang in ["en", "zh-CN"] {
        for (name, kind) in Kind::ALL {
            let made = made(&source(&json), &wish(&[("view", name), ("lang", lang)]));
            if kind == Kind::Chart {
                // Which one of all its charts is not said: a chart has a file of its own.
                assert_eq!(missing(&made.view), "part");
                continue;
            }
            assert_eq!(missing(&made.view), "", "{name}");
            assert_eq!((made.view.lang, made.view.view, kind.name()), (lang, name, name));
            assert!(!made.view.title.is_empty() && !made.twin.rows.is_empty(), "{name}");
            assert!(made.plot.is_some_and(|plot| plot.svg().starts_with("<svg ")), "{name}");
        }
    }
}

#[test]
fn every_metric_has_a_line_or_is_told_which_have() {
    let json = json_of(F1);
    for id in MetricId::ALL {
        let view = view(&json, &[("view", "line"), ("metric", id.as_str())]);
        let drawn =
            ["nrr", "grr", "logo_retention", "mrr", "net_new_mrr", "customers"].contains(&id.as_str());
        assert_eq!(missing(&view), if drawn { "" } else { "series" }, "{id:?}");
    }
    let mrr = view(&json, &[("view", "line"), ("metric", "mrr")]);
    let said: Vec<_> = mrr.points.iter().map(|point| point.numbers[0].value.as_str()).collect();
    assert_eq!(said, ["10,000", "11,500", "11,600"]);
    assert_eq!((mrr.figures[0].value.as_str(), mrr.figures[0].to.as_str()), ("11600.00", "2024-03"));
}

#[test]
fn amounts_beyond_doubles_are_said_to_the_last_digit() {
    let text = "customer,2024-01,2024-02\nA,90071992547409.93,90071992547409.93\nB,1,1\n";
    let line = view(&json_of(text), &[("view", "line"), ("metric", "mrr")]);
    assert_eq!(line.points[0].numbers[0].value, "90,071,992,547,410.93");
}

#[test]
fn a_cut_report_has_its_view_and_says_what_another_lacks() {
    let whole = json_of(F1);
    let cut = |part: &[&str]| {
        let keep = ["schema", "window", "currency"].iter().chain(part);
        Json::Object(keep.map(|key| ((*key).to_owned(), whole[*key].clone())).collect())
    };
    let views: [(&str, &[&str]); 7] = [
        ("number", &["metrics"]),
        ("table", &["metrics"]),
        ("line", &["trend"]),
        ("waterfall", &["bridge"]),
        ("movements", &["movements"]),
        ("cohort", &["cohorts", "cohorts_by"]),
        ("quadrant", &["quadrant"]),
    ];
    for (name, parts) in views {
        let alone = view(&cut(parts), &[("view", name)]);
        assert_eq!(missing(&alone), "", "{name} of {parts:?}");
        let without = view(&cut(&[]), &[("view", name)]);
        assert_eq!(missing(&without), "part", "{name}");
        let message = without.missing.unwrap().message;
        assert!(message.contains(parts[0]), "{message}");
    }
    let other = view(&json!({"schema": "ninefold.report/1", "metrics": {}}), &[("metric", "arr")]);
    assert_eq!(missing(&other), "metric");
}

#[test]
fn a_period_is_never_another_than_the_one_asked_for() {
    let json = json_of(F1);
    let of = |metric: &str, from: &str, to: &str| {
        let asked: Vec<_> = [("metric", metric), ("from", from), ("to", to)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect();
        view(&json, &asked)
    };
    let value = |view: &View| view.figures[0].value.clone();
    let own = of("nrr", "2024-02", "2024-03");
    assert_eq!((value(&own), own.figures[0].from.as_str()), (value(&of("nrr", "", "")), "2024-02"));
    // One of the trend: (6500 + 3000 + 700 + 500) / 10000.
    let before = of("nrr", "", "2024-02");
    assert_eq!((value(&before).as_str(), before.figures[0].from.as_str()), ("1.07", "2024-01"));
    assert_eq!(value(&of("mrr", "", "2024-01")), "10000.00");
    assert_eq!(value(&of("customers", "", "2024-02")), "5");
    for (metric, from, to) in
        [("nrr", "2024-01", "2024-03"), ("quick_ratio", "", "2024-02"), ("mrr", "", "2025-01")]
    {
        assert_eq!(missing(&of(metric, from, to)), "period", "{metric} {from} {to}");
    }
    for name in ["waterfall", "quadrant"] {
        assert_eq!(missing(&view(&json, &[("view", name), ("to", "2024-02")])), "period", "{name}");
    }
}

#[test]
fn series_show_the_months_asked_for_alone() {
    let json = json_of(F1);
    let made = |pairs: &[(&str, &str)]| made(&source(&json), &wish(pairs));
    let movements = made(&[("view", "movements"), ("from", "2024-02"), ("to", "2024-02")]);
    assert_eq!((movements.twin.rows.len(), movements.view.points.len()), (1, 1));
    let cohorts = made(&[("view", "cohort"), ("period", "month"), ("from", "2024-02")]);
    let alone = cohorts.twin.rows.iter().all(|row| row[0].raw == "2024-02");
    assert!(alone && cohorts.twin.rows.len() == 2, "no row of all cohorts where not all are shown");
    let none = made(&[("view", "movements"), ("from", "2030-01")]).view;
    assert_eq!(missing(&none), "empty");
}

#[test]
fn groups_are_found_by_kind_or_header_and_name() {
    let json = json_of(F1);
    let table = made(&source(&json), &wish(&[("view", "table"), ("segment", "plan")]));
    assert_eq!(table.view.shape, "table");
    let names: Vec<_> = table.twin.rows.iter().map(|row| row[0].shown.as_str()).collect();
    assert_eq!(names, ["Pro", "Basic", "All customers"]);
    let group = |segment: &str, metric: &str| view(&json, &[("segment", segment), ("metric", metric)]);
    // Pro in the window of February to March: (6500 + 3000 + 900) / (6500 + 3000 + 800).
    let pro = group("Plan:pro", "nrr");
    assert_eq!(pro.figures[0].note[0], "10,400 ÷ 10,300");
    assert!(pro.title.contains("Pro"), "{}", pro.title);
    assert_eq!(group("plan:Basic", "logo_retention").figures[0].value, "1");
    assert_eq!(missing(&group("plan:Gold", "nrr")), "group");
    assert_eq!(missing(&group("region", "nrr")), "group");
    assert_eq!(missing(&group("plan:Pro", "arr")), "metric");
}

#[test]
fn names_are_shown_only_where_they_are_asked_for() {
    let json = json_of(F1);
    let all = |names: &str| {
        let mut said = String::new();
        for (name, _) in Kind::ALL {
            let made = made(&source(&json), &wish(&[("view", name), ("names", names)]));
            said.push_str(&serde_json::to_string(&made.view).unwrap());
            said.push_str(&made.twin.csv());
            said.push_str(&made.plot.map(|plot| plot.svg()).unwrap_or_default());
        }
        said
    };
    assert!(all("show").contains("C1"));
    let names = ["C1", "C2", "C3", "C5"];
    for way in ["hide", "hash"] {
        let said = all(way);
        assert!(names.iter().all(|name| !said.contains(&format!("{name}\""))), "{way}: {said}");
    }
    assert!(
        all("hash").contains(&super::names::hashed("C1"))
            && !all("hide").contains(&super::names::hashed("C1"))
    );
}

#[test]
fn bars_are_a_figure_by_month_or_one_rate_of_groups() {
    let json = json_of(F1);
    let heights = |metric: &str| -> Vec<f64> {
        let made = made(&source(&json), &wish(&[("view", "bar"), ("metric", metric)]));
        let plot = made.plot.unwrap();
        plot.columns.iter().map(|column| column.marks[0].spot.unwrap().height).collect()
    };
    let mrr = heights("mrr");
    assert_eq!(mrr.len(), 3);
    assert!((mrr[0] * 11_500.0 - mrr[1] * 10_000.0).abs() < 1e-6, "{mrr:?}");
    let shown = view(&json, &[("view", "bar"), ("metric", "customers")]);
    let periods: Vec<_> = shown.points.iter().map(|point| point.period.as_str()).collect();
    assert_eq!(periods, ["2024-01", "2024-02", "2024-03"]);
    assert_eq!(shown.exact[1], ["2024-02", "5"]);
    assert_eq!(shown.points[1].numbers[0].value, "5");
    // The rate alone, not the three that a line shows.
    let rate = view(&json, &[("view", "bar"), ("metric", "grr")]);
    assert!(rate.points.iter().all(|point| point.numbers.len() == 1));
    let groups = made(&source(&json), &wish(&[("view", "bar"), ("segment", "plan"), ("metric", "nrr")]));
    let titles: Vec<_> = groups.view.points.iter().map(|point| point.title.as_str()).collect();
    assert!(titles[0].contains("Pro") && titles[1].contains("Basic"), "{titles:?}");
    assert!(groups.view.points.iter().all(|point| point.period.is_empty()));
    assert_eq!(missing(&view(&json, &[("view", "bar"), ("segment", "region")])), "group");
    assert_eq!(missing(&view(&json, &[("view", "bar"), ("segment", "plan"), ("metric", "arr")])), "metric");
    assert_eq!(missing(&view(&json, &[("view", "bar"), ("metric", "hhi")])), "series");
}

#[test]
fn a_figure_says_how_it_changed_since_the_month_before() {
    let json = json_of(F1);
    let delta = |metric: &str, to: &str| {
        view(&json, &[("metric", metric), ("to", to)]).figures.first().map(|figure| figure.delta.clone())
    };
    // 11,500 of February and 11,600 of March; 5 customers and 5.
    assert_eq!(delta("mrr", "2024-03").unwrap(), "+100 against Feb 2024");
    assert_eq!(delta("customers", "2024-03").unwrap(), "0 against Feb 2024");
    let nrr = |at: usize| json["trend"][at]["nrr"].as_f64().unwrap();
    let points = (nrr(1) - nrr(0)) * 100.0;
    assert!(delta("nrr", "2024-03").unwrap().contains(&format!("{:.1}", points.abs())), "{points}");
    // Of the first nothing says what was before, and other figures have no series.
    assert_eq!(delta("mrr", "2024-01").unwrap(), "");
    assert_eq!(delta("arr", "2024-03").unwrap(), "");
    json_without(&json, "movements", |cut| assert_eq!(view(cut, &[("metric", "mrr")]).figures[0].delta, ""));
}

#[test]
fn what_is_no_report_is_refused_by_name() {
    let code = |schema: Option<&str>| schema_fault(schema, Lang::En).map(|fault| fault.code);
    assert_eq!(code(None), Some("report"));
    assert_eq!(code(Some("ninefold.report/2")), Some("schema"));
    let broken = |json: Json| Source::read(&json, Lang::Zh).unwrap_err();
    assert_eq!(broken(json!({"movements": 5})).code, "report");
    assert_eq!(broken(json!({"window": {"from": "soon", "to": "2024-01", "months": 1}})).code, "report");
    // A row of cohorts as long as a number can be would be drawn for hours.
    let mut endless = json_of(F1);
    endless["cohorts"][0]["age"][0]["months"] = json!(4_000_000_000_u32);
    assert_eq!(broken(endless).code, "report");
    // A later report of this version may have more.
    let mut later = json_of(F1);
    later["metrics"]["invented_since"] = json!({"value": 1, "n": 1, "interval": null});
    later["news"] = json!([1, 2]);
    assert_eq!(missing(&view(&later, &[])), "");
}

#[test]
fn markup_in_a_file_stays_text() {
    let hostile = "<img src=x onerror=alert(1)>";
    let text = F1.replace("Pro", hostile).replace("C1", "</text><script>alert(1)</script>");
    let json = json_of(&text);
    for (view, segment) in [("quadrant", ""), ("table", "plan")] {
        let made = made(&source(&json), &wish(&[("view", view), ("segment", segment), ("names", "show")]));
        let svg = made.plot.map(|plot| plot.svg()).unwrap_or_default();
        assert!(!svg.contains("<img") && !svg.contains("<script"), "{svg}");
    }
}

#[test]
fn the_customers_behind_a_figure_are_those_that_the_file_lists() {
    let mut reader = Reader::new(ReadOptions::default());
    reader.push(F1.as_bytes());
    let session = Session::new(vec![reader.finish()]).with_customers(true);
    let json: Json =
        serde_json::from_str(&to_json(&session.report(&Settings { months: 1, ..Settings::default() })))
            .unwrap();
    let behind = |json: &Json, pairs: &[(&str, &str)]| {
        let list = source(json).behind(&wish(pairs))?;
        Some(
            list.into_iter().map(|one| format!("{} {} {}", one.customer, one.opening, one.closing)).collect(),
        )
    };
    let named: Option<Vec<String>> = behind(&json, &[("metric", "nrr"), ("names", "show")]);
    let all = [
        "C1 6500.00 6500.00",
        "C2 3000.00 3000.00",
        "C6 800.00 900.00",
        "C3 700.00 700.00",
        "C5 500.00 500.00",
    ];
    assert_eq!(named.unwrap(), all);
    let coded: Vec<String> = behind(&json, &[("metric", "mrr")]).unwrap();
    assert_eq!((coded.len(), coded[2].as_str()), (5, "Customer 003 800.00 900.00"));
    assert_eq!(behind(&json, &[("metric", "net_new_mrr")]).unwrap(), ["Customer 001 800.00 900.00"]);
    let rest = behind(&json, &[("metric", "nrr_ex_largest"), ("names", "show")]).unwrap();
    assert_eq!(rest, all[1..], "all but the largest");
    for changed in ["quick_ratio", "expansion_share", "loss_coverage"] {
        let found = behind(&json, &[("metric", changed), ("names", "show")]).unwrap();
        assert_eq!(found, ["C6 800.00 900.00"], "{changed}");
    }
    assert_eq!(behind(&json, &[("metric", "ltv")]).unwrap().len(), 5);
    // Costs are nobody's, and what happened between the window's two ends does not stand in the list.
    for none in ["cac", "crc_ratio", "gross_margin", "nrr_lazy", "nrr_monthly_compounded", "grr_movement"] {
        assert_eq!(behind(&json, &[("metric", none)]), None, "{none}");
    }
    let hashed = behind(&json, &[("metric", "net_new_mrr"), ("names", "hash")]).unwrap();
    assert_eq!(hashed, [format!("{} 800.00 900.00", super::names::hashed("C6"))]);
    assert_eq!(behind(&json, &[("metric", "nrr"), ("to", "2024-02")]), None, "they are of the window alone");
    assert_eq!(behind(&json, &[("metric", "mrr"), ("to", "2024-03")]).map(|all| all.len()), Some(5));
    // A report without the list has who stands in the crossing, and a cut for one figure nobody.
    json_without(&json, "customers", |cut| {
        let crossed = behind(cut, &[("metric", "grr"), ("names", "show")]).unwrap();
        assert_eq!((crossed.len(), crossed[0].as_str()), (5, "C1 6500.00 "));
        assert_eq!(behind(cut, &[("metric", "mrr")]), None);
        json_without(cut, "quadrant", |cut| assert_eq!(behind(cut, &[]), None));
    });
}

fn json_without(json: &Json, part: &str, with: impl Fn(&Json)) {
    let mut cut = json.clone();
    cut.as_object_mut().unwrap().remove(part);
    with(&cut);
}

#[test]
fn where_rows_were_rejected_is_told_without_what_stands_there() {
    let json = json_of(
        "customer_id,month,mrr\nA,2024-01,100\nB,2024-01,50\nA,2024-02,120\nB,2024-02,n/a\n,2024-02,7\n",
    );
    let told = |names| {
        source(&json)
            .rejects(names)
            .into_iter()
            .map(|found| (found.code, found.line, found.text))
            .collect::<Vec<_>>()
    };
    let text = |text: &str| text.to_owned();
    assert_eq!(told(Names::Show)[0], (text("amount_missing"), Some(5), Some(text("n/a"))));
    assert_eq!(
        told(Names::Hide),
        [(text("amount_missing"), Some(5), None), (text("customer_missing"), Some(6), None)]
    );
    let mut later = json.clone();
    later["inputs"][0]["diagnostics"][0]["code"] = json!("invented_since");
    assert_eq!(source(&later).rejects(Names::Hide).len(), 1);
}

#[test]
fn a_report_without_names_is_kept_once() {
    let whole = json_of(F1);
    let source = |json: &Json| source(json);
    let same = |source: &Source| {
        std::sync::Arc::ptr_eq(
            &source.report(Names::Show, (None, None)),
            &source.report(Names::Hide, (None, None)),
        )
    };
    assert!(!same(&source(&whole)), "its crossing names customers");
    json_without(&whole, "quadrant", |cut| assert!(same(&source(cut))));
}
