//! From text to records: which delimiter, quote and escape, and where the table begins.

pub(super) mod near;
pub(super) mod sample;
