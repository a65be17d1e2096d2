//! How a file was read: the report's `inputs` entry, its rejected rows and its table.

use super::Unjoined;
use super::{Code, DateOrder, DecimalMark, Diagnostic, Escape, Quote, RejectedRows, Role};
use crate::tables::{
    AccountsTable, AggregateTable, CostsTable, InvoiceTable, OperatingTable, Rate, RevenueTable, Shape,
    TableKind, WarehouseTable,
};
use serde::{Deserialize, Serialize};

/// Rows in = used + waiting + rejected + ignored; none is used while one waits. Header and empty lines are no rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowCounts {
    /// Records below the header.
    #[serde(rename = "in")]
    pub read: u64,
    /// Became facts.
    pub used: u64,
    /// Wait for the answer to a question about the file; none where no question is open.
    #[serde(skip_serializing_if = "none", default)]
    pub waiting: u64,
    /// Could not be used; each stands in the rejects.
    pub rejected: u64,
    /// Left out by a named rule.
    pub ignored: u64,
}

/// Whether a count is left out of what is written.
fn none(count: &u64) -> bool {
    *count == 0
}

/// One column of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Place from 0.
    pub index: u32,
    /// The header as written.
    pub header: String,
    /// What it was taken for.
    pub role: Role,
    /// How sure, 0 to 1; 1 where the user said so.
    pub confidence: f64,
    /// How its cells were read ("YYYY-MM", "1,234.56"), where that matters.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub format: Option<String>,
}

/// Rows left out by one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IgnoredRows {
    /// The rule.
    pub rule: Code,
    /// How many rows.
    pub count: u64,
}

/// What rows come to that were left out, or refused for being below zero, for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOutSum {
    /// The reason.
    pub code: Code,
    /// Header of the column that it was found in, as in the diagnostic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Their amounts added up as the file states them, signs included, whatever time they pay for; in the file's currency.
    pub amount: String,
}

/// How one file was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The file's name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: String,
    /// The encoding's name in small letters, as the WHATWG standard has it, but `gb18030` for GBK too, and `utf-8-bom`
    /// where UTF-8 began with a byte order mark; empty where the file is no text.
    pub encoding: String,
    /// The delimiter without the blanks beside it, `,` for a single column; empty where the file is no text.
    pub delimiter: String,
    /// The quote character.
    pub quote: Quote,
    /// A quote inside quotes.
    pub escape: Escape,
    /// Line of the header, from 1; `None` where there is none or the file is no table.
    pub header_line: Option<u64>,
    /// The system's export it was recognised as: `stripe_subscriptions`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The table it was taken for.
    pub table: Option<TableKind>,
    /// The table's layout.
    pub shape: Option<Shape>,
    /// Order of day and month in numeric dates, where the file has any.
    pub date_order: Option<DateOrder>,
    /// The calendar's month in which the fiscal year begins, where the user said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fiscal_start: Option<u8>,
    /// The decimal mark, where the file has decimals or groups.
    pub decimal: Option<DecimalMark>,
    /// The currency's ISO code, where the file states one and no other; of a table of rates, the one that they convert to.
    pub currency: Option<String>,
    /// Repairs that were switched off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<Code>,
    /// The count that must add up.
    pub rows: RowCounts,
    /// Rows left out, by rule.
    #[serde(default)]
    pub ignored: Vec<IgnoredRows>,
    /// What rows of revenue come to that were left out for what they charge, by reason; a reason is missing where one of
    /// its rows has no amount that can be read, or where the file has several currencies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOutSum>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The findings, most severe first, then by line.
    pub diagnostics: Vec<Diagnostic>,
}

/// A row that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    /// Line, from 1, where the row begins.
    pub line: u64,
    /// Why.
    pub code: Code,
    /// Header of the offending column.
    pub column: Option<String>,
    /// The offending cell (at most 80 characters).
    pub text: Option<String>,
    /// The row's cells as read.
    pub cells: Vec<String>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Above the header: a title, a comment.
    Above,
    /// The header.
    Header,
    /// Became facts.
    Used,
    /// Waits for the answer to a question about the file.
    Waiting,
    /// Could not be used.
    Rejected(Code),
    /// Left out by a rule.
    Ignored(Code),
    /// Not looked at, because the file as a whole can't be read as it stands.
    Unread,
}

