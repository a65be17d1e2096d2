//! Amounts arrive as decimal texts. Floats serve geometry only; a figure that is shown stays exact.

use crate::base::{MAX_EXPONENT, format_minor, parse_plain_decimal};

/// The amount as a length to draw; 0 for a text that is no amount.
pub fn geometry(decimal: &str) -> f64 {
    decimal_value(decimal).unwrap_or(0.0)
}

/// The number that a decimal text stands for; `None` for any other text.
///
/// Not by the standard library: its reader of floats brings 10 kB of tables into the page. Up to fifteen digits both
/// sides of the division are exact, so that this is the nearest double, as that reader gives it.
pub fn decimal_value(text: &str) -> Option<f64> {
    if !is_decimal(text) {
        return None;
    }
    let mut value = 0.0;
    let mut unit = 0.0;
    for byte in text.bytes() {
        match byte {
            b'.' => unit = 1.0,
            b'-' => {}
            digit => {
                value = value * 10.0 + f64::from(digit - b'0');
                unit *= 10.0;
            }
        }
    }
    let value = if unit > 0.0 { value / unit } else { value };
    Some(if text.starts_with('-') { -value } else { value })
}

/// Whether a text is digits with at most one point and a sign before them, as the report writes numbers.
pub fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(fraction)
}

/// `a − b` as a decimal text, exact, with as many decimals as the longer of the two.
///
/// `None` where one of them is no amount.
pub fn difference(a: &str, b: &str) -> Option<String> {
    let decimals = |s: &str| s.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let exponent = u8::try_from(decimals(a).max(decimals(b))).ok().filter(|e| *e <= MAX_EXPONENT)?;
    let (a, _) = parse_plain_decimal(a, exponent).ok()?;
    let (b, _) = parse_plain_decimal(b, exponent).ok()?;
    Some(format_minor(i128::from(a) - i128::from(b), exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_exact() {
        assert_eq!(difference("252915.00", "239432.00").as_deref(), Some("13483.00"));
        assert_eq!(difference("0.1", "0.30").as_deref(), Some("-0.20"));
        assert_eq!(difference("700", "701").as_deref(), Some("-1"));
        assert_eq!(difference("n/a", "1"), None);
    }

    #[test]
    fn values_are_the_nearest_doubles() {
        for text in ["0", "0.1", "-0.07", "1234567890.12345", "999999999999999", "-33.333333"] {
            assert_eq!(decimal_value(text), text.parse().ok(), "{text}");
        }
        assert_eq!(["", "-", ".5", "1e5", "n/a"].map(decimal_value), [None; 5]);
    }

    #[test]
    fn no_length_for_what_is_no_amount() {
        assert_eq!(geometry("12.5"), 12.5);
        assert_eq!(geometry("-252915.75"), -252915.75);
        assert_eq!(geometry("1.2.3"), 0.0);
        assert_eq!(geometry("-"), 0.0);
        assert_eq!(geometry("NaN"), 0.0);
        assert_eq!(geometry(""), 0.0);
    }
}
