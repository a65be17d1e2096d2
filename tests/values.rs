//! Amounts and dates from outside: whatever way a column is written, it is read right, asked about, or rejected.

// The helpers here are test code too, which clippy can't see.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use chrono::{Datelike, NaiveDate};
use ninefold::read::{
    Code, DateOrder, DecimalMark, Epoch, FileRead, QuestionKind, ReadOptions, Reader, Severity,
};
use ninefold::tables::RevenueFacts;
use proptest::prelude::*;

fn read_with(text: &str, options: ReadOptions) -> FileRead {
    let mut reader = Reader::new(options);
    reader.push(text.as_bytes());
    let file = reader.finish();
    let rows = file.reading.rows;
    assert_eq!(rows.read, rows.used + rows.waiting + rows.rejected + rows.ignored, "the counts must add up");
    file
}

fn read(text: &str) -> FileRead {
    read_with(text, ReadOptions::default())
}

/// A long file, tab-delimited, of these dates and amounts: customers are C0, C1 …
fn ledger(rows: &[(String, String)]) -> String {
    let mut text = String::from("customer_id\tdate\tmrr\n");
    for (i, (date, amount)) in rows.iter().enumerate() {
        text.push_str(&format!("C{i}\t{date}\t{amount}\n"));
    }
    text
}

/// Subscriptions of these start days.
fn starts(days: &[&str]) -> String {
    let mut text = String::from("customer_id\tstart_date\tmrr\n");
    for (i, day) in days.iter().enumerate() {
        text.push_str(&format!("C{i}\t{day}\t5\n"));
    }
    text
}

/// The facts of a file by customer: month or first day, and amount.
fn facts(file: &FileRead) -> Option<Vec<(String, String, i64)>> {
    let table = file.revenue.as_ref()?;
    let name = |id| table.customers.text(id).to_owned();
    let mut all: Vec<_> = match &table.facts {
        RevenueFacts::Months { facts, .. } => {
            facts.iter().map(|f| (name(f.customer), f.month.to_string(), f.amount)).collect()
        }
        RevenueFacts::Periods(facts) => {
            facts.iter().map(|f| (name(f.customer), f.start.to_string(), f.amount)).collect()
        }
        RevenueFacts::Spans { .. } => panic!("no such ledger here"),
    };
    all.sort();
    Some(all)
}

fn has(file: &FileRead, code: Code) -> bool {
    file.reading.diagnostics.iter().any(|d| d.code == code)
}

fn found(file: &FileRead, code: Code) -> (u64, Option<u64>, Severity, String) {
    let all = &file.reading.diagnostics;
    let d = all.iter().find(|d| d.code == code).unwrap_or_else(|| panic!("no {code:?} in {all:?}"));
    (d.count, d.line, d.severity, d.text.clone().unwrap_or_default())
}

fn day_of(cells: &[&str]) -> Vec<String> {
    let file = read(&starts(cells));
    let all = facts(&file)
        .unwrap_or_else(|| panic!("{cells:?}: {:?} {:?}", file.question, file.reading.diagnostics));
    all.into_iter().map(|(_, day, _)| day).collect()
}

// ---- dates

#[test]
fn a_day_in_every_form() {
    // Each form with a second cell that leaves no doubt.
    for cells in [
        &["2024-01-05", "2024-01-31"][..],
        &["2024/1/5", "2024/1/31"],
        &["2024.1.5", "2024.1.31"],
        &["20240105", "20240131"],
        &["5.1.2024", "31.1.2024"],
        &["01/05/2024", "01/31/2024"],
        &["05/01/2024", "31/01/2024"],
        &["5-Jan-2024", "31-Jan-2024"],
        &["Jan 5, 2024", "Jan 31, 2024"],
        &["January 5th, 2024", "January 31st, 2024"],
        &["5. Januar 2024", "31. Januar 2024"],
        &["5 janv. 2024", "31 janv. 2024"],
        &["5 de enero de 2024", "31 de enero de 2024"],
        &["2024年1月5日", "2024年1月31日"],
        &["5.1.24", "31.1.24"],
        &["01/05/24", "01/31/24"],
        &["05/01/24", "31/01/24", "01/02/24"],
        &["24-01-05", "24-01-01"],
        &["45296", "45322"],
        &["45296.5", "45322.25"],
        &["1704412800", "1706659200"],
        &["1704412800000", "1706659200000"],
        &["2024-01-05T23:30:00Z", "2024-01-31T00:00:00Z"],
        &["2024-01-05T23:30:00+08:00", "2024-01-31T00:00:00+08:00"],
        &["2024-01-05 11:30:00.123 PM", "2024-01-31 12:00:00.000 AM"],
        &["1/5/2024 1:00 PM", "1/31/2024 12:00 AM"],
        &["Fri, 05 Jan 2024 10:00:00 GMT", "Wed, 31 Jan 2024 10:00:00 GMT"],
    ] {
        let days = day_of(cells);
        let last = if cells[0] == "24-01-05" { "2024-01-01" } else { "2024-01-31" };
        assert_eq!(days[..2], ["2024-01-05", last], "{cells:?}");
    }
}

