//! What the usage tables say at a day: the last login, core use now and before, modules (domain.md §2.3, W1, W2, W5).

use super::Moment;
use crate::base::Date;
use crate::tables::{Company, Datum, NOBODY, OperatingTable, TableKind};
use rustc_hash::FxHashSet;

/// What a row of a usage table is about, by its days: every one, one weekday alone, or first days of months alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grain {
    Day,
    Week,
    Month,
}

impl Grain {
    /// That of a table's days.
    fn of(days: impl Iterator<Item = i64> + Clone) -> Grain {
        let (first, last) = days.clone().fold((i64::MAX, i64::MIN), |(a, b), day| (a.min(day), b.max(day)));
        if first >= last {
            return Grain::Day;
        }
        if days.clone().all(|day| (day - first) % 7 == 0) {
            return Grain::Week;
        }
        let opens = |day| Date::from_days(day).is_some_and(|day| day.day() == 1);
        if days.clone().all(opens) { Grain::Month } else { Grain::Day }
    }

    /// The last day of what a row of this day is about.
    fn end(self, day: i64) -> i64 {
        match self {
            Grain::Day => day,
            Grain::Week => day + 6,
            Grain::Month => {
                Date::from_days(day).and_then(|day| day.month().last_day()).map_or(day, Date::days)
            }
        }
    }

