//! What several test files share: small ledgers as tables, for tests that begin behind the reader; outside data.
#![allow(dead_code)] // each test file uses its own part
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

use ninefold::base::{Currency, Date, Month, Names};
use ninefold::read::{Code, FileRead, ReadOptions, Reader};
use ninefold::report::Settings;
use ninefold::report::{
    DefinitionId, EvidenceColumn, EvidenceMade, EvidencePage, EvidencePart, Metric, MetricId, Movement,
    PartOf, Report, Session, Value,
};
use ninefold::tables::{
    AttributeColumn, AttributeFact, AttributeKind, CostCategory, CostFact, CostsTable, MonthFact, PeriodFact,
    RevenueFacts, RevenueTable, RowCurrencies, RowSubscriptions, Shape,
};
use std::path::{Path, PathBuf};

/// The folder of files from outside by this name, or `None` after saying that it is missing.
pub fn corpus(name: &str) -> Option<PathBuf> {
    let Some(root) = std::env::var_os("NINEFOLD_CORPUS") else {
        eprintln!("SKIPPED {name}: NINEFOLD_CORPUS is not set, nothing was compared");
        return None;
    };
    Some(Path::new(&root).join(name))
}

pub fn month(text: &str) -> Month {
    Month::parse_iso(text).unwrap_or_else(|| panic!("not a month: {text}"))
}

pub fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap_or_else(|| panic!("not a day: {text}"))
}

/// A file as the reader leaves it, around a table.
pub fn read_as(table: RevenueTable) -> FileRead {
    let mut read =
        Reader::new(ReadOptions { name: "table.csv".to_owned(), ..ReadOptions::default() }).finish();
    read.reading.diagnostics.clear();
    FileRead { revenue: Some(table), question: None, ..read }
}

/// A file of this text as the reader leaves it, all its rows used or ignored.
pub fn file(text: &str) -> FileRead {
    let mut reader = Reader::new(ReadOptions { name: "input.csv".to_owned(), ..ReadOptions::default() });
    reader.push(text.as_bytes());
    let read = reader.finish();
    let rows = read.reading.rows;
    assert_eq!(rows.read, rows.used + rows.rejected + rows.ignored);
    assert_eq!(rows.rejected, 0, "{:?}", read.rejects);
    assert!(read.question.is_none(), "{:?}", read.question);
    read
}

/// Tables and what was spent: the last month of each period, its months, on what, whole units.
pub fn session_with_costs(tables: Vec<RevenueTable>, costs: &[(Month, u32, CostCategory, i64)]) -> Session {
    let mut reads: Vec<FileRead> = tables.into_iter().map(read_as).collect();
    let fact = |(month, months, category, units): &(Month, u32, CostCategory, i64)| CostFact {
        month: *month,
        months: *months,
        category: *category,
        amount: units * 100,
        line: 2,
        customer: None,
        group: None,
    };
    let facts = costs.iter().map(fact).collect();
    reads[0].costs = Some(CostsTable {
        currency: Currency::UNSTATED,
        mixed: Vec::new(),
        rows: RowCurrencies::default(),
        facts,
        customers: Names::new(),
        groups: (AttributeKind::Other, Names::new()),
    });
    Session::new(reads)
}

/// The value of a definition.
#[track_caller]
pub fn definition(report: &Report, id: DefinitionId) -> f64 {
    let found = report.definitions.iter().find(|definition| definition.id == id);
    found.and_then(|definition| definition.value).unwrap_or_else(|| panic!("{id:?} has no value"))
}

pub fn session(tables: Vec<RevenueTable>) -> Session {
    Session::new(tables.into_iter().map(read_as).collect())
}

/// Facts of one customer in one month each, amounts in minor units, lines from 2 on.
pub fn months(shape: Shape, rows: &[(String, Month, i64)]) -> RevenueTable {
    let mut customers = Names::new();
    let facts: Vec<MonthFact> = rows
        .iter()
        .zip(2..)
        .map(|((customer, month, amount), line)| MonthFact {
            customer: customers.intern(customer),
            month: *month,
            amount: *amount,
            line,
        })
        .collect();
    let all = facts.iter().map(|f| f.month);
    let span = all.clone().min().zip(all.max());
    let facts = RevenueFacts::Months { facts, span, latest_day: None, many_days: false };
    RevenueTable {
        shape,
        currency: Currency::UNSTATED,
        mixed: Vec::new(),
        rows: RowCurrencies::default(),
        customers,
        facts,
        attributes: Vec::new(),
        items: None,
        subscriptions: None,
        list: None,
    }
}

pub fn periods(rows: &[(String, Date, Option<Date>, i64)]) -> RevenueTable {
    let mut customers = Names::new();
    let facts = rows
        .iter()
        .zip(2..)
        .map(|((customer, start, end, amount), line)| PeriodFact {
            customer: customers.intern(customer),
            start: *start,
            end: *end,
            cancelled: None,
            amount: *amount,
            line,
        })
        .collect();
    let facts = RevenueFacts::Periods(facts);
    RevenueTable {
        shape: Shape::Periods,
        currency: Currency::UNSTATED,
        mixed: Vec::new(),
        rows: RowCurrencies::default(),
        customers,
        facts,
        attributes: Vec::new(),
        items: None,
        subscriptions: None,
        list: None,
    }
}

