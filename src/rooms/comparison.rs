//! The bridge between two definitions: a sentence, the steps as a chart, and the customers behind each.

use super::{Block, Chart, Fold, Setting, Table};
use crate::chart::{Sketch, StepRow, StepsFrame, Twin, TwinCell};
use crate::i18n::charts::fill;
use crate::i18n::rooms::definitions::DefinitionsTexts;
use crate::report::{
    ComparedCustomer, Comparison, DefinitionId, DifferenceRule, DifferenceStep, EvidenceKey,
};
use std::sync::Arc;

/// The answer to a comparison, block by block.
pub fn comparison(s: &Setting, c: &Comparison) -> Vec<Block> {
    let texts = DefinitionsTexts::of(s.texts.lang);
    let mut blocks: Vec<Block> =
        [c.from, c.to].into_iter().map(|id| Block::Text(rule(s, texts, id))).collect();
    if c.from == c.to {
        return vec![Block::Text(texts.bridge_one.to_owned())];
    }
    let ([Some(from), Some(to)], None) = (c.values, c.na) else {
        let reason = c.na.map(|na| (s.texts.definition_na)(na)).unwrap_or_default();
        blocks.push(Block::Text(fill(texts.bridge_na, &[("reason", reason)])));
        return blocks;
    };
    blocks.insert(0, Block::Text(sentence(s, texts, c, [from, to])));
    if !c.steps.is_empty() {
        blocks.push(Block::Chart(chart(s, texts, c, [from, to])));
        blocks.extend(c.steps.iter().map(|step| Block::Fold(behind(s, texts, c, step))));
    }
    blocks
}

/// A definition's name, its rule and what is misleading about it.
fn rule(s: &Setting, texts: &DefinitionsTexts, id: DefinitionId) -> String {
    let wrong = (s.texts.definition_misleading)(id);
    let said = wrong.map(|why| format!(" {}", fill(texts.misleading, &[("why", why)]))).unwrap_or_default();
    let colon = match s.texts.lang {
        crate::i18n::Lang::En => ": ",
        crate::i18n::Lang::Zh => "：",
    };
    format!("{}{colon}{}{said}", (s.texts.definition_name)(id), (s.texts.definition_rule)(id))
}

fn customers(s: &Setting, n: u64) -> String {
    (s.texts.customers_n)(n, &s.figures.count(n))
}

fn sentence(s: &Setting, texts: &DefinitionsTexts, c: &Comparison, [from, to]: [f64; 2]) -> String {
    let (a, b) = ((s.texts.definition_name)(c.from), (s.texts.definition_name)(c.to));
    let [x, y] = [s.figures.percent(from), s.figures.percent(to)];
    let largest = c.steps.iter().max_by(|p, q| p.points.abs().total_cmp(&q.points.abs()));
    let Some(step) = largest else {
        return fill(texts.bridge_equal, &[("a", a), ("b", b), ("value", &x)]);
    };
    let points = s.points(c.difference.unwrap_or_default());
    let said = fill(texts.bridge_said, &[("a", a), ("from", &x), ("b", b), ("to", &y), ("points", &points)]);
    let most = fill(
        texts.bridge_most,
        &[
            ("rule", (s.texts.difference_rule)(step.rule)),
            ("points", &s.points(step.points)),
            ("customers", &customers(s, step.customers)),
        ],
    );
    format!("{said} {most}")
}

