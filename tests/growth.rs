//! Files that make others run away: twice the bytes are at most 2.3 times the time, from the first byte to the report.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

use ninefold::cli::decoders;
use ninefold::read::{ReadOptions, Reader};
use ninefold::report::{Session, Settings, to_json};
use std::fmt::Write;
use std::time::Instant;

const MB: usize = 1 << 20;
/// The most that twice the bytes may take, times what they took.
const GOAL: f64 = 2.3;
/// What is done once for any file hides how the rest grows: nothing quicker is compared.
const QUICK: f64 = 0.02;

/// A header, and its n-th row; a file is as many as it takes.
type Shape = (&'static str, &'static str, fn(usize) -> String);

const LONG: &str = "customer_id,month,mrr\n";

/// Every row by itself is harmless, or a row of some table.
const ROWS: &[Shape] = &[
    ("long", LONG, |n| format!("cus_{:07},2024-{:02},{}.{:02}\n", n / 12, n % 12 + 1, n % 999, n % 100)),
    ("a million customers", LONG, |n| format!("{:x},2024-01,5\n", n * 2_654_435_761 % (1 << 32))),
    ("one customer", LONG, |n| format!("A,{}-{:02},{}\n", 2000 + n / 12 % 25, n % 12 + 1, n % 999)),
    ("one row", LONG, |_| "A,2024-01,5.00\n".to_owned()),
    ("names but for case and blanks", LONG, |n| {
        let name = format!("Acme Holding {n:07}");
        let name = [name.to_uppercase(), name.to_lowercase(), name + " "][n % 3].clone();
        format!("{name},2024-{:02},{}\n", n % 12 + 1, n % 999)
    }),
    ("names that look alike", LONG, |n| {
        let name =
            ["Acme # Ltd", "ACME # LTD", "Acme  #", "Аcme # Ltd"][n % 4].replace('#', &(n / 4).to_string());
        format!("{name},2024-{:02},{}\n", n % 12 + 1, n % 999)
    }),
    ("one name in every case", LONG, |n| {
        let letter = |(place, c): (usize, char)| if n >> place & 1 == 1 { c.to_ascii_uppercase() } else { c };
        let name: String = "abcdefghijklmnopqrst".chars().enumerate().map(letter).collect();
        format!("{name},2024-{:02},5\n", n % 12 + 1)
    }),
    ("every date another way", LONG, |n| {
        let (y, m, d) = (2020 + n % 5, n % 12 + 1, 13 + n % 15);
        let date = match n % 5 {
            0 => format!("{y}-{m:02}-{d}"),
            1 => format!("{d}/{m:02}/{y}"),
            2 => format!("{y}{m:02}{d}"),
            3 => format!("{y}年{m}月{d}日"),
            _ => format!("{y}-{m:02}"),
        };
        format!("C{},{date},{}\n", n % 5000, n % 999)
    }),
    ("dates of either order", LONG, |n| format!("C{},{:02}/02/2024,5\n", n % 5000, n % 12 + 1)),
    ("amounts of either mark", LONG, |n| format!("C{},2024-01,{}.{:03}\n", n % 5000, n % 9 + 1, n % 1000)),
    ("amounts in 万", LONG, |n| format!("C{},2024-{:02},{}.{}万\n", n / 12, n % 12 + 1, n % 99, n % 9)),
    ("four currencies", LONG, |n| {
        format!(
            "C{},2024-{:02},{} {}\n",
            n / 12,
            n % 12 + 1,
            ["EUR", "USD", "GBP", "JPY"][n / 12 % 4],
            n % 99
        )
    }),
    ("all rejected", LONG, |n| format!("C{n},2024-13,{}\n", n % 99)),
    ("quotes of three kinds", LONG, |n| {
        ["\"C#\",2024-01,5\n", "'C#',2024-01,5\n", "C#,\"2024-01\",5\n"][n % 3].replace('#', &n.to_string())
    }),
    ("quotes astray", LONG, |_| "A\"b,\"2024\"-01,5\"\n".to_owned()),
    ("cells of two lines", LONG, |n| format!("\"A\nB{}\",\"2024-01\",\"5\"\n", n / 12)),
    ("NULs in cells", LONG, |n| format!("C{}\0,2024-01,5\n", n / 12)),
    ("notes between rows", LONG, |n| ["x\n", ",,\n", "note\n", "A,2024-01,5\n"][n % 4].to_owned()),
    ("blank rows", LONG, |_| "\n".to_owned()),
    ("one movement a customer", "customer_id,date,type,amount\n", |n| {
        format!("C{n},2024-01-01,new,{}\n", n % 999)
    }),
    ("movements", "customer_id,date,type,amount\n", |n| {
        let (kind, amount) = [("new", 100), ("expansion", 50), ("contraction", 20), ("churn", 130)][n % 4];
        format!("C{},2024-0{}-01,{kind},{amount}\n", n / 4, n % 4 * 2 + 1)
    }),
    ("periods", "customer_id,start_date,end_date,mrr\n", |n| {
        format!("C{n},2024-01-01,2024-02-01,{}\n", n % 999)
    }),
    ("invoices", "customer_id,invoice_date,period_start,period_end,amount,type\n", |n| {
        format!("C{n},2024-01-01,2024-01-01,2024-02-01,{},subscription\n", n % 999 + 1)
    }),
];

