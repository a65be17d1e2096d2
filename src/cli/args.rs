//! The arguments, and what they mean.

use super::Stop;
use super::decoders::decoders;
use super::health::HealthArgs;
use super::sql::SqlArgs;
use crate::base::{Currency, Date, Month};
use crate::i18n::Lang;
use crate::i18n::answers::choice_takes;
use crate::read::{Code, DateOrder, DecimalMark, Epoch, Escape, Field, Quote, ReadOptions, Role};
use crate::report::{CHOICES, Choice, DefinitionId, Settings};
use crate::tables::{Datum, PolicyError, Rate, Shape, TableKind};
use clap::{Args, Parser, Subcommand};
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// Answers questions about a SaaS business from its CSV files.
#[derive(Debug, Parser)]
#[command(name = "ninefold", version)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the report of one or more files as JSON
    Report(ReportArgs),
    /// Print which customers and rules make the difference between two definitions of retention
    Compare(CompareArgs),
    /// Print what each policy would change if it were set otherwise
    Effects(ReportArgs),
    /// Write the report as an evidence pack: one HTML file that can be read offline and checked with `verify`
    Pack(PackArgs),
    /// Make the report of an evidence pack anew from its files, and say that it is equal or where it is not
    Verify(VerifyArgs),
    /// Print how a file was read, and its rejected rows
    Read(ReadArgs),
    /// Print the report's sums as a script of SQL, for data that stay where they are
    Sql(SqlArgs),
    /// Print an example file to fill in, or list those there are
    Template(TemplateArgs),
    /// List the thirteen files of a sample company, or write them into a folder
    Sample(SampleArgs),
}

/// What overrides the reader's own findings.
#[derive(Debug, Args)]
pub(super) struct Overrides {
    /// What a column is for, by header or number; as often as needed
    #[arg(long = "role", value_name = "FILE:COLUMN=ROLE")]
    roles: Vec<String>,
    /// Order of day and month in dates written with numbers only
    #[arg(long, value_parser = ["dmy", "mdy", "ymd"])]
    date_order: Option<String>,
    /// The calendar's month in which the fiscal year begins, 1 to 12, where dates read like `FY24 M1`
    #[arg(long, value_name = "MONTH", value_parser = clap::value_parser!(u8).range(1..=12))]
    fiscal_start: Option<u8>,
    /// From when day numbers count: 45292 is 2024-01-01 from 1900, 43830 from 1904
    #[arg(long, value_parser = ["1900", "1904"])]
    day_numbers: Option<String>,
    /// The mark that separates the decimals
    #[arg(long, value_parser = [".", ","])]
    decimal: Option<String>,
    /// The files' encoding, such as utf-8, gbk, big5, shift_jis, windows-1252 or utf-16le
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// The delimiter: one or more characters, or `tab`
    #[arg(long, value_name = "CHAR")]
    delimiter: Option<String>,
    /// The quote around cells: `"`, `'`, or `none`
    #[arg(long, value_name = "CHAR")]
    quote: Option<String>,
    /// A quote inside quotes is doubled, or has a backslash before it
    #[arg(long, value_parser = ["doubled", "backslash"])]
    escape: Option<String>,
    /// Line of the header, from 1; 0: there is none
    #[arg(long, value_name = "LINE")]
    header_line: Option<u64>,
    /// The table's layout: long, wide, periods, two_point, movements, aggregate, invoices or warehouse
    #[arg(long, value_name = "NAME")]
    shape: Option<String>,
    /// The amounts' currency where the files don't say it; with rates, the report's. An ISO code
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// A repair that must not be made, by its code; as often as needed
    #[arg(long, value_name = "REPAIR")]
    without: Vec<String>,
}

/// What metrics are asked for, of files or of a warehouse's table.
#[derive(Debug, Args)]
pub(super) struct SettingArgs {
    /// Last day of the data: YYYY-MM-DD, or YYYY-MM for its last day
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Length of the retention window, 1 to 120 months
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=120))]
    months: u32,
    /// Where size classes are cut, in percent of the opening customers from the largest down, where no data state
    /// them: elephants up to the first, cheetahs up to the second, the rest are rabbits
    #[arg(long, value_name = "A,B", default_value = "10,40", value_parser = size_cuts)]
    size_cuts: [u8; 2],
    /// A policy, such as `snapshot=start`; as often as needed
    #[arg(long = "policy", value_name = "KEY=VALUE")]
    policies: Vec<String>,
}

