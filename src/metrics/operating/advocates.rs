//! Who uses the product most, gains most from it and speaks for it: the four tests of a high-value user and the model
//! of three axes (domain.md §5.1).

use super::{Activity, percentiles};
use crate::base::{Date, Month, parse_plain_decimal};
use crate::tables::{Company, Datum, TableKind};
use rustc_hash::FxHashMap;

/// Fewer accounts than these, and the top 2 % is a single one.
pub const ONE_ACCOUNT: u64 = 50;

/// The tests, in their order: logins in the top 2 %, more than 80 % of the modules, an outcome, and an upsell within
/// twelve months together with feedback. `None` where the files don't say.
pub type Tests = [Option<bool>; 4];

/// The inputs of the model, two an axis: referred customers and mentions (reach), core minutes of 28 days and depth of
/// integration (dependence), adoption of requests and survey participations (feedback).
pub type Inputs = [Option<f64>; 6];

/// How far a customer is an advocate by the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// All four hold.
    Core,
    /// Three hold.
    Candidate,
    /// All that are known hold, fewer than three.
    Open,
}

/// What is known of a customer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Advocate {
    /// The customer.
    pub customer: u32,
    /// The tests.
    pub tests: Tests,
    /// The inputs.
    pub inputs: Inputs,
    /// Reach, dependence, feedback: percentiles from 0 to 100, each the mean of its inputs'.
    pub axes: [Option<f64>; 3],
    /// Requests adopted, and submitted.
    pub requests: (u64, u64),
    /// Referred customers that came, and what they pay a year in thousandths; `None` where no row says it.
    pub won: (Option<i64>, Option<i64>),
}

impl Advocate {
    /// Its class; `None` where a test fails and fewer than three hold, or none is known.
    pub fn class(&self) -> Option<Class> {
        let count = |is: bool| self.tests.iter().filter(|test| **test == Some(is)).count();
        match (count(true), count(false)) {
            (4, _) => Some(Class::Core),
            (3, _) => Some(Class::Candidate),
            (1.., 0) => Some(Class::Open),
            _ => None,
        }
    }

    /// The mean of the axes, all of one weight; `None` of fewer than two.
    pub fn total(&self) -> Option<f64> {
        mean(&self.axes).filter(|_| self.axes.iter().flatten().count() >= 2)
    }
}

/// The mean of what is known.
fn mean(all: &[Option<f64>]) -> Option<f64> {
    let (sum, n) = all.iter().flatten().fold((0.0, 0_u32), |(sum, n), x| (sum + x, n + 1));
    (n > 0).then(|| sum / f64::from(n))
}

/// Whether each value is in the top 2 %: at least as high as the k-th, k = max(1, ⌈0.02 n⌉). Zero never is.
pub fn top(values: &[Option<i64>]) -> Vec<Option<bool>> {
    let mut known: Vec<i64> = values.iter().flatten().copied().collect();
    crate::base::sort(&mut known);
    let k = top_of(known.len());
    let least = known.len().checked_sub(k).and_then(|place| known.get(place)).copied().unwrap_or_default();
    values.iter().map(|value| value.map(|value| value > 0 && value >= least)).collect()
}

/// How many accounts 2 % of `n` are: max(1, ⌈0.02 n⌉).
pub fn top_of(n: usize) -> usize {
    n.div_ceil(50).max(1)
}

/// Whether more than 80 % of the modules are in use.
pub fn deep(used: i64, available: i64) -> Option<bool> {
    (available > 0).then(|| i128::from(used) * 5 > i128::from(available) * 4)
}

/// Whether a note says that something was achieved: a number above zero, yes, or words of it.
pub fn achieved(note: &str) -> bool {
    const NO: [&str; 14] = [
        "no",
        "n",
        "false",
        "none",
        "nothing",
        "not yet",
        "否",
        "无",
        "没有",
        "暂无",
        "未达成",
        "不明显",
        "无效果",
        "差",
    ];
    let note = note.trim().to_lowercase();
    let plain: String = note.chars().filter(|c| !matches!(c, '%' | '％' | '+' | ',' | ' ')).collect();
    match parse_plain_decimal(&plain, 6) {
        Ok((value, _)) => value > 0,
        Err(_) => !note.is_empty() && !NO.contains(&note.as_str()),
    }
}