/// No table, or one that no one wrote.
const UNITS: &[&str] = &[
    "\"",
    "'",
    "x",
    "abc,\"x\",1;",
    ",",
    ",\n",
    ";",
    "\t",
    " ",
    "\0",
    "\"a",
    "\"\"a",
    "\"\n",
    ",\"",
    ",\"\n",
    ",\"a\n",
    "\\",
    "\\\"",
    "\"a\\\",\n",
    "\r",
    "a\r\r\n",
    "#\n",
    "sep=,\n",
    "1",
    "1\n",
    "a\0,\0",
];

fn of_rows(head: &str, row: fn(usize) -> String, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 200);
    text.push_str(head);
    let mut n = 0;
    while text.len() < bytes {
        text.push_str(&row(n));
        n += 1;
    }
    text
}

/// Four thousand columns, of months where `dated`.
fn wide(dated: bool, bytes: usize) -> String {
    let mut text = "customer_id".to_owned();
    for n in 0..4095 {
        let _ =
            if dated { write!(text, ",{}-{:02}", 1700 + n / 12, n % 12 + 1) } else { write!(text, ",c{n}") };
    }
    let row = ",9".repeat(4095);
    let mut n = 0;
    while text.len() < bytes {
        let _ = write!(text, "\nC{n}{row}");
        n += 1;
    }
    text
}

/// Names of Chinese characters, as GBK has them: no two rows alike, every byte of a name beyond ASCII.
fn gbk(bytes: usize) -> Vec<u8> {
    let mut text = b"\xBF\xCD\xBB\xA7,\xD4\xC2\xB7\xDD,\xCA\xD5\xC8\xEB\n".to_vec();
    let mut state = 1_u32;
    let mut n = 0;
    while text.len() < bytes {
        for _ in 0..12 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.extend([0xB0 + (state >> 24 & 0x1F) as u8, 0xA1 + (state >> 16 & 0x3F) as u8]);
        }
        text.extend(format!(",2024-{:02},{}\n", n % 12 + 1, n % 999 + 1).bytes());
        n += 1;
    }
    text
}

/// Makes a file of so many bytes.
type Make = Box<dyn Fn(usize) -> Vec<u8>>;

fn shapes() -> Vec<(String, Make)> {
    let mut all: Vec<(String, Make)> = Vec::new();
    for (name, head, row) in ROWS {
        all.push(((*name).to_owned(), Box::new(|bytes| of_rows(head, *row, bytes).into_bytes())));
    }
    for unit in UNITS {
        let file = |bytes| unit.bytes().cycle().take(bytes).collect();
        all.push((format!("{unit:?}"), Box::new(file)));
    }
    all.push((
        "one open quote".to_owned(),
        Box::new(|bytes| {
            of_rows("customer_id,month,mrr\n\"A,2024-01,5\n", |_| "B,2024-02,6\n".to_owned(), bytes)
                .into_bytes()
        }),
    ));
    all.push(("4,096 columns".to_owned(), Box::new(|bytes| wide(false, bytes).into_bytes())));
    all.push(("4,096 months".to_owned(), Box::new(|bytes| wide(true, bytes).into_bytes())));
    all.push(("rows in GBK".to_owned(), Box::new(gbk)));
    all.push(("no text".to_owned(), Box::new(|bytes| vec![0xFF; bytes])));
    all
}

/// Reads and reports as the page does, in chunks; the rows in use.
fn report(bytes: &[u8]) -> u64 {
    let mut reader = Reader::with_decoders(ReadOptions::default(), decoders);
    bytes.chunks(MB).for_each(|chunk| reader.push(chunk));
    let file = reader.finish();
    let rows = file.reading.rows;
    assert_eq!(rows.read, rows.used + rows.waiting + rows.rejected + rows.ignored);
    let session = Session::new(vec![file]);
    if session.usable() && session.question().is_none() {
        assert!(!to_json(&session.report(&Settings::default())).is_empty());
    }
    rows.used
}

fn seconds(mut what: impl FnMut() -> u64) -> f64 {
    let from = Instant::now();
    std::hint::black_box(what());
    from.elapsed().as_secs_f64()
}

#[test]
fn every_shape_is_read_or_refused() {
    for (_, file) in shapes() {
        report(&file(30_000));
    }
}

/// `cargo test --profile cli --test growth -- --ignored --nocapture`, on a machine with nothing else to do: it goes by the
/// clock.
#[test]
#[ignore = "measures times, for minutes"]
fn twice_the_bytes_are_twice_the_time() {
    let mut worst = Vec::new();
    for (name, file) in shapes() {
        let used = report(&file(MB));
        let files = [2, 4, 8, 16].map(|megabytes| file(megabytes * MB));
        let mut times = [f64::MAX; 4];
        let ratios = |times: &[f64; 4]| [1, 2, 3].map(|at| times[at] / times[at - 1].max(QUICK));
        // A busy machine makes a step look steeper than it is: the least of some runs, and of more where it is above.
        for _ in 0..4 {
            for (time, file) in times.iter_mut().zip(&files) {
                let least = (0..5).map(|_| seconds(|| report(file))).fold(f64::MAX, f64::min);
                *time = time.min(least);
            }
            if ratios(&times).iter().all(|ratio| *ratio <= GOAL) {
                break;
            }
        }
        let ratios = ratios(&times);
        println!("{name}: {times:.3?} s, times {ratios:.2?}; of the first MB {used} rows in use");
        if ratios.iter().any(|ratio| *ratio > GOAL) {
            worst.push(name);
        }
    }
    assert!(worst.is_empty(), "{worst:?}");
}
