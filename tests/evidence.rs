//! Every number of every room opens what is behind it, and that makes the number exactly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;
#[path = "evidence/company.rs"]
mod company;
#[path = "evidence/formulas.rs"]
mod formulas;
#[path = "evidence/lists.rs"]
mod lists;
#[path = "evidence/spoken.rs"]
mod spoken;

use common::{as_number, months, remade, session_with_costs};
use company::{Company, rich, wrong_rows};
use ninefold::base::Month;
use ninefold::chart::{Grain, Twin, cohort_rows, cohorts_twin, movements_twin, trend_twin, waterfall_twin};
use ninefold::i18n::charts::ChartTexts;
use ninefold::i18n::{Lang, messages};
use ninefold::pack::PlainFigures;
use ninefold::read::{FileRead, ReadOptions, Reader};
use ninefold::report::{
    AnswerFigure, Evidence, EvidenceKey, EvidenceMade, EvidencePage, EvidenceSort, Inquiry, Metric, MetricId,
    PartOf, Report, Session, Settings, Told, Unit, Value,
};
use ninefold::rooms::{self, Block, DASH, Room, Setting};
use ninefold::tables::{CostCategory, Shape};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Figures that open nothing of their own: the table or chart, the column (empty: all of it), and why.
const WITHOUT: [(&str, &str, &str); 34] = [
    ("quality", "Count", "of rows or months, where the finding is about these and not about customers"),
    ("fact", "Gross margin", "told by the person, where no cost says it"),
    ("benchmarks-nrr", "", "published by others"),
    ("benchmarks-grr", "", "published by others"),
    ("concentration-rules", "", "published by others"),
    ("groups", "95% interval", "an interval around the share beside it"),
    ("groups-table", "95% interval", "an interval around the share beside it"),
    ("groups-change", "Change", "the difference of the two rates in the row, which open"),
    ("groups-change", "From the mix", "made of the weights and rates in the rows, which open"),
    ("groups-change", "From the rates", "made of the weights and rates in the rows, which open"),
    ("intervals", "95% interval", "an interval around the value beside it"),
    ("intervals", "90% interval", "an interval around the value beside it"),
    ("downgrades", "Share lost", "the last row: the ratio of the two shares above it, which open"),
    ("quality", "NRR if mended", "the difference to a report on mended data"),
    ("quality", "GRR if mended", "the difference to a report on mended data"),
    ("definitions-bridge", "", "the customers of each step stand in a table of the same block"),
    ("step-", "", "is itself the list of customers behind a step"),
    (
        "presets",
        "",
        "where it is of other months and policies than those in force: opens once the preset is used",
    ),
    ("cohorts", "Months since start", "no figure: the number of months"),
    ("survival", "95% interval", "an interval around the share beside it"),
    ("survival", "Months since start", "no figure: the number of months"),
    ("survival-by-", "95% interval", "an interval around the share beside it"),
    ("survival-by-", "Months since start", "no figure: the number of months"),
    ("mix", "", "made of the weights and rates in the table below, which open"),
    ("rate", "", "made of the weights and rates in the table below, which open"),
    ("mark", "", "published by others"),
    ("fact", "Time to pay after a trial's end", "no figure: days that the person sets"),
    ("fact", "Gate: companies that share a need", "no figure: how many companies the person asks for"),
    (
        "fact",
        "A day is counted",
        "no figure: in words, whether the files state hours or days, by which follow-ups are judged",
    ),
    ("fact", "CSAT scale found", "no figure: in words, the scale that all answers fit; these open beside it"),
    ("fact", "Logins and core use judged as of", "no figure: the day of the last row of usage"),
    ("q6.serving", "Months", "no figure: the number of months"),
    ("fact", "Compared: from", "no figure: the month whose costs open beside it"),
    ("fact", "Compared: to", "no figure: the month whose costs open beside it"),
];

/// Cases whose files answer questions.
#[rustfmt::skip]
const ANSWERING: [&str; 30] = [
    "q3-onesheet", "q3-risk", "q4-backtest", "q4-backtest-ranks", "q4-guide", "q4-stickiness",
    "q5-advocates", "q5-surveys-alone", "q6-all", "q6-costs-without-revenue", "q6-fewer-customers",
    "q6-tickets-alone", "q7-loop", "q7-segment-better", "q7-segments", "q7-self-sustaining",
    "q8-demand", "q8-requests-alone", "guide-playbook", "guide-surveys-alone", "guide-onboarding-alone",
    "guide-accounts-alone", "guide-follow-up-times", "guide-sessions", "q3-choices", "q6-costs-allocated",
    "q6-costs-alone", "q6-tickets-with-times", "q8-choices", "q9-tasks",
];

