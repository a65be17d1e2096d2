//! A time of day behind a date: told apart from it, checked, and its zone named. The day stays as it is written.

use crate::base::Time;

/// The zone a time is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Zone {
    /// None is written.
    Unsaid,
    /// Minutes east of Greenwich.
    East(i16),
    /// A name such as `EST`, by a hash of its letters.
    Named(u32),
}

/// A text in its date and the zone of the time behind it, where there is a time. `None` where what stands behind
/// the date is no time of day.
pub(in crate::read) fn split(text: &str) -> Option<(&str, Option<Zone>)> {
    let Some(colon) = text.find(':') else { return Some(basic(text).unwrap_or((text, None))) };
    let (head, rest) = text.split_at_checked(colon)?;
    let before = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let hour: u32 = head.get(before.len()..)?.parse().ok()?;
    let half = ["上午", "下午", "中午", "晚上", "凌晨"];
    let date = before.trim_end();
    let date = half.iter().find_map(|word| date.strip_suffix(word)).unwrap_or(date).trim_end();
    let date = match date.strip_suffix(['T', 't', ',', '_']) {
        Some(date) => date.trim_end(),
        // Without a mark or a blank the hour would be part of the date.
        None if date.len() < before.len() || date.ends_with(['日', '号']) => date,
        None => return None,
    };
    let zone = zone(rest.get(1..)?)?;
    (hour <= 24 && !date.is_empty()).then_some((date, Some(zone)))
}

/// The time of day behind a date, or that of seconds or milliseconds since 1970. A zone that is named and no offset is
/// as good as none: the time stays as it is written.
pub(in crate::read) fn time(text: &str) -> Option<Time> {
    if matches!(text.len(), 10 | 13) && text.bytes().all(|b| b.is_ascii_digit()) {
        let seconds: u64 = text.get(..10)?.parse().ok()?;
        return Some(Time { second: u32::try_from(seconds % 86_400).ok()?, east: Some(0) });
    }
    let (date, zone) = split(text)?;
    let east = match zone? {
        Zone::East(east) => Some(east),
        Zone::Unsaid | Zone::Named(_) => None,
    };
    let behind = text.get(date.len()..)?;
    let clock = behind.get(behind.find(|c: char| c.is_ascii_digit())?..)?;
    let digits = |from: &str| from.bytes().take_while(u8::is_ascii_digit).count();
    let number = |text: &str| text.parse::<u32>().ok();
    let (hour, rest) = clock.split_at_checked(if digits(clock) > 2 { 2 } else { digits(clock) })?;
    let rest = rest.trim_start_matches(':');
    let (minute, rest) = rest.split_at_checked(2)?;
    let rest = rest.trim_start_matches(':');
    let second = rest.get(..2).and_then(number).unwrap_or(0);
    let (hour, has) = (number(hour)?, |words: &[&str]| words.iter().any(|word| behind.contains(word)));
    let hour = match hour {
        12 if has(&["AM", "am", "Am", "A.M.", "a.m.", "上午", "凌晨"]) => 0,
        1..12 if has(&["PM", "pm", "Pm", "P.M.", "p.m.", "下午", "晚上"]) => hour + 12,
        1..6 if has(&["中午"]) => hour + 12,
        _ => hour,
    };
    Some(Time { second: hour * 3600 + number(minute)? * 60 + second, east })
}

/// `20240105T100000Z`, ISO 8601 without separators.
fn basic(text: &str) -> Option<(&str, Option<Zone>)> {
    let (date, time) = text.split_once(['T', 't'])?;
    let digits = |t: &str| t.bytes().take_while(u8::is_ascii_digit).count();
    let clock = digits(time);
    if digits(date) != 8 || date.len() != 8 || !matches!(clock, 4 | 6) {
        return None;
    }
    Some((date, Some(offset(time.get(clock..)?)?)))
}

/// Minutes, perhaps seconds and their fraction, perhaps AM or PM, perhaps a zone.
fn zone(text: &str) -> Option<Zone> {
    let minutes = |t: &str| t.get(..2).and_then(|m| m.parse::<u32>().ok()).is_some_and(|m| m <= 60);
    let mut rest = minutes(text).then(|| text.get(2..)).flatten()?;
    if let Some(seconds) = rest.strip_prefix(':') {
        rest = minutes(seconds).then(|| seconds.get(2..)).flatten()?;
        if let Some(fraction) = rest.strip_prefix(['.', ',']) {
            let after = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            rest = (after.len() < fraction.len()).then_some(after)?;
        }
    }
    let rest = rest.trim();
    let half = ["AM", "PM", "am", "pm", "Am", "Pm", "a.m.", "p.m.", "A.M.", "P.M."];
    offset(half.iter().find_map(|half| rest.strip_prefix(half)).unwrap_or(rest).trim())
}

