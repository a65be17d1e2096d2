//! No report came of the files: what was found in each, where, why, and what to do.

use super::Ui;
use super::file_input::choose_files;
use super::read_bar::Steps;
use super::reading::ReadingPanel;
use crate::i18n::Messages;
use leptos::prelude::*;

/// The error screen of files that could not be used.
#[component]
pub(super) fn Unreadable(t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let title = move || ui.readings.with(|readings| (t.unreadable_title)(readings.len()));
    let panels = move || {
        (0u32..)
            .zip(ui.readings.get())
            .map(|(place, reading)| view! { <ReadingPanel place reading eager=false t /> })
            .collect_view()
    };
    let previous = ui.report.with_untracked(Option::is_some);
    view! {
        <section class="panel bad">
            <h1>{title}</h1>
            <p>{t.unreadable_lead}</p>
            <div class="data-tools"><Steps add=true t /></div>
            {panels}
            <p class="actions">
                <button type="button" class="button primary" on:click=|_| choose_files()>{t.choose_other}</button>
                <button type="button" class="button" data-testid="retry" on:click=move |_| ui.retry()>{t.retry}</button>
                <button type="button" class="button" on:click=move |_| ui.close()>{t.start_over}</button>
            </p>
            {previous.then(|| view! { <p class="muted">{t.previous_below}</p> })}
        </section>
    }
    .into_any()
}
