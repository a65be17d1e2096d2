//! GRR crossed with NDR, customer by customer, and the white space: the loyal who pay no more than before.

use crate::chart::{Axis, Bubble, LARGEST, Paint, PartLabel, ScatterFrame, Sketch, Twin, TwinCell, geometry};
use crate::i18n::charts::fill;
use crate::i18n::rooms::groups::GroupsTexts;
use crate::i18n::segments::{SegmentTexts, segments};
use crate::report::{CustomerList, EvidenceKey, Quadrant, QuadrantGroup, RankedBy, Spot};
use crate::rooms::{Block, Chart, DASH, Fact, Table, Writing, in_warehouse};
use std::sync::Arc;

/// Height of the scatter.
const HEIGHT: f64 = 380.0;

/// NDR above which a bubble stands at the upper edge.
const HIGHEST: f64 = 2.0;

pub(super) fn blocks(
    s: &Writing,
    texts: &'static GroupsTexts,
    of: &'static SegmentTexts,
    ends: &(String, String),
) -> Vec<Block> {
    let Some(found) = &s.report.quadrant else {
        let left = in_warehouse(&s.report, s.texts.lang).into_iter();
        return left
            .flat_map(|why| [Block::Heading(of.quadrant_title.to_owned()), Block::Text(why.to_owned())])
            .collect();
    };
    let mut blocks = vec![
        Block::Heading(of.quadrant_title.to_owned()),
        Block::Text(of.quadrant_lead.to_owned()),
        Block::Facts(parts(s, texts, of, found)),
        Block::Chart(chart(s, texts, of, found, ends)),
        Block::Heading(of.white_space.to_owned()),
    ];
    let (known, missing) = stated(s, of, found);
    if !known.is_empty() {
        blocks.push(Block::Facts(known));
    }
    blocks.push(Block::Table(white_space(s, texts, of, found)));
    if found.flat() > 0 {
        blocks.extend(missing.into_iter().map(|text| Block::Text(text.to_owned())));
    }
    blocks
}

/// What the white space is in all, and its customers, for who shows them without the room.
pub fn white_space_alone(s: &Writing) -> Option<(Vec<Fact>, Table)> {
    let (texts, of) = (GroupsTexts::of(s.texts.lang), segments(s.texts.lang));
    let found = s.report.quadrant.as_ref().filter(|found| found.flat() > 0)?;
    Some((stated(s, of, found).0, white_space(s, texts, of, found)))
}

/// What free seats and modules are together, and which columns would say what nothing does.
fn stated(s: &Writing, of: &SegmentTexts, found: &Quadrant) -> (Vec<Fact>, Vec<&'static str>) {
    let fact = |by: RankedBy, name: &str, value: String, note: String| Fact {
        name: name.to_owned(),
        value,
        note,
        key: Some(EvidenceKey::WhiteSpace { by, place: None }),
        list: None,
    };
    let count = |n: u64| s.figures.count(n);
    let (mut known, mut missing) = (Vec::new(), Vec::new());
    match &found.room {
        Some(room) => {
            let note = (of.room_note)(&count(found.seats_stated));
            known.push(fact(RankedBy::Seats, of.room, s.figures.money(room), note));
        }
        None => missing.push(of.no_seats),
    }
    match &found.modules {
        Some(all) => {
            let note = (of.modules_note)(&count(all.unused), &count(all.all), &count(found.modules_stated));
            known.push(fact(RankedBy::Modules, of.modules, s.figures.percent(all.share), note));
        }
        None => missing.push(of.no_modules),
    }
    (known, missing)
}

fn paint(group: QuadrantGroup) -> Paint {
    match group {
        QuadrantGroup::LoyalExpanding => Paint::Expansion,
        QuadrantGroup::LoyalFlat => Paint::Accent,
        QuadrantGroup::Leaking => Paint::Churn,
    }
}

/// The three groups as figures: how many, how much, what to do.
fn parts(s: &Writing, texts: &GroupsTexts, of: &SegmentTexts, found: &Quadrant) -> Vec<Fact> {
    let fact = |sums: &crate::report::QuadrantSums| {
        let [name, _, advice] = (of.quadrant)(sums.group);
        let money = |text: &str| s.figures.money(text);
        Fact {
            name: name.to_owned(),
            value: (s.texts.customers_n)(sums.n, &s.figures.count(sums.n)),
            note: fill(
                texts.quadrant_note,
                &[("opening", &money(&sums.opening)), ("closing", &money(&sums.closing)), ("advice", advice)],
            ),
            key: Some(EvidenceKey::Quadrant { group: sums.group }).filter(|_| sums.n > 0),
            list: None,
        }
    };
    found.groups.iter().map(fact).collect()
}

/// Whose bubble it is.
fn whose(s: &Writing, of: &SegmentTexts, spot: &Spot) -> String {
    let n = s.figures.count(spot.n);
    match (&spot.customer, spot.n) {
        (Some(name), _) => name.clone(),
        // A name may be left out.
        (None, 1) => (s.texts.customers_n)(1, &n),
        (None, _) => (of.several)(&n),
    }
}

/// What is behind a bubble.
fn spot_key(place: u32) -> Option<EvidenceKey> {
    Some(EvidenceKey::Listed { list: CustomerList::Spots, place })
}

