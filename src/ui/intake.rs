//! The empty page: one sentence, one place for a file, three samples.

use super::file_input::{choose_files, sealed};
use super::live::{flag, word};
use super::script::ScriptOffer;
use super::templates::Templates;
use super::{Sample, Ui};
use crate::i18n::Messages;
use leptos::html::Textarea;
use leptos::prelude::*;

/// The empty page.
#[component]
pub(super) fn Intake(t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let over = RwSignal::new(false);
    let shapes = t
        .shapes
        .iter()
        .map(|(columns, meaning)| view! { <li><code>{*columns}</code><span>{*meaning}</span></li> })
        .collect_view();
    let promise = t.promise.iter().map(|line| view! { <li>{*line}</li> }).collect_view();
    view! {
        <section class="intake">
            <h1>{t.intake_title}</h1>
            <p class="lead">{t.intake_lead}</p>
            <button
                type="button"
                class="drop"
                class:over=flag(move || over.get())
                prop:disabled=flag(move || !sealed(ui))
                on:click=move |_| choose_files()
                on:dragenter=move |_| over.set(true)
                on:dragleave=move |_| over.set(false)
                on:drop=move |_| over.set(false)
            >
                <span class="drop-title">
                    {word(move || if sealed(ui) { t.drop_title } else { t.drop_wait })}
                </span>
                <span class="muted">{t.drop_note}</span>
            </button>
            <p class="samples">
                {t.sample_lead}
                <span>
                    <SampleButton sample=Sample::Healthy name="healthy" text=t.sample_healthy />
                    {t.list_separator}
                </span>
                <SampleButton sample=Sample::Leaking name="leaking" text=t.sample_leaking />
                {t.sample_or}
                <SampleButton sample=Sample::Company name="company" text=t.sample_company />
            </p>
            <Paste t />
            <ul class="promise">{promise}</ul>
            <section class="shapes">
                <h2>{t.shapes_title}</h2>
                <ul>{shapes}</ul>
            </section>
            <Templates t />
            <ScriptOffer t file=None />
        </section>
    }
}

/// A sample, in words.
#[component]
fn SampleButton(sample: Sample, name: &'static str, text: &'static str) -> impl IntoView {
    let ui = expect_context::<Ui>();
    view! {
        <button
            type="button"
            class="link"
            data-testid="sample"
            data-sample=name
            prop:disabled=flag(move || !sealed(ui))
            on:click=move |_| ui.open_sample(sample)
        >
            {text}
        </button>
    }
}

/// A text field for those who would rather paste.
#[component]
fn Paste(t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let field = NodeRef::<Textarea>::new();
    let read = move |_| {
        let Some(text) = field.get_untracked().map(|field| field.value()) else { return };
        if !text.trim().is_empty() {
            ui.open_text(text);
        }
    };
    view! {
        <details class="paste">
            <summary data-testid="paste-open">{t.paste_instead}</summary>
            <label for="paste-field">{t.paste_label}</label>
            <textarea
                id="paste-field"
                node_ref=field
                rows="6"
                spellcheck="false"
                autocomplete="off"
                data-testid="paste"
                prop:disabled=flag(move || !sealed(ui))
            ></textarea>
            <button
                type="button"
                class="button"
                data-testid="paste-read"
                prop:disabled=flag(move || !sealed(ui))
                on:click=read
            >
                {t.paste_button}
            </button>
        </details>
    }
}