impl SettingArgs {
    /// The settings, and the last day of the data.
    pub fn settings(&self) -> Result<(Settings, Option<Date>), Stop> {
        let settings = Settings { size_cuts: self.size_cuts, ..policies(&self.policies, self.months)? };
        Ok((settings, self.as_of.as_deref().map(as_of).transpose()?))
    }
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// CSV files; `-` is standard input
    #[arg(value_name = "FILE", required_unless_present = "tables")]
    files: Vec<PathBuf>,
    /// This file is that table; as often as needed
    #[arg(long = "table", value_name = "NAME=FILE")]
    tables: Vec<String>,
    #[command(flatten)]
    asked: SettingArgs,
    #[command(flatten)]
    health: HealthArgs,
    #[command(flatten)]
    overrides: Overrides,
    /// What one unit of a currency is worth, such as `EUR=1.08`; as often as needed
    #[arg(long = "rate", value_name = "CODE=RATE")]
    rates: Vec<String>,
    /// List every customer's opening and closing MRR
    #[arg(long)]
    customers: bool,
    /// Write the customers that stand in the accounts or in the revenue alone as CSV
    #[arg(long, value_name = "OUT")]
    unmatched: Option<PathBuf>,
    /// Print a summary for people instead of JSON
    #[arg(long)]
    text: bool,
}

#[derive(Debug, Args)]
pub(super) struct PackArgs {
    #[command(flatten)]
    pub report: ReportArgs,
    /// The file to write
    #[arg(short, long, value_name = "PACK.html")]
    pub out: PathBuf,
    /// Put codes for the customers' names, and write the list of codes here
    #[arg(long, value_name = "MAP.csv")]
    pub pseudonyms: Option<PathBuf>,
    /// Language of the readable part
    #[arg(long, default_value = "en", value_parser = ["en", "zh"])]
    pub lang: String,
}

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// The evidence pack
    #[arg(value_name = "PACK")]
    pub pack: PathBuf,
    /// The files it was made of, in any order and under any name
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The list of codes written with the pack: needed where codes stand for names in its choices
    #[arg(long, value_name = "MAP.csv")]
    pub pseudonyms: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    /// A definition, such as `nrr_cohort`; the report lists all
    #[arg(value_name = "FROM", value_parser = definition)]
    pub from: DefinitionId,
    /// Another
    #[arg(value_name = "TO", value_parser = definition)]
    pub to: DefinitionId,
    #[command(flatten)]
    pub report: ReportArgs,
}

#[derive(Debug, Args)]
pub(super) struct ReadArgs {
    /// A CSV file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The table it is, such as revenue, accounts or usage
    #[arg(long, value_name = "NAME")]
    table: Option<String>,
    /// Print header and rows as canonical CSV instead, whatever the columns are for
    #[arg(long)]
    pub records: bool,
    #[command(flatten)]
    overrides: Overrides,
    /// Write the rejected rows as CSV with the reasons, to be mended and read beside the file; `-` prints them
    /// instead of the JSON
    #[arg(long, value_name = "OUT")]
    pub rejects: Option<PathBuf>,
    /// Language of the reasons
    #[arg(long, default_value = "en", value_parser = ["en", "zh"])]
    pub lang: String,
}

#[derive(Debug, Args)]
pub(super) struct TemplateArgs {
    /// Its name; without one, the names are listed
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Language of the headers
    #[arg(long, default_value = "en", value_parser = ["en", "zh"])]
    pub lang: String,
}

#[derive(Debug, Args)]
pub(super) struct SampleArgs {
    /// The folder to write them into; made where there is none, files of the same names are replaced
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Language of headers and words
    #[arg(long, default_value = "en", value_parser = ["en", "zh"])]
    pub lang: String,
}

fn definition(name: &str) -> Result<DefinitionId, String> {
    let names = || DefinitionId::ALL.map(|id| id.name()).join(", ");
    DefinitionId::named(name).ok_or_else(|| format!("no such definition; there are {}", names()))
}

