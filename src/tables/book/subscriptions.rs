//! What each subscription of a customer comes to in the two months that are compared. Nothing of it is kept for the
//! months between.

use super::super::RevenueTable;
use super::Book;
use crate::base::{Month, Names};

/// The subscriptions of all customers, side by side: minor units a month at each end, 0 where one isn't paid for there.
#[derive(Clone, Debug, Default)]
pub struct SubscriptionsAtEnds {
    offsets: Vec<usize>,
    ends: Vec<[i64; 2]>,
}

impl SubscriptionsAtEnds {
    /// A customer's. They add up to its amounts in the two months.
    pub fn of(&self, customer: u32) -> &[[i64; 2]] {
        let from = self.offsets.get(customer as usize).copied();
        let to = self.offsets.get(customer as usize + 1).copied();
        from.zip(to).and_then(|(from, to)| self.ends.get(from..to)).unwrap_or(&[])
    }
}

/// Bits of a subscription's number among all tables.
const HALF: u32 = 32;

impl Book {
    /// What the customers' subscriptions come to in these two months, from the tables the book was made of; `None` where
    /// no table names any. A subscription is one customer's: the same name with another customer is another one. What
    /// names none is one subscription of its customer.
    pub fn subscriptions_at(
        &self,
        tables: &[RevenueTable],
        months: [Month; 2],
    ) -> Option<SubscriptionsAtEnds> {
        if tables.iter().all(|table| table.subscriptions.is_none()) {
            return None;
        }
        let stated = self.stated(months);
        let mut names = Names::new();
        let several = tables.iter().filter(|table| table.subscriptions.is_some()).count() > 1;
        // By customer and then by subscription, 0 for none: the amounts at the ends.
        let mut keys: Vec<(u64, u32)> = Vec::new();
        let mut amounts: Vec<[i64; 2]> = Vec::new();
        for table in tables {
            let rows = table.subscriptions.as_ref();
            // The numbers of one table alone are as good as joint ones.
            let joint = rows.filter(|_| several).map(|rows| names.join(&rows.names));
            self.each_at_ends(table, &stated, |customer, counts, amount, line| {
                let id = rows.and_then(|rows| rows.of_line(line));
                let id = match &joint {
                    Some(joint) => id.and_then(|id| joint.get(id as usize).copied()),
                    None => id,
                };
                let id = id.map_or(0, |id| u64::from(id) + 1);
                keys.push((u64::from(customer) << HALF | id, amounts.len() as u32));
                amounts.push(counts.map(|counts| if counts { amount } else { 0 }));
            });
        }
        crate::base::sort_keyed(&mut keys);
        Some(gathered(&keys, &amounts, self.customers.len()))
    }
}

/// The amounts of one key as one, customer after customer.
fn gathered(keys: &[(u64, u32)], amounts: &[[i64; 2]], customers: usize) -> SubscriptionsAtEnds {
    let mut all = SubscriptionsAtEnds { offsets: Vec::with_capacity(customers + 1), ends: Vec::new() };
    all.offsets.push(0);
    for same in keys.chunk_by(|a, b| a.0 == b.0) {
        let customer = same.first().map_or(0, |(key, _)| (key >> HALF) as usize);
        all.offsets.resize(customer + 1, all.ends.len());
        let mut sum = [0_i64; 2];
        for [start, end] in same.iter().filter_map(|(_, place)| amounts.get(*place as usize)) {
            // A customer's month fits an amount, or the book would have been refused.
            sum = [sum[0].saturating_add(*start), sum[1].saturating_add(*end)];
        }
        all.ends.push(sum);
    }
    all.offsets.resize(customers + 1, all.ends.len());
    all
}
