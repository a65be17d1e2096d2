//! What the customers pay for in the two months that are compared: products and plans with their amounts and
//! quantities, from the facts of just these months. Nothing of it is kept for the months between.

use super::super::{AttributeKind, RevenueTable, value_key};
use super::Book;
use super::ends::Stated;
use crate::base::{Month, Names};

/// One product or plan of a customer at the two ends of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemEnds {
    /// The product's number among all tables; `None` where the rows name none.
    pub product: Option<u32>,
    /// The plan's.
    pub plan: Option<u32>,
    /// Minor units a month at each end; 0 where it isn't paid for there.
    pub amounts: [i64; 2],
    /// Units in thousandths at each end; `None` unless all of its rows there say so.
    pub quantities: [Option<i64>; 2],
}

/// The items of all customers, side by side.
#[derive(Clone, Debug, Default)]
pub struct ItemsAtEnds {
    offsets: Vec<usize>,
    items: Vec<ItemEnds>,
}

impl ItemsAtEnds {
    /// A customer's, by product and then by plan.
    pub fn of(&self, customer: u32) -> &[ItemEnds] {
        let from = self.offsets.get(customer as usize).copied();
        let to = self.offsets.get(customer as usize + 1).copied();
        from.zip(to).and_then(|(from, to)| self.items.get(from..to)).unwrap_or(&[])
    }
}

/// A fact that counts at one of the two ends.
#[derive(Clone, Copy, Debug)]
struct Line {
    customer: u32,
    key: (Option<u32>, Option<u32>),
    end: bool,
    amount: i64,
    quantity: Option<i64>,
}

impl Book {
    /// What the customers pay for in these two months, from the tables the book was made of; `None` where no table says
    /// anything of it. Where a policy filled a month in, what was paid for in the month it was carried from counts.
    pub fn items_at(&self, tables: &[RevenueTable], months: [Month; 2]) -> Option<ItemsAtEnds> {
        if tables.iter().all(|table| table.items.is_none()) {
            return None;
        }
        let stated = self.stated(months);
        let mut names = [Names::new(), Names::new()];
        let mut lines: Vec<Line> = Vec::new();
        for table in tables {
            self.lines_of(table, &stated, &mut names, &mut lines);
        }
        Some(gathered(&lines, self.customers.len()))
    }

    fn lines_of(&self, table: &RevenueTable, stated: &Stated, names: &mut [Names; 2], lines: &mut Vec<Line>) {
        let [products, plans] = names;
        let products = numbered(table, AttributeKind::Product, products);
        let plans = numbered(table, AttributeKind::Plan, plans);
        self.each_at_ends(table, stated, |customer, counts, amount, line| {
            let item = table.items.as_ref().map(|items| items.of_line(line)).unwrap_or_default();
            let of = |all: &[u32], name: Option<u32>| name.and_then(|n| all.get(n as usize).copied());
            let key = (of(&products, item.product), of(&plans, item.plan));
            for (end, counts) in [false, true].into_iter().zip(counts) {
                if counts {
                    lines.push(Line { customer, key, end, amount, quantity: item.quantity });
                }
            }
        });
    }
}

/// The number among all tables of each value of a table's column.
fn numbered(table: &RevenueTable, kind: AttributeKind, names: &mut Names) -> Vec<u32> {
    let column = table.attributes.iter().find(|column| column.kind == kind);
    let values = column.map(|column| &column.values);
    let all = values.map_or(0, Names::len) as u32;
    (0..all).map(|id| names.intern(&value_key(kind, values.map_or("", |names| names.text(id))))).collect()
}

/// The lines as one item each, customer after customer: a counting sort, then the few lines of each customer.
fn gathered(lines: &[Line], customers: usize) -> ItemsAtEnds {
    let mut next = vec![0_usize; customers + 1];
    for line in lines {
        if let Some(count) = next.get_mut(line.customer as usize + 1) {
            *count += 1;
        }
    }
    let mut total = 0;
    for count in &mut next {
        total += *count;
        *count = total;
    }
    let bounds = next.clone();
    let mut sorted: Vec<Line> = lines.to_vec();
    for line in lines {
        if let Some(next) = next.get_mut(line.customer as usize) {
            if let Some(place) = sorted.get_mut(*next) {
                *place = *line;
            }
            *next += 1;
        }
    }
    let mut all = ItemsAtEnds { offsets: vec![0], items: Vec::with_capacity(lines.len() / 2) };
    for (from, to) in bounds.iter().zip(bounds.iter().skip(1)) {
        if let Some(own) = sorted.get_mut(*from..*to) {
            if !own.is_sorted_by_key(|line| line.key) {
                crate::base::sort_by_key(own, |line| line.key);
            }
            own.chunk_by(|a, b| a.key == b.key).for_each(|of_item| all.items.push(item(of_item)));
        }
        all.offsets.push(all.items.len());
    }
    all
}

/// Lines of one item as one.
fn item(lines: &[Line]) -> ItemEnds {
    let (product, plan) = lines.first().map_or((None, None), |line| line.key);
    let sum = |end: bool| {
        let own = || lines.iter().filter(move |line| line.end == end);
        // A customer's month fits an amount, or the book would have been refused.
        let amount = own().fold(0_i64, |sum, line| sum.saturating_add(line.amount));
        let quantity = own().try_fold(0_i64, |sum, line| sum.checked_add(line.quantity?));
        (amount, quantity.filter(|units| *units > 0))
    };
    let ((start, units_start), (end, units_end)) = (sum(false), sum(true));
    ItemEnds { product, plan, amounts: [start, end], quantities: [units_start, units_end] }
}
