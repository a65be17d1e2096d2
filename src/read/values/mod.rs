//! Cells as values: amounts, dates, currencies, billing intervals, and the convention of each column.

pub(super) mod apart;
pub(super) mod blanks;
mod calendar_runs;
pub mod clock;
pub(super) mod conventions;
pub(super) mod currencies;
pub(super) mod date_column;
pub(super) mod dates;
pub(super) mod day_numbers;
pub(super) mod fiscal;
pub(super) mod flags;
pub(super) mod intervals;
pub(super) mod money;
mod month_names;
pub(super) mod numbers;
mod numeric_dates;
mod parts;
pub(super) mod spellings;
mod waiting;
