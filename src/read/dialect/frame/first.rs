//! A first row that another delimiter or a stray quote keeps from being the table's header, and the delimiter that a
//! first line states.

use super::super::sample::SampleRow;
use super::super::{Dialect, header, kinds};
use super::Note;
use crate::read::{Code, Quote};

/// The delimiter that a file's first line states, as Excel writes it.
pub(in crate::read) fn sep_line(body: &[u8]) -> Option<String> {
    let end = body.iter().position(|b| *b == b'\n' || *b == b'\r').unwrap_or(body.len());
    let line = std::str::from_utf8(body.get(..end)?).ok()?.trim_matches('"');
    let (key, value) = line.split_at_checked(4)?;
    let value = if value.eq_ignore_ascii_case("\\t") { "\t" } else { value };
    let fits = !value.is_empty() && value.chars().count() <= 3;
    let odd = value.contains(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\''));
    (key.eq_ignore_ascii_case("sep=") && fits && !odd).then(|| value.to_owned())
}

/// Cuts a first row of one cell by another delimiter where that gives the table's width, and the next row is no
/// header: a title's words may be as many as the columns.
pub(super) fn mend_first(
    rows: &mut [SampleRow],
    width: usize,
    dialect: &Dialect,
    notes: &mut Vec<Note>,
) -> bool {
    let [first, below @ ..] = rows else { return false };
    let [next, rest @ ..] = &*below else { return false };
    if first.cells.len() != 1 || width < 3 || !header::is_data(next, rest) {
        return false;
    }
    let Some(cells) = resplit(first.cell(0), width, &dialect.delimiter, dialect.quote, true) else {
        return false;
    };
    notes.push(Note::new(Code::RowDelimiter, first.line, 1, Some(first.cell(0).to_owned())));
    first.cells = cells;
    true
}

/// Cuts a first row that a stray quote makes too narrow with its quotes taken as text, where that gives the table's
/// width: it has no row above it that the splitter could go by.
pub(super) fn unquote_first(
    head: &[u8],
    rows: &mut [SampleRow],
    width: usize,
    dialect: &Dialect,
    notes: &mut Vec<Note>,
) -> bool {
    let quote = match dialect.quote {
        Quote::Double => '"',
        Quote::Single => '\'',
        Quote::None => return false,
    };
    let Some(first) = rows.first_mut().filter(|r| r.cells.len() < width && r.line == 1) else { return false };
    let end = head.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(head.len());
    let Some(line) = head.get(..end).and_then(|line| std::str::from_utf8(line).ok()) else { return false };
    let whole = |cell: &str| {
        let inner = cell.strip_prefix(quote).and_then(|c| c.strip_suffix(quote));
        inner.unwrap_or(cell).trim().to_owned()
    };
    let cells: Vec<String> = line.split(dialect.delimiter.as_str()).map(|cell| whole(cell.trim())).collect();
    if !line.contains(quote) || cells.len() != width {
        return false;
    }
    notes.push(Note::new(Code::StrayQuote, first.line, 1, Some(line.to_owned())));
    first.cells = cells;
    first.fault = None;
    true
}

/// A cell cut by another delimiter, where one gives so many cells; `header` says that they may all be words.
pub(in crate::read) fn resplit(
    text: &str,
    width: usize,
    not: &str,
    quote: Quote,
    header: bool,
) -> Option<Vec<String>> {
    let quote = match quote {
        Quote::Single => '\'',
        _ => '"',
    };
    [",", ";", "\t", "|", " "].into_iter().filter(|d| *d != not && text.contains(d)).find_map(|delimiter| {
        let cells: Vec<String> =
            text.split(delimiter).map(|cell| cell.trim().trim_matches(quote).to_owned()).collect();
        // A sentence may have as many words as the table has columns.
        let data = cells.iter().filter(|c| kinds::kind(c.as_bytes()).is_data()).count();
        let told = delimiter != " " || data >= 2 || header;
        (cells.len() == width && told && text.split(quote).count() % 2 == 1).then_some(cells)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_may_be_stated() {
        assert_eq!(sep_line(b"sep=;\r\na;b"), Some(";".to_owned()));
        assert_eq!(sep_line(b"\"sep=,\"\na,b"), Some(",".to_owned()));
        assert_eq!(sep_line(b"SEP=\t\na"), Some("\t".to_owned()));
        assert_eq!(sep_line(b"sep=ab\n"), None);
        assert_eq!(sep_line(b"separate,b\n"), None);
    }
}
