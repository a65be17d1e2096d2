//! The words of the answers to Q3–Q9 and the guide, by the ids that the report has: a file a question.
//!
//! An id's word is its name; `ID.def` says how a figure is made, `ID.caption` and `ID.none` stand beside a list, and
//! a finding's word is a sentence in which `{name}` stands for its values and `{name|customer|customers}` for the word
//! that fits one or many. Columns and words that several questions share stand in [`shared`].

mod guide;
mod playbook;
mod q1;
mod q3;
mod q4;
mod q5;
mod q6;
mod q7;
mod q8;
mod q9;
mod shared;

use super::Lang;
use super::charts::fill;
use crate::metrics::operating::{Choice, ChoiceKind, HEAVIEST};
use crate::tables::CostCategory;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// An id and its words in English and Chinese.
type Words = &'static [(&'static str, &'static str, &'static str)];

const ALL: [Words; 11] = [
    shared::WORDS,
    playbook::WORDS,
    q1::WORDS,
    q3::WORDS,
    q4::WORDS,
    q5::WORDS,
    q6::WORDS,
    q7::WORDS,
    q8::WORDS,
    q9::WORDS,
    guide::WORDS,
];

/// The word of an id; `None` where there is none.
pub fn word(lang: Lang, id: &str) -> Option<&'static str> {
    static PLACES: OnceLock<FxHashMap<&'static str, (&'static str, &'static str)>> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        ALL.into_iter().flat_map(|words| words.iter().map(|(id, en, zh)| (*id, (*en, *zh)))).collect()
    });
    let (en, zh) = places.get(id)?;
    Some(match lang {
        Lang::En => en,
        Lang::Zh => zh,
    })
}

/// What a choice may be set to.
pub fn choice_takes(lang: Lang, choice: &Choice) -> String {
    let (kind, values) = match choice.kind {
        ChoiceKind::OneOf(names) => ("one_of", [names.join(" / "), String::new()]),
        ChoiceKind::Whole(least, most) => ("whole", [least.to_string(), most.to_string()]),
        ChoiceKind::Weights => ("weights", [HEAVIEST.to_string(), String::new()]),
        ChoiceKind::Days => ("days", Default::default()),
        ChoiceKind::Names => ("names", Default::default()),
        ChoiceKind::Renamed => ("renamed", Default::default()),
    };
    let [a, b] = &values;
    fill(word(lang, &format!("takes.{kind}")).unwrap_or_default(), &[("a", a), ("b", b)])
}

/// The word of a choice's value; what is typed is its own.
pub fn choice_value(lang: Lang, key: &str, value: &str) -> String {
    word(lang, &format!("choice.{key}.{value}")).unwrap_or(value).to_owned()
}

/// What a category of costs is called.
pub fn cost_category(lang: Lang, category: CostCategory) -> &'static str {
    word(lang, &format!("word.cost_{}", category.name())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_of_costs_has_a_name() {
        for category in CostCategory::ALL {
            assert!([Lang::En, Lang::Zh].iter().all(|lang| !cost_category(*lang, category).is_empty()));
        }
    }

    #[test]
    fn every_id_stands_once_and_has_words_in_both_languages() {
        let mut seen: FxHashMap<&str, ()> = FxHashMap::default();
        for (id, en, zh) in ALL.into_iter().flatten() {
            assert!(seen.insert(id, ()).is_none(), "{id} twice");
            assert!(!en.is_empty() && !zh.is_empty(), "{id}");
            let places = |text: &'static str| {
                let inside = text.split('{').skip(1).filter_map(|s| s.split_once('}')).map(|s| s.0);
                let mut names: Vec<&str> = inside.filter(|name| !name.contains('|')).collect();
                names.sort();
                names.dedup();
                names
            };
            assert_eq!(places(en), places(zh), "{id} names the same values in both languages");
        }
    }
}
