//! Questions that a report doesn't answer before they are asked: they cost more than a report may, or there are too many.

use super::{Comparison, DefinitionId, Effect};
use serde::{Deserialize, Serialize};

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inquiry {
    /// Which customers and rules make the difference between two definitions.
    Compare {
        /// The one.
        from: DefinitionId,
        /// The other.
        to: DefinitionId,
    },
    /// What each policy would change if it were set otherwise.
    Effects,
    /// The same of one policy: each of its values may take a book of its own, so who shows them as they come asks for
    /// one after the other and can stop in between.
    EffectsOf {
        /// Its name, as settings take it; one that is none has no effects.
        policy: String,
    },
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// To [`Inquiry::Compare`].
    Comparison(Box<Comparison>),
    /// To [`Inquiry::Effects`] and [`Inquiry::EffectsOf`].
    Effects(Vec<Effect>),
}
