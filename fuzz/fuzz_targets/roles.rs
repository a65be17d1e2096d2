//! Headers and rows of anything, in any order: lines of cells parted by tabs, written with every cell quoted.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use ninefold::read::{FileRead, ReadOptions};
use ninefold::report::{Session, Settings, to_json};
use ninefold::tables::Shape;

fuzz_target!(|input: (u8, &str)| {
    let (told, text) = input;
    let cell = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |line: &str| line.split('\t').map(cell).collect::<Vec<_>>().join(",") + "\n";
    let mut lines: Vec<String> = text.split('\n').map(line).collect();
    let header_line = [None, None, Some(0), Some(1), Some(2)][usize::from(told) % 5];
    let options = ReadOptions { header_line, ..ReadOptions::default() };
    let file = common::read(lines.concat().as_bytes(), options.clone(), 0);
    // A long ledger without a finding: the order of its rows says nothing.
    let plain = file.reading.shape == Some(Shape::Long) && file.reading.diagnostics.is_empty();
    if plain && file.reading.header_line == Some(1) && file.reading.rows.used + 1 == lines.len() as u64 {
        lines[1..].reverse();
        let back = common::read(lines.concat().as_bytes(), options, 0);
        assert_eq!(back.reading.rows, file.reading.rows);
        assert_eq!(figures(&back), figures(&file));
    }
    common::check(file);
});

fn figures(file: &FileRead) -> String {
    let session = Session::new(vec![file.clone()]);
    let mut report = session.report(&Settings::default());
    report.inputs.clear();
    to_json(&report)
}
