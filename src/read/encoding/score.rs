//! How likely a text is under an encoding: tenths of the logarithm of a probability, all bytes counted once.
//!
//! Encodings of two bytes a character are scored by the grid they stand in (each standard puts the common
//! characters first) and by the commonest characters. Encodings of one byte are scored letter by letter: by the
//! letters of a language, and by what stands beside them.

use super::tables::{CHINESE, HANGUL, KANJI, SIMPLIFIED, TRADITIONAL};
use rustc_hash::FxHashSet;

/// What an encoding's characters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Gb,
    Big5,
    ShiftJis,
    EucKr,
    EucJp,
    Cyrillic,
    /// The accented letters of each language that is written so.
    Latin(&'static [&'static str]),
}

/// An encoding that a text may be in.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Its name.
    pub name: &'static str,
    /// How rare it is.
    pub prior: i32,
    /// What it writes.
    pub script: Script,
}

/// The accented letters of the languages in windows-1252, the frequent ones first.
const WEST: &[&str] = &["éêèàçôûâîùëïœ", "üäößé", "óíáéñúü", "ãçáâéóêíõúôà", "àèòùìé", "åäöøæéü"];
/// The same of those in windows-1250.
const CENTRAL: &[&str] = &["łęąóżśćńź", "íáéěřšžčýůúťďňôľäöü", "áéöőíüóúű", "ăâîşţé", "čšžćđ"];

/// The encodings looked for; the likelier of two equals stands first.
pub(super) const CANDIDATES: [Candidate; 10] = [
    Candidate { name: "gb18030", prior: 0, script: Script::Gb },
    Candidate { name: "windows-1252", prior: 0, script: Script::Latin(WEST) },
    Candidate { name: "windows-1250", prior: -20, script: Script::Latin(CENTRAL) },
    Candidate { name: "windows-1251", prior: -10, script: Script::Cyrillic },
    Candidate { name: "shift_jis", prior: -15, script: Script::ShiftJis },
    Candidate { name: "big5", prior: -20, script: Script::Big5 },
    Candidate { name: "euc-kr", prior: -15, script: Script::EucKr },
    Candidate { name: "euc-jp", prior: -30, script: Script::EucJp },
    Candidate { name: "iso-8859-2", prior: -30, script: Script::Latin(CENTRAL) },
    Candidate { name: "koi8-r", prior: -40, script: Script::Cyrillic },
];

/// A character that no text has.
const NEVER: i32 = -200;
/// What a common character is better by than one of the same part of the grid.
const COMMON: i32 = 30;

/// How likely `text` is as the reading of `bytes`; `None` where too much of it is malformed.
pub(super) fn score(script: Script, bytes: &[u8], text: &str) -> Option<i32> {
    let strange = text.chars().filter(|c| !c.is_ascii()).count();
    let broken = text.matches(char::REPLACEMENT_CHARACTER).count();
    // A cut character in a long text is a slip; in a short one it says that this is another encoding.
    if broken * 50 > strange {
        return None;
    }
    let plausible = match script {
        Script::Latin(languages) => {
            languages.iter().map(|language| latin(text, language)).max().unwrap_or(NEVER)
        }
        Script::Cyrillic => cyrillic(text),
        _ => grid(script, bytes) + characters(script, text),
    };
    Some(plausible.saturating_add(NEVER * broken as i32))
}

/// The parts of the grids that the bytes stand in.
fn grid(script: Script, bytes: &[u8]) -> i32 {
    let mut sum = 0i32;
    let mut rest = bytes;
    while let [lead, tail @ ..] = rest {
        if *lead < 0x80 {
            rest = tail;
            continue;
        }
        let trail = tail.first().copied().unwrap_or(0);
        let (cost, len) = part(script, *lead, trail);
        sum = sum.saturating_add(cost);
        rest = rest.get(len..).unwrap_or(&[]);
    }
    sum
}

