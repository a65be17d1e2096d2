//! What the tables say of each customer that an early warning looks at, read once.

use super::super::Choices;
use super::usage::Usage;
use super::voices::{Complaints, Wave, complaints, waves};
use super::{Moment, Rule};
use crate::base::{Date, Month, sort_by_key};
use crate::metrics::{SizeCuts, Window, openings};
use crate::tables::{Company, Datum, Record, TableKind};

/// How a contract ended, as far as its row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Renewed, on whatever terms.
    Renewed,
    /// Not renewed.
    Churned,
}

/// A contract.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term<'a> {
    pub customer: u32,
    pub start: Option<Date>,
    pub end: Date,
    pub talk: Option<Date>,
    /// Its stage says that talks have begun, or not; `None` where no stage is stated.
    pub begun: Option<bool>,
    pub ended: Option<Ended>,
    pub renews_itself: bool,
    /// In thousandths of the file's currency.
    pub acv: Option<i64>,
    pub id: Option<&'a str>,
    /// Its file and line.
    pub source: (u32, u32),
    /// Days that a payment is late; 0 where it is said to be paid.
    pub overdue: Option<i64>,
    /// Said to be late, without the days.
    pub late: bool,
}

/// What the one sheet says of a customer (domain.md §3.2, T2).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Snapshot {
    /// Whether any row names it.
    pub named: bool,
    pub last_login: Option<Date>,
    pub modules: Option<i64>,
    pub complaints: Option<i64>,
    pub setup: Option<Date>,
    pub renewal: Option<Date>,
    pub talk: Option<Date>,
    pub expansion: Option<Date>,
    pub overdue: Option<i64>,
}

/// The core steps of a customer's onboarding.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Setup {
    pub steps: u32,
    pub done: u32,
    pub latest: Option<Date>,
    /// The day of the first step done, core or not: it signed then at the latest.
    pub first: Option<Date>,
}

/// Which columns there are: an empty cell says nothing where there is no column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    pub contract_talk: bool,
    pub contract_outcome: bool,
    pub ticket_type: bool,
    pub setup: bool,
    pub talk: bool,
    pub expansion: bool,
}

/// The tables that warnings are told from: their rows are of customers; trials, requests and the like may be of others.
pub const WATCHED: [TableKind; 6] = [
    TableKind::Accounts,
    TableKind::Usage,
    TableKind::Contracts,
    TableKind::Tickets,
    TableKind::Onboarding,
    TableKind::Surveys,
];

/// Everything that the rules look at.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    pub company: &'a Company<'a>,
    pub choices: &'a Choices,
    pub moments: Vec<Moment>,
    /// The month of revenue that each moment is judged by; `None` where the book doesn't have it.
    months: Vec<Option<Month>>,
    pub columns: Columns,
    /// Whether anything but the revenue names a customer as ours.
    pub named: Vec<bool>,
    pub signed: Vec<Option<Date>>,
    pub left: Vec<Option<Date>>,
    /// Each customer's contracts, by their ends.
    pub terms: Vec<Term<'a>>,
    terms_at: Vec<u32>,
    pub snapshots: Vec<Snapshot>,
    pub setups: Vec<Setup>,
    /// By customer and month.
    waves: Vec<Wave>,
    waves_at: Vec<u32>,
    pub complaints: Vec<Complaints>,
    pub usage: Usage,
    pub key_accounts: Vec<Option<bool>>,
    /// By moment what the least of the largest customers paid a year before, where sizes stand in for tiers.
    largest: Vec<Option<i64>>,
    /// The rules that the files may say anything of.
    pub rules: Vec<Rule>,
}

