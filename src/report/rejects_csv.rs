//! The rejected rows of a file as CSV: to be mended in a spreadsheet and added beside the file they come from.
//!
//! The worker has no words: it makes the text with the reasons left out, and the page puts them in.

use crate::base::{CsvWriter, csv_cell};
use crate::i18n::{Lang, diagnose};
use crate::read::{Code, Reading, RejectedRows, mended};
use serde::{Deserialize, Serialize};

/// The CSV without its reasons, and what they say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UntoldRejects {
    text: String,
    reasons: Vec<Untold>,
}

/// A reason, and the byte of the text before which its cell belongs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Untold {
    at: usize,
    code: Code,
    line: u64,
    column: Option<String>,
    text: Option<String>,
}

impl UntoldRejects {
    /// The file's header and its rejected rows, led by columns that say where each stood and what was wrong with it.
    ///
    /// Ours come first, so that a row with too many cells or too few stays as it is.
    pub(super) fn new(reading: &Reading, rows: &RejectedRows) -> Self {
        let read_as = mended::remember(reading);
        let mut csv = CsvWriter::new();
        let mut reasons = Vec::new();
        for name in mended::OWN.into_iter().chain(reading.columns.iter().map(|c| c.header.as_str())) {
            csv.cell(name);
        }
        csv.end();
        for row in rows.iter() {
            csv.cell(&row.line.to_string()).cell(&code(row.code)).cell(row.column.unwrap_or_default());
            let (column, text) = (row.column.map(str::to_owned), row.text.map(str::to_owned));
            reasons.push(Untold { at: csv.written(), code: row.code, line: row.line, column, text });
            csv.cell(&read_as);
            for cell in row.cells() {
                csv.cell(cell);
            }
            csv.end();
        }
        UntoldRejects { text: csv.finish(), reasons }
    }

    /// The CSV with its reasons in a language.
    pub fn told(&self, lang: Lang) -> String {
        let mut out = String::with_capacity(self.text.len() + 128 * self.reasons.len());
        let mut done = 0;
        for row in &self.reasons {
            out.push_str(self.text.get(done..row.at).unwrap_or_default());
            done = row.at;
            let reason =
                diagnose::reason(lang, row.code, row.line, row.column.as_deref(), row.text.as_deref());
            out.push(',');
            // The mark of a lost character in our own words would be found as one of the file's.
            out.push_str(&csv_cell(&reason.replace('\u{fffd}', "□")));
        }
        out.push_str(self.text.get(done..).unwrap_or_default());
        out
    }
}

/// The code's name as the report writes it, by the report's own way of writing.
fn code(code: Code) -> String {
    serde_json::to_string_pretty(&code).unwrap_or_default().trim_matches('"').to_owned()
}
