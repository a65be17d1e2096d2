//! Year and month (or quarter) in a column each: `2024` beside `1`, `Jan`, `1月`, `M1` or `Q1`.

use super::dates::{month_name, whole};
use super::fiscal::{self, Fiscal, Part};
use crate::base::Month;
use crate::read::roles::header::{folded, half_width};
use std::borrow::Cow;

/// The column of years beside a column of months, and what the two headers say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) struct YearColumn {
    pub index: usize,
    /// The years are fiscal ones, or periods stand beside them.
    fiscal: bool,
    /// Plain numbers count the months of the fiscal year, not of the calendar.
    periods: bool,
    /// Plain numbers are quarters.
    quarters: bool,
}

/// What stands in a cell that has no year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Bare {
    /// `1`, `01`, `1.0`: a number of the header's kind.
    Number(u32),
    /// `M1`, `P1`: by its place in the year; `true` for a period.
    Marked(u32, bool),
    /// `Jan`, `1月`: a month of the calendar.
    Named(u32),
    /// `Q1`, `第1季度`.
    Quarter(u32),
}

/// What year and part come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Joined {
    /// The last month, and how many there are.
    Calendar(Month, u32),
    /// Part of a fiscal year.
    Fiscal(Fiscal),
    /// A number beside a fiscal year that may count its months or the calendar's: the same only from January.
    Either(Fiscal),
}

impl YearColumn {
    /// From the headers of the years and of the months.
    pub fn of(index: usize, year: &str, part: &str) -> Self {
        let part = folded(part);
        let has = |words: &[&str]| words.iter().any(|word| part.contains(word));
        let periods = has(&["period", "fiscal", "posting"]);
        let quarters = has(&["quarter", "quartal", "trim", "季", "四半期", "qtr"]);
        YearColumn { index, fiscal: periods || fiscal::is_header(year), periods, quarters }
    }

    /// Puts a year, and whether it says that it is a fiscal one, and a part together; `None` where the year has no such
    /// part.
    pub fn join(self, (year, own): (i32, bool), bare: Bare) -> Option<Joined> {
        let part = match bare {
            Bare::Number(number) if self.quarters => Part::Quarter(Some(number).filter(|n| *n <= 4)?),
            Bare::Number(number) | Bare::Marked(number, _) => Part::Month(number),
            Bare::Named(number) => Part::Named(number),
            Bare::Quarter(number) => Part::Quarter(number),
        };
        let fiscal = Fiscal { year, part };
        if !(own || self.fiscal || matches!(bare, Bare::Marked(_, true))) {
            return fiscal.place(1).map(|(month, months)| Joined::Calendar(month, months));
        }
        let either = matches!((bare, part), (Bare::Number(_), Part::Month(_))) && !self.periods;
        Some(if either { Joined::Either(fiscal) } else { Joined::Fiscal(fiscal) })
    }
}

fn half(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.chars().map(half_width).collect()) }
}

/// A cell that is a year, and whether it says that it is a fiscal one: `2024`, `2024.0`, `2024年`, `FY24`.
pub(in crate::read) fn year(text: &str) -> Option<(i32, bool)> {
    let folded = half(text);
    let plain = folded.strip_suffix(".0").unwrap_or(&folded);
    let plain = plain.strip_suffix('度').unwrap_or(plain);
    let plain = plain.strip_suffix(['年', '년']).unwrap_or(plain);
    match whole(plain, 4, 4) {
        Some(year) => (1950..=2100).contains(&year).then_some((year as i32, false)),
        None => {
            fiscal::parse(text).filter(|fiscal| fiscal.part == Part::Year).map(|fiscal| (fiscal.year, true))
        }
    }
}

