//! GRR crossed with NDR, customer by customer, and the white space: the loyal who pay no more than before.

use crate::chart::{
    Axis, Bubble, LARGEST, Paint, PartLabel, ScatterFrame, Twin, TwinCell, geometry, scatter,
};
use crate::i18n::charts::fill;
use crate::i18n::rooms::groups::GroupsTexts;
use crate::i18n::segments::SegmentTexts;
use crate::report::{CustomerList, EvidenceKey, Quadrant, QuadrantGroup, RankedBy, Spot};
use crate::rooms::{Block, Chart, Fact, Table, Writing};
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
    let Some(found) = &s.report.quadrant else { return Vec::new() };
    let mut blocks = vec![
        Block::Heading(of.quadrant_title.to_owned()),
        Block::Text(of.quadrant_lead.to_owned()),
        Block::Facts(parts(s, texts, of, found)),
        Block::Chart(chart(s, texts, of, found, ends)),
        Block::Heading(of.white_space.to_owned()),
    ];
    if let Some(room) = &found.room {
        blocks.push(Block::Text((of.room)(&s.figures.money(room), &s.figures.count(found.seats_stated))));
    }
    blocks.push(Block::Table(white_space(s, texts, of, found)));
    blocks
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
    spot.customer.clone().unwrap_or_else(|| (of.several)(&s.figures.count(spot.n)))
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
        highest: HIGHEST,
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
    let figures = Arc::clone(&s.figures);
    Chart {
        id: "quadrant",
        title: texts.scatter.to_owned(),
        twin: Arc::new(Twin {
            head: head.map(str::to_owned).to_vec(),
            rows: (0..).zip(&found.spots).map(cells).collect(),
        }),
        none: texts.scatter_none.to_owned(),
        draw: Arc::new(move |width| scatter(&all, &frame, &*figures, (width, HEIGHT))),
    }
}

fn white_space(s: &Writing, texts: &GroupsTexts, of: &SegmentTexts, found: &Quadrant) -> Table {
    let seats = found.ranked_by == RankedBy::Seats;
    let row = |(place, space): (u32, &crate::report::WhiteSpace)| {
        let key = Some(EvidenceKey::Listed { list: CustomerList::WhiteSpace, place });
        let money = |text: &str| TwinCell::figure(s.figures.money(text), text, key);
        let mut cells = vec![
            TwinCell::text(space.customer.clone(), space.customer.clone()),
            money(&space.opening),
            money(&space.closing),
        ];
        let room = space.room.as_deref();
        cells.extend(seats.then(|| {
            let shown = room.map_or_else(|| s.percent(None), |room| s.figures.money(room));
            TwinCell::figure(shown, room.unwrap_or_default(), key.filter(|_| room.is_some()))
        }));
        cells
    };
    let mut head = vec![texts.col_customer, of.opening, of.closing];
    head.extend(seats.then_some(texts.col_room));
    let ranked = (of.ranked_by)(found.ranked_by);
    let flat = found.groups.iter().find(|sums| sums.group == QuadrantGroup::LoyalFlat);
    let n = flat.map_or(0, |sums| sums.n);
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
