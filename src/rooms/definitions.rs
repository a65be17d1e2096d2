//! The definitions: all variants side by side, the bridge between two, presets, policies, terms (peers.md §6).

use super::{Block, Chart, Room, Setting, Slot, Table, amount_text, in_warehouse};
use crate::chart::{Paint, Row, RowsFrame, Sketch, Twin, TwinCell};
use crate::i18n::charts::fill;
use crate::i18n::rooms::definitions::DefinitionsTexts;
use crate::report::{Definition, DefinitionId, EvidenceKey, MetricId, Preset, PresetFigure};
use std::sync::Arc;

/// The room.
pub fn definitions(s: &Setting) -> Room {
    made(s, true)
}

/// The same for what has no controls: without the bridge, which is of a person's choice, and the policies, which are
/// told among the assumptions there.
pub fn definitions_alone(s: &Setting) -> Room {
    made(s, false)
}

fn made(s: &Setting, controls: bool) -> Room {
    let texts = DefinitionsTexts::of(s.texts.lang);
    let mut blocks = vec![Block::Heading(texts.variants.to_owned())];
    for (metric, id) in DefinitionsTexts::SPREADS {
        blocks.push(Block::Chart(spread(s, texts, metric, id)));
        blocks.extend(with_wrong(s, texts, metric).map(Block::Text));
    }
    blocks.push(Block::Table(all(s, texts)));
    // What was left in the warehouse can't be computed under other rules here.
    let left = in_warehouse(&s.report, s.texts.lang);
    let controls = controls && left.is_none();
    if controls {
        blocks.extend([
            Block::Heading(texts.bridge.to_owned()),
            Block::Text(texts.bridge_text.to_owned()),
            Block::Slot(Slot::Bridge),
        ]);
    }
    blocks.push(Block::Heading(texts.presets.to_owned()));
    match left {
        Some(why) => blocks.push(Block::Text(why.to_owned())),
        None => blocks.extend([Block::Text(texts.presets_text.to_owned()), Block::Table(presets(s, texts))]),
    }
    if controls {
        let cap = (s.texts.months)(s.report.policies.lifetime_cap);
        blocks.extend([
            Block::Slot(Slot::Presets),
            Block::Heading(texts.policies.to_owned()),
            Block::Text(texts.policies_text.to_owned()),
            Block::Slot(Slot::Policies),
            Block::Text(fill(texts.cap, &[("months", &cap)])),
        ]);
    }
    let term = |id: MetricId| ((s.texts.metric)(id).to_owned(), (s.texts.metric_definition)(id).to_owned());
    blocks.extend([
        Block::Heading(texts.terms.to_owned()),
        Block::Terms(MetricId::ALL.into_iter().map(term).collect()),
    ]);
    Room { title: texts.title.to_owned(), lead: lead(s, texts), blocks }
}

/// Whether a definition is the one that the report's own figures follow.
fn is_headline(id: DefinitionId) -> bool {
    matches!(id, DefinitionId::NrrCohort | DefinitionId::GrrCohort | DefinitionId::LogoCohort)
}

/// The definitions of a metric over the window's whole length that have a value.
fn comparable(s: &Setting, metric: MetricId) -> impl Iterator<Item = (&Definition, f64)> {
    let of = move |d: &&Definition| d.metric == metric && !d.id.is_of_one_month();
    s.report.definitions.iter().filter(of).filter_map(|d| Some((d, d.value?)))
}

/// The smallest and the largest of them; `wrong` also looks at the misleading ones.
fn range(s: &Setting, metric: MetricId, wrong: bool) -> Option<(f64, f64)> {
    let values = || comparable(s, metric).filter(|(d, _)| wrong || d.misleading.is_none()).map(|(_, v)| v);
    Some((values().reduce(f64::min)?, values().reduce(f64::max)?))
}

/// The window's two ends in words.
fn ends(s: &Setting) -> Option<[String; 2]> {
    s.report.window.map(|window| [s.figures.month(window.from), s.figures.month(window.to)])
}

