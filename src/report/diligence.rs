//! What an investor asks beside the headline: concentration over time, cohorts by quarter and year, how long customers
//! stay, whether a downgrade announces a loss, and how sure NRR and GRR are (peers.md §5, §7; domain.md §2.10).

use super::build::{age_cell, ratio};
use super::figures::Figures;
use super::{AgeCell, Among, Cohort, Settings, Window};
use crate::base::{Interval, Month, Na, format_minor};
use crate::metrics::{
    self, AgedSums, Curve, Life, Lives, LogRank, Pair, Resampled, StartCohort, TwoByTwo, exposure, joined,
    log_rank, turn,
};
use crate::tables::{AttributeKind, Book};
use serde::{Deserialize, Serialize};

/// How a month's MRR is spread over its customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MonthConcentration {
    /// The month.
    pub month: Month,
    /// Customers with revenue.
    pub customers: u64,
    /// MRR.
    pub total: String,
    /// The largest customer's share.
    pub top1: f64,
    /// The share of the five largest.
    pub top5: f64,
    /// Of the ten largest.
    pub top10: f64,
    /// Of the twenty largest.
    pub top20: f64,
    /// Σ share² × 10,000.
    pub hhi: f64,
    /// As many customers of equal size would be as concentrated: 10,000 / HHI.
    pub effective: f64,
}

/// Start cohorts joined ([`metrics::joined`] says how): a cell is of those customers alone that have reached its age,
/// each counted from the own first month.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CohortsBy {
    /// By quarter of the first revenue; `start` is the quarter's first month.
    pub quarter: Vec<Cohort>,
    /// By year; `start` is its January.
    pub year: Vec<Cohort>,
    /// All start months: the average of the table's column, weighted by the revenue they began with (logos: by customers).
    pub all: Vec<AgeCell>,
}

/// By what customers are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SurvivalCut {
    /// The year of the first revenue.
    StartYear,
    /// The size of the first month's revenue: `elephant`, `cheetah`, `rabbit`, cut as the settings say.
    Size,
    /// A column of the files, as it stood in the first month.
    Attribute,
}

/// A group's curve.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SurvivalGroup {
    /// Its value; `None` for the customers of whom nothing is stated, or the small groups together.
    pub value: Option<String>,
    /// Groups put together here because they are beyond the eleven largest; 0 for a group of its own.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub folded: u64,
    /// The curve.
    pub curve: Curve,
}

fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// Curves side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SurvivalBy {
    /// By what.
    pub cut: SurvivalCut,
    /// The column's header, for an attribute.
    pub name: String,
    /// The groups by value, those without one last.
    pub groups: Vec<SurvivalGroup>,
    /// Whether they differ; `None` where nothing can be compared.
    pub log_rank: Option<LogRank>,
}

/// How long customers stay, in months from the first revenue to the first month without (after the gap policy). Those
/// still there at the last month are censored then.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Survival {
    /// All customers.
    pub all: Curve,
    /// Of them there in the first month of the data, who may have begun before: they are counted from that month.
    pub from_first_month: u64,
    /// By group.
    pub by: Vec<SurvivalBy>,
}

/// Losses in the six months after a month, among customers who had paid less than the month before at least once in
/// the six months up to it, and among the others. All have revenue in the month itself; lost is who then has a month
/// without.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Downgrades {
    /// The month; six before the end of the window.
    pub month: Option<Month>,
    /// Customers that were downgraded.
    pub downgraded: u64,
    /// Of them lost.
    pub downgraded_lost: u64,
    /// The other customers.
    pub others: u64,
    /// Of them lost.
    pub others_lost: u64,
    /// Lost / downgraded.
    pub downgraded_risk: Option<f64>,
    /// Lost / others.
    pub others_risk: Option<f64>,
    /// Risk of the downgraded / risk of the others.
    pub risk_ratio: Option<f64>,
    /// Its 95 % interval (Katz).
    pub interval: Option<Interval>,
    /// Half a customer was added to each cell, because one is empty (Haldane).
    pub corrected: bool,
    /// Why there is no ratio.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub na: Option<Na>,
}

