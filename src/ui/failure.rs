//! Something broke that is not the file's contents.

use super::file_input::choose_files;
use super::live::{live, nothing};
use super::{Seal, Ui};
use crate::i18n::Messages;
use crate::protocol::Failure;
use leptos::prelude::*;

fn words(t: &Messages, failure: &Failure) -> (String, &'static str, String) {
    match failure {
        Failure::FileUnavailable { name, detail } => {
            ((t.file_unavailable)(name), t.file_unavailable_todo, detail.clone())
        }
        Failure::Crashed { detail } => (t.crashed.to_owned(), t.crashed_todo, detail.clone()),
        Failure::Protocol { detail } => (t.protocol.to_owned(), t.protocol_todo, detail.clone()),
    }
}

/// What broke and what to do.
#[component]
pub(super) fn FailurePanel(t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let previous = ui.report.with_untracked(Option::is_some);
    live(move || {
        let Some(failure) = ui.failure.get() else { return nothing() };
        let (mut what, mut todo, detail) = words(t, &failure);
        let started = ui.seal.get() == Seal::Sealed;
        if !started {
            (what, todo) = (t.no_start.to_owned(), t.no_start_todo);
        }
        let detail = (!detail.is_empty()).then(|| {
            view! { <p class="muted small">{t.browser_says}": "<code>{detail}</code></p> }
        });
        view! {
            <section class="panel bad" role="alert">
                <h1>{t.failed_title}</h1>
                <p>{what}</p>
                <p>{todo}</p>
                {detail}
                <p class="actions" hidden=!started>
                    <button type="button" class="button primary" data-testid="retry" on:click=move |_| ui.retry()>{t.retry}</button>
                    <button type="button" class="button" on:click=|_| choose_files()>{t.choose_other}</button>
                    <button type="button" class="button" on:click=move |_| ui.close()>{t.start_over}</button>
                </p>
                {previous.then(|| view! { <p class="muted">{t.previous_below}</p> })}
            </section>
        }
        .into_any()
    })
}
