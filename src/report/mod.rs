//! The report: one value that the page, the command line, the widget and the tests all show.
//!
//! Field names are a contract (version 1). Money is a decimal string with the currency's digits,
//! ratios are numbers and not percentages, months `YYYY-MM`, days `YYYY-MM-DD`. Order is fixed, so
//! the same input gives the same bytes on every platform.

mod aggregate;
mod answer;
mod answers;
mod behind;
mod benchmarks;
mod build;
mod by_group;
mod comparison;
mod contradictions;
mod definitions;
mod diligence;
mod effects;
mod embed;
mod evidence;
mod figures;
mod findings;
mod formulas;
mod hints;
mod ids;
mod inquiry;
mod join;
mod joins;
mod kept;
mod marks;
mod presets;
mod pseudonyms;
mod quality;
mod rejects_csv;
mod segments;
mod session;
mod settings;
mod split;
mod standing;
mod unit_economics;
mod value;
mod warehouse;
mod words;

pub use crate::metrics::operating::health::{HealthProfile, Measure, Profile};
pub use crate::metrics::operating::{CHOICES, Choice, ChoiceKind, Choices};
pub use crate::metrics::{AT_RISK_EVERY, Band, Curve, ENOUGH, LogRank, Method, Resampled, Step};
pub use crate::metrics::{
    DefinitionId, DifferenceRule, MovementKind, QuadrantGroup, RankedBy, SplitPart, Window,
};
pub use answer::{AnswerFigure, Grid, GridColumn, Insight, Named, QuestionState, Unit};
use behind::Tables;
pub use behind::{Excluded, Exclusion};
pub use benchmarks::{BENCHMARKS, Benchmark, Standing, benchmarks};
use build::build;
pub use build::to_json;
pub use comparison::{ComparedCustomer, ComparedMove, Comparison, DifferenceStep};
pub use diligence::{
    CohortsBy, Downgrades, MonthConcentration, Survival, SurvivalBy, SurvivalCut, SurvivalGroup,
};
pub use effects::{Effect, POLICIES, POLICY_CHOICES, PolicyChoice};
pub use embed::{Cut, Kind};
pub(crate) use embed::{Head, file_of};
pub use evidence::{
    Among, CohortSpan, CustomerList, CustomerMove, Evidence, EvidenceColumn, EvidenceKey, EvidenceMade,
    EvidencePage, EvidencePart, EvidenceRow, EvidenceSort, EvidenceUnit, PartOf, SourceRef, TermOf,
};
pub use formulas::{End, Formula, IntervalOf, ListRow, Over, Ranking, Way, formula};
pub use hints::{findings, with_hints};
pub use ids::{BridgePart, MetricId};
pub use inquiry::{Inquiry, Told};
pub use joins::{Examples, Join};
pub use marks::{Compared, MarkBeside};
pub use pseudonyms::Pseudonyms;
pub use quality::{Quality, QualityExample};
pub use rejects_csv::UntoldRejects;
pub use segments::{
    ModuleUse, Quadrant, QuadrantSums, Segment, SegmentBy, SegmentKind, Segmentation, Shift, ShiftPart,
    Simpson, Spot, Spread, WhiteSpace,
};
pub use session::Session;
pub use settings::Settings;
pub use split::{Split, SplitShare, SplitSum};
pub use value::{
    AgeCell, Bridge, BridgeStep, CategorySum, Cohort, CostSummary, CustomerChange, Definition, Metric,
    Movement, MovementCustomers, Preset, PresetFigure, Report, Target, TrendPoint, UnitEconomics, Value,
};

pub use words::{definition_rule, difference_rule, metric_of, misleading};

/// The contract's name and version.
pub const SCHEMA: &str = "ninefold.report/1";