/// Concentration of every month with revenue.
pub(super) fn concentration(book: &Book, speaks_of: &dyn Fn(Month) -> bool) -> Vec<MonthConcentration> {
    let all = metrics::concentrations(book);
    let month = |c: &metrics::Concentration| concentration_of(c, book.currency.exponent);
    all.iter().filter(|c| speaks_of(c.month)).filter_map(month).collect()
}

/// That of one month; `None` where it has no revenue.
pub(super) fn concentration_of(c: &metrics::Concentration, exponent: u8) -> Option<MonthConcentration> {
    let share = |place: usize| ratio(*c.tops.get(place)?, c.total);
    Some(MonthConcentration {
        month: c.month,
        customers: c.customers,
        total: format_minor(c.total, exponent),
        top1: share(0)?,
        top5: share(1)?,
        top10: share(2)?,
        top20: share(3)?,
        hhi: c.hhi?,
        effective: c.effective()?,
    })
}

/// Start months joined to quarters, years and all.
pub(super) fn cohorts_by(cohorts: &[StartCohort], exponent: u8) -> CohortsBy {
    let cells = |ages: &[AgedSums]| -> Vec<AgeCell> {
        let cell = |(months, sums): (u32, &AgedSums)| age_cell(months, &sums.base, &sums.now, exponent);
        (0..).zip(ages).filter_map(cell).collect()
    };
    let by = |months: u32| -> Vec<Cohort> {
        let start = |cohort: &StartCohort| period(cohort.start, months);
        let parts = cohorts.chunk_by(|a, b| start(a) == start(b));
        let part = |part: &[StartCohort]| {
            let ages = joined(part.iter());
            let base = ages.first()?.base;
            Some(Cohort {
                start: start(part.first()?),
                customers: base.customers,
                revenue: format_minor(base.revenue, exponent),
                age: cells(&ages),
            })
        };
        parts.filter_map(part).collect()
    };
    CohortsBy { quarter: by(3), year: by(12), all: cells(&joined(cohorts.iter())) }
}

/// The first month of the period of so many months that a month is in.
pub(super) fn period(month: Month, months: u32) -> Month {
    let inside = (month.number() - 1).checked_rem(months).unwrap_or(0);
    month.plus(-i32::try_from(inside).unwrap_or(0))
}

/// Groups shown on their own, beside those without a value.
const MOST_GROUPS: usize = 12;

/// How long customers stay: all of them, by start year, by size, by each attribute. `None` where the files speak of
/// two months only.
pub(super) fn survival(book: &Book, size_cuts: [u8; 2]) -> Option<Survival> {
    let (first, _) = book.span.filter(|_| book.two_ends.is_none())?;
    let lives = lives(book);
    let mut by = Vec::new();
    each_cut(book, &lives, size_cuts, &mut |cut, name, _, groups| {
        let test: Vec<Lives> = groups.iter().map(|group| group.lives.clone()).collect();
        let group = |group: Parted| SurvivalGroup {
            value: group.value,
            folded: group.folded,
            curve: group.lives.curve(),
        };
        by.push(SurvivalBy {
            cut,
            name: name.to_owned(),
            groups: groups.into_iter().map(group).collect(),
            log_rank: log_rank(&test),
        });
    });
    Some(Survival {
        all: lives.iter().map(|(_, life)| *life).collect::<Lives>().curve(),
        from_first_month: lives.iter().filter(|(id, _)| starts(book, *id, first) == first).count() as u64,
        by,
    })
}

