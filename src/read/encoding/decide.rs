//! The decision: a mark, then UTF-8 where it is valid, then UTF-16 by its structure, then the likeliest of the rest.

use super::score::{CANDIDATES, score};
use super::{Decode, Decoders, Intake, evidence, no_text, utf16};
use crate::read::Code;
use std::borrow::Cow;

/// A margin between two encodings that is worth a word, in the score's tenths.
const CLOSE: i32 = 60;

/// An encoding, and how to read it.
pub(in crate::read) struct Found {
    /// The encoding's name as the report prints it.
    pub name: Cow<'static, str>,
    /// How the bytes become UTF-8.
    pub intake: Intake,
    /// Another encoding was nearly as likely, and the text would differ.
    pub guessed: bool,
    /// Nothing but ASCII was seen: what comes may tell another encoding.
    pub ascii: bool,
}

/// Why the file as a whole is no text we read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) struct NoText {
    /// The error.
    pub code: Code,
    /// What it looks like.
    pub text: Option<String>,
    /// Where.
    pub line: Option<u64>,
}

impl NoText {
    fn new(code: Code, text: Option<&str>) -> Self {
        NoText { code, text: text.map(str::to_owned), line: None }
    }
}

impl Found {
    fn utf8(name: &'static str) -> Self {
        Found { name: Cow::Borrowed(name), intake: Intake::Utf8, guessed: false, ascii: false }
    }

    fn decoded(name: Cow<'static, str>, decoder: Box<dyn Decode>) -> Self {
        Found { name, intake: Intake::decoded(decoder), guessed: false, ascii: false }
    }
}

/// Decides on a file by its head and the samples further in. `whole` says that the head is the file, `told`
/// what the user says.
pub(in crate::read) fn decide(
    head: &[u8],
    whole: bool,
    samples: &[Vec<u8>],
    told: Option<&str>,
    decoders: Option<Decoders>,
) -> Result<Found, NoText> {
    if let Some(kind) = no_text::magic(head) {
        return Err(NoText::new(Code::BinaryFile, Some(kind)));
    }
    if let Some(label) = told {
        return by_label(label, head, decoders);
    }
    let marked = match head {
        [0xFF, 0xFE, 0, 0, ..] => return Err(refused("utf-32le")),
        [0, 0, 0xFE, 0xFF, ..] => return Err(refused("utf-32be")),
        [0xFF, 0xFE, ..] => Some("utf-16le"),
        [0xFE, 0xFF, ..] => Some("utf-16be"),
        _ => None,
    };
    if let Some(name) = marked {
        return by_name(name, decoders);
    }
    let skip = if head.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let body = head.get(skip..).unwrap_or(&[]);
    if body.iter().all(u8::is_ascii_whitespace) {
        return Err(NoText::new(Code::EmptyFile, None));
    }
    if body.contains(&0)
        && let Some(name) = utf16::by_structure(body)
    {
        return by_name(name, decoders);
    }
    if no_text::is_binary(body) {
        return Err(NoText::new(Code::BinaryFile, None));
    }
    if skip > 0 {
        return Ok(Found::utf8("utf-8-bom"));
    }
    legacy(head, whole, samples, decoders)
}

/// What only the text can tell: that there is none, or that it is a web page.
pub(in crate::read) fn check(text: &[u8]) -> Result<(), NoText> {
    if text.iter().all(u8::is_ascii_whitespace) {
        return Err(NoText::new(Code::EmptyFile, None));
    }
    if no_text::is_html(text) {
        return Err(NoText::new(Code::HtmlFile, None));
    }
    Ok(())
}

