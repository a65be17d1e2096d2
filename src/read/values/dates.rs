//! Months and days: from a cell to the calendar, without guessing the order of numbers.

use super::blanks;
use super::clock::{self, Zone};
use super::fiscal::{self, Fiscal};
pub(in crate::read) use super::month_names::month_name;
pub(in crate::read) use super::numeric_dates::Numeric;
use super::spellings::{chinese, iso, named, numbers};
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

impl Day {
    /// The form in which nothing else stands: `2024-01`, `2024-01-05`.
    pub fn iso_form(self) -> Form {
        if self.date.is_some() { Form::IsoDate } else { Form::IsoMonth }
    }

    /// Written in that form.
    pub fn iso(self) -> String {
        self.date.map_or_else(|| self.month.to_string(), |date| date.to_string())
    }
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

#[inline]
pub(super) fn month(year: i32, number: u32) -> Option<Day> {
    Some(Day { month: Month::new(year, number)?, date: None })
}

/// Full-width characters as half-width ones.
fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.chars().map(half_width).collect()) }
}

/// Reads a cell. `text` is trimmed.
pub(in crate::read) fn parse(text: &str) -> Option<Parsed> {
    if let Some((day, form)) = iso(text.as_bytes()) {
        return Some(Parsed::Day(day, form));
    }
    // What holds no digit is no date, what is longer is a sentence.
    if text.len() > 60 || !text.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        return None;
    }
    let folded = fold(text);
    let (date, zone) = clock::split(folded.trim())?;
    let fiscal = || fiscal::parse(date).filter(|fiscal| fiscal.is_month()).map(Parsed::Fiscal);
    let found = iso(date.as_bytes())
        .map(|(day, form)| Parsed::Day(day, form))
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
