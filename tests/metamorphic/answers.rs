//! The laws of the questions' answers over a company with every table: usage, modules, contracts, tickets and the rest.
//! Each figure, cell and finding says by its unit what a change does to it.

use crate::law::near;
use ninefold::base::Date;
use ninefold::i18n::Lang;
use ninefold::read::{FileRead, ReadOptions, Reader};
use ninefold::report::{QuestionState, Session, Settings, Unit, Value};
use ninefold::samples;

/// What is done to every file.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Change {
    /// All money so many times.
    Scaled(i64),
    /// Other names of customers, in the same order.
    Renamed,
    /// All days and months so many years later; of four no day is lost.
    Later(u16),
    /// The customers of one industry are one with those of the same first name in another.
    Merged,
    /// Every second row of a customer is another's.
    Split,
}

const MONEY: [&str; 4] = ["mrr", "amount", "acv", "revenue"];
const PREFIX: &str = "Company ";

impl Change {
    fn cell(self, row: usize, header: &str, cell: &str) -> String {
        match self {
            Change::Merged if header == "customer_id" => cell.replace("Retail", "Logistics"),
            Change::Split if header == "customer_id" && row % 2 == 1 && !cell.is_empty() => {
                format!("{cell} II")
            }
            Change::Scaled(k) if MONEY.contains(&header) => {
                cell.parse::<i64>().map_or_else(|_| cell.to_owned(), |amount| (amount * k).to_string())
            }
            Change::Renamed if header == "customer_id" && !cell.is_empty() => format!("{PREFIX}{cell}"),
            Change::Later(years) => later(cell, years),
            _ => cell.to_owned(),
        }
    }

    /// What becomes of a value of a unit.
    fn value(self, unit: Unit, value: &Value) -> Value {
        match (self, unit, value) {
            (Change::Scaled(k), Unit::Money, Value::Number(x)) => Value::Number(x * k as f64),
            (Change::Scaled(k), Unit::Money, Value::Count(n)) => Value::Count(n * k),
            (Change::Scaled(k), Unit::Money, Value::Money(text)) => Value::Money(times(text, k)),
            (Change::Renamed, Unit::Customer, Value::Money(name)) => Value::Money(format!("{PREFIX}{name}")),
            (Change::Later(years), _, Value::Money(text)) => Value::Money(later(text, years)),
            _ => value.clone(),
        }
    }
}

/// Parts of a ratio have no unit of their own: a decimal text is money there.
fn part_unit(part: &Option<Value>) -> Unit {
    match part {
        Some(Value::Money(text)) if text.contains('.') => Unit::Money,
        _ => Unit::Number,
    }
}

fn times(text: &str, k: i64) -> String {
    let cents = text.replace('.', "").parse::<i128>().unwrap() * i128::from(k);
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

/// A day, a month or a quarter so many years later; any other text as it is.
fn later(text: &str, years: u16) -> String {
    let is_month = text.len() == 7 && text.as_bytes()[4] == b'-';
    match text.get(..4).and_then(|year| year.parse::<u16>().ok()) {
        Some(year) if is_month || Date::parse_iso(text).is_some() => {
            format!("{}{}", year + years, &text[4..])
        }
        _ => text.to_owned(),
    }
}

fn answers(change: Option<Change>) -> Vec<QuestionState> {
    let read = |(name, text): (String, String)| -> FileRead {
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let mut out = csv::Writer::from_writer(Vec::new());
        let mut head = Vec::new();
        for (at, row) in rows.records().enumerate() {
            let row = row.unwrap();
            if head.is_empty() {
                head = row.iter().map(str::to_owned).collect();
                out.write_record(&head).unwrap();
                continue;
            }
            let cell = |(cell, header): (&str, &String)| {
                change.map_or(cell.to_owned(), |c| c.cell(at, header, cell))
            };
            out.write_record(row.iter().zip(&head).map(cell)).unwrap();
        }
        let mut reader = Reader::new(ReadOptions { name, ..ReadOptions::default() });
        reader.push(&out.into_inner().unwrap());
        reader.finish()
    };
    let reads = samples::company(Lang::En).into_iter().map(read).collect();
    Session::new(reads).report(&Settings::default()).questions
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Money(a), Value::Money(b)) => a == b,
        (Value::Money(_), _) | (_, Value::Money(_)) => false,
        (a, b) => near(crate::common::as_number(a), crate::common::as_number(b)),
    }
}

