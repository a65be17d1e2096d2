//! Amounts: from a cell to minor units, without floats and without guessing what `1.234` means.
//!
//! The convention of a column is [`Convention::Open`] until a cell settles it. A cell that fits both conventions
//! is then read under both, and whoever holds the facts keeps the second reading until the column is settled.

use super::blanks;
use super::currencies::Sign;
pub(in crate::read) use super::parts::{Marks, dissect};
use crate::base::MAX_MINOR;
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
    /// It fits both conventions, whatever is decided.
    pub either: bool,
    /// The currency written beside it.
    pub sign: Option<Sign>,
    /// The mark between its groups of digits; `,` or `.` also where they group as in India.
    pub group: Option<char>,
    /// What it was read by that a reader may want to forbid: `1E+05`, `1.2万`.
    pub by: Option<Code>,
}

impl Amount {
    fn plain(value: Minor) -> Self {
        Amount { value, comma: None, settles: None, either: false, sign: None, group: None, by: None }
    }
}

/// Reads a cell that may not be negative. `text` is trimmed and not empty.
pub(in crate::read) fn read(text: &str, convention: Convention, exponent: u8) -> Result<Amount, Code> {
    read_signed(text, convention, exponent).and_then(|amount| {
        let negative = amount.value.0 < 0 || amount.comma.is_some_and(|(minor, _)| minor < 0);
        if negative { Err(Code::AmountNegative) } else { Ok(amount) }
    })
}

/// Reads a cell of either sign.
pub(in crate::read) fn read_signed(text: &str, convention: Convention, exponent: u8) -> Result<Amount, Code> {
    if let Some((value, settles)) = quick(text.as_bytes(), convention, exponent) {
        return Ok(Amount { settles, ..Amount::plain((value, false)) });
    }
    let Some(parts) = dissect(text) else { return Err(no_amount(text)) };
    let minor = |mark| parts.minor(mark, exponent);
    let evidence = parts.evidence();
    let either = matches!(evidence, Marks::Either(_));
    let amount = |value| Amount {
        either,
        sign: parts.sign,
        group: parts.group(),
        by: parts.by,
        ..Amount::plain(value)
    };
    match (convention, evidence) {
        (_, Marks::None) => Ok(amount(minor(DecimalMark::Point)?)),
        (Convention::Decided(mark), evidence) => match minor(mark) {
            // Fit for the other convention: the column contradicts itself.
            Err(Code::AmountUnreadable) if matches!(evidence, Marks::Settles(own) if own != mark && minor(own).is_ok()) => {
                Err(Code::DecimalContradicts)
            }
            read => Ok(Amount {
                settles: matches!(evidence, Marks::Settles(own) if own == mark).then_some(mark),
                ..amount(read?)
            }),
        },
        (Convention::Open, Marks::Settles(mark)) => {
            Ok(Amount { settles: Some(mark), ..amount(minor(mark)?) })
        }
        (Convention::Open, Marks::Either(_)) => {
            let comma = Some(minor(DecimalMark::Comma)?);
            Ok(Amount { comma, ..amount(minor(DecimalMark::Point)?) })
        }
    }
}

/// The convention that a cell settles by itself: it fits this one and not the other.
pub(in crate::read) fn settles(text: &str) -> Option<DecimalMark> {
    read_signed(text, Convention::Open, 2).ok().and_then(|amount| amount.settles)
}

/// Why a cell is no amount.
fn no_amount(text: &str) -> Code {
    if blanks::is_dash(text) || blanks::is_word(text) {
        Code::AmountMissing
    } else if blanks::is_error(text) {
        Code::SpreadsheetError
    } else if text.trim_start_matches(['%', '％']).len() < text.len()
        || text.trim_end_matches(['%', '％', '‰', ')']).ends_with(|c: char| c.is_numeric() || c == ' ')
            && text.contains(['%', '％', '‰'])
    {
        Code::AmountPercent
    } else {
        Code::AmountUnreadable
    }
}

