//! Rows that are none: blank ones, the header once more, comments, totals, lines below the table.

mod carry;
mod second;
mod totals;

use super::cells::Cells;
use super::records::Record;
use super::{Code, ReadOptions};

pub(super) use carry::{Carry, Customer};
pub(super) use second::{Place, SURE, Second};
pub(super) use totals::is_total;

/// Rows held back until it is known that the table goes on below them.
pub(super) const MAX_FOOTER: usize = 20;

/// What tells a table's rows from other lines.
#[derive(Debug)]
pub(super) struct RowRules {
    header: Vec<String>,
    /// Header cells that are there for a delimiter too many.
    pub trailing: usize,
    without: Vec<Code>,
}

impl RowRules {
    /// The rules of a table with this header; none where it has no header.
    pub fn new(header: Option<&[String]>, width: usize, trailing: bool, options: &ReadOptions) -> Self {
        let mut cells = header.map(<[String]>::to_vec).unwrap_or_default();
        cells.resize(width, String::new());
        RowRules { header: cells, trailing: usize::from(trailing), without: options.without.clone() }
    }

    /// Whether a repair may be made.
    pub fn allowed(&self, code: Code) -> bool {
        !self.without.contains(&code)
    }

    /// What the header's first cell says.
    pub fn first(&self) -> &str {
        self.header.first().map_or("", String::as_str)
    }

    /// How many columns.
    pub fn width(&self) -> usize {
        self.header.len()
    }

    /// Why a row is left out whatever its columns are for.
    pub fn ignored(&self, cells: &Cells<'_>) -> Option<Code> {
        let first = cells.get(0);
        let code = match first.as_bytes().first() {
            None if cells.blank_from(0) => Code::BlankRow,
            Some(b'#') if self.is_comment(cells) => Code::CommentSkipped,
            _ if self.is_header(cells, first) => Code::RepeatedHeader,
            _ => return None,
        };
        self.allowed(code).then_some(code)
    }

    /// A line in a comment's mark that doesn't fit the table; a customer may be called `#1`.
    fn is_comment(&self, cells: &Cells<'_>) -> bool {
        let named = self.header.first().is_some_and(|h| h.starts_with('#'));
        self.width() > 1 && !named && (cells.len() < self.width() && cells.len() <= 2 || cells.blank_from(1))
    }

    /// The header once more, as files that were put together have it.
    fn is_header(&self, cells: &Cells<'_>, first: &str) -> bool {
        let own = self.header.first().is_some_and(|h| h == first);
        let filled = self.header.iter().any(|h| !h.is_empty());
        own && filled
            && cells.len() <= self.width() + 1
            && self.header.iter().enumerate().all(|(i, h)| cells.get(i) == h)
    }

    /// A line that may be one below the table: a sentence or a rule in the first cell, and nothing else.
    pub fn like_footer(&self, cells: &Cells<'_>) -> bool {
        let first = cells.get(0);
        let alone = cells.len() == 1 || cells.blank_from(1);
        let narrow = cells.len() + 1 < self.width() || self.width() > 2 && footer_words(first);
        let blanks = first.contains(char::is_whitespace)
            || first.len() > 2 && first.bytes().all(|b| matches!(b, b'-' | b'=' | b'*' | b'_'));
        self.allowed(Code::FooterSkipped)
            && !first.is_empty()
            && alone
            && narrow
            && (blanks || footer_words(first))
    }

    /// Whether a record's cells beyond the table's width are empty, and there are any.
    pub fn trails(&self, cells: &Cells<'_>) -> bool {
        cells.len() > self.width() && cells.blank_from(self.width())
    }
}

/// How lines below a table begin.
fn footer_words(text: &str) -> bool {
    const WORDS: [&str; 22] = [
        "generated",
        "end of",
        "report",
        "exported",
        "printed",
        "source:",
        "note",
        "created",
        "page ",
        "copyright",
        "©",
        "confidential",
        "prepared",
        "signed",
        "erstellt",
        "stand:",
        "制表",
        "导出",
        "生成",
        "备注",
        "审核",
        "作成",
    ];
    let lower: String = text.chars().take(24).flat_map(char::to_lowercase).collect();
    WORDS.iter().any(|word| lower.starts_with(word))
}

/// A row that is held back.
#[derive(Debug)]
pub(super) struct Held {
    /// Its line.
    pub line: u64,
    text: Vec<u8>,
    ends: Vec<usize>,
    /// What it is where the table goes on.
    pub code: Code,
    /// The column at fault.
    pub column: Option<usize>,
}

impl Held {
    /// Keeps a record.
    pub fn new(record: &Record<'_>, code: Code, column: Option<usize>) -> Self {
        let (mut text, mut ends) = (Vec::new(), Vec::with_capacity(record.len()));
        for cell in record.cells() {
            text.extend_from_slice(cell);
            ends.push(text.len());
        }
        Held { line: record.line, text, ends, code, column }
    }

    /// The record again.
    pub fn with<T>(&self, take: impl FnOnce(&Record<'_>) -> T) -> T {
        take(&Record::of(self.line, &self.text, &self.ends))
    }
}
