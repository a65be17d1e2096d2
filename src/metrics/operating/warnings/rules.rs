//! The ten rules, each from its table or from the one sheet (domain.md §2.3). What can't be judged is unknown, never safe.

use super::facts::{Ended, Facts, Term};
use super::grain::NEVER;
use super::usage::Used;
use super::voices::Wave;
use super::{Grounds, Remark, Rule, Signal, Verdict};
use crate::base::{Date, Month};
use crate::tables::Point;

/// Days without a login from which on W1 fires.
pub const IDLE_DAYS: i64 = 7;
/// Days from signing in which the core set-up should be done.
pub const SETUP_DAYS: i64 = 30;
/// Complaints a month beyond which W3 fires.
pub const MANY_COMPLAINTS: i64 = 5;
/// Modules beyond which use is broad.
pub const BROAD: i64 = 5;
/// Months before a contract's end in which talks should have begun.
pub const TALK_MONTHS: u32 = 3;
/// Days overdue beyond which a payment is badly late.
pub const BADLY_LATE: i64 = 30;

const UNKNOWN: Signal = Signal { verdict: Verdict::Unknown, severity: 0, value: None, remark: None };
const OUTSIDE: Signal = Signal { verdict: Verdict::Outside, ..UNKNOWN };
const CLEAR: Signal = Signal { verdict: Verdict::Clear, ..UNKNOWN };
/// Clear, and nothing that those it fires for should be compared with.
const NOT_DUE: Signal = Signal { remark: Some(Remark::Neutral), ..CLEAR };

fn fired(severity: u8, value: Grounds) -> Signal {
    Signal { verdict: Verdict::Fired, severity, value: Some(value), remark: None }
}

/// From a day to another.
fn days(from: Date, to: Date) -> Grounds {
    Grounds::Days { from: from.days(), to: to.days(), off: 0 }
}

