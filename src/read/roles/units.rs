//! The unit beside a header's words: a currency, zeros left out, cents, a year.

use crate::read::values::currencies::{self, Sign};

/// What the words of a unit say together.
#[derive(Clone, Debug, Default)]
pub(super) struct Unit {
    pub currency: Option<Sign>,
    pub scale: u8,
    pub minor: bool,
    pub per: Option<u8>,
}

/// Words for zeros left out.
const SCALES: &[(&str, u8)] = &[
    ("thousand thousands 000 000s '000 1000s tausend tsd milliers millier miles mil k 千", 3),
    ("万 萬", 4),
    ("million millions mio mn mln mm millionen millones 百万", 6),
    ("亿", 8),
    ("billion billions bn mrd milliarden 十亿", 9),
];

/// Words for the smallest unit.
const MINOR: &str = "cents cent minor minorunit minorunits pence centimes centime centimos centavos ct 分";

/// Words for what a unit is paid for, and its months.
const SPANS: &[(&str, u8)] = &[
    ("year yr annual annually annum pa jahr jahrlich an ano anuel annuel annuelle anual 年 每年 年度", 12),
    ("month mo monthly monat monatlich mois mensuel mes mensual 月 每月 月額", 1),
];

fn zeros(word: &str) -> Option<u8> {
    SCALES.iter().find(|(words, _)| words.split(' ').any(|w| w == word)).map(|(_, zeros)| *zeros)
}

/// The months of a word for what is paid for: 12 of "year".
pub(super) fn months_of(word: &str) -> Option<u8> {
    SPANS.iter().find(|(words, _)| words.split(' ').any(|w| w == word)).map(|(_, months)| *months)
}

/// Whether a header's first word is a currency and not a word that happens to be a code.
pub(super) fn leads(word: &str) -> bool {
    const COMMON: &str = "$ € £ ¥ us$ usd eur gbp cny rmb jpy chf cad aud inr krw hkd sgd twd brl sek";
    COMMON.split(' ').any(|w| w == word)
}

/// Takes a unit off the end of words written without spaces: `月费万元`.
pub(super) fn cjk_tail(plain: &mut String) -> Option<u8> {
    for (tail, scale) in [("百万元", 6), ("万元", 4), ("千元", 3), ("亿元", 8), ("百万円", 6), ("千円", 3)]
    {
        if plain.len() > tail.len() && plain.ends_with(tail) {
            plain.truncate(plain.len() - tail.len());
            return Some(scale);
        }
    }
    None
}

impl Unit {
    /// Takes one word; `false` where it is no unit. Single letters are units inside brackets only.
    pub fn take(&mut self, word: &str, inside: bool) -> bool {
        let word = word.trim_matches(|c| matches!(c, '\'' | '’' | '"' | ' '));
        if let Some(sign) = currency(word) {
            self.currency = self.currency.or(Some(sign));
            return true;
        }
        if MINOR.split(' ').any(|w| w == word) {
            self.minor = true;
            return true;
        }
        let letter = word.chars().count() == 1 && word.is_ascii();
        if let (Some(zeros), true) = (zeros(word), inside || !letter) {
            self.scale = zeros;
            return true;
        }
        if let Some(months) = months_of(word) {
            // Outside brackets it belongs to the words: "revenue year".
            self.per = self.per.or(inside.then_some(months));
            return false;
        }
        self.scaled_currency(word)
    }

    /// `k€`, `$000s`, `€m`, `万元`, `千円`, `TEUR`, `kusd`.
    fn scaled_currency(&mut self, word: &str) -> bool {
        for (at, _) in word.char_indices().skip(1) {
            let Some((head, tail)) = word.split_at_checked(at) else { continue };
            for (sign, amount) in [(head, tail), (tail, head)] {
                let letter = match amount {
                    "t" => Some(3),
                    "m" => Some(6),
                    _ => zeros(amount),
                };
                if let (Some(sign), Some(zeros)) = (currency(sign), letter) {
                    self.currency = self.currency.or(Some(sign));
                    self.scale = zeros;
                    return true;
                }
            }
        }
        false
    }
}

/// A currency, and what Japanese files call theirs.
fn currency(word: &str) -> Option<Sign> {
    match word {
        "円" => currencies::sign("JPY"),
        "euro" | "euros" => currencies::sign("EUR"),
        "dollar" | "dollars" | "dolares" => currencies::sign("USD"),
        _ => currencies::sign(word),
    }
}

/// Words of a line that states the unit of all amounts, beside the unit.
const STATES: &str = "unit units currency in of all amounts amount figures values are angaben alle betrage werte einheit \
    wahrung montants en unite devise importes unidad moneda 单位 金额单位 货币单位 币种 金额 货币 单位为 均为 通貨 単位 金額";

/// The unit that a line above the table states for all its amounts: `单位：万元`, `(in $000s)`, `Currency: EUR`.
/// Every word of it must say so.
pub(super) fn stated(line: &str) -> Option<Unit> {
    let folded = super::header::folded(line);
    let mut unit = Unit::default();
    let mut told = false;
    if folded.len() > 60 {
        return None;
    }
    for word in folded.split(|c: char| c.is_whitespace() || "()[]:,;/-".contains(c)).filter(|w| !w.is_empty())
    {
        if STATES.split_ascii_whitespace().any(|w| w == word) {
            told = true;
            continue;
        }
        let (currency, rest) = word.split_at_checked("人民币".len()).unwrap_or((word, ""));
        let parts = if currency == "人民币" { [currency, rest] } else { ["", word] };
        if !parts.into_iter().filter(|part| !part.is_empty()).all(|part| unit.take(part, true)) {
            return None;
        }
    }
    (told && !unit.minor && unit.per.is_none() && (unit.scale > 0 || unit.currency.is_some())).then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_state_the_unit() {
        let of = |line: &str| stated(line).map(|unit| (unit.scale, unit.currency.map(|c| c.code)));
        assert_eq!(of("单位：万元"), Some((4, Some("CNY"))));
        assert_eq!(of("（单位：人民币万元）"), Some((4, Some("CNY"))));
        assert_eq!(of("单位：元"), Some((0, Some("CNY"))));
        assert_eq!(of("(in $000s)"), Some((3, Some("USD"))));
        assert_eq!(of("All figures in USD thousands"), Some((3, Some("USD"))));
        assert_eq!(of("Angaben in TEUR"), Some((3, Some("EUR"))));
        assert_eq!(of("Currency: EUR"), Some((0, Some("EUR"))));
        for line in ["MRR by customer", "2024", "", "Currency", "Units sold in USD", "Amount in cents", "k"] {
            assert_eq!(of(line), None, "{line}");
        }
    }
}
