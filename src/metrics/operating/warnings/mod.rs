//! Early warnings: ten rules over every customer, who is at risk and with how much, when contracts end, and whether the
//! rules told anything in the past (domain.md §2.3, §4.3, §4.4).

mod back_test;
mod due;
mod facts;
mod grain;
mod odds;
mod renewals;
mod rules;
mod usage;
mod voices;

pub use back_test::{BackTest, Outcome};
pub use due::{CameDue, Dues};
pub use facts::WATCHED;
pub use renewals::{Ending, Lapsed, RenewalMonth};
pub use rules::decline;

use super::Choices;
use crate::base::{Date, Month, sort_by_key};
use crate::tables::Company;
use facts::Facts;
use std::cmp::Reverse;

/// A rule, W1 to W10.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// No login for seven days.
    Idle,
    /// Core use down by 30 %.
    CoreDrop,
    /// More than five complaints a month.
    Complaints,
    /// Core set-up not done within 30 days of signing.
    SetupMissed,
    /// One module at most.
    Shallow,
    /// Contract ends within three months, no talks.
    Silence,
    /// Key account without expansion in twelve months.
    NoUpsell,
    /// Answers to the recommendation question fall twice in a row.
    NpsDecline,
    /// Pays less than three months ago.
    Contraction,
    /// A payment is late.
    Overdue,
}

/// What a rule looks at (S0's three families, and what customers say).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// What they do.
    Behaviour,
    /// How much of the product they use.
    Product,
    /// Contracts and money.
    Finance,
    /// What they say.
    Sentiment,
}

impl Rule {
    /// All of them, W1 first.
    pub const ALL: [Rule; 10] = [
        Rule::Idle,
        Rule::CoreDrop,
        Rule::Complaints,
        Rule::SetupMissed,
        Rule::Shallow,
        Rule::Silence,
        Rule::NoUpsell,
        Rule::NpsDecline,
        Rule::Contraction,
        Rule::Overdue,
    ];

    /// Its id.
    pub fn as_str(self) -> &'static str {
        const IDS: [&str; 10] = ["w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9", "w10"];
        IDS.get(self as usize).copied().unwrap_or_default()
    }

    /// Its family.
    pub fn family(self) -> Family {
        match self {
            Rule::Idle | Rule::CoreDrop | Rule::Complaints => Family::Behaviour,
            Rule::SetupMissed | Rule::Shallow => Family::Product,
            Rule::Silence | Rule::NoUpsell | Rule::Contraction | Rule::Overdue => Family::Finance,
            Rule::NpsDecline => Family::Sentiment,
        }
    }
}

/// What a rule says of a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// The data don't say; never taken for safe.
    #[default]
    Unknown,
    /// The rule is not about this customer.
    Outside,
    /// Looked at, and the condition doesn't hold.
    Clear,
    /// The condition holds.
    Fired,
}

/// What should be known beside a rule's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Never logged in: the days count from signing or from the first row.
    NeverActivated,
    /// Fewer than three full months.
    ShortHistory,
    /// Of the last 30 days, from the one sheet.
    LastDays,
    /// Done, but late.
    Late,
    /// The days count from the first step done, for want of the day of signing.
    FromFirstStep,
    /// The contract renews by itself.
    RenewsItself,
    /// Days of holidays don't count.
    Holidays,
    /// No file states tiers: it is among the largest of a year before.
    BySize,
    /// Clear, but no part of the comparison: use neither narrow nor broad, a contract that ends later.
    Neutral,
}

/// What a rule fired on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grounds {
    /// Above and below the line: a change (W2, W9), complaints a month (W3), points of the answer (W8); modules (W5) and the
    /// days that a file states (W10) over one.
    Ratio(i64, i64),
    /// From a day to another, since 1970, without so many days that don't count (W1, W4, W6).
    Days {
        /// The first.
        from: i64,
        /// The last.
        to: i64,
        /// Holidays between them.
        off: i64,
    },
    /// From a month to another (W7).
    Months {
        /// The first.
        from: Month,
        /// The last.
        to: Month,
    },
}

