//! Onboarding: how much of the checklist each customer has done, where customers wait, and whether their checks after 30
//! and 90 days were made (domain.md §2.11 OES, G-17, G-18; §2.10 N-20).

use crate::base::Date;
use crate::tables::{Company, Datum, Record, TableKind};
use rustc_hash::FxHashMap;

/// Days without a step done after which a customer counts as stuck. The sources name no number.
pub const STUCK_DAYS: i64 = 14;

/// A weight of 1.
const ONE: i64 = 1000;

/// One customer's checklist.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checklist {
    /// Whose, by [`Company::customers`].
    pub customer: u32,
    /// Σ weights of the steps done and of all that apply, in thousandths.
    pub weights: (i64, i64),
    /// Steps done and steps that apply.
    pub steps: (u64, u64),
    /// Whether all core steps are done, or where none is said to be core, all; `None` where none of them applies.
    pub activated: Option<bool>,
    /// The first step, in the order of the file, that applies and isn't done.
    pub waiting: Option<usize>,
    /// The day the last step was done.
    pub moved: Option<Date>,
    /// Of the steps not done whose day has passed, the earliest, and its step.
    pub overdue: Option<(Date, usize)>,
}

impl Checklist {
    /// Onboarding engagement score: Σ weights done ÷ Σ weights that apply · 100; `None` where none applies.
    pub fn score(&self) -> Option<f64> {
        let (done, all) = self.weights;
        (all > 0).then(|| 100.0 * done as f64 / all as f64)
    }
}

/// A step over all customers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepSums {
    /// Its name.
    pub step: String,
    /// Whether any row says that it is of the core; `None` where none says either.
    pub core: Option<bool>,
    /// Customers to whom it applies.
    pub of: u64,
    /// Of them have done it.
    pub done: u64,
    /// Customers whose next step it is.
    pub waiting: u64,
}

/// All checklists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Onboarding {
    /// The steps in the order in which the files first name them.
    pub steps: Vec<StepSums>,
    /// The customers, by number.
    pub customers: Vec<Checklist>,
}

/// A step of a customer.
#[derive(Clone, Copy, Default)]
struct State {
    applies: bool,
    done: Option<Date>,
    due: Option<Date>,
}

/// The checklists as they stood on a day. A step applies unless its row says that it doesn't; a customer without a row of a
/// step doesn't have it. Where no row has a weight, each weighs one; a row without a weight has that of its step.
pub fn onboarding(company: &Company<'_>, as_of: Date) -> Onboarding {
    let rows = company.rows(TableKind::Onboarding);
    let mut steps: Vec<(StepSums, Option<i64>)> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    // By customer: its steps by place.
    let mut lists: FxHashMap<u32, Vec<Option<State>>> = FxHashMap::default();
    for record in &rows {
        let (Some(name), Some(customer)) = (record.text(Datum::Step), record.customer) else { continue };
        let place = *places.entry(name).or_insert(steps.len());
        if place == steps.len() {
            steps.push((StepSums { step: name.to_owned(), ..StepSums::default() }, None));
        }
        let Some((step, weight)) = steps.get_mut(place) else { continue };
        *weight = weight.or(record.thousandths(Datum::Weight).filter(|weight| *weight >= 0));
        step.core = match (step.core, record.flag(Datum::Core)) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (before, now) => before.or(now),
        };
        let list = lists.entry(customer).or_default();
        if list.len() <= place {
            list.resize(place + 1, None);
        }
        if let Some(own) = list.get_mut(place) {
            *own = Some(joined(own.unwrap_or_default(), record, as_of));
        }
    }
    let weighed = steps.iter().any(|(_, weight)| weight.is_some());
    let stated = steps.iter().any(|(step, _)| step.core.is_some());
    let mut customers: Vec<u32> = lists.keys().copied().collect();
    crate::base::sort(&mut customers);
    let mut all = Onboarding::default();
    for customer in customers {
        let mut own = Checklist { customer, ..Checklist::default() };
        for (place, state) in lists.get(&customer).into_iter().flatten().enumerate() {
            let Some(state) = state.filter(|state| state.applies) else { continue };
            let Some((step, weight)) = steps.get_mut(place) else { continue };
            let weight = weight.unwrap_or(if weighed { 0 } else { ONE });
            let done = state.done.is_some();
            own.weights.0 += if done { weight } else { 0 };
            own.weights.1 += weight;
            own.steps.0 += u64::from(done);
            own.steps.1 += 1;
            step.of += 1;
            step.done += u64::from(done);
            own.moved = own.moved.max(state.done);
            if !stated || step.core == Some(true) {
                own.activated = Some(done && own.activated != Some(false));
            }
            if !done {
                if own.waiting.is_none() {
                    own.waiting = Some(place);
                    step.waiting += 1;
                }
                let due = state.due.filter(|due| *due < as_of).map(|due| (due, place));
                own.overdue = own.overdue.into_iter().chain(due).min();
            }
        }
        all.customers.push(own);
    }
    all.steps = steps.into_iter().map(|(step, _)| step).collect();
    all
}

/// A further row of the same step: done once is done.
fn joined(before: State, record: &Record<'_>, as_of: Date) -> State {
    let done = record.day(Datum::CompletedAt).filter(|day| *day <= as_of);
    State {
        applies: before.applies || record.flag(Datum::Applicable) != Some(false),
        done: before.done.into_iter().chain(done).min(),
        due: before.due.or(record.day(Datum::DueDate)),
    }
}

/// A check after so many days, and what became of the customers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckSums {
    /// Signed so long ago or longer, in the last year, and the accounts say whether it was made.
    pub due: u64,
    /// Of them it was.
    pub made: u64,
    /// Customers signed so long ago, whenever: with the check made, of them left; without it, of them left.
    pub with: (u64, u64),
    /// The same without the check.
    pub without: (u64, u64),
    /// Customers of the last year who are still there and whose check is due and wasn't made, with the day they signed.
    pub missed: Vec<(u32, Date)>,
}

/// A customer whose check is due, and of whom the accounts say whether it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Whose.
    pub customer: u32,
    /// The day it signed.
    pub signed: Date,
    /// Whether it signed in the last year.
    pub recent: bool,
    /// Whether the check was made.
    pub made: bool,
    /// Whether it has left.
    pub gone: bool,
}

/// The checks after 30 or 90 days (N-20). A blank says nothing: neither made nor not.
pub fn checked(company: &Company<'_>, check: Datum, days: i64, as_of: Date, gone: &[bool]) -> Vec<Checked> {
    let made = company.state(|record| record.flag(check));
    let all = (0..).zip(company.signed_and_left().iter().copied().zip(made));
    let of = |(customer, ((signed, _), made)): (u32, ((Option<Date>, _), Option<bool>))| {
        let (signed, made) = (signed?, made?);
        let age = as_of.days_since(signed);
        let gone = gone.get(customer as usize) == Some(&true);
        (age >= days).then_some(Checked { customer, signed, recent: age <= 365, made, gone })
    };
    all.filter_map(of).collect()
}

impl CheckSums {
    /// Adds them up.
    pub fn of(all: &[Checked]) -> Self {
        let mut sums = CheckSums::default();
        for own in all {
            if own.recent {
                sums.due += 1;
                sums.made += u64::from(own.made);
                if !own.made && !own.gone {
                    sums.missed.push((own.customer, own.signed));
                }
            }
            let side = if own.made { &mut sums.with } else { &mut sums.without };
            side.0 += 1;
            side.1 += u64::from(own.gone);
        }
        sums
    }
}
