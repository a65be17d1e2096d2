//! The window's sums: one row, whose columns have the names of [`TwoPoint`](crate::metrics::TwoPoint), and beside them
//! what the other definitions of retention add up (`metrics/variants`).

use super::months::{LEAVES, arrival};
use super::script::Plan;
use super::subscriptions;

/// `ninefold_customers`, each customer between a window's length before the opening month and the closing month.
pub(super) fn customers(plan: &Plan<'_>) -> String {
    let n = plan.n;
    let gains = |kind| {
        let (when, amount) = arrival(kind);
        plan.money(&format!("SUM(CASE WHEN month > from_month AND {when} THEN {amount} END)"))
    };
    let (expansion, contraction, returns) = (gains("expansion"), gains("contraction"), gains("reactivation"));
    let churn = plan.money(&format!(
        "SUM(CASE WHEN month >= from_month AND month < to_month AND {LEAVES} THEN amount END)"
    ));
    let stated = match plan.source.subscription {
        None => String::new(),
        Some(_) => [("opening_stated", "from_month"), ("closing_stated", "to_month")]
            .map(|(name, end)| format!(", MAX(CASE WHEN month = {end} THEN stated_month END) AS {name}"))
            .concat(),
    };
    let query = format!(
        "SELECT customer, MIN(start_month) AS start_month, MIN(from_month) AS from_month,
  MAX(CASE WHEN month = from_month THEN amount END) AS m0, MAX(CASE WHEN month = to_month THEN amount END) AS m1,
  COUNT(CASE WHEN month <= from_month THEN 1 END) AS months_before,
  COUNT(CASE WHEN month >= from_month THEN 1 END) AS months_inside,
  COUNT(CASE WHEN month >= from_month AND month < to_month THEN 1 END) AS months_opening,
  COUNT(CASE WHEN month >= to_month - 1 THEN 1 END) AS months_last,
  MAX(CASE WHEN month = from_month - {n} + 1 THEN amount END) AS early_first,
  SUM(CASE WHEN month <= from_month THEN amount END) AS early, SUM(CASE WHEN month > from_month THEN amount END) AS late,
  {expansion} AS gains,
  {contraction} + {churn} AS losses,
  {returns} AS returns{stated}
FROM ninefold_points CROSS JOIN ninefold_span
WHERE month BETWEEN from_month - {n} + 1 AND to_month
GROUP BY customer"
    );
    plan.d.table("ninefold_customers", &query)
}

/// A column of the window: its name, what is added up, and of which customers.
const SUMS: [(&str, &str, &str); 22] = [
    ("opening", "m0", "TRUE"),
    ("expansion", "m1 - m0", "m1 > m0"),
    ("contraction", "m0 - m1", "m1 < m0"),
    ("churn", "m0", "m1 IS NULL"),
    ("kept", "LEAST(m0, m1)", "m0 IS NOT NULL AND m1 IS NOT NULL"),
    ("closing_cohort", "m1", "m0 IS NOT NULL"),
    ("new_money", "m1", "start_month > from_month"),
    ("returned", "m1", "m0 IS NULL AND start_month < from_month"),
    ("closing", "m1", "TRUE"),
    // Of those who pay at both ends, the opening side: what survivors are compared with.
    ("stayed_opening", "m0", "m1 IS NOT NULL"),
    // Of those with revenue in every month of the window.
    ("unbroken_closing", "m1", "m0 IS NOT NULL AND unbroken"),
    ("unbroken_kept", "LEAST(m0, m1)", "m0 IS NOT NULL AND unbroken"),
    // Movements of the opening customers alone.
    ("own_gains", "gains", "m0 IS NOT NULL"),
    ("own_losses", "losses", "m0 IS NOT NULL"),
    ("own_returns", "returns", "m0 IS NOT NULL"),
    // The two windows side by side.
    ("two_below", "early", "early_first IS NOT NULL"),
    ("two_above", "late", "early_first IS NOT NULL"),
    // Without the largest opening customer.
    ("ex_opening", "m0", "NOT largest"),
    ("ex_closing", "m1", "m0 IS NOT NULL AND NOT largest"),
    // Movements of all customers, those won inside the window included.
    ("all_gains", "gains", "TRUE"),
    ("all_losses", "losses", "TRUE"),
    ("all_returns", "returns", "TRUE"),
];

