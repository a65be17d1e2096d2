//! The rejected rows of a file as CSV: to be mended in a spreadsheet and added beside the file they come from.

use crate::base::CsvWriter;
use crate::i18n::{Lang, diagnose};
use crate::read::{Code, Reading, RejectedRows, mended};

/// The file's header and its rejected rows, led by columns that say where each stood and what was wrong with it.
///
/// Ours come first, so that a row with too many cells or too few stays as it is.
pub(super) fn rejects_csv(reading: &Reading, rows: &RejectedRows, lang: Lang) -> String {
    let read_as = mended::remember(reading);
    let mut csv = CsvWriter::new();
    for name in mended::OWN.into_iter().chain(reading.columns.iter().map(|c| c.header.as_str())) {
        csv.cell(name);
    }
    csv.end();
    for row in rows.iter() {
        csv.cell(&row.line.to_string()).cell(&code(row.code)).cell(row.column.unwrap_or_default());
        csv.cell(&diagnose::reason(lang, row.code, row.line, row.column, row.text)).cell(&read_as);
        for cell in row.cells() {
            csv.cell(cell);
        }
        csv.end();
    }
    csv.finish()
}

/// The code's name, as in the report.
fn code(code: Code) -> String {
    match serde_json::to_value(code) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
