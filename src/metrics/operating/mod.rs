//! Measures of the operating tables: what customers do, say, ask for and cost (domain.md §2.3, §2.4, §2.11, §4, §5).

mod surveys;
mod tasks;
mod warnings;

pub use surveys::{Answer, SurveyKind, answers, sus, umux_lite};
pub use tasks::{STEPS, TaskSums, median_twice, tasks};
pub use warnings::{
    AtRisk, BackTest, Family, Lapsed, Remark, RenewalMonth, Rule, RuleSums, Signal, Verdict, Warnings,
    decline, warnings,
};
