//! Questions that a report doesn't answer before they are asked: they cost more than a report may, or there are too many.

use super::DefinitionId;
use serde::{Deserialize, Serialize};

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inquiry {
    /// Which customers and rules make the difference between two definitions of one metric.
    Compare {
        /// The one.
        from: DefinitionId,
        /// The other.
        to: DefinitionId,
    },
}
