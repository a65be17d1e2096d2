//! Subscriptions of a customer to the same plan or product that are paid in the same time (peers.md §7).

use super::Case;
use crate::base::Date;
use crate::tables::{Book, Item, PeriodFact, RevenueFacts, RevenueTable, RowItems, Shape};

/// Days that both must be paid: ends and starts of the same week are a matter of how ends are written.
const DAYS: i64 = 8;

/// Two periods of a customer for the same thing: who, from when both are paid, and the smaller amount a month, in minor
/// units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Overlap {
    pub customer: u32,
    pub from: Date,
    pub amount: i64,
}

/// Those of all tables, customer by customer.
pub(super) fn overlaps(book: &Book, tables: &[RevenueTable]) -> Vec<Overlap> {
    let mut all: Vec<Overlap> = tables.iter().flat_map(|table| of_table(book, table)).collect();
    crate::base::sort_by_key(&mut all, |one| (one.customer, one.from));
    all
}

/// All of a table's, each period against the one of the same customer and thing that ends last of those begun before it;
/// none where the rows are no subscriptions, are of several currencies, or don't say what they are for.
fn of_table(book: &Book, table: &RevenueTable) -> Vec<Overlap> {
    let (RevenueFacts::Periods(facts), Some(items)) = (&table.facts, &table.items) else { return Vec::new() };
    if table.shape != Shape::Periods || !table.mixed.is_empty() {
        return Vec::new();
    }
    let mut all: Vec<(Key, &PeriodFact)> =
        facts.iter().filter_map(|fact| Some((key(fact, items)?, fact))).collect();
    crate::base::sort_by_key(&mut all, |(key, fact)| (*key, fact.start, fact.line));
    let mut found = Vec::new();
    for same in all.chunk_by(|(a, _), (b, _)| a == b) {
        let mut last: Option<&PeriodFact> = None;
        for (_, fact) in same {
            if let Some(before) = last.filter(|before| overlap(before, fact))
                && let Some(customer) = book.customers.id(table.customers.text(fact.customer))
            {
                found.push(Overlap { customer, from: fact.start, amount: before.amount.min(fact.amount) });
            }
            if last.is_none_or(|before| until(fact) > until(before)) {
                last = Some(fact);
            }
        }
    }
    found
}

/// Who it is of, and what it is for.
type Key = (u32, Option<u32>, Option<u32>);

fn key(fact: &PeriodFact, items: &RowItems) -> Option<Key> {
    let Item { product, plan, .. } = items.of_line(fact.line);
    (fact.amount > 0 && (product.is_some() || plan.is_some())).then_some((fact.customer, product, plan))
}

/// When it ends; of what goes on, never.
fn until(fact: &PeriodFact) -> (bool, Option<Date>) {
    let end = fact.cancelled.or(fact.end);
    (end.is_none(), end)
}

/// Whether both, the first of which begins first, are paid long enough together.
fn overlap(first: &PeriodFact, second: &PeriodFact) -> bool {
    let together = [until(first).1, until(second).1].into_iter().flatten().min();
    together.is_none_or(|end| end.days_since(second.start) >= DAYS)
}

/// A case a customer, in the order of their numbers.
pub(super) fn cases(all: &[Overlap]) -> impl Iterator<Item = Case> {
    let of_customer = |same: &[Overlap]| {
        let first = same.first()?;
        let amount = same.iter().map(|one| i128::from(one.amount)).sum();
        let (month, count) = (Some(first.from.month()), same.len() as u64);
        Some(Case { customer: first.customer, other: None, month, amount, count, mended: None })
    };
    all.chunk_by(|a, b| a.customer == b.customer).filter_map(of_customer)
}
