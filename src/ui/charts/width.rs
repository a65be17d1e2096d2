//! The width of an element, kept up to date.

use crate::ui::Ui;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlElement, ResizeObserver};

/// Ends the observation when dropped.
struct Watch {
    observer: ResizeObserver,
    _measure: Closure<dyn FnMut()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// What fits between the margins of A4, the narrower of the two common sheets: 680 pixels at the four fifths of their size
/// that all is printed in (`app.css`).
const PAPER: f64 = 850.0;

/// The width of `host` in whole pixels; `None` until it is laid out. On paper, that of the sheet.
pub fn width_of(host: NodeRef<Div>) -> Signal<Option<f64>> {
    let ui = expect_context::<Ui>();
    let width = RwSignal::new(None);
    Effect::new(move |_| {
        let Some(element) = host.get() else { return };
        let element: HtmlElement = element.unchecked_into();
        let measured = element.clone();
        let measure = move || {
            let now = f64::from(measured.client_width());
            // A hidden element has no width; what was drawn may stay.
            if now > 0.0 && width.try_get_untracked().is_some_and(|old| old != Some(now)) {
                width.set(Some(now));
            }
        };
        measure();
        let measure = Closure::new(measure);
        if let Ok(observer) = ResizeObserver::new(measure.as_ref().unchecked_ref()) {
            observer.observe(&element);
            // Lives as long as this effect.
            StoredValue::new_local(Watch { observer, _measure: measure });
        }
    });
    Signal::derive(move || if ui.printing.get() { Some(PAPER) } else { width.get() })
}
