use super::*;
use proptest::prelude::*;

/// Records as text: line, fault and cells.
fn records(bytes: &[u8], sizes: &[usize]) -> Vec<(u64, Option<Code>, Vec<String>)> {
    records_of(Splitter::new(&Dialect::delimited_by(",")), bytes, sizes)
}

fn records_of(
    mut splitter: Splitter,
    bytes: &[u8],
    sizes: &[usize],
) -> Vec<(u64, Option<Code>, Vec<String>)> {
    let mut out = Vec::new();
    let mut take = |r: Record<'_>| {
        let cells = r.cells().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        out.push((r.line, r.fault, cells));
    };
    let mut rest = bytes;
    let mut sizes = sizes.iter().cycle();
    while !rest.is_empty() {
        let (now, later) = rest.split_at((*sizes.next().unwrap()).clamp(1, rest.len()));
        splitter.feed(now, &mut take);
        rest = later;
    }
    splitter.finish(&mut take);
    out
}

#[test]
fn lines_are_physical() {
    let found = records(b"a,b\r\n\r\n\"x\r\ny\",1\rc,d\n\n\ne", &[1000]);
    let lines: Vec<u64> = found.iter().map(|(l, _, _)| *l).collect();
    assert_eq!(lines, [1, 3, 5, 8]);
    assert_eq!(found[1].2, ["x\r\ny", "1"]);
}

#[test]
fn a_byte_order_mark_in_mid_file_is_text() {
    let found = records("a,\"b\nc,\"d\"\n\u{FEFF}e,f\n".as_bytes(), &[1]);
    assert_eq!(found.last().unwrap().2, ["\u{FEFF}e", "f"]);
}

#[test]
fn stray_quotes_in_every_row_cost_linear_time() {
    let mut bytes = Vec::new();
    for i in 0..200_000 {
        bytes.extend_from_slice(format!("\"x{i},1\n").as_bytes());
    }
    let found = records(&bytes, &[usize::MAX]);
    assert_eq!(found.len(), 200_000);
}

fn soup() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        4 => Just(b'a'), 3 => Just(b'"'), 3 => Just(b','), 2 => Just(b'\n'), 1 => Just(b'\r'), 1 => Just(b' '),
        1 => Just(0xEF), 1 => Just(0xBB), 1 => Just(0xBF), 1 => Just(0), 1 => Just(b'\\'), 1 => Just(b'|'),
    ];
    prop::collection::vec(byte, 0..120)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_split_gives_the_same_records(bytes in soup(), sizes in prop::collection::vec(1usize..9, 1..5)) {
        prop_assert_eq!(records(&bytes, &[usize::MAX]), records(&bytes, &sizes));
    }

    #[test]
    fn any_split_under_any_dialect(
        bytes in soup(),
        sizes in prop::collection::vec(1usize..9, 1..5),
        delimiter in prop::sample::select(vec![",", "||", ", ", "a,", ""]),
        runs in any::<bool>(),
        backslash in any::<bool>(),
        off in any::<bool>(),
    ) {
        let mut dialect = Dialect { runs: runs && !delimiter.is_empty(), ..Dialect::delimited_by(delimiter) };
        if backslash {
            dialect.escape = crate::read::Escape::Backslash;
        }
        let off: &[Code] = if off { &[Code::StrayQuote, Code::NulRemoved] } else { &[] };
        let of = |sizes: &[usize]| records_of(Splitter::new(&dialect).without(off), &bytes, sizes);
        prop_assert_eq!(of(&[usize::MAX]), of(&sizes));
    }

    /// No line vanishes: every line with a letter in it is part of a record.
    #[test]
    fn every_letter_is_kept(bytes in soup()) {
        let letters = |s: &str| s.bytes().filter(|b| *b == b'a').count();
        let found = records(&bytes, &[usize::MAX]);
        let kept: usize = found.iter().flat_map(|(_, _, cells)| cells).map(|c| letters(c)).sum();
        prop_assert_eq!(kept, bytes.iter().filter(|b| **b == b'a').count());
    }

    /// Without quotes and carriage returns, lines are the ones everybody counts.
    #[test]
    fn line_numbers_without_quotes(bytes in soup()) {
        let bytes: Vec<u8> = bytes.into_iter().filter(|b| *b != b'"' && *b != b'\r').collect();
        let expected: Vec<u64> = bytes
            .split(|b| *b == b'\n')
            .zip(1..)
            .filter(|(line, _)| !line.is_empty())
            .map(|(_, n)| n)
            .collect();
        let found: Vec<u64> = records(&bytes, &[3]).into_iter().map(|(l, _, _)| l).collect();
        prop_assert_eq!(found, expected);
    }
}

