//! Something broke that is not the file's contents.

use super::charts::Fmt;
use super::file_input::choose_files;
use super::live::{live, nothing};
use super::script::ScriptOffer;
use super::{Seal, Ui};
use crate::i18n::Messages;
use crate::protocol::Failure;
use leptos::prelude::*;

/// From so many bytes on, memory is what an engine most likely stopped for: a sum of that size grows by doubling.
const MUCH: u64 = 1 << 30;

/// The heading, what happened, what to do, and the browser's words.
fn words(t: &Messages, failure: &Failure, files: &str) -> [String; 4] {
    let bytes = |bytes: u64| Fmt::new(t.lang, None).bytes(bytes as f64);
    let broke = |what: String, todo: &str, detail: &str| {
        [t.failed_title.to_owned(), what, todo.to_owned(), detail.to_owned()]
    };
    match failure {
        Failure::FileUnavailable { name, detail } => {
            broke((t.file_unavailable)(name), t.file_unavailable_todo, detail)
        }
        Failure::Crashed { detail, held } if *held >= MUCH => {
            broke((t.out_of_memory)(&bytes(*held)), &(t.too_large_todo)(files), detail)
        }
        Failure::Crashed { detail, .. } => broke(t.crashed.to_owned(), t.crashed_todo, detail),
        Failure::Protocol { detail } => broke(t.protocol.to_owned(), t.protocol_todo, detail),
        Failure::TooLarge { needs, room } => [
            t.too_large_title.to_owned(),
            (t.too_large)(&bytes(*needs), &bytes(*room)),
            (t.too_large_todo)(files),
            String::new(),
        ],
    }
}

/// What broke and what to do.
#[component]
pub(super) fn FailurePanel(t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let previous = ui.report.with_untracked(Option::is_some);
    live(move || {
        let Some(failure) = ui.failure.get() else { return nothing() };
        let [title, mut what, mut todo, detail] = words(t, &failure, &ui.names().join(" "));
        let started = ui.seal.get() == Seal::Sealed;
        if !started {
            (what, todo) = (t.no_start.to_owned(), t.no_start_todo.to_owned());
        }
        let large = match &failure {
            Failure::TooLarge { .. } => true,
            Failure::Crashed { held, .. } => *held >= MUCH,
            _ => false,
        };
        let again = match failure {
            Failure::TooLarge { .. } => t.read_anyway,
            _ => t.retry,
        };
        let detail = (!detail.is_empty()).then(|| {
            view! { <p class="muted small">{t.browser_says}": "<code>{detail}</code></p> }
        });
        view! {
            <section class="panel bad" role="alert">
                <h1>{title}</h1>
                <p>{what}</p>
                <p>{todo}</p>
                {detail}
                <p class="actions" hidden=!started>
                    <button type="button" class="button primary" data-testid="retry" on:click=move |_| ui.retry()>{again}</button>
                    <button type="button" class="button" on:click=|_| choose_files()>{t.choose_other}</button>
                    <button type="button" class="button" on:click=move |_| ui.close()>{t.start_over}</button>
                </p>
                {large.then(|| view! { <ScriptOffer t file=ui.first_file() /> })}
                {previous.then(|| view! { <p class="muted">{t.previous_below}</p> })}
            </section>
        }
        .into_any()
    })
}
