//! Headers and one row of anything, comma-separated.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use ninefold::read::ReadOptions;

fuzz_target!(|input: (Vec<(&str, &str)>, u8)| {
    let (columns, told) = input;
    let line = |part: fn(&(&str, &str)) -> String| columns.iter().map(part).collect::<Vec<_>>().join(",");
    let header = line(|(header, _)| format!("\"{}\"", header.replace('"', "\"\"")));
    let row = line(|(_, cell)| format!("\"{}\"", cell.replace('"', "\"\"")));
    let text = format!("{header}\n{row}\n{row}\n");
    let header_line = [None, None, Some(0), Some(1), Some(2)][usize::from(told) % 5];
    common::check(common::read(text.as_bytes(), ReadOptions { header_line, ..ReadOptions::default() }, 0));
});