/// The adoption rate of requests, smoothed so that one of one isn't better than nine of ten: (adopted + 1) ÷
/// (submitted + 2); none without requests.
pub fn adoption(adopted: u64, submitted: u64) -> Option<f64> {
    (submitted > 0).then(|| (adopted + 1) as f64 / (submitted + 2) as f64)
}

/// Both; false where either is, unknown where that hangs on what is unknown.
fn both(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        _ => a.zip(b).map(|(a, b)| a && b),
    }
}

/// What the rows of the operating tables add up to for a customer.
#[derive(Clone, Copy, Default)]
struct Sums {
    advocacy: bool,
    referrals: i64,
    mentions: i64,
    researched: i64,
    won: (Option<i64>, Option<i64>),
    adopted: u64,
    submitted: u64,
    answers: i64,
    depth: i64,
}

/// Every customer that is one on the as-of day, by its number; those that left are no advocates.
pub fn advocates(company: &Company<'_>, activity: &Activity) -> Vec<Advocate> {
    let state = |datum: Datum| company.state(|record| record.count(datum));
    let (used, available) = (state(Datum::ModulesUsed), state(Datum::ModulesTotal));
    let logins = match company.has_datum(TableKind::Usage, Datum::Logins) {
        true => None,
        false => Some(state(Datum::Logins30d)),
    };
    let outcome = company.state(|record| record.text(Datum::OutcomeNote).map(achieved));
    let expanded = company.state(|record| record.day(Datum::LastExpansion));
    let connected = company.state(|record| record.count(Datum::IntegrationsCount));
    let (sums, kinds) = sums(company);
    let feedback = company.has(TableKind::Requests) || company.has(TableKind::Surveys);
    let integrations = company.has(TableKind::Integrations);
    let history = History::of(company);
    let gone = gone(company);
    let mut all: Vec<Advocate> = Vec::new();
    let mut frequency = Vec::new();
    for id in 0..company.customers.len() as u32 {
        let at = id as usize;
        if gone.get(at) == Some(&true) {
            continue;
        }
        let own = sums.get(at).copied().unwrap_or_default();
        let today = activity.get(id);
        let stated = |all: &[Option<i64>]| all.get(at).copied().flatten();
        frequency.push(logins.as_ref().map_or(today.logins, |logins| stated(logins)));
        let modules = stated(&available).zip(stated(&used).or(today.modules));
        let upsell = history.expanded(company, id, expanded.get(at).copied().flatten());
        let said = feedback.then_some(own.submitted > 0 || own.answers > 0);
        let depth =
            if integrations { Some(own.depth).filter(|depth| *depth > 0) } else { stated(&connected) };
        let known = |is: bool, n: i64| is.then_some(n as f64);
        all.push(Advocate {
            customer: id,
            tests: [
                None,
                modules.and_then(|(available, used)| deep(used, available)),
                outcome.get(at).copied().flatten(),
                both(upsell, said),
            ],
            inputs: [
                known(own.advocacy && kinds.referrals, own.referrals),
                known(own.advocacy && kinds.mentions, own.mentions),
                today.core_minutes.map(|minutes| minutes as f64 / 1000.0),
                depth.map(|depth| depth as f64),
                adoption(own.adopted, own.submitted),
                known(own.answers + own.researched > 0, own.answers.saturating_add(own.researched)),
            ],
            axes: [None; 3],
            requests: (own.adopted, own.submitted),
            won: own.won,
        });
    }
    for (advocate, test) in all.iter_mut().zip(top(&frequency)) {
        let [logins, ..] = &mut advocate.tests;
        *logins = test;
    }
    rank(&mut all);
    all
}

/// The axes from the inputs: each input's percentile among those that have it, each axis the mean of its inputs'.
fn rank(all: &mut [Advocate]) {
    let of = |input: usize| {
        let values: Vec<Option<f64>> =
            all.iter().map(|advocate| advocate.inputs.get(input).copied().flatten()).collect();
        percentiles(&values)
    };
    let ranked: Vec<Vec<Option<f64>>> = (0..6).map(of).collect();
    let place = |input: usize, at: usize| ranked.get(input).and_then(|all| all.get(at)).copied().flatten();
    for (at, advocate) in all.iter_mut().enumerate() {
        advocate.axes = [0, 2, 4].map(|first| mean(&[place(first, at), place(first + 1, at)]));
    }
}

/// Whether any row is of a kind: without one, nobody is known to have done none of it.
#[derive(Default)]
struct Kinds {
    referrals: bool,
    mentions: bool,
}

