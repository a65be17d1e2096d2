//! Confidence intervals of proportions.

use serde::{Deserialize, Serialize};

/// Lower and upper bound, as ratios.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval(pub f64, pub f64);

/// The 90 % quantile of the normal distribution, two-sided.
pub const Z90: f64 = 1.644853626951472;

/// The 95 % quantile of the normal distribution, two-sided.
pub const Z95: f64 = 1.959963984540054;

/// The 95 % Wilson score interval of `part` out of `whole`; `None` where `whole` is zero.
/// Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927); domain.md §2.0 rule 5.
pub fn wilson(part: u64, whole: u64) -> Option<Interval> {
    if whole == 0 || part > whole {
        return None;
    }
    let (n, p) = (whole as f64, part as f64 / whole as f64);
    let z2 = Z95 * Z95;
    let scale = 1.0 + z2 / n;
    let centre = (p + z2 / (2.0 * n)) / scale;
    let half = Z95 * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt() / scale;
    // At 0 and 1 the bound is exact; only rounding would say otherwise.
    let low = if part == 0 { 0.0 } else { centre - half };
    let high = if part == whole { 1.0 } else { centre + half };
    Some(Interval(low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pins_of_the_domain() {
        let Interval(low, high) = wilson(4, 5).unwrap();
        assert!((low - 0.3755).abs() < 1e-4 && (high - 0.9638).abs() < 1e-4, "{low} {high}");
        let Interval(low, high) = wilson(0, 20).unwrap();
        assert!(low == 0.0 && (high - 0.1611).abs() < 1e-4);
        let Interval(low, high) = wilson(11, 12).unwrap();
        assert!((low - 0.646).abs() < 1e-3 && (high - 0.985).abs() < 1e-3);
        assert_eq!(wilson(0, 0), None);
    }
}
