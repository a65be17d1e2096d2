//! Answers that the next report takes over, each beside what it was made from: a new window changes few of them.

use super::q6::Retained;
use crate::metrics::operating::Choices;
use crate::metrics::operating::health::HealthProfile;
use crate::report::answer::QuestionState;

/// The answers of the last report about a company. Made anew where the company is another, which the owner knows.
#[derive(Debug, Default)]
pub(in crate::report) struct Kept {
    pub(super) q3: Slot<Choices>,
    /// But for what rests on the window.
    pub(super) q4: Slot<HealthProfile>,
    /// By the profile of the health that its advice rests on.
    pub(super) q5: Slot<HealthProfile>,
    pub(super) q6: Slot<Retained>,
    /// Days within which a trial that pays counts as converted.
    pub(super) q7: Slot<u32>,
    pub(super) q8: Slot<Choices>,
    pub(super) q9: Slot<()>,
}

/// An answer, and what it was made from beside the company.
#[derive(Debug)]
pub(super) struct Slot<From>(Option<(From, QuestionState)>);

impl<From> Default for Slot<From> {
    fn default() -> Self {
        Slot(None)
    }
}

impl<From: PartialEq> Slot<From> {
    /// The answer kept, where it was made from the same; else the one made now.
    pub fn answer(&mut self, from: From, make: impl FnOnce(&From) -> QuestionState) -> QuestionState {
        match &self.0 {
            Some((made_from, answer)) if *made_from == from => answer.clone(),
            _ => {
                let answer = make(&from);
                self.0 = Some((from, answer.clone()));
                answer
            }
        }
    }
}
