//! What the bytes are: text and in which encoding, or something that is no text at all.
//!
//! One procedure decides for every shell; only the decoders themselves are the shell's own.

mod clean;
mod decide;
mod evidence;
mod intake;
mod no_text;
mod score;
mod tables;
mod utf16;

pub(super) use clean::Cleaner;
pub(super) use decide::{Found, NoText, check, decide, legacy};
pub(super) use intake::Intake;

/// Turns the bytes of one encoding into text, chunk by chunk, as the WHATWG standard says; what is malformed
/// becomes U+FFFD. The command line has one made of `encoding_rs`, the browser one of its `TextDecoder`.
pub trait Decode {
    /// The encoding's name in the WHATWG standard, in small letters.
    fn name(&self) -> String;

    /// Appends the text of the next bytes; `last` says that there are no more. A byte order mark is text.
    fn decode(&mut self, bytes: &[u8], last: bool, out: &mut String);
}

/// Gives a decoder by any label that the WHATWG standard has for its encoding, where there is one.
pub type Decoders = fn(label: &str) -> Option<Box<dyn Decode>>;
