//! The report as rooms: each question's figures, tables and charts in reading order, as plain values.
//!
//! A room is made from the report, the texts of a language and a way to write figures; it knows no screen. The page
//! shows its blocks one after the other, and whatever else shows a report (print, a file) shows the same ones.
//! What needs a person's choice is a [`Slot`]: the page puts its control there, others leave it out.

mod economics;
mod figure;
mod formula;
mod nrr;
mod split;

use crate::chart::{Figures, Plot, Twin};
use crate::i18n::Messages;
use crate::report::{EvidenceKey, Report};
use std::sync::Arc;

pub use economics::economics;
pub use figure::{amount_text, period_of, period_text, raw_text, value_text};
pub use formula::formula;
pub use nrr::nrr;

/// Every room, in the order of the page's rail: what shows a whole report shows these.
pub const ALL: [fn(&Setting) -> Room; 2] = [nrr, economics];

/// What a room is made with.
#[derive(Clone)]
pub struct Setting {
    /// The report.
    pub report: Arc<Report>,
    /// Months that its window was asked to have.
    pub months: u32,
    /// The language's texts.
    pub texts: &'static Messages,
    /// How figures are written.
    pub figures: Arc<dyn Figures + Send + Sync>,
}

/// One question's answer.
pub struct Room {
    /// Its heading.
    pub title: String,
    /// What it says, in a sentence or two.
    pub lead: String,
    /// The rest, in reading order.
    pub blocks: Vec<Block>,
}

/// A part of a room.
pub enum Block {
    /// Begins a section.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// Figures side by side.
    Facts(Vec<Fact>),
    /// A table.
    Table(Table),
    /// A chart and its table.
    Chart(Chart),
    /// A place for a control.
    Slot(Slot),
}

/// A figure with what it rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// The figure.
    pub value: String,
    /// What it rests on: numerator and denominator, how many, which months.
    pub note: String,
    /// The customers behind it.
    pub key: Option<EvidenceKey>,
}

/// A table that stands alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its id on the page and in file names.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// Unit, period, what is counted.
    pub caption: String,
    /// The table.
    pub twin: Arc<Twin>,
    /// What stands in its place where it has no rows.
    pub none: String,
}

/// A chart drawn to the width there is.
pub struct Chart {
    /// Its id on the page and in file names.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// The same numbers as a table.
    pub twin: Arc<Twin>,
    /// What stands in its place where there is nothing to draw.
    pub none: String,
    /// Draws it.
    pub draw: Arc<dyn Fn(f64) -> Option<Plot> + Send + Sync>,
}

/// A control of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The NRR to reach.
    Target,
    /// The gross margin, where no cost says it.
    Margin,
}