fn chart(s: &Setting, texts: &DefinitionsTexts, c: &Comparison, [from, to]: [f64; 2]) -> Chart {
    let end = |id, value: f64| StepRow {
        name: (s.texts.definition_name)(id).to_owned(),
        note: String::new(),
        size: value,
        written: s.figures.percent(value),
        key: Some(EvidenceKey::Definition { id }),
    };
    let step = |step: &DifferenceStep| StepRow {
        name: (s.texts.difference_rule)(step.rule).to_owned(),
        note: customers(s, step.customers),
        size: step.points,
        written: s.points(step.points),
        // Its customers are listed below the chart.
        key: None,
    };
    let ends = [end(c.from, from), end(c.to, to)];
    let between: Vec<StepRow> = c.steps.iter().map(step).collect();
    let title = fill(texts.bridge_title, &[("from", &ends[0].name), ("to", &ends[1].name)]);
    let months = c.window.map(|w| [s.figures.month(w.from), s.figures.month(w.to)]).unwrap_or_default();
    let frame = StepsFrame {
        id: "definitions-bridge",
        title: title.clone(),
        caption: fill(texts.bridge_caption, &[("from", &months[0]), ("to", &months[1])]),
        desc: sentence(s, texts, c, [from, to]),
    };
    let line = |row: &StepRow, n: Option<u64>| {
        vec![
            TwinCell::text(row.name.clone(), row.name.clone()),
            TwinCell::figure(
                n.map(|n| s.figures.count(n)).unwrap_or_default(),
                n.map(|n| n.to_string()).unwrap_or_default(),
                None,
            ),
            TwinCell::figure(row.written.clone(), row.size.to_string(), row.key),
        ]
    };
    let middle = between.iter().zip(&c.steps).map(|(row, step)| line(row, Some(step.customers)));
    let lines = [line(&ends[0], None)].into_iter().chain(middle).chain([line(&ends[1], None)]);
    let head = [texts.col_step, texts.col_customers, texts.col_points].map(str::to_owned).to_vec();
    let twin = Arc::new(Twin { head, rows: lines.collect() });
    Chart {
        id: "definitions-bridge",
        title,
        twin,
        none: String::new(),
        shape: s.sketched(Sketch::Steps { ends: Box::new(ends), between, frame }),
    }
}

/// A name for the table of a step's customers.
fn table_id(rule: DifferenceRule) -> &'static str {
    match rule {
        DifferenceRule::WonInside => "step-won-inside",
        DifferenceRule::WonReturned => "step-won-returned",
        DifferenceRule::Returned => "step-returned",
        DifferenceRule::LapsedReturned => "step-lapsed-returned",
        DifferenceRule::UpDown => "step-up-down",
        DifferenceRule::Straight => "step-straight",
        DifferenceRule::Subscriptions => "step-subscriptions",
        DifferenceRule::OtherMonths => "step-other-months",
        DifferenceRule::EarlierYear => "step-earlier-year",
        DifferenceRule::GoneBefore => "step-gone-before",
    }
}

