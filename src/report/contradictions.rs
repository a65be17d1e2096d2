//! Where two files of accounts say different things of one customer: the first counts, and it is told.

use super::session::finding;
use crate::base::Names;
use crate::read::{Code, Diagnostic, Reading, Severity};
use crate::tables::{AccountsTable, AttributeKind, value_key};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What was stated of a customer: the value as compared and as written, by their numbers, and the file.
#[derive(Clone, Copy)]
struct Stated {
    key: u32,
    text: u32,
    file: usize,
}

/// The finding: how many customers, the first of them with both values, and the files.
pub(super) fn contradictions<'a>(
    accounts: impl Iterator<Item = (usize, &'a AccountsTable)>,
    readings: &[Reading],
) -> Option<Diagnostic> {
    let tables: Vec<(usize, &AccountsTable)> = accounts.collect();
    if tables.len() < 2 {
        return None;
    }
    let (mut names, mut abouts, mut keys, mut texts) =
        (Names::new(), Names::new(), Names::new(), Names::new());
    let mut first: FxHashMap<(u32, u32), Stated> = FxHashMap::default();
    // The first contradiction of each customer: what it is about, and both statements.
    let mut found: BTreeMap<u32, (u32, [Stated; 2])> = BTreeMap::new();
    for (file, table) in tables {
        let own = names.join(&table.customers);
        let mut take = |customer: u32, about: u32, key: u32, text: u32| {
            let Some(customer) = own.get(customer as usize).copied() else { return };
            let now = Stated { key, text, file };
            let then = *first.entry((customer, about)).or_insert(now);
            if then.key != key && then.file != file {
                found.entry(customer).or_insert((about, [then, now]));
            }
        };
        for column in &table.attributes {
            let about = abouts.intern(&match column.kind {
                AttributeKind::Other => column.name.clone(),
                kind => kind.name(),
            });
            let mut value = |value: u32| {
                let text = column.values.text(value);
                (keys.intern(&value_key(column.kind, text)), texts.intern(text))
            };
            let values: Vec<(u32, u32)> = (0..).take(column.values.len()).map(&mut value).collect();
            for fact in &column.facts {
                let Some((key, text)) = values.get(fact.value as usize).copied() else { continue };
                take(fact.customer, about, key, text);
            }
        }
        let mut stated = |about: &str, customer: u32, text: Option<String>| {
            let Some(text) = text else { return };
            take(customer, abouts.intern(about), keys.intern(&text), texts.intern(&text));
        };
        for (about, counts) in [("seats", &table.seats), ("potential_seats", &table.potential_seats)] {
            let counts = (0..).zip(counts);
            counts.for_each(|(customer, n)| stated(about, customer, n.map(|n| n.to_string())));
        }
        for (about, days) in [("signed_date", &table.signed), ("churn_date", &table.churned)] {
            let days = (0..).zip(days);
            days.for_each(|(customer, day)| stated(about, customer, day.map(|day| day.to_string())));
        }
    }
    let (customer, (about, both)) = found.first_key_value()?;
    let file = |place: usize| readings.get(place).map_or("", |reading| reading.name.as_str());
    let [then, now] = both.map(|stated| format!("“{}” ({})", texts.text(stated.text), file(stated.file)));
    let text = format!("{}: {} {then} / {now}", names.text(*customer), abouts.text(*about));
    Some(finding(Severity::Warning, Code::AccountsDiffer, text, found.len() as u64))
}
