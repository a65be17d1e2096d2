//! From bytes to tables: a push parser that is handed chunks as they come and never sees a file.
//!
//! `reader` collects the head and decides: `encoding` what the bytes are, `dialect` how the text is cut and where its
//! table begins, `roles` what its columns are and which layout they make, `values` how its numbers and dates are
//! written. From then on each record goes the same way: `records` splits, `encoding` proves and cleans the text,
//! `sheet` tells rows from other lines, a layout of `shapes` turns a row into facts or says why it can't, `tally` counts
//! what was found, `rejects` and `archive` keep what could not be used. What only the whole file can tell (a decimal
//! mark, an order of dates, which credit belongs to which line) is judged when it ends.
//!
//! [`Reader::push`] takes any split of the bytes; the result depends on the bytes alone.
//! Nothing fails as a whole: what could not be used is a [`Diagnostic`] or a [`Reject`], and
//! rows in = used + rejected + ignored, always.

mod archive;
mod attributes;
mod cells;
mod diagnostics;
mod dialect;
mod discounts;
mod encoding;
mod fields;
mod items;
mod kept;
mod left_out;
pub(crate) mod mended;
mod open;
mod options;
mod parts;
mod plain;
mod questions;
mod reader;
mod reading;
mod records;
mod rejects;
mod roles;
mod rows;
mod shapes;
mod sheet;
mod size;
mod subscriptions;
mod suspects;
mod tally;
mod terse;
mod unjoined;
mod values;

pub use archive::{RejectedRow, RejectedRows};
pub use diagnostics::{Code, Diagnostic, Severity};
pub use dialect::Dialect;
pub use encoding::{Decode, Decoders};
pub use fields::{Change, Changed, FISCAL_STARTS, Field, changes, foremost};
pub use options::{DateOrder, DecimalMark, Epoch, Escape, Quote, ReadOptions, Role};
pub use parts::Scout;
pub use reader::Reader;
pub use reading::{
    Column, Fate, FileRead, IgnoredRows, LeftOutSum, PreviewRow, Question, QuestionKind, QuestionSample,
    Reading, Reject, RowCounts,
};
#[doc(hidden)]
pub use records::split_records;
pub(crate) use roles::month_of_header;
pub(crate) use shapes::{never_paid_letters, never_paid_words};
pub use size::{HEAD, memory_needed};
pub(crate) use suspects::bare_name;
pub use unjoined::Unjoined;