    /// The ends of the two windows before a last day: core use in (second, last] is held against (first, second].
    fn windows(self, last: i64) -> (i64, i64) {
        match self {
            Grain::Day => (last - 60, last - 30),
            Grain::Week => (last - 56, last - 28),
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

/// Columns of which any says that somebody was there.
const ACTIVE: [Datum; 6] = [
    Datum::Logins,
    Datum::ActiveUsers,
    Datum::Sessions,
    Datum::CoreActions,
    Datum::AdvancedActions,
    Datum::CoreMinutes,
];

/// What the tables say of a customer up to a day. Days since 1970; [`NEVER`] where there is none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Used {
    /// Its first row that says whether anybody was there.
    pub first: i64,
    /// The last day on which somebody may have been there.
    pub last: i64,
    /// Core uses of the last window, and of the one before.
    pub core: (i64, i64),
    /// Where that earlier window begins: its first day is the one after. [`NEVER`] without core uses.
    pub core_after: i64,
    /// Its first row with core uses.
    pub core_first: i64,
    /// The most modules of a row of the last window; −1 where none says.
    pub modules: i64,
}

/// No day.
pub(super) const NEVER: i64 = i64::MIN;

const NOTHING: Used =
    Used { first: NEVER, last: NEVER, core: (0, 0), core_after: NEVER, core_first: NEVER, modules: -1 };

/// The tables up to one day.
#[derive(Debug)]
pub(super) struct UsageAt {
    /// The day up to which they go, at most the moment's: what W1 and W2 are judged at.
    pub day: i64,
    used: Vec<Used>,
}

impl UsageAt {
    /// What is said of a customer.
    pub fn of(&self, customer: u32) -> Used {
        self.used.get(customer as usize).copied().unwrap_or(NOTHING)
    }
}

/// The usage tables at each moment.
#[derive(Debug)]
pub(super) struct Usage {
    /// The first day of tables that say whether anybody was there.
    pub first: i64,
    /// The first day of tables with core uses.
    pub core_first: i64,
    /// Each moment; empty without usage tables.
    pub at: Vec<UsageAt>,
}

/// A moment of one table: rows up to `day` count, core uses by the windows.
struct Bounds {
    day: i64,
    whole: bool,
    windows: (i64, i64),
    last: i64,
}

impl Usage {
    /// One pass over the rows.
    pub fn of(company: &Company<'_>, moments: &[Moment]) -> Usage {
        let mut usage = Usage { first: NEVER, core_first: NEVER, at: Vec::new() };
        if !company.has(TableKind::Usage) {
            return usage;
        }
        let nobody = || UsageAt { day: NEVER, used: vec![NOTHING; company.customers.len()] };
        usage.at.resize_with(moments.len(), nobody);
        for (table, ids) in company.tables(TableKind::Usage) {
            usage.add(table, ids, moments);
        }
        usage
    }

    fn add(&mut self, table: &OperatingTable, ids: &[u32], moments: &[Moment]) {
        let date = table.cells(Datum::Date);
        let days = || (0..table.len()).filter_map(&date);
        let Some(first) = days().min() else { return };
        let grain = Grain::of(days());
        let columns = ACTIVE.map(|datum| table.has(datum).then(|| table.cells(datum)));
        let (core, modules) = (table.cells(Datum::CoreActions), table.cells(Datum::ModulesUsed));
        let (event, module) = (table.cells(Datum::Event), table.cells(Datum::Module));
        let tracks = table.has(Datum::Event) || columns.iter().any(Option::is_some);
        let by_module = table.has(Datum::Module) && !table.has(Datum::ModulesUsed);
        if tracks {
            self.first = earlier(self.first, first);
        }
        if table.has(Datum::CoreActions) {
            self.core_first = earlier(self.core_first, first);
        }
        let bounds: Vec<Bounds> = moments.iter().map(|moment| bounds(moment, grain, days())).collect();
        for (at, bounds) in self.at.iter_mut().zip(&bounds) {
            at.day = at.day.max(bounds.day);
        }
        let mut seen: FxHashSet<(usize, u32, i64)> = FxHashSet::default();
        let mut distinct: Vec<(usize, u32)> = Vec::new();
        for (row, own) in table.customer.iter().enumerate() {
            let customer = (*own != NOBODY).then(|| ids.get(*own as usize)).flatten();
            let (Some(customer), Some(start)) = (customer, date(row)) else { continue };
            let end = grain.end(start);
            let there = columns.iter().flatten().any(|cells| cells(row).is_some_and(|n| n > 0))
                || event(row).is_some();
            let (core, modules) = (core(row), modules(row));
            for (place, (at, bounds)) in self.at.iter_mut().zip(&bounds).enumerate() {
                if start > bounds.day || bounds.whole && end > bounds.day {
                    continue;
                }
                let Some(used) = at.used.get_mut(*customer as usize) else { continue };
                if tracks {
                    used.first = earlier(used.first, start);
                }
                if there {
                    used.last = used.last.max(end.min(bounds.day));
                }
                let (from, between) = bounds.windows;
                let recent = end > between && end <= bounds.last;
                if let Some(core) = core {
                    used.core_after = used.core_after.max(from);
                    used.core_first = earlier(used.core_first, start);
                    if recent {
                        used.core.0 = used.core.0.saturating_add(core);
                    } else if end > from && end <= between {
                        used.core.1 = used.core.1.saturating_add(core);
                    }
                }
                if recent {
                    used.modules = used.modules.max(modules.unwrap_or(-1));
                    if by_module
                        && let Some(module) = module(row)
                        && seen.insert((place, *customer, module))
                    {
                        distinct.push((place, *customer));
                    }
                }
            }
        }
        // Events name one module each: how many different ones.
        for (place, customer) in distinct {
            let used = self.at.get_mut(place).and_then(|at| at.used.get_mut(customer as usize));
            if let Some(used) = used {
                used.modules = used.modules.max(0) + 1;
            }
        }
    }
}

fn earlier(a: i64, b: i64) -> i64 {
    if a == NEVER { b } else { a.min(b) }
}

fn bounds(moment: &Moment, grain: Grain, days: impl Iterator<Item = i64>) -> Bounds {
    let until = moment.day.days();
    let (mut latest, mut last) = (NEVER, NEVER);
    for day in days.filter(|day| *day <= until) {
        latest = latest.max(day);
        let end = grain.end(day);
        if end <= until {
            last = last.max(end);
        }
    }
    if latest == NEVER {
        return Bounds { day: NEVER, whole: true, windows: (NEVER, NEVER), last: NEVER };
    }
    // Where nothing else says how far the data go, the last week or month is a whole one.
    if !moment.past && (latest == until || grain.end(latest) <= until) {
        last = grain.end(latest);
    }
    let day = if moment.past || grain.end(latest) <= until || latest == until { last } else { until };
    let windows = if last == NEVER { (NEVER, NEVER) } else { grain.windows(last) };
    Bounds { day, whole: moment.past, windows, last }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> i64 {
        Date::parse_iso(text).unwrap().days()
    }

    fn at(until: &str, past: bool, days: &[&str]) -> (Grain, Bounds) {
        let days: Vec<i64> = days.iter().map(|text| day(text)).collect();
        let grain = Grain::of(days.iter().copied());
        let moment = Moment { day: Date::parse_iso(until).unwrap(), past };
        (grain, bounds(&moment, grain, days.into_iter()))
    }

    #[test]
    fn what_a_row_is_about() {
        let grain = |days: &[&str]| Grain::of(days.iter().map(|text| day(text)));
        assert_eq!(grain(&["2026-05-01"]), Grain::Day);
        assert_eq!(grain(&["2026-05-01", "2026-05-04"]), Grain::Day);
        assert_eq!(grain(&["2026-05-04", "2026-05-18", "2026-05-11"]), Grain::Week);
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
    fn a_table_that_ends_early_is_judged_at_its_end() {
        let (_, found) = at("2026-06-30", false, &["2026-05-01", "2026-05-20"]);
        assert_eq!((found.day, found.windows), (day("2026-05-20"), (day("2026-03-21"), day("2026-04-20"))));
        let (_, none) = at("2026-04-30", false, &["2026-05-01", "2026-05-20"]);
        assert_eq!(none.day, NEVER);
    }
}
