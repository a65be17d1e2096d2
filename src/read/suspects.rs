//! What may be wrong with customers and rows though each can be read: mangled identifiers, names that look alike,
//! hidden characters, rows that repeat. Everything is counted and told, nothing is changed.

use super::roles::header::half_width;
use super::tally::{Tally, clip};
use super::{Code, Severity};
use crate::base::{Hash, Names, Seen};
use crate::tables::{RevenueFacts, Shape};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::hash_map::Entry;

/// Names and rows beyond which repetitions are no longer looked for: their bookkeeping would crowd out the data.
const MOST: usize = 3_000_000;

/// A hash of a record, to find rows that repeat in every cell.
pub(super) fn print(text: &[u8], ends: &[usize]) -> u64 {
    let mut hash = Hash::default();
    // Where cells end matters too: `a,bc` is not `ab,c`.
    let mut cells = Hash::default();
    ends.iter().for_each(|end| cells.number(*end as u64));
    hash.number(cells.value());
    hash.bytes(text);
    hash.value()
}

/// The first line that speaks of a customer.
pub(super) type LineOf<'a> = dyn Fn(u32) -> Option<u64> + 'a;

/// Looks at the customers of a file that has become a table.
pub(super) fn customers(names: &Names, line_of: &LineOf<'_>, column: usize, tally: &mut Tally) {
    let mut mangled: (u64, Option<u32>) = (0, None);
    let mut hidden: (u64, Option<u32>) = (0, None);
    // Numbers longer than the fifteen digits that a spreadsheet keeps: all of them, and those that end in noughts.
    let (mut long, mut cut) = (0u64, (0u64, None));
    let see = |seen: &mut (u64, Option<u32>), id: u32| *seen = (seen.0 + 1, seen.1.or(Some(id)));
    let all = || (0..names.len() as u32).map(|id| (id, names.text(id)));
    for (id, name) in all() {
        if is_power(name) {
            see(&mut mangled, id);
        } else if name.len() > 15 && name.bytes().all(|b| b.is_ascii_digit()) {
            long += 1;
            if name.bytes().skip(15).all(|b| b == b'0') {
                see(&mut cut, id);
            }
        }
        if !name.is_ascii() && name.chars().any(is_hidden) {
            see(&mut hidden, id);
        }
    }
    if long >= 3 && cut.0 == long {
        mangled = (mangled.0 + cut.0, mangled.1.or(cut.1));
    }
    for (code, (count, first)) in [(Code::MangledIds, mangled), (Code::HiddenCharacters, hidden)] {
        if let Some(id) = first {
            let line = line_of(id);
            tally.add_many(Severity::Warning, code, line, Some(column), Some(names.text(id)), count);
        }
    }
    if names.len() <= MOST {
        alike(names, line_of, column, tally);
    }
}

/// The hash that stands for no name.
const NOTHING: u64 = 0;

/// Counts the customers whose names are those of an earlier one but for case, blanks, marks and legal form.
fn alike(names: &Names, line_of: &LineOf<'_>, column: usize, tally: &mut Tally) {
    let (mut key, mut other) = (Bare::default(), Bare::default());
    let mut hashes = Vec::with_capacity(names.len());
    let mut met = Seen::new(names.len());
    for id in 0..names.len() as u32 {
        key.set(names.text(id));
        // A name of marks alone has nothing to compare.
        let hash = if key.text.is_empty() { NOTHING } else { Hash::of(key.text.as_bytes()).max(NOTHING + 1) };
        hashes.push(hash);
        if hash != NOTHING {
            met.add(hash);
        }
    }
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    let (mut count, mut pair) = (0u64, None);
    for (id, hash) in (0u32..).zip(hashes) {
        if hash == NOTHING || !met.may_be_twice(hash) {
            continue;
        }
        match seen.entry(hash) {
            Entry::Vacant(place) => {
                place.insert(id);
            }
            Entry::Occupied(place) => {
                key.set(names.text(id));
                other.set(names.text(*place.get()));
                if key.text == other.text {
                    count += 1;
                    pair = pair.or(Some((*place.get(), id)));
                }
            }
        }
    }
    if let Some((first, second)) = pair {
        let half = |id| names.text(id).chars().take(36).collect::<String>();
        let text = format!("“{}” / “{}”", half(first), half(second));
        let line = line_of(second);
        tally.add_many(
            Severity::Warning,
            Code::CustomersLookAlike,
            line,
            Some(column),
            Some(&clip(&text)),
            count,
        );
    }
}

