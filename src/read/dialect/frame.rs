//! Where a table begins: what stands above its header, which rows the header is, or that there is none.

use super::header;
use super::near::reads_like_headers;
use super::sample::{Sample, SampleRow};
use super::score::usual_width;
use super::{Dialect, kinds};
use crate::read::{Code, Quote, ReadOptions};

/// Rows in which a header is looked for.
const LOOK: usize = 60;
/// Rows that tell how wide the table is.
const WIDE: usize = 300;
/// Rows that one header may have.
const MAX_HEADER: usize = 3;
/// What comments begin with.
const MARKS: [&str; 4] = ["#", "//", "--", "%"];

/// The table in its file.
#[derive(Debug)]
pub(in crate::read) struct Frame {
    /// The header, made up where there is none, and the rows below it.
    pub sample: Sample,
    /// Line of the header; `None` where there is none.
    pub header_line: Option<u64>,
    /// Records that begin on this line or before it are above the rows.
    pub after: u64,
    /// The header was made of several rows, or cut by another delimiter: its cells are not those of its line.
    pub joined: bool,
    /// The lines above the header.
    pub above: Vec<SampleRow>,
    /// What was done to find it.
    pub notes: Vec<Note>,
    /// The header stands below other lines, which must not be skipped.
    pub below: Option<(u64, String)>,
    /// The last header is empty, and so is its column: every row ends with a delimiter.
    pub trailing: bool,
}

/// Something that was done to cut the table out of its file.
#[derive(Debug)]
pub(in crate::read) struct Note {
    /// What.
    pub code: Code,
    /// The first line.
    pub line: u64,
    /// How many lines.
    pub count: u64,
    /// What stands there.
    pub text: Option<String>,
}

impl Note {
    fn new(code: Code, line: u64, count: u64, text: Option<String>) -> Self {
        Note { code, line, count, text }
    }
}

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

impl Frame {
    /// Finds the table; `None` where no record has anything in it. `sep` says that the first line states the delimiter.
    pub fn find(
        head: &[u8],
        dialect: &Dialect,
        whole: bool,
        sep: bool,
        options: &ReadOptions,
    ) -> Option<Frame> {
        let mut rows = Sample::rows(head, dialect, whole);
        let allowed = |code: Code| !options.without.contains(&code);
        let mut notes = Vec::new();
        let mut above = Vec::new();
        if sep && rows.first().is_some_and(|r| r.line == 1) {
            notes.push(Note::new(Code::SepLine, 1, 1, Some(dialect.delimiter.clone())));
            above.push(rows.remove(0));
        }
        if rows.is_empty() {
            return None;
        }
        let width = width_of(&rows);
        if let Some(line) = options.header_line {
            return Some(told(rows, line, above, notes));
        }
        if allowed(Code::CommentSkipped) {
            let comments = comments(&rows, width);
            if comments > 0 && comments < rows.len() {
                let first = rows.first().map_or(1, |r| r.line);
                notes.push(Note::new(Code::CommentSkipped, first, comments as u64, None));
                above.extend(rows.drain(..comments));
            }
        }
        let mut joined = allowed(Code::RowDelimiter) && mend_first(&mut rows, width, dialect, &mut notes)
            || allowed(Code::StrayQuote) && unquote_first(head, &mut rows, width, dialect, &mut notes);
        let mut start = if joined { 0 } else { start(&rows, width) };
        let mut below = None;
        if start > 0 && !allowed(Code::PreambleSkipped) {
            below = rows.get(start).map(|r| (r.line, r.cells.join(", ")));
            start = 0;
        }
        let data = match rows.get(start..) {
            Some([first, below @ ..]) => header::is_data(first, below),
            _ => false,
        };
        let mut from = start;
        let mut to = start + 1;
        if !data && allowed(Code::HeaderJoined) {
            while from > 0 && to - from < MAX_HEADER {
                let (Some(upper), Some(lower)) = (rows.get(from - 1), rows.get(from)) else { break };
                if !header::is_group(upper, lower) {
                    break;
                }
                from -= 1;
            }
            while to - from < MAX_HEADER {
                let (Some(header), Some(next)) = (rows.get(to - 1), rows.get(to)) else { break };
                if !header::goes_on(header, next, rows.get(to + 1..).unwrap_or(&[])) {
                    break;
                }
                to += 1;
            }
        }
        skip(from, &mut rows, &mut above, &mut notes);
        if data {
            return Some(headless(rows, above, notes));
        }
        let count = to - from;
        let parts: Vec<SampleRow> = rows.drain(..count.min(rows.len())).collect();
        let header = parts.last()?;
        let mut header = SampleRow { line: header.line, cells: header.cells.clone(), fault: header.fault };
        let after = header.line;
        if count > 1 {
            header.cells = header::join(&parts);
            joined = true;
            let first = parts.first().map_or(after, |r| r.line);
            notes.push(Note::new(Code::HeaderJoined, first, count as u64, Some(header.cells.join(", "))));
            header.line = first;
        } else if let Some(cells) =
            allowed(Code::HeaderJoined).then(|| header::with_year(&header, &above)).flatten()
        {
            header.cells = cells;
            joined = true;
            notes.push(Note::new(Code::HeaderJoined, header.line, 2, Some(header.cells.join(", "))));
        }
        let trailing = header.cells.len() > 1
            && header.cells.last().is_some_and(String::is_empty)
            && !rows.is_empty()
            && rows.iter().all(|r| r.cell(header.cells.len() - 1).is_empty());
        let header_line = Some(header.line);
        Some(Frame {
            sample: Sample { header, rows },
            header_line,
            after,
            joined,
            above,
            notes,
            below,
            trailing,
        })
    }
}

