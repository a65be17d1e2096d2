//! Where a table begins: what stands above its header, which rows the header is, or that there is none.

mod first;
mod top;

use super::sample::{Sample, SampleRow};
use super::{Dialect, header};
use crate::read::{Code, ReadOptions};
use first::{mend_first, unquote_first};
pub(in crate::read) use first::{resplit, sep_line};
use top::{comments, start, width_of};

/// Rows that one header may have.
const MAX_HEADER: usize = 3;

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
    fn a_first_row_of_another_delimiter() {
        let frame = find("a;b;c\n1,2,3\n4,5,6\n7,8,9\n1,2,3\n");
        assert_eq!((frame.sample.header.cells.join("|"), frame.joined), ("a|b|c".to_owned(), true));
    }
}