/// `Z`, `UTC`, `+08:00`, `-0500`, `+01`, `UTC+8`, `EST`, or nothing.
fn offset(text: &str) -> Option<Zone> {
    let named =
        text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT")).or_else(|| text.strip_prefix('Z'));
    let rest = named.unwrap_or(text).trim();
    if rest.is_empty() {
        return Some(if named.is_some() { Zone::East(0) } else { Zone::Unsaid });
    }
    if let Some(digits) = rest.strip_prefix(['+', '-']) {
        let west = rest.starts_with('-');
        let (hours, minutes) = match digits.split_once(':') {
            Some(parts) => parts,
            None if digits.len() == 4 => digits.split_at_checked(2)?,
            None => (digits, "0"),
        };
        let number = |t: &str| (t.len() <= 2).then(|| t.parse::<i16>().ok()).flatten();
        let east = number(hours).filter(|h| *h <= 14)? * 60 + number(minutes).filter(|m| *m < 60)?;
        return Some(Zone::East(if west { -east } else { east }));
    }
    let word = rest.trim_start_matches('(').trim_start_matches('[').trim_end_matches([')', ']']);
    let letters = word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '_'));
    let hash = |word: &str| word.bytes().fold(7u32, |h, b| h.wrapping_mul(31) ^ u32::from(b));
    (named.is_none() && letters && (2..=32).contains(&word.len())).then(|| Zone::Named(hash(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_as_they_are_written() {
        let at = |hour: u32, minute: u32, second: u32| hour * 3600 + minute * 60 + second;
        for (text, second, east) in [
            ("2024-01-05T10:02:03Z", at(10, 2, 3), Some(0)),
            ("2024-01-05 10:02:03.999+08:00", at(10, 2, 3), Some(480)),
            ("2024-01-05 9:05", at(9, 5, 0), None),
            ("2024-01-05 10:00 EST", at(10, 0, 0), None),
            ("1/5/2024 1:05:00 PM", at(13, 5, 0), None),
            ("1/5/2024 12:05 AM", at(0, 5, 0), None),
            ("2024年1月5日 下午3:04", at(15, 4, 0), None),
            ("2024年1月5日 中午12:30", at(12, 30, 0), None),
            ("20240105T100203-0500", at(10, 2, 3), Some(-300)),
            ("1704448923", at(10, 2, 3), Some(0)),
            ("1704448923123", at(10, 2, 3), Some(0)),
        ] {
            assert_eq!(time(text), Some(Time { second, east }), "{text}");
        }
        assert_eq!([time("2024-01-05"), time("20240105"), time("x")], [None; 3]);
    }

    #[test]
    fn times_are_told_from_dates() {
        for (text, date, zone) in [
            ("2024-01-05T10:00:00Z", "2024-01-05", Zone::East(0)),
            ("2024-01-05 10:00", "2024-01-05", Zone::Unsaid),
            ("2024-01-05 10:00:00.123+08:00", "2024-01-05", Zone::East(480)),
            ("2024-01-05T10:00:00-0500", "2024-01-05", Zone::East(-300)),
            ("1/5/2024 1:05:00 PM", "1/5/2024", Zone::Unsaid),
            ("Jan 5, 2024, 10:00 AM", "Jan 5, 2024", Zone::Unsaid),
            ("2024-01-05 10:00 UTC", "2024-01-05", Zone::East(0)),
            ("2024-01-05 10:00:00 UTC+8", "2024-01-05", Zone::East(480)),
            ("2024年1月5日 下午3:04", "2024年1月5日", Zone::Unsaid),
            ("20240105T100000Z", "20240105", Zone::East(0)),
        ] {
            assert_eq!(split(text), Some((date, Some(zone))), "{text}");
        }
        assert!(matches!(split("2024-01-05 10:00 EST"), Some((_, Some(Zone::Named(_))))));
        assert_eq!(split("2024-01-05"), Some(("2024-01-05", None)));
        for text in
            ["10:00", "2024-01-05 25:00", "2024-01-05 1:6", "a:b", "2024-01-0510:00", "2024-01-05 10:00 +99"]
        {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
