//! What a caller may tell the reader instead of letting it look.

use super::Code;
use crate::tables::{AttributeKind, Datum, Shape, TableKind};
use serde::{Deserialize, Serialize};

/// The order of day, month and year in dates written with numbers only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31/12/2024
    Dmy,
    /// 12/31/2024
    Mdy,
    /// 2024/12/31
    Ymd,
}

/// From when a spreadsheet's day numbers count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Epoch {
    /// 45292 is 2024-01-01: Excel, LibreOffice, Google Sheets.
    #[default]
    #[serde(rename = "1900")]
    Y1900,
    /// 43830 is 2024-01-01: workbooks of old Excel for Mac.
    #[serde(rename = "1904")]
    Y1904,
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

/// The character around cells that hold delimiters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quote {
    /// `"`
    #[default]
    #[serde(rename = "\"")]
    Double,
    /// `'`
    #[serde(rename = "'")]
    Single,
    /// Quotes are text like any other.
    #[serde(rename = "")]
    None,
}

/// How a quote inside a quoted cell is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Escape {
    /// Twice.
    #[default]
    Doubled,
    /// With a backslash before it.
    Backslash,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who pays.
    CustomerId,
    /// The invoice: what names the customer where only the invoices' own file says whose they are.
    InvoiceId,
    /// Which subscription a row is of.
    SubscriptionId,
    /// The month of a long row, the date of a movement, the period of an aggregate (a date counts as its month).
    Month,
    /// The year of a month that stands without one in the `month` column.
    Year,
    /// Monthly recurring revenue.
    Mrr,
    /// Annual recurring revenue: a twelfth of it a month.
    Arr,
    /// An amount whose period stands in the `interval` column, or between `start` and `end` (a month without one).
    Amount,
    /// The same in the currency's minor unit: cents.
    AmountMinor,
    /// A month of a wide table: the header is the month, the cell the revenue.
    MonthColumn,
    /// First paid day of a period.
    Start,
    /// End of a period.
    End,
    /// Billing interval: month, quarter, year …
    Interval,
    /// How many intervals a period lasts.
    IntervalCount,
    /// When a subscription was cancelled, beside the end of what is paid for.
    Cancelled,
    /// How many units the amount is paid for each.
    Quantity,
    /// What came off the amount: it is what is left.
    Discount,
    /// What is still to come off the amount: it is that of the list.
    DiscountDue,
    /// ISO code of the currency.
    Currency,
    /// What a movement is (new, expansion, contraction, churn, reactivation), or what an invoice's line is
    /// (subscription, one-time).
    Type,
    /// Where a subscription or an invoice stands: active, in trial, void …
    Status,
    /// Revenue at the start: of two points, or of a period of an aggregate.
    Opening,
    /// Revenue at the end.
    Closing,
    /// Revenue of new customers in an aggregate's period.
    New,
    /// Revenue won from customers there were.
    Expansion,
    /// Revenue lost from customers who stayed.
    Contraction,
    /// Revenue lost with customers who left.
    Churn,
    /// Revenue of customers who came back.
    Reactivation,
    /// What one unit of the row's currency is worth, in a table of rates.
    Rate,
    /// Which figure of a script's result a row is, or what it comes to.
    Figure,
    /// Key account, small business …
    Tier,
    /// Elephant, cheetah, rabbit: the size as the file states it.
    SizeClass,
    /// Who buys: enterprise, team, individual.
    BuyerTier,
    /// Industry.
    Industry,
    /// Region, country, province.
    Region,
    /// Plan or edition.
    Plan,
    /// Product.
    Product,
    /// Sales channel or source.
    Channel,
    /// Customer success manager.
    Csm,
    /// Why a customer left.
    ChurnReason,
    /// Any other text that customers can be grouped by.
    Attribute,
    /// Seats a customer pays for, in a table of customers.
    Seats,
    /// Seats a customer could have.
    PotentialSeats,
    /// When a customer signed, in a table of customers.
    SignedDate,
    /// When a customer left, in a table of customers.
    ChurnDate,
    /// What money was spent on, in a table of costs.
    Category,
    /// Not used.
    Ignored,
    /// What an operating table states.
    Datum(Datum),
}

impl Serialize for Role {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Role {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Role::named(&text).ok_or_else(|| serde::de::Error::custom("no such role"))
    }
}

/// The roles of columns that customers can be grouped by.
const ATTRIBUTES: [(Role, AttributeKind); 11] = [
    (Role::Tier, AttributeKind::Tier),
    (Role::SizeClass, AttributeKind::SizeClass),
    (Role::BuyerTier, AttributeKind::BuyerTier),
    (Role::Industry, AttributeKind::Industry),
    (Role::Region, AttributeKind::Region),
    (Role::Plan, AttributeKind::Plan),
    (Role::Product, AttributeKind::Product),
    (Role::Channel, AttributeKind::Channel),
    (Role::Csm, AttributeKind::Csm),
    (Role::ChurnReason, AttributeKind::ChurnReason),
    (Role::Attribute, AttributeKind::Other),
];

