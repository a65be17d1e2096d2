//! The way through a line without quotes: eight bytes at a time, noting where its cells end.
//!
//! Plain Rust on 64-bit words, because the worker is built without vector instructions; a line of a ledger is too
//! short for a search per cell to pay.

use super::MAX_COLUMNS;

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;
/// Above every control character that matters: NUL, tab, line feed, carriage return.
const CONTROL: u64 = LOW * 0x0E;

/// What the scan looks for. What isn't looked for stands as a line feed, which is met first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan {
    /// First byte of the delimiter.
    delimiter: u8,
    quote: u8,
    escape: u8,
}

/// Room for where the cells of a line end: one more than the columns a row may have.
pub(super) type Ends = Box<[usize]>;

/// As far as the scan came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scanned {
    /// Bytes of whole lines. What follows is a line that needs a closer look, or has no end yet.
    pub taken: usize,
    /// They end in a carriage return with nothing behind it.
    pub after_cr: bool,
}

impl Scan {
    /// A scan for these bytes.
    pub fn new(delimiter: Option<u8>, quote: Option<u8>, escape: Option<u8>) -> Self {
        let or_none = |byte: Option<u8>| byte.unwrap_or(b'\n');
        Scan { delimiter: or_none(delimiter), quote: or_none(quote), escape: or_none(escape) }
    }

    /// Room for a line's ends.
    pub fn ends() -> Ends {
        vec![0; MAX_COLUMNS + 1].into()
    }

    /// Hands out the plain lines at the start of `bytes`, each with where its cells end and where the next line
    /// begins. `delimiter` is the whole of it. More columns than a row may have are told by one end too many.
    #[inline]
    pub fn lines(
        &self,
        bytes: &[u8],
        delimiter: &[u8],
        ends: &mut [usize],
        mut line: impl FnMut(&[u8], &[usize], usize),
    ) -> Scanned {
        let spread = |byte: u8| LOW * u64::from(byte);
        let words = [spread(self.delimiter), spread(self.quote), spread(self.escape)];
        let mut from = 0;
        let mut start = 0;
        let mut cells = 0;
        // Bytes before this belong to a delimiter or a line end that was already met.
        let mut past = 0;
        let note = |ends: &mut [usize], cells: &mut usize, end: usize| {
            if let Some(slot) = ends.get_mut(*cells) {
                *slot = end;
                *cells += 1;
            }
        };
        loop {
            let rest = bytes.get(from..).unwrap_or(&[]);
            let word = match rest.first_chunk::<8>() {
                Some(chunk) => u64::from_le_bytes(*chunk),
                None if rest.is_empty() => return Scanned { taken: start, after_cr: false },
                None => rest.iter().rev().fold(u64::MAX, |word, b| word << 8 | u64::from(*b)),
            };
            let mut hits = self.hits(word, words);
            while hits != 0 {
                let at = from + (hits.trailing_zeros() >> 3) as usize;
                hits &= hits - 1;
                let Some(&byte) = bytes.get(at) else { break };
                if byte == b'\n' || byte == b'\r' {
                    if at < past {
                        continue;
                    }
                    note(ends, &mut cells, at - start);
                    let text = bytes.get(start..at).unwrap_or(&[]);
                    start = at + 1;
                    let mut after_cr = false;
                    if byte == b'\r' {
                        match bytes.get(start) {
                            Some(b'\n') => start += 1,
                            Some(_) => {}
                            None => after_cr = true,
                        }
                    }
                    line(text, ends.get(..cells).unwrap_or(&[]), start);
                    if after_cr {
                        return Scanned { taken: start, after_cr };
                    }
                    cells = 0;
                    past = start;
                } else if byte == self.delimiter {
                    if delimiter.len() > 1 {
                        if at < past || !bytes.get(at..).unwrap_or(&[]).starts_with(delimiter) {
                            continue;
                        }
                        past = at + delimiter.len();
                    }
                    note(ends, &mut cells, at - start);
                } else if byte == self.quote || byte == 0 || byte == self.escape {
                    return Scanned { taken: start, after_cr: false };
                }
            }
            from += 8;
        }
    }

    /// The high bit of each byte that may be one of those looked for. A false alarm is possible right above a hit
    /// and at other control characters; it costs a look, no more.
    #[inline]
    fn hits(&self, word: u64, [delimiter, quote, escape]: [u64; 3]) -> u64 {
        let zero = |word: u64| word.wrapping_sub(LOW) & !word;
        let control = word.wrapping_sub(CONTROL) & !word;
        let mut hits = zero(word ^ delimiter) | zero(word ^ quote) | control;
        if self.escape != b'\n' {
            hits |= zero(word ^ escape);
        }
        hits & HIGH
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Lines = Vec<(Vec<u8>, Vec<usize>)>;

    fn scan(bytes: &[u8], delimiter: &[u8]) -> (Scanned, Lines) {
        let mut found = Vec::new();
        let scan = Scan::new(delimiter.first().copied(), Some(b'"'), None);
        let scanned = scan.lines(bytes, delimiter, &mut Scan::ends(), |line, ends, _| {
            found.push((line.to_vec(), ends.to_vec()));
        });
        (scanned, found)
    }

    #[test]
    fn notes_ends_and_stops() {
        let first = |bytes: &[u8], delimiter: &[u8]| {
            let (scanned, lines) = scan(bytes, delimiter);
            (scanned.taken, lines.into_iter().next().map(|(_, ends)| ends).unwrap_or_default())
        };
        assert_eq!(first(b"ab,c,,\nx", b","), (7, vec![2, 4, 5, 6]));
        assert_eq!(first(b"ab||c|||d\r\n", b"||"), (11, vec![2, 5, 9]));
        assert_eq!(first("甲，乙\n".as_bytes(), "，".as_bytes()), (10, vec![3, 9]));
        assert_eq!(first(b"a\tb,\tc\n", b"\t"), (7, vec![1, 4, 6]));
        assert_eq!(first(b"a,b;c\n", b""), (6, vec![5]));
        for stops in [&b"ab,c"[..], b"ab,\"c\n", b"ab,c\0\n"] {
            assert_eq!(scan(stops, b","), (Scanned { taken: 0, after_cr: false }, vec![]));
        }
        assert!(scan(b"a\r", b",").0.after_cr);
    }

    proptest! {
        #[test]
        fn as_a_byte_at_a_time(bytes in prop::collection::vec(prop_oneof![3 => Just(b','), 3 => Just(b'-'), 2 => Just(b'\n'), 1 => Just(b'\r'), 1 => Just(b'"'), 1 => Just(0u8), 1 => any::<u8>()], 0..60)) {
            let (scanned, found) = scan(&bytes, b",");
            let hit = bytes.iter().position(|b| matches!(b, b'"' | 0)).unwrap_or(bytes.len());
            let (mut lines, mut line, mut ends, mut taken, mut at) = (Lines::new(), Vec::new(), Vec::new(), 0, 0);
            while at < hit {
                match bytes[at] {
                    b'\n' | b'\r' => {
                        at += usize::from(bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n'));
                        ends.push(line.len());
                        lines.push((std::mem::take(&mut line), std::mem::take(&mut ends)));
                        taken = at + 1;
                    }
                    b => {
                        if b == b',' {
                            ends.push(line.len());
                        }
                        line.push(b);
                    }
                }
                at += 1;
            }
            prop_assert_eq!((scanned.taken, found), (taken, lines));
        }
    }
}
