//! Yes or no, and one of a few: cells with a word each.

use crate::read::roles::header::folded;
use crate::tables::Datum;

/// What a cell of yes or no says.
pub(in crate::read) fn flag(cell: &str) -> Option<bool> {
    let word = folded(cell.trim());
    match word.as_str() {
        "yes" | "y" | "true" | "t" | "1" | "x" | "✓" | "✔" | "是" | "有" | "对" | "已完成" | "完成"
        | "done" | "ja" | "oui" | "si" | "sí" | "sim" | "はい" => Some(true),
        "no" | "n" | "false" | "f" | "0" | "✗" | "否" | "无" | "没有" | "未完成" | "未" | "nein" | "non"
        | "nao" | "não" | "いいえ" => Some(false),
        _ => None,
    }
}

/// The place of the choice that a cell writes.
pub(in crate::read) fn choice(datum: Datum, cell: &str) -> Option<usize> {
    let word = folded(cell.trim());
    let spaced = word.replace(['_', '-'], " ");
    let is = |way: &str| way == word || way == spaced || way.replace(['_', '-'], " ") == spaced;
    datum.ways().iter().position(|ways| ways.split('|').any(is))
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
        assert_eq!(choice(Datum::Outcome, "perhaps"), None);
    }

    #[test]
    fn every_way_to_write_a_choice_stands_for_one() {
        for datum in Datum::ALL {
            for (place, ways) in datum.ways().iter().enumerate() {
                for way in ways.split('|') {
                    assert_eq!(choice(*datum, way), Some(place), "{datum:?} {way}");
                }
            }
        }
    }
}
