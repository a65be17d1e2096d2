//! What is chosen of the operating measures, each beside the answer that it changes: the fields of a group of the table
//! of choices. What can't be is said at its field, and the report stays.

use super::Ui;
use super::days::{Write, days};
use super::live::{flag, text};
use crate::i18n::Lang;
use crate::i18n::answers::{choice_takes, choice_value, word};
use crate::i18n::charts::fill;
use crate::report::{CHOICES, Choice, ChoiceKind};
use leptos::prelude::*;

/// The fields.
pub(super) fn choice_fields(group: &str) -> AnyView {
    let ui = expect_context::<Ui>();
    // The room is made anew in every language.
    let lang = ui.lang.get_untracked();
    let fields: Vec<AnyView> =
        CHOICES.iter().filter(|choice| choice.group == group).map(|choice| field(ui, lang, choice)).collect();
    view! { <div class="choices">{fields}</div> }.into_any()
}

fn field(ui: Ui, lang: Lang, choice: &'static Choice) -> AnyView {
    let id = format!("choice-{}", choice.key);
    let told = format!("{id}-told");
    let wrong = RwSignal::new(false);
    let set = move || ui.settings.with(|settings| choice.text(&settings.choices));
    let write: Write = StoredValue::new(Box::new(move |text| {
        let mut settings = ui.settings.get_untracked();
        let written = choice.written(&settings.choices, &text);
        wrong.set(written.is_none());
        let could = written.is_some();
        if let Some(choices) = written {
            settings.choices = choices;
            ui.choose(settings);
        }
        could
    }));
    let changed = move |event| _ = write.with_value(|write| write(event_target_value(&event)));
    let takes = choice_takes(lang, choice);
    let expected = fill(word(lang, "takes.expected").unwrap_or_default(), &[("what", &takes)]);
    let invalid = flag(move || wrong.get());
    let fault = text(move || if wrong.get() { expected.clone() } else { String::new() });
    let (own, described) = (id.clone(), told.clone());
    let control = match choice.kind {
        ChoiceKind::OneOf(names) => {
            let option = |name: &'static str| {
                let is = flag(move || set() == name);
                view! { <option value=name prop:selected=is>{choice_value(lang, choice.key, name)}</option> }
            };
            let options = names.iter().copied().map(option).collect_view();
            view! { <select id=own on:change=changed>{options}</select> }.into_any()
        }
        ChoiceKind::Days => days(lang, [own, described], set, write),
        ChoiceKind::Renamed => view! {
            <textarea
                id=own
                rows="2"
                class:wrong=invalid
                placeholder=takes
                aria-describedby=described
                prop:value=text(set)
                on:change=changed
            ></textarea>
        }
        .into_any(),
        _ => view! {
            <input
                type="text"
                id=own
                class:wrong=invalid
                placeholder=takes
                autocomplete="off"
                aria-describedby=described
                prop:value=text(set)
                on:change=changed
            />
        }
        .into_any(),
    };
    let name = word(lang, &format!("choice.{}", choice.key)).unwrap_or_default();
    view! {
        <div class="choice-field">
            <label for=id>{name}</label>
            {control}
            <span class="fault small" id=told role="alert">{fault}</span>
        </div>
    }
    .into_any()
}