#[test]
fn a_month_in_every_form() {
    for cell in [
        "2024-01",
        "2024/1",
        "202401",
        "Jan-24",
        "January 2024",
        "2024年1月",
        "2024M01",
        "01/2024",
        "01.2024",
        "janv. 2024",
        "Jänner 2024",
        "ene-24",
        "2024-01-31",
        "Jan2024",
    ] {
        let rows = [(cell.to_owned(), "5".to_owned())];
        assert_eq!(facts(&read(&ledger(&rows))), Some(vec![("C0".into(), "2024-01".into(), 500)]), "{cell}");
        let wide = format!("customer_id\t{cell}\tFeb 2024\nA\t5\t6\n");
        if cell != "202401" {
            assert_eq!(facts(&read(&wide)).unwrap().len(), 2, "{cell}");
        }
    }
    for header in ["Jan 2024 MRR", "MRR 2024-01", "2024-01-31 00:00:00", "2024-01 (USD)"] {
        let wide = format!("customer_id\t{header}\tFeb 2024 MRR\nA\t5\t6\n");
        assert_eq!(facts(&read(&wide)).unwrap().len(), 2, "{header}");
    }
}

#[test]
fn two_digits_of_a_year_fit_both_ends() {
    let kind = |cells: &[&str]| {
        read(&starts(cells))
            .question
            .map(|q| (q.kind, q.samples[0].first.clone(), q.samples[0].second.clone()))
    };
    assert_eq!(
        kind(&["24-01-15"]),
        Some((QuestionKind::YearFirst, "2015-01-24".into(), "2024-01-15".into()))
    );
    assert_eq!(kind(&["05/06/24"]).unwrap().0, QuestionKind::DateOrder);
    assert_eq!(kind(&["5/6/24"]), Some((QuestionKind::DateOrder, "2024-06-05".into(), "2024-05-06".into())));
    assert_eq!(kind(&["5.6.24"]), None, "nobody writes the month first with full stops");
    let told = ReadOptions { date_order: Some(DateOrder::Ymd), ..ReadOptions::default() };
    let file = read_with(&starts(&["24-01-15", "99-12-31"]), told);
    let days: Vec<String> = facts(&file).unwrap().into_iter().map(|f| f.1).collect();
    assert_eq!(days, ["2024-01-15", "1999-12-31"]);
    assert_eq!(file.reading.date_order, Some(DateOrder::Ymd));
    assert_eq!(file.reading.columns[1].format.as_deref(), Some("YY/MM/DD"));
}

#[test]
fn orders_that_contradict() {
    // The many decide, the few are rejected.
    let file = read(&starts(&["01/31/2024", "02/28/2024", "31/01/2024", "03/04/2024"]));
    assert_eq!(
        file.rejects.iter().map(|r| (r.line, r.code)).collect::<Vec<_>>(),
        [(4, Code::DateContradicts)]
    );
    assert_eq!(facts(&file).unwrap()[2].1, "2024-03-04");
    // As many against as for: a question, whatever comes first.
    for cells in [["01/31/2024", "31/01/2024"], ["31/01/2024", "01/31/2024"]] {
        let file = read(&starts(&cells));
        assert_eq!(file.question.as_ref().unwrap().kind, QuestionKind::DateOrder);
        assert!(file.revenue.is_none());
    }
    // A head that says one thing and a file that says the other.
    let mut cells = vec!["31/01/2024"];
    cells.resize(20_000, "05/05/2024");
    cells.resize(20_010, "01/31/2024");
    let file = read(&starts(&cells));
    assert!(file.reading.bytes > 300 << 10 && file.question.is_some());
    let told = ReadOptions { date_order: Some(DateOrder::Mdy), ..ReadOptions::default() };
    let file = read_with(&starts(&cells), told);
    assert_eq!((file.question, file.reading.rows.rejected), (None, 1));
}

