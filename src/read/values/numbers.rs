//! Amounts: from a cell to minor units, without floats and without guessing what `1.234` means.
//!
//! The convention of a column is [`Convention::Open`] until a cell settles it. A cell that fits both conventions
//! is then read under both, and whoever holds the facts keeps the second reading until the column is settled.

use super::currencies::{self, Sign};
use crate::base::{MAX_MINOR, MoneyError, parse_plain_decimal};
use crate::read::roles::header::half_width;
use crate::read::{Code, DecimalMark};

/// Which mark separates the decimals of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Convention {
    /// Nothing has settled it.
    Open,
    /// It is this one.
    Decided(DecimalMark),
}

/// An amount in minor units and whether it had to be rounded.
pub(in crate::read) type Minor = (i64, bool);

/// A cell that is an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) struct Amount {
    /// The amount; under a decimal point where the cell fits both conventions.
    pub value: Minor,
    /// The amount under a decimal comma, where the cell fits both conventions and none is decided.
    pub comma: Option<Minor>,
    /// The convention this cell settles.
    pub settles: Option<DecimalMark>,
    /// The currency written beside it.
    pub sign: Option<Sign>,
}

/// Reads a cell. `text` is trimmed and not empty.
pub(in crate::read) fn read(text: &str, convention: Convention, exponent: u8) -> Result<Amount, Code> {
    if let Some(value) = quick(text.as_bytes(), convention, exponent) {
        return Ok(Amount { value: (value, false), comma: None, settles: None, sign: None });
    }
    let parts = dissect(text).ok_or(Code::AmountUnreadable)?;
    let minor = |mark| parts.minor(mark, exponent);
    let amount = |value, comma, settles| Amount { value, comma, settles, sign: parts.sign };
    match (convention, parts.evidence()) {
        (_, Marks::None) => Ok(amount(minor(DecimalMark::Point)?, None, None)),
        (Convention::Decided(mark), _) => Ok(amount(minor(mark)?, None, None)),
        (Convention::Open, Marks::Settles(mark)) => Ok(amount(minor(mark)?, None, Some(mark))),
        (Convention::Open, Marks::Either(_)) => {
            Ok(amount(minor(DecimalMark::Point)?, Some(minor(DecimalMark::Comma)?), None))
        }
    }
}

/// Plain digits, with the decided decimal mark and no more decimals than the currency has.
fn quick(bytes: &[u8], convention: Convention, exponent: u8) -> Option<i64> {
    if bytes.is_empty() || bytes.len() > 15 {
        return None;
    }
    let decimal = match convention {
        Convention::Decided(DecimalMark::Point) => Some(b'.'),
        Convention::Decided(DecimalMark::Comma) => Some(b','),
        Convention::Open => None,
    };
    let mut value: i64 = 0;
    let mut decimals: Option<u8> = None;
    for b in bytes {
        match b {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(b - b'0');
                if let Some(n) = &mut decimals {
                    *n += 1;
                }
            }
            mark if decimals.is_none() && Some(*mark) == decimal => decimals = Some(0),
            _ => return None,
        }
    }
    let missing = exponent.checked_sub(decimals.unwrap_or(0))?;
    // A lone mark is for the slow path to judge.
    if decimals.is_some() && bytes.len() < 2 {
        return None;
    }
    (0..missing).try_fold(value, |v, _| v.checked_mul(10)).filter(|v| *v <= MAX_MINOR)
}

/// What the marks of one cell say about its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Marks {
    /// No mark: fits everything.
    None,
    /// Fits only this convention.
    Settles(DecimalMark),
    /// Fits both; holds the mark that is written.
    Either(DecimalMark),
}

/// A cell without its decoration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) struct Parts {
    negative: bool,
    /// Digits, points, commas, and `_` for a group mark that can't be a decimal mark.
    body: String,
    /// The currency beside it.
    pub sign: Option<Sign>,
}

