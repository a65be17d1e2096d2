//! The guide.

use super::Asked;
use crate::report::answer::QuestionState;

/// The answer.
pub(super) fn answer(_asked: &Asked<'_>) -> QuestionState {
    QuestionState::needing("guide", NEEDS)
}

/// The tables that say something of it.
const NEEDS: &[&str] = &["surveys", "onboarding", "accounts"];
