//! What a file came to.

use super::super::tally::Tally;
use super::super::{
    Column, DateOrder, DecimalMark, IgnoredRows, LeftOutSum, PreviewRow, Question, Reject, RejectedRows,
    RowCounts, Unjoined,
};
use crate::tables::{
    AccountsTable, AggregateTable, CostsTable, InvoiceTable, OperatingTable, Rate, RevenueTable, Shape,
    TableKind, WarehouseTable,
};

/// What a sheet came to.
#[derive(Debug)]
pub(in crate::read) struct Outcome {
    pub columns: Vec<Column>,
    pub tally: Tally,
    pub rows: RowCounts,
    pub ignored: Vec<IgnoredRows>,
    pub left_out: Vec<LeftOutSum>,
    pub rejects: Vec<Reject>,
    pub rejected: RejectedRows,
    pub table: TableKind,
    pub shape: Option<Shape>,
    pub date_order: Option<DateOrder>,
    pub decimal: Option<DecimalMark>,
    pub currency: Option<String>,
    pub revenue: Option<RevenueTable>,
    pub aggregate: Option<AggregateTable>,
    pub warehouse: Option<WarehouseTable>,
    pub accounts: Option<AccountsTable>,
    pub costs: Option<CostsTable>,
    pub operations: Option<OperatingTable>,
    pub lines: Option<Box<Unjoined>>,
    pub invoices: Option<InvoiceTable>,
    pub rates: Vec<Rate>,
    pub question: Option<Question>,
    pub preview: Vec<PreviewRow>,
}
