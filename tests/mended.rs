//! Rejected rows that are written out, mended and added beside their file give the report of the file mended in place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::forget_files;
use ninefold::i18n::Lang;
use ninefold::read::{Code, FileRead, ReadOptions, Reader};
use ninefold::report::{Report, Session, Settings, to_json};
use proptest::prelude::*;

/// Reads a file; a row without a customer stays one, however many there are of them.
fn read(name: &str, bytes: &[u8]) -> FileRead {
    let without = vec![Code::CustomerCarried];
    let mut reader = Reader::new(ReadOptions { name: name.to_owned(), without, ..ReadOptions::default() });
    reader.push(bytes);
    reader.finish()
}

/// The report without what tells of its files.
fn figures(report: &Report) -> String {
    let mut report = Report { inputs: Vec::new(), ..report.clone() };
    // Two files that speak of one customer's month say so.
    report.diagnostics.retain(|d| d.code != Code::FilesOverlap);
    forget_files(&mut report);
    to_json(&report)
}

type Cells = Vec<String>;

/// A file: its delimiter and decimal mark, and its rows, good and, where they are broken, as they stand.
#[derive(Clone, Debug)]
struct Ledger {
    delimiter: u8,
    header: Cells,
    rows: Vec<(Cells, Option<Cells>)>,
}

impl Ledger {
    fn text(&self, mended: bool) -> Vec<u8> {
        let mut writer =
            csv::WriterBuilder::new().delimiter(self.delimiter).flexible(true).from_writer(Vec::new());
        writer.write_record(&self.header).unwrap();
        for (good, broken) in &self.rows {
            writer.write_record(broken.as_ref().filter(|_| !mended).unwrap_or(good)).unwrap();
        }
        writer.into_inner().unwrap()
    }
}

/// The rejected rows as a person saves them after mending: other delimiter, other quotes, some columns as they were.
fn mend(ledger: &Ledger, csv: &str, delimiter: u8, quoted: bool) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(csv.as_bytes());
    let style = if quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .quote_style(style)
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let header = reader.headers().unwrap().clone();
    assert_eq!(&header[0], "ninefold_line");
    let header: Vec<&str> = header.iter().collect();
    assert_eq!(header[5..], ledger.header.iter().map(|h| guarded(h)).collect::<Vec<_>>()[..]);
    writer.write_record(&header).unwrap();
    for record in reader.records() {
        let record = record.unwrap();
        let line: usize = record[0].parse().unwrap();
        let (good, broken) = &ledger.rows[line - 2];
        assert!(broken.is_some(), "line {line} was no broken one");
        let own = record.iter().take(5).map(str::to_owned);
        let row: Cells = own.chain(good.iter().map(|cell| guarded(cell))).collect();
        writer.write_record(&row).unwrap();
    }
    writer.into_inner().unwrap()
}

fn guarded(text: &str) -> String {
    ninefold::base::guarded(text).into_owned()
}

fn check(ledger: &Ledger, delimiter: u8, quoted: bool, lang: Lang) -> Result<(), TestCaseError> {
    let settings = Settings { months: 3, ..Settings::default() };
    let original = read("ledger.csv", &ledger.text(false));
    let broken = ledger.rows.iter().filter(|(_, broken)| broken.is_some()).count() as u64;
    prop_assert_eq!(original.reading.rows.rejected, broken, "{:?}", original.rejects);
    let session = Session::new(vec![original.clone()]);
    let Some(csv) = session.rejects_csv(0, lang) else {
        prop_assert_eq!(broken, 0);
        return Ok(());
    };
    let back = read("rejects.csv", csv.as_bytes());
    prop_assert_eq!(back.reading.rows.rejected, broken, "unmended rows are rejected again: {}", csv);
    let mended = mend(ledger, &csv, delimiter, quoted);
    let added = read("rejects.csv", &mended);
    prop_assert_eq!(
        added.reading.rows.used,
        broken,
        "{:?} {}",
        added.rejects,
        String::from_utf8_lossy(&mended)
    );
    prop_assert_eq!(
        added.reading.columns.iter().map(|c| (&c.header, c.role)).collect::<Vec<_>>(),
        original.reading.columns.iter().map(|c| (&c.header, c.role)).collect::<Vec<_>>()
    );
    let whole = Session::new(vec![read("ledger.csv", &ledger.text(true))]).report(&settings);
    let parts = Session::new(vec![original, added]).report(&settings);
    prop_assert_eq!(figures(&whole), figures(&parts));
    Ok(())
}

