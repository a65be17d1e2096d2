//! Measures of the operating tables: what customers do, say, ask for and cost (domain.md §2.3, §2.4, §2.11, §4, §5).

mod activity;
mod advocates;
mod demand;
mod promoters;
mod ranking;
mod surveys;
mod tasks;

pub use activity::{Activity, DAYS, Used};
pub use advocates::{Advocate, Class, Inputs, ONE_ACCOUNT, Tests, advocates, top_of};
pub use demand::{Asker, Demand, Demands, GATE, LEAST_EFFORT, Single};
pub use promoters::{Deeds, Opinion, PROMOTER, deeds, open_tickets, opinions};
pub use ranking::{percentiles, places, ranks_twice, spearman};
pub use surveys::{Answer, SurveyKind, answers, sus, umux_lite};
pub use tasks::{STEPS, TaskSums, median_twice, tasks};
