//! Movements of MRR, month by month: opening + new + expansion + reactivation − contraction − churn = closing.

use crate::base::Month;
use crate::tables::{Book, Point, ReactivationPolicy};
use serde::{Deserialize, Serialize};

/// The five movements of MRR between two months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MovementKind {
    /// First revenue ever.
    New,
    /// More than the month before.
    Expansion,
    /// Less than the month before, but some.
    Contraction,
    /// None after some.
    Churn,
    /// Some after none after some.
    Reactivation,
}

impl MovementKind {
    /// All five, gains first.
    pub const ALL: [MovementKind; 5] = [
        MovementKind::New,
        MovementKind::Reactivation,
        MovementKind::Expansion,
        MovementKind::Contraction,
        MovementKind::Churn,
    ];

    /// Whether it lowers MRR.
    pub fn is_loss(self) -> bool {
        matches!(self, MovementKind::Contraction | MovementKind::Churn)
    }
}

/// One customer's change from one month to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The later month.
    pub month: Month,
    /// What it is, before the reactivation policy.
    pub kind: MovementKind,
    /// The month before, if it has revenue.
    pub before: Option<Point>,
    /// The month itself, if it has revenue.
    pub now: Option<Point>,
}

impl Move {
    /// How much moved, minor units, above zero.
    pub fn amount(&self) -> i64 {
        let now = self.now.map_or(0, |p| p.amount);
        (now - self.before.map_or(0, |p| p.amount)).abs()
    }
}

/// A customer's movements through `last`, ascending; months without change give none.
pub fn moves(points: &[Point], last: Month) -> impl Iterator<Item = Move> {
    Moves { points, last, at: 0, may_be_gone: false }
}

/// A plain loop over the points, most of which are no movement: every customer is walked through several times a report,
/// and adaptors of iterators are not seen through where the code is made small.
struct Moves<'a> {
    points: &'a [Point],
    last: Month,
    /// The next point to look at.
    at: usize,
    /// Whether the month after the point before it is still to be looked at.
    may_be_gone: bool,
}

impl Iterator for Moves<'_> {
    type Item = Move;

    fn next(&mut self) -> Option<Move> {
        loop {
            let now = self.points.get(self.at).copied();
            let before = self.at.checked_sub(1).and_then(|at| self.points.get(at)).copied();
            if let Some(before) = before.filter(|_| std::mem::take(&mut self.may_be_gone)) {
                let month = before.month.plus(1);
                if now.is_none_or(|now| now.month != month) {
                    let gone = Move { month, kind: MovementKind::Churn, before: Some(before), now: None };
                    return (month <= self.last).then_some(gone);
                }
            }
            let point = now.filter(|now| now.month <= self.last)?;
            (self.at, self.may_be_gone) = (self.at + 1, true);
            let (kind, before) = match before {
                None => (MovementKind::New, None),
                Some(before) if before.month.plus(1) < point.month => (MovementKind::Reactivation, None),
                Some(before) if before.amount < point.amount => (MovementKind::Expansion, Some(before)),
                Some(before) if before.amount > point.amount => (MovementKind::Contraction, Some(before)),
                Some(_) => continue,
            };
            return Some(Move { month: point.month, kind, before, now });
        }
    }
}

/// Under which movement a policy books a kind.
pub fn booked_as(kind: MovementKind, policy: ReactivationPolicy) -> MovementKind {
    match (kind, policy) {
        (MovementKind::Reactivation, ReactivationPolicy::New) => MovementKind::New,
        (MovementKind::Reactivation, ReactivationPolicy::Expansion) => MovementKind::Expansion,
        _ => kind,
    }
}

/// The sums of one month, minor units, and the customers behind each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthFlow {
    /// The month.
    pub month: Month,
    /// MRR of the month before.
    pub opening: i128,
    /// MRR of the month.
    pub closing: i128,
    /// Customers with revenue the month before.
    pub opening_customers: u64,
    /// Customers with revenue in the month.
    pub closing_customers: u64,
    amounts: [i128; 5],
    customers: [u64; 5],
}