/// UTF-8, or the likeliest of the encodings older than that, where no mark says which.
pub(in crate::read) fn legacy(
    head: &[u8],
    whole: bool,
    samples: &[Vec<u8>],
    decoders: Option<Decoders>,
) -> Result<Found, NoText> {
    let mut utf8 = Utf8::default();
    utf8.count(head, true, whole);
    for sample in samples {
        utf8.count(sample, false, false);
    }
    if utf8.bad == 0 && !utf8.by_chance() {
        if utf8.good == 0 && has_escapes(head) {
            return by_name("iso-2022-jp", decoders);
        }
        return Ok(Found { ascii: utf8.good == 0, ..Found::utf8("utf-8") });
    }
    // Whoever has more whole characters than broken ones is UTF-8: no other encoding looks so by chance, and what
    // is broken is told, while another encoding would read all of it wrongly without a word.
    if utf8.bad > 0 && utf8.good >= 4 && utf8.good >= 2 * utf8.bad {
        return Ok(Found::utf8("utf-8"));
    }
    let line = utf8.line;
    let Some(decoders) = decoders else {
        if utf8.bad == 0 {
            return Ok(Found::utf8("utf-8"));
        }
        return Err(NoText { line, ..refused(looks_like(head)) });
    };
    let bytes = evidence::gather(head, whole, samples);
    let mut best: Option<(i32, &'static str, String)> = None;
    let mut rival: Option<i32> = None;
    for candidate in &CANDIDATES {
        let Some(mut decoder) = decoders(candidate.name) else { continue };
        let mut text = String::with_capacity(bytes.len() * 2);
        decoder.decode(&bytes, false, &mut text);
        let Some(likely) = score(candidate.script, &bytes, &text) else { continue };
        let likely = likely.saturating_add(candidate.prior);
        match &mut best {
            Some((top, _, same)) if *same == text => *top = (*top).max(likely),
            Some((top, ..)) if *top >= likely => rival = rival.max(Some(likely)),
            _ => {
                rival = rival.max(best.as_ref().map(|(top, ..)| *top));
                best = Some((likely, candidate.name, text));
            }
        }
    }
    let Some((top, name, _)) = best else { return Err(NoText { line, ..refused("") }) };
    let mut found = by_name(name, Some(decoders))?;
    found.guessed = rival.is_some_and(|rival| top.saturating_sub(rival) < CLOSE);
    Ok(found)
}

fn refused(name: &str) -> NoText {
    NoText { code: Code::NotUtf8, text: Some(name.to_owned()), line: Some(1) }
}

/// A decoder by its name, which every shell has.
fn by_name(name: &'static str, decoders: Option<Decoders>) -> Result<Found, NoText> {
    match decoders.and_then(|decoders| decoders(name)) {
        Some(decoder) => Ok(Found::decoded(Cow::Borrowed(name), decoder)),
        None => Err(refused(name)),
    }
}

/// What the user calls the encoding.
fn by_label(label: &str, head: &[u8], decoders: Option<Decoders>) -> Result<Found, NoText> {
    let label = label.trim().to_ascii_lowercase();
    let marked = head.starts_with(b"\xEF\xBB\xBF");
    let utf8 = || Ok(Found::utf8(if marked { "utf-8-bom" } else { "utf-8" }));
    if matches!(label.as_str(), "utf-8" | "utf8" | "utf-8-bom") {
        return utf8();
    }
    // Without an order in its name, the mark says it.
    if label == "utf-16" && head.starts_with(b"\xFE\xFF") {
        return by_name("utf-16be", decoders);
    }
    let Some(known) = decoders else { return Err(refused(&label)) };
    let Some(decoder) = known(&label) else {
        return Err(NoText::new(Code::EncodingUnknown, Some(&label)));
    };
    let name = decoder.name();
    match name.as_str() {
        "utf-8" => utf8(),
        // The standard reads both names with one decoder.
        "gbk" => Ok(Found::decoded(Cow::Borrowed("gb18030"), decoder)),
        _ => Ok(Found::decoded(Cow::Owned(name), decoder)),
    }
}

/// Japanese mail of old switches its character sets by escapes.
fn has_escapes(head: &[u8]) -> bool {
    [&b"\x1B$B"[..], b"\x1B$@"].iter().any(|escape| head.windows(3).any(|w| w == *escape))
}

/// A name where nothing can be decoded: pairs of high bytes are Chinese more often than anything else.
fn looks_like(head: &[u8]) -> &'static str {
    let high = |b: &u8| *b >= 0xA1;
    let mut runs = head.split(|b| !high(b)).filter(|run| !run.is_empty());
    if runs.clone().any(|run| run.len() >= 4) && runs.all(|run| run.len() % 2 == 0) {
        "gb18030"
    } else {
        "windows-1252"
    }
}

/// Characters beyond ASCII, as UTF-8.
#[derive(Default)]
struct Utf8 {
    good: u64,
    bad: u64,
    /// Good ones that hardly any text has.
    odd: u64,
    /// Line of the first bad one, where it stands in the head.
    line: Option<u64>,
}

