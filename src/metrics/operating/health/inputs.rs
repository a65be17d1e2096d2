//! Everything that the health of customers is judged by, read once for all the days it is judged on.

use super::contracts::Contracts;
use super::logs::{Answers, Milestones, Tickets, day_number, day_of};
use super::measures::INTENSITY_CUTS;
use super::profile::{HealthProfile, MEASURES, Measure, ONBOARDING_DAYS};
use super::score::{Band, Health, Judged, Judgements, Score, band, is_fall, judgement, trend};
use super::usage::{Grain, MOST_DAYS, Sum, Usage};
use super::{Badge, Badges};
use crate::base::{Date, Month, Names, sort_by};
use crate::tables::{AttributeKind, Company, Datum, DatumKind, Record, TableKind};

/// Days that a trend looks back.
const TREND_DAYS: u64 = 30;

/// What the accounts state of now: counts, thousandths, days since 1970.
#[derive(Debug)]
pub(super) struct Now {
    pub nps: Vec<Option<i64>>,
    pub tickets: Vec<Option<i64>>,
    pub logins: Vec<Option<i64>>,
    pub last_login: Vec<Option<i64>>,
    pub modules: Vec<Option<i64>>,
    pub last_expansion: Vec<Option<i64>>,
}

/// The inputs of all customers.
#[derive(Debug)]
pub struct Inputs<'a> {
    pub(super) company: &'a Company<'a>,
    /// What the score is made of.
    pub profile: HealthProfile,
    /// The weights that count, of key accounts behind those of others, each of others and of new customers.
    weights: [[[i64; MEASURES]; 2]; 2],
    days: Vec<i32>,
    /// The month whose revenue is each day's.
    months: Vec<Option<Month>>,
    /// What customers did.
    pub usage: Usage,
    pub(super) tickets: Tickets,
    pub(super) answers: Answers,
    pub(super) milestones: Milestones,
    pub(super) contracts: Contracts,
    pub(super) now: Now,
    /// Seats paid for.
    pub seats: Vec<Option<u32>>,
    /// Key accounts.
    pub key: Vec<Option<bool>>,
    left: Vec<Option<i32>>,
    /// The day each began: signed, else the first of its first month with revenue, where the book goes back further.
    started: Vec<Option<i32>>,
    /// One bit a day on which somebody is a customer.
    present: Vec<u16>,
    modules_total: Vec<Option<i64>>,
    /// The day the core set-up was done, of customers of whom the accounts would say it.
    set_up: Vec<Option<Option<i32>>>,
    /// By day, then by customer.
    intensity: Vec<Vec<Option<Band>>>,
    tiers: Vec<Option<u32>>,
}

/// Months in which expansion is looked for.
pub(super) const YEAR: i32 = 12;

/// Which of the days are for what.
pub const TODAY: usize = 0;
/// The day that a trend is from.
pub const BEFORE: usize = 1;
/// From here on the other days asked for.
pub const OTHERS: usize = 2;

