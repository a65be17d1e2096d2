//! Who solves tickets: how many need nobody, how many basic ones take success managers' time (domain.md §5.3).

use super::median_twice;
use super::trials::Part;
use crate::base::Date;
use crate::tables::{Company, Datum, TableKind};
use std::collections::BTreeMap;

/// Who solves tickets, as [`Datum::HandledBy`] names them.
pub const HANDLERS: [&str; 4] = ["ai", "kb", "agent", "csm"];

/// What one way of solving tickets comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handler {
    /// Solved tickets.
    pub tickets: u64,
    /// Those that came back, of those that say it.
    pub reopened: Part,
    /// Days each took, ascending.
    pub days: Vec<i64>,
}

impl Handler {
    /// Median days, doubled.
    pub fn median_twice(&self) -> Option<i64> {
        median_twice(&self.days)
    }
}

/// Solved tickets of the twelve months before a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handling {
    /// By [`HANDLERS`].
    pub by: [Handler; HANDLERS.len()],
    /// Solved tickets that don't say by whom.
    pub unstated: u64,
    /// Solved by machine or knowledge base and not come back, of all that say by whom.
    pub alone: Part,
    /// Basic ones solved without a success manager, of basic ones that say by whom.
    pub basic: Part,
    /// Basic ones that a success manager solved, by customer.
    pub basic_by_customer: BTreeMap<u32, u64>,
    /// The same by topic.
    pub basic_by_topic: BTreeMap<String, u64>,
}

/// The day a year before, the last of its month where that month is shorter.
pub fn year_before(day: Date) -> Option<Date> {
    let month = day.month().plus(-12);
    Date::new(month.year(), month.number(), day.day()).or(month.last_day())
}

/// The tickets of the twelve months up to the day that their tables speak of.
pub fn handling(company: &Company<'_>) -> Handling {
    let mut all = Handling::default();
    let Some(until) = company.known_until(TableKind::Tickets) else { return all };
    let since = year_before(until);
    // Where no file says when a ticket was solved, who solved it says that it was.
    let states_end = company.has_datum(TableKind::Tickets, Datum::ResolvedAt);
    for record in company.rows(TableKind::Tickets) {
        let created = record.day(Datum::CreatedAt);
        let Some(created) = created.filter(|day| *day <= until && Some(*day) > since) else { continue };
        let solved = record.day(Datum::ResolvedAt).filter(|day| *day <= until);
        if states_end && solved.is_none() {
            continue;
        }
        let Some(place) = record.choice(Datum::HandledBy).and_then(|h| HANDLERS.iter().position(|o| *o == h))
        else {
            all.unstated += 1;
            continue;
        };
        let reopened = record.flag(Datum::Reopened);
        let machine = place < 2;
        all.alone.add(machine && reopened != Some(true));
        if let Some(handler) = all.by.get_mut(place) {
            handler.tickets += 1;
            if let Some(reopened) = reopened {
                handler.reopened.add(reopened);
            }
            handler.days.extend(solved.map(|day| day.days_since(created)).filter(|days| *days >= 0));
        }
        if record.choice(Datum::Level) == Some("basic") {
            let by_csm = HANDLERS.get(place) == Some(&"csm");
            all.basic.add(!by_csm);
            if by_csm {
                if let Some(customer) = record.customer {
                    *all.basic_by_customer.entry(customer).or_default() += 1;
                }
                if let Some(topic) = record.text(Datum::Topic) {
                    match all.basic_by_topic.get_mut(topic) {
                        Some(n) => *n += 1,
                        None => drop(all.basic_by_topic.insert(topic.to_owned(), 1)),
                    }
                }
            }
        }
    }
    for handler in &mut all.by {
        crate::base::sort(&mut handler.days);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_before_a_leap_day_is_the_last_of_february() {
        let day = |text| Date::parse_iso(text).unwrap();
        assert_eq!(year_before(day("2024-02-29")), Some(day("2023-02-28")));
        assert_eq!(year_before(day("2024-03-31")), Some(day("2023-03-31")));
    }
}
