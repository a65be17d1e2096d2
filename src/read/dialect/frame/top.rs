//! How many rows at the top are not the table's: comments, titles, lines of keys and values.

use super::super::near::reads_like_headers;
use super::super::sample::SampleRow;
use super::super::score::usual_width;
use super::super::{header, kinds};

/// Rows in which a header is looked for.
const LOOK: usize = 60;
/// Rows that tell how wide the table is.
const WIDE: usize = 300;
/// What comments begin with.
const MARKS: [&str; 4] = ["#", "//", "--", "%"];

/// The width of the table among its first rows.
pub(super) fn width_of(rows: &[SampleRow]) -> usize {
    usual_width(rows.iter().take(WIDE).filter(|row| row.fault.is_none()).map(|row| row.cells.len()))
}

fn filled(row: &SampleRow) -> usize {
    row.cells.iter().filter(|c| !c.is_empty()).count()
}

/// Whether a line at the top is a comment; one as wide as the table whose other cells are filled is its header.
fn is_comment(row: &SampleRow, width: usize) -> bool {
    let first = row.cell(0);
    let marked = MARKS.iter().any(|mark| first.starts_with(mark));
    let number = kinds::kind(first.as_bytes()).is_data();
    marked && !number && (row.cells.len() != width || width == 1 || filled(row) * 2 <= width)
}

/// How many rows at the top are comments. Once one is, those with another comment below them are too, however many
/// cells a comma makes of them.
pub(super) fn comments(rows: &[SampleRow], width: usize) -> usize {
    let marked = |row: Option<&SampleRow>| {
        let first = row.map_or("", |r| r.cell(0));
        MARKS
            .iter()
            .any(|m| first.strip_prefix(m).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
    };
    let inside = |i: usize| i > 0 && marked(rows.get(i)) && marked(rows.get(i + 1));
    rows.iter().enumerate().take_while(|(i, row)| is_comment(row, width) || inside(*i)).count()
}

/// The first row that is as wide and as filled as the table.
pub(super) fn start(rows: &[SampleRow], width: usize) -> usize {
    if width < 2 {
        return 0;
    }
    let mut counts: Vec<usize> =
        rows.iter().take(WIDE).filter(|r| r.cells.len() == width).map(filled).collect();
    crate::base::sort(&mut counts);
    let usual = counts.get(counts.len() / 2).copied().unwrap_or(width);
    let fits = |row: &SampleRow| {
        let full = filled(row);
        // Rows may be narrower than their header; above it nothing is wider than the table.
        row.cells.len() + 1 >= width && full * 10 >= usual * 6 && full >= 2.min(usual)
    };
    let Some(first) = rows.iter().take(LOOK).position(fits) else { return 0 };
    // A table of revenue above is no preamble of a wider one below it.
    let goes_on = |place: usize| {
        let own = rows.get(place).map_or(0, |row| row.cells.len());
        rows.iter().skip(place + 1).take(3).filter(|row| row.cells.len() == own).count() == 3
    };
    let earlier = rows.iter().take(first).position(reads_like_headers);
    if let Some(place) = earlier.filter(|place| goes_on(*place)) {
        return place;
    }
    let known = |row: &SampleRow| row.cells.iter().filter(|c| header::names_column(c)).count();
    if rows.get(first).is_some_and(|row| known(row) >= 2) {
        return first;
    }
    // Lines of keys and values are as wide as a table of two columns: headers we know tell them apart.
    // Months in a row of data are no headers: they stand over more of their kind.
    let over = |place: usize| {
        let below = rows.get(place + 1..).unwrap_or(&[]);
        let votes = rows.get(place).map(|row| header::votes(row, below)).unwrap_or_default();
        below.is_empty() || votes.data == 0 || votes.names > votes.data
    };
    let named = rows.iter().take(LOOK).position(reads_like_headers);
    named.filter(|place| *place > first && over(*place)).unwrap_or(first)
}
