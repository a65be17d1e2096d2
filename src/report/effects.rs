//! What each policy would change if it were set otherwise, so that it is seen before it is chosen.

use super::figures::Figures;
use super::presets::states_cancellations;
use super::{Session, Settings};
use crate::metrics::MovementKind;
use crate::metrics::{Assumed, DefinitionId, Variant, Window, economics, monthly_flows, two_point, variants};
use crate::tables::{
    Blanks, Book, ChurnTiming, Discounts, Ends, Policies, ReactivationPolicy, RevenueFacts, RevenueTable,
    Shape, Snapshot,
};
use serde::{Deserialize, Serialize};

/// One value of one policy. Changes are ratios against the settings in force: 0.01 is one point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// The policy's name, as settings take it.
    pub policy: String,
    /// The value.
    pub value: String,
    /// Whether it is in force.
    pub in_force: bool,
    /// Whether this data has anything that the policy could change.
    pub applicable: bool,
    /// The months that would be compared.
    pub window: Option<Window>,
    /// Change of NRR; `None` where either has no value, or nothing can change.
    pub nrr: Option<f64>,
    /// Change of GRR.
    pub grr: Option<f64>,
    /// Change of logo retention.
    pub logo: Option<f64>,
    /// Change of the NRR that adds up all movements, the only one that the booking of returns can move.
    pub nrr_lazy: Option<f64>,
    /// Change of the one figure that a policy beside retention moves: of trial to paid as a ratio (`trial_window`), of
    /// LTV as a part of it (`lifetime_cap`). `None` for all other policies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<f64>,
}

/// A policy, one of its values, and what sets it: not by its text, for reading a margin's would bring the tables that
/// numbers are read with into the page's engine.
pub type PolicyChoice = (&'static str, &'static str, fn(&mut Policies));

/// The policies that decide what retention is, then those of other figures, in the order of their choices.
pub const POLICIES: [&str; 9] = [
    "gap",
    "snapshot",
    "ends",
    "churn",
    "reactivation",
    "discounts",
    "blanks",
    "lifetime_cap",
    "trial_window",
];

/// Their values.
pub const POLICY_CHOICES: [PolicyChoice; 26] = [
    ("gap", "0", |p| p.gap = 0),
    ("gap", "1", |p| p.gap = 1),
    ("gap", "2", |p| p.gap = 2),
    ("gap", "3", |p| p.gap = 3),
    ("snapshot", "end", |p| p.snapshot = Snapshot::End),
    ("snapshot", "start", |p| p.snapshot = Snapshot::Start),
    ("snapshot", "any", |p| p.snapshot = Snapshot::Any),
    ("ends", "exclusive", |p| p.ends = Ends::Exclusive),
    ("ends", "inclusive", |p| p.ends = Ends::Inclusive),
    ("churn", "period_end", |p| p.churn = ChurnTiming::PeriodEnd),
    ("churn", "cancellation", |p| p.churn = ChurnTiming::Cancellation),
    ("reactivation", "separate", |p| p.reactivation = ReactivationPolicy::Separate),
    ("reactivation", "new", |p| p.reactivation = ReactivationPolicy::New),
    ("reactivation", "expansion", |p| p.reactivation = ReactivationPolicy::Expansion),
    ("discounts", "net", |p| p.discounts = Discounts::Net),
    ("discounts", "gross", |p| p.discounts = Discounts::Gross),
    ("blanks", "zero", |p| p.blanks = Blanks::Zero),
    ("blanks", "missing", |p| p.blanks = Blanks::Missing),
    ("lifetime_cap", "36", |p| p.lifetime_cap = 36),
    ("lifetime_cap", "60", |p| p.lifetime_cap = 60),
    ("lifetime_cap", "84", |p| p.lifetime_cap = 84),
    ("lifetime_cap", "120", |p| p.lifetime_cap = 120),
    ("trial_window", "0", |p| p.trial_window = 0),
    ("trial_window", "14", |p| p.trial_window = 14),
    ("trial_window", "30", |p| p.trial_window = 30),
    ("trial_window", "60", |p| p.trial_window = 60),
];

const MEASURED: [DefinitionId; 4] =
    [DefinitionId::NrrCohort, DefinitionId::GrrCohort, DefinitionId::LogoCohort, DefinitionId::NrrLazy];

/// What a book says under some settings.
struct Outcome {
    window: Option<Window>,
    values: [Option<f64>; 4],
    /// Months filled in.
    filled: u64,
    /// Whether anyone comes back.
    returns: bool,
}

