//! What the figures rest on: the months, the currency, and what became of each row.

use super::figures::{Figure, Unit};
use super::script::Plan;

/// The months and the currency; rows used, and rejected by their fault.
pub(super) fn figures(plan: &Plan<'_>) -> Vec<Figure> {
    let span = |name, number: &str, why: &str| {
        let from = format!("(SELECT * FROM ninefold_span WHERE {why} IS NULL) AS span");
        Figure::new("data", name, &from).by(plan.month(number), None)
    };
    let mut all = vec![
        span("first_month", "first_month", "na"),
        span("last_month", "last_month", "na"),
        span("from", "from_month", "window_na"),
        span("to", "to_month", "window_na"),
    ];
    // A column of the counts, how often each of its values occurs, and of which rows.
    let counted = |column: &str, condition: &str| {
        format!(
            "(SELECT {column}, SUM(row_count) AS row_count FROM ninefold_counts WHERE {condition} GROUP BY {column}) AS counted"
        )
    };
    let count =
        |section, name, from: &str| Figure::new(section, name, from).of(Unit::Count, "row_count", None, None);
    if plan.source.currency.is_some() {
        let from = counted("currency", "fault IS NULL");
        all.push(count("data", "currency", &from).by("currency".to_owned(), None));
    }
    let used = "(SELECT COALESCE(SUM(row_count), 0) AS row_count FROM ninefold_counts WHERE fault IS NULL) AS counted";
    all.push(count("rows", "used", used));
    let from = counted("fault", "fault IS NOT NULL");
    all.push(count("rows", "rejected", &from).by("fault".to_owned(), None));
    all
}
