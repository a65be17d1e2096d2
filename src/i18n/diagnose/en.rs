//! Findings in English.

use super::{month_before, quality, serial_day};
use crate::i18n::{Lang, sources};
use crate::read::{Code, Diagnostic, Severity};

/// The message and the fix of a finding.
pub(super) fn words(d: &Diagnostic) -> (String, String) {
    let text = d.text.as_deref().unwrap_or_default();
    let line = d.line.map(|line| format!(" on line {line}")).unwrap_or_default();
    let rows = rows(d);
    let column = d.column.as_deref().map(|c| format!(" in column “{c}”")).unwrap_or_default();
    let named = d.column.as_deref().map_or_else(|| "A column".to_owned(), |c| format!("Column “{c}”"));
    let cell = format!("“{text}”{column}");
    let own = |message: String, fix: &str| (message, fix.to_owned());
    match d.code {
        Code::EmptyFile => own("The file is empty.".into(), "Export it again and check that it has rows."),
        Code::BinaryFile => {
            let kind = match text {
                "xlsx" => "an Excel workbook (.xlsx), whatever its name says".to_owned(),
                "xls" => "an old Excel workbook (.xls), whatever its name says".to_owned(),
                "" => "a binary file".to_owned(),
                other => format!("a binary file (.{other})"),
            };
            own(
                format!("This is {kind}, not CSV text."),
                "Open it in a spreadsheet and save the sheet as “CSV UTF-8”; renaming the file is not enough.",
            )
        }
        Code::HtmlFile => own(
            "This is a web page, not a CSV file.".into(),
            "The download probably answered with a sign-in page: sign in and export again.",
        ),
        Code::NotUtf8 => own(
            format!("The text is in an encoding that is not read here{}{line}.", looks_like(text)),
            "In Excel, save as “CSV UTF-8 (comma delimited)”; in another editor, choose UTF-8 when saving.",
        ),
        Code::EncodingUnknown => own(
            format!("No encoding is called “{text}”."),
            "Choose one such as utf-8, gbk, big5, shift_jis, euc-kr, windows-1252 or utf-16le, or leave it out to have it found.",
        ),
        Code::EncodingGuessed => own(
            format!("The text was read as {text}, but it is short enough to be in another encoding as well."),
            "Look at the names: where they read wrongly, choose the encoding (command line: --encoding).",
        ),
        Code::BadCharacters => own(
            match d.count {
                1 => format!("1 character could not be read and stands as “�”{line}, in “{text}”."),
                n => format!("{n} characters could not be read and stand as “�”, the first{line} in “{text}”."),
            },
            "Export the file again as UTF-8, or choose the encoding it was saved in (command line: --encoding). Rows whose customer, date or amount is touched were rejected.",
        ),
        Code::CharacterBroken => own(
            format!("{cell} has a character that could not be read{rows}."),
            "Correct the cell in the source and export it again as UTF-8, or choose the encoding it was saved in (command line: --encoding).",
        ),
        Code::MarkInside => own(
            format!("Byte order marks at the start of rows were taken out{rows}."),
            "Files were probably joined; check that none is in it twice.",
        ),
        Code::NoUsableColumn => own(
            format!("No header names a customer, a month or an amount{}.", found(text)),
            "Expected headers such as customer_id, month, mrr in the first row; rename them, or say which column is what (command line: --role FILE:COLUMN=ROLE).",
        ),
        Code::RoleMissing if d.severity == Severity::Warning => own(
            format!("No column is called “{text}”; what was said about it changes nothing."),
            "Name a column by its header as it stands in the file, or by its number from 1.",
        ),
        Code::RoleMissing => own(
            format!("No column for: {}.", roles(text)),
            "Add such a column, rename its header, or say which column it is (command line: --role FILE:COLUMN=ROLE).",
        ),
        Code::HeaderBelow => own(
            format!("The column headers ({text}) seem to stand{line}, below other lines."),
            "The headers must be the first line: delete the lines above them.",
        ),
        Code::PeriodUnread if d.severity == Severity::Error => own(
            format!("The header “{text}” is no calendar month{}{}.", day_number(d), headers(d.count)),
            "Name month columns by year and month, such as 2024-01, Jan 2024 or FY24 M1.",
        ),
        Code::PeriodUnread => own(
            format!("The header “{text}” is no calendar month{}, so its column was left out{}.", day_number(d), headers(d.count)),
            "If it holds a month's amounts, name it by year and month, such as 2024-01; sums of a quarter or a year are rightly left out.",
        ),
        Code::NoRows => {
            own(format!("There is a header{line} and nothing below it."), "Export it again with its rows.")
        }
        Code::NoUsableRows => own(
            format!("None of the {} rows could be used.", d.count),
            "See the reasons of the rejected rows; often one column was exported in another format.",
        ),
        Code::UnclosedQuote => own(
            format!("A quote opens{line} and never closes: everything after it would be one cell."),
            "Close the quote, or double it (\"\") where it is part of the text.",
        ),
        Code::DecimalAmbiguous => own(
            format!("{named} fits two readings: “{text}” may use a decimal point or a decimal comma."),
            "Say which mark separates the decimals (command line: --decimal . or --decimal ,).",
        ),
        Code::DateAmbiguous => own(
            format!("{named} fits two readings: “{text}” may be in one order of day, month and year or in another."),
            "Say which it is (command line: --date-order dmy, mdy or ymd).",
        ),
        Code::FiscalStartUnknown => own(
            format!("{named} names a fiscal year: which month “{text}” is depends on the month in which that year begins."),
            "Say in which month the fiscal year begins (command line: --fiscal-start 1 to 12).",
        ),
        Code::CustomerMissing => own(
            format!("No customer{column}{rows}."),
            "Every row needs a customer; fill the cell or remove the row.",
        ),
        Code::DateMissing => {
            own(format!("No date{column}{rows}."), "Every row needs its month or start date; fill the cell.")
        }
        Code::DateUnreadable => own(
            format!("{cell} is not a month or date{}{rows}.", day_number(d)),
            match serial_day(d) {
                Some(_) => "Format the column as a date before exporting, so that days read like 2025-01-31.",
                None => "Write months as 2025-01 and days as 2025-01-31, or set the order of day and month (command line: --date-order).",
            },
        ),
        Code::DateContradicts => own(
            format!("{cell} fits another order of day and month than the rest of the column{rows}."),
            "Write all dates of a column one way, best as 2025-01-31; if the rest was read wrongly, say what comes first (command line: --date-order).",
        ),
        Code::FiscalPeriod => own(
            format!("{cell} is a time of a fiscal year, but not a month that has its place in the calendar{rows}."),
            match text.bytes().all(|b| b.is_ascii_digit()) {
                // It may count the fiscal year's months or the calendar's.
                true => "Write months of the calendar, such as 2025-01, or of the fiscal year, such as M1; if that begins in January, say so (command line: --fiscal-start 1).",
                false => "Write months of the calendar, such as 2025-01, or of the fiscal year, such as FY25 M1.",
            },
        ),
        Code::YearMissing => own(
            format!("{cell} is a month without its year{rows}."),
            "Write year and month, such as 2025-01, or add a column “year” beside it.",
        ),
        Code::AmountMissing => {
            own(format!("No amount{column}{rows}."), "Write 0 where nothing was paid, or remove the row.")
        }
        Code::AmountUnreadable => {
            own(format!("{cell} is not an amount{rows}."), "Write it in digits, such as 1234.56.")
        }
        Code::DecimalContradicts => own(
            format!("{cell} fits the other decimal mark than the rest of the column{rows}."),
            "Write all amounts of a column one way; if the rest was read wrongly, say which mark separates the decimals (command line: --decimal).",
        ),
        Code::AmountPercent => own(
            format!("{cell} is a percentage, not an amount{rows}."),
            "Write the amount itself, or say which other column holds it (command line: --role FILE:COLUMN=ROLE).",
        ),
        Code::SpreadsheetError => own(
            format!("{cell} is what a spreadsheet writes where it had no value{rows}."),
            "Mend the formula, or widen the column (####), and export again.",
        ),
        Code::AmountNegative => own(
            format!("{cell} is below zero{rows}."),
            "Recurring revenue can't be negative; leave refunds and credits out, or net them in their month.",
        ),
        Code::AmountTooLarge => own(
            format!("{cell} is too large for an amount{rows}."),
            "Check the cell for digits that ran together.",
        ),
        Code::EndBeforeStart => {
            own(format!("{cell} lies before the period's start{rows}."), "Correct the start or the end date.")
        }
        Code::IntervalUnknown => own(
            format!("{cell} is not a billing interval{rows}."),
            "Expected day, week, month, quarter, half-year or year.",
        ),
        Code::CurrencyUnknown => own(
            format!("{cell} is not a currency code{rows}."),
            "Expected an ISO 4217 code such as USD, EUR or CNY.",
        ),
        Code::RowTooLong => own(
            format!("More cells than the header has columns{rows}."),
            "Put cells that contain the delimiter in quotes.",
        ),
        Code::RowTooShort => own(
            format!("Fewer cells than the columns in use{rows}."),
            "Complete the row; a line break inside a cell needs quotes around the cell.",
        ),
        Code::CellTooLarge => {
            own(format!("A cell larger than 1 MiB{rows}."), "Check for a quote that was never closed.")
        }
        Code::TooManyColumns => own(
            format!("More than 4,096 columns{rows}."),
            "Check the delimiter, or leave out columns that aren't needed.",
        ),
        Code::NulInRow => own(
            format!("A NUL byte in the row{rows}."),
            "Let the reader remove NUL bytes, or export the file again.",
        ),
        Code::StrayQuote => own(
            format!("A quote that opens or closes no cell was read as part of the text{rows}."),
            "Nothing to do where the cells are right; otherwise double the quote (\"\") inside a quoted cell.",
        ),
        Code::NulRemoved => own(
            format!("NUL bytes were removed{rows}."),
            "Nothing to do if the text is complete; they are often left over from a broken export.",
        ),
        Code::BlankRow => own(format!("Blank, left out{rows}."), "Nothing to do."),
        Code::TotalRow => own(
            format!("A line of totals, not a customer, left out{rows}."),
            "If it is a customer, rename it so that it doesn't read as a total.",
        ),
        Code::RepeatedHeader => {
            own(format!("The header once more among the rows, left out{rows}."), "Nothing to do.")
        }
        Code::FooterSkipped => own(
            format!("Below the table, left out{rows}: “{text}”."),
            "If it is a row, complete its cells.",
        ),
        Code::SecondTable => own(
            format!("A second table below the first, left out{rows}; it begins with “{text}”."),
            "Nothing to do, unless that is the table you mean: save it as a file of its own.",
        ),
        Code::GroupRow => own(
            format!("Lines with a customer's name alone, such as “{text}”, were taken for the customer of the rows below{rows}."),
            "If they are customers without revenue, nothing is lost; else fill in the customer in every row.",
        ),
        Code::CustomerCarried => own(
            format!("Rows without a customer count for the one named above them, such as “{text}”{rows}."),
            "Right in reports grouped by customer; else fill in the customer in every row.",
        ),
        Code::LinesInCell => own(
            format!("A cell{line} holds several lines, most of which look like rows of the table: “{text}”{rows}."),
            "If two stray quotes have swallowed rows, remove them, or read the file without quotes (command line: --quote none).",
        ),
        Code::LinesParted => own(
            format!("Two stray quotes{line} had made one cell of whole rows; they were taken apart again: “{text}”{rows}."),
            "Remove the two quotes from the file; if it is one cell after all, switch this repair off (command line: --without lines_parted).",
        ),
        Code::MovesNothing => own(
            format!("{cell} moves no revenue: a customer who came and left within the month, or gave notice and pays on until the churn; left out{rows}."),
            "Nothing to do; to take it for a churn, switch this rule off (command line: --without moves_nothing).",
        ),
        Code::InvoicesMissing => own(
            "The lines name their invoices, not their customers; the file that says whose the invoices are is missing.".into(),
            "Add the invoices' file beside this one (ChartMogul: Customer external ID, Invoice external ID, Invoiced date, Due date, Currency).",
        ),
        Code::InvoiceLinesMissing => own(
            "This file says whose the invoices are, not what they charge.".into(),
            "Add the file of their lines beside this one (ChartMogul: line items, with Invoice external ID and Amount in cents).",
        ),
        Code::InvoiceUnknown => own(
            format!("Invoice {cell} has no customer: no file of invoices names exactly one for it{rows}."),
            "Export the invoices for the whole time of the lines, or add the invoice and its customer to their file.",
        ),
        Code::InvoiceTwice => own(
            format!("Invoice {cell} stands on several rows with different customers, states or currencies{rows}; its lines are rejected."),
            "Keep the row that is right.",
        ),
        Code::SavedTwice => own(
            format!("Every line is one quoted cell: the file was saved as CSV twice. The outer quotes were taken off: “{text}”."),
            "Nothing to do; to keep them, switch this repair off (command line: --without saved_twice).",
        ),
        Code::Transposed => own(
            format!("The rows are movements of the whole business ({text}), the columns its months."),
            "Turn the table so that each month is a row: in a spreadsheet copy it and paste it transposed.",
        ),
        Code::SepLine => own(
            format!("The first line says that {} parts the cells.", mark(text)),
            "Nothing to do; another delimiter can be chosen.",
        ),
        Code::PreambleSkipped => own(
            format!("Above the header, skipped: {} (“{text}”).", lines(d.count)),
            "If the header was missed, say on which line it stands (command line: --header-line).",
        ),
        Code::CommentSkipped => own(
            format!("Comments, skipped: {}{line}.", lines(d.count)),
            "If they are rows, switch this repair off (command line: --without comment_skipped).",
        ),
        Code::HeaderJoined => own(
            format!("The header stands in {} and was put together: {text}.", lines(d.count)),
            "If only one of them is the header, say which (command line: --header-line).",
        ),
        Code::NoHeader => own(
            format!("No header: the first row is data (“{text}”)."),
            "If it is a header after all, say on which line it stands (command line: --header-line 1).",
        ),
        Code::TrailingDelimiter => {
            own(format!("A delimiter too many at the end{rows}; nothing stands behind it."), "Nothing to do.")
        }
        Code::RowPadded => own(
            format!("Cells missing at the end were taken as empty{rows}."),
            "Complete the row if they should hold something.",
        ),
        Code::RowDelimiter => own(
            format!("Written with another delimiter, and cut by that one{rows}: “{text}”."),
            "Nothing to do, unless the cells are wrong: write the row with the file's delimiter.",
        ),
        Code::AmountRounded => own(
            format!("More decimals than the currency has{column}, rounded half to even{rows}."),
            "Nothing to do, unless the amounts should be exact: export them with the currency's decimals.",
        ),
        Code::AnnualDivided => own(
            format!("{named} is annual: a twelfth counts in each month."),
            "If its amounts are monthly, say so (command line: --role FILE:COLUMN=mrr).",
        ),
        Code::SameMonthSummed => own(
            format!("Several rows of one customer in one month were added up{rows}."),
            "Right for several subscriptions; if the rows are duplicates, remove them.",
        ),
        Code::ZeroLengthPeriod => own(
            format!("A period that ends on the day it starts never counts{rows}."),
            "Nothing to do if they were cancelled at once; if the end date is still a paid day, set that policy (command line: --policy ends=inclusive).",
        ),
        Code::CurrencyAssumed => own(
            format!("The sign {text} stands for several currencies{column}; the most common was taken."),
            "Add a currency column with ISO codes to be sure.",
        ),
        Code::EmptyWord => own(
            format!("{cell} was read as an empty cell{rows}."),
            "Nothing to do; leave cells empty where there is no amount.",
        ),
        Code::ScientificNotation => own(
            format!("{cell} is a power of ten, read as what it says{rows}."),
            "A spreadsheet writes long numbers so and may have cut digits: format the column as a number and export again to be sure.",
        ),
        Code::AmountAbbreviated => own(
            format!("{cell} was read with the unit behind it{rows}."),
            "Nothing to do, unless the amounts should be exact: export them in full.",
        ),
        Code::SpreadsheetDays => own(
            format!("Dates{column} are a spreadsheet's day numbers{}{rows}.", serial_day(d).map_or_else(String::new, |day| format!(": “{text}” was read as {day}"))),
            "If the days are four years early, the workbook counts from 1904 (command line: --day-numbers 1904); better, format the column as a date before exporting.",
        ),
        Code::UnixTime => own(
            format!("{cell} counts seconds or milliseconds since 1970; read as the day it is in UTC{rows}."),
            "Nothing to do, unless another time zone's days are meant: export dates instead.",
        ),
        Code::ZonesMixed => own(
            format!("Times{column} are of different zones, such as “{text}”{rows}: each counts on the day it is written."),
            "Around the turn of a month this may move a customer: export all times in one zone.",
        ),
        Code::DatesMixed => own(
            format!("Dates{column} are written in different ways: {text}."),
            "Check some of them against the source: a spreadsheet that takes 03/04 for the wrong day leaves columns like this.",
        ),
        Code::MangledIds => own(
            format!("{cell} looks like an identifier that a spreadsheet has cut: {} in all. Different customers may have become one.", d.count),
            "Export again from the source and don't save it with a spreadsheet, or import the column as text.",
        ),
        Code::CustomersLookAlike => own(
            format!("Customers that may be the same, counted apart: {text}{}.", pairs(d.count)),
            "If they are the same, give them one name; nothing was merged.",
        ),
        Code::HiddenCharacters => own(
            format!("Names hold characters that show nothing, such as in {cell}: {} in all.", d.count),
            "Remove them: a name with such a character is another customer than the same name without it.",
        ),
        Code::DuplicateRows => own(
            format!("Rows that repeat an earlier one in every cell; they count all the same{rows}."),
            "If they are duplicates, remove them; right for several equal subscriptions.",
        ),
        Code::CustomerTwice => own(
            format!("Customers with several rows, such as {cell}: their rows were added up{rows}."),
            "Right where a row is a product or a plan; if the rows are duplicates, remove them.",
        ),
        Code::CurrencyMixed => own(
            format!("More than one currency and no rates, so nothing can be added up: {text}."),
            "Add a table of exchange rates (currency, rate) beside this file, convert the amounts to one currency, or analyse each currency on its own.",
        ),
        Code::EndsAfterLastStart => own(
            format!(
                "{} end dates lie after the last start, up to {text}: planned ends rather than cancellations?",
                d.count
            ),
            "If they are planned, end the data at the last day that is history (command line: --as-of).",
        ),
        Code::PartialMonth => {
            let offer =
                month_before(d).map_or_else(String::new, |m| format!(", {m} (command line: --as-of {m})"));
            (
                format!("The last month, {text}, looks incomplete."),
                format!("End at the month before{offer}, or use a later export."),
            )
        }
        Code::NotRevenue => (
            format!("This is an export that holds no revenue: {}.", sources::source(Lang::En, text)),
            format!(
                "Take {} instead. If this file does hold revenue, say which column is what.",
                Some(sources::instead(Lang::En, text)).filter(|t| !t.is_empty()).unwrap_or("a file with amounts")
            ),
        ),
        Code::ScalesDiffer => own(
            format!("The amounts’ headers name different units; the first is “{text}”."),
            "Bring all amounts to one unit, or take the units out of the headers and write the amounts in full.",
        ),
        Code::AmountScaled => own(
            format!("“{text}” says that zeros are left out; the amounts were multiplied accordingly."),
            "Right if the cells are in thousands, 万 or millions as it says; else switch this off.",
        ),
        Code::ThousandsByDelimiter => own(
            format!("Amounts such as “{text}” were read as thousands: the file’s delimiter goes with that{rows}."),
            "Right for whole amounts; if the mark separates decimals, say so (command line: --decimal).",
        ),
        Code::MonthTwice => own(
            format!("{named} is a month that another column is too; both were added up."),
            "Right for parts of one month; if one repeats the other, leave it out.",
        ),
        Code::ColumnsAside => own(
            format!("Beside the months stand columns that are none, such as “{text}”{}; they are not used.", headers(d.count)),
            "Nothing to do: totals, averages and other measures are computed from the months themselves.",
        ),
        Code::RoleTwice => own(
            format!("{named} could be the {} too; another column was surer.", roles(text)),
            "If this one is meant, say so (command line: --role FILE:COLUMN=ROLE).",
        ),
        Code::FilesOverlap => own(
            format!("Two files speak of the same customer in the same month; the amounts were added up: {}.", times(d.count)),
            "Right for ledgers of different products; if a file was chosen twice or repeats the rows of another, leave it out.",
        ),
        Code::EmptyMonth => own(
            format!("Nobody pays in {text}, between months with revenue{}: every customer counts as lost and come back.", more(d.count)),
            "If the month is missing from the files, add it; to bridge it, set the gap policy (command line: --policy gap=1).",
        ),
        Code::StartsLongAgo => own(
            format!("The data run from {text}; customers who started more than fifty years before the end: {}. They count everywhere but in the cohort table.", d.count),
            "Check for start dates that stand for “unknown”, such as 1900-01-01.",
        ),
        Code::EndNever => own(
            format!("{cell} was read as still running{rows}."),
            "Nothing to do; leave the cell empty where a subscription has no end.",
        ),
        Code::CancellationUnreadable => own(
            format!("{cell} is not a date of cancellation{rows}: the row counts to its end."),
            "Write it as a date, such as 2024-03-31, or leave it empty; it matters only where churn counts from cancellation.",
        ),
        Code::QuantityUnreadable => own(
            format!("{cell} is not a whole number{rows}."),
            "Write quantities and counts of intervals as whole numbers, such as 3.",
        ),
        Code::DiscountUnreadable => own(
            format!("{cell} does not say what comes off{rows}: neither an amount above zero nor a percentage that leaves any of it."),
            "Write the amount taken off, such as 12.50, or a percentage with its sign, such as 20%; leave the cell empty where there is none.",
        ),
        Code::DiscountTooLarge => own(
            format!("The discount {cell} is more than the amount it comes off{rows}."),
            "Correct one of the two; if the amount is already what is left, say so (command line: --role FILE:COLUMN=discount).",
        ),
        Code::RateUnreadable => own(
            format!("{cell} is not an exchange rate{rows}."),
            "Write what one unit is worth in digits, such as 1.085; where commas could part thousands or decimals, say which (command line: --decimal).",
        ),
        Code::CostCategoryUnknown => own(
            match text {
                "" => format!("No category{column}{rows}."),
                _ => format!("{cell} is no category of costs we know{rows}."),
            },
            "Expected cogs_hosting, cogs_support, csm, renewals, onboarding, cs_tools, customer_marketing, training, sales_marketing_new, sales_marketing_expansion, rnd_standard, rnd_custom, or a usual word for one of them, such as hosting, support or 研发.",
        ),
        Code::AccountContradicts => own(
            format!("{cell} says otherwise than the customer’s first row, which counts{rows}."),
            "Keep one row for each customer.",
        ),
        Code::AccountRepeated => own(
            format!("Further rows of a customer that say nothing new were left out{rows}."),
            "Right for a table joined from several; nothing is lost (command line: --without account_repeated).",
        ),
        Code::AttributeTwice => own(
            format!("A customer has more than one value{column} at the same time, such as “{text}”; the first one counts{rows}."),
            "Right where a row is one of a customer’s products; for a single value, keep one row.",
        ),
        Code::CostsBelowZero => own(
            format!("All amounts{column} are below zero; they were taken as costs, not as refunds{rows}."),
            "If they are refunds, write the costs they belong to as well.",
        ),
        Code::AccountsWithoutRevenue => own(
            format!("{} of the accounts have no revenue in these files: {text}{}.", customers(d.count), dots(d.count)),
            "Right for prospects and for customers before or after the period; else check that both files name customers the same way.",
        ),
        Code::RevenueWithoutAccount => own(
            format!("{} with revenue are not in the accounts: {text}{}.", customers(d.count), dots(d.count)),
            "Add them to the accounts, or use the same customer ids in both files; until then they belong to no group.",
        ),
        Code::TableWithoutRevenue => own(
            format!("{} {} without revenue in these files: {}{}.", customers(d.count), parted(text).0, parted(text).1, dots(d.count)),
            "Right for prospects, partners and former customers; else check that both files name customers the same way.",
        ),
        Code::TableWithoutAccount => own(
            format!("{} {} without a row in the accounts: {}{}.", customers(d.count), parted(text).0, parted(text).1, dots(d.count)),
            "Add them to the accounts, or use the same customer ids in both files.",
        ),
        Code::CostsForeign => own(
            format!("The costs are in another currency than the revenue ({text}): no figure of costs can be computed."),
            "Add a table of exchange rates, or give costs in the revenue’s currency.",
        ),
        Code::AccountsDiffer => own(
            format!("The files of accounts contradict each other on {}; the first file counts. First: {text}.", customers(d.count)),
            "Keep one statement a customer, or add first the file that is right.",
        ),
        Code::RevenueNeeded => own(
            format!("No revenue in these files: retention (NRR, GRR) and unit economics have no value. {text}: customers or costs only."),
            "Add a file with revenue: a customer, a month and an amount in each row, or one of the other layouts of the templates.",
        ),
        Code::MovementUnknown => own(
            format!("{cell} is not a movement we know{rows}."),
            "Expected new, expansion, contraction, churn or reactivation, or a word a billing system uses for one of them.",
        ),
        Code::MovementUnfounded => own(
            format!("{cell} changes a customer who has no revenue at that time{rows}."),
            "Add the movement by which the customer began, or write new or reactivation.",
        ),
        Code::BalanceNegative => own(
            format!("{cell} takes away more than there is{rows}."),
            "Check the amount, and whether an earlier movement is missing.",
        ),
        Code::SignContradicts => own(
            format!("{cell} has a sign that contradicts its column{rows}."),
            "Write losses all below zero or all above it, and gains above.",
        ),
        Code::NeverPaid => own(
            format!("{cell}: nobody has paid for it, left out{rows}."),
            "Nothing to do; if such subscriptions are paid, say so (command line: --without never_paid).",
        ),
        Code::OneOffLine => own(
            format!("{cell}: charged once, kept out of recurring revenue{rows}."),
            "Nothing to do; if it recurs, say so (command line: --without one_off_line).",
        ),
        Code::ProrationLine => own(
            format!("{cell}: a part of a period, kept out of recurring revenue{rows}."),
            "Nothing to do: the next full line carries the new price.",
        ),
        Code::InvoiceNotCounted => own(
            format!("{cell}: an invoice that was never owed, left out{rows}."),
            "Nothing to do; if it was owed, correct its status.",
        ),
        Code::CreditLine => own(
            format!("{cell}: a credit or refund, kept out of recurring revenue{rows}."),
            "Nothing to do, unless a price fell: then the lower amount should stand on the next line.",
        ),
        Code::LineCancelled => own(
            format!("{cell}: a line and the credit that takes it back, both left out{rows}."),
            "Nothing to do.",
        ),
        Code::MonthsUnnamed => own(
            "The two points name no months: they read “opening” and “closing”.".into(),
            "To name them, write the months in the headers (MRR 2023-12, MRR 2024-12), or give the last day (command line: --as-of).",
        ),
        Code::QuantityMultiplied => own(
            format!("The amount was multiplied by the quantity{column}{rows}."),
            "If the amount is for all units already, leave the column out (command line: --role FILE:COLUMN=ignored).",
        ),
        Code::DiscountTaken => own(
            format!("The discount{column} was taken off the amount, which was taken for the one before discounts{rows}."),
            "If the amounts are already those after discounts, say so (command line: --role FILE:COLUMN=discount). A number without % is an amount, and that of the whole row, not of each unit.",
        ),
        Code::DiscountAssumed => own(
            format!("Nothing says whether the amounts are before or after the discounts{column}{rows}. They were taken as what is left after them."),
            "If they are those of the list, say so (command line: --role FILE:COLUMN=discount_due). A number without % is an amount, and that of the whole row, not of each unit.",
        ),
        Code::CellMissing => own(
            format!("Nothing in{column}{rows}, where every row of this table needs something."),
            "Fill it in, or say which column it is (command line: --role FILE:COLUMN=ROLE).",
        ),
        Code::CellUnreadable => own(
            format!("{cell} can't be read as what the column states{rows}."),
            "Counts are whole numbers, flags yes or no; the README lists what each table may hold.",
        ),
        Code::ScoreOffScale => own(
            format!("{cell} is no score of its survey{rows}."),
            "NPS answers are whole numbers from 0 to 10, SEQ and UMUX-Lite answers 1 to 7, none is below zero; where another survey is meant, name it in the column kind.",
        ),
        Code::CellLeftOut => own(
            format!("{cell} can't be read as what the column states{rows}; the rest of the row counts."),
            "Counts are whole numbers, flags yes or no; the README lists what each table may hold.",
        ),
        Code::UnitsUnknown => own(
            format!("{named} is by its name the price of one unit, and no column says how many units there are: each row counts as one."),
            "Add the column with the quantity, or say which one it is (command line: --role FILE:COLUMN=quantity). If the amount is for all units already, name the column amount.",
        ),
        Code::ContractsAsRevenue => own(
            format!("{named} is of contracts, and nothing says for how long their amounts are: taken as paid each month."),
            "If they are what a contract is worth in all, say that the table is contracts (command line: --table contracts=FILE), or add a column with the billing interval.",
        ),
        Code::ContractsNotRevenue => own(
            format!("{named} says that the rows are contracts: read as a table of contracts, whose amounts are no revenue of a month."),
            "For NRR add a ledger of monthly revenue. If the amounts are paid each month, say that the table is revenue (command line: --table revenue=FILE).",
        ),
        Code::MovementsStartMidway => own(
            format!("Customers whose first movement is not their first revenue{column}: {}. What they paid before is not known.", d.count),
            "Export from the beginning, or add a row “new” with the opening amount.",
        ),
        Code::ChurnUnequal => own(
            format!("A churn of another amount than the customer's balance{rows}; more than there was leaves nothing, less leaves the rest."),
            "Check the movements before it; for a partial loss write contraction.",
        ),
        Code::AggregateDoesNotAdd => own(
            format!("Opening and movements do not make the closing{rows}."),
            "Check the row: opening + new + expansion + reactivation - contraction - churn should be closing.",
        ),
        Code::NoServicePeriod => own(
            format!("Invoice lines without a period of service, counted for one month{rows}."),
            "Export the start and end of service, or add a billing interval: annual invoices would otherwise be twelve times too high for a month.",
        ),
        Code::LineIdTwice => own(
            format!("{cell} stands on more than one line{rows}."),
            "If rows were exported twice, remove the copies: both count.",
        ),
        Code::RateTwice => own(
            format!("More than one rate for {text}{column}{rows}; the last one holds."),
            "Keep one rate a currency and month.",
        ),
        Code::ConvertedByRates => own(
            format!("Amounts were converted by the rates given: {text}."),
            "Nothing to do; each amount was rounded once, half to even.",
        ),
        Code::FigureUnknown => own(
            format!("{cell} is no figure that this version knows{rows}."),
            "Export the script’s last result as it is; made by a newer version, read it with that one.",
        ),
        Code::FigureTwice => own(
            format!("A figure stands there a second time{rows}; the first one holds."),
            "Export one result of one run.",
        ),
        Code::FiguresMissing => own(
            format!("The result lacks figures: {text}."),
            "Run the script as a whole and export every row of its last result.",
        ),
        Code::WindowOfScript => own(
            format!("The window {text} and the policies are those the script was made with."),
            "For others, make the script anew (ninefold sql --months, --as-of, --policy) and run it again.",
        ),
        Code::AggregateUnused => own(
            format!("{text} has no customers and was not used beside the other files."),
            "Give it alone to see its figures.",
        ),
        Code::RateMissing => own(
            format!("No rate for: {text}; nothing was converted."),
            "Add the rates to the table, or give them (command line: --rate EUR=1.08).",
        ),
        Code::TooManyMonths => own(
            format!("From {text}, the customers come to more than 50,000,000 months together: more than a browser tab can hold."),
            "Look for dates that stand for “unknown”, such as 1900-01-01 or 2199-12-31, and correct or remove them; or split the file by customer.",
        ),
        Code::RejectsMended => own(
            "These are rejected rows that Ninefold wrote: its own columns were left out, and the apostrophes before formulas taken off.".into(),
            "Add the file beside the one the rows come from; where that one holds the mended rows already, leave this one out.",
        ),
        Code::RejectsBeyond => own(
            format!("{} more rejected rows are counted, but too many to be written out.", d.count),
            "Mend what the first ones have in common in the system the file comes from, and export it again.",
        ),
        Code::ShortGaps
        | Code::SpikeMonths
        | Code::InvoicesNotSpread
        | Code::NeverPaying
        | Code::HundredfoldMonths
        | Code::TrialNames
        | Code::PlanTwice
        | Code::BackUnderOtherName
        | Code::BackWithSameAmount => {
            let (message, fix) = quality::en(d);
            own(message, fix)
        }
        Code::SumTooLarge => own(
            "The rows of one customer in one month add up to more than an amount may be (about 9 × 10^18 minor units).".into(),
            "Check the amounts for digits that ran together, and the customer column for one name that stands for many.",
        ),
    }
}

