//! Any split of the bytes is one file: the same records, rejects and findings.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use ninefold::read::ReadOptions;

fuzz_target!(|input: (u8, &[u8])| {
    let (size, bytes) = input;
    let whole = common::read(bytes, ReadOptions::default(), 0);
    let parts = common::read(bytes, ReadOptions::default(), usize::from(size) % 31 + 1);
    assert_eq!(whole.reading, parts.reading);
    assert_eq!(whole.rejects, parts.rejects);
    assert_eq!(whole.question, parts.question);
    common::check(whole);
});
