//! The page, one component a file. No arithmetic here: the report has every number.

mod actions;
mod announcer;
mod app;
mod assumed;
pub mod charts;
mod choices;
mod chosen;
mod compare;
mod data_view;
mod days;
mod drawer;
mod embed;
mod evidence_table;
mod export;
mod failure;
mod figure_list;
mod figures;
mod file_input;
mod findings;
mod grouping;
mod guide;
mod header;
mod headline;
mod health;
mod held;
mod intake;
mod live;
mod long_table;
mod modal;
mod nav;
mod overview;
mod policies;
mod print_head;
mod progress;
mod question;
mod read_bar;
mod read_dialog;
mod read_form;
mod read_preview;
mod reading;
mod rejects;
mod report_view;
mod ribbon;
mod room;
mod script;
mod seal;
mod state;
mod templates;
mod theme;
mod tile;
mod trail;
mod unreadable;
mod view;
mod window;

pub use app::App;
pub use state::{PARTS, Phase, Progress, RejectsPage, Sample, Seal, Ui};

use leptos::prelude::*;

/// Puts the page into the document, loads the engine and seals the page.
pub fn mount() {
    let Some(window) = web_sys::window() else { return };
    if let Some(shell) = window.document().and_then(|d| d.get_element_by_id("boot")) {
        shell.remove();
    }
    leptos::mount::mount_to_body(|| {
        let ui = Ui::new(theme::preferred_lang());
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