impl Facts<'_> {
    /// What each rule that may know anything says of a customer at a moment.
    pub(super) fn signals(&self, customer: u32, at: usize) -> impl Iterator<Item = (Rule, Signal)> {
        self.rules.iter().map(move |rule| (*rule, self.signal(*rule, customer, at)))
    }

    /// What a rule says of a customer at a moment. A moment in the past knows nothing of the one sheet, which is of now.
    fn signal(&self, rule: Rule, customer: u32, at: usize) -> Signal {
        let past = self.moments.get(at).is_some_and(|moment| moment.past);
        let day = self.moments.get(at).map(|moment| moment.day);
        match rule {
            Rule::Idle => self.idle(customer, at, day, past),
            Rule::CoreDrop => self.core_drop(customer, at),
            Rule::Complaints => self.complaints(customer, at, past),
            Rule::SetupMissed => self.setup_missed(customer, day, past),
            Rule::Shallow => self.shallow(customer, at, past),
            Rule::Silence => self.silence(customer, day, past),
            Rule::NoUpsell => self.no_upsell(customer, at, day, past),
            Rule::NpsDecline => day.map_or(UNKNOWN, |day| falling(self.waves(customer), day.month())),
            Rule::Contraction => self.contraction(customer, at),
            Rule::Overdue if past => UNKNOWN,
            Rule::Overdue => self.overdue(customer),
        }
    }

    /// W1: no login for seven full days, holidays not counted.
    fn idle(&self, customer: u32, at: usize, day: Option<Date>, past: bool) -> Signal {
        let since = |from: i64, until: i64, remark: Option<Remark>| {
            let off = self.choices.holidays_between(from, until);
            let (days, remark) = (until - from - off, remark.or((off > 0).then_some(Remark::Holidays)));
            let severity = if days >= 30 { 3 } else { 2 };
            let found = fired(severity, Grounds::Days { from, to: until, off });
            if days >= IDLE_DAYS { Signal { remark, ..found } } else { CLEAR }
        };
        let until = self.usage.days.get(at).filter(|day| **day != NEVER && self.usage.first != NEVER);
        if let Some(until) = until.copied() {
            let (used, begins) = (self.usage.at(customer, at), self.usage.first);
            if used.last != NEVER {
                return since(used.last, until, None);
            }
            // Who never logged in is judged from signing, where the log reaches back to it, else from its first row.
            let signed = self.signed(customer).map(Date::days).filter(|signed| *signed >= begins);
            let from = signed.or((used.first != NEVER).then_some(used.first));
            if let Some(from) = from.filter(|from| *from <= until) {
                return since(from, until, Some(Remark::NeverActivated));
            }
        }
        let login = self.snapshot(customer).last_login.filter(|_| !past);
        match (login, day) {
            (Some(login), Some(day)) => since(login.days(), day.days(), None),
            _ => UNKNOWN,
        }
    }

    /// W2: core uses of the last 30 days at least 30 % below those of the 30 before.
    fn core_drop(&self, customer: u32, at: usize) -> Signal {
        let after = self.usage.core_after.get(at).copied().filter(|after| *after != NEVER);
        let Some(after) = after else { return UNKNOWN };
        let used = self.usage.at(customer, at);
        if used.core_first == NEVER {
            return UNKNOWN;
        }
        // Both windows whole: the customer's own rows reach back, or it was there already and the table's do.
        let own = used.core_first <= after + 1;
        let there = self.signed(customer).is_some_and(|signed| signed.days() <= after + 1);
        let reaches = own || there && self.usage.core_first <= after + 1;
        let (now, before) = used.core;
        match reaches && before > 0 {
            true => drop_of(now, before),
            false => UNKNOWN,
        }
    }

    /// W3: more than five complaints a month on average over the last three full months.
    fn complaints(&self, customer: u32, at: usize, past: bool) -> Signal {
        if let Some(all) = self.complaints.get(at).filter(|all| all.months > 0) {
            let count = all.counts.get(customer as usize).copied().unwrap_or_default();
            let remark = (all.months < 3).then_some(Remark::ShortHistory);
            return many_complaints(i64::from(count), all.months, remark);
        }
        let known = self.snapshot(customer).complaints.filter(|_| !past);
        known.map_or(UNKNOWN, |count| many_complaints(count, 1, Some(Remark::LastDays)))
    }

    /// The day the core set-up was done, and whether anything says so or that it wasn't.
    fn setup(&self, customer: u32, past: bool) -> (bool, Option<Date>) {
        let steps = self.setups.get(customer as usize).copied().unwrap_or_default();
        if steps.steps > 0 {
            return (true, steps.latest.filter(|_| steps.done == steps.steps));
        }
        let sheet = self.snapshot(customer);
        // A day that stands there was then as it is now; an empty cell is of now.
        (sheet.named && self.columns.setup && (!past || sheet.setup.is_some()), sheet.setup)
    }

    /// W4: core set-up not done within 30 days of signing; of whom nobody knows when it signed within 30 days of its first
    /// step, when it had signed at the latest: what is missed then is missed for certain.
    fn setup_missed(&self, customer: u32, day: Option<Date>, past: bool) -> Signal {
        let Some(day) = day else { return UNKNOWN };
        let first = || self.setups.get(customer as usize)?.first.filter(|first| *first <= day);
        let told = self.signed(customer);
        let Some(signed) = told.or_else(first) else { return UNKNOWN };
        let (known, done) = self.setup(customer, past);
        let done = done.filter(|done| *done <= day);
        let age = day.days_since(signed);
        if !known {
            return UNKNOWN;
        }
        match done {
            Some(done) if done.days_since(signed) <= SETUP_DAYS => CLEAR,
            _ if age < SETUP_DAYS => OUTSIDE,
            _ if told.is_none() => {
                let (severity, until) = done.map_or((2, day), |done| (1, done));
                Signal { remark: Some(Remark::FromFirstStep), ..fired(severity, days(signed, until)) }
            }
            Some(done) => Signal { remark: Some(Remark::Late), ..fired(1, days(signed, done)) },
            None => fired(2, days(signed, day)),
        }
    }

    /// Days that are left of the 30, of a customer that hasn't done its core set-up.
    pub(super) fn setup_left(&self, customer: u32, day: Date) -> Option<(Date, i64)> {
        let signed = self.signed(customer)?;
        let (known, done) = self.setup(customer, false);
        let age = day.days_since(signed);
        let open = known && done.is_none_or(|done| done > day) && (0..SETUP_DAYS).contains(&age);
        open.then_some((signed, SETUP_DAYS - age))
    }

    /// W5: one module at most; where the basic ones are told, none beside them.
    fn shallow(&self, customer: u32, at: usize, past: bool) -> Signal {
        let Used { modules: used, beyond_basic, .. } = self.usage.at(customer, at);
        if beyond_basic >= 0 {
            return match (beyond_basic, used) {
                (0, modules) => fired(1, Grounds::Ratio(modules, 1)),
                (_, modules) if modules <= BROAD => NOT_DUE,
                _ => CLEAR,
            };
        }
        let known = if used >= 0 { Some(used) } else { self.snapshot(customer).modules.filter(|_| !past) };
        match known {
            None => UNKNOWN,
            Some(modules) if modules <= 1 => fired(1, Grounds::Ratio(modules, 1)),
            Some(modules) if modules <= BROAD => NOT_DUE,
            Some(_) => CLEAR,
        }
    }

    /// W6: a contract ends within three months and nobody has begun to talk.
    fn silence(&self, customer: u32, day: Option<Date>, past: bool) -> Signal {
        let Some(day) = day else { return UNKNOWN };
        let Some(horizon) = day.plus_months(TALK_MONTHS) else { return UNKNOWN };
        let terms = self.terms(customer);
        let (mut runs, mut due, mut open) = (false, false, false);
        for term in terms.iter().filter(|term| term.end >= day) {
            if past && term.start.is_some_and(|start| start > day) {
                continue;
            }
            runs = true;
            if term.end > horizon || !past && is_settled(term, terms) {
                continue;
            }
            due = true;
            match self.has_begun(term, day, past) {
                Some(true) => {}
                None => open = true,
                Some(false) => return silent(day, term.end, term.renews_itself),
            }
        }
        match (runs, open, due) {
            (true, true, _) => return UNKNOWN,
            (true, _, true) => return CLEAR,
            (true, _, false) => return NOT_DUE,
            _ => {}
        }
        let sheet = self.snapshot(customer);
        match sheet.renewal.filter(|renewal| !past && *renewal >= day) {
            Some(renewal) if renewal > horizon => NOT_DUE,
            Some(_) if !self.columns.talk => UNKNOWN,
            Some(_) if sheet.talk.is_some_and(|talk| talk <= day) => CLEAR,
            Some(renewal) => silent(day, renewal, false),
            None => UNKNOWN,
        }
    }

    /// Whether talks about a contract's renewal have begun; `None` where no column says.
    pub(super) fn has_begun(&self, term: &Term<'_>, day: Date, past: bool) -> Option<bool> {
        let stage = term.begun.filter(|_| !past);
        if term.talk.is_some_and(|talk| talk <= day) || stage == Some(true) {
            return Some(true);
        }
        (self.columns.contract_talk || stage.is_some()).then_some(false)
    }

    /// Days to the end of the contract that is to be renewed next.
    pub(super) fn days_to_renewal(&self, customer: u32, day: Date) -> Option<i64> {
        let terms = self.terms(customer);
        let next = terms.iter().find(|term| term.end >= day && !is_settled(term, terms)).map(|term| term.end);
        let next = next.or(self.snapshot(customer).renewal.filter(|renewal| *renewal >= day));
        next.map(|end| end.days_since(day))
    }

    /// W7: a key account of a year and more without any expansion in the last twelve months.
    fn no_upsell(&self, customer: u32, at: usize, day: Option<Date>, past: bool) -> Signal {
        let (key, by_size) = self.is_key(customer, at);
        match key {
            None => return UNKNOWN,
            Some(false) => return OUTSIDE,
            Some(true) => {}
        }
        let remark = by_size.then_some(Remark::BySize);
        let book = self.company.book;
        let months = self.monthly() && self.booked(customer);
        if let (Some(month), Some((first, _)), true) = (self.month(at), book.span, months) {
            let year_ago = month.plus(-12);
            let begun = book.points(customer).first().map(|point| point.month);
            if first <= year_ago {
                if begun.is_none_or(|begun| begun > year_ago) {
                    return OUTSIDE;
                }
                let grew = |pair: &&[Point]| matches!(pair, [a, b] if b.month == a.month.plus(1) && b.amount > a.amount);
                let points = book.points_to(customer, month);
                let last = points.windows(2).rfind(grew).and_then(|pair| pair.last());
                let last = last.map(|point| point.month);
                let since = Grounds::Months { from: last.or(begun).unwrap_or(year_ago), to: month };
                let silent = last.is_none_or(|last| last <= year_ago);
                return if silent { Signal { remark, ..fired(2, since) } } else { CLEAR };
            }
        }
        let (Some(day), sheet) = (day, self.snapshot(customer)) else { return UNKNOWN };
        if past || !sheet.named || !self.columns.expansion {
            return UNKNOWN;
        }
        let is_recent = |from: Date| from.plus_months(12).is_none_or(|later| later > day);
        let months = |from: Date| Grounds::Months { from: from.month(), to: day.month() };
        let signed = self.signed(customer);
        match (sheet.expansion, signed) {
            (Some(last), _) if is_recent(last) => CLEAR,
            (_, Some(signed)) if is_recent(signed) => OUTSIDE,
            (Some(last), _) => fired(2, months(last)),
            (None, Some(signed)) => fired(2, months(signed)),
            (None, None) => UNKNOWN,
        }
    }

    /// W9: pays less than the month before at least once in the last three months.
    fn contraction(&self, customer: u32, at: usize) -> Signal {
        let book = self.company.book;
        let months = self.monthly() && self.booked(customer);
        let (Some(month), Some((first, _)), true) = (self.month(at), book.span, months) else {
            return UNKNOWN;
        };
        let from = month.plus(-3);
        let points = book.points_to(customer, month);
        if first > from || points.last().is_none_or(|last| last.month != month) {
            return UNKNOWN;
        }
        let (mut lost, mut before) = (0_i64, 0_i64);
        for pair in points.windows(2).rev().take(3) {
            let [a, b] = pair else { continue };
            if b.month > from && b.month == a.month.plus(1) && b.amount < a.amount {
                lost = lost.saturating_add(a.amount - b.amount);
                before = a.amount;
            }
        }
        if lost == 0 {
            return CLEAR;
        }
        let severity = if i128::from(lost) * 2 >= i128::from(before) { 3 } else { 2 };
        fired(severity, Grounds::Ratio(-lost, before.max(1)))
    }

    /// W10: a payment is late.
    fn overdue(&self, customer: u32) -> Signal {
        let terms = self.terms(customer);
        let days = terms.iter().filter_map(|term| term.overdue).max();
        let days = days.max(self.snapshot(customer).overdue);
        match (days, terms.iter().any(|term| term.late)) {
            (Some(days), _) if days > 0 => {
                fired(if days > BADLY_LATE { 3 } else { 2 }, Grounds::Ratio(days, 1))
            }
            (_, true) => Signal { value: None, ..fired(2, Grounds::Ratio(0, 1)) },
            (Some(_), _) => CLEAR,
            (None, _) => UNKNOWN,
        }
    }
}

