//! The values of columns that take one of a few, as files in five languages write them: a language is a text in
//! `tests/enumerations`, a column a line of it, its values in the order of ours. English and Chinese are the sample's.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::file;
use ninefold::metrics::operating::term;
use ninefold::read::{FileRead, ReadOptions, Reader};
use ninefold::tables::{AttributeKind, CostCategory, Datum, DatumKind, TableKind, value_key};
use std::collections::BTreeMap;

const LANGUAGES: [(&str, &str); 5] = [
    ("de", include_str!("enumerations/de.txt")),
    ("fr", include_str!("enumerations/fr.txt")),
    ("es", include_str!("enumerations/es.txt")),
    ("pt", include_str!("enumerations/pt.txt")),
    ("ja", include_str!("enumerations/ja.txt")),
];

/// What our own values are called, for what is no [`Datum`].
const MOVEMENTS: [&str; 5] = ["new", "expansion", "contraction", "churn", "reactivation"];
const REASONS: [&str; 10] = [
    "business_closed",
    "not_adopted",
    "freemium",
    "competitor",
    "oversold",
    "price",
    "goal_unknown",
    "end_user_burden",
    "support_quality",
    "feature_gap",
];

/// A language's values, by what they are values of.
fn values(text: &'static str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let line = |line: &'static str| {
        let (name, values) = line.split_once(" = ").unwrap();
        (name, values.split(", ").collect())
    };
    text.lines().map(line).collect()
}

/// The table a datum stands in, its first columns, and what a row of it needs beside its number.
fn home(datum: Datum) -> (TableKind, &'static str, &'static str) {
    match datum {
        Datum::ManualHealth => (TableKind::Accounts, "customer_id,nps_score", "9"),
        Datum::Outcome | Datum::BillingStatus | Datum::RenewalStage => {
            (TableKind::Contracts, "customer_id,end_date", "2024-12-31")
        }
        Datum::TicketType | Datum::Level | Datum::HandledBy | Datum::Reopened => {
            (TableKind::Tickets, "customer_id,created_at", "2024-05-01")
        }
        Datum::SurveyKind => (TableKind::Surveys, "customer_id,date,score", "2024-05-01,5"),
        Datum::Source => (TableKind::Trials, "signup_id,signup_date", "2024-05-01"),
        Datum::RequestStatus => (TableKind::Requests, "customer_id,feature", "Export"),
        Datum::AdvocacyKind => (TableKind::Advocacy, "customer_id,date", "2024-05-01"),
        Datum::PartnerType => (TableKind::Advocacy, "customer_id,kind", "referral"),
        Datum::IntegrationKind => (TableKind::Integrations, "customer_id,integration", "CRM"),
        other => panic!("{other:?} has no home here"),
    }
}

fn told(table: TableKind, text: &str) -> FileRead {
    let options = ReadOptions { name: "table.csv".to_owned(), table: Some(table), ..ReadOptions::default() };
    let mut reader = Reader::new(options);
    reader.push(text.as_bytes());
    reader.finish()
}

#[test]
fn every_choice_is_read_in_every_language() {
    let chosen = |datum: &&Datum| matches!(datum.kind(), DatumKind::Choice(_)) || **datum == Datum::Reopened;
    for (language, text) in LANGUAGES {
        let values = values(text);
        for datum in Datum::ALL.iter().filter(chosen) {
            let name = datum.as_str();
            let words = values.get(name).unwrap_or_else(|| panic!("{language} has no {name}"));
            let many = if *datum == Datum::Reopened { 2 } else { datum.choices().count() };
            assert_eq!(words.len(), many, "{language} {name}");
            let (table, header, row) = home(*datum);
            let rows: String = (1..).zip(words).map(|(id, word)| format!("{id},{row},{word}\n")).collect();
            let read = told(table, &format!("{header},{name}\n{rows}"));
            assert!(read.reading.diagnostics.is_empty(), "{language} {name}: {:?}", read.reading.diagnostics);
            let table = read.operations.unwrap_or_else(|| panic!("{language} {name}"));
            let column = table.column(*datum).unwrap_or_else(|| panic!("{language} {name}"));
            let places: Vec<Option<i64>> = (0..many).map(|row| column.get(row)).collect();
            assert_eq!(places, (0..many as i64).map(Some).collect::<Vec<_>>(), "{language} {name}");
        }
    }
}

#[test]
fn costs_movements_groups_and_reasons_are_read_in_every_language() {
    let moved = |words: &[&str]| {
        let rows = ["01", "02", "03", "04", "06"].iter().zip([100, 50, 20, 130, 90]).zip(words);
        let rows = rows.map(|((month, amount), word)| format!("Acme,2024-{month}-01,{word},{amount}\n"));
        let read = file(&format!("customer_id,date,type,amount\n{}", rows.collect::<String>()));
        format!("{:?}", read.revenue.unwrap().facts)
    };
    for (language, text) in LANGUAGES {
        let values = values(text);
        let rows = values["cost"].iter().map(|word| format!("2024-01,{word},10\n"));
        let costs = told(TableKind::Costs, &format!("period,category,amount\n{}", rows.collect::<String>()));
        let found: Vec<CostCategory> = costs.costs.unwrap().facts.iter().map(|fact| fact.category).collect();
        assert_eq!(found, CostCategory::ALL, "{language}");
        assert_eq!(moved(&values["movement"]), moved(&MOVEMENTS), "{language}");
        let named = values["reason"].iter().map(|reason| term(reason).unwrap_or(reason));
        assert_eq!(named.collect::<Vec<_>>(), REASONS, "{language}");
        for (kind, name, own) in [
            (AttributeKind::Tier, "tier", &["KA", "SMB"][..]),
            (AttributeKind::SizeClass, "size_class", &["elephant", "cheetah", "rabbit"]),
            (AttributeKind::BuyerTier, "buyer_tier", &["enterprise", "team", "individual"]),
        ] {
            let key = |word: &&str| value_key(kind, word);
            let (theirs, ours): (Vec<_>, Vec<_>) =
                (values[name].iter().map(key).collect(), own.iter().map(key).collect());
            assert_eq!(theirs, ours, "{language} {name}");
        }
    }
}
