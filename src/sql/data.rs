//! What the figures rest on: the months, the currency, and what became of each row.

use super::figures::{Figure, Unit};
use super::script::Plan;

/// The months and the currency; rows used, and rejected by their fault.
pub(super) fn figures(plan: &Plan<'_>) -> Vec<Figure> {
    let span = |name, key: String, condition: &str| {
        let from = format!("ninefold_span{condition}");
        Figure::new("data", name, &from).by(key, None)
    };
    let known = " WHERE na IS NULL";
    let window = " WHERE window_na IS NULL";
    let mut all = vec![
        span("first_month", plan.month("first_month"), known),
        span("last_month", plan.month("last_month"), known),
        span("from", plan.month("from_month"), window),
        span("to", plan.month("to_month"), window),
    ];
    if plan.source.currency.is_some() {
        let codes = "ninefold_counts WHERE fault IS NULL GROUP BY currency";
        all.push(
            Figure::new("data", "currency", codes)
                .of(Unit::Count, "SUM(row_count)", None, None)
                .by("currency".to_owned(), None),
        );
    }
    let rows = |name, condition: &str| {
        let from = format!("ninefold_counts WHERE {condition}");
        Figure::new("rows", name, &from)
    };
    let sum = "SUM(row_count)";
    all.push(rows("used", "fault IS NULL").of(Unit::Count, &format!("COALESCE({sum}, 0)"), None, None));
    let rejected = rows("rejected", "fault IS NOT NULL GROUP BY fault");
    all.push(rejected.of(Unit::Count, sum, None, None).by("fault".to_owned(), None));
    all
}