/// Names the subscription of each row, from the table's first on; an empty name is none.
pub fn of_subscriptions<'a>(mut table: RevenueTable, names: impl Iterator<Item = &'a str>) -> RevenueTable {
    let mut rows = RowSubscriptions::default();
    (2..).zip(names).for_each(|(line, name)| rows.push(line, name));
    table.subscriptions = Some(Box::new(rows));
    table
}

/// Leaves of the quality of the data what doesn't depend on how the rows stand in files: no names, no lines, no
/// findings about a file.
pub fn forget_files(report: &mut Report) {
    report.quality.retain(|finding| finding.file.is_none() && finding.code != Code::FilesOverlap);
    for finding in &mut report.quality {
        finding.text = None;
        finding.examples.clear();
    }
}

/// A ledger of whole units: `("C1", &[5000, 6500])` pays 5000 in the first month and 6500 in the second.
pub fn ledger(first: &str, rows: &[(&str, &[i64])]) -> RevenueTable {
    let start = month(first);
    let cells = rows.iter().flat_map(|(customer, amounts)| {
        amounts.iter().zip(0..).map(move |(amount, i)| ((*customer).to_owned(), start.plus(i), amount * 100))
    });
    months(Shape::Long, &cells.collect::<Vec<_>>())
}

/// Groups a ledger's customers: who belongs to what, always.
pub fn grouped(table: RevenueTable, kind: AttributeKind, name: &str, of: &[(&str, &str)]) -> RevenueTable {
    let dated: Vec<(&str, Option<Month>, &str)> = of.iter().map(|(who, what)| (*who, None, *what)).collect();
    grouped_from(table, kind, name, &dated)
}

/// The same where it may change: who belongs to what, from which month on.
pub fn grouped_from(
    mut table: RevenueTable,
    kind: AttributeKind,
    name: &str,
    of: &[(&str, Option<Month>, &str)],
) -> RevenueTable {
    let mut values = Names::new();
    let facts = of
        .iter()
        .map(|(customer, month, value)| AttributeFact {
            customer: table.customers.intern(customer),
            month: *month,
            value: values.intern(value),
        })
        .collect();
    table.attributes.push(AttributeColumn { kind, name: name.to_owned(), values, facts });
    table
}

pub fn settings(months: u32) -> Settings {
    Settings { months, ..Settings::default() }
}

/// A metric's value as a number; money in units.
pub fn number(report: &Report, id: MetricId) -> f64 {
    match &report.metrics[&id] {
        Metric::Value { value, .. } => as_number(value),
        Metric::Na { text, .. } => panic!("{} is n/a: {text}", id.as_str()),
    }
}

pub fn as_number(value: &Value) -> f64 {
    match value {
        Value::Count(n) => *n as f64,
        Value::Number(x) => *x,
        Value::Money(text) => text.parse().unwrap(),
    }
}

pub fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * b.abs().max(1.0)
}

#[track_caller]
pub fn assert_close(what: &str, got: f64, want: f64) {
    assert!(close(got, want), "{what}: {got}, expected {want}");
}

/// A file's report over one month, known up to a day.
pub fn known_until(text: &str, day: &str) -> Report {
    Session::new(vec![file(text)]).as_of(Some(date(day))).report(&settings(1))
}

/// Subscription periods, known up to a day.
pub fn of_periods(rows: &str, until: &str) -> Report {
    known_until(&format!("customer_id,start_date,end_date,amount,interval,quantity\n{rows}"), until)
}

/// Lines of invoices, known up to a day.
pub fn of_invoices(rows: &str, until: &str) -> Report {
    known_until(&format!("invoice_id,customer_id,period_start,period_end,amount,type\n{rows}"), until)
}

/// A month's movement.
pub fn at<'a>(report: &'a Report, name: &str) -> &'a Movement {
    report.movements.iter().find(|m| m.month == month(name)).unwrap_or_else(|| panic!("no {name}"))
}

/// A month's opening, new, expansion, contraction, churn, reactivation and closing.
#[track_caller]
pub fn moved(report: &Report, name: &str, want: [f64; 7]) {
    let m = at(report, name);
    let got = [&m.opening, &m.new, &m.expansion, &m.contraction, &m.churn, &m.reactivation, &m.closing]
        .map(|text| text.parse::<f64>().unwrap());
    assert_eq!(got, want, "{name}");
}

/// A column's cells; the page has to hold all rows.
fn cells(page: &EvidencePage, column: u32) -> Vec<f64> {
    assert_eq!(page.rows.len() as u64, page.count);
    page.rows.iter().map(|row| row.cells[column as usize].parse().unwrap()).collect()
}