/// Whether a contract's renewal is settled: it says so, or the next one begins where it ends.
pub(super) fn is_settled(term: &Term<'_>, all: &[Term<'_>]) -> bool {
    let next = |other: &Term<'_>| {
        other.end > term.end && other.start.is_some_and(|start| start.days_since(term.end).abs() <= 31)
    };
    matches!(term.ended, Some(Ended::Renewed | Ended::Churned)) || all.iter().any(next)
}

fn silent(day: Date, end: Date, renews_itself: bool) -> Signal {
    let severity = if end.days_since(day) <= 30 { 3 } else { 2 };
    let found = |severity| fired(severity, days(day, end));
    match renews_itself {
        true => Signal { remark: Some(Remark::RenewsItself), ..found(severity - 1) },
        false => found(severity),
    }
}

/// A fall of core uses by 30 % or more of those before, which are above zero.
fn drop_of(now: i64, before: i64) -> Signal {
    let (lost, of) = (i128::from(before) - i128::from(now), i128::from(before));
    if lost * 10 < of * 3 {
        return CLEAR;
    }
    let severity = if lost * 10 >= of * 6 { 3 } else { 2 };
    fired(severity, Grounds::Ratio(now.saturating_sub(before), before))
}

fn many_complaints(count: i64, months: i64, remark: Option<Remark>) -> Signal {
    if count <= MANY_COMPLAINTS * months {
        return CLEAR;
    }
    Signal { remark, ..fired(3, Grounds::Ratio(count, months)) }
}

