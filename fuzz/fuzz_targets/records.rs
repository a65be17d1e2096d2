//! A text written out as canonical CSV: chunks make no difference, and it reads back as the same records.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use ninefold::cli::decoders;
use ninefold::read::{Dialect, Quote, ReadOptions, Reader, split_records};

fn records(bytes: &[u8], chunk: usize, options: ReadOptions) -> Vec<u8> {
    let mut reader = Reader::with_decoders(options, decoders).into_records();
    let mut out = Vec::new();
    for part in bytes.chunks(chunk.max(1)) {
        reader.push(part);
        out.append(&mut reader.take_records());
    }
    out.append(&mut reader.finish_records().0);
    out
}

/// As `--records` writes: quotes only where needed.
fn canonical(records: &[Vec<String>]) -> Vec<u8> {
    let cell = |cell: &String| match cell.contains([',', '"', '\r', '\n']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.clone(),
    };
    let line = |cells: &Vec<String>| cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\n";
    records.iter().map(line).collect::<String>().into_bytes()
}

fuzz_target!(|input: (u8, &[u8])| {
    let (size, bytes) = input;
    let whole = records(bytes, bytes.len(), ReadOptions::default());
    let parts = records(bytes, usize::from(size) % 31 + 1, ReadOptions::default());
    assert_eq!(whole, parts);
    // A NUL or a byte that is no text is a fault of the file, and a record of one empty cell is an empty line.
    let Ok(text) = std::str::from_utf8(&whole) else { return };
    if text.contains('\0') || text.starts_with('\n') || text.contains("\n\n") {
        return;
    }
    let again = split_records(&whole, &Dialect::delimited_by(","));
    assert_eq!(String::from_utf8_lossy(&canonical(&again)), text);
    let told = ReadOptions {
        delimiter: Some(",".to_owned()),
        quote: Some(Quote::Double),
        header_line: Some(0),
        encoding: Some("utf-8".to_owned()),
        ..ReadOptions::default()
    };
    common::check(common::read(&whole, told, 0));
});
