//! Measures of the operating tables: what customers do, say, ask for and cost (domain.md §2.3, §2.4, §2.11, §4, §5).

mod automation;
mod fisher;
mod handling;
mod managers;
mod scaling;
mod surveys;
mod tasks;
mod trials;
mod value_loop;
mod viral;
mod warnings;

pub use automation::{Automation, automation, lead_times};
pub use fisher::fisher;
pub use handling::{HANDLERS, Handler, Handling, handling, year_before};
pub use managers::{Care, Managers, managers};
pub use scaling::{Growth, SERVING, Served, Serving, development, serving};
pub use surveys::{Answer, SurveyKind, answers, sus, umux_lite};
pub use tasks::{STEPS, TaskSums, median_twice, tasks};
pub use trials::{Offer, Part, Signup, Signups, signups};
pub use value_loop::{LoopSums, Stated, new_mrr, value_loop};
pub use viral::{Viral, after_cycles, viral};
pub use warnings::{
    AtRisk, BackTest, Family, Lapsed, Remark, RenewalMonth, Rule, RuleSums, Signal, Verdict, Warnings,
    decline, warnings,
};
