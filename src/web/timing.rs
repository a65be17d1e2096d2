//! Clocks and turns of the event loop. The core has neither.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// Milliseconds since the page or worker began.
pub fn now() -> f64 {
    Reflect::get(&js_sys::global(), &"performance".into())
        .ok()
        .and_then(|p| p.dyn_into::<web_sys::Performance>().ok())
        .map_or(0.0, |p| p.now())
}

/// Notes a User Timing measure from `start` to `end` (milliseconds as [`now`] gives them).
pub fn measure(name: &str, start: f64, end: f64) {
    let Some(performance) = web_sys::window().and_then(|w| w.performance()) else { return };
    let span = Object::new();
    let set = |key: &str, value: f64| Reflect::set(&span, &key.into(), &value.into());
    // web-sys has no binding for a measure with times, and a missing measure is no reason to stop: it is
    // there for benchmarks.
    if set("start", start).is_ok()
        && set("end", end).is_ok()
        && let Ok(measure) = Reflect::get(&performance, &"measure".into())
        && let Ok(measure) = measure.dyn_into::<Function>()
    {
        measure.call2(&performance, &name.into(), &span).ok();
    }
}

/// Waits; works in the page and in the worker.
pub async fn sleep(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Ok(timer) = Reflect::get(&js_sys::global(), &"setTimeout".into())
            && let Ok(timer) = timer.dyn_into::<Function>()
        {
            timer.call2(&JsValue::UNDEFINED, &resolve, &milliseconds.into()).ok();
        }
    });
    JsFuture::from(promise).await.ok();
}

/// Waits until the browser has drawn what was changed before, or a moment in a hidden tab (which draws nothing).
pub async fn after_paint() {
    let promise = Promise::new(&mut |resolve, _| {
        let Some(window) = web_sys::window() else { return };
        let done: Function = resolve.unchecked_into();
        window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, 120).ok();
        let frame = Closure::once_into_js(move || {
            if let Some(window) = web_sys::window() {
                window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, 0).ok();
            }
        });
        window.request_animation_frame(frame.unchecked_ref()).ok();
    });
    JsFuture::from(promise).await.ok();
}
