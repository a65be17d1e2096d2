//! Cells as values: amounts, dates, currencies, billing intervals, and the convention of each column.

pub(super) mod conventions;
pub(super) mod currencies;
pub(super) mod date_column;
pub(super) mod dates;
pub(super) mod intervals;
pub(super) mod money;
pub(super) mod numbers;
