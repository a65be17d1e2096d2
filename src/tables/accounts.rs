//! The accounts table as read: one row a customer (domain.md §3.2, T2).

use super::AttributeColumn;
use crate::base::{Date, Names};

/// A customer's seats, as the accounts state them now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seats {
    /// Paid for, above zero.
    pub paid: u32,
    /// Those it could have.
    pub potential: u32,
}

/// Each customer's seats by the book's numbers; the first file that states both counts. Empty where none does.
pub(super) fn seats(accounts: &[AccountsTable], customers: &Names) -> Vec<Option<Seats>> {
    let mut all = Vec::new();
    for table in accounts {
        let pairs = table.seats.iter().zip(&table.potential_seats);
        for (id, (paid, potential)) in (0..).zip(pairs) {
            let (Some(paid), Some(potential)) = (paid.filter(|paid| *paid > 0), *potential) else { continue };
            let Some(customer) = customers.id(table.customers.text(id)) else { continue };
            if all.is_empty() {
                all = vec![None; customers.len()];
            }
            if let Some(place) = all.get_mut(customer as usize)
                && place.is_none()
            {
                *place = Some(Seats { paid, potential });
            }
        }
    }
    all
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
