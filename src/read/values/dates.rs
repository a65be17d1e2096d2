//! Months and days: from a cell to the calendar, without guessing the order of numbers.

use super::blanks;
use super::clock::{self, Zone};
use super::fiscal::{self, Fiscal};
pub(in crate::read) use super::month_names::month_name;
pub(in crate::read) use super::numeric_dates::Numeric;
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

impl From<Date> for Day {
    fn from(date: Date) -> Day {
        Day { month: date.month(), date: Some(date) }
    }
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
    /// `2024M01`, `M1 2024`
    MarkedMonth,
    /// `FY24 M1`
    FiscalMonth,
    /// Year and month in a column each
    Apart,
    /// `31/12/2024` in either order
    Numeric,
    /// `31/12/24`, in any order
    ShortNumeric,
    /// `202401`
    CompactMonth,
    /// `20240105`
    CompactDate,
    /// `45292`, a spreadsheet's day number
    DayNumber,
    /// `1704067200`
    UnixSeconds,
    /// `1704067200000`
    UnixMillis,
}

impl Form {
    /// All of them, in order.
    pub const ALL: [Form; 20] = [
        Form::IsoMonth,
        Form::IsoDate,
        Form::Timestamp,
        Form::SlashMonth,
        Form::SlashDate,
        Form::MonthYear,
        Form::NamedMonth,
        Form::NamedDate,
        Form::ChineseMonth,
        Form::ChineseDate,
        Form::MarkedMonth,
        Form::FiscalMonth,
        Form::Apart,
        Form::Numeric,
        Form::ShortNumeric,
        Form::CompactMonth,
        Form::CompactDate,
        Form::DayNumber,
        Form::UnixSeconds,
        Form::UnixMillis,
    ];

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
            Form::MarkedMonth => "YYYYMnn",
            Form::FiscalMonth => "FY24 M1",
            Form::Apart => "YYYY + MM",
            Form::CompactMonth => "YYYYMM",
            Form::CompactDate => "YYYYMMDD",
            Form::DayNumber => "45292",
            Form::UnixSeconds => "1704067200",
            Form::UnixMillis => "1704067200000",
            Form::Numeric => match order {
                Some(DateOrder::Mdy) => "MM/DD/YYYY",
                Some(DateOrder::Dmy) => "DD/MM/YYYY",
                _ => "??/??/YYYY",
            },
            Form::ShortNumeric => match order {
                Some(DateOrder::Mdy) => "MM/DD/YY",
                Some(DateOrder::Dmy) => "DD/MM/YY",
                Some(DateOrder::Ymd) => "YY/MM/DD",
                None => "??/??/??",
            },
        }
    }

    /// Whether it is digits and nothing else.
    pub fn is_digits(self) -> bool {
        self >= Form::CompactMonth
    }

    /// Whether the order of its numbers has to be known.
    pub fn is_numeric(self) -> bool {
        matches!(self, Form::Numeric | Form::ShortNumeric)
    }
}

/// What a cell may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Parsed {
    /// One reading only.
    Day(Day, Form),
    /// Three numbers: day, month and year in some order.
    Numeric(Numeric),
    /// A month of a fiscal year, which begins in a month that has to be known.
    Fiscal(Fiscal),
}

impl Parsed {
    /// How it is written.
    pub fn form(self) -> Form {
        match self {
            Parsed::Day(_, form) => form,
            Parsed::Fiscal(_) => Form::FiscalMonth,
            Parsed::Numeric(n) if n.is_short() => Form::ShortNumeric,
            Parsed::Numeric(_) => Form::Numeric,
        }
    }
}

fn month(year: i32, number: u32) -> Option<Day> {
    Some(Day { month: Month::new(year, number)?, date: None })
}

/// Full-width characters as half-width ones.
fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.chars().map(half_width).collect()) }
}

/// Reads a cell. `text` is trimmed.
pub(in crate::read) fn parse(text: &str) -> Option<Parsed> {
    if let Some(found) = iso(text.as_bytes()) {
        return Some(found);
    }
    // What holds no digit is no date, what is longer is a sentence.
    if text.len() > 60 || !text.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        return None;
    }
    let folded = fold(text);
    let (date, zone) = clock::split(folded.trim())?;
    let fiscal = || fiscal::parse(date).filter(|fiscal| fiscal.is_month()).map(Parsed::Fiscal);
    let found = iso(date.as_bytes())
        .or_else(|| chinese(date))
        .or_else(|| numbers(date))
        .or_else(|| named(date))
        .or_else(fiscal)?;
    match (zone, found) {
        (None, _) => Some(found),
        // A time of day belongs to a day.
        (Some(_), Parsed::Day(Day { date: None, .. }, _) | Parsed::Fiscal(_)) => None,
        (Some(_), Parsed::Day(day, Form::IsoDate | Form::SlashDate)) => {
            Some(Parsed::Day(day, Form::Timestamp))
        }
        (Some(_), _) => Some(found),
    }
}

