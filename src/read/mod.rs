//! From bytes to tables: a push parser that is handed chunks as they come and never sees a file.
//!
//! [`Reader::push`] takes any split of the bytes; the result depends on the bytes alone.
//! Nothing fails as a whole: what could not be used is a [`Diagnostic`] or a [`Reject`], and
//! rows in = used + rejected + ignored, always.

mod cells;
mod conventions;
mod currencies;
mod date_column;
mod dates;
mod diagnostics;
mod encoding;
mod header;
mod intervals;
mod money;
mod near;
mod numbers;
mod options;
mod questions;
mod quotes;
mod reader;
mod reading;
mod records;
mod rejects;
mod roles;
mod sample;
mod shapes;
mod sheet;
mod tally;
mod words;

pub use diagnostics::{Code, Diagnostic, Severity};
pub use options::{DateOrder, DecimalMark, ReadOptions, Role};
pub use reader::Reader;
pub use reading::{
    Column, FileRead, IgnoredRows, Question, QuestionKind, QuestionSample, Reading, Reject, RowCounts,
};
