//! What it costs to serve customers as their number grows: cost to serve, marginal cost, elasticity, and how much of
//! development is for everybody (domain.md §5.3).

use crate::base::{Month, Ratio};
use crate::metrics::economics::part_of;
use crate::tables::{CostCategory, CostFact};

/// What serving customers consists of.
pub const SERVING: [CostCategory; 3] =
    [CostCategory::CogsSupport, CostCategory::Csm, CostCategory::CogsHosting];

/// Development that should be for everybody, in percent (Q6-02).
pub const STANDARD_TARGET: u8 = 80;

/// The longest period that costs are set against customers for, in months.
const LONGEST: u32 = 12;

/// What serving cost in a period, and whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Served {
    /// Periods after the anchor, below zero before it; [`Serving::month`] makes it a month.
    place: i32,
    /// By [`SERVING`], minor units.
    pub by: [i128; SERVING.len()],
    /// Σ of the months' customers; `None` where a month's are not known or none.
    pub customer_months: Option<u64>,
}

impl Served {
    /// All of it, minor units.
    pub fn cost(&self) -> i128 {
        self.by.iter().sum()
    }
}

/// The periods for which every cost of serving that the files ever state is stated, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Serving {
    /// Months of each.
    pub months: u32,
    /// Which of [`SERVING`] the files state at all.
    pub stated: [bool; SERVING.len()],
    /// The periods.
    pub periods: Vec<Served>,
    /// The last month of the period with place 0.
    anchor: Month,
}

impl Serving {
    /// The last month of a period.
    pub fn month(&self, period: &Served) -> Month {
        self.anchor.plus(period.place.saturating_mul(self.months as i32))
    }

    /// Cost per average customer of a period, minor units: cost · months ÷ customer-months.
    pub fn each(&self, period: &Served) -> Option<Ratio> {
        let denominator = i128::from(period.customer_months?);
        Some(Ratio { numerator: period.cost() * i128::from(self.months), denominator })
    }

    /// The last period and the one a year before it, or the earliest there is.
    pub fn compared(&self) -> Option<(&Served, &Served)> {
        let mut known = self.periods.iter().filter(|period| period.customer_months.is_some());
        let last = known.next_back()?;
        let year = i32::try_from(12_u32.div_ceil(self.months)).unwrap_or(1);
        let rest: Vec<&Served> = known.collect();
        let before = rest.iter().rev().find(|period| period.place <= last.place - year);
        before.or(rest.first()).map(|first| (*first, last))
    }
}

/// How the cost of serving went with the customers, from one period to another of as many months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Growth {
    /// More cost, minor units.
    pub cost: i128,
    /// More customer-months.
    pub customers: i128,
    /// What there was before.
    pub before: (i128, i128),
}

impl Growth {
    /// From one period to a later one; `None` where the customers of either aren't known.
    pub fn of(from: &Served, to: &Served) -> Option<Growth> {
        let (before, after) = (i128::from(from.customer_months?), i128::from(to.customer_months?));
        Some(Growth {
            cost: to.cost() - from.cost(),
            customers: after - before,
            before: (from.cost(), before),
        })
    }

    /// Cost of one customer more, minor units a period of so many months. `None` where there isn't one more.
    pub fn marginal(&self, months: u32) -> Option<Ratio> {
        let ratio = Ratio { numerator: self.cost * i128::from(months), denominator: self.customers };
        (self.customers > 0).then_some(ratio)
    }

    /// Growth of the cost ÷ growth of the customers: 0 is the article's ideal, 1 grows along, above 1 grows faster.
    /// `None` where the customers didn't grow, for then it would read the other way round.
    pub fn elasticity(&self) -> Option<Ratio> {
        let (cost, customers) = self.before;
        let numerator = self.cost.checked_mul(customers)?;
        let denominator = cost.checked_mul(self.customers).filter(|_| cost > 0 && self.customers > 0)?;
        Some(Ratio { numerator, denominator })
    }
}

