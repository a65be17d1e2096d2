//! A quick splitter for samples: spans of cells under any delimiter, quote and escape, nothing copied.

use crate::read::records::MAX_COLUMNS;

/// Lines that a quoted cell of a sample may span; beyond, its quote counts as text.
const MAX_LINES: usize = 64;
/// Bytes that it may have.
const MAX_QUOTED: usize = 8 << 10;
/// Quotes that never close before quotes count as text altogether.
const MAX_OPEN: usize = 16;

/// A way to write records.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form<'d> {
    /// Between cells; empty: every line is one cell.
    pub delimiter: &'d [u8],
    /// Around cells.
    pub quote: Option<u8>,
    /// Quotes inside quotes have a backslash before them.
    pub backslash: bool,
    /// Several delimiters count as one.
    pub runs: bool,
}

/// A cell's place, without its quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// First byte.
    pub from: usize,
    /// Behind the last byte.
    pub to: usize,
    /// It was in quotes.
    pub quoted: bool,
    /// It has a quote where none belongs.
    pub stray: bool,
}

/// The cells of a sample.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// All cells, row after row.
    pub cells: Vec<Span>,
    /// Where each row ends in `cells`.
    pub ends: Vec<usize>,
    /// Where each delimiter begins.
    pub cuts: Vec<usize>,
    /// Quotes inside quotes that were written twice.
    pub doubled: usize,
    /// Quotes inside quotes with a backslash before them.
    pub escaped: usize,
    /// Quotes that open and never close.
    pub open: usize,
}

impl Scan {
    /// The rows as slices.
    pub fn rows(&self) -> impl Iterator<Item = &[Span]> {
        let mut from = 0;
        self.ends.iter().map(move |end| {
            let row = self.cells.get(from..*end).unwrap_or(&[]);
            from = *end;
            row
        })
    }
}

/// What a quoted cell came to.
enum Quoted {
    /// Its text ends here, the next cell or line begins there.
    Closed { to: usize, next: usize, stray: bool },
    /// Its quote is no quote.
    Open,
}

/// Adds the rows of `text` to `scan`, at most `limit` in all.
pub(super) fn rows(text: &[u8], form: Form<'_>, limit: usize, scan: &mut Scan) {
    let mut at = 0;
    let mut first = scan.cells.len();
    let line_end = |at: usize| matches!(text.get(at), Some(b'\n' | b'\r'));
    while at < text.len() && scan.ends.len() < limit {
        // A line without a byte is no row.
        if scan.cells.len() == first && line_end(at) {
            at += 1;
            continue;
        }
        if form.runs && scan.cells.len() == first {
            at = past(text, at, form);
            if at >= text.len() || line_end(at) {
                continue;
            }
        }
        let (span, next) = cell(text, at, form, scan);
        if scan.cells.len() - first < MAX_COLUMNS {
            scan.cells.push(span);
        }
        at = next;
        if at < text.len() && !form.delimiter.is_empty() && starts(text, at, form.delimiter) {
            scan.cuts.push(at);
            at += form.delimiter.len();
            if form.runs {
                at = past(text, at, form);
            }
            if at < text.len() && !(form.runs && line_end(at)) {
                continue;
            }
            if !form.runs {
                // The delimiter was the last byte: an empty cell follows.
                scan.cells.push(Span { from: at, to: at, quoted: false, stray: false });
            }
        }
        if at < text.len() {
            at += if text.get(at) == Some(&b'\r') && text.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
        }
        scan.ends.push(scan.cells.len());
        first = scan.cells.len();
    }
    scan.cells.truncate(first);
}

/// Behind the delimiters that stand at `at`.
fn past(text: &[u8], mut at: usize, form: Form<'_>) -> usize {
    while starts(text, at, form.delimiter) {
        at += form.delimiter.len();
    }
    at
}

fn starts(text: &[u8], at: usize, with: &[u8]) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(with))
}

