//! Says to a screen reader what changed on the page.

use super::live::word;
use super::{Phase, Seal, Ui};
use crate::i18n::messages;
use leptos::prelude::*;

/// A polite live region with one short sentence a state.
#[component]
pub(super) fn Announcer() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let said = move || {
        let t = messages(ui.lang.get());
        match (ui.phase.get(), ui.seal.get()) {
            (_, Seal::Broken) => t.seal_broken_title,
            (Phase::Loading, _) => "",
            (Phase::Sealed, _) => t.said_sealed,
            (Phase::Reading, _) => t.said_reading,
            (Phase::Asking, _) => t.said_asking,
            (Phase::Done, _) => t.said_done,
            (Phase::Failed, _) => t.said_failed,
        }
    };
    view! { <p class="unseen" role="status" aria-live="polite">{word(said)}</p> }
}