/// Words for a legal form at the end of a name.
const FORMS: &[&str] = &[
    "incorporated",
    "inc",
    "llc",
    "llp",
    "ltd",
    "limited",
    "gmbh",
    "mbh",
    "ag",
    "corporation",
    "corp",
    "company",
    "co",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "plc",
    "pty",
    "pte",
    "ab",
    "oy",
    "as",
    "kk",
    "ug",
    "kg",
];

/// Legal forms at the end of a Chinese or Japanese name.
const FORMS_CJK: &[&str] = &["股份有限公司", "有限责任公司", "有限公司", "株式会社"];

/// A name without case, width, accents, blanks, marks and legal form, written into `into`: two that are equal look alike.
pub(crate) fn bare_name(name: &str, into: &mut String) {
    let mut bare = Bare { text: std::mem::take(into), words: Vec::new() };
    bare.set(name);
    *into = bare.text;
}

/// What is left of a name without case, width, accents, blanks, marks and legal form.
#[derive(Default)]
struct Bare {
    text: String,
    /// Where its words begin, to take the legal form off the end.
    words: Vec<usize>,
}

impl Bare {
    fn set(&mut self, name: &str) {
        let Bare { text: key, words } = self;
        key.clear();
        words.clear();
        let mut gap = true;
        let mut digit = false;
        let mut marked = false;
        for c in name.chars() {
            let c = half_width(c);
            if matches!(c, '\u{300}'..='\u{36F}')
                || is_hidden(c)
                || c == '\''
                || c == '’'
                || c == '.' && !digit
            {
                continue;
            }
            let plain = base(c);
            if plain.is_none() && !c.is_alphanumeric() {
                (gap, marked) = (true, digit);
                continue;
            }
            if gap {
                // Between digits a mark is part of the number: `1-11` is not `11-1`.
                if marked && c.is_ascii_digit() {
                    key.push('-');
                }
                words.push(key.len());
            }
            (gap, marked, digit) = (false, false, c.is_ascii_digit());
            match plain {
                Some(base) => key.push(base),
                None => key.extend(c.to_lowercase()),
            }
        }
        // One word stays, whatever it is.
        while words.len() > 1
            && let Some(from) = words.last().copied()
            && key.get(from..).is_some_and(|word| FORMS.contains(&word))
        {
            key.truncate(from);
            words.pop();
        }
        if let Some(rest) =
            FORMS_CJK.iter().find_map(|form| key.strip_suffix(form)).filter(|rest| !rest.is_empty())
        {
            let length = rest.len();
            key.truncate(length);
        }
    }
}

/// The letter under an accent, for the accents of western Europe, in lower case; Chinese characters as they are.
fn base(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' | '0'..='9' | '一'..='\u{9FFF}' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        'à'..='å' | 'À'..='Å' => 'a',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ò'..='ö' | 'Ò'..='Ö' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'ç' | 'Ç' => 'c',
        'ñ' | 'Ñ' => 'n',
        _ => return None,
    })
}

/// `1.23E+12`: what a spreadsheet makes of a long number.
fn is_power(name: &str) -> bool {
    let Some((mantissa, power)) = name.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    whole.len() == 1 && digits(whole) && digits(fraction) && power.strip_prefix('+').is_some_and(digits)
}