/// The cell that begins at `at`, and where its delimiter or line end stands.
fn cell(text: &[u8], at: usize, form: Form<'_>, scan: &mut Scan) -> (Span, usize) {
    if let Some(quote) = form.quote.filter(|_| scan.open < MAX_OPEN) {
        let mut open = at;
        while matches!(text.get(open), Some(b' ' | b'\t')) && !starts(text, open, form.delimiter) {
            open += 1;
        }
        if text.get(open) == Some(&quote) {
            match quoted(text, open, quote, form, scan) {
                Quoted::Closed { to, next, stray } => {
                    return (Span { from: open + 1, to, quoted: true, stray }, next);
                }
                Quoted::Open => scan.open += 1,
            }
        }
    }
    let mut end = at;
    let mut stray = false;
    let head = form.delimiter.first().copied();
    while let Some(b) = text.get(end) {
        if matches!(b, b'\n' | b'\r') || (Some(*b) == head && starts(text, end, form.delimiter)) {
            break;
        }
        stray |= Some(*b) == form.quote;
        end += 1;
    }
    (Span { from: at, to: end, quoted: false, stray }, end)
}

fn quoted(text: &[u8], open: usize, quote: u8, form: Form<'_>, scan: &mut Scan) -> Quoted {
    let mut at = open + 1;
    let (mut lines, mut stray, mut doubled, mut escaped) = (0, false, 0, 0);
    while let Some(b) = text.get(at) {
        if at - open > MAX_QUOTED || lines > MAX_LINES {
            return Quoted::Open;
        }
        if *b == b'\n' {
            lines += 1;
        } else if *b == b'\\' && form.backslash {
            escaped += usize::from(text.get(at + 1) == Some(&quote));
            at += 1;
        } else if *b == quote {
            if text.get(at + 1) == Some(&quote) && !form.backslash {
                doubled += 1;
                at += 2;
                continue;
            }
            let mut next = at + 1;
            while matches!(text.get(next), Some(b' ' | b'\t')) && !starts(text, next, form.delimiter) {
                next += 1;
            }
            let ends = match text.get(next) {
                None | Some(b'\n' | b'\r') => true,
                Some(_) => !form.delimiter.is_empty() && starts(text, next, form.delimiter),
            };
            if ends {
                scan.doubled += doubled;
                scan.escaped += escaped;
                return Quoted::Closed { to: at, next, stray };
            }
            stray = true;
        }
        at += 1;
    }
    Quoted::Open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, delimiter: &str, quote: Option<u8>, backslash: bool) -> Vec<Vec<String>> {
        let mut scan = Scan::default();
        let form = Form { delimiter: delimiter.as_bytes(), quote, backslash, runs: false };
        rows(text.as_bytes(), form, 100, &mut scan);
        let told = |s: &Span| text.get(s.from..s.to).unwrap().to_owned();
        scan.rows().map(|row| row.iter().map(told).collect()).collect()
    }

    #[test]
    fn splits() {
        assert_eq!(split("a,b\r\n\r\nc,\n", ",", Some(b'"'), false), [["a", "b"], ["c", ""]]);
        assert_eq!(split("a||b||c\rd||e||f", "||", None, false), [["a", "b", "c"], ["d", "e", "f"]]);
        assert_eq!(split("\"a,\nb\",c\n", ",", Some(b'"'), false), [["a,\nb", "c"]]);
        assert_eq!(split("'a;b'; 'c'\n", ";", Some(b'\''), false), [["a;b", "c"]]);
        assert_eq!(split("\"a\\\"\",b\n", ",", Some(b'"'), true), [["a\\\"", "b"]]);
        assert_eq!(split("\"a,b\nc,d\n", ",", Some(b'"'), false), [["\"a", "b"], ["c", "d"]]);
        assert_eq!(split("one\ntwo\n", "", Some(b'"'), false), [["one"], ["two"]]);
        assert_eq!(split("a,b,", ",", None, false), [["a", "b", ""]]);
    }

    #[test]
    fn runs_of_blanks_are_one() {
        let mut scan = Scan::default();
        let text = "  id   n \n1    \"x y\" \n\n   \n 2  z";
        let form = Form { delimiter: b" ", quote: Some(b'"'), backslash: false, runs: true };
        rows(text.as_bytes(), form, 100, &mut scan);
        let told = |s: &Span| text.get(s.from..s.to).unwrap();
        let all: Vec<Vec<&str>> = scan.rows().map(|row| row.iter().map(told).collect()).collect();
        assert_eq!(all, [["id", "n"], ["1", "x y"], ["2", "z"]]);
    }
}
