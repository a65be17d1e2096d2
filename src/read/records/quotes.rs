//! Quotes that were never meant as quotes.
//!
//! A stray quote at the start of a cell makes everything up to the next quote one cell: rows vanish without a
//! trace. The splitter asks here about every record that spans lines or runs into the end of the file.

/// The offset of a quote that opens a cell and is never properly closed: the record ends inside the cell, or
/// the cell spans lines and either something other than a delimiter follows its closing quote or it is longer
/// than `limit` bytes.
pub(super) fn stray(raw: &[u8], delimiter: u8, limit: usize) -> Option<usize> {
    let mut at = 0;
    let mut cell_start = true;
    while let Some(b) = raw.get(at) {
        if *b == b'"' && cell_start {
            let Some((end, spans)) = closing(raw, at) else { return Some(at) };
            if spans && (end - at > limit || !ends_cell(raw, end + 1, delimiter)) {
                return Some(at);
            }
            at = end + 1;
            cell_start = false;
            continue;
        }
        cell_start = *b == delimiter || *b == b'\n' || *b == b'\r';
        at += 1;
    }
    None
}

/// Where the quote that opens at `open` closes, and whether a line ends in between.
fn closing(raw: &[u8], open: usize) -> Option<(usize, bool)> {
    let mut at = open + 1;
    let mut spans = false;
    while let Some(b) = raw.get(at) {
        match b {
            b'"' if raw.get(at + 1) == Some(&b'"') => at += 1,
            b'"' => return Some((at, spans)),
            b'\n' | b'\r' => spans = true,
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether a cell ends at `at`, blanks aside.
fn ends_cell(raw: &[u8], at: usize, delimiter: u8) -> bool {
    let mut rest = raw.get(at..).unwrap_or(&[]).iter();
    loop {
        match rest.next() {
            None | Some(b'\n' | b'\r') => return true,
            Some(b) if *b == delimiter => return true,
            Some(b' ' | b'\t') => {}
            Some(_) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_does_not_close() {
        let at = |s: &str| stray(s.as_bytes(), b',', 1 << 20);
        assert_eq!(at("a,\"b\nc\",d\n"), None);
        assert_eq!(at("a,\"b \"\"x\"\"\nc\" ,d\n"), None);
        assert_eq!(at("a,\"b,1\nc,\"d\",2\n"), Some(2));
        assert_eq!(at("a,\"b,1\nc,2\n"), Some(2));
        assert_eq!(at("a,\"b\"x,1\n"), None, "one line only: a slip that swallows nothing");
        assert_eq!(at("a,b\"c,1\n"), None, "not at the start of a cell");
        assert_eq!(stray(b"a,\"b\nccccccccc\",d\n", b',', 5), Some(2));
    }
}
