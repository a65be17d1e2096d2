//! Digits that count days or seconds: a spreadsheet's day numbers and Unix time.

use super::dates::{Day, Form};
use crate::base::Date;
use crate::read::Epoch;

/// The day that a count means, and what it counts. Day numbers may have a fraction: the time of day.
///
/// Day numbers have five digits from 20000 (1954) to 79999 (2119), seconds ten and milliseconds thirteen:
/// no length stands for two of them.
pub(in crate::read) fn parse(text: &str, epoch: Epoch) -> Option<(Day, Form)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits)?;
    let fraction = rest.is_empty()
        || rest
            .strip_prefix(['.', ','])
            .is_some_and(|f| !f.is_empty() && f.len() <= 15 && f.bytes().all(|b| b.is_ascii_digit()));
    let (form, divisor) = match digits {
        5 if fraction => {
            let day = Date::from_spreadsheet(number)?;
            // The 1904 system counts from 1904-01-01, 1,462 days later than the other.
            let day = if epoch == Epoch::Y1904 { day.plus_days(1462)? } else { day };
            return Some((day.into(), Form::DayNumber));
        }
        10 => (Form::UnixSeconds, 1),
        13 => (Form::UnixMillis, 1000),
        _ => return None,
    };
    let seconds = number.parse::<u64>().ok().filter(|_| rest.is_empty())? / divisor;
    // From 2000 to 2099.
    let seconds = Some(seconds).filter(|s| (946_684_800..4_102_444_800).contains(s))?;
    Some((Date::new(1970, 1, 1)?.plus_days(seconds / 86_400)?.into(), form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_become_days() {
        let of = |text: &str, epoch| parse(text, epoch).and_then(|(day, _)| day.date).map(|d| d.to_string());
        let of1900 = |text: &str| of(text, Epoch::Y1900).unwrap_or_default();
        assert_eq!(of1900("45292"), "2024-01-01");
        assert_eq!(of1900("45292.75"), "2024-01-01");
        assert_eq!(of1900("45292,75"), "2024-01-01");
        assert_eq!(of("43830", Epoch::Y1904).unwrap_or_default(), "2024-01-01");
        assert_eq!(of1900("1704067200"), "2024-01-01");
        assert_eq!(of1900("1704153599"), "2024-01-01");
        assert_eq!(of1900("1704067200000"), "2024-01-01");
        for text in
            ["", "1234", "15000", "90000", "123456", "45292.", "45292.x", "0000000001", "9999999999999"]
        {
            assert_eq!(of1900(text), "", "{text}");
        }
    }
}
