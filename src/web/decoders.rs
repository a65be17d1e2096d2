//! Decoders for the page's worker, by the browser's `TextDecoder`.

use crate::read::Decode;
use web_sys::{TextDecodeOptions, TextDecoder, TextDecoderOptions};

/// The decoder of an encoding, by any label of the WHATWG standard.
pub fn decoders(label: &str) -> Option<Box<dyn Decode>> {
    let options = TextDecoderOptions::new();
    // What is malformed is replaced and counted; a mark is the reader's own business.
    options.set_fatal(false);
    js_sys::Reflect::set(&options, &"ignoreBOM".into(), &true.into()).ok()?;
    let decoder = TextDecoder::new_with_label_and_options(label, &options).ok()?;
    Some(Box::new(Browser { decoder }))
}

struct Browser {
    decoder: TextDecoder,
}

impl Decode for Browser {
    fn name(&self) -> String {
        self.decoder.encoding()
    }

    fn decode(&mut self, bytes: &[u8], last: bool, out: &mut String) {
        let options = TextDecodeOptions::new();
        options.set_stream(!last);
        if let Ok(text) = self.decoder.decode_with_u8_array_and_options(bytes, &options) {
            out.push_str(&text);
        }
    }
}
