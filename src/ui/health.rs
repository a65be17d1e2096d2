//! What the health score is made of: the profile, its weights, the bands, each measure's cut-offs, whether rules change
//! colours.

use super::Ui;
use super::live::flag;
use crate::i18n::answers::word;
use crate::report::{HealthProfile, Measure, Profile, Settings};
use leptos::prelude::*;

/// A number that a person may change: its id, its label, its largest value, and how it is read and set.
struct Number {
    id: String,
    label: String,
    most: u16,
    get: fn(&HealthProfile, usize) -> u16,
    set: fn(&mut HealthProfile, usize, u16),
    place: usize,
}

/// The controls; a change makes the report anew.
#[component]
pub(super) fn HealthControl() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let lang = ui.lang.get_untracked();
    let text = move |id: &str| word(lang, id).unwrap_or_default();
    let change = move |with: &dyn Fn(&mut HealthProfile)| {
        let mut settings: Settings = ui.settings.get_untracked();
        with(&mut settings.health);
        ui.recompute(settings);
    };
    let profile = move |health: &HealthProfile| health.profile;
    let chosen = move |of: Profile| flag(move || ui.settings.with(|s| profile(&s.health)) == of);
    let choose = move |event| {
        let of = if event_target_value(&event) == "b" { Profile::B } else { Profile::A };
        change(&|health| {
            let HealthProfile { overrides, key_accounts, .. } = *health;
            *health = HealthProfile { overrides, key_accounts, ..HealthProfile::of(of) };
        });
    };
    let key = move |of: Option<Profile>| flag(move || ui.settings.with(|s| s.health.key_accounts) == of);
    let choose_key = move |event| {
        let of = match event_target_value(&event).as_str() {
            "a" => Some(Profile::A),
            "b" => Some(Profile::B),
            _ => None,
        };
        change(&|health| health.key_accounts = of);
    };
    let number = move |number: Number| {
        let Number { id, label, most, get, set, place } = number;
        let value = move || ui.settings.with(|s| get(&s.health, place)).to_string();
        let changed = move |event| {
            let Ok(n) = event_target_value(&event).parse::<u16>() else { return };
            change(&|health| set(health, place, n.min(most)));
        };
        view! {
            <label class="choice">
                {label} " "
                <input
                    type="number"
                    min="0"
                    max=most.to_string()
                    data-testid=id
                    prop:value=value
                    on:change=changed
                />
            </label>
        }
        .into_any()
    };
    let limit = move |place: usize, label: &str| {
        number(Number {
            id: format!("health-band-{place}"),
            label: text(label).to_owned(),
            most: 100,
            get: |health, place| health.bands.get(place).copied().unwrap_or_default().into(),
            set: |health, place, n| health.set_band(place, n),
            place,
        })
    };
    let cut = move |(measure, place): (Measure, usize)| {
        let turn = measure.turns().get(place).copied().unwrap_or_default();
        let label = match place {
            0 => format!("{}: {}", text(&format!("word.{}", measure.name())), text(turn)),
            _ => text(turn).to_owned(),
        };
        number(Number {
            id: format!("health-cut-{}-{place}", measure.name()),
            label,
            most: measure.most(),
            get: |health, at| health.cuts.as_flattened().get(at).copied().unwrap_or_default(),
            set: |health, at, n| {
                if let Some(measure) = Measure::ALL.get(at / 2) {
                    health.set_cut(*measure, at % 2, n);
                }
            },
            place: 2 * measure as usize + place,
        })
    };
    let cuts =
        Measure::ALL.into_iter().map(|measure| view! { <div>{[0, 1].map(|at| cut((measure, at)))}</div> });
    let cuts = cuts.collect_view();
    let weight = move |measure: Measure| {
        number(Number {
            id: format!("health-weight-{}", measure.name()),
            label: text(&format!("word.{}", measure.name())).to_owned(),
            most: HealthProfile::MOST,
            get: |health, place| health.weights.get(place).copied().unwrap_or_default(),
            set: |health, place, n| {
                if let Some(weight) = health.weights.get_mut(place) {
                    *weight = n;
                }
            },
            place: measure as usize,
        })
    };
    let weights = Measure::ALL.into_iter().map(weight).collect_view();
    let rules = flag(move || ui.settings.with(|s| s.health.overrides));
    let reset = move |_| change(&|health| *health = HealthProfile::of(health.profile));
    view! {
        <div class="choices">
            <label class="choice">
                {text("q4.control")} " "
                <select data-testid="health-profile" on:change=choose>
                    <option value="a" prop:selected=chosen(Profile::A)>{text("q4.control.a")}</option>
                    <option value="b" prop:selected=chosen(Profile::B)>{text("q4.control.b")}</option>
                </select>
            </label>
            <label class="choice">
                {text("choice.key_accounts")} " "
                <select data-testid="health-key-accounts" on:change=choose_key>
                    <option value="" prop:selected=key(None)>{text("q4.control.same")}</option>
                    <option value="a" prop:selected=key(Some(Profile::A))>{text("q4.control.a")}</option>
                    <option value="b" prop:selected=key(Some(Profile::B))>{text("q4.control.b")}</option>
                </select>
            </label>
            {limit(0, "q4.control.red_to")} {limit(1, "q4.control.yellow_to")}
            <label class="choice">
                <input
                    type="checkbox"
                    data-testid="health-overrides"
                    prop:checked=rules
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        change(&|health| health.overrides = on);
                    }
                />
                " " {text("q4.control.overrides")}
            </label>
            <button type="button" class="button small" data-testid="health-reset" on:click=reset>
                {text("q4.control.reset")}
            </button>
        </div>
        <details class="fold">
            <summary><span class="fold-title">{text("q4.control.weights")}</span></summary>
            <div class="choices">{weights}</div>
        </details>
        <details class="fold">
            <summary><span class="fold-title">{text("q4.control.cuts")}</span></summary>
            <p class="muted">{text("q4.control.cuts_note")}</p>
            <div class="choices">{cuts}</div>
        </details>
    }
    .into_any()
}
