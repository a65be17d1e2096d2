//! What to steer by: the guide's indicators for each stage of a customer and each strategy, with this report's own
//! figures, and which strategy these suggest (G-01 to G-07).

use super::{Guide, add_grid, count, fill, named, text};
use crate::base::{Month, Na, Ratio, sort_by_key};
use crate::metrics::operating::{DAYS, contracted};
use crate::metrics::{Opening, QuadrantGroup, openings, slope};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::answers::cells::money_share;
use crate::report::behind::Table;
use crate::report::{
    BridgePart, Compared, ENOUGH, EvidenceColumn, EvidenceKey, EvidenceMade, EvidencePart, Metric, MetricId,
    PartOf, TrendPoint, Value, Window, benchmarks,
};
use crate::tables::{Datum, TableKind};
use std::cmp::Reverse;

/// A stage or strategy, its objective, and its indicators with where they stand in the report, best first.
type Steer = (&'static str, &'static str, &'static [(&'static str, &'static [&'static str])]);

const TRIAL: (&str, &[&str]) = ("kpi_trial_to_paid", &["q7.trial_to_paid"]);
const OES: (&str, &[&str]) = ("kpi_oes", &["guide.oes"]);
const CHURN: (&str, &[&str]) = ("kpi_churn", &["guide.churn_month", "metric.logo_churn"]);
const EXPANSION: (&str, &[&str]) = ("kpi_expansion", &["guide.expansion"]);

/// The last row is cut off in the translation and stands in the English original.
const STAGES: [Steer; 3] = [
    ("stage_onboarding", "objective_onboarding", &[TRIAL, OES]),
    (
        "stage_retention",
        "objective_retention",
        &[("kpi_health", &["q4.red"]), CHURN, ("kpi_csat", &["guide.csat"])],
    ),
    (
        "stage_expansion",
        "objective_expansion",
        &[EXPANSION, ("kpi_ltv", &["metric.ltv_margin", "metric.ltv"]), ("kpi_nps", &["guide.nps"])],
    ),
];

const STRATEGIES: [Steer; 3] = [
    ("stability", "when_stability", &[CHURN, ("kpi_sessions", &["guide.sessions"])]),
    ("product_fit", "when_product_fit", &[TRIAL, OES]),
    ("profitability", "when_profitability", &[EXPANSION, ("kpi_ltv_cac", &["metric.ltv_cac"])]),
];

pub(super) fn add(guide: &Guide<'_>, question: &mut QuestionState) {
    figures(guide, question);
    recent_contraction(guide, question);
    let first = stability_first(guide, question);
    for (id, rows, kind) in [("guide.stages", STAGES, "stage"), ("guide.strategies", STRATEGIES, "strategy")]
    {
        let mut grid = Grid::new(
            id,
            &[
                (kind, Unit::Word),
                ("objective", Unit::Word),
                ("kpi", Unit::Word),
                ("figure", Unit::Ref),
                ("suggested", Unit::Word),
            ],
        );
        let mut any = false;
        for (name, objective, indicators) in rows {
            for (kpi, places) in indicators {
                let place = places.iter().find(|place| stands(guide, question, place));
                any |= place.is_some();
                let suggested = text("yes").filter(|_| first && name == "stability");
                grid.push(vec![text(name), text(objective), text(kpi), place.and_then(text), suggested]);
            }
        }
        if kind == "stage" {
            grid.columns.pop();
            grid.rows.iter_mut().for_each(|row| _ = row.pop());
        }
        if any {
            add_grid(question, grid);
        }
    }
}

/// Whether a figure or metric has a value in this report.
pub(super) fn stands(guide: &Guide<'_>, question: &QuestionState, place: &str) -> bool {
    if let Some(id) = place.strip_prefix("metric.") {
        return metric_named(id).is_some_and(|id| guide.report.number(id).is_some());
    }
    let mut all = guide.earlier.iter().chain([question]);
    all.any(|q| q.figure(place).is_some_and(|figure| figure.value.is_some()))
}

