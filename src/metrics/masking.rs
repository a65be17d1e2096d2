//! Whether the whole hides its parts: how far the best and the worst group lie apart (domain.md §2.2, Q2-08; the
//! article calls it Simpson's paradox, which is more: see [`super::shift`]).

use super::{ENOUGH, Group, GroupSums, Retention};
use crate::base::{Ratio, wilson};
use std::cmp::Ordering;

/// From how far apart on, as a ratio: fifteen points.
const APART: Ratio = Ratio { numerator: 15, denominator: 100 };

/// The groups farthest apart in one rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Place of the lowest group, the first where several are equal.
    pub low: usize,
    /// Place of the highest.
    pub high: usize,
    /// The difference, in points of a ratio.
    pub spread: f64,
    /// Whether they are at least fifteen points apart: then the whole hides the groups.
    pub masked: bool,
    /// For shares of customers: whether their 95 % intervals don't touch, so that chance alone hardly explains it.
    pub certain: bool,
}

/// The spread of a rate among the segments with at least [`ENOUGH`] customers; `None` where there are not two.
/// What is folded or not stated is no segment.
pub fn spread(groups: &[Group], kind: Retention) -> Option<Spread> {
    let rate = |group: &Group| group.now.rate(kind);
    let mut enough =
        groups.iter().enumerate().filter(|(_, g)| g.label.is_segment() && g.now.customers >= ENOUGH);
    let first = enough.next()?;
    let (mut low, mut high, mut several) = (first, first, false);
    for group in enough {
        several = true;
        if order(rate(group.1), rate(low.1)) == Ordering::Less {
            low = group;
        }
        if order(rate(group.1), rate(high.1)) == Ordering::Greater {
            high = group;
        }
    }
    let (least, most) = (rate(low.1), rate(high.1));
    let spread = match most.minus(least) {
        Some(exact) => exact.value()?,
        None => most.value()? - least.value()?,
    };
    let exact = most.minus(least).map(|difference| order(difference, APART) != Ordering::Less);
    let masked = exact.unwrap_or(spread >= 0.15);
    let interval = |sums: &GroupSums| wilson(sums.kept_customers, sums.customers);
    let certain = match (kind, interval(&low.1.now), interval(&high.1.now)) {
        (Retention::Logo, Some(below), Some(above)) => below.1 < above.0,
        _ => false,
    };
    several.then_some(Spread { low: low.0, high: high.0, spread, masked, certain })
}

/// Which ratio is larger, from integers wherever they fit.
fn order(a: Ratio, b: Ratio) -> Ordering {
    match a.minus(b) {
        Some(difference) => difference.numerator.cmp(&0),
        None => a.value().partial_cmp(&b.value()).unwrap_or(Ordering::Equal),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Label;
    use super::*;

    fn group(label: Label, customers: u64, kept_customers: u64) -> Group {
        let now = GroupSums { customers, kept_customers, ..GroupSums::default() };
        Group { label, now, before: GroupSums::default(), folded: 0 }
    }

    #[test]
    fn ninety_five_and_sixty_five_hide_behind_eighty() {
        let groups = [group(Label::Value(0), 20, 19), group(Label::Value(1), 20, 13)];
        let found = spread(&groups, Retention::Logo).unwrap();
        assert_eq!((found.high, found.low, found.masked, found.certain), (0, 1, true, false));
        assert!((found.spread - 0.3).abs() < 1e-12);
        let many = [group(Label::Value(0), 2000, 1900), group(Label::Value(1), 2000, 1300)];
        assert!(spread(&many, Retention::Logo).unwrap().certain);
    }

    #[test]
    fn fifteen_points_are_exactly_fifteen() {
        // 0.95 − 0.80 is a hair below 0.15 in doubles.
        let groups = [group(Label::Value(0), 20, 19), group(Label::Value(1), 20, 16)];
        assert!(spread(&groups, Retention::Logo).unwrap().masked);
        let less = [group(Label::Value(0), 200, 189), group(Label::Value(1), 20, 16)];
        assert!(!spread(&less, Retention::Logo).unwrap().masked);
    }

    #[test]
    fn small_groups_and_what_is_none_do_not_count() {
        let small = [group(Label::Value(0), 20, 20), group(Label::Value(1), 4, 0)];
        assert_eq!(spread(&small, Retention::Logo), None);
        let none =
            [group(Label::Value(0), 20, 20), group(Label::Others, 9, 0), group(Label::NotStated, 9, 0)];
        assert_eq!(spread(&none, Retention::Logo), None);
        assert_eq!(spread(&[], Retention::Grr), None);
    }
}
