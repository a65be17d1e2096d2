//! Files, a mebibyte at a time; what can't be sought in is held whole, so that it is read as a file would be.

use super::Stop;
use super::args::Input;
use super::decoders::decoders;
use crate::read::{FileRead, Reader};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Bytes handed to the reader at once.
const CHUNK: usize = 1 << 20;

/// What is done with a reader after each part of its file.
type After<'a> = &'a mut dyn FnMut(&mut Reader) -> io::Result<()>;

/// Reads one input to its end.
pub(super) fn read(input: &Input) -> Result<FileRead, Stop> {
    let reader = Reader::with_decoders(input.options.clone(), decoders);
    match drive(&input.path, reader, &mut |_| Ok(())) {
        Ok(reader) => Ok(reader.finish()),
        Err(error) => Err(Stop::usage(format!("{}: {error}", input.options.name))),
    }
}

/// Writes one input's records out as they come. Who closes the output early has seen enough.
pub(super) fn records(input: &Input, out: &mut impl Write) -> Result<FileRead, Stop> {
    let reader = Reader::with_decoders(input.options.clone(), decoders).into_records();
    let mut closed = Ok(());
    let mut write = |bytes: &[u8]| {
        if closed.is_ok() {
            closed = out.write_all(bytes);
        }
    };
    let driven = drive(&input.path, reader, &mut |reader| {
        write(&reader.take_records());
        Ok(())
    });
    let reader = driven.map_err(|error| Stop::usage(format!("{}: {error}", input.options.name)))?;
    let (rest, read) = reader.finish_records();
    write(&rest);
    match closed.and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Stop { code: 1, message: format!("standard output: {error}") })
        }
        _ => Ok(read),
    }
}

fn drive(path: &Path, reader: Reader, after: After<'_>) -> io::Result<Reader> {
    if path.as_os_str() == "-" {
        return held(io::stdin().lock(), reader, after);
    }
    let file = File::open(path)?;
    let about = file.metadata()?;
    // A pipe under a path has no size and no other place to look at.
    if about.is_file() { sought(file, about.len(), reader, after) } else { held(file, reader, after) }
}

/// A file: the samples first, then all of it.
fn sought(mut file: File, size: u64, mut reader: Reader, after: After<'_>) -> io::Result<Reader> {
    let mut sample = Vec::new();
    for part in Reader::wanted_samples(size) {
        sample.clear();
        file.seek(SeekFrom::Start(part.start))?;
        Read::by_ref(&mut file).take(part.end - part.start).read_to_end(&mut sample)?;
        reader.sample(&sample);
    }
    file.rewind()?;
    reader.expect(size);
    let mut chunk = vec![0; CHUNK];
    while let Some(n) = fill(&mut file, &mut chunk)? {
        reader.push(chunk.get(..n).unwrap_or_default());
        after(&mut reader)?;
    }
    Ok(reader)
}

/// A stream: held in memory, never in a file beside the user's own.
fn held(mut source: impl Read, mut reader: Reader, after: After<'_>) -> io::Result<Reader> {
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes)?;
    reader.expect(bytes.len() as u64);
    for part in Reader::wanted_samples(bytes.len() as u64) {
        reader.sample(bytes.get(part.start as usize..part.end as usize).unwrap_or_default());
    }
    for part in bytes.chunks(CHUNK) {
        reader.push(part);
        after(&mut reader)?;
    }
    Ok(reader)
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

/// A file's text.
pub(super) fn text(path: &Path) -> Result<String, Stop> {
    std::fs::read_to_string(path).map_err(|error| Stop::usage(format!("{}: {error}", path.display())))
}

/// SHA-256 of a file's bytes, as lower-case hex.
pub(super) fn sha256(path: &Path) -> Result<String, Stop> {
    let hash = || -> io::Result<String> {
        let (mut file, mut chunk, mut digest) = (File::open(path)?, vec![0; CHUNK], Sha256::new());
        while let Some(n) = fill(&mut file, &mut chunk)? {
            digest.update(chunk.get(..n).unwrap_or_default());
        }
        Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    };
    hash().map_err(|error| Stop::usage(format!("{}: {error}", path.display())))
}

/// Writes a text to a file.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Stop> {
    std::fs::write(path, text).map_err(|error| Stop::usage(format!("{}: {error}", path.display())))
}

/// Makes a folder where there is none.
pub(super) fn folder(path: &Path) -> Result<(), Stop> {
    std::fs::create_dir_all(path).map_err(|error| Stop::usage(format!("{}: {error}", path.display())))
}
