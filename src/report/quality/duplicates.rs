//! Rows that repeat an earlier one in every cell: they count, so what they add is known.

use super::Case;
use crate::base::Month;
use crate::report::Window;
use crate::tables::{Book, MonthFact, RevenueFacts, RevenueTable, Shape};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// The `count` repetitions of a file and what they add, by customer in the order of names; `amount` is what they add
/// in the month `at`. `None` where its rows aren't a customer in a month each, or where facts alike are not as many
/// as the rows that repeat in every cell: then nobody knows which are which.
pub(super) fn duplicates(
    book: &Book,
    table: &RevenueTable,
    count: u64,
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
    if repeated.len() as u64 != count {
        return None;
    }
    // By name: the first month, what is added in `at`, and at the two ends of the window.
    let mut added: BTreeMap<&str, (Month, i128, (i64, i64))> = BTreeMap::new();
    for fact in repeated {
        let name = table.customers.text(fact.customer);
        let (first, amount, ends) = added.entry(name).or_insert((fact.month, 0, (0, 0)));
        *first = (*first).min(fact.month);
        let of = |month: Month| if fact.month == month { fact.amount } else { 0 };
        *amount += i128::from(of(at));
        if let Some(window) = window {
            *ends = (ends.0.saturating_add(of(window.from)), ends.1.saturating_add(of(window.to)));
        }
    }
    let case = |(name, (month, amount, ends)): (&str, (Month, i128, (i64, i64)))| {
        let customer = book.customers.id(name)?;
        let left = |month: Month, added: i64| (book.amount(customer, month) - added).max(0);
        let mended = window.map_or((0, 0), |w| (left(w.from, ends.0), left(w.to, ends.1)));
        Some(Case { customer, other: None, month: Some(month), amount, mended })
    };
    Some(added.into_iter().filter_map(case).collect())
}
