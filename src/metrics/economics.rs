//! Unit economics: what a customer is worth and what it costs to win and keep one (domain.md §2.11, §5.3).
//!
//! What belongs together is of the same months: revenue and customers of a window are set against the costs of
//! those of its months for which any cost is stated.

use super::{MovementKind, TwoPoint, Window};
use crate::base::{Interval, Month, Ratio, wilson};
use crate::metrics::MonthFlow;
use crate::tables::{CostCategory, CostFact};

/// Of how many months a lifetime is at most, and which margin holds where no cost says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assumed {
    /// Months.
    pub lifetime_cap: u32,
    /// Gross margin in hundredths of a percent.
    pub gross_margin: Option<u16>,
}

/// The sums behind the unit economics of a window.
#[derive(Clone, Debug, PartialEq)]
pub struct Economics {
    /// Value of a customer: opening MRR · months ÷ lost customers, or what the cap leaves of it. Minor units.
    pub value: Ratio,
    /// Its range from the 95 % Wilson interval of the churn, minor units.
    pub value_range: Option<Interval>,
    /// Whether the lifetime was capped: churn is zero or next to it.
    pub capped: bool,
    /// Recurly's value of a customer, minor units: ARPA · (1 + d) ÷ (d + churn a month) with d = 10 %.
    pub discounted: Ratio,
    /// What an opening customer pays over the cap if the cohort goes on paying what it did, minor units; `None` where
    /// NRR is not above 1, for there the cohort shrinks.
    pub cohort: Option<Ratio>,
    /// MRR per customer of the opening month, minor units.
    pub arpa: Ratio,
    /// Opening customers.
    pub customers: u64,
    /// Part of revenue that its cost leaves.
    pub margin: Option<Ratio>,
    /// The costs, where there are any in the window.
    pub spent: Option<Spent>,
}

/// Costs of a window, minor units, and what of the same months they are set against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Months of the window for which a cost is stated.
    pub months: u32,
    /// By category; `None` where none is stated.
    pub by_category: [Option<i128>; CostCategory::COUNT],
    /// Cost of revenue: hosting, support, onboarding.
    pub revenue_cost: i128,
    /// Sales and marketing for new customers.
    pub acquisition: i128,
    /// To keep customers: success managers, support, renewals, onboarding, tools, customer marketing, training.
    pub retention: i128,
    /// Whether any cost of revenue is stated.
    pub has_revenue_cost: bool,
    /// Whether any cost of acquisition is stated.
    pub has_acquisition: bool,
    /// Whether any cost of retention is stated.
    pub has_retention: bool,
    /// Σ MRR of those months.
    pub revenue: i128,
    /// Σ customers of those months.
    pub customer_months: u64,
    /// Customers won in them.
    pub new_customers: u64,
}

/// Part of the cost of revenue (domain.md §5.3).
pub fn is_revenue_cost(category: CostCategory) -> bool {
    matches!(category, CostCategory::CogsHosting | CostCategory::CogsSupport | CostCategory::Onboarding)
}

/// Spent to keep customers (domain.md §2.11: the list of Totango and InterWest).
pub fn is_retention_cost(category: CostCategory) -> bool {
    matches!(
        category,
        CostCategory::CogsSupport
            | CostCategory::Csm
            | CostCategory::Renewals
            | CostCategory::Onboarding
            | CostCategory::CsTools
            | CostCategory::CustomerMarketing
            | CostCategory::Training
    )
}

