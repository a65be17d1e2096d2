//! The report's values by group: each group's retention, what a segmentation shows as a whole, and the crossing of
//! GRR and NDR. How they are made: [`super::by_group`].

use super::{MarkBeside, MetricId, Window};
use crate::base::{Interval, Na, named};
use crate::metrics::{QuadrantGroup, RankedBy};
use crate::tables::AttributeKind;
use serde::{Deserialize, Serialize};

named! {
/// By what the customers are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SegmentBy {
    /// Key account, small business …
    Tier,
    /// Elephant, cheetah, rabbit.
    SizeClass,
    /// Who buys: enterprise, team, individual.
    BuyerTier,
    /// Industry.
    Industry,
    /// Region.
    Region,
    /// Plan.
    Plan,
    /// Product.
    Product,
    /// Sales channel.
    Channel,
    /// Customer success manager.
    Csm,
    /// Another column: named by its header.
    Other,
    /// Year of the first revenue.
    StartYear,
    /// Quarter of the first revenue.
    StartQuarter,
}
}

impl From<AttributeKind> for SegmentBy {
    fn from(kind: AttributeKind) -> Self {
        match kind {
            AttributeKind::Tier => SegmentBy::Tier,
            AttributeKind::SizeClass => SegmentBy::SizeClass,
            AttributeKind::BuyerTier => SegmentBy::BuyerTier,
            AttributeKind::Industry => SegmentBy::Industry,
            AttributeKind::Region => SegmentBy::Region,
            AttributeKind::Plan => SegmentBy::Plan,
            AttributeKind::Product => SegmentBy::Product,
            AttributeKind::Channel => SegmentBy::Channel,
            AttributeKind::Csm => SegmentBy::Csm,
            AttributeKind::ChurnReason | AttributeKind::Other => SegmentBy::Other,
        }
    }
}

named! {
/// What a group's `value` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SegmentKind {
    /// A text of the file.
    Stated,
    /// `elephant`, `cheetah` or `rabbit`, derived from opening MRR.
    Size,
    /// A start year or quarter: `2024`, `2024-Q1`.
    Start,
    /// The first month of the data: started then or earlier.
    Earlier,
    /// The smallest groups folded into one; no text.
    Others,
    /// Customers of whom nothing is stated; no text.
    NotStated,
}
}

/// One group's retention in the window. Groups of a segmentation add up to the whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// As in its [`Segmentation`]: `tier`, `size_class`, `start_year`, or a header.
    pub by: String,
    /// Place of its segmentation in `segmentations`.
    pub segmentation: u32,
    /// Its number there: what [`super::EvidenceKey::Segment`] takes.
    pub group: u32,
    /// Its name; empty where `kind` says it all.
    pub value: String,
    /// What the name is.
    pub kind: SegmentKind,
    /// Opening customers: what logo retention is divided by.
    pub n: u64,
    /// Fewer than five of them: shown without a judgement.
    pub small: bool,
    /// Opening MRR: what NRR and GRR are divided by.
    pub opening: String,
    /// What they pay in the closing month: above the line of NRR.
    pub closing: String,
    /// Σ min of the two: above the line of GRR.
    pub kept: String,
    /// Customers kept: above the line of logo retention.
    pub kept_customers: u64,
    /// Net revenue retention.
    pub nrr: f64,
    /// Gross revenue retention.
    pub grr: f64,
    /// Logo retention.
    pub logo_retention: f64,
    /// Its 95 % Wilson interval.
    pub interval: Option<Interval>,
    /// Groups folded into this one.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub folded: u64,
    /// A published mark for its logo retention.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub mark: Option<MarkBeside>,
}

fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// What a segmentation shows as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Segmentation {
    /// The attribute's kind in snake case, or the header of another column.
    pub by: String,
    /// What it is.
    pub kind: SegmentBy,
    /// The header as written; empty where no column stands behind it.
    pub name: String,
    /// Made from the revenue alone: no file states it.
    pub derived: bool,
    /// For derived size classes: elephants pay at least the first in the opening month, cheetahs at least the second.
    /// Empty text for an empty class.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub cuts: Vec<String>,
    /// Points between the best and the worst segment's logo retention; `None` where fewer than two have five customers.
    pub spread: Option<f64>,
    /// Whether logo retention or GRR are 15 points or more apart: the overall number hides the segments.
    pub masked: bool,
    /// The spread of each rate.
    pub spreads: Vec<Spread>,
    /// The comparison with the window before.
    pub simpson: Option<Simpson>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub simpson_na: Option<Na>,
}

