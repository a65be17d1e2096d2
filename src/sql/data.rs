//! What the figures rest on: the months, the policies, the currency, and what became of each row.

use super::Layout;
use super::figures::{Figure, Unit};
use super::rows::{NEVER_PAID, used};
use super::script::Plan;
use crate::report::{POLICY_CHOICES, PolicyChoice};
use crate::tables::Policies;

/// The policies that a script of this layout follows, by their names and values.
pub(super) fn policies(plan: &Plan<'_>) -> Vec<(&'static str, String)> {
    let policies = &plan.options.policies;
    let names: &[&'static str] = match plan.source.layout {
        Layout::Long { .. } | Layout::Wide(_) => &["reactivation"],
        Layout::Periods { .. } => &["reactivation", "snapshot", "ends", "churn"],
    };
    let mut all = vec![("gap", policies.gap.to_string())];
    all.extend(names.iter().map(|name| (*name, in_force(policies, name).to_owned())));
    all
}

/// A policy's value by its name: the choice that changes nothing.
fn in_force(policies: &Policies, name: &str) -> &'static str {
    let changes_nothing = |choice: &PolicyChoice| {
        let mut others = *policies;
        choice.2(&mut others);
        choice.0 == name && others == *policies
    };
    POLICY_CHOICES.iter().find(|choice| changes_nothing(choice)).map_or("", |choice| choice.1)
}

/// The months, the policies and the currency; rows used, and rejected by their fault.
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
        Figure::new("data", "months", "ninefold_span").of(Unit::Count, &plan.n.to_string(), None, None),
    ];
    all.extend(
        policies(plan).into_iter().map(|(name, value)| {
            Figure::new("policy", name, "ninefold_span").by(plan.d.literal(&value), None)
        }),
    );
    // A column of the counts, how often each of its values occurs, and of which rows.
    let counted = |column: &str, condition: &str| {
        format!(
            "(SELECT {column}, SUM(row_count) AS row_count FROM ninefold_counts WHERE {condition} GROUP BY {column}) AS counted"
        )
    };
    let count =
        |section, name, from: &str| Figure::new(section, name, from).of(Unit::Count, "row_count", None, None);
    if plan.source.currency.is_some() || plan.options.currency.code.is_some() {
        let from = counted("currency", used(plan));
        all.push(count("data", "currency", &from).by("currency".to_owned(), None));
    }
    let used = "(SELECT COALESCE(SUM(row_count), 0) AS row_count FROM ninefold_counts WHERE fault IS NULL) AS counted";
    all.push(count("rows", "used", used));
    let mut faults = |name, condition: String| {
        all.push(count("rows", name, &counted("fault", &condition)).by("fault".to_owned(), None));
    };
    faults("rejected", format!("fault <> '{NEVER_PAID}'"));
    if matches!(plan.source.layout, Layout::Periods { status: Some(_), .. }) {
        faults("ignored", format!("fault = '{NEVER_PAID}'"));
    }
    all
}
