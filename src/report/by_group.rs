//! From a book and a window to the report's values by group.

use super::behind::WHITE_SPACE;
use super::marks::mark_beside;
use super::segments::{
    ModuleUse, Quadrant, QuadrantSums, Segment, SegmentBy, SegmentKind, Segmentation, Shift, ShiftPart,
    Simpson, Spot, Spread, WhiteSpace,
};
use super::{MarkBeside, MetricId, Settings, Window};
use crate::base::{Na, Ratio, format_minor, wilson};
use crate::metrics::{
    self, ENOUGH, Group, GroupBy, GroupSums, Label, Opening, QuadrantGroup, Retention, openings, previous,
    quadrant, room, shift, spread, white_space,
};
use crate::tables::Book;

/// Everything by group.
#[derive(Default)]
pub(super) struct ByGroup {
    pub segments: Vec<Segment>,
    pub segmentations: Vec<Segmentation>,
    pub quadrant: Option<Quadrant>,
}

/// The opening customers of a window and of the one before it.
pub(super) struct Windows {
    now: (Window, Vec<Opening>),
    before: Option<(Window, Vec<Opening>)>,
}

impl Windows {
    /// Looks both up.
    pub fn of(book: &Book, window: Window) -> Self {
        let with = |window| (window, openings(book, window));
        Windows { now: with(window), before: previous(book, window).map(with) }
    }

    /// The window, or the one before it, with its opening customers.
    pub fn side(&self, before: bool) -> Option<(Window, &[Opening])> {
        let side = if before { self.before.as_ref()? } else { &self.now };
        Some((side.0, &side.1))
    }

    /// The customers of both in groups.
    pub fn grouped(&self, book: &Book, by: GroupBy, settings: &Settings) -> metrics::Segmentation {
        let before = self.before.as_ref().map(|(window, all)| (window.from, all.as_slice()));
        let now = (self.now.0.from, self.now.1.as_slice());
        metrics::Segmentation::of(book, by, now, before, settings.size_cuts)
    }
}

/// Everything by group in a window.
pub(super) fn by_group(book: &Book, window: Window, settings: &Settings) -> ByGroup {
    let windows = Windows::of(book, window);
    if windows.now.1.is_empty() {
        return ByGroup::default();
    }
    let mut all = ByGroup { quadrant: Some(crossing(book, &windows.now.1)), ..ByGroup::default() };
    for (place, by) in (0..).zip(GroupBy::all(book)) {
        let found = windows.grouped(book, by, settings);
        let name = by.name(book);
        let kind = kind_of(book, by);
        for (number, group) in (0..).zip(&found.groups).filter(|(_, group)| group.now.customers > 0) {
            let value = group.label.text(book, by);
            all.segments.push(Segment {
                mark: beside(&value, &group.now).filter(|_| kind == SegmentBy::BuyerTier),
                segmentation: place,
                group: number,
                ..segment(book.currency.exponent, &name, value, group)
            });
        }
        all.segmentations.push(segmentation(book, by, name, kind, &found, &windows));
    }
    all
}

fn kind_of(book: &Book, by: GroupBy) -> SegmentBy {
    match by {
        GroupBy::Attribute(place) => book.attributes.get(place).map_or(SegmentBy::Other, |a| a.kind.into()),
        GroupBy::Size => SegmentBy::SizeClass,
        GroupBy::StartYear => SegmentBy::StartYear,
        GroupBy::StartQuarter => SegmentBy::StartQuarter,
    }
}

fn number(ratio: Ratio) -> f64 {
    ratio.value().unwrap_or_default()
}

pub(super) fn segment(exponent: u8, by: &str, value: String, group: &Group) -> Segment {
    let s = &group.now;
    let money = |minor| format_minor(minor, exponent);
    Segment {
        by: by.to_owned(),
        segmentation: 0,
        group: 0,
        value,
        kind: match group.label {
            Label::Value(_) => SegmentKind::Stated,
            Label::Size(_) => SegmentKind::Size,
            Label::Year(_) | Label::Quarter(..) => SegmentKind::Start,
            Label::Before(_) => SegmentKind::Earlier,
            Label::Others => SegmentKind::Others,
            Label::NotStated => SegmentKind::NotStated,
        },
        n: s.customers,
        small: s.customers < ENOUGH,
        opening: money(s.opening),
        closing: money(s.closing),
        kept: money(s.kept),
        kept_customers: s.kept_customers,
        nrr: number(s.rate(Retention::Nrr)),
        grr: number(s.rate(Retention::Grr)),
        logo_retention: number(s.rate(Retention::Logo)),
        interval: wilson(s.kept_customers, s.customers),
        folded: group.folded,
        mark: None,
    }
}

pub(super) fn beside(value: &str, sums: &GroupSums) -> Option<MarkBeside> {
    mark_beside(value, sums.kept_customers, sums.customers)
}

fn metric_of(rate: Retention) -> MetricId {
    match rate {
        Retention::Nrr => MetricId::Nrr,
        Retention::Grr => MetricId::Grr,
        Retention::Logo => MetricId::LogoRetention,
    }
}