fn sums(company: &Company<'_>) -> (Vec<Sums>, Kinds) {
    let mut all = vec![Sums::default(); company.customers.len()];
    let mut kinds = Kinds::default();
    let in_time = |day: Option<Date>| day.zip(company.as_of).is_none_or(|(day, as_of)| day <= as_of);
    for record in company.rows(TableKind::Advocacy) {
        let Some(own) = record.customer.and_then(|id| all.get_mut(id as usize)) else { continue };
        if !in_time(record.day(Datum::Date)) {
            continue;
        }
        own.advocacy = true;
        let times = record.count(Datum::Times).unwrap_or(1);
        let sum = match record.choice(Datum::AdvocacyKind) {
            Some("referral") => {
                kinds.referrals = true;
                &mut own.referrals
            }
            Some("mention") => {
                kinds.mentions = true;
                &mut own.mentions
            }
            Some("research") => &mut own.researched,
            _ => continue,
        };
        *sum = sum.saturating_add(times);
        let add = |place: &mut Option<i64>, more: Option<i64>| {
            *place = more.map_or(*place, |more| Some(place.unwrap_or_default().saturating_add(more)));
        };
        add(&mut own.won.0, record.count(Datum::Converted));
        add(&mut own.won.1, record.thousandths(Datum::ReferredRevenue));
    }
    for record in company.rows(TableKind::Requests) {
        let Some(own) = record.customer.and_then(|id| all.get_mut(id as usize)) else { continue };
        if in_time(record.day(Datum::Date)) {
            own.submitted += 1;
            own.adopted += u64::from(record.choice(Datum::RequestStatus) == Some("adopted"));
        }
    }
    for record in company.rows(TableKind::Surveys) {
        let Some(own) = record.customer.and_then(|id| all.get_mut(id as usize)) else { continue };
        own.answers += i64::from(in_time(record.day(Datum::Date)));
    }
    // A system counts once: twice as much where data go both ways.
    let mut systems: FxHashMap<(u32, &str), i64> = FxHashMap::default();
    for record in company.rows(TableKind::Integrations) {
        let (Some(id), Some(name)) = (record.customer, record.text(Datum::Integration)) else { continue };
        let Some(own) = all.get_mut(id as usize).filter(|_| in_time(record.day(Datum::ConnectedAt))) else {
            continue;
        };
        let depth = if record.choice(Datum::IntegrationKind) == Some("two_way") { 2 } else { 1 };
        let before = systems.entry((id, name)).or_default();
        own.depth += (depth - *before).max(0);
        *before = (*before).max(depth);
    }
    (all, kinds)
}

/// Which names are no customers now: the accounts say that they left, the revenue that they once had is over, or they
/// are partners.
fn gone(company: &Company<'_>) -> Vec<bool> {
    let mut gone = vec![false; company.customers.len()];
    for (gone, (_, left)) in gone.iter_mut().zip(company.signed_and_left()) {
        *gone = left.zip(company.as_of).is_some_and(|(left, as_of)| left <= as_of);
    }
    // A partner that is nobody's customer.
    let stated = company.state(|_| Some(()));
    for record in company.rows(TableKind::Advocacy) {
        let Some(id) = record.customer.filter(|_| record.choice(Datum::PartnerType).is_some()) else {
            continue;
        };
        let paying = (id as usize) < company.book.customers.len();
        let known = paying || stated.get(id as usize).is_some_and(Option::is_some);
        if let Some(gone) = gone.get_mut(id as usize).filter(|_| !known) {
            *gone = true;
        }
    }
    for (id, gone) in (0..company.book.customers.len() as u32).zip(&mut gone) {
        let paid = company.book.points(id).first().is_some_and(|point| Some(point.month) <= company.month());
        *gone |= paid && company.mrr(id) == Some(0);
    }
    gone
}

/// The twelve months before the as-of day, as far as revenue tells them.
struct History {
    as_of: Option<Date>,
    /// The month that they are before, and the one they begin after.
    months: Option<(Month, Month)>,
    /// Whether revenue tells all of them.
    whole: bool,
}

impl History {
    fn of(company: &Company<'_>) -> Self {
        let book = company.book;
        let last = company.month().filter(|_| !book.is_empty());
        // Of two months alone, what lies between them is nobody's word, unless they are no more than a year apart.
        let told = book.two_ends.is_none_or(|(first, last)| last.since(first) <= 12);
        let months = last.filter(|_| told).map(|last| (last.plus(-12), last));
        let whole = months.zip(book.span).is_some_and(|((after, _), (first, _))| first <= after);
        History { as_of: company.as_of, months, whole }
    }