impl MonthFlow {
    /// From sums made elsewhere: the two ends, and each movement, with their customers.
    pub fn of_sums(month: Month, ends: [(i128, u64); 2], of: impl Fn(MovementKind) -> (i128, u64)) -> Self {
        let [(opening, opening_customers), (closing, closing_customers)] = ends;
        let (mut amounts, mut customers) = ([0; 5], [0; 5]);
        for kind in MovementKind::ALL {
            let (amount, count) = of(kind);
            amounts.iter_mut().skip(kind as usize).take(1).for_each(|sum| *sum = amount);
            customers.iter_mut().skip(kind as usize).take(1).for_each(|sum| *sum = count);
        }
        MonthFlow { month, opening, closing, opening_customers, closing_customers, amounts, customers }
    }

    /// Sum of one movement, never negative.
    pub fn amount(&self, kind: MovementKind) -> i128 {
        self.amounts.get(kind as usize).copied().unwrap_or(0)
    }

    /// Customers in one movement.
    pub fn customers(&self, kind: MovementKind) -> u64 {
        self.customers.get(kind as usize).copied().unwrap_or(0)
    }

    fn add(&mut self, kind: MovementKind, amount: i64) {
        if let Some(sum) = self.amounts.get_mut(kind as usize) {
            *sum += i128::from(amount);
        }
        if let Some(count) = self.customers.get_mut(kind as usize) {
            *count += 1;
        }
    }
}

/// Every month of the book, ascending, with returns booked as `policy` says. Source: peers.md §5.
pub fn monthly_flows(book: &Book, policy: ReactivationPolicy) -> Vec<MonthFlow> {
    let Some((first, last)) = book.span else { return Vec::new() };
    let empty = |month| MonthFlow {
        month,
        opening: 0,
        closing: 0,
        opening_customers: 0,
        closing_customers: 0,
        amounts: [0; 5],
        customers: [0; 5],
    };
    let mut flows: Vec<MonthFlow> = first.through(last).map(empty).collect();
    let place = |month: Month| usize::try_from(month.since(first)).unwrap_or(usize::MAX);
    for customer in book.ids() {
        let points = book.points(customer);
        for point in points {
            if let Some(flow) = flows.get_mut(place(point.month)) {
                flow.closing += i128::from(point.amount);
                flow.closing_customers += 1;
            }
        }
        for change in moves(points, last) {
            if let Some(flow) = flows.get_mut(place(change.month)) {
                flow.add(booked_as(change.kind, policy), change.amount());
            }
        }
    }
    let mut before = (0, 0);
    for flow in &mut flows {
        (flow.opening, flow.opening_customers) = before;
        before = (flow.closing, flow.closing_customers);
    }
    flows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(entries: &[(i32, i64)]) -> Vec<Point> {
        let start = Month::parse_iso("2024-01").unwrap();
        entries
            .iter()
            .map(|(m, amount)| Point { month: start.plus(*m), amount: *amount, source: None })
            .collect()
    }

    #[test]
    fn names_every_change() {
        let points = points(&[(0, 5), (1, 7), (2, 7), (3, 4), (6, 4)]);
        let last = Month::parse_iso("2024-12").unwrap();
        let got: Vec<_> = moves(&points, last).map(|m| (m.month.number(), m.kind, m.amount())).collect();
        use MovementKind::{Churn, Contraction, Expansion, New, Reactivation};
        assert_eq!(
            got,
            [
                (1, New, 5),
                (2, Expansion, 2),
                (4, Contraction, 3),
                (5, Churn, 4),
                (7, Reactivation, 4),
                (8, Churn, 4)
            ]
        );
        let until_july = moves(&points, Month::parse_iso("2024-07").unwrap());
        assert_eq!(until_july.count(), 5, "the end of the data is no churn");
    }
}
