//! The SHA-256 of a file, made beside its reading: by the browser where it can hold the file, else by a helper.

use super::crew::{HASH, Helper};
use super::slices::{Asked, slice_end};
use super::work::Work;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use sha2::{Digest as _, Sha256};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::File;

/// Files up to this size are made in less time than it takes to ask for help (bytes).
const SMALL: f64 = 1024.0 * 1024.0;
/// Files up to this size are held whole for the browser's own hash, which knows no parts (bytes).
const WHOLE: f64 = 64.0 * 1024.0 * 1024.0;

/// A hash on its way.
pub(super) struct Digest {
    coming: Promise,
    _helper: Option<Helper>,
}

impl Digest {
    /// Has the hash of a file made; `None` where whoever reads it has to.
    pub(super) fn start(work: &Work, index: usize) -> Option<Self> {
        let file = work.files.get(index)?;
        if file.size() <= SMALL {
            return None;
        }
        if file.size() <= WHOLE
            && let Some(subtle) = subtle()
        {
            let file = file.clone();
            let coming = future_to_promise(async move {
                let bytes = JsFuture::from(file.array_buffer()).await?;
                let digest: Function = Reflect::get(&subtle, &"digest".into())?.dyn_into()?;
                JsFuture::from(digest.call2(&subtle, &"SHA-256".into(), &bytes)?.dyn_into::<Promise>()?).await
            });
            return Some(Digest { coming, _helper: None });
        }
        if work.helpers() == 0 {
            return None;
        }
        let errand = work.errand(HASH, index).ok()?;
        let mut helper = None;
        let coming = Promise::new(&mut |resolve, _| {
            helper = Helper::start(&errand, move |_, said| {
                resolve.call1(&JsValue::UNDEFINED, &said.unwrap_or(JsValue::UNDEFINED)).ok();
            })
            .ok();
        });
        Some(Digest { coming, _helper: Some(helper?) })
    }

    /// The hash of the file. Where it could not be made elsewhere, it is made here.
    pub(super) async fn made(self, file: &File) -> Result<Vec<u8>, JsValue> {
        let made = JsFuture::from(self.coming).await.ok().filter(JsValue::is_object);
        let made = made.map(|bytes| Uint8Array::new(&bytes).to_vec()).filter(|bytes| bytes.len() == 32);
        match made {
            Some(made) => Ok(made),
            None => hash(file).await,
        }
    }
}

/// The browser's own hashing; it has none where a page came over an open line.
fn subtle() -> Option<JsValue> {
    let crypto = Reflect::get(&js_sys::global(), &"crypto".into()).ok()?;
    Reflect::get(&crypto, &"subtle".into()).ok().filter(JsValue::is_object)
}

/// Makes the hash of a file.
pub(super) async fn hash(file: &File) -> Result<Vec<u8>, JsValue> {
    let size = file.size();
    let (mut digest, mut buffer) = (Sha256::new(), Vec::new());
    let mut next = Some(Asked::new(file, 0.0, slice_end(0.0, size))?);
    while let Some(now) = next {
        let at = now.to();
        next = if at < size { Some(Asked::new(file, at, slice_end(at, size))?) } else { None };
        now.into(&mut buffer).await?;
        digest.update(&buffer);
    }
    Ok(digest.finalize().to_vec())
}
