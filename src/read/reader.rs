//! The push parser's face: bytes in, a [`FileRead`] out.

use super::{FileRead, ReadOptions, Reading, RowCounts};

/// Reads one file, chunk by chunk.
#[derive(Debug)]
pub struct Reader {
    options: ReadOptions,
    bytes: u64,
}

impl Reader {
    /// Rejected rows kept with their cells; more are only counted.
    pub const MAX_REJECTS: usize = 10_000;

    /// A reader that has seen nothing yet.
    pub fn new(options: ReadOptions) -> Self {
        Reader { options, bytes: 0 }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, chunk: &[u8]) {
        self.bytes += chunk.len() as u64;
    }

    /// Rows seen so far, for progress.
    pub fn rows(&self) -> u64 {
        0
    }

    /// The end of the file.
    pub fn finish(self) -> FileRead {
        let reading = Reading {
            name: self.options.name,
            bytes: self.bytes,
            sha256: String::new(),
            encoding: String::new(),
            delimiter: String::new(),
            quote: String::new(),
            header_line: None,
            table: None,
            shape: None,
            currency: None,
            rows: RowCounts::default(),
            ignored: Vec::new(),
            columns: Vec::new(),
            diagnostics: Vec::new(),
        };
        FileRead { reading, rejects: Vec::new(), revenue: None, question: None }
    }
}
