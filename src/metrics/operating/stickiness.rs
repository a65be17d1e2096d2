//! What holds customers: how often users come, seats and modules in use, connected systems; and retention by how much
//! of these they had (domain.md §2.4). All of it is association: who intends to stay connects more.

use super::health::{Inputs, Sum, TODAY, Usage, day_number};
use crate::base::{Date, Ratio};
use crate::metrics::{GroupSums, Opening};
use crate::tables::{Company, Datum, TableKind};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// A ratio of sums over customers, and how many stand behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summed {
    /// Above the line.
    pub part: i64,
    /// Below it.
    pub whole: i64,
    /// Customers.
    pub n: u64,
}

impl Summed {
    /// Of pairs of customers.
    pub fn of(pairs: impl Iterator<Item = (i64, i64)>) -> Self {
        pairs.fold(Summed::default(), |sum, (part, whole)| Summed {
            part: sum.part + part,
            whole: sum.whole + whole,
            n: sum.n + 1,
        })
    }
}

/// How sticky: mean daily users over users of the window; `None` where nobody was there.
pub fn dau_mau(daily: u64, days: u64, monthly: u64) -> Option<Ratio> {
    let below = i128::from(monthly) * i128::from(days);
    (below > 0).then_some(Ratio { numerator: daily.into(), denominator: below })
}

/// A customer's active users of the last 28 days, and the seats it pays for; above one where seats are shared.
pub fn seat_use(inputs: &Inputs<'_>, id: u32) -> Option<(i64, i64)> {
    let seats = inputs.seats.get(id as usize).copied().flatten().filter(|seats| *seats > 0)?;
    Some((inputs.usage.sum(TODAY, id, Sum::Users)?.into(), seats.into()))
}

/// The tenth that a part of something positive lies in, from its lower end up to the next; the whole is in the last, and
/// 10 is what is above it.
pub fn tenth(part: i64, whole: i64) -> usize {
    match part.cmp(&whole) {
        Ordering::Greater => 10,
        Ordering::Equal => 9,
        Ordering::Less => usize::try_from(i128::from(part) * 10 / i128::from(whole)).unwrap_or(0),
    }
}

/// Its modules in use, and those there are.
pub fn breadth(inputs: &Inputs<'_>, id: u32) -> Option<(i64, i64)> {
    let total = inputs.modules_total(id).filter(|total| *total > 0)?;
    Some((inputs.modules_used(id)?.into(), total.into()))
}

/// Its core actions, and its active users of the last 28 days.
pub fn intensity(inputs: &Inputs<'_>, id: u32) -> Option<(i64, i64)> {
    let (core, users) = inputs.core(TODAY, id)?;
    Some((core.into(), users.into()))
}

/// A connected system: since when, whether data go both ways.
#[derive(Clone, Copy, Debug)]
struct Link {
    since: Option<i32>,
    both: bool,
}

/// Connected systems of each customer.
#[derive(Debug)]
pub struct Integrations {
    /// By customer; empty where no file lists them.
    links: Vec<Vec<Link>>,
    /// Whether the list has dates, so that what was connected on an earlier day is known.
    pub dated: bool,
    /// How many the accounts state.
    stated: Vec<Option<i64>>,
    /// Thousandths of a gigabyte kept.
    pub data: Option<i64>,
}

impl Integrations {
    /// Reads them. A customer that a list doesn't name has none.
    pub fn of(company: &Company<'_>) -> Self {
        let listed = company.has(TableKind::Integrations);
        let mut links: Vec<Vec<Link>> = Vec::new();
        let mut places: FxHashMap<(u32, &str), usize> = FxHashMap::default();
        let mut data = None;
        if listed {
            links.resize_with(company.customers.len(), Vec::new);
        }
        for record in company.rows(TableKind::Integrations) {
            let own = record.customer.and_then(|id| Some((id, links.get_mut(id as usize)?)));
            let Some(((id, own), name)) = own.zip(record.text(Datum::Integration)) else { continue };
            data = record.thousandths(Datum::DataGb).map_or(data, |gb| Some(data.unwrap_or(0) + gb));
            let since = record.day(Datum::ConnectedAt).and_then(|day| i32::try_from(day.days()).ok());
            let both = record.choice(Datum::IntegrationKind) == Some("two_way");
            // A system that stands twice is connected once, from the first day on.
            let place = *places.entry((id, name)).or_insert(own.len());
            match own.get_mut(place) {
                Some(link) => {
                    link.both |= both;
                    link.since = link.since.zip(since).map(|(a, b)| a.min(b));
                }
                None => own.push(Link { since, both }),
            }
        }
        Integrations {
            links,
            dated: company.has_datum(TableKind::Integrations, Datum::ConnectedAt),
            stated: company.state(|record| record.count(Datum::IntegrationsCount)),
            data,
        }
    }

