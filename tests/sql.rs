//! The scripts of `ninefold sql` as texts: what stands in them, and what is refused. That engines agree with the core is
//! for `make test-warehouse`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

use ninefold::base::{Currency, Month, Na};
use ninefold::read::{Code, ReadOptions, Reader};
use ninefold::report::{DefinitionId, Metric, MetricId, Report, Session, Settings};
use ninefold::sql::{Accounts, Column, Dialect, Layout, MonthType, Options, Refused, Source, Table, script};
use ninefold::tables::Policies;
use proptest::prelude::*;
use std::path::Path;

fn column(name: &str) -> Column {
    Column::new(name).unwrap()
}

fn long(table: &str, customer: &str) -> Source {
    Source {
        table: Table::new(table).unwrap(),
        customer: column(customer),
        layout: Layout::Long { amount: column("mrr"), month: column("month"), as_: MonthType::Date },
        annual: false,
        currency: None,
        subscription: None,
        accounts: None,
    }
}

fn periods(cancelled: bool) -> Source {
    let cancelled = cancelled.then(|| column("cancelled"));
    let (amount, status) = (column("mrr"), None);
    let layout = Layout::Periods { amount, start: column("start"), end: column("end"), cancelled, status };
    Source { layout, currency: Some(column("currency")), ..long("subscriptions", "customer_id") }
}

/// Every layout, and all that may be said of it.
fn every_source() -> [Source; 5] {
    let Layout::Periods { amount, start, end, cancelled, .. } = periods(true).layout else {
        panic!("no periods")
    };
    let layout = Layout::Periods { amount, start, end, cancelled, status: Some(column("status")) };
    let months = ["2024-01", "2024-02"].map(|name| (column(name), Month::parse_iso(name).unwrap()));
    let ledger = || long("ledger", "customer_id");
    [
        ledger(),
        periods(true),
        with_accounts(&["tier", "region"]),
        Source { layout, annual: true, subscription: Some(column("subscription")), ..periods(true) },
        Source {
            layout: Layout::Wide(months.into()),
            subscription: Some(column("subscription")),
            ..ledger()
        },
    ]
}

fn with_accounts(segments: &[&str]) -> Source {
    let accounts = Accounts {
        table: Table::new("accounts").unwrap(),
        customer: column("customer_id"),
        segments: segments.iter().map(|name| column(name)).collect(),
    };
    Source { accounts: Some(accounts), ..long("ledger", "customer_id") }
}

fn options(dialect: Dialect) -> Options {
    Options {
        dialect,
        months: 12,
        as_of: None,
        policies: Policies::default(),
        size_cuts: [10, 40],
        currency: Currency::from_code("KWD").unwrap(),
    }
}

fn with(policies: &[(&str, &str)]) -> Options {
    let mut options = options(Dialect::Duckdb);
    policies.iter().for_each(|(key, value)| options.policies.set(key, value).unwrap());
    options
}

fn every_script() -> Vec<(Dialect, String)> {
    let mut all = Vec::new();
    for dialect in Dialect::ALL {
        for source in every_source() {
            let mut options = options(dialect);
            options.policies.set("gap", "2").unwrap();
            options.as_of = Month::parse_iso("2024-06");
            all.push((dialect, script(&source, &options).unwrap()));
        }
    }
    all
}

/// A script without what stands in quotes and comments.
fn bare(dialect: Dialect, script: &str) -> String {
    let identifier = if dialect == Dialect::Spark { '`' } else { '"' };
    let mut out = String::new();
    for line in script.lines() {
        let mut open = None;
        let mut chars = line.char_indices();
        while let Some((at, c)) = chars.next() {
            match open {
                None if line[at..].starts_with("--") => break,
                None if c == '\'' || c == identifier => open = Some(c),
                None => out.push(c),
                Some('\'') if c == '\\' && dialect == Dialect::Spark => drop(chars.next()),
                Some(mark) if c == mark => open = None,
                Some(_) => {}
            }
        }
        assert_eq!(open, None, "a quote is open at the end of {line:?}");
        out.push('\n');
    }
    out
}