/// The customers of a step, with their own moves.
fn behind(s: &Setting, texts: &DefinitionsTexts, c: &Comparison, step: &DifferenceStep) -> Fold {
    let money = |text: &str| TwinCell::figure(s.figures.money(text), text, None);
    let moves = |customer: &ComparedCustomer| {
        let told = |m: &crate::report::ComparedMove| {
            let (month, amount) = (s.figures.month(m.month), s.figures.money(&m.amount));
            fill(
                texts.a_move,
                &[("month", &month), ("kind", (s.texts.movement)(m.kind)), ("amount", &amount)],
            )
        };
        customer.moves.iter().map(told).collect::<Vec<_>>().join(texts.moves_join)
    };
    let row = |customer: &ComparedCustomer| {
        let moves = moves(customer);
        vec![
            TwinCell::text(customer.customer.clone(), customer.customer.clone()),
            TwinCell::figure(s.fine_points(customer.points * 100.0), customer.points.to_string(), None),
            money(&customer.opening),
            money(&customer.closing),
            TwinCell::text(moves.clone(), moves),
        ]
    };
    let mut rows: Vec<Vec<TwinCell>> = step.top.iter().map(row).collect();
    if step.others > 0 {
        let none = || TwinCell::text("", "");
        let name = fill(texts.others, &[("n", &s.figures.count(step.others))]);
        rows.push(vec![
            TwinCell::text(name.clone(), name),
            TwinCell::figure(s.fine_points(step.others_points * 100.0), step.others_points.to_string(), None),
            none(),
            none(),
            none(),
        ]);
    }
    let month = |at: usize| {
        let ends = c.window.map(|w| [s.figures.month(w.from), s.figures.month(w.to)]).unwrap_or_default();
        ends.get(at).cloned().unwrap_or_default()
    };
    let (from, to) = (month(0), month(1));
    let head = [texts.col_customer, texts.col_points, &from, &to, texts.col_moves];
    let title = (s.texts.difference_rule)(step.rule).to_owned();
    let note = fill(
        texts.step_note,
        &[("customers", &customers(s, step.customers)), ("points", &s.points(step.points))],
    );
    Fold {
        title,
        note,
        table: Table {
            id: table_id(step.rule),
            title: texts.top.to_owned(),
            caption: String::new(),
            twin: Arc::new(Twin { head: head.map(str::to_owned).to_vec(), rows }),
            none: String::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::plain::Plain;
    use crate::i18n::{Lang, messages};
    use crate::read::{ReadOptions, Reader};
    use crate::report::{Inquiry, Session, Settings, Told};

    /// B lapses and comes back, twelve customers are won inside the window.
    fn ledger() -> String {
        let won: String = (0..12).map(|n| format!("N{n},,10,{}\n", 11 + n)).collect();
        format!("customer,2024-01,2024-02,2024-03\nA,100,120,120\nB,50,,50\n{won}")
    }

    fn blocks(from: DefinitionId, to: DefinitionId, months: u32, lang: Lang) -> Vec<Block> {
        let mut reader = Reader::new(ReadOptions::default());
        reader.push(ledger().as_bytes());
        let session = Session::new(vec![reader.finish()]);
        let settings = Settings { months, ..Settings::default() };
        let Told::Comparison(told) = session.inquire(&settings, &Inquiry::Compare { from, to }) else {
            panic!("another answer");
        };
        let report = Arc::new(session.report(&settings));
        comparison(&Setting::new(report, months, messages(lang), Arc::new(Plain)), &told)
    }

    fn texts(blocks: &[Block]) -> Vec<&str> {
        blocks
            .iter()
            .filter_map(|block| if let Block::Text(text) = block { Some(text.as_str()) } else { None })
            .collect()
    }

    #[test]
    fn a_step_opens_its_ten_largest_customers_and_the_rest() {
        let (from, to) = (DefinitionId::NrrCohort, DefinitionId::NrrLazyReturns);
        for lang in [Lang::En, Lang::Zh] {
            let blocks = blocks(from, to, 2, lang);
            let said = texts(&blocks)[0];
            assert!(said.contains("113.3%") && !said.contains('{'), "{said}");
            let folds: Vec<&Fold> = blocks
                .iter()
                .filter_map(|block| if let Block::Fold(fold) = block { Some(fold) } else { None })
                .collect();
            let won = folds.iter().find(|fold| fold.table.id == "step-won-inside").unwrap();
            let rows = &won.table.twin.rows;
            assert_eq!(rows.len(), 11, "ten and the others");
            assert_eq!((rows[0][0].shown.as_str(), rows[0][1].shown.contains("+8.00")), ("N11", true));
            assert!(
                rows[0][4].shown.contains("2024-02") && rows[0][4].shown.contains("12"),
                "{:?}",
                rows[0][4]
            );
            assert!(rows[10][0].shown.contains('2'), "two others: {}", rows[10][0].shown);
        }
    }

    #[test]
    fn the_chart_has_a_row_a_step_and_the_two_ends() {
        let blocks = blocks(DefinitionId::NrrCohort, DefinitionId::NrrLazyReturns, 2, Lang::En);
        let chart = blocks.iter().find_map(|b| if let Block::Chart(c) = b { Some(c) } else { None }).unwrap();
        for width in [900.0, 340.0] {
            let plot = chart.draw(width).unwrap();
            assert_eq!(plot.columns.len(), chart.twin.rows.len());
            assert_eq!(plot.id, chart.id);
        }
        let sum: f64 = chart.twin.rows.iter().map(|row| row[2].raw.parse::<f64>().unwrap()).sum();
        let last: f64 = chart.twin.rows.last().unwrap()[2].raw.parse().unwrap();
        assert!((sum - 2.0 * last).abs() < 1e-12, "from one end over the steps to the other");
    }

    #[test]
    fn no_bridge_says_why() {
        let one = blocks(DefinitionId::NrrCohort, DefinitionId::NrrCohort, 2, Lang::En);
        assert_eq!(texts(&one), ["Choose two different definitions."]);
        let short = blocks(DefinitionId::NrrCohort, DefinitionId::NrrLazy, 12, Lang::En);
        assert!(texts(&short).iter().any(|text| text.starts_with("No bridge: ")), "{:?}", texts(&short));
        let same =
            blocks(DefinitionId::NrrMonthlyCompounded, DefinitionId::NrrMonthlyCompounded, 2, Lang::Zh);
        assert_eq!(same.len(), 1);
    }
}
