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
        // The mark of a lost character in our own words would be found as one of the file's.
        let reason =
            diagnose::reason(lang, row.code, row.line, row.column, row.text).replace('\u{fffd}', "□");
        csv.cell(&reason).cell(&read_as);
        for cell in row.cells() {
            csv.cell(cell);
        }
        csv.end();
    }
    csv.finish()
}

/// The code's name as the report writes it, by the report's own way of writing.
fn code(code: Code) -> String {
    serde_json::to_string_pretty(&code).unwrap_or_default().trim_matches('"').to_owned()
}
