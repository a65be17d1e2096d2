//! What the usage tables say at a day: the last login, core use now and before, modules (domain.md §2.3, W1, W2, W5).

use super::Moment;
use super::grain::{Bounds, Grain, NEVER, bounds};
use crate::tables::{Company, Datum, NOBODY, OperatingTable, TableKind};
use rustc_hash::FxHashSet;

/// Columns of which any says that somebody was there.
const ACTIVE: [Datum; 6] = [
    Datum::Logins,
    Datum::ActiveUsers,
    Datum::Sessions,
    Datum::CoreActions,
    Datum::AdvancedActions,
    Datum::CoreMinutes,
];

/// The same as kept.
const NO_DAY: i32 = i32::MIN;

/// What the tables say of a customer up to a moment, as kept: half a cache line.
#[derive(Clone, Copy, Debug)]
struct Cell {
    /// The last day on which somebody may have been there.
    last: i32,
    /// The most modules of a row of the last window; −1 where none says.
    modules: i32,
    /// Of modules by name, those that aren't basic; −1 where no row names any, or no basic ones are told.
    beyond_basic: i32,
    /// Core uses of the last window, and of the one before.
    core: (i64, i64),
}

const EMPTY: Cell = Cell { last: NO_DAY, modules: -1, beyond_basic: -1, core: (0, 0) };

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
    /// Of modules by name, those that aren't basic; −1 where that isn't known.
    pub beyond_basic: i64,
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
    pub fn of(company: &Company<'_>, basic: &[String], moments: &[Moment]) -> Usage {
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
        for ((table, ids), days) in company.tables(TableKind::Usage).zip(company.usage_days()) {
            usage.add((table, ids), days, basic, moments);
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
            beyond_basic: i64::from(cell.beyond_basic),
        }
    }

    fn add(
        &mut self,
        (table, ids): (&OperatingTable, &[u32]),
        days: &[i64],
        basic: &[String],
        moments: &[Moment],
    ) {
        let date = table.cells(Datum::Date);
        let Some((first, last)) = days.first().copied().zip(days.last().copied()) else { return };
        let grain = Grain::of(days.iter().copied());
        let bounds: Vec<Bounds> = moments.iter().map(|moment| bounds(moment, grain, days)).collect();
        let mut roles = vec![DayRole::default(); usize::try_from(last - first + 1).unwrap_or_default()];
        for day in days {
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
        let mut distinct: Vec<(usize, bool)> = Vec::new();
        let is_basic =
            |text: &str| basic.iter().any(|name| name.to_lowercase() == text.trim().to_lowercase());
        let texts = table.column(Datum::Module).map(|column| &column.texts).filter(|_| !basic.is_empty());
        let beyond: Vec<bool> = texts.map_or_else(Vec::new, |texts| {
            (0..texts.len() as u32).map(|id| !is_basic(texts.text(id))).collect()
        });
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
                    let beyond = usize::try_from(module).ok().and_then(|module| beyond.get(module));
                    distinct.push((of + at, beyond == Some(&true)));
                }
            }
        }
        // Events name one module each: how many different ones.
        for (place, is_beyond) in distinct {
            if let Some(cell) = self.cells.get_mut(place) {
                cell.modules = cell.modules.max(0) + 1;
                if !beyond.is_empty() {
                    cell.beyond_basic = cell.beyond_basic.max(0) + i32::from(is_beyond);
                }
            }
        }
    }
}

fn earlier(a: i64, b: i64) -> i64 {
    if a == NEVER { b } else { a.min(b) }
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