fn excused(id: &str, column: &str) -> bool {
    WITHOUT.iter().any(|(own, head, _)| {
        let same = *own == id || own.ends_with('-') && id.starts_with(own);
        same && (head.is_empty() || *head == column)
    })
}

fn read(name: &str, text: &[u8]) -> FileRead {
    let mut reader = Reader::new(ReadOptions { name: name.to_owned(), ..ReadOptions::default() });
    reader.push(text);
    reader.finish()
}

fn sample(name: &str) -> Session {
    let file = |name: &str| read(name, &std::fs::read(format!("www/samples/{name}")).unwrap());
    Session::new(vec![file(&format!("{name}.csv")), file(&format!("{name}-customers.en.csv"))])
}

/// A number as a room shows it: where it stands, its column, the number for a program, and its evidence.
struct Shown {
    id: String,
    column: String,
    raw: String,
    key: Option<EvidenceKey>,
}

fn of_twin(id: &str, twin: &Twin, out: &mut Vec<Shown>) {
    for row in &twin.rows {
        for (cell, column) in row.iter().zip(&twin.head) {
            if cell.figure && !cell.raw.is_empty() && cell.shown != DASH {
                let (column, raw) = (column.clone(), cell.raw.clone());
                out.push(Shown { id: id.to_owned(), column, raw, key: cell.key });
            }
        }
    }
}

fn of_blocks(blocks: &[Block], out: &mut Vec<Shown>) {
    for block in blocks {
        match block {
            Block::Facts(facts) => {
                for fact in facts.iter().filter(|fact| fact.value != DASH) {
                    let id = match fact.name.as_str() {
                        "From the mix" => "mix",
                        "From the rates" => "rate",
                        _ => "fact",
                    };
                    let (column, key) = (fact.name.clone(), fact.key);
                    let raw = if fact.value == "0 customers" { "0" } else { "" };
                    out.push(Shown { id: id.to_owned(), column, raw: raw.to_owned(), key });
                }
            }
            Block::Table(table) => of_twin(table.id, &table.twin, out),
            Block::Fold(fold) => of_twin(fold.table.id, &fold.table.twin, out),
            Block::Choice(choice) => choice.options.iter().for_each(|(_, blocks)| of_blocks(blocks, out)),
            Block::Chart(chart) => {
                of_twin(chart.id, &chart.twin, out);
                for column in chart.draw(900.0).iter().flat_map(|plot| &plot.columns) {
                    for mark in &column.marks {
                        // A published mark stands below the groups it is for.
                        let id = if column.title.starts_with("article") { "mark" } else { chart.id };
                        let (id, column) = (id.to_owned(), column.title.clone());
                        out.push(Shown { id, column, raw: String::new(), key: mark.key });
                    }
                }
            }
            _ => {}
        }
    }
}

/// Figures without a currency.
fn figures(lang: Lang) -> PlainFigures {
    PlainFigures::new(lang, None)
}

fn everything(session: &Session, settings: &Settings, lang: Lang) -> (Vec<Shown>, Setting) {
    let report = Arc::new(session.report(settings));
    let s = Setting::new(report, settings.months, messages(lang), Arc::new(figures(lang)));
    let rooms: [Room; 5] = [
        rooms::nrr(&s),
        rooms::groups_in_full(&s),
        rooms::economics(&s),
        rooms::diligence(&s),
        rooms::definitions(&s),
    ];
    let answers = rooms::ANSWERED.map(|(id, _)| rooms::answer(&s, id));
    let mut out = Vec::new();
    rooms.iter().chain(&answers).for_each(|room| of_blocks(&room.blocks, &mut out));
    for (place, _) in rooms::groupings(&s) {
        for rate in rooms::RATES {
            of_blocks(&rooms::grouping(&s, place, rate), &mut out);
        }
    }
    let (from, to) =
        (ninefold::report::DefinitionId::NrrCohort, ninefold::report::DefinitionId::NrrLazyReturns);
    if let Told::Comparison(told) = session.inquire(settings, &Inquiry::Compare { from, to }) {
        of_blocks(&rooms::comparison(&s, &told), &mut out);
    }
    // The first view's charts are no room.
    let texts = ChartTexts::of(lang);
    of_twin("movements", &movements_twin(&s.report.movements, texts, &figures(lang)), &mut out);
    of_twin("waterfall", &waterfall_twin(&s.report.bridge, texts, &figures(lang)), &mut out);
    of_twin("trend", &trend_twin(&s.report.trend, texts, &figures(lang)), &mut out);
    for grain in [Grain::Month, Grain::Quarter, Grain::Year] {
        of_twin("cohorts", &cohorts_twin(&cohort_rows(&s.report, grain), texts, &figures(lang)), &mut out);
    }
    (out, s)
}

