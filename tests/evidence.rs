//! Every number of every room opens what is behind it, and that makes the number exactly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{as_number, months, remade, session_with_costs};
use ninefold::base::Month;
use ninefold::chart::{Grain, Twin, cohort_rows, cohorts_twin, movements_twin, trend_twin, waterfall_twin};
use ninefold::i18n::charts::ChartTexts;
use ninefold::i18n::{Lang, messages};
use ninefold::pack::PlainFigures;
use ninefold::read::{FileRead, ReadOptions, Reader};
use ninefold::report::{
    AnswerFigure, Evidence, EvidenceColumn, EvidenceKey, EvidenceMade, EvidencePage, EvidenceSort, Grid,
    Inquiry, Metric, MetricId, PartOf, Report, Session, Settings, Told, Unit, Value,
};
use ninefold::rooms::{self, Block, DASH, Room, Setting};
use ninefold::tables::{CostCategory, Shape};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Figures that open nothing of their own: the table or chart, the column (empty: all of it), and why.
const WITHOUT: [(&str, &str, &str); 39] = [
    ("economics-gauges", "", "the figures above it once more, which open"),
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
    ("presets", "", "of other months and policies than those in force: opens once the preset is used"),
    ("cohorts", "Months since start", "no figure: the number of months"),
    ("survival", "95% interval", "an interval around the share beside it"),
    ("survival", "Months since start", "no figure: the number of months"),
    ("survival-by-", "95% interval", "an interval around the share beside it"),
    ("survival-by-", "Months since start", "no figure: the number of months"),
    ("mix", "", "made of the weights and rates in the table below, which open"),
    ("rate", "", "made of the weights and rates in the table below, which open"),
    ("mark", "", "published by others"),
    ("fact", "Rules that could be judged", "of rules, each of which opens its customers in the list below"),
    ("guide.playbook", "Customers", "those of the list that the row names, which open there"),
    ("guide.playbook", "ARR", "of the list that the row names, whose customers open there"),
    ("q8.agreement", "", "how alike two orders of features are, whose requests open in the list above"),
    ("fact", "Time to pay after a trial's end", "no figure: a setting"),
    ("fact", "Gate: companies that share a need", "no figure: a setting"),
    ("fact", "A day is counted", "no figure: which rule the follow-ups are judged by"),
    ("fact", "CSAT scale found", "no figure: the scale that the answers fit"),
    ("fact", "Logins and core use judged as of", "no figure: a day"),
    ("q6.serving", "Months", "no figure: the number of months"),
    ("fact", "Compared: from", "no figure: a month"),
    ("fact", "Compared: to", "no figure: a month"),
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

/// Twenty-six months of products, plans, seats, regions and tiers; costs beside them; a company under two names, a hole,
/// a downgrade before a loss, and growth enough for the white space.
fn rich() -> Session {
    use std::fmt::Write;
    let mut ledger = "customer,month,mrr,product,seats\n".to_owned();
    let mut accounts = "customer,tier,region,seats,potential_seats,modules_used,modules_total\n".to_owned();
    let mut costs = "month,category,amount\n".to_owned();
    for customer in 0..60_i64 {
        let start = if customer % 3 == 0 { 0 } else { customer % 20 };
        let gone = if customer % 7 == 2 { 18 + customer % 5 } else { 99 };
        for month in start..26 {
            if month >= gone || (customer == 11 && month == 20) {
                continue;
            }
            let at = Month::new(2023, 1).unwrap().plus(month as i32);
            let seats = 5 + customer % 4 + if month > 15 { customer % 3 } else { 0 };
            let price = 900 + 37 * (customer % 6) - if month > 16 && customer % 7 == 2 { 200 } else { 0 };
            let _ = writeln!(
                ledger,
                "Customer {customer:02},{at},{}.{:02},Core,{seats}",
                seats * price / 100,
                seats * price % 100
            );
            // The same row twice.
            if customer == 59 && month == 25 {
                let last = ledger.lines().next_back().unwrap().to_owned();
                ledger.push_str(&last);
                ledger.push('\n');
            }
            if customer % 5 == 1 && month > 14 {
                let _ = writeln!(ledger, "Customer {customer:02},{at},12.50,Add-on,1");
            }
        }
        let (tier, region) =
            (["KA", "SMB", "Mid"][customer as usize % 3], ["EU", "US"][customer as usize % 2]);
        let _ = writeln!(
            accounts,
            "Customer {customer:02},{tier},{region},{},{},{},{}",
            5 + customer % 4,
            9 + customer % 9,
            1 + customer % 6,
            if customer % 8 == 3 { String::new() } else { (5 + customer % 3).to_string() }
        );
    }
    ledger.push_str("Customer 00,2023-05,#REF!,Core,1\n");
    for month in 0..26 {
        let at = Month::new(2023, 1).unwrap().plus(month);
        for (category, amount) in
            [("hosting", "310.10"), ("support", "99.99"), ("csm", "700"), ("sales and marketing", "1234.56")]
        {
            let _ = writeln!(costs, "{at},{category},{amount}");
        }
    }
    Session::new(vec![
        read("ledger.csv", ledger.as_bytes()),
        read("accounts.csv", accounts.as_bytes()),
        read("costs.csv", costs.as_bytes()),
    ])
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
                for column in (chart.draw)(900.0).iter().flat_map(|plot| &plot.columns) {
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
    let s =
        Setting { report, months: settings.months, texts: messages(lang), figures: Arc::new(figures(lang)) };
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

/// Files read, with their texts: what a source line says is held against them.
struct Company {
    session: Session,
    texts: Vec<String>,
    settings: Settings,
}

impl Company {
    fn of(files: Vec<(String, String)>) -> Self {
        let reads = files.iter().map(|(name, text)| read(name, text.as_bytes())).collect();
        let texts = files.into_iter().map(|(_, text)| text).collect();
        Company { session: Session::new(reads), texts, settings: Settings::default() }
    }

    fn sample() -> Self {
        Company::of(ninefold::samples::company(Lang::En))
    }

    /// The files of a case, in the order of their names, and what its health score is made of.
    fn case(name: &str) -> Self {
        let folder = std::path::Path::new("tests/cases").join(name);
        let mut files: Vec<_> =
            std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|end| end == "csv"));
        files.sort();
        let text = |path: &std::path::PathBuf| {
            (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
        };
        let mut company = Company::of(files.iter().map(text).collect());
        let case = std::fs::read_to_string(folder.join("case.json")).unwrap();
        let case: serde_json::Value = serde_json::from_str(&case).unwrap();
        if let Some(health) = case.get("health") {
            company.settings.health = serde_json::from_value(health.clone()).unwrap();
        }
        company
    }
}

/// What is wrong with the rows behind a number: a line that isn't there, or that doesn't speak of its customer.
fn wrong_rows(company: &Company, page: &EvidencePage) -> Option<String> {
    for row in &page.rows {
        if row.sources.is_empty() {
            return Some(format!("{} {} has no line", row.customer, row.what));
        }
        for source in &row.sources {
            let line = company.texts[source.file as usize].lines().nth(source.line as usize - 1);
            if !line.is_some_and(|line| line.contains(&row.customer)) {
                return Some(format!(
                    "{} is not in line {} of file {}",
                    row.customer, source.line, source.file
                ));
            }
        }
    }
    None
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
    if figure.n > 0 && figure.n != over && !behind.contains(&figure.n) {
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
                    let key = EvidenceKey::Row { question, grid, place };
                    let page = ask(&company.session, &settings, key);
                    // Of nobody there is nobody to list.
                    let counts = list
                        .columns
                        .iter()
                        .zip(&list.rows[place as usize])
                        .filter(|(column, _)| column.unit == Unit::Count && column.id != "weight");
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

#[test]
fn what_no_sum_makes_shows_its_formula() {
    let shown = [
        ("q4-backtest-ranks", "q4.backtest_auc", "Pairs in the right order 104 ÷ Pairs 144 = 72.2%"),
        ("q6-all", "q6.marginal_cost", "(2,900 − 2,000) ÷ (12 − 11) = 900"),
        ("q6-all", "q6.elasticity", "((2,900 − 2,000) ÷ 2,000) ÷ ((12 − 11) ÷ 11) = 4.95"),
        ("q7-loop", "q7.time_to_value", "55.6% × 80.0% = 44.4% ≤ 50.0% → 3 days"),
        ("q7-self-sustaining", "q7.time_to_value", "85.7% > 50.0% → not reached: fewer than half"),
        ("q7-loop", "q7.after_cycles", "K = Counted 3 ÷ Out of 8; 1,000 × (1 + K + … + K^5) = 1,595.6"),
        ("q9-tasks", "q9.umux_as_sus", "0.65 × (Value 9 × 100 ÷ Out of 12) + 22.9 = 71.7"),
        (
            "guide-surveys-alone",
            "guide.nps_adjusted",
            "Promoter +1, detractor −1 5 × 100 ÷ (Out of 20 + 3) = 21.7",
        ),
    ];
    for (name, id, line) in shown {
        let company = Company::case(name);
        let (_, s) = everything(&company.session, &company.settings, Lang::En);
        let questions = (0..).zip(&s.report.questions);
        let mut all = questions.flat_map(|(question, answer)| {
            (0..).zip(&answer.figures).map(move |(place, figure)| (question, place, figure))
        });
        let (question, figure, _) = all.find(|(.., figure)| figure.id == id).unwrap();
        let page = ask(&company.session, &company.settings, EvidenceKey::Answered { question, figure });
        assert_eq!(rooms::made(&s, &page), [line], "{name} {id}");
    }
}

#[test]
fn a_ranking_is_made_of_its_pairs() {
    let company = Company::case("q4-backtest-ranks");
    let report = company.session.report(&company.settings);
    let at = |id: &str| report.questions[3].figures.iter().position(|figure| figure.id == id).unwrap() as u32;
    let key = EvidenceKey::Answered { question: 3, figure: at("q4.backtest_auc") };
    let page = ask(&company.session, &company.settings, key);
    let rows: Vec<[f64; 4]> = page
        .rows
        .iter()
        .map(|row| [0, 1, 2, 3].map(|cell| row.cells[cell].parse::<f64>().unwrap()))
        .collect();
    for [lost, score, pairs, right] in &rows {
        let kept = rows.iter().filter(|[other, ..]| *other == 0.0 && *lost == 1.0);
        let won =
            kept.map(|[_, other, ..]| if other > score { 1.0 } else { 0.5 * f64::from(other == score) });
        let won: Vec<f64> = won.collect();
        assert_eq!((*pairs, *right), (won.len() as f64, won.iter().sum::<f64>()));
    }
}

/// The list of all customers' scores, and where it stands.
fn scores(report: &Report) -> (u32, u32, &Grid) {
    let question = report.questions.iter().position(|question| question.id == "q4").unwrap();
    let grids = &report.questions[question].grids;
    let grid = grids.iter().position(|grid| grid.id == "q4.customers").unwrap();
    (question as u32, grid as u32, &grids[grid])
}

#[test]
fn a_score_needs_none_of_the_rows_that_its_evidence_leaves_out() {
    let files = ninefold::samples::company(Lang::En);
    let company = Company::of(files.clone());
    let report = company.session.report(&company.settings);
    let (question, grid, list) = scores(&report);
    let mut left_out = 0;
    for place in (0..list.rows.len()).step_by(list.rows.len() / 12) {
        let Some(Value::Money(name)) = &list.rows[place][0] else { panic!("a customer has a name") };
        let key = EvidenceKey::Row { question, grid, place: place as u32 };
        let page = ask(&company.session, &company.settings, key);
        let cited: BTreeSet<(u32, u32)> =
            page.rows.iter().flat_map(|row| &row.sources).map(|own| (own.file, own.line)).collect();
        assert_eq!(page.totals, [cited.len().to_string()]);
        // Of tables that a score is made of, only the customer's rows that are cited; of others all rows.
        let mut fewer = 0;
        let kept = (0..).zip(&files).map(|(file, (title, text))| {
            let scored = ["usage", "tickets", "surveys", "onboarding", "contracts"];
            let drops = scored.iter().any(|table| title.contains(table));
            let lines = (1..).zip(text.lines()).filter(|(line, text)| {
                let own = text.split(',').any(|cell| cell == name);
                let keep = !drops || !own || cited.contains(&(file, *line));
                fewer += u64::from(!keep);
                keep
            });
            (title.clone(), lines.map(|(_, text)| format!("{text}\n")).collect::<String>())
        });
        let kept = Company::of(kept.collect());
        let again = kept.session.report(&kept.settings);
        let (.., again) = scores(&again);
        let own = |list: &Grid| list.rows.iter().find(|row| row[0] == list_name(name)).cloned();
        assert_eq!(own(again), own(list), "{name} without {fewer} rows");
        let apart: u64 = page.excluded.iter().map(|excluded| excluded.customers).sum();
        assert_eq!(fewer, apart, "{name}: {:?}", page.excluded);
        left_out += fewer;
    }
    assert!(left_out > 100, "{left_out}");
}

fn list_name(name: &str) -> Option<Value> {
    Some(Value::Money(name.to_owned()))
}

/// Cells of lists whose rows are sums that aren't made of the rows behind them: the list, the column, and why.
const NOT_MADE: [(&str, &str, &str); 28] = [
    ("guide.steps", "drop_off", "the completion less that of the row above"),
    ("q3.back_test", "risk_ratio", "of the four counts in the row: a ratio of two ratios"),
    ("q3.back_test", "odds_ratio", "of the four counts in the row: a ratio of two ratios"),
    ("q3.back_test", "lift", "of the counts in the row: a ratio of two ratios"),
    ("q4.backtest", "lift", "the row's churn over that of all, a figure above that opens"),
    ("q4.bands", "above", "no figure: a setting"),
    ("q4.bands", "up_to", "no figure: a setting"),
    ("q4.measures", "weight", "no figure: a setting"),
    ("q6.channels", "days_to_solve", "a median of times between two cells of each row behind it"),
    ("q6.cost_by_group", "mrr_sum", "of the group's customers; behind the row stand its costs"),
    ("q6.cost_by_group", "margin", "the two amounts before it, less each other"),
    ("q6.costs_by_period", "months", "no figure: the number of months"),
    ("q6.costs_by_period", "share", "over the sum of the rows of the same period"),
    ("q7.segments", "chance", "Fisher's test of the row against all others"),
    ("q7.segments", "rest", "of the other sign-ups, which the rows of the other segments open"),
    ("q7.value_by_day", "days", "no figure: the number of days"),
    ("q8.apart", "place", "a place in an order, no amount"),
    ("q8.apart", "other_place", "a place in an order, no amount"),
    ("q8.apart", "of_features", "how many features both ways rank: the rows of the list of places"),
    ("q8.apart", "places_apart", "a difference of places"),
    ("q8.features", "of_companies", "over all companies that ask, a figure above that opens"),
    ("q8.features", "score", "a geometric mean of shares of the largest, by the rule below the list"),
    ("q8.features", "per_effort", "the score over the estimated months of work"),
    ("q8.features", "rice", "by estimates that the requests state"),
    ("q8.features", "wsjf", "by estimates that the requests state"),
    ("q8.ranks", "", "a place in an order, no amount"),
    ("q9.steps", "steps", "no figure: what the attempts are grouped by"),
    ("q9.tasks", "efficiency", "the fewest steps that anybody took over those of each attempt"),
];

/// The ends of an interval around a value that stands beside them.
const ENDS: [&str; 4] = ["low", "high", "odds_low", "odds_high"];

/// A cell as an exact number of 10⁻⁹.
fn nano(text: &str) -> i128 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    assert!(part.len() <= 9, "{text}");
    whole.parse::<i128>().unwrap() * 1_000_000_000 + sign * format!("{part:0<9}").parse::<i128>().unwrap()
}

/// Whether a number of a row is made of the rows behind it, of other numbers of the row, or is a part of its column's sum.
fn is_made(list: &Grid, row: usize, column: usize, page: &EvidencePage) -> bool {
    let Some(value) = &list.rows[row][column] else { return true };
    let Some(number) = number(value) else { return true };
    let near = |made: f64| (made - number).abs() <= 1e-12 * number.abs().max(1.0);
    let totals = page.totals.iter().map(|total| total.parse::<f64>().unwrap());
    let mut own: Vec<f64> = totals.chain([page.count as f64]).collect();
    if own.iter().copied().chain(remade(page)).any(near) {
        return true;
    }
    // The middle and the ninth tenth of what each row states.
    let each = |c: &EvidenceColumn| *c == EvidenceColumn::Value { unit: Unit::Count };
    if let Some(place) = page.columns.iter().position(each) {
        let cells = page.rows.iter().map(|row| &row.cells[place]).filter(|cell| !cell.is_empty());
        let mut all: Vec<f64> = cells.map(|cell| cell.parse().unwrap()).collect();
        all.sort_by(f64::total_cmp);
        let at = |nth: usize| all[nth - 1];
        let n = all.len();
        if n > 0 && (near((at(n.div_ceil(2)) + at(n / 2 + 1)) / 2.0) || near(at((n * 9).div_ceil(10)))) {
            return true;
        }
    }
    // What stays of the steps up to there; reached it has the rest.
    let stays = page.parts.iter().map(|part| part.ratio.unwrap()).product::<f64>();
    if !page.parts.is_empty() && near(1.0 - stays) {
        return true;
    }
    let counts = |place: usize| matches!(list.columns[place].unit, Unit::Count | Unit::Money);
    for place in (0..list.columns.len()).filter(|place| counts(*place) && *place != column) {
        let cell = |row: &Vec<Option<Value>>| row[place].as_ref().and_then(crate::number);
        let sum: f64 = list.rows.iter().filter_map(cell).sum();
        own.extend(cell(&list.rows[row]));
        if cell(&list.rows[row]).is_some_and(|cell| near(cell / sum)) {
            return true;
        }
    }
    let ratios = own.iter().flat_map(|a| own.iter().map(move |b| a / b));
    ratios.flat_map(|ratio| [ratio, 100.0 * ratio, 1.0 - ratio]).any(near)
}

#[test]
fn every_cell_of_a_sum_is_made_of_the_rows_behind_it() {
    let mut all = vec![("sample".to_owned(), Company::sample())];
    all.extend(ANSWERING.map(|name| (name.to_owned(), Company::case(name))));
    let (mut wrong, mut exact, mut unused) =
        (std::collections::BTreeMap::new(), BTreeSet::new(), BTreeSet::from(NOT_MADE));
    for (name, company) in &all {
        let report = company.session.report(&company.settings);
        for (question, answer) in (0..).zip(&report.questions) {
            for (grid, list) in (0..).zip(&answer.grids) {
                let of_customers = list.columns.iter().any(|column| column.unit == Unit::Customer);
                if of_customers || !rooms::opens(list) {
                    continue;
                }
                for row in 0..list.rows.len() {
                    let key = EvidenceKey::Row { question, grid, place: row as u32 };
                    let page = ask(&company.session, &company.settings, key);
                    for (column, head) in list.columns.iter().enumerate() {
                        let own = |c: &EvidenceColumn| matches!(c, EvidenceColumn::Listed { column: at, .. } if usize::from(*at) == column);
                        let total = page.columns.iter().position(own).map(|place| &page.totals[place]);
                        let cell = list.rows[row][column].as_ref();
                        let plain = matches!(head.unit, Unit::Count | Unit::Money);
                        let made = match (cell, total) {
                            (Some(Value::Count(n)), Some(total)) if plain => {
                                exact.insert((list.id.clone(), head.id.clone()));
                                nano(&n.to_string()) == nano(total)
                            }
                            (Some(Value::Money(text)), Some(total)) if plain => {
                                exact.insert((list.id.clone(), head.id.clone()));
                                nano(text) == nano(total)
                            }
                            _ => is_made(list, row, column, &page),
                        };
                        let excuse = NOT_MADE.iter().find(|(id, column, _)| {
                            *id == list.id && (column.is_empty() || *column == head.id)
                        });
                        if !made && !ENDS.contains(&head.id.as_str()) {
                            match excuse {
                                Some(excuse) => _ = unused.remove(excuse),
                                None => {
                                    _ = wrong.insert(
                                        (list.id.clone(), head.id.clone()),
                                        format!(
                                            "{name} row {row} {cell:?} {:?} {:?} n{}",
                                            page.columns, page.totals, page.count
                                        ),
                                    )
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(unused.is_empty(), "{unused:?}");
    assert!(exact.len() > 40, "{exact:?}");
}
