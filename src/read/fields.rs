//! What may be changed of a file's reading, field by field, as short texts that a form, a note and a test can hold.

use super::{Code, DateOrder, DecimalMark, Epoch, Escape, Quote, ReadOptions, Reading, Severity};
use crate::tables::{Shape, TableKind};

/// One thing about a file's reading that a person may decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// From bytes to text.
    Encoding,
    /// Between two cells.
    Delimiter,
    /// Around a cell.
    Quote,
    /// A quote inside quotes.
    Escape,
    /// Where the header stands; `0` says that there is none.
    HeaderLine,
    /// Which table the file is.
    Table,
    /// How the table is laid out.
    Shape,
    /// Order of day and month.
    DateOrder,
    /// In which month of the calendar the fiscal year begins, `1` to `12`; only told, never found.
    FiscalStart,
    /// From when a spreadsheet's day numbers count; only told, never found.
    Epoch,
    /// The decimal mark.
    Decimal,
    /// The amounts' currency.
    Currency,
}

const QUOTES: &[(&str, Quote)] = &[("\"", Quote::Double), ("'", Quote::Single), ("none", Quote::None)];
const ESCAPES: &[(&str, Escape)] = &[("doubled", Escape::Doubled), ("backslash", Escape::Backslash)];
const TABLES: &[(&str, TableKind)] = &[
    ("revenue", TableKind::Revenue),
    ("accounts", TableKind::Accounts),
    ("costs", TableKind::Costs),
    ("rates", TableKind::Rates),
    ("invoices", TableKind::Invoices),
    ("usage", TableKind::Usage),
    ("contracts", TableKind::Contracts),
    ("tickets", TableKind::Tickets),
    ("surveys", TableKind::Surveys),
    ("trials", TableKind::Trials),
    ("onboarding", TableKind::Onboarding),
    ("requests", TableKind::Requests),
    ("tasks", TableKind::Tasks),
    ("advocacy", TableKind::Advocacy),
    ("integrations", TableKind::Integrations),
];
const SHAPES: &[(&str, Shape)] = &[
    ("long", Shape::Long),
    ("wide", Shape::Wide),
    ("periods", Shape::Periods),
    ("invoices", Shape::Invoices),
    ("two_point", Shape::TwoPoint),
    ("movements", Shape::Movements),
    ("aggregate", Shape::Aggregate),
    ("warehouse", Shape::Warehouse),
];
const ORDERS: &[(&str, DateOrder)] =
    &[("dmy", DateOrder::Dmy), ("mdy", DateOrder::Mdy), ("ymd", DateOrder::Ymd)];
const EPOCHS: &[(&str, Epoch)] = &[("1900", Epoch::Y1900), ("1904", Epoch::Y1904)];
/// Months in which fiscal years most often begin, as values of [`Field::FiscalStart`]: the readings of a question about
/// it, in order.
pub const FISCAL_STARTS: [&str; 5] = ["1", "2", "4", "7", "10"];
const MONTHS: &[(&str, u8)] = &[
    ("1", 1),
    ("2", 2),
    ("3", 3),
    ("4", 4),
    ("5", 5),
    ("6", 6),
    ("7", 7),
    ("8", 8),
    ("9", 9),
    ("10", 10),
    ("11", 11),
    ("12", 12),
];
const MARKS: &[(&str, DecimalMark)] = &[(".", DecimalMark::Point), (",", DecimalMark::Comma)];
const ENCODINGS: &[&str] = &[
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-kr",
];
const DELIMITERS: &[&str] = &[",", ";", "\t", "|", ":", " "];