/// Where an answer did not follow the change, each place with what it was and what it is.
fn strays(change: Change) -> Vec<String> {
    let (before, after) = (answers(None), answers(Some(change)));
    let mut strays = Vec::new();
    let mut seen = 0;
    let mut follow = |place: String, unit: Unit, old: Option<&Value>, new: Option<&Value>| {
        seen += 1;
        let wanted = old.map(|old| change.value(unit, old));
        let holds = match (&wanted, new) {
            (Some(wanted), Some(new)) => same(wanted, new),
            (wanted, new) => wanted.is_none() && new.is_none(),
        };
        if !holds {
            strays.push(format!("{place}: {old:?}, wanted {wanted:?}, became {new:?}"));
        }
    };
    assert_eq!(before.len(), after.len());
    for (old, new) in before.iter().zip(&after) {
        assert_eq!((&old.id, &old.status, &old.needs), (&new.id, &new.status, &new.needs));
        assert_eq!(old.figures.len(), new.figures.len(), "{}", old.id);
        for (a, b) in old.figures.iter().zip(&new.figures) {
            assert_eq!((&a.id, a.n, a.na), (&b.id, b.n, b.na));
            follow(a.id.clone(), a.unit, a.value.as_ref(), b.value.as_ref());
            for (part, x, y) in
                [("above", &a.numerator, &b.numerator), ("below", &a.denominator, &b.denominator)]
            {
                follow(format!("{} {part}", a.id), part_unit(x), x.as_ref(), y.as_ref());
            }
        }
        assert_eq!(old.grids.len(), new.grids.len(), "{}", old.id);
        for (a, b) in old.grids.iter().zip(&new.grids) {
            assert_eq!((&a.id, a.total, a.rows.len()), (&b.id, b.total, b.rows.len()));
            for (line, (x, y)) in a.rows.iter().zip(&b.rows).enumerate() {
                for (column, (x, y)) in a.columns.iter().zip(x.iter().zip(y)) {
                    follow(format!("{} {line} {}", a.id, column.id), column.unit, x.as_ref(), y.as_ref());
                }
            }
        }
        let codes = |q: &QuestionState| q.findings.iter().map(|f| f.code.clone()).collect::<Vec<_>>();
        assert_eq!(codes(old), codes(new));
        for (a, b) in old.findings.iter().zip(&new.findings) {
            let money = |text: &Option<String>| text.clone().map(Value::Money);
            follow(
                format!("{} at stake", a.code),
                Unit::Money,
                money(&a.arr).as_ref(),
                money(&b.arr).as_ref(),
            );
            for (x, y) in a.values.iter().zip(&b.values) {
                assert_eq!(x.name, y.name);
                follow(format!("{} {}", a.code, x.name), x.unit, Some(&x.value), Some(&y.value));
            }
        }
    }
    assert!(seen > 5_000, "{seen}");
    strays
}

/// Whatever the currency's unit: shares, counts, scores, ranks and days stay, money is so many times as much.
#[test]
fn answers_do_not_depend_on_the_unit_of_money() {
    assert_eq!(strays(Change::Scaled(7)), Vec::<String>::new());
}

#[test]
fn answers_do_not_depend_on_names() {
    assert_eq!(strays(Change::Renamed), Vec::<String>::new());
}

#[test]
fn answers_move_with_the_calendar() {
    assert_eq!(strays(Change::Later(4)), Vec::<String>::new());
}

/// Lists of which every figure is one of rows, whoever they are of.
const OF_ROWS: [&str; 6] = ["q4.basic", "q6.channels", "q7.funnel", "q7.segments", "q9.tasks", "q9.steps"];

/// Whoever rows of usage, tickets, tasks and sign-ups are of: what they add up to stays, customer by customer or in lists.
#[test]
fn sums_of_rows_do_not_depend_on_whose_they_are() {
    let before = answers(None);
    for change in [Change::Merged, Change::Split] {
        let after = answers(Some(change));
        let rows = |all: &[QuestionState], list: &str| {
            all.iter().find_map(|question| question.grid(list)).map(|grid| grid.rows.clone())
        };
        for list in OF_ROWS {
            let (old, new) = (rows(&before, list), rows(&after, list));
            assert!(old.is_some(), "no {list}");
            assert_eq!(old, new, "{change:?} {list}");
        }
        // It did change whose they are.
        let names = |all: &[QuestionState]| {
            let list = all.iter().find_map(|question| question.grid("q4.customers")).unwrap();
            list.rows.iter().map(|row| format!("{:?}", row[0])).collect::<std::collections::BTreeSet<_>>()
        };
        let (old, new) = (names(&before), names(&after));
        // Whoever pays in the last month has one row there, so of parted ones the names alone are others.
        assert!(old != new && (change != Change::Merged || new.len() < old.len()), "{change:?}");
    }
}
