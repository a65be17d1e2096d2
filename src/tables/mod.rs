//! The typed tables a business's files become, and the [`Book`] that holds them all.
//!
//! One file a table. A table is what the reader hands over: facts as they stand in the file, with the
//! line each came from, before any policy touches them. [`Book::new`] applies the policies.

mod accounts;
mod aggregate;
mod attributes;
mod book;
mod choices;
mod company;
mod costs;
mod data;
mod invoices;
mod items;
mod list_amounts;
mod operating;
mod policies;
mod rates;
mod revenue;
mod subscriptions;
mod values;
mod warehouse;

pub use accounts::{AccountsTable, Modules, Seats};
pub use aggregate::{AggregateRow, AggregateSums, AggregateTable};
pub use attributes::{Attribute, AttributeColumn, AttributeFact, AttributeKind};
pub use book::{
    Book, BookOptions, ItemEnds, ItemsAtEnds, PlannedEnds, Point, Refused, SourceLine, SubscriptionsAtEnds,
};
pub use company::{Company, Record};
pub use costs::{CostCategory, CostFact, CostsTable};
pub use data::{Datum, DatumKind};
pub use invoices::{Invoice, InvoiceTable, Owner};
pub use items::{Item, RowItems};
pub use list_amounts::ListAmounts;
pub use operating::{DataColumn, NOBODY, OperatingTable};
pub use policies::{
    Blanks, ChurnTiming, Discounts, Ends, Margin, Policies, PolicyError, ReactivationPolicy, Snapshot,
};
pub use rates::{Converted, Rate, Rates};
pub use revenue::{MonthFact, PeriodFact, RevenueFacts, RevenueTable, RowCurrencies, SpanFact};
pub use subscriptions::RowSubscriptions;
pub use values::value_key;
pub use warehouse::{Exact, FigureKey, RESULT_COLUMNS, WarehouseRow, WarehouseTable};

use serde::{Deserialize, Serialize};

/// Which table a file is (domain.md §3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// The revenue ledger or customer cube.
    Revenue,
    /// Exchange rates.
    Rates,
    /// Invoices without their lines: whose they are.
    Invoices,
    /// One row a customer: what they can be grouped by.
    Accounts,
    /// What was spent, by period and category.
    Costs,
    /// What customers did in the product, by day.
    Usage,
    /// Contracts and how they ended.
    Contracts,
    /// Support tickets.
    Tickets,
    /// Answers to surveys.
    Surveys,
    /// Sign-ups and what became of them.
    Trials,
    /// Steps of customers' onboarding.
    Onboarding,
    /// Features that customers asked for.
    Requests,
    /// Attempts at tasks in the product.
    Tasks,
    /// What customers did for us.
    Advocacy,
    /// Connected systems.
    Integrations,
}

impl TableKind {
    /// The tables beside revenue whose rows are kept as they stand.
    pub const OPERATING: [TableKind; 10] = [
        TableKind::Usage,
        TableKind::Contracts,
        TableKind::Tickets,
        TableKind::Surveys,
        TableKind::Trials,
        TableKind::Onboarding,
        TableKind::Requests,
        TableKind::Tasks,
        TableKind::Advocacy,
        TableKind::Integrations,
    ];

    /// Whether it is one of them.
    pub fn is_operating(self) -> bool {
        TableKind::OPERATING.contains(&self)
    }
}

/// How a table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// A row is a customer in a month.
    Long,
    /// A row is a customer, a column is a month.
    Wide,
    /// A row is a subscription with a start and an end.
    Periods,
    /// A row is a customer with revenue at the start and at the end.
    TwoPoint,
    /// A row is a change of a customer's revenue.
    Movements,
    /// A row is a period of the whole business, without customers.
    Aggregate,
    /// A row is an invoice or a line of one.
    Invoices,
    /// A row is a figure that a script of `ninefold sql` made; the customers stayed where they are.
    Warehouse,
}
