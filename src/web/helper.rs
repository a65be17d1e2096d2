//! A helper's side: reads slices of a file for the worker that started it, or makes the file's hash.

use super::digest::hash;
use super::slices::{SLICE, part, reader};
use crate::read::{ReadOptions, Reader, Scout};
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, File};

/// Bytes read beyond a slice, for the rest of its last line; a longer line is left to the reader.
const ROOM: f64 = 16.0 * 1024.0;

/// A file that slices are read of.
pub(super) struct Helping {
    file: File,
    scout: RefCell<Scout>,
}

impl Helping {
    /// Reads the head of a file; `None` where nothing can be done for it.
    pub(super) async fn begin(file: File, options: ReadOptions) -> Option<Rc<Self>> {
        let mut reader = reader(&file, options).await.ok()?.without_digest();
        reader.push(&part(&file, 0.0, file.size().min(Reader::HEAD as f64)).await.ok()?);
        let scout = RefCell::new(reader.scout()?);
        Some(Rc::new(Helping { file, scout }))
    }

    /// Reads the slice from `start` on and says what it found: nothing, where the slice can't be had.
    pub(super) fn part(self: &Rc<Self>, start: f64) {
        let own = Rc::clone(self);
        spawn_local(async move {
            let size = own.file.size();
            let to = (start + SLICE + ROOM).min(size);
            let bytes = part(&own.file, start - 1.0, to).await.unwrap_or_default();
            let found = match bytes.is_empty() {
                true => Vec::new(),
                false => own.scout.borrow_mut().part(start as u64, SLICE as usize, &bytes, to == size),
            };
            give(&found);
        });
    }
}

/// Says whether there is help.
pub(super) fn say_ready(ready: bool) {
    if let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        scope.post_message(&JsValue::from_bool(ready)).ok();
    }
}

/// Says the hash of a file: nothing, where the file can't be had.
pub(super) async fn give_hash(file: &File) {
    give(&hash(file).await.unwrap_or_default());
}

/// Gives bytes away.
fn give(bytes: &[u8]) {
    let bytes = Uint8Array::from(bytes);
    if let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        scope.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer())).ok();
    }
}