#[test]
fn day_numbers() {
    let cells = ["45292", "45323.5", "45352"];
    let file = read(&starts(&cells));
    assert_eq!(found(&file, Code::SpreadsheetDays), (3, Some(2), Severity::Info, "45292".into()));
    assert_eq!(facts(&file).unwrap()[0].1, "2024-01-01");
    let told = ReadOptions { epoch: Some(Epoch::Y1904), ..ReadOptions::default() };
    assert_eq!(facts(&read_with(&starts(&["43830"]), told)).unwrap()[0].1, "2024-01-01");
    let without = ReadOptions { without: vec![Code::SpreadsheetDays], ..ReadOptions::default() };
    let file = read_with(&starts(&cells), without);
    assert_eq!((file.reading.rows.rejected, file.rejects[0].code), (3, Code::DateUnreadable));
    // A slip among other dates is no date.
    let file = read(&starts(&["2024-01-01", "2024-01-02", "45292"]));
    assert_eq!((file.rejects[0].line, file.rejects[0].code), (4, Code::DateUnreadable));
    assert!(has(&read(&starts(&["1704067200", "1706659200"])), Code::UnixTime));
}

#[test]
fn mixed_dates_and_zones_are_told() {
    let file =
        read(&starts(&["2024-01-05", "2024-02-05", "31/01/2024", "2024-03-05", "45292", "45293", "45294"]));
    let (count, line, severity, text) = found(&file, Code::DatesMixed);
    assert_eq!((count, line, severity), (4, Some(4), Severity::Warning));
    assert_eq!(text, "YYYY-MM-DD 3, 45292 3, DD/MM/YYYY 1");
    assert!(!has(&read(&starts(&["2024-01-05", "Jan 5, 2024", "2024年1月5日"])), Code::DatesMixed));
    let file = read(&starts(&["2024-01-31T23:00:00Z", "2024-01-31T23:00:00+08:00", "2024-01-31T23:00:00Z"]));
    assert_eq!(
        found(&file, Code::ZonesMixed),
        (1, Some(3), Severity::Info, "2024-01-31T23:00:00+08:00".into())
    );
    assert!(facts(&file).unwrap().iter().all(|f| f.1 == "2024-01-31"), "the day as written");
}

#[test]
fn cells_that_are_no_dates() {
    let file = read(&starts(&["2024-01-05", "n/a", "-", "FY24 Q1", "#VALUE!", "soon", "2024-02-30"]));
    use Code::*;
    let codes: Vec<Code> = file.rejects.iter().map(|r| r.code).collect();
    assert_eq!(
        codes,
        [DateMissing, DateMissing, FiscalPeriod, SpreadsheetError, DateUnreadable, DateUnreadable]
    );
}

#[test]
fn words_for_no_end() {
    let mut text = String::from("customer_id,start_date,end_date,mrr\n");
    let words = ["9999-12-31", "open", "Current", "至今", "无", "ongoing", "N/A", "-", "null", "—"];
    words.iter().for_each(|word| text.push_str(&format!("C,2024-01-01,{word},5\n")));
    text.push_str("C,2024-01-01,2024-02-01,5\n");
    let file = read(&text);
    let RevenueFacts::Periods(facts) = &file.revenue.as_ref().unwrap().facts else { panic!("periods") };
    assert_eq!(facts.iter().filter(|f| f.end.is_none()).count(), words.len());
    assert_eq!(found(&file, Code::EndNever).0, words.len() as u64);
}

// ---- amounts

