//! What is odd in the data, with its effect.

use super::{method, text};
use crate::chart::{Twin, TwinCell};
use crate::i18n::charts::fill;
use crate::i18n::diagnose::{Shell, told};
use crate::i18n::rooms::diligence::DiligenceTexts;
use crate::read::Code;
use crate::report::{EvidenceKey, Quality};
use crate::rooms::{Block, Finding, Setting, Table};
use std::sync::Arc;

pub(super) fn blocks(s: &Setting, texts: &'static DiligenceTexts) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(texts.quality.to_owned())];
    let all = &s.report.quality;
    if all.is_empty() {
        blocks.push(text(texts.quality_none));
        return blocks;
    }
    blocks.push(text(texts.quality_lead));
    blocks.push(Block::Findings(all.iter().map(|found| finding(s, texts, found)).collect()));
    blocks.push(Block::Table(table(s, texts)));
    blocks.push(method(texts, texts.quality_method));
    blocks
}

/// The customers behind a finding; findings about rows have their rows among the rejected ones.
fn key(found: &Quality) -> Option<EvidenceKey> {
    let of_customers = !found.examples.is_empty() || found.code == Code::PartialMonth;
    of_customers.then_some(EvidenceKey::Quality { code: found.code, file: found.file })
}

/// The file and the line a finding is first met at.
fn place(s: &Setting, texts: &DiligenceTexts, found: &Quality) -> String {
    let of_example = || found.examples.first().and_then(|example| example.source.as_ref());
    let (file, line) = match found.file {
        Some(file) => (Some(file), found.line),
        None => of_example().map_or((None, None), |source| (Some(source.file), Some(source.line.into()))),
    };
    let Some(input) = file.and_then(|file| s.report.inputs.get(file as usize)) else { return String::new() };
    match line {
        Some(line) => fill(texts.place, &[("file", &input.name), ("line", &s.figures.count(line))]),
        None => input.name.clone(),
    }
}

/// What the rows of a finding state together, in their file's currency, which the report's need not be.
fn amount(s: &Setting, found: &Quality) -> Option<String> {
    let (amount, file) = (found.amount.as_ref()?, found.file?);
    let own = s.report.inputs.get(file as usize)?.currency.as_ref();
    Some(match own.filter(|own| s.report.currency.as_ref() != Some(own)) {
        Some(code) => format!("{code} {amount}"),
        None => s.figures.money(amount),
    })
}

fn finding(s: &Setting, texts: &DiligenceTexts, found: &Quality) -> Finding {
    let told = told(s.texts.lang, &found.finding(), Shell::Page);
    let mrr = found.mrr.as_ref().map(|mrr| fill(texts.effect_mrr, &[("mrr", &s.figures.money(mrr))]));
    let amount = amount(s, found).map(|amount| fill(texts.effect_amount, &[("amount", &amount)]));
    let effect = match (found.nrr_points, found.grr_points) {
        (Some(nrr), Some(grr)) => {
            fill(texts.effect, &[("nrr", &s.fine_points(nrr)), ("grr", &s.fine_points(grr))])
        }
        _ => texts.effect_unknown.to_owned(),
    };
    let place = Some(place(s, texts, found)).filter(|place| !place.is_empty());
    let parts: Vec<String> = [mrr, amount, Some(effect), place].into_iter().flatten().collect();
    Finding {
        severity: found.severity,
        message: told.message,
        fix: told.fix,
        effect: parts.join(" · "),
        key: key(found),
        rows: found.file.is_some(),
        question: None,
        list: None,
    }
}

fn table(s: &Setting, texts: &DiligenceTexts) -> Table {
    let row = |found: &Quality| {
        let key = key(found);
        let (name, place) = ((s.texts.about_quality)(found.code), place(s, texts, found));
        let points = |points: Option<f64>| {
            let shown = points.map_or_else(|| s.percent(None), |points| s.fine_points(points));
            TwinCell::figure(shown, points.map(|p| p.to_string()).unwrap_or_default(), None)
        };
        let money = found.mrr.as_ref().map_or_else(|| s.percent(None), |mrr| s.figures.money(mrr));
        vec![
            TwinCell::text(name, name),
            // A month, of which there is one.
            TwinCell::figure(
                s.figures.count(found.count),
                found.count.to_string(),
                key.filter(|_| found.code != Code::PartialMonth),
            ),
            TwinCell::figure(money, found.mrr.clone().unwrap_or_default(), key),
            TwinCell::figure(
                amount(s, found).unwrap_or_else(|| s.percent(None)),
                found.amount.clone().unwrap_or_default(),
                None,
            ),
            points(found.nrr_points),
            points(found.grr_points),
            TwinCell::text(place.clone(), place),
        ]
    };
    let head = [
        texts.col_finding,
        texts.col_count,
        texts.col_mrr,
        texts.col_amount,
        texts.col_nrr,
        texts.col_grr,
        texts.col_where,
    ];
    Table {
        id: "quality",
        title: texts.quality_table.to_owned(),
        caption: texts.quality_caption.to_owned(),
        twin: Arc::new(Twin {
            head: head.map(str::to_owned).to_vec(),
            rows: s.report.quality.iter().map(row).collect(),
        }),
        none: String::new(),
    }
}