fn segmentation(
    book: &Book,
    by: GroupBy,
    name: String,
    kind: SegmentBy,
    found: &metrics::Segmentation,
    windows: &Windows,
) -> Segmentation {
    let simpson = simpson(&found.groups, windows);
    let cut = |cut: Option<i64>| {
        cut.map(|minor| format_minor(i128::from(minor), book.currency.exponent)).unwrap_or_default()
    };
    let header = match by {
        GroupBy::Attribute(place) => book.attributes.get(place).map(|a| a.name.clone()),
        _ => None,
    };
    Segmentation {
        cuts: match by {
            GroupBy::Size => vec![cut(found.cuts.elephant), cut(found.cuts.cheetah)],
            _ => Vec::new(),
        },
        ..compared((name, kind, header), &found.groups, simpson)
    }
}

/// What the groups show beside each other; `header` is that of the column they stand in.
pub(super) fn compared(
    (by, kind, header): (String, SegmentBy, Option<String>),
    groups: &[Group],
    simpson: Result<Simpson, Na>,
) -> Segmentation {
    let spreads: Vec<Spread> = Retention::ALL
        .into_iter()
        .filter_map(|rate| {
            let found = spread(groups, rate)?;
            Some(Spread {
                metric: metric_of(rate),
                low: found.low as u32,
                high: found.high as u32,
                spread: found.spread,
                masked: found.masked,
                certain: found.certain,
            })
        })
        .collect();
    Segmentation {
        by,
        kind,
        derived: header.is_none(),
        name: header.unwrap_or_default(),
        cuts: Vec::new(),
        spread: spreads.iter().find(|s| s.metric == MetricId::LogoRetention).map(|s| s.spread),
        masked: spreads.iter().any(|s| s.masked && s.metric != MetricId::Nrr),
        spreads,
        simpson_na: simpson.as_ref().err().copied(),
        simpson: simpson.ok(),
    }
}

fn simpson(groups: &[Group], windows: &Windows) -> Result<Simpson, Na> {
    let (window, _) = windows.side(true).ok_or(Na::InsufficientHistory)?;
    let sides: Vec<(GroupSums, GroupSums)> = groups.iter().map(|group| (group.before, group.now)).collect();
    let shifts: Option<Vec<Shift>> = Retention::ALL.into_iter().map(|rate| one_shift(&sides, rate)).collect();
    // Nobody paid when the window before began.
    let shifts = shifts.ok_or(Na::ZeroDenominator)?;
    Ok(Simpson { window, reversed: shifts.iter().any(|shift| shift.reversed), shifts })
}

fn one_shift(sides: &[(GroupSums, GroupSums)], rate: Retention) -> Option<Shift> {
    let found = shift(sides, rate)?;
    let parts = (0..).zip(sides).zip(&found.parts).map(|((group, (before, now)), part)| ShiftPart {
        group,
        n_before: before.customers,
        n: now.customers,
        before: part.before.and_then(Ratio::value),
        now: part.now.and_then(Ratio::value),
        change: part.change,
        mix: part.mix,
        rate: part.rate,
        judged: part.judged,
    });
    Some(Shift {
        metric: metric_of(rate),
        before: found.before.value()?,
        now: found.now.value()?,
        change: found.change,
        mix: found.mix,
        rate: found.rate,
        reversed: found.reversed,
        groups: parts.collect(),
    })
}

/// Modules in use, not in use and all; of all there is at least one.
fn module_use([used, unused, all]: [u64; 3]) -> ModuleUse {
    let share = Ratio { numerator: unused.into(), denominator: all.into() };
    ModuleUse { used, all, unused, share: number(share) }
}

fn crossing(book: &Book, all: &[Opening]) -> Quadrant {
    let found = quadrant(book, all);
    let money = |minor| format_minor(minor, book.currency.exponent);
    let sums = |(group, s): (QuadrantGroup, GroupSums)| QuadrantSums {
        group,
        n: s.customers,
        opening: money(s.opening),
        closing: money(s.closing),
    };
    let spots: Vec<Spot> = found
        .spots
        .iter()
        .map(|spot| Spot {
            customer: spot.customer.map(|customer| book.customers.text(customer).to_owned()),
            group: spot.group,
            n: spot.sums.customers,
            grr: number(spot.grr()),
            ndr: number(spot.ndr()),
            opening: money(spot.sums.opening),
        })
        .collect();
    let space = white_space(book, all, WHITE_SPACE);
    let white_space = space.first.iter().map(|one| WhiteSpace {
        customer: book.customers.text(one.customer).to_owned(),
        opening: money(one.m0.into()),
        closing: money(one.m1.into()),
        room: room(book, one).map(money),
        modules: book
            .modules(one.customer)
            .map(|found| module_use([found.used, found.unused(), found.all].map(u64::from))),
    });
    Quadrant {
        grr_cut: 0.9,
        ndr_cut: 1.2,
        groups: QuadrantGroup::ALL.into_iter().zip(found.groups).map(sums).collect(),
        ranked_by: space.ranked_by,
        room: (space.seats_stated > 0).then(|| money(space.room)),
        seats_stated: space.seats_stated,
        modules: (space.modules_stated > 0).then(|| module_use(space.modules)),
        modules_stated: space.modules_stated,
        white_space: white_space.collect(),
        rest: spots.iter().filter(|spot| spot.customer.is_none()).map(|spot| spot.n).sum(),
        spots,
    }
}
