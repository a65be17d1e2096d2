//! Files a slice at a time.

use crate::read::{ReadOptions, Reader};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::decoders::decoders;

/// Bytes of a slice: few enough to say something ten times a second and to be shared out evenly, many enough that
/// asking for them costs nothing.
pub(super) const SLICE: f64 = 2.0 * 1024.0 * 1024.0;

/// Where the slice ends that holds the byte at `from`.
pub(super) fn slice_end(from: f64, size: f64) -> f64 {
    (((from / SLICE).floor() + 1.0) * SLICE).min(size)
}

/// Bytes that the browser was asked for.
pub(super) struct Asked {
    from: f64,
    to: f64,
    arriving: JsFuture,
}

impl Asked {
    /// Asks for the bytes from one place to another.
    pub(super) fn new(file: &File, from: f64, to: f64) -> Result<Self, JsValue> {
        let slice = file.slice_with_f64_and_f64(from, to)?;
        Ok(Asked { from, to, arriving: JsFuture::from(slice.array_buffer()) })
    }

    /// Whether they begin there.
    pub(super) fn is_from(&self, from: f64) -> bool {
        self.from == from
    }

    /// Where they end.
    pub(super) fn to(&self) -> f64 {
        self.to
    }

    /// The bytes, copied into a buffer whose room is used again.
    pub(super) async fn into(self, buffer: &mut Vec<u8>) -> Result<(), JsValue> {
        let bytes = Uint8Array::new(&self.arriving.await?);
        // Not every browser refuses a file that was cut short since it was chosen; half a file is no file.
        if f64::from(bytes.length()) < self.to - self.from {
            return Err("the file is shorter than when it was chosen".into());
        }
        buffer.resize(bytes.length() as usize, 0);
        bytes.copy_to(buffer);
        Ok(())
    }
}

/// The bytes of a file from one place to another.
pub(super) async fn part(file: &File, from: f64, to: f64) -> Result<Vec<u8>, JsValue> {
    let mut bytes = Vec::new();
    Asked::new(file, from, to)?.into(&mut bytes).await?;
    Ok(bytes)
}

/// A reader that has seen the samples it wants of a file.
pub(super) async fn reader(file: &File, options: ReadOptions) -> Result<Reader, JsValue> {
    let mut reader = Reader::with_decoders(options, decoders);
    for range in Reader::wanted_samples(file.size() as u64) {
        reader.sample(&part(file, range.start as f64, range.end as f64).await?);
    }
    Ok(reader)
}
