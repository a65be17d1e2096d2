//! A day with the time of day that may be written behind it.

use super::Date;
use std::fmt;

/// Seconds of a day.
pub const DAY_SECONDS: i64 = 86_400;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// Seconds since midnight, as written.
    pub second: u32,
    /// Minutes east of Greenwich, where the zone is written as an offset.
    pub east: Option<i16>,
}

/// A day, and the time where one is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day as written.
    pub day: Date,
    /// The time.
    pub time: Option<Time>,
}

impl Moment {
    /// Seconds since another moment. `None` unless both have a time, and both or neither its offset: which zone the other
    /// one is in would be a guess.
    pub fn seconds_since(self, earlier: Moment) -> Option<i64> {
        let (to, from) = (self.time?, earlier.time?);
        if to.east.is_some() != from.east.is_some() {
            return None;
        }
        let seconds = |time: Time| i64::from(time.second) - 60 * i64::from(time.east.unwrap_or(0));
        Some(self.day.days_since(earlier.day) * DAY_SECONDS + seconds(to) - seconds(from))
    }

    /// The same time a day later.
    pub fn next_day(self) -> Moment {
        Moment { day: self.day.next(), ..self }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        match self.time {
            Some(Time { second, .. }) => write!(f, " {:02}:{:02}", second / 3600, second / 60 % 60),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(day: &str, second: u32, east: Option<i16>) -> Moment {
        Moment { day: Date::parse_iso(day).unwrap(), time: Some(Time { second, east }) }
    }

    #[test]
    fn an_offset_is_applied_and_never_guessed() {
        let early = moment("2024-05-10", 9 * 3600, Some(480));
        // Nine in Shanghai is one in Greenwich.
        assert_eq!(moment("2024-05-10", 3600, Some(0)).seconds_since(early), Some(0));
        assert_eq!(moment("2024-05-11", 3600, None).seconds_since(early), None);
        let bare = Moment { day: early.day, time: None };
        assert_eq!((bare.seconds_since(early), early.seconds_since(bare)), (None, None));
        let plain = moment("2024-05-10", 60, None);
        assert_eq!(plain.next_day().seconds_since(plain), Some(DAY_SECONDS));
        assert_eq!((plain.to_string(), bare.to_string()), ("2024-05-10 00:01".into(), "2024-05-10".into()));
    }
}
