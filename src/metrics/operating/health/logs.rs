//! What tickets, surveys and the onboarding say of each customer up to a day.

use super::super::surveys::{SurveyKind, answers};
use super::Uncounted;
use crate::base::Date;
use crate::tables::{Company, Datum, TableKind};
use rustc_hash::FxHashMap;

/// Items of each customer, in the order they came.
#[derive(Debug)]
pub struct ByCustomer<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for ByCustomer<T> {
    fn default() -> Self {
        ByCustomer { starts: Vec::new(), items: Vec::new() }
    }
}

impl<T: Copy> ByCustomer<T> {
    /// Puts them in the order of the customers; each one's keep theirs.
    pub fn new(customers: usize, items: Vec<(u32, T)>) -> Self {
        let mut starts = vec![0_u32; customers + 1];
        for (customer, _) in &items {
            if let Some(start) = starts.get_mut(*customer as usize + 1) {
                *start += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut sorted: Vec<T> = items.iter().map(|(_, item)| *item).collect();
        for (customer, item) in items {
            let Some(next) = next.get_mut(customer as usize) else { continue };
            if let Some(place) = sorted.get_mut(*next as usize) {
                *place = item;
            }
            *next += 1;
        }
        ByCustomer { starts, items: sorted }
    }

    /// A customer's.
    pub fn of(&self, customer: u32) -> &[T] {
        let from = self.starts.get(customer as usize);
        let to = self.starts.get(customer as usize + 1);
        let range = from.zip(to).and_then(|(from, to)| self.items.get(*from as usize..*to as usize));
        range.unwrap_or(&[])
    }
}

/// A day as days since 1970.
pub fn day_number(day: Date) -> i32 {
    i32::try_from(day.days()).unwrap_or_default()
}

/// The same of a row.
pub(super) fn day_of(record: &crate::tables::Record<'_>, datum: Datum) -> Option<i32> {
    record.day(datum).map(day_number)
}

/// A ticket: the day it was opened, the day it was solved.
type Ticket = (i32, Option<i32>);

/// Days that tickets are counted over, and within which they should be solved.
pub(super) const TICKET_DAYS: i32 = 30;
/// How far back tickets are asked whether they were solved.
pub(super) const SOLVED_OF: i32 = 120;

/// The tickets.
#[derive(Debug, Default)]
pub struct Tickets {
    all: ByCustomer<Ticket>,
    span: Option<(i32, i32)>,
    tells_solved: bool,
}

impl Tickets {
    /// Reads them.
    pub fn of(company: &Company<'_>) -> Self {
        let mut all: Vec<(u32, Ticket)> = Vec::new();
        let mut span: Option<(i32, i32)> = None;
        let small = |day: i64| i32::try_from(day).ok();
        for (table, ids) in company.tables(TableKind::Tickets) {
            let Some(created) = table.column(Datum::CreatedAt) else { continue };
            let solved = table.column(Datum::ResolvedAt);
            for (row, own) in table.customer.iter().enumerate() {
                let customer = ids.get(*own as usize);
                let Some((customer, day)) = customer.zip(created.get(row).and_then(small)) else { continue };
                span = Some(span.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
                let solved = solved.and_then(|column| column.get(row)).and_then(small);
                all.push((*customer, (day, solved)));
            }
        }
        let tells_solved = company.has_datum(TableKind::Tickets, Datum::ResolvedAt);
        Tickets { all: ByCustomer::new(company.customers.len(), all), span, tells_solved }
    }

    /// Tickets of the 30 days up to a day. Nobody's ticket is a zero only where the log goes on through all of them.
    pub fn recent(&self, customer: u32, until: i32) -> Option<u32> {
        let (first, last) = self.span?;
        let from = until - TICKET_DAYS;
        let lies = |(day, _): &&Ticket| *day > from && *day <= until;
        let count = self.all.of(customer).iter().filter(lies).count() as u32;
        (last > from && (count > 0 || first <= from + 1)).then_some(count)
    }

    /// Of the tickets opened 30 to 120 days before, those solved within 30 days; nothing where there are none.
    pub fn solved(&self, customer: u32, until: i32) -> Option<(u32, u32)> {
        let old = |(day, _): &&Ticket| *day > until - SOLVED_OF && *day <= until - TICKET_DAYS;
        let in_time = |(day, solved): &Ticket| {
            solved.is_some_and(|solved| solved <= until && solved - day <= TICKET_DAYS)
        };
        let (mut solved, mut all) = (0, 0);
        for ticket in self.all.of(customer).iter().filter(old) {
            all += 1;
            solved += u32::from(in_time(ticket));
        }
        (self.tells_solved && all > 0).then_some((solved, all))
    }

    /// The first day with a ticket.
    pub fn first(&self) -> Option<i32> {
        self.span.map(|(first, _)| first)
    }
}

/// How long an answer counts.
const ANSWER_DAYS: i32 = 365;

/// An answer to the recommendation question.
#[derive(Clone, Copy, Debug)]
struct Said {
    day: i32,
    /// Who; `None` where the file doesn't say, then every answer counts.
    who: Option<u32>,
    thousandths: i64,
    /// Its file by place among the inputs, and its line.
    source: (u32, u32),
}

/// The answers to the recommendation question.
#[derive(Debug, Default)]
pub struct Answers {
    all: ByCustomer<Said>,
    first: Option<i32>,
}

impl Answers {
    /// Reads them.
    pub fn of(company: &Company<'_>) -> Self {
        let mut people: FxHashMap<&str, u32> = FxHashMap::default();
        let mut all = Vec::new();
        for answer in answers(company) {
            let day = i32::try_from(answer.date.days()).ok();
            let own = answer.record.customer.filter(|_| answer.kind == SurveyKind::Nps);
            let Some((customer, day)) = own.zip(day) else { continue };
            let next = people.len() as u32;
            let who = answer.record.text(Datum::RespondentId);
            let who = who.map(|who| *people.entry(who).or_insert(next));
            let source = answer.record.source();
            all.push((customer, Said { day, who, thousandths: answer.score, source }));
        }
        // By day, so that the last of a respondent is the last of the list.
        crate::base::sort_by_key(&mut all, |(_, said): &(u32, Said)| said.day);
        let first = all.first().map(|(_, said)| said.day);
        Answers { all: ByCustomer::new(company.customers.len(), all), first }
    }

    /// The mean of each respondent's last answer in a year up to a day, in thousandths.
    pub fn mean(&self, customer: u32, until: i32) -> Option<i64> {
        let (mut sum, mut n) = (0, 0);
        for (said, _) in self.lying(customer, until).filter(|(_, replaced)| !replaced) {
            sum += said.thousandths;
            n += 1;
        }
        (n > 0).then(|| sum / n)
    }

    /// The answers in a year up to a day, and whether a later one of the same respondent replaces each.
    fn lying(&self, customer: u32, until: i32) -> impl Iterator<Item = (&Said, bool)> {
        let own = self.all.of(customer);
        let lies = move |said: &Said| said.day > until - ANSWER_DAYS && said.day <= until;
        own.iter().enumerate().filter(move |(_, said)| lies(said)).map(move |(place, said)| {
            let mut later = own.iter().skip(place + 1).filter(|other| lies(other));
            (said, said.who.is_some() && later.any(|other| other.who == said.who))
        })
    }

    /// Whether the answer in a row is one of those that [`Answers::mean`] is of, and if not, why.
    pub(super) fn counts(&self, customer: u32, until: i32, source: (u32, u32)) -> Result<(), Uncounted> {
        let mut lying = self.lying(customer, until);
        match lying.find(|(said, _)| said.source == source) {
            Some((_, false)) => Ok(()),
            Some((_, true)) => Err(Uncounted::Replaced),
            None if self.all.of(customer).iter().any(|said| said.source == source) => {
                Err(Uncounted::OutsideDays)
            }
            None => Err(Uncounted::Beside),
        }
    }

    /// The first day with an answer.
    pub fn first(&self) -> Option<i32> {
        self.first
    }
}

/// The steps of the onboarding: weight in thousandths, the day it was done.
#[derive(Debug, Default)]
pub struct Milestones {
    all: ByCustomer<(i64, Option<i32>)>,
}

impl Milestones {
    /// Reads them; steps that a customer doesn't need are none.
    pub fn of(company: &Company<'_>) -> Self {
        let step = |record: crate::tables::Record<'_>| {
            let needed = record.flag(Datum::Applicable) != Some(false);
            let weight = record.thousandths(Datum::Weight).unwrap_or(1000).max(0);
            needed.then_some((record.customer?, (weight, day_of(&record, Datum::CompletedAt))))
        };
        let all = company.rows(TableKind::Onboarding).into_iter().filter_map(step).collect();
        Milestones { all: ByCustomer::new(company.customers.len(), all) }
    }

    /// Σ weight of the steps done up to a day, and of all (the onboarding engagement score, domain.md §2.11).
    pub fn done(&self, customer: u32, until: i32) -> Option<(i64, i64)> {
        let (mut done, mut all) = (0, 0);
        for (weight, day) in self.all.of(customer) {
            all += weight;
            done += if day.is_some_and(|day| day <= until) { *weight } else { 0 };
        }
        (all > 0).then_some((done, all))
    }
}
