//! Measures of the operating tables: what customers do, say, ask for and cost (domain.md §2.3, §2.4, §2.11, §4, §5).

pub mod backtest;
pub mod health;
pub mod stickiness;
mod surveys;
mod tasks;

pub use surveys::{Answer, SurveyKind, answers, sus, umux_lite};
pub use tasks::{STEPS, TaskSums, median_twice, tasks};
