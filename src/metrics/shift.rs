//! Why a rate moved between two windows: because the mix of customers changed, or because the groups' own rates did;
//! and whether it is a Simpson reversal, where the whole moves against every group (domain.md §2.2).

use super::{GroupSums, Retention};
use crate::base::Ratio;

/// Customers in each window from which on a group's change is judged (domain.md §2.0 rule 5).
pub const ENOUGH: u64 = 5;

/// How a rate moved. In points of a ratio: 0.13 is thirteen percentage points.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// The rate of all customers in the previous window.
    pub before: Ratio,
    /// In the window.
    pub now: Ratio,
    /// The second less the first.
    pub change: f64,
    /// Of it, from the mix: groups that keep more gained or lost weight.
    pub mix: f64,
    /// Of it, from the groups' own rates. Mix and rate make the change.
    pub rate: f64,
    /// Whether the whole moved one way and every judged group the other.
    pub reversed: bool,
    /// A part a group, in the groups' order.
    pub parts: Vec<ShiftPart>,
}

/// One group's part in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShiftPart {
    /// The group's rate in the previous window; `None` where it had no customers.
    pub before: Option<Ratio>,
    /// In the window.
    pub now: Option<Ratio>,
    /// The second less the first, where there are both.
    pub change: Option<f64>,
    /// What its change of weight does: positive where a group better than the whole grew.
    pub mix: f64,
    /// What the change of its own rate does.
    pub rate: f64,
    /// Whether it has [`ENOUGH`] customers in both windows.
    pub judged: bool,
}

/// Takes a rate's change apart over groups (each: its sums in the previous window, then in this one), weighted by
/// customers for logo retention and by opening MRR for NRR and GRR. `None` where a window has no customers.
///
/// Mid-point decomposition: with weights w and rates r, mix = Σ (w₁−w₀)·(r̄−R̄) and rate = Σ w̄·(r₁−r₀), where a bar
/// is the mean of both windows and R the whole's rate. As Σ (w₁−w₀) is zero, R̄ moves no sum and only says for each
/// group whether it is a better or a worse one that grew. A group of one window only has no change of rate: all of
/// its part is mix. Every sum is exact up to the last division, and change = mix + rate.
///
/// Reversed: the whole moved, at least two groups are judged, each of them moved the other way, and the judged groups
/// taken together moved as the whole did. So a small group can't make a reversal, nor hide one.
pub fn shift(groups: &[(GroupSums, GroupSums)], kind: Retention) -> Option<Shift> {
    let (mut all0, mut all1) = (GroupSums::default(), GroupSums::default());
    let (mut judged0, mut judged1) = (GroupSums::default(), GroupSums::default());
    let judged = |(g0, g1): &(GroupSums, GroupSums)| g0.customers >= ENOUGH && g1.customers >= ENOUGH;
    for group in groups {
        all0.merge(&group.0);
        all1.merge(&group.1);
        if judged(group) {
            judged0.merge(&group.0);
            judged1.merge(&group.1);
        }
    }
    let (before, now) = (all0.rate(kind), all1.rate(kind));
    let whole = Moved::of(before, now)?;
    let middle = (before.value()? + now.value()?) / 2.0;
    let mut parts = Vec::with_capacity(groups.len());
    // Σ w₁·r₀ and Σ w₀·r₁: what the whole would be had only the weights, or only the rates changed.
    let (mut mixed, mut rated) = (0.0, 0.0);
    for group in groups {
        let (r0, r1) = (group.0.rate(kind), group.1.rate(kind));
        let share = |part: i128, whole: i128| part as f64 / whole as f64;
        let (kept0, kept1) = (share(r0.numerator, before.denominator), share(r1.numerator, now.denominator));
        let (w0, w1) = (share(r0.denominator, before.denominator), share(r1.denominator, now.denominator));
        let (swapped1, swapped0) = match (r0.denominator, r1.denominator) {
            (0, _) => (kept1, 0.0),
            (_, 0) => (0.0, kept0),
            (o0, o1) => (
                product(o1, r0.numerator) / (o0 as f64) / (now.denominator as f64),
                product(o0, r1.numerator) / (o1 as f64) / (before.denominator as f64),
            ),
        };
        mixed += swapped1;
        rated += swapped0;
        let mix = (kept1 + swapped1 - swapped0 - kept0) / 2.0 - (w1 - w0) * middle;
        let moved = Moved::of(r0, r1);
        parts.push(ShiftPart {
            before: r0.value().map(|_| r0),
            now: r1.value().map(|_| r1),
            change: moved.map(|moved| moved.by),
            mix,
            rate: (kept1 - swapped1 + swapped0 - kept0) / 2.0,
            judged: judged(group),
        });
    }
    let against = |group: &(GroupSums, GroupSums)| {
        let moved = Moved::of(group.0.rate(kind), group.1.rate(kind));
        moved.is_some_and(|moved| moved.sign == -whole.sign)
    };
    let many = groups.iter().filter(|group| judged(group)).count() >= 2;
    let together = Moved::of(judged0.rate(kind), judged1.rate(kind)).is_some_and(|m| m.sign == whole.sign);
    let reversed =
        whole.sign != 0 && many && together && groups.iter().filter(|group| judged(group)).all(against);
    Some(Shift {
        before,
        now,
        change: whole.by,
        mix: (whole.by + (mixed - rated)) / 2.0,
        rate: (whole.by - (mixed - rated)) / 2.0,
        reversed,
        parts,
    })
}