fn lead(s: &Setting, texts: &DefinitionsTexts) -> String {
    let Some(((low, high), [from, to])) = range(s, MetricId::Nrr, false).zip(ends(s)) else {
        return texts.lead_none.to_owned();
    };
    let (low, high) = (s.figures.percent(low), s.figures.percent(high));
    let text = if low == high { texts.lead_same } else { texts.lead };
    fill(text, &[("low", &low), ("high", &high), ("from", &from), ("to", &to)])
}

fn with_wrong(s: &Setting, texts: &DefinitionsTexts, metric: MetricId) -> Option<String> {
    let (all, sound) = (range(s, metric, true)?, range(s, metric, false)?);
    let written = |(low, high): (f64, f64)| (s.figures.percent(low), s.figures.percent(high));
    let (low, high) = written(all);
    let name = (s.texts.metric_short)(metric);
    (written(sound) != written(all))
        .then(|| fill(texts.spread_wrong, &[("metric", name), ("low", &low), ("high", &high)]))
}

fn spread(s: &Setting, texts: &'static DefinitionsTexts, metric: MetricId, id: &'static str) -> Chart {
    let name = (s.texts.metric_short)(metric);
    let mut found: Vec<(&Definition, f64)> = comparable(s, metric).collect();
    crate::base::sort_by(&mut found, |(a, x), (b, y)| y.total_cmp(x).then(a.id.cmp(&b.id)));
    let row = |(d, value): &(&Definition, f64)| {
        let wrong = (s.texts.definition_misleading)(d.id);
        let mark = if wrong.is_some() { "⚠ " } else { "" };
        let name = (s.texts.definition_name)(d.id);
        Row {
            name: format!("{mark}{name} · {}", s.figures.percent(*value)),
            note: wrong.unwrap_or_else(|| (s.texts.definition_rule)(d.id)).to_owned(),
            value: Some(*value),
            range: None,
            paint: match wrong {
                Some(_) => Paint::Contraction,
                None if is_headline(d.id) => Paint::Accent,
                None => Paint::Ink,
            },
            key: Some(EvidenceKey::Definition { id: d.id }),
        }
    };
    let all: Vec<Row> = found.iter().map(row).collect();
    let title = fill(texts.spread, &[("metric", name)]);
    let [from, to] = ends(s).unwrap_or_default();
    let low_high =
        range(s, metric, true).map(|(low, high)| [s.figures.percent(low), s.figures.percent(high)]);
    let [low, high] = low_high.unwrap_or_default();
    let headline = found.iter().find(|(d, _)| is_headline(d.id)).map(|(_, value)| *value);
    let frame = RowsFrame {
        id,
        title: title.clone(),
        caption: fill(texts.spread_caption, &[("from", &from), ("to", &to)]),
        desc: fill(texts.spread_desc, &[("metric", name), ("low", &low), ("high", &high)]),
        reference: headline.map(|at| (at, fill(texts.headline, &[("value", &s.figures.percent(at))]))),
    };
    let cells = |(d, _): &(&Definition, f64)| cells(s, texts, d);
    Chart {
        id,
        title,
        twin: Arc::new(Twin { head: head(texts), rows: found.iter().map(cells).collect() }),
        none: texts.spread_none.to_owned(),
        shape: s.sketched(Sketch::Rows { rows: all, frame }),
    }
}

fn head(texts: &DefinitionsTexts) -> Vec<String> {
    [texts.col_definition, texts.col_value, texts.col_made, texts.col_rule, texts.col_used_by]
        .map(str::to_owned)
        .to_vec()
}

