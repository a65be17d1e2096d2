//! Each customer's revenue by month, and beside it the months around: the twin of the book's timelines
//! (`tables/book/timeline`).

use super::Layout;
use super::script::Plan;

/// `ninefold_points`: a customer's month with revenue, with the customer's months before and after (null where there is
/// none), its first month, and what it pays a window's length later; with subscriptions, the month whose rows it was
/// carried from.
pub(super) fn statements(plan: &Plan<'_>) -> String {
    let n = plan.n;
    let gap = plan.options.policies.gap;
    let facts = facts(plan);
    let filled = if gap > 0 { holes_filled(&facts, gap) } else { facts };
    let stated = match plan.source.subscription {
        Some(_) if gap > 0 => " stated_month,",
        Some(_) => " month AS stated_month,",
        None => "",
    };
    let query = format!(
        "SELECT customer, month, amount,{stated}
  LAG(month) OVER by_month AS before_month, LAG(amount) OVER by_month AS before_amount,
  LEAD(month) OVER by_month AS after_month,
  FIRST_VALUE(month) OVER by_month AS start_month, FIRST_VALUE(amount) OVER by_month AS start_amount,
  MAX(amount) OVER (PARTITION BY customer ORDER BY month RANGE BETWEEN {n} FOLLOWING AND {n} FOLLOWING) AS later_amount
FROM (
{filled}
) AS filled
WINDOW by_month AS (PARTITION BY customer ORDER BY month)"
    );
    let months = format!(
        "SELECT {} AS month\nFROM ninefold_span\nWHERE na IS NULL",
        plan.d.each("first_month", "last_month")
    );
    plan.d.table("ninefold_points", &query) + &plan.d.table("ninefold_months", &months)
}

/// The rows of a customer and month added up; what comes to nothing is no revenue.
fn facts(plan: &Plan<'_>) -> String {
    let moved = plan.d.by_customer();
    let each_month = match plan.source.layout {
        Layout::Long { .. } | Layout::Wide(_) => format!(
            "    SELECT{moved} customer, each_row.first_month AS month, amount
    FROM ninefold_rows AS each_row CROSS JOIN ninefold_span AS span
    WHERE fault IS NULL AND counts AND span.na IS NULL AND each_row.first_month <= span.last_month"
        ),
        Layout::Periods { .. } => format!(
            "    SELECT customer, {} AS month, amount
    FROM (
      SELECT{moved} customer, each_row.first_month, LEAST(COALESCE(each_row.last_month, span.last_month), span.last_month) AS through_month, amount
      FROM ninefold_rows AS each_row CROSS JOIN ninefold_span AS span
      WHERE fault IS NULL AND counts AND span.na IS NULL
    ) AS paid",
            plan.d.each("first_month", "through_month")
        ),
    };
    let amount = plan.amount();
    format!(
        "  SELECT customer, month, CAST(SUM(amount) AS {amount}) AS amount
  FROM (
{each_month}
  ) AS each_month
  GROUP BY customer, month
  HAVING SUM(amount) > 0"
    )
}

/// Holes of at most `gap` months, filled with the amount before them.
fn holes_filled(facts: &str, gap: u32) -> String {
    let holes: Vec<String> = (0..=gap).map(|hole| format!("SELECT {hole} AS hole")).collect();
    let holes = holes.join(" UNION ALL ");
    format!(
        "  SELECT customer, month + hole AS month, amount, month AS stated_month
  FROM (
    SELECT customer, month, amount, LEAD(month) OVER (PARTITION BY customer ORDER BY month) AS next_month
    FROM (
{facts}
    ) AS facts
  ) AS next_months CROSS JOIN ({holes}) AS holes
  WHERE hole = 0 OR (next_month - month - 1 <= {gap} AND hole < next_month - month)"
    )
}
