//! CSV that leaves us: quoted where it must be, and with nothing in it that a spreadsheet would run.

use std::borrow::Cow;

/// Writes CSV (RFC 4180) with a byte order mark and CRLF, which is what spreadsheets open rightly in any language.
///
/// A cell that a spreadsheet would take for a formula is led by an apostrophe; [`unguarded`] takes it off again.
///
/// ```
/// use ninefold::base::CsvWriter;
///
/// let mut csv = CsvWriter::new();
/// csv.cell("=1+1").cell("-5").cell("a, b").end();
/// assert_eq!(csv.finish(), "\u{feff}'=1+1,-5,\"a, b\"\r\n");
/// ```
#[derive(Clone, Debug)]
pub struct CsvWriter {
    out: String,
    begun: bool,
}

impl Default for CsvWriter {
    fn default() -> Self {
        CsvWriter { out: String::from("\u{feff}"), begun: false }
    }
}

impl CsvWriter {
    /// Nothing but the mark.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a cell to the row under way.
    pub fn cell(&mut self, text: &str) -> &mut Self {
        if self.begun {
            self.out.push(',');
        }
        // A row of one empty cell would be an empty line, which is no row.
        if text.is_empty() && !self.begun {
            self.out.push_str("\"\"");
        } else {
            self.out.push_str(&csv_cell(text));
        }
        self.begun = true;
        self
    }

    /// Ends the row.
    pub fn end(&mut self) {
        self.out.push_str("\r\n");
        self.begun = false;
    }

    /// How many bytes there are so far.
    pub fn written(&self) -> usize {
        self.out.len()
    }

    /// The text.
    pub fn finish(self) -> String {
        self.out
    }
}

/// A text as it stands in a cell: guarded, and quoted where it must be.
pub fn csv_cell(text: &str) -> Cow<'_, str> {
    let safe = guarded(text);
    if needs_quotes(&safe) { Cow::Owned(format!("\"{}\"", safe.replace('"', "\"\""))) } else { safe }
}

/// Other delimiters are quoted too: who opens the file guesses, and must not be led astray.
fn needs_quotes(text: &str) -> bool {
    text.contains([',', '"', '\r', '\n', ';', '\t', '|']) || text.trim().len() != text.len()
}

/// A text with an apostrophe before it where a spreadsheet would take it for a formula. Plain numbers are none.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_risky(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`guarded`] was given. Other texts, even those that begin with an apostrophe, stay.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_risky(rest)).unwrap_or(text)
}

/// Whether a spreadsheet could run it: a trigger stands first, or first behind what some programs drop.
fn is_risky(text: &str) -> bool {
    for c in text.chars() {
        match c {
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' => return !is_plain_number(text),
            '\t' | '\r' | '\n' | '\0' => return true,
            '"' | '\'' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{00ad}' => {}
            c if c.is_whitespace() => {}
            _ => return false,
        }
    }
    false
}

/// `-5`, `+1,234.50`, `-1.234,50`, `-2E+05`: a number as programs write it, and nothing else.
fn is_plain_number(text: &str) -> bool {
    let body = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (digits, exponent) = body.split_once(['e', 'E']).unwrap_or((body, "0"));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
        && is_digits(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_become_texts_and_numbers_stay() {
        for text in [
            "=1+1",
            "+a",
            "-cmd",
            "@x",
            "\tx",
            "\rx",
            "\nx",
            "\0x",
            "＝1",
            "－x",
            " =1",
            "\u{feff}=1",
            "\u{200b}@a",
            "\"=1",
            "'=1",
            "-1+1",
            "--1",
            "-",
            "-5 000",
            "-1e",
            "+1;=2",
        ] {
            assert_eq!(guarded(text), format!("'{text}"), "{text:?}");
        }
        for text in
            ["-5", "+1,234.50", "-1.234,50", "-2E+05", "2024-01-05", "a=b", "", "'tis", "O'Brien", "−5"]
        {
            assert_eq!(guarded(text), text, "{text:?}");
        }
    }

    #[test]
    fn a_row_of_one_empty_cell_is_a_row() {
        let mut csv = CsvWriter::new();
        csv.cell("").end();
        csv.cell("").cell("").end();
        assert_eq!(csv.finish(), "\u{feff}\"\"\r\n\"\",\r\n");
    }

    fn cell() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[-=+@'\"\t\r\n\0 ,;＝a1.\u{feff}\u{200b}]{0,6}",
            "[-+]?[0-9]{1,3}([.,][0-9]{1,3})?",
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(rows in prop::collection::vec(prop::collection::vec(cell(), 1..5), 1..6)) {
            let mut writer = CsvWriter::new();
            for row in &rows {
                row.iter().for_each(|text| { writer.cell(text); });
                writer.end();
            }
            let text = writer.finish();
            // The reader drops the mark itself.
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let back: Vec<Vec<String>> = reader
                .records()
                .map(|r| r.unwrap().iter().map(str::to_owned).collect())
                .collect();
            for cell in back.iter().flatten() {
                let first = cell.chars().next();
                let trigger = matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠'));
                prop_assert!(!trigger || is_plain_number(cell), "{:?}", cell);
            }
            let values: Vec<Vec<String>> =
                back.iter().map(|row| row.iter().map(|cell| unguarded(cell).to_owned()).collect()).collect();
            prop_assert_eq!(values, rows);
        }
    }
}