/// A definition as a row: its name and what kind it is, its value, what that is made of, its rule and what is misleading
/// about it, who publishes it so.
fn cells(s: &Setting, texts: &DefinitionsTexts, d: &Definition) -> Vec<TwinCell> {
    let name = (s.texts.definition_name)(d.id);
    let wrong = (s.texts.definition_misleading)(d.id);
    let marks = [
        is_headline(d.id).then_some(texts.mark_headline),
        wrong.map(|_| texts.mark_misleading),
        d.id.is_of_one_month().then_some(texts.mark_one_month),
    ];
    let named = [Some(name)].into_iter().chain(marks).flatten().collect::<Vec<_>>().join("\n");
    let key = d.value.map(|_| EvidenceKey::Definition { id: d.id });
    let raw = d.value.map(|value| value.to_string()).unwrap_or_default();
    let made = match (&d.numerator, &d.denominator, d.na) {
        (Some(above), Some(below), _) => {
            let side = |value| amount_text(&*s.figures, value);
            format!("{} {} {}", side(above), s.texts.over, side(below))
        }
        (_, _, Some(na)) => (s.texts.definition_na)(na).to_owned(),
        _ => (s.texts.customers_n)(d.n, &s.figures.count(d.n)),
    };
    let rule = (s.texts.definition_rule)(d.id);
    let said = wrong.map(|why| fill(texts.misleading, &[("why", why)]));
    let rule = [Some(rule.to_owned()), said].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let users = if d.used_by.is_empty() { "—".to_owned() } else { d.used_by.join(s.texts.list_separator) };
    vec![
        TwinCell::text(named, d.id.name()),
        TwinCell::figure(s.percent(d.value), raw, key),
        TwinCell::text(made.clone(), made),
        TwinCell::text(rule.clone(), rule),
        TwinCell::text(users.clone(), users),
    ]
}

fn all(s: &Setting, texts: &DefinitionsTexts) -> Table {
    let [from, to] = ends(s).unwrap_or_default();
    Table {
        id: "definitions",
        title: texts.table.to_owned(),
        caption: match s.report.window {
            Some(_) => fill(texts.table_caption, &[("from", &from), ("to", &to)]),
            None => String::new(),
        },
        twin: Arc::new(Twin {
            head: head(texts),
            rows: s.report.definitions.iter().map(|d| cells(s, texts, d)).collect(),
        }),
        none: texts.spread_none.to_owned(),
    }
}

