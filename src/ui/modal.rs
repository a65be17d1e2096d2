//! Modal dialogs: the browser keeps the focus in one, gives it back, and closes it on Esc.

use super::Ui;
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// What a dialog is, beside what stands in it.
pub(super) struct Modal {
    /// Its name for tests and, with `-title` behind it, the id of its heading ([`head`]).
    pub name: &'static str,
    /// Its class.
    pub class: &'static str,
    /// Whether it stands open.
    pub open: Signal<bool>,
    /// Closes it.
    pub close: fn(Ui),
    /// Whether a click beside it closes it: where nothing would be lost with it.
    pub lightly: bool,
}

/// A dialog around a body.
pub(super) fn modal(ui: Ui, of: Modal, body: AnyView) -> AnyView {
    let Modal { name, class, open, close, lightly } = of;
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            // Refused only where the dialog is not in the page.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let closed = move |_| {
        if open.get_untracked() {
            close(ui);
        }
    };
    let beside = move |event: leptos::ev::MouseEvent| {
        let on = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        // What lies beside a dialog is the dialog itself, as its backdrop.
        if lightly && on.is_some_and(|element| element.tag_name() == "DIALOG") {
            close(ui);
        }
    };
    view! {
        <dialog class=class node_ref=dialog aria-labelledby=format!("{name}-title") data-testid=name on:close=closed on:click=beside>
            {body}
        </dialog>
    }
    .into_any()
}

/// The heading of the dialog of a name and its way out; `label` names that.
pub(super) fn head(ui: Ui, name: &'static str, title: String, label: &'static str, close: fn(Ui)) -> AnyView {
    view! {
        <header class="drawer-head">
            <h2 id=format!("{name}-title")><bdi>{title}</bdi></h2>
            <button type="button" class="quiet glyph" aria-label=label on:click=move |_| close(ui)>
                <span aria-hidden="true">"✕"</span>
            </button>
        </header>
    }
    .into_any()
}
