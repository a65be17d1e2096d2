//! The fields of the dialog: one select for each thing a person may decide, and the repairs that may be switched off.

use super::Ui;
use super::live::{flag, live, nothing, text};
use crate::i18n::Messages;
use crate::i18n::diagnose::{Shell, told};
use crate::i18n::reading::{code_text, reading_texts, value_text};
use crate::read::{Code, Field, ReadOptions, Reading, foremost};
use leptos::prelude::*;

/// Header lines that can be chosen.
const HEADER_LINES: u64 = 40;

/// Said by the select for a delimiter that is none of the usual ones.
const OTHER: &str = "other";

/// Every field: in front what this file turns on as it was read last, the others behind a disclosure.
#[component]
pub(super) fn Fields(place: u32, draft: RwSignal<ReadOptions>, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    let first = ui.reading_of(place, |reading| draft.with_untracked(|draft| foremost(reading, draft)));
    let rest: Vec<Field> = Field::ALL.into_iter().filter(|field| !first.contains(field)).collect();
    let names = rest.iter().map(|field| (r.field)(*field)).collect::<Vec<_>>().join(t.list_separator);
    let group = |fields: Vec<Field>| {
        let fields = fields.into_iter().map(|field| match field {
            Field::Currency => view! { <Currency draft t /> }.into_any(),
            _ => view! { <Pick field draft t /> }.into_any(),
        });
        view! { <div class="picks">{fields.collect_view()}</div> }
    };
    view! {
        {group(first)}
        <details class="more-picks" data-testid="more-settings">
            <summary><span>{r.more}</span><span class="muted">{names}</span></summary>
            {group(rest)}
        </details>
    }
    .into_any()
}

/// "As found: comma": what the reader finds, or found before something else was told.
fn as_found(ui: Ui, t: &Messages, field: Field, told: bool) -> String {
    let r = reading_texts(t.lang);
    let of = |reading: &Reading| {
        let bare = field == Field::HeaderLine && reading.table.is_some();
        let mixed = || reading.diagnostics.iter().any(|d| d.code == Code::CurrencyMixed);
        match field {
            Field::Currency if mixed() => Some(t.currencies.to_owned()),
            _ => field.found(reading).or_else(|| bare.then(|| "0".to_owned())),
        }
    };
    let found = ui.preview.with(|preview| of(&preview.as_ref().filter(|_| !told)?.reading));
    let before = || ui.found_before(|options, reading| of(reading).filter(|_| field.told(options).is_none()));
    match found.or_else(|| before().filter(|_| told)) {
        Some(value) => (r.as_found_is)(&value_text(t, field, &value)),
        None if field == Field::Currency && ui.preview.with(Option::is_some) => t.not_stated.to_owned(),
        None => r.as_found.to_owned(),
    }
}

#[component]
fn Pick(field: Field, draft: RwSignal<ReadOptions>, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let r = reading_texts(t.lang);
    let told = move || draft.with(|draft| field.told(draft));
    let mut values: Vec<String> = match field {
        Field::HeaderLine => (0..=HEADER_LINES).map(|line| line.to_string()).collect(),
        _ => field.choices().into_iter().map(str::to_owned).collect(),
    };
    // A delimiter of one's own is typed beside the select; any other value that was told gets its line there.
    let usual = field.choices();
    let typed = field == Field::Delimiter;
    let unusual = move |value: &String| !usual.contains(&value.as_str());
    if let Some(value) = draft.with_untracked(|draft| field.told(draft))
        && !typed
        && !values.contains(&value)
    {
        values.push(value);
    }
    let typing =
        RwSignal::new(typed && draft.with_untracked(|draft| field.told(draft)).is_some_and(|v| unusual(&v)));
    let chosen = move |event| {
        let value = event_target_value(&event);
        let own = typed && value == OTHER;
        typing.set(own);
        if !own {
            draft.update(|draft| field.tell(draft, Some(&value)));
        }
    };
    let option = |value: String| {
        let name = value_text(t, field, &value);
        let this = value.clone();
        let is = flag(move || !typing.get() && told().as_ref() == Some(&this));
        view! { <option value=value prop:selected=is>{name}</option> }
    };
    let options = values.into_iter().map(option).collect_view();
    let none = flag(move || told().is_none() && !typing.get());
    let found = text(move || as_found(ui, t, field, told().is_some()));
    let own = live(move || {
        if !typing.get() {
            return nothing();
        }
        // An empty field says nothing yet: the one who empties it writes on.
        let typed = move |event| {
            let text = event_target_value(&event);
            if !text.is_empty() {
                draft.update(|draft| field.tell(draft, Some(&text)));
            }
        };
        view! {
            <input
                type="text"
                aria-label=r.delimiter_text
                data-testid="delimiter-text"
                maxlength="8"
                autocomplete="off"
                spellcheck="false"
                value=draft.with_untracked(|draft| field.told(draft))
                on:input=typed
            />
        }
        .into_any()
    });
    // Where everything is reset, the field for a delimiter goes too.
    Effect::new(move || {
        if draft.with(|draft| *draft == ReadOptions { name: draft.name.clone(), ..ReadOptions::default() }) {
            typing.set(false);
        }
    });
    let other = typed.then(|| {
        view! { <option value=OTHER prop:selected=flag(move || typing.get())>{r.other_delimiter}</option> }
    });
    view! {
        <div class="pick">
            <label>
                <span>{(r.field)(field)}</span>
                <select data-field=field.as_str() on:change=chosen>
                    <option value="" prop:selected=none>{found}</option>
                    {options}
                    {other}
                </select>
            </label>
            {own}
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
    let typed = move |event| draft.update(|draft| field.tell(draft, Some(&event_target_value(&event))));
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
                    placeholder=text(move || as_found(ui, t, field, false))
                    prop:value=text(move || draft.with(|draft| field.told(draft)).unwrap_or_default())
                    on:change=typed
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
        crate::base::sort(&mut codes);
        codes.dedup();
        codes
    });
    let label = move |code: Code| {
        let found = ui.preview.with(|preview| {
            let finding = preview.as_ref()?.reading.diagnostics.iter().find(|d| d.code == code)?;
            Some(told(t.lang, finding, Shell::Page).message)
        });
        found.unwrap_or_else(|| code_text(t, code))
    };
    let boxed = move |code: Code| {
        let on = flag(move || draft.with(|draft| !draft.without.contains(&code)));
        let flip = move |event| {
            let on = event_target_checked(&event);
            draft.update(|draft| {
                draft.without.retain(|other| *other != code);
                if !on {
                    draft.without.push(code);
                }
            });
        };
        view! {
            <label class="repair">
                <input type="checkbox" data-testid="repair" prop:checked=on on:change=flip />
                <span>{text(move || label(code))}</span>
            </label>
        }
    };
    live(move || {
        let codes = codes.get();
        if codes.is_empty() {
            return nothing();
        }
        view! {
            <fieldset class="repairs">
                <legend>{r.repairs}</legend>
                <p class="muted small">{r.repairs_note}</p>
                {codes.into_iter().map(boxed).collect_view()}
            </fieldset>
        }
        .into_any()
    })
    .into_any()
}
