//! Contracts that came due in a year and what became of them, and who was under contract a year ago and still is
//! (domain.md §2.2: the renewal rate, and logo retention as contracts tell it). What no row says is unknown, not lost.

use super::facts::{Ended, Facts, Term};
use super::rules::is_settled;
use crate::base::Date;
use crate::metrics::operating::Part;

/// Months that are looked back.
const MONTHS: u32 = 12;

/// A contract that came due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CameDue<'a> {
    /// Whose.
    pub customer: u32,
    /// Its name.
    pub id: Option<&'a str>,
    /// Whether it was renewed, on whatever terms: it says so, or another follows; `None` where nothing tells.
    pub renewed: Option<bool>,
    /// Its file and line.
    pub source: (u32, u32),
}

/// What became of all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dues {
    /// Those renewed, of those of which something tells.
    pub renewed: Part,
    /// Those of which nothing tells.
    pub open: u64,
    /// Customers still under contract, of those who were a year ago.
    pub stayed: Part,
    /// Whether the files keep the past contracts of who stayed: a list of the present ones has of the past only those of
    /// who left, and would make every end a loss.
    pub kept: bool,
}

/// The contracts that ended in the twelve months up to a day, by customer and end.
pub(super) fn came_due<'a>(facts: &Facts<'a>, day: Date) -> Vec<CameDue<'a>> {
    let within = |term: &&Term<'_>| term.end <= day && is_after(term.end, day);
    let of = |own: &[Term<'a>]| -> Vec<CameDue<'a>> {
        let due = |term: &Term<'a>| CameDue {
            customer: term.customer,
            id: term.id,
            renewed: match term.ended {
                Some(ended) => Some(ended == Ended::Renewed),
                None => is_settled(term, own).then_some(true),
            },
            source: term.source,
        };
        own.iter().filter(within).map(due).collect()
    };
    facts.terms.chunk_by(|a, b| a.customer == b.customer).flat_map(of).collect()
}

/// Customers under contract a year before a day, and whether they are on it; nobody of whom that isn't known.
pub(super) fn under_contract(facts: &Facts<'_>, day: Date) -> Vec<(u32, bool)> {
    let stays = |own: &[Term<'_>]| {
        let first = own.first()?;
        own.iter().any(|term| ran(term, day)).then_some(())?;
        let now = own.iter().any(|term| term.start.is_none_or(|start| start <= day) && term.end >= day);
        let told = own.last().and_then(|last| last.ended).map(|ended| ended == Ended::Renewed);
        Some((first.customer, if now { true } else { told? }))
    };
    facts.terms.chunk_by(|a, b| a.customer == b.customer).filter_map(stays).collect()
}

/// Whether a contract is known to have run a year before a day.
fn ran(term: &Term<'_>, day: Date) -> bool {
    let later = |day: Date| day.plus_months(MONTHS);
    let began = term.start.and_then(later).is_some_and(|start| start <= day);
    began && later(term.end).is_some_and(|end| end >= day)
}

/// Whether a day is less than a year before another.
fn is_after(day: Date, than: Date) -> bool {
    day.plus_months(MONTHS).is_none_or(|later| later > than)
}

/// The sums of both.
pub(super) fn dues(facts: &Facts<'_>, day: Date) -> Dues {
    let mut dues = Dues::default();
    for due in came_due(facts, day) {
        match due.renewed {
            Some(renewed) => dues.renewed.add(renewed),
            None => dues.open += 1,
        }
    }
    under_contract(facts, day).iter().for_each(|(_, stays)| dues.stayed.add(*stays));
    let mut own = facts.terms.chunk_by(|a, b| a.customer == b.customer);
    let renewed = |term: &Term<'_>, own: &[Term<'_>]| {
        term.end <= day && term.ended != Some(Ended::Churned) && is_settled(term, own)
    };
    // Where no contract runs any more, all were lost.
    dues.kept = own.any(|own| own.iter().any(|term| renewed(term, own)))
        || facts.terms.iter().all(|term| term.end <= day);
    dues
}