/// The cost of one character by its first two bytes, and how many bytes it has.
fn part(script: Script, lead: u8, trail: u8) -> (i32, usize) {
    let high = trail >= 0xA1;
    match (script, lead, trail) {
        (_, _, ..0x30) => (NEVER, 1),
        (Script::Gb, _, 0x30..=0x39) => (-130, 4),
        (Script::Gb, 0xA1..=0xA3, _) if high => (-60, 2),
        (Script::Gb, 0xA4..=0xA5, _) if high => (-90, 2),
        (Script::Gb, 0xA7, _) if high => (-65, 2),
        (Script::Gb, 0xA6..=0xA9, _) if high => (-110, 2),
        (Script::Gb, 0xB0..=0xD7, _) if high => (-95, 2),
        (Script::Gb, 0xD8..=0xF7, _) if high => (-120, 2),
        (Script::Gb, ..) => (-135, 2),
        (Script::Big5, 0xA1..=0xA3, _) => (-60, 2),
        (Script::Big5, 0xA4..=0xC6, _) => (-95, 2),
        (Script::Big5, 0xC9..=0xF9, _) => (-120, 2),
        (Script::Big5, ..) => (-150, 2),
        (Script::ShiftJis, 0xA1..=0xDF, _) => (-50, 1),
        (Script::ShiftJis, 0x80 | 0xA0 | 0xFD..=0xFF, _) => (NEVER, 1),
        (Script::ShiftJis, 0x81, _) => (-60, 2),
        (Script::ShiftJis, 0x82..=0x83, _) => (-50, 2),
        (Script::ShiftJis, 0x88..=0x97, _) => (-95, 2),
        (Script::ShiftJis, 0x98..=0x9F | 0xE0..=0xEA, _) => (-120, 2),
        (Script::ShiftJis, ..) => (-115, 2),
        (Script::EucKr, 0xA1..=0xA3, _) if high => (-60, 2),
        (Script::EucKr, 0xB0..=0xC8, _) if high => (-90, 2),
        (Script::EucKr, 0xCA..=0xFD, _) if high => (-130, 2),
        (Script::EucKr, ..) => (-120, 2),
        (Script::EucJp, 0x8F, _) => (-150, 3),
        (Script::EucJp, 0x8E, _) => (-110, 2),
        (Script::EucJp, 0xA1..=0xA3, _) => (-60, 2),
        (Script::EucJp, 0xA4..=0xA5, _) => (-50, 2),
        (Script::EucJp, 0xB0..=0xCF, _) => (-95, 2),
        (Script::EucJp, ..) => (-120, 2),
        (Script::Cyrillic | Script::Latin(_), ..) => (0, 1),
    }
}

/// The characters themselves, in text of two bytes each.
fn characters(script: Script, text: &str) -> i32 {
    let tables: &[&str] = match script {
        Script::Gb => &[CHINESE, SIMPLIFIED],
        Script::Big5 => &[CHINESE, TRADITIONAL],
        Script::EucKr => &[HANGUL],
        _ => &[KANJI],
    };
    let common: FxHashSet<char> = tables.iter().flat_map(|table| table.chars()).collect();
    telling(text, |before, c, after| {
        let mut own = match c {
            _ if common.contains(&c) => COMMON,
            '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' => NEVER,
            _ => 0,
        };
        // Wide letters and narrow kana don't touch plain ones.
        let beside_plain = before.is_ascii_alphanumeric() || after.is_ascii_alphanumeric();
        if beside_plain && matches!(c, '\u{FF01}'..='\u{FF9F}') {
            own -= 50;
        }
        // One ideograph alone beside a Latin word is an accented letter and its neighbour.
        if c.is_alphabetic() && before.is_ascii() && after.is_ascii() {
            own -= 40 * [before, after].iter().filter(|beside| beside.is_ascii_lowercase()).count() as i32;
        }
        own
    })
}

/// Letters of one byte each, with what stands before and behind.
fn letters(text: &str, cost: impl Fn(char, char, char) -> i32) -> i32 {
    telling(text, |before, c, after| {
        let inside = c.is_uppercase() && before.is_lowercase();
        cost(before, c, after) - if inside { 60 } else { 0 }
    })
}

