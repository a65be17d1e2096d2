//! What each customer did in the 28 days up to some days, in one pass over the usage rows.

use super::events::Events;
use crate::base::Date;
use crate::tables::{Company, DataColumn, Datum, NOBODY, OperatingTable, TableKind};

/// Days that usage is looked at: four whole weeks.
pub const USE_DAYS: i32 = 28;

/// Days with data that a frequency needs at least.
const FEWEST_DAYS: i32 = 7;

/// Most days that customers are judged for: one bit each.
pub const MOST_DAYS: usize = 16;

/// How often a customer has a row, by the shortest step between two days of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months: a row is for the month of its day.
    Month,
}

/// What is counted of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// Logins, else sessions.
    Logins,
    /// Core actions.
    Core,
    /// Advanced actions.
    Advanced,
    /// The most users in a row; of events the distinct ones.
    Users,
    /// The most business scenarios in a row.
    Scenarios,
    /// The most modules in a row; of events the distinct ones.
    Modules,
}

const SUMS: usize = 6;

impl Sum {
    const ALL: [Sum; SUMS] =
        [Sum::Logins, Sum::Core, Sum::Advanced, Sum::Users, Sum::Scenarios, Sum::Modules];

    fn data(self) -> &'static [Datum] {
        match self {
            Sum::Logins => &[Datum::Logins, Datum::Sessions],
            Sum::Core => &[Datum::CoreActions],
            Sum::Advanced => &[Datum::AdvancedActions],
            Sum::Users => &[Datum::ActiveUsers],
            Sum::Scenarios => &[Datum::Scenarios],
            Sum::Modules => &[Datum::ModulesUsed],
        }
    }

    fn is_peak(self) -> bool {
        matches!(self, Sum::Users | Sum::Scenarios | Sum::Modules)
    }
}

/// What a customer did in the days up to one day.
#[derive(Clone, Copy, Debug, Default)]
struct Use {
    /// One bit a day on which it was active; where rows are months, the month's last day.
    active: u32,
    /// One bit a sum that any row states, and [`SEEN`].
    known: u8,
    sums: [u32; SUMS],
}

/// There is a row.
const SEEN: u8 = 1 << 7;

impl Use {
    fn add(&mut self, values: &[Option<u32>; SUMS]) {
        self.known |= SEEN;
        for ((of, sum), value) in Sum::ALL.into_iter().zip(&mut self.sums).zip(values) {
            let Some(value) = value else { continue };
            self.known |= 1 << of as u8;
            *sum = if of.is_peak() { *value.max(sum) } else { sum.saturating_add(*value) };
        }
    }
}

/// What customers did up to each of some days.
#[derive(Debug, Default)]
pub struct Usage {
    days: Vec<i32>,
    /// By day, then by customer.
    used: Vec<Vec<Use>>,
    /// Distinct users and modules, where rows are events.
    events: Events,
    /// The first day with a row of each customer.
    first: Vec<i32>,
    /// The first and the last day of any row.
    pub span: Option<(i32, i32)>,
    /// How often a customer has a row.
    pub grain: Option<Grain>,
    /// One bit a sum that any table can state.
    stated: u8,
    /// One bit a day that the table speaks of the days up to: it has begun, and has not ended before them.
    covered: u16,
    /// Some column says whether a customer was active.
    tells_activity: bool,
}

impl Usage {
    /// Reads the usage up to each of the days, at most [`MOST_DAYS`]. The first is the day everything is judged at.
    pub fn of(company: &Company<'_>, days: &[i32]) -> Self {
        let tables: Vec<Table<'_>> =
            company.tables(TableKind::Usage).filter_map(|(table, ids)| Table::of(table, ids)).collect();
        let days: Vec<i32> = days.iter().copied().take(MOST_DAYS).collect();
        let mut usage = Usage { days, ..Usage::default() };
        let mut stated: Vec<i32> =
            company.usage_days().iter().flatten().filter_map(|day| i32::try_from(*day).ok()).collect();
        crate::base::sort(&mut stated);
        stated.dedup();
        let Some((first, last)) = stated.first().copied().zip(stated.last().copied()) else { return usage };
        usage.span = Some((first, last));
        usage.grain = Some(grain(&tables, &stated));
        let customers = company.customers.len();
        usage.first = vec![i32::MAX; customers];
        usage.used = usage.days.iter().map(|_| vec![Use::default(); customers]).collect();
        for table in &tables {
            usage.tells_activity |= table.is_events() || !table.activity.is_empty();
            for (of, column) in Sum::ALL.into_iter().zip(&table.columns) {
                usage.stated |= u8::from(column.is_some()) << of as u8;
            }
        }
        let end = usage.counted_on(last);
        let covered = |until: &i32| first <= *until && end > until - USE_DAYS;
        let days = usage.days.iter().enumerate();
        usage.covered = days.fold(0, |all, (place, until)| all | u16::from(covered(until)) << place);
        let windows = Windows::new(&usage.days, first, last);
        for table in &tables {
            usage.add(table, &windows);
        }
        usage.events = Events::of(&tables, customers, &windows);
        usage
    }

