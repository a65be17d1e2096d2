//! The arguments, and what they mean.

use super::Stop;
use super::decoders::decoders;
use super::health::HealthArgs;
use super::sql::SqlArgs;
use crate::base::Date;
use crate::i18n::Lang;
use crate::read::ReadOptions;
use crate::report::{Cut, DefinitionId, Settings};
use crate::tables::Rate;
use crate::wishes::{Named, Unusable, Wishes};
use clap::{Args, Parser, Subcommand};
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
    #[arg(long, value_name = "A,B", default_value = "10,40")]
    size_cuts: String,
    /// A policy, such as `snapshot=start`; as often as needed
    #[arg(long = "policy", value_name = "KEY=VALUE")]
    policies: Vec<String>,
}

impl SettingArgs {
    /// Tells them as wishes.
    pub fn tell(&self, told: &mut Told) {
        tell(told, "as_of", &self.as_of);
        tell(told, "months", [self.months]);
        tell(told, "size_cuts", [&self.size_cuts]);
        tell(told, "policy", &self.policies);
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
    /// Last month of the window: YYYY-MM; default: the data's last
    #[arg(long = "to", value_name = "MONTH")]
    last: Option<String>,
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
    /// Print only what one view of a widget shows: number, line, waterfall, movements, cohort, table or quadrant, with
    /// its metrics or its grouping: `line:mrr`, `table:nrr,grr`, `table@plan`; or a chart of the page: `chart:survival`,
    /// `chart:groups,grr@plan`
    #[arg(long, value_name = "VIEW[:METRIC][@GROUPING]", conflicts_with = "text")]
    embed: Option<String>,
    /// Leave the customers' names in what --embed prints, where there would be codes
    #[arg(long, requires = "embed")]
    names: bool,
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
    /// What to cut the report down to, and whether names stay in it.
    pub embed: Option<(Cut, bool)>,
}

/// Arguments as the wishes they are.
pub(super) type Told = Vec<(&'static str, String)>;

/// A wish of each value that was told.
pub(super) fn tell(told: &mut Told, name: &'static str, values: impl IntoIterator<Item = impl ToString>) {
    told.extend(values.into_iter().map(|value| (name, value.to_string())));
}

/// What can't be used of an argument.
pub(super) fn unusable(Unusable { option, text, expected }: Unusable) -> Stop {
    Stop::usage(format!("--{} {text}: {expected}", option.replace('_', "-")))
}

impl ReportArgs {
    /// Checks the arguments against each other.
    pub fn into_job(self) -> Result<Job, Stop> {
        let mut paths = self.files;
        for file in self.tables.iter().filter_map(|table| Some(PathBuf::from(table.split_once('=')?.1))) {
            if !paths.contains(&file) {
                paths.push(file);
            }
        }
        let mut told = self.overrides.told();
        tell(&mut told, "table", self.tables);
        self.asked.tell(&mut told);
        tell(&mut told, "to", self.last);
        tell(&mut told, "rate", self.rates);
        tell(&mut told, "customers", [self.customers]);
        self.health.tell(&mut told);
        let cut = self.embed.map(|view| {
            Cut::parse(&view).map_err(|expected| Stop::usage(format!("--embed {view}: {expected}")))
        });
        let embed = cut.transpose()?.map(|cut| (cut, self.names));
        Ok(Job { unmatched: self.unmatched, text: self.text, embed, ..job(paths, &told)? })
    }
}

impl ReadArgs {
    /// Checks the arguments.
    pub fn into_job(self) -> Result<Job, Stop> {
        let mut told = self.overrides.told();
        let path = self.file.display().to_string();
        tell(&mut told, "table", self.table.map(|name| format!("{name}={path}")));
        job(vec![self.file], &told)
    }
}

impl Overrides {
    fn told(&self) -> Told {
        let mut told = Told::new();
        let Overrides { date_order, day_numbers, decimal, encoding, delimiter, quote, escape, shape, .. } =
            self;
        for (name, value) in [
            ("date_order", date_order),
            ("day_numbers", day_numbers),
            ("decimal", decimal),
            ("encoding", encoding),
            ("delimiter", delimiter),
            ("quote", quote),
            ("escape", escape),
            ("shape", shape),
            ("currency", &self.currency),
        ] {
            tell(&mut told, name, value);
        }
        tell(&mut told, "fiscal_start", self.fiscal_start);
        tell(&mut told, "header_line", self.header_line);
        tell(&mut told, "role", &self.roles);
        tell(&mut told, "without", &self.without);
        told
    }
}

/// What is to be done with files under these wishes.
fn job(paths: Vec<PathBuf>, told: &Told) -> Result<Job, Stop> {
    let named = |path: &PathBuf| Named { path: path.to_string_lossy().into_owned(), name: name(path) };
    let files: Vec<Named> = paths.iter().map(named).collect();
    let Wishes { files, settings, as_of, rates, currency, customers } =
        Wishes::of(&files, decoders, told).map_err(unusable)?;
    let files = paths.into_iter().zip(files).map(|(path, options)| Input { path, options }).collect();
    Ok(Job { files, settings, as_of, rates, currency, customers, unmatched: None, text: false, embed: None })
}

/// The name a file is shown by.
fn name(path: &Path) -> String {
    if path.as_os_str() == "-" {
        return "standard input".to_owned();
    }
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Role;

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
        says(&["a.csv", "--delimiter", "a\"b"], "--delimiter a\"b: neither quotes");
        says(&["a.csv", "--size-cuts", "40,10"], "--size-cuts 40,10");
        says(&["a.csv", "--to", "2024"], "YYYY-MM");
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
            &[],
        ] {
            assert!(Cli::try_parse_from([&["ninefold", "report"], bad].concat()).is_err(), "{bad:?}");
        }
    }
}
