//! The headline metrics and the window's waterfall over the window's sums: the twin of `report/figures` and
//! `report/build`. What each metric is, [`MetricId`] says.

use super::definitions::{Sums, sums};
use super::figures::{Figure, Unit};
use super::script::Plan;
use crate::metrics::{DefinitionId, Recipe};
use crate::report::MetricId;

/// Above the line, below it, and the customers behind; of what.
type Sides = (Unit, &'static str, Option<&'static str>, &'static str);

/// A metric as sums of the window; `None` where it is no ratio of sums, or needs costs.
fn sides(id: MetricId) -> Option<Sides> {
    use Unit::{Count, Money, MoneyEach, Squares};
    let n = "opening_customers";
    let of_opening = |above| Some((Money, above, Some("opening"), n));
    match id {
        MetricId::Nrr => of_opening("closing_cohort"),
        MetricId::Grr => of_opening("kept"),
        MetricId::LogoRetention => Some((Count, "kept_customers", Some(n), n)),
        MetricId::LogoChurn => Some((Count, "lost_customers", Some(n), n)),
        MetricId::RevenueChurn => of_opening("churn"),
        MetricId::GrossRevenueChurn => of_opening("contraction + churn"),
        MetricId::NetRevenueChurn => of_opening("contraction + churn - expansion"),
        MetricId::ExpansionRate => of_opening("expansion"),
        MetricId::ExpansionShare => {
            Some((Money, "expansion", Some("expansion + new_money"), "expanded_customers + new_customers"))
        }
        MetricId::LossCoverage => Some((Money, "expansion", Some("contraction + churn"), n)),
        MetricId::QuickRatio => Some((
            Money,
            "new_money + returned + expansion",
            Some("contraction + churn"),
            "opening_customers + new_customers + returned_customers",
        )),
        MetricId::Mrr => Some((Money, "closing", None, "closing_customers")),
        MetricId::Arr => Some((Money, "closing * 12", None, "closing_customers")),
        MetricId::NetNewMrr => {
            Some((Money, "closing - opening", None, "opening_customers + new_customers + returned_customers"))
        }
        MetricId::Arpa => Some((MoneyEach, "closing", Some("closing_customers"), "closing_customers")),
        MetricId::Customers => Some((Count, "closing_customers", None, "closing_customers")),
        MetricId::NrrExLargest => Some((Money, "ex_closing", Some("ex_opening"), "ex_customers")),
        MetricId::TopCustomerShare => Some((Money, "top1", Some("closing"), "closing_customers")),
        MetricId::Top10Share => Some((Money, "top10", Some("closing"), "closing_customers")),
        MetricId::Hhi => Some((Squares, "squares", Some("closing * closing"), "closing_customers")),
        // Definitions: as their recipes say.
        MetricId::NrrLazy | MetricId::GrrMovement | MetricId::NrrMonthlyCompounded => None,
        MetricId::Ltv
        | MetricId::LtvMargin
        | MetricId::LtvDiscounted
        | MetricId::LtvCohort
        | MetricId::GrossMargin
        | MetricId::Cac
        | MetricId::LtvCac
        | MetricId::CacPaybackMonths
        | MetricId::BreakEvenMargin
        | MetricId::Crc
        | MetricId::CrcRatio
        | MetricId::LtvCrc => None,
    }
}

/// The metrics that are ratios of sums, in the report's order.
pub(super) fn figures(plan: &Plan<'_>) -> Vec<Figure> {
    let policy = plan.options.policies.reactivation;
    let figure = |id: MetricId| {
        let na = if id.is_at_end() { "na" } else { "window_na" };
        let named = Figure::new("metric", id.as_str(), "ninefold_window");
        let named = Figure { na: Some(na.to_owned()), ..named };
        let variant = match id {
            MetricId::NrrLazy => Some(DefinitionId::NrrLazy),
            MetricId::GrrMovement => Some(DefinitionId::GrrMovement),
            _ => None,
        };
        match (variant.map(|id| sums(Recipe::of(id, policy), plan.n)), sides(id)) {
            (Some(Sums::Ratio { above, below, n }), _) => {
                Some(named.of(Unit::Money, &above, Some(&below), Some(&n)))
            }
            (_, Some((unit, above, below, n))) => Some(named.of(unit, above, below, Some(n))),
            _ => None,
        }
    };
    MetricId::ALL.into_iter().filter_map(figure).collect()
}

/// The waterfall from opening to closing MRR.
pub(super) fn bridge() -> Vec<Figure> {
    let steps = [
        ("opening", "opening", "opening_customers"),
        ("expansion", "expansion", "expanded_customers"),
        ("contraction", "contraction", "contracted_customers"),
        ("churn", "churn", "lost_customers"),
        ("closing_cohort", "closing_cohort", "kept_customers"),
        ("new", "new_money", "new_customers"),
        ("returned", "returned", "returned_customers"),
        ("closing", "closing", "closing_customers"),
    ];
    let figure =
        |(name, amount, customers)| {
            Figure::new("bridge", name, "(SELECT * FROM ninefold_window WHERE window_na IS NULL) AS bridged")
                .of(Unit::Money, amount, None, Some(customers))
        };
    steps.into_iter().map(figure).collect()
}
