//! Question 2: which groups of customers stay, and which leave (domain.md §1.2, §2.2).

mod change;
mod crossing;
mod detail;

pub use crossing::white_space_alone;

use super::{Block, Chart, Finding, Room, Setting, Slot, Table, Writing};
use crate::base::{Month, snake_case};
use crate::i18n::charts::fill;
use crate::i18n::rooms::groups::GroupsTexts;
use crate::i18n::segments::{SegmentTexts, segments};
use crate::read::Severity;
use crate::report::{
    EvidenceKey, Metric, MetricId, Segment, SegmentBy, SegmentKind, Segmentation, Spread, Window,
};

/// The three rates, the one the article asks for first.
pub const RATES: [MetricId; 3] = [MetricId::LogoRetention, MetricId::Grr, MetricId::Nrr];

/// Findings listed: reversals, then what a file states before what is derived, those farthest apart first.
const FINDINGS: usize = 3;

/// The room; its groups are shown by [`grouping`], as a person chooses.
pub fn groups(s: &Setting) -> Room {
    let texts = GroupsTexts::of(s.texts.lang);
    let of = segments(s.texts.lang);
    let title = texts.title.to_owned();
    let report = &s.report;
    let (Some(window), false) = (report.window, report.segments.is_empty()) else {
        let reason = match report.metrics.get(&MetricId::Grr) {
            Some(Metric::Na { na, .. }) => (s.texts.na)(MetricId::Grr, *na),
            _ => texts.table_none,
        };
        let blocks = vec![Block::Slot(Slot::Tables("q2"))];
        return Room { title, lead: fill(texts.lead_none, &[("reason", reason)]), blocks };
    };
    let n = match report.metrics.get(&MetricId::LogoRetention) {
        Some(Metric::Value { n, .. }) => *n,
        _ => 0,
    };
    let ends = ends(s, window);
    let lead = fill(texts.lead, &[("n", &s.figures.count(n)), ("from", &ends.0), ("to", &ends.1)]);
    let mut rates = s.facts(&[MetricId::LogoRetention, MetricId::Grr, MetricId::Nrr]);
    // Of what was up for renewal, not of all: beside the other two, which it is often taken for.
    rates.extend(super::answers::figure(s, "q3", "q3.renewal_rate"));
    let mut blocks = vec![Block::Facts(rates)];
    let found = findings(s, texts, of);
    if !found.is_empty() {
        blocks.extend([Block::Heading(texts.hidden.to_owned()), Block::Findings(found)]);
    }
    blocks.push(Block::Heading(texts.detail.to_owned()));
    if report.segmentations.iter().all(|by| by.derived) {
        blocks.extend([Block::Text(texts.missing.to_owned()), Block::Slot(Slot::Tables("q2"))]);
    }
    blocks.push(Block::Slot(Slot::Grouping));
    blocks.extend(crossing::blocks(s, texts, of, &ends));
    Room { title, lead, blocks }
}

/// The room where nobody can choose: parted in the first way on offer.
pub fn groups_in_full(s: &Setting) -> Room {
    let mut room = groups(s);
    let first = groupings(s).first().map(|(place, _)| grouping(s, *place, MetricId::LogoRetention));
    if let Some(place) = room.blocks.iter().position(|block| matches!(block, Block::Slot(Slot::Grouping))) {
        room.blocks.splice(place..=place, first.unwrap_or_default());
    }
    room
}

/// The groupings with their places, in the order they are offered: what a file states before what is derived.
pub fn groupings(s: &Writing) -> Vec<(u32, String)> {
    let mut all: Vec<(u32, &Segmentation)> = (0..).zip(&s.report.segmentations).collect();
    crate::base::sort_by_key(&mut all, |(place, by)| (by.derived, by.kind, *place));
    all.into_iter().map(|(place, by)| (place, name_of(s, by))).collect()
}

/// The customers parted in one way: a chart of one rate, all rates as a table, and what changed since the window before.
pub fn grouping(s: &Setting, place: u32, rate: MetricId) -> Vec<Block> {
    let Some(shown) = shown(s, place, rate) else { return Vec::new() };
    let mut blocks = detail::blocks(&shown);
    blocks.extend(change::blocks(&shown));
    blocks
}