#[test]
fn every_figure_that_is_claimed_stands_in_every_script() {
    let economics = |id: &MetricId| id.is_economics() || *id == MetricId::NrrMonthlyCompounded;
    for (dialect, script) in every_script() {
        let has = |section: &str, name: &str| script.contains(&format!("'{section}', '{name}', "));
        for id in MetricId::ALL {
            assert_eq!(has("metric", id.as_str()), !economics(&id), "{dialect:?} {id:?}");
        }
        for id in DefinitionId::ALL {
            assert!(has("definition", &id.name()), "{dialect:?} {id:?}");
        }
        for (section, names) in [
            (
                "movement",
                &["opening", "new", "expansion", "contraction", "churn", "reactivation", "closing"][..],
            ),
            ("bridge", &["opening", "closing_cohort", "new", "returned", "closing"]),
            ("concentration", &["top1", "top5", "top10", "top20", "hhi"]),
            ("trend", &["nrr", "grr", "logo_retention"]),
            ("cohort", &["nrr", "grr", "logo"]),
            ("segment", &["nrr", "grr", "logo_retention"]),
            ("rows", &["used", "rejected"]),
        ] {
            names.iter().for_each(|name| assert!(has(section, name), "{dialect:?} {section} {name}"));
        }
    }
}

#[test]
fn no_float_and_no_division_that_could_make_one() {
    for (dialect, script) in every_script() {
        let code = bare(dialect, &script).to_uppercase();
        for banned in ["FLOAT", "DOUBLE", "REAL", "AVG(", "POWER(", "EXP(", "LN("] {
            assert!(!code.contains(banned), "{dialect:?}: {banned}");
        }
        let slashes = code.replace("//", "").matches('/').count();
        assert!(dialect != Dialect::Duckdb || slashes == 0, "DuckDB divides decimals into floats");
    }
}

#[test]
fn a_script_is_the_same_every_time_and_knows_no_clock() {
    assert_eq!(every_script(), every_script());
    for (dialect, script) in every_script() {
        let code = bare(dialect, &script).to_uppercase();
        assert!(!code.contains("CURRENT_") && !code.contains("NOW("), "{dialect:?}");
        assert!(script.ends_with(";\n"));
    }
}

#[test]
fn what_no_script_carries_is_refused_by_its_name() {
    let ledger = long("ledger", "customer_id");
    for (key, value) in [
        ("blanks", "missing"),
        ("discounts", "gross"),
        ("gross_margin", "0.8"),
        ("lifetime_cap", "12"),
        ("trial_window", "7"),
    ] {
        assert_eq!(script(&ledger, &with(&[(key, value)])), Err(Refused::Policy(key)));
    }
    for (key, value) in [("snapshot", "any"), ("ends", "inclusive"), ("churn", "cancellation")] {
        assert_eq!(script(&ledger, &with(&[(key, value)])), Err(Refused::PeriodsOnly(key)));
        assert!(script(&periods(true), &with(&[(key, value)])).is_ok());
    }
    assert_eq!(script(&periods(false), &with(&[("churn", "cancellation")])), Err(Refused::NoCancellation));
}

#[test]
fn each_policy_that_is_carried_changes_the_script() {
    let of = |policies: &[(&str, &str)]| {
        let text = script(&periods(true), &with(policies)).unwrap();
        bare(Dialect::Duckdb, &text)
    };
    let default = of(&[]);
    for (key, value) in [
        ("gap", "1"),
        ("reactivation", "new"),
        ("reactivation", "expansion"),
        ("snapshot", "start"),
        ("snapshot", "any"),
        ("ends", "inclusive"),
        ("churn", "cancellation"),
    ] {
        assert_ne!(of(&[(key, value)]), default, "{key}={value}");
    }
}

/// Spark numbers what WITH names anew in each query, so that it would not know such a table again where it is named twice.
#[test]
fn what_is_kept_is_known_again() {
    for (dialect, script) in every_script() {
        let queries: Vec<&str> = script.split(";\n").collect();
        let (last, kept) = queries
            .iter()
            .filter(|query| !query.trim().is_empty())
            .collect::<Vec<_>>()
            .split_last()
            .map(|(last, kept)| (**last, kept.to_vec()))
            .unwrap();
        assert!(last.contains("WITH figures AS"), "{dialect:?}");
        let named = |query: &&&str| bare(dialect, query).split_whitespace().any(|word| word == "WITH");
        assert_eq!(kept.into_iter().find(named), None, "{dialect:?}");
    }
}