/// The metric of a name.
fn metric_named(name: &str) -> Option<MetricId> {
    MetricId::ALL.into_iter().find(|id| id.as_str() == name)
}

fn figures(guide: &Guide<'_>, question: &mut QuestionState) {
    let (company, report) = (guide.asked.company, guide.report);
    // The last whole month.
    if let Some(last) =
        report.movements.iter().rev().find(|movement| !movement.partial && movement.customers.opening > 0)
    {
        let (churned, opening) = (last.customers.churned, last.customers.opening);
        let mut figure = AnswerFigure::share("guide.churn_month", churned, opening);
        if opening < ENOUGH {
            figure = AnswerFigure {
                n: opening,
                ..AnswerFigure::na("guide.churn_month", Unit::Share, Na::SmallSample)
            };
        }
        let month = last.month;
        question.figures.push(guide.asked.resting(figure, &|| churned_in(guide, month)));
    }
    if let Some(step) = report.bridge.steps.iter().find(|step| step.part == BridgePart::Expansion) {
        let amount = Value::Money(step.amount.clone());
        let figure = AnswerFigure::new("guide.expansion", Unit::Money, amount, step.customers);
        let key = EvidenceKey::Bridge { part: BridgePart::Expansion };
        question.figures.push(guide.asked.standing(figure, key));
    }
    silent_share(guide, question);
    nrr_slope(guide, question);
    if company.has_datum(TableKind::Usage, Datum::Sessions) {
        let figure = match guide.asked.activity().sessions {
            Some(sum) => {
                let whole = u64::try_from(sum).unwrap_or_default();
                AnswerFigure {
                    numerator: count(whole),
                    denominator: Some(Value::Count(28)),
                    ..AnswerFigure::new("guide.sessions", Unit::Number, Value::Number(sum as f64 / 28.0), 28)
                }
            }
            None => AnswerFigure::na("guide.sessions", Unit::Number, Na::InsufficientHistory),
        };
        let table = || Table::sums(Unit::Count).made(EvidenceMade::Over { by: 28 });
        let of = (TableKind::Usage, Datum::UserId);
        question.figures.push(guide.asked.of_records(figure, of, &table, &|record| {
            let age = guide.asked.activity().until?.days_since(record.day(Datum::Date)?);
            let sessions = record.count(Datum::Sessions).filter(|_| (0..DAYS).contains(&age))?;
            Some([sessions.into(), 0])
        }));
    }
    for (group, id) in [
        (QuadrantGroup::LoyalFlat, "guide.loyal_flat"),
        (QuadrantGroup::LoyalExpanding, "guide.loyal_expanding"),
    ] {
        let sums = report.quadrant.as_ref().and_then(|q| q.groups.iter().find(|sums| sums.group == group));
        if let Some(sums) = sums {
            let n = i64::try_from(sums.n).unwrap_or(i64::MAX);
            let figure = AnswerFigure::new(id, Unit::Count, Value::Count(n), sums.n);
            question.figures.push(guide.asked.resting(figure, &|| of_group(guide, group)));
        }
    }
}