/// A delimiter in words.
fn mark(delimiter: &str) -> String {
    match delimiter {
        "\t" => "a tab".to_owned(),
        " " => "a space".to_owned(),
        other => format!("“{other}”"),
    }
}

/// "1 line", "3 lines".
fn lines(count: u64) -> String {
    if count == 1 { "1 line".to_owned() } else { format!("{count} lines") }
}

/// The headers that were found, where there were any.
fn found(headers: &str) -> String {
    if headers.is_empty() { String::new() } else { format!("; found: {headers}") }
}

/// Which encoding it looks like, where that is known.
fn looks_like(encoding: &str) -> String {
    let name = match encoding {
        "" => return String::new(),
        "utf-16le" | "utf-16be" => "UTF-16, Excel's “Unicode Text”",
        "gb18030" => "GBK (GB18030), which Chinese Excel writes as plain CSV",
        "windows-1252" => "Windows-1252, which Excel writes as plain CSV",
        "utf-32le" | "utf-32be" => "UTF-32",
        other => other,
    };
    format!(" ({name})")
}

/// The names of roles, in words.
fn roles(names: &str) -> String {
    let word = |name| match name {
        "customer_id" => "customer",
        "month" => "month",
        "mrr" | "amount" => "amount",
        "start" => "start date",
        "end" => "end date",
        "type" => "type of movement",
        "rate" => "exchange rate",
        "month_column" => "months",
        "category" => "cost category",
        other => other,
    };
    names.split(", ").map(word).collect::<Vec<_>>().join(", ")
}

