//! A script for a table of which a sample file is at hand: its columns are those that the reader found in the sample.

use super::{Accounts, Column, Dialect, Layout, MonthType, Options, Source, Table, script};
use crate::base::Currency;
use crate::read::{Code, Column as Found, Reading, Role, month_of_header};
use crate::tables::{ChurnTiming, Policies, Shape};
use serde::{Deserialize, Serialize};

/// Why a sample gets no script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unoffered {
    /// It is laid out otherwise.
    Layout,
    /// A column makes another amount of a row's: its header and what it was taken for.
    Column(String, Role),
    /// The header counts in thousands.
    Scaled,
    /// The sample of accounts names no customers, or nothing to group them by.
    NoGroups,
}

/// The script for tables that are called as the samples are. A row has to be a customer in a month, a subscription from
/// one day to another, or a customer with a column for each month. Of the settings a script takes what it speaks of; it
/// says so at its head.
pub fn offer(
    reading: &Reading,
    accounts: Option<&Reading>,
    dialect: Dialect,
    (months, policies, size_cuts): (u32, Policies, [u8; 2]),
) -> Result<String, Unoffered> {
    let accounts = accounts.map(|reading| groups(reading).ok_or(Unoffered::NoGroups)).transpose()?;
    let source = Source { accounts, ..source(reading)? };
    let default = Policies::default();
    let (snapshot, ends, churn) = match &source.layout {
        Layout::Long { .. } | Layout::Wide(_) => (default.snapshot, default.ends, default.churn),
        Layout::Periods { cancelled: None, .. } => (policies.snapshot, policies.ends, ChurnTiming::default()),
        Layout::Periods { .. } => (policies.snapshot, policies.ends, policies.churn),
    };
    let (gap, reactivation) = (policies.gap, policies.reactivation);
    let policies = Policies { gap, reactivation, snapshot, ends, churn, ..default };
    let currency = reading.currency.as_deref().and_then(Currency::from_code).unwrap_or(Currency::UNSTATED);
    let options = Options { dialect, months, as_of: None, policies, size_cuts, currency };
    script(&source, &options).map_err(|_| Unoffered::Layout)
}

/// The first column of a role.
fn of(reading: &Reading, role: Role) -> Option<&Found> {
    reading.columns.iter().find(|column| column.role == role)
}

fn named(reading: &Reading, role: Role) -> Option<Column> {
    of(reading, role).and_then(|column| Column::new(&column.header).ok())
}

/// The table that a sample is of: its name without the ending.
fn table(reading: &Reading, unnamed: &str) -> Option<Table> {
    let stem = reading.name.rsplit_once('.').map_or(reading.name.as_str(), |(stem, _)| stem);
    Table::new(stem).or_else(|_| Table::new(unnamed)).ok()
}

/// The columns of a sample of accounts that customers can be grouped by.
fn groups(reading: &Reading) -> Option<Accounts> {
    let column = |column: &Found| column.role.attribute().and_then(|_| Column::new(&column.header).ok());
    let segments: Vec<Column> = reading.columns.iter().filter_map(column).collect();
    let customer = named(reading, Role::CustomerId).filter(|_| !segments.is_empty())?;
    Some(Accounts { table: table(reading, "accounts")?, customer, segments })
}

/// Where the rows stand, by the roles of the sample's columns.
fn source(reading: &Reading) -> Result<Source, Unoffered> {
    let has = |code: Code| reading.diagnostics.iter().any(|finding| finding.code == code);
    // What makes another amount of an amount is the reader's to know, not the script's.
    let others = [
        Role::Interval,
        Role::IntervalCount,
        Role::DiscountDue,
        Role::Type,
        Role::Year,
        Role::Amount,
        Role::AmountMinor,
    ];
    let multiplied = [Role::Quantity].into_iter().filter(|_| has(Code::QuantityMultiplied));
    if let Some(column) = others.into_iter().chain(multiplied).find_map(|role| of(reading, role)) {
        return Err(Unoffered::Column(column.header.clone(), column.role));
    }
    if has(Code::AmountScaled) {
        return Err(Unoffered::Scaled);
    }
    let annual = of(reading, Role::Arr).is_some();
    plain(reading, annual).ok_or(Unoffered::Layout)
}