/// A product of two sums as a double, exact before it is one wherever it fits.
fn product(a: i128, b: i128) -> f64 {
    a.checked_mul(b).map_or_else(|| a as f64 * b as f64, |product| product as f64)
}

/// The way from one ratio to another.
#[derive(Clone, Copy)]
struct Moved {
    by: f64,
    /// -1, 0 or 1, from integers: no rounding makes a move of none.
    sign: i128,
}

impl Moved {
    fn of(before: Ratio, now: Ratio) -> Option<Self> {
        if let Some(exact) = now.minus(before) {
            return Some(Moved { by: exact.value()?, sign: exact.numerator.signum() });
        }
        let by = now.value()? - before.value()?;
        Some(Moved { by, sign: i128::from(by > 0.0) - i128::from(by < 0.0) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn counts(customers: u64, kept: u64) -> GroupSums {
        GroupSums { customers, kept_customers: kept, ..GroupSums::default() }
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-12
    }

    #[test]
    fn the_true_simpson_of_the_domain() {
        // domain.md §2.2 [pin]: KA 90 → 85 and SMB 60 → 55, yet the whole 66 → 79: mix +18, rate -5.
        let groups = [(counts(20, 18), counts(80, 68)), (counts(80, 48), counts(20, 11))];
        let found = shift(&groups, Retention::Logo).unwrap();
        assert_eq!((found.before.value(), found.now.value()), (Some(0.66), Some(0.79)));
        assert!(near(found.change, 0.13) && near(found.mix, 0.18) && near(found.rate, -0.05), "{found:?}");
        assert!(found.reversed);
        assert!(found.parts.iter().all(|part| part.judged && near(part.change.unwrap(), -0.05)));
        // Key accounts are better than the whole and grew; the others are worse and shrank.
        assert!(found.parts.iter().all(|part| part.mix > 0.0));
        let one_better = [(counts(20, 18), counts(80, 73)), groups[1]];
        assert!(!shift(&one_better, Retention::Logo).unwrap().reversed);
    }

    #[test]
    fn a_hidden_average_is_no_reversal() {
        // domain.md Q2-08 [pin]: 80 = 95 and 65, each half of the customers.
        let groups = [(counts(20, 19), counts(20, 19)), (counts(20, 13), counts(20, 13))];
        let found = shift(&groups, Retention::Logo).unwrap();
        assert_eq!((found.now.value(), found.change, found.reversed), (Some(0.8), 0.0, false));
        assert_eq!((found.mix, found.rate), (0.0, 0.0));
    }

    #[test]
    fn small_groups_neither_make_nor_hide_a_reversal() {
        let reversal = [(counts(20, 18), counts(80, 68)), (counts(80, 48), counts(20, 11))];
        let with_one = [reversal[0], reversal[1], (counts(4, 0), counts(4, 4))];
        let found = shift(&with_one, Retention::Logo).unwrap();
        assert!(found.reversed && !found.parts[2].judged);
        let small = [(counts(2, 2), counts(8, 7)), (counts(8, 5), counts(2, 1))];
        assert!(!shift(&small, Retention::Logo).unwrap().reversed);
        // The judged fall together; only the small ones lift the whole.
        let lifted =
            [(counts(10, 9), counts(10, 8)), (counts(10, 9), counts(10, 8)), (counts(4, 0), counts(90, 90))];
        assert!(!shift(&lifted, Retention::Logo).unwrap().reversed);
    }

    #[test]
    fn what_is_new_or_gone_is_mix() {
        let groups =
            [(counts(10, 5), counts(10, 5)), (counts(0, 0), counts(10, 10)), (counts(10, 0), counts(0, 0))];
        let found = shift(&groups, Retention::Logo).unwrap();
        assert!(near(found.rate, 0.0) && near(found.mix, 0.5) && near(found.change, 0.5), "{found:?}");
        assert_eq!((found.parts[1].before, found.parts[1].change), (None, None));
        assert_eq!(shift(&[(counts(0, 0), counts(3, 1))], Retention::Logo), None);
    }

    /// A fraction in lowest terms, for numbers that stay small.
    fn add((a, b): (i128, i128), (c, d): (i128, i128)) -> (i128, i128) {
        fn gcd(a: i128, b: i128) -> i128 {
            if b == 0 { a.abs() } else { gcd(b, a % b) }
        }
        let (n, m) = (a * d + c * b, b * d);
        let by = gcd(n, m).max(1);
        (n / by, m / by)
    }

    proptest! {
        #[test]
        fn as_exact_fractions_say(raw in prop::collection::vec((1..30_u64, 0..30_u64, 1..30_u64, 0..30_u64), 1..5)) {
            let groups: Vec<_> =
                raw.iter().map(|(a, b, c, d)| (counts(*a, *b.min(a)), counts(*c, *d.min(c)))).collect();
            let found = shift(&groups, Retention::Logo).unwrap();
            // The formulas of domain.md §2.2 in fractions: Σ (w1−w0)(r0+r1)/2 and Σ (w0+w1)/2·(r1−r0).
            let whole = |side: fn(&(GroupSums, GroupSums)) -> u64| groups.iter().map(side).sum::<u64>() as i128;
            let (o0, o1) = (whole(|g| g.0.customers), whole(|g| g.1.customers));
            let (mut mix, mut rate) = ((0, 1), (0, 1));
            for (g0, g1) in &groups {
                let n = |x: u64| i128::from(x);
                let weight = |w0: i128, w1: i128| add((w1 * n(g1.customers), o1), (w0 * n(g0.customers), o0));
                let rates = |s: i128| add((n(g1.kept_customers), n(g1.customers)), (s * n(g0.kept_customers), n(g0.customers)));
                let times = |a: (i128, i128), b: (i128, i128)| (a.0 * b.0, a.1 * b.1 * 2);
                mix = add(mix, times(weight(-1, 1), rates(1)));
                rate = add(rate, times(weight(1, 1), rates(-1)));
            }
            let float = |(a, b): (i128, i128)| a as f64 / b as f64;
            prop_assert!(near(found.mix, float(mix)) && near(found.rate, float(rate)), "{:?}", found);
            let (k0, k1) = (whole(|g| g.0.kept_customers), whole(|g| g.1.kept_customers));
            prop_assert_eq!(add(mix, rate), add((k1, o1), (-k0, o0)), "in fractions the parts are the change");
            prop_assert!(near(found.mix + found.rate, found.change));
            prop_assert!(near(found.parts.iter().map(|part| part.mix).sum(), found.mix));
            prop_assert!(near(found.parts.iter().map(|part| part.rate).sum(), found.rate));
        }
    }
}