#[test]
fn contradicting_decimal_marks() {
    let amounts = |cells: &[&str]| {
        let rows: Vec<_> = cells.iter().map(|c| ("2024-01".to_owned(), (*c).to_owned())).collect();
        read(&ledger(&rows))
    };
    let file = amounts(&["1,5", "2,5", "3.5", "1.234"]);
    assert_eq!(
        file.rejects.iter().map(|r| (r.line, r.code)).collect::<Vec<_>>(),
        [(4, Code::DecimalContradicts)]
    );
    assert_eq!(facts(&file).unwrap()[2].2, 123_400);
    assert_eq!(file.reading.decimal, Some(DecimalMark::Comma));
    for cells in [["1,5", "3.5"], ["3.5", "1,5"]] {
        let file = amounts(&cells);
        assert_eq!(file.question.as_ref().map(|q| q.kind), Some(QuestionKind::Decimal), "{cells:?}");
        assert!(file.revenue.is_none());
    }
    let mut cells = vec!["3.5"];
    cells.resize(30_000, "1.234");
    cells.resize(30_010, "1,5");
    assert_eq!(amounts(&cells).question.map(|q| q.kind), Some(QuestionKind::Decimal), "the head was misled");
}

#[test]
fn abbreviations_and_powers_are_told() {
    let text = "customer_id,month,mrr\nA,2024-01,1.2k\nB,2024-01,1.2E+05\nC,2024-01,1.2万\nD,2024-01,12%\n";
    let file = read(text);
    let amounts: Vec<i64> = facts(&file).unwrap().into_iter().map(|f| f.2).collect();
    assert_eq!(amounts, [120_000, 12_000_000, 1_200_000]);
    assert_eq!(found(&file, Code::AmountAbbreviated), (2, Some(2), Severity::Info, "1.2k".into()));
    assert_eq!(found(&file, Code::ScientificNotation), (1, Some(3), Severity::Info, "1.2E+05".into()));
    assert_eq!(found(&file, Code::AmountPercent), (1, Some(5), Severity::Warning, "12%".into()));
    let without = vec![Code::AmountAbbreviated, Code::ScientificNotation];
    let file = read_with(text, ReadOptions { without, ..ReadOptions::default() });
    assert_eq!((file.reading.rows.used, file.rejects[0].code), (0, Code::AmountUnreadable));
}

#[test]
fn words_for_nothing_are_blank() {
    let text = "customer_id,2024-01,2024-02,2024-03\nA,5,n/a,-\nB,#N/A,6,NULL\n";
    let file = read(text);
    assert_eq!(facts(&file).unwrap().len(), 2);
    let told: u64 =
        file.reading.diagnostics.iter().filter(|d| d.code == Code::EmptyWord).map(|d| d.count).sum();
    assert_eq!((told, file.reading.rows.used), (3, 2));
    let without = ReadOptions { without: vec![Code::EmptyWord], ..ReadOptions::default() };
    assert_eq!(read_with(text, without).reading.rows.rejected, 2);
    // Where a row is one amount, nothing is missing revenue.
    let file = read("customer_id,month,mrr\nA,2024-01,n/a\nB,2024-01,5\n");
    assert_eq!(file.rejects[0].code, Code::AmountMissing);
}

// ---- customers and rows

#[test]
fn suspicious_customers() {
    let rows = |names: &[&str]| {
        let mut text = String::from("customer_id\tmonth\tmrr\n");
        names.iter().for_each(|name| text.push_str(&format!("{name}\t2024-01\t5\n")));
        read(&text)
    };
    let file = rows(&["Acme Inc.", "Beta", "ACME, Inc", "acme", "\u{a0}Beta\u{3000}"]);
    assert_eq!(
        found(&file, Code::CustomersLookAlike),
        (2, Some(4), Severity::Warning, "“Acme Inc.” / “ACME, Inc”".into())
    );
    assert_eq!(file.revenue.as_ref().unwrap().customers.len(), 4, "never merged but for the blanks around");
    let file = rows(&["1.23E+12", "4.56E+12", "789"]);
    assert_eq!(found(&file, Code::MangledIds), (2, Some(2), Severity::Warning, "1.23E+12".into()));
    let file = rows(&["123456789012345000", "223456789012345000", "323456789012345000"]);
    assert_eq!(found(&file, Code::MangledIds).0, 3);
    assert!(!has(
        &rows(&["123456789012345000", "223456789012345678", "323456789012345000"]),
        Code::MangledIds
    ));
    let file = rows(&["Ac\u{202e}me", "Beta"]);
    assert_eq!(found(&file, Code::HiddenCharacters).0, 1);
    assert!(rows(&["C-1", "C-2", "甲公司", "乙公司"]).reading.diagnostics.is_empty());
}

