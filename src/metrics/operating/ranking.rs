//! Places of values among each other: ranks with ties in the middle, percentiles, and how alike two orders are.

use crate::base::{order_key, sort_keyed};

/// For each value how many are above it and how many are its equals, itself included; values without one take no part.
fn standing(values: &[Option<f64>]) -> Vec<Option<(usize, usize)>> {
    let keyed = |(place, value): (u32, &Option<f64>)| Some((!order_key((*value)?), place));
    let mut order: Vec<(u64, u32)> = (0..).zip(values).filter_map(keyed).collect();
    sort_keyed(&mut order);
    let mut standing = vec![None; values.len()];
    let mut above = 0;
    for equals in order.chunk_by(|a, b| a.0 == b.0) {
        for (_, place) in equals {
            if let Some(own) = standing.get_mut(*place as usize) {
                *own = Some((above, equals.len()));
            }
        }
        above += equals.len();
    }
    standing
}

/// The rank of each value, the highest first, doubled so that it stays whole: equals share the middle of their places.
pub fn ranks_twice(values: &[Option<f64>]) -> Vec<Option<i64>> {
    let middle = |(above, equals): (usize, usize)| (2 * above + equals + 1) as i64;
    standing(values).into_iter().map(|own| own.map(middle)).collect()
}

/// The place of each value from 1, the highest first: equals share the best of theirs.
pub fn places(values: &[Option<f64>]) -> Vec<Option<i64>> {
    standing(values).into_iter().map(|own| own.map(|(above, _)| above as i64 + 1)).collect()
}

/// The percentile of each value, 0 to 100: the share of values below it and half of its equals (mid-rank).
pub fn percentiles(values: &[Option<f64>]) -> Vec<Option<f64>> {
    let n = values.iter().flatten().count();
    let percentile = |(above, equals): (usize, usize)| {
        let below = n - above - equals;
        (2 * below + equals) as f64 * 50.0 / n as f64
    };
    standing(values).into_iter().map(|own| own.map(percentile)).collect()
}

/// Spearman's ρ of two orders: Pearson's correlation of the ranks, equals at the middle of their places, from whole
/// sums. `None` where either puts all in one place.
pub fn spearman(pairs: &[(i64, i64)]) -> Option<f64> {
    let n = pairs.len() as i128;
    let sum = |of: &dyn Fn(i128, i128) -> i128| -> i128 {
        pairs.iter().map(|(a, b)| of(i128::from(*a), i128::from(*b))).sum()
    };
    let (a, b) = (sum(&|a, _| a), sum(&|_, b| b));
    let both = n * sum(&|a, b| a * b) - a * b;
    let (own_a, own_b) = (n * sum(&|a, _| a * a) - a * a, n * sum(&|_, b| b * b) - b * b);
    let below = (own_a as f64 * own_b as f64).sqrt();
    (below > 0.0).then(|| (both as f64 / below).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NONE: Option<f64> = None;

    #[test]
    fn equals_share_their_places() {
        let values = [Some(3.0), Some(5.0), NONE, Some(3.0), Some(1.0)];
        assert_eq!(ranks_twice(&values), [Some(5), Some(2), None, Some(5), Some(8)]);
        assert_eq!(places(&values), [Some(2), Some(1), None, Some(2), Some(4)]);
        assert_eq!(percentiles(&values), [Some(50.0), Some(87.5), None, Some(50.0), Some(12.5)]);
        assert_eq!(percentiles(&[Some(7.0)]), [Some(50.0)]);
        assert_eq!(percentiles(&[NONE]), [None]);
    }

    #[test]
    fn orders_alike_opposite_and_neither() {
        assert_eq!(spearman(&[(1, 2), (2, 4), (3, 6)]), Some(1.0));
        assert_eq!(spearman(&[(1, 6), (2, 4), (3, 2)]), Some(-1.0));
        assert_eq!(spearman(&[(1, 1), (1, 2)]), None);
        assert_eq!(spearman(&[]), None);
        // 1 − 6 Σd² ÷ n(n² − 1) where no two are equal: d = 1, 1, 1, 1, 0.
        let rho = spearman(&[(1, 2), (2, 1), (3, 4), (4, 3), (5, 5)]).unwrap();
        assert!((rho - 0.8).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn percentiles_lie_within_and_average_to_the_middle(all in prop::collection::vec(0u8..9, 1..60)) {
            let values: Vec<Option<f64>> = all.iter().map(|v| Some(f64::from(*v))).collect();
            let ranked: Vec<f64> = percentiles(&values).into_iter().flatten().collect();
            prop_assert!(ranked.iter().all(|p| *p > 0.0 && *p < 100.0));
            let mean = ranked.iter().sum::<f64>() / ranked.len() as f64;
            prop_assert!((mean - 50.0).abs() < 1e-9);
        }
    }
}
