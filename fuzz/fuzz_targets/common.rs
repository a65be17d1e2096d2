//! What every target asks of the reader, through its public face.

use ninefold::i18n::Lang;
use ninefold::read::{FileRead, ReadOptions, Reader};
use ninefold::report::{Session, Settings, to_json};

/// Reads bytes in chunks of the given size (all at once where it is 0).
pub fn read(bytes: &[u8], options: ReadOptions, chunk: usize) -> FileRead {
    let mut reader = Reader::new(options);
    match chunk {
        0 => reader.push(bytes),
        size => bytes.chunks(size).for_each(|part| reader.push(part)),
    }
    reader.finish()
}

/// What holds for every file: no row disappears, and whatever was read makes a report.
pub fn check(file: FileRead) {
    let rows = file.reading.rows;
    assert_eq!(rows.read, rows.used + rows.waiting + rows.rejected + rows.ignored, "a row disappeared");
    assert_eq!(rows.ignored, file.reading.ignored.iter().map(|rule| rule.count).sum::<u64>());
    assert!(file.rejects.len() as u64 <= rows.rejected);
    assert_eq!(file.rejected.len() as u64 + file.rejected.beyond(), rows.rejected);
    let session = Session::new(vec![file]);
    if session.usable() && session.question().is_none() {
        assert!(!to_json(&session.report(&Settings::default())).is_empty());
        rejects_return(&session, rows.rejected);
    }
}

/// The rejected rows that were written out are as many rows when they are read again, whatever stands in them.
fn rejects_return(session: &Session, rejected: u64) {
    let Some(csv) = session.rejects_csv(0, Lang::En) else { return };
    let again = read(csv.as_bytes(), ReadOptions::default(), 0);
    let rows = again.reading.rows;
    assert_eq!(rows.read, rows.used + rows.waiting + rows.rejected + rows.ignored, "a row disappeared");
    if rows.read > 0 {
        assert_eq!(rows.read, rejected, "rejected rows don't come back");
    }
}
