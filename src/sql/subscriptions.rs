//! What each subscription of a customer comes to in the window's two months: the twin of `tables/book/subscriptions`.

use super::script::Plan;

/// The columns of `ninefold_window` that are added up from subscriptions: name, sum or count, and of which.
const SUMS: [(&str, &str); 2] = [
    ("subscriptions_closing", "SUM(CASE WHEN at_opening IS NOT NULL THEN at_closing END)"),
    (
        "subscriptions_kept",
        "SUM(CASE WHEN at_opening IS NOT NULL AND at_closing IS NOT NULL THEN LEAST(at_opening, at_closing) END)",
    ),
];
const COUNTS: [(&str, &str); 2] = [
    ("opening_subscriptions", "COUNT(at_opening)"),
    ("kept_subscriptions", "COUNT(CASE WHEN at_opening IS NOT NULL AND at_closing IS NOT NULL THEN 1 END)"),
];

/// `ninefold_subscriptions`, each subscription of a customer; what names none is one subscription of its customer. A month
/// that a policy filled in counts with the rows it was carried from.
pub(super) fn statements(plan: &Plan<'_>) -> String {
    if plan.source.subscription.is_none() {
        return String::new();
    }
    let at = |month: &str| {
        format!(
            "SUM(CASE WHEN each_row.first_month <= own.{month} AND (each_row.last_month IS NULL OR each_row.last_month >= own.{month}) THEN each_row.amount END)"
        )
    };
    let query = format!(
        "SELECT own.customer, each_row.subscription, {} AS at_opening, {} AS at_closing
FROM ninefold_rows AS each_row JOIN ninefold_customers AS own ON own.customer = each_row.customer
WHERE fault IS NULL AND counts AND each_row.amount > 0 AND (own.opening_stated IS NOT NULL OR own.closing_stated IS NOT NULL)
GROUP BY own.customer, each_row.subscription",
        at("opening_stated"),
        at("closing_stated"),
    );
    plan.d.table("ninefold_subscriptions", &query)
}

/// A join to the window's row: the sums, and `subscription_count`, how many used rows name one.
pub(super) fn joined(plan: &Plan<'_>) -> String {
    if plan.source.subscription.is_none() {
        return String::new();
    }
    let sums = SUMS.map(|(name, sum)| format!("{} AS {name}", plan.money(sum)));
    let counts = COUNTS.map(|(name, count)| format!("{count} AS {name}"));
    format!(
        "\nCROSS JOIN (
  SELECT {},
    {}
  FROM ninefold_subscriptions
) AS by_subscription
CROSS JOIN (
  SELECT SUM(named_count) AS subscription_count FROM ninefold_counts WHERE fault IS NULL
) AS named",
        sums.join(",\n    "),
        counts.join(",\n    "),
    )
}