/// W8: the last two steps of a customer's mean answer both go down; what is lost since the peak before them.
fn falling(waves: &[Wave], until: Month) -> Signal {
    let waves: Vec<(i64, i64)> =
        waves.iter().filter(|wave| wave.month <= until).map(|wave| (wave.sum, wave.n)).collect();
    if waves.len() < 2 {
        return UNKNOWN;
    }
    match decline(&waves) {
        None => CLEAR,
        Some((lost, of)) => {
            // Thousandths to points.
            let severity = if lost >= of.saturating_mul(3000) { 2 } else { 1 };
            fired(severity, Grounds::Ratio(lost, of.saturating_mul(1000)))
        }
    }
}

/// What the last value lost against the one before its fall began, where the last two steps or more go down: a ratio of
/// the same unit. Values are ratios with denominators above zero, oldest first.
pub fn decline(values: &[(i64, i64)]) -> Option<(i64, i64)> {
    let below =
        |a: (i64, i64), b: (i64, i64)| i128::from(a.0) * i128::from(b.1) < i128::from(b.0) * i128::from(a.1);
    let (last, mut peak, mut steps) = (*values.last()?, *values.last()?, 0);
    for value in values.iter().rev().skip(1) {
        if !below(peak, *value) {
            break;
        }
        (peak, steps) = (*value, steps + 1);
    }
    if steps < 2 {
        return None;
    }
    let lost = i128::from(peak.0) * i128::from(last.1) - i128::from(last.0) * i128::from(peak.1);
    Some((i64::try_from(lost).ok()?, peak.1.checked_mul(last.1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn core_use_by_the_pins() {
        // domain.md §2.3: 100 → 68 is −32 % and fires; 80 → 50 is −37.5 % of what was, not −30 points.
        assert_eq!(drop_of(68, 100).value, Some(Grounds::Ratio(-32, 100)));
        assert_eq!(drop_of(50, 80).value, Some(Grounds::Ratio(-30, 80)));
        assert_eq!((drop_of(70, 100).verdict, drop_of(71, 100).verdict), (Verdict::Fired, Verdict::Clear));
        assert_eq!((drop_of(69, 100).severity, drop_of(40, 100).severity), (2, 3));
        assert_eq!(drop_of(0, i64::MAX).severity, 3);
    }

    #[test]
    fn waves_by_the_pin() {
        assert_eq!(decline(&[(42, 1), (39, 1), (35, 1)]), Some((7, 1)));
        assert_eq!(decline(&[(30, 1), (42, 1), (39, 1), (35, 1)]), Some((7, 1)), "from the peak on");
        assert_eq!(decline(&[(42, 1), (39, 1)]), None, "one step");
        assert_eq!(decline(&[(42, 1), (39, 1), (39, 1)]), None, "the same is not less");
        assert_eq!(decline(&[(42, 1), (39, 1), (35, 1), (36, 1)]), None, "it rose again");
        assert_eq!(decline(&[(19, 2), (9, 1), (17, 2)]), Some((4, 4)), "means compare exactly");
        assert_eq!(decline(&[]), None);
    }

    #[test]
    fn complaints_are_more_than_five() {
        assert_eq!(many_complaints(15, 3, None).verdict, Verdict::Clear);
        assert_eq!(many_complaints(16, 3, None).value, Some(Grounds::Ratio(16, 3)));
        assert_eq!(many_complaints(6, 1, Some(Remark::LastDays)).verdict, Verdict::Fired);
    }

    #[test]
    fn renewals_that_are_near_weigh_more_and_those_by_themselves_less() {
        let day = |text: &str| Date::parse_iso(text).unwrap();
        let severity = |end: &str, itself| silent(day("2026-06-30"), day(end), itself).severity;
        assert_eq!(
            (severity("2026-07-30", false), severity("2026-07-31", false), severity("2026-07-30", true)),
            (3, 2, 2)
        );
    }
}
