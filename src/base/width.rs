//! Characters of full width as the plain ones they stand for.

/// The half-width twin of a full-width character; every kind of blank is a space.
pub fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{00A0}' | '\u{202F}' | '\u{2009}' => ' ',
        '【' => '[',
        '】' => ']',
        '￥' => '¥',
        _ => c,
    }
}
