//! A date, as written: in a month column, as the start and end of a period, as the header of a wide table.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use ninefold::read::{DateOrder, ReadOptions};

fuzz_target!(|input: (u8, &str)| {
    let (kind, date) = input;
    let date_order = match kind % 4 {
        0 => None,
        1 => Some(DateOrder::Dmy),
        2 => Some(DateOrder::Mdy),
        _ => Some(DateOrder::Ymd),
    };
    let date = date.replace('"', "\"\"");
    let options = ReadOptions { date_order, ..ReadOptions::default() };
    for text in [
        format!("customer_id,month,mrr\nA,\"{date}\",5\nB,2024-01,6\n"),
        format!("customer_id,start_date,end_date,mrr\nA,\"{date}\",,5\nB,2024-01-01,\"{date}\",6\n"),
        format!("customer_id,2024-01,\"{date}\"\nA,5,6\n"),
    ] {
        common::check(common::read(text.as_bytes(), options.clone(), 0));
    }
});
