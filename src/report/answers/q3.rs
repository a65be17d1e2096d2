//! Q3, early warnings.

use super::Asked;
use crate::report::answer::QuestionState;

/// The answer.
pub(super) fn answer(_asked: &Asked<'_>) -> QuestionState {
    QuestionState::needing("q3", NEEDS)
}

/// The tables that say something of it.
const NEEDS: &[&str] = &["accounts", "usage", "contracts", "tickets", "surveys", "onboarding"];
