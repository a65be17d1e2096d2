//! Days and stretches of days to choose: from one day to another, and those chosen, each of which can be taken back.

use super::held::focus;
use super::live::{live, nothing, text};
use crate::i18n::Lang;
use crate::i18n::answers::word;
use crate::i18n::charts::fill;
use leptos::prelude::*;

/// What is written into a choice, and what it is set to.
pub(super) type Write = StoredValue<Box<dyn Fn(String) -> bool + Send + Sync>>;

/// The control. `set` is the choice as it is written, `write` sets it and says whether it could; `id` is the first
/// day's, `told` that of what is said of it.
pub(super) fn days(
    lang: Lang,
    [id, told]: [String; 2],
    set: impl Fn() -> String + Copy + Send + Sync + 'static,
    write: Write,
) -> AnyView {
    let say = |key: &str| word(lang, key).unwrap_or_default();
    let [from, to] = [RwSignal::new(String::new()), RwSignal::new(String::new())];
    let add_id = format!("{id}-add");
    let add = move |_| {
        let (first, last) = (from.get_untracked(), to.get_untracked());
        let last = if last.is_empty() { first.clone() } else { last };
        let stretch = [set(), format!("{first}..{last}")].into_iter().filter(|part| !part.is_empty());
        if write.with_value(|write| write(stretch.collect::<Vec<_>>().join(","))) {
            from.set(String::new());
            to.set(String::new());
        }
    };
    let forget = say("days.remove");
    let first_day = id.clone();
    let chosen = live(move || {
        let all = set();
        let chip = |stretch: &str| {
            let (first, last) = stretch.split_once("..").unwrap_or((stretch, stretch));
            let name = if first == last { first.to_owned() } else { format!("{first} – {last}") };
            let label = fill(forget, &[("days", &name)]);
            let others: Vec<&str> = all.split(',').filter(|other| *other != stretch).collect();
            let others = others.join(",");
            let first_day = first_day.clone();
            let remove = move |_| {
                write.with_value(|write| write(others.clone()));
                // The button goes; whoever came to it by the keyboard stays near.
                focus(&first_day);
            };
            view! { <li>{name}<button type="button" class="quiet" aria-label=label on:click=remove>"×"</button></li> }
        };
        if all.is_empty() {
            return nothing();
        }
        view! { <ul class="chips">{all.split(',').map(chip).collect_view()}</ul> }.into_any()
    });
    let day = |id: Option<String>, label: &'static str, value: RwSignal<String>| {
        let changed = move |event| value.set(event_target_value(&event));
        view! {
            <input
                type="date"
                id=id
                aria-label=label
                aria-describedby=told.clone()
                prop:value=text(move || value.get())
                on:change=changed
            />
        }
    };
    view! {
        {chosen}
        <div class="days">
            {day(Some(id), say("days.from"), from)}
            <span class="until"><span class="muted" aria-hidden="true">"–"</span>{day(None, say("days.to"), to)}</span>
            <button type="button" class="button small" id=add_id on:click=add>{say("days.add")}</button>
        </div>
    }
    .into_any()
}
