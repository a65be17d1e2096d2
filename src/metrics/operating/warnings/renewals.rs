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
    for own in facts.terms.chunk_by(|a, b| a.customer == b.customer).filter(|own| is_there(facts, own)) {
        let mut counted = false;
        for term in own.iter().filter(|term| (day..=until).contains(&term.end)) {
            let place = usize::try_from(term.end.month().since(day.month())).ok();
            let Some(of) = place.and_then(|place| months.get_mut(place)) else { continue };
            if is_settled(term, own) {
                of.settled += 1;
                continue;
            }
            of.contracts += 1;
            if let Some(acv) = term.acv {
                of.acv = Some(of.acv.unwrap_or(0) + i128::from(acv));
            }
            let is_silent = facts.has_begun(term, day, false) == Some(false);
            of.silent = of.silent.map(|silent| silent + u64::from(is_silent));
            // A customer's revenue counts once, where its first contract ends.
            if !std::mem::replace(&mut counted, true) {
                let arr = super::arr(facts.company, term.customer).unwrap_or_default();
                of.arr = of.arr.map(|sum| sum + arr);
                of.silent_arr = of.silent_arr.map(|sum| sum + if is_silent { arr } else { 0 });
            }
        }
    }
    // On a month's last day it is over.
    let over = day.next().month() != day.month();
    if over && months.first().is_some_and(|month| month.contracts + month.settled == 0) {
        months.remove(0);
    }
    months
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
