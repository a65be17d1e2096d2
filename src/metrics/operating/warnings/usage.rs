//! What the usage tables say at a day: the last login, core use now and before, modules (domain.md §2.3, W1, W2, W5).

use super::Moment;
use crate::base::Date;
use crate::tables::{Company, Datum, NOBODY, OperatingTable, TableKind};
use rustc_hash::FxHashSet;

/// What a row of a usage table is about, by its days: every one, one weekday alone, or first days of months alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grain {
    Day,
    /// A week, and the days from its date to its end: dated by its Monday 6; by another day, which may as well be its
    /// last one, none.
    Week(i64),
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
            // 1970-01-05 was a Monday.
            return Grain::Week(if (first - 4) % 7 == 0 { 6 } else { 0 });
        }
        let opens = |day| Date::from_days(day).is_some_and(|day| day.day() == 1);
        if days.clone().all(opens) { Grain::Month } else { Grain::Day }
    }

    /// The last day of what a row of this day is about.
    fn end(self, day: i64) -> i64 {
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

/// Columns of which any says that somebody was there.
const ACTIVE: [Datum; 6] = [
    Datum::Logins,
    Datum::ActiveUsers,
    Datum::Sessions,
    Datum::CoreActions,
    Datum::AdvancedActions,
    Datum::CoreMinutes,
];

/// No day.
pub(super) const NEVER: i64 = i64::MIN;
/// The same as kept.
const NO_DAY: i32 = i32::MIN;

/// What the tables say of a customer up to a moment, as kept: half a cache line.
#[derive(Clone, Copy, Debug)]
struct Cell {
    /// The last day on which somebody may have been there.
    last: i32,
    /// The most modules of a row of the last window; −1 where none says.
    modules: i32,
    /// Core uses of the last window, and of the one before.
    core: (i64, i64),
}

const EMPTY: Cell = Cell { last: NO_DAY, modules: -1, core: (0, 0) };

/// What the tables say of a customer up to a moment. Days since 1970; [`NEVER`] where there is none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Used {
    /// Its first row that says whether anybody was there.
    pub first: i64,
    /// The last day on which somebody may have been there.
    pub last: i64,
    /// Core uses of the last window, and of the one before.
    pub core: (i64, i64),
    /// Its first row with core uses.
    pub core_first: i64,
    /// The most modules of a row of the last window; −1 where none says.
    pub modules: i64,
}

/// The usage tables at each moment.
#[derive(Debug)]
pub(super) struct Usage {
    /// The first day of tables that say whether anybody was there.
    pub first: i64,
    /// The first day of tables with core uses.
    pub core_first: i64,
    /// The day up to which the tables go, at most the moment's: what W1 and W2 are judged at. Empty without tables.
    pub days: Vec<i64>,
    /// At each moment, the day before the two windows of core uses.
    pub core_after: Vec<i64>,
    /// By customer, the first rows: that say whether anybody was there, with core uses.
    firsts: Vec<(i32, i32)>,
    /// By customer, and for each by moment.
    cells: Vec<Cell>,
}

/// A moment of one table: rows up to `day` count, core uses by the windows.
struct Bounds {
    day: i64,
    whole: bool,
    windows: (i64, i64),
    last: i64,
}

/// What a day's rows mean for each moment, worked out once a day.
#[derive(Clone, Copy, Default)]
struct DayRole {
    /// The earliest moment that they count for; moments are latest first. `None` where they count for none.
    moment: Option<u8>,
    /// The last day that they may be about.
    end: i32,
    /// The moments in whose last window they are, a bit each, and those in whose window before.
    windows: (u8, u8),
}

impl Usage {
    /// One pass over the rows. Moments come latest first.
    pub fn of(company: &Company<'_>, moments: &[Moment]) -> Usage {
        let none = Vec::new;
        let mut usage = Usage {
            first: NEVER,
            core_first: NEVER,
            days: none(),
            core_after: none(),
            firsts: Vec::new(),
            cells: Vec::new(),
        };
        if !company.has(TableKind::Usage) || moments.is_empty() {
            return usage;
        }
        let customers = company.customers.len();
        usage.days = vec![NEVER; moments.len()];
        usage.core_after = vec![NEVER; moments.len()];
        usage.firsts = vec![(NO_DAY, NO_DAY); customers];
        usage.cells = vec![EMPTY; customers * moments.len()];
        for (table, ids) in company.tables(TableKind::Usage) {
            usage.add(table, ids, moments);
        }
        // What was seen by an earlier moment was seen by the later ones.
        for own in usage.cells.chunks_mut(moments.len()) {
            let mut last = NO_DAY;
            for cell in own.iter_mut().rev() {
                last = last.max(cell.last);
                cell.last = last;
            }
        }
        usage
    }

    /// What is said of a customer at a moment.
    pub fn at(&self, customer: u32, at: usize) -> Used {
        let cell = (customer as usize).checked_mul(self.days.len()).and_then(|row| self.cells.get(row + at));
        let cell = cell.copied().unwrap_or(EMPTY);
        let (first, core_first) = self.firsts.get(customer as usize).copied().unwrap_or((NO_DAY, NO_DAY));
        let until = self.days.get(at).copied().unwrap_or(NEVER);
        let day = |day: i32| if day == NO_DAY || i64::from(day) > until { NEVER } else { i64::from(day) };
        Used {
            first: day(first),
            last: day(cell.last),
            core: cell.core,
            core_first: day(core_first),
            modules: i64::from(cell.modules),
        }
    }

