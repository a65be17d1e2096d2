//! Sign-ups and what became of them: activation, time to value, trial to paid by segment (domain.md §2.11, §5.2).

use crate::base::Names;
use crate::metrics::{Life, Lives};
use crate::tables::{Company, DataColumn, Datum, NOBODY, OperatingTable, TableKind};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Days of a month.
const MONTH: i32 = 30;

/// A sign-up; its days count from 1970-01-01, and what happened after the day it is judged at hasn't happened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Signup<'a> {
    /// Its place among the rows of all files of sign-ups.
    pub row: u32,
    /// Its id.
    pub id: Option<&'a str>,
    /// Its customer, by [`Company::customers`].
    pub customer: Option<u32>,
    /// Its day.
    pub day: i32,
    /// When it activated.
    pub activated: Option<i32>,
    /// When the product first was of value.
    pub first_value: Option<i32>,
    /// When it qualified by its use.
    pub qualified: Option<i32>,
    /// When it paid first.
    pub paid: Option<i32>,
    /// When its trial ends; `None` for a free sign-up.
    pub trial_end: Option<i32>,
    /// Its group, among [`Signups::segments`].
    pub segment: Option<u32>,
    /// Where it came from, by place in the choices of [`Datum::Source`].
    pub source: Option<u8>,
    /// Whether it bought by itself.
    pub self_serve: Option<bool>,
    /// Who invited it, by a number among all that are named so.
    pub invited_by: Option<u32>,
    /// Its own number among those that are named as inviters.
    pub named: Option<u32>,
    /// Invitations it sent.
    pub invites: Option<u32>,
}

/// The sign-ups of all files.
#[derive(Debug, Default)]
pub struct Signups<'a> {
    /// Those that count, in the order of the files.
    pub all: Vec<Signup<'a>>,
    /// The day they are judged at: beyond it the files say nothing.
    pub until: i32,
    /// The groups' names.
    pub segments: Vec<&'a str>,
    /// How many are named as inviters.
    pub inviters: usize,
    /// Rows whose id stood in a row before, by their places; the first stands.
    pub repeated: Vec<u32>,
    /// Rows left out because something happened before their sign-up.
    pub disordered: Vec<u32>,
}

/// Texts of several columns under one number each.
#[derive(Default)]
struct Numbers<'a> {
    texts: Vec<&'a str>,
    places: FxHashMap<&'a str, u32>,
}

impl<'a> Numbers<'a> {
    /// The number of each text of a column, by its number there.
    fn of(&mut self, column: Option<&'a DataColumn>) -> Vec<u32> {
        let texts = column.map(|column| &column.texts);
        let number = |text: &'a str| {
            let next = self.texts.len() as u32;
            let number = *self.places.entry(text).or_insert(next);
            if number == next {
                self.texts.push(text);
            }
            number
        };
        texts.map_or_else(Vec::new, |texts| all_of(texts).map(number).collect())
    }
}

fn all_of(names: &Names) -> impl Iterator<Item = &str> {
    (0..names.len() as u32).map(|id| names.text(id))
}