fn presets(s: &Setting, texts: &DefinitionsTexts) -> Table {
    let t = s.texts;
    let figure = |figure: &Option<PresetFigure>| {
        let value = figure.and_then(|figure| figure.value);
        let raw = value.map(|value| value.to_string()).unwrap_or_default();
        // What the settings in force make too opens; of other months and policies nothing is at hand.
        let own = figure.as_ref().and_then(|figure| {
            let own = s.report.definitions.iter().find(|own| own.id == figure.definition)?;
            (own.value == value && value.is_some()).then_some(EvidenceKey::Definition { id: own.id })
        });
        TwinCell::figure(s.percent(value), raw, own)
    };
    let row = |preset: &Preset| {
        let all = [preset.nrr, preset.grr, preset.logo];
        let names: Vec<&str> = all.iter().flatten().map(|f| (t.definition_name)(f.definition)).collect();
        let why = all.iter().flatten().find_map(|figure| figure.na).map(|na| (t.definition_na)(na));
        let names = names.into_iter().chain(why).collect::<Vec<_>>().join("\n");
        let source = fill(texts.source, &[("source", &preset.source), ("date", &preset.read)]);
        vec![
            TwinCell::text(preset.name.clone(), preset.id.clone()),
            figure(&preset.nrr),
            figure(&preset.grr),
            figure(&preset.logo),
            TwinCell::figure(s.figures.count(preset.months.into()), preset.months.to_string(), None),
            TwinCell::text(names.clone(), names),
            TwinCell::text(source.clone(), source),
        ]
    };
    let [nrr, grr, logo] = s.rate_heads();
    let head = [texts.col_whose, nrr, grr, logo, texts.col_months, texts.col_definitions, texts.col_source];
    let to = s.report.window.map(|window| s.figures.month(window.to)).unwrap_or_default();
    Table {
        id: "presets",
        title: texts.presets_table.to_owned(),
        caption: if to.is_empty() { String::new() } else { fill(texts.presets_caption, &[("to", &to)]) },
        twin: Arc::new(Twin {
            head: head.map(str::to_owned).to_vec(),
            rows: s.report.presets.iter().map(row).collect(),
        }),
        none: texts.presets_none.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::plain::Plain;
    use crate::i18n::{Lang, messages};
    use crate::read::{ReadOptions, Reader};
    use crate::report::{Session, Settings};

    /// B lapses and comes back, C is won inside the window, D leaves: the definitions differ.
    const LEDGER: &[u8] = b"customer,2024-01,2024-02,2024-03\nA,100,120,120\nB,50,,50\nC,,30,40\nD,20,20,\n";

    fn room(months: u32, lang: Lang) -> Room {
        let mut reader = Reader::new(ReadOptions::default());
        reader.push(LEDGER);
        let settings = Settings { months, ..Settings::default() };
        let report = Arc::new(Session::new(vec![reader.finish()]).report(&settings));
        definitions(&Setting::new(report, months, messages(lang), Arc::new(Plain)))
    }

    fn tables(room: &Room) -> Vec<&Table> {
        room.blocks
            .iter()
            .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
            .collect()
    }

    fn charts(room: &Room) -> Vec<&Chart> {
        room.blocks
            .iter()
            .filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None })
            .collect()
    }

    #[test]
    fn every_definition_stands_in_the_table_and_opens_its_customers() {
        for lang in [Lang::En, Lang::Zh] {
            let room = room(2, lang);
            let all = tables(&room)[0];
            assert_eq!(all.twin.rows.len(), DefinitionId::ALL.len());
            for (row, id) in all.twin.rows.iter().zip(DefinitionId::ALL) {
                assert_eq!(row[0].raw, id.name());
                assert_eq!(row[1].key.is_some(), row[1].shown != "—", "{id:?}");
                let wrong = (messages(lang).definition_misleading)(id);
                assert_eq!(row[0].shown.contains('⚠'), wrong.is_some(), "{id:?}");
                assert!(
                    wrong.is_none_or(|why| row[3].shown.contains(why)),
                    "the reason stands beside it: {id:?}"
                );
            }
            let ends = [&all.caption, &room.lead];
            assert!(ends.iter().all(|text| !text.contains('{') && text.contains("2024-03")), "{ends:?}");
        }
    }

    #[test]
    fn a_spread_has_the_headline_for_reference_and_leaves_single_months_out() {
        let room = room(2, Lang::En);
        let charts = charts(&room);
        assert_eq!(charts.len(), 3);
        for chart in charts {
            let plot = chart.draw(900.0).unwrap();
            assert_eq!((plot.id, plot.columns.len()), (chart.id, chart.twin.rows.len()));
            let ids: Vec<_> =
                chart.twin.rows.iter().map(|row| DefinitionId::named(&row[0].raw).unwrap()).collect();
            assert!(
                ids.iter().any(|id| is_headline(*id)) && !ids.iter().any(|id| id.is_of_one_month()),
                "{ids:?}"
            );
            assert!(plot.columns.iter().all(|column| column.marks[0].key.is_some()));
            let values: Vec<f64> = chart.twin.rows.iter().map(|row| row[1].raw.parse().unwrap()).collect();
            assert!(values.is_sorted_by(|a, b| a >= b), "{values:?}");
        }
    }

    #[test]
    fn presets_name_their_source_and_date() {
        let room = room(2, Lang::En);
        let presets = tables(&room)[1];
        assert!(!presets.twin.rows.is_empty());
        for row in &presets.twin.rows {
            assert!(row[6].shown.contains("read 20"), "{}", row[6].shown);
        }
    }

    #[test]
    fn too_short_a_file_says_so() {
        let room = room(12, Lang::En);
        assert!(room.lead.contains("too short"), "{}", room.lead);
        assert!(charts(&room).iter().all(|chart| chart.draw(900.0).is_none() && !chart.none.is_empty()));
        let all = tables(&room)[0];
        assert!(all.twin.rows.iter().all(|row| row[1].shown == "—" && !row[2].shown.is_empty()));
    }
}