impl<'a> Inputs<'a> {
    /// Reads the inputs as of a day, 30 days before, and on some other days, as many as there is room for.
    pub fn of(company: &'a Company<'a>, profile: &HealthProfile, as_of: Date, others: &[Date]) -> Self {
        let today = day_number(as_of);
        let days: Vec<i32> = [today, today - TREND_DAYS as i32]
            .into_iter()
            .chain(others.iter().map(|day| day_number(*day)))
            .take(MOST_DAYS)
            .collect();
        let state = |datum: Datum| {
            let stated = company.has_datum(TableKind::Accounts, datum);
            if stated { company.state(|record| number_of(record, datum)) } else { Vec::new() }
        };
        let now = Now {
            nps: state(Datum::NpsScore),
            tickets: state(Datum::Tickets30d),
            logins: state(Datum::Logins30d),
            last_login: state(Datum::LastLogin),
            modules: state(Datum::ModulesUsed),
            last_expansion: state(Datum::LastExpansion),
        };
        let mut tiers = Names::new();
        let tier = |tier: Option<String>| tier.map(|tier| tiers.intern(&tier));
        let tiers = company.attribute(AttributeKind::Tier).into_iter().map(tier).collect();
        let set_up = match company.has_datum(TableKind::Accounts, Datum::SetupDone) {
            true => company.state(|record| Some(day_of(record, Datum::SetupDone))),
            false => Vec::new(),
        };
        let signed = company.signed_and_left();
        let paid = |customer: u32| {
            let (first, _) = company.book.span?;
            let month = company.book.points(customer).first().map(|point| point.month)?;
            (month > first).then(|| month.first_day()).flatten()
        };
        let started = (0..).zip(signed).map(|(id, (signed, _))| signed.or_else(|| paid(id)).map(day_number));
        let month = |on: &i32| {
            let (first, last) = company.book.span?;
            let month = Date::from_days((*on).into())?.month().min(last);
            (month >= first).then_some(month)
        };
        let profiles = [*profile, profile.of_key_accounts()];
        let mut inputs = Inputs {
            company,
            profile: *profile,
            weights: profiles.map(|profile| [false, true].map(|new| profile.weights_at(new))),
            months: days.iter().map(month).collect(),
            usage: Usage::of(company, &days),
            days,
            tickets: Tickets::of(company),
            answers: Answers::of(company),
            milestones: Milestones::of(company),
            contracts: Contracts::of(company),
            now,
            seats: company.seats(),
            key: company.key_accounts(),
            started: started.collect(),
            left: signed.iter().map(|(_, left)| left.map(day_number)).collect(),
            present: Vec::new(),
            modules_total: state(Datum::ModulesTotal),
            set_up,
            intensity: Vec::new(),
            tiers,
        };
        let present = (0..).zip(signed).map(|(id, (day, _))| inputs.presence(id, day.map(day_number)));
        inputs.present = present.collect();
        if profiles.iter().any(|profile| profile.weight(Measure::CoreIntensity) > 0) {
            inputs.intensity = (0..inputs.days.len()).map(|place| inputs.intensities(place)).collect();
        }
        inputs
    }

    /// One of the days.
    pub fn day(&self, place: usize) -> Option<i32> {
        self.days.get(place).copied()
    }

    /// What the accounts state, where it is asked for now.
    pub(super) fn state(&self, now: bool, of: &[Option<i64>], customer: u32) -> Option<i64> {
        of.get(customer as usize).copied().flatten().filter(|_| now)
    }

    /// Modules there are: as the accounts state them, else those that any event happened in.
    pub fn modules_total(&self, customer: u32) -> Option<u32> {
        let told = self.modules_total.get(customer as usize).copied().flatten();
        told.and_then(|n| u32::try_from(n).ok()).or(self.usage.modules_total())
    }

    /// Modules in use now.
    pub fn modules_used(&self, customer: u32) -> Option<u32> {
        let told = || self.state(true, &self.now.modules, customer).and_then(|n| u32::try_from(n).ok());
        self.usage.sum(TODAY, customer, Sum::Modules).or_else(told)
    }

    /// The day a customer began.
    pub fn started(&self, customer: u32) -> Option<i32> {
        self.started.get(customer as usize).copied().flatten()
    }

    /// Whether a day lies in a customer's first 90.
    pub fn is_new(&self, customer: u32, place: usize) -> bool {
        let days =
            self.started(customer).zip(self.day(place)).map(|(from, on)| i64::from(on) - i64::from(from));
        days.is_some_and(|days| (0..ONBOARDING_DAYS).contains(&days))
    }

    /// The day a customer left, as the accounts state it.
    pub fn left(&self, customer: u32) -> Option<i32> {
        self.left.get(customer as usize).copied().flatten()
    }

    /// Whether the accounts state of anybody when it left.
    pub fn tells_left(&self) -> bool {
        self.left.iter().any(Option::is_some)
    }

    /// The month whose revenue is a day's.
    pub fn month(&self, place: usize) -> Option<Month> {
        self.months.get(place).copied().flatten()
    }

