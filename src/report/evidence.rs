//! Evidence: the customers behind a number, whose sum is the number.

mod column;

use super::{BridgePart, DefinitionId, Excluded, MetricId, Value};
use crate::base::Month;
use crate::metrics::{MovementKind, QuadrantGroup, RankedBy, SplitPart};
use crate::read::{Code, Role};
use crate::tables::CostCategory;
pub use column::{EvidenceColumn, EvidenceUnit};
use serde::{Deserialize, Serialize};

/// Which number is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKey {
    /// A headline metric.
    Metric {
        /// Which.
        id: MetricId,
    },
    /// One movement of one month.
    Movement {
        /// The month.
        month: Month,
        /// Which.
        kind: MovementKind,
    },
    /// What a month's MRR is more than that of the month before.
    Net {
        /// The month.
        month: Month,
    },
    /// MRR at the end of a month (its closing).
    Closing {
        /// The month.
        month: Month,
    },
    /// One step of the window's waterfall.
    Bridge {
        /// Which.
        part: BridgePart,
    },
    /// One cell of the cohort table: opening and current revenue of its customers.
    Cohort {
        /// Start month.
        start: Month,
        /// Months since.
        months: u32,
    },
    /// One group's retention: its opening customers.
    Segment {
        /// Place of the segmentation in the report's `segmentations`.
        by: u32,
        /// The group's number in it ([`super::Segment::group`]).
        value: u32,
        /// Which figure: one that compares the opening customers' two ends.
        metric: MetricId,
        /// In the window before, with which [`super::Simpson`] compares.
        before: bool,
    },
    /// A group of the crossing of GRR and NDR; that of `loyal_flat` is the white space.
    Quadrant {
        /// Which.
        group: QuadrantGroup,
    },
    /// One cell of the joined cohorts: first month's and current revenue of the customers that have reached the age.
    CohortBy {
        /// How start months are joined.
        by: CohortSpan,
        /// The period's first month; of no account where all are joined.
        start: Month,
        /// Months since each customer's first.
        months: u32,
    },
    /// One step of a survival curve: those at risk so many months after their first, and those lost.
    Survival {
        /// Months since the first revenue.
        months: u32,
        /// The group whose curve it is; `None` for that of all customers.
        #[serde(default)]
        among: Option<Among>,
    },
    /// The share of a survival curve that stays beyond an age: the product of its steps up to there, with all customers
    /// of the curve and who of them was lost by then.
    Stayed {
        /// Months since the first revenue.
        months: u32,
        /// The group whose curve it is; `None` for that of all customers.
        #[serde(default)]
        among: Option<Among>,
    },
    /// How concentrated a month's MRR is: its largest customers, or every customer's square.
    Concentration {
        /// The month.
        month: Month,
        /// So many of the largest customers; `None` for the HHI and what follows from it.
        #[serde(default)]
        top: Option<u32>,
    },
    /// What stands at one place of a list of customers in the report.
    Listed {
        /// Which list.
        list: CustomerList,
        /// Its place there, from 0.
        place: u32,
    },
    /// The white space (`quadrant.white_space`), by what it is ranked: MRR at both ends, free seats, modules not in use.
    WhiteSpace {
        /// Which of these.
        by: RankedBy,
        /// Of the customer at this place of the list, from 0; `None` for all of whom it is stated.
        #[serde(default)]
        place: Option<u32>,
    },
    /// What was spent on a category in the window.
    Cost {
        /// Which.
        category: CostCategory,
    },
    /// What serving customers cost in some months, and the customers of these months.
    Serving {
        /// The last month.
        month: Month,
        /// How many.
        months: u32,
        /// What of it; `None` for all.
        #[serde(default)]
        category: Option<CostCategory>,
    },
    /// One month of a definition whose monthly ratios multiply.
    Step {
        /// Which definition.
        id: DefinitionId,
        /// The later of the two months compared.
        month: Month,
    },
    /// The customers of the question whether a downgrade announces a loss ([`super::Downgrades`]), and those lost.
    Downgrades {
        /// Those that were downgraded before, or the others.
        downgraded: bool,
    },
    /// The customers of a finding of [`super::Quality`], with the MRR in question: of a partial month, and of what
    /// looks odd in customers' months, and of rows that repeat. Other findings about rows have none here; their rows stand
    /// in the rejects.
    Quality {
        /// Which.
        code: Code,
        /// Place of the file among the inputs, where the finding is of one.
        #[serde(default)]
        file: Option<u32>,
    },
    /// One point of the trend: the opening customers of the trailing window that ends in `month`.
    Trend {
        /// Its last month.
        month: Month,
    },
    /// A part of what expansion − contraction is made of.
    Split {
        /// Which.
        part: SplitPart,
    },
    /// A definition of retention.
    Definition {
        /// Which.
        id: DefinitionId,
    },
    /// A figure of an answer.
    Answered {
        /// Place of the question in the report's `questions`.
        question: u32,
        /// Place of the figure in the question's `figures`.
        figure: u32,
    },
    /// Whom a finding of an answer speaks of, and what is at stake.
    Finding {
        /// Place of the question in the report's `questions`.
        question: u32,
        /// Place of the finding in the question's `findings`.
        place: u32,
    },
    /// A row of a list of an answer: the rows of the files that it is made from.
    Row {
        /// Place of the question in the report's `questions`.
        question: u32,
        /// Place of the list in the question's `grids`.
        grid: u32,
        /// Place of the row in the list.
        place: u32,
    },
}

