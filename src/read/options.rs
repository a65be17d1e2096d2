//! What a caller may tell the reader instead of letting it look.

use crate::tables::TableKind;
use serde::{Deserialize, Serialize};

/// The order of day, month and year in dates written with numbers only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31/12/2024
    Dmy,
    /// 12/31/2024
    Mdy,
    /// 2024/12/31
    Ymd,
}

/// Which mark separates the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DecimalMark {
    /// 1,234.56
    #[serde(rename = ".")]
    Point,
    /// 1.234,56
    #[serde(rename = ",")]
    Comma,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Who pays.
    CustomerId,
    /// The month of a long row (a date counts as its month).
    Month,
    /// Monthly recurring revenue.
    Mrr,
    /// Annual recurring revenue: a twelfth of it a month.
    Arr,
    /// An amount whose period stands in the `interval` column (a month without one).
    Amount,
    /// A month of a wide table: the header is the month, the cell the revenue.
    MonthColumn,
    /// First paid day of a period.
    Start,
    /// End of a period.
    End,
    /// Billing interval: month, quarter, year …
    Interval,
    /// ISO code of the currency.
    Currency,
    /// Not used.
    Ignored,
}

/// Overrides of the reader's own findings. The default lets it look.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadOptions {
    /// The file's name, as shown.
    pub name: String,
    /// The table it is.
    pub table: Option<TableKind>,
    /// The delimiter, one ASCII character.
    pub delimiter: Option<char>,
    /// The encoding's name; only UTF-8 is read so far.
    pub encoding: Option<String>,
    /// Order of numeric dates.
    pub date_order: Option<DateOrder>,
    /// The decimal mark.
    pub decimal: Option<DecimalMark>,
    /// Roles by column: its header or its number from 1.
    pub roles: Vec<(String, Role)>,
}
