//! Month by month: the movements, and trailing retention. The twins of `metrics/movements` and `metrics/trend`.

use super::figures::{Figure, Unit};
use super::script::Plan;
use crate::tables::ReactivationPolicy;

/// `ninefold_sums`, what the points of each month add up to; `ninefold_flows`, the movements of each month before the
/// policy on returns; `ninefold_trailing`, the sums of each window by its opening month.
pub(super) fn statements(plan: &Plan<'_>) -> String {
    let tables = [
        ("ninefold_sums", sums(plan)),
        ("ninefold_flows", flows(plan)),
        ("ninefold_trailing", trailing(plan)),
    ];
    tables.iter().map(|(name, query)| plan.d.table(name, query)).collect()
}

/// A movement, when a point is one, and its amount; all but churn fall in the point's month.
const ARRIVALS: [(&str, &str, &str); 4] = [
    ("new", "before_month IS NULL", "amount"),
    ("reactivation", "before_month < month - 1", "amount"),
    ("expansion", "before_month = month - 1 AND amount > before_amount", "amount - before_amount"),
    ("contraction", "before_month = month - 1 AND amount < before_amount", "before_amount - amount"),
];

/// That a customer has no revenue in the month after a point.
pub(super) const LEAVES: &str = "(after_month IS NULL OR after_month > month + 1)";

/// The condition and the amount of an arrival.
pub(super) fn arrival(kind: &str) -> (&'static str, &'static str) {
    ARRIVALS
        .iter()
        .find(|(name, ..)| *name == kind)
        .map_or(("FALSE", "0"), |(_, when, amount)| (when, amount))
}

/// All that is added up by month, so that the points are read once for it. What leaves, leaves in the month after.
fn sums(plan: &Plan<'_>) -> String {
    let churn = ("churn", LEAVES, "amount");
    let moved: String = ARRIVALS
        .iter()
        .chain([&churn])
        .map(|(name, when, amount)| {
            format!(
                ",\n  SUM(CASE WHEN {when} THEN {amount} END) AS {name}_money, COUNT(CASE WHEN {when} THEN 1 END) AS {name}_customers"
            )
        })
        .collect();
    format!(
        "SELECT month, {} AS money, COUNT(*) AS customers, CAST(SUM(amount * amount) AS DECIMAL(38, {})) AS squares,
  {} AS later_money, {} AS kept, COUNT(later_amount) AS kept_customers{moved}
FROM ninefold_points
GROUP BY month",
        plan.money("SUM(amount)"),
        2 * plan.exponent(),
        plan.money("SUM(later_amount)"),
        plan.money("SUM(LEAST(amount, COALESCE(later_amount, 0)))"),
    )
}

fn flows(plan: &Plan<'_>) -> String {
    let shown = |of: &str, from: &str, name: &str| {
        let money = plan.money(&format!("{of}.{from}money"));
        format!("  {money} AS {name}_money, COALESCE({of}.{from}customers, 0) AS {name}_customers")
    };
    let columns = [
        shown("leaving", "", "opening"),
        shown("arriving", "new_", "new"),
        shown("arriving", "expansion_", "expansion"),
        shown("arriving", "contraction_", "contraction"),
        shown("leaving", "churn_", "churn"),
        shown("arriving", "reactivation_", "reactivation"),
        shown("arriving", "", "closing"),
    ];
    format!(
        "SELECT months.month,\n{}
FROM ninefold_months AS months
LEFT JOIN ninefold_sums AS arriving ON arriving.month = months.month
LEFT JOIN ninefold_sums AS leaving ON leaving.month = months.month - 1",
        columns.join(",\n")
    )
}

fn trailing(plan: &Plan<'_>) -> String {
    let n = plan.n;
    format!(
        "SELECT month AS from_month, month + {n} AS to_month, money AS opening, later_money AS closing_cohort,
  kept, customers AS opening_customers, kept_customers
FROM ninefold_sums CROSS JOIN ninefold_span AS span
WHERE month + {n} <= span.last_month"
    )
}

/// The movements, with returns booked as the policy says, and the trend.
pub(super) fn figures(plan: &Plan<'_>) -> Vec<Figure> {
    let month = plan.month("month");
    let policy = plan.options.policies.reactivation;
    let booked = |name: &str, side: &str| {
        let own = format!("{name}_{side}");
        let with = || format!("{own} + reactivation_{side}");
        match (name, policy) {
            ("new", ReactivationPolicy::New) | ("expansion", ReactivationPolicy::Expansion) => with(),
            ("reactivation", ReactivationPolicy::New | ReactivationPolicy::Expansion) => "0".to_owned(),
            _ => own,
        }
    };
    let movements = ["opening", "new", "expansion", "contraction", "churn", "reactivation", "closing"];
    let mut all: Vec<Figure> = movements
        .into_iter()
        .map(|name| {
            let (money, customers) = (booked(name, "money"), booked(name, "customers"));
            Figure::new("movement", name, "ninefold_flows")
                .of(Unit::Money, &money, None, Some(&customers))
                .by(month.clone(), None)
        })
        .collect();
    let rates = [
        ("nrr", Unit::Money, "closing_cohort", "opening"),
        ("grr", Unit::Money, "kept", "opening"),
        ("logo_retention", Unit::Count, "kept_customers", "opening_customers"),
    ];
    all.extend(rates.map(|(name, unit, above, below)| {
        Figure::new("trend", name, "ninefold_trailing")
            .of(unit, above, Some(below), Some("opening_customers"))
            .by(plan.month("to_month"), Some(plan.month("from_month")))
    }));
    all
}
