//! Charts of the report, each with its table.
