//! What each policy would change if it were set otherwise, so that it is seen before it is chosen.

use super::figures::Figures;
use super::{Session, Settings};
use crate::metrics::MovementKind;
use crate::metrics::{DefinitionId, Variant, Window, monthly_flows, variants};
use crate::tables::{Book, ReactivationPolicy, RevenueFacts, RevenueTable, Shape};
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
}

/// The policies that decide what retention is, and their values.
pub const POLICY_CHOICES: [(&str, &[&str]); 6] = [
    ("gap", &["0", "1", "2", "3"]),
    ("snapshot", &["end", "start", "any"]),
    ("ends", &["exclusive", "inclusive"]),
    ("churn", &["period_end", "cancellation"]),
    ("reactivation", &["separate", "new", "expansion"]),
    ("blanks", &["zero", "missing"]),
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
            let all = variants(book, window, settings.policies.reactivation, &MEASURED);
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
    for (key, values) in POLICY_CHOICES.into_iter().filter(|(key, _)| only.is_none_or(|only| only == *key)) {
        for value in values {
            let mut policies = settings.policies;
            if policies.set(key, value).is_err() {
                continue;
            }
            let in_force = policies == settings.policies;
            let possible = !tables.is_empty() && could_matter(key, tables, &current);
            let other = Settings { policies, ..settings.clone() };
            let outcome = (possible && !in_force).then(|| Outcome::of(&session.book(&other), &other));
            let seen = outcome.as_ref().unwrap_or(&current);
            let applicable = possible && (key != "gap" || in_force || seen.filled != current.filled);
            let mut change = seen.values.iter().zip(&current.values).map(|(new, old)| {
                let (new, old) = new.zip(*old)?;
                applicable.then_some(new - old)
            });
            let mut next = || change.next().flatten();
            let (nrr, grr, logo, nrr_lazy) = (next(), next(), next(), next());
            let window = seen.window;
            let (policy, value) = (key.to_owned(), (*value).to_owned());
            effects.push(Effect { policy, value, in_force, applicable, window, nrr, grr, logo, nrr_lazy });
        }
    }
    effects
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
        "churn" => tables.iter().any(|table| match &table.facts {
            RevenueFacts::Periods(facts) => facts.iter().any(|fact| fact.cancelled.is_some()),
            RevenueFacts::Months { .. } | RevenueFacts::Spans { .. } => false,
        }),
        "blanks" => tables.iter().any(|table| table.shape == Shape::Wide),
        "reactivation" => current.returns,
        _ => true,
    }
}