/// The costs of serving by period, the periods as long as the longest that a cost is stated for, against the
/// customers of each month. `None` where no cost of serving is stated.
pub fn serving(costs: &[CostFact], customers: &dyn Fn(Month) -> Option<u64>) -> Option<Serving> {
    let category = |fact: &CostFact| SERVING.iter().position(|own| *own == fact.category);
    let facts =
        || costs.iter().filter(|fact| fact.months > 0).filter_map(|fact| Some((category(fact)?, fact)));
    let months = facts().map(|(_, fact)| fact.months).max()?.min(LONGEST);
    let anchor = facts().filter(|(_, fact)| fact.months >= months).map(|(_, fact)| fact.month).max()?;
    let length = i32::try_from(months).unwrap_or(1);
    // The period that holds a month: 0 ends with the anchor, earlier ones are below.
    let place = |month: Month| (month.since(anchor) + length - 1).div_euclid(length);
    let first_month = |fact: &CostFact| fact.month.plus(1 - i32::try_from(fact.months).unwrap_or(i32::MAX));
    let (mut low, mut high) = (0, 0);
    for (_, fact) in facts() {
        (low, high) = (low.min(place(first_month(fact))), high.max(place(fact.month)));
    }
    let many = usize::try_from(high - low + 1).unwrap_or(0);
    let mut sums = vec![[0_i128; SERVING.len()]; many];
    let mut covered = vec![[0_u16; SERVING.len()]; many];
    let mut stated = [false; SERVING.len()];
    for (own, fact) in facts() {
        let first = first_month(fact);
        if let Some(stated) = stated.get_mut(own) {
            *stated = true;
        }
        for at in place(first)..=place(fact.month) {
            let end = anchor.plus(at.saturating_mul(length));
            let start = end.plus(1 - length);
            let (from, to) = (first.max(start), fact.month.min(end));
            let shared = to.since(from) + 1;
            let Ok(row) = usize::try_from(at - low) else { continue };
            if let Some(sum) = sums.get_mut(row).and_then(|row| row.get_mut(own)) {
                *sum += part_of(fact.amount, i128::from(shared), i128::from(fact.months));
            }
            if let Some(seen) = covered.get_mut(row).and_then(|row| row.get_mut(own)) {
                *seen |= (((1_u32 << shared) - 1) << from.since(start)) as u16;
            }
        }
    }
    let whole = ((1_u32 << months) - 1) as u16;
    let complete = |seen: &[u16]| seen.iter().zip(stated).all(|(seen, stated)| !stated || *seen == whole);
    let periods = (low..).zip(sums.iter().zip(&covered)).filter(|(_, (_, seen))| complete(*seen));
    let served = |(place, (by, _)): (i32, (&[i128; SERVING.len()], _))| {
        let end = anchor.plus(place.saturating_mul(length));
        let all: Option<u64> = end.plus(1 - length).through(end).map(customers).sum();
        Served { place, by: *by, customer_months: all.filter(|all| *all > 0) }
    };
    Some(Serving { months, stated, periods: periods.map(served).collect(), anchor })
}

/// A cost of development: its place, what of it counts, in minor units, and whether it is for everybody.
pub type Developed = (usize, i128, bool);

