//! What contracts and accounts say of a customer's renewal and payments.

use super::logs::{ByCustomer, day_of};
use super::profile::{HealthProfile, Measure};
use super::score::{Band, Circumstances};
use crate::base::Date;
use crate::tables::{Company, Datum, TableKind};

/// A contract's term, and how it stands.
#[derive(Clone, Copy, Debug)]
struct Term {
    start: Option<i32>,
    end: i32,
    /// Days that a payment is late.
    late_days: Option<i64>,
    /// Whether a payment is late.
    late: Option<bool>,
    /// When talk of its renewal began.
    talk: Option<i32>,
    /// How far it is, 0 not started to 4 signed.
    stage: Option<usize>,
    auto: bool,
    renewed: bool,
    /// The row of a contract, by file and line; none of what the accounts say.
    source: Option<(u32, u32)>,
}

/// Months before its end in which a renewal is looked at.
const RENEWAL_MONTHS: u32 = 6;
/// Days before its end from which on silence is grave.
const SILENT_DAYS: i32 = 30;
/// What the stages of a renewal count: not started, contacted, quoted, verbal, signed (domain.md §4.2).
const STAGES: [u64; 5] = [0, CONTACTED, 70, 85, 100];
const CONTACTED: u64 = 40;
/// Days that a payment may be late at most.
const LATE_DAYS: i64 = 30;

/// Contracts, and what the accounts say of them now.
#[derive(Debug)]
pub struct Contracts {
    all: ByCustomer<Term>,
    tells_talk: bool,
    /// What the accounts say now, by customer.
    now: Vec<Option<Term>>,
    now_tells_talk: bool,
    now_late: Vec<Option<i64>>,
    manual: Vec<Option<(Band, i32)>>,
}

impl Contracts {
    /// Reads them.
    pub fn of(company: &Company<'_>) -> Self {
        let small = |day: Date| i32::try_from(day.days()).ok();
        let term = |(customer, end, record): (u32, Date, crate::tables::Record<'_>)| {
            let stage = record.choice(Datum::RenewalStage);
            let term = Term {
                start: day_of(&record, Datum::StartDate),
                end: small(end)?,
                late_days: record.count(Datum::OverdueDays),
                late: record.choice(Datum::BillingStatus).map(|status| status == "overdue"),
                talk: day_of(&record, Datum::RenewalTalk),
                stage: stage.and_then(|stage| Datum::RenewalStage.choices().position(|c| c == stage)),
                auto: record.flag(Datum::AutoRenew) == Some(true),
                renewed: record.choice(Datum::Outcome) == Some("renewed"),
                source: Some(record.source()),
            };
            Some((customer, term))
        };
        let all = company.contracts().into_iter().filter_map(term).collect();
        let has = |datum| company.has_datum(TableKind::Contracts, datum);
        let now = company.state(|record| {
            let (end, talk) = (day_of(record, Datum::RenewalDate)?, day_of(record, Datum::RenewalTalk));
            let (start, late_days, late, stage, auto, renewed) = (None, None, None, None, false, false);
            Some(Term { start, end, late_days, late, talk, stage, auto, renewed, source: None })
        });
        // A word without a reason or an end is none (domain.md §4.2, override d).
        let manual = company.state(|record| {
            record.text(Datum::ManualReason).filter(|reason| !reason.trim().is_empty())?;
            let band = match record.choice(Datum::ManualHealth)? {
                "red" => Band::Red,
                "yellow" => Band::Yellow,
                _ => Band::Green,
            };
            Some((band, day_of(record, Datum::ManualUntil)?))
        });
        Contracts {
            all: ByCustomer::new(company.customers.len(), all),
            tells_talk: has(Datum::RenewalTalk) || has(Datum::RenewalStage),
            now,
            now_tells_talk: company.has_datum(TableKind::Accounts, Datum::RenewalTalk),
            now_late: company.state(|record| record.count(Datum::OverdueDays)),
            manual,
        }
    }

