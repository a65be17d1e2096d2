//! Data → drawing model → SVG, without a DOM: the page and exported files share it.
//!
//! A chart is a [`Plot`]: a tree of [`Node`]s to draw, [`Column`]s to point at (by pointer or arrow
//! keys) whose marks name their evidence, and a [`Twin`], the same numbers as a table. The texts
//! come from [`Figures`], so that the browser's `Intl` can write them on the page and anything
//! else elsewhere.

mod amount;
mod bars;
mod cohorts;
mod columns;
mod figures;
mod frame;
mod heat;
mod lines;
mod movements;
mod node;
mod paint;
mod plot;
mod rewritten;
mod rows;
mod scale;
mod scatter;
mod sketch;
mod steps;
mod trend;
mod twin;
mod waterfall;
mod written;

pub use amount::{decimal_value, difference, geometry, is_decimal};
pub use bars::{Bar, BarRow, BarsFrame, bars};
pub use cohorts::{CohortRow, Grain, cohort_rows, cohorts_caption, cohorts_plot, cohorts_twin, usual_grain};
pub use columns::columns;
pub use figures::Figures;
#[cfg(test)]
pub(crate) use figures::plain;
pub use heat::{HeatMetric, HeatScale, Step};
pub use lines::{Across, Line, LinePoint, LinesFrame, MOST_BANDS, lines};
pub use movements::{left_out, months_in, movements, movements_twin};
pub use node::{Attr, Node, escape};
pub use paint::{Paint, Theme};
pub use plot::{Column, Mark, Plot, Spot};
pub use rewritten::Rewritten;
pub use rows::{Row, RowsFrame, rows};
pub use scale::{Scale, ticks};
pub use scatter::{Axis, Bubble, LARGEST, PartLabel, ScatterFrame, scatter};
pub use sketch::Sketch;
pub use steps::{StepRow, StepsFrame, steps};
pub use trend::{trend, trend_title, trend_twin};
pub use twin::{Twin, TwinCell};
pub use waterfall::{waterfall, waterfall_twin};
pub use written::{FIELDS, Json};
