//! The words that headers and cells are recognised by, in six languages. A language is a table of data.

mod de;
mod en;
mod es;
mod fr;
mod ja;
mod zh;

use super::compound;
use super::header::{self, Words};
use crate::read::Role;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A role, how sure such a header makes in hundredths, and the headers in the form [`super::header::words`] gives.
type Entry = (Role, u8, &'static str);

const LANGUAGES: [&[Entry]; 6] = [en::WORDS, zh::WORDS, de::WORDS, fr::WORDS, es::WORDS, ja::WORDS];

fn entries() -> impl Iterator<Item = (Role, u8, &'static str)> {
    let words =
        |(role, sure, words): &'static Entry| words.split_whitespace().map(move |w| (*role, *sure, w));
    LANGUAGES.iter().flat_map(|language| language.iter()).flat_map(words)
}

/// Every header and what it says. Asked for each cell that may be one, under each delimiter: hence a map.
fn all() -> &'static FxHashMap<&'static str, (Role, u8)> {
    static ALL: OnceLock<FxHashMap<&'static str, (Role, u8)>> = OnceLock::new();
    ALL.get_or_init(|| entries().map(|(role, sure, word)| (word, (role, sure))).collect())
}

/// Words before a header's own that don't change what it is.
const LEADS: &[&str] = &[
    "subscription",
    "subscriptions",
    "contract",
    "billing",
    "service",
    "invoice",
    "customer",
    "total",
    "sum",
];
/// Words behind it.
const TAILS: &[&str] = &["amount", "value", "utc", "gmt", "net", "total", "excltax", "exvat", "local"];

/// Headers that content alone must never turn into an amount or a customer: they hold other numbers.
const OTHER_NUMBERS: &[&str] = &[
    "cents", "quantity", "qty", "seats", "count", "users", "discount", "tax", "rate", "percent", "phone",
    "zip", "age", "days", "score", "year", "number", "invoice", "数量", "席位", "折扣", "税", "率", "电话",
    "邮编", "天数", "分数", "年份", "号",
];

/// The role a header names, and how sure.
pub(in crate::read) fn role(plain: &str) -> Option<(Role, f64)> {
    let known = |word: &str| all().get(word).copied().or_else(|| decorated(word));
    let (role, sure) =
        known(plain).or_else(|| (!plain.is_ascii()).then(|| known(&header::simplified(plain)))?)?;
    Some((role, f64::from(sure) / 100.0))
}

/// A word we know with another before or behind it that leaves its meaning.
fn decorated(plain: &str) -> Option<(Role, u8)> {
    if plain.len() > 60 {
        return None;
    }
    let tails = TAILS.iter().filter_map(|tail| plain.strip_suffix(tail));
    let leads = LEADS.iter().filter_map(|lead| plain.strip_prefix(lead));
    let (role, sure) = leads.chain(tails).find_map(|rest| all().get(rest).copied())?;
    // Only where nothing else can be meant: a "total amount" may be anybody's.
    let plainly = matches!(
        role,
        Role::Start
            | Role::End
            | Role::Status
            | Role::Currency
            | Role::Interval
            | Role::Quantity
            | Role::Mrr
            | Role::Arr
    );
    (plainly && sure >= 90).then_some((role, 80))
}

/// The role that a header with its unit names: cents make an amount a minor one, a year an annual one.
/// With `compound` it may be put together from words that no table lists as one.
pub(super) fn role_of(words: &Words, compound: bool) -> Option<(Role, f64)> {
    let put_together = || {
        let plain = header::simplified(&words.plain);
        let found =
            compound.then(|| compound::role(&words.plain).or_else(|| compound::role(&plain))).flatten();
        found.map(|(role, sure)| (role, f64::from(sure) / 100.0))
    };
    let (role, sure) = role(&words.plain).or_else(put_together)?;
    let role = match (role, words.minor, words.per) {
        (Role::Mrr | Role::Amount, true, _) => Role::AmountMinor,
        // Cents that no role stands for: better no column than a hundred times too much.
        (
            Role::Arr
            | Role::Opening
            | Role::Closing
            | Role::New
            | Role::Expansion
            | Role::Contraction
            | Role::Churn
            | Role::Reactivation,
            true,
            _,
        ) => return None,
        (Role::Amount, false, Some(12)) => Role::Arr,
        (Role::Amount, false, Some(1)) => Role::Mrr,
        _ => role,
    };
    Some((role, sure))
}

/// Whether a header speaks of something that looks like an amount and is none.
pub(in crate::read) fn other_number(plain: &str) -> bool {
    plain.ends_with("id") || OTHER_NUMBERS.iter().any(|w| plain.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_stands_for_two_roles() {
        let mut twice: Vec<&str> = Vec::new();
        let mut seen: FxHashMap<&str, Role> = FxHashMap::default();
        for (role, _, word) in entries() {
            if seen.insert(word, role).is_some() {
                twice.push(word);
            }
        }
        // Nor does one of Japan stand for another of China once its characters are simplified.
        let other =
            |word: &str, role: Role| seen.get(header::simplified(word).as_str()).is_some_and(|r| *r != role);
        twice.extend(entries().filter(|(role, _, word)| other(word, *role)).map(|(_, _, word)| word));
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn every_word_is_in_normal_form() {
        let off = |word: &str| super::super::header::words(word).plain != word;
        let wrong: Vec<&str> = entries().map(|(_, _, word)| word).filter(|word| off(word)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn units_change_what_an_amount_is() {
        let of = |header: &str| role_of(&header::words(header), true).map(|(role, _)| role);
        assert_eq!(of("MRR (cents)"), Some(Role::AmountMinor));
        assert_eq!(of("amount_in_cents"), Some(Role::AmountMinor));
        assert_eq!(of("ARR (cents)"), None);
        assert_eq!(of("Fee (EUR/year)"), Some(Role::Arr));
        assert_eq!(of("费用（元/月）"), Some(Role::Mrr));
        assert_eq!(of("Revenue per month"), Some(Role::Mrr));
    }
}
