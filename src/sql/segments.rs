//! Retention by group: by the accounts' columns, and by the year and quarter of the first revenue. The twin of
//! `metrics/segments`.

use super::figures::{Figure, Unit};
use super::script::Plan;
use super::{Accounts, Column};

/// `ninefold_groups`: each opening customer's group in each segmentation, the `by_place`th.
pub(super) fn statements(plan: &Plan<'_>) -> String {
    let text = plan.d.text();
    let mut out = String::new();
    let mut selects = Vec::new();
    if let Some(accounts) = &plan.source.accounts {
        out.push_str(&plan.d.table("ninefold_accounts", &stated(plan, accounts)));
        for place in 0..accounts.segments.len() {
            selects.push(format!(
                "SELECT {place} AS by_place, own.m0, own.m1, stated.value_{place} AS part
FROM ninefold_customers AS own LEFT JOIN ninefold_accounts AS stated ON stated.customer = own.customer
WHERE own.m0 IS NOT NULL"
            ));
        }
    }
    // Who had revenue in the first month of the data started then or earlier: nobody knows when.
    let first = plan.month("own.start_month");
    let year = plan.d.whole("own.start_month", 12);
    let quarter = plan.d.whole("MOD(own.start_month, 12)", 3);
    let year = format!("LPAD(CAST({year} AS {text}), 4, '0')");
    let quarter = format!("{year} || '-Q' || CAST({quarter} + 1 AS {text})");
    for (place, part) in (selects.len()..).zip([quarter, year]) {
        selects.push(format!(
            "SELECT {place} AS by_place, own.m0, own.m1, CASE WHEN own.start_month = span.first_month THEN {first} ELSE {part} END AS part
FROM ninefold_customers AS own CROSS JOIN ninefold_span AS span
WHERE own.m0 IS NOT NULL"
        ));
    }
    let each = selects.join("\nUNION ALL\n");
    let query = format!(
        "SELECT by_place, part, {} AS opening, {} AS closing, {} AS kept,
  COUNT(*) AS customers, COUNT(m1) AS kept_customers
FROM (
{each}
) AS each_group
GROUP BY by_place, part",
        plan.money("SUM(m0)"),
        plan.money("SUM(m1)"),
        plan.money("SUM(LEAST(m0, COALESCE(m1, 0)))"),
    );
    out + &plan.d.table("ninefold_groups", &query)
}

/// One row a customer. Where the table has several that differ, nothing is stated: which one holds is not ours to choose.
fn stated(plan: &Plan<'_>, accounts: &Accounts) -> String {
    let (d, text) = (plan.d, plan.d.text());
    let trimmed = |column: &Column| format!("NULLIF(TRIM(CAST({} AS {text})), '')", column.sql(d));
    let cells: String = (0..)
        .zip(&accounts.segments)
        .map(|(i, c): (usize, _)| format!(", {} AS cell_{i}", trimmed(c)))
        .collect();
    let values: String = (0..accounts.segments.len())
        .map(|i| {
            format!(
                ",\n  CASE WHEN MIN(cell_{i}) = MAX(cell_{i}) THEN MIN(cell_{i}) END AS value_{i}, MIN(cell_{i}) <> MAX(cell_{i}) AS differs_{i}"
            )
        })
        .collect();
    format!(
        "SELECT customer{values}
FROM (
  SELECT {} AS customer{cells}
  FROM {}
) AS cells
WHERE customer IS NOT NULL
GROUP BY customer",
        trimmed(&accounts.customer),
        accounts.table.sql(d),
    )
}

/// The three rates of each group, and how many customers the accounts contradict themselves about.
pub(super) fn figures(plan: &Plan<'_>) -> Vec<Figure> {
    let columns: Vec<&str> = match &plan.source.accounts {
        Some(accounts) => accounts.segments.iter().map(Column::name).collect(),
        None => Vec::new(),
    };
    let contradictory = columns.iter().enumerate().map(|(i, name)| {
        let from = format!(
            "(SELECT COUNT(*) AS customer_count FROM ninefold_accounts WHERE differs_{i}) AS differing"
        );
        Figure::new("rows", "contradictory", &from)
            .of(Unit::Count, "customer_count", None, None)
            .by(plan.d.literal(name), None)
    });
    let mut all: Vec<Figure> = contradictory.collect();
    let rates = [
        ("nrr", Unit::Money, "closing", "opening"),
        ("grr", Unit::Money, "kept", "opening"),
        ("logo_retention", Unit::Count, "kept_customers", "customers"),
    ];
    for (place, name) in columns.iter().copied().chain(["start_quarter", "start_year"]).enumerate() {
        let from = format!(
            "(SELECT grouped.* FROM ninefold_groups AS grouped CROSS JOIN ninefold_span WHERE by_place = {place} AND window_na IS NULL) AS grouped"
        );
        all.extend(rates.map(|(rate, unit, above, below)| {
            Figure::new("segment", rate, &from)
                .of(unit, above, Some(below), Some("customers"))
                .by(plan.d.literal(name), Some("part".to_owned()))
        }));
    }
    all
}
