//! Retention by group: by the accounts' columns, by size, and by the year and quarter of the first revenue. The twin of
//! `metrics/segments`.

use super::figures::{Figure, Unit};
use super::script::Plan;
use super::{Accounts, Column};

/// `ninefold_groups`: each opening customer's group in each segmentation, the `by_place`th.
pub(super) fn statements(plan: &Plan<'_>) -> String {
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
    for (place, (_, part)) in (selects.len()..).zip(derived(plan)) {
        selects.push(format!(
            "SELECT {place} AS by_place, own.m0, own.m1, {part} AS part
FROM ninefold_customers AS own CROSS JOIN ninefold_span AS span CROSS JOIN ninefold_sizes AS sizes
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
    out + &plan.d.table("ninefold_sizes", &sizes(plan)) + &plan.d.table("ninefold_groups", &query)
}

/// What customers are parted by without anybody's statement: a name and an expression. A column of the same name goes
/// before.
fn derived(plan: &Plan<'_>) -> Vec<(&'static str, String)> {
    let text = plan.d.text();
    // Who had revenue in the first month of the data started then or earlier: nobody knows when.
    let first = plan.month("own.start_month");
    let start = |part| format!("CASE WHEN own.start_month = span.first_month THEN {first} ELSE {part} END");
    let year = plan.d.whole("own.start_month", 12);
    let quarter = plan.d.whole("MOD(own.start_month, 12)", 3);
    let year = format!("LPAD(CAST({year} AS {text}), 4, '0')");
    let quarter = format!("{year} || '-Q' || CAST({quarter} + 1 AS {text})");
    let size = "CASE WHEN own.m0 >= sizes.elephant THEN 'elephant' WHEN own.m0 >= sizes.cheetah THEN 'cheetah' ELSE 'rabbit' END";
    let all =
        [("size_class", size.to_owned()), ("start_quarter", start(quarter)), ("start_year", start(year))];
    let stated = stated_columns(plan);
    all.into_iter().filter(|(name, _)| !stated.contains(name)).collect()
}

/// `ninefold_sizes`, one row: what the ⌈percent · n / 100⌉th largest opening customer pays, for both cuts; null where that
/// is nobody. The twin of `metrics/sizes`.
fn sizes(plan: &Plan<'_>) -> String {
    let [elephant, cheetah] = plan.options.size_cuts.map(|percent| {
        let rank = plan.d.whole(&format!("customers * {percent} + 99"), 100);
        format!("MAX(CASE WHEN {rank} > 0 AND reached >= {rank} THEN m0 END)")
    });
    format!(
        "SELECT {elephant} AS elephant, {cheetah} AS cheetah
FROM (
  SELECT m0, CAST(SUM(COUNT(*)) OVER (ORDER BY m0 DESC) AS BIGINT) AS reached,
    CAST(SUM(COUNT(*)) OVER () AS BIGINT) AS customers
  FROM ninefold_customers
  WHERE m0 IS NOT NULL
  GROUP BY m0
) AS amounts"
    )
}

/// The columns of the accounts to group by.
fn stated_columns<'a>(plan: &Plan<'a>) -> Vec<&'a str> {
    plan.source.accounts.iter().flat_map(|accounts| accounts.segments.iter().map(Column::name)).collect()
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
    let columns = stated_columns(plan);
    let contradictory = columns.iter().enumerate().map(|(i, name)| {
        let from = format!(
            "(SELECT COUNT(*) AS customer_count FROM ninefold_accounts WHERE differs_{i}) AS differing"
        );
        Figure::new("rows", "contradictory", &from)
            .of(Unit::Count, "customer_count", None, None)
            .by(plan.d.literal(name), None)
    });
    let mut all: Vec<Figure> = contradictory.collect();
    if derived(plan).iter().any(|(name, _)| *name == "size_class") {
        let from = "(SELECT sizes.* FROM ninefold_sizes AS sizes CROSS JOIN ninefold_span WHERE window_na IS NULL) AS sizes";
        // Where both cuts fall on one amount there are no cheetahs.
        let cuts = [
            ("elephant", "elephant"),
            ("cheetah", "CASE WHEN elephant IS NULL OR cheetah < elephant THEN cheetah END"),
        ];
        all.extend(cuts.map(|(class, cut)| {
            let figure = Figure::new("data", "size_cut", from).of(Unit::Money, cut, None, None);
            figure.by(plan.d.literal(class), None)
        }));
    }
    let rates = [
        ("nrr", Unit::Money, "closing", "opening"),
        ("grr", Unit::Money, "kept", "opening"),
        ("logo_retention", Unit::Count, "kept_customers", "customers"),
    ];
    let names = columns.iter().copied().chain(derived(plan).into_iter().map(|(name, _)| name));
    let by: String =
        names.enumerate().map(|(i, name)| format!(" WHEN {i} THEN {}", plan.d.literal(name))).collect();
    let from = "(SELECT grouped.* FROM ninefold_groups AS grouped CROSS JOIN ninefold_span WHERE window_na IS NULL) AS grouped";
    all.extend(rates.map(|(rate, unit, above, below)| {
        Figure::new("segment", rate, from)
            .of(unit, above, Some(below), Some("customers"))
            .by(format!("CASE by_place{by} END"), Some("part".to_owned()))
    }));
    all
}