/// A group of a survival comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Among {
    /// Place of the comparison in the report's `survival.by`.
    pub cut: u32,
    /// Place of the group in it.
    pub group: u32,
}

/// A list of customers in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerList {
    /// Those whose revenue changed most (`changes`).
    Changes,
    /// The scatter of GRR and NDR (`quadrant.spots`): a customer, or several near each other.
    Spots,
}

/// How start months are joined to cohorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CohortSpan {
    /// By calendar quarter.
    Quarter,
    /// By calendar year.
    Year,
    /// All in one.
    All,
}

/// Order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceSort {
    /// Largest first by the last column's absolute value, then by customer.
    #[default]
    Size,
    /// By customer.
    Customer,
}

/// A row of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRef {
    /// Place of the file among the inputs, from 0.
    pub file: u32,
    /// Line, from 1.
    pub line: u32,
}

/// A customer behind the number, or what else stands in rows of the files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRow {
    /// The customer, as written in the file; empty where it is of none.
    pub customer: String,
    /// What else it is of, as written in the file: a task, a manager, a sign-up; empty where it is a customer alone.
    pub what: String,
    /// A cell a column: money as decimal text, or a count.
    pub cells: Vec<String>,
    /// Rows of the files that the cells come from.
    pub sources: Vec<SourceRef>,
}

/// How the totals become the number. Above and below are the totals of the columns `numerator` and `denominator`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceMade {
    /// Above, or above / below.
    #[default]
    Sum,
    /// Above × `by` / below.
    Times {
        /// How often.
        by: u32,
    },
    /// (Above / below) to the power of `by`.
    Power {
        /// Months.
        by: u32,
    },
    /// 1 + `by` × (above / below − 1).
    Linear {
        /// Months.
        by: u32,
    },
    /// The smaller of the two / below.
    Capped,
    /// Above / below² × 10,000: above are squares.
    Squares,
    /// The product of the parts' ratios.
    Product,
    /// Parts' sum × `by` / below.
    Spent {
        /// How often.
        by: u32,
    },
    /// (Below − the parts' sum) / below.
    Left,
    /// By the metric's formula, of the parts.
    Formula,
    /// Above / `by`.
    Over {
        /// What is divided by.
        by: u32,
    },
    /// The median of the cells above: of an even number the mean of the two in the middle.
    Median,
    /// The mean over the rows of `by` × above / below.
    Mean {
        /// How often.
        by: u32,
    },
    /// Above × 11 × `months` / (below × `months` + 10 × the lost customers): a lifetime discounted by 10 %.
    Discounted {
        /// Months of the window.
        months: u32,
    },
    /// Above × `by` / (below + `more`).
    Added {
        /// How often.
        by: u32,
        /// What is added below.
        more: u32,
    },
    /// `times` × (above × `by` / below) + `plus`.
    Affine {
        /// How often.
        by: u32,
        /// In thousandths.
        times: u32,
        /// In thousandths.
        plus: u32,
    },
    /// `seeds` × (1 + K + … + K to the power of `cycles` − 1); K is above / below.
    Cycles {
        /// How many there are to begin with.
        seeds: u32,
        /// How many times they count, the first being themselves.
        cycles: u32,
    },
    /// The last part's days, with which the product of the parts' ratios is half or less for the first time; where it is not
    /// reached, the product of all of them is more.
    Halved {
        /// Whether it is.
        reached: bool,
    },
    /// What the second part's amount is more, over what its base is more.
    Marginal,
    /// The same, each as a share of the first part's.
    Elasticity,
    /// The slope of the straight line through the parts' ratios, the oldest first.
    Slope,
    /// How many of the parts have any above the line.
    Some,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartOf {
    /// A month.
    Month {
        /// Which.
        month: Month,
    },
    /// An age in months.
    Age {
        /// Which.
        months: u32,
    },
    /// An age in days.
    Days {
        /// Which.
        days: u32,
    },
    /// A cost of a file.
    Cost {
        /// What it was for.
        category: CostCategory,
        /// The last month it was for.
        month: Month,
    },
    /// Another figure of the report.
    Metric {
        /// Which.
        id: MetricId,
    },
    /// What a row of a file states of something.
    Stated {
        /// What.
        role: Role,
    },
    /// A row of a list of an answer.
    Row {
        /// Place of the question in the report's `questions`.
        question: u32,
        /// Place of the list in the question's `grids`.
        grid: u32,
        /// Place of the row in the list.
        place: u32,
        /// Place of the column whose cell counts here.
        column: u8,
    },
    /// What a cell of a list's row is made of.
    Term {
        /// Place of the question in the report's `questions`.
        question: u32,
        /// Place of the list in the question's `grids`.
        grid: u32,
        /// Place of the column that it is of.
        column: u8,
        /// What of it.
        of: TermOf,
    },
}

