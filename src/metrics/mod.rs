//! Pure functions from a [`Book`](crate::tables::Book) to exact sums, one family a file.
//!
//! Everything here is integers until someone divides; what can't be divided is a
//! [`Na`](crate::base::Na) and never a zero. Every sum is a fold over customers, so the customers
//! behind it can always be listed.

mod cohorts;
mod concentration;
mod definitions;
mod movements;
mod retention;
mod trend;
mod window;

pub use cohorts::{AgeSums, StartCohort, cohorts};
pub use concentration::{Concentration, concentration, largest_opening};
pub use definitions::{PathSums, compounded_monthly, path_of, path_sums};
pub use movements::{MonthFlow, Move, MovementKind, booked_as, monthly_flows, moves};
pub use retention::{Ends, TwoPoint, two_point};
pub use trend::{TrailingSums, trailing};
pub use window::Window;
