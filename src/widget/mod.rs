//! The widget: a report's JSON and a wish become a view of one figure, one chart or one table. Pure: the element on the
//! host page (`www/embed`) shows what comes out and never computes.
//!
//! Numbers are those of the report, written as the evidence pack writes them; what a report lacks for a view is said by
//! name and never drawn as nothing.

mod beside;
mod charts;
mod figures;
mod groups;
mod names;
mod series;
mod source;
mod view;
mod wish;

pub use beside::{Behind, Found};
pub use figures::Figure;
pub use source::{Fault, Source, schema_fault};
pub use view::{Missing, Point, Said, Sheet, SheetCell, View, Words, made, sheet};
pub use wish::{Asked, Kind, Names, Wish};

#[cfg(test)]
mod tests;
