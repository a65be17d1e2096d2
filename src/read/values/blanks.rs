//! Words that stand for an empty cell, and what a spreadsheet writes where it could not compute.

/// Words for nothing, in lower case.
const WORDS: &[&str] = &[
    "n/a",
    "na",
    "n.a.",
    "n.a",
    "#n/a",
    "#n/a n/a",
    "null",
    "(null)",
    "#null",
    "none",
    "nil",
    "nan",
    "<na>",
    "\\n",
    "blank",
    "(blank)",
    "empty",
    "k.a.",
    "keine",
    "n. v.",
    "#nv",
    "n.d.",
    "s/o",
    "s.o.",
    "無",
    "无",
    "空",
    "暂无",
    "なし",
    "该项无",
];

/// Words for a period that goes on, in lower case.
const ENDLESS: &[&str] = &[
    "open",
    "open-ended",
    "open ended",
    "current",
    "currently active",
    "active",
    "ongoing",
    "on-going",
    "present",
    "now",
    "today",
    "never",
    "no end",
    "indefinite",
    "perpetual",
    "evergreen",
    "until cancelled",
    "until canceled",
    "laufend",
    "offen",
    "unbefristet",
    "en cours",
    "indéfini",
    "aujourd'hui",
    "actual",
    "vigente",
    "en curso",
    "indefinido",
    "至今",
    "现在",
    "无限期",
    "永久",
    "长期",
    "持续",
    "进行中",
    "目前",
    "无期限",
    "継続中",
    "現在",
    "至今有效",
    "无固定期限",
];

/// A dash alone, as ledgers write an empty cell or nought; perhaps with a currency's sign beside it.
pub(in crate::read) fn is_dash(text: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}');
    let rest = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '$' | '€' | '£' | '¥' | '￥'));
    !rest.is_empty() && rest.chars().count() <= 3 && rest.chars().all(dash)
}

/// Whether a cell is a word that stands for nothing.
pub(in crate::read) fn is_word(text: &str) -> bool {
    one_of(WORDS, text)
}

/// Whether a cell says that a period goes on.
pub(in crate::read) fn is_endless(text: &str) -> bool {
    one_of(ENDLESS, text)
}

fn one_of(words: &[&str], text: &str) -> bool {
    if text.is_empty() || text.len() > 24 {
        return false;
    }
    if text.is_ascii() {
        return words.iter().any(|w| w.eq_ignore_ascii_case(text));
    }
    let lower: String =
        text.chars().map(crate::read::roles::header::half_width).flat_map(char::to_lowercase).collect();
    words.contains(&lower.trim())
}

/// What a spreadsheet writes where a formula failed or a column was too narrow: `#REF!`, `#DIV/0!`, `#NAME?`, `####`.
pub(in crate::read) fn is_error(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('#') else { return false };
    let known = ["SPILL", "CALC", "GETTING_DATA", "FIELD", "BLOCKED", "UNKNOWN", "CONNECT"];
    let hashes = rest.len() >= 2 && rest.bytes().all(|b| b == b'#');
    let shouted = text.len() <= 24 && rest.len() >= 3 && rest.ends_with(['!', '?']);
    hashes || shouted || known.iter().any(|word| rest.trim_end_matches(['!', '?']) == *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_many_words() {
        for text in ["-", "–", "—", "−", "--", "$ -", "- €", "－", "¥ -"] {
            assert!(is_dash(text), "{text}");
        }
        for text in ["", "-5", "$", "a-", "----", "+"] {
            assert!(!is_dash(text), "{text}");
        }
        for text in ["n/a", "N/A", "#N/A", "NULL", "None", "NaN", "无", "ｎ／ａ", "\\N"] {
            assert!(is_word(text), "{text}");
        }
        for text in ["", "nab", "Nunn", "0", "-"] {
            assert!(!is_word(text), "{text}");
        }
        assert!(["open", "Current", "至今", "Ongoing", "En cours"].iter().all(|t| is_endless(t)));
        for text in ["#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#BEZUG!", "#####", "#SPILL!"] {
            assert!(is_error(text), "{text}");
        }
        assert!(!["#N/A", "#1", "REF!", "#"].iter().any(|t| is_error(t)));
    }
}
