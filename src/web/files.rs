//! Files in and out: a pasted text becomes a file, a result becomes a download; what files will take.

use crate::read::{HEAD, memory_needed as needed};
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlDocument, HtmlTextAreaElement, Url};

/// A file from a text, so that pasted text and samples go the same way as chosen files.
pub fn file_from_text(name: &str, text: &str) -> Result<File, JsValue> {
    let parts = Array::of1(&Uint8Array::from(text.as_bytes()));
    File::new_with_u8_array_sequence(&parts, name)
}

/// Offers a text as a download. Nothing is fetched: the browser saves it from memory.
pub fn download(name: &str, mime: &str, text: &str) -> Result<(), JsValue> {
    let parts = Array::of1(&text.into());
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|w| w.document()).ok_or(JsValue::NULL)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    Url::revoke_object_url(&url)
}

/// Puts the text of a field where the person can paste it from; whether the browser let us. By the way that works on a
/// page without a secure address too; where it is refused, the text stands selected.
pub fn copy(field: &HtmlTextAreaElement) -> bool {
    let document = web_sys::window().and_then(|window| window.document()?.dyn_into::<HtmlDocument>().ok());
    field.select();
    document.is_some_and(|document| document.exec_command("copy").unwrap_or(false))
}

/// No file takes so many times its size: what fits by that is not looked into.
const MOST: f64 = 16.0;

const GIB: f64 = 1_073_741_824.0;

/// Whether files fit a tab whatever stands in them.
pub fn surely_fits(files: &[File]) -> bool {
    files.iter().map(|file| file.size()).sum::<f64>() * MOST <= room() as f64
}

/// Bytes of memory that files take to be read, about; nothing for what can't be looked at, which reading will tell.
pub async fn memory_needed(files: &[File]) -> u64 {
    let mut sum = 0;
    for file in files {
        let head =
            file.slice_with_f64_and_f64(0.0, HEAD as f64).map(|head| JsFuture::from(head.array_buffer()));
        if let Ok(head) = head
            && let Ok(bytes) = head.await
        {
            sum += needed(&Uint8Array::new(&bytes).to_vec(), file.size() as u64);
        }
    }
    sum
}

/// Bytes of memory that a tab has, about: wasm addresses four gibibytes, and half of the device's memory is taken for its
/// other work where the browser says how much there is.
pub fn room() -> u64 {
    let device = web_sys::window()
        .and_then(|window| Reflect::get(&window.navigator(), &"deviceMemory".into()).ok())
        .and_then(|gib| gib.as_f64());
    (device.map_or(4.0, |gib| (gib / 2.0).min(4.0)) * GIB) as u64
}