impl Grounds {
    /// The number it comes to, above and below the line.
    pub fn ratio(self) -> (i64, i64) {
        match self {
            Grounds::Ratio(above, below) => (above, below),
            Grounds::Days { from, to, off } => (to - from - off, 1),
            Grounds::Months { from, to } => (to.since(from).into(), 1),
        }
    }
}

/// A rule's word on a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signal {
    /// The word.
    pub verdict: Verdict,
    /// 3, 2 or 1 where it fired, else 0.
    pub severity: u8,
    /// What it fired on.
    pub value: Option<Grounds>,
    /// What should be known beside it.
    pub remark: Option<Remark>,
}

impl Signal {
    /// Whether the condition was looked at.
    fn is_judged(&self) -> bool {
        matches!(self.verdict, Verdict::Clear | Verdict::Fired)
    }
}

/// A day that the rules are judged at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    day: Date,
    /// Whether it lies before the data's own day: what is known only of now doesn't count.
    past: bool,
}

/// A customer with at least one warning.
#[derive(Clone, Debug, PartialEq)]
pub struct AtRisk {
    /// Who.
    pub customer: u32,
    /// Each rule's word, by [`Rule::ALL`].
    pub signals: [Signal; 10],
    /// The gravest.
    pub severity: u8,
    /// Revenue a year in minor units; `None` where no revenue is known.
    pub arr: Option<i128>,
    /// Days until the next contract's end.
    pub renewal: Option<i64>,
    /// Whether it is a key account; `None` where no tier is stated.
    pub key: Option<bool>,
}

impl AtRisk {
    /// The rules that fired, the gravest first.
    pub fn fired(&self) -> Vec<Rule> {
        let own = |rule: Rule| self.signals.get(rule as usize).copied().unwrap_or_default();
        let mut fired: Vec<Rule> =
            Rule::ALL.into_iter().filter(|rule| own(*rule).verdict == Verdict::Fired).collect();
        sort_by_key(&mut fired, |rule| Reverse(own(*rule).severity));
        fired
    }
}

/// What a rule comes to over all customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleSums {
    /// Customers it could be judged for.
    pub judged: u64,
    /// Those it fired for.
    pub fired: u64,
    /// Their revenue a year, minor units.
    pub arr: i128,
}

/// The answer to Q3.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Warnings {
    /// Customers that at least one rule could be judged for, ascending.
    pub judged: Vec<u32>,
    /// Each rule, by [`Rule::ALL`].
    pub rules: [RuleSums; 10],
    /// Those with a warning: the gravest first, then the largest, then by name.
    pub at_risk: Vec<AtRisk>,
    /// Customers within 30 days of signing that haven't done their core set-up: who, when signed, days left.
    pub in_window: Vec<(u32, Date, i64)>,
    /// Revenue a year of all customers, minor units; `None` where no revenue is known.
    pub arr: Option<i128>,
    /// The day that W1 and W2 are judged at, where a usage table says them.
    pub usage_day: Option<Date>,
    /// Contract ends month by month.
    pub renewals: Vec<RenewalMonth>,
    /// Contracts that ended without a word on how, the latest first.
    pub lapsed: Vec<Lapsed>,
    /// What became of the contracts that came due in the last twelve months.
    pub dues: Dues,
    /// What the rules told in the past; `None` where the data don't reach back or say nothing of losses.
    pub back_test: Option<BackTest>,
}

/// What the rules are judged by, now and in the past.
#[derive(Debug)]
pub struct Watch<'a>(Facts<'a>);

impl<'a> Watch<'a> {
    /// Reads it.
    pub fn of(company: &'a Company<'a>, choices: &'a Choices) -> Self {
        let past = company.as_of.map(|day| back_test::moments(company, day)).unwrap_or_default();
        let now = company.as_of.map(|day| Moment { day, past: false });
        Watch(Facts::of(company, choices, now.into_iter().chain(past).collect()))
    }

    /// Each customer of now with whether each rule fires for it; `None` where a rule can't be judged.
    pub fn now(&self) -> impl Iterator<Item = (u32, [Option<bool>; 10])> {
        let all = 0..self.0.company.customers.len() as u32;
        all.filter(|id| self.0.is_there(*id, 0)).map(|id| {
            let mut fires = [None; 10];
            for (rule, signal) in self.0.signals(id, 0) {
                if let Some(fires) = fires.get_mut(rule as usize).filter(|_| signal.is_judged()) {
                    *fires = Some(signal.verdict == Verdict::Fired);
                }
            }
            (id, fires)
        })
    }

