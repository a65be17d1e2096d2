//! The ways to write a month or a day, each by itself.

use super::dates::{Day, Form, Parsed, full_year, month, whole};
use super::month_names::month_name;
use super::numeric_dates::Numeric;
use crate::base::Date;

/// The two commonest forms, byte by byte.
#[inline]
pub(in crate::read) fn iso(bytes: &[u8]) -> Option<(Day, Form)> {
    match *bytes {
        [a, b, c, d, b'-', m, n] => {
            let day = month(two(a, b)? as i32 * 100 + two(c, d)? as i32, two(m, n)?)?;
            Some((day, Form::IsoMonth))
        }
        [a, b, c, d, b'-', m, n, b'-', x, y] => {
            let year = two(a, b)? as i32 * 100 + two(c, d)? as i32;
            Some((Date::new(year, two(m, n)?, two(x, y)?)?.into(), Form::IsoDate))
        }
        _ => None,
    }
}

/// The number that two digits make.
#[inline]
fn two(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens <= 9 && ones <= 9).then(|| u32::from(tens) * 10 + u32::from(ones))
}

/// `2024年1月` and `2024年1月5日` (or 号), `24年1月`, and the same in Korean.
pub(super) fn chinese(text: &str) -> Option<Parsed> {
    let (year, rest) = text.split_once(['年', '년'])?;
    let (number, rest) = rest.split_once(['月', '월'])?;
    let year = full_year(year.trim())?;
    let number = whole(number.trim(), 1, 2).or_else(|| {
        let names = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
        names.iter().position(|name| *name == number.trim()).map(|at| at as u32 + 1)
    })?;
    // A weekday in brackets: `2024年1月5日(金)`; anything else in them is a unit, and not ours to drop.
    let weekday = |inner: &str| {
        let inner = inner.trim_end_matches(')');
        let inner = inner.strip_prefix("星期").or_else(|| inner.strip_prefix('周')).unwrap_or(inner);
        let inner = inner.strip_suffix("曜日").or_else(|| inner.strip_suffix("요일")).unwrap_or(inner);
        inner.chars().count() == 1 && inner.chars().all(|c| WEEKDAYS.contains(c))
    };
    let rest = rest.split_once('(').filter(|(_, inner)| weekday(inner)).map_or(rest, |(day, _)| day).trim();
    if rest.is_empty() || rest == "份" {
        return Some(Parsed::Day(month(year, number)?, Form::ChineseMonth));
    }
    let rest = rest.strip_suffix(['日', '号', '일'])?;
    let date = Date::new(year, number, whole(rest.trim(), 1, 2)?)?;
    Some(Parsed::Day(date.into(), Form::ChineseDate))
}

/// Days of the week as East Asian files write them in brackets.
const WEEKDAYS: &str = "月火水木金土日一二三四五六天월화수목금토일";

/// Words that stand beside a date and say nothing: ordinals, articles, weekdays.
const BESIDE: &[&str] = &[
    "st",
    "nd",
    "rd",
    "th",
    "er",
    "of",
    "the",
    "de",
    "del",
    "le",
    "den",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// `Jan-23`, `Jan2023`, `January 2023`, `2023 Jan`, `5 Jan 2023`, `Jan 5th, 2023`, `5 de enero de 2023`, `2023M01`.
pub(super) fn named(text: &str) -> Option<Parsed> {
    let mut parts: [&str; 3] = [""; 3];
    let mut count = 0;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}'));
        let end = rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len());
        let (part, after) = rest.split_at_checked(end)?;
        rest = after;
        match kind(first) {
            (false, false)
                if part.chars().all(|c| matches!(c, ' ' | '-' | '/' | ',' | '.' | '\'' | '’' | '_')) => {}
            (false, false) => return None,
            (false, true) if BESIDE.iter().any(|w| w.eq_ignore_ascii_case(part)) => {}
            _ => {
                *parts.get_mut(count)? = part;
                count += 1;
            }
        }
    }
    let [a, b, c] = parts;
    if count == 3 {
        let date = match (month_name(a), month_name(b)) {
            (Some(number), None) => Date::new(full_year(c)?, number, whole(b, 1, 2)?)?,
            // Year first or day first: four digits tell them apart.
            (None, Some(number)) => match whole(a, 4, 4) {
                Some(year) => Date::new(year as i32, number, whole(c, 1, 2)?)?,
                None => Date::new(full_year(c)?, number, whole(a, 1, 2)?)?,
            },
            _ => return marked(a, b, c),
        };
        return Some(Parsed::Day(date.into(), Form::NamedDate));
    }
    let found = match (month_name(a), month_name(b)) {
        (Some(number), None) if count == 2 => month(full_year(b)?, number)?,
        (None, Some(number)) if count == 2 => month(whole(a, 4, 4)? as i32, number)?,
        _ => return None,
    };
    Some(Parsed::Day(found, Form::NamedMonth))
}

/// `2024 M 01`, `M 1 2024`: the month by its number, marked as such.
fn marked(a: &str, b: &str, c: &str) -> Option<Parsed> {
    let (year, number) = match (a, b) {
        ("M" | "m", _) => (c, b),
        (_, "M" | "m") => (a, c),
        _ => return None,
    };
    Some(Parsed::Day(month(whole(year, 4, 4)? as i32, whole(number, 1, 2)?)?, Form::MarkedMonth))
}

/// Everything written with numbers only.
pub(super) fn numbers(date: &str) -> Option<Parsed> {
    let Some(separator) = date.chars().find(|c| !c.is_ascii_digit()) else {
        let (form, found) = match date.len() {
            6 => (
                Form::CompactMonth,
                month(whole(date.get(..4)?, 4, 4)? as i32, whole(date.get(4..)?, 2, 2)?)?,
            ),
            8 => {
                let (y, m, d) = (date.get(..4)?, date.get(4..6)?, date.get(6..)?);
                let day = Date::new(whole(y, 4, 4)? as i32, whole(m, 2, 2)?, whole(d, 2, 2)?)?;
                (Form::CompactDate, day.into())
            }
            _ => return None,
        };
        return Some(Parsed::Day(found, form));
    };
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let mut parts = date.trim_end_matches('.').split(separator).map(str::trim);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    // Behind a point stand two digits, or `2024.1` is what a spreadsheet made of `2024.10`.
    let least = if separator == '.' { 2 } else { 1 };
    match c {
        None => match whole(a, 4, 4) {
            Some(year) => Some(Parsed::Day(month(year as i32, whole(b, least, 2)?)?, Form::SlashMonth)),
            None => Some(Parsed::Day(month(whole(b, 4, 4)? as i32, whole(a, least, 2)?)?, Form::MonthYear)),
        },
        Some(c) => match whole(a, 4, 4) {
            Some(year) => {
                let date = Date::new(year as i32, whole(b, 1, 2)?, whole(c, 1, 2)?)?;
                let form = if separator == '-' { Form::IsoDate } else { Form::SlashDate };
                Some(Parsed::Day(date.into(), form))
            }
            None => {
                let numeric = Numeric::new(a, b, c)?;
                Some(Parsed::Numeric(if separator == '.' { numeric.with_dots() } else { numeric }))
            }
        },
    }
}
