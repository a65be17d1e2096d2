//! Files, a mebibyte at a time.

use super::Stop;
use super::args::Input;
use crate::read::{FileRead, Reader};
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Bytes handed to the reader at once.
const CHUNK: usize = 1 << 20;

/// Reads one input to its end.
pub(super) fn read(input: &Input) -> Result<FileRead, Stop> {
    let name = &input.options.name;
    let failed = |error: io::Error| Stop::usage(format!("{name}: {error}"));
    let mut reader = Reader::new(input.options.clone());
    let mut source: Box<dyn Read> = if input.path.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(&input.path).map_err(failed)?)
    };
    let mut chunk = vec![0; CHUNK];
    loop {
        match source.read(&mut chunk) {
            Ok(0) => return Ok(reader.finish()),
            Ok(n) => reader.push(chunk.get(..n).unwrap_or_default()),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(failed(error)),
        }
    }
}

/// Writes a text to a file.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Stop> {
    std::fs::write(path, text).map_err(|error| Stop::usage(format!("{}: {error}", path.display())))
}