/// The header where the user says it is.
fn told(mut rows: Vec<SampleRow>, line: u64, mut above: Vec<SampleRow>, mut notes: Vec<Note>) -> Frame {
    if line == 0 {
        return headless(rows, above, notes);
    }
    // The record on that line, or the first one below it.
    let last = rows.len().saturating_sub(1);
    let place = rows.iter().position(|r| r.line >= line).unwrap_or(last);
    skip(place, &mut rows, &mut above, &mut notes);
    let header = rows.remove(0);
    let after = header.line;
    Frame {
        header_line: Some(after),
        sample: Sample { header, rows },
        after,
        joined: false,
        above,
        notes,
        below: None,
        trailing: false,
    }
}

/// Takes the first `count` rows off a table as the titles above it, and says so.
fn skip(count: usize, rows: &mut Vec<SampleRow>, above: &mut Vec<SampleRow>, notes: &mut Vec<Note>) {
    let titles = rows.drain(..count.min(rows.len()));
    if let Some(first) = titles.as_slice().first() {
        // A title line's empty cells say nothing.
        let text = first.cells.join(" ").trim().to_owned();
        notes.push(Note::new(Code::PreambleSkipped, first.line, count as u64, Some(text)));
    }
    above.extend(titles);
}

/// A table without a header: its columns get names of their own.
fn headless(rows: Vec<SampleRow>, above: Vec<SampleRow>, mut notes: Vec<Note>) -> Frame {
    let line = rows.first().map_or(1, |r| r.line);
    let width = width_of(&rows).max(rows.first().map_or(0, |r| r.cells.len()));
    let cells: Vec<String> = (1..=width).map(|n| format!("Column {n}")).collect();
    notes.push(Note::new(Code::NoHeader, line, 0, rows.first().map(|r| r.cells.join(", "))));
    Frame {
        sample: Sample { header: SampleRow { line, cells, fault: None }, rows },
        header_line: None,
        after: line.saturating_sub(1),
        joined: false,
        above,
        notes,
        below: None,
        trailing: false,
    }
}

/// The width of the table among its first rows.
fn width_of(rows: &[SampleRow]) -> usize {
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
fn comments(rows: &[SampleRow], width: usize) -> usize {
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
fn start(rows: &[SampleRow], width: usize) -> usize {
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

/// Cuts a first row of one cell by another delimiter where that gives the table's width, and the next row is no
/// header: a title's words may be as many as the columns.
fn mend_first(rows: &mut [SampleRow], width: usize, dialect: &Dialect, notes: &mut Vec<Note>) -> bool {
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
fn unquote_first(
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

    fn find(text: &str) -> Frame {
        let dialect = Dialect::of(text.as_bytes(), true, &ReadOptions::default());
        Frame::find(text.as_bytes(), &dialect, true, false, &ReadOptions::default()).unwrap()
    }

    #[test]
    fn tables_begin_below_other_lines() {
        let at = |text: &str| find(text).header_line;
        assert_eq!(at("a,b\n1,2\n"), Some(1));
        assert_eq!(at("Report 2024\n\ncustomer_id;month;mrr\nA;2024-01;5\n"), Some(3));
        assert_eq!(
            at("PREAMBLE,,,\n,,,\nDATE,TIME,Qty,Note\n2024-01-01,10:00,5,\n2024-01-01,10:00,5,\n"),
            Some(3)
        );
        assert_eq!(at("# made by x\n# on y\na,b,c\n1,2,3\n"), Some(3));
        assert_eq!(at("#id,name\n1,x\n2,y\n"), Some(1));
        assert_eq!(at("Account,Acme\nCurrency,EUR\ncustomer,month,mrr\nA,2024-01,5\nB,2024-01,5\n"), Some(3));
        assert_eq!(at("C1,2024-01,5\nC2,2024-01,6\n"), None);
        assert_eq!(at("one\ntwo\nthree\n"), Some(1));
        assert_eq!(at("DATE,,TIME,Qty\n2024-01-01,10:00,5\n2024-01-01,10:00,5\n"), Some(1));
    }

    #[test]
    fn comments_and_dates_among_rows_are_no_headers() {
        let frame = |text: &str| {
            let found = Frame::find(
                text.as_bytes(),
                &Dialect::delimited_by(","),
                true,
                false,
                &ReadOptions::default(),
            );
            let frame = found.unwrap();
            (frame.header_line, frame.above.len())
        };
        let text = "# made by hand\n# small, and old\n# as it is\nid,n\nx,1\ny,2\n";
        assert_eq!(frame(text), (Some(4), 3));
        assert_eq!(frame("# 1,a\n# 2,b\n# 3,c\n").1, 0);
        let log = "test,begin,end,ms,,kind\na,1/2/2024 10:00,1/2/2024 10:01,3,,x\nb,1/2/2024 10:00,1/2/2024 10:02,4,,Client\nc,1/2/2024 10:00,1/2/2024 10:03,5,,x\n";
        assert_eq!(frame(log), (Some(1), 0));
    }

    #[test]
    fn the_delimiter_may_be_stated() {
        assert_eq!(sep_line(b"sep=;\r\na;b"), Some(";".to_owned()));
        assert_eq!(sep_line(b"\"sep=,\"\na,b"), Some(",".to_owned()));
        assert_eq!(sep_line(b"SEP=\t\na"), Some("\t".to_owned()));
        assert_eq!(sep_line(b"sep=ab\n"), None);
        assert_eq!(sep_line(b"separate,b\n"), None);
    }

    #[test]
    fn a_first_row_of_another_delimiter() {
        let frame = find("a;b;c\n1,2,3\n4,5,6\n7,8,9\n1,2,3\n");
        assert_eq!((frame.sample.header.cells.join("|"), frame.joined), ("a|b|c".to_owned(), true));
    }
}
