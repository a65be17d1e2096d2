//! What reads like a table's headers, and headers that are periods but no calendar months.
//! Nothing is decided here; a file that can't be read is told why in words that help.

use super::sample::{Sample, SampleRow};
use crate::base::Date;
use crate::read::roles::{header, months, words};
use crate::read::values::dates;
use crate::read::{Code, Role, Severity, tally::Tally};

/// Cells that tell whether a row is a header.
const TOLD: usize = 64;

/// A customer and, beside it, a month's or an amount's header, or months.
pub(super) fn reads_like_headers(row: &SampleRow) -> bool {
    let cells = || row.cells.iter().take(TOLD);
    let role = |cell: &String| words::role(&header::words(cell).plain).map(|(role, _)| role);
    let roles: Vec<Role> = cells().filter_map(role).collect();
    let months = cells().filter(|cell| months::parse(cell).is_some()).count();
    let amount = roles.iter().any(|r| matches!(r, Role::Mrr | Role::Arr | Role::Amount));
    let date = roles.iter().any(|r| matches!(r, Role::Month | Role::Start));
    roles.contains(&Role::CustomerId) && (amount && date || months >= 2)
}

/// Notes the columns whose headers are periods we can't place in the calendar; `false` where there are fewer
/// than `least`.
pub(in crate::read) fn note_periods(
    severity: Severity,
    least: u64,
    sample: &Sample,
    unused: impl Fn(usize) -> bool,
    tally: &mut Tally,
) -> bool {
    let headers = sample.header.cells.iter().enumerate();
    let mut periods = headers.filter(|(i, header)| unused(*i) && is_period(header)).map(|(_, header)| header);
    let Some(first) = periods.next() else { return false };
    let count = periods.count() as u64 + 1;
    if count < least {
        return false;
    }
    tally.add_many(severity, Code::PeriodUnread, Some(sample.header.line), None, Some(first), count);
    true
}

/// Whether a header speaks of a time that is no calendar month: `M1`, `FY24 Q1`, `2024 Q1`, `Jan`, `Helmikuu 2024`, `1月`,
/// `45292` (a spreadsheet's day number), `2024`.
fn is_period(header: &str) -> bool {
    let text: String = header.chars().map(header::half_width).flat_map(char::to_lowercase).collect();
    let text = text.trim();
    if dates::parse(text).is_some() || ["total", "sum", "合计", "总计"].iter().any(|word| text.contains(word))
    {
        return false;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return is_year(text) || Date::from_spreadsheet(text).is_some();
    }
    if text.contains(['月', '季', '周', '年']) {
        return text.chars().any(|c| c.is_ascii_digit() || "一二三四五六七八九十上下".contains(c));
    }
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let numbered = |word: &str| {
        let digits = word.trim_start_matches(|c: char| c.is_alphabetic());
        let letters = word.strip_suffix(digits).unwrap_or(word);
        !digits.is_empty()
            && matches!(letters, "q" | "h" | "fy" | "m" | "p" | "w" | "wk" | "month" | "period")
    };
    match words.as_slice() {
        [word] => dates::month_name(word).is_some() || numbered(word),
        // A word and a year: a month in a language we don't read, most likely.
        [a, b] if is_year(a) || is_year(b) => true,
        _ => words.iter().any(|word| numbered(word)),
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_that_are_no_months() {
        for header in [
            "FY24 Q1",
            "M13",
            "2024 Q1",
            "Q1-24",
            "Jan",
            "Helmikuu 2024",
            "H1 2024",
            "1月",
            "2024年",
            "2024年第一季度",
            "45292",
            "2024",
            "M01",
        ] {
            assert!(is_period(header), "{header}");
        }
        for header in [
            "2024-01",
            "Jan 2024",
            "1",
            "123456",
            "customer_id",
            "mrr",
            "plan",
            "email",
            "月费",
            "m",
            "Total 2024",
            "2024年合计",
            "",
        ] {
            assert!(!is_period(header), "{header}");
        }
    }
}
