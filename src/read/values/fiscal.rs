//! Periods of a fiscal year: `FY24 M1`, `Q1 FY2024`, `FY24`. Where that year begins is known to its owner only.
//!
//! A fiscal year that spans two calendar years is named for the one in which it ends: FY24 from July is July 2023 to
//! June 2024 (<https://financial-dictionary.thefreedictionary.com/Fiscal+Year>).

use super::dates::{full_year, month_name, whole};
use crate::base::Month;
use crate::read::roles::header::half_width;

/// Which part of a fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Part {
    /// Its first to twelfth month.
    Month(u32),
    /// The calendar month of that number within it: `Jan FY24`.
    Named(u32),
    /// Its first to fourth quarter.
    Quarter(u32),
    /// All of it.
    Year,
}

/// A part of a fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) struct Fiscal {
    pub year: i32,
    pub part: Part,
}

impl Fiscal {
    /// Whether it is one month.
    pub fn is_month(self) -> bool {
        matches!(self.part, Part::Month(_) | Part::Named(_))
    }

    /// Its last month and how many it has, where the fiscal year begins in the calendar's month `start` (1 to 12).
    pub fn place(self, start: u8) -> Option<(Month, u32)> {
        let start = u32::from(start);
        let first = Month::new(if start == 1 { self.year } else { self.year - 1 }, start)?;
        let (from, months) = match self.part {
            Part::Month(number) => (number - 1, 1),
            Part::Named(number) => ((number + 12 - start) % 12, 1),
            Part::Quarter(number) => (3 * (number - 1), 3),
            Part::Year => (0, 12),
        };
        Some((first.plus(i32::try_from(from + months).ok()? - 1), months))
    }

    /// The month or the months it is, as a question shows them.
    pub fn shown(self, start: u8) -> String {
        let Some((last, months)) = self.place(start) else { return String::new() };
        match i32::try_from(months).unwrap_or(1) {
            1 => last.to_string(),
            months => format!("{} – {last}", last.plus(1 - months)),
        }
    }
}

/// Reads a text as a part of a fiscal year that it names as such.
pub(in crate::read) fn parse(text: &str) -> Option<Fiscal> {
    // Nearly every text has no such word.
    let may = text.len() <= 40 && (text.contains(['f', 'F', '财', '財', 'ｆ', 'Ｆ']));
    if !may {
        return None;
    }
    let folded: String = text.chars().map(half_width).flat_map(char::to_lowercase).collect();
    let folded = folded.replace("财年", " fy ").replace("財年", " fy ");
    let mut year = None;
    let (mut fiscal, mut ordinal) = (false, None);
    let mut part = None;
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
        let end = rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(end)?;
        rest = after;
        match kind(first) {
            (false, false) => {
                if word
                    .chars()
                    .any(|c| !matches!(c, ' ' | '-' | '_' | '/' | '.' | '\'' | '’' | ',' | '(' | ')'))
                {
                    return None;
                }
            }
            (true, _) => match ordinal.take() {
                Some(of) if part.is_none() => part = Some(numbered(of, word)?),
                // The year's own digits, beside its word.
                None if year.is_none() && fiscal => year = Some(full_year(word)?),
                None if year.is_none() && word.len() == 4 => year = Some(full_year(word)?),
                _ => return None,
            },
            _ => match word {
                "fy" | "fiscal" | "fiscalyear" if !fiscal => fiscal = true,
                "year" if fiscal && year.is_none() => {}
                "m" | "month" | "p" | "period" | "q" | "quarter" if ordinal.is_none() => {
                    ordinal = word.chars().next();
                }
                _ if part.is_none() && ordinal.is_none() => part = Some(Part::Named(month_name(word)?)),
                _ => return None,
            },
        }
    }
    let complete = fiscal && ordinal.is_none();
    Some(Fiscal { year: year.filter(|_| complete)?, part: part.unwrap_or(Part::Year) })
}

/// The month or quarter of a number.
fn numbered(of: char, digits: &str) -> Option<Part> {
    let number = whole(digits, 1, 2)?;
    match of {
        'q' => (1..=4).contains(&number).then_some(Part::Quarter(number)),
        _ => (1..=12).contains(&number).then_some(Part::Month(number)),
    }
}

/// Reads a year or a quarter that says nothing of a fiscal year: `2024`, `2024 Q1`, `Q1-24`, `2024年第1季度`. Its
/// header may.
pub(in crate::read) fn period(text: &str) -> Option<Fiscal> {
    let plain: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let plain = plain.replace(['年', '第'], "").replace("季度", "q");
    let year = |digits: &str| match digits.len() {
        2 => whole(digits, 2, 2).map(|year| 2000 + year as i32),
        _ => whole(digits, 4, 4).map(|year| year as i32),
    };
    let Some((before, after)) = plain.split_once('q') else {
        return Some(Fiscal { year: year(&plain).filter(|_| plain.len() == 4)?, part: Part::Year });
    };
    // `2024q1`, `q12024`, `20241q` (from 2024年第1季度).
    let (quarter, y) = match (before.len(), after.len()) {
        (0, 3 | 5) => (after.get(..1)?, after.get(1..)?),
        (2 | 4, 1) => (after, before),
        (5, 0) => (before.get(4..)?, before.get(..4)?),
        _ => return None,
    };
    Some(Fiscal { year: year(y)?, part: numbered('q', quarter)? })
}

