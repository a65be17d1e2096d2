//! The renewal rate: contracts that came due in some months, and those of them that were renewed (domain.md §2.2). Its
//! base is what was up for renewal, not all customers: the rate of CS teams, often called NRR or GRR too (peers.md §3).

use super::Part;
use crate::base::{Date, Month};
use crate::tables::{Company, Datum, Record};

/// Days around a contract's end in which the next one begins where it is renewed.
const NEXT: i64 = 31;

/// A contract that came due.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// Whether it was renewed, on whatever terms; `None` where nothing says it yet.
    pub renewed: Option<bool>,
    /// Its file and line.
    pub source: (u32, u32),
}

/// The contracts that ended in the months after `from` up to `to`, in the order of the files.
///
/// What a contract says of its outcome counts. Where it says nothing, it was renewed if the customer's next one begins
/// within a month of its end, and was not if a month has passed since without one. A contract said to be pending, and one
/// whose month isn't over, is open.
pub fn due(company: &Company<'_>, from: Month, to: Month) -> Vec<Due> {
    let mut all: Vec<(u32, Date, Record<'_>)> = company.contracts();
    let in_files = all.clone();
    crate::base::sort_by_key(&mut all, |(customer, end, _)| (*customer, *end));
    let own = |customer: u32| {
        let first = all.partition_point(|(other, ..)| *other < customer);
        all.get(first..).unwrap_or_default().iter().take_while(move |(other, ..)| *other == customer)
    };
    let today = company.as_of.max(company.book.as_of);
    let outcome = |customer: u32, end: Date, record: &Record<'_>| match record.choice(Datum::Outcome) {
        Some("renewed" | "downgraded") => Some(true),
        Some("churned") => Some(false),
        Some(_) => None,
        None => {
            let next = |(_, later, other): &(u32, Date, Record<'_>)| {
                let start = other.day(Datum::StartDate);
                *later > end && start.is_some_and(|start| start.days_since(end).abs() <= NEXT)
            };
            let over = today.is_some_and(|day| day.days_since(end) > NEXT);
            match own(customer).any(next) {
                true => Some(true),
                false => over.then_some(false),
            }
        }
    };
    let inside = in_files.iter().filter(|(_, end, _)| end.month() > from && end.month() <= to);
    inside
        .map(|(customer, end, record)| Due {
            renewed: outcome(*customer, *end, record),
            source: record.source(),
        })
        .collect()
}

/// The renewed among those whose outcome is known.
pub fn renewal_rate(due: &[Due]) -> Part {
    let known = due.iter().filter_map(|due| due.renewed);
    known
        .fold(Part::default(), |part, renewed| Part { part: part.part + u64::from(renewed), of: part.of + 1 })
}
