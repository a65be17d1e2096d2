//! Questions that a report doesn't answer before they are asked: they cost more than a report may, or there are too many.

use super::{Comparison, DefinitionId, Effect, Grid, Resampled};
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
    /// The intervals of NRR and GRR by drawing, however many customers there are: a report draws up to a thousand.
    Resample {
        /// Draws of the whole set of customers, at most [`Inquiry::MOST_DRAWS`].
        draws: u32,
        /// Where they begin.
        seed: u64,
    },
    /// All rows of a list, of which the report has the first [`Grid::MOST`].
    List {
        /// Its id.
        list: String,
    },
    /// The file of a widget that shows this view of the report.
    Embed {
        /// Which, as [`Cut::parse`](super::Cut::parse) reads it.
        cut: String,
        /// Whether customers' names stay in it.
        names: bool,
    },
}

impl Inquiry {
    /// Draws beyond which an interval no longer changes in any digit that is shown.
    pub const MOST_DRAWS: u32 = 100_000;
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// To [`Inquiry::Compare`].
    Comparison(Box<Comparison>),
    /// To [`Inquiry::Effects`] and [`Inquiry::EffectsOf`].
    Effects(Vec<Effect>),
    /// To [`Inquiry::Resample`]; `None` without a window or with fewer than five opening customers.
    Resampled(Option<Resampled>),
    /// To [`Inquiry::List`]; `None` where the report has no such list.
    List(Option<Box<Grid>>),
    /// To [`Inquiry::Embed`].
    Embedded {
        /// What was asked for: what is awaited no longer must not be taken for something else.
        cut: String,
        /// Whether customers' names stay in it.
        names: bool,
        /// The file.
        text: String,
    },
}