    /// The terms that hold on a day; where none does, those that ended last before it.
    fn current(&self, customer: u32, on: i32) -> impl Iterator<Item = &Term> {
        let begun = move |term: &&Term| term.start.is_none_or(|start| start <= on);
        let own = self.all.of(customer);
        let last = own.iter().filter(begun).map(|term| term.end).max();
        let from = last.map_or(on, |last| last.min(on));
        own.iter().filter(begun).filter(move |term| term.end >= from)
    }

    /// How a customer pays now: the worst of the contracts that hold, else what the accounts say.
    pub fn billing(&self, customer: u32, on: i32, profile: &HealthProfile) -> Option<Band> {
        let by_days = |days: i64| {
            let late = u64::try_from(days).unwrap_or_default();
            profile.band(Measure::Billing, |cut| late >= cut)
        };
        let of = |term: &Term| {
            let days = term.late_days.map(by_days);
            // Late, and nobody says for how long.
            let status = term.late.map(|late| if late { Band::Yellow } else { Band::Green });
            [days, status].into_iter().flatten().min()
        };
        let told = self.current(customer, on).filter_map(of).min();
        told.or_else(|| self.now_late.get(customer as usize).copied().flatten().map(by_days))
    }

    /// The term that ends next, from a day on; of today's accounts where `now`.
    fn next(&self, customer: u32, on: i32, now: bool) -> Option<(&Term, bool)> {
        let ahead = |term: &&Term| term.end >= on && term.start.is_none_or(|start| start <= on);
        let own = self.all.of(customer).iter().filter(ahead).min_by_key(|term| term.end);
        if let Some(term) = own {
            return Some((term, self.tells_talk));
        }
        let term = self.now.get(customer as usize)?.as_ref().filter(|_| now)?;
        (term.end >= on).then_some((term, self.now_tells_talk))
    }

    /// Whether the contract in a row is looked at: the one that ends next, and now those that hold, by which is paid.
    pub(super) fn counts(&self, customer: u32, on: i32, now: bool, source: (u32, u32)) -> bool {
        let is = |term: &Term| term.source == Some(source);
        self.next(customer, on, now).is_some_and(|(term, _)| is(term))
            || now && self.current(customer, on).any(is)
    }

    /// How far the renewal is in the last six months of the term, and whether that is dated: signed or agreed is
    /// green, contacted yellow, silence red.
    pub fn renewal(
        &self,
        customer: u32,
        on: i32,
        now: bool,
        profile: &HealthProfile,
    ) -> Option<(Band, bool)> {
        let at = |stage: u64| profile.band(Measure::RenewalTalk, |cut| stage >= cut);
        let (term, told) = self.next(customer, on, now)?;
        let limit = Date::from_days(on.into())?.plus_months(RENEWAL_MONTHS)?.days();
        if i64::from(term.end) > limit || !told {
            return None;
        }
        if let Some(stage) = term.stage.filter(|_| now).and_then(|stage| STAGES.get(stage)) {
            return Some((at(*stage), false));
        }
        let talked = term.talk.is_some_and(|talk| talk <= on);
        Some((at(if talked { CONTACTED } else { 0 }), true))
    }

    /// What is known beside the measures on a day; payments and the manager's word only now.
    pub fn around(&self, customer: u32, on: i32, now: bool) -> Circumstances {
        let silent = self.next(customer, on, now).is_some_and(|(term, told)| {
            let talked = term.talk.is_some_and(|talk| talk <= on) || now && term.stage.is_some_and(|s| s > 0);
            told && term.end - on <= SILENT_DAYS && !talked && !term.auto && !(now && term.renewed)
        });
        if !now {
            return Circumstances { silent, ..Circumstances::default() };
        }
        let late = self.current(customer, on).filter_map(|term| term.late_days).max();
        let late = late.or_else(|| self.now_late.get(customer as usize).copied().flatten());
        let manual = self.manual.get(customer as usize).copied().flatten();
        Circumstances {
            silent,
            overdue: late.is_some_and(|days| days > LATE_DAYS),
            manual: manual.filter(|(_, until)| *until >= on).map(|(band, _)| band),
        }
    }
}
