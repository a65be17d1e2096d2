//! The page's entry.

#[cfg(target_arch = "wasm32")]
fn main() {
    ninefold::web::report_panics();
    ninefold::ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