    /// Whether a customer paid more from one month to the next, or its accounts say that it bought more, in the
    /// twelve months.
    fn expanded(&self, company: &Company<'_>, id: u32, stated: Option<Date>) -> Option<bool> {
        let by_accounts = stated.zip(self.as_of).map(|(day, as_of)| {
            let within = day.plus_months(12).is_none_or(|end| end > as_of);
            day <= as_of && within
        });
        let known = (id as usize) < company.book.customers.len();
        let by_revenue = self.months.filter(|_| known).and_then(|(after, last)| {
            let points = company.book.points(id);
            let up = points.windows(2).any(|pair| match pair {
                [a, b] => {
                    let within = b.month > after && b.month <= last;
                    within && b.month.since(a.month) == 1 && b.amount > a.amount
                }
                _ => false,
            });
            (up || self.whole).then_some(up)
        });
        match (by_accounts, by_revenue) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (accounts, revenue) => accounts.or(revenue),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_two_percent_with_ties() {
        assert_eq!([30, 49, 50, 51, 100, 101, 500].map(top_of), [1, 1, 1, 2, 2, 3, 10]);
        let of = |values: &[i64]| {
            let values: Vec<Option<i64>> = values.iter().map(|value| Some(*value)).collect();
            top(&values).into_iter().filter(|is| *is == Some(true)).count()
        };
        assert_eq!((of(&[5, 9, 9, 2]), of(&[0, 0]), of(&[])), (2, 0, 0));
        assert_eq!(of(&(1..=51).collect::<Vec<_>>()), 2);
        assert_eq!(of(&[7; 60]), 60, "all who are at the last place");
        assert_eq!(top(&[None, Some(3)]), [None, Some(true)]);
    }

    #[test]
    fn more_than_eighty_percent() {
        assert_eq!((deep(8, 10), deep(9, 10), deep(1, 0)), (Some(false), Some(true), None));
        assert_eq!(deep(i64::MAX, i64::MAX), Some(true));
    }

    #[test]
    fn adoption_is_smoothed() {
        assert!((adoption(1, 1).unwrap() - 2.0 / 3.0).abs() < 1e-15);
        assert_eq!((adoption(6, 8), adoption(0, 0)), (Some(0.7), None));
    }

    #[test]
    fn what_an_outcome_is() {
        for yes in ["yes", "12%", "+3.5", "1,200", "Saves an hour a day", "是", "效率提升 30%"] {
            assert!(achieved(yes), "{yes}");
        }
        for no in ["no", "0", "0%", "-4", " 否 ", "NONE", "暂无", ""] {
            assert!(!achieved(no), "{no}");
        }
    }

    #[test]
    fn unknown_is_neither_yes_nor_no() {
        let of = |tests: Tests| Advocate { tests, ..Advocate::default() }.class();
        let (yes, no) = (Some(true), Some(false));
        assert_eq!(of([yes; 4]), Some(Class::Core));
        assert_eq!(
            (of([yes, yes, yes, no]), of([yes, yes, yes, None])),
            (Some(Class::Candidate), Some(Class::Candidate))
        );
        assert_eq!((of([yes, None, None, None]), of([yes, yes, no, None])), (Some(Class::Open), None));
        assert_eq!((of([None; 4]), of([no; 4])), (None, None));
        assert_eq!((both(no, None), both(None, yes), both(yes, yes), both(yes, no)), (no, None, yes, no));
    }

    #[test]
    fn an_axis_alone_is_no_total() {
        let of = |axes| Advocate { axes, ..Advocate::default() }.total();
        assert_eq!((of([Some(80.0), None, None]), of([Some(80.0), None, Some(60.0)])), (None, Some(70.0)));
        let with = |inputs| Advocate { inputs, ..Advocate::default() };
        let mut all = [
            with([Some(4.0), Some(1.0), None, None, Some(0.7), None]),
            with([Some(0.0), Some(1.0), None, None, None, None]),
        ];
        rank(&mut all);
        assert_eq!(all[0].axes, [Some(62.5), None, Some(50.0)], "75 and 50 for the tie; alone in the middle");
        assert_eq!(all[1].axes, [Some(37.5), None, None]);
    }
}
