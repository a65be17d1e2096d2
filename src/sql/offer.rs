//! A script for a table of which a sample file is at hand: its columns are those that the reader found in the sample.

use super::{Column, Dialect, Layout, MonthType, Options, Source, Table, script};
use crate::base::Currency;
use crate::read::{Code, Reading, Role};
use crate::tables::{ChurnTiming, Policies, Shape};

/// The script for a table that is called as the sample is, or `None` where the sample isn't laid out as a script takes
/// it: a row has to be a customer in a month, or a subscription from one day to another, with its money a month in one
/// column. Of the settings a script takes what it speaks of; it says so at its head.
pub fn offer(
    reading: &Reading,
    dialect: Dialect,
    (months, policies, size_cuts): (u32, Policies, [u8; 2]),
) -> Option<String> {
    let source = source(reading)?;
    let default = Policies::default();
    let (snapshot, ends, churn) = match &source.layout {
        Layout::Long { .. } => (default.snapshot, default.ends, default.churn),
        Layout::Periods { cancelled: None, .. } => (policies.snapshot, policies.ends, ChurnTiming::default()),
        Layout::Periods { .. } => (policies.snapshot, policies.ends, policies.churn),
    };
    let (gap, reactivation) = (policies.gap, policies.reactivation);
    let policies = Policies { gap, reactivation, snapshot, ends, churn, ..default };
    let currency = reading.currency.as_deref().and_then(Currency::from_code).unwrap_or(Currency::UNSTATED);
    script(&source, &Options { dialect, months, as_of: None, policies, size_cuts, currency }).ok()
}

/// Where the rows stand, by the roles of the sample's columns.
fn source(reading: &Reading) -> Option<Source> {
    let of = |role: Role| reading.columns.iter().find(|column| column.role == role);
    let named = |role: Role| of(role).and_then(|column| Column::new(&column.header).ok());
    // What makes another amount of an amount, or leaves a row out, is the reader's to know, not the script's.
    let others = [
        Role::Interval,
        Role::IntervalCount,
        Role::Quantity,
        Role::Discount,
        Role::DiscountDue,
        Role::Status,
        Role::Type,
        Role::Year,
    ];
    let scaled = reading.diagnostics.iter().any(|finding| finding.code == Code::AmountScaled);
    if scaled || others.into_iter().any(|role| of(role).is_some()) {
        return None;
    }
    let layout = match reading.shape? {
        Shape::Long => {
            let format = of(Role::Month)?.format.as_deref();
            // A month alone is no date to any engine.
            let as_ = if format == Some("YYYY-MM") { MonthType::Text } else { MonthType::Date };
            Layout::Long { month: named(Role::Month)?, as_ }
        }
        Shape::Periods => Layout::Periods {
            start: named(Role::Start)?,
            end: named(Role::End)?,
            cancelled: named(Role::Cancelled),
        },
        _ => return None,
    };
    let table = reading.name.rsplit_once('.').map_or(reading.name.as_str(), |(stem, _)| stem);
    Some(Source {
        table: Table::new(table).or_else(|_| Table::new("ledger")).ok()?,
        customer: named(Role::CustomerId)?,
        amount: named(Role::Mrr)?,
        layout,
        currency: named(Role::Currency),
        subscription: named(Role::SubscriptionId),
        accounts: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{ReadOptions, Reader};

    fn offered(text: &str) -> Option<String> {
        let mut reader =
            Reader::new(ReadOptions { name: "sales.ledger.csv".to_owned(), ..ReadOptions::default() });
        reader.push(text.as_bytes());
        let policies = Policies { gap: 2, ..Policies::default() };
        offer(&reader.finish().reading, Dialect::Duckdb, (6, policies, [10, 40]))
    }

    #[test]
    fn the_columns_of_the_sample_stand_in_the_script() {
        let long = offered("Konto,Monat,MRR (€)\nA,2024-01,5\nB,2024-02,7\n").unwrap();
        for part in [
            "\"Konto\"",
            "\"Monat\"",
            "\"MRR (€)\"",
            "\"sales\".\"ledger\"",
            "LIKE '____-__%'",
            "gap=2",
            "'EUR'",
        ] {
            assert!(long.contains(part), "{part}");
        }
        assert!(long.contains("Window: 6 months"));
        let dated = offered("customer,month,mrr\nA,2024-01-31,5\nB,2024-02-29,7\n").unwrap();
        assert!(dated.contains("CAST(\"month\" AS DATE)"));
        let periods = "customer_id,start_date,end_date,mrr,currency\nA,2024-01-01,2024-03-01,5,USD\nB,2024-01-01,,7,USD\n";
        let periods = offered(periods).unwrap();
        for part in ["\"start_date\"", "\"end_date\"", "\"currency\"", "snapshot=end"] {
            assert!(periods.contains(part), "{part}");
        }
    }

    #[test]
    fn what_a_script_would_read_otherwise_is_not_offered() {
        for text in [
            "customer,2024-01,2024-02\nA,5,6\nB,7,8\n",
            "customer,month,arr\nA,2024-01,60\nB,2024-02,84\n",
            "customer,start_date,end_date,amount,interval\nA,2024-01-01,2025-01-01,60,year\n",
            "customer,month,MRR (万元)\nA,2024-01,5\nB,2024-02,7\n",
            "customer_id,start_date,end_date,mrr,status\nA,2024-01-01,2024-03-01,5,active\nB,2024-01-01,,7,trialing\n",
            "a,b\n1,2\n",
        ] {
            assert_eq!(offered(text), None, "{text}");
        }
    }
}
