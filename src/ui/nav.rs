//! The rail: the views as links, or one select where the screen is narrow.

use super::Ui;
use super::live::{flag, live, nothing};
use super::view::{View, go};
use crate::i18n::answers::word;
use crate::i18n::{Messages, messages};
use crate::rooms::ANSWERED;
use leptos::prelude::*;

/// A view's name; that of a question leads with its number.
fn name(t: &Messages, view: View) -> String {
    let name = match view {
        View::Overview => t.nav_overview,
        View::Nrr => t.nav_nrr,
        View::Groups => t.nav_groups,
        View::Economics => t.nav_economics,
        View::Diligence => t.nav_diligence,
        View::Definitions => t.nav_definitions,
        View::Question(place) => {
            let Some((id, _)) = ANSWERED.get(place) else { return String::new() };
            let name = word(t.lang, id).unwrap_or_default();
            return match id.strip_prefix('q') {
                Some(number) => format!("{number} {name}"),
                None => name.to_owned(),
            };
        }
        View::Guide => t.nav_guide,
        View::Data => t.nav_data,
    };
    name.to_owned()
}

/// The rail; there is none without a report.
#[component]
pub(super) fn Nav(shown: RwSignal<View>) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let choose = move |event| {
        let hash = event_target_value(&event);
        if let Some(view) = View::ALL.into_iter().find(|view| view.hash() == hash) {
            go(view);
        }
    };
    let reported = Memo::new(move |_| ui.report.with(Option::is_some));
    live(move || {
        let t = messages(ui.lang.get());
        if !reported.get() {
            return nothing();
        }
        {
            let links = View::ALL
                .into_iter()
                .map(|view| {
                    let current = move || (shown.get() == view).then_some("page");
                    view! { <li><a href=view.hash() aria-current=current>{name(t, view)}</a></li> }
                })
                .collect_view();
            let options = View::ALL
                .into_iter()
                .map(|view| {
                    view! {
                        <option value=view.hash() prop:selected=flag(move || shown.get() == view)>
                            {name(t, view)}
                        </option>
                    }
                })
                .collect_view();
            view! {
                <nav class="rail" aria-label=t.nav>
                    <ul class="rail-links">{links}</ul>
                    <select class="rail-select" aria-label=t.nav on:change=choose>{options}</select>
                </nav>
            }
            .into_any()
        }
    })
}
