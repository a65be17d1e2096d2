//! The fields of the dialog: one select for each thing a person may decide, and the repairs that may be switched off.

use super::Ui;
use crate::i18n::Messages;
use crate::i18n::diagnose::{Shell, told};
use crate::i18n::reading::{reading_texts, repair_text, value_text};
use crate::read::{Code, Field, ReadOptions};
use leptos::prelude::*;

/// Header lines that can be chosen; a header further down is said on the command line.
const HEADER_LINES: u64 = 40;

/// Said by the select for a delimiter that is none of the usual ones.
const OTHER: &str = "other";

/// Every field.
#[component]
pub(super) fn Fields(draft: RwSignal<ReadOptions>, t: &'static Messages) -> impl IntoView {
    let fields = Field::ALL.into_iter().map(|field| match field {
        Field::Currency => view! { <Currency draft t /> }.into_any(),
        _ => view! { <Pick field draft t /> }.into_any(),
    });
    view! { <div class="picks">{fields.collect_view()}</div> }
}

/// "As found: comma", with the value where the reader looked for itself.
fn as_found(ui: Ui, t: &Messages, field: Field, told: bool) -> String {
    let r = reading_texts(t.lang);
    let found = ui.preview.with(|preview| preview.as_ref().and_then(|p| field.found(&p.reading)));
    let found = match field {
        Field::HeaderLine => found.or_else(|| {
            ui.preview.with(|p| p.as_ref().and_then(|p| p.reading.table).map(|_| "0".to_owned()))
        }),
        _ => found,
    };
    match found.filter(|_| !told) {
        Some(value) => (r.as_found_is)(&value_text(t, field, &value)),
        None => r.as_found.to_owned(),
    }
}

#[component]
fn Pick(field: Field, draft: RwSignal<ReadOptions>, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    let told = Memo::new(move |_| draft.with(|draft| field.told(draft)));
    let values: Vec<String> = match field {
        Field::HeaderLine => (0..=HEADER_LINES).map(|line| line.to_string()).collect(),
        _ => field.choices().into_iter().map(str::to_owned).collect(),
    };
    let known = StoredValue::new(values.clone());
    // A delimiter of one's own is typed beside the select.
    let typing = RwSignal::new(false);
    let other = Memo::new(move |_| {
        let unusual =
            told.with(|told| told.as_ref().is_some_and(|v| known.with_value(|all| !all.contains(v))));
        field == Field::Delimiter && (typing.get() || unusual)
    });
    let chosen = move |event| {
        let value = event_target_value(&event);
        let own = field == Field::Delimiter && value == OTHER;
        typing.set(own);
        if !own {
            draft.update(|draft| field.tell(draft, Some(value.as_str()).filter(|v| !v.is_empty())));
        }
    };
    let options = values
        .into_iter()
        .map(|value| {
            let name = value_text(t, field, &value);
            let this = value.clone();
            let is = move || !other.get() && told.with(|told| told.as_ref() == Some(&this));
            view! { <option value=value prop:selected=is>{name}</option> }
        })
        .collect_view();
    view! {
        <div class="pick">
            <label>
                <span>{(r.field)(field)}</span>
                <select data-field=field.as_str() on:change=chosen>
                    <option value="" prop:selected=move || told.with(Option::is_none) && !other.get()>
                        {move || as_found(ui, t, field, told.with(Option::is_some))}
                    </option>
                    {options}
                    {(field == Field::Delimiter).then(|| view! {
                        <option value=OTHER prop:selected=move || other.get()>{r.other_delimiter}</option>
                    })}
                </select>
            </label>
            <Show when=move || other.get()>
                <input
                    type="text"
                    aria-label=r.delimiter_text
                    data-testid="delimiter-text"
                    maxlength="8"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=move || told.get().unwrap_or_default()
                    on:input=move |event| {
                        typing.set(true);
                        let text = event_target_value(&event);
                        draft.update(|draft| field.tell(draft, Some(&text)));
                    }
                />
            </Show>
        </div>
    }
    .into_any()
}

/// The currency is typed: there are more than a list would help with.
#[component]
fn Currency(draft: RwSignal<ReadOptions>, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    let field = Field::Currency;
    let told = Memo::new(move |_| draft.with(|draft| field.told(draft)));
    view! {
        <div class="pick">
            <label>
                <span>{(r.field)(field)}</span>
                <input
                    type="text"
                    data-field=field.as_str()
                    maxlength="3"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=move || as_found(ui, t, field, false)
                    prop:value=move || told.get().unwrap_or_default()
                    on:change=move |event| {
                        let text = event_target_value(&event);
                        draft.update(|draft| field.tell(draft, Some(&text)));
                    }
                />
            </label>
        </div>
    }
    .into_any()
}

/// A box for every repair that was made or was switched off.
#[component]
pub(super) fn Repairs(draft: RwSignal<ReadOptions>, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    // Once seen, a repair keeps its box: it is the way back.
    let codes = Memo::new(move |before: Option<&Vec<Code>>| {
        let mut codes = before.cloned().unwrap_or_default();
        codes.extend(draft.with(|draft| draft.without.clone()));
        ui.preview.with(|preview| {
            let found = preview.iter().flat_map(|p| &p.reading.diagnostics);
            codes.extend(found.map(|d| d.code).filter(|code| code.is_repair()));
        });
        codes.sort_unstable();
        codes.dedup();
        codes
    });
    let label = move |code: Code| {
        let found = ui.preview.with(|preview| {
            let all = preview.as_ref()?;
            let finding = all.reading.diagnostics.iter().find(|d| d.code == code)?;
            Some(told(t.lang, finding, Shell::Page).message)
        });
        found.unwrap_or_else(|| repair_text(t, code))
    };
    let flip = move |code: Code, on: bool| {
        draft.update(|draft| {
            draft.without.retain(|other| *other != code);
            if !on {
                draft.without.push(code);
            }
        });
    };
    view! {
        <Show when=move || codes.with(|codes| !codes.is_empty())>
            <fieldset class="repairs">
                <legend>{r.repairs}</legend>
                <p class="muted small">{r.repairs_note}</p>
                <For each=move || codes.get() key=|code| *code let:code>
                    <label class="repair">
                        <input
                            type="checkbox"
                            data-testid="repair"
                            prop:checked=move || draft.with(|draft| !draft.without.contains(&code))
                            on:change=move |event| flip(code, event_target_checked(&event))
                        />
                        <span>{move || label(code)}</span>
                    </label>
                </For>
            </fieldset>
        </Show>
    }
    .into_any()
}
