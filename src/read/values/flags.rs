//! Yes or no, and one of a few: cells with a word each.

use crate::read::roles::header::{folded, simplified};
use crate::tables::Datum;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What a cell of yes or no says.
pub(in crate::read) fn flag(cell: &str) -> Option<bool> {
    let word = folded(cell.trim());
    match word.as_str() {
        "yes" | "y" | "true" | "t" | "1" | "x" | "✓" | "✔" | "是" | "有" | "对" | "已完成" | "完成"
        | "done" | "ja" | "oui" | "si" | "sim" | "はい" | "○" | "済" | "済み" | "完了" | "有り" | "あり"
        | "wahr" | "vrai" | "verdadero" | "verdadeiro" => Some(true),
        "no" | "n" | "false" | "f" | "0" | "✗" | "否" | "无" | "没有" | "未完成" | "未" | "nein" | "non"
        | "nao" | "いいえ" | "×" | "未完了" | "無し" | "なし" | "falsch" | "faux" | "falso" => {
            Some(false)
        }
        _ => None,
    }
}

/// A way to write a choice, or a cell, in comparable form.
fn spaced(text: &str) -> String {
    folded(text.trim()).replace(['_', '-'], " ")
}

/// The place of the choice that a cell writes.
pub(in crate::read) fn choice(datum: Datum, cell: &str) -> Option<usize> {
    static ALL: OnceLock<FxHashMap<Datum, FxHashMap<String, usize>>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let of = |datum: &Datum| {
            let ways = datum.ways().enumerate();
            (*datum, ways.flat_map(|(place, ways)| ways.map(move |way| (spaced(way), place))).collect())
        };
        Datum::ALL.iter().map(of).collect()
    });
    let known = |word: &str| all.get(&datum)?.get(word).copied();
    let word = spaced(cell);
    known(&word).or_else(|| (!word.is_ascii()).then(|| known(&simplified(&word)))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_several_languages() {
        assert_eq!((flag("Sí"), flag("Não"), flag("いいえ")), (Some(true), Some(false), Some(false)));
        assert_eq!((flag("Yes"), flag("否"), flag("maybe"), flag("")), (Some(true), Some(false), None, None));
        assert_eq!(choice(Datum::TicketType, "Complaint"), Some(0));
        assert_eq!(choice(Datum::HandledBy, "Knowledge Base"), Some(1));
        assert_eq!(choice(Datum::AdvocacyKind, "case-study"), Some(2));
        assert_eq!(choice(Datum::SurveyKind, "UMUX_Lite"), Some(5));
        assert_eq!(choice(Datum::Outcome, "已续费"), Some(0));
        assert_eq!(choice(Datum::TicketType, "投訴"), Some(0), "traditional characters");
        assert_eq!(choice(Datum::Outcome, "perhaps"), None);
    }

    #[test]
    fn every_way_to_write_a_choice_stands_for_one() {
        for datum in Datum::ALL {
            for (place, ways) in datum.ways().enumerate() {
                for way in ways {
                    assert_eq!(choice(*datum, way), Some(place), "{datum:?} {way}");
                }
            }
        }
    }
}
