//! Q3, early warnings.

use super::{Bars, Part};

const FIRED: Bars = Bars { id: "q3.fired", grid: "q3.rules", name: "rule", values: &["fired"], paints: &[] };

/// The ends of contracts by what they are worth, and how much of it nobody has talked about.
const ENDS: Bars = Bars {
    id: "q3.ends",
    grid: "q3.renewals",
    name: "month",
    values: &["arr", "without_talk_arr"],
    paints: &[],
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
    Part::List("q3.customers"),
    Part::List("q3.in_window"),
    Part::Head("q3.head.renewals"),
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
    use super::super::answer;
    use super::*;
    use crate::chart::plain::Plain;
    use crate::i18n::answers::word;
    use crate::i18n::data::needed;
    use crate::i18n::{Lang, messages};
    use crate::read::{ReadOptions, Reader};
    use crate::report::{QuestionState, Report, Session, Settings, Unit, Value};
    use crate::rooms::{Block, Setting};
    use std::sync::Arc;

    macro_rules! files {
        ($($name:literal)*) => {
            [$(include_bytes!(concat!("../../../tests/cases/", $name, ".csv")).as_slice()),*]
        };
    }

    fn report(files: &[&[u8]]) -> Arc<Report> {
        let read = |file: &&[u8]| {
            let mut reader = Reader::new(ReadOptions::default());
            reader.push(file);
            reader.finish()
        };
        let session = Session::new(files.iter().map(read).collect());
        Arc::new(session.report(&Settings { months: 12, ..Settings::default() }))
    }

    fn q3(report: &Report) -> &QuestionState {
        report.questions.iter().find(|question| question.id == "q3").unwrap()
    }

    /// Every id in an answer, as the words know it.
    fn ids(question: &QuestionState) -> Vec<String> {
        let mut ids = Vec::new();
        for figure in &question.figures {
            ids.extend([figure.id.clone(), format!("{}.def", figure.id)]);
        }
        let words = |unit: Unit, value: &Value| match value {
            Value::Money(text) if unit == Unit::Word => text
                .split(' ')
                .map(|id| if id.starts_with("do.") { id.to_owned() } else { format!("word.{id}") })
                .collect(),
            _ => Vec::new(),
        };
        for grid in &question.grids {
            ids.push(grid.id.clone());
            ids.extend(grid.columns.iter().map(|column| format!("col.{}", column.id)));
            let cells = grid.rows.iter().flat_map(|row| row.iter().zip(&grid.columns));
            ids.extend(cells.filter_map(|(cell, c)| cell.as_ref().map(|cell| words(c.unit, cell))).flatten());
        }
        for found in &question.findings {
            ids.push(found.code.clone());
            ids.extend(found.actions.iter().map(|id| format!("do.{id}")));
            ids.extend(found.values.iter().flat_map(|v| words(v.unit, &v.value)));
        }
        ids
    }

    #[test]
    fn every_id_has_words() {
        let risk = report(&files!["q3-risk/revenue" "q3-risk/accounts" "q3-risk/usage" "q3-risk/contracts"
            "q3-risk/tickets" "q3-risk/surveys" "q3-risk/onboarding"]);
        for report in [&risk, &report(&files!["q3-onesheet/input"]), &report(&files!["q3-risk/contracts"])] {
            for (lang, id) in
                ids(q3(report)).into_iter().flat_map(|id| [(Lang::En, id.clone()), (Lang::Zh, id)])
            {
                assert!(word(lang, &id).is_some(), "{id} has no words");
            }
            for lang in [Lang::En, Lang::Zh] {
                let needs = needed(messages(lang), &q3(report).needs);
                assert!(!needs.contains('.') && !needs.contains('_'), "{needs}");
            }
        }
        for part in PARTS {
            if let Part::Head(id) | Part::List(id) | Part::Note(id) = part {
                assert!(word(Lang::En, id).is_some(), "{id}");
            }
        }
    }

    #[test]
    fn the_list_says_who_and_what_to_do_in_words() {
        let report = report(
            &files!["q3-risk/revenue" "q3-risk/accounts" "q3-risk/usage" "q3-risk/contracts" "q3-risk/tickets"],
        );
        let setting = Setting { report, months: 12, texts: messages(Lang::En), figures: Arc::new(Plain) };
        let room = answer(&setting, "q3");
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
