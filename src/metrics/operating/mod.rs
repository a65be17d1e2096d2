//! Measures of the operating tables: what customers do, say, ask for and cost (domain.md §2.3, §2.4, §2.11, §4, §5).

mod nps;
mod occasions;
mod onboarding;
mod reasons;
mod surveys;
mod tasks;
mod warnings;

pub use nps::{
    CsatSums, FollowUp, NpsSums, Scale, Stance, around, by_wave, follow_up, latest, quarters,
    states_follow_ups, year_before,
};
pub use occasions::{
    OldTrial, OneTopic, contracted, gone, month_old_trials, new_customers, one_topic, sessions,
};
pub use onboarding::{CheckSums, Checklist, Onboarding, STUCK_DAYS, StepSums, checks, onboarding};
pub use reasons::{Loss, losses, term};
pub use surveys::{Answer, SurveyKind, answers, sus, umux_lite};
pub use tasks::{STEPS, TaskSums, median_twice, tasks};
pub use warnings::{
    AtRisk, BackTest, Family, Lapsed, Remark, RenewalMonth, Rule, RuleSums, Signal, Verdict, Warnings,
    decline, warnings,
};
