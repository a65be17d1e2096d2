//! Occasions to act that dated rows give: tickets on one topic, new customers, trials a month old (domain.md §2.12: G-21,
//! Q6-07), and who is no longer a customer.

use crate::base::{Date, Month, sort_by_key};
use crate::tables::{Company, Datum, TableKind};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Tickets of 30 days from which on support is red for a customer (the guide's one example).
pub const MANY_TICKETS: u64 = 3;

/// Days that a month counts here.
pub const MONTH: i64 = 30;

/// Whether each customer is gone on a day: left by the accounts, or paid once and pays nothing in the month of the day.
pub fn gone(company: &Company<'_>, as_of: Date) -> Vec<bool> {
    let month = company.month();
    let silent = |id: u32| {
        let paid =
            company.book.points(id).first().zip(month).is_some_and(|(first, month)| first.month < month);
        paid && company.mrr(id) == Some(0)
    };
    let left = company.signed_and_left();
    (0..).zip(left).map(|(id, (_, left))| left.is_some_and(|day| day <= as_of) || silent(id)).collect()
}

/// A customer whose tickets are mostly about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTopic<'a> {
    /// Who.
    pub customer: u32,
    /// Tickets of the last 30 days.
    pub tickets: u64,
    /// Those about the topic.
    pub about: u64,
    /// What they are about.
    pub topic: &'a str,
}

/// Customers with three tickets or more in the 30 days to a day, three in five of them or more about one topic (our
/// cut-offs); most tickets first.
pub fn one_topic<'a>(company: &Company<'a>, as_of: Date) -> Vec<OneTopic<'a>> {
    let mut tickets: BTreeMap<u32, (u64, BTreeMap<&'a str, u64>)> = BTreeMap::new();
    for record in company.rows(TableKind::Tickets) {
        let (Some(customer), Some(day)) = (record.customer, record.day(Datum::CreatedAt)) else { continue };
        if (0..MONTH).contains(&as_of.days_since(day)) {
            let (all, topics) = tickets.entry(customer).or_default();
            *all += 1;
            if let Some(topic) = record.text(Datum::Topic) {
                *topics.entry(topic).or_default() += 1;
            }
        }
    }
    let mut found = Vec::new();
    for (customer, (tickets, topics)) in tickets {
        // Of equal ones the first by name.
        let top = topics.into_iter().max_by_key(|(topic, about)| (*about, Reverse(*topic)));
        let Some((topic, about)) = top else { continue };
        if tickets >= MANY_TICKETS && about * 5 >= tickets * 3 {
            found.push(OneTopic { customer, tickets, about, topic });
        }
    }
    sort_by_key(&mut found, |one| (Reverse(one.tickets), one.customer));
    found
}

/// Customers signed in the 30 days to a day, with that day, the latest first.
pub fn new_customers(company: &Company<'_>, as_of: Date) -> Vec<(u32, Date)> {
    let new = |(id, (signed, left)): (u32, (Option<Date>, Option<Date>))| {
        let signed = signed.filter(|day| (0..MONTH).contains(&as_of.days_since(*day)))?;
        left.is_none_or(|day| day > as_of).then_some((id, signed))
    };
    let signed = company.signed_and_left().iter().copied();
    let mut all: Vec<(u32, Date)> = (0..).zip(signed).filter_map(new).collect();
    sort_by_key(&mut all, |(id, signed)| (Reverse(*signed), *id));
    all
}

/// A sign-up that is a month old and has not paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OldTrial<'a> {
    /// Who, where the row says it.
    pub customer: Option<u32>,
    /// The sign-up's id.
    pub id: Option<&'a str>,
    /// Its day.
    pub since: Date,
    /// Its file and line.
    pub source: (u32, u32),
}

/// Sign-ups from 30 to 59 days old without a payment, the oldest first: this month's turn.
pub fn month_old_trials<'a>(company: &Company<'a>, as_of: Date) -> Vec<OldTrial<'a>> {
    if !company.has_datum(TableKind::Trials, Datum::PaidAt) {
        return Vec::new(); // who paid isn't known
    }
    let mut all = Vec::new();
    for record in company.rows(TableKind::Trials) {
        let Some(since) = record.day(Datum::SignupDate) else { continue };
        let paid = record.day(Datum::PaidAt).is_some_and(|day| day <= as_of);
        if !paid && (MONTH..2 * MONTH).contains(&as_of.days_since(since)) {
            let (customer, source) = (record.customer, record.source());
            all.push(OldTrial { customer, id: record.text(Datum::SignupId), since, source });
        }
    }
    sort_by_key(&mut all, |trial| (trial.since, trial.source));
    all
}

/// The month three before the last; `None` where the months don't reach back or nobody speaks of those between.
pub fn three_months_before(company: &Company<'_>) -> Option<Month> {
    let book = company.book;
    let before = company.month()?.plus(-3);
    let reaches = book.span.is_some_and(|(first, _)| first <= before);
    let told = book.two_ends.is_none() && book.mixed.is_empty() && book.refused.is_none();
    (reaches && told).then_some(before)
}

/// Customers that pay less in the last month than three months before and still pay: whose, then and now, in minor units.
/// `None` where the months don't reach back or nobody speaks of those between.
pub fn contracted(company: &Company<'_>) -> Option<Vec<(u32, i64, i64)>> {
    let book = company.book;
    let (before, now) = (three_months_before(company)?, company.month()?);
    let change = |id: u32| {
        let (before, now) = (book.amount(id, before), book.amount(id, now));
        (0 < now && now < before).then_some((id, before, now))
    };
    Some(book.ids().filter_map(change).collect())
}
