//! Rows that repeat an earlier one in every cell: they count, so what they add is known.

use super::Case;
use crate::base::Month;
use crate::report::Window;
use crate::tables::{Book, MonthFact, RevenueFacts, RevenueTable, Shape};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// What a customer's repeated rows add: the first month, the sum in the month asked about, those of the window's ends.
struct Added {
    month: Month,
    amount: i128,
    ends: (i64, i64),
    count: u64,
}

/// The `count` repetitions of a file (`None`: however many) and what they add, by customer in the order of names; `amount` is what they add
/// in the month `at`. `None` where its rows aren't a customer in a month each, or where facts alike are not as many
/// as the rows that repeat in every cell: then nobody knows which are which.
pub(super) fn duplicates(
    book: &Book,
    table: &RevenueTable,
    count: Option<u64>,
    at: Month,
    window: Option<Window>,
) -> Option<Vec<Case>> {
    let RevenueFacts::Months { facts, .. } = &table.facts else { return None };
    if table.shape != Shape::Long || book.span.is_none() {
        return None;
    }
    let mut seen = FxHashSet::default();
    let repeats = |fact: &&MonthFact| !seen.insert((fact.customer, fact.month, fact.amount));
    let repeated: Vec<&MonthFact> = facts.iter().filter(repeats).collect();
    if count.is_some_and(|count| repeated.len() as u64 != count) {
        return None;
    }
    let mut added: BTreeMap<&str, Added> = BTreeMap::new();
    for fact in repeated {
        let name = table.customers.text(fact.customer);
        let none = Added { month: fact.month, amount: 0, ends: (0, 0), count: 0 };
        let sums = added.entry(name).or_insert(none);
        sums.month = sums.month.min(fact.month);
        sums.count += 1;
        let of = |month: Month| if fact.month == month { fact.amount } else { 0 };
        sums.amount += i128::from(of(at));
        if let Some(window) = window {
            let (from, to) = sums.ends;
            sums.ends = (from.saturating_add(of(window.from)), to.saturating_add(of(window.to)));
        }
    }
    let case = |(name, Added { month, amount, ends, count }): (&str, Added)| {
        let customer = book.customers.id(name)?;
        let left = |month: Month, added: i64| (book.amount(customer, month) - added).max(0);
        let mended = window.map(|w| (left(w.from, ends.0), left(w.to, ends.1)));
        Some(Case { customer, other: None, month: Some(month), amount, count, mended })
    };
    Some(added.into_iter().filter_map(case).collect())
}
