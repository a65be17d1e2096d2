//! What a cell looks like at a glance, on bytes alone: enough to tell a column from a piece of a sentence.

/// A kind of cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Kind {
    /// Nothing.
    Empty,
    /// A number, an amount, a percentage.
    Number,
    /// A date, with or without a time.
    Date,
    /// A time of day.
    Time,
    /// An e-mail address, a URL, a path.
    Link,
    /// Yes or no.
    Bool,
    /// One word: a code, a name, an id.
    Word,
    /// Several words.
    Text,
    /// Holds what other dialects part cells with, or begins or ends with it.
    Odd,
}

impl Kind {
    /// How much a cell of this kind speaks for the cut that made it.
    pub fn weight(self) -> f64 {
        match self {
            Kind::Number | Kind::Date | Kind::Time | Kind::Link => 1.0,
            Kind::Word | Kind::Bool => 0.95,
            Kind::Text => 0.85,
            Kind::Empty => 0.75,
            Kind::Odd => 0.2,
        }
    }

    /// Whether cells of this kind are data rather than names.
    pub fn is_data(self) -> bool {
        matches!(self, Kind::Number | Kind::Date | Kind::Time | Kind::Link)
    }
}

/// The kind of a cell's bytes.
pub(in crate::read) fn kind(cell: &[u8]) -> Kind {
    let cell = cell.trim_ascii();
    match cell {
        [] => return Kind::Empty,
        _ if is_bool(cell) => return Kind::Bool,
        _ => {}
    }
    let digits = cell.iter().filter(|b| b.is_ascii_digit()).count();
    if digits > 0 && cell.len() <= 40 {
        let date = || date_or_time(cell);
        let named = cell.iter().filter(|b| b.is_ascii_alphabetic()).count() >= 3;
        if let Some(kind) = named.then(date).flatten() {
            return kind;
        }
        if is_number(cell, digits) {
            return Kind::Number;
        }
        if let Some(kind) = date() {
            return kind;
        }
    }
    if is_link(cell) {
        return Kind::Link;
    }
    text(cell)
}

fn is_bool(cell: &[u8]) -> bool {
    const WORDS: [&[u8]; 8] = [b"true", b"false", b"yes", b"no", b"null", b"nan", b"na", b"n/a"];
    cell.len() <= 5 && WORDS.iter().any(|w| cell.eq_ignore_ascii_case(w))
}

/// Digits with signs, one kind of grouping, a decimal mark, an exponent, a currency or a percentage.
fn is_number(cell: &[u8], digits: usize) -> bool {
    let mut marks = [0usize; 2];
    let (mut letters, mut other, mut blanks, mut minus) = (0, 0, 0, 0);
    for b in cell {
        match b {
            b'0'..=b'9' => {}
            b'.' => marks[0] += 1,
            b',' => marks[1] += 1,
            b'-' | b'+' | b'(' | b')' => minus += 1,
            b' ' | b'\'' => blanks += 1,
            b'$' | b'%' | 0xA0..=0xFF | 0x80..=0x9F => other += 1,
            b'A'..=b'Z' | b'a'..=b'z' => letters += 1,
            _ => return false,
        }
    }
    // "1E+05", "12 EUR", "3 kg": few letters, and digits first or last.
    let edges = cell.first().is_some_and(u8::is_ascii_digit) || cell.last().is_some_and(u8::is_ascii_digit);
    let lead = matches!(cell.first(), Some(b'.' | b',')) && digits == 0;
    let inner_minus =
        minus > 2 || cell.iter().skip(1).any(|b| *b == b'-') && letters == 0 && cell.last() != Some(&b'-');
    // A group has three digits: "1,23,4" is a list.
    let grouped = marks[0] + marks[1] <= 1 || groups_of_three(cell);
    !lead
        && grouped
        && !(inner_minus && letters == 0)
        && (letters == 0 || letters <= 3 && edges && blanks <= 2 && marks[0] + marks[1] <= 2)
        && other <= 12
        && blanks <= 4
        && (blanks == 0 || letters > 0 || other > 0 || groups_of_three(cell))
        && (letters == 0 || blanks > 0 || is_exponent(cell))
}

