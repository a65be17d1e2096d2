//! The same customers, many NRRs: variants that add up movements instead of comparing two ends (peers.md §6).

use super::Window;
use super::movements::{MonthFlow, MovementKind, booked_as, moves};
use crate::tables::{Book, Point, ReactivationPolicy};

/// Movements inside a window, added up, minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PathSums {
    /// MRR of the opening month.
    pub opening: i128,
    /// Expansion of all months (with returns, where the policy books them so).
    pub expansion: i128,
    /// Contraction and churn of all months.
    pub lost: i128,
    /// Customers with revenue in the opening month.
    pub opening_customers: u64,
}

impl PathSums {
    fn add(&mut self, path: &PathSums) {
        self.opening += path.opening;
        self.expansion += path.expansion;
        self.lost += path.lost;
        self.opening_customers += path.opening_customers;
    }

    /// Opening + expansion − losses: what a bridge says is left.
    pub fn net(&self) -> i128 {
        self.opening + self.expansion - self.lost
    }

    /// Opening − losses. Below zero where customers lose more on their way than they began with.
    pub fn gross(&self) -> i128 {
        self.opening - self.lost
    }
}

/// One customer's path through a window.
pub fn path_of(points: &[Point], window: Window, policy: ReactivationPolicy) -> PathSums {
    let opening = points.iter().find(|p| p.month >= window.from).filter(|p| p.month == window.from);
    let mut sums = PathSums {
        opening: opening.map_or(0, |p| i128::from(p.amount)),
        opening_customers: u64::from(opening.is_some()),
        ..PathSums::default()
    };
    for change in moves(points, window.to).filter(|change| change.month > window.from) {
        let amount = i128::from(change.amount());
        match booked_as(change.kind, policy) {
            MovementKind::Expansion => sums.expansion += amount,
            kind if kind.is_loss() => sums.lost += amount,
            _ => {}
        }
    }
    sums
}

/// The paths of all customers, and of those with revenue in the opening month alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// All customers.
    pub all: PathSums,
    /// The opening ones.
    pub opening: PathSums,
}

/// The paths of a window, in one walk over the customers.
///
/// With all customers, `net / opening` is the "lazy" NRR: what happens to customers won inside the
/// window counts above the line but not below it (domain.md F2). With the opening customers only it
/// is the movement form, and `gross / opening` the movement form of GRR (F3).
pub fn path_sums(book: &Book, window: Window, policy: ReactivationPolicy) -> Paths {
    let mut paths = Paths::default();
    for customer in book.ids() {
        let path = path_of(book.points(customer), window, policy);
        paths.all.add(&path);
        if path.opening_customers > 0 {
            paths.opening.add(&path);
        }
    }
    paths
}

/// The product of the window's monthly closed-cohort ratios; a customer who returns never comes back
/// in. `None` where a month opens with nothing. `flows` must not book returns as expansion.
pub fn compounded_monthly(flows: &[MonthFlow], window: Window) -> Option<f64> {
    let inside = flows.iter().filter(|flow| flow.month > window.from && flow.month <= window.to);
    inside.map(monthly_ratio).try_fold(1.0, |product, ratio| ratio.map(|ratio| product * ratio))
}

fn monthly_ratio(flow: &MonthFlow) -> Option<f64> {
    let kept = flow.opening + flow.amount(MovementKind::Expansion)
        - flow.amount(MovementKind::Contraction)
        - flow.amount(MovementKind::Churn);
    (flow.opening > 0).then(|| kept as f64 / flow.opening as f64)
}

#[cfg(test)]
mod tests {
    use super::super::{
        monthly_flows,
        testing::{book, month},
    };
    use super::*;

    fn window(months: i32) -> Window {
        Window { from: month(0), to: month(months), months: months as u32 }
    }

    #[test]
    fn losses_on_the_way_can_exceed_the_start() {
        let book = book(&[("A", &[100, 500, 100])]);
        let path = path_sums(&book, window(2), ReactivationPolicy::Separate).opening;
        assert_eq!((path.net(), path.gross()), (100, -300));
    }

    #[test]
    fn a_return_counts_only_where_it_is_booked_as_expansion() {
        let book = book(&[("A", &[100, 0, 80]), ("B", &[0, 50, 50])]);
        let paths = |policy| path_sums(&book, window(2), policy);
        assert_eq!(paths(ReactivationPolicy::Separate).all.net(), 0);
        assert_eq!(paths(ReactivationPolicy::New).all.net(), 0);
        assert_eq!(paths(ReactivationPolicy::Expansion).all.net(), 80);
        assert_eq!(paths(ReactivationPolicy::Expansion).opening.net(), 80);
    }

    #[test]
    fn monthly_ratios_multiply_and_stop_at_an_empty_month() {
        let flows = |rows| monthly_flows(&book(rows), ReactivationPolicy::Separate);
        let grown = flows(&[("A", &[100, 120, 60]), ("B", &[100, 0, 100])]);
        assert_eq!(compounded_monthly(&grown, window(2)), Some(0.6 * 0.5));
        let empty = flows(&[("A", &[100, 0, 100])]);
        assert_eq!(compounded_monthly(&empty, window(2)), None);
    }
}
