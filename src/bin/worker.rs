//! The worker's entry: the engine, listening to the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    ninefold::web::report_panics();
    ninefold::web::serve();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
