//! Did the rules tell anything? Each is judged at the ends of past months from rows up to then, and held against who was
//! lost in the 90 days after (domain.md §4.4).

use super::facts::{Ended, Facts, Term};
use super::{Moment, Remark, Rule, Verdict};
use crate::base::{Date, Month};
use crate::metrics::{Exposure, TwoByTwo};
use crate::tables::{Book, Company};

/// Days after a moment in which losses count; of revenue, which is by months, the three months after.
pub const OUTCOME_DAYS: u64 = 90;
const OUTCOME_MONTHS: i32 = 3;
/// Months back in which the latest moment is looked for: revenue may lag behind.
const LOOK_BACK: i32 = 12;
/// How many moments, a quarter apart.
const MOMENTS: usize = 4;

/// What came of the rules in the past.
#[derive(Clone, Debug, PartialEq)]
pub struct BackTest {
    /// The days judged at, the latest first.
    pub days: Vec<Date>,
    /// Customers with a known outcome, each once a day judged at.
    pub judged: u64,
    /// Of them lost.
    pub lost: u64,
    /// Each rule: those it fired for and those it was clear for, by [`Rule::ALL`].
    pub rules: [TwoByTwo; 10],
}

/// Ends of months, a quarter apart, the latest so early that its 90 days have passed.
pub(super) fn moments(company: &Company<'_>, as_of: Date) -> Vec<Moment> {
    let ends = (0..=LOOK_BACK).filter_map(|back| as_of.month().plus(-back).last_day());
    let passed = |end: &Date| end.plus_days(OUTCOME_DAYS).is_some_and(|after| after <= as_of);
    // Where revenue is all that tells of losses, it has to reach as far.
    let revenue = |end: &Date| {
        company
            .book
            .span
            .is_none_or(|(_, last)| end.month().plus(OUTCOME_MONTHS) <= last || last < end.month())
    };
    let Some(latest) = ends.into_iter().find(|end| passed(end) && revenue(end)) else { return Vec::new() };
    (0..MOMENTS as i32)
        .filter_map(|step| latest.month().plus(-step * OUTCOME_MONTHS).last_day())
        .map(|day| Moment { day, past: true })
        .collect()
}

/// Who tells of losses beside the revenue.
struct Sources {
    churn_dates: bool,
    outcomes: bool,
}

/// What became of a customer after a day judged at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Who.
    pub customer: u32,
    /// The day.
    pub day: Date,
    /// Whether it was lost in the 90 days after.
    pub lost: bool,
    /// Whether each rule marked it, by [`Rule::ALL`]; `None` where it couldn't be judged.
    pub marked: [Option<bool>; 10],
}

/// Each customer whose outcome is known at each moment of the past.
pub(super) fn each(facts: &Facts<'_>, see: &mut dyn FnMut(Outcome)) {
    let sources = Sources {
        churn_dates: facts.left.iter().any(Option::is_some),
        outcomes: facts.columns.contract_outcome,
    };
    for (at, moment) in facts.moments.iter().enumerate().filter(|(_, moment)| moment.past) {
        let keeps = keeps_contracts(facts, at);
        let Some(until) = moment.day.plus_days(OUTCOME_DAYS) else { continue };
        let day = moment.day;
        let months = (day.month(), day.month().plus(OUTCOME_MONTHS));
        let tells = |(_, last): &(Month, Month)| months.1 <= *last && facts.monthly();
        let months = facts.company.book.span.filter(tells).map(|_| months);
        for customer in 0..facts.company.customers.len() as u32 {
            if !facts.is_there(customer, at) {
                continue;
            }
            let paid = months.and_then(|months| paid_on(facts.company.book, customer, months));
            let Some(lost) = outcome(facts, customer, (day, until), paid, &sources) else { continue };
            let mut marked = [None; 10];
            for (rule, signal) in facts.signals(customer, at) {
                let is_marked = match signal.verdict {
                    Verdict::Fired => Some(true),
                    Verdict::Clear if signal.remark != Some(Remark::Neutral) => Some(false),
                    _ => None,
                };
                if let Some(place) = marked.get_mut(rule as usize).filter(|_| keeps || rule != Rule::Silence)
                {
                    *place = is_marked;
                }
            }
            see(Outcome { customer, day, lost, marked });
        }
    }
}

/// Each rule at each moment of the past; `None` where nobody is known to be lost or to stay.
pub(super) fn back_test(facts: &Facts<'_>) -> Option<BackTest> {
    let mut found = BackTest { days: Vec::new(), judged: 0, lost: 0, rules: [TwoByTwo::default(); 10] };
    each(facts, &mut |Outcome { day, lost, marked, .. }| {
        found.judged += 1;
        found.lost += u64::from(lost);
        for (table, downgraded) in found.rules.iter_mut().zip(marked) {
            downgraded.into_iter().for_each(|downgraded| table.add(Exposure { downgraded, lost }));
        }
        if found.days.last() != Some(&day) {
            found.days.push(day);
        }
    });
    (found.judged > 0).then_some(found)
}

/// Whether the contracts of a moment are in the files: a list of each customer's present one has those of the past only
/// of who has left, and would make every end a loss. Nine in ten of the customers with any contract have one then.
fn keeps_contracts(facts: &Facts<'_>, at: usize) -> bool {
    let Some(day) = facts.moments.get(at).map(|moment| moment.day) else { return false };
    let (mut with, mut runs) = (0_u64, 0_u64);
    for customer in 0..facts.company.customers.len() as u32 {
        let terms = facts.terms(customer);
        if terms.is_empty() || !facts.is_there(customer, at) {
            continue;
        }
        with += 1;
        let is_then = |term: &Term<'_>| term.end >= day && term.start.is_none_or(|start| start <= day);
        runs += u64::from(terms.iter().any(is_then));
    }
    runs * 10 >= with * 9
}

/// Whether a customer was lost in the 90 days after a day; `None` where nothing says. `paid` is the revenue's word.
fn outcome(
    facts: &Facts<'_>,
    customer: u32,
    (day, until): (Date, Date),
    paid: Option<bool>,
    sources: &Sources,
) -> Option<bool> {
    let within = |date: Date| date > day && date <= until;
    let left = facts.left.get(customer as usize).copied().flatten();
    let terms = facts.terms(customer);
    let ended = |as_what: Ended| terms.iter().any(|term| term.ended == Some(as_what) && within(term.end));
    if left.is_some_and(within) || ended(Ended::Churned) || paid == Some(false) {
        return Some(true);
    }
    let told = sources.churn_dates && (left.is_some() || facts.signed(customer).is_some());
    let runs = || terms.iter().any(|term| term.end > until && term.start.is_none_or(|start| start <= day));
    let renewed = sources.outcomes && (ended(Ended::Renewed) || runs());
    (paid == Some(true) || told || renewed).then_some(false)
}

/// Whether a customer that pays in a month pays in each of the three after; `None` where it doesn't.
fn paid_on(book: &Book, customer: u32, (from, to): (Month, Month)) -> Option<bool> {
    let until = book.points_to(customer, from);
    until.last().filter(|point| point.month == from)?;
    // Points are by month, each month once: without a gap the third after is three places on.
    let third = book.points(customer).get(until.len() - 1 + OUTCOME_MONTHS as usize);
    Some(third.is_some_and(|point| point.month == to))
}