/// Takes a cell apart: sign, brackets, currency, body. `None` where it is no amount.
pub(in crate::read) fn dissect(text: &str) -> Option<Parts> {
    // Longer than any amount: spare the work.
    if text.len() > 120 {
        return None;
    }
    let folded: String = text.chars().map(half_width).collect();
    let mut rest = folded.trim();
    let mut negative = false;
    let mut sign = None;
    if let Some(inner) = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')) {
        negative = true;
        rest = inner.trim();
    }
    // Sign and currency come in either order, in front or behind, each at most once.
    for _ in 0..2 {
        for dash in ['-', '\u{2212}', '\u{2013}'] {
            let stripped = rest.strip_prefix(dash).or_else(|| rest.strip_suffix(dash));
            if let (false, Some(inner)) = (negative, stripped) {
                negative = true;
                rest = inner.trim();
            }
        }
        rest = rest.strip_prefix('+').unwrap_or(rest).trim();
        if sign.is_none() {
            let from =
                rest.find(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '\u{2212}'))?;
            let (lead, after) = rest.split_at_checked(from)?;
            if !lead.trim().is_empty() {
                sign = Some(currencies::sign(lead.trim())?);
                rest = after.trim();
            } else {
                let to =
                    rest.rfind(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '\u{2212}'))?;
                let width = rest.get(to..)?.chars().next()?.len_utf8();
                let (before, tail) = rest.split_at_checked(to + width)?;
                if !tail.trim().is_empty() {
                    sign = Some(currencies::sign(tail.trim())?);
                    rest = before.trim();
                }
            }
        }
    }
    let mut body = String::with_capacity(rest.len());
    let mut digits = 0;
    for c in rest.chars() {
        match c {
            '0'..='9' => {
                digits += 1;
                body.push(c);
            }
            '.' | ',' => body.push(c),
            ' ' | '\'' | '’' => body.push('_'),
            _ => return None,
        }
    }
    (digits > 0).then_some(Parts { negative, body, sign })
}

impl Parts {
    /// What the marks say.
    pub fn evidence(&self) -> Marks {
        use DecimalMark::{Comma, Point};
        let body = self.body.as_str();
        let points = body.matches('.').count();
        let commas = body.matches(',').count();
        match (points, commas) {
            (0, 0) => Marks::None,
            (1, 0) => single(body, '.', Point),
            (0, 1) => single(body, ',', Comma),
            // A mark that repeats separates groups.
            (_, 0) => Marks::Settles(Comma),
            (0, _) => Marks::Settles(Point),
            // With both, the last one separates the decimals.
            _ if body.rfind('.') > body.rfind(',') => Marks::Settles(Point),
            _ => Marks::Settles(Comma),
        }
    }

    /// The amount under a convention.
    fn minor(&self, mark: DecimalMark, exponent: u8) -> Result<Minor, Code> {
        let (decimal, group) = match mark {
            DecimalMark::Point => ('.', ','),
            DecimalMark::Comma => (',', '.'),
        };
        let (whole, fraction) = match self.body.split_once(decimal) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (self.body.as_str(), None),
        };
        let mut plain = String::with_capacity(self.body.len() + 1);
        let is_group = |c: char| c == group || c == '_';
        if whole.contains(is_group) {
            let mut marks = whole.chars().filter(|c| !c.is_ascii_digit());
            let first = marks.next();
            if marks.any(|m| Some(m) != first) {
                return Err(Code::AmountUnreadable);
            }
            for (i, part) in whole.split(is_group).enumerate() {
                let fits = if i == 0 { (1..=3).contains(&part.len()) } else { part.len() == 3 };
                if !fits {
                    return Err(Code::AmountUnreadable);
                }
                plain.push_str(part);
            }
        } else {
            plain.push_str(whole);
        }
        if let Some(fraction) = fraction {
            plain.push('.');
            plain.push_str(fraction);
        }
        match parse_plain_decimal(&plain, exponent) {
            Ok((minor, _)) if self.negative && minor != 0 => Err(Code::AmountNegative),
            Ok(minor) => Ok(minor),
            Err(MoneyError::TooLarge) => Err(Code::AmountTooLarge),
            Err(MoneyError::NotANumber) => Err(Code::AmountUnreadable),
        }
    }
}