/// Plain digits, with the decided decimal mark and no more decimals than the currency has; and the convention they
/// settle.
#[inline]
pub(in crate::read) fn quick(
    bytes: &[u8],
    convention: Convention,
    exponent: u8,
) -> Option<(i64, Option<DecimalMark>)> {
    if bytes.is_empty() || bytes.len() > 15 {
        return None;
    }
    let (decimal, mark) = match convention {
        Convention::Decided(DecimalMark::Point) => (b'.', Some(DecimalMark::Point)),
        Convention::Decided(DecimalMark::Comma) => (b',', Some(DecimalMark::Comma)),
        Convention::Open => (b'0', None),
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
            b if decimals.is_none() && *b == decimal => decimals = Some(0),
            _ => return None,
        }
    }
    let missing = exponent.checked_sub(decimals.unwrap_or(0))?;
    // A lone mark, and one with three digits behind it, are for the slow path to judge.
    if decimals == Some(3) || decimals.is_some() && bytes.len() < 2 {
        return None;
    }
    let value = (0..missing).try_fold(value, |v, _| v.checked_mul(10)).filter(|v| *v <= MAX_MINOR)?;
    Some((value, decimals.and(mark)))
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
        for text in [
            "1,2,3",
            "1.2.3,4,5",
            ".",
            "$",
            "12 34",
            "",
            "1..2",
            "5m",
            "12 apples",
            "1.2e",
            "1e5e5",
            "--5",
            "1,23,45",
        ] {
            assert_eq!(value(text, POINT), Err(Code::AmountUnreadable), "{text}");
        }
        for text in ["n/a", "-", "—", "NULL", "#N/A", "$ -", "无"] {
            assert_eq!(value(text, POINT), Err(Code::AmountMissing), "{text}");
        }
        for text in ["12%", "12 %", "１２％", "5‰", "(3%)", "%5"] {
            assert_eq!(value(text, POINT), Err(Code::AmountPercent), "{text}");
        }
        for text in ["#REF!", "#DIV/0!", "######"] {
            assert_eq!(value(text, POINT), Err(Code::SpreadsheetError), "{text}");
        }
        for text in ["-5", "(1,234)", "\u{2212}5.00", "$-5", "-$5", "5-", "($5.00)"] {
            assert_eq!(value(text, POINT), Err(Code::AmountNegative), "{text}");
        }
        assert_eq!(value("999999999999999999999", POINT), Err(Code::AmountTooLarge));
        // Fifteen digits, with and without marks: one limit for both.
        assert_eq!(value("999999999999999", POINT), Err(Code::AmountTooLarge));
        assert_eq!(value("999,999,999,999,999", POINT), Err(Code::AmountTooLarge));
        assert_eq!(value("1,5", POINT), Err(Code::DecimalContradicts));
        assert_eq!(value("1.5", COMMA), Err(Code::DecimalContradicts));
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

    #[test]
    fn reads_what_is_abbreviated() {
        for (text, minor) in [
            ("1.2万", 1_200_000),
            ("1.2 万元", 1_200_000),
            ("3.4亿", 34_000_000_000),
            ("¥1.2萬", 1_200_000),
            ("１．２万", 1_200_000),
            ("1.2k", 120_000),
            ("$1.2K", 120_000),
            ("12k€", 1_200_000),
            ("1.2M", 120_000_000),
            ("1.2 Mio. €", 120_000_000),
            ("1.2bn", 120_000_000_000),
            ("1.5 Tsd. EUR", 150_000),
        ] {
            let read = read(text, POINT, 2);
            assert_eq!(read.map(|a| (a.value.0, a.by)), Ok((minor, Some(Code::AmountAbbreviated))), "{text}");
        }
        assert_eq!(value("1,2 Mio", COMMA), Ok(120_000_000));
        for (text, minor) in [
            ("1E+05", 10_000_000),
            ("1.2e3", 120_000),
            ("1.23E+12", 123_000_000_000_000),
            ("12E-1", 120),
            ("1.5E0", 150),
        ] {
            let read = read(text, POINT, 2);
            assert_eq!(
                read.map(|a| (a.value, a.by)),
                Ok(((minor, false), Some(Code::ScientificNotation))),
                "{text}"
            );
        }
        assert_eq!(
            read("1,234E+03", Convention::Open, 2).unwrap().settles,
            Some(DecimalMark::Comma),
            "never a group"
        );
        assert_eq!(value("1E+30", POINT), Err(Code::AmountTooLarge));
        assert_eq!(read("1.5E-3", POINT, 2).unwrap().value, (0, true));
    }

    #[test]
    fn reads_groups_of_every_kind() {
        for text in [
            "12,34,567.50",
            "1 234 567.50",
            "1'234'567.50",
            "1’234’567.50",
            "1\u{2009}234\u{2009}567.50",
            "1\u{2007}234\u{2007}567.50",
        ] {
            assert_eq!(value(text, POINT), Ok(123_456_750), "{text}");
        }
        assert_eq!(value("1,23,456", POINT), Ok(12_345_600));
        assert_eq!(value("1.23.456", COMMA), Err(Code::AmountUnreadable), "only with commas");
        assert_eq!(value("\u{200F}1,234.50\u{200E}", POINT), Ok(123_450));
        let signed = |text| read_signed(text, POINT, 2).map(|a| a.value.0);
        for text in ["-5", "(5)", "5-", "\u{2212}5", "－５", "$(5.00)", "(5.00) USD", "-$5", "$-5"] {
            assert_eq!(signed(text), Ok(-500), "{text}");
        }
        assert_eq!(signed("(-5)"), Err(Code::AmountUnreadable));
    }
}