impl Role {
    /// All of them, in the order a person looks for them.
    pub const ALL: [Role; 47] = [
        Role::CustomerId,
        Role::InvoiceId,
        Role::SubscriptionId,
        Role::Month,
        Role::Year,
        Role::Mrr,
        Role::Arr,
        Role::Amount,
        Role::AmountMinor,
        Role::MonthColumn,
        Role::Start,
        Role::End,
        Role::Cancelled,
        Role::Interval,
        Role::IntervalCount,
        Role::Quantity,
        Role::Discount,
        Role::DiscountDue,
        Role::Currency,
        Role::Type,
        Role::Status,
        Role::Opening,
        Role::Closing,
        Role::New,
        Role::Expansion,
        Role::Contraction,
        Role::Churn,
        Role::Reactivation,
        Role::Rate,
        Role::Figure,
        Role::Tier,
        Role::SizeClass,
        Role::BuyerTier,
        Role::Industry,
        Role::Region,
        Role::Plan,
        Role::Product,
        Role::Channel,
        Role::Csm,
        Role::ChurnReason,
        Role::Attribute,
        Role::Seats,
        Role::PotentialSeats,
        Role::SignedDate,
        Role::ChurnDate,
        Role::Category,
        Role::Ignored,
    ];

    /// The attribute that a column of this role is.
    pub fn attribute(self) -> Option<AttributeKind> {
        ATTRIBUTES.iter().find(|(role, _)| *role == self).map(|(_, kind)| *kind)
    }

    /// The role of a name. Where a table of revenue and one beside it have the same, it is that of revenue.
    pub fn named(name: &str) -> Option<Role> {
        let own = Role::ALL.into_iter().find(|role| role.as_str() == name);
        own.or_else(|| Datum::named(name).map(Role::Datum))
    }

    /// Its name in the report and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Datum(datum) => datum.as_str(),
            Role::CustomerId => "customer_id",
            Role::InvoiceId => "invoice_id",
            Role::SubscriptionId => "subscription_id",
            Role::Month => "month",
            Role::Year => "year",
            Role::Mrr => "mrr",
            Role::Arr => "arr",
            Role::Amount => "amount",
            Role::AmountMinor => "amount_minor",
            Role::MonthColumn => "month_column",
            Role::Start => "start",
            Role::End => "end",
            Role::Cancelled => "cancelled",
            Role::Interval => "interval",
            Role::IntervalCount => "interval_count",
            Role::Quantity => "quantity",
            Role::Discount => "discount",
            Role::DiscountDue => "discount_due",
            Role::Currency => "currency",
            Role::Type => "type",
            Role::Status => "status",
            Role::Opening => "opening",
            Role::Closing => "closing",
            Role::New => "new",
            Role::Expansion => "expansion",
            Role::Contraction => "contraction",
            Role::Churn => "churn",
            Role::Reactivation => "reactivation",
            Role::Rate => "rate",
            Role::Figure => "figure",
            Role::Tier => "tier",
            Role::SizeClass => "size_class",
            Role::BuyerTier => "buyer_tier",
            Role::Industry => "industry",
            Role::Region => "region",
            Role::Plan => "plan",
            Role::Product => "product",
            Role::Channel => "channel",
            Role::Csm => "csm",
            Role::ChurnReason => "churn_reason",
            Role::Attribute => "attribute",
            Role::Seats => "seats",
            Role::PotentialSeats => "potential_seats",
            Role::SignedDate => "signed_date",
            Role::ChurnDate => "churn_date",
            Role::Category => "category",
            Role::Ignored => "ignored",
        }
    }
}

/// Overrides of the reader's own findings. The default lets it look.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadOptions {
    /// The file's name, as shown.
    pub name: String,
    /// The table it is.
    pub table: Option<TableKind>,
    /// The table's layout.
    pub shape: Option<Shape>,
    /// The encoding's name, as the WHATWG standard lists it.
    pub encoding: Option<String>,
    /// The delimiter: one character or several.
    pub delimiter: Option<String>,
    /// The quote.
    pub quote: Option<Quote>,
    /// How a quote is written inside quotes.
    pub escape: Option<Escape>,
    /// Line of the header, from 1; 0 says that there is none.
    pub header_line: Option<u64>,
    /// Order of numeric dates.
    pub date_order: Option<DateOrder>,
    /// The calendar's month, 1 to 12, in which the fiscal year begins, where dates name one (`FY24 M1`). A fiscal year
    /// that spans two calendar years is named for the later.
    pub fiscal_start: Option<u8>,
    /// From when day numbers count, where dates are written as such.
    pub epoch: Option<Epoch>,
    /// The decimal mark.
    pub decimal: Option<DecimalMark>,
    /// ISO code of the amounts' currency, where the file doesn't say it or says it wrongly.
    pub currency: Option<String>,
    /// Roles by column: its header or its number from 1.
    pub roles: Vec<(String, Role)>,
    /// Repairs that must not be made ([`Code::is_repair`]).
    pub without: Vec<Code>,
}
