//! Headers as people write them, made comparable.

use crate::read::values::currencies;

/// Full-width letters, digits and punctuation become their half-width twins; other characters stay.
pub(in crate::read) fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{00A0}' | '\u{202F}' | '\u{2009}' => ' ',
        '【' => '[',
        '】' => ']',
        '￥' => '¥',
        _ => c,
    }
}

/// A header in two parts: the words without spaces, underscores and brackets, and the unit beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) struct Words {
    /// Lower-case, half-width, letters and digits only: `Customer_ID` is `customerid`.
    pub plain: String,
    /// The currency a unit names: `MRR (USD)`, `mrr_usd`, `MRR(元)`.
    pub currency: Option<currencies::Sign>,
}

/// Takes a header apart.
pub(in crate::read) fn words(header: &str) -> Words {
    let folded: String = header.chars().map(half_width).flat_map(char::to_lowercase).collect();
    let mut outside = String::new();
    let mut inside = String::new();
    let mut depth = 0u32;
    for c in folded.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth = depth.saturating_sub(1);
                inside.push(' ');
            }
            _ if depth > 0 => inside.push(c),
            _ => outside.push(c),
        }
    }
    let mut currency = inside.split_whitespace().find_map(currencies::sign);
    let separator = |c: char| c.is_whitespace() || matches!(c, '_' | '-' | '/' | '.' | ':');
    if currency.is_none() {
        // A trailing word or sign: "mrr_usd", "MRR $".
        let trimmed = outside.trim_end_matches(separator).to_owned();
        if let Some((before, last)) = trimmed.rsplit_once(separator) {
            currency = currencies::sign(last);
            if currency.is_some() && !before.trim().is_empty() {
                outside = before.to_owned();
            }
        }
    }
    let plain = outside.chars().filter(|c| c.is_alphanumeric()).collect();
    Words { plain, currency }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_become_comparable() {
        let plain = |h| words(h).plain;
        assert_eq!(plain(" Customer_ID "), "customerid");
        assert_eq!(plain("客户 ID"), "客户id");
        assert_eq!(plain("ＭＲＲ（元）"), "mrr");
        assert_eq!(words("MRR(元)").currency.unwrap().code, "CNY");
        assert_eq!(words("mrr_usd").currency.unwrap().code, "USD");
        assert_eq!(plain("mrr_usd"), "mrr");
        assert_eq!(words("Amount [EUR]").currency.unwrap().code, "EUR");
        assert_eq!(plain("Start Date (UTC)"), "startdate");
        assert_eq!(plain("currency"), "currency");
    }
}
