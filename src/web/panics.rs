//! A panic says where it happened, never what the data were.

use std::panic;

/// Reports panics on the console by place only: a message could hold a cell of someone's file.
pub fn report_panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line()));
        web_sys::console::error_1(&format!("ninefold stopped at {}", place.unwrap_or_default()).into());
    }));
}
