//! How long customers stay: all of them, and by what they can be told apart.

use super::{method, text};
use crate::base::{Interval, Month};
use crate::chart::{Across, Line, LinePoint, LinesFrame, MOST_BANDS, Paint, Sketch, Twin, TwinCell};
use crate::i18n::charts::{ChartTexts, fill};
use crate::i18n::rooms::diligence::DiligenceTexts;
use crate::report::{
    AT_RISK_EVERY, Among, Curve, ENOUGH, EvidenceKey, Step, Survival, SurvivalBy, SurvivalCut, SurvivalGroup,
};
use crate::rooms::{Block, Chart, Choice, Setting, Table, in_warehouse};
use std::cmp::Reverse;
use std::sync::Arc;

/// Height of a chart without what stands below it.
const HEIGHT: f64 = 280.0;
/// Groups drawn: more lines can't be told apart.
const DRAWN: usize = 6;
/// Months at which the table says who is still there.
const MILESTONES: [u32; 3] = [12, 24, 36];
/// p below which a difference is said to be more than chance.
const SIGNIFICANT: f64 = 0.05;
/// The charts' and tables' ids, a comparison each: ids are fixed, as hatches and files are named after them.
const IDS: [(&str, &str); 8] = [
    ("survival-by-1", "stay-by-1"),
    ("survival-by-2", "stay-by-2"),
    ("survival-by-3", "stay-by-3"),
    ("survival-by-4", "stay-by-4"),
    ("survival-by-5", "stay-by-5"),
    ("survival-by-6", "stay-by-6"),
    ("survival-by-7", "stay-by-7"),
    ("survival-by-8", "stay-by-8"),
];

pub(super) fn blocks(s: &Setting, texts: &'static DiligenceTexts) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(texts.survival.to_owned())];
    let Some(survival) = s.report.survival.as_ref().filter(|survival| survival.all.n > 0) else {
        blocks.push(text(in_warehouse(&s.report, s.texts.lang).unwrap_or(texts.survival_none)));
        return blocks;
    };
    blocks.push(text(said(s, texts, survival)));
    let all = [Drawn { name: texts.everyone.to_owned(), curve: &survival.all, among: None }];
    blocks.push(Block::Chart(chart(s, texts, "survival", texts.stay.to_owned(), &all)));
    let of_cut = |(cut, (by, ids)): (u32, (&SurvivalBy, (&'static str, &'static str)))| {
        let name = cut_name(by, texts);
        let title = fill(texts.stay_by, &[("cut", &name)]);
        let group = |(group, found)| drawn(s, texts, by, found, Among { cut, group });
        let groups: Vec<Drawn> = (0..).zip(&by.groups).map(group).collect();
        // The verdict stands under its chart: above it, it could end the sheet of another one.
        let mut blocks = vec![Block::Chart(chart(s, texts, ids.0, title, &groups))];
        if groups.len() > DRAWN {
            blocks.push(text(fill(texts.drawn, &[("n", &s.figures.count(DRAWN as u64))])));
        }
        blocks.push(text(compared(s, texts, by)));
        blocks.push(Block::Table(milestones(s, texts, ids.1, &groups)));
        (name, blocks)
    };
    let options: Vec<_> = (0..).zip(survival.by.iter().zip(IDS)).map(of_cut).collect();
    if !options.is_empty() {
        blocks.push(Block::Choice(Choice { id: "survival-by", label: texts.by.to_owned(), options }));
    }
    blocks.push(method(texts, texts.survival_method));
    blocks
}

fn said(s: &Setting, texts: &DiligenceTexts, survival: &Survival) -> String {
    let all = &survival.all;
    let count = |n: u64| s.figures.count(n);
    let (n, lost) = (count(all.n), count(all.lost));
    let first = match all.median {
        Some(median) => {
            fill(texts.survival_median, &[("n", &n), ("lost", &lost), ("median", &count(median.into()))])
        }
        None => {
            fill(texts.survival_no_median, &[("n", &n), ("lost", &lost), ("until", &count(all.until.into()))])
        }
    };
    match survival.from_first_month {
        0 => first,
        there => {
            let there = fill(texts.survival_first, &[("n", &count(there))]);
            format!("{first}{}{there}", ChartTexts::of(s.texts.lang).gap)
        }
    }
}

/// A curve with its name.
struct Drawn<'a> {
    name: String,
    curve: &'a Curve,
    /// The group it is of; `None` for all customers.
    among: Option<Among>,
}