/// All rates of the groups of one grouping; `None` where there is no such grouping.
pub fn group_table(s: &Writing, place: u32) -> Option<Table> {
    Some(detail::table(&shown(s, place, MetricId::LogoRetention)?))
}

/// One rate of the groups of one grouping as bars, held against that of all customers; `None` where there is no such grouping.
pub fn group_bars(s: &Writing, place: u32, rate: MetricId) -> Option<Chart> {
    Some(detail::bars(&shown(s, place, rate)?))
}

/// A group's name as people read it.
pub fn group_name(s: &Writing, group: &Segment) -> String {
    name(s, segments(s.texts.lang), group)
}

/// GRR crossed with NDR as a chart; `None` where the report has no crossing.
pub fn quadrant(s: &Writing) -> Option<Chart> {
    let (found, window) = s.report.quadrant.as_ref().zip(s.report.window)?;
    let (texts, of) = (GroupsTexts::of(s.texts.lang), segments(s.texts.lang));
    Some(crossing::chart(s, texts, of, found, &ends(s, window)))
}

fn shown(s: &Writing, place: u32, rate: MetricId) -> Option<Shown<'_>> {
    let (by, window) = s.report.segmentations.get(place as usize).zip(s.report.window)?;
    let (texts, of) = (GroupsTexts::of(s.texts.lang), segments(s.texts.lang));
    Some(Shown { s, texts, of, by, name: name_of(s, by), place, rate, ends: ends(s, window) })
}

/// What a grouping is shown with.
struct Shown<'a> {
    s: &'a Writing,
    texts: &'static GroupsTexts,
    of: &'static SegmentTexts,
    by: &'a Segmentation,
    name: String,
    place: u32,
    rate: MetricId,
    ends: (String, String),
}

impl Shown<'_> {
    /// Its groups, in reading order: ages and sizes by themselves, others by how many customers they have.
    fn groups(&self) -> Vec<&Segment> {
        let mut all: Vec<&Segment> =
            self.s.report.segments.iter().filter(|group| group.segmentation == self.place).collect();
        let last = |kind| matches!(kind, SegmentKind::Others | SegmentKind::NotStated);
        let sized = !self.by.derived;
        crate::base::sort_by_key(&mut all, |g| {
            (last(g.kind), if sized { std::cmp::Reverse(g.n) } else { std::cmp::Reverse(0) })
        });
        all
    }

    /// A group's name by its number, also of one that has no customers now.
    fn named(&self, number: u32) -> String {
        let all = &self.s.report.segments;
        all.iter()
            .find(|group| group.segmentation == self.place && group.group == number)
            .map(|group| name(self.s, self.of, group))
            .unwrap_or_default()
    }

    fn key(&self, group: u32, metric: MetricId, before: bool) -> Option<EvidenceKey> {
        Some(EvidenceKey::Segment { by: self.place, value: group, metric, before })
    }
}

fn ends(s: &Writing, window: Window) -> (String, String) {
    let month = |month: Month| s.figures.month(month);
    (month(window.from), month(window.to))
}

/// The same with the texts at hand.
fn name(s: &Writing, of: &SegmentTexts, group: &Segment) -> String {
    match group.kind {
        SegmentKind::Earlier => match Month::parse_iso(&group.value) {
            Some(month) => (of.earlier)(&s.figures.month(month)),
            None => (of.earlier)(&group.value),
        },
        SegmentKind::Others => (of.others)(&s.figures.count(group.folded)),
        _ => of.group(group.kind, &group.value, group.folded),
    }
}

/// What a grouping is called: its kind, and the column's header where that says more than the kind's own name; the
/// header alone where the kind isn't known.
pub(super) fn name_of(s: &Writing, by: &Segmentation) -> String {
    let of = segments(s.texts.lang);
    let kind = (of.by)(by.kind);
    let own = |name: &str| by.name.eq_ignore_ascii_case(name);
    let more = match (by.derived, by.kind) {
        (true, SegmentBy::SizeClass) => of.derived,
        (true, _) => "",
        (false, SegmentBy::Other) => return by.name.clone(),
        (false, _) if own(kind) || own(&snake_case(&format!("{:?}", by.kind))) => "",
        (false, _) => by.name.as_str(),
    };
    let (open, close) = s.texts.brackets;
    if more.is_empty() { kind.to_owned() } else { format!("{kind}{open}{more}{close}") }
}

