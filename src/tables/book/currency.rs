//! One currency or none: amounts in different currencies are never added up (domain.md §2.0 rule 8).

use super::super::RevenueTable;
use crate::base::Currency;
use std::collections::BTreeMap;

/// The currency that all tables share, or, where they don't, the rows in each.
///
/// A table that doesn't state its currency goes with one that does, if their decimals agree.
pub(super) fn common(tables: &[RevenueTable]) -> (Currency, Vec<(String, u64)>) {
    let stated = tables.iter().map(|t| &t.currency).find(|c| c.code.is_some());
    let currency = stated.or(tables.first().map(|t| &t.currency)).cloned().unwrap_or(Currency::UNSTATED);
    let agrees =
        |c: &Currency| c.exponent == currency.exponent && (c.code.is_none() || c.code == currency.code);
    if tables.iter().all(|t| t.mixed.is_empty() && agrees(&t.currency)) {
        return (currency, Vec::new());
    }
    let mut rows: BTreeMap<String, u64> = BTreeMap::new();
    for table in tables {
        for (code, count) in &table.mixed {
            *rows.entry(code.clone()).or_default() += count;
        }
        if table.mixed.is_empty() {
            let count = table.facts.len();
            let code = table.currency.code.clone().unwrap_or_else(|| "unstated".to_owned());
            *rows.entry(code).or_default() += count as u64;
        }
    }
    (Currency::UNSTATED, rows.into_iter().collect())
}