/// The unit economics of a window; `None` where it opens without customers.
pub fn economics(
    window: Window,
    sums: &TwoPoint,
    flows: &[MonthFlow],
    costs: &[CostFact],
    assumed: Assumed,
) -> Option<Economics> {
    let (opening, n, lost) = (sums.opening, sums.opening_customers, sums.lost_customers);
    if n == 0 {
        return None;
    }
    let (months, cap) = (i128::from(window.months), i128::from(assumed.lifetime_cap));
    let arpa = Ratio { numerator: opening, denominator: i128::from(n) };
    // Lifetime in months is n · months ÷ lost.
    let capped = i128::from(n) * months > cap * i128::from(lost);
    let over_cap = Ratio { numerator: opening * cap, denominator: i128::from(n) };
    let value =
        if capped { over_cap } else { Ratio { numerator: opening * months, denominator: i128::from(lost) } };
    // ARPA · 1.1 ÷ (0.1 + lost ÷ (n · months)), as one fraction.
    let discounted = Ratio {
        numerator: 11 * opening * months,
        denominator: i128::from(n) * months + 10 * i128::from(lost),
    };
    let cohort = (sums.closing_cohort > opening).then_some(over_cap);
    let spent = spent(window, flows, costs);
    let of_costs = spent.filter(|s| s.has_revenue_cost && s.revenue > 0);
    let told = assumed.gross_margin.map(|part| Ratio { numerator: part.into(), denominator: 10_000 });
    let margin = of_costs.map(|s| Ratio { numerator: s.revenue - s.revenue_cost, denominator: s.revenue });
    let value_range = wilson(lost, n).and_then(|Interval(low, high)| {
        let (arpa, cap) = (arpa.value()?, assumed.lifetime_cap as f64);
        let lifetime =
            |churn: f64| if churn * cap > window.months as f64 { window.months as f64 / churn } else { cap };
        Some(Interval(arpa * lifetime(high), arpa * lifetime(low)))
    });
    let margin = margin.or(told);
    Some(Economics { value, value_range, capped, discounted, cohort, arpa, customers: n, margin, spent })
}

/// What of each cost falls into the window, by its place, minor units; and the months of the window for which any cost
/// is stated, ascending.
pub fn costs_in_window(window: Window, costs: &[CostFact]) -> (Vec<(usize, i128)>, Vec<Month>) {
    let inside = |month: Month| month > window.from && month <= window.to;
    let mut covered: Vec<Month> = Vec::new();
    let mut parts = Vec::new();
    for (place, cost) in costs.iter().enumerate() {
        let first = cost.month.plus(1 - i32::try_from(cost.months).unwrap_or(i32::MAX));
        let shared: Vec<Month> = first.through(cost.month).filter(|month| inside(*month)).collect();
        if shared.is_empty() || cost.months == 0 {
            continue;
        }
        parts.push((place, part_of(cost.amount, shared.len() as i128, i128::from(cost.months))));
        covered.extend(shared);
    }
    crate::base::sort(&mut covered);
    covered.dedup();
    (parts, covered)
}

/// The window's costs and what stands against them.
fn spent(window: Window, flows: &[MonthFlow], costs: &[CostFact]) -> Option<Spent> {
    let mut sums = Spent::default();
    let (parts, covered) = costs_in_window(window, costs);
    for (place, part) in parts {
        let Some(cost) = costs.get(place) else { continue };
        if let Some(sum) = sums.by_category.get_mut(cost.category as usize) {
            *sum = Some(sum.unwrap_or(0) + part);
        }
        if is_revenue_cost(cost.category) {
            sums.revenue_cost += part;
            sums.has_revenue_cost = true;
        }
        if is_retention_cost(cost.category) {
            sums.retention += part;
            sums.has_retention = true;
        }
        if cost.category == CostCategory::SalesMarketingNew {
            sums.acquisition += part;
            sums.has_acquisition = true;
        }
    }
    for flow in flows.iter().filter(|flow| covered.binary_search(&flow.month).is_ok()) {
        sums.revenue += flow.closing;
        sums.customer_months += flow.closing_customers;
        sums.new_customers += flow.customers(MovementKind::New);
    }
    sums.months = covered.len() as u32;
    (sums.months > 0).then_some(sums)
}

/// `amount · part ÷ whole`, to the nearest minor unit.
pub(super) fn part_of(amount: i64, part: i128, whole: i128) -> i128 {
    (2 * i128::from(amount) * part + whole).div_euclid(2 * whole)
}

impl Economics {
    /// Value of a customer after its cost: value · margin, minor units.
    pub fn margin_value(&self) -> Option<f64> {
        Some(self.value.value()? * self.margin?.value()?)
    }

    /// Cost of winning a customer, minor units.
    pub fn acquisition_cost(&self) -> Option<Ratio> {
        let spent = self.spent.filter(|s| s.has_acquisition && s.new_customers > 0)?;
        Some(Ratio { numerator: spent.acquisition, denominator: i128::from(spent.new_customers) })
    }

