//! Headers that name the month or the year of a point: `MRR 2023-12`, `ARR FY23`, `2024 revenue`.

use super::Candidate;
use crate::base::Month;
use crate::read::Role;
use crate::read::values::dates::{self, Parsed, whole};
use crate::read::values::fiscal::{self, Fiscal, Part};

/// Two columns and the months their headers name.
#[derive(Debug)]
pub(super) struct Dated {
    /// The earlier, then the later.
    pub points: [(usize, Month); 2],
    /// Those that name a fiscal year while it isn't known where that begins.
    pub open: Vec<usize>,
}

/// The two columns of a table whose headers name a month or a year each, more than a month apart; `months` are
/// the headers that are nothing but a month, `start` is where the fiscal year begins.
pub(super) fn dated(
    headers: &[String],
    candidates: &[Candidate],
    months: &[(usize, Month)],
    start: Option<u8>,
) -> Option<Dated> {
    let amounts = |i: &usize| {
        candidates.get(*i).is_some_and(|c| {
            let told = matches!(c.role, Some(Role::Opening | Role::Closing));
            !c.forced && (told || c.content.filled > 0 && c.content.amounts == c.content.filled)
        })
    };
    let own = |i: usize| months.iter().find(|(index, _)| *index == i).map(|(_, month)| *month);
    let mut open = Vec::new();
    let mut points: Vec<(usize, Month)> = Vec::new();
    for (i, header) in headers.iter().enumerate().filter(|(i, _)| amounts(i)) {
        match own(i).map(Named::Month).or_else(|| named(header)) {
            Some(Named::Month(month)) => points.push((i, month)),
            Some(Named::Fiscal(fiscal)) => {
                points.extend(fiscal.place(start.unwrap_or(1)).map(|(month, _)| (i, month)));
                open.extend(start.is_none().then_some(i));
            }
            None => {}
        }
    }
    let customer = candidates.iter().any(|c| c.role == Some(Role::CustomerId));
    match points.as_slice() {
        // A third month whose cells aren't all amounts is a month all the same.
        [a, b] if customer && months.len() <= 2 && a.1 != b.1 => {
            let (opening, closing) = if a.1 < b.1 { (*a, *b) } else { (*b, *a) };
            // Two plain months close together are a wide table, of which a month may be missing.
            let plain = months.len() == 2 && closing.1.since(opening.1) <= 3;
            (!plain).then_some(Dated { points: [opening, closing], open })
        }
        _ => None,
    }
}

/// What a header names.
#[derive(Debug)]
pub(in crate::read) enum Named {
    Month(Month),
    Fiscal(Fiscal),
}

impl Named {
    /// The part of a fiscal year, where it is one.
    pub fn fiscal(self) -> Option<Fiscal> {
        match self {
            Named::Fiscal(fiscal) => Some(fiscal),
            Named::Month(_) => None,
        }
    }
}

/// The time that a header names beside a word for revenue; December for a year of the calendar alone.
pub(in crate::read) fn named(header: &str) -> Option<Named> {
    let lower = header.trim().to_lowercase();
    const REVENUE: [&str; 9] =
        ["mrr", "arr", "revenue", "acv", "收入", "金额", "经常性收入", "营收", "recurring revenue"];
    let mut rest = REVENUE.iter().find_map(|word| {
        let stripped = lower.strip_prefix(word).or_else(|| lower.strip_suffix(word))?;
        Some(stripped.trim_matches(|c: char| c.is_whitespace() || "_-/:()（）".contains(c)).to_owned())
    });
    // A quarter is no point in time, nor does the calendar's count as one.
    let fiscal = |text: &str| fiscal::parse(text).filter(|fiscal| !matches!(fiscal.part, Part::Quarter(_)));
    if rest.is_none() && lower.ends_with('年') || year(&lower).is_some() || fiscal(&lower).is_some() {
        rest = Some(lower.clone());
    }
    let rest = rest?;
    match dates::parse(&rest) {
        Some(Parsed::Day(day, _)) => Some(Named::Month(day.month)),
        Some(Parsed::Numeric(..)) => None,
        Some(Parsed::Fiscal(fiscal)) => Some(Named::Fiscal(fiscal)),
        None => match fiscal(&rest) {
            Some(fiscal) => Some(Named::Fiscal(fiscal)),
            None => Month::new(year(&rest)?, 12).map(Named::Month),
        },
    }
}

/// `2023`, `2023年`.
fn year(text: &str) -> Option<i32> {
    let digits = text.trim_end_matches(['年', '度']).trim();
    whole(digits, 4, 4).map(|year| year as i32).filter(|year| (1990..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_name_months_and_years() {
        for (text, wanted) in [
            ("MRR 2023-12", "2023-12"),
            ("2024-01 MRR", "2024-01"),
            ("ARR FY23", "fiscal 2022-07 – 2023-06"),
            ("FY24", "fiscal 2023-07 – 2024-06"),
            ("ARR_2024", "2024-12"),
            ("2024年收入", "2024-12"),
            ("2024", "2024-12"),
        ] {
            let told = match named(text) {
                Some(Named::Month(month)) => month.to_string(),
                Some(Named::Fiscal(fiscal)) => format!("fiscal {}", fiscal.shown(7)),
                None => String::new(),
            };
            assert_eq!(told, wanted, "{text}");
        }
        for text in ["MRR", "Customer", "FY", "seats 12", "arrival", "ARR FY24 Q1"] {
            assert!(named(text).is_none(), "{text}");
        }
    }
}