/// The zone of a cell's time, where it has a time.
pub(in crate::read) fn zone(text: &str) -> Option<Zone> {
    text.contains([':', 'T']).then(|| clock::split(fold(text).trim()).and_then(|(_, zone)| zone)).flatten()
}

/// Whether a cell says that there is no end: a day so far ahead (`9999-12-31`, `31/12/2999`) that it stands for
/// none, a word (`ongoing`, `至今`), or a word for nothing (`n/a`, a dash).
pub(in crate::read) fn is_never(text: &str) -> bool {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return blanks::is_endless(text) || blanks::is_word(text) || blanks::is_dash(text);
    }
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

/// Whether a cell speaks of a fiscal year without being a month that is read (`FY24 Q1`, `GJ24`, `2024财年1月`).
pub(in crate::read) fn is_fiscal(text: &str) -> bool {
    let text = fold(text).to_lowercase();
    let year = text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let rest = word
            .strip_prefix("fy")
            .or_else(|| word.strip_prefix("fiscal"))
            .or_else(|| word.strip_prefix("gj"));
        rest.is_some_and(|rest| rest.bytes().take_while(u8::is_ascii_digit).count() == rest.len().min(4))
    });
    text.len() <= 30 && (year || text.contains("财年")) && text.bytes().any(|b| b.is_ascii_digit())
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
            Some(Parsed::Day(date.into(), Form::IsoDate))
        }
        _ => None,
    }
}

/// `2024年1月` and `2024年1月5日` (or 号), `24年1月`, and the same in Korean.
fn chinese(text: &str) -> Option<Parsed> {
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
fn named(text: &str) -> Option<Parsed> {
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

/// Four digits, or two: 00 to 68 are of this century, 69 to 99 of the last.
pub(super) fn full_year(text: &str) -> Option<i32> {
    let short = |y: u32| if y < 69 { y + 2000 } else { y + 1900 };
    whole(text, 4, 4).or_else(|| whole(text, 2, 2).map(short)).map(|y| y as i32)
}

/// A number of `least` to `most` digits and nothing else.
pub(in crate::read) fn whole(text: &str, least: usize, most: usize) -> Option<u32> {
    let fits = (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

/// Everything written with numbers only.
fn numbers(date: &str) -> Option<Parsed> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match parse(text) {
            Some(Parsed::Day(Day { date: Some(date), .. }, _)) => date.to_string(),
            Some(Parsed::Day(Day { month, .. }, _)) => month.to_string(),
            Some(Parsed::Numeric(n)) => format!("{:?}", n.fits().orders),
            Some(Parsed::Fiscal(fiscal)) => fiscal.shown(7),
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
            "Jan2024",
            "JAN24",
            "janv. 2024",
            "Januar 2024",
            "enero de 2024",
            "2024M01",
            "2024-M01",
            "M1 2024",
            "01.2024",
            "2024.01",
            "24年1月",
            "2024年一月",
            "2024年1月份",
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
            "5. Januar 2024",
            "5-Jan-24",
            "Jan 5th, 2024",
            "Fri, 5 Jan 2024 10:00:00 GMT",
            "5 de enero de 2024",
            "5 janv. 2024",
            "Jan 5, 2024, 10:00 AM",
            "2024年1月5日 下午3:04",
            "2024年1月5号",
            "2024年1月5日(金)",
            "２０２４／１／５",
            "20240105T100000Z",
            "2024-01-05T10:00:00+0800",
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
            "Janus 2024",
            "2024",
            "49.00",
            "2024.1",
            "1.2024",
            "24-Jan",
            "Jan 2024 10:00",
            "2024 Q1",
            "FY24 Q1",
            "FY24",
            "FY24 M1 10:00",
            "45292",
            "5 Jan",
            "2024-01-05 x",
            "2024-01-05 99:00",
            "01/24",
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
    fn fiscal_months_are_known_as_such() {
        for text in ["FY24 M1", "FY2024-M01", "M01 FY24", "2024财年1月"] {
            assert!(is_fiscal(text), "{text}");
        }
        for text in ["2024-01", "fyi 1", "Jan 2024", "FY"] {
            assert!(!is_fiscal(text), "{text}");
        }
    }
}
