//! The part of a file that can tell its encoding: lines with a byte that isn't ASCII, from the head and the samples.

/// Bytes taken of the head.
const FROM_HEAD: usize = 8 << 10;
/// Bytes taken of each sample.
const FROM_SAMPLE: usize = 2 << 10;

/// The telling lines. `whole` says that the head is the file.
pub(super) fn gather(head: &[u8], whole: bool, samples: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::new();
    lines(body_of(head, true, whole), FROM_HEAD, &mut out);
    for sample in samples {
        lines(body_of(sample, false, false), FROM_SAMPLE, &mut out);
    }
    if out.is_empty() {
        // Nothing but a line that is cut: better than nothing.
        out.extend_from_slice(head.get(..FROM_HEAD).unwrap_or(head));
    }
    out
}

/// The part between two places where no character can be cut. In no encoding is a byte below `0` the second
/// of a character.
fn body_of(bytes: &[u8], starts: bool, ends: bool) -> &[u8] {
    let is_line_end = |b: &u8| *b == b'\n' || *b == b'\r';
    let is_safe = |b: &u8| *b < b'0';
    let first = bytes.iter().position(is_line_end).or_else(|| bytes.iter().position(is_safe));
    let last = bytes.iter().rposition(is_line_end).or_else(|| bytes.iter().rposition(is_safe));
    let from = if starts { 0 } else { first.unwrap_or(0) };
    let to = if ends { bytes.len() } else { last.map_or(bytes.len(), |at| at + 1) };
    bytes.get(from..to).unwrap_or(&[])
}

fn lines(bytes: &[u8], most: usize, out: &mut Vec<u8>) {
    let full = out.len() + most;
    for line in bytes.split(|b| *b == b'\n' || *b == b'\r').filter(|line| !line.is_ascii()) {
        let room = full.saturating_sub(out.len());
        if line.len() < room {
            out.extend_from_slice(line);
        } else {
            let cut = line.get(..room).unwrap_or(line);
            out.extend_from_slice(body_of(cut, true, false));
        }
        out.push(b'\n');
        if out.len() >= full {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_tell() {
        assert_eq!(gather(b"a,b\n\xE9,1\r\nx\n\xE8", false, &[]), b"\xE9,1\n");
        assert_eq!(gather(b"a,b\n\xE9,1\r\nx\n\xE8", true, &[]), b"\xE9,1\n\xE8\n");
        assert_eq!(gather(b"a,b\n", false, &[b"\xA4,1\n\xB0\xA1\n\xB0".to_vec()]), b"\xB0\xA1\n");
        assert_eq!(gather(b"\xE9\xE8", false, &[]), b"\xE9\xE8\n");
        let long = [b'\xE9'; 100_000];
        assert!(gather(&long, true, &[]).len() <= FROM_HEAD + 1);
    }
}
