//! Sign-ups and what became of them: activation, time to value, trial to paid by segment (domain.md §2.11, §5.2).

use crate::metrics::{Life, Lives};
use crate::tables::{Company, Datum, TableKind};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Days of a month.
const MONTH: i64 = 30;

/// A sign-up; its days count from 1970-01-01, and what happened after the day it is judged at hasn't happened.
#[derive(Clone, Copy, Debug)]
pub struct Signup<'a> {
    /// Its id.
    pub id: Option<&'a str>,
    /// Its customer, by [`Company::customers`].
    pub customer: Option<u32>,
    /// Its day.
    pub day: i64,
    /// When it activated.
    pub activated: Option<i64>,
    /// When the product first was of value.
    pub first_value: Option<i64>,
    /// When it qualified by its use.
    pub qualified: Option<i64>,
    /// When it paid first.
    pub paid: Option<i64>,
    /// When its trial ends; `None` for a free sign-up.
    pub trial_end: Option<i64>,
    /// Its group.
    pub segment: Option<&'a str>,
    /// Where it came from.
    pub source: Option<&'static str>,
    /// Whether it bought by itself.
    pub self_serve: Option<bool>,
    /// Who invited it.
    pub invited_by: Option<&'a str>,
    /// Invitations it sent.
    pub invites: Option<i64>,
}

/// The sign-ups of all files.
#[derive(Debug, Default)]
pub struct Signups<'a> {
    /// Those that count, in the order of the files.
    pub all: Vec<Signup<'a>>,
    /// The day they are judged at: beyond it the files say nothing.
    pub until: i64,
    /// Rows whose id stood in a row before; the first stands.
    pub repeated: u64,
    /// Rows left out because something happened before their sign-up.
    pub disordered: u64,
}

/// The sign-ups up to the day that their tables speak of.
pub fn signups<'a>(company: &Company<'a>) -> Signups<'a> {
    let Some(until) = company.known_until(TableKind::Trials) else { return Signups::default() };
    let until = until.days();
    let mut found = Signups { until, ..Signups::default() };
    let mut ids: FxHashMap<&str, ()> = FxHashMap::default();
    for record in company.rows(TableKind::Trials) {
        let day_of = |datum| record.day(datum).map(|day| day.days());
        let happened = |datum| day_of(datum).filter(|day| *day <= until);
        let Some(day) = happened(Datum::SignupDate) else { continue };
        let signup = Signup {
            id: record.text(Datum::SignupId),
            customer: record.customer,
            day,
            activated: happened(Datum::ActivatedAt),
            first_value: happened(Datum::FirstValueAt),
            qualified: happened(Datum::PqlAt),
            paid: happened(Datum::PaidAt),
            trial_end: day_of(Datum::TrialEnd),
            segment: record.text(Datum::Segment),
            source: record.choice(Datum::Source),
            self_serve: record.flag(Datum::SelfServe),
            invited_by: record.text(Datum::InvitedBy),
            invites: record.count(Datum::InvitesSent),
        };
        let days = [signup.activated, signup.first_value, signup.qualified, signup.paid, signup.trial_end];
        if signup.id.is_some_and(|id| ids.insert(id, ()).is_some()) {
            found.repeated += 1;
        } else if days.into_iter().flatten().any(|event| event < day) {
            found.disordered += 1;
        } else {
            found.all.push(signup);
        }
    }
    found
}

/// A count of those who did something, and of those who could have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Who did.
    pub part: u64,
    /// Of how many.
    pub of: u64,
}

impl Part {
    /// Counts one.
    pub fn add(&mut self, did: bool) {
        self.part += u64::from(did);
        self.of += 1;
    }
}

/// Which sign-ups: of a trial that ends, or free for good. Their shares can't be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// A trial with an end.
    Trial,
    /// Free without an end.
    Free,
}

impl<'a> Signups<'a> {
    /// Those activated within some days, of those who have had as many.
    pub fn activated_within(&self, days: i64) -> Part {
        let mut sums = Part::default();
        for signup in self.all.iter().filter(|signup| signup.day + days <= self.until) {
            sums.add(signup.activated.is_some_and(|day| day <= signup.day + days));
        }
        sums
    }

