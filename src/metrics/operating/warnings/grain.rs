//! What the rows of a usage table are about: days, weeks or months, and which of them count at a moment.

use super::Moment;
use crate::base::Date;

/// No day.
pub(super) const NEVER: i64 = i64::MIN;
/// What a row of a usage table is about, by its days: every one, one weekday alone, or first days of months alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Day,
    /// A week, and the days from its date to its end: dated by its Monday 6; by another day, which may as well be its
    /// last one, none.
    Week(i64),
    Month,
}

impl Grain {
    /// That of a table's days.
    pub fn of(days: impl Iterator<Item = i64> + Clone) -> Grain {
        let (first, last) = days.clone().fold((i64::MAX, i64::MIN), |(a, b), day| (a.min(day), b.max(day)));
        if first >= last {
            return Grain::Day;
        }
        if days.clone().all(|day| (day - first) % 7 == 0) {
            // 1970-01-05 was a Monday.
            return Grain::Week(if (first - 4) % 7 == 0 { 6 } else { 0 });
        }
        let opens = |day| Date::from_days(day).is_some_and(|day| day.day() == 1);
        if days.clone().all(opens) { Grain::Month } else { Grain::Day }
    }

    /// The last day of what a row of this day is about.
    pub fn end(self, day: i64) -> i64 {
        match self {
            Grain::Day => day,
            Grain::Week(rest) => day + rest,
            Grain::Month => {
                Date::from_days(day).and_then(|day| day.month().last_day()).map_or(day, Date::days)
            }
        }
    }

    /// The ends of the two windows before a last day: core use in (second, last] is held against (first, second].
    fn windows(self, last: i64) -> (i64, i64) {
        match self {
            Grain::Day => (last - 60, last - 30),
            Grain::Week(_) => (last - 56, last - 28),
            Grain::Month => {
                let before = |months: i32| {
                    let month = Date::from_days(last).map(|day| day.month().plus(-months));
                    month.and_then(|month| month.last_day()).map_or(last, Date::days)
                };
                (before(2), before(1))
            }
        }
    }
}

/// A moment of one table: rows up to `day` count, core uses by the windows.
pub(super) struct Bounds {
    pub day: i64,
    pub whole: bool,
    pub windows: (i64, i64),
    pub last: i64,
}

/// Which rows of a table count at a moment; its different days ascend.
pub(super) fn bounds(moment: &Moment, grain: Grain, days: &[i64]) -> Bounds {
    let until = moment.day.days();
    let none = Bounds { day: NEVER, whole: true, windows: (NEVER, NEVER), last: NEVER };
    let Some(latest) = days.iter().rev().copied().find(|day| *day <= until) else { return none };
    let whole = days.iter().rev().map(|day| grain.end(*day)).find(|end| *end <= until);
    // Where nothing else says how far the data go, the last week or month is a whole one.
    let closed = !moment.past && (latest == until || grain.end(latest) <= until);
    let last = if closed { Some(grain.end(latest)) } else { whole };
    let day = if moment.past || closed { last.unwrap_or(NEVER) } else { until };
    let windows = last.map_or((NEVER, NEVER), |last| grain.windows(last));
    Bounds { day, whole: moment.past, windows, last: last.unwrap_or(NEVER) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> i64 {
        Date::parse_iso(text).unwrap().days()
    }

    fn at(until: &str, past: bool, days: &[&str]) -> (Grain, Bounds) {
        let days: Vec<i64> = days.iter().map(|text| day(text)).collect();
        assert!(days.is_sorted());
        let grain = Grain::of(days.iter().copied());
        let moment = Moment { day: Date::parse_iso(until).unwrap(), past };
        (grain, bounds(&moment, grain, &days))
    }

    #[test]
    fn what_a_row_is_about() {
        let grain = |days: &[&str]| Grain::of(days.iter().map(|text| day(text)));
        assert_eq!(grain(&["2026-05-01"]), Grain::Day);
        assert_eq!(grain(&["2026-05-01", "2026-05-04"]), Grain::Day);
        assert_eq!(grain(&["2026-05-04", "2026-05-18", "2026-05-11"]), Grain::Week(6));
        assert_eq!(grain(&["2026-05-10", "2026-05-24"]), Grain::Week(0), "Sundays");
        assert_eq!(grain(&["2026-03-01", "2026-05-01"]), Grain::Month);
    }

    #[test]
    fn a_month_that_has_only_begun_is_compared_with_none() {
        let months = ["2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01"];
        let (grain, midst) = at("2026-06-15", false, &months);
        assert_eq!((grain, midst.day, midst.last), (Grain::Month, day("2026-06-15"), day("2026-05-31")));
        assert_eq!(midst.windows, (day("2026-03-31"), day("2026-04-30")));
        let (_, alone) = at("2026-06-01", false, &months);
        assert_eq!((alone.day, alone.last), (day("2026-06-30"), day("2026-06-30")));
        let (_, past) = at("2026-05-31", true, &months);
        assert_eq!((past.day, past.last, past.whole), (day("2026-05-31"), day("2026-05-31"), true));
    }

    #[test]
    fn weeks_are_whole_ones() {
        let (_, monday) = at("2026-06-30", false, &["2026-06-15", "2026-06-22", "2026-06-29"]);
        assert_eq!(
            (monday.day, monday.last),
            (day("2026-06-30"), day("2026-06-28")),
            "the last has only begun"
        );
        assert_eq!(monday.windows, (day("2026-05-03"), day("2026-05-31")), "four weeks and four");
        let (_, sunday) = at("2026-06-30", false, &["2026-06-14", "2026-06-21", "2026-06-28"]);
        assert_eq!((sunday.day, sunday.last), (day("2026-06-28"), day("2026-06-28")));
    }

    #[test]
    fn a_table_that_ends_early_is_judged_at_its_end() {
        let (_, found) = at("2026-06-30", false, &["2026-05-01", "2026-05-20"]);
        assert_eq!((found.day, found.windows), (day("2026-05-20"), (day("2026-03-21"), day("2026-04-20"))));
        let (_, none) = at("2026-04-30", false, &["2026-05-01", "2026-05-20"]);
        assert_eq!(none.day, NEVER);
    }
}