impl<'a> Facts<'a> {
    pub fn of(company: &'a Company<'a>, choices: &'a Choices, moments: Vec<Moment>) -> Facts<'a> {
        let (signed, left): (Vec<_>, Vec<_>) = company.signed_and_left().iter().copied().unzip();
        let column = |kind, datum| company.has_datum(kind, datum);
        let accounts = |datum| column(TableKind::Accounts, datum);
        let columns = Columns {
            contract_talk: column(TableKind::Contracts, Datum::RenewalTalk),
            contract_outcome: column(TableKind::Contracts, Datum::Outcome),
            ticket_type: column(TableKind::Tickets, Datum::TicketType),
            setup: accounts(Datum::SetupDone),
            talk: accounts(Datum::RenewalTalk),
            expansion: accounts(Datum::LastExpansion),
        };
        let mut named: Vec<bool> = signed.iter().zip(&left).map(|(a, b)| a.or(*b).is_some()).collect();
        for kind in WATCHED {
            // A table knows only customers that a row of it names.
            for id in company.tables(kind).flat_map(|(_, ids)| ids) {
                named.iter_mut().skip(*id as usize).take(1).for_each(|named| *named = true);
            }
        }
        let (terms, waves) = (terms(company), waves(company));
        let customers = company.customers.len();
        let (terms_at, waves_at) = (
            starts(&terms, customers, |term| term.customer),
            starts(&waves, customers, |wave| wave.customer),
        );
        // Where the accounts don't say, a customer signed when its first contract began.
        let first = |(customer, signed): (u32, Option<Date>)| {
            signed.or_else(|| of(&terms, &terms_at, customer).iter().filter_map(|term| term.start).min())
        };
        let signed = (0..).zip(signed).map(first).collect();
        let usage = Usage::of(company, &choices.basic_modules, &moments);
        let counted = columns.ticket_type || choices.all_tickets;
        let complaints =
            if counted { complaints(company, choices.all_tickets, &moments) } else { Vec::new() };
        let key_accounts = company.key_accounts();
        let rules = Rule::ALL.into_iter().filter(|rule| match rule {
            // The ledger alone says what is paid, and may say whose tier is which.
            Rule::Contraction => true,
            Rule::NoUpsell if !key_accounts.is_empty() || choices.largest > 0 => true,
            _ => WATCHED.into_iter().any(|kind| company.has(kind)),
        });
        let (span, now) = (company.book.span, company.month());
        let month = |moment: &Moment| match span {
            Some((first, last)) if moment.past => {
                Some(moment.day.month()).filter(|month| (first..=last).contains(month))
            }
            _ => now,
        };
        let months: Vec<Option<Month>> = moments.iter().map(month).collect();
        let by_size = key_accounts.is_empty() && choices.largest > 0 && company.book.two_ends.is_none();
        let least = |month: &Option<Month>| {
            let to = (*month)?;
            let openings = openings(company.book, Window { from: to.plus(-12), to, months: 12 });
            SizeCuts::of(&openings, [choices.largest.min(100) as u8, 100]).elephant
        };
        let largest = if by_size { months.iter().map(least).collect() } else { Vec::new() };
        Facts {
            company,
            choices,
            months,
            columns,
            rules: rules.collect(),
            named,
            signed,
            left,
            terms,
            terms_at,
            snapshots: snapshots(company),
            setups: setups(company),
            waves,
            waves_at,
            complaints,
            usage,
            key_accounts,
            largest,
            moments,
        }
    }

    /// A customer's contracts, by their ends.
    pub fn terms(&self, customer: u32) -> &[Term<'a>] {
        of(&self.terms, &self.terms_at, customer)
    }

    /// A customer's waves, by month.
    pub fn waves(&self, customer: u32) -> &[Wave] {
        of(&self.waves, &self.waves_at, customer)
    }

    /// The day that a customer signed: the accounts' word, else the start of its first contract.
    pub fn signed(&self, customer: u32) -> Option<Date> {
        self.signed.get(customer as usize).copied().flatten()
    }

    /// What the one sheet says of a customer.
    pub fn snapshot(&self, customer: u32) -> Snapshot {
        self.snapshots.get(customer as usize).copied().unwrap_or_default()
    }

    /// The month of revenue that a moment is judged by; `None` where the book doesn't have it.
    pub fn month(&self, at: usize) -> Option<Month> {
        self.months.get(at).copied().unwrap_or_else(|| self.company.month())
    }

    /// Whether a customer is a key account at a moment, and whether its size says so for want of tiers.
    pub fn is_key(&self, customer: u32, at: usize) -> (Option<bool>, bool) {
        let paid = |month: Month| self.company.book.amount(customer, month.plus(-12));
        match self.largest.get(at).copied().flatten().zip(self.month(at)) {
            Some((least, month)) => (Some(paid(month) >= least), true),
            None => (self.key_accounts.get(customer as usize).copied().flatten(), false),
        }
    }

    /// Whether the book has revenue month by month, not only at two ends.
    pub fn monthly(&self) -> bool {
        self.company.book.two_ends.is_none()
    }

    /// Whether it stands in the book of revenue.
    pub fn booked(&self, customer: u32) -> bool {
        (customer as usize) < self.company.book.customers.len()
    }

    /// Whether it is a customer at a moment: neither gone nor not yet there.
    pub fn is_there(&self, customer: u32, at: usize) -> bool {
        let day = self.moments.get(at).map(|moment| moment.day);
        let past = self.moments.get(at).is_some_and(|moment| moment.past);
        let left = self.left.get(customer as usize).copied().flatten();
        if left.is_some_and(|left| day.is_none_or(|day| left <= day)) {
            return false;
        }
        let month = self.month(at);
        if self.booked(customer) && (month.is_some() || past) {
            // A contract that ended without renewal ends it too, unless it is paid for in a later month.
            let ended = self.terms(customer).last().filter(|term| term.ended == Some(Ended::Churned));
            let ended = ended.filter(|term| day.is_some_and(|day| term.end <= day));
            return month.is_some_and(|month| {
                let pays = self.company.book.point(customer, month).is_some();
                pays && ended.is_none_or(|term| month > term.end.month())
            });
        }
        if !self.booked(customer) && !self.named.get(customer as usize).copied().unwrap_or_default() {
            return false;
        }
        let Some(day) = day else { return true };
        let signed = self.signed(customer);
        if signed.is_some_and(|signed| signed > day)
            || past && signed.is_none() && !self.is_used(customer, at)
        {
            return false;
        }
        let last = self.terms(customer).last();
        !last.is_some_and(|term| term.ended == Some(Ended::Churned) && term.end <= day)
    }

    fn is_used(&self, customer: u32, at: usize) -> bool {
        self.usage.at(customer, at).first != super::grain::NEVER
    }
}

/// The stretch of a list by customer that is one's own.
fn of<'l, T>(all: &'l [T], at: &[u32], customer: u32) -> &'l [T] {
    let from = at.get(customer as usize).map(|from| *from as usize);
    let to = at.get(customer as usize + 1).map(|to| *to as usize);
    from.zip(to).and_then(|(from, to)| all.get(from..to)).unwrap_or_default()
}

