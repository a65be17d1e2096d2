//! The report as rooms: each question's figures, tables and charts in reading order, as plain values.
//!
//! A room is made from the report, the texts of a language and a way to write figures; it knows no screen. The page
//! shows its blocks one after the other, and whatever else shows a report (print, a file) shows the same ones.
//! What needs a person's choice is a [`Slot`]: the page puts its control there, others leave it out.

mod answers;
mod behind;
mod charts;
mod comparison;
mod definitions;
mod diligence;
mod economics;
mod figure;
mod formula;
mod groups;
mod joins;
mod nrr;
mod split;

use crate::chart::{Figures, Plot, Sketch, Twin};
use crate::i18n::{FigureTexts, Messages};
use crate::read::Severity;
use crate::report::{EvidenceKey, Kind, Report};
use std::ops::Deref;
use std::sync::Arc;

pub use answers::{ANSWERED, Bubbles, Part, answer, in_brief, insight, opens, standing, twin};
pub use behind::{about, all_sources, cell, column, made, more_sources, parts, sources};
pub use charts::{Chosen, charts};
pub use comparison::comparison;
pub use definitions::{definitions, definitions_alone};
pub use diligence::diligence;
pub use economics::economics;
pub use figure::{
    Basis, DASH, SMALL, amount_text, basis, in_warehouse, period_of, period_text, raw_text, totals_only,
    unit_name, value_text,
};
pub use formula::formula;
pub use groups::{
    RATES, group_bars, group_name, group_table, grouping, groupings, groups, groups_in_full, quadrant,
    rate_of, white_space_alone,
};
pub use joins::joins;
pub use nrr::nrr;

/// Every question's room that says anything, in the order of the page's rail: what shows a whole report shows these.
pub fn all(s: &Setting) -> Vec<Room> {
    let answered = |id: &str| s.report.questions.iter().any(|q| q.id == id && q.status != "needs_data");
    let mut rooms = vec![nrr(s), groups_in_full(s)];
    rooms.extend(ANSWERED.iter().filter(|(id, _)| answered(id)).map(|(id, _)| answer(s, id)));
    rooms.extend([economics(s), diligence(s)]);
    rooms
}

/// What a room is made with.
#[derive(Clone)]
pub struct Setting {
    /// The language's texts.
    pub texts: &'static Messages,
    writing: Writing,
}

/// What figures are written with: all that the parts of rooms need that stand elsewhere too.
#[derive(Clone)]
pub struct Writing {
    /// The report.
    pub report: Arc<Report>,
    /// Months that its window was asked to have.
    pub months: u32,
    /// The language's words of figures.
    pub texts: &'static FigureTexts,
    /// How figures are written.
    pub figures: Arc<dyn Figures + Send + Sync>,
}

impl Setting {
    /// A report, the months that its window was asked to have, the language's texts, and how figures are written.
    pub fn new(
        report: Arc<Report>,
        months: u32,
        texts: &'static Messages,
        figures: Arc<dyn Figures + Send + Sync>,
    ) -> Self {
        Setting { texts, writing: Writing { report, months, texts: texts.figures, figures } }
    }
}

impl Deref for Setting {
    type Target = Writing;

    fn deref(&self) -> &Writing {
        &self.writing
    }
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
    /// A remark on how figures are made.
    Note(String),
    /// Figures side by side.
    Facts(Vec<Fact>),
    /// A table.
    Table(Table),
    /// A chart and its table.
    Chart(Chart),
    /// What is odd in the data.
    Findings(Vec<Finding>),
    /// One of several, as a person chooses.
    Choice(Choice),
    /// A table that is opened where it is wanted.
    Fold(Fold),
    /// Words and what they mean.
    Terms(Vec<(String, String)>),
    /// A place for a control.
    Slot(Slot),
}

/// A finding with what hangs on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// How bad.
    pub severity: Severity,
    /// What was found, and where.
    pub message: String,
    /// What to do.
    pub fix: String,
    /// The money in it, what it does to the figures, where it is first met.
    pub effect: String,
    /// The customers behind it.
    pub key: Option<EvidenceKey>,
    /// It is about rows of a file, which stand with how that was read.
    pub rows: bool,
    /// The question whose room says more.
    pub question: Option<String>,
    /// The id of the room's list of whom it concerns.
    pub list: Option<String>,
}

/// Blocks of which one is seen at a time, the first to begin with. Whatever can't choose shows all.
pub struct Choice {
    /// Its id on the page.
    pub id: &'static str,
    /// What is chosen.
    pub label: String,
    /// What there is to choose from: its name and what it shows.
    pub options: Vec<(String, Vec<Block>)>,
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
    /// The id of the room's list of the rows behind it.
    pub list: Option<String>,
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

/// A table that is opened where it is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Fold {
    /// What it is of.
    pub title: String,
    /// What is known of it while it is closed.
    pub note: String,
    /// The table.
    pub table: Table,
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
    /// What it is drawn from.
    pub shape: Shape,
}

/// What a chart is drawn from. Whatever it is, a widget on another site can draw the same.
pub enum Shape {
    /// Data that say it all, and how its figures are written.
    Sketch(Sketch, Arc<dyn Figures + Send + Sync>),
    /// A part of the report: the widget's view of this kind shows it.
    Part(Kind, Arc<dyn Fn(f64) -> Option<Plot> + Send + Sync>),
}

impl Chart {
    /// Draws it to a width; `None` where there is nothing to draw.
    pub fn draw(&self, width: f64) -> Option<Plot> {
        match &self.shape {
            Shape::Sketch(sketch, figures) => sketch.draw(figures, width),
            Shape::Part(_, draw) => draw(width),
        }
    }
}

/// A control of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The NRR to reach.
    Target,
    /// The gross margin, where no cost says it.
    Margin,
    /// By what the customers are parted, and by which rate they are drawn: [`grouping`].
    Grouping,
    /// Where derived size classes are cut.
    SizeCuts,
    /// The tables that a question still needs, to add or to begin from a template.
    Tables(&'static str),
    /// Two definitions and the bridge between them ([`comparison`]).
    Bridge,
    /// A preset to use.
    Presets,
    /// The policies, and what each would change.
    Policies,
    /// What the health score is made of.
    Health,
    /// The choices of a group ([`CHOICES`](crate::report::CHOICES)).
    Choices(&'static str),
}
