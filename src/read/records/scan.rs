//! The way through a line without quotes: eight bytes at a time, noting where its cells end.
//!
//! Plain Rust on 64-bit words, because the worker is built without vector instructions; a line of a ledger is too
//! short for a search per cell to pay.

use super::MAX_COLUMNS;

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;
/// Above every control character that matters: NUL, tab, line feed, carriage return.
const CONTROL: u64 = LOW * 0x0E;

/// Where the scan stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// At a line end.
    Line(usize),
    /// At something that needs a closer look: a quote, a NUL, an escape.
    Closer,
    /// The bytes ended before the line did.
    More,
}

/// What the scan looks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan {
    /// First byte of the delimiter.
    delimiter: Option<u8>,
    quote: Option<u8>,
    escape: Option<u8>,
    /// The same, in all eight bytes of a word; what isn't looked for is a line feed, which is found anyway.
    words: [u64; 3],
}

impl Scan {
    /// A scan for these bytes.
    pub fn new(delimiter: Option<u8>, quote: Option<u8>, escape: Option<u8>) -> Self {
        let word = |byte: Option<u8>| LOW * u64::from(byte.unwrap_or(b'\n'));
        Scan { delimiter, quote, escape, words: [word(delimiter), word(quote), word(escape)] }
    }

    /// Notes in `ends` where the cells of the line at the start of `bytes` end. `delimiter` is the whole of it.
    /// `ends` never grows beyond one more than the columns a row may have.
    #[inline]
    pub fn line(&self, bytes: &[u8], delimiter: &[u8], ends: &mut Vec<usize>) -> Stop {
        ends.clear();
        let mut from = 0;
        // Bytes before this belong to a delimiter that was already noted.
        let mut past = 0;
        loop {
            let rest = bytes.get(from..).unwrap_or(&[]);
            let word = match rest.first_chunk::<8>() {
                Some(chunk) => u64::from_le_bytes(*chunk),
                None if rest.is_empty() => return Stop::More,
                None => rest.iter().rev().fold(u64::MAX, |word, b| word << 8 | u64::from(*b)),
            };
            let mut hits = self.hits(word);
            while hits != 0 {
                let at = from + (hits.trailing_zeros() >> 3) as usize;
                hits &= hits - 1;
                let Some(&byte) = bytes.get(at) else { return Stop::More };
                if Some(byte) == self.delimiter {
                    if delimiter.len() > 1 {
                        if at < past || !bytes.get(at..).unwrap_or(&[]).starts_with(delimiter) {
                            continue;
                        }
                        past = at + delimiter.len();
                    }
                    if ends.len() <= MAX_COLUMNS {
                        ends.push(at);
                    }
                } else if byte == b'\n' || byte == b'\r' {
                    ends.push(at);
                    return Stop::Line(at);
                } else if byte == 0 || Some(byte) == self.quote || Some(byte) == self.escape {
                    return Stop::Closer;
                }
            }
            from += 8;
        }
    }

    /// The high bit of each byte that may be one of those looked for. A false alarm is possible right above a hit
    /// and at other control characters; it costs a look, no more.
    #[inline]
    fn hits(&self, word: u64) -> u64 {
        let zero = |word: u64| word.wrapping_sub(LOW) & !word;
        let [delimiter, quote, escape] = self.words;
        let control = word.wrapping_sub(CONTROL) & !word;
        let mut hits = zero(word ^ delimiter) | zero(word ^ quote) | control;
        if self.escape.is_some() {
            hits |= zero(word ^ escape);
        }
        hits & HIGH
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn notes_ends_and_stops() {
        let scan = |bytes: &[u8], delimiter: &[u8]| {
            let mut ends = Vec::new();
            let stop =
                Scan::new(delimiter.first().copied(), Some(b'"'), None).line(bytes, delimiter, &mut ends);
            (stop, ends)
        };
        assert_eq!(scan(b"ab,c,,\nx", b","), (Stop::Line(6), vec![2, 4, 5, 6]));
        assert_eq!(scan(b"ab||c|||d\r", b"||"), (Stop::Line(9), vec![2, 5, 9]));
        assert_eq!(scan("甲，乙\n".as_bytes(), "，".as_bytes()), (Stop::Line(9), vec![3, 9]));
        assert_eq!(scan(b"a\tb,\tc\n", b"\t"), (Stop::Line(6), vec![1, 4, 6]));
        assert_eq!(scan(b"ab,c", b",").0, Stop::More);
        assert_eq!(scan(b"ab,\"c\n", b",").0, Stop::Closer);
        assert_eq!(scan(b"ab,c\0\n", b",").0, Stop::Closer);
        assert_eq!(scan(b"a,b;c\n", b""), (Stop::Line(5), vec![5]));
    }

    proptest! {
        #[test]
        fn as_a_byte_at_a_time(bytes in prop::collection::vec(prop_oneof![Just(b','), Just(b'-'), Just(b'\n'), Just(b'\r'), Just(b'"'), Just(0u8), any::<u8>()], 0..40)) {
            let mut ends = Vec::new();
            let stop = Scan::new(Some(b','), Some(b'"'), None).line(&bytes, b",", &mut ends);
            let hit = bytes.iter().position(|b| matches!(b, b'\n' | b'\r' | b'"' | 0));
            let expected = match hit {
                None => Stop::More,
                Some(at) if matches!(bytes[at], b'\n' | b'\r') => Stop::Line(at),
                Some(_) => Stop::Closer,
            };
            prop_assert_eq!(stop, expected);
            if let Stop::Line(at) = stop {
                let commas: Vec<usize> = (0..=at).filter(|i| *i == at || bytes[*i] == b',').collect();
                prop_assert_eq!(ends, commas);
            }
        }
    }
}
