//! What is shown of a file: its first rows, and what a reason quotes of one.

use super::super::dialect::frame::Frame;
use super::super::dialect::sample::SampleRow;
use super::super::records::Record;
use super::super::rejects::shown;
use super::super::roles::Plan;
use super::super::shapes::Fault;
use super::super::tally::clip;
use super::super::{Code, Fate, PreviewRow};

/// Rows that are kept to be shown while a reading is changed.
pub(super) const PREVIEW_ROWS: usize = 30;
/// Cells of each that are kept.
pub(super) const PREVIEW_CELLS: usize = 64;
/// Characters of a cell that are kept.
pub(super) const PREVIEW_TEXT: usize = 80;

/// What a reason quotes of the row: the cell at fault, or what tells of the row as a whole.
pub(super) fn quoted(record: &Record<'_>, fault: Fault) -> Option<String> {
    match (fault.column, fault.code) {
        (Some(column), _) => Some(shown(record.cell(column), 400).trim().to_owned()),
        (None, Code::UnclosedQuote) => Some(shown(record.text(), 400)),
        (None, Code::RowTooLong | Code::RowTooShort) => Some(record.len().to_string()),
        _ => None,
    }
}

/// The last column that a row can't do without.
pub(super) fn needed(plan: &Plan) -> usize {
    let first_month = plan.months.iter().map(|(i, _)| *i).min();
    let last_part = plan.parts.iter().map(|(i, _)| *i).max();
    let datum = plan.data.iter().filter(|(.., needed)| *needed).map(|(i, ..)| *i).max();
    [
        datum,
        plan.customer,
        plan.date,
        plan.year,
        plan.amount.map(|(i, _)| i),
        plan.kind,
        last_part,
        first_month,
    ]
    .into_iter()
    .flatten()
    .max()
    .unwrap_or(0)
}

/// The lines above the rows as they are shown; with the first rows where nothing can be said of their fate.
pub(in crate::read) fn preview_of(frame: &Frame, rows: bool) -> Vec<PreviewRow> {
    let told = |row: &SampleRow, fate| PreviewRow {
        line: row.line,
        cells: row.cells.iter().take(PREVIEW_CELLS).map(|c| clip(c)).collect(),
        fate,
        column: None,
        text: None,
    };
    let above = frame.above.iter().rev().take(PREVIEW_ROWS / 2).rev();
    let mut preview: Vec<PreviewRow> = above.map(|row| told(row, Fate::Above)).collect();
    preview.extend(frame.header_line.map(|_| told(&frame.sample.header, Fate::Header)));
    if rows {
        let fate = |row: &SampleRow| row.fault.map_or(Fate::Unread, Fate::Rejected);
        preview.extend(
            frame
                .sample
                .rows
                .iter()
                .take(PREVIEW_ROWS - preview.len().min(PREVIEW_ROWS))
                .map(|r| told(r, fate(r))),
        );
    }
    preview
}