    /// On which days somebody is a customer: it signed, has not left, and pays where its revenue is known. Without
    /// revenue or a day of signing it is one now, and was one on earlier days that it had usage before.
    fn presence(&self, customer: u32, signed: Option<i32>) -> u16 {
        let left = self.left(customer);
        let pays = !self.company.book.points(customer).is_empty();
        let there = |(place, on): (usize, &i32)| {
            let gone = left.is_some_and(|left| left <= *on) || signed.is_some_and(|signed| signed > *on);
            let known = if pays {
                self.month(place).is_some_and(|month| self.company.book.amount(customer, month) > 0)
            } else {
                place == TODAY || signed.is_some() || self.usage.knows(place, customer)
            };
            u16::from(!gone && known) << place
        };
        self.days.iter().enumerate().map(there).fold(0, |all, bit| all | bit)
    }

    /// Whether somebody is a customer on a day.
    pub fn is_customer(&self, customer: u32, place: usize) -> bool {
        self.present.get(customer as usize).is_some_and(|days| days >> place & 1 == 1)
    }

    /// The customers of a day.
    pub fn customers(&self, place: usize) -> impl Iterator<Item = u32> {
        (0..self.company.customers.len() as u32).filter(move |id| self.is_customer(*id, place))
    }

    /// Whether the core set-up is done, of customers that began at least 30 days before.
    pub(super) fn set_up(&self, customer: u32, on: i32) -> Option<Band> {
        let done = self.set_up.get(customer as usize).copied().flatten()?;
        if done.is_some_and(|done| done <= on) {
            return Some(Band::Green);
        }
        let late = self.started(customer).is_some_and(|from| on - from >= 30);
        late.then_some(Band::Red)
    }

    /// Expansions in the twelve months up to a day, of customers with revenue before them.
    pub(super) fn expansions(&self, customer: u32, place: usize) -> Option<u32> {
        let month = self.month(place)?;
        let from = month.plus(-YEAR);
        let points = self.company.book.points(customer);
        points.first().filter(|first| first.month <= from)?;
        let pairs = points.iter().zip(points.iter().skip(1));
        let grew = pairs.filter(|(before, after)| {
            after.month > from
                && after.month <= month
                && after.month.since(before.month) == 1
                && after.amount > before.amount
        });
        Some(grew.count() as u32)
    }

    /// Core actions and active users of a customer's 28 days; nobody there is no intensity, but nothing done is none.
    pub fn core(&self, place: usize, customer: u32) -> Option<(u32, u32)> {
        let core = self.usage.sum(place, customer, Sum::Core)?;
        let users = self.usage.sum(place, customer, Sum::Users)?;
        (users > 0 || core == 0).then_some((core, users))
    }

    pub(super) fn intensity(&self, place: usize, customer: u32) -> Option<Band> {
        self.intensity.get(place)?.get(customer as usize).copied().flatten()
    }

    /// Each customer's place by core actions an active user, among those of its tier where these are at least five.
    fn intensities(&self, place: usize) -> Vec<Option<Band>> {
        let mut bands = vec![None; self.company.customers.len()];
        let rate = |id: u32| {
            let (core, users) = self.core(place, id)?;
            Some(if core == 0 { 0.0 } else { f64::from(core) / f64::from(users.max(1)) })
        };
        let rated: Vec<(u32, f64)> = self.customers(place).filter_map(|id| Some((id, rate(id)?))).collect();
        let tier = |id: u32| self.tiers.get(id as usize).copied().flatten();
        let mut sorted: Vec<(Option<u32>, u32, f64)> =
            rated.iter().map(|(id, rate)| (tier(*id), *id, *rate)).collect();
        let mut all: Vec<f64> = rated.iter().map(|(_, rate)| *rate).collect();
        sort_by(&mut all, f64::total_cmp);
        sort_by(&mut sorted, |a, b| a.0.cmp(&b.0).then_with(|| a.2.total_cmp(&b.2)));
        for group in sorted.chunk_by(|a, b| a.0 == b.0) {
            let own: Vec<f64> = group.iter().map(|(_, _, rate)| *rate).collect();
            let among = if own.len() >= crate::metrics::ENOUGH as usize { &own } else { &all };
            for (_, id, rate) in group {
                if let Some(slot) = bands.get_mut(*id as usize) {
                    *slot = place_among(among, *rate);
                }
            }
        }
        bands
    }

