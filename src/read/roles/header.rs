//! Headers as people write them, made comparable: the words, and the unit beside them.

use super::units::{self, Unit};
pub(in crate::read) use crate::base::half_width;
use crate::read::values::currencies;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Letters with accents, and below each the letter it counts as.
const ACCENTS: (&str, &str) = (
    "àáâãäåāăąçćčďèéêëēęěìíîïīñńňòóôõöøōŏőřśšşťùúûüūůűýÿźžżłı",
    "aaaaaaaaacccdeeeeeeeiiiiinnnooooooooorsssttuuuuuuuyyzzzli",
);

/// Traditional characters that headers and choices are made of, each before its simplified twin.
const TRADITIONAL: &str = "戶户號号編编碼码幣币貨货費费訂订閱阅週周賬账帳账單单數数總总額额經经類类變变動动狀状態态匯汇率率\
    稱称業业簽签約约終终過过價价開开結结長长時时間间營营續续併并歸归屬属啟启銷销購购減减級级縮缩擴扩損损餘余來来轉转員员租租\
    萬万億亿東东區区產产務务戰战實实際际發发據据計计劃划選选項项練练習习種种別别確确認认\
    訴诉諮咨詢询問问題题議议複复雜杂簡简機机識识庫库淨净薦荐紹绍評评點点調调訪访談谈體体標标桿杆術术讀读雙双寫写綠绿報报頭头滿满統统廣广進进紅红絕绝現现處处";

/// A text with simplified characters for traditional ones, which Japanese shares: asked where nothing else is known.
pub(in crate::read) fn simplified(text: &str) -> String {
    static TWINS: OnceLock<FxHashMap<char, char>> = OnceLock::new();
    let twins = TWINS.get_or_init(|| twins_of_traditional().collect());
    text.chars().map(|c| if c.is_ascii() { c } else { twins.get(&c).copied().unwrap_or(c) }).collect()
}

fn twins_of_traditional() -> impl Iterator<Item = (char, char)> {
    let mut pairs = TRADITIONAL.chars().filter(|c| !c.is_whitespace());
    std::iter::from_fn(move || pairs.next().zip(pairs.next()))
}

/// The traditional characters among them.
pub(in crate::read) fn traditional() -> impl Iterator<Item = char> {
    twins_of_traditional().map(|(traditional, _)| traditional)
}

/// A letter in lower case without its accent.
fn plain(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c.to_ascii_lowercase());
    }
    // Accents written on their own, marks of byte order and of joining.
    if matches!(c, '\u{300}'..='\u{36F}' | '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}') {
        return None;
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    let accent = ACCENTS.0.chars().zip(ACCENTS.1.chars()).find(|(from, _)| *from == lower).map(|(_, to)| to);
    Some(accent.unwrap_or(lower))
}

/// A header made half-width, lower-case and plain, with a space where `camelCase` begins a word.
pub(in crate::read) fn folded(header: &str) -> String {
    let mut text = String::with_capacity(header.len() + 8);
    let mut before = ' ';
    for c in header.chars().map(half_width) {
        if c.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit()) {
            text.push(' ');
        }
        before = c;
        match c {
            'ß' => text.push_str("ss"),
            'œ' | 'Œ' => text.push_str("oe"),
            'æ' | 'Æ' => text.push_str("ae"),
            '%' => text.push_str(" percent "),
            _ => text.extend(plain(c)),
        }
    }
    text
}

/// A header in two parts: the words without spaces, underscores and brackets, and the unit beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct Words {
    /// Lower-case, half-width, without accents, letters and digits only: `Customer_ID` is `customerid`.
    pub plain: String,
    /// The currency a unit names: `MRR (USD)`, `mrr_usd`, `MRR(元)`.
    pub currency: Option<currencies::Sign>,
    /// Zeros that a unit leaves out: 4 in `月费(万元)`, 3 in `MRR (k€)`.
    pub scale: u8,
    /// The unit is the currency's smallest: `Amount (cents)`.
    pub minor: bool,
    /// Months that the unit speaks of: 12 in `Fee (EUR/year)`.
    pub per: Option<u8>,
}

/// What stands between a header's words.
pub(super) fn separates(c: char) -> bool {
    c.is_whitespace() || matches!(c, '_' | '-' | '/' | '.' | ':' | ',' | '|' | '·')
}

fn is_per(word: &str) -> bool {
    matches!(word, "per" | "pro" | "par" | "por" | "a")
}

/// The header with "revenue / month" as "revenue per month"; "month/year" stays.
fn spelled_out(text: &str) -> String {
    let Some((before, after)) = text.rsplit_once('/') else { return text.to_owned() };
    let last = before.split(separates).rfind(|w| !w.is_empty()).unwrap_or("");
    if units::months_of(after.trim()).is_some() && units::months_of(last).is_none() {
        return format!("{before} per {after}");
    }
    text.to_owned()
}

