//! Whether two shares differ: Fisher's exact test (R. A. Fisher, J. R. Stat. Soc. 85 (1922); domain.md §2.11), and the
//! z-test.

use crate::metrics::chi_square_p;

/// What two tables of equal probability may differ by in rounding, as R's `fisher.test` has it.
const TIE: f64 = 1.0 + 1e-7;

/// The chance that two groups which don't differ show shares as far apart as `part` of `of` and `rest_part` of
/// `rest_of`, or further: the sum over all tables with the same margins that are no likelier (two-sided). `None` where
/// a group is empty or a part exceeds its whole.
pub fn fisher(part: u64, of: u64, rest_part: u64, rest_of: u64) -> Option<f64> {
    if of == 0 || rest_of == 0 || part > of || rest_part > rest_of {
        return None;
    }
    let both = part + rest_part;
    let (low, high) = (both.saturating_sub(rest_of), both.min(of));
    // How much likelier k + 1 is than k. Of the probabilities only these ratios are needed, so no factorial is.
    let step = |k: u64| {
        let above = (of - k) as f64 * (both - k) as f64;
        above / ((k + 1) as f64 * (rest_of + k + 1 - both) as f64)
    };
    // From the likeliest table outwards every weight is at most 1: none overflows, and one that underflows is nothing
    // beside the sum.
    let mode = (u128::from(of + 1) * u128::from(both + 1) / u128::from(of + rest_of + 2)) as u64;
    let mode = mode.clamp(low, high);
    let up = || (mode..high).scan(1.0, |weight, k| Some(next(weight, *weight * step(k), k + 1)));
    let down = || (low..mode).rev().scan(1.0, |weight, k| Some(next(weight, *weight / step(k), k)));
    let all = || std::iter::once((mode, 1.0)).chain(up()).chain(down());
    let seen = all().find(|(k, _)| *k == part).map(|(_, weight)| weight)?;
    let (mut sum, mut extreme) = (0.0, 0.0);
    for (_, weight) in all() {
        sum += weight;
        if weight <= seen * TIE {
            extreme += weight;
        }
    }
    Some(extreme / sum)
}

fn next(weight: &mut f64, now: f64, k: u64) -> (u64, f64) {
    *weight = now;
    (k, now)
}

/// The same by the z-test of two shares, pooled and without a correction for counts: what most calculators give. It calls
/// more differences real than [`fisher`] does where groups are small. `None` where nothing can differ, too.
pub fn z_test(part: u64, of: u64, rest_part: u64, rest_of: u64) -> Option<f64> {
    if of == 0 || rest_of == 0 || part > of || rest_part > rest_of {
        return None;
    }
    let (n, rest) = (of as f64, rest_of as f64);
    let pooled = (part + rest_part) as f64 / (n + rest);
    let apart = part as f64 / n - rest_part as f64 / rest;
    let spread = pooled * (1.0 - pooled) * (1.0 / n + 1.0 / rest);
    // The square of a normal deviate is a chi-square of one degree of freedom.
    (spread > 0.0).then(|| chi_square_p(apart * apart / spread, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(found: Option<f64>, expected: f64) -> bool {
        found.is_some_and(|p| (p - expected).abs() < 1e-6)
    }

    #[test]
    fn the_pin_of_the_domain() {
        // Agencies 10 of 40 against 20 of 160: suggestive, not conclusive.
        let p = fisher(10, 40, 20, 160).unwrap();
        assert!((p - 0.079).abs() < 5e-4, "{p}");
        let z = z_test(10, 40, 20, 160).unwrap();
        assert!((z - 0.048).abs() < 5e-4, "{z}");
        assert_eq!((z_test(0, 4, 0, 9), z_test(4, 4, 9, 9), z_test(1, 0, 1, 2)), (None, None, None));
    }

    #[test]
    fn published_tables() {
        // The lady tasting tea; and R's documentation of `fisher.test`: convictions of twins, 0.0005367.
        assert!(close(fisher(3, 4, 1, 4), 0.485_714_3));
        assert!((fisher(2, 17, 10, 13).unwrap() - 0.000_536_7).abs() < 5e-8);
        assert_eq!((fisher(0, 0, 1, 2), fisher(3, 2, 0, 1)), (None, None));
        assert!(close(fisher(5, 5, 9, 9), 1.0) && close(fisher(0, 5, 0, 9), 1.0));
    }

    #[test]
    fn large_groups_neither_overflow_nor_stall() {
        let p = fisher(500_000, 1_000_000, 400_000, 1_000_000).unwrap();
        assert!((0.0..1e-200).contains(&p), "{p}");
        assert!(fisher(1_000, 20_000, 10_000, 200_000).unwrap() > 0.9);
    }

    /// Plainly, from the binomials as exact integers.
    fn plain(part: u64, of: u64, rest_part: u64, rest_of: u64) -> f64 {
        let choose = |n: u64, k: u64| (0..k).fold(1_u128, |c, i| c * u128::from(n - i) / u128::from(i + 1));
        let both = part + rest_part;
        let weight = |k: u64| choose(of, k) * choose(rest_of, both - k);
        let range = both.saturating_sub(rest_of)..=both.min(of);
        let all: u128 = range.clone().map(weight).sum();
        let extreme: u128 = range.map(weight).filter(|w| *w <= weight(part)).sum();
        extreme as f64 / all as f64
    }

    proptest! {
        #[test]
        fn as_the_exact_binomials_say(of in 1..30_u64, rest_of in 1..30_u64, a in 0..30_u64, b in 0..30_u64) {
            let (a, b) = (a.min(of), b.min(rest_of));
            let found = fisher(a, of, b, rest_of).unwrap();
            prop_assert!((found - plain(a, of, b, rest_of)).abs() < 1e-9);
            // Neither which group comes first nor which outcome is counted matters.
            prop_assert!((found - fisher(b, rest_of, a, of).unwrap()).abs() < 1e-9);
            prop_assert!((found - fisher(of - a, of, rest_of - b, rest_of).unwrap()).abs() < 1e-9);
        }
    }
}
