//! Start cohorts by age: the twin of `metrics/cohorts`.

use super::figures::{Figure, Unit};
use super::script::Plan;
use crate::metrics::MAX_COHORT_AGE;

/// `ninefold_cells`, what each start month's customers pay in each month; `ninefold_cohorts`, that by age, those at which
/// nobody was left included.
pub(super) fn statements(plan: &Plan<'_>) -> String {
    let cells = "SELECT start_month, month, SUM(amount) AS revenue, SUM(LEAST(amount, start_amount)) AS kept, COUNT(*) AS customers
FROM ninefold_points
GROUP BY start_month, month";
    let cohorts = format!(
        "SELECT base.start_month, months.month - base.start_month AS age, base.revenue AS base_revenue, base.customers AS base_customers,
  {} AS revenue, {} AS kept, COALESCE(cells.customers, 0) AS customers
FROM ninefold_cells AS base CROSS JOIN ninefold_span AS span
JOIN ninefold_months AS months ON months.month >= base.start_month
LEFT JOIN ninefold_cells AS cells ON cells.start_month = base.start_month AND cells.month = months.month
WHERE base.month = base.start_month AND span.last_month - base.start_month <= {MAX_COHORT_AGE}",
        plan.money("cells.revenue"),
        plan.money("cells.kept"),
    );
    plan.d.table("ninefold_cells", cells) + &plan.d.table("ninefold_cohorts", &cohorts)
}

/// NRR, GRR and customers kept of each start month at each age.
pub(super) fn figures(plan: &Plan<'_>) -> Vec<Figure> {
    let rates = [
        ("nrr", Unit::Money, "revenue", "base_revenue"),
        ("grr", Unit::Money, "kept", "base_revenue"),
        ("logo", Unit::Count, "customers", "base_customers"),
    ];
    let figure = |(name, unit, above, below)| {
        let age = format!("CAST(age AS {})", plan.d.text());
        let figure = Figure::new("cohort", name, "ninefold_cohorts")
            .of(unit, above, Some(below), Some("base_customers"))
            .by(plan.month("start_month"), Some(age));
        Figure { rank: Some("age".to_owned()), ..figure }
    };
    rates.into_iter().map(figure).collect()
}
