//! The definitions of retention side by side, each written from the recipe that the core computes it by
//! (`metrics/variants`).

use super::figures::{Figure, Unit};
use super::script::Plan;
use crate::base::Na;
use crate::metrics::{DefinitionId, Entity, Recipe, Rule, Scale, Scope, Span, Unit as Weight};
use crate::report::definition_rule;

/// What a definition is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sums {
    /// One ratio of sums of `ninefold_window`.
    Ratio {
        /// Above the line.
        above: String,
        /// Below it.
        below: String,
        /// Customers below it.
        n: String,
    },
    /// A ratio a month of the window; they multiply. Columns of `ninefold_flows`.
    Months {
        /// Above each line.
        above: &'static str,
        /// Below it.
        below: &'static str,
    },
    /// The last month's ratio, as often as the window has months; they multiply. Columns of `ninefold_window`.
    LastMonth {
        /// Above the line.
        above: String,
        /// Below it.
        below: String,
        /// Customers below it.
        n: String,
    },
}

/// A sum, and what counts of its changes: `all_gains`, `own_losses` …
fn changed(below: &str, of: &str, rule: Rule) -> String {
    match rule {
        Rule::Closed | Rule::Survivors | Rule::Joined => format!("{below} + {of}_gains - {of}_losses"),
        Rule::Returns | Rule::Everyone => format!("{below} + {of}_gains + {of}_returns - {of}_losses"),
        Rule::Capped => format!("{below} - {of}_losses"),
    }
}

/// The sums of a recipe over a window of `months` months.
pub(super) fn sums(recipe: Recipe, months: u32) -> Sums {
    let of_subscriptions = recipe.entity == Entity::Subscription;
    let heads = recipe.unit == Weight::Each;
    let ratio = |above: &str, below: &str, n: &str| Sums::Ratio {
        above: above.to_owned(),
        below: below.to_owned(),
        n: n.to_owned(),
    };
    let n = "opening_customers";
    let joined = recipe.rule == Rule::Joined;
    let found = match (recipe.span, recipe.scope) {
        // What they open with is what their customers do; money counts the customers behind it.
        _ if of_subscriptions && heads => ratio("kept_subscriptions", "opening_subscriptions", n),
        _ if of_subscriptions && recipe.rule == Rule::Capped => ratio("subscriptions_kept", "opening", n),
        _ if of_subscriptions => ratio("subscriptions_closing", "opening", n),
        (_, Scope::Unbroken) if recipe.rule == Rule::Capped => ratio("unbroken_kept", "opening", n),
        (_, Scope::Unbroken) => ratio("unbroken_closing", "opening", n),
        (Span::Ends, _) if heads => match recipe.rule {
            Rule::Joined => ratio("closing_customers", "joined_customers", "joined_customers"),
            Rule::Everyone => ratio("closing_customers", n, n),
            Rule::Closed | Rule::Returns | Rule::Capped | Rule::Survivors => ratio("kept_customers", n, n),
        },
        (Span::Ends, _) => match recipe.rule {
            Rule::Capped => ratio("kept", "opening", n),
            Rule::Everyone | Rule::Joined => ratio("closing", "opening", n),
            Rule::Survivors => ratio("closing_cohort", "stayed_opening", "kept_customers"),
            Rule::Closed | Rule::Returns => ratio("closing_cohort", "opening", n),
        },
        (Span::Chain, _) => match recipe.rule {
            _ if heads => {
                Sums::Months { above: "opening_customers - churn_customers", below: "opening_customers" }
            }
            Rule::Capped => Sums::Months {
                above: "opening_money - contraction_money - churn_money",
                below: "opening_money",
            },
            Rule::Returns | Rule::Everyone => Sums::Months {
                above: "opening_money + expansion_money + reactivation_money - contraction_money - churn_money",
                below: "opening_money",
            },
            Rule::Closed | Rule::Survivors | Rule::Joined => Sums::Months {
                above: "opening_money + expansion_money - contraction_money - churn_money",
                below: "opening_money",
            },
        },
        (Span::Path, Scope::Opening) => ratio(&changed("opening", "own", recipe.rule), "opening", n),
        (Span::Path, _) => ratio(&changed("opening", "all", recipe.rule), "opening", n),
        (Span::Last, _) if joined => {
            ratio("closing_customers", "last_joined_customers", "last_joined_customers")
        }
        (Span::Last, _) if heads => {
            ratio("last_kept_customers", "last_opening_customers", "last_opening_customers")
        }
        (Span::Last, _) => {
            ratio(&changed("last_opening", "last", recipe.rule), "last_opening", "last_opening_customers")
        }
        (Span::Monthly, _) => {
            ratio(&changed("step_opening", "all", recipe.rule), "step_opening", "step_customers")
        }
        (Span::Trailing, _) => ratio("early_closing", "early_opening", "early_customers"),
        (Span::TwoYear, _) => ratio("two_above", "two_below", "two_customers"),
    };
    match (found, recipe.scale) {
        (Sums::Ratio { above, below, n }, Scale::Power) => Sums::LastMonth { above, below, n },
        (Sums::Ratio { above, below, n }, Scale::Linear) => {
            Sums::Ratio { above: format!("{below} + {months} * ({above} - ({below}))"), below, n }
        }
        (Sums::Ratio { above, below, n }, Scale::Capped) => {
            Sums::Ratio { above: format!("LEAST({above}, {below})"), below, n }
        }
        (found, _) => found,
    }
}

/// Every definition, in the report's order, with its rule above it.
pub(super) fn figures(plan: &Plan<'_>) -> Vec<Figure> {
    let figure = |id: DefinitionId| {
        let recipe = Recipe::of(id, plan.options.policies.reactivation);
        let unit = if recipe.unit == Weight::Each { Unit::Count } else { Unit::Money };
        let na = if recipe.needs_history() { "history_na" } else { "window_na" };
        let named = Figure::new("definition", &id.name(), "ninefold_window");
        let months = |table: &str| {
            format!(
                "ninefold_span AS span LEFT JOIN {table} AS each_month ON month > from_month AND month <= to_month AND span.window_na IS NULL CROSS JOIN "
            )
        };
        let month = plan.month("month");
        let unnamed = recipe.entity == Entity::Subscription && plan.source.subscription.is_none();
        let figure = match sums(recipe, plan.n) {
            _ if unnamed => named,
            Sums::Ratio { above, below, n } => named.of(unit, &above, Some(&below), Some(&n)),
            Sums::Months { above, below } => {
                let window = "(SELECT opening_customers AS window_customers FROM ninefold_window) AS ended";
                Figure { from: months("ninefold_flows") + window, ..named }
                    .of(unit, above, Some(below), Some("window_customers"))
                    .by(month, None)
            }
            Sums::LastMonth { above, below, n } => {
                let from = months("ninefold_months") + "ninefold_window AS ended";
                Figure { from, ..named }.of(unit, &above, Some(&below), Some(&n)).by(month, None)
            }
        };
        let na = match recipe.entity {
            Entity::Subscription if unnamed => {
                format!("COALESCE(window_na, '{}')", Na::NoSubscriptions.as_str())
            }
            Entity::Subscription => "subscriptions_na".to_owned(),
            Entity::Customer if figure.key.is_some() => "span.window_na".to_owned(),
            Entity::Customer => na.to_owned(),
        };
        Figure { na: Some(na), comment: Some(definition_rule(id).to_owned()), ..figure }
    };
    DefinitionId::ALL.into_iter().map(figure).collect()
}
