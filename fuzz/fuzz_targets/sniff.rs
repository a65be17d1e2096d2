//! Whatever stands in a file: a dialect is found or words are, and no row disappears.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use ninefold::read::ReadOptions;

fuzz_target!(|text: &str| {
    common::check(common::read(text.as_bytes(), ReadOptions::default(), 0));
});