fn ask(session: &Session, settings: &Settings, key: EvidenceKey) -> EvidencePage {
    session.evidence(settings, &Evidence { key, sort: EvidenceSort::Size, offset: 0, limit: u64::MAX })
}

/// A number; none where it is a word.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Money(text) => text.parse().ok(),
        value => Some(as_number(value)),
    }
}

/// What is wrong with what is behind a figure of an answer.
fn wrong_figure(figure: &AnswerFigure, page: &EvidencePage) -> Option<String> {
    let value = figure.value.as_ref().unwrap();
    let total = |place: Option<u32>| place.map(|place| page.totals[place as usize].clone());
    let sums = (total(page.numerator), total(page.denominator));
    let held = |stated: &Option<Value>, sum: &Option<String>| {
        let (Some(stated), Some(sum)) = (stated, sum) else { return true };
        as_number(stated) == sum.parse::<f64>().unwrap()
    };
    match (remade(page), number(value)) {
        (Some(made), Some(number)) if (made - number).abs() > 1e-12 * number.abs().max(1.0) => {
            return Some(format!("makes {made}, not {number}"));
        }
        // That half of them never got there is no number; what there is proves it.
        (None, _) if page.made != (EvidenceMade::Halved { reached: false }) && page.count > 0 => {
            return Some(format!("can't be made of {:?} {sums:?}", page.made));
        }
        _ => {}
    }
    let both = held(&figure.numerator, &sums.0) && held(&figure.denominator, &sums.1);
    if figure.denominator.is_some() && page.made == EvidenceMade::Sum && !both {
        return Some(format!("{:?} / {:?} are not {sums:?}", figure.numerator, figure.denominator));
    }
    // Those that the figure leaves out may be among those it is told of.
    let apart: u64 = page.excluded.iter().map(|excluded| excluded.customers).sum();
    let totals = page.totals.iter().filter_map(|total| total.parse::<u64>().ok());
    let behind: Vec<u64> = totals.chain([page.count]).flat_map(|n| [n, n + apart]).collect();
    let over = match page.made {
        EvidenceMade::Over { by } => u64::from(by),
        _ => 0,
    };
    // Of months alone each opens its own customers.
    let of_parts = page.count == 0 && !page.parts.is_empty();
    if figure.n > 0 && !of_parts && figure.n != over && !behind.contains(&figure.n) {
        return Some(format!("n {} is not among {behind:?}", figure.n));
    }
    None
}