    /// The day that a row counts on: a month's last, at most the last day there is a reason to look at.
    pub(super) fn counted_on(&self, day: i32) -> i32 {
        if self.grain != Some(Grain::Month) {
            return day;
        }
        let latest = self.days.first().copied().unwrap_or(day);
        let end = Date::from_days(day.into()).and_then(|day| day.month().last_day());
        end.and_then(|end| i32::try_from(end.days()).ok()).map_or(day, |end| end.min(latest).max(day))
    }

    fn add(&mut self, table: &Table<'_>, windows: &Windows) {
        let monthly = self.grain == Some(Grain::Month);
        for (row, (day, customer)) in table.rows() {
            if let Some(known) = self.first.get_mut(customer as usize) {
                *known = day.min(*known);
            }
            let day = if monthly { self.counted_on(day) } else { day };
            let windows = windows.of(day);
            if windows == 0 {
                continue;
            }
            let active = table.is_active(row);
            let mut values = [None; SUMS];
            for (value, column) in values.iter_mut().zip(&table.columns) {
                let count = column.and_then(|column| column.get(row));
                *value = count.map(|count| u32::try_from(count).unwrap_or(u32::MAX));
            }
            let mut left = windows;
            while left != 0 {
                let place = left.trailing_zeros() as usize;
                left &= left - 1;
                let Some((used, until)) = self.used.get_mut(place).zip(self.days.get(place)) else { break };
                let Some(used) = used.get_mut(customer as usize) else { continue };
                if monthly {
                    // Of months only the last one counts.
                    let month = day as u32;
                    if used.known & SEEN != 0 && used.active != month {
                        if day < used.active as i32 {
                            continue;
                        }
                        *used = Use::default();
                    }
                    used.active = month;
                } else {
                    used.active |= u32::from(active) << (until - day);
                }
                used.add(&values);
            }
        }
    }

    /// Distinct users of the first day's window, a day and in all, where rows are events of users.
    pub fn daily_users(&self) -> Option<(u64, u64)> {
        self.events.daily
    }

    /// Modules that any event happened in.
    pub fn modules_total(&self) -> Option<u32> {
        self.events.modules_total
    }

    /// Whether the table speaks of the days up to one of the days.
    fn covers(&self, place: usize) -> bool {
        self.covered >> place & 1 == 1
    }

    /// Whether any table can state a sum: it has a column for it, or events that say it.
    pub fn states(&self, of: Sum) -> bool {
        self.stated >> of as u8 & 1 == 1 || (of == Sum::Users && self.events.name_users())
    }

    /// Whether the table speaks of a window from its first day on and nearly to its last: files are not all drawn on the
    /// same day, so that a week may be missing.
    pub fn fills(&self, place: usize) -> bool {
        let Some((until, (first, last))) = self.days.get(place).zip(self.span) else { return false };
        let to_the_end = self.grain == Some(Grain::Month) || last >= until - 7;
        self.covers(place) && first <= until - USE_DAYS + 1 && to_the_end
    }

    /// The days of a window that the table speaks of and the customer was one in, at most all of it: what lies before
    /// its first day or behind its last says nothing.
    pub fn days_in(&self, place: usize, started: Option<i32>) -> Option<i32> {
        let (until, (first, last)) = self.days.get(place).zip(self.span)?;
        let begun = started.map_or(first, |started| started.max(first)).max(until - USE_DAYS + 1);
        Some(last.min(*until) - begun + 1)
    }

    fn used(&self, place: usize, customer: u32) -> Option<&Use> {
        let known = self.first.get(customer as usize)? <= self.days.get(place)?;
        if !known || !self.covers(place) {
            return None;
        }
        self.used.get(place)?.get(customer as usize)
    }

    /// The days on which a customer was active and those it could have been, where rows are days, for at least a week.
    /// One that had rows and has none in the window was not active; one that never had any is not known.
    pub fn active_days(&self, place: usize, customer: u32, started: Option<i32>) -> Option<(u32, u32)> {
        let used = self.used(place, customer)?;
        let days = self.days_in(place, started).filter(|days| *days >= FEWEST_DAYS)?;
        let days = u32::try_from(days).ok()?;
        let daily = self.grain == Some(Grain::Day) && self.tells_activity;
        daily.then(|| (used.active.count_ones().min(days), days))
    }