fn name<T: PartialEq>(names: &[(&'static str, T)], value: Option<T>) -> Option<String> {
    let value = value?;
    names.iter().find(|(_, v)| *v == value).map(|(name, _)| (*name).to_owned())
}

fn value<T: Copy>(names: &[(&'static str, T)], name: Option<&str>) -> Option<T> {
    names.iter().find(|(n, _)| Some(*n) == name).map(|(_, v)| *v)
}

fn names<T>(names: &[(&'static str, T)]) -> Vec<&'static str> {
    names.iter().map(|(name, _)| *name).collect()
}

impl Field {
    /// All of them, from the bytes up.
    pub const ALL: [Field; 12] = [
        Field::Encoding,
        Field::Delimiter,
        Field::Quote,
        Field::Escape,
        Field::HeaderLine,
        Field::Table,
        Field::Shape,
        Field::DateOrder,
        Field::FiscalStart,
        Field::Epoch,
        Field::Decimal,
        Field::Currency,
    ];

    /// Its name in the page's hooks.
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Encoding => "encoding",
            Field::Delimiter => "delimiter",
            Field::Quote => "quote",
            Field::Escape => "escape",
            Field::HeaderLine => "header_line",
            Field::Table => "table",
            Field::Shape => "shape",
            Field::DateOrder => "date_order",
            Field::FiscalStart => "fiscal_start",
            Field::Epoch => "epoch",
            Field::Decimal => "decimal",
            Field::Currency => "currency",
        }
    }

    /// The values to choose from; empty where any text may be said ([`Field::HeaderLine`], [`Field::Currency`]).
    pub fn choices(self) -> Vec<&'static str> {
        match self {
            Field::Encoding => ENCODINGS.to_vec(),
            Field::Delimiter => DELIMITERS.to_vec(),
            Field::Quote => names(QUOTES),
            Field::Escape => names(ESCAPES),
            Field::Table => names(TABLES),
            Field::Shape => names(SHAPES),
            Field::DateOrder => names(ORDERS),
            Field::FiscalStart => names(MONTHS),
            Field::Epoch => names(EPOCHS),
            Field::Decimal => names(MARKS),
            Field::HeaderLine | Field::Currency => Vec::new(),
        }
    }

    /// The table a value names, where the field is about tables.
    pub fn table(self, text: &str) -> Option<TableKind> {
        value(TABLES, Some(text)).filter(|_| self == Field::Table)
    }

    /// The layout a value names, where the field is about layouts.
    pub fn shape(self, text: &str) -> Option<Shape> {
        value(SHAPES, Some(text)).filter(|_| self == Field::Shape)
    }

    /// What the user said; `None` where the reader looks for itself.
    pub fn told(self, options: &ReadOptions) -> Option<String> {
        match self {
            Field::Encoding => options.encoding.clone(),
            Field::Delimiter => options.delimiter.clone(),
            Field::Quote => name(QUOTES, options.quote),
            Field::Escape => name(ESCAPES, options.escape),
            Field::HeaderLine => options.header_line.map(|line| line.to_string()),
            Field::Table => name(TABLES, options.table),
            Field::Shape => name(SHAPES, options.shape),
            Field::DateOrder => name(ORDERS, options.date_order),
            Field::FiscalStart => name(MONTHS, options.fiscal_start),
            Field::Epoch => name(EPOCHS, options.epoch),
            Field::Decimal => name(MARKS, options.decimal),
            Field::Currency => options.currency.clone(),
        }
    }

    /// Says it; `None`, and what is no value of the field, lets the reader look. What is known of a text's columns
    /// holds no longer where the text is cut in another way.
    pub fn tell(self, options: &mut ReadOptions, text: Option<&str>) {
        let some = text.filter(|text| !text.is_empty());
        match self {
            Field::Encoding => options.encoding = some.map(str::to_owned),
            Field::Delimiter => options.delimiter = some.map(str::to_owned),
            Field::Quote => options.quote = value(QUOTES, some),
            Field::Escape => options.escape = value(ESCAPES, some),
            Field::HeaderLine => options.header_line = some.and_then(|line| line.parse().ok()),
            Field::Table => options.table = value(TABLES, some),
            Field::Shape => options.shape = value(SHAPES, some),
            Field::DateOrder => options.date_order = value(ORDERS, some),
            Field::FiscalStart => options.fiscal_start = value(MONTHS, some),
            Field::Epoch => options.epoch = value(EPOCHS, some),
            Field::Decimal => options.decimal = value(MARKS, some),
            Field::Currency => {
                let code = some.map(|text| text.trim().to_ascii_uppercase());
                options.currency = code.filter(|c| c.len() == 3 && c.bytes().all(|b| b.is_ascii_uppercase()));
            }
        }
        if matches!(self, Field::Encoding | Field::Delimiter | Field::HeaderLine) {
            options.roles.clear();
        }
    }

    /// What the file was read with; `None` where it has nothing of the kind.
    pub fn found(self, reading: &Reading) -> Option<String> {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        match self {
            Field::Encoding => text(&reading.encoding),
            Field::Delimiter => text(&reading.delimiter),
            Field::Quote => name(QUOTES, Some(reading.quote)),
            Field::Escape => name(ESCAPES, Some(reading.escape)),
            Field::HeaderLine => reading.header_line.map(|line| line.to_string()),
            Field::Table => name(TABLES, reading.table),
            Field::Shape => name(SHAPES, reading.shape),
            Field::DateOrder => name(ORDERS, reading.date_order),
            Field::FiscalStart => name(MONTHS, reading.fiscal_start),
            Field::Epoch => None,
            Field::Decimal => name(MARKS, reading.decimal),
            Field::Currency => reading.currency.clone(),
        }
    }
}

/// The fields that stand first in a form about a file: what is asked and what was told; where nothing is asked, also
/// what such a file turns on. The others are seldom wrong.
pub fn foremost(reading: Option<&Reading>, options: &ReadOptions) -> Vec<Field> {
    let asks = |code| match code {
        Code::DateAmbiguous => Some(Field::DateOrder),
        Code::FiscalStartUnknown => Some(Field::FiscalStart),
        Code::DecimalAmbiguous => Some(Field::Decimal),
        Code::CurrencyMixed => Some(Field::Currency),
        _ => None,
    };
    let errors = || {
        let found = reading.into_iter().flat_map(|reading| &reading.diagnostics);
        found.filter(|found| found.severity == Severity::Error).map(|found| asks(found.code))
    };
    let unread = errors().any(|asked| asked.is_none());
    let revenue = reading.and_then(|reading| reading.table).is_none_or(|table| table == TableKind::Revenue);
    let turns_on = |field: Field| match field {
        Field::Encoding | Field::Delimiter => unread,
        Field::Table => unread || !revenue,
        Field::Shape => revenue,
        Field::DateOrder | Field::FiscalStart | Field::Decimal => {
            reading.is_some_and(|reading| field.found(reading).is_some())
        }
        Field::HeaderLine => true,
        Field::Currency => !unread,
        Field::Quote | Field::Escape | Field::Epoch => false,
    };
    let mut first: Vec<Field> = errors().flatten().collect();
    // Several currencies are no question: a table of rates may settle them.
    let asked = first.iter().any(|field| *field != Field::Currency);
    // The layout has the longest words: behind the others it leaves no gap between them.
    for field in Field::ALL.into_iter().filter(|field| *field != Field::Shape).chain([Field::Shape]) {
        if !first.contains(&field) && (field.told(options).is_some() || !asked && turns_on(field)) {
            first.push(field);
        }
    }
    first
}

/// What a change is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// A field of the reading.
    Field(Field),
    /// The role of a column, by its header or its number; the values are roles' names.
    Role(String),
    /// A repair, made (`on`) or not (`off`).
    Repair(Code),
    /// The file was added.
    Added,
    /// The file was taken away.
    Removed,
}

/// A change between two readings of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub file: String,
    /// What is other than before.
    pub what: Changed,
    /// How it was, where that is known.
    pub from: Option<String>,
    /// How it is.
    pub to: Option<String>,
}

/// What a person changed between two readings of one file: what was told, or where the reader looked, what it found.
pub fn changes(
    before: (&ReadOptions, Option<&Reading>),
    after: (&ReadOptions, Option<&Reading>),
) -> Vec<Change> {
    let mut found = Vec::new();
    let mut say = |what, from: Option<String>, to: Option<String>| {
        if from != to {
            found.push(Change { file: after.0.name.clone(), what, from, to });
        }
    };
    for field in Field::ALL {
        let (was, is) = (field.told(before.0), field.told(after.0));
        if was != is {
            let looked = |reading: Option<&Reading>| reading.and_then(|reading| field.found(reading));
            say(Changed::Field(field), was.or_else(|| looked(before.1)), is.or_else(|| looked(after.1)));
        }
    }
    let mut columns: Vec<&String> = Vec::new();
    for (name, _) in before.0.roles.iter().chain(&after.0.roles) {
        if !columns.contains(&name) {
            columns.push(name);
        }
    }
    for column in columns {
        let role = |(options, reading): (&ReadOptions, Option<&Reading>)| {
            let told = options.roles.iter().find(|(name, _)| name == column).map(|(_, role)| *role);
            let here =
                |reading: &Reading| reading.columns.iter().find(|c| c.header == *column).map(|c| c.role);
            told.or_else(|| reading.and_then(here)).map(|role| role.as_str().to_owned())
        };
        say(Changed::Role(column.clone()), role(before), role(after));
    }
    for code in before.0.without.iter().chain(&after.0.without) {
        let state = |options: &ReadOptions| {
            Some(if options.without.contains(code) { "off" } else { "on" }.to_owned())
        };
        say(Changed::Repair(*code), state(before.0), state(after.0));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Reader, Role};

    fn read(text: &str, options: ReadOptions) -> Reading {
        let mut reader = Reader::new(options);
        reader.push(text.as_bytes());
        reader.finish().reading
    }

    #[test]
    fn what_is_told_is_told_back() {
        for field in Field::ALL {
            let choices = match field {
                Field::HeaderLine => vec!["0", "3"],
                Field::Currency => vec!["USD"],
                _ => field.choices(),
            };
            for text in choices {
                let mut options = ReadOptions::default();
                field.tell(&mut options, Some(text));
                assert_eq!(field.told(&options).as_deref(), Some(text), "{field:?}");
                field.tell(&mut options, None);
                assert_eq!(options, ReadOptions::default(), "{field:?}");
            }
        }
    }

    #[test]
    fn what_is_no_value_says_nothing() {
        let mut options = ReadOptions::default();
        for (field, text) in [(Field::Currency, "dollars"), (Field::HeaderLine, "x"), (Field::Quote, "`")] {
            field.tell(&mut options, Some(text));
        }
        assert_eq!(options, ReadOptions::default());
    }

    #[test]
    fn another_cut_of_the_text_forgets_its_columns() {
        let mut options = ReadOptions { roles: vec![("a".to_owned(), Role::Mrr)], ..ReadOptions::default() };
        Field::Decimal.tell(&mut options, Some(","));
        assert_eq!(options.roles.len(), 1);
        Field::Delimiter.tell(&mut options, Some(";"));
        assert_eq!(options.roles.len(), 0);
    }

    #[test]
    fn what_is_asked_stands_first_and_what_is_seldom_wrong_behind() {
        let first = |text: &str, options: ReadOptions| foremost(Some(&read(text, options.clone())), &options);
        let bare = ReadOptions::default;
        let usual = [Field::HeaderLine, Field::Currency, Field::Shape];
        assert_eq!(first("customer,month,mrr\nA,2024-01,5\n", bare()), usual);
        assert_eq!(foremost(None, &bare()), usual);
        let asked = first("customer,month,mrr\nA,03/04/2024,5\nA,05/06/2024,5\n", bare());
        assert_eq!(asked, [Field::DateOrder]);
        // No table: how the text is cut comes first.
        let unread = [Field::Encoding, Field::Delimiter, Field::HeaderLine, Field::Table, Field::Shape];
        assert_eq!(first("colour,form\nred,round\n", bare()), unread);
        let told = ReadOptions { quote: Some(Quote::Single), ..bare() };
        assert!(first("customer,month,mrr\nA,2024-01,5\n", told).contains(&Field::Quote));
        let rates = first("currency,rate\nEUR,1.1\nUSD,1\n", bare());
        assert_eq!(rates, [Field::HeaderLine, Field::Table, Field::Currency]);
    }

    #[test]
    fn a_change_says_how_it_was_and_how_it_is() {
        let text = "customer;month;mrr\nA;2024-01;5\n";
        let before = ReadOptions { name: "a.csv".to_owned(), ..ReadOptions::default() };
        let mut after = before.clone();
        Field::Delimiter.tell(&mut after, Some("|"));
        after.roles.push(("mrr".to_owned(), Role::Arr));
        after.without.push(Code::TotalRow);
        let reading = read(text, before.clone());
        let told = changes((&before, Some(&reading)), (&after, None));
        let short = |change: &Change| {
            (change.from.clone().unwrap_or_default(), change.to.clone().unwrap_or_default())
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            told.iter().map(short).collect::<Vec<_>>(),
            [pair(";", "|"), pair("mrr", "arr"), pair("on", "off")]
        );
        assert_eq!(told[1].what, Changed::Role("mrr".to_owned()));
        // Back again says the opposite, and what is the same says nothing.
        let back = changes((&after, None), (&before, Some(&reading)));
        assert_eq!(short(&back[0]), pair("|", ";"));
        let mut same = before.clone();
        Field::Delimiter.tell(&mut same, Some(";"));
        assert_eq!(changes((&before, Some(&reading)), (&same, Some(&reading))), []);
    }
}