#[test]
fn every_figure_of_an_answer_is_made_of_rows_of_the_files() {
    let mut all = vec![("sample".to_owned(), Company::sample())];
    all.extend(ANSWERING.map(|name| (name.to_owned(), Company::case(name))));
    let (mut wrong, mut seen) = (BTreeSet::new(), BTreeSet::new());
    for (name, company) in &all {
        let settings = company.settings.clone();
        let (shown, s) = everything(&company.session, &settings, Lang::En);
        for (question, answer) in (0..).zip(&s.report.questions) {
            for (place, figure) in (0..).zip(&answer.figures) {
                let key = EvidenceKey::Answered { question, figure: place };
                // What has no key is excused elsewhere.
                if !shown.iter().any(|one| one.key == Some(key)) {
                    continue;
                }
                seen.insert(figure.id.clone());
                let page = ask(&company.session, &settings, key);
                let nobody = page.count == 0 && page.parts.is_empty();
                let nothing = figure.value.as_ref().and_then(number) == Some(0.0);
                let found = if nobody && !nothing {
                    Some("nothing is behind it".to_owned())
                } else {
                    wrong_figure(figure, &page)
                };
                wrong.extend(
                    found
                        .or_else(|| wrong_rows(company, &page))
                        .map(|why| format!("{name}: {}: {why}", figure.id)),
                );
            }
            for (grid, list) in (0..).zip(&answer.grids) {
                for place in 0..list.rows.len() as u32 {
                    // A row without figures has nothing to open.
                    let cells = list.columns.iter().zip(&list.rows[place as usize]);
                    if !cells.clone().any(|(column, cell)| lists::is_figure(column.unit) && cell.is_some()) {
                        continue;
                    }
                    let key = EvidenceKey::Row { question, grid, place };
                    let page = ask(&company.session, &settings, key);
                    // Of nobody there is nobody to list.
                    let counts =
                        cells.filter(|(column, _)| column.unit == Unit::Count && column.id != "weight");
                    let counts: Vec<&Value> = counts.filter_map(|(_, cell)| cell.as_ref()).collect();
                    let nobody = !counts.is_empty() && counts.iter().all(|n| **n == Value::Count(0));
                    if rooms::opens(list) && !(nobody && page.count == 0) {
                        let why = if page.count == 0 {
                            Some("nothing is behind it".to_owned())
                        } else {
                            wrong_rows(company, &page)
                        };
                        wrong.extend(why.map(|why| {
                            format!("{name}: {} {:?}: {why}", list.id, list.rows[place as usize][0])
                        }));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen.len() > 90, "{}", seen.len());
}

/// Whether a number stands in its evidence: as a sum, as how many, as one sum over another, or as what these make.
fn holds(page: &EvidencePage, report: &Report, raw: &str) -> bool {
    let bare = raw.strip_prefix('-').unwrap_or(raw);
    let sums = page.totals.iter().chain(&page.spent);
    if sums.clone().any(|total| total == raw || total == bare) || page.count.to_string() == raw {
        return true;
    }
    // What follows from other figures is the report's own; the figures open, and their test makes it anew.
    if let (EvidenceKey::Metric { id }, EvidenceMade::Formula) = (page.key, page.made)
        && let Some(Metric::Value { value, .. }) = report.metrics.get(&id)
        && page.parts.len() == 2
    {
        return as_number(value) == raw.parse::<f64>().unwrap();
    }
    // A median is the first age beyond which half or fewer stay.
    let last = page.parts.last().map(|part| part.of);
    if let (Some(PartOf::Age { months }), Some(share)) = (last, remade(page)) {
        let before: f64 = page.parts.iter().rev().skip(1).map(|part| part.ratio.unwrap()).product();
        if months.to_string() == raw && share <= 0.5 + 1e-9 && before > 0.5 {
            return true;
        }
    }
    let number: f64 = raw.parse().unwrap();
    let near = |made: f64| (made - number).abs() <= 1e-12 * number.abs().max(1.0);
    let value = page.value.as_ref().map(as_number).into_iter().chain(remade(page));
    let mut values: Vec<f64> = sums.map(|total| total.parse().unwrap()).collect();
    values.push(page.count as f64);
    // An average of some months is their sum by their number.
    if let EvidenceKey::Serving { months, .. } = page.key {
        values.push(months.into());
    }
    if let Some(Metric::Value { denominator: Some(opening), .. }) = report.metrics.get(&MetricId::Nrr) {
        values.push(as_number(opening));
    }
    let ratios = values.iter().flat_map(|a| values.iter().map(move |b| a / b));
    let all: Vec<f64> = value.clone().chain(value.map(|value| 10_000.0 / value)).chain(ratios).collect();
    all.into_iter().any(near)
}

/// The numbers that don't stand in their evidence.
fn wrong(session: &Session, settings: &Settings, shown: &[Shown], report: &Report) -> BTreeSet<String> {
    let mut wrong = BTreeSet::new();
    for one in shown.iter().filter(|one| !one.raw.is_empty()) {
        // A row of a list opens what all its cells are made of.
        let Some(key) = one.key.filter(|key| !matches!(key, EvidenceKey::Row { .. })) else { continue };
        let page = ask(session, settings, key);
        if !holds(&page, report, &one.raw) {
            let (totals, value) = (&page.totals, &page.value);
            wrong.insert(format!("{} {}: {} {key:?} {totals:?} {value:?}", one.id, one.column, one.raw));
        }
    }
    wrong
}

#[test]
fn every_number_of_every_room_opens_what_makes_it() {
    let twelve = Settings::default();
    let mut half = Settings { months: 6, ..Settings::default() };
    half.policies.set("gross_margin", "0.8").unwrap();
    let all = [
        ("healthy", sample("healthy"), &twelve),
        ("leaking", sample("leaking"), &half),
        ("rich", rich(), &twelve),
        ("rich", rich(), &half),
        ("company", Company::sample().session, &twelve),
    ];
    for (name, session, settings) in all {
        let (shown, s) = everything(&session, settings, Lang::En);
        assert!(shown.len() > 500, "{name}: {}", shown.len());
        let without: BTreeSet<(&str, &str)> = shown
            .iter()
            // Nobody stands behind a count of nobody.
            .filter(|one| one.key.is_none() && one.raw != "0" && !excused(&one.id, &one.column))
            .map(|one| (one.id.as_str(), one.column.as_str()))
            .collect();
        assert!(without.is_empty(), "{name}: {without:?}");
        let wrong = wrong(&session, settings, &shown, &s.report);
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
}

#[test]
fn every_excuse_is_needed() {
    let (shown, _) = everything(&rich(), &Settings::default(), Lang::En);
    let mut told = Settings::default();
    told.policies.set("gross_margin", "0.8").unwrap();
    let (mut more, _) = everything(&sample("healthy"), &told, Lang::En);
    more.extend(everything(&Company::sample().session, &told, Lang::En).0);
    for (id, column, _) in WITHOUT {
        let used = |one: &Shown| {
            one.key.is_none()
                && (one.id == id || id.ends_with('-') && one.id.starts_with(id))
                && (column.is_empty() || one.column == column)
        };
        assert!(shown.iter().chain(&more).any(used), "{id} {column}");
    }
}

#[test]
fn what_is_said_of_a_number_holds_its_own_figures() {
    let (session, settings) = (rich(), Settings::default());
    for lang in [Lang::En, Lang::Zh] {
        let (shown, s) = everything(&session, &settings, lang);
        let mut keys: Vec<EvidenceKey> = Vec::new();
        for key in shown.iter().filter_map(|one| one.key) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        assert!(keys.len() > 200);
        for key in keys {
            let page = ask(&session, &settings, key);
            let (title, rule) = rooms::about(&s, key);
            let mut said = vec![title, rule.to_owned()];
            let made = rooms::made(&s, &page);
            let formula = page.count == 0 && page.parts.is_empty() || !made.is_empty();
            assert!(formula || matches!(key, EvidenceKey::Quality { .. }), "{key:?} has no formula");
            said.extend(made);
            if let Some((note, twin)) = rooms::parts(&s, &page) {
                said.push(note.to_owned());
                assert_eq!(twin.rows.len(), page.parts.len());
                assert!(twin.rows.iter().all(|row| row.len() == twin.head.len()), "{key:?}");
            }
            assert!(said.iter().all(|text| !text.is_empty() && !text.contains('{')), "{key:?}: {said:?}");
        }
    }
}

#[test]
fn unit_economics_open_the_rows_of_the_costs_and_the_customers() {
    let (session, settings) = (rich(), Settings::default());
    let report = session.report(&settings);
    for id in MetricId::ALL.into_iter().filter(|id| id.is_economics()) {
        let page = ask(&session, &settings, EvidenceKey::Metric { id });
        let Metric::Value { value, .. } = &report.metrics[&id] else { panic!("{id:?} has no value") };
        match remade(&page) {
            Some(made) => {
                let value = as_number(value);
                assert!(
                    (made - value).abs() <= 1e-12 * value.abs().max(1.0),
                    "{id:?}: {made} is not {value}"
                );
            }
            None => assert!(page.parts.len() == 2, "{id:?} follows from two others"),
        }
    }
    let page = ask(&session, &settings, EvidenceKey::Metric { id: MetricId::Cac });
    assert_eq!(page.parts.len(), 12, "a row a month");
    let sum: f64 = page.parts.iter().map(|part| as_number(part.above.as_ref().unwrap())).sum();
    assert!((sum - page.spent.as_ref().unwrap().parse::<f64>().unwrap()).abs() < 1e-6);
    let source = page.parts[0].source.unwrap();
    assert_eq!(report.inputs[source.file as usize].name, "costs.csv");
    assert!(matches!(page.value, Some(Value::Number(_))));
}

#[test]
fn whoever_is_not_in_a_population_is_counted_beside_it() {
    let (session, settings) = (rich(), Settings::default());
    let all = session.book(&settings).customers.len() as u64;
    let (shown, _) = everything(&session, &settings, Lang::En);
    let mut seen = 0;
    for key in shown.iter().filter_map(|one| one.key) {
        let of_population = !matches!(
            key,
            EvidenceKey::Movement { .. }
                | EvidenceKey::Bridge { .. }
                | EvidenceKey::Listed { .. }
                | EvidenceKey::WhiteSpace { place: Some(_), .. }
                | EvidenceKey::Quality { .. }
                | EvidenceKey::Cost { .. }
        );
        // What an answer leaves out is counted by what its rows are: customers, or rows of files.
        if matches!(key, EvidenceKey::Answered { .. } | EvidenceKey::Row { .. }) {
            continue;
        }
        let page = ask(&session, &settings, key);
        if page.count > 0 && of_population {
            let apart: u64 = page.excluded.iter().map(|excluded| excluded.customers).sum();
            assert_eq!(page.count + apart, all, "{key:?}");
            seen += 1;
        } else {
            assert!(page.excluded.is_empty(), "{key:?}");
        }
    }
    assert!(seen > 200);
}

/// The last month of a cost from the first of all on, its months, its category's place, units.
type Cost = (i32, u32, usize, i64);

/// Customers with months of small amounts, many of them zero, and costs of some months.
fn companies() -> impl Strategy<Value = (Vec<Vec<i64>>, Vec<Cost>)> {
    let amount = prop_oneof![2 => Just(0_i64), 3 => 1..400_i64, 1 => Just(100_i64)];
    let rows = (3..16_usize).prop_flat_map(move |months| {
        prop::collection::vec(prop::collection::vec(amount.clone(), months), 1..12)
    });
    let cost = (0..16_i32, 1..4_u32, 0..CostCategory::COUNT, 1..900_i64);
    (rows, prop::collection::vec(cost, 0..6))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_the_company_its_numbers_are_made_of_their_evidence(
        (rows, spent) in companies(), length in 1..6_u32, policy in 0..3_usize
    ) {
        let first = Month::new(2023, 1).unwrap();
        let facts: Vec<(String, Month, i64)> = (0..).zip(&rows).flat_map(|(customer, row)| {
            let cells = (0..).zip(row).filter(|(_, amount)| **amount > 0);
            cells.map(move |(month, amount)| (format!("C{customer}"), first.plus(month), *amount)).collect::<Vec<_>>()
        }).collect();
        let costs: Vec<(Month, u32, CostCategory, i64)> = spent
            .iter()
            .map(|(month, months, category, amount)| (first.plus(*month), *months, CostCategory::ALL[*category], *amount))
            .collect();
        let session = session_with_costs(vec![months(Shape::Long, &facts)], &costs);
        let mut settings = Settings { months: length, ..Settings::default() };
        settings.policies.set("reactivation", ["separate", "new", "expansion"][policy]).unwrap();
        let (shown, s) = everything(&session, &settings, Lang::En);
        let wrong = wrong(&session, &settings, &shown, &s.report);
        prop_assert!(wrong.is_empty(), "{:#?}", wrong);
        for one in shown.iter().filter(|one| one.key.is_none() && !one.raw.is_empty() && one.raw != "0") {
            prop_assert!(excused(&one.id, &one.column), "{} {}", one.id, one.column);
        }
        for id in MetricId::ALL {
            let page = ask(&session, &settings, EvidenceKey::Metric { id });
            let Metric::Value { value, .. } = &s.report.metrics[&id] else { continue };
            if let Some(made) = remade(&page) {
                let value = as_number(value);
                prop_assert!((made - value).abs() <= 1e-11 * value.abs().max(1.0), "{:?} {} {}", id, made, value);
            }
        }
    }
}
