//! An amount's cell taken apart: sign, brackets, currency, unit, power of ten, and the digits with their marks.

use super::currencies::{self, Sign};
use super::numbers::Minor;
use crate::base::{MoneyError, parse_plain_decimal};
use crate::read::roles::header::half_width;
use crate::read::{Code, DecimalMark};

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

/// A short text on the stack, so that decorated amounts cost no allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Short<const N: usize> {
    bytes: [u8; N],
    length: usize,
}

impl<const N: usize> Short<N> {
    const fn new() -> Self {
        Short { bytes: [0; N], length: 0 }
    }

    /// Adds a text; `None` where there is no room.
    fn push(&mut self, text: &str) -> Option<()> {
        let to = self.length + text.len();
        self.bytes.get_mut(self.length..to)?.copy_from_slice(text.as_bytes());
        self.length = to;
        Some(())
    }

    fn push_char(&mut self, c: char) -> Option<()> {
        self.push(c.encode_utf8(&mut [0; 4]))
    }

    fn text(&self) -> &str {
        self.bytes.get(..self.length).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }
}

/// A cell without its decoration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) struct Parts {
    negative: bool,
    /// Digits, points, commas, and blanks or apostrophes between groups.
    body: Short<48>,
    /// The currency beside it.
    pub sign: Option<Sign>,
    /// The power of ten it is multiplied by.
    power: i32,
    scientific: bool,
    /// By which code it was read, where it is no plain number.
    pub by: Option<Code>,
}

/// Units behind an amount and the power of ten they mean. `m` alone may be thousand, million or month: none of ours.
const UNITS: &[(&str, i32)] = &[
    ("千万", 7),
    ("百万", 6),
    ("万", 4),
    ("萬", 4),
    ("만", 4),
    ("亿", 8),
    ("億", 8),
    ("억", 8),
    ("千", 3),
    ("Mio.", 6),
    ("Mio", 6),
    ("mio", 6),
    ("Mill.", 6),
    ("mln", 6),
    ("MLN", 6),
    ("mn", 6),
    ("MM", 6),
    ("Mrd.", 9),
    ("Mrd", 9),
    ("Mds", 9),
    ("Md", 9),
    ("mrd", 9),
    ("Tsd.", 3),
    ("Tsd", 3),
    ("tsd", 3),
    ("bn", 9),
    ("BN", 9),
    ("Bn", 9),
    ("B", 9),
    ("M", 6),
    ("k", 3),
    ("K", 3),
];

/// Characters as amounts write them: half-width, one kind of dash, blank and apostrophe. `None` for marks of
/// writing direction and joints, which show nothing.
fn fold(c: char) -> Option<char> {
    Some(match half_width(c) {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' => '-',
        '\t' | '\u{2000}'..='\u{200A}' | '\u{205F}' => ' ',
        '‘' | '’' | 'ʼ' | '´' | '`' => '\'',
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => {
            return None;
        }
        other => other,
    })
}

/// Takes a cell apart: sign, brackets, currency, unit, body. `None` where it is no amount.
pub(in crate::read) fn dissect(text: &str) -> Option<Parts> {
    // Longer than any amount, or a word: spare the work.
    if text.len() > 120
        || text.as_bytes().first().is_none_or(u8::is_ascii_alphabetic)
            && !text.bytes().any(|b| b.is_ascii_digit())
    {
        return None;
    }
    let mut folded = Short::<128>::new();
    for c in text.chars().filter_map(fold) {
        folded.push_char(c)?;
    }
    let mut parts =
        Parts { negative: false, body: Short::new(), sign: None, power: 0, scientific: false, by: None };
    let mut rest = folded.text().trim();
    // Brackets, sign, currency and unit come in any order, in front or behind, each at most once.
    loop {
        let before = rest;
        rest = parts.outer(rest)?;
        if rest.len() == before.len() {
            break;
        }
    }
    if let Some((mantissa, power)) = rest.split_once(['E', 'e']) {
        let (sign, digits) = match power.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, power.strip_prefix('+').unwrap_or(power)),
        };
        let fits = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        if !fits || parts.by.is_some() {
            return None;
        }
        parts.power = sign * digits.parse::<i32>().ok()?;
        (parts.scientific, parts.by) = (true, Some(Code::ScientificNotation));
        rest = mantissa;
    }
    let body = rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\''));
    if !body || !rest.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    parts.body.push(rest)?;
    Some(parts)
}

