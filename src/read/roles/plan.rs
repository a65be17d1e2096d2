//! Where everything stands in a row.

use crate::base::Month;
use crate::read::Role;
use crate::read::discounts::DiscountColumn;
use crate::tables::{AttributeKind, Datum, DatumKind, Shape, TableKind};

/// The columns in use, and the layout they make.
#[derive(Clone, Debug)]
pub(in crate::read) struct Plan {
    /// The table.
    pub table: TableKind,
    /// Its layout; a table of rates has none that matters.
    pub shape: Shape,
    /// Who pays; no one does in an aggregate.
    pub customer: Option<usize>,
    /// In the customer's place stands the invoice: whose it is says another file.
    pub by_invoice: bool,
    /// The tax that an invoice's amount includes, in the same unit.
    pub tax: Option<usize>,
    /// The month of a long row, the first day of a period, the date of a movement.
    pub date: Option<usize>,
    /// The year of that month, where it stands in a column of its own.
    pub year: Option<usize>,
    /// The end of a period.
    pub end: Option<usize>,
    /// When a subscription was cancelled, beside its end.
    pub cancelled: Option<usize>,
    /// The amount and what it is (`Mrr`, `Arr`, `Amount` or `AmountMinor`).
    pub amount: Option<(usize, Role)>,
    /// The billing interval.
    pub interval: Option<usize>,
    /// How many of them.
    pub interval_count: Option<usize>,
    /// How many units the amount is paid for each.
    pub quantity: Option<usize>,
    /// That the amount is one unit's is not proven.
    pub quantity_assumed: bool,
    /// The amount is one unit's by its header, and no column says how many there are.
    pub units_unknown: bool,
    /// How many units the amount is for, whether it is one's or all of theirs. No row is refused for want of it.
    pub units: Option<usize>,
    /// Which subscription a row is of. No row is refused for want of it.
    pub subscription: Option<usize>,
    /// What came off the amounts, or is to.
    pub discount: Option<DiscountColumn>,
    /// The currency's code.
    pub currency: Option<usize>,
    /// What a movement or an invoice's line is.
    pub kind: Option<usize>,
    /// Text that says what an invoice's line is, where no column of kinds does.
    pub description: Option<usize>,
    /// Where a subscription or an invoice stands.
    pub status: Option<usize>,
    /// What names an invoice's line.
    pub line_id: Option<usize>,
    /// Whether an invoice's line is a proration.
    pub proration: Option<usize>,
    /// The two points, or the sums of an aggregate.
    pub parts: Vec<(usize, Role)>,
    /// The columns of a script's result, in the order of [`crate::tables::RESULT_COLUMNS`].
    pub result: Option<[usize; 9]>,
    /// The months of the two points; `None` where the headers name none.
    pub ends: Option<(Month, Month)>,
    /// The months of a wide table.
    pub months: Vec<(usize, Month)>,
    /// Amounts are annual by their header.
    pub annual: bool,
    /// What customers can be grouped by, and whether the user said so: no row is refused for want of them.
    pub attributes: Vec<(usize, AttributeKind, bool)>,
    /// Seats and dates of a table of customers.
    pub facts: Vec<(usize, Role)>,
    /// What an operating table states, and whether a row needs it; beside any other table what it states of one.
    pub data: Vec<(usize, Datum, bool)>,
    /// The table that these make beside the file's own.
    pub beside: Option<TableKind>,
    /// What every row states by the header of another column: which survey the scores answer.
    pub implied: Option<(Datum, usize)>,
}

impl Plan {
    /// A plan with nothing in it.
    pub fn new(shape: Shape) -> Self {
        Plan {
            table: TableKind::Revenue,
            shape,
            customer: None,
            by_invoice: false,
            tax: None,
            date: None,
            year: None,
            end: None,
            cancelled: None,
            amount: None,
            interval: None,
            interval_count: None,
            quantity: None,
            quantity_assumed: false,
            units_unknown: false,
            units: None,
            subscription: None,
            discount: None,
            currency: None,
            kind: None,
            description: None,
            status: None,
            line_id: None,
            proration: None,
            parts: Vec::new(),
            result: None,
            ends: None,
            months: Vec::new(),
            annual: false,
            attributes: Vec::new(),
            facts: Vec::new(),
            data: Vec::new(),
            beside: None,
            implied: None,
        }
    }

    /// Whether a row is for one item: a product, a plan, so many units, a subscription. What a movement is for says nothing
    /// of the revenue it leaves.
    pub fn has_items(&self) -> bool {
        self.table == TableKind::Revenue
            && !matches!(self.shape, Shape::Movements | Shape::Aggregate | Shape::Warehouse)
    }

    /// The columns that stand alone.
    fn single(&self) -> [Option<usize>; 17] {
        [
            self.customer,
            self.tax,
            self.date,
            self.year,
            self.end,
            self.cancelled,
            self.amount.map(|(i, _)| i),
            self.interval,
            self.interval_count,
            self.quantity,
            self.currency,
            self.kind,
            self.description,
            self.status,
            self.line_id,
            self.proration,
            self.discount.map(|discount| discount.column),
        ]
    }

    /// All columns in use.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        let parts = self.parts.iter().map(|(i, _)| *i);
        let facts = self.facts.iter().map(|(i, _)| *i);
        // Beside revenue they are no reason to speak of a row.
        let own = self.table.is_operating();
        let data = self.data.iter().filter(move |(.., needed)| own || *needed).map(|(i, ..)| *i);
        self.single()
            .into_iter()
            .flatten()
            .chain(parts)
            .chain(self.result.into_iter().flatten())
            .chain(self.months.iter().map(|(i, _)| *i))
            .chain(facts)
            .chain(data)
    }

    /// The last column that a row must reach.
    pub fn last(&self) -> usize {
        // Beside revenue, attributes are no reason to speak of a row; of a customer, they are all there is.
        let own = self.table == TableKind::Accounts || self.table.is_operating();
        let attributes = self.attributes.iter().filter(|_| own).map(|(i, ..)| *i);
        let data = self.data.iter().filter(|_| own).map(|(i, ..)| *i);
        self.columns().chain(attributes).chain(data).max().unwrap_or(0)
    }

    /// The columns that hold dates and amounts.
    pub fn data(&self) -> Vec<usize> {
        let days = self.data.iter().filter(|(_, datum, needed)| *needed && datum.kind() == DatumKind::Day);
        let days = days.map(|(i, ..)| *i);
        [self.date, self.end].into_iter().flatten().chain(self.amounts()).chain(days).collect()
    }

    /// The columns that hold amounts.
    pub fn amounts(&self) -> Vec<usize> {
        let one = self.amount.map(|(i, _)| i);
        let amount = |role: &Role| {
            !matches!(role, Role::Rate | Role::InvoiceId | Role::CustomerId) && role.attribute().is_none()
        };
        let parts = self.parts.iter().filter(|(_, role)| amount(role)).map(|(i, _)| *i);
        one.into_iter().chain(parts).chain(self.months.iter().map(|(i, _)| *i)).collect()
    }
}