    /// Cost of keeping a customer for a year, minor units: spent · 12 ÷ customer-months.
    pub fn retention_cost(&self) -> Option<Ratio> {
        let spent = self.spent.filter(|s| s.has_retention && s.customer_months > 0)?;
        Some(Ratio { numerator: spent.retention * 12, denominator: i128::from(spent.customer_months) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{book, month};
    use super::super::{monthly_flows, two_point};
    use super::*;
    use crate::tables::ReactivationPolicy;

    const NO_MARGIN: Assumed = Assumed { lifetime_cap: 60, gross_margin: None };

    fn of(rows: &[(&str, &[i64])], months: i32, costs: &[CostFact], assumed: Assumed) -> Economics {
        let book = book(rows);
        let window = Window { from: month(0), to: month(months), months: months as u32 };
        let flows = monthly_flows(&book, ReactivationPolicy::Separate);
        economics(window, &two_point(&book, window, None), &flows, costs, assumed).unwrap()
    }

    fn cost(later: i32, months: u32, category: CostCategory, amount: i64) -> CostFact {
        CostFact { month: month(later), months, category, amount, line: 2, customer: None, group: None }
    }

    /// Twenty customers at 100.00, one of which leaves: 5 % in the month.
    fn twenty() -> Vec<(String, Vec<i64>)> {
        (0..20).map(|i| (format!("C{i}"), vec![10_000, if i == 0 { 0 } else { 10_000 }])).collect()
    }

    fn borrowed(rows: &[(String, Vec<i64>)]) -> Vec<(&str, &[i64])> {
        rows.iter().map(|(name, amounts)| (name.as_str(), amounts.as_slice())).collect()
    }

    #[test]
    fn the_pins_of_the_domain() {
        let rows = twenty();
        let told = Assumed { gross_margin: Some(8_000), ..NO_MARGIN };
        let found = of(&borrowed(&rows), 1, &[], told);
        assert_eq!(found.value.value(), Some(200_000.0));
        assert_eq!((found.margin_value(), found.capped), (Some(160_000.0), false));
        let Interval(low, high) = found.value_range.unwrap();
        assert!(low < 200_000.0 && high > 200_000.0 && high <= 600_000.0, "{low} {high}");
        // Nobody leaves: sixty months, not for ever.
        let stays = of(&[("A", &[10_000, 10_000])], 1, &[], told);
        assert_eq!((stays.margin_value(), stays.capped), (Some(480_000.0), true));
    }

    #[test]
    fn costs_count_in_the_months_they_are_for() {
        use CostCategory::{CogsHosting, Csm, SalesMarketingNew};
        let rows: [(&str, &[i64]); 2] = [("A", &[100, 100, 100, 100]), ("B", &[0, 0, 100, 100])];
        // A quarter that ends in the third month: two of its months are inside; nothing is said of the fourth.
        let costs = [
            cost(2, 3, CogsHosting, 90),
            cost(2, 1, Csm, 30),
            cost(1, 1, SalesMarketingNew, 500),
            cost(0, 1, Csm, 999),
        ];
        let found = of(&rows, 3, &costs, Assumed { gross_margin: Some(1), ..NO_MARGIN });
        let spent = found.spent.unwrap();
        assert_eq!((spent.months, spent.revenue, spent.customer_months, spent.new_customers), (2, 300, 3, 1));
        assert_eq!((spent.revenue_cost, spent.retention, spent.acquisition), (60, 30, 500));
        assert_eq!(found.margin, Some(Ratio { numerator: 240, denominator: 300 }));
        assert_eq!(found.acquisition_cost().unwrap().value(), Some(500.0));
        assert_eq!(found.retention_cost().unwrap().value(), Some(120.0));
    }

    #[test]
    fn without_the_costs_it_takes_there_is_no_figure() {
        let rows: [(&str, &[i64]); 1] = [("A", &[100, 100])];
        let none = of(&rows, 1, &[], NO_MARGIN);
        assert!(none.margin.is_none() && none.spent.is_none() && none.margin_value().is_none());
        let only_csm = of(&rows, 1, &[cost(1, 1, CostCategory::Csm, 10)], NO_MARGIN);
        assert!(only_csm.margin.is_none() && only_csm.acquisition_cost().is_none());
        assert_eq!(only_csm.retention_cost().unwrap().value(), Some(120.0));
    }
}
