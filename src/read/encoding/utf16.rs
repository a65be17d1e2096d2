//! UTF-16 without a mark, by its structure: line ends, delimiters and digits have a zero byte beside them, in
//! any script, and always on the same side.

/// Bytes looked at.
const LOOKED_AT: usize = 64 << 10;

/// The byte order, where the bytes are UTF-16.
pub(super) fn by_structure(body: &[u8]) -> Option<&'static str> {
    let sample = body.get(..LOOKED_AT).unwrap_or(body);
    let plain = |b: u8| matches!(b, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    let (mut units, mut little, mut big, mut both, mut none) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for pair in sample.chunks_exact(2) {
        let [a, b] = *pair else { continue };
        units += 1;
        match (a, b) {
            (0, 0) => none += 1,
            (a, 0) if plain(a) => little += 1,
            (0, b) if plain(b) => big += 1,
            (a, b) if plain(a) && plain(b) => both += 1,
            _ => {}
        }
    }
    // Text of bytes with a zero here and there is mostly pairs of plain characters; binary data has pairs of zeros.
    if both * 2 >= units || none * 50 > units {
        return None;
    }
    // 一 (U+4E00) and the wide blank (U+3000) look like plain characters of the other order.
    let enough = |one: usize, other: usize| one * 25 >= units && one > other * 2;
    match (enough(little, big), enough(big, little)) {
        (true, false) => Some("utf-16le"),
        (false, true) => Some("utf-16be"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn by_line_ends_and_digits() {
        for text in
            ["a,b\n1,2\n", "客户名称,月份\n北京云帆科技有限公司,二〇二四\n", "顧客名,月額\n株式会社,五百円\n"]
        {
            assert_eq!(by_structure(&bytes(text, false)), Some("utf-16le"), "{text}");
            assert_eq!(by_structure(&bytes(text, true)), Some("utf-16be"), "{text}");
        }
        let mut odd = bytes("客户,月份\n甲,一\n", false);
        odd.push(b'x');
        assert_eq!(by_structure(&odd), Some("utf-16le"));
        for other in [&b"a,b\n1,2\n"[..], b"a\0\0\0,b\0\0", b"customer,month\0\nC1,2\0", b"", b"\0"] {
            assert_eq!(by_structure(other), None, "{other:?}");
        }
    }
}
