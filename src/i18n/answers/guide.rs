//! The guide.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = &[
    ("guide", "Playbook", "行动指南"),
    ("guide.lead", "Satisfaction, onboarding and churn reasons, and what to do now for whom.", "满意度、上手引导、流失原因，以及现在该为谁做什么。"),
];
