//! What a person holds while the report under their hands is made anew: the control in focus, the place on the page.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The focused control, where it has an id, and how far the page was scrolled.
pub(super) struct Held {
    id: String,
    top: f64,
}

impl Held {
    /// As it is now.
    pub(super) fn now() -> Self {
        let id = document().active_element().map(|element| element.id()).unwrap_or_default();
        Held { id, top: window().scroll_y().unwrap_or_default() }
    }

    /// Puts both back once the new report stands; a control that is still there has kept the focus itself.
    pub(super) fn put_back(self) {
        request_animation_frame(move || {
            let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
            if lost && !self.id.is_empty() {
                focus(&self.id);
            }
            // Focusing scrolls, and so does a page that was shorter for a moment.
            window().scroll_to_with_x_and_y(0.0, self.top);
        });
    }
}

/// Puts the focus on the control of an id, where it is there.
pub(super) fn focus(id: &str) {
    let control = document().get_element_by_id(id);
    if let Some(control) = control.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Refused only where the element is gone.
        let _ = control.focus();
    }
}
