//! The report's aggregates as one SQL script, for tables that no tab holds: the engine that holds them sums, and what
//! comes out is small. Text goes out, nothing else: no engine is spoken to.
//!
//! Each figure is defined by the same words as its Rust twin: the sums of a window have the names of
//! [`TwoPoint`](crate::metrics::TwoPoint), a definition is written from the recipe that the core computes it by. What
//! engines do differently stands in [`Dialect`] alone. Money is an exact decimal from the first cast to the last; no
//! float type occurs.
//!
//! # The result
//!
//! The last statement is the result: one table in long form, every column but `n` a text, so that one CSV holds it and
//! all engines write the same one.
//!
//! | section | name | key | part | numerator | denominator | n |
//! |---|---|---|---|---|---|---|
//! | `data` | `first_month`, `last_month`, `from`, `to`, `currency` | the month or code | | | | |
//! | `data` | `months` | | | the window's length | | |
//! | `data` | `size_cut` | `elephant`, `cheetah` | | opening MRR from which on a customer is one | | |
//! | `policy` | `gap`, `reactivation` …, as the script was made with | the value | | | | |
//! | `rows` | `used`; `rejected`, `ignored`; `contradictory` | the code of the fault or rule; the segment column | | rows; customers | | |
//! | `metric` | as in the report's `metrics` | | | above the line, or the value itself | below | customers behind it |
//! | `bridge` | as in the report's `bridge` | | | the amount | | customers |
//! | `movement` | `opening`, `new`, `expansion`, `contraction`, `churn`, `reactivation`, `closing` | month | | the amount | | customers |
//! | `trend` | `nrr`, `grr`, `logo_retention` | closing month | opening month | above | below | opening customers |
//! | `concentration` | `top1`, `top5`, `top10`, `top20`, `hhi` | month | | above | below | customers |
//! | `cohort` | `nrr`, `grr`, `logo` | start month | age in months | above | below | customers at the start |
//! | `definition` | as in the report's `definitions` | month, where ratios multiply | | above | below | customers below |
//! | `segment` | `nrr`, `grr`, `logo_retention` | column, `size_class`, `start_year` or `start_quarter` | value; empty: not stated | above | below | opening customers |
//!
//! `value` is the quotient to six decimals, for people; `na` says why there is none, in the report's words. A definition
//! with months is the product of its rows. Of `hhi`, the numerator is Σ amount², the denominator (Σ amount)², the value
//! 10,000 times their quotient.
//!
//! # What is left in the warehouse, or left out
//!
//! Customers: none is named. Definitions of subscriptions have no value (`no_subscriptions`) where no column names them. Not computed: what customers
//! are worth and cost, intervals, the window before, and what is found odd in the data. The core folds the
//! smallest of more than fifty groups into one and takes `KA` and `大客户` for one value; the script does neither.

mod cohorts;
mod concentration;
mod data;
mod definitions;
mod dialect;
mod figures;
mod layouts;
mod metrics;
mod months;
mod offer;
mod points;
mod rows;
mod script;
mod segments;
mod source;
mod subscriptions;
mod window;

pub use dialect::Dialect;
pub use offer::{Unoffered, offer};
pub use script::{Options, Refused, script};
pub use source::{Accounts, BadName, Column, Layout, MonthType, Source, Table};
