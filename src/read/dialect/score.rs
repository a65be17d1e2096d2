//! How much a sample looks like a table under one form: rows of one width, columns of one kind, cells that are whole.

use super::kinds::{Kind, kind};
use super::scan::{Form, Scan, Span, rows};
use crate::read::roles::{header, words};
use crate::read::values::dates::{self, Parsed};

/// Rows of a sample that are looked at.
const MAX_ROWS: usize = 240;
/// Cells of a row that are looked at.
const MAX_CELLS: usize = 256;
/// Cells of a sample that are looked at.
const MAX_LOOKED: usize = 6000;

/// What a form came to.
#[derive(Debug)]
pub(super) struct Score {
    /// The more, the likelier.
    pub value: f64,
    /// Cells in most rows.
    pub width: usize,
    /// Cells in quotes.
    pub quoted: usize,
    /// Cells that are data rather than names.
    pub data: usize,
    /// Cells with a quote where none belongs.
    pub strays: usize,
    /// Cells of one of the first rows that are headers we know.
    pub named: usize,
    /// The sample's cells.
    pub scan: Scan,
}

/// Scores the sample under a form.
pub(super) fn score(sample: &[u8], form: Form<'_>) -> Option<Score> {
    let mut scan = Scan::default();
    rows(sample, form, MAX_ROWS, &mut scan);
    let total = scan.ends.len();
    if total == 0 {
        return None;
    }
    let width = usual_width(scan.rows().map(<[Span]>::len));
    if width < 2 && !form.delimiter.is_empty() {
        return None;
    }
    let mut even = 0.0;
    let mut weights = 0.0;
    let mut cells = 0usize;
    let (mut quoted, mut stray, mut data, mut numbers) = (0, 0, 0, 0);
    let looked = width.min(MAX_CELLS);
    let mut columns: Vec<[u32; 4]> = vec![[0; 4]; looked];
    let mut first = true;
    for row in scan.rows() {
        // A line above or below the table is no reproach, a row of nearly the right width a small one.
        even += match row.len().abs_diff(width) {
            0 => 1.0,
            1 if width > 3 => 0.5,
            _ if row.len() == 1 && width > 2 => 0.15,
            _ => 0.0,
        };
        for (i, span) in row.iter().enumerate().take(MAX_CELLS) {
            quoted += usize::from(span.quoted);
            stray += usize::from(span.stray);
            if cells >= MAX_LOOKED {
                continue;
            }
            let (kind, weight) = weigh(sample, span);
            cells += 1;
            weights += weight;
            data += usize::from(kind.is_data());
            numbers += usize::from(kind == Kind::Number);
            if let (false, true, Some(column)) = (first, row.len() == width, columns.get_mut(i)) {
                let class = match kind {
                    Kind::Empty => continue,
                    Kind::Number => 0,
                    Kind::Date | Kind::Time => 1,
                    Kind::Link => 2,
                    _ => 3,
                };
                if let Some(count) = column.get_mut(class) {
                    *count += 1;
                }
            }
        }
        first = false;
    }
    let even = even / total as f64;
    let clean = weights / cells.max(1) as f64;
    let pure = purity(&columns);
    let broad = match width {
        // Dates, times and addresses hold what parts cells elsewhere.
        1 if data == cells && numbers == 0 => 0.45,
        1 => 0.27,
        w => 1.0 - 0.85 / w as f64,
    };
    let faults = (stray as f64 + 2.0 * scan.open as f64) / cells.max(1) as f64;
    let (named, known) = known(sample, &scan);
    let value = even
        * even.sqrt()
        * clean
        * clean
        * (0.6 + 0.4 * pure)
        * broad
        * (1.0 - faults.min(0.6))
        * (1.0 + 0.12 * known as f64);
    Some(Score { value, width, quoted, data, strays: stray, named, scan })
}

/// The width among those of rows that speaks most for a table: common, and more than one cell.
pub(in crate::read) fn usual_width(rows: impl Iterator<Item = usize>) -> usize {
    let mut widths: Vec<usize> = rows.collect();
    crate::base::sort(&mut widths);
    let mut best = (0.0, 1);
    for run in widths.chunk_by(|a, b| a == b) {
        let width = run.first().copied().unwrap_or(1);
        let weight = run.len() as f64 * (1.0 - 1.0 / width as f64).max(0.01);
        if weight > best.0 {
            best = (weight, width);
        }
    }
    best.1
}

/// A cell's kind and what it says for the cut.
fn weigh(sample: &[u8], span: &Span) -> (Kind, f64) {
    let kind = kind(sample.get(span.from..span.to).unwrap_or(&[]));
    let weight = match (span.quoted, span.stray) {
        (true, false) => kind.weight().max(0.97),
        (_, true) => 0.35,
        (false, false) => kind.weight(),
    };
    (kind, weight)
}

/// How much of each column is of one kind, on the average.
fn purity(columns: &[[u32; 4]]) -> f64 {
    let mut sum = 0.0;
    let mut filled = 0usize;
    for column in columns {
        let all: u32 = column.iter().sum();
        if all > 0 {
            let most = column.iter().max().copied().unwrap_or(0);
            sum += f64::from(most) / f64::from(all);
            filled += 1;
        }
    }
    if filled == 0 { 0.8 } else { sum / filled as f64 }
}

/// Cells of one of the first rows that are headers we know, and those that are such or months, at most four each.
fn known(sample: &[u8], scan: &Scan) -> (usize, usize) {
    let (mut named, mut known) = (0, 0);
    for row in scan.rows().take(6) {
        let text =
            |s: &Span| std::str::from_utf8(sample.get(s.from..s.to).unwrap_or(&[])).unwrap_or("").trim();
        let cells = || row.iter().take(40).filter(|s| s.to - s.from < 40).map(text);
        // A quote left standing says that the cut goes through a cell.
        let torn = |cell: &&str| cell.starts_with(['"', '\'']) || cell.ends_with(['"', '\'']);
        let words = cells().filter(|cell| is_word(cell)).count();
        let torn = cells().filter(torn).filter(|cell| is_word(cell)).count();
        let months = cells().filter(|cell| is_month(cell) && !is_word(cell)).count();
        named = (words - torn).max(named);
        known = (words + months).max(known);
    }
    (named.min(4), known.min(4))
}

fn is_word(cell: &str) -> bool {
    words::role(&header::words(cell).plain).is_some()
}

fn is_month(cell: &str) -> bool {
    matches!(dates::parse(cell), Some(Parsed::Day(..) | Parsed::Fiscal(_)))
}

/// Whether a header cell is a word we know or a month.
pub(super) fn is_known(cell: &str) -> bool {
    is_word(cell) || is_month(cell)
}