/// Who is in a group of a survival comparison, by customer; `None` where there is no such group.
pub(super) fn survival_members(book: &Book, settings: &Settings, among: Among) -> Option<Vec<bool>> {
    let lives = lives(book);
    let (mut place, mut found) = (0, None);
    each_cut(book, &lives, settings.size_cuts, &mut |_, _, group_of, groups| {
        if let Some(group) = groups.get(among.group as usize).filter(|_| place == among.cut) {
            let mut inside = vec![false; book.customers.len()];
            for (id, _) in &lives {
                let own = group_of(*id).map_or(0, |value| value as usize + 1);
                if let Some(flag) = inside.get_mut(*id as usize) {
                    *flag = group.numbers.contains(&own);
                }
            }
            found = Some(inside);
        }
        place += 1;
    });
    found
}

fn lives(book: &Book) -> Vec<(u32, Life)> {
    book.ids().filter_map(|id| Some((id, Life::of(book, id)?))).collect()
}

/// The month of a customer's first revenue.
fn starts(book: &Book, id: u32, none: Month) -> Month {
    book.points(id).first().map_or(none, |point| point.month)
}

/// Takes a comparison: what it is by, the column's header, each customer's value by its number, and the groups.
type TakeCut<'a> = &'a mut dyn FnMut(SurvivalCut, &str, &dyn Fn(u32) -> Option<u32>, Vec<Parted>);

/// Each way of comparing survival that has two groups at least, in the report's order.
fn each_cut(book: &Book, lives: &[(u32, Life)], size_cuts: [u8; 2], take: TakeCut) {
    let Some((first, _)) = book.span else { return };
    let mut cut = |cut, name: &str, of: &dyn Fn(u32) -> Option<u32>, text: &dyn Fn(u32) -> String| {
        let groups = parted(lives, of, text);
        if groups.len() > 1 {
            take(cut, name, of, groups);
        }
    };
    let year = |id: u32| Some(u32::try_from(starts(book, id, first).year()).unwrap_or(0));
    cut(SurvivalCut::StartYear, "", &year, &|year| year.to_string());
    let sizes = sizes(book, lives, size_cuts);
    let size = |id: u32| {
        let paid = book.points(id).first().map_or(0, |point| point.amount);
        Some(sizes.iter().filter(|least| paid < **least).count() as u32)
    };
    let names = ["elephant", "cheetah", "rabbit"];
    let named = |size: u32| names.get(size as usize).copied().unwrap_or_default().to_owned();
    cut(SurvivalCut::Size, "", &size, &named);
    // Why a customer left is stated of who left alone.
    for attribute in book.attributes.iter().filter(|a| a.kind != AttributeKind::ChurnReason) {
        let values = attribute.each_at(book.customers.len(), &|id| starts(book, id, first));
        let value = |id: u32| values.get(id as usize).copied().flatten();
        let text = |value: u32| attribute.values.text(value).to_owned();
        cut(SurvivalCut::Attribute, &attribute.name, &value, &text);
    }
}

/// The least first month's revenue of an elephant and of a cheetah: what the last customer within each cut pays, so
/// that customers who pay the same are in one class.
fn sizes(book: &Book, lives: &[(u32, Life)], cuts: [u8; 2]) -> [i64; 2] {
    let paid = |(id, _): &(u32, Life)| book.points(*id).first().map_or(0, |point| point.amount);
    // Keys in the order of the amounts, whatever their sign.
    const SIGN: u64 = 1 << 63;
    let mut amounts: Vec<(u64, u32)> = lives.iter().map(|life| (paid(life) as u64 ^ SIGN, 0)).collect();
    crate::base::sort_keyed(&mut amounts);
    cuts.map(|percent| {
        let within = (amounts.len() * usize::from(percent.min(100))).div_ceil(100);
        let last = amounts.len().checked_sub(within).filter(|_| within > 0).and_then(|at| amounts.get(at));
        last.map_or(i64::MAX, |(key, _)| (key ^ SIGN) as i64)
    })
}

/// A group of a comparison.
struct Parted {
    /// Its value; `None` for what is folded and what is not stated.
    value: Option<String>,
    /// Groups put together here.
    folded: u64,
    /// The values' numbers, each moved by one; 0 is who has none.
    numbers: Vec<usize>,
    lives: Lives,
}

