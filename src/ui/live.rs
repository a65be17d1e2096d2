//! What follows signals, behind one type each: a closure of its own type is compiled into code of its own, which
//! costs a kilobyte and more of the page.

use leptos::prelude::*;

/// A view that follows signals.
pub(super) fn live(view: impl FnMut() -> AnyView + Send + 'static) -> Box<dyn FnMut() -> AnyView + Send> {
    Box::new(view)
}

/// A text that follows signals.
pub(super) fn text(words: impl FnMut() -> String + Send + 'static) -> Box<dyn FnMut() -> String + Send> {
    Box::new(words)
}

/// One of the texts of the page, in its language.
pub(super) fn word(
    words: impl FnMut() -> &'static str + Send + 'static,
) -> Box<dyn FnMut() -> &'static str + Send> {
    Box::new(words)
}

/// A yes or no that follows signals.
pub(super) fn flag(is: impl FnMut() -> bool + Send + 'static) -> Box<dyn FnMut() -> bool + Send> {
    Box::new(is)
}

/// No view.
pub(super) fn nothing() -> AnyView {
    ().into_any()
}