#[test]
fn rows_that_repeat() {
    let file =
        read("customer_id,month,mrr,plan\nA,2024-01,5,x\nA,2024-01,5,y\nA,2024-01,5,x\nB,2024-01,5,x\n");
    assert_eq!(found(&file, Code::DuplicateRows), (1, Some(4), Severity::Warning, String::new()));
    assert_eq!(facts(&file).unwrap().len(), 4, "they count");
    let file = read("customer_id,start_date,mrr\nA,2024-01-01,5\nA,2024-01-01,6\nA,2024-01-01,5\n");
    assert_eq!(found(&file, Code::DuplicateRows), (1, Some(4), Severity::Warning, String::new()));
    let file = read("customer_id,2024-01,2024-02\nA,5,\nB,5,\nA,,6\n");
    assert_eq!(found(&file, Code::CustomerTwice).0, 1);
}

// ---- laws

/// Ways to write a day; `true` where its order has to be settled by the column.
const DATE_STYLES: [(&str, bool); 17] = [
    ("%Y-%m-%d", false),
    ("%Y/%m/%d", false),
    ("%Y.%-m.%-d", false),
    ("%Y%m%d", false),
    ("%-d.%-m.%Y", true),
    ("%m/%d/%Y", true),
    ("%d/%m/%Y", true),
    ("%d-%m-%Y", true),
    ("%d-%b-%Y", false),
    ("%b %-d, %Y", false),
    ("%-d %B %Y", false),
    ("%Y年%-m月%-d日", false),
    ("%-d.%-m.%y", true),
    ("%m/%d/%y", true),
    ("%d/%m/%y", true),
    ("%y-%m-%d", true),
    ("%Y-%m-%dT10:00:00Z", false),
];

fn grouped(whole: i64, mark: &str) -> String {
    let digits = whole.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(c);
    }
    out
}

/// An amount of cents in a way of writing: group mark, decimal mark, before, behind, decimals.
fn written(cents: i64, style: (&str, &str, &str, &str), decimals: usize) -> String {
    let (group, decimal, before, behind) = style;
    let whole = grouped(cents / 100, group);
    let fraction = match decimals {
        0 => String::new(),
        n => format!("{decimal}{:0<n$}", format!("{:02}", cents % 100)),
    };
    format!("{before}{whole}{fraction}{behind}")
}