fn parted(
    lives: &[(u32, Life)],
    group: &dyn Fn(u32) -> Option<u32>,
    text: &dyn Fn(u32) -> String,
) -> Vec<Parted> {
    // By the number of the value; without one in front.
    let mut found: Vec<Lives> = vec![Lives::default()];
    for (id, life) in lives {
        let place = group(*id).map_or(0, |value| value as usize + 1);
        if found.len() <= place {
            found.resize(place + 1, Lives::default());
        }
        found.get_mut(place).into_iter().for_each(|lives| lives.add(*life));
    }
    let mut found = found.into_iter();
    let unstated = found.next().filter(|lives| !lives.is_empty());
    let mut named: Vec<(String, usize, Lives)> = (0..)
        .zip(found)
        .filter(|(_, lives)| !lives.is_empty())
        .map(|(value, lives)| (text(value), value as usize + 1, lives))
        .collect();
    // The largest stay; where two are as large, the first by name.
    crate::base::sort_by(&mut named, |a, b| b.2.len().cmp(&a.2.len()).then_with(|| a.0.cmp(&b.0)));
    let keep = if named.len() > MOST_GROUPS { MOST_GROUPS - 1 } else { named.len() };
    let small = named.split_off(keep);
    crate::base::sort_by(&mut named, |a, b| a.0.cmp(&b.0));
    let own = |(value, number, lives)| Parted { value: Some(value), folded: 0, numbers: vec![number], lives };
    let mut all: Vec<Parted> = named.into_iter().map(own).collect();
    if !small.is_empty() {
        let folded = small.len() as u64;
        let mut together = Lives::default();
        small.iter().for_each(|(_, _, lives)| together.join(lives));
        let numbers = small.iter().map(|(_, number, _)| *number).collect();
        all.push(Parted { value: None, folded, numbers, lives: together });
    }
    all.extend(unstated.map(|lives| Parted { value: None, folded: 0, numbers: vec![0], lives }));
    all
}

/// Whether a downgrade announces a loss.
pub(super) fn downgrades(book: &Book, end: Option<Month>) -> Downgrades {
    let na = |na| Downgrades { na: Some(na), ..Downgrades::default() };
    let Some(end) = end else { return na(Na::NoData) };
    if book.two_ends.is_some() {
        return na(Na::NotApplicable);
    }
    let Some(month) = turn(book, end) else { return na(Na::InsufficientHistory) };
    let mut table = TwoByTwo::default();
    book.ids().filter_map(|id| exposure(book.points(id), month)).for_each(|found| table.add(found));
    let found = table.risk_ratio();
    Downgrades {
        month: Some(month),
        downgraded: table.marked,
        downgraded_lost: table.marked_lost,
        others: table.others,
        others_lost: table.others_lost,
        downgraded_risk: ratio(table.marked_lost.into(), table.marked.into()),
        others_risk: ratio(table.others_lost.into(), table.others.into()),
        risk_ratio: found.map(|found| found.ratio),
        interval: found.map(|found| found.interval),
        corrected: found.is_some_and(|found| found.corrected),
        na: found.is_none().then_some(Na::ZeroDenominator),
    }
}

/// The opening customers of a window, as resampling takes them.
pub(super) fn pairs(book: &Book, window: Window) -> Vec<Pair> {
    let pair = |id: u32| {
        let opening = book.point(id, window.from)?.amount;
        Some(Pair { opening, closing: book.amount(id, window.to) })
    };
    book.ids().filter_map(pair).collect()
}

/// The intervals of NRR and GRR; `None` without a window or with fewer than five customers.
pub(super) fn resampled(book: &Book, figures: &Figures<'_>) -> Option<Resampled> {
    metrics::intervals(&mut pairs(book, figures.window.as_ref()?.window))
}
