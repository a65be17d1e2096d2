//! Ninefold answers questions about a SaaS business from its CSV files.
//!
//! The way of the data, every stage importing only what stands to its left:
//!
//! ```text
//! bytes ──read──▶ tables ──▶ book ──metrics──▶ report ──▶ page · command line
//! ```
//!
//! Nothing in this crate's core knows a screen, a clock, a browser or a file system: those are in
//! `web`, `ui`, `cli` and the binaries, behind features.
//!
//! # A tour
//!
//! A [`read::Reader`] takes the bytes of a file in any pieces. A [`report::Session`] holds what was read and
//! makes a [`report::Report`] of it, and for every number in it the customers behind:
//!
//! ```
//! use ninefold::read::{ReadOptions, Reader};
//! use ninefold::report::{Evidence, EvidenceKey, Metric, MetricId, Session, Settings, Value};
//!
//! let mut reader = Reader::new(ReadOptions { name: "cube.csv".to_owned(), ..ReadOptions::default() });
//! reader.push(b"customer,2024-01,2025-01\nAcme,100,150\n");
//! reader.push(b"Birch,100,\n");
//! let session = Session::new(vec![reader.finish()]);
//!
//! let settings = Settings::default();
//! let report = session.report(&settings);
//! let Some(Metric::Value { value, n, .. }) = report.metrics.get(&MetricId::Nrr) else { panic!() };
//! assert_eq!((value, n), (&Value::Number(0.75), &2));
//!
//! let key = EvidenceKey::Metric { id: MetricId::Nrr };
//! let page = session.evidence(&settings, &Evidence { key, sort: Default::default(), offset: 0, limit: 10 });
//! assert_eq!(page.totals, ["200.00", "150.00", "-50.00"]);
//! assert_eq!(page.rows[0].customer, "Birch");
//! ```

pub mod address;
pub mod api;
pub mod base;
pub mod chart;
#[cfg(feature = "cli")]
pub mod cli;
pub mod i18n;
pub mod metrics;
pub mod pack;
pub mod protocol;
pub mod read;
pub mod report;
pub mod rooms;
pub mod samples;
pub mod scroll;
pub mod seal;
pub mod sql;
pub mod tables;
pub mod templates;
pub mod widget;
pub mod wishes;

#[cfg(all(feature = "ui", target_arch = "wasm32"))]
pub mod ui;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
pub mod web;
