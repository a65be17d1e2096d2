//! Folds findings as they come: one entry a code and column, with the first line and text and a count.

use super::{Code, Column, Diagnostic, Severity};
use rustc_hash::FxHashMap;

/// The longest text a finding carries, in characters.
const MAX_TEXT: usize = 80;

/// The first characters of a text.
pub(super) fn clip(text: &str) -> String {
    text.chars().take(MAX_TEXT).collect()
}

#[derive(Debug)]
struct Entry {
    severity: Severity,
    code: Code,
    column: Option<usize>,
    line: Option<u64>,
    text: Option<String>,
    count: u64,
}

/// The findings of one file.
#[derive(Debug, Default)]
pub(super) struct Tally {
    entries: Vec<Entry>,
    /// Where each code and column stands: a wide table may have thousands.
    places: FxHashMap<(Code, Option<usize>), usize>,
}

impl Tally {
    /// Counts one finding.
    pub fn add(
        &mut self,
        severity: Severity,
        code: Code,
        line: Option<u64>,
        column: Option<usize>,
        text: Option<&str>,
    ) {
        self.add_many(severity, code, line, column, text, 1);
    }

    /// Counts a finding that happened `count` times, first at `line`.
    pub fn add_many(
        &mut self,
        severity: Severity,
        code: Code,
        line: Option<u64>,
        column: Option<usize>,
        text: Option<&str>,
        count: u64,
    ) {
        let place = *self.places.entry((code, column)).or_insert(self.entries.len());
        match self.entries.get_mut(place) {
            Some(entry) => entry.count += count,
            None => {
                let text = text.map(clip);
                self.entries.push(Entry { severity, code, column, line, text, count });
            }
        }
    }

    /// Whether a code was found.
    pub fn has(&self, code: Code) -> bool {
        self.entries.iter().any(|e| e.code == code)
    }

    /// The findings, most severe first, then by line, code and column.
    pub fn finish(self, columns: &[Column]) -> Vec<Diagnostic> {
        let mut entries = self.entries;
        crate::base::sort_by_key(&mut entries, |e| (std::cmp::Reverse(e.severity), e.line, e.code, e.column));
        let named = |index: Option<usize>| index.and_then(|i| columns.get(i)).map(|c| clip(&c.header));
        let told = |e: Entry| Diagnostic {
            severity: e.severity,
            code: e.code,
            line: e.line,
            column: named(e.column),
            text: e.text,
            count: e.count,
            hint: String::new(),
        };
        entries.into_iter().map(told).collect()
    }
}