    /// A sum over a customer's window; zero where it has no row in it but had some before.
    pub fn sum(&self, place: usize, customer: u32, of: Sum) -> Option<u32> {
        let used = self.used(place, customer)?;
        let events = match of {
            Sum::Users => self.events.users(place, customer),
            Sum::Modules => self.events.modules(place, customer),
            _ => None,
        };
        if events.is_some() {
            return events;
        }
        let states = |bits: u8| bits >> of as u8 & 1 == 1;
        match states(used.known) {
            true => used.sums.get(of as usize).copied(),
            false => (used.known & SEEN == 0 && states(self.stated)).then_some(0),
        }
    }

    /// Whether a customer had any row up to a day.
    pub fn knows(&self, place: usize, customer: u32) -> bool {
        let first = self.first.get(customer as usize).copied().unwrap_or(i32::MAX);
        self.days.get(place).is_some_and(|until| first <= *until)
    }
}

/// In which days' windows a day lies.
pub(super) struct Windows {
    days: Vec<i32>,
    first: i32,
    /// By day from the first one: a bit each.
    bits: Vec<u16>,
}

impl Windows {
    fn new(days: &[i32], first: i32, last: i32) -> Self {
        let mut windows = Windows { days: days.to_vec(), first, bits: Vec::new() };
        windows.bits = (first..=last).map(|day| windows.work_out(day)).collect();
        windows
    }

    fn work_out(&self, day: i32) -> u16 {
        let bits = self.days.iter().enumerate();
        bits.fold(0, |all, (place, until)| all | u16::from(day <= *until && day > until - USE_DAYS) << place)
    }

    /// A bit for each of the days judged.
    pub fn of(&self, day: i32) -> u16 {
        let place = usize::try_from(day - self.first).ok();
        // A month's last day may lie after the last row.
        place.and_then(|place| self.bits.get(place).copied()).unwrap_or_else(|| self.work_out(day))
    }

    /// How many days are judged.
    pub fn len(&self) -> usize {
        self.days.len()
    }
}

/// One file of usage.
pub(super) struct Table<'a> {
    ids: &'a [u32],
    customer: &'a [u32],
    dates: &'a DataColumn,
    columns: [Option<&'a DataColumn>; SUMS],
    activity: Vec<&'a DataColumn>,
    /// The users and modules of events.
    pub users: Option<&'a DataColumn>,
    pub modules: Option<&'a DataColumn>,
    events: bool,
}

impl<'a> Table<'a> {
    fn of(table: &'a OperatingTable, ids: &'a [u32]) -> Option<Self> {
        let dates = table.column(Datum::Date)?;
        let columns = Sum::ALL.map(|of| of.data().iter().find_map(|datum| table.column(*datum)));
        let activity = [
            Datum::Logins,
            Datum::Sessions,
            Datum::ActiveUsers,
            Datum::CoreActions,
            Datum::CoreMinutes,
            Datum::AdvancedActions,
        ];
        let activity: Vec<_> = activity.into_iter().filter_map(|datum| table.column(datum)).collect();
        let users = table.column(Datum::UserId);
        let events = activity.is_empty() && (users.is_some() || table.has(Datum::Event));
        let modules = table.column(Datum::Module);
        Some(Table { ids, customer: &table.customer, dates, columns, activity, users, modules, events })
    }

    fn day(&self, row: usize) -> Option<i32> {
        self.dates.get(row).and_then(|day| i32::try_from(day).ok())
    }

    /// The rows with a day and a customer.
    pub fn rows(&self) -> impl Iterator<Item = (usize, (i32, u32))> {
        self.customer.iter().enumerate().filter_map(|(row, own)| {
            let customer = (*own != NOBODY).then(|| self.ids.get(*own as usize)).flatten()?;
            Some((row, (self.day(row)?, *customer)))
        })
    }

    /// Whether each row is something that a user did.
    fn is_events(&self) -> bool {
        self.events
    }

    fn is_active(&self, row: usize) -> bool {
        self.events || self.activity.iter().any(|column| column.get(row).is_some_and(|n| n > 0))
    }
}

/// By the shortest step between two days with rows.
fn grain(tables: &[Table<'_>], days: &[i32]) -> Grain {
    let step = days.iter().zip(days.iter().skip(1)).map(|(before, day)| day - before).min();
    let events = tables.iter().any(Table::is_events);
    match step {
        _ if events => Grain::Day,
        Some(..7) => Grain::Day,
        Some(7..28) => Grain::Week,
        _ => Grain::Month,
    }
}