/// How NRR went over the last four quarters, and how much of what the first of them opened with was one customer's
/// (N-30).
fn nrr_slope(guide: &Guide<'_>, question: &mut QuestionState) {
    let (trend, asked) = (&guide.report.trend, guide.asked);
    let Some(last) = trend.last() else { return };
    let at = |quarter: i32| trend.iter().find(|point| point.month == last.month.plus(3 * quarter - 9));
    let [Some(a), Some(b), Some(c), Some(d)] = [0, 1, 2, 3].map(at) else {
        question.figures.push(AnswerFigure::na("guide.nrr_slope", Unit::Share, Na::InsufficientHistory));
        return;
    };
    let change = Value::Number(slope([a, b, c, d].map(|point| point.nrr)));
    let part = |point: &TrendPoint| {
        let months = u32::try_from(point.month.since(point.from)).unwrap_or_default();
        let window = Window { from: point.from, to: point.month, months };
        let all = openings(asked.company.book, window);
        let sum =
            |of: fn(&Opening) -> i64| Some(asked.money(all.iter().map(|one| i128::from(of(one))).sum()));
        EvidencePart {
            of: PartOf::Month { month: point.month },
            above: sum(|one| one.m1),
            below: sum(|one| one.m0),
            ratio: Some(point.nrr),
            source: None,
            key: Some(EvidenceKey::Trend { month: point.month }),
        }
    };
    let rows =
        || Table { parts: [a, b, c, d].map(part).to_vec(), ..Table::default().made(EvidenceMade::Slope) };
    question.figures.push(asked.resting(AnswerFigure::new("guide.nrr_slope", Unit::Share, change, 0), &rows));
    let month = a.from;
    let opening = || asked.company.book.ids().map(|id| (id, asked.company.book.amount(id, month)));
    let (most, all) = opening()
        .fold((0, 0), |(most, all): (i64, i128), (_, amount)| (most.max(amount), all + i128::from(amount)));
    let ratio = Ratio { numerator: most.into(), denominator: all };
    let largest = money_share("guide.start_largest", ratio, asked.exponent(), a.n);
    question.figures.push(asked.resting(largest, &|| {
        let (one, every) = (EvidenceColumn::Counted, EvidenceColumn::Below);
        let mut table = Table::new(&[one, every], Some(one), Some(every)).between(month, month);
        // Of several that pay the most, one.
        let first = opening().find(|(_, amount)| *amount == most).map(|(id, _)| id);
        for (id, amount) in opening().filter(|(_, amount)| *amount > 0) {
            let own = if Some(id) == first { amount } else { 0 };
            table.line(Some(id), None, &[own.into(), amount.into()], Vec::new());
        }
        table
    }));
}

/// How much of what was lost in the window no customer left for: contraction of all losses (N-06).
fn silent_share(guide: &Guide<'_>, question: &mut QuestionState) {
    let Some(window) = guide.report.window.filter(|_| guide.asked.company.month().is_some()) else { return };
    let lost = || openings(guide.asked.company.book, window).into_iter().filter(|one| one.m1 < one.m0);
    let contraction = |one: &Opening| if one.m1 > 0 { i128::from(one.m0 - one.m1) } else { 0 };
    let (part, whole, n) = lost().fold((0, 0, 0), |(part, whole, n), one| {
        (part + contraction(&one), whole + i128::from(one.m0 - one.m1), n + 1)
    });
    let ratio = Ratio { numerator: part, denominator: whole };
    let figure = money_share("guide.silent_share", ratio, guide.asked.exponent(), n);
    question.figures.push(guide.asked.resting(figure, &|| {
        let (less, all) = (EvidenceColumn::Contraction, EvidenceColumn::Lost);
        let mut table = Table::new(&[less, all], Some(less), Some(all)).between(window.from, window.to);
        for one in lost() {
            table.line(Some(one.customer), None, &[contraction(&one), (one.m0 - one.m1).into()], Vec::new());
        }
        table
    }));
}

/// The customers of a group of the crossing of GRR and NDR.
fn of_group(guide: &Guide<'_>, group: QuadrantGroup) -> Table {
    let (opening, closing) = (EvidenceColumn::Opening, EvidenceColumn::Closing);
    let mut table = Table::new(&[EvidenceColumn::Part, opening, closing], Some(EvidenceColumn::Part), None);
    let Some(window) = guide.report.window else { return table };
    table = table.between(window.from, window.to);
    for one in openings(guide.asked.company.book, window) {
        if QuadrantGroup::of(&one) == group {
            table.line(Some(one.customer), None, &[1, one.m0.into(), one.m1.into()], Vec::new());
        }
    }
    table
}

/// The customers of the month before, and who of them pays nothing in a month.
fn churned_in(guide: &Guide<'_>, month: Month) -> Table {
    let book = guide.asked.company.book;
    let (lost, opening) = (EvidenceColumn::LostCustomer, EvidenceColumn::OpeningCustomer);
    let columns = [EvidenceColumn::Opening, opening, lost];
    let mut table = Table::new(&columns, Some(lost), Some(opening)).between(month.plus(-1), month);
    for id in book.ids() {
        let before = book.amount(id, month.plus(-1));
        if before > 0 {
            let cells = [before.into(), 1, (book.amount(id, month) == 0).into()];
            table.line(Some(id), None, &cells, Vec::new());
        }
    }
    table
}

