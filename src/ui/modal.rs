//! Modal dialogs: the browser keeps the focus in one, gives it back, and closes it on Esc.

use leptos::html::Dialog;
use leptos::prelude::*;

/// The dialog that stands open while something is so.
pub(super) fn modal(open: Signal<bool>) -> NodeRef<Dialog> {
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
    dialog
}
