//! Q5, advocates.

use super::Asked;
use crate::report::answer::QuestionState;

/// The answer.
pub(super) fn answer(_asked: &Asked<'_>) -> QuestionState {
    QuestionState::needing("q5", NEEDS)
}

/// The tables that say something of it.
const NEEDS: &[&str] = &["advocacy", "usage", "surveys"];