#[test]
fn names_stay_inside_their_quotes() {
    for dialect in Dialect::ALL {
        let hostile = "x\"`'; DROP TABLE y; --";
        let mut source = with_accounts(&[hostile]);
        source.table = Table::new(hostile).unwrap();
        source.customer = column(hostile);
        let text = script(&source, &options(dialect)).unwrap();
        assert!(!bare(dialect, &text).to_uppercase().contains("DROP TABLE Y"), "{dialect:?}");
    }
}

/// The report of files of `tests/cases/warehouse-result`; its `input.csv` is what DuckDB made of the other two.
fn report_of(files: &[&str], settings: &Settings) -> Report {
    let folder = Path::new("tests/cases/warehouse-result");
    let reads = files.iter().map(|name| {
        let mut reader = Reader::new(ReadOptions { name: (*name).to_owned(), ..ReadOptions::default() });
        reader.push(&std::fs::read(folder.join(name)).unwrap());
        reader.finish()
    });
    Session::new(reads.collect()).report(settings)
}

#[test]
fn a_result_read_back_says_what_its_ledger_says() {
    let mut settings = Settings { months: 3, ..Settings::default() };
    settings.policies.set("reactivation", "expansion").unwrap();
    let ledger = report_of(&["ledger.csv", "accounts.csv"], &settings);
    // The script's own settings hold, whatever else is asked for.
    let mut back = report_of(&["input.csv"], &Settings { months: 7, ..Settings::default() });
    // How sure NRR and GRR are is drawn from customers.
    let unsure = |mut report: Report| {
        for (_, metric) in
            report.metrics.iter_mut().filter(|(id, _)| matches!(id, MetricId::Nrr | MetricId::Grr))
        {
            let Metric::Value { interval, .. } = metric else { panic!("no value") };
            *interval = None;
        }
        report
    };
    let ledger = unsure(ledger);
    assert_eq!(back.metrics, ledger.metrics);
    assert_eq!((back.window, back.span, &back.currency), (ledger.window, ledger.span, &ledger.currency));
    assert_eq!(back.policies, ledger.policies);
    assert_eq!((&back.bridge, &back.movements), (&ledger.bridge, &ledger.movements));
    assert_eq!((&back.trend, &back.target), (&ledger.trend, &ledger.target));
    assert_eq!((&back.cohorts, &back.cohorts_by), (&ledger.cohorts, &ledger.cohorts_by));
    assert_eq!((&back.concentration, &back.definitions), (&ledger.concentration, &ledger.definitions));
    assert_eq!(back.segments.len(), ledger.segments.len());
    for (own, theirs) in back.segments.iter_mut().zip(&ledger.segments) {
        // Groups that had customers in the window before alone have numbers too, where that window is known.
        own.group = theirs.group;
        assert_eq!(own, theirs);
    }
    for (own, theirs) in back.segmentations.iter().zip(&ledger.segmentations) {
        assert_eq!((&own.by, own.kind, &own.cuts), (&theirs.by, theirs.kind, &theirs.cuts));
        assert_eq!((own.spread, own.masked, own.derived), (theirs.spread, theirs.masked, theirs.derived));
        assert_eq!(own.simpson_na, Some(Na::InWarehouse));
    }
    assert_eq!(back.segmentations.len(), 4);
}

#[test]
fn a_result_beside_a_ledger_is_not_used_and_said_so() {
    let back = report_of(&["input.csv", "ledger.csv"], &Settings { months: 3, ..Settings::default() });
    assert_eq!(
        back.metrics,
        report_of(&["ledger.csv"], &Settings { months: 3, ..Settings::default() }).metrics
    );
    assert!(back.diagnostics.iter().any(|finding| finding.code == Code::AggregateUnused));
}

proptest! {
    /// Whatever a table, a column or a segment is called, the rest of the script stays as it is.
    #[test]
    fn a_name_changes_nothing_but_itself(name in "[ -~é客\\\\'\"`;.-]{1,12}") {
        for dialect in Dialect::ALL {
            let of = |name: &str| {
                let mut source = with_accounts(&[name]);
                source.customer = column(name);
                bare(dialect, &script(&source, &options(dialect)).unwrap())
            };
            prop_assert_eq!(of(&name), of("plain"));
        }
    }
}