/// Customers' names, some of which a spreadsheet would run.
fn customer() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..6_u32).prop_map(|n| format!("C{n}")),
        Just("=Acme".to_owned()),
        Just("+Plus; Inc".to_owned()),
        Just("'@home".to_owned()),
        Just("-5 Ltd, \"Ltd\"".to_owned()),
        Just("客户，甲".to_owned()),
    ]
}

/// How a good row of three cells is broken.
fn breakage(good: Cells, how: u8) -> Option<Cells> {
    let mut row = good;
    match how {
        0 => row[2] = "=n/a()".to_owned(),
        1 => row[1] = "2024-13".to_owned(),
        2 => row[0] = String::new(),
        3 => row[2] = String::from("-") + &row[2],
        4 => row.push("one too many".to_owned()),
        5 => row.truncate(2),
        6 => row[1] = "@soon".to_owned(),
        _ => return None,
    }
    Some(row)
}

fn long() -> impl Strategy<Value = Ledger> {
    let row = (customer(), 1..9_u32, 1..90_000_u32, 0..16_u8);
    (prop::collection::vec(row, 1..25), 0..3_u8).prop_map(|(rows, locale)| {
        let (delimiter, decimal) = [(b',', '.'), (b';', ','), (b'\t', '.')][locale as usize];
        let rows = rows.into_iter().map(|(customer, month, cents, how)| {
            let amount = format!("{}{decimal}{:02}", cents / 100, cents % 100);
            let good = vec![customer, format!("2024-{month:02}"), amount];
            (good.clone(), breakage(good, how))
        });
        let header = ["customer_id", "month", "mrr"].map(str::to_owned).to_vec();
        Ledger { delimiter, header, rows: rows.collect() }
    })
}

fn wide() -> impl Strategy<Value = Ledger> {
    let row = (prop::collection::vec(prop::option::of(1..90_000_u32), 4), 0..4_u8);
    prop::collection::vec(row, 1..12).prop_map(|rows| {
        let rows = rows.into_iter().enumerate().map(|(i, (cells, how))| {
            let cell = |cents: Option<u32>| {
                cents.map_or_else(String::new, |c| format!("{}.{:02}", c / 100, c % 100))
            };
            let mut good = vec![format!("=C{i}")];
            good.extend(cells.into_iter().map(cell));
            good[4] = "12.50".to_owned();
            let mut broken = good.clone();
            match how {
                0 => broken[4] = "+cmd|' /C calc'!A0".to_owned(),
                1 => broken[0] = String::new(),
                _ => return (good, None),
            }
            (good, Some(broken))
        });
        let header = ["=Customer ID", "2024-01", "2024-02", "2024-03", "2024-04"].map(str::to_owned).to_vec();
        Ledger { delimiter: b',', header, rows: rows.collect() }
    })
}