/// One of the first rows, as the page shows it while its reading is changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewRow {
    /// Line, from 1, where the row begins.
    pub line: u64,
    /// Its cells as read, each at most 80 characters, at most 64 of them.
    pub cells: Vec<String>,
    /// What became of it.
    pub fate: Fate,
    /// Place of the column at fault, from 0, where the row was rejected for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// What it was rejected for: the cell, or what else the reason quotes (at most 80 characters).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What must be answered before the file can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Is `1.234` one thousand, or one and a bit? Answer: `ReadOptions::decimal`.
    Decimal,
    /// Is `03/04/2024` the 3rd of April or the 4th of March? Answer: `ReadOptions::date_order`.
    DateOrder,
    /// Is `24-01-15` of 2024 or of 2015? Answer: `ReadOptions::date_order`, day first or year first.
    YearFirst,
    /// In which month does the fiscal year of `FY24 M1` begin? Answer: `ReadOptions::fiscal_start`, from 1 to 12.
    FiscalStart,
}

/// One cell under both readings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionSample {
    /// Its line.
    pub line: u64,
    /// As written.
    pub text: String,
    /// Under the first reading (decimal point; day first, the year last; a fiscal year from January).
    pub first: String,
    /// Under the second reading (decimal comma; month first; year first; from February).
    pub second: String,
    /// Under others, where there are more (a fiscal year from April, July and October).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<String>,
}

/// A column that fits two readings, or more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What is asked.
    pub kind: QuestionKind,
    /// The column's header.
    pub column: String,
    /// Cells that fit all readings.
    pub count: u64,
    /// Up to three of them.
    pub samples: Vec<QuestionSample>,
}

/// Everything reading a file gives.
#[derive(Clone, Debug)]
pub struct FileRead {
    /// How it was read.
    pub reading: Reading,
    /// The rows that could not be used, in file order; at most [`super::Reader::MAX_REJECTS`] are kept, all are counted.
    pub rejects: Vec<Reject>,
    /// The same with every cell in full, as many as fit 32 MiB: what is written out to be mended.
    pub rejected: RejectedRows,
    /// The table; `None` where the file can't be used or a question is open.
    pub revenue: Option<RevenueTable>,
    /// The periods of the whole business, where the file has no customers.
    pub aggregate: Option<AggregateTable>,
    /// The figures of a script of `ninefold sql`.
    pub warehouse: Option<WarehouseTable>,
    /// Lines of invoices, where another file says whose these are; [`crate::report::Session`] joins them.
    pub lines: Option<Box<Unjoined>>,
    /// Whose the invoices are, where the file says that and no amounts.
    pub invoices: Option<InvoiceTable>,
    /// The customers and what they can be grouped by, where the file is a table of them.
    pub accounts: Option<AccountsTable>,
    /// What was spent, where the file is a table of costs.
    pub costs: Option<CostsTable>,
    /// The rows of an operating table, or what another table states beside its own facts.
    pub operations: Option<OperatingTable>,
    /// Exchange rates, where the file is a table of them.
    pub rates: Vec<Rate>,
    /// What must be answered first.
    pub question: Option<Question>,
    /// The first rows, headers and lines above them included.
    pub preview: Vec<PreviewRow>,
}

impl FileRead {
    /// A file of which nothing but its reading is known.
    pub(super) fn of(reading: Reading) -> Self {
        FileRead {
            reading,
            rejects: Vec::new(),
            rejected: RejectedRows::default(),
            revenue: None,
            aggregate: None,
            warehouse: None,
            lines: None,
            invoices: None,
            accounts: None,
            costs: None,
            operations: None,
            rates: Vec::new(),
            question: None,
            preview: Vec::new(),
        }
    }
}
