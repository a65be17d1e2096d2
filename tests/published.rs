//! Worked examples that others published, row by row: their inputs through the whole core, compared to the printed digits
//! (see NINEFOLD_CORPUS in README). Every row of the file is either computed or has its reason here; a new row fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{
    corpus, definition, file, ledger, month, months, number, session, session_with_costs, settings,
};
use ninefold::base::{Interval, Month};
use ninefold::metrics::{Life, Lives};
use ninefold::read::Code;
use ninefold::report::{
    AnswerFigure, BridgePart, Curve, DefinitionId, MetricId, Report, Session, Settings, Value,
};
use ninefold::tables::{CostCategory, Margin, Shape};
use serde_json::Value as Json;

/// What becomes of a row.
enum Outcome {
    /// The numbers computed for it, in the order and the unit of the answer.
    Computed(Vec<f64>),
    /// Why it isn't computed.
    Other(&'static str),
}
use Outcome::{Computed, Other};

fn field(inputs: &Json, name: &str) -> f64 {
    inputs[name].as_f64().unwrap_or_else(|| panic!("no {name} in {inputs}"))
}

/// The report of one period of a whole business: the fields that the example states, the others 0.
fn aggregate(inputs: &Json) -> Report {
    let of = |name: &str| inputs[name].as_f64().unwrap_or(0.0);
    let (new, expansion, reactivation) = (of("new"), of("expansion"), of("reactivation"));
    let (contraction, churn) = (of("contraction"), of("churn"));
    // Bridges without an opening begin with what is lost, so that nothing falls below zero.
    let opening = inputs["start"].as_f64().unwrap_or(contraction + churn);
    let closing = opening + new + expansion + reactivation - contraction - churn;
    let text = format!(
        "period,opening,new,expansion,contraction,churn,reactivation,closing\n\
         2025-01,{opening},{new},{expansion},{contraction},{churn},{reactivation},{closing}\n"
    );
    Session::new(vec![file(&text)]).report(&settings(1))
}

/// The same as a ledger: one customer for each part of the bridge.
fn bridge(inputs: &Json) -> Report {
    let of = |name: &str| (inputs[name].as_f64().unwrap_or(0.0) * 100.0).round() as i64;
    let (new, expansion, contraction, churn) = (of("new"), of("expansion"), of("contraction"), of("churn"));
    let opening = inputs["start"].as_f64().map_or(contraction + churn, |_| of("start"));
    let rest = opening - contraction - churn;
    let pairs = [
        ("stays", rest, rest + expansion),
        ("shrinks", contraction, 0),
        ("leaves", churn, 0),
        ("comes", 0, new),
    ];
    // Who shrinks keeps a customer's last cent, which the one that stays pays less.
    let (first, second) = (month("2025-01"), month("2025-02"));
    let mut rows: Vec<(String, Month, i64)> = Vec::new();
    for (name, before, after) in pairs {
        let cent = i64::from(contraction > 0 && rest > 0);
        let (before, after) = match name {
            "shrinks" if before > 0 && rest > 0 => (before + cent, cent),
            "stays" => (before - cent, after - cent),
            _ => (before, after),
        };
        rows.push((name.to_owned(), first, before));
        rows.push((name.to_owned(), second, after));
    }
    session(vec![months(Shape::Long, &rows)]).report(&settings(1))
}

/// A figure from the aggregate, and from the ledger where it is the same.
fn both(inputs: &Json, id: MetricId) -> f64 {
    let (one, other) = (number(&aggregate(inputs), id), number(&bridge(inputs), id));
    assert!(common::close(one, other), "{} of {inputs}: {one} and {other}", id.as_str());
    one
}

/// So many customers at so much a month, of whom some are gone in the second month; more come.
fn customers(n: u64, lost: u64, each: i64, won: u64) -> Vec<(String, Month, i64)> {
    let (first, second) = (month("2025-01"), month("2025-02"));
    let old = (0..n).flat_map(|i| {
        let after = if i < lost { 0 } else { each };
        [(format!("C{i:05}"), first, each), (format!("C{i:05}"), second, after)]
    });
    old.chain((0..won).map(|i| (format!("N{i:05}"), second, each))).collect()
}

/// With a gross margin as told, and so much spent on winning customers.
fn with_costs(rows: &[(String, Month, i64)], margin: f64, cac: i64) -> Report {
    let mut settings = settings(1);
    settings.policies.gross_margin = Some(Margin::from(margin));
    let spent = [(month("2025-02"), 1, CostCategory::SalesMarketingNew, cac)];
    let spent = if cac > 0 { &spent[..] } else { &[] };
    session_with_costs(vec![months(Shape::Long, rows)], spent).report(&settings)
}

/// A share as a whole number of customers of the fewest that have it.
fn of_customers(share: f64) -> (u64, u64) {
    (1..=1000)
        .map(|n| (n, (share * n as f64).round() as u64))
        .find(|(n, k)| (*k as f64 - share * *n as f64).abs() < 1e-9)
        .unwrap()
}

/// What a month's movement of a report says, as text by name.
fn moved(report: &Report, at: &str, kind: &str) -> f64 {
    let m = report.movements.iter().find(|m| m.month == month(at)).unwrap();
    let text = match kind {
        "new" => &m.new,
        "expansion" => &m.expansion,
        "contraction" => &m.contraction,
        "churn" => &m.churn,
        _ => &m.closing,
    };
    text.parse().unwrap()
}

fn contracts(inputs: &Json) -> Report {
    let mut text = "customer_id,start_date,end_date,amount,interval\n".to_owned();
    for contract in inputs["contracts"].as_array().unwrap() {
        let part = |i: usize| contract[i].to_string().replace('"', "");
        text += &format!("A,{},{},{},year\n", part(0), part(1), part(2));
    }
    let mut settings = Settings::default();
    settings.policies.set("ends", "inclusive").unwrap();
    Session::new(vec![file(&text)]).as_of(Some(common::date("2023-12-31"))).report(&settings)
}

/// Cohorts of one customer each, one a month, all followed to the month after.
fn cohorts(inputs: &Json) -> Report {
    let list = |name: &str| -> Vec<f64> {
        inputs[name].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
    };
    let mut rows = Vec::new();
    for (i, (mrr, percent)) in (0..).zip(list("cohort_mrr").into_iter().zip(list("m2_pct"))) {
        let first = (mrr * 100.0) as i64;
        rows.push((format!("C{i:02}"), month("2025-01").plus(i), first));
        rows.push((format!("C{i:02}"), month("2025-02").plus(i), first / 100 * percent as i64));
    }
    session(vec![months(Shape::Long, &rows)]).report(&settings(1))
}

fn curve(inputs: &Json) -> Curve {
    let list = |name: &str| inputs[name].as_array().unwrap().iter().map(|value| value.as_u64().unwrap());
    let mut lives = Lives::default();
    for (time, event) in list("time").zip(list("event")) {
        lives.add(Life { time: time as u32, lost: event == 1 });
    }
    lives.curve()
}

/// Greenwood's, taken back out of the interval: its half width on the scale of log(−log S), times S · |log S|.
fn standard_error(curve: &Curve, time: u32) -> f64 {
    let step = curve.steps.iter().rfind(|step| step.time <= time).unwrap();
    let (Interval(low, _), share) = (step.interval.unwrap(), step.share);
    let scale = |share: f64| libm::log(-libm::log(share));
    (scale(low) - scale(share)) / 1.959_963_984_540_054 * share * -libm::log(share)
}

fn outcome(metric: &str, inputs: &Json) -> Outcome {
    let input = |name: &str| field(inputs, name);
    let percent = |ratio: f64| Computed(vec![ratio * 100.0]);
    match metric {
        "nrr" => {
            let (start, before) = (input("start"), input("closing_same_customers_before_churn"));
            let inputs =
                serde_json::json!({"start": start, "expansion": before - start, "churn": input("churn")});
            percent(both(&inputs, MetricId::Nrr))
        }
        "nrr_cohort_weighted_average" => percent(cohorts(inputs).cohorts_by.all[1].nrr),
        "grr" => percent(both(inputs, MetricId::Grr)),
        "net_mrr_churn_rate" => percent(both(inputs, MetricId::NetRevenueChurn)),
        "gross_mrr_churn_rate_daily_shopify" => {
            let (start, end) = (input("start_of_day"), input("end_of_day"));
            let inputs = serde_json::json!({"start": start, "churn": start - end});
            percent(both(&inputs, MetricId::GrossRevenueChurn))
        }
        "gross_mrr_churn_rate" => percent(both(inputs, MetricId::GrossRevenueChurn)),
        "logo_churn" => {
            let rows = customers(input("start") as u64, input("lost") as u64, 100, 0);
            percent(number(
                &session(vec![months(Shape::Long, &rows)]).report(&settings(1)),
                MetricId::LogoChurn,
            ))
        }
        "annual_churn_from_monthly" => {
            let kept = 100 - input("monthly_pct") as i64;
            let r =
                session(vec![ledger("2024-01", &[("A", &[100; 12])]), ledger("2025-01", &[("A", &[kept])])]);
            percent(1.0 - definition(&r.report(&settings(12)), DefinitionId::NrrLastMonthCompounded))
        }
        "quick_ratio" => Computed(vec![both(inputs, MetricId::QuickRatio)]),
        "quick_ratio_from_totals" => {
            let inputs = serde_json::json!({"new": input("gained"), "churn": input("lost")});
            Computed(vec![both(&inputs, MetricId::QuickRatio)])
        }
        "net_new_mrr" => Computed(vec![both(inputs, MetricId::NetNewMrr)]),
        "mrr_growth_rate" => percent(definition(&aggregate(inputs), DefinitionId::NrrOpen) - 1.0),
        "mrr_with_discount" => {
            let text = format!(
                "invoice_id,customer_id,period_start,period_end,amount,type\n\
                 1,A,2025-01-01,2025-02-01,{},subscription\n1,A,2025-01-01,2025-02-01,{},subscription\n\
                 1,A,2025-01-01,2025-02-01,-{},discount\n",
                input("plan"),
                input("recurring_addon"),
                input("discount")
            );
            let read = file(&text);
            let left_out: Vec<Code> = read.reading.ignored.iter().map(|ignored| ignored.rule).collect();
            assert_eq!(left_out, [Code::CreditLine], "left out, and told");
            let report = Session::new(vec![read]).report(&settings(1));
            let told = report.quality.iter().find(|found| found.code == Code::CreditLine).unwrap();
            assert_eq!(
                told.amount.as_deref(),
                Some(&*format!("-{}.00", input("discount"))),
                "with its amount"
            );
            let mrr = number(&report, MetricId::Mrr);
            assert_eq!(mrr, input("plan") + input("recurring_addon"));
            Other(
                "differs from the recommended default, which is net of every discount: a discount in a column of its own \
                 is taken off (policy discounts), one that is a line of its own is left out and told with its amount, \
                 because no column says which line it is taken off and a refund of past months is written the same way",
            )
        }
        "mrr_movement_second_subscription" => {
            let (existing, added) = (input("existing_mrr"), input("added"));
            let text = format!(
                "customer_id,start_date,end_date,amount,interval\nA,2025-01-01,,{existing},month\n\
                 A,2025-02-01,2025-03-01,{added},month\n"
            );
            let session = Session::new(vec![file(&text)]).as_of(Some(common::date("2025-03-31")));
            let r = session.report(&settings(1));
            assert_eq!(moved(&r, "2025-02", "new"), 0.0);
            assert_eq!((moved(&r, "2025-03", "contraction"), moved(&r, "2025-03", "churn")), (added, 0.0));
            Computed(vec![moved(&r, "2025-02", "expansion")])
        }
        "mrr_no_proration" => {
            let text = format!(
                "customer_id,start_date,end_date,amount,interval\nA,2025-{},,{},month\n",
                inputs["opened"].as_str().unwrap(),
                input("monthly_amount")
            );
            let day = common::date(&format!("2025-{}", inputs["month_end"].as_str().unwrap()));
            let r = Session::new(vec![file(&text)]).as_of(Some(day)).report(&settings(1));
            Computed(vec![moved(&r, "2025-03", "closing")])
        }
        "ltv" => {
            let (n, lost) = of_customers(input("churn_rate"));
            let rows = customers(n, lost, (input("arpa") * 100.0) as i64, 0);
            Computed(vec![number(&with_costs(&rows, input("margin"), 0), MetricId::LtvMargin)])
        }
        "cac_payback" => {
            let rows = customers(1, 0, (input("arpa") * 100.0) as i64, 1);
            let r = with_costs(&rows, input("margin"), input("cac") as i64);
            assert_eq!(number(&r, MetricId::Cac), input("cac"));
            Computed(vec![number(&r, MetricId::CacPaybackMonths)])
        }
        "cohort_active_customers" => {
            let rows: Vec<(String, Month, i64)> = inputs["rows"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| {
                    (
                        row[0].as_str().unwrap().to_owned(),
                        month(row[1].as_str().unwrap()),
                        row[2].as_i64().unwrap() * 100,
                    )
                })
                .collect();
            let r = session(vec![months(Shape::Long, &rows)]).report(&settings(1));
            let wanted = month(inputs["cohort"].as_str().unwrap());
            let cohort = r.cohorts.iter().find(|cohort| cohort.start == wanted).unwrap();
            Computed(cohort.age.iter().map(|cell| cell.logo * cohort.customers as f64).collect())
        }
        "mrr_bridge_contracts" => {
            let r = contracts(inputs);
            let kinds = ["expansion", "contraction"].map(|kind| moved(&r, "2023-06", kind));
            assert_eq!(moved(&r, "2023-06", "churn"), 0.0, "a renewal the day after is no loss");
            let changed = kinds.into_iter().find(|amount| *amount != 0.0).unwrap();
            let returned = r.bridge.steps.iter().find(|step| step.part == BridgePart::Returned).unwrap();
            assert_eq!(returned.amount, "0.00");
            Computed(vec![moved(&r, "2022-06", "new"), changed, moved(&r, "2023-12", "closing")])
        }
        "kaplan_meier" => Computed(vec![curve(inputs).share_at(input("t") as u32)]),
        "kaplan_meier_se" => Computed(vec![standard_error(&curve(inputs), input("t") as u32)]),
        "burn_multiple" => Other("net burn is in no table of revenue or costs"),
        "cac_payback_with_expansion" => Other("adds expansion at a margin of 100 %: not how ours is defined"),
        "magic_number_payback" => Other("revenue by quarter, not recurring revenue"),
        "nps" => {
            let (promoters, passives) = (input("promoters") as u64, input("passives") as u64);
            let report = answered(&surveyed(promoters, passives, input("detractors") as u64));
            Computed(vec![answer_number(&figure(&report, "guide", "guide.nps").value)])
        }
        "nps_ci_width" => {
            let n = input("n") as u64;
            let of = |share: &str| (input(share) * n as f64).round() as u64;
            let (promoters, detractors) = (of("p"), of("d"));
            let report = answered(&surveyed(promoters, n - promoters - detractors, detractors));
            let Interval(low, high) = figure(&report, "guide", "guide.nps").interval.unwrap();
            Computed(vec![high - low])
        }
        "trial_to_paid" => {
            let row = |i: u64| {
                let paid = if i < input("paid") as u64 { "2025-01-20" } else { "" };
                format!("s{i},2025-01-01,2025-01-15,{paid}\n")
            };
            let rows: String = (0..input("trials") as u64).map(row).collect();
            let text = format!("signup_id,signup_date,trial_end,paid_at\n{rows}s,2025-06-30,,\n");
            percent(answer_number(&figure(&answered(&text), "q7", "q7.trial_to_paid").value))
        }
        "rice" => {
            let requests = format!(
                "request_id,customer_id,feature,date,effort_pm,impact,confidence\n1,A,SSO,2025-01-01,{},{},{}\n",
                input("effort"),
                input("impact"),
                input("confidence")
            );
            let accounts = format!("customer_id,tier,seats\nA,KA,{}\n", input("reach"));
            let report = Session::new(vec![file(&requests), file(&accounts)]).report(&Settings::default());
            let question = report.questions.iter().find(|question| question.id == "q8").unwrap();
            let grid = question.grid("q8.features").unwrap();
            let rice = grid.columns.iter().position(|column| column.id == "rice").unwrap();
            Computed(vec![answer_number(&grid.rows[0][rice])])
        }
        "health_score_weighted" => {
            Other("its parts are scores of their own; ours are judged by bands from the rows")
        }
        "health_score_points" => Other("adds points up to a maximum; ours is a mean by weights"),
        _ => panic!("a metric without a rule: {metric}"),
    }
}

/// The report of one file.
fn answered(text: &str) -> Report {
    Session::new(vec![file(text)]).report(&Settings::default())
}

/// A survey with so many promoters, passives and detractors.
fn surveyed(promoters: u64, passives: u64, detractors: u64) -> String {
    let mut text = "customer_id,date,kind,score\n".to_owned();
    let scores = [(promoters, 9), (passives, 8), (detractors, 6)];
    let all = scores.into_iter().flat_map(|(n, score)| (0..n).map(move |_| score));
    for (i, score) in all.enumerate() {
        text += &format!("C{i},2025-05-01,nps,{score}\n");
    }
    text
}

fn figure<'a>(report: &'a Report, question: &str, id: &str) -> &'a AnswerFigure {
    let question = report.questions.iter().find(|found| found.id == question).unwrap();
    question.figure(id).unwrap_or_else(|| panic!("no {id}"))
}