/// The rate of a group.
pub fn rate_of(group: &Segment, metric: MetricId) -> f64 {
    match metric {
        MetricId::Grr => group.grr,
        MetricId::Nrr => group.nrr,
        _ => group.logo_retention,
    }
}

/// Where the overall number hides its groups, and where it moved against all of them.
fn findings(s: &Setting, texts: &GroupsTexts, of: &SegmentTexts) -> Vec<Finding> {
    let report = &s.report;
    let metric = |id: MetricId| (s.texts.metric_short)(id);
    let mut all: Vec<(u8, f64, Finding)> = Vec::new();
    for (place, by) in (0..).zip(&report.segmentations) {
        let named = name_of(s, by);
        for shift in by.simpson.iter().flat_map(|simpson| &simpson.shifts).filter(|shift| shift.reversed) {
            let points = s.figures.decimal(shift.change.abs() * 100.0);
            let said = (of.reversed)(metric(shift.metric), shift.change > 0.0, &points);
            all.push((
                0,
                shift.change.abs(),
                Finding {
                    severity: Severity::Warning,
                    message: fill(texts.named, &[("by", &named), ("said", &said)]),
                    fix: texts.reversed_fix.to_owned(),
                    effect: shift_said(s, of, shift),
                    key: Some(EvidenceKey::Metric { id: shift.metric }),
                    rows: false,
                    question: None,
                    list: None,
                },
            ));
        }
        // One a grouping: the rate in which its groups are farthest apart.
        let masked = by.spreads.iter().filter(|spread| spread.masked && spread.metric != MetricId::Nrr);
        if let Some(spread) = masked.reduce(|a, b| if b.spread > a.spread { b } else { a }) {
            let finding = Finding {
                severity: Severity::Info,
                message: fill(texts.hidden_in, &[("by", &named)]),
                fix: texts.hidden_fix.to_owned(),
                effect: apart(s, of, place, spread).unwrap_or_default(),
                key: Some(EvidenceKey::Segment {
                    by: place,
                    value: spread.low,
                    metric: spread.metric,
                    before: false,
                }),
                rows: false,
                question: None,
                list: None,
            };
            all.push((1 + u8::from(by.derived), spread.spread, finding));
        }
    }
    crate::base::sort_by(&mut all, |a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    all.into_iter().take(FINDINGS).map(|(.., finding)| finding).collect()
}

/// The two groups farthest apart, in words.
fn apart(s: &Setting, of: &SegmentTexts, place: u32, spread: &Spread) -> Option<String> {
    let group = |number: u32| {
        s.report.segments.iter().find(|group| group.segmentation == place && group.group == number)
    };
    let (low, high) = (group(spread.low)?, group(spread.high)?);
    let rate = |group: &Segment| s.figures.percent(rate_of(group, spread.metric));
    let said = (of.masked_by)(
        (s.texts.metric_short)(spread.metric),
        &name(s, of, high),
        &rate(high),
        &name(s, of, low),
        &rate(low),
        &s.figures.decimal(spread.spread * 100.0),
    );
    let unsure = spread.metric == MetricId::LogoRetention && !spread.certain;
    let (open, close) = s.texts.brackets;
    Some(if unsure { format!("{said}{open}{}{close}", of.masked_uncertain) } else { said })
}

/// A change and what it is made of, in words.
fn shift_said(s: &Writing, of: &SegmentTexts, shift: &crate::report::Shift) -> String {
    let metric = (s.texts.metric_short)(shift.metric);
    let percent = |ratio| s.figures.percent(ratio);
    (of.shift)(
        metric,
        &percent(shift.before),
        &percent(shift.now),
        &s.signed_points(shift.mix),
        &s.signed_points(shift.rate),
    )
}

#[cfg(test)]
mod tests;