/// Characters that show nothing: joints, marks of writing direction, a byte order mark.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The first line of a customer's facts.
pub(super) fn first_line(facts: &RevenueFacts, customer: u32) -> Option<u64> {
    match facts {
        RevenueFacts::Months { facts, .. } => facts.iter().find(|f| f.customer == customer).map(|f| f.line),
        RevenueFacts::Periods(facts) => facts.iter().find(|f| f.customer == customer).map(|f| f.line),
        RevenueFacts::Spans { facts, .. } => facts.iter().find(|f| f.customer == customer).map(|f| f.line),
    }
    .map(u64::from)
}

/// The hash of each row in use, in their order, as long as there are not more of them than are looked through.
#[derive(Debug, Default)]
pub(super) struct Prints {
    of_rows: Vec<u64>,
    rows: usize,
}

impl Prints {
    /// Adds a row's.
    #[inline]
    pub fn push(&mut self, print: u64) {
        self.rows += 1;
        if self.rows <= MOST {
            self.of_rows.push(print);
        } else if !self.of_rows.is_empty() {
            self.of_rows = Vec::new();
        }
    }

    /// Makes room for so many more; `false` where there is none.
    pub fn expect(&mut self, rows: usize) -> bool {
        self.rows.saturating_add(rows) > MOST || self.of_rows.try_reserve_exact(rows).is_ok()
    }
}

/// Counts rows that repeat an earlier one in every cell.
pub(super) fn repeated(facts: &RevenueFacts, prints: &Prints, shape: Shape, tally: &mut Tally) {
    let same = |facts: usize| facts == prints.rows && facts <= MOST;
    let count = |tally: &mut Tally, rows: &mut dyn Iterator<Item = (u32, u32)>| {
        let mut seen = FxHashSet::default();
        for ((customer, line), print) in rows.zip(&prints.of_rows) {
            if !seen.insert((customer, *print)) {
                tally.add(Severity::Warning, Code::DuplicateRows, Some(u64::from(line)), None, None);
            }
        }
    };
    match facts {
        RevenueFacts::Months { facts, .. } if shape == Shape::Wide => {
            // Facts stand row by row; rows without one are not worth a word.
            let mut seen = FxHashSet::default();
            let mut last = None;
            for fact in facts.iter().filter(|_| prints.rows <= MOST) {
                if last.replace(fact.line) != Some(fact.line) && !seen.insert(fact.customer) {
                    let line = Some(u64::from(fact.line));
                    tally.add(Severity::Info, Code::CustomerTwice, line, None, None);
                }
            }
        }
        // Only rows of one customer and month can repeat: where none were added up, there are none.
        RevenueFacts::Months { facts, .. } if same(facts.len()) && tally.has(Code::SameMonthSummed) => {
            count(tally, &mut facts.iter().map(|f| (f.customer, f.line)));
        }
        RevenueFacts::Periods(facts) if same(facts.len()) => {
            count(tally, &mut facts.iter().map(|f| (f.customer, f.line)));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> String {
        let mut key = Bare::default();
        key.set(name);
        key.text
    }

    #[test]
    fn names_that_look_alike() {
        for (a, b) in [
            ("Acme Inc.", "ACME, Inc"),
            ("Acme", "acme  "),
            ("Acme GmbH", "Acme"),
            ("Müller-Werke", "Muller Werke"),
            ("Cafe\u{301} Rouge", "Café Rouge"),
            ("ＡＣＭＥ", "Acme"),
            ("A.C.M.E.", "ACME"),
            ("O'Neil Ltd", "ONeil Limited"),
            ("北京甲科技有限公司", "北京甲科技"),
            ("cus_001", "CUS-001"),
            ("Acme\u{200B}", "Acme"),
        ] {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
        for (a, b) in
            [("A-1-11", "A-11-1"), ("Acme 1", "Acme 2"), ("甲公司", "乙公司"), ("Co", "Inc"), ("1.5", "15")]
        {
            assert_ne!(key(a), key(b), "{a} {b}");
        }
    }

    #[test]
    fn mangled_numbers() {
        assert!(is_power("1.23E+12") && is_power("1E+05") && is_power("1,23E+12"));
        assert!(!is_power("12E5") && !is_power("1E5") && !is_power("E+1") && !is_power("1.2E+"));
    }
}