/// The sign-ups up to the day that their tables speak of.
pub fn signups<'a>(company: &Company<'a>) -> Signups<'a> {
    let until = company.known_until(TableKind::Trials).and_then(|day| i32::try_from(day.days()).ok());
    let Some(until) = until else { return Signups::default() };
    let mut found = Signups { until, ..Signups::default() };
    let tables: Vec<(&'a OperatingTable, &[u32])> = company.tables(TableKind::Trials).collect();
    let (mut segments, mut inviters) = (Numbers::default(), Numbers::default());
    // An inviter may stand in another file than those it invites.
    let inviters_of: Vec<Vec<u32>> =
        tables.iter().map(|(table, _)| inviters.of(table.column(Datum::InvitedBy))).collect();
    let mut earlier: FxHashMap<&str, ()> = FxHashMap::default();
    let mut rows = 0_u32;
    for (place, ((table, ids), inviter_numbers)) in tables.iter().zip(&inviters_of).enumerate() {
        let segment_numbers = segments.of(table.column(Datum::Segment));
        let own = table.column(Datum::SignupId);
        let texts = own.map(|column| &column.texts);
        // Which of the ids are somebody's inviter, and which have stood before.
        let many = texts.map_or(0, Names::len);
        let (mut named, mut seen) = (vec![None; many], vec![false; many]);
        for (number, inviter) in (0_u32..).zip(&inviters.texts) {
            let place = texts.and_then(|texts| texts.id(inviter));
            if let Some(place) = place.and_then(|id| named.get_mut(id as usize)) {
                *place = Some(number);
            }
        }
        if let Some(texts) = texts.filter(|_| place > 0) {
            for (text, seen) in all_of(texts).zip(&mut seen) {
                *seen = earlier.contains_key(text);
            }
        }
        found.all.reserve(table.len());
        let columns = Columns::of(table);
        for (row, own_row) in (0..table.len()).zip(rows..) {
            let day = |column: Option<&DataColumn>| i32::try_from(column?.get(row)?).ok();
            let happened = |column| day(column).filter(|day| *day <= until);
            let number = |column: Option<&DataColumn>| usize::try_from(column?.get(row)?).ok();
            let Some(signed_up) = happened(columns.day) else { continue };
            let id = number(own);
            let customer = table.customer.get(row).copied().filter(|own| *own != NOBODY);
            let signup = Signup {
                row: own_row,
                id: id.zip(texts).map(|(id, texts)| texts.text(id as u32)),
                customer: customer.and_then(|own| ids.get(own as usize).copied()),
                day: signed_up,
                activated: happened(columns.activated),
                first_value: happened(columns.first_value),
                qualified: happened(columns.qualified),
                paid: happened(columns.paid),
                trial_end: day(columns.trial_end),
                segment: number(columns.segment).and_then(|n| segment_numbers.get(n).copied()),
                source: number(columns.source).and_then(|n| u8::try_from(n).ok()),
                self_serve: number(columns.self_serve).map(|flag| flag != 0),
                invited_by: number(columns.invited_by).and_then(|n| inviter_numbers.get(n).copied()),
                named: id.and_then(|id| named.get(id).copied().flatten()),
                invites: number(columns.invites).map(|sent| u32::try_from(sent).unwrap_or(u32::MAX)),
            };
            let stood = id.and_then(|id| seen.get_mut(id)).map(|seen| std::mem::replace(seen, true));
            let events =
                [signup.activated, signup.first_value, signup.qualified, signup.paid, signup.trial_end];
            if stood == Some(true) {
                found.repeated.push(own_row);
            } else if events.into_iter().flatten().any(|event| event < signed_up) {
                found.disordered.push(own_row);
            } else {
                found.all.push(signup);
            }
        }
        rows += table.len() as u32;
        if let Some(texts) = texts.filter(|_| place + 1 < tables.len()) {
            earlier.extend(all_of(texts).map(|text| (text, ())));
        }
    }
    (found.segments, found.inviters) = (segments.texts, inviters.texts.len());
    found
}

/// The columns of a table of sign-ups.
struct Columns<'a> {
    day: Option<&'a DataColumn>,
    activated: Option<&'a DataColumn>,
    first_value: Option<&'a DataColumn>,
    qualified: Option<&'a DataColumn>,
    paid: Option<&'a DataColumn>,
    trial_end: Option<&'a DataColumn>,
    segment: Option<&'a DataColumn>,
    source: Option<&'a DataColumn>,
    self_serve: Option<&'a DataColumn>,
    invited_by: Option<&'a DataColumn>,
    invites: Option<&'a DataColumn>,
}

impl<'a> Columns<'a> {
    fn of(table: &'a OperatingTable) -> Self {
        let of = |datum| table.column(datum);
        Columns {
            day: of(Datum::SignupDate),
            activated: of(Datum::ActivatedAt),
            first_value: of(Datum::FirstValueAt),
            qualified: of(Datum::PqlAt),
            paid: of(Datum::PaidAt),
            trial_end: of(Datum::TrialEnd),
            segment: of(Datum::Segment),
            source: of(Datum::Source),
            self_serve: of(Datum::SelfServe),
            invited_by: of(Datum::InvitedBy),
            invites: of(Datum::InvitesSent),
        }
    }
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
    pub fn activated_within(&self, days: i32) -> Part {
        let mut sums = Part::default();
        self.all.iter().filter_map(|signup| self.is_activated(signup, days)).for_each(|is| sums.add(is));
        sums
    }

