//! An amount, as written, in a column of its own, alone and beside one that settles the decimal mark.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use ninefold::read::{DecimalMark, ReadOptions};

fuzz_target!(|input: (u8, &str)| {
    let (kind, amount) = input;
    let decimal = match kind % 3 {
        0 => None,
        1 => Some(DecimalMark::Point),
        _ => Some(DecimalMark::Comma),
    };
    let quoted = amount.replace('"', "\"\"");
    let text = format!("customer_id,month,mrr\nA,2024-01,\"{quoted}\"\nB,2024-01,\"1234,5\"\nC,2024-02,7\n");
    common::check(common::read(text.as_bytes(), ReadOptions { decimal, ..ReadOptions::default() }, 0));
});
