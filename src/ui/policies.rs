//! The policies in force as switches, each with what it would change; presets; and the way back.

use super::Ui;
use super::live::{flag, live, nothing, text};
use super::room::setting;
use super::state::Counting;
use super::view::{View, when_shown};
use crate::i18n::charts::fill;
use crate::i18n::rooms::definitions::DefinitionsTexts;
use crate::i18n::{Messages, messages};
use crate::report::{Effect as Changes, POLICIES, POLICY_CHOICES, PolicyChoice, Preset, Settings};
use crate::rooms::Setting;
use crate::tables::Policies;
use leptos::prelude::*;

/// What a policy decides and what a value of it says.
fn words(t: &Messages, texts: &DefinitionsTexts, policy: &str, value: &str) -> (String, String) {
    match ((t.policy)(policy, value), value.parse()) {
        (Some((subject, rule)), _) => (subject.to_owned(), rule.to_owned()),
        (None, Ok(months)) if policy == "lifetime_cap" => (texts.lifetime_cap.to_owned(), (t.months)(months)),
        (None, Ok(days)) if policy == "trial_window" => {
            (texts.trial_window.to_owned(), fill(texts.days, &[("n", &days.to_string())]))
        }
        (None, Ok(0)) => (t.policy_gap.to_owned(), texts.gap_none.to_owned()),
        (None, Ok(months)) => (t.policy_gap.to_owned(), (t.months)(months)),
        (None, Err(_)) => (policy.to_owned(), value.to_owned()),
    }
}

/// The settings with one policy set otherwise.
fn with(mut settings: Settings, set: fn(&mut Policies)) -> Settings {
    set(&mut settings.policies);
    settings
}

/// Takes the last choice back.
#[component]
fn Undo(id: &'static str, texts: &'static DefinitionsTexts) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let none = flag(move || ui.settings_before.with(Vec::is_empty));
    view! {
        <button type="button" id=id data-testid=id class="button" disabled=none on:click=move |_| ui.unchoose()>
            {texts.undo}
        </button>
    }
    .into_any()
}

/// The settings that a preset makes of those in force.
fn preset_settings(settings: Settings, preset: &Preset) -> Settings {
    let settings = Settings { months: preset.months, ..settings };
    let named = |(policy, value): &(String, String)| {
        POLICY_CHOICES.into_iter().find(|choice| choice.0 == policy && choice.1 == value)
    };
    preset.policies.iter().filter_map(named).fold(settings, |settings, choice| with(settings, choice.2))
}

/// A preset to use.
#[component]
pub(super) fn PresetSlot() -> impl IntoView {
    let ui = expect_context::<Ui>();
    // The room is made anew with every report and in every language.
    let report = ui.report.get_untracked().filter(|report| !report.presets.is_empty());
    let Some(report) = report else { return nothing() };
    let t = messages(ui.lang.get_untracked());
    let texts = DefinitionsTexts::of(t.lang);
    let options = report.presets.iter().enumerate().map(|(place, preset)| {
        let is = flag(move || ui.preset.get() == place);
        view! { <option value=place.to_string() prop:selected=is>{preset.name.clone()}</option> }
    });
    let options = options.collect_view();
    let looks = move |event| ui.preset.set(event_target_value(&event).parse().unwrap_or_default());
    let presets = StoredValue::new(report.presets.clone());
    let wanted = move || {
        let preset = presets.with_value(|all| all.get(ui.preset.get()).cloned())?;
        Some((preset_settings(ui.settings.get(), &preset), preset))
    };
    let in_force = move || wanted().is_none_or(|(settings, _)| settings == ui.settings.get());
    let sets = text(move || {
        let Some((_, preset)) = wanted().filter(|_| !in_force()) else {
            return texts.preset_in_force.to_owned();
        };
        let mut said = vec![fill(texts.preset_sets, &[("months", &(t.months)(preset.months))])];
        said.extend(preset.policies.iter().map(|(policy, value)| {
            let (subject, rule) = words(t, texts, policy, value);
            format!("{subject}: {rule}")
        }));
        said.join(" · ")
    });
    let uses = move |_| {
        if let Some((settings, _)) = wanted() {
            ui.choose(settings);
        }
    };
    view! {
        <div class="choices">
            <label class="choice">
                <span>{texts.preset_label}</span>
                <select id="preset" data-testid="preset" on:change=looks>{options}</select>
            </label>
            <button
                type="button"
                id="preset-use"
                data-testid="preset-use"
                class="button"
                disabled=flag(in_force)
                on:click=uses
            >
                {texts.preset_use}
            </button>
            <Undo id="preset-undo" texts />
        </div>
        <p class="muted small">{sets}</p>
    }
    .into_any()
}

/// One of the figures of an effect.
fn change(s: &Setting, change: Option<f64>) -> String {
    change.map(|points| s.points(points)).unwrap_or_default()
}