impl Drawn<'_> {
    /// Who is at risk at an age, and who is lost.
    fn at_risk(&self, months: u32) -> Option<EvidenceKey> {
        Some(EvidenceKey::Survival { months, among: self.among })
    }

    /// What the share beyond an age is made of.
    fn stayed(&self, months: u32) -> Option<EvidenceKey> {
        Some(EvidenceKey::Stayed { months, among: self.among })
    }
}

fn cut_name(by: &SurvivalBy, texts: &DiligenceTexts) -> String {
    match by.cut {
        SurvivalCut::StartYear => texts.by_start.to_owned(),
        SurvivalCut::Size => texts.by_size.to_owned(),
        SurvivalCut::Attribute => by.name.clone(),
    }
}

/// What a group of a comparison is called.
pub(in crate::rooms) fn group_name(s: &Setting, among: Among) -> Option<String> {
    let by = s.report.survival.as_ref()?.by.get(among.cut as usize)?;
    let group = by.groups.get(among.group as usize)?;
    Some(named(s, DiligenceTexts::of(s.texts.lang), by, group))
}

fn named(s: &Setting, texts: &DiligenceTexts, by: &SurvivalBy, group: &SurvivalGroup) -> String {
    match (&group.value, by.cut) {
        (Some(value), SurvivalCut::StartYear) => {
            let january = value.parse().ok().and_then(|year| Month::new(year, 1));
            january.map_or_else(|| value.clone(), |month| s.figures.year(month))
        }
        (Some(value), SurvivalCut::Size) => {
            let place = ["elephant", "cheetah", "rabbit"].iter().position(|size| size == value);
            place.and_then(|place| texts.sizes.get(place)).map_or(value.as_str(), |name| name).to_owned()
        }
        (Some(value), SurvivalCut::Attribute) => value.clone(),
        (None, _) if group.folded > 0 => fill(texts.folded, &[("n", &s.figures.count(group.folded))]),
        (None, _) => texts.not_stated.to_owned(),
    }
}

fn drawn<'a>(
    s: &Setting,
    texts: &DiligenceTexts,
    by: &SurvivalBy,
    group: &'a SurvivalGroup,
    among: Among,
) -> Drawn<'a> {
    let name = named(s, texts, by, group);
    Drawn { name: s.sized(&name, group.curve.n), curve: &group.curve, among: Some(among) }
}

fn compared(s: &Setting, texts: &DiligenceTexts, by: &SurvivalBy) -> String {
    let Some(test) = by.log_rank else { return texts.no_test.to_owned() };
    let said = if test.p < SIGNIFICANT { texts.differ } else { texts.alike };
    let (chi, df) = (s.figures.decimal(test.chi_square), s.figures.count(test.df.into()));
    fill(said, &[("chi", &chi), ("df", &df), ("p", &s.chance(test.p))])
}

/// Colours and strokes that can be told apart without any meaning of their own.
const STROKES: [(Paint, bool); DRAWN] = [
    (Paint::Accent, false),
    (Paint::Ink, false),
    (Paint::Muted, false),
    (Paint::Accent, true),
    (Paint::Ink, true),
    (Paint::Muted, true),
];

fn line(s: &Setting, group: &Drawn, (paint, broken): (Paint, bool)) -> Line {
    let curve = group.curve;
    let at = |time: u32, value: f64, range: Option<Interval>| LinePoint {
        at: time.into(),
        value,
        range: range.map(|Interval(low, high)| (low, high)),
        key: group.stayed(time),
    };
    let mut points = vec![at(0, 1.0, Some(Interval(1.0, 1.0)))];
    points.extend(curve.steps.iter().map(|step| at(step.time, step.share, step.interval)));
    // What is known at the last loss stands until the last customer was seen.
    let last = curve.steps.last().map_or((0, 1.0, None), |step| (step.time, step.share, step.interval));
    if curve.until > last.0 {
        points.push(at(curve.until, last.1, last.2));
    }
    let below = (0_u32..).zip(&curve.at_risk);
    let below = below.map(|(place, n)| (f64::from(place * AT_RISK_EVERY), s.figures.count(*n))).collect();
    Line { name: group.name.clone(), paint, broken, points, below }
}