/// Development of the last twelve months for which any is stated, and the last of the months. `None` unless both are stated: a file that knows only one doesn't tell them
/// apart.
pub fn development(costs: &[CostFact]) -> Option<(Vec<Developed>, Month)> {
    let of = |category| costs.iter().filter(move |fact| fact.category == category && fact.months > 0);
    let last = |category| of(category).map(|fact| fact.month).max();
    let last = last(CostCategory::RndStandard)?.max(last(CostCategory::RndCustom)?);
    let since = last.plus(-11);
    let inside = |(place, fact): (usize, &CostFact)| {
        let standard = fact.category == CostCategory::RndStandard;
        let first = fact.month.plus(1 - i32::try_from(fact.months).unwrap_or(i32::MAX)).max(since);
        let shared = i128::from(fact.month.since(first) + 1);
        let counts = (standard || fact.category == CostCategory::RndCustom) && fact.months > 0 && shared > 0;
        counts.then(|| (place, part_of(fact.amount, shared, i128::from(fact.months)), standard))
    };
    Some((costs.iter().enumerate().filter_map(inside).collect(), last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::testing::month;

    fn cost(later: i32, months: u32, category: CostCategory, amount: i64) -> CostFact {
        CostFact { month: month(later), months, category, amount, line: 2, customer: None, group: None }
    }

    /// 300k for 500 customers, then 330k for 620.
    fn pinned() -> Vec<CostFact> {
        use CostCategory::{CogsHosting, CogsSupport, Csm};
        let of = |later, all: [i64; 3]| {
            [CogsSupport, Csm, CogsHosting].into_iter().zip(all).map(move |(c, n)| cost(later, 1, c, n))
        };
        of(0, [150_000, 90_000, 60_000]).chain(of(1, [165_000, 99_000, 66_000])).collect()
    }

    #[test]
    fn the_pins_of_the_domain() {
        let customers = |at: Month| Some(if at == month(0) { 500 } else { 620 });
        let serving = serving(&pinned(), &customers).unwrap();
        let (from, to) = serving.compared().unwrap();
        assert_eq!(serving.each(from).unwrap().value(), Some(600.0));
        let growth = Growth::of(from, to).unwrap();
        assert_eq!(growth.marginal(serving.months).unwrap().value(), Some(250.0));
        let elasticity = growth.elasticity().unwrap().value().unwrap();
        assert!((elasticity - 0.417).abs() < 5e-4, "{elasticity}");
    }

    #[test]
    fn a_period_lacking_a_cost_that_others_have_is_left_out() {
        let mut costs = pinned();
        costs.push(cost(2, 1, CostCategory::Csm, 1));
        let serving = serving(&costs, &|_| Some(10)).unwrap();
        let months: Vec<Month> = serving.periods.iter().map(|period| serving.month(period)).collect();
        assert_eq!(months, [month(0), month(1)]);
    }

    #[test]
    fn months_are_joined_to_the_quarters_beside_them() {
        use CostCategory::{CogsHosting, Csm};
        let mut costs = vec![cost(2, 3, Csm, 300), cost(5, 3, Csm, 600)];
        costs.extend((0..6).map(|later| cost(later, 1, CogsHosting, 10)));
        let serving = serving(&costs, &|at| (at <= month(4)).then_some(5)).unwrap();
        assert_eq!(serving.months, 3);
        let sums: Vec<(i128, Option<u64>)> =
            serving.periods.iter().map(|period| (period.cost(), period.customer_months)).collect();
        assert_eq!(sums, [(330, Some(15)), (630, None)], "of the last month the customers aren't known");
        assert!(serving.compared().is_none());
    }

    #[test]
    fn fewer_customers_have_no_marginal_cost() {
        let growth = Growth { cost: -10, customers: -5, before: (100, 50) };
        assert_eq!((growth.marginal(1), growth.elasticity()), (None, None));
    }

    /// Development for everybody, for single customers, and the last month.
    fn sums(costs: &[CostFact]) -> Option<(i128, i128, Month)> {
        let (rows, last) = development(costs)?;
        let of = |wanted| rows.iter().filter(|(.., is)| *is == wanted).map(|(_, minor, _)| minor).sum();
        Some((of(true), of(false), last))
    }

    #[test]
    fn development_is_told_apart_or_not_said() {
        use CostCategory::{RndCustom, RndStandard};
        let both = [cost(1, 2, RndStandard, 1600), cost(1, 2, RndCustom, 400)];
        assert_eq!(sums(&both), Some((1600, 400, month(1))), "80 %");
        assert_eq!(sums(&both[..1]), None);
        // Only the last twelve months count.
        let long = [cost(-11, 1, RndStandard, 5), cost(1, 1, RndStandard, 7), cost(1, 24, RndCustom, 240)];
        assert_eq!(sums(&long), Some((7, 120, month(1))));
    }
}
