//! Months and days: from a cell to the calendar, without guessing the order of numbers.

use crate::base::{Date, Month};
use crate::read::DateOrder;
use crate::read::roles::header::half_width;
use std::borrow::Cow;

/// A cell that is a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) struct Day {
    /// The month.
    pub month: Month,
    /// The day, where the cell names one.
    pub date: Option<Date>,
}

/// How a cell is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::read) enum Form {
    /// `2024-01`
    IsoMonth,
    /// `2024-01-05`
    IsoDate,
    /// `2024-01-05T10:00:00Z`
    Timestamp,
    /// `2024/01`
    SlashMonth,
    /// `2024/1/5`, `2024.1.5`
    SlashDate,
    /// `01/2024`
    MonthYear,
    /// `Jan-24`, `January 2024`
    NamedMonth,
    /// `5 Jan 2024`, `Jan 5, 2024`
    NamedDate,
    /// `2024年1月`
    ChineseMonth,
    /// `2024年1月5日`
    ChineseDate,
    /// `202401`
    CompactMonth,
    /// `20240105`
    CompactDate,
    /// `31/12/2024` in either order
    Numeric,
}

impl Form {
    /// As the report prints it.
    pub fn name(self, order: Option<DateOrder>) -> &'static str {
        match self {
            Form::IsoMonth => "YYYY-MM",
            Form::IsoDate => "YYYY-MM-DD",
            Form::Timestamp => "YYYY-MM-DD hh:mm",
            Form::SlashMonth => "YYYY/MM",
            Form::SlashDate => "YYYY/MM/DD",
            Form::MonthYear => "MM/YYYY",
            Form::NamedMonth => "MMM-YYYY",
            Form::NamedDate => "DD MMM YYYY",
            Form::ChineseMonth => "YYYY年M月",
            Form::ChineseDate => "YYYY年M月D日",
            Form::CompactMonth => "YYYYMM",
            Form::CompactDate => "YYYYMMDD",
            Form::Numeric => match order {
                Some(DateOrder::Mdy) => "MM/DD/YYYY",
                Some(DateOrder::Dmy) => "DD/MM/YYYY",
                _ => "??/??/YYYY",
            },
        }
    }
}

/// What a cell may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Parsed {
    /// One reading only.
    Day(Day, Form),
    /// Two numbers and a year: day and month in some order.
    Numeric(u32, u32, i32),
}

/// Which orders a numeric date fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Orders {
    /// Both, with different days.
    Either,
    /// Both, with the same day (`05/05/2024`).
    Same,
    /// Only this one.
    Only(DateOrder),
    /// None.
    Neither,
}

/// The orders that `a/b/year` fits.
pub(in crate::read) fn orders(a: u32, b: u32, year: i32) -> Orders {
    match (Date::new(year, b, a).is_some(), Date::new(year, a, b).is_some()) {
        (true, true) if a == b => Orders::Same,
        (true, true) => Orders::Either,
        (true, false) => Orders::Only(DateOrder::Dmy),
        (false, true) => Orders::Only(DateOrder::Mdy),
        (false, false) => Orders::Neither,
    }
}

/// A numeric date in a given order; `None` where the calendar has no such day.
pub(in crate::read) fn in_order(a: u32, b: u32, year: i32, order: DateOrder) -> Option<Day> {
    match order {
        DateOrder::Dmy => Date::new(year, b, a),
        DateOrder::Mdy => Date::new(year, a, b),
        DateOrder::Ymd => None,
    }
    .map(day)
}

fn day(date: Date) -> Day {
    Day { month: date.month(), date: Some(date) }
}

fn month(year: i32, number: u32) -> Option<Day> {
    Some(Day { month: Month::new(year, number)?, date: None })
}

/// Reads a cell. `text` is trimmed.
pub(in crate::read) fn parse(text: &str) -> Option<Parsed> {
    if let Some(found) = iso(text.as_bytes()) {
        return Some(found);
    }
    if text.len() > 60 {
        return None;
    }
    let folded: Cow<'_, str> = if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(half_width).collect())
    };
    let text = folded.trim();
    iso(text.as_bytes()).or_else(|| chinese(text)).or_else(|| named(text)).or_else(|| numbers(text))
}