fn bubble(s: &Writing, texts: &GroupsTexts, of: &SegmentTexts, (place, spot): (u32, &Spot)) -> Bubble {
    let [part, ..] = (of.quadrant)(spot.group);
    let (grr, ndr) = (s.figures.percent(spot.grr), s.figures.percent(spot.ndr));
    Bubble {
        name: whose(s, of, spot),
        part: part.to_owned(),
        said: fill(texts.bubble, &[("grr", &grr), ("ndr", &ndr), ("money", &s.figures.money(&spot.opening))]),
        x: spot.grr,
        y: spot.ndr,
        size: geometry(&spot.opening),
        paint: paint(spot.group),
        key: spot_key(place),
    }
}

pub(super) fn chart(
    s: &Writing,
    texts: &'static GroupsTexts,
    of: &'static SegmentTexts,
    found: &Quadrant,
    ends: &(String, String),
) -> Chart {
    let tops = [None, Some(found.ndr_cut), Some(found.grr_cut)];
    let labels = found.groups.iter().zip(tops).map(|(sums, top)| {
        let [name, ..] = (of.quadrant)(sums.group);
        let n = (s.texts.customers_n)(sums.n, &s.figures.count(sums.n));
        let money = s.figures.money_compact(&sums.opening);
        let said = fill(texts.part, &[("n", &n), ("money", &money)]);
        PartLabel { top, name: name.to_owned(), said, paint: paint(sums.group) }
    });
    let frame = ScatterFrame {
        id: "quadrant",
        title: texts.scatter.to_owned(),
        caption: fill(texts.scatter_caption, &[("from", &ends.0), ("to", &ends.1)]),
        desc: of.quadrant_lead.to_owned(),
        axes: (of.across.to_owned(), of.up.to_owned()),
        shows: (Axis::Part, Axis::Ratio),
        cuts: (Some(found.grr_cut), Some(found.ndr_cut)),
        highest: Some(HIGHEST),
        parts: labels.collect(),
        key: Vec::new(),
        radius: LARGEST,
    };
    let cells = |(place, spot): (u32, &Spot)| {
        let [part, ..] = (of.quadrant)(spot.group);
        let name = whose(s, of, spot);
        let key = spot_key(place);
        let percent = |v: f64| TwinCell::figure(s.figures.percent(v), v.to_string(), key);
        vec![
            TwinCell::text(name.clone(), name),
            TwinCell::text(part, part),
            percent(spot.grr),
            percent(spot.ndr),
            TwinCell::figure(s.figures.money(&spot.opening), spot.opening.clone(), key),
        ]
    };
    let head = [texts.col_customer, texts.col_part, of.across, of.up, of.opening];
    let all: Vec<Bubble> = (0..).zip(&found.spots).map(|spot| bubble(s, texts, of, spot)).collect();
    Chart {
        id: "quadrant",
        title: texts.scatter.to_owned(),
        twin: Arc::new(Twin {
            head: head.map(str::to_owned).to_vec(),
            rows: (0..).zip(&found.spots).map(cells).collect(),
        }),
        none: texts.scatter_none.to_owned(),
        shape: s.sketched(Sketch::Scatter { bubbles: all, frame: Box::new(frame), height: HEIGHT }),
    }
}

fn white_space(s: &Writing, texts: &GroupsTexts, of: &SegmentTexts, found: &Quadrant) -> Table {
    let row = |(place, space): (u32, &crate::report::WhiteSpace)| {
        // What isn't stated of this customer is a dash.
        let figure = |by: RankedBy, raw: Option<String>, shown: &dyn Fn(&str) -> String| match raw {
            Some(raw) => {
                let key = EvidenceKey::WhiteSpace { by, place: Some(place) };
                TwinCell::figure(shown(&raw), raw, Some(key))
            }
            None => TwinCell::figure(DASH.to_owned(), String::new(), None),
        };
        let money = |text: &str| s.figures.money(text);
        let mut cells = vec![
            TwinCell::text(space.customer.clone(), space.customer.clone()),
            figure(RankedBy::Mrr, Some(space.opening.clone()), &money),
            figure(RankedBy::Mrr, Some(space.closing.clone()), &money),
        ];
        if found.room.is_some() {
            cells.push(figure(RankedBy::Seats, space.room.clone(), &money));
        }
        if found.modules.is_some() {
            let count = |n: u64| (n.to_string(), s.figures.count(n));
            let [used, all, share] = match &space.modules {
                Some(own) => {
                    [count(own.used), count(own.all), (own.share.to_string(), s.figures.percent(own.share))]
                        .map(Some)
                }
                None => [const { None }; 3],
            };
            for cell in [used, all, share] {
                let (raw, shown) = cell.unzip();
                cells.push(figure(RankedBy::Modules, raw, &|_| shown.clone().unwrap_or_default()));
            }
        }
        cells
    };
    let mut head = vec![texts.col_customer, of.opening, of.closing];
    head.extend(found.room.as_ref().map(|_| of.room));
    if found.modules.is_some() {
        head.extend([texts.col_used, texts.col_modules, texts.col_unused]);
    }
    let ranked = (of.ranked_by)(found.ranked_by);
    let n = found.flat();
    let shown = found.white_space.len() as u64;
    let caption = if shown < n {
        let count = |n: u64| s.figures.count(n);
        fill(texts.white_first, &[("shown", &count(shown)), ("n", &count(n)), ("ranked", ranked)])
    } else {
        fill(texts.white_caption, &[("ranked", ranked)])
    };
    Table {
        id: "white-space",
        title: texts.white.to_owned(),
        caption,
        twin: Arc::new(Twin {
            head: head.into_iter().map(str::to_owned).collect(),
            rows: (0..).zip(&found.white_space).map(row).collect(),
        }),
        none: texts.white_none.to_owned(),
    }
}
