//! What the first bytes say: text and in which encoding, or something that is no text at all.

use super::Code;

/// Turns the bytes of one encoding into text, chunk by chunk, as the WHATWG standard says; what is malformed
/// becomes U+FFFD. The command line has one made of `encoding_rs`, the browser one of its `TextDecoder`.
pub trait Decode {
    /// Appends the text of the next bytes; `last` says that there are no more.
    fn decode(&mut self, bytes: &[u8], last: bool, out: &mut String);
}

/// Gives a decoder by the encoding's name, where there is one.
pub type Decoders = fn(name: &str) -> Option<Box<dyn Decode>>;

/// The UTF-8 byte order mark.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// What a file that can be read begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Text {
    /// The encoding's name as the report prints it.
    pub encoding: &'static str,
    /// Bytes of the byte order mark.
    pub skip: usize,
}

/// Why the file as a whole is no text we read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoText {
    /// The error.
    pub code: Code,
    /// What it looks like.
    pub text: Option<&'static str>,
    /// Where.
    pub line: Option<u64>,
}

/// Magic numbers of files that people drop by mistake.
const MAGIC: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "xlsx"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "xls"),
    (b"%PDF", "pdf"),
    (b"\x1F\x8B", "gzip"),
    (b"\x89PNG\r\n\x1A\n", "png"),
    (b"\xFF\xD8\xFF", "jpeg"),
    (b"GIF8", "gif"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3\0", "sqlite"),
];

/// Looks at the head of a file; `whole` says that there is nothing behind it.
pub(super) fn look(head: &[u8], whole: bool) -> Result<Text, NoText> {
    let fail = |code, text, line| Err(NoText { code, text, line });
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return fail(Code::BinaryFile, Some(archive_kind(head, kind)), None);
    }
    if head.starts_with(b"\xFF\xFE") {
        return fail(Code::NotUtf8, Some("utf-16le"), Some(1));
    }
    if head.starts_with(b"\xFE\xFF") {
        return fail(Code::NotUtf8, Some("utf-16be"), Some(1));
    }
    let skip = if head.starts_with(BOM) { BOM.len() } else { 0 };
    let body = head.get(skip..).unwrap_or(&[]);
    if body.iter().all(u8::is_ascii_whitespace) {
        return fail(Code::EmptyFile, None, None);
    }
    if body.contains(&0) {
        return match utf16_by_zeros(body) {
            Some(name) => fail(Code::NotUtf8, Some(name), Some(1)),
            None => fail(Code::BinaryFile, None, None),
        };
    }
    if is_html(body) {
        return fail(Code::HtmlFile, None, None);
    }
    if let Err(error) = std::str::from_utf8(body) {
        // A character may be cut in two where the head ends.
        if whole || error.error_len().is_some() {
            let before = body.get(..error.valid_up_to()).unwrap_or(&[]);
            return fail(Code::NotUtf8, Some(legacy(body)), Some(line_after(before)));
        }
    }
    Ok(Text { encoding: if skip > 0 { "utf-8-bom" } else { "utf-8" }, skip })
}

/// Spreadsheets are zip archives whose first entries have telling names.
fn archive_kind(head: &[u8], kind: &'static str) -> &'static str {
    if kind != "xlsx" {
        return kind;
    }
    let holds = |needle: &[u8]| head.windows(needle.len()).take(8192).any(|w| w == needle);
    if holds(b"opendocument.spreadsheet") {
        "ods"
    } else if holds(b"[Content_Types].xml") || holds(b"xl/") || holds(b"_rels/") {
        "xlsx"
    } else {
        "zip"
    }
}

/// The line that follows `before`, counted from 1.
fn line_after(before: &[u8]) -> u64 {
    let mut line = 1;
    let mut after_cr = false;
    for b in before {
        if *b == b'\r' || (*b == b'\n' && !after_cr) {
            line += 1;
        }
        after_cr = *b == b'\r';
    }
    line
}

fn is_html(body: &[u8]) -> bool {
    let start = body.trim_ascii_start();
    ["<!doctype html", "<html", "<table", "<head", "<body"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag.as_bytes())))
}

/// UTF-16 without a mark: Western text has a zero in every other byte.
fn utf16_by_zeros(body: &[u8]) -> Option<&'static str> {
    let sample = body.get(..4096).unwrap_or(body);
    let mut zeros = [0usize; 2];
    for (i, b) in sample.iter().enumerate() {
        if let (0, Some(n)) = (*b, zeros.get_mut(i % 2)) {
            *n += 1;
        }
    }
    let [even, odd] = zeros;
    let many = sample.len() / 5;
    match (even > many, odd > many) {
        (false, true) if even * 10 < odd => Some("utf-16le"),
        (true, false) if odd * 10 < even => Some("utf-16be"),
        _ => None,
    }
}

/// A name for text that isn't UTF-8: GB18030 where every high byte begins a valid pair, else Windows-1252.
fn legacy(body: &[u8]) -> &'static str {
    let mut bytes = body.iter().copied().peekable();
    let mut pairs = 0u32;
    while let Some(lead) = bytes.next() {
        if lead < 0x80 {
            continue;
        }
        let trail = bytes.next();
        let pair = matches!(trail, Some(0x40..=0x7E | 0x80..=0xFE));
        let four = matches!(trail, Some(0x30..=0x39));
        if !(0x81..=0xFE).contains(&lead) || !(pair || four || trail.is_none()) {
            return "windows-1252";
        }
        // One accented letter before an ASCII letter looks like a pair too; Chinese has both bytes high.
        if matches!(trail, Some(0xA1..=0xFE)) {
            pairs += 1;
        }
    }
    if pairs >= 2 { "gb18030" } else { "windows-1252" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(head: &[u8]) -> (Code, Option<&'static str>) {
        let e = look(head, true).unwrap_err();
        (e.code, e.text)
    }

    #[test]
    fn tells_files_apart() {
        assert_eq!(look(b"a,b\n", true).unwrap().encoding, "utf-8");
        assert_eq!(look(b"\xEF\xBB\xBFa,b\n", true).unwrap(), Text { encoding: "utf-8-bom", skip: 3 });
        assert_eq!(code(b"").0, Code::EmptyFile);
        assert_eq!(code(b" \r\n\t").0, Code::EmptyFile);
        assert_eq!(code(b"PK\x03\x04....[Content_Types].xml"), (Code::BinaryFile, Some("xlsx")));
        assert_eq!(code(b"%PDF-1.7"), (Code::BinaryFile, Some("pdf")));
        assert_eq!(code(b"a\0\0\0,b").0, Code::BinaryFile);
        assert_eq!(code(b"\n <!DOCTYPE html><html>").0, Code::HtmlFile);
        assert_eq!(code(b"\xFF\xFEa\0"), (Code::NotUtf8, Some("utf-16le")));
        assert_eq!(code(b"a\0,\0b\0\n\0"), (Code::NotUtf8, Some("utf-16le")));
        assert_eq!(code(b"\xBF\xCD\xBB\xA7,\xD4\xC2\xB7\xDD\n"), (Code::NotUtf8, Some("gb18030")));
        assert_eq!(code(b"caf\xE9,1\n"), (Code::NotUtf8, Some("windows-1252")));
        assert_eq!(look(b"a,b\r\nc\rd\n\xE9,1\n", true).unwrap_err().line, Some(4));
        // "é" cut in two at the end of the head is no error.
        assert!(look(b"a,b\xC3", false).is_ok());
        assert!(look(b"a,b\xC3", true).is_err());
    }
}