/// A cell that is a month or a quarter without its year.
pub(in crate::read) fn bare(text: &str) -> Option<Bare> {
    if text.is_empty() || text.len() > 30 {
        return None;
    }
    let text = half(text);
    let text = text.trim();
    let up_to = |digits: &str, most: u32| whole(digits, 1, 2).filter(|number| (1..=most).contains(number));
    if let Some(number) = up_to(text.strip_suffix(".0").unwrap_or(text), 12) {
        return Some(Bare::Number(number));
    }
    if let Some(rest) = text.strip_suffix(['月', '월']).or_else(|| text.strip_suffix("月份")) {
        return up_to(rest.trim(), 12).map(Bare::Named);
    }
    if let Some(rest) = text.strip_suffix("季度").or_else(|| text.strip_suffix("四半期")) {
        let rest = rest.strip_prefix('第').unwrap_or(rest);
        let written = ["一", "二", "三", "四"].iter().zip(1..).find(|(word, _)| **word == rest);
        return up_to(rest, 4).or(written.map(|(_, number)| number)).map(Bare::Quarter);
    }
    let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let mark = text.strip_suffix(digits).unwrap_or_default();
    let number = digits.trim_start_matches([' ', '-', '_']);
    let numbered = number.starts_with(|c: char| c.is_ascii_digit());
    let marked = |marks: &[&str]| numbered && marks.iter().any(|m| mark.eq_ignore_ascii_case(m));
    if marked(&["m", "month"]) {
        return up_to(number, 12).map(|number| Bare::Marked(number, false));
    }
    if marked(&["p", "period"]) {
        return up_to(number, 12).map(|number| Bare::Marked(number, true));
    }
    if marked(&["q", "t", "quarter"]) {
        return up_to(number, 4).map(Bare::Quarter);
    }
    month_name(text).map(Bare::Named)
}

/// Whether a cell is a month that lacks its year; `M13` and more count months from a beginning that isn't said.
pub(in crate::read) fn lacks_year(text: &str) -> bool {
    let counted = || {
        let digits = text.strip_prefix(['M', 'm']).map(|rest| rest.trim_start());
        digits.and_then(|digits| whole(digits, 1, 3)).is_some()
    };
    !matches!(bare(text), None | Some(Bare::Quarter(_))) || counted()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(headers: (&str, &str), text: &str, part: &str) -> String {
        let column = YearColumn::of(0, headers.0, headers.1);
        match bare(part).zip(year(text)).and_then(|(bare, year)| column.join(year, bare)) {
            Some(Joined::Calendar(month, 1)) => month.to_string(),
            Some(Joined::Calendar(month, months)) => format!("{months} to {month}"),
            Some(Joined::Fiscal(fiscal)) => format!("fiscal {}", fiscal.shown(7)),
            Some(Joined::Either(_)) => "either".to_owned(),
            None => String::new(),
        }
    }

    #[test]
    fn a_year_and_its_month() {
        for (year, part) in [
            ("2024", "3"),
            ("2024", "03"),
            ("2024.0", "3.0"),
            ("2024", "Mar"),
            ("2024", "März"),
            ("2024", "marzo"),
            ("2024", "mars"),
            ("2024年", "3月"),
            ("2024年度", "3月份"),
            ("2024", "M3"),
            ("2024", "m03"),
            ("２０２４年", "３月"),
        ] {
            assert_eq!(told(("year", "month"), year, part), "2024-03", "{year} {part}");
        }
        assert_eq!(told(("year", "quarter"), "2024", "3"), "3 to 2024-09");
        assert_eq!(told(("year", "quarter"), "2024", "Q3"), "3 to 2024-09");
        assert_eq!(told(("年度", "季度"), "2024", "第三季度"), "3 to 2024-09");
    }

    #[test]
    fn a_fiscal_year_and_its_month() {
        assert_eq!(told(("year", "month"), "FY24", "M1"), "fiscal 2023-07");
        assert_eq!(told(("Fiscal Year", "Fiscal Period"), "2024", "1"), "fiscal 2023-07");
        assert_eq!(told(("Fiscal Year", "Month"), "2024", "Jan"), "fiscal 2024-01");
        assert_eq!(told(("Fiscal Year", "Month"), "2024", "1"), "either");
        assert_eq!(told(("Year", "Period"), "2024", "P1"), "fiscal 2023-07");
        assert_eq!(told(("Fiscal Year", "Quarter"), "2024", "1"), "fiscal 2023-07 – 2023-09");
    }

    #[test]
    fn what_is_no_year_and_no_month() {
        for text in ["", "24", "1949", "2101", "20245", "x", "2024-01"] {
            assert_eq!(year(text), None, "{text}");
        }
        for text in ["", "0", "13", "1.5", "Janus", "M13", "Q5", "2024", "13月", "五季度", "month"] {
            assert_eq!(bare(text), None, "{text}");
        }
        for text in ["1", "Jan", "1月", "M1", "M36", "P12"] {
            assert!(lacks_year(text), "{text}");
        }
        for text in ["Q1", "13", "Max", "M", "2024-01", "MRR"] {
            assert!(!lacks_year(text), "{text}");
        }
    }
}