    fn add(&mut self, table: &OperatingTable, ids: &[u32], moments: &[Moment]) {
        let date = table.cells(Datum::Date);
        let (first, days) = days(table);
        let Some(last) = days.last().copied() else { return };
        let grain = Grain::of(days.iter().copied());
        let bounds: Vec<Bounds> = moments.iter().map(|moment| bounds(moment, grain, &days)).collect();
        let mut roles = vec![DayRole::default(); usize::try_from(last - first + 1).unwrap_or_default()];
        for day in &days {
            let place = usize::try_from(day - first).ok().and_then(|place| roles.get_mut(place));
            if let Some(place) = place {
                *place = role(*day, grain, &bounds);
            }
        }
        let columns: Vec<_> =
            ACTIVE.iter().filter(|datum| table.has(**datum)).map(|datum| table.cells(*datum)).collect();
        let (core, modules) = (table.cells(Datum::CoreActions), table.cells(Datum::ModulesUsed));
        let (event, module) = (table.cells(Datum::Event), table.cells(Datum::Module));
        let tracks = table.has(Datum::Event) || !columns.is_empty();
        let has_core = table.has(Datum::CoreActions);
        let by_module = table.has(Datum::Module) && !table.has(Datum::ModulesUsed);
        if tracks {
            self.first = earlier(self.first, first);
        }
        if has_core {
            self.core_first = earlier(self.core_first, first);
        }
        for ((day, after), bounds) in self.days.iter_mut().zip(&mut self.core_after).zip(&bounds) {
            *day = (*day).max(bounds.day);
            *after = if has_core { (*after).max(bounds.windows.0) } else { *after };
        }
        let mut seen: FxHashSet<(usize, i64)> = FxHashSet::default();
        let mut distinct: Vec<usize> = Vec::new();
        for (row, own) in table.customer.iter().enumerate() {
            let customer = if *own == NOBODY { None } else { ids.get(*own as usize) };
            let (Some(customer), Some(start)) = (customer, date(row)) else { continue };
            let role = usize::try_from(start - first).ok().and_then(|place| roles.get(place));
            let Some((role, moment)) = role.and_then(|role| Some((role, role.moment?))) else { continue };
            let of = *customer as usize * moments.len();
            let core = core(row);
            if let Some((any, with_core)) = self.firsts.get_mut(*customer as usize) {
                let start = start as i32;
                if tracks && (*any == NO_DAY || start < *any) {
                    *any = start;
                }
                if core.is_some() && (*with_core == NO_DAY || start < *with_core) {
                    *with_core = start;
                }
            }
            let there = columns.iter().any(|cells| cells(row).is_some_and(|n| n > 0)) || event(row).is_some();
            if there && let Some(cell) = self.cells.get_mut(of + usize::from(moment)) {
                cell.last = cell.last.max(role.end);
            }
            let (recent, before) = role.windows;
            if recent | before == 0 {
                continue;
            }
            let modules = modules(row).and_then(|modules| i32::try_from(modules).ok()).unwrap_or(-1);
            for at in 0..moments.len() {
                let (recent, before) = (recent >> at & 1 == 1, before >> at & 1 == 1);
                let Some(cell) = self.cells.get_mut(of + at).filter(|_| recent || before) else { continue };
                let core = core.unwrap_or_default();
                if before {
                    cell.core.1 = cell.core.1.saturating_add(core);
                    continue;
                }
                cell.core.0 = cell.core.0.saturating_add(core);
                cell.modules = cell.modules.max(modules);
                if by_module
                    && let Some(module) = module(row)
                    && seen.insert((of + at, module))
                {
                    distinct.push(of + at);
                }
            }
        }
        // Events name one module each: how many different ones.
        for place in distinct {
            if let Some(cell) = self.cells.get_mut(place) {
                cell.modules = cell.modules.max(0) + 1;
            }
        }
    }
}

fn earlier(a: i64, b: i64) -> i64 {
    if a == NEVER { b } else { a.min(b) }
}

/// A table's different days, ascending, and the first of them.
fn days(table: &OperatingTable) -> (i64, Vec<i64>) {
    let date = table.cells(Datum::Date);
    let all = || (0..table.len()).filter_map(&date);
    let (first, last) = all().fold((i64::MAX, i64::MIN), |(a, b), day| (a.min(day), b.max(day)));
    if first > last {
        return (NEVER, Vec::new());
    }
    let mut seen = vec![false; usize::try_from(last - first + 1).unwrap_or_default()];
    for day in all() {
        if let Some(place) = usize::try_from(day - first).ok().and_then(|place| seen.get_mut(place)) {
            *place = true;
        }
    }
    (first, (first..=last).zip(seen).filter(|(_, seen)| *seen).map(|(day, _)| day).collect())
}

/// What a day's rows mean for each moment.
fn role(day: i64, grain: Grain, bounds: &[Bounds]) -> DayRole {
    let end = grain.end(day);
    let mut role = DayRole::default();
    for (at, of) in (0_u8..).zip(bounds) {
        if day > of.day || of.whole && end > of.day {
            continue;
        }
        role.moment = Some(at);
        role.end = i32::try_from(end.min(of.day)).unwrap_or(NO_DAY);
        let (from, between) = of.windows;
        role.windows.0 |= u8::from(end > between && end <= of.last) << at;
        role.windows.1 |= u8::from(end > from && end <= between) << at;
    }
    role
}

fn bounds(moment: &Moment, grain: Grain, days: &[i64]) -> Bounds {
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
