//! The bridge between two definitions, as it is told: who makes the difference, by which rule and with which moves.

use super::definitions::subscriptions;
use super::{DefinitionId, DifferenceRule, MovementKind, Settings};
use crate::base::{Month, Na, format_minor};
use crate::metrics::{Difference, Variant, Window, differences, looks_back_to, moves, variants};
use crate::tables::{Book, RevenueTable};
use serde::{Deserialize, Serialize};

/// A move of a customer that counts in one of the two definitions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedMove {
    /// The month.
    pub month: Month,
    /// Which movement.
    pub kind: MovementKind,
    /// How much, money as decimal text, above zero.
    pub amount: String,
}

/// A customer that makes a difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparedCustomer {
    /// The customer, as written in the file.
    pub customer: String,
    /// How far it alone moves the value, as a ratio: 0.01 is one point.
    pub points: f64,
    /// MRR in the window's first month.
    pub opening: String,
    /// MRR in its last month.
    pub closing: String,
    /// Its movements in the months that either definition looks at, ascending.
    pub moves: Vec<ComparedMove>,
}

/// One step between two definitions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DifferenceStep {
    /// What its customers did.
    pub rule: DifferenceRule,
    /// How far it moves the value, as a ratio: 0.01 is one point. The steps of a bridge and the one's value make the
    /// other's.
    pub points: f64,
    /// Customers that make it.
    pub customers: u64,
    /// The ten that make the most of it, largest first.
    pub top: Vec<ComparedCustomer>,
    /// How many others there are.
    pub others: u64,
    /// How far these move the value.
    pub others_points: f64,
}

/// The bridge between two definitions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The one.
    pub from: DefinitionId,
    /// The other.
    pub to: DefinitionId,
    /// The months compared.
    pub window: Option<Window>,
    /// The one's value and the other's; `None` where there is none.
    pub values: [Option<f64>; 2],
    /// The other's less the one's, as a ratio: what the steps add up to.
    #[serde(default)]
    pub difference: Option<f64>,
    /// Why one of them, or both, has none. Then there are no steps.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub na: Option<Na>,
    /// From the one to the other.
    pub steps: Vec<DifferenceStep>,
}

/// Compares two definitions on a book made of these tables. `nothing` says why there is nothing to compare at all.
pub(super) fn compare(
    book: &Book,
    tables: &[RevenueTable],
    settings: &Settings,
    from: DefinitionId,
    to: DefinitionId,
    nothing: Option<Na>,
) -> Comparison {
    let none = |na, values, window| Comparison {
        from,
        to,
        window,
        values,
        difference: None,
        na: Some(na),
        steps: Vec::new(),
    };
    if let Some(why) = nothing {
        return none(why, [None, None], None);
    }
    let Some(window) = Window::of(book, settings.months, settings.to) else {
        let why = if book.span.is_some() { Na::InsufficientHistory } else { Na::NoData };
        return none(why, [None, None], None);
    };
    let subscriptions = subscriptions(book, tables, window, &[from, to]);
    let subscriptions = subscriptions.as_ref();
    let both = variants(book, subscriptions, window, settings.policies.reactivation, &[from, to]);
    let [a, b] = both.as_slice() else { return none(Na::NoData, [None, None], None) };
    let values = [a.value().ok(), b.value().ok()];
    if let Some(why) = a.value().err().or(b.value().err()) {
        return none(why, values, Some(window));
    }
    let steps = differences(book, subscriptions, a, b);
    let steps = steps.iter().map(|step| told(book, a, b, step)).collect();
    let difference = values[1].zip(values[0]).map(|(to, from)| to - from);
    Comparison { from, to, window: Some(window), values, difference, na: None, steps }
}

fn told(book: &Book, from: &Variant, to: &Variant, step: &Difference) -> DifferenceStep {
    let money = |minor: i64| format_minor(i128::from(minor), book.currency.exponent);
    let window = from.window;
    let back = looks_back_to(from, to);
    let customer = |(id, points): &(u32, f64)| ComparedCustomer {
        customer: book.customers.text(*id).to_owned(),
        points: *points,
        opening: money(book.amount(*id, window.from)),
        closing: money(book.amount(*id, window.to)),
        moves: moves(book.points(*id), window.to)
            .filter(|change| change.month > back)
            .map(|change| ComparedMove {
                month: change.month,
                kind: change.kind,
                amount: money(change.amount()),
            })
            .collect(),
    };
    let (others, others_points) = step.rest();
    DifferenceStep {
        rule: step.rule,
        points: step.points,
        customers: step.customers,
        top: step.top.iter().map(customer).collect(),
        others,
        others_points,
    }
}
