//! A quick hash that is the same on every machine: what a finding counts must not depend on the width of a word.

/// What is mixed in: an odd number without a pattern.
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

/// A hash being made. Not against attackers: a file can slow down nobody's tab but its reader's.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hash(u64);

impl Hash {
    /// The hash of a text.
    pub fn of(text: &[u8]) -> u64 {
        let mut hash = Hash::default();
        hash.bytes(text);
        hash.value()
    }

    /// Takes a number.
    #[inline]
    pub fn number(&mut self, number: u64) {
        // The upper bits of a product know of all below them; below, they are multiplied next.
        self.0 = (self.0 ^ number).wrapping_mul(MIX).rotate_left(32);
    }

    /// Takes bytes, and how many.
    #[inline]
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.0 ^= (bytes.len() as u64).wrapping_mul(MIX);
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.number(u64::from_le_bytes(*word)));
        match bytes.last_chunk::<8>() {
            _ if rest.is_empty() => {}
            // The last eight, some of them again.
            Some(last) => self.number(u64::from_le_bytes(*last)),
            None => self.number(rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte))),
        }
    }

    /// The hash of all that was taken.
    #[inline]
    pub fn value(self) -> u64 {
        let product = self.0.wrapping_mul(MIX);
        product ^ product >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_same_everywhere() {
        assert_eq!(Hash::of(b"customer 42"), 0xFB6D_292F_E2D4_77AC);
    }

    #[test]
    fn texts_that_are_nearly_alike_differ_in_both_halves() {
        let texts = || (0..100_000_u32).map(|n| format!("cus_{n:07}"));
        let low: BTreeSet<u32> = texts().map(|text| Hash::of(text.as_bytes()) as u32).collect();
        let high: BTreeSet<u32> = texts().map(|text| (Hash::of(text.as_bytes()) >> 32) as u32).collect();
        // By chance 100,000 numbers of 32 bits have one or two twice.
        assert!(low.len() > 99_990 && high.len() > 99_990, "{} {}", low.len(), high.len());
        let short =
            ["", "\0", "\0\0", "a", "a\0", "12345678", "12345678\0", "123456781234567", "1234567812345678"];
        let of: BTreeSet<u64> = short.iter().map(|text| Hash::of(text.as_bytes())).collect();
        assert_eq!(of.len(), short.len());
    }
}