impl Parts {
    /// Takes one layer of decoration off; what is left is as long where there is none. `None` where something
    /// stands there that belongs to no amount, or for the second time.
    fn outer<'a>(&mut self, rest: &'a str) -> Option<&'a str> {
        // `49,-` is how some write that no cents follow.
        if let Some(inner) = [",-", ".-", ",--", ".--"].iter().find_map(|none| rest.strip_suffix(none)) {
            return Some(inner);
        }
        let inner = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')'));
        let signed = inner.or_else(|| rest.strip_prefix('-')).or_else(|| rest.strip_suffix('-'));
        if let Some(inner) = signed {
            return (!std::mem::replace(&mut self.negative, true)).then(|| inner.trim());
        }
        if let Some(inner) = rest.strip_prefix('+') {
            return (!inner.starts_with(['+', '-', '('])).then(|| inner.trim());
        }
        let inside = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '(' | ')');
        let from = rest.find(inside)?;
        let (lead, after) = rest.split_at_checked(from)?;
        if !lead.is_empty() {
            let sign = currencies::sign(lead.trim())?;
            return self.sign.replace(sign).is_none().then(|| after.trim());
        }
        let to = rest.rfind(|c: char| c.is_ascii_digit() || c == ')')? + 1;
        let (before, tail) = rest.split_at_checked(to)?;
        if matches!(tail, "" | "." | ",") {
            return Some(rest);
        }
        let tail = tail.trim();
        if let Some(sign) = currencies::sign(tail) {
            return self.sign.replace(sign).is_none().then(|| before.trim());
        }
        // `Mio. €`: the point of the unit stands behind it, not in the amount.
        let (unit, power) = UNITS.iter().find(|(unit, _)| tail.starts_with(unit))?;
        let behind = tail.strip_prefix(unit)?.trim();
        if !behind.is_empty() {
            let sign = currencies::sign(behind)?;
            if self.sign.replace(sign).is_some() {
                return None;
            }
        }
        self.power = *power;
        self.by.replace(Code::AmountAbbreviated).is_none().then(|| before.trim())
    }

    /// What the marks say.
    pub fn evidence(&self) -> Marks {
        use DecimalMark::{Comma, Point};
        let body = self.body.text();
        let count = |mark: u8| body.bytes().filter(|b| *b == mark).count();
        match (count(b'.'), count(b',')) {
            (0, 0) => Marks::None,
            // Digits before a power of ten are never grouped.
            (1, 0) if self.scientific => Marks::Settles(Point),
            (0, 1) if self.scientific => Marks::Settles(Comma),
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

    /// The mark that can only be one between groups.
    pub fn group(&self) -> Option<char> {
        let body = self.body.text();
        let first = body.chars().find(|c| !c.is_ascii_digit())?;
        let again = body.rfind(|c: char| !c.is_ascii_digit()) != body.find(first);
        (matches!(first, ' ' | '\'') || again).then_some(first)
    }

    /// The amount under a convention, of either sign.
    pub fn minor(&self, mark: DecimalMark, exponent: u8) -> Result<Minor, Code> {
        let (decimal, group) = match mark {
            DecimalMark::Point => ('.', ','),
            DecimalMark::Comma => (',', '.'),
        };
        let body = self.body.text();
        let (whole, fraction) = body.split_once(decimal).unwrap_or((body, ""));
        // Digits and where the point stands among them, then the point moved by the power of ten.
        let mut digits = Short::<96>::new();
        if !grouped(whole, group) || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Code::AmountUnreadable);
        }
        let too_long = || Code::AmountTooLarge;
        for c in whole.chars().filter(char::is_ascii_digit) {
            digits.push_char(c).ok_or_else(too_long)?;
        }
        let point = i32::try_from(digits.length).unwrap_or(i32::MAX).saturating_add(self.power);
        digits.push(fraction).ok_or_else(too_long)?;
        let all = digits.text();
        let mut plain = Short::<192>::new();
        let mut put = |text: &str| plain.push(text).ok_or_else(too_long);
        match usize::try_from(point) {
            Ok(point) => {
                let cut = point.min(all.len());
                put(all.get(..cut).unwrap_or(""))?;
                (cut..point).try_for_each(|_| put("0"))?;
                put(".")?;
                put(all.get(cut..).unwrap_or(""))?;
            }
            Err(_) => {
                put("0.")?;
                (point..0).try_for_each(|_| put("0"))?;
                put(all)?;
            }
        }
        match parse_plain_decimal(plain.text(), exponent) {
            Ok((minor, rounded)) => Ok((if self.negative { -minor } else { minor }, rounded)),
            Err(MoneyError::TooLarge) => Err(Code::AmountTooLarge),
            Err(MoneyError::NotANumber) => Err(Code::AmountUnreadable),
        }
    }
}

/// Whether the digits before the decimals are grouped rightly or not at all: by one mark, three digits each, or
/// with commas as in India, two digits each before the last three.
fn grouped(whole: &str, group: char) -> bool {
    let is_group = |c: char| c == group || c == ' ' || c == '\'';
    let mut marks = whole.chars().filter(|c| !c.is_ascii_digit());
    let Some(mark) = marks.next() else { return true };
    if !is_group(mark) || marks.any(|other| other != mark) {
        return false;
    }
    let groups = || whole.split(mark).map(str::len);
    let count = groups().count();
    let three = groups().enumerate().all(|(i, n)| if i == 0 { (1..=3).contains(&n) } else { n == 3 });
    let indian = mark == ','
        && count >= 3
        && groups().enumerate().all(|(i, n)| match i {
            0 => (1..=2).contains(&n),
            i if i + 1 == count => n == 3,
            _ => n == 2,
        });
    three || indian
}

/// One mark of one kind: three digits behind it and one to three before it, not led by a zero, fit both.
fn single(body: &str, mark: char, as_decimal: DecimalMark) -> Marks {
    let (before, after) = body.split_once(mark).unwrap_or((body, ""));
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let groups = after.len() == 3
        && plain(after)
        && (1..=3).contains(&before.len())
        && !before.starts_with('0')
        && plain(before);
    if groups { Marks::Either(as_decimal) } else { Marks::Settles(as_decimal) }
}
