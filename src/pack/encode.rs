//! Texts made fit for where they stand in a pack, and made what they were again.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// JSON inside an element: each `<` is written `\u003c`, which is the same text to whoever reads the JSON and closes no
/// element. [`unscripted`] gives the same bytes back, for serde_json itself never writes a `<` so.
pub(super) fn scripted(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// The JSON as it was before [`scripted`].
pub(super) fn unscripted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        rest = if let Some(after) = after.strip_prefix("u003c") {
            out.push('<');
            after
        } else {
            // The character behind a backslash belongs to it: two of them are one that is meant.
            out.push('\\');
            let next = after.chars().next().map_or(0, char::len_utf8);
            let (escaped, after) = after.split_at_checked(next).unwrap_or((after, ""));
            out.push_str(escaped);
            after
        };
    }
    out + rest
}

/// SHA-256 of a text, as lower-case hex.
pub fn sha256(text: &str) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(text) {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// SHA-256 of a text in base 64, as a content security policy names it.
pub(super) fn csp_hash(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(44);
    for three in Sha256::digest(text).chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = DIGITS.get((bits >> (18 - 6 * place) & 63) as usize).filter(|_| place <= three.len());
            out.push(char::from(*digit.unwrap_or(&b'=')));
        }
    }
    out
}

/// An address that is the file itself.
pub(super) fn data_link(mime: &str, text: &str) -> String {
    let mut out = format!("data:{mime};charset=utf-8,");
    out.reserve(text.len() * 3 / 2);
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'-'
            | b'_'
            | b'.'
            | b'~'
            | b','
            | b'/'
            | b':'
            | b';'
            | b'='
            | b'('
            | b')' => {
                out.push(char::from(byte));
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hashes_are_the_known_ones() {
        assert_eq!(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(csp_hash("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        assert_eq!(data_link("text/csv", "a,=\"<é\r\n"), "data:text/csv;charset=utf-8,a,=%22%3C%C3%A9%0D%0A");
    }

    proptest! {
        #[test]
        fn json_comes_back_byte_for_byte(texts in prop::collection::vec(prop_oneof![any::<String>(), "[\\\\u03c<\"/!-]{0,12}"], 0..8)) {
            let json = serde_json::to_string_pretty(&texts).unwrap();
            let within = scripted(&json);
            prop_assert!(!within.contains('<'));
            prop_assert_eq!(serde_json::from_str::<Vec<String>>(&within).unwrap(), texts);
            prop_assert_eq!(unscripted(&within), json);
        }
    }
}
