//! What the root element says about the page: language, theme, state.

use super::{Phase, Ui};
use crate::i18n::{Lang, Theme};
use leptos::prelude::*;

/// The language the browser prefers.
pub fn preferred_lang() -> Lang {
    window().navigator().language().map_or(Lang::En, |tag| Lang::from_tag(&tag))
}

/// The theme after this one.
pub(super) fn next_theme(theme: Theme) -> Theme {
    match theme {
        Theme::Auto => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::Auto,
    }
}

/// Keeps `lang`, `data-theme`, `data-paper` and `data-state` of `<html>` as the signals say.
pub(super) fn mark_root(ui: Ui, theme: RwSignal<Theme>) {
    let set = |name: &str, value: Option<&str>| {
        let Some(root) = document().document_element() else { return };
        // Neither call fails for these constant names.
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    };
    Effect::new(move || set("lang", Some(ui.lang.get().tag())));
    Effect::new(move || {
        set(
            "data-theme",
            match theme.get() {
                Theme::Auto => None,
                Theme::Light => Some("light"),
                Theme::Dark => Some("dark"),
            },
        );
    });
    Effect::new(move || set("data-paper", ui.full_paper.get().then_some("full")));
    Effect::new(move || {
        set(
            "data-state",
            Some(match ui.phase.get() {
                Phase::Loading => "loading",
                Phase::Sealed => "sealed",
                Phase::Reading => "reading",
                Phase::Asking => "asking",
                Phase::Done => "done",
                Phase::Failed => "failed",
            }),
        );
    });
}
