//! The report: one value that the page, the command line, the widget and the tests all show.
//!
//! Field names are a contract (version 1). Money is a decimal string with the currency's digits,
//! ratios are numbers and not percentages, months `YYYY-MM`, days `YYYY-MM-DD`. Order is fixed, so
//! the same input gives the same bytes on every platform.

mod behind;
mod build;
mod evidence;
mod figures;
mod ids;
mod session;
mod value;
mod words;

pub use crate::metrics::{MovementKind, Window};
pub use behind::evidence;
pub use build::{build, to_json};
pub use evidence::{
    CustomerMove, Evidence, EvidenceColumn, EvidenceKey, EvidencePage, EvidenceRow, EvidenceSort,
    EvidenceUnit, SourceRef,
};
pub use ids::{BridgePart, DefinitionId, MetricId};
pub use session::Session;
pub use value::{
    AgeCell, Bridge, BridgeStep, Cohort, Definition, Metric, Movement, MovementCustomers, QuestionState,
    Report, TrendPoint, Value,
};

/// The contract's name and version.
pub const SCHEMA: &str = "ninefold.report/1";

// Stand-ins until the report's own files arrive.
#[allow(missing_docs)]
pub struct Session;
#[allow(missing_docs)]
impl Session {
    pub fn new(_: Vec<crate::read::FileRead>) -> Self {
        Session
    }
    pub fn question(&self) -> Option<(usize, &crate::read::Question)> {
        None
    }
    pub fn usable(&self) -> bool {
        false
    }
    pub fn readings(&self) -> Vec<crate::read::Reading> {
        vec![]
    }
    pub fn report(&mut self, _: &crate::protocol::Settings, _: bool) -> Report {
        unimplemented!()
    }
    pub fn evidence(&mut self, _: &crate::protocol::Settings, _: &Evidence) -> EvidencePage {
        unimplemented!()
    }
    pub fn rejects(&self, _: usize, _: usize, _: usize) -> &[crate::read::Reject] {
        &[]
    }
}
#[allow(missing_docs)]
pub fn to_json(_: &Report) -> String {
    String::new()
}
