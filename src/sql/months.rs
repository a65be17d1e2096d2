//! Month by month: the movements, and trailing retention. The twins of `metrics/movements` and `metrics/trend`.

use super::figures::{Figure, Unit};
use super::script::Plan;
use crate::tables::ReactivationPolicy;

/// `ninefold_flows`, the movements of each month before the policy on returns; `ninefold_trailing`, the sums of each
/// window by its opening month.
pub(super) fn statements(plan: &Plan<'_>) -> String {
    plan.d.table("ninefold_flows", &flows(plan)) + &plan.d.table("ninefold_trailing", &trailing(plan))
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

fn flows(plan: &Plan<'_>) -> String {
    let sum = |(name, when, amount): &(&str, &str, &str)| {
        format!(
            ",\n    SUM(CASE WHEN {when} THEN {amount} END) AS {name}_money, COUNT(CASE WHEN {when} THEN 1 END) AS {name}_customers"
        )
    };
    let arrivals: String = ARRIVALS.iter().map(sum).collect();
    let churn = sum(&("churn", LEAVES, "amount"));
    let shown = |of: &str, name: &str| {
        let money = plan.money(&format!("{of}.{name}_money"));
        format!("  {money} AS {name}_money, COALESCE({of}.{name}_customers, 0) AS {name}_customers")
    };
    let columns: Vec<String> = [
        ("leaving", "opening"),
        ("arriving", "new"),
        ("arriving", "expansion"),
        ("arriving", "contraction"),
        ("leaving", "churn"),
        ("arriving", "reactivation"),
        ("arriving", "closing"),
    ]
    .map(|(of, name)| shown(of, name))
    .into();
    format!(
        "SELECT months.month,\n{}
FROM ninefold_months AS months
LEFT JOIN (
  SELECT month, SUM(amount) AS closing_money, COUNT(*) AS closing_customers{arrivals}
  FROM ninefold_points
  GROUP BY month
) AS arriving ON arriving.month = months.month
LEFT JOIN (
  SELECT month + 1 AS month, SUM(amount) AS opening_money, COUNT(*) AS opening_customers{churn}
  FROM ninefold_points
  GROUP BY month + 1
) AS leaving ON leaving.month = months.month",
        columns.join(",\n")
    )
}

fn trailing(plan: &Plan<'_>) -> String {
    let n = plan.n;
    format!(
        "SELECT month AS from_month, month + {n} AS to_month, {} AS opening, {} AS closing_cohort,
  {} AS kept, COUNT(*) AS opening_customers, COUNT(later_amount) AS kept_customers
FROM ninefold_points CROSS JOIN ninefold_span AS span
WHERE month + {n} <= span.last_month
GROUP BY month",
        plan.money("SUM(amount)"),
        plan.money("SUM(later_amount)"),
        plan.money("SUM(LEAST(amount, COALESCE(later_amount, 0)))"),
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
