//! What each customer did in the product in the last 28 days that the usage tables cover.

use crate::base::Date;
use crate::tables::{Company, Datum, Record, TableKind};
use rustc_hash::FxHashSet;

/// The days looked back over, the last one included.
pub const DAYS: i64 = 28;

/// A customer's last 28 days. What a table has a column for is zero for a customer that the table knows and that has
/// no row in these days; without such a column, or for a customer that the table doesn't know, it is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Whether it did anything; `None` where no row speaks of it.
    pub active: Option<bool>,
    /// Users: the most that any row states as active, else those that events name.
    pub users: Option<i64>,
    /// Logins.
    pub logins: Option<i64>,
    /// Minutes in core features, in thousandths.
    pub core_minutes: Option<i64>,
    /// Modules: the most that any row states, else those that events name.
    pub modules: Option<i64>,
}

/// The last 28 days of every customer, by [`Company::customers`].
#[derive(Clone, Debug, Default)]
pub struct Activity {
    /// The last of these days: the latest day with usage up to the as-of day.
    pub until: Option<Date>,
    customers: Vec<Used>,
}

/// What of it a table can say.
const ACTS: [Datum; 6] = [
    Datum::Logins,
    Datum::ActiveUsers,
    Datum::Sessions,
    Datum::CoreActions,
    Datum::CoreMinutes,
    Datum::AdvancedActions,
];

impl Activity {
    /// From the usage tables.
    pub fn of(company: &Company<'_>) -> Self {
        let rows = company.rows(TableKind::Usage);
        let Some(until) = last_day(company, &rows) else { return Activity::default() };
        let has = |datum: &Datum| company.has_datum(TableKind::Usage, *datum);
        let acts: Vec<Datum> = ACTS.into_iter().filter(has).collect();
        let (users, modules) = (has(&Datum::ActiveUsers), has(&Datum::ModulesUsed));
        let (named_users, named_modules) = (has(&Datum::UserId), has(&Datum::Module));
        let events = has(&Datum::Event) || named_users;
        let zero = |stated: bool| stated.then_some(0);
        let idle = Used {
            active: (events || !acts.is_empty()).then_some(false),
            users: zero(users || named_users),
            logins: zero(has(&Datum::Logins)),
            core_minutes: zero(has(&Datum::CoreMinutes)),
            modules: zero(modules || named_modules),
        };
        let mut seen = vec![false; company.customers.len()];
        let mut customers = vec![Used::default(); seen.len()];
        let mut met: FxHashSet<(u32, bool, &str)> = FxHashSet::default();
        for record in &rows {
            let Some(id) = record.customer else { continue };
            let Some(day) = record.day(Datum::Date).filter(|day| *day <= until) else { continue };
            let Some(own) = customers.get_mut(id as usize) else { continue };
            if let Some(seen) = seen.get_mut(id as usize).filter(|seen| !**seen) {
                (*seen, *own) = (true, idle);
            }
            if until.days_since(day) >= DAYS {
                continue;
            }
            let event =
                events && (record.text(Datum::Event).is_some() || record.text(Datum::UserId).is_some());
            if event || acts.iter().any(|act| amount(record, *act) > 0) {
                own.active = Some(true);
            }
            let most = |place: &mut Option<i64>, datum: Datum| {
                *place = place.map(|most| most.max(amount(record, datum)));
            };
            let sum = |place: &mut Option<i64>, datum: Datum| {
                *place = place.map(|sum| sum.saturating_add(amount(record, datum)));
            };
            sum(&mut own.logins, Datum::Logins);
            sum(&mut own.core_minutes, Datum::CoreMinutes);
            if users {
                most(&mut own.users, Datum::ActiveUsers);
            } else if let Some(user) = record.text(Datum::UserId)
                && met.insert((id, false, user))
            {
                own.users = own.users.map(|n| n + 1);
            }
            if modules {
                most(&mut own.modules, Datum::ModulesUsed);
            } else if let Some(module) = record.text(Datum::Module)
                && met.insert((id, true, module))
            {
                own.modules = own.modules.map(|n| n + 1);
            }
        }
        Activity { until: Some(until), customers }
    }

    /// A customer's.
    pub fn get(&self, customer: u32) -> Used {
        self.customers.get(customer as usize).copied().unwrap_or_default()
    }
}

/// What a row states, zero where it doesn't.
fn amount(record: &Record<'_>, datum: Datum) -> i64 {
    let stated = match datum {
        Datum::CoreMinutes => record.thousandths(datum),
        _ => record.count(datum),
    };
    stated.unwrap_or_default()
}

fn last_day(company: &Company<'_>, rows: &[Record<'_>]) -> Option<Date> {
    let latest = company.latest(TableKind::Usage)?;
    match company.as_of {
        Some(as_of) if latest > as_of => {
            rows.iter().filter_map(|record| record.day(Datum::Date)).filter(|day| *day <= as_of).max()
        }
        _ => Some(latest),
    }
}
