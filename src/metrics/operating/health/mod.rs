//! The health of customers: two profiles of measures, a score, overrides and a trend (domain.md §4.2).

mod contracts;
mod counted;
mod events;
mod inputs;
mod logs;
mod measures;
mod profile;
mod score;
mod usage;

pub use counted::{CountedRows, Uncounted};
pub use inputs::{BEFORE, Inputs, OTHERS, TODAY};
pub use logs::day_number;
pub use profile::{HealthProfile, MEASURES, Measure, Profile};
pub use score::{Badge, Badges, Band, Health, Judged, Judgements, Score, judgement};
pub use usage::{Sum, USE_DAYS, Usage};
