//! Which view is shown and how it is set, kept in the address so that back and forward work and a link can be passed on.
//! What the address says: [`crate::address`].

use super::{Phase, Ui};
pub(super) use crate::address::View;
use crate::address::{Address, PAIR, default_window, place, reaches};
use crate::base::Month;
use crate::rooms::RATES;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;

/// The view that is seen, for what is only computed where someone looks.
#[derive(Clone, Copy)]
pub(super) struct Shown(pub RwSignal<View>);

/// Does something whenever a view comes to be seen: nobody waits for what nobody sees.
pub(super) fn when_shown(view: View, act: impl Fn() + 'static) {
    let Shown(shown) = expect_context::<Shown>();
    Effect::new(move || {
        if shown.get() == view {
            act();
        }
    });
}

/// The view the address names, and everything else it says, followed through back and forward; what a person chooses
/// comes into it.
pub(super) fn watch_address(ui: Ui) -> RwSignal<View> {
    let address = Address::parse(&hash());
    let view = RwSignal::new(address.view.unwrap_or(View::Overview));
    follow(ui, &address, false);
    let moves = RwSignal::new(0_u32);
    let listener = window_event_listener(ev::hashchange, move |_| {
        let address = Address::parse(&hash());
        let Some(next) = address.view else { return };
        follow(ui, &address, is_whole());
        if view.get_untracked() != next {
            view.set(next);
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        moves.update(|moves| *moves = moves.wrapping_add(1));
    });
    on_cleanup(move || listener.remove());
    prove_window(ui);
    Effect::new(move |before: Option<Option<String>>| {
        moves.track();
        let written = written(ui, view.get());
        if ui.report.with(Option::is_none) || ui.window_unproven.get() {
            return None;
        }
        let now = hash();
        // A link was followed of which the event has yet to come: it is not written over, but waited for.
        if Address::parse(&now).view.is_some_and(|next| next != view.get_untracked()) {
            return before.flatten();
        }
        // A choice is a step to go back to. What only puts an address right is none, nor what new files bring.
        let chosen = before.flatten().is_some_and(|before| before == now);
        if written != now || !is_whole() {
            write(&written, chosen && written != now);
        }
        Some(written)
    });
    view
}

/// Goes to a view, as a click on its link would.
pub(super) fn go(view: View) {
    // Setting a hash fails in no browser; the link beside it works without script.
    let _ = window().location().set_hash(view.hash());
}

fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Whether this page wrote the address: what it leaves out then stands at its default. What a link or a person leaves
/// out stays as it is.
fn is_whole() -> bool {
    window().history().and_then(|history| history.state()).is_ok_and(|state| state.is_truthy())
}

fn write(address: &str, step: bool) {
    let Ok(history) = window().history() else { return };
    // Refused only where a page is rewritten hundreds of times a minute; the view is there all the same.
    let _ = match step {
        true => history.push_state_with_url(&JsValue::TRUE, "", Some(address)),
        false => history.replace_state_with_url(&JsValue::TRUE, "", Some(address)),
    };
}

/// The address of a view as it is set.
fn written(ui: Ui, view: View) -> String {
    let address = Address {
        view: Some(view),
        window: Some(ui.settings.with(|settings| (settings.months, settings.to))),
        pair: Some(ui.compared.get()),
        by: ui.grouping.get().filter(|by| {
            ui.report.with(|report| report.as_ref().is_some_and(|r| place(&r.segmentations, by).is_some()))
        }),
        rate: Some(ui.group_rate.get()),
        choices: ui.settings.with(|settings| settings.choices.pairs()),
    };
    address.text()
}

/// Does what an address says. What it doesn't say is left as it is, or where it is `whole` put to its default.
fn follow(ui: Ui, address: &Address, whole: bool) {
    if let Some(window) = address.window.or_else(|| whole.then(default_window)) {
        take_window(ui, window);
    }
    take_choices(ui, address, whole);
    if address.view == Some(View::Definitions)
        && let Some(pair) = address.pair.or_else(|| whole.then_some(PAIR))
        && pair != ui.compared.get_untracked()
    {
        ui.compare(pair.0, pair.1);
    }
    if address.view == Some(View::Groups) {
        if address.by.is_some() || whole {
            ui.grouping.set(address.by.clone());
        }
        if let Some(rate) = address.rate.or_else(|| RATES.first().copied().filter(|_| whole)) {
            ui.group_rate.set(rate);
        }
    }
}

/// Sets what an address says of its view's question.
fn take_choices(ui: Ui, address: &Address, whole: bool) {
    let mut settings = ui.settings.get_untracked();
    for choice in address.view.into_iter().flat_map(View::choices) {
        let said = address.choices.iter().find(|(key, _)| key == choice.key).map(|(_, value)| value.as_str());
        if let Some(next) =
            said.or(whole.then_some("")).and_then(|text| choice.written(&settings.choices, text))
        {
            settings.choices = next;
        }
    }
    if settings == ui.settings.get_untracked() {
        return;
    }
    if ui.report.with_untracked(Option::is_some) {
        ui.recompute(settings);
    } else {
        ui.settings.set(settings);
    }
}

/// Sets the window: at once where there is a report whose data have it, else when there are files.
fn take_window(ui: Ui, window: (u32, Option<Month>)) {
    let mut settings = ui.settings.get_untracked();
    let span = ui.report.with_untracked(|report| report.as_ref().map(|report| report.span));
    let (months, to) = match span {
        Some(span) if !reaches(window, span) => default_window(),
        _ => window,
    };
    if (months, to) == (settings.months, settings.to) {
        return;
    }
    (settings.months, settings.to) = (months, to);
    if span.is_some() {
        ui.recompute(settings);
    } else {
        ui.settings.set(settings);
        ui.window_unproven.set(true);
    }
}

/// A window that was chosen before its files were read stands where they have it; else the usual one does.
fn prove_window(ui: Ui) {
    Effect::new(move || {
        let Some(span) = ui.report.with(|report| report.as_ref().map(|report| report.span)) else { return };
        if !ui.window_unproven.get() || ui.phase.get() != Phase::Done {
            return;
        }
        let mut settings = ui.settings.get_untracked();
        if !reaches((settings.months, settings.to), span) {
            (settings.months, settings.to) = default_window();
            ui.recompute(settings);
        }
        ui.window_unproven.set(false);
    });
}
