//! How much of each month's revenue hangs on few customers: the twin of `metrics/concentration`.

use super::figures::{Figure, Unit};
use super::script::Plan;
use crate::metrics::TOPS;

/// `ninefold_concentration`: a month's total, its largest customers together, and the sum of squares.
pub(super) fn statements(plan: &Plan<'_>) -> String {
    let tops: String = TOPS
        .iter()
        .map(|top| {
            format!(
                ",\n  {} AS top{top}",
                plan.money(&format!("SUM(CASE WHEN place <= {top} THEN amount END)"))
            )
        })
        .collect();
    let [.., most] = TOPS;
    let query = format!(
        "SELECT sums.month, MAX(sums.money) AS total, MAX(sums.customers) AS customers, MAX(sums.squares) AS squares{tops}
FROM (
  SELECT month, amount, place
  FROM (
    SELECT month, amount, ROW_NUMBER() OVER (PARTITION BY month ORDER BY amount DESC) AS place
    FROM ninefold_points
  ) AS ranked
  WHERE place <= {most}
) AS largest
JOIN ninefold_sums AS sums ON sums.month = largest.month
GROUP BY sums.month"
    );
    plan.d.table("ninefold_concentration", &query)
}

/// The shares, and the Herfindahl index.
pub(super) fn figures(plan: &Plan<'_>) -> Vec<Figure> {
    let figure = |name: &str, unit, above: &str, below: &str| {
        Figure::new("concentration", name, "ninefold_concentration")
            .of(unit, above, Some(below), Some("customers"))
            .by(plan.month("month"), None)
    };
    let tops = TOPS.iter().map(|top| format!("top{top}"));
    let mut all: Vec<Figure> = tops.map(|top| figure(&top, Unit::Money, &top, "total")).collect();
    all.push(figure("hhi", Unit::Squares, "squares", "total * total"));
    all
}
