//! How the tables fit each other: customers that stand in one and not in the other.

use super::session::finding;
use crate::base::{CsvWriter, Names};
use crate::read::{Code, Diagnostic, Reading, Severity, bare_name};
use crate::tables::{AccountsTable, RevenueFacts, RevenueTable, TableKind};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

/// Names shown of each side.
const EXAMPLES: usize = 5;

/// How a table's customers fit those of the revenue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Join {
    /// The table: all its files together.
    pub table: TableKind,
    /// Customers that stand in it and in the revenue.
    pub matched: u64,
    /// Customers that stand in it alone.
    pub only_here: u64,
    /// Customers with revenue that it doesn't have.
    pub only_there: u64,
    /// The first of either.
    pub examples: Examples,
}

/// The first customers without their like, in the order of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examples {
    /// Of those in the table alone.
    pub only_here: Vec<String>,
    /// Of those in the revenue alone.
    pub only_there: Vec<String>,
}

/// A customer without its like: where it stands, as the place of its file and the line.
#[derive(Clone, Debug)]
struct Alone {
    customer: String,
    file: usize,
    line: u32,
}

/// The accounts beside the revenue.
#[derive(Clone, Debug, Default)]
pub(super) struct Joins {
    matched: u64,
    accounts: Vec<Alone>,
    revenue: Vec<Alone>,
    /// Pairs that differ in spelling only: the first, and how many.
    alike: Option<(String, u64)>,
}

impl Joins {
    /// Compares the accounts with the tables of revenue, each with the place of its file.
    pub fn of<'a>(
        accounts: impl Iterator<Item = (usize, &'a AccountsTable)>,
        revenue: impl Iterator<Item = (usize, &'a RevenueTable)>,
    ) -> Self {
        // Customers of whom a row counts, by name, each once.
        let mut paying = Names::new();
        let mut places: Vec<(usize, u32)> = Vec::new();
        for (file, table) in revenue {
            let mut first: Vec<u32> = vec![0; table.customers.len()];
            each_row(&table.facts, |customer, line| {
                if let Some(place) = first.get_mut(customer as usize).filter(|place| **place == 0) {
                    *place = line;
                }
            });
            for (customer, line) in (0..).zip(first).filter(|(_, line)| *line > 0) {
                if paying.intern(table.customers.text(customer)) as usize == places.len() {
                    places.push((file, line));
                }
            }
        }
        let mut joins = Joins::default();
        let mut known: FxHashSet<u32> = FxHashSet::default();
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        for (file, table) in accounts {
            for (id, line) in (0..).zip(&table.lines) {
                let customer = table.customers.text(id);
                match paying.id(customer) {
                    Some(id) => joins.matched += u64::from(known.insert(id)),
                    None if seen.insert(customer) => {
                        joins.accounts.push(Alone { customer: customer.to_owned(), file, line: *line });
                    }
                    None => {}
                }
            }
        }
        for (id, (file, line)) in (0..).zip(places).filter(|(id, _)| !known.contains(id)) {
            joins.revenue.push(Alone { customer: paying.text(id).to_owned(), file, line });
        }
        joins.alike = alike(&joins.accounts, &joins.revenue);
        joins
    }

    /// The report's entry.
    pub fn told(&self) -> Join {
        let first = |all: &[Alone]| all.iter().take(EXAMPLES).map(|one| one.customer.clone()).collect();
        Join {
            table: TableKind::Accounts,
            matched: self.matched,
            only_here: self.accounts.len() as u64,
            only_there: self.revenue.len() as u64,
            examples: Examples { only_here: first(&self.accounts), only_there: first(&self.revenue) },
        }
    }

    /// What there is to say of it.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let list = |all: &[Alone]| {
            let names: Vec<&str> = all.iter().take(EXAMPLES).map(|one| one.customer.as_str()).collect();
            names.join(", ")
        };
        let mut found = Vec::new();
        for (severity, code, all) in [
            (Severity::Info, Code::AccountsWithoutRevenue, &self.accounts),
            (Severity::Warning, Code::RevenueWithoutAccount, &self.revenue),
        ] {
            if !all.is_empty() {
                found.push(finding(severity, code, list(all), all.len() as u64));
            }
        }
        if let Some((pair, count)) = &self.alike {
            found.push(finding(Severity::Warning, Code::CustomersLookAlike, pair.clone(), *count));
        }
        found
    }

    /// All of them as CSV: the customer, where it stands, and which table doesn't have it.
    pub fn csv(&self, readings: &[Reading]) -> String {
        let mut csv = CsvWriter::new();
        let mut row = |cells: [&str; 4]| {
            for cell in cells {
                csv.cell(cell);
            }
            csv.end();
        };
        row(["customer", "file", "line", "missing_in"]);
        for (all, missing) in [(&self.accounts, "revenue"), (&self.revenue, "accounts")] {
            for one in all {
                let file = readings.get(one.file).map_or("", |reading| reading.name.as_str());
                row([&one.customer, file, &one.line.to_string(), missing]);
            }
        }
        csv.finish()
    }
}

/// Calls for the customer and line of each fact.
fn each_row(facts: &RevenueFacts, mut each: impl FnMut(u32, u32)) {
    match facts {
        RevenueFacts::Months { facts, .. } => facts.iter().for_each(|f| each(f.customer, f.line)),
        RevenueFacts::Periods(facts) => facts.iter().for_each(|f| each(f.customer, f.line)),
        RevenueFacts::Spans { facts, .. } => facts.iter().for_each(|f| each(f.customer, f.line)),
    }
}

/// Customers of one side that are spelt like one of the other: the first pair, and how many.
fn alike(accounts: &[Alone], revenue: &[Alone]) -> Option<(String, u64)> {
    let bare = |one: &Alone| {
        let mut key = String::new();
        bare_name(&one.customer, &mut key);
        key
    };
    let mut keys: FxHashMap<String, &str> = FxHashMap::default();
    for one in revenue {
        keys.entry(bare(one)).or_insert(&one.customer);
    }
    let mut pairs = accounts.iter().filter_map(|one| {
        let key = bare(one);
        keys.get(&key).filter(|_| !key.is_empty()).map(|other| (one.customer.as_str(), *other))
    });
    let (first, second) = pairs.next()?;
    let half = |name: &str| name.chars().take(36).collect::<String>();
    Some((format!("“{}” / “{}”", half(first), half(second)), pairs.count() as u64 + 1))
}

/// What is missing where the files are accounts or costs and none holds revenue.
pub fn revenue_needed(readings: &[Reading]) -> Option<Diagnostic> {
    let other =
        |r: &&Reading| r.rows.used > 0 && matches!(r.table, Some(TableKind::Accounts | TableKind::Costs));
    let names: Vec<&str> = readings.iter().filter(other).map(|reading| reading.name.as_str()).collect();
    let revenue = readings.iter().any(|r| r.rows.used > 0 && r.table == Some(TableKind::Revenue));
    (!names.is_empty() && !revenue)
        .then(|| finding(Severity::Error, Code::RevenueNeeded, names.join(", "), names.len() as u64))
}
