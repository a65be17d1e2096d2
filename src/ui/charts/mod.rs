//! Charts of the report, each with its table.

mod format;

pub use format::{DASH, Fmt};