/// Whether a cell is a day so far ahead (`9999-12-31`, `31/12/2999`) that it stands for "no end": a year behind
/// the calendar of [`Date`], in what is a date with a year inside it.
pub(in crate::read) fn is_never(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let starts_number = |i: &usize| is_digit(*i) && !i.checked_sub(1).is_some_and(is_digit);
    (0..bytes.len()).filter(starts_number).any(|from| {
        let Some(year) = text.get(from..from + 4).filter(|y| whole(y, 4, 4).is_some_and(|y| y >= 2200))
        else {
            return false;
        };
        let inside = text.replacen(year, "2196", 1);
        matches!(parse(&inside), Some(Parsed::Day(Day { date: Some(_), .. }, _) | Parsed::Numeric(..)))
    })
}

/// The two commonest forms, byte by byte.
fn iso(bytes: &[u8]) -> Option<Parsed> {
    let number = |from: usize, to: usize| {
        bytes
            .get(from..to)?
            .iter()
            .try_fold(0u32, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
    };
    if bytes.get(4) != Some(&b'-') {
        return None;
    }
    let year = number(0, 4)? as i32;
    match bytes.len() {
        7 => Some(Parsed::Day(month(year, number(5, 7)?)?, Form::IsoMonth)),
        10 if bytes.get(7) == Some(&b'-') => {
            let date = Date::new(year, number(5, 7)?, number(8, 10)?)?;
            Some(Parsed::Day(day(date), Form::IsoDate))
        }
        _ => None,
    }
}

/// `2024年1月` and `2024年1月5日` (or 号).
fn chinese(text: &str) -> Option<Parsed> {
    let (year, rest) = text.split_once('年')?;
    let (number, rest) = rest.split_once('月')?;
    let year = whole(year.trim(), 4, 4)? as i32;
    let number = whole(number.trim(), 1, 2)?;
    let rest = rest.trim();
    if rest.is_empty() {
        return Some(Parsed::Day(month(year, number)?, Form::ChineseMonth));
    }
    let rest = rest.strip_suffix(['日', '号'])?;
    let date = Date::new(year, number, whole(rest.trim(), 1, 2)?)?;
    Some(Parsed::Day(day(date), Form::ChineseDate))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of an English month: its name, its first three letters, or `sept`.
pub(in crate::read) fn month_name(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let at = MONTHS.iter().position(|m| *m == word || m.get(..3) == Some(&word))?;
    Some(at as u32 + 1)
}

/// `Jan-23`, `Jan 2023`, `January 2023`, `2023 Jan`, `5 Jan 2023`, `Jan 5, 2023`.
fn named(text: &str) -> Option<Parsed> {
    let mut parts = text.split([' ', '-', '/', ',', '\'']).filter(|p| !p.is_empty());
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    let name = |w: &str| if w.eq_ignore_ascii_case("sept") { Some(9) } else { month_name(w) };
    match c {
        None => {
            let found = match (name(a), name(b)) {
                (Some(number), None) => month(full_year(b)?, number)?,
                (None, Some(number)) => month(whole(a, 4, 4)? as i32, number)?,
                _ => return None,
            };
            Some(Parsed::Day(found, Form::NamedMonth))
        }
        Some(c) => {
            let date = match (name(a), name(b)) {
                (Some(number), None) => Date::new(full_year(c)?, number, whole(b, 1, 2)?)?,
                // Year first or day first: four digits tell them apart.
                (None, Some(number)) => match whole(a, 4, 4) {
                    Some(year) => Date::new(year as i32, number, whole(c, 1, 2)?)?,
                    None => Date::new(full_year(c)?, number, whole(a, 1, 2)?)?,
                },
                _ => return None,
            };
            Some(Parsed::Day(day(date), Form::NamedDate))
        }
    }
}

/// Four digits, or two of this century.
fn full_year(text: &str) -> Option<i32> {
    whole(text, 4, 4).or_else(|| whole(text, 2, 2).map(|y| y + 2000)).map(|y| y as i32)
}

/// A number of `least` to `most` digits and nothing else.
fn whole(text: &str, least: usize, most: usize) -> Option<u32> {
    let fits = (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

/// Everything written with numbers only.
fn numbers(text: &str) -> Option<Parsed> {
    // A time of day behind the date doesn't move the day: it counts as written.
    let (date, timed) = match text.find(['T', ' ']) {
        Some(at) => {
            let (date, time) = text.split_at_checked(at)?;
            let time = time.get(1..)?.trim_start();
            let clock = time.len() >= 4
                && time.starts_with(|c: char| c.is_ascii_digit())
                && time.contains(':')
                && time
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '.' | '+' | '-' | ' '));
            if !clock {
                return None;
            }
            (date, true)
        }
        None => (text, false),
    };
    let separator = date.chars().find(|c| !c.is_ascii_digit());
    let Some(separator) = separator else {
        let found = match date.len() {
            6 if !timed => Parsed::Day(
                month(whole(date.get(..4)?, 4, 4)? as i32, whole(date.get(4..)?, 2, 2)?)?,
                Form::CompactMonth,
            ),
            8 => {
                let (y, m, d) = (date.get(..4)?, date.get(4..6)?, date.get(6..)?);
                let date = Date::new(whole(y, 4, 4)? as i32, whole(m, 2, 2)?, whole(d, 2, 2)?)?;
                Parsed::Day(day(date), Form::CompactDate)
            }
            _ => return None,
        };
        return Some(found);
    };
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let mut parts = date.split(separator);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    match c {
        None if timed || separator == '.' => None,
        None => match whole(a, 4, 4) {
            Some(year) => Some(Parsed::Day(month(year as i32, whole(b, 1, 2)?)?, Form::SlashMonth)),
            None => Some(Parsed::Day(month(whole(b, 4, 4)? as i32, whole(a, 1, 2)?)?, Form::MonthYear)),
        },
        Some(c) => match whole(a, 4, 4) {
            Some(year) => {
                let date = Date::new(year as i32, whole(b, 1, 2)?, whole(c, 1, 2)?)?;
                let form = match (timed, separator) {
                    (true, _) => Form::Timestamp,
                    (false, '-') => Form::IsoDate,
                    (false, _) => Form::SlashDate,
                };
                Some(Parsed::Day(day(date), form))
            }
            None => Some(Parsed::Numeric(whole(a, 1, 2)?, whole(b, 1, 2)?, whole(c, 4, 4)? as i32)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match parse(text) {
            Some(Parsed::Day(Day { date: Some(date), .. }, _)) => date.to_string(),
            Some(Parsed::Day(Day { month, .. }, _)) => month.to_string(),
            Some(Parsed::Numeric(a, b, y)) => format!("{a} {b} {y}"),
            None => "-".to_owned(),
        }
    }

    #[test]
    fn months_in_every_form() {
        let months = [
            "2024-01",
            "2024/01",
            "2024/1",
            "202401",
            "Jan-24",
            "Jan-2024",
            "Jan 2024",
            "January 2024",
            "2024 Jan",
            "2024年1月",
            "2024年01月",
            "２０２４年１月",
            "01/2024",
            "Jan '24",
            "JAN-24",
            "Jan. 2024",
        ];
        for text in months {
            assert_eq!(shown(text), "2024-01", "{text}");
        }
        assert_eq!(shown("Sept 2024"), "2024-09");
    }

    #[test]
    fn days_in_every_form() {
        let days = [
            "2024-01-05",
            "2024/1/5",
            "2024/01/05",
            "2024.1.5",
            "20240105",
            "2024-01-05T10:00:00Z",
            "2024-01-05 23:59:59.123+08:00",
            "2024年1月5日",
            "5 Jan 2024",
            "Jan 5, 2024",
            "05-Jan-2024",
            "2024-Jan-05",
            "2024-1-5",
            "2024/1/5 10:00",
        ];
        for text in days {
            assert_eq!(shown(text), "2024-01-05", "{text}");
        }
    }

    #[test]
    fn no_dates() {
        for text in [
            "",
            "2024-13",
            "2024-02-30",
            "24-01-05",
            "Janus 2024",
            "2024",
            "49.00",
            "12.2024",
            "month",
            "1/2/3/4",
        ] {
            assert_eq!(shown(text), "-", "{text}");
        }
    }

    #[test]
    fn days_that_never_come() {
        for text in
            ["9999-12-31", "31/12/9999", "99991231", "2999-12-31 00:00:00", "31-Dec-9999", "9999年12月31日"]
        {
            assert!(is_never(text), "{text}");
        }
        for text in ["2099-12-31", "9999", "9999-13-31", "C9999", "12349999", "", "9999-12"] {
            assert!(!is_never(text), "{text}");
        }
    }

    #[test]
    fn numbers_fit_one_order_or_two() {
        assert_eq!(orders(31, 12, 2024), Orders::Only(DateOrder::Dmy));
        assert_eq!(orders(12, 31, 2024), Orders::Only(DateOrder::Mdy));
        assert_eq!(orders(3, 4, 2024), Orders::Either);
        assert_eq!(orders(4, 4, 2024), Orders::Same);
        assert_eq!(orders(31, 31, 2024), Orders::Neither);
    }
}
