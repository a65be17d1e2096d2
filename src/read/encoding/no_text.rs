//! Files that are no text at all, by their first bytes.

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

/// The kind of a file that begins with a magic number.
pub(super) fn magic(head: &[u8]) -> Option<&'static str> {
    MAGIC.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, kind)| archive_kind(head, kind))
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

/// A web page saved under another name.
pub(super) fn is_html(body: &[u8]) -> bool {
    let start = body.trim_ascii_start();
    ["<!doctype html", "<html", "<table", "<head", "<body"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag.as_bytes())))
}

/// Bytes that no text has so many of. A few zeros or control characters are slips that the rows tell of.
pub(super) fn is_binary(body: &[u8]) -> bool {
    let sample = body.get(..64 << 10).unwrap_or(body);
    let count = |odd: fn(&u8) -> bool| sample.iter().filter(|b| odd(b)).count();
    let zeros = count(|b| *b == 0);
    let controls = count(|b| matches!(b, 2..=6 | 14..=25));
    zeros * 10 > sample.len() || controls * 50 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_files_apart() {
        assert_eq!(magic(b"PK\x03\x04....[Content_Types].xml"), Some("xlsx"));
        assert_eq!(magic(b"%PDF-1.7"), Some("pdf"));
        assert_eq!(magic(b"a,b\n"), None);
        assert!(is_html(b"\n <!DOCTYPE html><html>"));
        assert!(is_binary(b"a\0\0\0,b") && !is_binary(b"customer_id,month,mrr\nC1,2024-01,5\0\n"));
    }
}
