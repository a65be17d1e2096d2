//! Headers that name the month or the year of a point: `MRR 2023-12`, `ARR FY23`, `2024 revenue`.

use super::Candidate;
use crate::base::Month;
use crate::read::Role;
use crate::read::values::dates::{self, Parsed};

/// The two columns of a table whose headers name a month or a year each, more than a month apart; `months` are
/// the headers that are nothing but a month.
pub(super) fn dated(
    headers: &[String],
    candidates: &[Candidate],
    months: &[(usize, Month)],
) -> Option<[(usize, Month); 2]> {
    let amounts = |i: &usize| {
        candidates.get(*i).is_some_and(|c| {
            let told = matches!(c.role, Some(Role::Opening | Role::Closing));
            !c.forced && (told || c.content.filled > 0 && c.content.amounts == c.content.filled)
        })
    };
    let own = |i: usize| months.iter().find(|(index, _)| *index == i).map(|(_, month)| *month);
    let points: Vec<(usize, Month)> = headers
        .iter()
        .enumerate()
        .filter(|(i, _)| amounts(i))
        .filter_map(|(i, header)| Some((i, own(i).or_else(|| month_of(header))?)))
        .collect();
    let customer = candidates.iter().any(|c| c.role == Some(Role::CustomerId));
    match points.as_slice() {
        // A third month whose cells aren't all amounts is a month all the same.
        [a, b] if customer && months.len() <= 2 && a.1 != b.1 => {
            let (opening, closing) = if a.1 < b.1 { (*a, *b) } else { (*b, *a) };
            // Two plain months close together are a wide table, of which a month may be missing.
            let plain = months.len() == 2 && closing.1.since(opening.1) <= 3;
            (!plain).then_some([opening, closing])
        }
        _ => None,
    }
}

/// The month that a header names beside a word for revenue; December for a year alone.
fn month_of(header: &str) -> Option<Month> {
    let lower = header.trim().to_lowercase();
    const REVENUE: [&str; 9] =
        ["mrr", "arr", "revenue", "acv", "收入", "金额", "经常性收入", "营收", "recurring revenue"];
    let mut rest = REVENUE.iter().find_map(|word| {
        let stripped = lower.strip_prefix(word).or_else(|| lower.strip_suffix(word))?;
        Some(stripped.trim_matches(|c: char| c.is_whitespace() || "_-/:()（）".contains(c)).to_owned())
    });
    if rest.is_none() && lower.ends_with('年') || year(&lower).is_some() {
        rest = Some(lower.clone());
    }
    let rest = rest?;
    match dates::parse(&rest) {
        Some(Parsed::Day(day, _)) => Some(day.month),
        Some(Parsed::Numeric(..)) => None,
        None => Month::new(year(&rest)?, 12),
    }
}

/// `2023`, `FY23`, `FY2023`, `2023年`.
fn year(text: &str) -> Option<i32> {
    let text = text.trim_end_matches(['年', '度']);
    let (digits, fiscal) = text.strip_prefix("fy").map_or((text, false), |rest| (rest, true));
    let digits = digits.trim();
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match (digits.len(), fiscal) {
        (4, _) => digits.parse().ok().filter(|year| (1990..2100).contains(year)),
        (2, true) => digits.parse::<i32>().ok().map(|year| 2000 + year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_name_months_and_years() {
        for (text, wanted) in [
            ("MRR 2023-12", "2023-12"),
            ("2024-01 MRR", "2024-01"),
            ("ARR FY23", "2023-12"),
            ("ARR_2024", "2024-12"),
            ("2024年收入", "2024-12"),
            ("2024", "2024-12"),
        ] {
            assert_eq!(month_of(text).map(|m| m.to_string()).as_deref(), Some(wanted), "{text}");
        }
        for text in ["MRR", "Customer", "FY", "seats 12", "arrival"] {
            assert_eq!(month_of(text), None, "{text}");
        }
    }
}