const AMOUNT_STYLES: [(&str, &str, &str, &str); 10] = [
    (",", ".", "", ""),
    (".", ",", "", ""),
    ("\u{a0}", ",", "", " €"),
    ("\u{202f}", ",", "", ""),
    ("'", ".", "", ""),
    ("", ".", "$", ""),
    ("", ",", "", " EUR"),
    (",", ".", "￥", ""),
    (" ", ".", "", ""),
    ("", ".", "", ""),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    /// A column of any locale is read right or asked about; a row may be rejected, but none is read wrongly.
    #[test]
    fn no_column_is_silently_misread(
        rows in prop::collection::vec((0i64..3000, 0i64..400_000_000), 1..8),
        date_style in 0usize..DATE_STYLES.len(),
        amount_style in 0usize..AMOUNT_STYLES.len(),
        decimals in prop::sample::select(vec![0usize, 2, 3]),
    ) {
        let (pattern, _) = DATE_STYLES[date_style];
        let epoch = NaiveDate::from_ymd_opt(2016, 1, 1).unwrap();
        let days: Vec<NaiveDate> = rows.iter().map(|(d, _)| epoch + chrono::Days::new(*d as u64)).collect();
        let cents: Vec<i64> = rows.iter().map(|(_, c)| if decimals == 0 { c / 100 * 100 } else { *c }).collect();
        let mut text = String::from("customer_id\tstart_date\tmrr\n");
        for (i, (day, cents)) in days.iter().zip(&cents).enumerate() {
            text.push_str(&format!("C{i}\t{}\t{}\n", day.format(pattern), written(*cents, AMOUNT_STYLES[amount_style], decimals)));
        }
        let file = read(&text);
        let truth: Vec<(String, String, i64)> =
            days.iter().zip(&cents).enumerate().map(|(i, (d, c))| (format!("C{i}"), d.to_string(), *c)).collect();
        match facts(&file) {
            Some(got) => {
                for fact in &got {
                    prop_assert!(truth.contains(fact), "{fact:?} of {text}");
                }
                prop_assert_eq!(got.len(), truth.len(), "{:?} {}", &file.rejects, text);
            }
            None => prop_assert!(file.question.is_some(), "{:?} {}", &file.reading.diagnostics, text),
        }
    }

    /// Neither the questions nor the readings depend on the order of rows, also where cells contradict each other.
    #[test]
    fn shuffled_rows_read_the_same(
        rows in prop::collection::vec((0usize..12, 0usize..11), 1..14).prop_flat_map(|r| (Just(r.clone()), Just(r).prop_shuffle())),
    ) {
        let dates = ["03/04/2024", "04/05/2024", "07/07/2024", "13/01/2024", "01/31/2024", "5.1.24", "24-01-15", "99/1/5", "2024-02-01", "Jan 2, 2024", "45292", "20240105"];
        let cells = ["1.234", "5", "1,234", "1.234,5", "1,234.5", "2.000", "7,25", "7.25", "n/a", "1.234万", "1,5E3"];
        let told = |rows: &[(usize, usize)]| {
            let mut text = String::from("customer_id\tdate\tmrr\n");
            rows.iter().for_each(|(d, a)| text.push_str(&format!("C{d}_{a}\t{}\t{}\n", dates[*d], cells[*a])));
            let file = read(&text);
            let mut rejects: Vec<_> = file.rejects.iter().map(|r| (r.cells.clone(), r.code)).collect();
            rejects.sort();
            let asked = file.question.as_ref().map(|q| (q.kind, q.count));
            let rejects = asked.is_none().then_some(rejects);
            (facts(&file), asked, rejects)
        };
        prop_assert_eq!(told(&rows.0), told(&rows.1));
    }

    /// One row that leaves no doubt settles all others.
    #[test]
    fn one_row_settles_a_column(
        days in prop::collection::vec((1u32..13, 1u32..13), 1..20),
        at in any::<prop::sample::Index>(),
        month_first in any::<bool>(),
    ) {
        let mut cells: Vec<String> = days.iter().map(|(a, b)| format!("{a:02}/{b:02}/2024")).collect();
        cells.insert(at.index(cells.len() + 1), if month_first { "12/31/2024".into() } else { "31/12/2024".into() });
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let pattern = if month_first { "%m/%d/%Y" } else { "%d/%m/%Y" };
        let mut want: Vec<(String, String)> = cells.iter().enumerate()
            .map(|(i, cell)| (format!("C{i}"), NaiveDate::parse_from_str(cell, pattern).unwrap().to_string())).collect();
        want.sort();
        let got: Vec<(String, String)> = facts(&read(&starts(&cells))).unwrap().into_iter().map(|f| (f.0, f.1)).collect();
        prop_assert_eq!(got, want);
    }

    /// What is read of three numbers is what the calendar says of them.
    #[test]
    fn dates_agree_with_chrono(a in 0u32..40, b in 0u32..40, year in 1890i32..2210, first in any::<bool>()) {
        let order = if first { DateOrder::Mdy } else { DateOrder::Dmy };
        let options = ReadOptions { date_order: Some(order), ..ReadOptions::default() };
        let file = read_with(&starts(&[&format!("{a}/{b}/{year}"), "2024-01-01"]), options);
        let (day, month) = if first { (b, a) } else { (a, b) };
        let want = NaiveDate::from_ymd_opt(year, month, day).filter(|d| (1900..2200).contains(&d.year()));
        let got = facts(&file).unwrap().into_iter().find(|f| f.0 == "C0").map(|f| f.1);
        prop_assert_eq!(got, want.map(|d| d.to_string()));
    }
}