/// A language by its name.
pub(super) fn lang(name: &str) -> Lang {
    if name == "zh" { Lang::Zh } else { Lang::En }
}

/// A file to read, and how.
#[derive(Debug)]
pub(super) struct Input {
    pub path: PathBuf,
    pub options: ReadOptions,
}

/// Arguments that make sense.
#[derive(Debug)]
pub(super) struct Job {
    pub files: Vec<Input>,
    pub settings: Settings,
    pub as_of: Option<Date>,
    pub rates: Vec<Rate>,
    pub currency: Option<String>,
    pub customers: bool,
    pub unmatched: Option<PathBuf>,
    pub text: bool,
}

impl ReportArgs {
    /// Checks the arguments against each other.
    pub fn into_job(self) -> Result<Job, Stop> {
        let mut paths = self.files;
        let mut kinds = Vec::new();
        for table in &self.tables {
            let (name, file) = table
                .split_once('=')
                .ok_or_else(|| Stop::usage(format!("--table {table}: expected NAME=FILE")))?;
            let path = PathBuf::from(file);
            kinds.push((path.clone(), table_kind(name)?));
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        let mut files = self.overrides.inputs(paths)?;
        for (path, kind) in kinds {
            for file in files.iter_mut().filter(|file| file.path == path) {
                file.options.table = Some(kind);
            }
        }
        let (settings, as_of) = self.asked.settings()?;
        Ok(Job {
            files,
            settings: Settings { health: self.health.profile()?, ..settings },
            as_of,
            rates: self.rates.iter().map(|text| rate(text)).collect::<Result<_, _>>()?,
            currency: self.overrides.currency.as_deref().map(currency).transpose()?,
            customers: self.customers,
            unmatched: self.unmatched,
            text: self.text,
        })
    }
}

impl ReadArgs {
    /// Checks the arguments.
    pub fn into_job(self) -> Result<Job, Stop> {
        let table = self.table.as_deref().map(table_kind).transpose()?;
        let mut files = self.overrides.inputs(vec![self.file])?;
        files.iter_mut().for_each(|file| file.options.table = table);
        Ok(Job {
            files,
            settings: Settings::default(),
            as_of: None,
            rates: Vec::new(),
            currency: None,
            customers: false,
            unmatched: None,
            text: false,
        })
    }
}

impl Overrides {
    fn inputs(&self, paths: Vec<PathBuf>) -> Result<Vec<Input>, Stop> {
        let delimiter = self.delimiter.as_deref().map(delimiter).transpose()?;
        let known = |name: &&str| *name == "utf-8-bom" || decoders(name).is_some();
        if let Some(name) = self.encoding.as_deref().filter(|name| !known(name)) {
            return Err(Stop::usage(format!(
                "--encoding {name}: no such encoding; there are utf-8, gb18030, gbk, big5, shift_jis, euc-kr, euc-jp, \
                 windows-1252, windows-1250, windows-1251, utf-16le, utf-16be and all others of the WHATWG standard"
            )));
        }
        let quote = self.quote.as_deref().map(quote).transpose()?;
        let shape = self.shape.as_deref().map(shape).transpose()?;
        let currency = self.currency.as_deref().map(currency).transpose()?;
        let without = self.without.iter().map(|code| repair(code)).collect::<Result<Vec<Code>, Stop>>()?;
        let options = |path: &PathBuf| ReadOptions {
            name: name(path),
            table: None,
            shape,
            delimiter: delimiter.clone(),
            quote,
            escape: self.escape.as_deref().and_then(word::<Escape>),
            header_line: self.header_line,
            encoding: self.encoding.clone(),
            date_order: self.date_order.as_deref().and_then(word::<DateOrder>),
            fiscal_start: self.fiscal_start,
            epoch: self.day_numbers.as_deref().and_then(word::<Epoch>),
            decimal: self.decimal.as_deref().and_then(word::<DecimalMark>),
            currency: currency.clone(),
            roles: Vec::new(),
            without: without.clone(),
        };
        let mut inputs: Vec<Input> =
            paths.into_iter().map(|path| Input { options: options(&path), path }).collect();
        for role in &self.roles {
            assign(role, &mut inputs)?;
        }
        Ok(inputs)
    }
}

/// `FILE:COLUMN=ROLE`, where the file stands as in the arguments or by its name alone. A header may
/// hold `=` and `:`, a path too: the role is what follows the last `=`, and the file must be known.
fn assign(text: &str, inputs: &mut [Input]) -> Result<(), Stop> {
    let form = || Stop::usage(format!("--role {text}: expected FILE:COLUMN=ROLE"));
    let (place, role) = text.rsplit_once('=').ok_or_else(form)?;
    let role: Role = word(role)
        .ok_or_else(|| Stop::usage(format!("--role {text}: the role must be one of {}", role_names())))?;
    let mut found = false;
    for input in inputs.iter_mut() {
        let path = input.path.to_string_lossy().into_owned();
        let column = [path, input.options.name.clone()].into_iter().find_map(|file| {
            place.strip_prefix(file.as_str()).and_then(|rest| rest.strip_prefix(':')).map(str::to_owned)
        });
        if let Some(column) = column {
            input.options.roles.push((column, role));
            found = true;
        }
    }
    if found {
        return Ok(());
    }
    let names: Vec<&str> = inputs.iter().map(|input| input.options.name.as_str()).collect();
    Err(Stop::usage(format!(
        "--role {text}: expected FILE:COLUMN=ROLE with FILE one of {}",
        names.join(", ")
    )))
}

fn role_names() -> String {
    let data = Datum::ALL.iter().map(|datum| datum.as_str());
    Role::ALL.map(Role::as_str).into_iter().chain(data).collect::<Vec<_>>().join(", ")
}

/// The name a file is shown by.
fn name(path: &Path) -> String {
    if path.as_os_str() == "-" {
        return "standard input".to_owned();
    }
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// A value by the word that the report writes for it.
fn word<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

fn delimiter(text: &str) -> Result<String, Stop> {
    match text {
        "tab" | "\\t" => Ok("\t".to_owned()),
        "" => Err(Stop::usage("--delimiter: expected at least one character, or tab")),
        _ if text.contains(['"', '\n', '\r']) => {
            Err(Stop::usage(format!("--delimiter {text}: neither quotes nor line ends can part cells")))
        }
        _ => Ok(text.to_owned()),
    }
}

fn quote(text: &str) -> Result<Quote, Stop> {
    match text {
        "none" => Ok(Quote::None),
        "double" => Ok(Quote::Double),
        "single" => Ok(Quote::Single),
        _ => word(text).ok_or_else(|| Stop::usage(format!("--quote {text}: expected \" or ' or none"))),
    }
}

fn shape(text: &str) -> Result<Shape, Stop> {
    word(text).ok_or_else(|| {
        Stop::usage(format!(
            "--shape {text}: expected long, wide, periods, two_point, movements, aggregate, invoices or warehouse"
        ))
    })
}

pub(super) fn currency(text: &str) -> Result<String, Stop> {
    let code = text.to_ascii_uppercase();
    match Currency::from_code(&code) {
        Some(_) => Ok(code),
        None => Err(Stop::usage(format!("--currency {text}: expected an ISO code such as USD"))),
    }
}

fn rate(text: &str) -> Result<Rate, Stop> {
    let bad = || Stop::usage(format!("--rate {text}: expected CODE=RATE, such as EUR=1.08"));
    let (code, worth) = text.split_once('=').ok_or_else(bad)?;
    let code = currency(code).map_err(|_| bad())?;
    Ok(Rate { code, month: None, worth: Rate::worth_of(worth).ok_or_else(bad)? })
}

fn repair(text: &str) -> Result<Code, Stop> {
    word::<Code>(text)
        .filter(|code| code.is_repair())
        .ok_or_else(|| Stop::usage(format!("--without {text}: no repair has this name")))
}

fn table_kind(name: &str) -> Result<TableKind, Stop> {
    word(name).ok_or_else(|| {
        let tables = Field::Table.choices().join(", ");
        Stop::usage(format!("--table {name}: no such table; there are {tables}"))
    })
}

fn as_of(text: &str) -> Result<Date, Stop> {
    Date::parse_iso(text)
        .or_else(|| Month::parse_iso(text)?.last_day())
        .ok_or_else(|| Stop::usage(format!("--as-of {text}: expected a day YYYY-MM-DD or a month YYYY-MM")))
}

/// Two whole percents, the second not below the first.
fn size_cuts(text: &str) -> Result<[u8; 2], String> {
    let percent = |text: &str| text.trim().parse().ok().filter(|percent: &u8| *percent <= 100);
    let (first, second) = text.split_once(',').unwrap_or_default();
    match (percent(first), percent(second)) {
        (Some(first), Some(second)) if first <= second => Ok([first, second]),
        _ => Err("expected two percents, the second not below the first, such as 10,40".to_owned()),
    }
}

/// The settings that policies make of a window of so many months.
fn policies(given: &[String], months: u32) -> Result<Settings, Stop> {
    let mut settings = Settings { months, ..Settings::default() };
    for text in given {
        let (key, value) = text
            .split_once('=')
            .ok_or_else(|| Stop::usage(format!("--policy {text}: expected KEY=VALUE")))?;
        let wrong = |takes: &str| Stop::usage(format!("--policy {text}: {key} takes {takes}"));
        if let Some(choice) = Choice::named(key) {
            if !choice.set(&mut settings.choices, value) {
                return Err(wrong(&choice_takes(Lang::En, choice)));
            }
            continue;
        }
        settings.policies.set(key, value).map_err(|error| match error {
            PolicyError::UnknownKey(key) => Stop::usage(format!(
                "--policy {text}: no policy {key}; there are gap, snapshot, ends, churn, reactivation, discounts, blanks, gross_margin, lifetime_cap, trial_window, {}",
                CHOICES.iter().map(|choice| choice.key).collect::<Vec<_>>().join(", ")
            )),
            PolicyError::BadValue(_, takes) => wrong(takes),
        })?;
    }
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(args: &[&str]) -> Result<Job, Stop> {
        let cli = Cli::try_parse_from([&["ninefold", "report"], args].concat()).unwrap();
        let Command::Report(args) = cli.command else { panic!("another command") };
        args.into_job()
    }

    #[test]
    fn roles_find_their_file() {
        let job = job(&["data/a.csv", "b.csv", "--role", "a.csv:Net: A=B=mrr", "--role", "b.csv:3=ignored"])
            .unwrap();
        assert_eq!(job.files[0].options.roles, [("Net: A=B".to_owned(), Role::Mrr)]);
        assert_eq!(job.files[1].options.roles, [("3".to_owned(), Role::Ignored)]);
    }

    #[test]
    fn what_cannot_be_used_is_said_with_what_can() {
        let says = |args: &[&str], wanted: &str| {
            let stop = job(args).unwrap_err();
            assert!(stop.code == 2 && stop.message.contains(wanted), "{}", stop.message);
        };
        says(&["a.csv", "--policy", "gap=x"], "0 to 24");
        says(&["a.csv", "--policy", "holes=1"], "snapshot");
        says(&["a.csv", "--policy", "churn=1"], "period_end or cancellation");
        says(&["a.csv", "--as-of", "yesterday"], "YYYY-MM-DD");
        says(&["--table", "sales=a.csv"], "integrations");
        says(&["a.csv", "--role", "c.csv:x=mrr"], "a.csv");
        says(&["a.csv", "--role", "a.csv:x=money"], "customer_id");
        says(&["a.csv", "--encoding", "ebcdic"], "gb18030");
        says(&["a.csv", "--delimiter", "a\"b"], "quotes");
        says(&["a.csv", "--without", "date_unreadable"], "no repair");
    }

    #[test]
    fn a_month_as_of_means_its_last_day() {
        assert_eq!(job(&["a.csv", "--as-of", "2024-02"]).unwrap().as_of, Date::parse_iso("2024-02-29"));
    }

    #[test]
    fn months_and_orders_are_checked() {
        for bad in [
            &["a.csv", "--months", "0"][..],
            &["a.csv", "--date-order", "ydm"],
            &["a.csv", "--decimal", ";"],
            &["a.csv", "--size-cuts", "40,10"],
            &["a.csv", "--size-cuts", "10"],
            &["a.csv", "--size-cuts", "10,101"],
            &[],
        ] {
            assert!(Cli::try_parse_from([&["ninefold", "report"], bad].concat()).is_err(), "{bad:?}");
        }
    }
}