    /// The weights that count for a customer.
    pub(super) fn weights(&self, customer: u32, new: bool) -> &[i64; MEASURES] {
        let [others, of_key] = &self.weights;
        let is_key = self.key.get(customer as usize).copied().flatten() == Some(true);
        let [settled, of_new] = if is_key { of_key } else { others };
        if new { of_new } else { settled }
    }

    /// The health of a customer on a day, without a trend.
    pub fn health_on(&self, place: usize, customer: u32) -> Health {
        let new = self.is_new(customer, place);
        let judged = self.judge(place, customer, new);
        let weights = self.weights(customer, new);
        let score = Score::of(&judged, weights);
        let around = self.day(place).map(|on| self.contracts.around(customer, on, place == TODAY));
        let (band, mut badges): (Band, Badges) =
            band(&score, &judged, weights, &around.unwrap_or_default(), &self.profile);
        badges.put(Badge::New, new);
        Health { customer, score, band, judged, badges, trend: None }
    }

    /// Each measure with a weight for a customer now: the weight, and the change of its points in 30 days, where its
    /// trend counts it.
    pub fn weighed(&self, one: &Health) -> Vec<(Measure, i64, Option<i64>)> {
        let new = one.badges.has(Badge::New);
        let before = one.trend.map(|_| self.judge(BEFORE, one.customer, new));
        let each = Measure::ALL.into_iter().zip(self.weights(one.customer, new));
        let change =
            |measure| Judged::change(judgement(&one.judged, measure), judgement(before.as_ref()?, measure));
        let weighed = each.filter(|(_, weight)| **weight > 0);
        weighed.map(|(measure, weight)| (measure, *weight, change(measure))).collect()
    }

    /// The health of every customer now.
    pub fn health(&self) -> Vec<Health> {
        let with_trend = |customer: u32| {
            let mut health = self.health_on(TODAY, customer);
            if self.is_customer(customer, BEFORE) {
                let new = health.badges.has(Badge::New);
                let before: Judgements = self.judge(BEFORE, customer, new);
                health.trend = trend(&health.judged, &before, self.weights(customer, new));
                health.badges.put(Badge::Falling, health.trend.is_some_and(is_fall));
            }
            health
        };
        self.customers(TODAY).map(with_trend).collect()
    }

    /// The first day that any dated measure speaks of.
    pub fn first_day(&self) -> Option<i32> {
        let usage = self.usage.span.map(|(first, _)| first);
        [usage, self.tickets.first(), self.answers.first()].into_iter().flatten().min()
    }

    /// Whether usage rows are days, so that active ones can be counted.
    pub fn is_daily(&self) -> bool {
        self.usage.grain == Some(Grain::Day)
    }
}

/// A count, thousandths, or days since 1970.
fn number_of(record: &Record<'_>, datum: Datum) -> Option<i64> {
    match datum.kind() {
        DatumKind::Count => record.count(datum),
        DatumKind::Number => record.thousandths(datum),
        _ => day_of(record, datum).map(i64::from),
    }
}

/// The band of a value's mid-rank among ascending ones; one of nothing is red.
fn place_among(ascending: &[f64], value: f64) -> Option<Band> {
    if ascending.len() < crate::metrics::ENOUGH as usize {
        return None;
    }
    let below = ascending.partition_point(|other| *other < value);
    let upto = ascending.partition_point(|other| *other <= value);
    let [green, yellow] = INTENSITY_CUTS;
    // Twice the mid-rank, in percent of twice as many.
    let reaches = |percent: u64| (below + upto) as u64 * 100 >= percent * 2 * ascending.len() as u64;
    Some(match () {
        () if value == 0.0 => Band::Red,
        () if reaches(green) => Band::Green,
        () if reaches(yellow) => Band::Yellow,
        () => Band::Red,
    })
}
