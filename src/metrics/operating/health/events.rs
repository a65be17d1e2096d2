//! Distinct users and modules, where usage rows are events.

use super::usage::{Table, Windows};
use crate::base::Names;
use crate::tables::DataColumn;
use rustc_hash::FxHashSet;

/// Distinct users and modules of each customer in the windows of some days.
#[derive(Debug, Default)]
pub(super) struct Events {
    /// By day, then by customer; empty where no row names a user.
    users: Vec<Vec<u32>>,
    /// The same with a bit a module; from the 128th on they share one.
    modules: Vec<Vec<u128>>,
    /// Σ distinct users a day over the first window, and distinct users in it.
    pub daily: Option<(u64, u64)>,
    /// Modules in all.
    pub modules_total: Option<u32>,
}

/// A column of texts and the number of each of them among those of all tables.
type Numbered<'a> = (&'a DataColumn, Vec<u32>);

fn number((column, ids): &Numbered<'_>, row: usize) -> Option<u32> {
    ids.get(usize::try_from(column.get(row)?).ok()?).copied()
}

impl Events {
    /// One pass over the tables that name users or modules.
    pub fn of(tables: &[Table<'_>], customers: usize, windows: &Windows) -> Self {
        let mut events = Events::default();
        let (mut modules, mut people) = (Names::new(), Names::new());
        let mut seen: FxHashSet<(usize, u32, u32)> = FxHashSet::default();
        let mut daily: FxHashSet<(i32, u32, u32)> = FxHashSet::default();
        for table in tables {
            let own_modules: Option<Numbered<'_>> = table.modules.map(|c| (c, modules.join(&c.texts)));
            let own_users: Option<Numbered<'_>> = table.users.map(|c| (c, people.join(&c.texts)));
            if own_modules.is_none() && own_users.is_none() {
                continue;
            }
            if own_modules.is_some() && events.modules.is_empty() {
                events.modules = vec![vec![0; customers]; windows.len()];
            }
            if own_users.is_some() && events.users.is_empty() {
                events.users = vec![vec![0; customers]; windows.len()];
            }
            for (row, (day, customer)) in table.rows() {
                let bits = windows.of(day);
                if bits == 0 {
                    continue;
                }
                let module = own_modules.as_ref().and_then(|own| number(own, row));
                let user = own_users.as_ref().and_then(|own| number(own, row));
                for place in (0..windows.len()).filter(|place| bits >> place & 1 == 1) {
                    if let Some((module, seen)) = module.zip(cell(&mut events.modules, place, customer)) {
                        *seen |= 1 << module.min(u128::BITS - 1);
                    }
                    let Some(user) = user else { continue };
                    if seen.insert((place, customer, user))
                        && let Some(count) = cell(&mut events.users, place, customer)
                    {
                        *count += 1;
                    }
                    if place == 0 {
                        daily.insert((day, customer, user));
                    }
                }
            }
        }
        let monthly = events.users.first().map(|all| all.iter().copied().map(u64::from).sum::<u64>());
        events.daily = monthly.map(|monthly| (daily.len() as u64, monthly));
        events.modules_total = (!modules.is_empty()).then(|| modules.len().min(u128::BITS as usize) as u32);
        events
    }

    /// Whether events name their users.
    pub fn name_users(&self) -> bool {
        !self.users.is_empty()
    }

    /// A customer's distinct users.
    pub fn users(&self, place: usize, customer: u32) -> Option<u32> {
        self.users.get(place)?.get(customer as usize).copied()
    }

    /// A customer's distinct modules.
    pub fn modules(&self, place: usize, customer: u32) -> Option<u32> {
        Some(self.modules.get(place)?.get(customer as usize)?.count_ones())
    }
}

fn cell<T>(all: &mut [Vec<T>], place: usize, customer: u32) -> Option<&mut T> {
    all.get_mut(place)?.get_mut(customer as usize)
}
