//! What the change of customers that stayed is made of, as blocks of the first question's room.

use super::{Block, Setting, Table};
use crate::chart::{Twin, TwinCell};
use crate::i18n::charts::fill;
use crate::i18n::rooms::split::SplitTexts;
use crate::report::{EvidenceKey, Metric, MetricId, Split, SplitSum, Value};
use std::sync::Arc;

/// The blocks; none without a window.
pub(super) fn blocks(s: &Setting) -> Vec<Block> {
    let texts = SplitTexts::of(s.texts.lang);
    let Some(window) = s.report.window else { return Vec::new() };
    let heading = Block::Heading(texts.title.to_owned());
    let Some(split) = &s.report.split else { return vec![heading, Block::Text(texts.none.to_owned())] };
    let ends = [("from", s.figures.month(window.from)), ("to", s.figures.month(window.to))];
    let mut blocks = vec![heading, Block::Text(sentence(s, texts, split))];
    blocks.extend(coverage(s, texts, split, &ends).into_iter().map(Block::Text));
    blocks.push(Block::Table(table(s, texts, split, &ends)));
    blocks
}

fn sentence(s: &Setting, texts: &SplitTexts, split: &Split) -> String {
    let n = s.figures.count(split.n);
    let told = |sum: &&SplitSum| sum.customers > 0;
    let part = |sum: &SplitSum| format!("{} {}", (texts.part)(sum.part).0, s.signed_money(&sum.amount));
    let parts: Vec<String> = split.parts.iter().filter(told).map(part).collect();
    if parts.is_empty() {
        return fill(texts.unchanged, &[("n", &n)]);
    }
    let (change, points) = (s.signed_money(&split.change), s.points(split.points.unwrap_or_default()));
    let parts = parts.join(texts.between);
    fill(texts.made_of, &[("n", &n), ("change", &change), ("points", &points), ("parts", &parts)])
}

/// How far the columns reach, and which are missing.
fn coverage(s: &Setting, texts: &SplitTexts, split: &Split, ends: &[(&str, String); 2]) -> Vec<String> {
    let [from, to] = ends;
    let told = |text: &str, name: &str, columns: &str, share: Option<f64>| {
        let share = s.percent(share);
        fill(text, &[(name, columns), ("share", &share), (from.0, &from.1), (to.0, &to.1)])
    };
    let names: Vec<String> =
        [&split.product, &split.plan].into_iter().flatten().map(|name| format!("“{name}”")).collect();
    let counted = match &split.quantity {
        Some(column) => told(texts.counted, "column", column, split.counted),
        None => texts.uncounted.to_owned(),
    };
    let named = match names.is_empty() {
        false => told(texts.named, "columns", &names.join(s.texts.list_separator), split.named),
        true => texts.unnamed.to_owned(),
    };
    // Columns that reach everywhere are not worth a word.
    let all = [(split.counted, counted), (split.named, named)];
    all.into_iter().filter(|(share, _)| *share != Some(1.0)).map(|(_, text)| text).collect()
}

fn table(s: &Setting, texts: &SplitTexts, split: &Split, ends: &[(&str, String); 2]) -> Table {
    let [from, to] = ends;
    let opening = match s.report.metrics.get(&MetricId::Nrr) {
        Some(Metric::Value { denominator: Some(Value::Money(opening)), .. }) => s.figures.money(opening),
        _ => String::new(),
    };
    let row = |sum: &SplitSum| {
        let name = (texts.part)(sum.part).0;
        let key = Some(EvidenceKey::Split { part: sum.part });
        let money = |text: &String| TwinCell::figure(s.figures.money(text), text.clone(), key);
        let top = sum.top.iter().map(|one| format!("{} {}", one.customer, s.signed_money(&one.amount)));
        let top = top.collect::<Vec<_>>().join(s.texts.list_separator);
        let points = sum.points.unwrap_or_default();
        vec![
            TwinCell::text(name, name),
            TwinCell::figure(s.signed_money(&sum.amount), sum.amount.clone(), key),
            TwinCell::figure(s.points(points), points.to_string(), key),
            money(&sum.gains),
            money(&sum.losses),
            TwinCell::figure(s.figures.count(sum.customers), sum.customers.to_string(), key),
            TwinCell::text(top.clone(), top),
        ]
    };
    let head = [
        texts.col_part,
        texts.col_amount,
        texts.col_points,
        texts.col_gains,
        texts.col_losses,
        texts.col_customers,
        texts.col_top,
    ];
    Table {
        id: "split",
        title: texts.table.to_owned(),
        caption: fill(texts.caption, &[(from.0, &from.1), (to.0, &to.1), ("opening", &opening)]),
        twin: Arc::new(Twin {
            head: head.map(str::to_owned).to_vec(),
            rows: split.parts.iter().map(row).collect(),
        }),
        none: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::plain::Plain;
    use crate::i18n::{Lang, messages};
    use crate::read::{ReadOptions, Reader};
    use crate::report::{Session, Settings};

    fn told(file: &[u8], lang: Lang) -> (Vec<String>, Vec<Vec<String>>) {
        let mut reader = Reader::new(ReadOptions::default());
        reader.push(file);
        let settings = Settings { months: 1, ..Settings::default() };
        let report = Arc::new(Session::new(vec![reader.finish()]).report(&settings));
        let setting = Setting::new(report, 1, messages(lang), Arc::new(Plain));
        let (mut texts, mut rows) = (Vec::new(), Vec::new());
        for block in blocks(&setting) {
            match block {
                Block::Text(text) => texts.push(text),
                Block::Table(table) => {
                    let shown = |row: &Vec<TwinCell>| row.iter().map(|cell| cell.shown.clone()).collect();
                    rows = table.twin.rows.iter().map(shown).collect();
                }
                _ => {}
            }
        }
        (texts, rows)
    }

    #[test]
    fn the_sentence_the_coverage_and_the_table() {
        let file = b"customer,month,mrr,product,seats\nA,2024-01,100,Core,10\nA,2024-02,180,Core,15\n\
            A,2024-02,30,Add,1\nB,2024-01,100,Core,\nB,2024-02,90,Core,9\n";
        let (texts, rows) = told(file, Lang::En);
        assert_eq!(
            texts[0],
            "Expansion − contraction of the 2 customers that stayed: +100.00 (+50.0 pp of NRR). Price +20.00, \
             Volume +50.00, Price × volume +10.00, Price or volume −10.00, Cross-sell +30.00."
        );
        assert!(texts[1].contains("“seats” for 80.0% of their MRR"), "{texts:?}");
        assert_eq!(texts.len(), 2);
        assert_eq!(rows[4], ["Cross-sell", "+30.00", "+15.0 pp", "30.00", "0.00", "1", "A +30.00"]);
        let (texts, _) = told(file, Lang::Zh);
        assert!(texts.iter().all(|text| !text.contains('{')), "{texts:?}");
    }

    #[test]
    fn without_columns_it_says_what_is_missing() {
        let (texts, rows) = told(b"customer,month,mrr\nA,2024-01,100\nA,2024-02,180\n", Lang::En);
        assert!(texts.len() == 1 && rows.is_empty() && texts[0].contains("no column"), "{texts:?}");
    }
}
