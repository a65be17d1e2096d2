//! From the bytes of any encoding to UTF-8 for the splitter, chunk by chunk, in bounded memory.

use super::Decode;

/// Bytes decoded at once: bounds the text that is held beside the chunk.
const PIECE: usize = 256 << 10;

/// How the bytes become UTF-8.
pub(in crate::read) enum Intake {
    /// They are UTF-8: handed on as they are.
    Utf8,
    /// They are decoded.
    Decoded {
        /// By this.
        decoder: Box<dyn Decode>,
        /// Into this, over and over.
        text: String,
    },
}

impl Intake {
    /// Decodes by `decoder`.
    pub fn decoded(decoder: Box<dyn Decode>) -> Self {
        Intake::Decoded { decoder, text: String::new() }
    }

    /// Takes the next bytes; `last` says that there are no more.
    pub fn pass(&mut self, bytes: &[u8], last: bool, sink: &mut impl FnMut(&[u8])) {
        match self {
            Intake::Utf8 if bytes.is_empty() => {}
            Intake::Utf8 => sink(bytes),
            Intake::Decoded { decoder, text } => {
                let mut feed = |bytes: &[u8], last: bool| {
                    text.clear();
                    decoder.decode(bytes, last, text);
                    if !text.is_empty() {
                        sink(text.as_bytes());
                    }
                };
                for piece in bytes.chunks(PIECE) {
                    feed(piece, false);
                }
                if last {
                    feed(&[], true);
                }
            }
        }
    }

    /// The head as UTF-8, without its mark.
    pub fn head<'a>(&mut self, bytes: &'a [u8], whole: bool, held: &'a mut Vec<u8>) -> &'a [u8] {
        let text = match self {
            Intake::Utf8 => bytes,
            Intake::Decoded { .. } => {
                self.pass(bytes, whole, &mut |text| held.extend_from_slice(text));
                held
            }
        };
        text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text)
    }
}