/// Files that make others run away, so many bytes long.
fn hostile(bytes: usize) -> Vec<(&'static str, Vec<u8>)> {
    let repeat = |unit: &str| unit.as_bytes().iter().copied().cycle().take(bytes).collect::<Vec<u8>>();
    let wide = format!("{}\n", "a,".repeat(4095));
    let mut shapes = vec![("many columns", repeat(&wide))];
    for unit in [
        "\"",
        "x",
        ",",
        "\0",
        "\"a",
        "\"\n",
        ",\"",
        ",\"a",
        "\\",
        "\\\"",
        "\"\\\"\n",
        "\"a\"\"\n",
        "a,\"\"b\n",
        "\"x\n\"y,\n",
        "\"x,1\n",
        "\n",
        "\r",
        " ",
        "\" ",
        ",\"\"\"",
        ",\"a\"\",",
        "a\"b,\"\n\",\"\n",
        "\"a,b\n\"c\n\"d,e,f\n",
        "a,b,\"c\nd,\"e\n",
        "\"\"\n",
        "\"\"\"\n",
        "\"a\0\n",
        "\"a\nb\nc\"d\n",
        ", \" ",
    ] {
        shapes.push((unit, repeat(unit)));
    }
    // One slip at the start, then nothing but whole quoted cells or none.
    for unit in ["a,b\n", "\"\",\"\"\n", "\"a\",b\n", "a,\"b\nc\"\n"] {
        shapes.push((unit, [b"a,b\n\"slip;1\n".as_slice(), &repeat(unit)].concat()));
    }
    shapes
}

#[test]
fn twice_the_bytes_are_twice_the_work() {
    let work = |bytes: &[u8]| {
        marks::WORK.with(|work| work.set(0));
        let mut splitter = Splitter::new(&Dialect::delimited_by(","));
        let mut count = 0u64;
        for chunk in bytes.chunks(64 << 10) {
            splitter.feed(chunk, &mut |_| count += 1);
        }
        splitter.finish(&mut |_| count += 1);
        (marks::WORK.with(|work| work.get()) + splitter.read + 2 * splitter.reread, count)
    };
    let (small, large) = (hostile(1 << 20), hostile(2 << 20));
    for ((name, small), (_, large)) in small.into_iter().zip(large) {
        let ((once, few), (twice, many)) = (work(&small), work(&large));
        // What is looked at again is at most some megabytes, and as much as was read.
        let free = 24.0 * (1u64 << 20) as f64;
        let ratio = twice as f64 / (once as f64).max(free);
        println!(
            "{name:?}: {few} → {many} records, work {once} → {twice}, {:.2}",
            twice as f64 / once.max(1) as f64
        );
        assert!(ratio <= 2.3, "{name:?}: {once} → {twice}");
        assert!(twice <= 12 * large.len() as u64 + (40 << 20), "{name:?}: {twice}");
    }
}

#[test]
fn limits_reject_a_row_and_nothing_else() {
    let limit = |middle: &str| {
        let text = format!("a,b\n{middle}\nc,d\n");
        let found = records(text.as_bytes(), &[1 << 16]);
        assert_eq!(found, records(text.as_bytes(), &[usize::MAX]));
        assert_eq!((found.len(), found[2].0, &found[2].2), (3, 3, &vec!["c".to_owned(), "d".to_owned()]));
        found[1].1
    };
    assert_eq!(limit(&"x".repeat(MAX_CELL)), None);
    assert_eq!(limit(&"x".repeat(MAX_CELL + 1)), Some(Code::CellTooLarge));
    assert_eq!(limit(&format!("\"{}\"", "\"\"".repeat(MAX_CELL))), None);
    assert_eq!(limit(&format!("\"{}\"", "\"\"".repeat(MAX_CELL + 1))), Some(Code::CellTooLarge));
    assert_eq!(limit(&"x".repeat(MAX_RECORD + 9)), Some(Code::CellTooLarge));
    assert_eq!(limit(&",".repeat(MAX_RECORD + 9)), Some(Code::TooManyColumns));
    assert_eq!(limit(&",".repeat(4095)), None);
    assert_eq!(limit(&",".repeat(4096)), Some(Code::TooManyColumns));
    assert_eq!(limit(&format!("\"\"{}", ",".repeat(4096))), Some(Code::TooManyColumns));
}

#[test]
fn empty_lines_are_no_records_but_lines() {
    let mut splitter = Splitter::new(&Dialect::delimited_by(","));
    let mut lines = Vec::new();
    splitter.feed(b"\r\na\n\n\r\r\"b\n\"\n\nc", &mut |record| lines.push(record.line));
    splitter.finish(&mut |record| lines.push(record.line));
    assert_eq!(lines, [2, 6, 9]);
}

/// Not a test: `NINEFOLD_TIMING=ledger.csv cargo test --profile cli --lib timing -- --ignored --nocapture`.
#[test]
#[ignore = "prints times"]
fn timing() {
    let Some(path) = std::env::var_os("NINEFOLD_TIMING") else { return };
    let bytes = std::fs::read(path).unwrap();
    let mut best = f64::MAX;
    let mut records = 0;
    for _ in 0..7 {
        let from = std::time::Instant::now();
        let mut splitter = Splitter::new(&Dialect::delimited_by(","));
        records = 0u64;
        let mut sum = 0;
        let mut take = |record: Record<'_>| {
            records += 1;
            sum += record.len();
        };
        for chunk in bytes.chunks(1 << 20) {
            splitter.feed(chunk, &mut take);
        }
        splitter.finish(&mut take);
        best = best.min(from.elapsed().as_secs_f64());
        std::hint::black_box(sum);
    }
    println!(
        "{records} records, {:.0} MB/s, {:.1} M records/s",
        bytes.len() as f64 / best / 1e6,
        records as f64 / best / 1e6
    );
}
