//! The page, one component a file. No arithmetic here: the report has every number.

mod actions;
pub mod charts;
mod state;

pub use actions::REJECTS_PAGE;
pub use state::{Phase, Progress, RejectsPage, Sample, Seal, Ui};

use crate::i18n::Lang;
use leptos::prelude::*;

/// Puts the page into the document, loads the engine and seals the page.
pub fn mount() {
    leptos::mount::mount_to_body(|| {
        let language = web_sys::window().and_then(|w| w.navigator().language()).unwrap_or_default();
        let ui = Ui::new(if language.to_lowercase().starts_with("zh") { Lang::Zh } else { Lang::En });
        ui.start();
        view! { <p>"…"</p> }
    });
}
