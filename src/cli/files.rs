//! Files, a mebibyte at a time; what can't be sought in is held whole, so that it is read as a file would be.

use super::Stop;
use super::args::Input;
use super::decoders::decoders;
use crate::read::{FileRead, Reader};
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

/// Bytes handed to the reader at once.
const CHUNK: usize = 1 << 20;

/// Reads one input to its end.
pub(super) fn read(input: &Input) -> Result<FileRead, Stop> {
    let name = &input.options.name;
    let reader = Reader::with_decoders(input.options.clone(), decoders);
    read_to_end(&input.path, reader).map_err(|error| Stop::usage(format!("{name}: {error}")))
}

fn read_to_end(path: &Path, reader: Reader) -> io::Result<FileRead> {
    if path.as_os_str() == "-" {
        return held(io::stdin().lock(), reader);
    }
    let file = File::open(path)?;
    let about = file.metadata()?;
    // A pipe under a path has no size and no other place to look at.
    if about.is_file() { sought(file, about.len(), reader) } else { held(file, reader) }
}

/// A file: the samples first, then all of it.
fn sought(mut file: File, size: u64, mut reader: Reader) -> io::Result<FileRead> {
    let mut sample = Vec::new();
    for part in Reader::wanted_samples(size) {
        sample.clear();
        file.seek(SeekFrom::Start(part.start))?;
        Read::by_ref(&mut file).take(part.end - part.start).read_to_end(&mut sample)?;
        reader.sample(&sample);
    }
    file.rewind()?;
    let mut chunk = vec![0; CHUNK];
    while let Some(n) = fill(&mut file, &mut chunk)? {
        reader.push(chunk.get(..n).unwrap_or_default());
    }
    Ok(reader.finish())
}

/// A stream: held in memory, never in a file beside the user's own.
fn held(mut source: impl Read, mut reader: Reader) -> io::Result<FileRead> {
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes)?;
    for part in Reader::wanted_samples(bytes.len() as u64) {
        reader.sample(bytes.get(part.start as usize..part.end as usize).unwrap_or_default());
    }
    reader.push(&bytes);
    Ok(reader.finish())
}

/// The next bytes; `None` at the end.
fn fill(source: &mut impl Read, chunk: &mut [u8]) -> io::Result<Option<usize>> {
    loop {
        match source.read(chunk) {
            Ok(0) => return Ok(None),
            Ok(n) => return Ok(Some(n)),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Writes a text to a file.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Stop> {
    std::fs::write(path, text).map_err(|error| Stop::usage(format!("{}: {error}", path.display())))
}
