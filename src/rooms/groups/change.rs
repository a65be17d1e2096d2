//! What became of a rate since the window before: how much comes from who the customers are, how much from the groups
//! themselves, and whether the whole moved against all of them (Simpson’s paradox).

use super::{Shown, shift_said};
use crate::chart::{Twin, TwinCell};
use crate::i18n::charts::fill;
use crate::report::{EvidenceKey, Shift, ShiftPart};
use crate::rooms::{Block, Fact, Table};
use std::sync::Arc;

pub(super) fn blocks(shown: &Shown) -> Vec<Block> {
    let (s, texts, of) = (shown.s, shown.texts, shown.of);
    let Some(simpson) = &shown.by.simpson else {
        let months = s.figures.count(s.months.into());
        return vec![Block::Text(fill(texts.before_none, &[("months", &months)]))];
    };
    let Some(shift) = simpson.shifts.iter().find(|shift| shift.metric == shown.rate) else {
        return Vec::new();
    };
    let ends = super::ends(s, simpson.window);
    let metric = (s.texts.metric_short)(shift.metric);
    let verdict = if shift.reversed {
        (of.reversed)(metric, shift.change > 0.0, &s.figures.decimal(shift.change.abs() * 100.0))
    } else {
        texts.not_reversed.to_owned()
    };
    let fact = |name: &str, ratio: f64, note: &str, key| Fact {
        name: name.to_owned(),
        value: s.points(ratio),
        note: note.to_owned(),
        key,
        list: None,
    };
    let whole = Some(EvidenceKey::Metric { id: shift.metric });
    let arrow = (s.texts.span_arrow)(&s.figures.percent(shift.before), &s.figures.percent(shift.now));
    vec![
        Block::Heading(fill(texts.before, &[("from", &ends.0), ("to", &ends.1)])),
        Block::Text(shift_said(s, of, shift)),
        Block::Text(verdict),
        Block::Facts(vec![
            fact(&format!("{metric} · {}", texts.change), shift.change, &arrow, whole),
            fact(texts.mix, shift.mix, texts.mix_note, None),
            fact(texts.rate, shift.rate, texts.rate_note, None),
        ]),
        Block::Table(table(shown, shift)),
        Block::Note(format!("{} {}", of.shift_definition, of.reversed_definition)),
    ]
}

fn table(shown: &Shown, shift: &Shift) -> Table {
    let (s, texts) = (shown.s, shown.texts);
    let metric = (s.texts.metric_short)(shift.metric);
    let simpson = shown.by.simpson.as_ref();
    let (before, now) = (simpson.map(|found| super::ends(s, found.window).1), &shown.ends.1);
    let head = [
        shown.name.as_str(),
        texts.col_n_before,
        texts.col_n,
        before.as_deref().unwrap_or_default(),
        now,
        texts.change,
        texts.mix,
        texts.rate,
        texts.col_note,
    ];
    let mut rows: Vec<Vec<TwinCell>> = shift.groups.iter().map(|part| cells(shown, shift, part)).collect();
    let points = |ratio: f64| TwinCell::figure(s.points(ratio), ratio.to_string(), None);
    let rate = |ratio: f64, key| TwinCell::figure(s.figures.percent(ratio), ratio.to_string(), key);
    let none = || TwinCell::figure("", "", None);
    rows.push(vec![
        TwinCell::text(texts.whole, texts.whole),
        none(),
        none(),
        rate(shift.before, simpson.map(|found| EvidenceKey::Trend { month: found.window.to })),
        rate(shift.now, Some(EvidenceKey::Metric { id: shift.metric })),
        points(shift.change),
        points(shift.mix),
        points(shift.rate),
        TwinCell::text("", ""),
    ]);
    Table {
        id: "groups-change",
        title: fill(texts.shift, &[("metric", metric)]),
        caption: texts.shift_caption.to_owned(),
        twin: Arc::new(Twin { head: head.map(str::to_owned).to_vec(), rows }.without_empty_remarks()),
        none: String::new(),
    }
}

fn cells(shown: &Shown, shift: &Shift, part: &ShiftPart) -> Vec<TwinCell> {
    let s = shown.s;
    let raw = |ratio: Option<f64>| ratio.map(|ratio| ratio.to_string()).unwrap_or_default();
    let key = |before: bool| shown.key(part.group, shift.metric, before);
    let count =
        |n: u64, before| TwinCell::figure(s.figures.count(n), n.to_string(), key(before).filter(|_| n > 0));
    let rate = |ratio: Option<f64>, before: bool| {
        let key = key(before).filter(|_| ratio.is_some());
        TwinCell::figure(s.percent(ratio), raw(ratio), key).pale(!part.judged)
    };
    let change = part.change.map_or_else(|| s.percent(None), |change| s.points(change));
    let points = |ratio: f64| TwinCell::figure(s.points(ratio), ratio.to_string(), None);
    let name = shown.named(part.group);
    let judged = if part.judged { "" } else { shown.texts.not_judged };
    vec![
        TwinCell::text(name.clone(), name),
        count(part.n_before, true),
        count(part.n, false),
        rate(part.before, true),
        rate(part.now, false),
        TwinCell::figure(change, raw(part.change), None).pale(!part.judged),
        points(part.mix),
        points(part.rate),
        TwinCell::text(judged, judged),
    ]
}
