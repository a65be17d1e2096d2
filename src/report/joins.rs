//! How the tables fit each other: customers that stand in one and not in the other.

use super::session::finding;
use crate::base::{CsvWriter, Names, snake_case};
use crate::read::{Code, Diagnostic, Reading, Severity, bare_name};
use crate::tables::{AccountsTable, CostsTable, OperatingTable, RevenueFacts, RevenueTable, TableKind};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

/// Names shown of each side.
const EXAMPLES: usize = 5;

/// How a table's customers fit those of the revenue; where no file holds revenue, those of the accounts, else of the
/// contracts or whichever other table there is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Join {
    /// The table: all its files together.
    pub table: TableKind,
    /// The table it is compared with.
    pub against: TableKind,
    /// Customers that stand in both.
    pub matched: u64,
    /// Customers that stand in it alone.
    pub only_here: u64,
    /// Customers of the other that it doesn't have.
    pub only_there: u64,
    /// The first of either.
    pub examples: Examples,
}

/// The first customers without their like, in the order of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examples {
    /// Of those in the table alone.
    pub only_here: Vec<String>,
    /// Of those in the other alone.
    pub only_there: Vec<String>,
}

/// A customer without its like: where it stands, as the place of its file and the line.
#[derive(Clone, Debug)]
struct Alone {
    customer: String,
    file: usize,
    line: u32,
}

/// The customers that every table is compared with.
#[derive(Clone, Debug, Default)]
struct Base {
    names: Names,
    /// Where each is first met: the place of its file and the line.
    places: Vec<(usize, u32)>,
}

impl Base {
    fn meet(&mut self, customer: &str, file: usize, line: u32) {
        if self.names.intern(customer) as usize == self.places.len() {
            self.places.push((file, line));
        }
    }
}

/// One table beside the base.
#[derive(Clone, Debug)]
struct Beside {
    table: TableKind,
    matched: u64,
    /// Its customers that the base doesn't have.
    alone: Vec<Alone>,
    /// The base's customers that it doesn't have, by their numbers there.
    lacking: Vec<u32>,
    /// Pairs that differ in spelling only: the first, and how many.
    alike: Option<(String, u64)>,
}

/// The tables with customers beside the one that they are compared with.
#[derive(Clone, Debug)]
pub(super) struct Joins {
    /// What the others are compared with.
    kind: TableKind,
    base: Base,
    tables: Vec<Beside>,
}

