//! Who solves tickets: how many need nobody, how many basic ones take success managers' time (domain.md §5.3).

use super::median_twice;
use super::trials::Part;
use crate::base::{DAY_SECONDS, Date, Moment};
use crate::tables::{Company, DataColumn, Datum, Record, TableKind};
use std::collections::BTreeMap;

/// Who solves tickets, as [`Datum::HandledBy`] names them.
pub const HANDLERS: [&str; 4] = ["ai", "kb", "agent", "csm"];
/// Those of them that are no people, and the one that is a success manager.
const BY_MACHINE: [usize; 2] = [0, 1];
const BY_MANAGER: usize = 3;
/// The basic level, by place in the choices of [`Datum::Level`].
const BASIC: i64 = 0;

/// Basic tickets that should not take success managers' time, in percent (Q4-05).
pub const BASIC_TARGET: u64 = 80;

/// What one way of solving tickets comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handler {
    /// Solved tickets.
    pub tickets: u64,
    /// Those that came back, of those that say it.
    pub reopened: Part,
    /// Seconds each took, ascending; whole days where no times are stated.
    pub seconds: Vec<i64>,
}

impl Handler {
    /// Median days.
    pub fn median_days(&self) -> Option<f64> {
        median_twice(&self.seconds).map(|twice| twice as f64 / (2 * DAY_SECONDS) as f64)
    }
}

/// Days within which a ticket is solved in time (domain.md §4.2, resolution).
const IN_TIME: i64 = 30;

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
    /// Tickets made in these months by customers, solved or not.
    pub made: u64,
    /// The customers that made them.
    pub makers: u64,
    /// Solved within thirty days, of those made so long ago or longer, where a file says when any was solved.
    pub in_time: Part,
}

/// The twelve months up to the day that the tickets' tables speak of.
#[derive(Clone, Copy, Debug)]
pub struct Solving {
    since: i64,
    until: i64,
    /// Where no file says when a ticket was solved, who solved it says that it was.
    states_end: bool,
}

/// A ticket solved in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SolvedTicket {
    /// By whom, by place in [`HANDLERS`].
    pub by: Option<usize>,
    /// Without people, and not come back.
    pub alone: bool,
    /// Of the basic level.
    pub basic: bool,
    /// How long it took; whole days where no times are stated.
    pub seconds: Option<i64>,
}

impl SolvedTicket {
    /// Whether a machine or the knowledge base solved it.
    pub fn by_machine(&self) -> bool {
        self.by.is_some_and(|by| BY_MACHINE.contains(&by))
    }

    /// Whether a success manager did.
    pub fn by_manager(&self) -> bool {
        self.by == Some(BY_MANAGER)
    }
}

impl Solving {
    /// The months; `None` without tickets.
    pub fn of(company: &Company<'_>) -> Option<Self> {
        let until = company.known_until(TableKind::Tickets)?;
        Some(Solving {
            since: until.year_before().map_or(i64::MIN, Date::days),
            until: until.days(),
            states_end: company.has_datum(TableKind::Tickets, Datum::ResolvedAt),
        })
    }

    /// The days a ticket was made and solved on; `None` where it wasn't solved in these months.
    fn days(self, created: Option<i64>, resolved: Option<i64>) -> Option<(i64, Option<i64>)> {
        let created = self.made(created)?;
        let solved = resolved.filter(|day| *day <= self.until);
        (!self.states_end || solved.is_some()).then_some((created, solved))
    }

    /// The day a ticket was made on; `None` where that is outside these months.
    fn made(self, created: Option<i64>) -> Option<i64> {
        created.filter(|day| *day <= self.until && *day > self.since)
    }

    /// Whether a ticket was solved within thirty days; `None` where these aren't over, or no file says of any.
    fn in_time(self, created: Option<i64>, resolved: Option<i64>) -> Option<bool> {
        let made = self.made(created).filter(|day| self.states_end && *day + IN_TIME <= self.until)?;
        Some(resolved.is_some_and(|solved| solved <= self.until && solved - made <= IN_TIME))
    }

    /// Whether a row's ticket was made in these months, and whether it was solved within thirty days.
    pub fn lasted(self, record: &Record<'_>) -> (bool, Option<bool>) {
        let day = |datum| record.day(datum).map(Date::days);
        let (created, resolved) = (day(Datum::CreatedAt), day(Datum::ResolvedAt));
        (self.made(created).is_some(), self.in_time(created, resolved))
    }

