//! The seal: its chip, what it means, and the message where there is none.

use super::live::{live, text, word};
use super::{Seal, Ui};
use crate::i18n::{Messages, messages};
use leptos::prelude::*;

/// The chip in the bar, with its explanation behind it.
#[component]
pub(super) fn SealChip() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let state = move || match ui.seal.get() {
        Seal::Loading => "loading",
        Seal::Sealed => "sealed",
        Seal::Broken => "broken",
    };
    let name = move || {
        let t = messages(ui.lang.get());
        match ui.seal.get() {
            Seal::Loading => t.seal_loading,
            Seal::Broken => t.seal_broken,
            Seal::Sealed => t.seal_sealed,
        }
    };
    let more = move || {
        let t = messages(ui.lang.get());
        match (ui.seal.get(), ui.blocked.get()) {
            (Seal::Sealed, 0) => format!(" · {}", t.seal_zero),
            (Seal::Sealed, n) => format!(" · {} · {}", t.seal_zero, (t.seal_refused)(n)),
            _ => String::new(),
        }
    };
    view! {
        <button type="button" class="seal" data-seal=word(state) popovertarget="seal-panel">
            <span class="seal-dot" aria-hidden="true"></span>
            <span>{word(name)}<span class="seal-more">{text(more)}</span></span>
        </button>
        <div id="seal-panel" class="popover prose" popover="auto" role="dialog" aria-labelledby="seal-title" tabindex="0">
            {live(move || {
                let t = messages(ui.lang.get());
                let limits = t.seal_limits.iter().map(|text| view! { <li>{*text}</li> }).collect_view();
                view! {
                    <h2 id="seal-title">{t.seal_title}</h2>
                    <p>{t.seal_promise}</p>
                    <p>{t.seal_proof}</p>
                    <p class="counter">{text(move || (t.seal_counter)(ui.blocked.get()))}</p>
                    <h3>{t.seal_limits_title}</h3>
                    <ul>{limits}</ul>
                }
                .into_any()
            })}
        </div>
    }
}

/// Instead of the empty page where the browser did not refuse: no file can be chosen.
#[component]
pub(super) fn BrokenSeal(t: &'static Messages) -> impl IntoView {
    let todo = t.seal_broken_todo.iter().map(|text| view! { <li>{*text}</li> }).collect_view();
    view! {
        <section class="panel bad" role="alert">
            <h1>{t.seal_broken_title}</h1>
            <p>{t.seal_broken_text}</p>
            <ul>{todo}</ul>
        </section>
    }
}
