//! A calendar month as one integer, so that month arithmetic is integer arithmetic.

use super::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar month, written `YYYY-MM`. Counts months from January of year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month(i32);

impl Month {
    /// Earlier than any month of a file: what holds from here on holds always.
    pub const EARLIEST: Month = Month(0);
    /// Stands for the start where a file names no months: `0001-01`, so that nothing false is claimed.
    pub const OPENING: Month = Month(12);
    /// Stands for the end where a file names no months: `0002-01`, twelve months later.
    pub const CLOSING: Month = Month(24);

    /// Whether it only stands for a start or an end: a month of years 1 and 2.
    pub fn is_unnamed(self) -> bool {
        (Month::OPENING.0..Month::CLOSING.0 + 12).contains(&self.0)
    }

    /// Whether it stands for the start rather than the end, where it only stands for one of them.
    pub fn unnamed_is_start(self) -> Option<bool> {
        self.is_unnamed().then_some(self.year() == Month::OPENING.year())
    }

    /// The month of a year, `month` from 1 to 12; `None` outside 1900 to 2199.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ((1900..2200).contains(&year) && (1..=12).contains(&month)).then(|| Month::from_calendar(year, month))
    }

    /// The same where the calendar has vouched for the numbers.
    pub(super) fn from_calendar(year: i32, month: u32) -> Self {
        Month(year * 12 + month as i32 - 1)
    }

    /// Months since January of year 0.
    pub fn index(self) -> u32 {
        self.0.unsigned_abs()
    }

    /// The month so many months after January of year 0.
    pub fn from_index(index: u32) -> Self {
        Month(i32::try_from(index).unwrap_or(i32::MAX))
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The month of the year, 1 to 12.
    pub fn number(self) -> u32 {
        self.0.rem_euclid(12) as u32 + 1
    }

    /// The month `n` months later (earlier where negative).
    pub fn plus(self, n: i32) -> Self {
        Month(self.0.saturating_add(n))
    }

    /// Months from `earlier` to this one; negative where `earlier` is later.
    pub fn since(self, earlier: Month) -> i32 {
        self.0 - earlier.0
    }

    /// The first day.
    pub fn first_day(self) -> Option<Date> {
        self.day(1)
    }

    fn day(self, day: u32) -> Option<Date> {
        Date::new(self.year(), self.number(), day)
            .or_else(|| self.is_unnamed().then(|| Date::unnamed(self.year(), self.number(), day)).flatten())
    }

    /// The last day.
    pub fn last_day(self) -> Option<Date> {
        [31, 30, 29, 28].into_iter().find_map(|day| self.day(day))
    }

    /// Every month from this one to `last`, both included.
    pub fn through(self, last: Month) -> impl DoubleEndedIterator<Item = Month> + Clone {
        (self.0..=last.0).map(Month)
    }

    /// Reads `YYYY-MM` strictly.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        if !(digits(year, 4) && digits(month, 2)) {
            return None;
        }
        Month::new(year.parse().ok()?, month.parse().ok()?)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        // The two months that only stand for a start and an end come back too.
        let unnamed = [Month::OPENING, Month::CLOSING].into_iter().find(|month| month.to_string() == text);
        Month::parse_iso(&text).or(unnamed).ok_or_else(|| format!("not a month YYYY-MM: {text}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_crosses_years() {
        let dec = Month::parse_iso("2024-12").unwrap();
        assert_eq!(dec.plus(1).to_string(), "2025-01");
        assert_eq!(dec.plus(-12).to_string(), "2023-12");
        assert_eq!(dec.plus(13).since(dec), 13);
        assert_eq!(Month::parse_iso("2024-02").unwrap().last_day().unwrap().to_string(), "2024-02-29");
        assert_eq!(Month::parse_iso("2199-12").unwrap().last_day().unwrap().to_string(), "2199-12-31");
        assert_eq!(Month::parse_iso("2024-13"), None);
        assert_eq!(dec.through(dec.plus(2)).count(), 3);
    }
}
