//! Bytes of any encoding, found or told: text or words, in chunks as in one piece.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use ninefold::cli::decoders;
use ninefold::read::{FileRead, ReadOptions, Reader};

const NAMES: [Option<&str>; 8] = [
    None,
    Some("utf-8"),
    Some("utf-16le"),
    Some("utf-16be"),
    Some("gb18030"),
    Some("shift_jis"),
    Some("big5"),
    Some("windows-1252"),
];

fn read(bytes: &[u8], options: ReadOptions, chunk: usize) -> FileRead {
    let mut reader = Reader::with_decoders(options, decoders);
    bytes.chunks(chunk.max(1)).for_each(|part| reader.push(part));
    reader.finish()
}

fuzz_target!(|input: (u8, u8, &[u8])| {
    let (name, chunk, bytes) = input;
    let encoding = NAMES[usize::from(name) % NAMES.len()].map(str::to_owned);
    let options = ReadOptions { encoding, ..ReadOptions::default() };
    let whole = read(bytes, options.clone(), bytes.len());
    let parts = read(bytes, options, usize::from(chunk) % 13 + 1);
    assert_eq!(whole.reading, parts.reading);
    assert_eq!(whole.rejects, parts.rejects);
    common::check(whole);
});