fn chart(
    s: &Setting,
    texts: &'static DiligenceTexts,
    id: &'static str,
    title: String,
    groups: &[Drawn],
) -> Chart {
    let charts = ChartTexts::of(s.texts.lang);
    // The largest, in the order of the report; who is too few to say anything is in the table only.
    let mut largest: Vec<usize> = (0..groups.len()).collect();
    crate::base::sort_by_key(&mut largest, |place| Reverse(groups.get(*place).map_or(0, |g| g.curve.n)));
    largest.truncate(DRAWN);
    let shown = groups.iter().enumerate().filter(|(i, g)| largest.contains(i) && g.curve.n >= ENOUGH);
    let all: Vec<Line> = shown.zip(STROKES).map(|((_, group), stroke)| line(s, group, stroke)).collect();
    let row = |group: &Drawn, step: &Step| {
        let interval = step.interval;
        let text = interval.map(|Interval(low, high)| s.between(low, high)).unwrap_or_default();
        let raw = interval.map(|Interval(low, high)| format!("{low} – {high}")).unwrap_or_default();
        let count = |n: u64, key| TwinCell::figure(s.figures.count(n), n.to_string(), key);
        let key = group.at_risk(step.time);
        let few = step.at_risk < ENOUGH;
        vec![
            TwinCell::text(group.name.clone(), group.name.clone()),
            count(step.time.into(), None),
            count(step.at_risk, key),
            count(step.lost, key),
            TwinCell::figure(s.figures.percent(step.share), step.share.to_string(), group.stayed(step.time))
                .pale(few),
            TwinCell::figure(text, raw, None).pale(few),
        ]
    };
    let head =
        [texts.col_group, charts.age, texts.at_risk, texts.col_lost, texts.col_share, texts.col_interval];
    let frame = LinesFrame {
        id,
        title: title.clone(),
        caption: if all.len() > MOST_BANDS { texts.stay_caption } else { texts.stay_shaded }.to_owned(),
        desc: title.clone(),
        across: Across::Count(AT_RISK_EVERY, texts.after.to_owned()),
        steps: true,
        base: 0.0,
        below: texts.at_risk.to_owned(),
    };
    let rows = groups.iter().flat_map(|g| g.curve.steps.iter().map(move |step| row(g, step))).collect();
    Chart {
        id,
        title,
        twin: Arc::new(Twin { head: head.map(str::to_owned).to_vec(), rows }),
        none: texts.no_test.to_owned(),
        shape: s.sketched(Sketch::Lines { lines: all, frame, height: HEIGHT, points: false }),
    }
}

fn milestones(s: &Setting, texts: &DiligenceTexts, id: &'static str, groups: &[Drawn]) -> Table {
    let at = |group: &Drawn, time: u32| {
        let curve = group.curve;
        let watched = curve.at_risk.get((time / AT_RISK_EVERY) as usize).copied();
        let Some(watched) = watched else { return TwinCell::figure(s.percent(None), "", None) };
        let share = curve.share_at(time);
        let interval = curve.step_at(time).and_then(|step| step.interval);
        let range = interval.map(|Interval(low, high)| format!(" ({})", s.between(low, high)));
        let shown = format!("{}{}", s.figures.percent(share), range.unwrap_or_default());
        TwinCell::figure(shown, share.to_string(), group.stayed(time)).pale(watched < ENOUGH)
    };
    let known = |time: &u32| groups.iter().any(|group| group.curve.until >= *time);
    let times: Vec<u32> = MILESTONES.into_iter().filter(known).collect();
    let row = |group: &Drawn| {
        let curve = group.curve;
        let whole = group.stayed(curve.until);
        let count = |n: u64| TwinCell::figure(s.figures.count(n), n.to_string(), whole);
        let median = curve.median.map(|m| s.figures.count(m.into()));
        let mut cells = vec![
            TwinCell::text(group.name.clone(), group.name.clone()),
            count(curve.n),
            count(curve.lost),
            TwinCell::figure(
                median.unwrap_or_else(|| texts.not_reached.to_owned()),
                curve.median.map(|m| m.to_string()).unwrap_or_default(),
                curve.median.and_then(|m| group.stayed(m)),
            ),
        ];
        cells.extend(times.iter().map(|time| at(group, *time)));
        if curve.n < ENOUGH {
            cells = cells.into_iter().map(|cell| cell.pale(true)).collect();
        }
        cells
    };
    let customers = ChartTexts::of(s.texts.lang).customers;
    let mut head: Vec<String> =
        [texts.col_group, customers, texts.col_lost, texts.col_median].map(str::to_owned).to_vec();
    let after = |time: &u32| fill(texts.col_after, &[("n", &s.figures.count((*time).into()))]);
    head.extend(times.iter().map(after));
    Table {
        id,
        title: texts.milestones.to_owned(),
        caption: texts.milestones_caption.to_owned(),
        twin: Arc::new(Twin { head, rows: groups.iter().map(row).collect() }),
        none: String::new(),
    }
}