    /// Whether a sign-up was activated within some days; `None` where they aren't over.
    pub fn is_activated(&self, signup: &Signup<'_>, days: i32) -> Option<bool> {
        let due = signup.day + days;
        (due <= self.until).then(|| signup.activated.is_some_and(|day| day <= due))
    }

    /// Days from the sign-up to the first value; who has none yet is still waiting.
    pub fn times_to_value(&self) -> Lives {
        self.all.iter().map(|signup| self.life(signup)).collect()
    }

    /// The same of one sign-up.
    pub fn life(&self, signup: &Signup<'_>) -> Life {
        let end = signup.first_value.unwrap_or(self.until);
        let time = u32::try_from(end - signup.day).unwrap_or(0);
        Life { time, lost: signup.first_value.is_some() }
    }

    /// How many sign-ups were watched for longer than each of some numbers of days without a first value in them.
    pub fn waiting_after<const N: usize>(&self, days: [u32; N]) -> [u64; N] {
        let mut waiting = [0; N];
        for signup in &self.all {
            let time = signup.first_value.unwrap_or(self.until) - signup.day;
            for (waiting, days) in waiting.iter_mut().zip(days) {
                *waiting += u64::from(i64::from(time) > i64::from(days));
            }
        }
        waiting
    }

    /// Sign-ups of an offer with whether they paid in time: within `window` days after the trial's end, or after a free
    /// sign-up. Those whose days aren't over yet are not among them.
    pub fn judged(&self, offer: Offer, window: u32) -> impl Iterator<Item = (&Signup<'a>, bool)> {
        self.of(offer).filter_map(move |signup| Some((signup, self.paid_in_time(signup, window)?)))
    }

    /// Whether a sign-up paid in time; `None` where its days aren't over.
    pub fn paid_in_time(&self, signup: &Signup<'_>, window: u32) -> Option<bool> {
        let due = signup.trial_end.unwrap_or(signup.day).saturating_add_unsigned(window);
        (due <= self.until).then(|| signup.paid.is_some_and(|day| day <= due))
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
        let mut sums = vec![Part::default(); self.segments.len()];
        for (signup, paid) in self.judged(offer, window) {
            if let Some(sum) = signup.segment.and_then(|segment| sums.get_mut(segment as usize)) {
                sum.add(paid);
            }
        }
        let named = self.segments.iter().copied().zip(sums);
        named.filter(|(_, sum)| sum.of > 0).collect()
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
mod tests {
    use super::*;

    fn signup<'a>(day: i32) -> Signup<'a> {
        Signup { day, ..Signup::default() }
    }

    #[test]
    fn time_to_value_is_the_pin_of_the_domain() {
        // 1, 2, 3, 5+, 8, 10+ days: the median is 3, not 2.5.
        let day = |since: i32, value: Option<i32>| Signup {
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
            |day: i32, after: Option<i32>| Signup { activated: after.map(|n| day + n), ..signup(day) };
        let all = vec![active(0, Some(7)), active(0, Some(8)), active(93, None), active(94, Some(1))];
        let signups = Signups { all, until: 100, ..Signups::default() };
        assert_eq!(signups.activated_within(7), Part { part: 1, of: 3 });
        assert_eq!(signups.activated_within(14), Part { part: 2, of: 2 });
    }

    #[test]
    fn trials_and_free_signups_are_apart_and_open_ones_left_out() {
        let trial = |end: i32, paid: Option<i32>| Signup { trial_end: Some(end), paid, ..signup(0) };
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
        let days: Vec<i32> = signups.without_deal().map(|signup| signup.day).collect();
        assert_eq!(days, [70, 41]);
    }

    #[test]
    fn trial_to_paid_is_the_pin_of_the_domain() {
        // 30 of 200; agencies 10 of 40, the rest 20 of 160.
        let one = |i: i32| Signup {
            trial_end: Some(14),
            paid: (if i < 40 { i < 10 } else { i < 60 }).then_some(20),
            segment: Some(u32::from(i >= 40)),
            ..signup(0)
        };
        let segments = vec!["agencies", "others"];
        let signups =
            Signups { all: (0..200).map(one).collect(), until: 100, segments, ..Signups::default() };
        assert_eq!(signups.conversion(Offer::Trial, 30), Part { part: 30, of: 200 });
        let by = signups.by_segment(Offer::Trial, 30);
        assert_eq!((by["agencies"], by["others"]), (Part { part: 10, of: 40 }, Part { part: 20, of: 160 }));
    }
}
