//! The browser behind small functions, so that neither the page nor the worker touches it elsewhere.

mod boot;
mod crew;
mod decoders;
mod digest;
mod engine;
mod files;
mod helper;
mod link;
mod message;
mod paint;
mod panics;
mod serve;
mod slices;
mod timing;
mod work;

pub use boot::{Boot, BootError, boot, probe_again};
pub use decoders::decoders;
pub use engine::{Answer, Engine};
pub use files::{copy, download, file_from_text, memory_needed, room, surely_fits};
pub use link::report_of;
pub use paint::paint;
pub use panics::report_panics;
pub use serve::serve;
pub use timing::{after_paint, measure, now, sleep};
