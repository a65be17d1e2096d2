//! A calendar day. Dates are civil days without a zone; chrono does the calendar.

use super::Month;
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar day without time or zone, written `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(NaiveDate);

impl Date {
    /// The day, or `None` where the calendar has none (2023-02-29).
    /// Years 1900 to 2199 only: what lies outside is a misread number, not a revenue date.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        (1900..2200).contains(&year).then(|| NaiveDate::from_ymd_opt(year, month, day)).flatten().map(Date)
    }

    /// A day of a month that only stands for a start or an end.
    pub(super) fn unnamed(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Date)
    }

    /// The day `months` months later, the last of its month where that month is shorter; `None` beyond the
    /// years there are.
    pub fn plus_months(self, months: u32) -> Option<Self> {
        let later = self.0.checked_add_months(Months::new(months))?;
        Date::new(later.year(), later.month(), later.day())
    }

    /// The month that holds the day.
    pub fn month(self) -> Month {
        Month::from_calendar(self.0.year(), self.0.month())
    }

    /// Day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day before; the first day of the calendar is its own day before.
    pub fn previous(self) -> Self {
        Date(self.0.pred_opt().unwrap_or(self.0))
    }

    /// The day after; the last day of the calendar is its own day after.
    pub fn next(self) -> Self {
        Date(self.0.succ_opt().unwrap_or(self.0))
    }

    /// The day `days` days later; `None` beyond the calendar.
    pub fn plus_days(self, days: u64) -> Option<Self> {
        self.0.checked_add_days(Days::new(days)).filter(|day| day.year() < 2200).map(Date)
    }

    /// Days from `earlier` to this day; negative where `earlier` is later.
    pub fn days_since(self, earlier: Date) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// The day a year before; the last of its month where that month is shorter.
    pub fn year_before(self) -> Option<Self> {
        let month = self.month().plus(-12);
        Date::new(month.year(), month.number(), self.day()).or_else(|| month.last_day())
    }

    /// Days since 1970-01-01; negative before it.
    pub fn days(self) -> i64 {
        self.0.signed_duration_since(NaiveDate::default()).num_days()
    }

    /// The day so many days after 1970-01-01.
    pub fn from_days(days: i64) -> Option<Self> {
        NaiveDate::default().checked_add_signed(chrono::TimeDelta::try_days(days)?).map(Date)
    }

    /// The day that a spreadsheet's day number means, `45292` being 2024-01-01: days since 1899-12-30, in five
    /// digits, from 1954 on. Source: ECMA-376, part 1, 18.17.4.1 (the 1900 date system).
    pub fn from_spreadsheet(number: &str) -> Option<Self> {
        let days: u64 = (number.len() == 5 && number.bytes().all(|b| b.is_ascii_digit()))
            .then(|| number.parse().ok())
            .flatten()
            .filter(|days| (20_000..80_000).contains(days))?;
        NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days)).map(Date)
    }

    /// Reads `YYYY-MM-DD` strictly.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let (year, rest) = text.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Date::parse_iso(&text).ok_or_else(|| format!("not a date YYYY-MM-DD: {text}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_calendar() {
        assert!(Date::new(2024, 2, 29).is_some());
        assert!(Date::new(2023, 2, 29).is_none());
        assert!(Date::new(1899, 1, 1).is_none());
        let d = Date::parse_iso("2024-03-01").unwrap();
        assert_eq!(d.previous().to_string(), "2024-02-29");
        assert_eq!(d.days_since(Date::parse_iso("2024-01-01").unwrap()), 60);
        assert_eq!(Date::parse_iso("2024-3-1"), None);
        assert_eq!(Date::from_spreadsheet("45292").unwrap().to_string(), "2024-01-01");
        assert_eq!(Date::from_spreadsheet("1234").or(Date::from_spreadsheet("123456")), None);
    }
}
