//! The facts behind two months alone: those that a window compares.

use super::super::{RevenueFacts, RevenueTable};
use super::Book;
use crate::base::Month;

/// The months whose facts make each customer's amounts in two others, customer after customer.
pub(super) struct Stated(Vec<[Option<Month>; 2]>);

impl Book {
    /// The months whose facts make every customer's amounts in `months`. Where a policy filled a month in, the one that
    /// it was carried from counts.
    pub(super) fn stated(&self, months: [Month; 2]) -> Stated {
        Stated(self.ids().map(|id| months.map(|month| self.stated_month(id, month))).collect())
    }

    fn stated_month(&self, customer: u32, month: Month) -> Option<Month> {
        let point = self.point(customer, month)?;
        if point.source.is_some() {
            return Some(month);
        }
        let before = self.points(customer).iter().rev().filter(|p| p.month < month);
        before.into_iter().find(|p| p.source.is_some()).map(|p| p.month)
    }

    /// Every fact of a table that counts in one of two months: its customer, whether it counts in the first and in the
    /// second, its amount above zero and its line.
    pub(super) fn each_at_ends(
        &self,
        table: &RevenueTable,
        stated: &Stated,
        mut take: impl FnMut(u32, [bool; 2], i64, u32),
    ) {
        let customers: Vec<Option<u32>> =
            (0..table.customers.len() as u32).map(|id| self.customers.id(table.customers.text(id))).collect();
        let mut visit = |customer: u32, (first, last): (Month, Option<Month>), amount: i64, line: u32| {
            let Some(customer) = customers.get(customer as usize).copied().flatten() else { return };
            let Some(ends) = stated.0.get(customer as usize) else { return };
            let counts = ends
                .map(|end| end.is_some_and(|month| first <= month && last.is_none_or(|last| month <= last)));
            let amount = table.counted(line, amount, self.policies.discounts);
            if amount > 0 && counts != [false, false] {
                take(customer, counts, amount, line);
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