    /// Systems connected on a day: one without a date always was.
    pub fn count(&self, customer: u32, on: i32) -> Option<i64> {
        match self.links.get(customer as usize) {
            Some(links) => {
                Some(links.iter().filter(|link| link.since.is_none_or(|since| since <= on)).count() as i64)
            }
            None => self.stated.get(customer as usize).copied().flatten(),
        }
    }

    /// The same where one that goes both ways counts twice; only of lists.
    pub fn depth(&self, customer: u32, on: i32) -> Option<i64> {
        let links = self.links.get(customer as usize)?;
        let there = links.iter().filter(|link| link.since.is_none_or(|since| since <= on));
        Some(there.map(|link| 1 + i64::from(link.both)).sum())
    }
}

/// Modules in use on two days.
#[derive(Debug)]
pub struct Modules {
    usage: Usage,
    /// As the accounts state them now.
    stated: Vec<Option<i64>>,
}

impl Modules {
    /// Reads them as of a day, and on an earlier one.
    pub fn of(company: &Company<'_>, as_of: Date, earlier: Option<Date>) -> Self {
        let days: Vec<i32> = [as_of].into_iter().chain(earlier).map(day_number).collect();
        let stated = match company.has_datum(TableKind::Accounts, Datum::ModulesUsed) {
            true => company.state(|record| record.count(Datum::ModulesUsed)),
            false => Vec::new(),
        };
        Modules { usage: Usage::of(company, &days), stated }
    }

    /// Those of a customer now: in its last 28 days, else as the accounts state them.
    pub fn now(&self, customer: u32) -> Option<i64> {
        let told = || self.stated.get(customer as usize).copied().flatten();
        self.usage.sum(TODAY, customer, Sum::Modules).map(i64::from).or_else(told)
    }

    /// Those on the earlier day.
    pub fn earlier(&self, customer: u32) -> Option<i64> {
        self.usage.sum(TODAY + 1, customer, Sum::Modules).map(i64::from)
    }
}

/// How much customers had of something, in three groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Connected systems: 0, 1–2, 3 or more.
    Integrations,
    /// Modules in use: up to 1, 2–5, more than 5 (Q3-05).
    Modules,
}

impl Held {
    /// The group of a number.
    pub fn bucket(self, n: i64) -> usize {
        match (self, n) {
            (Held::Integrations, ..=0) | (Held::Modules, ..=1) => 0,
            (Held::Integrations, ..=2) | (Held::Modules, ..=5) => 1,
            _ => 2,
        }
    }

    /// What the groups are called.
    pub fn names(self) -> [&'static str; 3] {
        match self {
            Held::Integrations => ["0", "1–2", "3+"],
            Held::Modules => ["≤ 1", "2–5", "> 5"],
        }
    }
}

/// Retention of the opening customers by how much they had; those of whom it isn't known are left out.
pub fn by_held(openings: &[Opening], held: Held, of: impl Fn(u32) -> Option<i64>) -> [GroupSums; 3] {
    let mut groups = [GroupSums::default(); 3];
    for opening in openings {
        let group = of(opening.customer).and_then(|n| groups.get_mut(held.bucket(n)));
        if let Some(group) = group {
            group.add(opening);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_of_a_hundred_and_twenty() {
        // domain.md §2.4 [pin]: 30 a day of 120 a month are 25 %.
        assert_eq!(dau_mau(30 * 28, 28, 120).unwrap().value(), Some(0.25));
        assert_eq!(dau_mau(0, 28, 0), None);
    }

    #[test]
    fn tenths_begin_with_their_lower_end_and_the_last_holds_the_whole() {
        let cases =
            [(0, 7), (1, 10), (9, 100), (10, 100), (899, 1000), (90, 100), (7, 7), (8, 7), (i64::MAX, 1)];
        assert_eq!(cases.map(|(part, whole)| tenth(part, whole)), [0, 1, 0, 1, 8, 9, 9, 10, 10]);
    }

    #[test]
    fn groups_part_where_the_article_does() {
        assert_eq!([0, 1, 2, 3].map(|n| Held::Integrations.bucket(n)), [0, 1, 1, 2]);
        assert_eq!([0, 1, 2, 5, 6].map(|n| Held::Modules.bucket(n)), [0, 0, 1, 1, 2]);
        let opening = |customer, m1| Opening { customer, m0: 100, m1 };
        let openings = [opening(0, 0), opening(1, 100), opening(2, 150), opening(3, 80)];
        let groups =
            by_held(&openings, Held::Integrations, |id| [Some(0), Some(2), Some(7), None][id as usize]);
        assert_eq!(groups.map(|group| (group.customers, group.closing)), [(1, 0), (1, 100), (1, 150)]);
    }
}