fn periods() -> impl Strategy<Value = Ledger> {
    let row = (customer(), 1..9_u32, prop::option::of(1..4_u32), 1..90_000_u32, 0..6_u8);
    prop::collection::vec(row, 1..20).prop_map(|rows| {
        let rows = rows.into_iter().map(|(customer, month, length, euros, how)| {
            let day = |month: u32| format!("25/{month:02}/2023");
            let end = length.map_or_else(String::new, |length| day(month + length));
            let good = vec![customer, day(month), end, format!("€{euros}"), "quarterly".to_owned()];
            let mut broken = good.clone();
            match how {
                0 => broken[4] = "@whenever".to_owned(),
                1 => broken[2] = "25/00/2023".to_owned(),
                2 => broken[3] = String::new(),
                _ => return (good, None),
            }
            (good, Some(broken))
        });
        let header = ["客户", "start", "end", "amount", "interval"].map(str::to_owned).to_vec();
        Ledger { delimiter: b';', header, rows: rows.collect() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn mended_rows_beside_their_file_are_the_file_mended(
        ledger in prop_oneof![long(), wide(), periods()],
        delimiter in prop::sample::select(b",;\t".to_vec()), quoted in any::<bool>(), zh in any::<bool>()
    ) {
        check(&ledger, delimiter, quoted, if zh { Lang::Zh } else { Lang::En })?;
    }

    #[test]
    fn no_cell_is_a_formula(ledger in prop_oneof![long(), wide()]) {
        let session = Session::new(vec![read("ledger.csv", &ledger.text(false))]);
        let csv = session.rejects_csv(0, Lang::En).unwrap_or_default();
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(csv.as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                let trigger = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']);
                prop_assert!(!trigger || cell[1..].bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b','), "{}", cell);
            }
        }
    }
}

/// Roles and the order of dates that the rejected rows alone could not tell come along.
#[test]
fn what_the_file_told_of_itself_comes_along() {
    let text =
        b"who,when,how much,seats\nA,13/01/2024,\"10,50\",3\nB,02/03/2024,x,4\nC,25/01/2024,\"1.234,50\",4\n";
    let mut options = ReadOptions { name: "a.csv".to_owned(), ..ReadOptions::default() };
    let role = |column: &str, role| (column.to_owned(), role);
    options.roles = vec![
        role("who", ninefold::read::Role::CustomerId),
        role("when", ninefold::read::Role::Month),
        role("how much", ninefold::read::Role::Mrr),
    ];
    let mut reader = Reader::new(options);
    reader.push(text);
    let first = reader.finish();
    assert_eq!((first.reading.rows.used, first.reading.rows.rejected), (2, 1), "{:?}", first.reading);
    let csv = Session::new(vec![first]).rejects_csv(0, Lang::En).unwrap();
    let back = read("rejects.csv", csv.replace(",x,4", ",\"1,500\",4").as_bytes());
    assert!(back.question.is_none(), "{:?}", back.question);
    assert_eq!(back.reading.rows.used, 1, "{:?}", back.rejects);
}

#[test]
fn rows_rejected_for_their_bytes_are_not_taken_at_their_word() {
    let first =
        read("a.csv", b"customer,month,mrr\n\"Acme;2024-01,5\n\"Bo,lt\",2024-01,5\n\"Cord;2024-01,5\n");
    let session = Session::new(vec![first.clone()]);
    let csv = session.rejects_csv(0, Lang::Zh).unwrap();
    let back = read("rejects.csv", csv.as_bytes());
    assert_eq!(
        (back.reading.rows.used, back.reading.rows.rejected),
        (0, first.reading.rows.rejected),
        "{csv}"
    );
}

#[test]
fn a_questioned_file_has_no_rejects_to_take_away() {
    let text = b"customer,month,mrr\nA,03/04/2024,5\nB,04/05/2024,x\n";
    let session = Session::new(vec![read("a.csv", text)]);
    assert!(session.question().is_some());
    assert_eq!(session.rejects_csv(0, Lang::En), None);
    assert_eq!(session.rejects_csv(7, Lang::En), None);
}

#[test]
fn the_apostrophes_stay_where_that_is_wanted() {
    let text =
        "ninefold_line,ninefold_code,customer,month,mrr\n2,amount_missing,'=A,2024-01,5\n3,x,B,2024-01,5\n";
    let mut options = ReadOptions { name: "a.csv".to_owned(), ..ReadOptions::default() };
    let names = |options: &ReadOptions| {
        let mut reader = Reader::new(options.clone());
        reader.push(text.as_bytes());
        let read = reader.finish();
        let told = read.reading.diagnostics.iter().any(|d| d.code == Code::RejectsMended);
        let table = read.revenue.unwrap();
        (
            table
                .customers
                .sorted()
                .into_iter()
                .map(|id| table.customers.text(id).to_owned())
                .collect::<Vec<_>>(),
            read.reading.columns.len(),
            told,
        )
    };
    assert_eq!(names(&options), (vec!["=A".to_owned(), "B".to_owned()], 3, true));
    options.without = vec![Code::RejectsMended];
    assert_eq!(names(&options), (vec!["'=A".to_owned(), "B".to_owned()], 5, false));
}

#[test]
fn a_year_of_its_own_and_where_it_begins_come_back_with_the_rows() {
    let settings = Settings { months: 1, ..Settings::default() };
    for (text, start) in [
        ("customer,year,month,mrr\nA,2024,1,5\nA,2024,2,6\nB,2024,2,x\n", None),
        ("customer,month,mrr\nA,FY24 M1,5\nA,FY24 M2,6\nB,FY24 M2,x\n", Some(7)),
        ("customer,fiscal year,fiscal period,mrr\nA,2024,1,5\nA,2024,2,6\nB,2024,2,x\n", Some(4)),
    ] {
        let read = |name: &str, text: &str, fiscal_start| {
            let name = name.to_owned();
            let mut reader = Reader::new(ReadOptions { name, fiscal_start, ..ReadOptions::default() });
            reader.push(text.as_bytes());
            reader.finish()
        };
        let original = read("a.csv", text, start);
        assert_eq!(original.reading.rows.rejected, 1, "{text}");
        let csv = Session::new(vec![original.clone()]).rejects_csv(0, Lang::En).unwrap();
        let added = read("rejects.csv", &csv.replace(",x", ",7"), None);
        assert_eq!((added.reading.rows.used, added.question.is_none()), (1, true), "{csv}");
        let parts = Session::new(vec![original, added]).report(&settings);
        let whole = Session::new(vec![read("a.csv", &text.replace(",x", ",7"), start)]).report(&settings);
        assert_eq!(figures(&whole), figures(&parts), "{text}");
    }
}

#[test]
fn a_row_judged_at_the_end_whose_cells_are_gone_is_counted_and_told_of() {
    // Rows of invoices are kept until the end, as many as fit 64 MiB: the last, a credit for nothing, is beyond.
    let note = "x".repeat(900_000);
    let mut text = "invoice_id,customer,period_start,period_end,amount,note\n".to_owned();
    for i in 0..80 {
        text += &format!("I{i},A,2024-01-01,2024-01-31,10.00,{note}\n");
    }
    text += &format!("I99,B,2024-01-01,2024-01-31,-5.00,{note}\n");
    let read = |text: &str| {
        let without = vec![Code::CreditLine];
        let mut reader = Reader::new(ReadOptions { without, ..ReadOptions::default() });
        reader.push(text.as_bytes());
        reader.finish()
    };
    let (with_cells, without) = (read(&text.replace(&note, "")), read(&text));
    for read in [&with_cells, &without] {
        assert_eq!(read.reading.rows.rejected, 1, "{:?}", read.reading);
        assert_eq!((read.rejects[0].line, read.rejects[0].code), (82, Code::AmountNegative));
    }
    let beyond = |read: &FileRead| {
        read.reading.diagnostics.iter().find(|d| d.code == Code::RejectsBeyond).map(|d| d.count)
    };
    assert_eq!((with_cells.rejected.len(), beyond(&with_cells)), (1, None));
    assert_eq!((without.rejected.len(), beyond(&without)), (0, Some(1)));
}

#[test]
fn a_rejected_row_with_lines_in_a_cell_comes_back_as_one_row() {
    let read = |text: &str| {
        let mut reader = Reader::new(ReadOptions::default());
        reader.push(text.as_bytes());
        reader.finish()
    };
    // Two stray quotes made one cell of what looks like rows, and the row is no amount.
    let original = read(
        "customer_id,date,mrr\nA,2024-01-01,10\nB,2024-01-01,10\nC,2024-01-01,\"4,2024-03-09,10\nD,2024-03-11,10\nE,2024-03-13,10.00\"\n",
    );
    assert_eq!(original.reading.rows.rejected, 1, "{:?}", original.reading.rows);
    let csv = Session::new(vec![original]).rejects_csv(0, Lang::En).unwrap();
    assert_eq!(read(&csv).reading.rows.read, 1, "{csv}");
}
