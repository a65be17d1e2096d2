//! What the customers pay for in the two months that are compared: products and plans with their amounts and
//! quantities, from the facts of just these months. Nothing of it is kept for the months between.

use super::super::{AttributeKind, RevenueFacts, RevenueTable, value_key};
use super::Book;
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
        let stated: Vec<[Option<Month>; 2]> =
            self.ids().map(|id| months.map(|month| self.stated_month(id, month))).collect();
        let mut names = [Names::new(), Names::new()];
        let mut lines: Vec<Line> = Vec::new();
        for table in tables {
            self.lines_of(table, &stated, &mut names, &mut lines);
        }
        Some(gathered(&lines, self.customers.len()))
    }

    /// The month whose facts make a customer's amount in `month`.
    fn stated_month(&self, customer: u32, month: Month) -> Option<Month> {
        let point = self.point(customer, month)?;
        if point.source.is_some() {
            return Some(month);
        }
        let before = self.points(customer).iter().rev().filter(|p| p.month < month);
        before.into_iter().find(|p| p.source.is_some()).map(|p| p.month)
    }

    fn lines_of(
        &self,
        table: &RevenueTable,
        stated: &[[Option<Month>; 2]],
        names: &mut [Names; 2],
        lines: &mut Vec<Line>,
    ) {
        let customers: Vec<Option<u32>> =
            (0..table.customers.len() as u32).map(|id| self.customers.id(table.customers.text(id))).collect();
        let [products, plans] = names;
        let products = numbered(table, AttributeKind::Product, products);
        let plans = numbered(table, AttributeKind::Plan, plans);
        let mut visit = |customer: u32, (first, last): (Month, Option<Month>), amount: i64, line: u32| {
            let Some(customer) = customers.get(customer as usize).copied().flatten() else { return };
            let Some(ends) = stated.get(customer as usize) else { return };
            let counts = |end: &Option<Month>| {
                end.is_some_and(|month| first <= month && last.is_none_or(|last| month <= last))
            };
            let [at_start, at_end] = [ends.first(), ends.last()].map(|end| end.is_some_and(counts));
            if amount <= 0 || !(at_start || at_end) {
                return;
            }
            let item = table.items.as_ref().map(|items| items.of_line(line)).unwrap_or_default();
            let of = |all: &[u32], name: Option<u32>| name.and_then(|n| all.get(n as usize).copied());
            let key = (of(&products, item.product), of(&plans, item.plan));
            for (end, counts) in [(false, at_start), (true, at_end)] {
                if counts {
                    lines.push(Line { customer, key, end, amount, quantity: item.quantity });
                }
            }
        };
        match &table.facts {
            RevenueFacts::Months { facts, .. } => {
                facts.iter().for_each(|f| visit(f.customer, (f.month, Some(f.month)), f.amount, f.line));
            }
            RevenueFacts::Spans { facts, .. } => {
                facts.iter().for_each(|f| visit(f.customer, (f.first, f.last), f.amount, f.line));
            }
            RevenueFacts::Periods(facts) => {
                for fact in facts {
                    if let Some((first, last)) = self.clock.months_of(fact, table.shape) {
                        visit(fact.customer, (first, Some(last)), fact.amount, fact.line);
                    }
                }
            }
        }
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
