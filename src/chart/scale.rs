//! From numbers to pixels.

/// A linear scale: `domain` is mapped onto `range`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    domain: (f64, f64),
    range: (f64, f64),
}

impl Scale {
    /// A scale; a domain without extent maps everything onto the range's start.
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Scale { domain, range }
    }

    /// The place of a value.
    pub fn at(&self, value: f64) -> f64 {
        let extent = self.domain.1 - self.domain.0;
        if extent == 0.0 || !extent.is_finite() {
            return self.range.0;
        }
        self.range.0 + (value - self.domain.0) / extent * (self.range.1 - self.range.0)
    }
}

/// Round steps (1, 2 or 5 times a power of ten) that cover `low … high` in about `wanted` steps.
///
/// The first tick is at or below `low`, the last at or above `high`.
pub fn ticks(low: f64, high: f64, wanted: u32) -> Vec<f64> {
    if !(low.is_finite() && high.is_finite()) || high <= low {
        return vec![low];
    }
    let step = nice_step((high - low) / f64::from(wanted.max(1)));
    if step <= 0.0 {
        return vec![low];
    }
    // Multiples of the step, so that 0.1 + 0.2 never shows.
    let (first, last) = ((low / step).floor() as i64, (high / step).ceil() as i64);
    let inverse = (1.0 / step).round();
    (first..=last).map(|i| if step < 1.0 { i as f64 / inverse } else { i as f64 * step }).collect()
}

/// The smallest of 1, 2, 5 times a power of ten that is not below `rough`, with a little tolerance.
fn nice_step(rough: f64) -> f64 {
    let mut power = 1.0;
    while power * 10.0 <= rough {
        power *= 10.0;
    }
    while power > rough {
        power /= 10.0;
    }
    let factor = [1.0, 2.0, 5.0].into_iter().find(|f| rough <= f * power * 1.1).unwrap_or(10.0);
    factor * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_ends_onto_ends() {
        let s = Scale::new((0.0, 50.0), (200.0, 0.0));
        assert_eq!((s.at(0.0), s.at(50.0), s.at(25.0)), (200.0, 0.0, 100.0));
        assert_eq!(Scale::new((3.0, 3.0), (7.0, 9.0)).at(3.0), 7.0);
    }

    #[test]
    fn ticks_are_round_and_cover() {
        assert_eq!(
            ticks(0.0, 252_915.0, 5),
            [0.0, 50_000.0, 100_000.0, 150_000.0, 200_000.0, 250_000.0, 300_000.0]
        );
        assert_eq!(
            ticks(-5616.0, 19_099.0, 5),
            [-10_000.0, -5_000.0, 0.0, 5_000.0, 10_000.0, 15_000.0, 20_000.0]
        );
        assert_eq!(ticks(0.68, 1.09, 5), [0.6, 0.7, 0.8, 0.9, 1.0, 1.1]);
        assert_eq!(ticks(1.0, 1.0, 5), [1.0]);
        assert_eq!(ticks(0.0, f64::NAN, 5), [0.0]);
    }

    #[test]
    fn steps_are_one_two_five() {
        for (rough, step) in
            [(0.7, 1.0), (1.2, 2.0), (1.05, 1.0), (3.0, 5.0), (7.0, 10.0), (0.03, 0.05), (4_200.0, 5_000.0)]
        {
            assert!((nice_step(rough) - step).abs() < 1e-9 * step, "{rough}: {}", nice_step(rough));
        }
    }
}
