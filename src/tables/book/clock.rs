//! Which months there are: the as-of date, and the months in which a period counts.

use super::super::{ChurnTiming, Ends, PeriodFact, Policies, RevenueFacts, RevenueTable, Shape, Snapshot};
use super::{BookOptions, PlannedEnds};
use crate::base::{Date, Month};

/// A last end this many days after the last start is taken for a plan rather than for history.
const PLAN_DAYS: i64 = 31;

/// Days by which a month's last date may miss the month's end.
const SLACK_DAYS: i64 = 3;

/// So many starts and ends after the last day's number in the month before make periods daily.
const DAILY: usize = 10;

/// The calendar of a book.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clock {
    pub policies: Policies,
    /// Months before are looked at as [`BookOptions::since`] says.
    pub since: Option<Month>,
    /// The last day of the book.
    pub as_of: Option<Date>,
    /// The first month with a fact.
    pub first_month: Option<Month>,
    /// The month of the latest date in the data, whatever the as-of date.
    pub latest_month: Option<Month>,
    /// The month in which a file with daily dates stops before its end.
    pub stops_early_in: Option<Month>,
    /// End dates that look like plans.
    pub planned_ends: Option<PlannedEnds>,
}

impl Clock {
    /// Looks at every date of the tables, and at nothing else: never at today's.
    pub fn of(tables: &[RevenueTable], options: BookOptions) -> Self {
        let mut clock = Clock { policies: options.policies, since: options.since, ..Clock::default() };
        let mut latest: Option<Date> = None;
        let mut last_start: Option<Date> = None;
        for table in tables {
            match &table.facts {
                RevenueFacts::Months { span, latest_day, .. } => {
                    let end = span.and_then(|(_, last)| last.last_day());
                    // The last month's own days say more than its mere name.
                    let day = latest_day.filter(|day| end.is_none_or(|end| day.month() >= end.month()));
                    latest = latest.max(day.or(end));
                }
                RevenueFacts::Spans { span, .. } => {
                    latest = latest.max(span.and_then(|(_, last)| last.last_day()));
                }
                // What is invoiced ahead is no history: the last period's start is the last that is known.
                RevenueFacts::Periods(facts) if table.shape == Shape::Invoices => {
                    latest = latest.max(facts.iter().map(|fact| fact.start).max());
                }
                RevenueFacts::Periods(facts) => {
                    for fact in facts {
                        last_start = last_start.max(Some(fact.start));
                        latest = latest.max(Some(fact.start)).max(clock.last_paid_day(fact, table.shape));
                    }
                }
            }
        }
        clock.latest_month = latest.map(Date::month);
        clock.as_of = options.as_of.or_else(|| latest.and_then(|day| day.month().last_day()));
        clock.stops_early_in = stops_early(tables, latest);
        clock.first_month = tables.iter().filter_map(|table| clock.first_fact(table)).min();
        if options.as_of.is_none() {
            clock.planned_ends = clock.plans(tables, last_start, latest);
        }
        clock
    }

    /// First month with a fact, and the month of the as-of date.
    pub fn span(&self) -> Option<(Month, Month)> {
        let last = self.last_month()?;
        self.first_month.filter(|first| *first <= last).map(|first| (first, last))
    }

    /// The month of the as-of date: later ones are cut.
    pub fn last_month(&self) -> Option<Month> {
        self.as_of.map(Date::month)
    }

    /// The last day that is paid for, or the one before the cancellation where churn counts from it; `None` for a
    /// period that still runs.
    fn last_paid_day(&self, fact: &PeriodFact, shape: Shape) -> Option<Date> {
        // An invoice's period was made to end on the first unpaid day when it was read.
        let ends = if shape == Shape::Invoices { Ends::Exclusive } else { self.policies.ends };
        let end = fact.end.map(|end| match ends {
            Ends::Exclusive => end.previous(),
            Ends::Inclusive => end,
        });
        match (self.policies.churn, fact.cancelled, end) {
            (ChurnTiming::Cancellation, Some(cancelled), end) => {
                let day_before = cancelled.previous();
                Some(end.map_or(day_before, |end| end.min(day_before)))
            }
            _ => end,
        }
    }

    /// First and last month in which a period counts; `None` where it counts in none.
    pub fn months_of(&self, fact: &PeriodFact, shape: Shape) -> Option<(Month, Month)> {
        let as_of = self.last_month()?;
        let paid = self.last_paid_day(fact, shape);
        if paid.is_some_and(|paid| paid < fact.start) {
            return None;
        }
        let start = fact.start.month();
        let (first, last) = match self.policies.snapshot {
            Snapshot::Any => (start, paid.map(Date::month)),
            // Active on the last day: the month of the last paid day counts only if paid to its end.
            Snapshot::End => (start, paid.map(|paid| paid.next().month().plus(-1))),
            Snapshot::Start => {
                let first = if fact.start.day() == 1 { start } else { start.plus(1) };
                (first, paid.map(Date::month))
            }
        };
        let last = last.map_or(as_of, |last| last.min(as_of));
        (first <= last).then_some((first, last))
    }

    fn first_fact(&self, table: &RevenueTable) -> Option<Month> {
        match &table.facts {
            RevenueFacts::Months { facts, .. } => facts.iter().map(|fact| fact.month).min(),
            RevenueFacts::Spans { facts, .. } => facts.iter().map(|fact| fact.first).min(),
            RevenueFacts::Periods(facts) => {
                let first = |fact| self.months_of(fact, table.shape).map(|(first, _)| first);
                facts.iter().filter_map(first).min()
            }
        }
    }

    fn plans(
        &self,
        tables: &[RevenueTable],
        start: Option<Date>,
        latest: Option<Date>,
    ) -> Option<PlannedEnds> {
        let (last_start, latest) = (start?, latest?);
        if latest.days_since(last_start) <= PLAN_DAYS {
            return None;
        }
        let mut count = 0;
        let mut last_end = None;
        for table in tables {
            let RevenueFacts::Periods(facts) = &table.facts else { continue };
            if table.shape == Shape::Invoices {
                continue;
            }
            for end in facts.iter().filter_map(|fact| fact.end).filter(|end| *end > last_start) {
                count += 1;
                last_end = last_end.max(Some(end));
            }
        }
        last_end.map(|last_end| PlannedEnds { last_start, last_end, count })
    }
}

/// The month of the latest date, where the files' daily dates stop well before its end.
fn stops_early(tables: &[RevenueTable], latest: Option<Date>) -> Option<Month> {
    let latest = latest?;
    let early = latest.month().last_day().is_some_and(|end| end.days_since(latest) > SLACK_DAYS);
    (early && tables.iter().any(|table| goes_on_daily(table, latest))).then(|| latest.month())
}

/// Whether a table that ends on `latest` could be expected to name later days of that month too: a long
/// one that names many days does; so do periods that started or ended later in the month before.
fn goes_on_daily(table: &RevenueTable, latest: Date) -> bool {
    match &table.facts {
        RevenueFacts::Months { latest_day, many_days, .. } => *many_days && *latest_day == Some(latest),
        RevenueFacts::Spans { .. } => false,
        RevenueFacts::Periods(facts) => {
            let month_before = latest.month().plus(-1);
            let later = |date: &Date| date.month() == month_before && date.day() > latest.day();
            let dates = facts.iter().flat_map(|fact| [Some(fact.start), fact.end]).flatten();
            dates.filter(later).take(DAILY).count() == DAILY
        }
    }
}
