//! Q6, scaling.

use super::Asked;
use crate::report::answer::QuestionState;

/// The answer.
pub(super) fn answer(_asked: &Asked<'_>) -> QuestionState {
    QuestionState::needing("q6", NEEDS)
}

/// The tables that say something of it.
const NEEDS: &[&str] = &["costs", "tickets", "onboarding"];