/// A count of the window: its name and of which customers.
const COUNTS: [(&str, &str); 14] = [
    ("opening_customers", "m0 IS NOT NULL"),
    ("expanded_customers", "m1 > m0"),
    ("contracted_customers", "m1 < m0"),
    ("lost_customers", "m0 IS NOT NULL AND m1 IS NULL"),
    ("kept_customers", "m0 IS NOT NULL AND m1 IS NOT NULL"),
    ("new_customers", "m1 IS NOT NULL AND start_month > from_month"),
    ("returned_customers", "m1 IS NOT NULL AND m0 IS NULL AND start_month < from_month"),
    ("closing_customers", "m1 IS NOT NULL"),
    ("early_customers", "months_before > 0"),
    ("two_customers", "early_first IS NOT NULL"),
    ("joined_customers", "months_inside > 0"),
    ("last_joined_customers", "months_last > 0"),
    ("step_customers", "months_opening > 0"),
    ("ex_customers", "m0 IS NOT NULL AND NOT largest"),
];

/// `ninefold_window`, the sums over all of them.
pub(super) fn sums(plan: &Plan<'_>) -> String {
    let sums = SUMS.map(|(name, amount, when)| {
        let sum = if when == "TRUE" {
            format!("SUM({amount})")
        } else {
            format!("SUM(CASE WHEN {when} THEN {amount} END)")
        };
        format!("    {} AS {name}", plan.money(&sum))
    });
    let counts = COUNTS.map(|(name, when)| format!("    COUNT(CASE WHEN {when} THEN 1 END) AS {name}"));
    let of_flows = [
        ("step_opening", "opening_money", "month > from_month"),
        ("last_opening", "opening_money", "month = to_month"),
        ("last_gains", "expansion_money", "month = to_month"),
        ("last_losses", "contraction_money + churn_money", "month = to_month"),
        ("last_returns", "reactivation_money", "month = to_month"),
    ]
    .map(|(name, amount, when)| {
        format!("    {} AS {name}", plan.money(&format!("SUM(CASE WHEN {when} THEN {amount} END)")))
    });
    let of_trailing = [("early_opening", "opening"), ("early_closing", "closing_cohort")]
        .map(|(name, amount)| format!("    {} AS {name}", plan.money(&format!("SUM({amount})"))));
    let squares = 2 * plan.exponent();
    let n = plan.n;
    let inside = n + 1;
    let name = plan.d.bytes("customer");
    let of_subscriptions = match plan.source.subscription {
        Some(_) => {
            ", by_subscription.*,
  CASE WHEN span.window_na IS NULL AND COALESCE(subscription_count, 0) = 0 THEN 'no_subscriptions' ELSE span.window_na END AS subscriptions_na"
        }
        None => "",
    };
    let query = format!(
        "SELECT span.na, span.window_na,
  CASE WHEN span.window_na IS NULL AND span.from_month - {n} + 1 < span.first_month THEN 'insufficient_history' ELSE span.window_na END AS history_na,
  sums.*, last_flow.*, earlier.*, top.*{of_subscriptions}
FROM ninefold_span AS span
CROSS JOIN (
  SELECT
{sums},
{counts}
  FROM (
    SELECT own.*, months_inside = {inside} AS unbroken, COALESCE(own.customer = first_largest.customer, FALSE) AS largest
    FROM ninefold_customers AS own
    LEFT JOIN (
      SELECT customer FROM ninefold_customers WHERE m0 IS NOT NULL ORDER BY m0 DESC, {name} LIMIT 1
    ) AS first_largest ON first_largest.customer = own.customer
  ) AS own
) AS sums
CROSS JOIN (
  SELECT
{of_flows},
    COALESCE(SUM(CASE WHEN month = to_month THEN opening_customers END), 0) AS last_opening_customers,
    COALESCE(SUM(CASE WHEN month = to_month THEN opening_customers - churn_customers END), 0) AS last_kept_customers
  FROM ninefold_flows CROSS JOIN ninefold_span
) AS last_flow
CROSS JOIN (
  SELECT
{of_trailing}
  FROM ninefold_trailing AS ended CROSS JOIN ninefold_span AS span
  WHERE ended.from_month BETWEEN span.from_month - {n} + 1 AND span.from_month
) AS earlier
CROSS JOIN (
  SELECT {top1} AS top1, {top10} AS top10, CAST(COALESCE(SUM(squares), 0) AS DECIMAL(38, {squares})) AS squares
  FROM ninefold_concentration CROSS JOIN ninefold_span
  WHERE month = to_month
) AS top{by_subscription}",
        by_subscription = subscriptions::joined(plan),
        sums = sums.join(",\n"),
        counts = counts.join(",\n"),
        of_flows = of_flows.join(",\n"),
        of_trailing = of_trailing.join(",\n"),
        top1 = plan.money("SUM(top1)"),
        top10 = plan.money("SUM(top10)"),
    );
    plan.d.table("ninefold_window", &query)
}
