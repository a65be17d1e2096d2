//! Q3, early warnings.

use super::{Bars, Part};
use crate::rooms::Slot;

const FIRED: Bars = Bars {
    id: "q3.fired",
    grid: "q3.rules",
    name: &["rule"],
    values: &["fired"],
    paints: &[],
    range: None,
    whole: false,
};

/// The ends of contracts by what they are worth, and how much of it nobody has talked about.
const ENDS: Bars = Bars {
    id: "q3.ends",
    grid: "q3.renewals",
    name: &["month"],
    values: &["arr", "without_talk_arr"],
    paints: &[],
    range: None,
    whole: false,
};

pub(super) const PARTS: &[Part] = &[
    Part::Figures(&[
        "q3.at_risk",
        "q3.arr_at_risk",
        "q3.arr_share",
        "q3.judged",
        "q3.rules_judged",
        "q3.usage_day",
    ]),
    Part::Head("q3.head.customers"),
    Part::Control(Slot::Choices("q3")),
    Part::List("q3.customers"),
    Part::List("q3.in_window"),
    Part::Head("q3.head.renewals"),
    Part::Figures(&["q3.renewal_rate", "q3.renewals_open", "q3.contract_logo"]),
    Part::Bars(&ENDS),
    Part::List("q3.renewals"),
    Part::List("q3.lapsed"),
    Part::Head("q3.head.rules"),
    Part::Bars(&FIRED),
    Part::List("q3.rules"),
    Part::Head("q3.head.back_test"),
    Part::Figures(&["q3.base_rate"]),
    Part::List("q3.back_test"),
];

#[cfg(test)]
mod tests {
    use super::super::spoken::spoken_with;
    use crate::i18n::data::needed;
    use crate::i18n::{Lang, messages};
    use crate::report::Settings;
    use crate::rooms::Block;

    macro_rules! files {
        ($($name:literal)*) => {
            [$(include_str!(concat!("../../../tests/cases/", $name, ".csv"))),*]
        };
    }

    #[test]
    fn every_id_has_words() {
        let settings = Settings::default();
        let risk = files!["q3-risk/revenue" "q3-risk/accounts" "q3-risk/usage" "q3-risk/contracts"
            "q3-risk/tickets" "q3-risk/surveys" "q3-risk/onboarding"];
        for files in [&risk[..], &files!["q3-onesheet/input"], &files!["q3-risk/contracts"]] {
            let (question, _) = spoken_with(files, "q3", &settings);
            for lang in [Lang::En, Lang::Zh] {
                let needs = needed(messages(lang), &question.needs);
                assert!(!needs.contains('_'), "{needs}");
            }
        }
    }

    #[test]
    fn the_list_says_who_and_what_to_do_in_words() {
        let files = files!["q3-risk/revenue" "q3-risk/accounts" "q3-risk/usage" "q3-risk/contracts" "q3-risk/tickets"];
        let (_, room) = spoken_with(&files, "q3", &Settings::default());
        let rows = room.blocks.iter().find_map(|block| match block {
            Block::Table(table) if table.id == "q3.customers" => Some(&table.twin.rows),
            _ => None,
        });
        let first: Vec<&str> = rows.unwrap()[1].iter().map(|cell| cell.shown.as_str()).collect();
        assert_eq!(
            first[..4],
            ["Hera", "4800.00", "3", "payment overdue, renewal near without talks, one module at most"]
        );
        assert!(first[4].starts_with("Settle the late payment"), "{first:?}");
    }
}
