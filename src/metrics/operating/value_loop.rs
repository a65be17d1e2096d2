//! The loop of self-growth: signed up, activated, paid, still there after 90 days, invited someone; and the new revenue
//! that sign-ups bring (domain.md §5.2).

use super::trials::{Part, Signup, Signups};
use crate::base::{Date, Month};
use crate::tables::{Company, Datum, TableKind};
use std::collections::BTreeMap;

/// Days after the first payment at which a customer is looked for again.
pub const RETAINED_AFTER: i32 = 90;

/// How far some sign-ups came; each step counts among those who took the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LoopSums {
    /// Sign-ups.
    pub signups: u64,
    /// Activated; every sign-up where no file states it.
    pub activated: Part,
    /// Paid.
    pub paid: Part,
    /// Still with revenue after 90 days, of those whose 90 days are over and whose revenue is known.
    pub retained: Part,
    /// Of these, those that invited someone.
    pub inviting: Part,
}

/// What a table states beyond the sign-ups.
#[derive(Clone, Copy, Debug)]
pub struct Stated {
    /// Activation.
    pub activation: bool,
    /// Payment.
    pub payment: bool,
    /// Invitations, sent or received by name.
    pub invitations: bool,
}

impl Stated {
    /// By the columns of the files.
    pub fn of(company: &Company<'_>) -> Stated {
        let has = |datum| company.has_datum(TableKind::Trials, datum);
        Stated {
            activation: has(Datum::ActivatedAt),
            payment: has(Datum::PaidAt),
            invitations: has(Datum::InvitesSent) || has(Datum::InvitedBy),
        }
    }
}

/// What tells how far a sign-up came.
#[derive(Debug)]
pub struct Journey<'c> {
    company: &'c Company<'c>,
    stated: Stated,
    left: &'c [(Option<Date>, Option<Date>)],
    /// Whether each of those named as inviters has brought anybody.
    inviters: Vec<bool>,
    until: i32,
}

impl<'c> Journey<'c> {
    /// Reads it.
    pub fn of(company: &'c Company<'c>, signups: &Signups<'_>) -> Self {
        let mut inviters = vec![false; signups.inviters];
        for signup in &signups.all {
            if let Some(place) = signup.invited_by.and_then(|number| inviters.get_mut(number as usize)) {
                *place = true;
            }
        }
        let (stated, left) = (Stated::of(company), company.signed_and_left());
        Journey { company, stated, left, inviters, until: signups.until }
    }

    /// Whether a sign-up took each step: activated, paid, retained, inviting. `None` from the first on that it isn't
    /// among, because it didn't take the one before or nothing says it.
    pub fn steps(&self, signup: &Signup<'_>) -> [Option<bool>; 4] {
        let activated = !self.stated.activation || signup.activated.is_some();
        if !activated || !self.stated.payment {
            return [Some(activated), None, None, None];
        }
        let paid = Some(signup.paid.is_some());
        let retained = retained(self.company, self.left, signup, self.until);
        let inviting = retained.filter(|retained| *retained && self.stated.invitations).map(|_| {
            let named = signup.named.is_some_and(|number| self.inviters.get(number as usize) == Some(&true));
            named || signup.invites.is_some_and(|sent| sent > 0)
        });
        [Some(activated), paid, retained, inviting]
    }
}

/// Every month of sign-ups, ascending, with how far they came.
pub fn value_loop(journey: &Journey<'_>, signups: &Signups<'_>) -> BTreeMap<Month, LoopSums> {
    // By day first: of the days there are few, and each has its month to be found once.
    let days = signups.all.iter().map(|signup| signup.day);
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else { return BTreeMap::new() };
    let place = |day: i32| usize::try_from(day - first).unwrap_or(0);
    let mut by_day = vec![LoopSums::default(); place(last) + 1];
    for signup in &signups.all {
        let Some(sums) = by_day.get_mut(place(signup.day)) else { continue };
        sums.signups += 1;
        let own = [&mut sums.activated, &mut sums.paid, &mut sums.retained, &mut sums.inviting];
        for (part, took) in own.into_iter().zip(journey.steps(signup)) {
            took.into_iter().for_each(|took| part.add(took));
        }
    }
    let mut all: BTreeMap<Month, LoopSums> = BTreeMap::new();
    for (day, sums) in (first..).zip(&by_day).filter(|(_, sums)| sums.signups > 0) {
        if let Some(day) = Date::from_days(day.into()) {
            all.entry(day.month()).or_default().join(sums);
        }
    }
    all
}

impl LoopSums {
    fn join(&mut self, other: &LoopSums) {
        self.signups += other.signups;
        let own = [&mut self.activated, &mut self.paid, &mut self.retained, &mut self.inviting];
        for (own, more) in own.into_iter().zip([other.activated, other.paid, other.retained, other.inviting])
        {
            (own.part, own.of) = (own.part + more.part, own.of + more.of);
        }
    }

    /// All months together.
    pub fn total<'a>(all: impl Iterator<Item = &'a LoopSums>) -> LoopSums {
        let mut total = LoopSums::default();
        all.for_each(|month| total.join(month));
        total
    }
}

/// Whether a sign-up that paid has revenue in the month 90 days later; `None` where it isn't known: it didn't pay, has
/// no customer in the revenue, or the data end before.
fn retained(
    company: &Company<'_>,
    left: &[(Option<Date>, Option<Date>)],
    signup: &Signup<'_>,
    until: i32,
) -> Option<bool> {
    let day = signup.paid? + RETAINED_AFTER;
    let customer = signup.customer.filter(|_| day <= until)?;
    let gone = left.get(customer as usize).and_then(|(_, left)| *left);
    if gone.is_some_and(|gone| gone.days() <= i64::from(day)) {
        return Some(false);
    }
    let (_, last) = months(company)?;
    let month = Date::from_days(day.into())?.month();
    let known = month <= last && !company.book.points(customer).is_empty();
    known.then(|| company.book.amount(customer, month) > 0)
}

/// The months that the revenue names; `None` where there is none, or only two ends of it.
fn months(company: &Company<'_>) -> Option<(Month, Month)> {
    let book = company.book;
    book.span.filter(|(first, _)| book.two_ends.is_none() && !first.is_unnamed())
}

/// The new MRR each sign-up brought, in minor units: the first month's of its customer, if that is not before the
/// sign-up's. A customer with several sign-ups counts with its first. `None` where there is none or it isn't known.
pub fn new_mrr(company: &Company<'_>, signups: &Signups<'_>) -> Vec<Option<i64>> {
    let mut brought = vec![None; signups.all.len()];
    let Some((start, _)) = months(company).filter(|_| company.book.mixed.is_empty()) else { return brought };
    let mut earliest: Vec<Option<(i32, usize)>> = vec![None; company.customers.len()];
    for (place, signup) in signups.all.iter().enumerate() {
        let Some(seen) = signup.customer.and_then(|id| earliest.get_mut(id as usize)) else { continue };
        if seen.is_none_or(|(day, _)| signup.day < day) {
            *seen = Some((signup.day, place));
        }
    }
    for (customer, (day, place)) in (0_u32..).zip(&earliest).filter_map(|(id, seen)| Some((id, (*seen)?))) {
        let (Some(month), Some(first)) =
            (Date::from_days(day.into()).map(Date::month), company.book.points(customer).first())
        else {
            continue;
        };
        // What the book opens with was won before it, unless the sign-up is of that month.
        let is_new = first.month >= month && (first.month > start || month == start);
        if let Some(brought) = brought.get_mut(place).filter(|_| is_new) {
            *brought = Some(first.amount);
        }
    }
    brought
}
