//! One worker: made from a blob, so that it inherits the sealed page's policy, and handed the compiled module.

use super::Boot;
use super::boot::words;
use super::message::from_js;
use super::timing::sleep;
use crate::protocol::{FromWorker, STOP, ToWorker};
use crate::report::Report;
use js_sys::{Array, Object, Reflect};
use serde::Serialize as _;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, ErrorEvent, File, MessageEvent, Url, Worker};

/// Before the generated script: report what breaks in the form of a [`FromWorker::Failed`].
const BEFORE: &str = "let engine;const broke=e=>self.postMessage({failed:{job:0,error:{crashed:\
    {detail:String(e&&e.message||e),held:engine?engine.memory.buffer.byteLength:0}}}});\
    self.addEventListener('unhandledrejection',e=>broke(e.reason));\
    self.addEventListener('error',e=>{e.preventDefault();broke(e)});\n";

/// After it: the first message is the compiled module, the script itself for workers that this one may start, and
/// whether to grow warm; the wasm then takes over `onmessage` and says it is ready.
const AFTER: &str = "\nself.onmessage=e=>{self.onmessage=null;self.script=e.data.script;self.warm=e.data.warm;\
    wasm_bindgen({module_or_path:e.data.module}).then(x=>{engine=x});};\n";

/// How long a worker that reads has to end those it has started: many times what a slice of a file takes (milliseconds).
const STOPPING: i32 = 400;

/// What comes from a worker.
pub(super) enum Heard {
    /// A message.
    Message(Box<FromWorker>),
    /// It broke; the browser's words.
    Broken(String),
}

/// A worker that is ended when dropped. Messages wait until it says it is ready.
pub(super) struct Link {
    worker: Worker,
    outbox: Rc<RefCell<Outbox>>,
    /// It was told to read, which it may have started others for.
    reads: Cell<bool>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
}

struct Outbox {
    ready: bool,
    waiting: Vec<JsValue>,
    /// Address of the script; given back once the worker has it.
    address: String,
}

impl Outbox {
    fn give_back_address(&mut self) {
        if !self.address.is_empty() {
            Url::revoke_object_url(&std::mem::take(&mut self.address)).ok();
        }
    }
}

impl Link {
    /// Starts a worker; `hear` gets everything it says but its readiness. `warm` has it run through its work until it is
    /// asked for something.
    pub(super) fn start(boot: &Boot, warm: bool, hear: impl Fn(Heard) + 'static) -> Result<Self, JsValue> {
        let parts = Array::of3(&BEFORE.into(), &boot.script.as_str().into(), &AFTER.into());
        let options = BlobPropertyBag::new();
        options.set_type("text/javascript");
        let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
        let url = Url::create_object_url_with_blob(&blob)?;
        let worker = Worker::new(&url)?;

        let outbox = Rc::new(RefCell::new(Outbox { ready: false, waiting: Vec::new(), address: url }));
        let hear = Rc::new(hear);
        let on_message = {
            let (outbox, worker, hear) = (Rc::clone(&outbox), worker.clone(), Rc::clone(&hear));
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                match from_js::<FromWorker>(event.data()) {
                    Ok(FromWorker::Ready { .. }) => {
                        let mut outbox = outbox.borrow_mut();
                        outbox.ready = true;
                        outbox.give_back_address();
                        for message in outbox.waiting.drain(..) {
                            worker.post_message(&message).ok();
                        }
                    }
                    Ok(message) => hear(Heard::Message(Box::new(message))),
                    Err(error) => hear(Heard::Broken(words(&error))),
                }
            })
        };
        let on_error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
            event.prevent_default();
            hear(Heard::Broken(event.message()));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let birth = Object::new();
        Reflect::set(&birth, &"module".into(), &boot.module)?;
        Reflect::set(&birth, &"script".into(), &blob)?;
        Reflect::set(&birth, &"warm".into(), &warm.into())?;
        worker.post_message(&birth)?;
        Ok(Link { worker, outbox, reads: Cell::new(false), _on_message: on_message, _on_error: on_error })
    }

    /// Sends a message, with the files that go with it.
    pub(super) fn send(&self, message: &ToWorker, files: &[File]) -> Result<(), JsValue> {
        self.reads.set(self.reads.get() || matches!(message, ToWorker::Read { .. }));
        let envelope = Object::new();
        let serializer = serde_wasm_bindgen::Serializer::json_compatible();
        let message = message.serialize(&serializer).map_err(JsValue::from)?;
        Reflect::set(&envelope, &"message".into(), &message)?;
        Reflect::set(&envelope, &"files".into(), &files.iter().collect::<Array>())?;
        let mut outbox = self.outbox.borrow_mut();
        if outbox.ready {
            self.worker.post_message(&envelope)
        } else {
            outbox.waiting.push(envelope.into());
            Ok(())
        }
    }
}

/// A report from its JSON, by the code that reads messages anyway.
pub fn report_of(json: &str) -> Result<Report, JsValue> {
    from_js(js_sys::JSON::parse(json)?)
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        let worker = self.worker.clone();
        if self.reads.get() && self.outbox.borrow().ready {
            worker.post_message(&STOP.into()).ok();
            spawn_local(async move {
                sleep(STOPPING).await;
                worker.terminate();
            });
        } else {
            worker.terminate();
        }
        self.outbox.borrow_mut().give_back_address();
    }
}
