//! When contracts end: the next twelve months by month, and what ended without a word on how (domain.md §2.3, W6).

use super::facts::{Facts, Term};
use super::rules::is_settled;
use crate::base::{Date, Month, sort_by_key};
use std::cmp::Reverse;

/// The contract ends of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenewalMonth {
    /// The month.
    pub month: Month,
    /// Contracts that end in it and are not settled.
    pub contracts: u64,
    /// Those whose renewal is settled already.
    pub settled: u64,
    /// Revenue a year of the customers whose next end it is, minor units; `None` where no revenue is known.
    pub arr: Option<i128>,
    /// Σ of what the contracts state a year, in thousandths; `None` where none does.
    pub acv: Option<i128>,
    /// Of the contracts that are not settled, those without renewal talks; `None` where no column says.
    pub silent: Option<u64>,
    /// Of the revenue, that of customers whose next end is one without talks.
    pub silent_arr: Option<i128>,
}

/// A contract that ended without a word on how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lapsed {
    /// Whose.
    pub customer: u32,
    /// The contract's name.
    pub contract: Option<String>,
    /// When it ended.
    pub end: Date,
    /// How many days ago.
    pub days: i64,
    /// Revenue a year of the customer.
    pub arr: Option<i128>,
}

/// Months that the calendar has, the as-of day's first.
const MONTHS: i32 = 12;

/// Contract ends from the as-of day on, twelve months far, also months without any; empty without contracts.
pub(super) fn calendar(facts: &Facts<'_>, day: Date) -> Vec<RenewalMonth> {
    let (Some(until), false) = (day.plus_months(MONTHS as u32), facts.terms.is_empty()) else {
        return Vec::new();
    };
    let revenue = facts.company.month().map(|_| 0);
    let talks = facts.columns.contract_talk || facts.terms.iter().any(|term| term.begun.is_some());
    let new = |month| RenewalMonth {
        month,
        contracts: 0,
        settled: 0,
        arr: revenue,
        acv: None,
        silent: talks.then_some(0),
        silent_arr: revenue,
    };
    let mut months: Vec<RenewalMonth> = day.month().through(until.month()).map(new).collect();
    let mut counted = None;
    for own in ending(facts, day) {
        let place = usize::try_from(own.month.since(day.month())).ok();
        let Some(of) = place.and_then(|place| months.get_mut(place)) else { continue };
        if own.settled {
            of.settled += 1;
            continue;
        }
        of.contracts += 1;
        if let Some(acv) = own.acv {
            of.acv = Some(of.acv.unwrap_or(0) + i128::from(acv));
        }
        of.silent = of.silent.map(|silent| silent + u64::from(own.silent));
        // A customer's revenue counts once, where its first contract ends.
        if counted.replace(own.customer) != Some(own.customer) {
            let arr = super::arr(facts.company, own.customer).unwrap_or_default();
            of.arr = of.arr.map(|sum| sum + arr);
            of.silent_arr = of.silent_arr.map(|sum| sum + if own.silent { arr } else { 0 });
        }
    }
    // On a month's last day it is over.
    let over = day.next().month() != day.month();
    if over && months.first().is_some_and(|month| month.contracts + month.settled == 0) {
        months.remove(0);
    }
    months
}

/// A contract that ends in the calendar's months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending<'a> {
    /// Whose.
    pub customer: u32,
    /// The month it ends in.
    pub month: Month,
    /// Its name.
    pub id: Option<&'a str>,
    /// Whether its renewal is settled already.
    pub settled: bool,
    /// Whether talks have not begun.
    pub silent: bool,
    /// What it states a year, in thousandths.
    pub acv: Option<i64>,
    /// Its file and line.
    pub source: (u32, u32),
}

/// The contracts that end from the as-of day on, twelve months far, by customer and end.
pub(super) fn ending<'a>(facts: &Facts<'a>, day: Date) -> Vec<Ending<'a>> {
    let mut all = Vec::new();
    let Some(until) = day.plus_months(MONTHS as u32) else { return all };
    for own in facts.terms.chunk_by(|a, b| a.customer == b.customer).filter(|own| is_there(facts, own)) {
        all.extend(own.iter().filter(|term| (day..=until).contains(&term.end)).map(|term| Ending {
            customer: term.customer,
            month: term.end.month(),
            id: term.id,
            settled: is_settled(term, own),
            silent: facts.has_begun(term, day, false) == Some(false),
            acv: term.acv,
            source: term.source,
        }));
    }
    all
}

/// Whether the contracts' customer is still one: how the contracts of others end is no question.
fn is_there(facts: &Facts<'_>, own: &[Term<'_>]) -> bool {
    own.first().is_some_and(|term| facts.is_there(term.customer, 0))
}

/// Contracts that ended before the as-of day without an outcome, and that none follows.
pub(super) fn lapsed(facts: &Facts<'_>, day: Date) -> Vec<Lapsed> {
    let mut all = Vec::new();
    for own in facts.terms.chunk_by(|a, b| a.customer == b.customer).filter(|own| is_there(facts, own)) {
        let followed = |term: &Term<'_>| own.iter().any(|other| other.end > term.end);
        for term in own.iter().filter(|term| term.end < day && term.ended.is_none() && !followed(term)) {
            all.push(Lapsed {
                customer: term.customer,
                contract: term.id.map(str::to_owned),
                end: term.end,
                days: day.days_since(term.end),
                arr: super::arr(facts.company, term.customer),
            });
        }
    }
    let names = &facts.company.customers;
    sort_by_key(&mut all, |one| (Reverse(one.arr), Reverse(one.end), names.text(one.customer)));
    all
}