/// The same of a sample whose amounts are what they are.
fn plain(reading: &Reading, annual: bool) -> Option<Source> {
    let of = |role: Role| of(reading, role);
    let named = |role: Role| named(reading, role);
    let amount = || named(if annual { Role::Arr } else { Role::Mrr });
    let layout = match reading.shape? {
        Shape::Long => {
            let format = of(Role::Month)?.format.as_deref();
            // A month alone is no date to any engine.
            let as_ = if format == Some("YYYY-MM") { MonthType::Text } else { MonthType::Date };
            Layout::Long { amount: amount()?, month: named(Role::Month)?, as_ }
        }
        Shape::Periods => Layout::Periods {
            amount: amount()?,
            start: named(Role::Start)?,
            end: named(Role::End)?,
            cancelled: named(Role::Cancelled),
            status: named(Role::Status),
        },
        Shape::Wide => {
            let columns = reading.columns.iter().filter(|column| column.role == Role::MonthColumn);
            let month =
                |column: &Found| Some((Column::new(&column.header).ok()?, month_of_header(&column.header)?));
            Layout::Wide(columns.map(month).collect::<Option<_>>()?)
        }
        _ => return None,
    };
    Some(Source {
        table: table(reading, "ledger")?,
        customer: named(Role::CustomerId)?,
        layout,
        annual,
        currency: named(Role::Currency),
        subscription: named(Role::SubscriptionId),
        accounts: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{ReadOptions, Reader};

    fn reading(name: &str, text: &str) -> Reading {
        let mut reader = Reader::new(ReadOptions { name: name.to_owned(), ..ReadOptions::default() });
        reader.push(text.as_bytes());
        reader.finish().reading
    }

    fn offered(text: &str) -> Result<String, Unoffered> {
        let policies = Policies { gap: 2, ..Policies::default() };
        offer(&reading("sales.ledger.csv", text), None, Dialect::Duckdb, (6, policies, [10, 40]))
    }

    #[test]
    fn the_columns_of_the_sample_stand_in_the_script() {
        let cases: [(&str, &[&str]); 6] = [
            (
                "Konto,Monat,MRR (€)\nA,2024-01,5\nB,2024-02,7\n",
                &[
                    "\"Konto\"",
                    "\"Monat\"",
                    "\"MRR (€)\"",
                    "\"sales\".\"ledger\"",
                    "LIKE '____-__%'",
                    "gap=2",
                    "'EUR'",
                    "Window: 6 months",
                ],
            ),
            ("customer,month,mrr\nA,2024-01-31,5\nB,2024-02-29,7\n", &["CAST(\"month\" AS DATE)"]),
            (
                "customer_id,start_date,end_date,mrr,currency\nA,2024-01-01,2024-03-01,5,USD\nB,2024-01-01,,7,USD\n",
                &["\"start_date\"", "\"end_date\"", "\"currency\"", "snapshot=end"],
            ),
            (
                "customer_id,start_date,end_date,mrr,status\nA,2024-01-01,2024-03-01,5,active\nB,2024-01-01,,7,trialing\n",
                &["CAST(\"status\" AS TEXT)", "'trialing'"],
            ),
            ("customer,month,arr\nA,2024-01,60\nB,2024-02,84\n", &["\"arr\"", "twelfth"]),
            (
                "customer,Jan 2024,2024-02\nA,5,6\nB,7,8\n",
                &["24288, CAST(\"Jan 2024\"", "24289, CAST(\"2024-02\""],
            ),
        ];
        for (text, parts) in cases {
            let script = offered(text).unwrap();
            parts.iter().for_each(|part| assert!(script.contains(part), "{part} in the script of {text}"));
        }
    }

    #[test]
    fn a_sample_of_accounts_gives_the_groups() {
        let ledger = reading("ledger.csv", "customer,month,mrr\nA,2024-01-01,5\nB,2024-02-01,7\n");
        let of = |text: &str| {
            let accounts = reading("crm.csv", text);
            offer(&ledger, Some(&accounts), Dialect::Duckdb, (6, Policies::default(), [10, 40]))
        };
        let script = of("customer_id,region,industry\nA,North,IT\nB,South,IT\n").unwrap();
        for part in ["FROM \"crm\"", "CAST(\"region\" AS TEXT)", "CAST(\"industry\" AS TEXT)"] {
            assert!(script.contains(part), "{part}");
        }
        assert_eq!(of("customer_id\nA\nB\n"), Err(Unoffered::NoGroups));
    }

    #[test]
    fn what_a_script_would_read_otherwise_is_not_offered() {
        let column = |header: &str, role| Unoffered::Column(header.to_owned(), role);
        for (text, why) in [
            (
                "customer,start_date,end_date,amount,interval\nA,2024-01-01,2025-01-01,60,year\nB,2024-01-01,,5,month\n",
                column("interval", Role::Interval),
            ),
            (
                "customer,month,unit_price,quantity\nA,2024-01,5,3\nB,2024-02,7,2\n",
                column("unit_price", Role::Amount),
            ),
            ("customer,month,MRR (万元)\nA,2024-01,5\nB,2024-02,7\n", Unoffered::Scaled),
            ("customer,01/02/2024,02/02/2024\nA,5,6\nB,7,8\n", Unoffered::Layout),
            ("a,b\n1,2\n", Unoffered::Layout),
        ] {
            assert_eq!(offered(text), Err(why), "{text}");
        }
    }
}