/// Where each customer's stretch begins in a list by customer; empty where the list is.
fn starts<T>(all: &[T], customers: usize, of: impl Fn(&T) -> u32) -> Vec<u32> {
    if all.is_empty() {
        return Vec::new();
    }
    let mut at = vec![0_u32; customers + 1];
    for one in all {
        if let Some(count) = at.get_mut(of(one) as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for count in &mut at {
        sum += *count;
        *count = sum;
    }
    at
}

fn terms<'a>(company: &Company<'a>) -> Vec<Term<'a>> {
    let term = |(customer, end, record): (u32, Date, Record<'a>)| {
        let ended = match record.choice(Datum::Outcome) {
            Some("renewed" | "downgraded") => Some(Ended::Renewed),
            Some("churned") => Some(Ended::Churned),
            _ => None,
        };
        let billing = record.choice(Datum::BillingStatus);
        let overdue = record.count(Datum::OverdueDays).or((billing == Some("paid")).then_some(0));
        Term {
            customer,
            start: record.day(Datum::StartDate),
            end,
            talk: record.day(Datum::RenewalTalk),
            begun: record.choice(Datum::RenewalStage).map(|stage| stage != "not started"),
            ended,
            renews_itself: record.flag(Datum::AutoRenew) == Some(true),
            acv: record.thousandths(Datum::Acv),
            id: record.text(Datum::ContractId),
            source: record.source(),
            overdue,
            late: billing == Some("overdue"),
        }
    };
    let mut all: Vec<Term<'a>> = company.contracts().into_iter().map(term).collect();
    sort_by_key(&mut all, |term| (term.customer, term.end, term.start));
    all
}

/// By customer; empty where there is no sheet.
fn snapshots(company: &Company<'_>) -> Vec<Snapshot> {
    let rows = company.rows(TableKind::Accounts);
    if rows.is_empty() {
        return Vec::new();
    }
    let mut all = vec![Snapshot::default(); company.customers.len()];
    for record in rows {
        let Some(own) = record.customer.and_then(|id| all.get_mut(id as usize)) else { continue };
        own.named = true;
        own.last_login = own.last_login.or_else(|| record.day(Datum::LastLogin));
        own.modules = own.modules.or_else(|| record.count(Datum::ModulesUsed));
        own.complaints = own.complaints.or_else(|| record.count(Datum::Complaints30d));
        own.setup = own.setup.or_else(|| record.day(Datum::SetupDone));
        own.renewal = own.renewal.or_else(|| record.day(Datum::RenewalDate));
        own.talk = own.talk.or_else(|| record.day(Datum::RenewalTalk));
        own.expansion = own.expansion.or_else(|| record.day(Datum::LastExpansion));
        own.overdue = own.overdue.or_else(|| record.count(Datum::OverdueDays));
    }
    all
}

/// The steps that are core, or all of them where no row says which are; empty where there are none.
fn setups(company: &Company<'_>) -> Vec<Setup> {
    let rows = company.rows(TableKind::Onboarding);
    if rows.is_empty() {
        return Vec::new();
    }
    let mut all = vec![Setup::default(); company.customers.len()];
    let stated = rows.iter().any(|row| row.flag(Datum::Core).is_some());
    for record in rows {
        let own = record.customer.and_then(|id| all.get_mut(id as usize));
        if let Some((own, day)) = own.zip(record.day(Datum::CompletedAt)) {
            own.first = Some(own.first.map_or(day, |first| first.min(day)));
        }
        let core = !stated || record.flag(Datum::Core) == Some(true);
        if !core || record.flag(Datum::Applicable) == Some(false) {
            continue;
        }
        let Some(own) = record.customer.and_then(|id| all.get_mut(id as usize)) else { continue };
        own.steps += 1;
        if let Some(day) = record.day(Datum::CompletedAt) {
            own.done += 1;
            own.latest = own.latest.max(Some(day));
        }
    }
    all
}