impl Utf8 {
    /// Two or three characters of an older encoding may be UTF-8 by chance, of letters that nobody writes.
    fn by_chance(&self) -> bool {
        self.good <= 8 && self.odd * 2 > self.good
    }

    /// Counts those of a part of the file that may be cut at either end.
    fn count(&mut self, bytes: &[u8], starts: bool, ends: bool) {
        let cut = bytes.iter().take(3).take_while(|b| (0x80..0xC0).contains(*b)).count();
        let bytes = bytes.get(if starts { 0 } else { cut }..).unwrap_or(&[]);
        if bytes.is_ascii() {
            return;
        }
        let mut at = 0;
        let mut left = bytes.len();
        for chunk in bytes.utf8_chunks() {
            let valid = chunk.valid();
            if !valid.is_ascii() {
                let mut before = ' ';
                let mut chars = valid.chars().peekable();
                while let Some(c) = chars.next() {
                    if !c.is_ascii() {
                        // Beside a Latin letter they are meant: pinyin, Azeri, Hausa.
                        let latin = before.is_ascii_alphabetic()
                            || chars.peek().is_some_and(char::is_ascii_alphabetic);
                        self.good += 1;
                        self.odd += u64::from(!latin && is_odd(c));
                    }
                    before = c;
                }
            }
            at += valid.len();
            left -= valid.len() + chunk.invalid().len();
            let may_be_cut = left == 0
                && !ends
                && std::str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
            if !chunk.invalid().is_empty() && !may_be_cut {
                if self.bad == 0 && starts {
                    self.line = Some(line_after(bytes.get(..at).unwrap_or(&[])));
                }
                self.bad += 1;
            }
            at += chunk.invalid().len();
        }
    }
}

/// Letters of phonetics and of scripts without a ledger, accents of Hebrew; not those of Vietnamese and Romanian.
fn is_odd(c: char) -> bool {
    match c {
        'ơ' | 'Ơ' | 'ư' | 'Ư' | 'Ș'..='ț' | 'ʼ' => false,
        '\u{180}'..='\u{2FF}' | '\u{500}'..='\u{52F}' | '\u{58B}'..='\u{5CF}' | '\u{700}'..='\u{8FF}' => true,
        _ => false,
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

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::cli::decoders;

    fn name(head: &[u8], whole: bool) -> Result<String, Code> {
        let found = decide(head, whole, &[], None, Some(decoders));
        found.map(|f| f.name.into_owned()).map_err(|no_text| no_text.code)
    }

    #[test]
    fn marks_come_first_and_then_utf8() {
        assert_eq!(name(b"\xEF\xBB\xBFa,\xFF\n", true).unwrap(), "utf-8-bom");
        assert_eq!(name(b"\xFF\xFEa\0", true).unwrap(), "utf-16le");
        assert_eq!(name(b"\xFE\xFF\0a", true).unwrap(), "utf-16be");
        assert_eq!(name(b"\xFF\xFE\0\0a\0\0\0", true), Err(Code::NotUtf8));
        assert_eq!(name(b"PK\x03\x04", true), Err(Code::BinaryFile));
        assert_eq!(name(b" \r\n", true), Err(Code::EmptyFile));
        // A character cut by the end of the head is no error; by the end of the file it is.
        assert_eq!(name("a,é".as_bytes().split_last().unwrap().1, false).unwrap(), "utf-8");
        assert_eq!(name(b"caf\xE9,1\n", true).unwrap(), "windows-1252");
        let mostly = ["é".repeat(9).as_bytes(), b"\xE9,\n"].concat();
        assert_eq!(name(&mostly, true).unwrap(), "utf-8");
    }

    #[test]
    fn the_first_bad_line_is_told() {
        let line = |head: &[u8]| decide(head, true, &[], None, None).err().and_then(|no_text| no_text.line);
        assert_eq!(line(b"a,b\r\nc\rd\n\xE9,1\n"), Some(4));
    }

    /// What is looked at is bounded, whatever the bytes: hostile heads cost no more than plain ones.
    #[test]
    fn hostile_heads_are_cut() {
        for byte in [0x80u8, 0x8E, 0xA1, 0xE9, 0xFE, 0xFF] {
            let head = vec![byte; 256 << 10];
            assert!(evidence::gather(&head, false, &[head.clone(), head.clone()]).len() < 16 << 10);
            let _ = name(&head, false);
        }
    }
}
