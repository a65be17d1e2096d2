//! Money is an integer count of a currency's minor unit. No float ever holds an amount.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// The most decimals a currency may have here (ISO 4217 knows up to 4).
pub const MAX_EXPONENT: u8 = 4;

/// What the amounts of a file are in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currency {
    /// The ISO 4217 code; `None` where the file doesn't say.
    pub code: Option<String>,
    /// Decimals of the minor unit: 2 for USD, 0 for JPY.
    pub exponent: u8,
}

impl Currency {
    /// Two decimals, and no word of which currency.
    pub const UNSTATED: Currency = Currency { code: None, exponent: 2 };

    /// The currency of an ISO 4217 code (any case), with the decimals that ISO gives it.
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.trim().to_ascii_uppercase();
        if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
            return None;
        }
        let exponent = match code.as_str() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND"
            | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        };
        Some(Currency { code: Some(code), exponent })
    }
}

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyError {
    /// Not digits with at most one point.
    NotANumber,
    /// Larger than an amount may be (about 9 × 10^16 in minor units).
    TooLarge,
}

/// The largest amount, in minor units: a hundred of them still fit an `i64`.
pub const MAX_MINOR: i64 = i64::MAX / 100;

/// Reads digits with at most one decimal point and an optional leading `-` into minor units.
///
/// Returns the amount and whether it had to be rounded (half to even) because the text has more
/// decimals than the currency. Grouping, signs of currencies and other conventions are the
/// reader's work: it hands over a plain text.
pub fn parse_plain_decimal(text: &str, exponent: u8) -> Result<(i64, bool), MoneyError> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return Err(MoneyError::NotANumber);
    }
    let mut minor: i64 = 0;
    let mut push = |digit: u8| -> Result<(), MoneyError> {
        minor = minor
            .checked_mul(10)
            .and_then(|m| m.checked_add(i64::from(digit - b'0')))
            .filter(|m| *m <= MAX_MINOR)
            .ok_or(MoneyError::TooLarge)?;
        Ok(())
    };
    for b in whole.bytes() {
        push(b)?;
    }
    // A unit such as 万 or k€ moves the point further than any currency does.
    let exponent = usize::from(exponent.min(MAX_EXPONENT + 9));
    for i in 0..exponent {
        push(fraction.as_bytes().get(i).copied().unwrap_or(b'0'))?;
    }
    let rest = fraction.as_bytes().get(exponent..).unwrap_or(&[]);
    let rounded = rest.iter().any(|b| *b != b'0');
    if let Some((first, tail)) = rest.split_first() {
        let beyond_half = tail.iter().any(|b| *b != b'0');
        if *first > b'5' || (*first == b'5' && (beyond_half || minor % 2 == 1)) {
            minor += 1;
        }
    }
    Ok((if negative { -minor } else { minor }, rounded))
}

/// `top / over` in minor units, rounded half to even; `None` where `over` is not above zero or the quotient is larger
/// than an amount may be, on either side of zero.
pub fn divide_half_even(top: i128, over: i128) -> Option<i64> {
    if over <= 0 {
        return None;
    }
    let (whole, rest) = (top.div_euclid(over), top.rem_euclid(over));
    // Twice the rest might not fit.
    let up = match rest.cmp(&(over - rest)) {
        Ordering::Greater => 1,
        Ordering::Equal => whole.rem_euclid(2),
        Ordering::Less => 0,
    };
    i64::try_from(whole + up).ok().filter(|amount| amount.unsigned_abs() <= MAX_MINOR.unsigned_abs())
}

/// Writes minor units as a plain decimal text: `format_minor(123456, 2)` is `1234.56`.
pub fn format_minor(minor: i128, exponent: u8) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    let digits = minor.unsigned_abs().to_string();
    let exponent = usize::from(exponent);
    if exponent == 0 {
        return format!("{sign}{digits}");
    }
    let padded = format!("{digits:0>width$}", width = exponent + 1);
    let (whole, fraction) = padded.split_at(padded.len() - exponent);
    format!("{sign}{whole}.{fraction}")
}

/// A decimal text with its thousands apart: `1234567.89` is `1,234,567.89`.
pub fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = digits.find('.').map_or((digits, ""), |dot| digits.split_at(dot));
    let mut out = sign.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_without_floats() {
        assert_eq!(parse_plain_decimal("1234.56", 2), Ok((123456, false)));
        assert_eq!(parse_plain_decimal("0.1", 2), Ok((10, false)));
        assert_eq!(parse_plain_decimal(".5", 2), Ok((50, false)));
        assert_eq!(parse_plain_decimal("49", 0), Ok((49, false)));
        assert_eq!(parse_plain_decimal("-5", 2), Ok((-500, false)));
        assert_eq!(parse_plain_decimal("", 2), Err(MoneyError::NotANumber));
        assert_eq!(parse_plain_decimal("1e5", 2), Err(MoneyError::NotANumber));
        assert_eq!(parse_plain_decimal("99999999999999999999", 2), Err(MoneyError::TooLarge));
    }

    #[test]
    fn rounds_half_to_even_and_says_so() {
        assert_eq!(parse_plain_decimal("166.666667", 2), Ok((16667, true)));
        assert_eq!(parse_plain_decimal("0.125", 2), Ok((12, true)));
        assert_eq!(parse_plain_decimal("0.135", 2), Ok((14, true)));
        assert_eq!(parse_plain_decimal("0.1250", 2), Ok((12, true)));
        assert_eq!(parse_plain_decimal("1.500", 2), Ok((150, false)));
    }

    #[test]
    fn quotients_round_half_to_even_on_both_sides_of_zero() {
        let halves = [(1, 0), (3, 2), (5, 2), (7, 4), (-1, 0), (-3, -2), (-5, -2), (-7, -4)];
        for (top, rounded) in halves {
            assert_eq!(divide_half_even(top, 2), Some(rounded), "{top}/2");
        }
        assert_eq!(divide_half_even(10, 3), Some(3));
        assert_eq!(divide_half_even(-11, 3), Some(-4));
        assert_eq!(divide_half_even(i128::MAX, i128::MAX), Some(1));
        assert_eq!(divide_half_even(i128::MIN, i128::MAX), Some(-1));
        for (top, over) in [(1, 0), (1, -1), (i128::from(MAX_MINOR) + 1, 1), (-i128::from(MAX_MINOR) - 1, 1)]
        {
            assert_eq!(divide_half_even(top, over), None, "{top}/{over}");
        }
    }

    #[test]
    fn writes_what_it_reads() {
        assert_eq!(format_minor(123456, 2), "1234.56");
        assert_eq!(format_minor(5, 2), "0.05");
        assert_eq!(format_minor(-5, 2), "-0.05");
        assert_eq!(format_minor(700, 0), "700");
    }
}
