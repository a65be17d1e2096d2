//! A diagnostic is a value: what was found, where, what was expected. Words for people live in `i18n`.

use crate::base::named;
use serde::{Deserialize, Serialize};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Info,
    /// Rows were left out or an assumption was made.
    Warning,
    /// The file can't be used as it is.
    Error,
}

named! {
/// What happened. Each code has its words, in each language, in `i18n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    // The file as a whole (errors)
    /// No bytes, or only white space.
    EmptyFile,
    /// Not text: a spreadsheet, a PDF, an archive, an image. `text` names the kind where known.
    BinaryFile,
    /// A web page saved under another name.
    HtmlFile,
    /// An encoding for which there is no decoder. `text` is its name, `line` the first line that isn't UTF-8.
    NotUtf8,
    /// No encoding has the name that the user gave. `text` is the name.
    EncodingUnknown,
    /// No header names a column we can use. `text` lists the headers found.
    NoUsableColumn,
    /// A needed role has no column. `text` names the role.
    RoleMissing,
    /// A header and nothing below it.
    NoRows,
    /// Every row was rejected.
    NoUsableRows,
    /// The headers stand below other lines. `line` is theirs, `text` lists them.
    HeaderBelow,
    /// Headers that are periods but no calendar months (`M1`, `2024 Q1`, `45292`). `text` is the first.
    PeriodUnread,
    /// An export of a billing system that holds no revenue: its customers, its plans. `text` names it
    /// ([`super::Reading::source`]).
    NotRevenue,
    /// Lines that name their invoices and no customers, without the file that says whose the invoices are.
    InvoicesMissing,
    /// A file that says whose invoices are, without their lines: nothing is charged in it.
    InvoiceLinesMissing,
    /// The amounts' headers name different units (`Jan (k€)` beside `Feb (€)`). `text` is the first.
    ScalesDiffer,
    /// The rows are the movements of the whole business, the columns its months. `text` lists the first.
    Transposed,
    /// A quote opens and never closes. `line` is where it opens.
    UnclosedQuote,
    /// A number column fits two conventions; needs an answer.
    DecimalAmbiguous,
    /// A date column fits day first and month first; needs an answer.
    DateAmbiguous,
    /// Dates name a fiscal year, and it isn't known in which month that begins; needs an answer.
    FiscalStartUnknown,

    // A row (rejected)
    /// The customer cell is empty.
    CustomerMissing,
    /// The month or date cell is empty.
    DateMissing,
    /// The cell is no month or date we read.
    DateUnreadable,
    /// Fits only an order of day, month and year that the rest of the column isn't in.
    DateContradicts,
    /// A time of a fiscal year that is no month we can place (`FY24 Q1` in a row of a month, `GJ24/25`).
    FiscalPeriod,
    /// A month without its year (`Jan`, `1`, `M1`).
    YearMissing,
    /// The amount cell is empty.
    AmountMissing,
    /// The cell is no amount we read.
    AmountUnreadable,
    /// Fits the decimal mark that the rest of the column doesn't use.
    DecimalContradicts,
    /// A percentage.
    AmountPercent,
    /// What a spreadsheet writes where a formula failed: `#REF!`, `####`.
    SpreadsheetError,
    /// Below zero.
    AmountNegative,
    /// Larger than an amount may be.
    AmountTooLarge,
    /// The end lies before the start.
    EndBeforeStart,
    /// The billing interval is no word we know.
    IntervalUnknown,
    /// The cell is no ISO currency code.
    CurrencyUnknown,
    /// A cell in use has a character that could not be read and stands as U+FFFD.
    CharacterBroken,
    /// More cells than the header has columns.
    RowTooLong,
    /// Fewer cells than the columns in use.
    RowTooShort,
    /// A cell larger than 1 MiB.
    CellTooLarge,
    /// More than 4,096 columns.
    TooManyColumns,
    /// A NUL byte, where it must not be removed ([`Code::NulRemoved`] switched off).
    NulInRow,

    /// The quantity or the count of intervals is no whole number.
    QuantityUnreadable,
    /// The cell is no discount: neither an amount above zero nor a percent of at most 100; or all of an amount that is
    /// stated as what is left.
    DiscountUnreadable,
    /// The discount is more than the amount it comes off.
    DiscountTooLarge,
    /// The cell is no exchange rate.
    RateUnreadable,
    /// The category is none of costs we know.
    CostCategoryUnknown,
    /// A second row of a customer says otherwise than its first, which counts.
    AccountContradicts,
    /// The type is no movement we know.
    MovementUnknown,
    /// A change of a customer who has no revenue.
    MovementUnfounded,
    /// No file says whose the line's invoice is, or two rows say different things of it; in the invoices' own file:
    /// the invoice's cell is empty.
    InvoiceUnknown,
    /// More taken away than there is.
    BalanceNegative,
    /// A gain below zero, or a loss above it where the column's losses are written below.
    SignContradicts,

    // A row (ignored)
    /// A subscription that nobody paid for: a trial, an incomplete one, one that lies ahead.
    NeverPaid,
    /// A label that moves no revenue: a customer who came and left within the month, or gave notice and pays on.
    MovesNothing,
    /// An invoice line that is charged once.
    OneOffLine,
    /// An invoice line for a part of a period, or the credit against one.
    ProrationLine,
    /// A line of an invoice that is void or a draft.
    InvoiceNotCounted,
    /// A credit or a refund that belongs to no line.
    CreditLine,
    /// A line and the credit that takes it back, to the cent.
    LineCancelled,
    /// A second row of a customer that says nothing new. Without: it counts as used.
    AccountRepeated,
    /// Only delimiters.
    BlankRow,
    /// A line of totals, not a customer.
    TotalRow,

    /// The header once more among the rows.
    RepeatedHeader,
    /// A line below the table that is none of its rows.
    FooterSkipped,
    /// A line of a second table below the first. `text` is its header. Without: rows like any other.
    SecondTable,
    /// A line that names the customer of the rows below it, and nothing else.
    GroupRow,

    // How the table was cut out of the file
    /// The first line states the delimiter. `text` is the delimiter. Without: a line like any other.
    SepLine,
    /// Lines above the header were skipped. `text` is the first. Without: the first line is the header.
    PreambleSkipped,
    /// Lines that begin with a comment's mark were skipped. Without: lines like any other.
    CommentSkipped,
    /// The header was put together of several rows. `text` lists the headers. Without: the first of
    /// them that is as wide as the table is the header.
    HeaderJoined,
    /// There is no header: the first row is data. `text` is that row.
    NoHeader,
    /// Every row, or some, end with a delimiter too many. Without: `RowTooLong`, or an empty column where the header
    /// ends with one too.
    TrailingDelimiter,
    /// Cells missing at the end of a row were taken as empty. Without: `RowTooShort`.
    RowPadded,
    /// A row written with another delimiter was cut by that. Without: `RowTooShort`.
    RowDelimiter,

    /// Each line was one quoted cell that holds a whole line, as a file saved as CSV twice has it; the outer quotes
    /// were taken off. `text` is the first line. Without: rows of one cell.
    SavedTwice,

    // A row (mended)
    /// A row without a customer took that of the rows above, as reports by customer have it. `text` is the name.
    /// Without: `CustomerMissing`.
    CustomerCarried,
    /// A quote that opens or closes no cell was read as text, because the row then has as many cells as its
    /// neighbours. Switched off, the row is rejected as [`Code::UnclosedQuote`].
    StrayQuote,
    /// A cell held lines each of which is a row of the table: two stray quotes had swallowed them. They were taken
    /// apart again. `text` is what stood there, `count` the rows. Without: one row, and [`Code::LinesInCell`].
    LinesParted,
    /// NUL bytes were removed. Switched off, the row is rejected as [`Code::NulInRow`].
    NulRemoved,

    // Worth knowing
    /// A cell holds line breaks, and most of its lines look like rows of the table: two stray quotes may have
    /// swallowed rows. `text` is the row.
    LinesInCell,
    /// Another encoding is nearly as likely as the one taken, and would read other text. `text` is the one taken.
    EncodingGuessed,
    /// Characters that could not be read and stand as U+FFFD, wherever they are. `text` is the first cell.
    BadCharacters,
    /// Byte order marks at the start of rows, as joined files have them, were taken out. Switched off: they stay,
    /// as a part of the first cell.
    MarkInside,
    /// Amounts with more decimals than the currency has were rounded, half to even.
    AmountRounded,
    /// The column is annual: a twelfth counts each month.
    AnnualDivided,
    /// Several rows of one customer in one month were added up.
    SameMonthSummed,
    /// A period that ends on the day it starts: never active.
    ZeroLengthPeriod,
    /// The currency comes from a sign that several currencies share. `text` is the sign.
    CurrencyAssumed,
    /// A word for nothing (`n/a`, `NULL`) was taken for an empty cell. Without: the row is rejected.
    EmptyWord,
    /// An amount as a power of ten (`1.2E+05`). Without: [`Code::AmountUnreadable`].
    ScientificNotation,
    /// An amount with a unit behind it (`1.2k`, `1.2万`). Without: [`Code::AmountUnreadable`].
    AmountAbbreviated,
    /// Days as a spreadsheet counts them (`45292`). Without: [`Code::DateUnreadable`].
    SpreadsheetDays,
    /// Seconds or milliseconds since 1970, read as the day they are in UTC. Without: [`Code::DateUnreadable`].
    UnixTime,
    /// Times of different zones in one column; each counts on the day it is written.
    ZonesMixed,
    /// Dates written in different ways in one column. `text` names them with their counts, `count` those that
    /// aren't of the commonest.
    DatesMixed,
    /// Identifiers that a spreadsheet has mangled (`1.23E+12`, digits behind the fifteenth all 0).
    MangledIds,
    /// Customers whose names differ in case, blanks, punctuation or legal form only. `text` is the first pair.
    CustomersLookAlike,
    /// Names with characters that show nothing: joints, marks of writing direction.
    HiddenCharacters,
    /// Rows that repeat an earlier one in every cell; they count.
    DuplicateRows,
    /// A customer with several rows of a wide table; they are added up.
    CustomerTwice,
    /// More than one currency and no rates: nothing can be added up. `text` lists them with their rows.
    CurrencyMixed,
    /// Ends lie after the last start: planned ends rather than cancellations? `text` is the last end.
    EndsAfterLastStart,
    /// The last month looks incomplete. `text` is the month.
    PartialMonth,
    /// The header's unit leaves out zeros (`万元`, `k€`); the amounts were multiplied. `text` is the header. Without
    /// it they are taken as they stand.
    AmountScaled,
    /// A column in which `1.234` (or `1,234`) stands all through was read as thousands, because the file's delimiter
    /// goes with it. `text` is the first such amount. Without it the column is asked about.
    ThousandsByDelimiter,
    /// Two columns are the same month; their amounts are added up. `text` is the later header.
    MonthTwice,
    /// Columns beside the months that are none: totals, averages, another measure. `text` is the first.
    ColumnsAside,
    /// Two columns could be this role; the first was taken. `text` names the role.
    RoleTwice,
    /// Amounts of a customer and month that an earlier file holds too were added up.
    FilesOverlap,
    /// A month between others in which nobody pays. `text` is the first, `count` how many.
    EmptyMonth,
    /// Customers who started so long ago that they are in no cohort. `count` says how many.
    StartsLongAgo,
    /// The two points name no months.
    MonthsUnnamed,
    /// The amount is paid for each of several units.
    QuantityMultiplied,
    /// A discount was taken off the amount; with a warning where nothing says that it wasn't off yet.
    DiscountTaken,
    /// Nothing says whether the amounts are those before their discounts; taken for those after.
    DiscountAssumed,
    /// A cell that a row of this table can't do without is empty.
    CellMissing,
    /// A cell that a row of this table can't do without can't be read as what its column states.
    CellUnreadable,
    /// A score that no answer to its survey can be: NPS is asked in whole numbers from 0 to 10.
    ScoreOffScale,
    /// A cell that can't be read as what its column states; the row counts without it.
    CellLeftOut,
    /// The amounts are one unit's by their header, and no column says how many units there are.
    UnitsUnknown,
    /// The dates are those of contracts, and nothing says for how long an amount is: taken as revenue of each month.
    /// `text` is the header that says so.
    ContractsAsRevenue,
    /// The amounts are what contracts are worth, and no revenue of a month: read as contracts. `text` is the header
    /// that says so.
    ContractsNotRevenue,
    /// A customer's first movement isn't the first revenue: what came before isn't known.
    MovementsStartMidway,
    /// A churn of another amount than the customer's balance.
    ChurnUnequal,
    /// Opening and movements don't make the closing.
    AggregateDoesNotAdd,
    /// Invoice lines without a period: counted in their month alone.
    NoServicePeriod,
    /// A line's id that an earlier line has.
    LineIdTwice,
    /// A customer with two values of an attribute in one month; the first counts. `text` is the other.
    AttributeTwice,
    /// All costs are written below zero; they were taken as costs.
    CostsBelowZero,
    /// Costs in another currency than the revenue, and no rates: no figure of costs is computed. `text` lists their
    /// currencies with their rows, then that of the revenue.
    CostsForeign,
    /// Files of accounts that state different things of one customer; the first file counts. `text` names the first
    /// customer, both values and both files, `count` says how many customers.
    AccountsDiffer,
    /// Customers of the accounts without a row of revenue. `text` lists the first, `count` says how many.
    AccountsWithoutRevenue,
    /// Customers with revenue that the accounts don't have. `text` lists the first, `count` says how many.
    RevenueWithoutAccount,
    /// Customers of an operating table without a row of revenue. `text` lists the first behind their file's name,
    /// `count` says how many.
    TableWithoutRevenue,
    /// The same where no file holds revenue: customers that the accounts don't have.
    TableWithoutAccount,
    /// Accounts or costs without a table of revenue: no figure can be computed.
    RevenueNeeded,
    /// An invoice of which an earlier row says another customer or currency: its lines can't be used.
    InvoiceTwice,
    /// A second rate of a currency in a month; the later row holds. `text` is the code.
    RateTwice,
    /// Amounts were converted by the rates given. `text` lists the codes with their rows.
    ConvertedByRates,
    /// A file without customers beside others that have them, or a second one: it isn't used. `text` is its name.
    AggregateUnused,
    /// Currencies (and months) without a rate. `text` lists them.
    RateMissing,
    /// An end that stands for none: so far ahead (`9999-12-31`), or a word (`open`). `text` is the first. Without:
    /// [`Code::DateUnreadable`].
    EndNever,
    /// A script's result has a figure, or a reason for none, that isn't known: it may be of a newer version.
    FigureUnknown,
    /// A script's result has a figure twice; the first one holds.
    FigureTwice,
    /// A script's result lacks figures. `text` names the sections.
    FiguresMissing,
    /// The window and the policies are those that the script was made with. `text` is the window.
    WindowOfScript,
    /// A date of cancellation that can't be read; the row counts to its end, whatever the policy. `text` is the first.
    CancellationUnreadable,
    /// A file of rejected rows that Ninefold wrote: its own columns were left out, the apostrophes before formulas
    /// taken off. Switched off, those columns are ignored and the apostrophes stay.
    RejectsMended,
    /// Rejected rows beyond those that can be written out. `count` says how many.
    RejectsBeyond,

    // The months of customers, once all files are joined
    /// Customers with holes of one or two months between others. `text` is the first.
    ShortGaps,
    /// Customers with single months of at least five times their median. `text` is the first.
    SpikeMonths,
    /// Customers whose invoices for a period stand in one month. `text` is the first.
    InvoicesNotSpread,
    /// Customers with months of a hundred times their median, cents read as units. `text` is the first.
    HundredfoldMonths,
    /// Customers whose amounts are all zero. `text` is the first.
    NeverPaying,
    /// Customers that are called as accounts for tests are. `text` is the first.
    TrialNames,
    /// Customers that pay for the same plan or product twice in the same time. `text` is the first.
    PlanTwice,
    /// A customer ends and one of a like name begins in the next month. `text` is the first pair.
    BackUnderOtherName,
    /// A large customer ends and another begins in the next month with the same amount. `text` is the first pair.
    BackWithSameAmount,

    // The data as a whole, too much of it to be computed (errors)
    /// More customer-months than fit the memory of a tab. `text` is the first and the last month.
    TooManyMonths,
    /// The rows of one customer in one month add up to more than an amount may be.
    SumTooLarge,
}
}

