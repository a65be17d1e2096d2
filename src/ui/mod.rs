//! The page, one component a file. No arithmetic here: the report has every number.

mod announcer;
mod app;
pub mod charts;
mod data_view;
mod definitions;
mod drawer;
mod evidence_table;
mod export;
mod failure;
mod figure_list;
mod figures;
mod file_input;
mod findings;
mod guide;
mod header;
mod headline;
mod intake;
mod nav;
mod overview;
mod pager;
mod progress;
mod question;
mod reading;
mod rejects;
mod report_view;
mod seal;
mod state;
mod theme;
mod tile;
mod unreadable;
mod view;
mod window;

pub use app::App;
pub use state::{Phase, Progress, RejectsPage, Sample, Seal, Ui};
pub use theme::preferred_lang;
