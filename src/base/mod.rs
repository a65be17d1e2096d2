//! The vocabulary every stage shares: money, months, dates, ratios, intervals, interned names, and CSV that is safe to open.
//! Nothing here knows a file, a screen or a clock.

mod csv;
mod date;
mod hash;
mod interval;
mod measure;
mod moment;
mod money;
mod month;
mod named;
mod names;
mod seen;
mod sort;
mod width;

pub use csv::{CsvWriter, csv_cell, guarded, unguarded};
pub use date::Date;
pub use hash::Hash;
pub use interval::{Interval, Z90, Z95, wilson};
pub use measure::{Measure, Na, Ratio};
pub use moment::{DAY_SECONDS, Moment, Time};
pub use money::{
    Currency, MAX_EXPONENT, MAX_MINOR, MoneyError, divide_half_even, format_minor, grouped,
    parse_plain_decimal,
};
pub use month::Month;
pub(crate) use named::{named, snake_case};
pub use names::Names;
pub use seen::Seen;
pub use sort::{order_key, sort, sort_by, sort_by_key, sort_keyed};
pub use width::half_width;