/// Customers that pay less than three months ago, those that lost most first (G-29).
fn recent_contraction(guide: &Guide<'_>, question: &mut QuestionState) {
    let Some(all) = contracted(guide.asked.company) else { return };
    let mut rows: Vec<(u32, i64, i64)> = all;
    let customers = &guide.asked.company.customers;
    sort_by_key(&mut rows, |(id, before, now)| (Reverse(before - now), customers.text(*id)));
    let lost: i128 = rows.iter().map(|(_, before, now)| i128::from(before - now)).sum();
    let n = rows.len() as u64;
    let figure = AnswerFigure::new("guide.contraction", Unit::Money, Value::Money(guide.money(lost)), n);
    question.figures.push(guide.asked.resting(figure.behind("guide.contracted"), &|| {
        let lost = EvidenceColumn::Lost;
        let columns = [EvidenceColumn::Opening, EvidenceColumn::Closing, lost];
        let mut table = Table::new(&columns, Some(lost), None);
        if let Some(month) = guide.asked.company.month() {
            table = table.between(month.plus(-3), month);
        }
        for (id, before, now) in &rows {
            table.line(Some(*id), None, &[*before, *now, before - now].map(i128::from), Vec::new());
        }
        table
    }));
    let mut grid = Grid::new(
        "guide.contracted",
        &[
            ("customer", Unit::Customer),
            ("before", Unit::Money),
            ("now", Unit::Money),
            ("lost_mrr", Unit::Money),
        ],
    );
    fill(&mut grid, &rows, |(id, before, now)| {
        let money = |minor: i64| guide.money_cell(Some(minor.into()));
        vec![guide.customer(Some(*id)), money(*before), money(*now), money(before - now)]
    });
    add_grid(question, grid);
}

/// Whether losses are beyond a published mark for certain: then stability comes before growth (G-05).
fn stability_first(guide: &Guide<'_>, question: &mut QuestionState) -> bool {
    let report = guide.report;
    let below = report
        .segments
        .iter()
        .filter_map(|s| s.mark.as_ref().filter(|m| m.compared == Compared::Below).map(|m| (s, m)));
    let (code, metric, values) = match below.max_by_key(|(segment, _)| segment.n) {
        Some((segment, mark)) => {
            let values = [
                named("group", Unit::Word, text(&segment.value)),
                named("churn", Unit::Share, Some(Value::Number(1.0 - segment.logo_retention))),
                named("mark", Unit::Share, Some(Value::Number(1.0 - mark.value))),
            ];
            ("guide.churn_above_mark", MetricId::LogoRetention, values)
        }
        None => {
            let quartile =
                benchmarks(MetricId::Grr).find(|mark| mark.id == "kbcm_sapphire").map(|mark| mark.low);
            let (
                Some(mark),
                Some(Metric::Value { value: Value::Number(grr), n, interval: Some(interval), .. }),
            ) = (quartile, report.metrics.get(&MetricId::Grr))
            else {
                return false;
            };
            if interval.1 >= mark {
                return false;
            }
            let values = [
                named("grr", Unit::Share, Some(Value::Number(*grr))),
                named("mark", Unit::Share, Some(Value::Number(mark))),
                named("customers", Unit::Count, count(*n)),
            ];
            ("guide.grr_below_mark", MetricId::Grr, values)
        }
    };
    let found = Insight {
        values: values.into_iter().flatten().collect(),
        metrics: vec![metric],
        actions: vec!["G-05".to_owned(), "G-10".to_owned()],
        grid: Some("guide.strategies".to_owned()),
        ..Insight::new(code, Severity::Warning)
    };
    question.findings.push(guide.asked.at(found, EvidenceKey::Metric { id: metric }));
    true
}