    /// Days from the sign-up to the first value; who has none yet is still waiting.
    pub fn times_to_value(&self) -> Lives {
        let life = |signup: &Signup<'_>| {
            let end = signup.first_value.unwrap_or(self.until);
            let time = u32::try_from(end - signup.day).unwrap_or(0);
            Life { time, lost: signup.first_value.is_some() }
        };
        self.all.iter().map(life).collect()
    }

    /// Sign-ups that were watched for longer than some days without coming to the first value in them.
    pub fn waiting_after(&self, days: u32) -> u64 {
        let time = |signup: &&Signup<'_>| signup.first_value.unwrap_or(self.until) - signup.day;
        self.all.iter().filter(|signup| time(signup) > i64::from(days)).count() as u64
    }

    /// Sign-ups of an offer with whether they paid in time: within `window` days after the trial's end, or after a free
    /// sign-up. Those whose days aren't over yet are not among them.
    pub fn judged(&self, offer: Offer, window: u32) -> impl Iterator<Item = (&Signup<'a>, bool)> {
        let due = move |signup: &Signup<'_>| signup.trial_end.unwrap_or(signup.day) + i64::from(window);
        self.of(offer)
            .filter(move |signup| due(signup) <= self.until)
            .map(move |signup| (signup, signup.paid.is_some_and(|day| day <= due(signup))))
    }

    /// Sign-ups of an offer.
    pub fn of(&self, offer: Offer) -> impl Iterator<Item = &Signup<'a>> {
        self.all.iter().filter(move |signup| signup.trial_end.is_some() == (offer == Offer::Trial))
    }

    /// Paid in time of all judged.
    pub fn conversion(&self, offer: Offer, window: u32) -> Part {
        let mut sums = Part::default();
        self.judged(offer, window).for_each(|(_, paid)| sums.add(paid));
        sums
    }

    /// The same by segment, by name.
    pub fn by_segment(&self, offer: Offer, window: u32) -> BTreeMap<&'a str, Part> {
        let mut all: BTreeMap<&str, Part> = BTreeMap::new();
        for (signup, paid) in self.judged(offer, window) {
            if let Some(segment) = signup.segment {
                all.entry(segment).or_default().add(paid);
            }
        }
        all
    }

    /// Sign-ups that came to a month without paying within the last month (Q6-07): the day they did lies in it.
    pub fn without_deal(&self) -> impl Iterator<Item = &Signup<'a>> {
        let due = |signup: &&Signup<'_>| (MONTH..2 * MONTH).contains(&(self.until - signup.day));
        self.all.iter().filter(|signup| signup.paid.is_none()).filter(due)
    }

    /// Sign-ups that qualified by their use; and of these, those that paid from then on.
    pub fn qualified(&self) -> (Part, Part) {
        let (mut rate, mut paid) = (Part::default(), Part::default());
        for signup in &self.all {
            rate.add(signup.qualified.is_some());
            if let Some(day) = signup.qualified {
                paid.add(signup.paid.is_some_and(|paid| paid >= day));
            }
        }
        (rate, paid)
    }
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;

    /// A sign-up of a day with nothing else.
    pub fn signup<'a>(day: i64) -> Signup<'a> {
        Signup {
            id: None,
            customer: None,
            day,
            activated: None,
            first_value: None,
            qualified: None,
            paid: None,
            trial_end: None,
            segment: None,
            source: None,
            self_serve: None,
            invited_by: None,
            invites: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::signup;
    use super::*;

    #[test]
    fn time_to_value_is_the_pin_of_the_domain() {
        // 1, 2, 3, 5+, 8, 10+ days: the median is 3, not 2.5.
        let day = |since: i64, value: Option<i64>| Signup {
            first_value: value.map(|days| 100 - since + days),
            ..signup(100 - since)
        };
        let all = vec![
            day(50, Some(1)),
            day(50, Some(2)),
            day(50, Some(3)),
            day(5, None),
            day(50, Some(8)),
            day(10, None),
        ];
        let signups = Signups { all, until: 100, ..Signups::default() };
        assert_eq!(signups.times_to_value().curve().median, Some(3));
        let waiting = Signups { all: vec![day(5, None), day(9, None)], until: 100, ..Signups::default() };
        assert_eq!(waiting.times_to_value().curve().median, None, "not reached");
    }

    #[test]
    fn who_had_less_than_the_days_is_not_judged() {
        let active =
            |day: i64, after: Option<i64>| Signup { activated: after.map(|n| day + n), ..signup(day) };
        let all = vec![active(0, Some(7)), active(0, Some(8)), active(93, None), active(94, Some(1))];
        let signups = Signups { all, until: 100, ..Signups::default() };
        assert_eq!(signups.activated_within(7), Part { part: 1, of: 3 });
        assert_eq!(signups.activated_within(14), Part { part: 2, of: 2 });
    }

    #[test]
    fn trials_and_free_signups_are_apart_and_open_ones_left_out() {
        let trial = |end: i64, paid: Option<i64>| Signup { trial_end: Some(end), paid, ..signup(0) };
        let all = vec![
            trial(14, Some(44)), // the last day in time
            trial(14, Some(45)), // too late
            trial(71, Some(72)), // not over
            Signup { paid: Some(10), ..signup(0) },
        ];
        let signups = Signups { all, until: 100, ..Signups::default() };
        assert_eq!(signups.conversion(Offer::Trial, 30), Part { part: 1, of: 2 });
        assert_eq!(signups.conversion(Offer::Free, 30), Part { part: 1, of: 1 });
    }

    #[test]
    fn a_month_without_a_deal_is_told_for_a_month() {
        let all =
            vec![signup(70), signup(71), signup(41), signup(40), Signup { paid: Some(75), ..signup(60) }];
        let signups = Signups { all, until: 100, ..Signups::default() };
        let days: Vec<i64> = signups.without_deal().map(|signup| signup.day).collect();
        assert_eq!(days, [70, 41]);
    }

    #[test]
    fn trial_to_paid_is_the_pin_of_the_domain() {
        // 30 of 200; agencies 10 of 40, the rest 20 of 160.
        let one = |i: i64| Signup {
            trial_end: Some(14),
            paid: (if i < 40 { i < 10 } else { i < 60 }).then_some(20),
            segment: Some(if i < 40 { "agencies" } else { "others" }),
            ..signup(0)
        };
        let signups = Signups { all: (0..200).map(one).collect(), until: 100, ..Signups::default() };
        assert_eq!(signups.conversion(Offer::Trial, 30), Part { part: 30, of: 200 });
        let by = signups.by_segment(Offer::Trial, 30);
        assert_eq!((by["agencies"], by["others"]), (Part { part: 10, of: 40 }, Part { part: 20, of: 160 }));
    }
}