/// The number that a page of evidence is for, made anew of its totals and parts alone; `None` where it follows from other
/// figures by a formula, or is no ratio.
pub fn remade(page: &EvidencePage) -> Option<f64> {
    let total = |place: Option<u32>| Some(page.totals[place? as usize].parse::<f64>().unwrap());
    let (above, below) = (total(page.numerator), total(page.denominator));
    let spent = page.spent.as_ref().map(|spent| spent.parse::<f64>().unwrap());
    let over = |above: f64| below.filter(|below| *below != 0.0).map(|below| above / below);
    match page.made {
        EvidenceMade::Sum if below.is_none() => above,
        EvidenceMade::Sum => over(above?),
        EvidenceMade::Times { by } => over(above? * f64::from(by)),
        EvidenceMade::Power { by } => {
            Some((0..by).fold(1.0, |power, _| power * over(above.unwrap()).unwrap()))
        }
        EvidenceMade::Linear { by } => Some(1.0 + f64::from(by) * (over(above?)? - 1.0)),
        EvidenceMade::Capped => over(above?.min(below?)),
        EvidenceMade::Discounted { months } => {
            let lost = page.columns.iter().position(|column| *column == EvidenceColumn::LostCustomer);
            let churn = total(lost.map(|place| place as u32))? / below? / f64::from(months);
            Some(over(above?)? * 1.1 / (0.1 + churn))
        }
        EvidenceMade::Squares => Some(above? / below? / below? * 10_000.0),
        EvidenceMade::Product => page.parts.iter().try_fold(1.0, |product, part| {
            Some(product * as_number(part.above.as_ref()?) / as_number(part.below.as_ref()?))
        }),
        EvidenceMade::Spent { by } if below.is_some() => over(spent? * f64::from(by)),
        EvidenceMade::Spent { .. } => spent,
        EvidenceMade::Left => over(below? - spent?),
        EvidenceMade::Formula => None,
        EvidenceMade::Over { by } => Some(above? / f64::from(by)),
        EvidenceMade::Median => {
            let mut all = cells(page, page.numerator?);
            all.sort_by(f64::total_cmp);
            let middle = all.len() / 2;
            Some((all.get((all.len().checked_sub(1)?) / 2)? + all[middle]) / 2.0)
        }
        EvidenceMade::Added { by, more } => Some(above? * f64::from(by) / (below? + f64::from(more))),
        EvidenceMade::Affine { by, times, plus } => {
            Some((f64::from(times) * over(above? * f64::from(by))? + f64::from(plus)) / 1000.0)
        }
        EvidenceMade::Cycles { seeds, cycles } => {
            let k = over(above?)?;
            let waves = std::iter::successors(Some(f64::from(seeds)), |wave| Some(wave * k));
            Some(waves.take(cycles as usize).sum())
        }
        EvidenceMade::Halved { reached } => {
            let (last, before) = page.parts.split_last()?;
            let stays = |part: &EvidencePart| {
                as_number(part.above.as_ref().unwrap()) / as_number(part.below.as_ref().unwrap())
            };
            let before: f64 = before.iter().map(stays).product();
            assert!(
                before > 0.5 + 1e-12 && (before * stays(last) <= 0.5 + 1e-12) == reached,
                "{:?}",
                page.parts
            );
            match last.of {
                PartOf::Days { days } if reached => Some(days.into()),
                _ => None,
            }
        }
        EvidenceMade::Some => {
            let any = |part: &&EvidencePart| part.above.as_ref().is_some_and(|above| as_number(above) > 0.0);
            Some(page.parts.iter().filter(any).count() as f64)
        }
        EvidenceMade::Slope => {
            // Least squares as the textbook has it: Σ (x − x̄)(y − ȳ) ÷ Σ (x − x̄)².
            let y: Vec<f64> = page.parts.iter().map(|part| part.ratio.unwrap()).collect();
            let middle = (y.len() - 1) as f64 / 2.0;
            let mean = y.iter().sum::<f64>() / y.len() as f64;
            let off = |x: usize| x as f64 - middle;
            let above: f64 = y.iter().enumerate().map(|(x, y)| off(x) * (y - mean)).sum();
            Some(above / (0..y.len()).map(|x| off(x) * off(x)).sum::<f64>())
        }
        EvidenceMade::Marginal | EvidenceMade::Elasticity => {
            let [(cost, base), (more, others)] = [0, 1].map(|place: usize| {
                let part = &page.parts[place];
                (as_number(part.above.as_ref().unwrap()), as_number(part.below.as_ref().unwrap()))
            });
            let (cost_grew, base_grew) = (more - cost, others - base);
            Some(match page.made {
                EvidenceMade::Marginal => cost_grew / base_grew,
                _ => cost_grew / cost / (base_grew / base),
            })
        }
        EvidenceMade::Mean { by } => {
            let pairs = cells(page, page.numerator?).into_iter().zip(cells(page, page.denominator?));
            let all: Vec<f64> = pairs.map(|(above, below)| f64::from(by) * above / below).collect();
            (!all.is_empty()).then(|| all.iter().sum::<f64>() / all.len() as f64)
        }
    }
}