/// " and 2 more headers alike"; nothing where it is the only one.
fn headers(count: u64) -> String {
    match count {
        0 | 1 => String::new(),
        2 => " (and 1 more header like it)".to_owned(),
        n => format!(" (and {} more headers like it)", n - 1),
    }
}

/// "1 customer", "3 customers".
fn customers(count: u64) -> String {
    if count == 1 { "1 customer".to_owned() } else { format!("{count} customers") }
}

/// "of FILE" and the names behind it; left out both as a pack without names has it.
fn parted(text: &str) -> (String, &str) {
    match text.rsplit_once(": ") {
        Some((file, names)) => (format!("of {file}"), names),
        None => ("of another table".to_owned(), text),
    }
}

/// " …" where a list of the first five goes on.
fn dots(count: u64) -> &'static str {
    if count > 5 { " …" } else { "" }
}

/// "1 time", "3 times".
fn times(count: u64) -> String {
    if count == 1 { "1 time".to_owned() } else { format!("{count} times") }
}

/// " (and 2 more like them)"; nothing where it is the only pair.
fn pairs(count: u64) -> String {
    if count > 1 { format!(" (and {} more like them)", count - 1) } else { String::new() }
}

/// " and in 2 more months"; nothing where it is the only one.
fn more(count: u64) -> String {
    match count {
        0 | 1 => String::new(),
        2 => " (and in 1 more month)".to_owned(),
        n => format!(" (and in {} more months)", n - 1),
    }
}

/// What a spreadsheet's day number means, where the text is one.
fn day_number(d: &Diagnostic) -> String {
    serial_day(d).map_or_else(String::new, |day| format!(", but a spreadsheet's number for {day}"))
}

/// ": 1 row (line 17)", ": 3 rows (first on line 17)"; nothing where one row speaks for itself (count 0).
fn rows(d: &Diagnostic) -> String {
    match (d.count, d.line) {
        (0, _) => String::new(),
        (1, Some(line)) => format!(": 1 row (line {line})"),
        (1, None) => ": 1 row".to_owned(),
        (n, Some(line)) => format!(": {n} rows (first on line {line})"),
        (n, None) => format!(": {n} rows"),
    }
}
