//! `ninefold sql`: the report's aggregates as a script for the engine that holds the data.

use super::Stop;
use super::args::{SettingArgs, Told, tell, unusable};
use super::decoders::decoders;
use crate::base::{Currency, Date, Month};
use crate::report::Choice;
use crate::sql::{
    Accounts, BadName, Column, Dialect, Layout, MonthType, Options, Refused, Source, Table, script,
};
use crate::wishes::Wishes;
use clap::Args;

/// What `ninefold sql` takes.
#[derive(Debug, Args)]
pub(super) struct SqlArgs {
    /// The engine
    #[arg(long, value_parser = ["duckdb", "spark", "postgres"])]
    dialect: String,
    /// The table of revenue, such as `sales.ledger`, spelt exactly as the engine has it
    #[arg(long, value_name = "TABLE")]
    revenue: String,
    /// Its column of customers
    #[arg(long, value_name = "COLUMN", default_value = "customer_id")]
    customer: String,
    /// Its column of money a month
    #[arg(long, value_name = "COLUMN", default_value = "mrr")]
    amount: String,
    /// Its amounts are a year's: a twelfth of each is a month's
    #[arg(long)]
    annual: bool,
    /// Its column of months, where a row is a customer in a month
    #[arg(long, value_name = "COLUMN", default_value = "month")]
    month: String,
    /// What the column of months holds: dates, or texts such as 2024-01
    #[arg(long, value_name = "TYPE", default_value = "date", value_parser = ["date", "text"])]
    month_type: String,
    /// A column of one month's money and its month, where a row is a customer with a column for each: `Jan 24=2024-01`;
    /// as often as there are months
    #[arg(long, value_name = "COLUMN=MONTH", value_parser = month_column, conflicts_with_all = ["month", "month_type", "start", "amount"])]
    month_column: Vec<(String, Month)>,
    /// Its column of first days, where a row is a subscription from one day to another
    #[arg(long, value_name = "COLUMN", requires = "end", conflicts_with_all = ["month", "month_type"])]
    start: Option<String>,
    /// Its column of ends; null where the subscription still runs
    #[arg(long, value_name = "COLUMN", requires = "start")]
    end: Option<String>,
    /// Its column of cancellation days, for `churn=cancellation`
    #[arg(long, value_name = "COLUMN", requires = "start")]
    cancelled: Option<String>,
    /// Its column of what a subscription's status is: those in trial or never paid are left out
    #[arg(long, value_name = "COLUMN", requires = "start")]
    status: Option<String>,
    /// Its column of currencies: with more than one in it, nothing is computed
    #[arg(long, value_name = "COLUMN")]
    currency_column: Option<String>,
    /// Its column that says which subscription of the customer a row is of
    #[arg(long, value_name = "COLUMN")]
    subscription: Option<String>,
    /// The amounts' currency, for its decimals; two where it isn't told
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// A table with one row a customer, to group by
    #[arg(long, value_name = "TABLE", requires = "segment")]
    accounts: Option<String>,
    /// Its column of customers
    #[arg(long, value_name = "COLUMN", default_value = "customer_id", requires = "accounts")]
    accounts_customer: String,
    /// A column of it to group by; as often as needed
    #[arg(long, value_name = "COLUMN", requires = "accounts")]
    segment: Vec<String>,
    #[command(flatten)]
    asked: SettingArgs,
}

impl SqlArgs {
    /// The script, or what can't be used.
    pub fn script(&self) -> Result<String, Stop> {
        let mut told = Told::new();
        self.asked.tell(&mut told);
        tell(&mut told, "currency", &self.currency);
        let Wishes { settings, as_of, currency, .. } = Wishes::of(&[], decoders, &told).map_err(unusable)?;
        // What is chosen of the operating measures is about tables that no script reads.
        let chosen = settings.choices.pairs();
        if let Some(choice) = chosen.first().and_then(|(key, _)| Choice::named(key)) {
            return Err(Stop::usage(words(Refused::Policy(choice.key))));
        }
        let options = Options {
            dialect: self.dialect(),
            months: settings.months,
            as_of: as_of.map(Date::month),
            policies: settings.policies,
            size_cuts: settings.size_cuts,
            currency: currency.and_then(|code| Currency::from_code(&code)).unwrap_or(Currency::UNSTATED),
        };
        let source = self.source().map_err(|bad: BadName| Stop::usage(bad.to_string()))?;
        script(&source, &options).map_err(|refused| Stop::usage(words(refused)))
    }

    fn dialect(&self) -> Dialect {
        let name = |d: &Dialect| format!("{d:?}").eq_ignore_ascii_case(&self.dialect);
        Dialect::ALL.into_iter().find(name).unwrap_or(Dialect::Duckdb)
    }

    fn source(&self) -> Result<Source, BadName> {
        let optional = |name: &Option<String>| name.as_deref().map(Column::new).transpose();
        let layout = match (optional(&self.start)?, optional(&self.end)?) {
            (Some(start), Some(end)) => Layout::Periods {
                amount: Column::new(&self.amount)?,
                start,
                end,
                cancelled: optional(&self.cancelled)?,
                status: optional(&self.status)?,
            },
            _ if !self.month_column.is_empty() => {
                let columns = self.month_column.iter().map(|(name, month)| Ok((Column::new(name)?, *month)));
                Layout::Wide(columns.collect::<Result<_, _>>()?)
            }
            _ => Layout::Long {
                amount: Column::new(&self.amount)?,
                month: Column::new(&self.month)?,
                as_: if self.month_type == "text" { MonthType::Text } else { MonthType::Date },
            },
        };
        // The same column twice would be the same groups twice.
        let mut segments: Vec<&String> = self.segment.iter().collect();
        segments.sort();
        segments.dedup();
        let accounts = |table: &String| {
            Ok(Accounts {
                table: Table::new(table)?,
                customer: Column::new(&self.accounts_customer)?,
                segments: segments.iter().map(|name| Column::new(name)).collect::<Result<_, _>>()?,
            })
        };
        Ok(Source {
            table: Table::new(&self.revenue)?,
            customer: Column::new(&self.customer)?,
            layout,
            annual: self.annual,
            currency: optional(&self.currency_column)?,
            subscription: optional(&self.subscription)?,
            accounts: self.accounts.as_ref().map(accounts).transpose()?,
        })
    }
}

/// A column and the month it is of.
fn month_column(text: &str) -> Result<(String, Month), String> {
    let found =
        text.rsplit_once('=').and_then(|(name, month)| Some((name.to_owned(), Month::parse_iso(month)?)));
    found.ok_or_else(|| "expected COLUMN=YYYY-MM".to_owned())
}

fn words(refused: Refused) -> String {
    match refused {
        Refused::Policy(name) => {
            format!("--policy {name}: no script carries it; leave it out, or read the files with `report`")
        }
        Refused::PeriodsOnly(name) => {
            format!(
                "--policy {name}: it is about days, and needs --start and --end; a row here is a whole month"
            )
        }
        Refused::NoCancellation => {
            "--policy churn=cancellation: needs the column of cancellation days, --cancelled COLUMN"
                .to_owned()
        }
    }
}
