//! How fast a rate changes: the straight line through its last four quarters (N-30: a trend, not a point).

/// Quarters that a line is drawn through.
pub const QUARTERS: usize = 4;

/// The slope of the least-squares line through values at equal steps, the oldest first, for each step.
///
/// ```
/// assert_eq!(ninefold::metrics::slope([1.1, 1.05, 1.0, 0.95]), -0.05000000000000002);
/// ```
pub fn slope(values: [f64; QUARTERS]) -> f64 {
    // Steps from the middle are −3, −1, 1, 3 halves; the sum of their squares is 5.
    let [a, b, c, d] = values;
    (3.0 * (d - a) + (c - b)) / 10.0
}