fn answer_number(value: &Option<Value>) -> f64 {
    match value {
        Some(Value::Number(x)) => *x,
        Some(Value::Count(n)) => *n as f64,
        other => panic!("{other:?} is no number"),
    }
}

/// The numbers of an answer with the digits after the point that it prints.
fn printed(text: &str) -> Vec<(f64, i32)> {
    let number = |text: &str| {
        let digits = text.split_once('.').map_or(0, |(_, after)| after.len() as i32);
        text.trim().parse().ok().map(|value: f64| (value, digits))
    };
    if let Some(one) = number(text) {
        return vec![one];
    }
    fn leaves(json: &Json, list: &mut Vec<f64>) {
        match json {
            Json::Array(items) => items.iter().for_each(|item| leaves(item, list)),
            Json::Object(map) => map.values().for_each(|item| leaves(item, list)),
            other => list.push(other.as_f64().unwrap()),
        }
    }
    let mut list = Vec::new();
    leaves(&serde_json::from_str(text).unwrap(), &mut list);
    list.into_iter().map(|value| (value, 0)).collect()
}

#[test]
fn every_published_example_is_met_or_told_why_not() {
    let Some(path) = corpus("published_examples.csv") else { return };
    let mut reader = csv::Reader::from_path(path).unwrap();
    let (mut computed, mut others) = (0, 0);
    for record in reader.records() {
        let record = record.unwrap();
        let (row, metric, expected) = (&record[0], &record[1], &record[3]);
        let inputs: Json = serde_json::from_str(&record[2]).unwrap();
        match outcome(metric, &inputs) {
            Computed(got) => {
                let wanted = printed(expected);
                assert_eq!(got.len(), wanted.len(), "row {row} {metric}: {got:?}");
                for (got, (want, digits)) in got.iter().zip(wanted) {
                    let half = (0..digits).fold(0.5, |half, _| half / 10.0) + 1e-9;
                    assert!((got - want).abs() <= half, "row {row} {metric}: {got}, printed {expected}");
                }
                computed += 1;
            }
            Other(reason) => {
                assert!(!reason.is_empty());
                others += 1;
            }
        }
    }
    assert_eq!((computed, others), (41, 6), "rows of the file");
}
