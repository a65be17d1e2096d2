//! Loads the engine, then closes the page to the network and makes sure that it is closed.

use super::timing::sleep;
use crate::seal::{Event, PROBE_MS, SEAL_POLICY, Step};
use js_sys::{Array, Function, Promise, Reflect, WebAssembly};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, SecurityPolicyViolationEvent, Window};

/// The engine in memory, behind a closed door.
pub struct Boot {
    /// The worker's script.
    pub script: String,
    /// The worker's compiled module; every worker gets it by message.
    pub module: WebAssembly::Module,
}

/// Why the page can't open a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BootError {
    /// The engine could not be fetched or compiled; the browser's words.
    Engine(String),
    /// The browser did not refuse the probe.
    NotSealed,
}

/// Waits for the engine, seals the page and proves it. `on_blocked` hears of every later
/// request that the browser refuses.
pub async fn boot(on_blocked: impl Fn() + 'static) -> Result<Boot, BootError> {
    let window = web_sys::window().ok_or(BootError::NotSealed)?;
    let document = window.document().ok_or(BootError::NotSealed)?;
    let engine = load_engine(&window).await.map_err(|e| BootError::Engine(words(&e)))?;
    page_loaded(&window, &document).await;

    let mut step = Step::Loading;
    step = step.after(if has_policy(&document) { Event::EngineCompiled } else { Event::NoPolicy });
    if step == Step::Compiled {
        append_seal(&document).map_err(|_| BootError::NotSealed)?;
        step = probe(&window, &document, step.after(Event::SealAppended)).await;
    }
    if step != Step::Sealed {
        return Err(BootError::NotSealed);
    }
    count_refusals(&document, on_blocked);
    Ok(engine)
}

/// Proves the seal again, for a page that comes back from the browser's cache.
pub async fn probe_again() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let Some(document) = window.document() else { return false };
    probe(&window, &document, Step::Sealed.again()).await == Step::Sealed
}

/// The engine that `www/boot.js` fetches and compiles while the page's own WebAssembly is still on its way.
async fn load_engine(window: &Window) -> Result<Boot, JsValue> {
    let loading: Promise = Reflect::get(window, &"ninefoldEngine".into())?.dyn_into()?;
    let engine: Array = JsFuture::from(loading).await?.dyn_into()?;
    Ok(Boot { script: engine.get(0).as_string().unwrap_or_default(), module: engine.get(1).dyn_into()? })
}

/// Waits until every style and picture of the page has arrived: after sealing nothing more can.
async fn page_loaded(window: &Window, document: &Document) {
    if document.ready_state() == "complete" {
        return;
    }
    let promise = Promise::new(&mut |resolve, _| {
        let options = web_sys::AddEventListenerOptions::new();
        options.set_once(true);
        window
            .add_event_listener_with_callback_and_add_event_listener_options(
                "load",
                resolve.unchecked_ref(),
                &options,
            )
            .ok();
    });
    JsFuture::from(promise).await.ok();
}

fn has_policy(document: &Document) -> bool {
    let selector = "meta[http-equiv='Content-Security-Policy']";
    let policy = document.query_selector(selector).ok().flatten().and_then(|m| m.get_attribute("content"));
    policy.is_some_and(|p| p.contains("default-src 'none'") && p.contains("worker-src blob:"))
}

fn append_seal(document: &Document) -> Result<(), JsValue> {
    let meta = document.create_element("meta")?;
    meta.set_attribute("http-equiv", "Content-Security-Policy")?;
    meta.set_attribute("content", SEAL_POLICY)?;
    document.head().ok_or(JsValue::NULL)?.append_child(&meta)?;
    Ok(())
}

/// Asks our own server for the page itself: the one request that would succeed if anything could.
async fn probe(window: &Window, document: &Document, sealing: Step) -> Step {
    let step = Rc::new(Cell::new(sealing));
    let wake: Rc<RefCell<Option<Function>>> = Rc::default();
    let note = {
        let (step, wake) = (Rc::clone(&step), Rc::clone(&wake));
        move |event: Event| {
            step.set(step.get().after(event));
            if matches!(step.get(), Step::Sealed | Step::Broken)
                && let Some(wake) = wake.borrow().as_ref()
            {
                wake.call0(&JsValue::UNDEFINED).ok();
            }
        }
    };
    let on_violation = {
        let note = note.clone();
        Closure::<dyn Fn(SecurityPolicyViolationEvent)>::new(move |e: SecurityPolicyViolationEvent| {
            if e.effective_directive() == "connect-src" {
                note(Event::Violation);
            }
        })
    };
    let violation = "securitypolicyviolation";
    document.add_event_listener_with_callback(violation, on_violation.as_ref().unchecked_ref()).ok();
    let settled = Promise::new(&mut |resolve, _| *wake.borrow_mut() = Some(resolve.unchecked_into()));
    let request = window.fetch_with_str("?probe");
    spawn_local({
        let note = note.clone();
        async move {
            let answered = JsFuture::from(request).await.is_ok();
            note(if answered { Event::ProbeAnswered } else { Event::ProbeRejected });
        }
    });
    spawn_local(async move {
        sleep(PROBE_MS).await;
        note(Event::TimedOut);
    });
    JsFuture::from(settled).await.ok();
    document.remove_event_listener_with_callback(violation, on_violation.as_ref().unchecked_ref()).ok();
    step.get()
}

/// Counts what the browser refuses from now on. The listener lives as long as the page.
fn count_refusals(document: &Document, on_blocked: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn(JsValue)>::new(move |_| on_blocked());
    document
        .add_event_listener_with_callback("securitypolicyviolation", listener.as_ref().unchecked_ref())
        .ok();
    listener.forget();
}

/// The browser's own words for an error.
pub(super) fn words(error: &JsValue) -> String {
    Reflect::get(error, &"message".into())
        .ok()
        .and_then(|m| m.as_string())
        .or_else(|| error.as_string())
        .unwrap_or_else(|| "unknown error".to_owned())
}