impl Outcome {
    fn of(book: &Book, settings: &Settings) -> Outcome {
        let window = match Figures::nothing(book) {
            None => Window::of(book, settings.months, settings.to),
            Some(_) => None,
        };
        let mut values = [None; 4];
        if let Some(window) = window {
            let all = variants(book, None, window, settings.policies.reactivation, &MEASURED);
            for (place, variant) in values.iter_mut().zip(&all) {
                *place = Variant::value(variant).ok();
            }
        }
        let flows = monthly_flows(book, ReactivationPolicy::Separate);
        let returns = flows.iter().any(|flow| flow.customers(MovementKind::Reactivation) > 0);
        Outcome { window, values, filled: book.filled, returns }
    }
}

/// Every policy's values, or those of one, each with its effect. A book is made for each that this data could tell
/// apart, one after the other: none is held while the next is made.
pub(super) fn effects(
    session: &Session,
    tables: &[RevenueTable],
    settings: &Settings,
    only: Option<&str>,
) -> Vec<Effect> {
    let current = Outcome::of(&session.book(settings), settings);
    let mut effects = Vec::new();
    for (key, value, set) in
        POLICY_CHOICES.into_iter().filter(|choice| only.is_none_or(|only| only == choice.0))
    {
        let mut policies = settings.policies;
        set(&mut policies);
        let in_force = policies == settings.policies;
        let other = Settings { policies, ..settings.clone() };
        let own = moved_alone(session, key, settings).zip(moved_alone(session, key, &other));
        let beside = ["lifetime_cap", "trial_window"].contains(&key);
        let possible = match beside {
            true => own.is_some_and(|(now, then)| in_force || then != now),
            false => !tables.is_empty() && could_matter(key, tables, &current),
        };
        let outcome = (possible && !in_force && !beside).then(|| Outcome::of(&session.book(&other), &other));
        let seen = outcome.as_ref().unwrap_or(&current);
        let applicable = possible && (key != "gap" || in_force || seen.filled != current.filled);
        let mut change = seen.values.iter().zip(&current.values).map(|(new, old)| {
            let (new, old) = new.zip(*old)?;
            applicable.then_some(new - old)
        });
        let mut next = || change.next().flatten();
        let (nrr, grr, logo, nrr_lazy) = (next(), next(), next(), next());
        let window = seen.window;
        let own = own.filter(|_| possible).map(|(now, then)| match key {
            "lifetime_cap" => then / now - 1.0,
            _ => then - now,
        });
        let (policy, value) = (key.to_owned(), value.to_owned());
        effects.push(Effect { policy, value, in_force, applicable, window, nrr, grr, logo, nrr_lazy, own });
    }
    effects
}

/// The figure that a policy beside retention moves and nothing else does.
fn moved_alone(session: &Session, key: &str, settings: &Settings) -> Option<f64> {
    match key {
        "lifetime_cap" => lifetime_value(&session.book(settings), settings),
        "trial_window" => session.trial_to_paid(settings),
        _ => None,
    }
}

/// What a customer is worth by its revenue, in minor units.
fn lifetime_value(book: &Book, settings: &Settings) -> Option<f64> {
    let window = Window::of(book, settings.months, settings.to).filter(|window| !window.to.is_unnamed())?;
    let assumed = Assumed { lifetime_cap: settings.policies.lifetime_cap, gross_margin: None };
    let found = economics(window, &two_point(book, window, None), &[], &[], assumed)?;
    found.value.value().filter(|value| *value > 0.0)
}

/// Whether the data have anything that a policy speaks of.
fn could_matter(key: &str, tables: &[RevenueTable], current: &Outcome) -> bool {
    let periods = |table: &RevenueTable| matches!(&table.facts, RevenueFacts::Periods(_));
    match key {
        "snapshot" => tables.iter().any(periods),
        // An invoice's period was made to end on its first unpaid day when it was read.
        "ends" => {
            tables.iter().filter(|table| table.shape != Shape::Invoices).any(|table| match &table.facts {
                RevenueFacts::Periods(facts) => facts.iter().any(|fact| fact.end.is_some()),
                RevenueFacts::Months { .. } | RevenueFacts::Spans { .. } => false,
            })
        }
        "churn" => tables.iter().any(states_cancellations),
        "blanks" => tables.iter().any(|table| table.shape == Shape::Wide),
        "discounts" => tables.iter().any(|table| table.list.is_some()),
        "reactivation" => current.returns,
        _ => true,
    }
}