/// Takes a header apart.
pub(in crate::read) fn words(header: &str) -> Words {
    let folded = folded(header.trim());
    let mut outside = String::new();
    let mut inside = String::new();
    let mut depth = 0u32;
    for c in folded.chars() {
        match c {
            '(' | '[' | '{' => {
                depth += 1;
                outside.push(' ');
            }
            ')' | ']' | '}' => {
                depth = depth.saturating_sub(1);
                inside.push(' ');
            }
            _ if depth > 0 => inside.push(c),
            _ => outside.push(c),
        }
    }
    if !outside.chars().any(char::is_alphanumeric) {
        std::mem::swap(&mut outside, &mut inside);
    }
    // "MRR (opening)": words that are no unit belong to the header.
    if let Some(word) =
        ["opening", "closing", "start", "end", "id", "name"].into_iter().find(|w| inside.trim() == *w)
    {
        outside.push(' ');
        outside.push_str(word);
    }
    let outside = spelled_out(&outside);
    let mut unit = Unit::default();
    for token in inside.split(separates).filter(|t| !t.is_empty()) {
        unit.take(token, true);
    }
    let mut rest: Vec<&str> = outside.split(separates).filter(|t| !t.is_empty()).collect();
    let marked = match rest.as_slice() {
        [first, ..] if first.starts_with('#') => Some("numberof"),
        _ => None,
    };
    // "mrr_minor_units": two words, one unit.
    if let [_, .., "minor", "unit" | "units"] = rest.as_slice() {
        rest.pop();
    }
    // Trailing words and signs: "mrr_usd", "MRR $", "MRR in thousands"; never the whole header.
    while let [.., before, last] = rest.as_slice() {
        // "price per month": what it is paid for.
        if let (true, Some(months)) = (rest.len() > 2 && is_per(before), units::months_of(last)) {
            unit.per = Some(months);
            rest.truncate(rest.len() - 2);
            continue;
        }
        if !unit.take(last, false) {
            break;
        }
        let joins = matches!(*before, "in" | "en" | "per" | "pro" | "par" | "por") && rest.len() > 2;
        rest.truncate(rest.len() - 1 - usize::from(joins));
    }
    // A leading sign or one of the commonest codes: "€ MRR", "USD Amount".
    if let ([first, _, ..], None) = (rest.as_slice(), unit.currency)
        && units::leads(first)
    {
        unit.take(first, false);
        rest.remove(0);
    }
    let mut plain: String = marked.unwrap_or_default().to_owned();
    plain.extend(rest.iter().flat_map(|word| word.chars()).filter(|c| c.is_alphanumeric()));
    if let Some(scale) = units::cjk_tail(&mut plain) {
        unit.scale = scale;
    }
    if inside.contains("percent") {
        plain.push_str("percent");
    }
    let Unit { currency, scale, minor, per } = unit;
    Words { plain, currency, scale, minor, per }
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
        assert_eq!(plain("subscriptions.plan_id"), "subscriptionsplanid");
        assert_eq!(plain("customerId"), "customerid");
        assert_eq!(plain("\u{FEFF}\"MRR\""), "mrr");
        assert_eq!(plain("N° client"), "nclient");
        assert_eq!(plain("Churn %"), "churnpercent");
        assert_eq!(plain("Churn (%)"), "churnpercent");
        assert_eq!(plain("(MRR)"), "mrr");
        assert_eq!(plain("MRR (opening)"), "mrropening");
        assert_eq!((plain("Revenue / Month"), words("Revenue / Month").per), ("revenue".to_owned(), Some(1)));
        assert_eq!((plain("Price per year"), words("Price per year").per), ("price".to_owned(), Some(12)));
        assert_eq!(plain("Month/Year"), "monthyear");
    }

    #[test]
    fn accents_and_old_characters_do_not_matter() {
        let same = |a, b| assert_eq!(words(a).plain, words(b).plain, "{a}");
        same("Période", "periode");
        same("Pe\u{301}riode", "periode");
        same("WÄHRUNG", "wahrung");
        same("Größe", "grosse");
        assert_eq!(simplified("客戶編號"), "客户编号");
        assert_eq!(simplified("幣種 mrr"), "币种 mrr");
    }

    #[test]
    fn units_stand_beside_the_words() {
        let unit = |h: &str| {
            let w = words(h);
            (w.plain, w.currency.map(|c| c.code), w.scale)
        };
        assert_eq!(unit("月费（万元）"), ("月费".to_owned(), Some("CNY"), 4));
        assert_eq!(unit("月费万元"), ("月费".to_owned(), None, 4));
        assert_eq!(unit("金额(万)"), ("金额".to_owned(), None, 4));
        assert_eq!(unit("MRR (k€)"), ("mrr".to_owned(), Some("EUR"), 3));
        assert_eq!(unit("MRR ($000s)"), ("mrr".to_owned(), Some("USD"), 3));
        assert_eq!(unit("MRR in USD"), ("mrr".to_owned(), Some("USD"), 0));
        assert_eq!(unit("MRR (in USD thousands)"), ("mrr".to_owned(), Some("USD"), 3));
        assert_eq!(unit("Umsatz in TEUR"), ("umsatz".to_owned(), Some("EUR"), 3));
        assert_eq!(unit("Umsatz (Mio. EUR)"), ("umsatz".to_owned(), Some("EUR"), 6));
        assert_eq!(unit("売上（千円）"), ("売上".to_owned(), Some("JPY"), 3));
        assert_eq!(unit("€ MRR"), ("mrr".to_owned(), Some("EUR"), 0));
        assert_eq!(unit("mrrUSD"), ("mrr".to_owned(), Some("USD"), 0));
        assert_eq!(
            unit("Plan K"),
            ("plank".to_owned(), None, 0),
            "a lone letter outside brackets is no unit"
        );
        let cents = words("Amount (cents)");
        assert!(cents.minor && cents.plain == "amount");
        assert!(words("amount_in_cents").minor && words("mrr_minor_units").minor);
        assert_eq!(words("Fee (EUR/year)").per, Some(12));
        assert_eq!(words("费用（元/月）").per, Some(1));
    }
}
