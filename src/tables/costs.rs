//! The cost table as read: what was spent in a period, by category (domain.md §3.2, T9).

use super::{AttributeKind, RowCurrencies};
use crate::base::{Currency, Date, Month, Names, named};

named! {
/// What money was spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CostCategory {
    /// Hosting and infrastructure, part of the cost of revenue.
    CogsHosting,
    /// Support, part of the cost of revenue.
    CogsSupport,
    /// Customer success managers.
    Csm,
    /// Renewals and account management.
    Renewals,
    /// Onboarding.
    Onboarding,
    /// Tools of customer success.
    CsTools,
    /// Marketing to customers there are.
    CustomerMarketing,
    /// Training of customers.
    Training,
    /// Sales and marketing for new customers.
    SalesMarketingNew,
    /// Sales and marketing for expansion: selling more to customers there are.
    SalesMarketingExpansion,
    /// Development of the standard product.
    RndStandard,
    /// Development for single customers.
    RndCustom,
}
}

/// An amount spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CostFact {
    /// Last month of the period.
    pub month: Month,
    /// Months of the period.
    pub months: u32,
    /// On what.
    pub category: CostCategory,
    /// Minor units for the whole period; below zero is a refund.
    pub amount: i64,
    /// Line of the file, from 1.
    pub line: u32,
    /// For which customer, by the table's names; `None` where the row says none.
    pub customer: Option<u32>,
    /// For which group of customers, by the table's names.
    pub group: Option<u32>,
}

/// One file's costs.
#[derive(Clone, Debug)]
pub struct CostsTable {
    /// What the amounts are in.
    pub currency: Currency,
    /// Rows per currency code, where the file has more than one (then no figure of costs can be computed).
    pub mixed: Vec<(String, u64)>,
    /// The currency of each row, where there is more than one.
    pub rows: RowCurrencies,
    /// The facts, in file order.
    pub facts: Vec<CostFact>,
    /// The customers that rows are for.
    pub customers: Names,
    /// The groups that rows are for, and what they go by.
    pub groups: (AttributeKind, Names),
}

impl CostsTable {
    /// The last day of the latest period.
    pub fn latest(&self) -> Option<Date> {
        self.facts.iter().map(|fact| fact.month).max()?.last_day()
    }

    /// The codes that its rows state, each with how many do; rows without one aren't counted.
    pub fn codes(&self) -> Vec<(String, u64)> {
        match &self.currency.code {
            _ if !self.mixed.is_empty() => self.mixed.clone(),
            Some(code) => {
                let mut lines: Vec<u32> = self.facts.iter().map(|fact| fact.line).collect();
                crate::base::sort(&mut lines);
                lines.dedup();
                vec![(code.clone(), lines.len() as u64)]
            }
            None => Vec::new(),
        }
    }
}

impl CostCategory {
    /// The name as the report writes it: `cogs_hosting`.
    pub fn name(self) -> String {
        crate::base::snake_case(&format!("{self:?}"))
    }

    /// How many there are.
    pub const COUNT: usize = 12;

    /// All of them, in reading order.
    pub const ALL: [CostCategory; CostCategory::COUNT] = [
        CostCategory::CogsHosting,
        CostCategory::CogsSupport,
        CostCategory::Csm,
        CostCategory::Renewals,
        CostCategory::Onboarding,
        CostCategory::CsTools,
        CostCategory::CustomerMarketing,
        CostCategory::Training,
        CostCategory::SalesMarketingNew,
        CostCategory::SalesMarketingExpansion,
        CostCategory::RndStandard,
        CostCategory::RndCustom,
    ];
}
