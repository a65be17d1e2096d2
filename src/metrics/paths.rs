//! A customer's movements inside a window, added up: what stands behind the definitions that sum movements (peers.md §6).

use super::Window;
use super::movements::{MovementKind, booked_as, moves};
use crate::tables::{Point, ReactivationPolicy};

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

#[cfg(test)]
mod tests {
    use super::super::testing::{book, month};
    use super::*;

    fn path(amounts: &[i64], policy: ReactivationPolicy) -> PathSums {
        let months = amounts.len() as i32 - 1;
        let window = Window { from: month(0), to: month(months), months: months as u32 };
        path_of(book(&[("A", amounts)]).points(0), window, policy)
    }

    #[test]
    fn losses_on_the_way_can_exceed_the_start() {
        let path = path(&[100, 500, 100], ReactivationPolicy::Separate);
        assert_eq!((path.net(), path.gross()), (100, -300));
    }

    #[test]
    fn a_return_counts_only_where_it_is_booked_as_expansion() {
        let net = |policy| path(&[100, 0, 80], policy).net();
        assert_eq!(net(ReactivationPolicy::Separate), 0);
        assert_eq!(net(ReactivationPolicy::New), 0);
        assert_eq!(net(ReactivationPolicy::Expansion), 80);
    }
}