/// What a term is: what stands above its line, and below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermOf {
    /// The cell's own ratio; alone above the line what the cell is a multiple of.
    Value,
    /// A measure's points, and its weight; of one that isn't known the weight alone.
    Points,
    /// What a measure's points changed by since 30 days before, and its weight.
    Change,
    /// How many are below it, with half of its equals and itself; and how many there are.
    Place,
    /// The later day or month, and the earlier.
    Span,
    /// Days between two that don't count.
    Off,
    /// A warning's severity.
    Severity,
}

/// A part that a number is put together from, where it isn't a sum over customers alone: a month's ratio, a cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidencePart {
    /// What it is.
    pub of: PartOf,
    /// The amount, or what stands above the line; nothing for another figure, which the report has.
    #[serde(default)]
    pub above: Option<Value>,
    /// What stands below the line.
    #[serde(default)]
    pub below: Option<Value>,
    /// The two as a ratio.
    #[serde(default)]
    pub ratio: Option<f64>,
    /// The row it comes from, where that is one.
    #[serde(default)]
    pub source: Option<SourceRef>,
    /// What is behind it.
    #[serde(default)]
    pub key: Option<EvidenceKey>,
}

/// A page of evidence. `totals` are over all rows, not just these.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidencePage {
    /// What was asked.
    pub key: EvidenceKey,
    /// The columns.
    pub columns: Vec<EvidenceColumn>,
    /// The month of the start, where one is compared.
    pub from: Option<Month>,
    /// The month of the end.
    pub to: Option<Month>,
    /// Column whose total is the number's numerator (or the number itself).
    pub numerator: Option<u32>,
    /// Column whose total is its denominator.
    pub denominator: Option<u32>,
    /// Sum a column, over all rows.
    pub totals: Vec<String>,
    /// Rows in all.
    pub count: u64,
    /// Whether rows are of more than a customer each.
    pub whats: bool,
    /// Place of the first row here.
    pub offset: u64,
    /// The rows.
    pub rows: Vec<EvidenceRow>,
    /// Who is not in the number although the files speak of them.
    pub excluded: Vec<Excluded>,
    /// How the totals become the number.
    #[serde(default)]
    pub made: EvidenceMade,
    /// What it is put together from beside the customers.
    #[serde(default)]
    pub parts: Vec<EvidencePart>,
    /// The sum of the parts, where they are amounts that add up.
    #[serde(default)]
    pub spent: Option<String>,
    /// The number itself, where the totals make one; a figure of months or ages is their product.
    #[serde(default)]
    pub value: Option<Value>,
}

/// A question for evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Which number.
    pub key: EvidenceKey,
    /// Order of the rows.
    pub sort: EvidenceSort,
    /// First row wanted.
    pub offset: u64,
    /// How many.
    pub limit: u64,
}

/// A customer's two ends of the window (`customers` of the report).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerMove {
    /// The customer.
    pub id: String,
    /// First month with revenue.
    pub start: Month,
    /// MRR in `from`.
    pub opening: String,
    /// MRR in `to`.
    pub closing: String,
}
