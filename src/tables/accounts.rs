//! The accounts table as read: one row a customer (domain.md §3.2, T2).

use super::{AttributeColumn, Datum, NOBODY, OperatingTable, TableKind};
use crate::base::{Date, Names};

/// A customer's seats, as the accounts state them now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seats {
    /// Paid for, above zero.
    pub paid: u32,
    /// Those it could have.
    pub potential: u32,
}

impl Seats {
    /// Those it could have beyond those it pays for; none where it pays for more.
    pub fn free(self) -> u32 {
        self.potential.saturating_sub(self.paid)
    }
}

/// The product's modules of a customer, as the accounts state them now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modules {
    /// In use.
    pub used: u32,
    /// Those there are, above zero.
    pub all: u32,
}

impl Modules {
    /// Those still before it; none where it uses more than there are said to be.
    pub fn unused(self) -> u32 {
        self.all.saturating_sub(self.used)
    }
}

/// What is stated first of each of the book's customers; empty where nothing is of any.
fn first<'a, T: Copy>(customers: &Names, stated: impl Iterator<Item = (&'a str, T)>) -> Vec<Option<T>> {
    let mut all = Vec::new();
    for (name, value) in stated {
        let Some(customer) = customers.id(name) else { continue };
        if all.is_empty() {
            all = vec![None; customers.len()];
        }
        if let Some(place) = all.get_mut(customer as usize).filter(|place| place.is_none()) {
            *place = Some(value);
        }
    }
    all
}

/// Each customer's seats by the book's numbers; the first file that states both counts. Empty where none does.
pub(super) fn seats(accounts: &[AccountsTable], customers: &Names) -> Vec<Option<Seats>> {
    let stated = accounts.iter().flat_map(|table| {
        let pairs = table.seats.iter().zip(&table.potential_seats);
        (0..).zip(pairs).filter_map(|(id, (paid, potential))| {
            let (paid, potential) = (paid.filter(|paid| *paid > 0)?, (*potential)?);
            Some((table.customers.text(id), Seats { paid, potential }))
        })
    });
    first(customers, stated)
}

/// Each customer's modules by the book's numbers; of each count the first row that states it. Empty where none does.
pub(super) fn modules(operations: &[OperatingTable], customers: &Names) -> Vec<Option<Modules>> {
    let stated = |datum: Datum| {
        let accounts = operations.iter().filter(|table| table.kind == TableKind::Accounts);
        let counts = accounts.flat_map(|table| {
            let cells = table.cells(datum);
            table.customer.iter().enumerate().filter_map(move |(row, own)| {
                // Rows without a customer have no count of theirs.
                let count = u32::try_from(cells(row)?).ok().filter(|_| *own != NOBODY)?;
                Some((table.customers.text(*own), count))
            })
        });
        first(customers, counts)
    };
    let both = |(used, all): (Option<u32>, Option<u32>)| {
        let (used, all) = used.zip(all.filter(|all| *all > 0))?;
        Some(Modules { used, all })
    };
    stated(Datum::ModulesUsed).into_iter().zip(stated(Datum::ModulesTotal)).map(both).collect()
}

/// One file's accounts.
#[derive(Clone, Debug, Default)]
pub struct AccountsTable {
    /// Place of the file among the inputs, once these are together.
    pub file: u32,
    /// The customers, numbered by their first row. A later row of the same customer fills what the first left blank.
    pub customers: Names,
    /// The line of each one's first row.
    pub lines: Vec<u32>,
    /// Seats they pay for, by customer; empty where the file has no such column.
    pub seats: Vec<Option<u32>>,
    /// Seats they could have, the same way.
    pub potential_seats: Vec<Option<u32>>,
    /// The day they signed, the same way; of a month alone its first day.
    pub signed: Vec<Option<Date>>,
    /// The day they left, the same way; of a month alone its last day.
    pub churned: Vec<Option<Date>>,
    /// What they can be grouped by.
    pub attributes: Vec<AttributeColumn>,
}

impl AccountsTable {
    /// The latest day on which a customer signed or left.
    pub fn latest(&self) -> Option<Date> {
        self.signed.iter().chain(&self.churned).copied().flatten().max()
    }
}
