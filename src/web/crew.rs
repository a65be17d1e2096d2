//! Workers that a worker starts to read a large file with it: they take slices out of its way, or make the file's hash.

use super::slices::{SLICE, slice_end};
use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ErrorEvent, MessageEvent, Url, Worker};

/// Slices that one helper is asked for ahead of its answers.
const AHEAD: usize = 2;
/// Slices for each helper that may lie ahead of the reader.
const WINDOW: f64 = 4.0;

/// What a helper is asked to do, as the key of what it is told: with the place of the file.
pub(super) const SCOUT: &str = "scout";
/// The same: hash the file.
pub(super) const HASH: &str = "hash";

thread_local! {
    /// The helpers at work; `None` once they were stopped.
    static HELPERS: RefCell<Option<Vec<Worker>>> = const { RefCell::new(Some(Vec::new())) };
}

/// Ends this worker's helpers for good; this one is ended from outside a moment later. Were it ended with them, some would
/// outlive it: Chromium leaves those behind that start or answer just then.
pub(super) fn stop() {
    for helper in HELPERS.take().into_iter().flatten() {
        helper.terminate();
    }
}

/// Goes on but where this worker's helpers were stopped: then never.
pub(super) async fn unless_stopped() {
    if HELPERS.with_borrow(Option::is_none) {
        std::future::pending::<()>().await;
    }
}

/// A worker that is ended when dropped.
pub(super) struct Helper {
    worker: Worker,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
}

impl Drop for Helper {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
        HELPERS.with_borrow_mut(|helpers| {
            helpers.iter_mut().for_each(|helpers| helpers.retain(|helper| *helper != self.worker));
        });
    }
}

impl Helper {
    /// Starts a worker of this one's script and module, and tells it what to do. `hear` gets its answers; `None` says
    /// that it broke.
    pub(super) fn start(
        errand: &JsValue,
        hear: impl Fn(&Worker, Option<JsValue>) + 'static,
    ) -> Result<Self, JsValue> {
        let script = Reflect::get(&js_sys::global(), &"script".into())?;
        let url = Url::create_object_url_with_blob(script.unchecked_ref::<Blob>())?;
        let worker = Worker::new(&url)?;
        let hear = Rc::new(hear);
        let on_message = {
            let (worker, hear, errand) = (worker.clone(), Rc::clone(&hear), errand.clone());
            let url = RefCell::new(Some(url));
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                // The first thing it says is that it listens.
                if let Some(url) = url.borrow_mut().take() {
                    Url::revoke_object_url(&url).ok();
                    worker.post_message(&errand).ok();
                } else {
                    hear(&worker, Some(event.data()));
                }
            })
        };
        let on_error = {
            let worker = worker.clone();
            Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
                event.prevent_default();
                hear(&worker, None);
            })
        };
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let birth = Object::new();
        Reflect::set(&birth, &"module".into(), &wasm_bindgen::module())?;
        Reflect::set(&birth, &"script".into(), &script)?;
        worker.post_message(&birth)?;
        HELPERS
            .with_borrow_mut(|helpers| helpers.iter_mut().for_each(|helpers| helpers.push(worker.clone())));
        Ok(Helper { worker, _on_message: on_message, _on_error: on_error })
    }
}

/// The helpers that read one file.
pub(super) struct Crew {
    work: Rc<RefCell<Work>>,
    _helpers: Vec<Helper>,
}

#[derive(Default)]
struct Work {
    size: f64,
    /// Helpers at work, and the slices that each owes.
    ready: Vec<(Worker, Vec<f64>)>,
    /// Where the first slice begins that none was asked for.
    next: f64,
    /// Where the reader is.
    at: f64,
    helpers: f64,
    /// What came back, by where it begins.
    parts: Vec<(f64, Uint8Array)>,
    /// Wakes the reader.
    wake: Option<Function>,
}

impl Work {
    /// Asks for slices as far as there may be some ahead.
    fn ask(&mut self) {
        let Work { size, ready, next, at, helpers, .. } = self;
        while *next < *size && *next < *at + WINDOW * *helpers * SLICE {
            // The one that owes least.
            let Some((worker, owed)) = ready.iter_mut().min_by_key(|(_, owed)| owed.len()) else { return };
            if owed.len() >= AHEAD || worker.post_message(&(*next).into()).is_err() {
                return;
            }
            owed.push(*next);
            *next = slice_end(*next, *size);
        }
    }

    /// Takes what a helper says.
    fn hear(&mut self, worker: &Worker, said: Option<JsValue>) {
        let place = self.ready.iter().position(|(other, _)| other == worker);
        let is_ready = said.as_ref().and_then(JsValue::as_bool);
        match (place, said.and_then(|said| said.dyn_into::<Uint8Array>().ok())) {
            (None, None) if is_ready == Some(true) => self.ready.push((worker.clone(), Vec::new())),
            (Some(place), Some(part)) => {
                if let Some((_, owed)) = self.ready.get_mut(place)
                    && !owed.is_empty()
                {
                    self.parts.push((owed.remove(0), part));
                }
            }
            // It can't help, or broke: what it owes is read by the reader itself.
            (Some(place), None) => {
                let (_, owed) = self.ready.remove(place);
                owed.into_iter().for_each(|start| self.parts.push((start, Uint8Array::new_with_length(0))));
            }
            (None, _) => {}
        }
        self.ask();
        if let Some(wake) = self.wake.take() {
            wake.call0(&JsValue::UNDEFINED).ok();
        }
    }
}

impl Crew {
    /// Starts so many helpers.
    pub(super) fn start(helpers: u32, errand: &JsValue, size: f64) -> Result<Self, JsValue> {
        let work = Work { size, helpers: f64::from(helpers), ..Work::default() };
        let work = Rc::new(RefCell::new(work));
        let helper = |_| {
            let work = Rc::clone(&work);
            Helper::start(errand, move |worker, said| work.borrow_mut().hear(worker, said))
        };
        let helpers = (0..helpers).map(helper).collect::<Result<_, _>>()?;
        Ok(Crew { work, _helpers: helpers })
    }

    /// What a helper found in the slice from `at` on; `None` where none was asked for it, and none will be.
    pub(super) async fn part(&self, at: f64) -> Option<Vec<u8>> {
        loop {
            let waiting = {
                let mut work = self.work.borrow_mut();
                work.at = at;
                if work.next <= at {
                    work.next = slice_end(at, work.size);
                    work.ask();
                    return None;
                }
                if let Some(place) = work.parts.iter().position(|(start, _)| *start == at) {
                    work.ask();
                    return Some(work.parts.swap_remove(place).1.to_vec());
                }
                Promise::new(&mut |resolve, _| work.wake = Some(resolve.unchecked_into()))
            };
            JsFuture::from(waiting).await.ok();
        }
    }
}
