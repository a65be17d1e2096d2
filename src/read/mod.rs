//! From bytes to tables: a push parser that is handed chunks as they come and never sees a file.
//!
//! [`Reader::push`] takes any split of the bytes; the result depends on the bytes alone.
//! Nothing fails as a whole: what could not be used is a [`Diagnostic`] or a [`Reject`], and
//! rows in = used + rejected + ignored, always.

mod archive;
mod cells;
mod diagnostics;
mod dialect;
mod encoding;
mod kept;
pub(crate) mod mended;
mod options;
mod questions;
mod reader;
mod reading;
mod records;
mod rejects;
mod roles;
mod shapes;
mod sheet;
mod tally;
mod values;

pub use archive::{RejectedRow, RejectedRows};
pub use diagnostics::{Code, Diagnostic, Severity};
pub use dialect::Dialect;
pub use encoding::{Decode, Decoders};
pub use options::{DateOrder, DecimalMark, Escape, Quote, ReadOptions, Role};
pub use reader::Reader;
pub use reading::{
    Column, Fate, FileRead, IgnoredRows, PreviewRow, Question, QuestionKind, QuestionSample, Reading, Reject,
    RowCounts,
};