/// What is said of an effect beside its figures.
fn remark(s: &Setting, texts: &DefinitionsTexts, effect: &Changes) -> String {
    let moved = |change: Option<f64>| change.is_some_and(|change| change != 0.0);
    let all = moved(effect.nrr) || moved(effect.grr) || moved(effect.logo);
    let mut said = Vec::new();
    if !all && moved(effect.nrr_lazy) {
        said.push(fill(texts.lazy_note, &[("points", &change(s, effect.nrr_lazy))]));
    }
    if let Some(own) = effect.own.filter(|own| *own != 0.0) {
        said.push(match effect.policy.as_str() {
            "lifetime_cap" => fill(texts.lifetime_moved, &[("change", &s.signed_percent(own))]),
            _ => fill(texts.trial_moved, &[("change", &s.points(own))]),
        });
    }
    if let Some(window) = effect.window.filter(|window| effect.applicable && Some(*window) != s.report.window)
    {
        let (from, to) = (s.figures.month(window.from), s.figures.month(window.to));
        said.push(fill(texts.other_window, &[("from", &from), ("to", &to)]));
    }
    if said.is_empty() && effect.applicable && !all {
        said.push(texts.no_effect.to_owned());
    }
    said.join(" · ")
}

/// A value of a policy: a switch, and what it would change.
fn choice(ui: Ui, t: &'static Messages, s: &Setting, (policy, value, set): PolicyChoice) -> AnyView {
    let texts = DefinitionsTexts::of(t.lang);
    let told = move || {
        let is = |effect: &&Changes| effect.policy == policy && effect.value == value;
        ui.effects.with(|effects| effects.told.iter().find(is).cloned())
    };
    let chosen = Memo::new(move |_| ui.settings.with(|all| with(all.clone(), set) == *all));
    let barred = flag(move || !chosen.get() && told().is_some_and(|effect| !effect.applicable));
    let of = |figure: fn(&Changes) -> Option<f64>| {
        let s = s.clone();
        text(move || {
            // What moves another figure alone says so in its remark.
            let told = told().filter(|told| !chosen.get() && told.own.is_none());
            told.map(|effect| change(&s, figure(&effect))).unwrap_or_default()
        })
    };
    let rates = s.rate_heads().into_iter().zip([of(|e| e.nrr), of(|e| e.grr), of(|e| e.logo)]);
    // On a phone, where no head stands above, each says its own.
    let rates =
        rates.map(|(name, text)| view! { <td class="figures" data-name=name>{text}</td> }).collect_view();
    let remarks = s.clone();
    let remark = text(move || match (chosen.get(), told()) {
        (true, _) => texts.in_force.to_owned(),
        (false, Some(effect)) => remark(&remarks, texts, &effect),
        (false, None) => String::new(),
    });
    let id = format!("policy-{policy}-{value}");
    let choose = move |_| ui.choose(with(ui.settings.get_untracked(), set));
    view! {
        <tr data-policy=policy data-value=value class:chosen=flag(move || chosen.get())>
            <th scope="row">
                <label class="switch">
                    <input
                        type="radio"
                        id=id
                        name=format!("policy-{policy}")
                        prop:checked=flag(move || chosen.get())
                        disabled=barred
                        on:change=choose
                    />
                    <span>{words(t, texts, policy, value).1}</span>
                </label>
            </th>
            {rates}
            <td class="muted">{remark}</td>
        </tr>
    }
    .into_any()
}

/// The policies.
#[component]
pub(super) fn PolicySlot() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let Some(report) = ui.report.get_untracked() else { return nothing() };
    let t = messages(ui.lang.get_untracked());
    let texts = DefinitionsTexts::of(t.lang);
    when_shown(View::Definitions, move || {
        if ui.effects.with(|effects| effects.counting == Counting::Idle) {
            ui.count_effects();
        }
    });
    let s = setting(report, t);
    let rates =
        s.rate_heads().map(|name| view! { <th scope="col" class="figures">{name}</th> }).collect_view();
    let policy = |policy: &'static str| {
        let values = || POLICY_CHOICES.into_iter().filter(move |choice| choice.0 == policy);
        let subject = values().next().map(|choice| words(t, texts, policy, choice.1).0);
        // Said where none of its values but the one in force could change anything.
        let cannot = text(move || {
            let none = ui.effects.with(|effects| {
                let mut of = effects.told.iter().filter(|e| e.policy == policy && !e.in_force).peekable();
                of.peek().is_some() && of.all(|effect| !effect.applicable)
            });
            if none { (texts.cannot)(policy).to_owned() } else { String::new() }
        });
        let rows = values().map(|of| choice(ui, t, &s, of)).collect_view();
        view! {
            <tbody>
                <tr class="subject">
                    <th colspan="5" scope="rowgroup">
                        <p>{subject} " " <span class="muted">{cannot}</span></p>
                    </th>
                </tr>
                {rows}
            </tbody>
        }
    };
    let policies = POLICIES.map(policy).collect_view();
    let counting = live(move || {
        match ui.effects.with(|effects| effects.counting) {
        Counting::Running => view! {
            <span role="status">{texts.counting}</span>
            <button type="button" id="effects-stop" class="button" on:click=move |_| ui.stop_effects()>{texts.stop}</button>
        }
        .into_any(),
        Counting::Idle | Counting::Stopped => view! {
            <span class="muted">{texts.stopped}</span>
            <button type="button" id="effects-count" class="button" on:click=move |_| ui.count_effects()>{texts.count}</button>
        }
        .into_any(),
        Counting::Done => nothing(),
    }
    });
    view! {
        <div class="choices"><Undo id="policy-undo" texts /> {counting}</div>
        <div class="scroll" tabindex="0" role="region" aria-label=texts.policies data-testid="policies">
            <table class="table policies">
                <thead>
                    <tr>
                        <th scope="col">{texts.col_choice}</th>
                        {rates}
                        <td></td>
                    </tr>
                </thead>
                {policies}
            </table>
        </div>
    }
    .into_any()
}