/// The segments farthest apart in one rate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// NRR, GRR or logo retention.
    pub metric: MetricId,
    /// Number of the lowest group of at least five customers.
    pub low: u32,
    /// Number of the highest.
    pub high: u32,
    /// The difference, as a ratio: 0.3 is 30 points.
    pub spread: f64,
    /// Whether it is 15 points or more.
    pub masked: bool,
    /// For logo retention: the two intervals don't touch.
    pub certain: bool,
}

/// The change from the window before, taken apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Simpson {
    /// The window before: as long, and ends where this one begins.
    pub window: Window,
    /// Whether any of the three rates reversed: the whole moved against every segment of five customers or more.
    pub reversed: bool,
    /// One a rate.
    pub shifts: Vec<Shift>,
}

/// A rate's change: mix + rate = change, all as ratios (0.13 is 13 points).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shift {
    /// NRR, GRR or logo retention.
    pub metric: MetricId,
    /// In the window before.
    pub before: f64,
    /// In the window.
    pub now: f64,
    /// The difference.
    pub change: f64,
    /// Of it, because the groups' weights changed.
    pub mix: f64,
    /// Of it, because their rates changed.
    pub rate: f64,
    /// Whether the whole moved against every judged group.
    pub reversed: bool,
    /// The groups' parts: their sums are mix and rate.
    pub groups: Vec<ShiftPart>,
}

/// A group's part in a change.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShiftPart {
    /// Its number.
    pub group: u32,
    /// Its opening customers in the window before.
    pub n_before: u64,
    /// In the window.
    pub n: u64,
    /// Its rate before; `None` where it had no customers.
    pub before: Option<f64>,
    /// Its rate in the window.
    pub now: Option<f64>,
    /// The difference.
    pub change: Option<f64>,
    /// From its weight.
    pub mix: f64,
    /// From its rate.
    pub rate: f64,
    /// At least five customers in both windows.
    pub judged: bool,
}

/// Modules of the product in use, as the accounts state them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModuleUse {
    /// In use.
    pub used: u64,
    /// All there are.
    pub all: u64,
    /// Not in use: nothing of a customer that uses more than there are said to be.
    pub unused: u64,
    /// The same as a part of all.
    pub share: f64,
}

/// GRR crossed with NDR, customer by customer. The customers of each group:
/// [`super::EvidenceKey::Quadrant`]; those of `loyal_flat` are the white space, largest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quadrant {
    /// A customer's GRR must be above this to be loyal.
    pub grr_cut: f64,
    /// And its NDR above this to be expanding.
    pub ndr_cut: f64,
    /// The three groups, in this order: loyal and expanding; loyal, flat; leaking.
    pub groups: Vec<QuadrantSums>,
    /// How the white space is ranked.
    pub ranked_by: RankedBy,
    /// What the free seats of the loyal and flat would bring a month, where seats are stated.
    pub room: Option<String>,
    /// Of how many of them seats are stated.
    pub seats_stated: u64,
    /// Modules of the loyal and flat, where they are stated.
    #[serde(default)]
    pub modules: Option<ModuleUse>,
    /// Of how many of them modules are stated.
    #[serde(default)]
    pub modules_stated: u64,
    /// The first of the loyal and flat in that order, 200 at most; all of them are behind
    /// [`super::EvidenceKey::Quadrant`].
    pub white_space: Vec<WhiteSpace>,
    /// Customers in spots without a name.
    pub rest: u64,
    /// The scatter: the largest customers one by one, the others where they lie close together.
    pub spots: Vec<Spot>,
}

impl Quadrant {
    /// How many are loyal and flat.
    pub fn flat(&self) -> u64 {
        self.groups.iter().find(|sums| sums.group == QuadrantGroup::LoyalFlat).map_or(0, |sums| sums.n)
    }
}

/// A group of the crossing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuadrantSums {
    /// Which.
    pub group: QuadrantGroup,
    /// Customers.
    pub n: u64,
    /// Their opening MRR.
    pub opening: String,
    /// Their closing MRR.
    pub closing: String,
}

/// A loyal and flat customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WhiteSpace {
    /// The customer.
    pub customer: String,
    /// MRR in the opening month.
    pub opening: String,
    /// MRR in the closing month.
    pub closing: String,
    /// What its free seats would bring a month; `None` where its seats aren't stated.
    pub room: Option<String>,
    /// Its modules, where they are stated.
    #[serde(default)]
    pub modules: Option<ModuleUse>,
}

/// A point of the scatter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// The customer; `None` where it stands for several.
    pub customer: Option<String>,
    /// Which group.
    pub group: QuadrantGroup,
    /// Customers in it.
    pub n: u64,
    /// Across: GRR of what stands here.
    pub grr: f64,
    /// Up: NDR.
    pub ndr: f64,
    /// Size: opening MRR.
    pub opening: String,
}