/// Whether a header says that its years are fiscal ones.
pub(in crate::read) fn is_header(header: &str) -> bool {
    let lower: String = header.chars().map(half_width).flat_map(char::to_lowercase).collect();
    const WORDS: [&str; 7] =
        ["fiscal", "财年", "財年", "geschäftsjahr", "wirtschaftsjahr", "exercice", "ejercicio"];
    WORDS.iter().any(|word| lower.contains(word))
        || lower.split(|c: char| !c.is_alphanumeric()).any(|w| w == "fy")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, start: u8) -> String {
        parse(text).map(|fiscal| fiscal.shown(start)).unwrap_or_default()
    }

    #[test]
    fn parts_of_a_fiscal_year_in_every_form() {
        let first = [
            "FY24 M1",
            "FY2024-M01",
            "FY24M1",
            "M1 FY24",
            "FY24 P1",
            "FY2024 P01",
            "M01-FY2024",
            "ＦＹ24 M1",
            "Fiscal 2024 Month 1",
            "Fiscal Year 2024, Period 1",
            "fy24_m1",
            "FY'24 M1",
            "2024财年M1",
        ];
        for text in first {
            assert_eq!(told(text, 1), "2024-01", "{text}");
            assert_eq!(told(text, 7), "2023-07", "{text}");
            assert_eq!(told(text, 2), "2023-02", "{text}");
        }
        assert_eq!(told("FY24 M12", 7), "2024-06");
        assert_eq!(told("FY24 M6", 7), "2023-12");
        assert_eq!(told("FY24 M7", 7), "2024-01");
        for (text, calendar, july) in [
            ("FY24 Q1", "2024-01 – 2024-03", "2023-07 – 2023-09"),
            ("Q3FY24", "2024-07 – 2024-09", "2024-01 – 2024-03"),
            ("FY24", "2024-01 – 2024-12", "2023-07 – 2024-06"),
            ("2024财年", "2024-01 – 2024-12", "2023-07 – 2024-06"),
            ("FY2024 Jan", "2024-01", "2024-01"),
            ("Jul FY24", "2024-07", "2023-07"),
            ("FY24 Jun", "2024-06", "2024-06"),
        ] {
            assert_eq!((told(text, 1), told(text, 7)), (calendar.to_owned(), july.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_part_of_a_fiscal_year() {
        for text in [
            "2024-01",
            "FY",
            "FY24 M13",
            "FY24 P0",
            "FY24 Q5",
            "FY24-01",
            "FY23/24",
            "M1",
            "24 M1",
            "fyi 1",
            "FY24 M",
            "FY24 M1 M2",
            "FY24 total",
            "Feb 2024",
            "FY2024 M1 Q1",
            "2024财年1月",
            "24 FY M1",
            "Comfy 24",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_parts_make_the_year_wherever_it_begins() {
        for start in 1..=12 {
            let placed = |part| Fiscal { year: 2024, part }.place(start).unwrap();
            let (last, months) = placed(Part::Year);
            assert_eq!((last.year(), months), (2024, 12), "named for the year in which it ends");
            let first = last.plus(-11);
            assert_eq!(first.number(), u32::from(start));
            for number in 1..=12 {
                assert_eq!(placed(Part::Month(number)), (first.plus(number as i32 - 1), 1));
                let (named, _) = placed(Part::Named(number));
                assert!(named.number() == number && (first..=last).contains(&named), "{number}");
            }
            for quarter in 1..=4 {
                assert_eq!(placed(Part::Quarter(quarter)), (first.plus(3 * quarter as i32 - 1), 3));
            }
        }
    }

    #[test]
    fn headers_of_fiscal_years() {
        for header in ["Fiscal Year", "FY", "财年", "Geschäftsjahr", "fiscal_year"] {
            assert!(is_header(header), "{header}");
        }
        for header in ["Year", "年度", "Jahr", "fyi"] {
            assert!(!is_header(header), "{header}");
        }
    }

    #[test]
    fn years_and_quarters_of_the_calendar() {
        let told = |text| period(text).map(|fiscal| fiscal.shown(1)).unwrap_or_default();
        for (text, wanted) in [
            ("2024", "2024-01 – 2024-12"),
            ("2024年", "2024-01 – 2024-12"),
            ("Q1 2024", "2024-01 – 2024-03"),
            ("2024-Q4", "2024-10 – 2024-12"),
            ("Q2-24", "2024-04 – 2024-06"),
            ("2024年第3季度", "2024-07 – 2024-09"),
        ] {
            assert_eq!(told(text), wanted, "{text}");
        }
        for text in ["", "Q5 2024", "24", "total", "20", "Q024", "FY24", "20２4"] {
            assert_eq!(period(text), None, "{text}");
        }
    }
}