/// Tables with the place of the file of each.
pub(super) type Placed<'a, T> = &'a [(usize, &'a T)];

/// A file's place, its customers and the first line of each.
type Listed<'a> = (usize, &'a Names, Vec<u32>);

/// What tables are compared with: the first of these that there is, else the first table with customers.
const BASES: [TableKind; 3] = [TableKind::Revenue, TableKind::Accounts, TableKind::Contracts];

impl Joins {
    /// Compares the tables, each with the place of its file; `None` where there is nothing to compare.
    pub fn of<'a>(
        revenue: Placed<'a, RevenueTable>,
        accounts: Placed<'a, AccountsTable>,
        costs: Placed<'a, CostsTable>,
        operations: Placed<'a, OperatingTable>,
    ) -> Option<Self> {
        // Customers of whom a row counts.
        let of_revenue = |(file, table): &(usize, &'a RevenueTable)| {
            let lines = first_lines(table.customers.len(), |each| each_row(&table.facts, each));
            (*file, &table.customers, lines)
        };
        let of_accounts =
            |(file, table): &(usize, &'a AccountsTable)| (*file, &table.customers, table.lines.clone());
        let of_costs = |(file, table): &(usize, &'a CostsTable)| {
            let stated = || table.facts.iter().filter_map(|fact| Some((fact.customer?, fact.line)));
            let lines =
                first_lines(table.customers.len(), |each| stated().for_each(|(id, line)| each(id, line)));
            (*file, &table.customers, lines)
        };
        let of_rows = |(file, table): &(usize, &'a OperatingTable)| {
            let rows = || table.customer.iter().copied().zip(table.lines.iter().copied());
            let lines =
                first_lines(table.customers.len(), |each| rows().for_each(|(id, line)| each(id, line)));
            (*file, &table.customers, lines)
        };
        let mut all: Vec<(TableKind, Vec<Listed<'a>>)> = vec![
            (TableKind::Revenue, revenue.iter().map(of_revenue).collect()),
            (TableKind::Accounts, accounts.iter().map(of_accounts).collect()),
            (TableKind::Costs, costs.iter().filter(|(_, t)| !t.customers.is_empty()).map(of_costs).collect()),
        ];
        all.extend(TableKind::OPERATING.into_iter().map(|kind| {
            let own =
                operations.iter().filter(|(_, table)| table.kind == kind && !table.customers.is_empty());
            (kind, own.map(of_rows).collect())
        }));
        all.retain(|(_, files)| !files.is_empty());
        let first = BASES.iter().find_map(|kind| all.iter().position(|(of, _)| of == kind)).unwrap_or(0);
        if all.len() < 2 {
            return None;
        }
        let (kind, files) = all.remove(first);
        let mut base = Base::default();
        for (file, customers, lines) in files {
            for (customer, line) in (0..).zip(lines).filter(|(_, line)| *line > 0) {
                base.meet(customers.text(customer), file, line);
            }
        }
        let tables = all.into_iter().map(|(kind, files)| Beside::of(kind, &base, files)).collect();
        (!base.names.is_empty()).then_some(Joins { kind, base, tables })
    }

    /// The report's entries, a table each.
    pub fn told(&self) -> Vec<Join> {
        let entry = |beside: &Beside| {
            let here = beside.alone.iter().take(EXAMPLES).map(|one| one.customer.clone());
            let there = beside.lacking.iter().take(EXAMPLES).map(|id| self.base.names.text(*id).to_owned());
            Join {
                table: beside.table,
                against: self.kind,
                matched: beside.matched,
                only_here: beside.alone.len() as u64,
                only_there: beside.lacking.len() as u64,
                examples: Examples { only_here: here.collect(), only_there: there.collect() },
            }
        };
        self.tables.iter().map(entry).collect()
    }

    /// What there is to say of it: of the accounts all, of an operating table one thing at most, for not every customer
    /// has a ticket.
    pub fn findings(&self, readings: &[Reading]) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for beside in &self.tables {
            let here = || {
                let names = beside.alone.iter().take(EXAMPLES).map(|one| one.customer.as_str());
                names.collect::<Vec<_>>().join(", ")
            };
            let alike = beside.alike.as_ref().map(|(pair, count)| {
                finding(Severity::Warning, Code::CustomersLookAlike, pair.clone(), *count)
            });
            let (alone, lacking) = (beside.alone.len() as u64, beside.lacking.len() as u64);
            if beside.table == TableKind::Accounts {
                if alone > 0 {
                    found.push(finding(Severity::Info, Code::AccountsWithoutRevenue, here(), alone));
                }
                if lacking > 0 {
                    let names = beside.lacking.iter().take(EXAMPLES).map(|id| self.base.names.text(*id));
                    let names = names.collect::<Vec<_>>().join(", ");
                    found.push(finding(Severity::Warning, Code::RevenueWithoutAccount, names, lacking));
                }
                found.extend(alike);
                continue;
            }
            // Who only tries pays nothing yet: no news, unless not one customer is found.
            let expected = beside.table == TableKind::Trials && beside.matched > 0;
            let file = beside.alone.first().and_then(|one| readings.get(one.file));
            let file = file.map_or("", |reading| reading.name.as_str());
            let severity = if beside.matched == 0 { Severity::Warning } else { Severity::Info };
            let code = match self.kind {
                TableKind::Revenue => Some(Code::TableWithoutRevenue),
                TableKind::Accounts => Some(Code::TableWithoutAccount),
                // No list of all customers, so that nobody is missing in it.
                _ => None,
            };
            let code = code.filter(|_| alone > 0 && !expected);
            let stranger = |code| finding(severity, code, format!("{file}: {}", here()), alone);
            found.extend(alike.or_else(|| code.map(stranger)));
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
        let name = |file: usize| readings.get(file).map_or("", |reading| reading.name.as_str());
        let table = |kind: TableKind| snake_case(&format!("{kind:?}"));
        row(["customer", "file", "line", "missing_in"]);
        for beside in &self.tables {
            for one in &beside.alone {
                row([&one.customer, name(one.file), &one.line.to_string(), &table(self.kind)]);
            }
            for id in &beside.lacking {
                let (file, line) = self.base.places.get(*id as usize).copied().unwrap_or_default();
                row([self.base.names.text(*id), name(file), &line.to_string(), &table(beside.table)]);
            }
        }
        csv.finish()
    }
}

impl Beside {
    /// A table's files beside the base.
    fn of(kind: TableKind, base: &Base, files: Vec<Listed<'_>>) -> Self {
        let mut known = vec![false; base.names.len()];
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let mut alone = Vec::new();
        for (file, names, lines) in files {
            for (id, line) in (0..).zip(lines) {
                let customer = names.text(id);
                match base.names.id(customer) {
                    Some(id) => known.iter_mut().skip(id as usize).take(1).for_each(|known| *known = true),
                    None if seen.insert(customer) => {
                        alone.push(Alone { customer: customer.to_owned(), file, line });
                    }
                    None => {}
                }
            }
        }
        let lacking: Vec<u32> = (0..).zip(&known).filter(|(_, known)| !**known).map(|(id, _)| id).collect();
        let matched = (known.len() - lacking.len()) as u64;
        let alike = alike(&alone, lacking.iter().map(|id| base.names.text(*id)));
        Beside { table: kind, matched, alone, lacking, alike }
    }
}

/// The line of each customer's first row, 0 where it has none; `rows` calls for the customer and line of each row.
fn first_lines(customers: usize, rows: impl FnOnce(&mut dyn FnMut(u32, u32))) -> Vec<u32> {
    let mut first: Vec<u32> = vec![0; customers];
    rows(&mut |customer, line| {
        if let Some(place) = first.get_mut(customer as usize).filter(|place| **place == 0) {
            *place = line;
        }
    });
    first
}

/// Calls for the customer and line of each fact.
fn each_row(facts: &RevenueFacts, each: &mut dyn FnMut(u32, u32)) {
    match facts {
        RevenueFacts::Months { facts, .. } => facts.iter().for_each(|f| each(f.customer, f.line)),
        RevenueFacts::Periods(facts) => facts.iter().for_each(|f| each(f.customer, f.line)),
        RevenueFacts::Spans { facts, .. } => facts.iter().for_each(|f| each(f.customer, f.line)),
    }
}

/// Customers of one side that are spelt like one of the other: the first pair, and how many.
fn alike<'a>(alone: &[Alone], lacking: impl Iterator<Item = &'a str>) -> Option<(String, u64)> {
    if alone.is_empty() {
        return None;
    }
    let bare = |name: &str| {
        let mut key = String::new();
        bare_name(name, &mut key);
        key
    };
    let mut keys: FxHashMap<String, &str> = FxHashMap::default();
    for name in lacking {
        keys.entry(bare(name)).or_insert(name);
    }
    let mut pairs = alone.iter().filter_map(|one| {
        let key = bare(&one.customer);
        keys.get(&key).filter(|_| !key.is_empty()).map(|other| (one.customer.as_str(), *other))
    });
    let (first, second) = pairs.next()?;
    let half = |name: &str| name.chars().take(36).collect::<String>();
    Some((format!("“{}” / “{}”", half(first), half(second)), pairs.count() as u64 + 1))
}

/// What is missing where the files are accounts or costs and none holds revenue.
pub(super) fn revenue_needed(readings: &[Reading]) -> Option<Diagnostic> {
    let other =
        |r: &&Reading| r.rows.used > 0 && matches!(r.table, Some(TableKind::Accounts | TableKind::Costs));
    let names: Vec<&str> = readings.iter().filter(other).map(|reading| reading.name.as_str()).collect();
    let revenue = readings.iter().any(|r| r.rows.used > 0 && r.table == Some(TableKind::Revenue));
    (!names.is_empty() && !revenue)
        .then(|| finding(Severity::Info, Code::RevenueNeeded, names.join(", "), names.len() as u64))
}