/// One mark of one kind: three digits behind it and one to three before it, not led by a zero, fit both.
fn single(body: &str, mark: char, as_decimal: DecimalMark) -> Marks {
    let (before, after) = body.split_once(mark).unwrap_or((body, ""));
    let groups = after.len() == 3
        && !after.contains('_')
        && (1..=3).contains(&before.len())
        && !before.starts_with('0')
        && !before.contains('_');
    if groups { Marks::Either(as_decimal) } else { Marks::Settles(as_decimal) }
}

#[cfg(test)]
mod tests {
    use super::*;
    const POINT: Convention = Convention::Decided(DecimalMark::Point);
    const COMMA: Convention = Convention::Decided(DecimalMark::Comma);

    fn value(text: &str, convention: Convention) -> Result<i64, Code> {
        read(text, convention, 2).map(|a| a.value.0)
    }

    #[test]
    fn reads_what_people_write() {
        for text in [
            "1234.5",
            "1,234.50",
            "$1,234.50",
            "1,234.50 USD",
            "US$ 1,234.50",
            "+1234.50",
            "1'234.50",
            "１,２３４.５０",
        ] {
            assert_eq!(value(text, POINT), Ok(123450), "{text}");
        }
        for text in
            ["1.234,50", "€ 1.234,50", "1 234,50 €", "1\u{00A0}234,50", "1\u{202F}234,50 EUR", "1234,5"]
        {
            assert_eq!(value(text, COMMA), Ok(123450), "{text}");
        }
        assert_eq!(value("￥1,234", POINT), Ok(123400));
        assert_eq!(value("0", POINT), Ok(0));
        assert_eq!(value("-0.00", POINT), Ok(0));
        assert_eq!(value("1,234元", POINT), Ok(123400));
    }

    #[test]
    fn refuses_what_is_no_amount() {
        for text in
            ["n/a", "-", "12%", "1e5", "1.5万", "12k", "1,2,3", "1.2.3,4,5", ".", "$", "12 34", "", "1..2"]
        {
            assert_eq!(value(text, POINT), Err(Code::AmountUnreadable), "{text}");
        }
        for text in ["-5", "(1,234)", "\u{2212}5.00", "$-5", "-$5", "5-", "($5.00)"] {
            assert_eq!(value(text, POINT), Err(Code::AmountNegative), "{text}");
        }
        assert_eq!(value("999999999999999999999", POINT), Err(Code::AmountTooLarge));
        // Fifteen digits, with and without marks: one limit for both.
        assert_eq!(value("999999999999999", POINT), Err(Code::AmountTooLarge));
        assert_eq!(value("999,999,999,999,999", POINT), Err(Code::AmountTooLarge));
        assert_eq!(value("1,5", POINT), Err(Code::AmountUnreadable));
        assert_eq!(value("1.5", COMMA), Err(Code::AmountUnreadable));
    }

    #[test]
    fn knows_what_settles_a_column() {
        let marks = |t: &str| dissect(t).unwrap().evidence();
        assert_eq!(marks("1234"), Marks::None);
        assert_eq!(marks("1.234"), Marks::Either(DecimalMark::Point));
        assert_eq!(marks("1,234"), Marks::Either(DecimalMark::Comma));
        assert_eq!(marks("1,234,567"), Marks::Settles(DecimalMark::Point));
        assert_eq!(marks("1.234.567"), Marks::Settles(DecimalMark::Comma));
        assert_eq!(marks("0.125"), Marks::Settles(DecimalMark::Point));
        assert_eq!(marks("0,125"), Marks::Settles(DecimalMark::Comma));
        assert_eq!(marks("12345.678"), Marks::Settles(DecimalMark::Point));
        assert_eq!(marks("1.234,5"), Marks::Settles(DecimalMark::Comma));
        assert_eq!(marks("49.0"), Marks::Settles(DecimalMark::Point));
        let open = read("1.234", Convention::Open, 2).unwrap();
        assert_eq!((open.value, open.comma), ((123, true), Some((123400, false))));
    }
}
