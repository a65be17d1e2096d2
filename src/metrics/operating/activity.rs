//! What each customer did in the product in the last 28 days that the usage tables cover.

use crate::base::{Date, Names};
use crate::tables::{Company, DataColumn, Datum, TableKind};
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
    /// Σ sessions of these days, of all rows; `None` where usage states none or doesn't reach back so far.
    pub sessions: Option<i64>,
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
    /// From the usage tables, in one pass.
    pub fn of(company: &Company<'_>) -> Self {
        let days = company.usage_days().iter().flatten().copied();
        let reached = |day: &i64| company.as_of.is_none_or(|as_of| *day <= as_of.days());
        let Some(until) = days.clone().filter(reached).max() else { return Activity::default() };
        let has = |datum: &Datum| company.has_datum(TableKind::Usage, *datum);
        let (users, modules) = (has(&Datum::ActiveUsers), has(&Datum::ModulesUsed));
        let (named_users, named_modules) = (has(&Datum::UserId), has(&Datum::Module));
        let events = has(&Datum::Event) || named_users;
        let zero = |stated: bool| stated.then_some(0);
        let idle = Used {
            active: (events || ACTS.iter().any(has)).then_some(false),
            users: zero(users || named_users),
            logins: zero(has(&Datum::Logins)),
            core_minutes: zero(has(&Datum::CoreMinutes)),
            modules: zero(modules || named_modules),
        };
        let mut all = Activity {
            until: Date::from_days(until),
            sessions: None,
            customers: vec![Used::default(); company.customers.len()],
        };
        let reaches = has(&Datum::Sessions) && days.min().is_some_and(|first| until - first >= DAYS - 1);
        let mut sessions = 0_i64;
        let mut seen = vec![false; company.customers.len()];
        let mut met: FxHashSet<(u32, bool, u32)> = FxHashSet::default();
        let mut texts = [Names::new(), Names::new()];
        for (table, ids) in company.tables(TableKind::Usage) {
            let column = |datum| table.column(datum);
            let acts: Vec<&DataColumn> = ACTS.into_iter().filter_map(column).collect();
            let value = |column: Option<&DataColumn>, row: usize| column.and_then(|column| column.get(row));
            let amount = |column, row| value(column, row).unwrap_or_default();
            let (date, event) = (column(Datum::Date), column(Datum::Event));
            let [logins, minutes, active_users, modules_used, all_sessions] =
                [Datum::Logins, Datum::CoreMinutes, Datum::ActiveUsers, Datum::ModulesUsed, Datum::Sessions]
                    .map(column);
            // The texts of all tables under one numbering.
            let [user_names, module_names] = &mut texts;
            let named = |names: &mut Names, column: Option<&'_ DataColumn>| {
                column.map_or_else(Vec::new, |column| names.join(&column.texts))
            };
            let (user, module) = (column(Datum::UserId), column(Datum::Module));
            let (user_ids, module_ids) = (named(user_names, user), named(module_names, module));
            let number = |column, ids: &[u32], row: usize| {
                value(column, row).and_then(|text| ids.get(usize::try_from(text).ok()?).copied())
            };
            for (row, own) in table.customer.iter().enumerate() {
                let Some(day) = value(date, row).filter(|day| *day <= until) else { continue };
                let recent = until - day < DAYS;
                if recent {
                    sessions = sessions.saturating_add(amount(all_sessions, row));
                }
                let Some(id) = ids.get(*own as usize).copied() else { continue };
                let Some(own) = all.customers.get_mut(id as usize) else { continue };
                if let Some(seen) = seen.get_mut(id as usize).filter(|seen| !**seen) {
                    (*seen, *own) = (true, idle);
                }
                if !recent {
                    continue;
                }
                let by_event = value(event, row).is_some() || value(user, row).is_some();
                if by_event || acts.iter().any(|act| act.get(row).is_some_and(|n| n > 0)) {
                    own.active = Some(true);
                }
                let most = |place: &mut Option<i64>, column| {
                    *place = place.map(|most| most.max(amount(column, row)));
                };
                let sum = |place: &mut Option<i64>, column| {
                    *place = place.map(|sum| sum.saturating_add(amount(column, row)));
                };
                sum(&mut own.logins, logins);
                sum(&mut own.core_minutes, minutes);
                if users {
                    most(&mut own.users, active_users);
                } else if let Some(user) = number(user, &user_ids, row)
                    && met.insert((id, false, user))
                {
                    own.users = own.users.map(|n| n + 1);
                }
                if modules {
                    most(&mut own.modules, modules_used);
                } else if let Some(module) = number(module, &module_ids, row)
                    && met.insert((id, true, module))
                {
                    own.modules = own.modules.map(|n| n + 1);
                }
            }
        }
        all.sessions = reaches.then_some(sessions);
        all
    }

    /// A customer's.
    pub fn get(&self, customer: u32) -> Used {
        self.customers.get(customer as usize).copied().unwrap_or_default()
    }
}
