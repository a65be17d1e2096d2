//! How far the reading is, and the way to stop it.

use super::Ui;
use super::charts::Fmt;
use crate::i18n::Messages;
use leptos::prelude::*;

/// Shown once a reading has lasted long enough to be noticed.
#[component]
pub(super) fn ProgressPanel(t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let fmt = Fmt::new(t.lang, None);
    let noticed = Memo::new(move |_| ui.progress.with(Option::is_some));
    let now = move || ui.progress.get().unwrap_or_default();
    let text = move || {
        let p = now();
        (t.progress)(&fmt.bytes(p.done), &fmt.bytes(p.total), &fmt.count(p.rows.max(0.0) as u64))
    };
    let name = ui.opening();
    let previous = ui.report.with_untracked(Option::is_some);
    view! {
        <Show when=move || noticed.get()>
            <section class="panel progress">
                <h1>{t.reading_title} " " <bdi>{name.clone()}</bdi></h1>
                <div class="progress-row">
                    <progress
                        aria-label=t.reading_title
                        max=move || now().total.max(1.0).to_string()
                        prop:value=move || now().done
                    ></progress>
                    <button type="button" class="button" data-testid="cancel" on:click=move |_| ui.cancel()>
                        {t.cancel}
                    </button>
                </div>
                <p class="muted figures">{text}</p>
                {previous.then(|| view! { <p class="muted">{t.previous_below}</p> })}
            </section>
        </Show>
    }
}
