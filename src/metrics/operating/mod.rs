//! Measures of the operating tables: what customers do, say, ask for and cost (domain.md §2.3, §2.4, §2.11, §4, §5).

mod activity;
mod advocates;
mod allocation;
mod automation;
pub mod backtest;
mod choices;
mod demand;
mod fisher;
mod handling;
pub mod health;
mod managers;
mod nps;
mod occasions;
mod onboarding;
mod promoters;
mod ranking;
mod reasons;
mod scaling;
pub mod stickiness;
mod surveys;
mod tasks;
mod trials;
mod unheard;
mod value_loop;
mod viral;
mod warnings;

pub use activity::{Activity, DAYS, Used};
pub use advocates::{Advocate, Class, Inputs, ONE_ACCOUNT, Tests, advocates, top_of};
pub use allocation::{Account, Allocated, Allocation, allocation};
pub use automation::{Automation, automated, automation, lead_time, lead_times};
pub use choices::{CHOICES, Choice, ChoiceKind, Choices, HEAVIEST};
pub use demand::{Asker, Demand, Demands, Estimates, Features, LEAST_EFFORT, Single, is_open};
pub use fisher::{fisher, z_test};
pub use handling::{BASIC_TARGET, HANDLERS, Handler, Handling, SolvedTicket, Solving, handling};
pub use managers::{Care, Cared, Managers, cared_for, managers};
pub use nps::{
    CsatSums, FollowUp, NpsSums, Scale, Stance, Until, around, by_wave, follow_up, latest, quarters,
    states_follow_ups, wave,
};
pub use occasions::{
    OldTrial, OneTopic, contracted, gone, month_old_trials, new_customers, one_topic, three_months_before,
};
pub use onboarding::{CheckSums, Checked, Checklist, Onboarding, STUCK_DAYS, StepSums, checked, onboarding};
pub use promoters::{Deed, Deeds, Opinion, PROMOTER, deeds, open_tickets, opinions};
pub use ranking::{percentiles, places, ranks_twice, spearman};
pub use reasons::{Loss, losses, term};
pub use scaling::{Growth, SERVING, STANDARD_TARGET, Served, Serving, development, serving};
pub use surveys::{Answer, SurveyKind, answers, umux_lite};
pub use tasks::{STEPS, TaskSums, ease_of, median_twice, steps_of, tasks};
pub use trials::{Offer, Part, Signup, Signups, signups};
pub use unheard::{FEWER, Unheard, unheard};
pub use value_loop::{Journey, LoopSums, Stated, new_mrr, value_loop};
pub use viral::{Invitations, Viral, after_cycles, viral};
pub use warnings::{
    AtRisk, BackTest, CameDue, Dues, Ending, Family, Grounds, Lapsed, Outcome, Remark, RenewalMonth, Rule,
    RuleSums, Signal, Verdict, WATCHED, Warnings, Watch, decline, warnings,
};
