//! The page, one component a file. No arithmetic here: the report has every number.

pub mod charts;
mod state;

pub use state::{Phase, Progress, RejectsPage, Sample, Seal, Ui};
