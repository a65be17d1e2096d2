//! Files saved as CSV twice: each line is one quoted cell that holds a whole line, its quotes doubled.
//!
//! The outer quotes are taken off line by line before anything else looks at the text, so lines keep their numbers.
//! A line that isn't written so passes as it stands.

use memchr::memchr2;

/// A line longer than this is passed on as it stands.
const MAX_LINE: usize = 4 << 20;
/// Lines that are asked before a file is taken for one.
const LINES: usize = 400;

/// Takes the outer quotes off, whatever chunks the text comes in.
#[derive(Debug, Default)]
pub(in crate::read) struct Wrapped {
    /// The beginning of a line that goes on in the next chunk.
    carry: Vec<u8>,
    /// The line is too long to be held: its rest passes.
    passing: bool,
    /// The outer cell goes on in the next line.
    open: bool,
    out: Vec<u8>,
}

impl Wrapped {
    /// Takes the next bytes and hands out the text they hold.
    pub fn pass(&mut self, bytes: &[u8], sink: &mut dyn FnMut(&[u8])) {
        let mut out = std::mem::take(&mut self.out);
        let mut rest = bytes;
        while let Some(end) = memchr2(b'\n', b'\r', rest) {
            let (line, tail) = rest.split_at_checked(end).unwrap_or((rest, &[]));
            if self.passing {
                out.extend_from_slice(line);
                self.passing = false;
            } else if self.carry.is_empty() {
                self.line(line, &mut out);
            } else {
                let mut whole = std::mem::take(&mut self.carry);
                whole.extend_from_slice(line);
                self.line(&whole, &mut out);
                whole.clear();
                self.carry = whole;
            }
            out.extend(tail.first());
            rest = tail.get(1..).unwrap_or(&[]);
        }
        if self.passing {
            out.extend_from_slice(rest);
        } else {
            self.carry.extend_from_slice(rest);
            if self.carry.len() > MAX_LINE {
                out.append(&mut self.carry);
                (self.passing, self.open) = (true, false);
            }
        }
        sink(&out);
        out.clear();
        self.out = out;
    }

    /// The end of the text: its last line.
    pub fn finish(&mut self, sink: &mut dyn FnMut(&[u8])) {
        let line = std::mem::take(&mut self.carry);
        let mut out = Vec::new();
        self.line(&line, &mut out);
        sink(&out);
    }

    /// Takes one line, without its end; says whether it is a part of a quoted cell.
    fn line(&mut self, line: &[u8], out: &mut Vec<u8>) -> bool {
        let from = out.len();
        // Where a cell that goes on doesn't close as it should, the line may begin one of its own.
        let goes_on = Some(line).filter(|_| self.open);
        for inner in goes_on.into_iter().chain(line.strip_prefix(b"\"")) {
            if let Some(open) = undoubled(inner, out) {
                self.open = open;
                return true;
            }
            out.truncate(from);
        }
        self.open = false;
        out.extend_from_slice(line);
        false
    }
}

/// The rest of a quoted cell with its quotes undoubled, and whether it goes on in the next line; `None` where a
/// quote in it is alone, or something stands behind it.
fn undoubled(inner: &[u8], out: &mut Vec<u8>) -> Option<bool> {
    let mut rest = inner;
    loop {
        let Some(at) = memchr::memchr(b'"', rest) else {
            out.extend_from_slice(rest);
            return Some(true);
        };
        out.extend_from_slice(rest.get(..at).unwrap_or(&[]));
        match rest.get(at + 1..).unwrap_or(&[]) {
            [b'"', tail @ ..] => {
                out.push(b'"');
                rest = tail;
            }
            tail => return tail.trim_ascii().is_empty().then_some(false),
        }
    }
}

/// The text in the lines of a head, where each of them is one quoted cell; `None` where one isn't, and where they
/// are too few to tell.
pub(in crate::read) fn unwrapped(head: &[u8], whole: bool) -> Option<Vec<u8>> {
    let end = if whole { head.len() } else { head.iter().rposition(|b| *b == b'\n' || *b == b'\r')? };
    let head = head.get(..end).unwrap_or(head);
    let (mut wrapped, mut out) = (Wrapped::default(), Vec::new());
    let lines = head.split(|b| *b == b'\n' || *b == b'\r').filter(|line| !line.is_empty()).take(LINES);
    let mut cells = 0;
    for line in lines {
        if !wrapped.line(line, &mut out) {
            return None;
        }
        out.clear();
        cells += usize::from(!wrapped.open);
    }
    if cells < 2 || whole && wrapped.open {
        return None;
    }
    let mut wrapped = Wrapped::default();
    wrapped.pass(head, &mut |text| out.extend_from_slice(text));
    wrapped.finish(&mut |text| out.extend_from_slice(text));
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pass(text: &str, chunk: usize) -> String {
        let (mut wrapped, mut out) = (Wrapped::default(), Vec::new());
        for bytes in text.as_bytes().chunks(chunk) {
            wrapped.pass(bytes, &mut |text| out.extend_from_slice(text));
        }
        wrapped.finish(&mut |text| out.extend_from_slice(text));
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn takes_the_outer_quotes_off_and_leaves_other_lines() {
        let text = "\"a,b\"\r\n\"1,\"\"x, y\"\"\"\r\n\r\nplain,line\r\n\"z\",2\r\n\"3,\"\"two\r\nlines\"\"\"\r\n\"5,6\"";
        let told = "a,b\r\n1,\"x, y\"\r\n\r\nplain,line\r\n\"z\",2\r\n3,\"two\r\nlines\"\r\n5,6";
        assert_eq!(pass(text, 1000), told);
    }

    #[test]
    fn every_line_must_be_one_cell() {
        assert!(unwrapped(b"\"a,b\"\n\"1,2\"\n", true).is_some());
        assert!(unwrapped(b"\"a,b\"\n\"1\",\"2\"\n", true).is_none());
        assert!(unwrapped(b"\"a,b\"\n1,2\n", true).is_none());
        assert!(unwrapped(b"\"a,b\"\n\"1,2\n", true).is_none());
        assert!(unwrapped(b"", true).is_none());
    }

    proptest! {
        #[test]
        fn chunks_make_no_difference(text in "[a,\"\n\r]{0,40}", chunk in 1usize..7) {
            prop_assert_eq!(pass(&text, chunk), pass(&text, 1000));
        }

        #[test]
        fn what_was_wrapped_comes_back(rows in prop::collection::vec("[a,\" ]{1,9}", 1..6)) {
            let wrap = |row: &String| format!("\"{}\"\n", row.replace('"', "\"\""));
            let plain: String = rows.iter().map(|row| format!("{row}\n")).collect();
            prop_assert_eq!(pass(&rows.iter().map(wrap).collect::<String>(), 1000), plain);
        }
    }
}