    /// What a row says of a ticket solved in these months.
    pub fn ticket(self, record: &Record<'_>) -> Option<SolvedTicket> {
        let day = |datum| record.day(datum).map(Date::days);
        let days = self.days(day(Datum::CreatedAt), day(Datum::ResolvedAt))?;
        let seconds = took(days, &|datum| record.moment(datum));
        let handler = record.choice(Datum::HandledBy);
        let by = HANDLERS.iter().position(|name| Some(*name) == handler);
        let basic =
            Datum::Level.choices().next().is_some_and(|basic| record.choice(Datum::Level) == Some(basic));
        let alone =
            by.is_some_and(|by| BY_MACHINE.contains(&by)) && record.flag(Datum::Reopened) != Some(true);
        Some(SolvedTicket { by, alone, basic, seconds })
    }
}

/// The seconds from one day to the other, or between the times that are stated on them.
fn took((created, solved): (i64, Option<i64>), moment: &dyn Fn(Datum) -> Option<Moment>) -> Option<i64> {
    let days = (solved? - created) * DAY_SECONDS;
    let ends = moment(Datum::ResolvedAt).zip(moment(Datum::CreatedAt));
    let timed = ends.and_then(|(solved, created)| solved.seconds_since(created));
    Some(timed.unwrap_or(days)).filter(|seconds| *seconds >= 0)
}

/// The tickets of the twelve months up to the day that their tables speak of.
pub fn handling(company: &Company<'_>) -> Handling {
    let mut all = Handling::default();
    let Some(solving) = Solving::of(company) else { return all };
    let mut makers = vec![false; company.customers.len()];
    for (table, ids) in company.tables(TableKind::Tickets) {
        let of = |datum| table.column(datum);
        let (created, resolved) = (of(Datum::CreatedAt), of(Datum::ResolvedAt));
        let (handled, level, topics) = (of(Datum::HandledBy), of(Datum::Level), of(Datum::Topic));
        let reopened = of(Datum::Reopened);
        let mut topic_counts = vec![0_u64; topics.map_or(0, |column| column.texts.len())];
        for row in 0..table.len() {
            let value = |column: Option<&DataColumn>| column?.get(row);
            let own = table.customer.get(row).and_then(|own| ids.get(*own as usize));
            if let Some(customer) = own.filter(|_| solving.made(value(created)).is_some()) {
                all.made += 1;
                if let Some(made) = makers.get_mut(*customer as usize) {
                    all.makers += u64::from(!std::mem::replace(made, true));
                }
            }
            if let Some(in_time) = solving.in_time(value(created), value(resolved)) {
                all.in_time.add(in_time);
            }
            let Some(days) = solving.days(value(created), value(resolved)) else { continue };
            let Some(place) = value(handled).and_then(|place| usize::try_from(place).ok()) else {
                all.unstated += 1;
                continue;
            };
            let reopened = value(reopened).map(|flag| flag != 0);
            all.alone.add(BY_MACHINE.contains(&place) && reopened != Some(true));
            if let Some(handler) = all.by.get_mut(place) {
                handler.tickets += 1;
                if let Some(reopened) = reopened {
                    handler.reopened.add(reopened);
                }
                handler.seconds.extend(took(days, &|datum| of(datum)?.moment(row)));
            }
            if value(level) != Some(BASIC) {
                continue;
            }
            all.basic.add(place != BY_MANAGER);
            if place == BY_MANAGER {
                if let Some(customer) = own {
                    *all.basic_by_customer.entry(*customer).or_default() += 1;
                }
                let topic = value(topics).and_then(|topic| usize::try_from(topic).ok());
                if let Some(count) = topic.and_then(|topic| topic_counts.get_mut(topic)) {
                    *count += 1;
                }
            }
        }
        let texts = topics.into_iter().flat_map(|column| (0_u32..).map(|id| column.texts.text(id)));
        for (topic, n) in texts.zip(topic_counts).filter(|(_, n)| *n > 0) {
            *all.basic_by_topic.entry(topic.to_owned()).or_default() += n;
        }
    }
    for handler in &mut all.by {
        crate::base::sort(&mut handler.seconds);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_are_those_of_the_choices() {
        assert!(Datum::HandledBy.choices().eq(HANDLERS));
        assert_eq!(Datum::Level.choices().position(|level| level == "basic"), Some(BASIC as usize));
    }

    #[test]
    fn a_year_before_a_leap_day_is_the_last_of_february() {
        let day = |text| Date::parse_iso(text).unwrap();
        assert_eq!(day("2024-02-29").year_before(), Some(day("2023-02-28")));
        assert_eq!(day("2024-03-31").year_before(), Some(day("2023-03-31")));
    }
}
