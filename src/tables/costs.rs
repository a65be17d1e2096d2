//! The cost table as read: what was spent in a period, by category (domain.md §3.2, T9).

use crate::base::{Currency, Month, named};

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
}

/// One file's costs.
#[derive(Clone, Debug)]
pub struct CostsTable {
    /// What the amounts are in.
    pub currency: Currency,
    /// The facts, in file order.
    pub facts: Vec<CostFact>,
}

impl CostCategory {
    /// How many there are.
    pub const COUNT: usize = 11;

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
        CostCategory::RndStandard,
        CostCategory::RndCustom,
    ];
}