fn is_exponent(cell: &[u8]) -> bool {
    let letters: Vec<u8> = cell.iter().copied().filter(u8::is_ascii_alphabetic).collect();
    matches!(letters.as_slice(), [b'e' | b'E'])
        && cell.first().is_some_and(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.'))
}

/// Whether all groups of digits but the first and, behind another mark, the last have three digits.
fn groups_of_three(cell: &[u8]) -> bool {
    let end = cell.iter().rposition(u8::is_ascii_digit).map_or(0, |i| i + 1);
    let start = cell.iter().position(u8::is_ascii_digit).unwrap_or(0);
    let body = cell.get(start..end).unwrap_or(&[]);
    let last = body.iter().rposition(|b| !b.is_ascii_digit());
    let Some(last) = last else { return true };
    let first = body.iter().position(|b| !b.is_ascii_digit()).unwrap_or(last);
    let decimal = body.get(first) != body.get(last);
    let whole = if decimal { body.get(..last).unwrap_or(&[]) } else { body };
    let mut groups = whole.split(|b| !b.is_ascii_digit());
    groups.next().is_some_and(|g| (1..=3).contains(&g.len())) && groups.all(|g| g.len() == 3)
}

/// `2024-01-05`, `5.1.2024`, `01/05/2024 10:00`, `Jan 5 2024`, `2024-01`, `10:00:05`.
fn date_or_time(cell: &[u8]) -> Option<Kind> {
    let mut parts = 0;
    let mut in_digits = 0;
    let mut colons = 0;
    let mut separators = 0;
    let mut letters = 0;
    let mut commas = 0;
    for b in cell {
        match b {
            b'0'..=b'9' => {
                in_digits += 1;
                parts += usize::from(in_digits == 1);
                if in_digits > 9 {
                    return None;
                }
                continue;
            }
            b':' => colons += 1,
            b'-' | b'/' | b'.' => separators += 1,
            b'A'..=b'Z' | b'a'..=b'z' => letters += 1,
            b' ' | b'+' => {}
            b',' => commas += 1,
            0x80..=0xFF => separators += 1,
            _ => return None,
        }
        in_digits = 0;
    }
    let ends_well = cell.last().is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    if !ends_well || !cell.first().is_some_and(u8::is_ascii_alphanumeric) || commas > 1 {
        return None;
    }
    let time = (1..=3).contains(&colons) && parts > colons;
    if time && separators <= 1 && letters <= 2 && parts <= 4 && commas == 0 {
        return Some(Kind::Time);
    }
    let dated = separators >= 2 && (letters == 0 && commas == 0 || time || month_inside(cell))
        || separators >= 1 && parts == 2 && letters == 0 && cell.len() == 7 && commas == 0
        || letters >= 3 && (1..=2).contains(&parts) && letters <= 9 && month_inside(cell);
    (dated && parts >= 1 && (colons == 0 || time) && (letters <= 9)).then_some(Kind::Date)
}

fn month_inside(cell: &[u8]) -> bool {
    const MONTHS: &[u8] = b"janfebmaraprmayjunjulaugsepoctnovdec";
    cell.windows(3).any(|w| MONTHS.chunks(3).any(|m| w.eq_ignore_ascii_case(m)))
}

fn is_link(cell: &[u8]) -> bool {
    if cell.iter().any(|b| matches!(b, b' ' | b';' | b'|' | b'\t' | b'"')) {
        return false;
    }
    let lower = |with: &[u8]| cell.get(..with.len()).is_some_and(|s| s.eq_ignore_ascii_case(with));
    if lower(b"http://") || lower(b"https://") || lower(b"ftp://") || lower(b"www.") {
        return !cell.ends_with(b",");
    }
    // A path, but not the rest of a URL.
    if matches!(cell, [b'/', b'a'..=b'z' | b'A'..=b'Z', ..]) && !cell.contains(&b',') {
        return true;
    }
    let at = cell.iter().position(|b| *b == b'@');
    at.is_some_and(|at| at > 0 && cell.get(at..).is_some_and(|rest| rest.contains(&b'.')))
        && !cell.contains(&b',')
        && !cell.contains(&b':')
}

/// Words, or what can't be one cell.
fn text(cell: &[u8]) -> Kind {
    if matches!(cell, [b'#' | b'&' | b'^' | b'~' | b'=']) {
        return Kind::Odd;
    }
    let mut blanks = 0;
    let mut depth = 0i32;
    for (i, b) in cell.iter().enumerate() {
        let next = cell.get(i + 1);
        match b {
            b' ' => blanks += 1,
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            b'\t' | b'|' | 0x01 | 0x1F => return Kind::Odd,
            // Prose has a blank behind its commas, semicolons and colons.
            b',' | b';' if next != Some(&b' ') => return Kind::Odd,
            b':' if next.is_none() => return Kind::Odd,
            _ => {}
        }
    }
    let edge = |b: Option<&u8>| matches!(b, Some(b'"' | b',' | b';' | b':' | b'=' | b'/' | b'^' | b'~'));
    let brackets = depth != 0;
    if edge(cell.first()) || matches!(cell.last(), Some(b'"' | b'=')) || brackets {
        return Kind::Odd;
    }
    if blanks == 0 { Kind::Word } else { Kind::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_cells() {
        let all = |kind_: Kind, cells: &[&str]| {
            for cell in cells {
                assert_eq!(kind(cell.as_bytes()), kind_, "{cell}");
            }
        };
        all(
            Kind::Number,
            &[
                "1",
                "-1.5",
                "1,234.56",
                "1.234,56",
                "1 234,50 €",
                "(1,234)",
                "12%",
                "$74.69",
                "1E+05",
                "1e-5",
                "¥1,234",
                "12 EUR",
                "0,5",
                "1,234-",
                ".5",
            ],
        );
        all(
            Kind::Date,
            &[
                "2024-01-05",
                "5.1.2024",
                "01/05/2024",
                "2024-01-05 10:00:00",
                "2024-01-05T10:00:00Z",
                "Jan-24",
                "Jan 5 2024",
                "2024-01",
                "28/01/2018",
            ],
        );
        all(Kind::Time, &["10:30", "10:00:05", "9:05 AM"]);
        all(Kind::Link, &["a@b.co", "https://a.b/c?d=1", "www.x.y", "/usr/bin"]);
        all(Kind::Bool, &["true", "No", "N/A"]);
        all(Kind::Word, &["abc", "MG-8769", "customer_id", "C1", "客户"]);
        all(Kind::Text, &["Acme Inc.", "Men's Boots", "well, then", "Smith, John"]);
        all(Kind::Odd, &["a;b", "a|b", "a,b", "5,A", "a\tb", "\"x", "//www.x", "f(a", "x:", "&", "/,"]);
        all(Kind::Empty, &["", "  "]);
    }
}