/// The sum of what each character beyond ASCII costs, by what stands before and behind it; blanks around the text.
fn telling(text: &str, cost: impl Fn(char, char, char) -> i32) -> i32 {
    let mut sum = 0i32;
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_ascii() {
            sum = sum.saturating_add(cost(before, c, chars.peek().copied().unwrap_or(' ')));
        }
        before = c;
    }
    sum
}

fn cyrillic(text: &str) -> i32 {
    letters(text, |before, c, after| {
        let small = c.to_lowercase().next().unwrap_or(c);
        let mixed = before.is_ascii_alphabetic() || after.is_ascii_alphabetic();
        let own = match small {
            'о' | 'е' | 'а' | 'и' | 'н' | 'т' | 'с' | 'р' | 'в' | 'л' | 'к' | 'м' | 'д' | 'п' | 'у' | 'я' => {
                -28
            }
            'а'..='я' | 'ё' => -42,
            '\u{400}'..='\u{45F}' | 'ґ' => -65,
            _ => return sign(before, c, after),
        };
        own - if mixed { 80 } else { 0 } - if c == small { 0 } else { 8 }
    })
}

fn latin(text: &str, language: &str) -> i32 {
    letters(text, |before, c, after| {
        if !c.is_alphabetic() || matches!(c, 'ª' | 'º' | 'µ') {
            return sign(before, c, after);
        }
        let small = c.to_lowercase().next().unwrap_or(c);
        let place = language.chars().position(|l| l == small);
        let mut own = place.map_or(-70, |place| -27 - 4 * place.min(5) as i32);
        if c != small {
            own -= 8;
        }
        for beside in [before, after] {
            if !beside.is_ascii() && beside.is_alphabetic() {
                own -= 12;
            }
            // Vowels stand beside consonants and the other way round, more often than not.
            let vowel = is_vowel(small);
            if beside.is_ascii_alphabetic() && is_vowel(beside.to_ascii_lowercase()) == vowel {
                own -= 10;
            }
        }
        let vowel_follows = is_vowel(after.to_ascii_lowercase());
        match small {
            'ñ' if !vowel_follows => own - 40,
            'ń' if vowel_follows => own - 40,
            'õ' if after != 'e' => own - 40,
            // Where French has these: sœur, œil; août, sûr, brûler, mûr.
            'œ' if !matches!(after, 'u' | 'i') => own - 30,
            'û' if !"lmrt".contains(after) => own - 25,
            'ê' if after.is_ascii_alphabetic() && !"cehlmnprtv".contains(after) => own - 25,
            'ę' if "lmnrtv".contains(after) => own - 25,
            'ø' if is_vowel(before) || vowel_follows => own - 15,
            // Italian, and French, have these at the end of a word only.
            'ò' | 'ì' | 'ù' if after.is_alphabetic() || is_vowel(before) => own - 25,
            _ => own,
        }
    })
}

/// The vowels of the languages above: whatever stands not among the accented consonants.
fn is_vowel(c: char) -> bool {
    match c {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' => true,
        _ => !c.is_ascii() && !"łśćńźżřšžčťďňľĺŕñçßđşţ".contains(c),
    }
}

/// Signs: those that people write, the rest, and what is none.
fn sign(before: char, c: char, after: char) -> i32 {
    let inside = before.is_alphanumeric() && after.is_alphabetic();
    match c {
        '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' => NEVER,
        // Quotes that open where a word ends, or close where one begins.
        '“' | '„' | '«' if before.is_alphanumeric() => -95,
        '”' | '»' if !before.is_alphanumeric() && after.is_alphabetic() => -95,
        '’' | '–' | '—' | '‘' => -45,
        '\u{A0}' | '€' | '£' | '«' | '»' | '“' | '”' | '„' | '…' | '°' | '§' | '®' | '©' | '™' | 'º'
        | 'ª' | '·' | '²' | '½' | '•' | '№' => -50 - if inside { 40 } else { 0 },
        _ => -90 - if inside { 40 } else { 0 },
    }
}
