//! About how much memory a file takes to be read, guessed by its size and its first lines: said before it is read.

/// Bytes a row takes where it is one fact of a customer, with the customer's name and what is made of it. Peaks of the
/// command line: 55,000 customers of 24 months 55 MiB for 903,186 rows, 550,000 customers 481 MiB for nine million.
const ROW: f64 = 80.0;

/// Bytes a cell takes where most are facts of their own: 550,000 customers in 24 columns of months 420 MiB.
const CELL: f64 = 32.0;

/// Cells a row from which on most of them are taken for months.
const WIDE: f64 = 12.0;

/// The bytes of a file's head that the guess needs.
pub const HEAD: u64 = 64 * 1024;

/// Bytes of memory that a file of so many bytes will take, by its first [`HEAD`].
pub fn memory_needed(head: &[u8], size: u64) -> u64 {
    let count = |byte: u8| head.iter().filter(|other| **other == byte).count();
    let lines = count(b'\n').max(count(b'\r')).max(1) as f64;
    let delimiters = [b',', b';', b'\t', b'|'].into_iter().map(count).max().unwrap_or(0);
    let cells = delimiters as f64 / lines + 1.0;
    let rows = size as f64 / (head.len().max(1) as f64 / lines);
    (rows * if cells < WIDE { ROW } else { ROW + cells * CELL }) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_are_near_what_was_measured() {
        let long = "cus_0000000,2022-01,54.64\n".repeat(2_000);
        let near = |found: u64, mib: f64| (found as f64 / (mib * 1_048_576.0) - 1.0).abs() < 0.5;
        assert!(near(memory_needed(long.as_bytes(), 24_094_615), 55.0));
        assert!(near(memory_needed(long.as_bytes(), 240_663_674), 481.0));
        let wide = format!("cus_0000000{}\n", ",145.16".repeat(14) + &",".repeat(10)).repeat(500);
        assert!(near(memory_needed(wide.as_bytes(), 63_663_560), 420.0));
        assert_eq!(memory_needed(b"", 0), 0);
    }
}
