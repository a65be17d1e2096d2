//! Ninefold answers questions about a SaaS business from its CSV files.
//!
//! The way of the data, every stage importing only what stands to its left:
//!
//! ```text
//! bytes ──read──▶ tables ──▶ book ──metrics──▶ report ──▶ page · command line
//! ```
//!
//! Nothing in this crate's core knows a screen, a clock, a browser or a file system: those are in
//! `web`, `ui` and the binaries, behind features.

pub mod base;
pub mod chart;
#[cfg(feature = "cli")]
pub mod cli;
pub mod i18n;
pub mod metrics;
pub mod protocol;
pub mod read;
pub mod report;
pub mod seal;
pub mod tables;
pub mod wire;

#[cfg(all(feature = "ui", target_arch = "wasm32"))]
pub mod ui;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
pub mod web;
