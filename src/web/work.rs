//! What the page told a worker to read, and what of it others may do.

use super::crew::{Crew, SCOUT};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::File;

/// Files from this size on are read with helpers: below, starting them takes longer than they save (bytes).
const LARGE: f64 = 8.0 * 1024.0 * 1024.0;
/// More helpers would wait for the one who joins what they find.
const MOST: u32 = 3;

/// A message to read files, as it came.
pub(super) struct Work {
    /// The message.
    pub(super) message: JsValue,
    /// Its files.
    pub(super) files: Vec<File>,
}

impl Work {
    /// How many helpers there is room for beside the page and this worker.
    pub(super) fn helpers(&self) -> u32 {
        let navigator = Reflect::get(&js_sys::global(), &"navigator".into());
        let threads = navigator.and_then(|navigator| Reflect::get(&navigator, &"hardwareConcurrency".into()));
        let threads = threads.ok().and_then(|threads| threads.as_f64()).unwrap_or(1.0);
        (threads as u32).saturating_sub(2).min(MOST)
    }

    /// What a helper is told: all of this, and what to do with which of the files.
    pub(super) fn errand(&self, what: &str, file: usize) -> Result<JsValue, JsValue> {
        let envelope = Object::new();
        Reflect::set(&envelope, &"message".into(), &self.message)?;
        Reflect::set(&envelope, &"files".into(), &self.files.iter().collect::<Array>())?;
        Reflect::set(&envelope, &what.into(), &(file as u32).into())?;
        Ok(envelope.into())
    }

    /// Helpers for a large file; `None` where it is none, or there is no room for them.
    pub(super) fn crew(&self, file: usize) -> Option<Crew> {
        let size = self.files.get(file).map_or(0.0, |file| file.size());
        let helpers = self.helpers();
        if size < LARGE || helpers == 0 {
            return None;
        }
        Crew::start(helpers, &self.errand(SCOUT, file).ok()?, size).ok()
    }
}