impl Code {
    /// Whether a row in which it is found is rejected.
    pub fn is_reject(self) -> bool {
        matches!(self, Code::UnclosedQuote | Code::FigureUnknown | Code::FigureTwice)
            || (Code::CustomerMissing..=Code::SignContradicts).contains(&self)
            || (Code::CellMissing..=Code::ScoreOffScale).contains(&self)
    }

    /// Whether it is a rule by which a layout leaves a row out. Forbidden, the row counts like any other.
    pub fn is_rule(self) -> bool {
        matches!(
            self,
            Code::NeverPaid
                | Code::MovesNothing
                | Code::OneOffLine
                | Code::ProrationLine
                | Code::InvoiceNotCounted
                | Code::CreditLine
                | Code::LineCancelled
                | Code::AccountRepeated
        )
    }

    /// Whether rows are left out or refused for what they charge: then it is told what they come to.
    pub fn is_of_money(self) -> bool {
        match self {
            Code::AmountNegative | Code::BalanceNegative | Code::EndBeforeStart => true,
            Code::MovesNothing | Code::AccountRepeated => false,
            other => other.is_rule(),
        }
    }

    /// Whether it names something the reader mended or left out by itself, which a user may forbid
    /// ([`super::ReadOptions::without`]). What happens then is said beside each code.
    pub fn is_repair(self) -> bool {
        matches!(
            self,
            Code::BlankRow
                | Code::TotalRow
                | Code::EmptyWord
                | Code::ScientificNotation
                | Code::AmountAbbreviated
                | Code::SpreadsheetDays
                | Code::UnixTime
                | Code::EndNever
                | Code::RepeatedHeader
                | Code::FooterSkipped
                | Code::SecondTable
                | Code::GroupRow
                | Code::CustomerCarried
                | Code::SepLine
                | Code::PreambleSkipped
                | Code::CommentSkipped
                | Code::HeaderJoined
                | Code::TrailingDelimiter
                | Code::RowPadded
                | Code::RowDelimiter
                | Code::SavedTwice
                | Code::MarkInside
                | Code::StrayQuote
                | Code::LinesParted
                | Code::NulRemoved
                | Code::RejectsMended
                | Code::AmountScaled
                | Code::ThousandsByDelimiter
        ) || self.is_rule()
    }
}

/// One finding, folded over all rows it happened in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// What.
    pub code: Code,
    /// First line it happened in, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u64>,
    /// Header of the column.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub column: Option<String>,
    /// The text found there (at most 80 characters).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
    /// How many rows or cells.
    pub count: u64,
    /// What was expected and how to mend it, in English. Filled by the report from `i18n`.
    #[serde(default)]
    pub hint: String,
}
