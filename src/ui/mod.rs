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
    let Some(window) = web_sys::window() else { return };
    if let Some(shell) = window.document().and_then(|d| d.get_element_by_id("boot")) {
        shell.remove();
    }
    leptos::mount::mount_to_body(move || {
        let language = window.navigator().language().unwrap_or_default();
        let ui = Ui::new(if language.to_lowercase().starts_with("zh") { Lang::Zh } else { Lang::En });
        ui.start();
        // A page from the browser's cache was sealed in another life: it proves its seal again.
        window_event_listener(leptos::ev::pageshow, move |event| {
            if event.persisted() {
                ui.check_seal();
            }
        });
        view! { <App ui /> }
    });
}
