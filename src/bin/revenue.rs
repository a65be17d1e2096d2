//! The engine of the JavaScript API: what the revenue alone tells, at half the size.

#[cfg(target_arch = "wasm32")]
#[path = "engine/exports.rs"]
mod exports;

#[cfg(target_arch = "wasm32")]
use ninefold::api::Run;

#[cfg(target_arch = "wasm32")]
fn make(run: Run) -> Result<String, ninefold::api::Refusal> {
    run.revenue()
}

fn main() {}
