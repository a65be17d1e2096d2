//! Decoders for the command line, by `encoding_rs`.

use crate::read::Decode;
use encoding_rs::{CoderResult, Decoder, Encoding};

/// The decoder of an encoding, by any label of the WHATWG standard.
pub fn decoders(label: &str) -> Option<Box<dyn Decode>> {
    let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
    let decoder = encoding.new_decoder_without_bom_handling();
    Some(Box::new(Native { encoding, decoder }))
}

struct Native {
    encoding: &'static Encoding,
    decoder: Decoder,
}

impl Decode for Native {
    fn name(&self) -> String {
        self.encoding.name().to_ascii_lowercase()
    }

    fn decode(&mut self, bytes: &[u8], last: bool, out: &mut String) {
        let mut rest = bytes;
        loop {
            out.reserve(self.decoder.max_utf8_buffer_length(rest.len()).unwrap_or(rest.len()).max(16));
            let (result, taken, _) = self.decoder.decode_to_string(rest, out, last);
            rest = rest.get(taken..).unwrap_or(&[]);
            if result == CoderResult::InputEmpty {
                return;
            }
        }
    }
}