    /// Each customer of the past, a day judged at after the other.
    pub fn past(&self) -> Vec<Outcome> {
        let mut all = Vec::new();
        back_test::each(&self.0, &mut |outcome| all.push(outcome));
        all
    }

    /// Contracts that end from the as-of day on, twelve months far.
    pub fn ending(&self) -> Vec<Ending<'a>> {
        self.0.company.as_of.map(|day| renewals::ending(&self.0, day)).unwrap_or_default()
    }

    /// Contracts that came due in the twelve months up to the as-of day.
    pub fn came_due(&self) -> Vec<CameDue<'a>> {
        self.0.company.as_of.map(|day| due::came_due(&self.0, day)).unwrap_or_default()
    }

    /// Customers under contract a year before the as-of day, and whether they are on it.
    pub fn under_contract(&self) -> Vec<(u32, bool)> {
        self.0.company.as_of.map(|day| due::under_contract(&self.0, day)).unwrap_or_default()
    }
}

/// Judges every rule for every customer.
pub fn warnings(company: &Company<'_>, choices: &Choices) -> Warnings {
    let Watch(facts) = Watch::of(company, choices);
    let mut found = Warnings { arr: total(company), ..Warnings::default() };
    let usage_day = facts.usage.days.first().filter(|day| **day != grain::NEVER);
    found.usage_day = usage_day.and_then(|day| Date::from_days(*day));
    for customer in 0..company.customers.len() as u32 {
        if facts.is_there(customer, 0) {
            judge(&facts, customer, &mut found);
        }
    }
    let names = &company.customers;
    sort_by_key(&mut found.at_risk, |one| {
        (Reverse(one.severity), Reverse(one.arr), names.text(one.customer))
    });
    sort_by_key(&mut found.in_window, |(customer, _, left)| (*left, names.text(*customer)));
    if let Some(day) = company.as_of {
        found.renewals = renewals::calendar(&facts, day);
        found.lapsed = renewals::lapsed(&facts, day);
        found.dues = due::dues(&facts, day);
    }
    found.back_test = back_test::back_test(&facts);
    found
}

/// One customer now.
fn judge(facts: &Facts<'_>, customer: u32, found: &mut Warnings) {
    let arr = arr(facts.company, customer);
    let (mut any, mut severity) = (false, 0);
    for (rule, signal) in facts.signals(customer, 0) {
        let Some(sums) = found.rules.get_mut(rule as usize) else { continue };
        let fired = signal.verdict == Verdict::Fired;
        any |= signal.is_judged();
        severity = severity.max(signal.severity);
        sums.judged += u64::from(signal.is_judged());
        sums.fired += u64::from(fired);
        sums.arr += if fired { arr.unwrap_or_default() } else { 0 };
    }
    found.judged.extend(any.then_some(customer));
    let day = facts.company.as_of;
    if severity > 0 {
        let renewal = day.and_then(|day| facts.days_to_renewal(customer, day));
        let key = facts.key_accounts.get(customer as usize).copied().flatten();
        let mut signals = [Signal::default(); 10];
        for (rule, signal) in facts.signals(customer, 0) {
            signals.iter_mut().skip(rule as usize).take(1).for_each(|place| *place = signal);
        }
        found.at_risk.push(AtRisk { customer, signals, severity, arr, renewal, key });
    }
    if let Some((signed, left)) = day.and_then(|day| facts.setup_left(customer, day)) {
        found.in_window.push((customer, signed, left));
    }
}

/// A customer's revenue a year in minor units; `None` where the book doesn't name it.
fn arr(company: &Company<'_>, customer: u32) -> Option<i128> {
    let booked = (customer as usize) < company.book.customers.len();
    company.arr(customer).filter(|_| booked)
}

/// That of all.
fn total(company: &Company<'_>) -> Option<i128> {
    company.month()?;
    Some(company.book.ids().filter_map(|id| arr(company, id)).sum())
}
