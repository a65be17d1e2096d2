//! The reader from outside: bytes in, facts, counts and findings out.

// The helpers here are test code too, which clippy can't see.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use ninefold::base::Month;
use ninefold::read::{
    Code, DateOrder, DecimalMark, FileRead, QuestionKind, ReadOptions, Reader, Role, Severity,
};
use ninefold::tables::{MonthFact, RevenueFacts, Shape};
use proptest::prelude::*;

fn read_with(bytes: &[u8], options: ReadOptions) -> FileRead {
    let mut reader = Reader::new(options);
    reader.push(bytes);
    let file = reader.finish();
    let rows = file.reading.rows;
    assert_eq!(rows.read, rows.used + rows.waiting + rows.rejected + rows.ignored, "the counts must add up");
    assert_eq!(file.reading.ignored.iter().map(|i| i.count).sum::<u64>(), rows.ignored);
    assert_eq!(file.rejects.len() as u64, rows.rejected.min(Reader::MAX_REJECTS as u64));
    file
}

fn read(text: impl AsRef<[u8]>) -> FileRead {
    read_with(text.as_ref(), ReadOptions::default())
}

fn long(rows: &str) -> FileRead {
    read(format!("customer_id,month,mrr\n{rows}"))
}

fn counts(file: &FileRead) -> (u64, u64, u64, u64) {
    let r = file.reading.rows;
    (r.read, r.used, r.rejected, r.ignored)
}

fn has(file: &FileRead, code: Code) -> bool {
    file.reading.diagnostics.iter().any(|d| d.code == code)
}

fn finding(file: &FileRead, code: Code) -> ninefold::read::Diagnostic {
    let found = file.reading.diagnostics.iter().find(|d| d.code == code);
    found.unwrap_or_else(|| panic!("no {code:?} in {:?}", file.reading.diagnostics)).clone()
}

/// Facts as text: `C1 2024-01 12300 @2`.
fn facts(file: &FileRead) -> Vec<String> {
    let table = file.revenue.as_ref().unwrap_or_else(|| panic!("no table: {:?}", file.reading.diagnostics));
    let name = |id| table.customers.text(id).to_owned();
    match &table.facts {
        RevenueFacts::Months { facts, .. } => facts
            .iter()
            .map(|f| format!("{} {} {} @{}", name(f.customer), f.month, { f.amount }, f.line))
            .collect(),
        RevenueFacts::Periods(facts) => facts
            .iter()
            .map(|f| {
                let end = f.end.map_or("-".to_owned(), |e| e.to_string());
                format!("{} {} {} {} @{}", name(f.customer), f.start, end, f.amount, f.line)
            })
            .collect(),
        RevenueFacts::Spans { facts, .. } => facts
            .iter()
            .map(|f| {
                let last = f.last.map_or("-".to_owned(), |month| month.to_string());
                format!("{} {} {} {} @{}", name(f.customer), f.first, last, f.amount, f.line)
            })
            .collect(),
    }
}

fn amounts(file: &FileRead) -> Vec<i64> {
    match &file.revenue.as_ref().unwrap().facts {
        RevenueFacts::Months { facts, .. } => facts.iter().map(|f: &MonthFact| f.amount).collect(),
        RevenueFacts::Periods(facts) => facts.iter().map(|f| f.amount).collect(),
        RevenueFacts::Spans { facts, .. } => facts.iter().map(|f| f.amount).collect(),
    }
}

fn reject_codes(file: &FileRead) -> Vec<(u64, Code)> {
    file.rejects.iter().map(|r| (r.line, r.code)).collect()
}

// ---- shapes

#[test]
fn a_long_file() {
    let file = long("C1,2024-01,49\nC1,2024-02,49.50\nC2,2024-02,0\n");
    assert_eq!(facts(&file), ["C1 2024-01 4900 @2", "C1 2024-02 4950 @3", "C2 2024-02 0 @4"]);
    assert_eq!(counts(&file), (3, 3, 0, 0));
    assert_eq!(file.reading.shape, Some(Shape::Long));
    assert_eq!((file.reading.encoding.as_str(), file.reading.delimiter.as_str()), ("utf-8", ","));
    assert_eq!(file.reading.header_line, Some(1));
    let roles: Vec<Role> = file.reading.columns.iter().map(|c| c.role).collect();
    assert_eq!(roles, [Role::CustomerId, Role::Month, Role::Mrr]);
    assert_eq!(file.reading.columns[1].format.as_deref(), Some("YYYY-MM"));
    assert!(file.reading.diagnostics.is_empty(), "{:?}", file.reading.diagnostics);
    assert_eq!(file.reading.sha256.len(), 64);
}

#[test]
fn the_digest_is_of_all_bytes() {
    // printf 'abc' | sha256sum
    let file = read("abc");
    assert_eq!(file.reading.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(file.reading.bytes, 3);
}

#[test]
fn a_wide_file() {
    let file = read("Customer,Plan,Jan-24,Feb-24,Mar-24\nA,x,10,,30\nB,x,,,\nTotal,,10,0,30\nC,x,1,soon,3\n");
    assert_eq!(facts(&file), ["A 2024-01 1000 @2", "A 2024-03 3000 @2"]);
    assert_eq!(counts(&file), (4, 2, 1, 1));
    assert_eq!(file.rejects[0].column.as_deref(), Some("Feb-24"));
    assert_eq!(file.rejects[0].text.as_deref(), Some("soon"));
    assert_eq!(file.rejects[0].cells, ["C", "x", "1", "soon", "3"]);
    let RevenueFacts::Months { span, .. } = &file.revenue.as_ref().unwrap().facts else { panic!("months") };
    let month = |t| Month::parse_iso(t).unwrap();
    assert_eq!(*span, Some((month("2024-01"), month("2024-03"))));
}

#[test]
fn a_wide_file_of_one_month() {
    let file = read("customer_id,region,2024-01\nC1,EU,5\nC2,US,\n");
    assert_eq!((facts(&file), counts(&file)), (vec!["C1 2024-01 500 @2".to_owned()], (2, 2, 0, 0)));
    // A month among data is no header.
    let file = read("C1,2024-01,5\nC2,2024-01,7\n");
    assert!(has(&file, Code::NoHeader));
    assert_eq!(facts(&file), ["C1 2024-01 500 @1", "C2 2024-01 700 @2"]);
    assert!(has(&read("customer_id,2024-01\nC1,2024-02\n"), Code::RoleMissing));
}

#[test]
fn ends_that_never_come_are_no_ends() {
    let file = read("customer_id,start_date,end_date,mrr\nA,20240101,99991231,5\nB,20240101,20240301,5\n");
    assert_eq!(facts(&file), ["A 2024-01-01 - 500 @2", "B 2024-01-01 2024-03-01 500 @3"]);
    let told = finding(&file, Code::EndNever);
    assert_eq!((told.severity, told.line, told.count), (Severity::Info, Some(2), 1));
    // As a start it is a slip.
    let file = read("customer_id,start_date,end_date,mrr\nA,9999-12-31,,5\nB,2024-01-01,31/12/9999,5\n");
    assert_eq!(reject_codes(&file), [(2, Code::DateUnreadable)]);
}

#[test]
fn headers_that_are_not_first_or_no_months_are_told() {
    for text in [
        "MRR export 2024\n\ncustomer_id,month,mrr\nA,2024-01,5\n",
        "Export;;\n;;\n客户;月份;月费\n甲;2024-01;5\n",
    ] {
        let file = read(text);
        assert_eq!((file.reading.header_line, counts(&file)), (Some(3), (1, 1, 0, 0)), "{text}");
        assert_eq!(finding(&file, Code::PreambleSkipped).count, 1);
        let without = vec![Code::PreambleSkipped];
        let file = read_with(text.as_bytes(), ReadOptions { without, ..ReadOptions::default() });
        let told = finding(&file, Code::HeaderBelow);
        assert_eq!((told.line, told.severity), (Some(3), Severity::Error), "{text}");
    }
    let told = finding(&read("customer_id,FY24 Q1,FY24 Q2\nA,5,6\n"), Code::PeriodUnread);
    assert_eq!((told.text.as_deref(), told.count, told.severity), (Some("FY24 Q1"), 2, Severity::Error));
    // Beside months that are read, what is left out must not go unsaid.
    let file = read("customer_id,Apr 2024,Touko 2024,Jun 2024,plan\nA,5,6,7,x\n");
    let told = finding(&file, Code::PeriodUnread);
    assert_eq!((told.text.as_deref(), told.count, told.severity), (Some("Touko 2024"), 1, Severity::Warning));
    assert_eq!(facts(&file).len(), 2);
}

#[test]
fn a_periods_file() {
    let file = read(
        "subscription_id,customer_id,start_date,end_date,monthly_amount\n\
         1,A,2024-01-01,2024-03-01,50\n2,A,2024-05-01,,75\n3,B,2024-02-02,2024-02-02,5\n4,B,2024-03-02,2024-03-01,5\n",
    );
    assert_eq!(file.reading.shape, Some(Shape::Periods));
    assert_eq!(
        facts(&file),
        ["A 2024-01-01 2024-03-01 5000 @2", "A 2024-05-01 - 7500 @3", "B 2024-02-02 2024-02-02 500 @4"]
    );
    assert_eq!(reject_codes(&file), [(5, Code::EndBeforeStart)]);
    assert_eq!(finding(&file, Code::ZeroLengthPeriod).severity, Severity::Info);
    assert_eq!(file.reading.columns[0].role, Role::SubscriptionId, "a subscription is no customer");
}

#[test]
fn chinese_headers() {
    let file = read(
        "客户名称,月份,月费（元）\n甲公司,2024年1月,￥1,200.00\n".replace("￥1,200.00", "\"￥1,200.00\""),
    );
    assert_eq!(facts(&file), ["甲公司 2024-01 120000 @2"]);
    assert_eq!(file.reading.currency.as_deref(), Some("CNY"));
    let wide = read("客户ID,2024年1月,2024年2月\nA,1,2\n合计,1,2\n");
    assert_eq!(facts(&wide).len(), 2);
    assert_eq!(counts(&wide), (2, 1, 0, 1));
    let periods = read("客户编号,开始日期,到期日,金额,计费周期\nA,2024/1/5,2025/1/5,1200,年\n");
    assert_eq!(facts(&periods), ["A 2024-01-05 2025-01-05 10000 @2"]);
}

// ---- whole files

#[test]
fn files_that_are_no_tables() {
    let code = |bytes: &[u8]| {
        let file = read(bytes);
        assert!(file.revenue.is_none());
        assert_eq!(file.reading.diagnostics.len(), 1, "{:?}", file.reading.diagnostics);
        let d = file.reading.diagnostics[0].clone();
        assert_eq!(d.severity, Severity::Error);
        (d.code, d.text.unwrap_or_default(), d.line)
    };
    assert_eq!(code(b"").0, Code::EmptyFile);
    assert_eq!(code(b"\xEF\xBB\xBF\r\n \n").0, Code::EmptyFile);
    assert_eq!(code(b"PK\x03\x04\x14\0\x06\0[Content_Types].xml"), (Code::BinaryFile, "xlsx".into(), None));
    assert_eq!(code(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), (Code::BinaryFile, "xls".into(), None));
    assert_eq!(code(b"  <html><body>"), (Code::HtmlFile, String::new(), None));
    assert_eq!(code(b"\xFF\xFEa\0,\0"), (Code::NotUtf8, "utf-16le".into(), Some(1)));
    assert_eq!(
        code(b"customer,month,mrr\ncaf\xE9,2024-01,1\n"),
        (Code::NotUtf8, "windows-1252".into(), Some(2))
    );
    assert_eq!(code(b"colour,shape\nred,round\n"), (Code::NoUsableColumn, "colour, shape".into(), Some(1)));
    assert_eq!(code(b"customer_id,note\nC1,a\n").0, Code::RoleMissing);
    assert_eq!(code(b"customer_id,note\nC1,a\n").1, "month, mrr");
    assert_eq!(code(b"customer_id,month,mrr\n"), (Code::NoRows, String::new(), Some(1)));
}

#[test]
fn a_header_and_a_long_stretch_of_nothing() {
    let mut text = String::from("customer_id,month,mrr\n");
    text.push_str(&"\n".repeat(300 << 10));
    assert_eq!(finding(&read(&text), Code::NoRows).line, Some(1));
    text.push_str("C1,2024-01,5\n");
    assert_eq!(facts(&read(&text)), [format!("C1 2024-01 500 @{}", (300 << 10) + 2)]);
}

#[test]
fn every_row_rejected() {
    let file = long("C1,foo,1\n,2024-01,1\n");
    assert!(file.revenue.is_none());
    let none = finding(&file, Code::NoUsableRows);
    assert_eq!((none.severity, none.count), (Severity::Error, file.reading.rows.read));
    assert_eq!(counts(&file), (2, 0, 2, 0));
}

#[test]
fn a_byte_order_mark() {
    let file = read("\u{FEFF}customer_id,month,mrr\nC1,2024-01,5\n");
    assert_eq!(file.reading.encoding, "utf-8-bom");
    assert_eq!(file.reading.columns[0].header, "customer_id");
    assert_eq!(facts(&file).len(), 1);
}

#[test]
fn not_utf8_behind_the_head_rejects_its_row() {
    let mut bytes = b"customer_id,month,mrr\n".to_vec();
    let mut rows = 0u64;
    while bytes.len() < 300 << 10 {
        bytes.extend_from_slice(format!("C{rows},2024-01,5\n").as_bytes());
        rows += 1;
    }
    bytes.extend_from_slice(b"caf\xE9,2024-01,5\nC1,2024-02,5\n");
    let file = read(&bytes);
    assert_eq!(counts(&file), (rows + 2, rows + 1, 1, 0));
    assert_eq!(file.rejects[0].code, Code::CharacterBroken);
    assert_eq!(finding(&file, Code::BadCharacters).count, 1);
    assert_eq!(file.rejects[0].line, rows + 2);
    assert_eq!(file.rejects[0].cells[0], "caf\u{FFFD}");
}

// ---- rows

#[test]
fn line_ends_and_blank_lines() {
    for end in ["\n", "\r\n", "\r"] {
        let text =
            ["", "customer_id,month,mrr", "", "C1,2024-01,1", "", "", "C2,2024-01,2", ",,", "C3,2024-01,3"]
                .join(end);
        let file = read(&text);
        assert_eq!(facts(&file), ["C1 2024-01 100 @4", "C2 2024-01 200 @7", "C3 2024-01 300 @9"], "{end:?}");
        assert_eq!(file.reading.header_line, Some(2));
        assert_eq!(counts(&file), (4, 3, 0, 1));
        assert_eq!(finding(&file, Code::BlankRow).line, Some(8));
    }
}

#[test]
fn quoted_line_breaks_count() {
    let file = long("\"Acme\nLtd\",2024-01,1\n\"B \"\"b\"\"\",2024-01,2\n\"x\r\ny\",2024-01,bad\n");
    assert_eq!(facts(&file), ["Acme\nLtd 2024-01 100 @2", "B \"b\" 2024-01 200 @4"]);
    assert_eq!(reject_codes(&file), [(5, Code::AmountUnreadable)]);
}

#[test]
fn totals_are_ignored() {
    let file = long("C1,2024-01,1\nTotal,,1\n 总计 ,,1\nGRAND TOTAL:,,1\nTotal Energies,2024-01,1\n");
    assert_eq!(counts(&file), (5, 2, 0, 3));
    let total = finding(&file, Code::TotalRow);
    assert_eq!((total.line, total.count, total.text.as_deref()), (Some(3), 3, Some("Total")));
}

#[test]
fn totals_stand_in_any_cell_where_no_customer_does() {
    let file = read("month,customer_id,mrr\n2024-01,A,5\nTotal,,5\n2024-01,,5\n");
    assert_eq!((counts(&file), reject_codes(&file)), ((3, 1, 1, 1), vec![(4, Code::CustomerMissing)]));
}

#[test]
fn rows_that_cannot_be_used() {
    let file = long(
        "C1,2024-01\nC1,2024-01,1,,\nC1,2024-01,1,x\n,2024-01,1\nC1,,1\nC1,soon,1\nC1,2024-01,\nC1,2024-01,n/a\n\
         C1,2024-01,-5\nC1,2024-01,99999999999999999999\nC1,2024-01,12%\nC1,2024-01,lots\nC1,2024-01,#REF!\nC1,2024-01,5m\n",
    );
    use Code::*;
    assert_eq!(
        reject_codes(&file),
        [
            (2, RowTooShort),
            (4, RowTooLong),
            (5, CustomerMissing),
            (6, DateMissing),
            (7, DateUnreadable),
            (8, AmountMissing),
            (9, AmountMissing),
            (10, AmountNegative),
            (11, AmountTooLarge),
            (12, AmountPercent),
            (13, AmountUnreadable),
            (14, SpreadsheetError),
            (15, AmountUnreadable),
        ]
    );
    assert_eq!(counts(&file), (14, 1, 13, 0));
    let folded = finding(&file, AmountUnreadable);
    assert_eq!((folded.line, folded.count, folded.text.as_deref()), (Some(13), 2, Some("lots")));
    assert_eq!(folded.column.as_deref(), Some("mrr"));
    assert_eq!(folded.severity, Severity::Warning);
}

#[test]
fn findings_are_sorted() {
    let file =
        long("C1,2024-01,1\nC1,2024-01,0.005\nC2,x,1\n,2024-01,1\n\"C3;2024-01,1\n\"C,4\",2024-01,1\n");
    let order: Vec<(Severity, Option<u64>)> =
        file.reading.diagnostics.iter().map(|d| (d.severity, d.line)).collect();
    let mut sorted = order.clone();
    sorted.sort_by_key(|(s, l)| (std::cmp::Reverse(*s), *l));
    assert_eq!(order, sorted);
    assert_eq!(file.reading.diagnostics[0].code, Code::UnclosedQuote);
    assert!(has(&file, Code::AmountRounded) && has(&file, Code::SameMonthSummed));
}

#[test]
fn texts_are_cut_between_characters() {
    let long_text = "数".repeat(200);
    let file = long(&format!("C1,{long_text},1\n"));
    assert_eq!(file.rejects[0].text.as_ref().unwrap().chars().count(), 80);
}

// ---- quotes and limits

#[test]
fn an_unclosed_quote_takes_only_its_row() {
    let file = long("C1,2024-01,1\n\"C2;2024-01,2\nC3,2024-01,3\n\"C,4\",2024-01,4\n");
    assert_eq!(facts(&file), ["C1 2024-01 100 @2", "C3 2024-01 300 @4", "C,4 2024-01 400 @5"]);
    assert_eq!(reject_codes(&file), [(3, Code::UnclosedQuote)]);
    let quote = finding(&file, Code::UnclosedQuote);
    assert_eq!((quote.severity, quote.line), (Severity::Error, Some(3)));
}

#[test]
fn a_stray_quote_closed_by_a_later_one() {
    let text = "customer_id,month,mrr\n\"C1,2024-01,1\n\"Beta, Inc\",2024-01,2\n\"Gamma, Inc\",2024-01,3\n";
    let file = read(text);
    let all = ["\"C1 2024-01 100 @2", "Beta, Inc 2024-01 200 @3", "Gamma, Inc 2024-01 300 @4"];
    assert_eq!(facts(&file), all);
    let told = finding(&file, Code::StrayQuote);
    assert_eq!((told.severity, told.line, told.count), (Severity::Warning, Some(2), 1));
    // Where that is not wanted, only the row is lost.
    let options = ReadOptions { without: vec![Code::StrayQuote], ..ReadOptions::default() };
    let file = read_with(text.as_bytes(), options);
    assert_eq!(facts(&file), all[1..]);
    assert_eq!(reject_codes(&file), [(2, Code::UnclosedQuote)]);
}

#[test]
fn nuls_are_removed_unless_they_must_not_be() {
    // Behind the head, which decides whether the file is text at all.
    let mut text = String::from("customer_id,month,mrr\n");
    (0..20_000).for_each(|i| text.push_str(&format!("C{i},2024-01,1\n")));
    text.push_str("A\0B,2024-01,1\nD,2024-01,2\n");
    let file = read(&text);
    assert_eq!(facts(&file)[20_000..], ["AB 2024-01 100 @20002", "D 2024-01 200 @20003"]);
    assert_eq!(finding(&file, Code::NulRemoved).line, Some(20_002));
    let options = ReadOptions { without: vec![Code::NulRemoved], ..ReadOptions::default() };
    let file = read_with(text.as_bytes(), options);
    assert_eq!(facts(&file)[20_000..], ["D 2024-01 200 @20003"]);
    assert_eq!(reject_codes(&file), [(20_002, Code::NulInRow)]);
}

#[test]
fn an_unclosed_quote_in_a_large_file() {
    let mut text = String::from("customer_id,month,mrr\n\"C0;2024-01,1\n");
    for i in 0..200_000 {
        text.push_str(&format!("C{i},2024-01,1\n"));
    }
    let file = read(&text);
    assert_eq!(counts(&file), (200_001, 200_000, 1, 0));
}

#[test]
fn cells_and_columns_have_limits() {
    let big = "x".repeat((1 << 20) + 1);
    let file =
        long(&format!("C1,2024-01,1\n{big},2024-01,1\nC2,2024-01,1\n\"{big}\",2024-01,1\nC3,2024-01,1\n"));
    assert_eq!(reject_codes(&file), [(3, Code::CellTooLarge), (5, Code::CellTooLarge)]);
    assert_eq!(facts(&file).len(), 3);
    let huge = "y".repeat(3 << 20);
    let file = long(&format!("C1,2024-01,1\n\"{huge}\",2024-01,1\nC3,2024-01,1\n{huge}"));
    assert_eq!(reject_codes(&file), [(3, Code::CellTooLarge), (5, Code::CellTooLarge)]);
    assert_eq!(facts(&file), ["C1 2024-01 100 @2", "C3 2024-01 100 @4"]);
    let many = ",".repeat(5000);
    let file = long(&format!("C1,2024-01,1\nC2,2024-01,1{many}\nC3,2024-01,1\n"));
    assert_eq!(reject_codes(&file), [(3, Code::TooManyColumns)]);
    assert_eq!(facts(&file).len(), 2);
}

// ---- delimiters and roles

#[test]
fn delimiters() {
    for (delimiter, name) in [(',', ","), (';', ";"), ('\t', "\t"), ('|', "|")] {
        let text = "customer_id,month,mrr\nC1,2024-01,5\n\"C,2\",2024-01,6\n".replace("\"C,2\"", "\"C2\"");
        let file = read(text.replace(',', &delimiter.to_string()));
        assert_eq!(file.reading.delimiter, name);
        assert_eq!(facts(&file).len(), 2);
    }
    let told = ReadOptions { delimiter: Some(";".to_owned()), ..ReadOptions::default() };
    assert!(read_with(b"customer_id,month,mrr\nC1,2024-01,5\n", told).revenue.is_none());
}

#[test]
fn the_surer_column_is_taken_and_the_other_named() {
    let file = read("customer_name,customer_id,date,mrr\nAcme,C1,2024-01-31,5\n");
    assert_eq!(facts(&file), ["C1 2024-01 500 @2"]);
    let twice = finding(&file, Code::RoleTwice);
    assert_eq!(
        (twice.column.as_deref(), twice.text.as_deref()),
        (Some("customer_name"), Some("customer_id"))
    );
    let RevenueFacts::Months { latest_day, .. } = &file.revenue.as_ref().unwrap().facts else { panic!() };
    assert_eq!(latest_day.unwrap().to_string(), "2024-01-31");
}

#[test]
fn content_decides_where_words_do_not() {
    let file = read("wer,wann,wieviel\nAcme,2024-01,5\nBeta,2024-02,6.5\n");
    assert_eq!(facts(&file), ["Acme 2024-01 500 @2", "Beta 2024-02 650 @3"]);
    assert!(file.reading.columns.iter().all(|c| c.confidence < 0.7));
    // Two columns of amounts: not ours to choose.
    let unsure = read("customer_id,month,a,b\nC1,2024-01,5,6\n");
    assert_eq!(finding(&unsure, Code::RoleMissing).text.as_deref(), Some("mrr"));
    // Cents are no units.
    let cents = read("customer_id,month,amount in cents\nC1,2024-01,500\n");
    assert_eq!(facts(&cents), ["C1 2024-01 500 @2"]);
}

#[test]
fn the_user_has_the_last_word() {
    let roles = vec![("B".to_owned(), Role::Mrr), ("1".to_owned(), Role::CustomerId)];
    let options = ReadOptions { roles, ..ReadOptions::default() };
    let file = read_with(b"x,month,a,b\nC1,2024-01,5,6\n", options);
    assert_eq!(facts(&file), ["C1 2024-01 600 @2"]);
    assert_eq!(file.reading.columns[3].confidence, 1.0);
    let options = ReadOptions { roles: vec![("nowhere".to_owned(), Role::Mrr)], ..ReadOptions::default() };
    assert!(has(&read_with(b"customer_id,month,mrr\nC1,2024-01,5\n", options), Code::RoleMissing));
    let options = ReadOptions { roles: vec![("mrr".to_owned(), Role::Ignored)], ..ReadOptions::default() };
    assert!(read_with(b"customer_id,month,mrr\nC1,2024-01,5\n", options).revenue.is_none());
}

// ---- intervals and annual amounts

#[test]
fn amounts_become_monthly() {
    let file = read(
        "customer_id,start_date,end_date,amount,billing_interval\nA,2024-01-01,,1200,year\nB,2024-01-01,,100,year\n\
         C,2024-01-01,,30,quarter\nD,2024-01-01,,12,week\nE,2024-01-01,,12,day\nF,2024-01-01,,60,half-year\n\
         G,2024-01-01,,7,fortnight\nH,2024-01-01,,90,3 months\n",
    );
    assert_eq!(amounts(&file), [10000, 833, 1000, 5200, 36500, 1000, 3000]);
    assert_eq!(reject_codes(&file), [(8, Code::IntervalUnknown)]);
}

#[test]
fn annual_columns_are_divided_and_said_so() {
    let file = read("customer_id,month,arr\nA,2024-01,1200\nB,2024-01,100\n");
    assert_eq!(amounts(&file), [10000, 833]);
    let divided = finding(&file, Code::AnnualDivided);
    assert_eq!((divided.severity, divided.count), (Severity::Warning, 2));
}

// ---- dates

#[test]
fn an_open_date_order_is_asked() {
    let text = "customer_id,date,mrr\nA,03/04/2024,1\nB,05/06/2024,2\nC,07/07/2024,3\n";
    let file = read(text);
    let question = file.question.as_ref().unwrap();
    assert!(file.revenue.is_none());
    assert_eq!(
        (question.kind, question.column.as_str(), question.count),
        (QuestionKind::DateOrder, "date", 2)
    );
    assert_eq!(question.samples[0].first, "2024-04-03");
    assert_eq!(question.samples[0].second, "2024-03-04");
    assert_eq!(question.samples[0].line, 2);
    let told = |order| {
        let options = ReadOptions { date_order: Some(order), ..ReadOptions::default() };
        facts(&read_with(text.as_bytes(), options))
    };
    assert_eq!(told(DateOrder::Dmy)[0], "A 2024-04 100 @2");
    assert_eq!(told(DateOrder::Mdy)[0], "A 2024-03 100 @2");
}

#[test]
fn one_day_settles_the_column() {
    let file = read("customer_id,date,mrr\nA,03/04/2024,1\nB,31/01/2024,2\n");
    assert_eq!(facts(&file), ["A 2024-04 100 @2", "B 2024-01 200 @3"]);
    assert_eq!(file.reading.columns[1].format.as_deref(), Some("DD/MM/YYYY"));
    let file = read("customer_id,date,mrr\nA,03/04/2024,1\nB,01/31/2024,2\nC,01/30/2024,2\nD,31/01/2024,1\n");
    assert_eq!(facts(&file)[0], "A 2024-03 100 @2");
    assert_eq!(reject_codes(&file), [(5, Code::DateContradicts)], "decided per column, never per cell");
}

#[test]
fn wide_headers_ask_too() {
    let file = read("customer,01/02/2024,01/03/2024\nA,1,2\n");
    assert_eq!(file.question.as_ref().unwrap().kind, QuestionKind::DateOrder);
    let file = read("customer,01/31/2024,02/29/2024\nA,1,2\n");
    assert_eq!(facts(&file), ["A 2024-01 100 @2", "A 2024-02 200 @2"]);
}

#[test]
fn digits_alone_are_dates_as_a_whole_column_only() {
    let file = read("customer_id,month,mrr\nA,202401,1\nB,202402,2\n");
    assert_eq!(facts(&file), ["A 2024-01 100 @2", "B 2024-02 200 @3"]);
    let file = read("customer_id,month,mrr\nA,2024-01,1\nB,2024-02,2\nC,202402,2\n");
    assert_eq!(reject_codes(&file), [(4, Code::DateUnreadable)]);
}

// ---- amounts

#[test]
fn an_open_decimal_mark_is_asked() {
    for cell in ["1.234", "\"1,234\""] {
        let text = format!("customer_id,month,mrr\nA,2024-01,{cell}\nB,2024-01,5\n");
        let file = read(&text);
        let question = file.question.as_ref().unwrap();
        assert!(file.revenue.is_none());
        assert_eq!((question.kind, question.count), (QuestionKind::Decimal, 1));
        let both = [question.samples[0].first.as_str(), question.samples[0].second.as_str()];
        assert!(both == ["1.234", "1234.00"] || both == ["1234.00", "1.234"], "{both:?}");
        assert!(has(&file, Code::DecimalAmbiguous));
        let told = |mark| {
            let options = ReadOptions { decimal: Some(mark), ..ReadOptions::default() };
            amounts(&read_with(text.as_bytes(), options))[0]
        };
        let mut both = [told(DecimalMark::Point), told(DecimalMark::Comma)];
        both.sort_unstable();
        assert_eq!(both, [123, 123400]);
    }
}

#[test]
fn one_cell_settles_the_convention() {
    let one = |cells: &[&str]| {
        let mut text = String::from("customer_id;month;mrr\n");
        for (i, cell) in cells.iter().enumerate() {
            text.push_str(&format!("C{i};2024-01;{cell}\n"));
        }
        amounts(&read(&text))
    };
    assert_eq!(one(&["1.234", "1.234.567"]), [123400, 123456700]);
    assert_eq!(one(&["1,234", "1,234,567"]), [123400, 123456700]);
    assert_eq!(one(&["1.234", "5,5"]), [123400, 550]);
    assert_eq!(one(&["1.234", "5.5"]), [123, 550]);
    assert_eq!(one(&["1.234", "0.125"]), [123, 12]);
    assert_eq!(one(&["12345.678", "1.234"]), [1234568, 123]);
    assert_eq!(one(&["$1,234", "$5"]), [123400, 500]);
    assert_eq!(one(&["1 234,50 €", "7"]), [123450, 700]);
}

#[test]
fn another_column_of_amounts_settles_it() {
    let file = read("customer_id,month,mrr,total\nA,2024-01,\"1,234\",\"14,808.50\"\n");
    assert_eq!(amounts(&file), [123400]);
}

#[test]
fn a_late_cell_settles_what_came_before() {
    let mut text = String::from("customer_id\tmonth\tmrr\n");
    for i in 0..30_000 {
        text.push_str(&format!("C{i}\t2024-01\t1.234\n"));
    }
    assert!(read(&text).question.is_some());
    text.push_str("Z\t2024-01\t7,50\n");
    let file = read(&text);
    assert!(file.question.is_none());
    assert_eq!(amounts(&file)[0], 123400);
    assert!(!has(&file, Code::AmountRounded));
}

#[test]
fn rounding_is_told() {
    let file = long("A,2024-01,166.666667\nB,2024-01,49.5\n");
    assert_eq!(amounts(&file), [16667, 4950]);
    assert_eq!(finding(&file, Code::AmountRounded).count, 1);
}

// ---- currency

#[test]
fn currencies() {
    let of = |text: &str| read(text).reading.currency;
    assert_eq!(of("customer_id,month,mrr\nA,2024-01,5\n"), None);
    assert_eq!(of("customer_id,month,mrr,currency\nA,2024-01,5,usd\n").as_deref(), Some("USD"));
    assert_eq!(of("customer_id,month,MRR (EUR)\nA,2024-01,5\n").as_deref(), Some("EUR"));
    assert_eq!(of("customer_id,month,mrr\nA,2024-01,£5\n").as_deref(), Some("GBP"));
    let dollars = read("customer_id,month,mrr\nA,2024-01,$5\nB,2024-01,$6\n");
    assert_eq!(dollars.reading.currency.as_deref(), Some("USD"));
    let assumed = finding(&dollars, Code::CurrencyAssumed);
    assert_eq!((assumed.text.as_deref(), assumed.count, assumed.severity), (Some("$"), 2, Severity::Info));
    let yen = read("customer_id,month,mrr,currency\nA,2024-01,500,JPY\n");
    assert_eq!(amounts(&yen), [500]);
    let unknown = read("customer_id,month,mrr,currency\nA,2024-01,5,USD\nB,2024-01,5,XYZ\n");
    assert_eq!(reject_codes(&unknown), [(3, Code::CurrencyUnknown)]);
}

#[test]
fn mixed_currencies_are_counted() {
    let file = read("customer_id,month,mrr,currency\nA,2024-01,5,USD\nB,2024-01,5,EUR\nC,2024-01,5,USD\n");
    let table = file.revenue.as_ref().unwrap();
    assert_eq!(table.mixed, [("EUR".to_owned(), 1), ("USD".to_owned(), 2)]);
    assert_eq!(finding(&file, Code::CurrencyMixed).text.as_deref(), Some("EUR 1, USD 2"));
}

// ---- any bytes, any split

/// Everything that must not depend on how the bytes came.
fn fingerprint(file: &FileRead) -> String {
    let table = file.revenue.as_ref().map(|t| {
        let names: Vec<&str> = (0..t.customers.len() as u32).map(|i| t.customers.text(i)).collect();
        format!("{:?} {:?} {:?} {names:?} {:?}", t.shape, t.currency, t.mixed, t.facts)
    });
    format!("{:?}\n{:?}\n{:?}\n{table:?}", file.reading, file.rejects, file.question)
}

fn in_pieces(bytes: &[u8], sizes: &[usize]) -> FileRead {
    let mut reader = Reader::new(ReadOptions::default());
    let mut rest = bytes;
    let mut sizes = sizes.iter().cycle();
    while !rest.is_empty() {
        let n = sizes.next().copied().unwrap_or(1).clamp(1, rest.len());
        let (now, later) = rest.split_at(n);
        reader.push(now);
        reader.push(&[]);
        rest = later;
    }
    reader.finish()
}

fn check_identity(file: &FileRead) {
    let r = file.reading.rows;
    assert_eq!(r.read, r.used + r.waiting + r.rejected + r.ignored);
}

/// Bytes that look like a file often enough to reach the far corners.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just("customer_id,month,mrr\n".to_owned()),
        Just("customer;start;end;amount\r\n".to_owned()),
        Just("client,2024-01,2024-02\r".to_owned()),
        Just("\"".to_owned()),
        Just("\"\"".to_owned()),
        Just(",".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\r".to_owned()),
        Just(";".to_owned()),
        Just("C1,2024-01,49.50\n".to_owned()),
        Just("\"C,2\",2024-02,\"1,234\"\n".to_owned()),
        Just("C3,03/04/2024,1.234,5\n".to_owned()),
        Just("Total,,5\n".to_owned()),
        Just("客户,".to_owned()),
        Just("￥5".to_owned()),
        "[ -~]{0,8}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|p| p.concat().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_split_reads_the_same(bytes in soup(), sizes in prop::collection::vec(1usize..40, 1..6)) {
        let whole = in_pieces(&bytes, &[bytes.len().max(1)]);
        prop_assert_eq!(fingerprint(&whole), fingerprint(&in_pieces(&bytes, &sizes)));
        check_identity(&whole);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_identity(&in_pieces(&bytes, &[7]));
        let mut headed = b"customer_id,month,mrr\n".to_vec();
        headed.extend(bytes.iter().map(|b| b & 0x7F).filter(|b| *b != 0));
        check_identity(&in_pieces(&headed, &[11]));
    }

    /// The order of rows decides nothing: neither the questions nor how a cell is read.
    #[test]
    fn shuffled_rows_read_the_same(
        rows in prop::collection::vec((0usize..6, 0usize..7), 1..12).prop_flat_map(|r| (Just(r.clone()), Just(r).prop_shuffle())),
    ) {
        let dates = ["03/04/2024", "04/05/2024", "07/07/2024", "13/01/2024", "2024-02-01", "Jan 2024"];
        let cells = ["1.234", "5", "12", "1.234,5", "1.234.567", "2.000", "7,25"];
        let text = |rows: &[(usize, usize)]| {
            let mut out = String::from("customer_id;date;mrr\n");
            for (d, a) in rows {
                out.push_str(&format!("C{d}{a};{};{}\n", dates[*d], cells[*a]));
            }
            out
        };
        let told = |file: &FileRead| {
            let mut all: Vec<String> = match &file.revenue {
                Some(_) => facts(file).iter().map(|f| f.split(" @").next().unwrap().to_owned()).collect(),
                None => vec![format!("{:?}", file.question.as_ref().map(|q| (q.kind, q.count)))],
            };
            all.sort();
            all
        };
        prop_assert_eq!(told(&read(text(&rows.0))), told(&read(text(&rows.1))));
    }

    /// The customers of a valid file are the cells that the csv crate reads, at its record's line.
    #[test]
    fn agrees_with_the_csv_crate(
        names in prop::collection::vec("[A-Fa-f0-9 ,;\"\n\r\té客'|]{1,12}", 1..40),
        crlf in any::<bool>(),
    ) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
        writer.write_record(["customer_id", "month", "mrr"]).unwrap();
        for (i, name) in names.iter().enumerate() {
            writer.write_record([&format!("x{name}x"), "2024-01", &format!("{i}.25")]).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let options = ReadOptions { delimiter: Some(",".to_owned()), ..ReadOptions::default() };
        let mut reader = Reader::new(options);
        for piece in bytes.chunks(13) {
            reader.push(piece);
        }
        let file = reader.finish();
        let mut theirs = Vec::new();
        for (i, record) in csv::Reader::from_reader(bytes.as_slice()).records().enumerate() {
            theirs.push((record.unwrap()[0].to_owned(), i as i64 * 100 + 25));
        }
        let table = file.revenue.as_ref().unwrap();
        let RevenueFacts::Months { facts, .. } = &table.facts else { panic!("months") };
        let ours: Vec<(String, i64)> =
            facts.iter().map(|f| (table.customers.text(f.customer).to_owned(), f.amount)).collect();
        prop_assert_eq!(ours, theirs);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_split_of_a_file_larger_than_the_head(bytes in soup(), at in prop_oneof![0usize..300_000, 261_000usize..263_000], sizes in prop::collection::vec(1usize..70_000, 1..5)) {
        let mut big = b"customer_id,month,mrr\n".to_vec();
        while big.len() < 300_000 {
            big.extend_from_slice(b"Cust,2024-01,5\n\"A, B\",2024-02,\"6\"\n");
        }
        let at = at.min(big.len()).max(30);
        big.splice(at..at, bytes);
        let whole = in_pieces(&big, &[big.len()]);
        prop_assert_eq!(fingerprint(&whole), fingerprint(&in_pieces(&big, &sizes)));
        check_identity(&whole);
    }
}

// ---- samples and the corpus

#[test]
fn the_samples_read_without_a_word() {
    for name in ["healthy", "leaking"] {
        let bytes = std::fs::read(format!("{}/www/samples/{name}.csv", env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert!(bytes.len() <= 60 << 10, "{name}: {} bytes", bytes.len());
        let file = read(&bytes);
        assert_eq!(file.reading.rows.used, file.reading.rows.read);
        assert!(file.reading.rows.used > 500);
        assert!(file.reading.diagnostics.is_empty(), "{:?}", file.reading.diagnostics);
        assert_eq!(file.reading.currency.as_deref(), Some("USD"));
        for lang in ["en", "zh"] {
            let path = format!("{}/www/samples/{name}-customers.{lang}.csv", env!("CARGO_MANIFEST_DIR"));
            let who = read(std::fs::read(path).unwrap());
            assert!(who.reading.diagnostics.is_empty(), "{:?}", who.reading.diagnostics);
            let accounts = who.accounts.unwrap();
            assert_eq!(accounts.attributes.len(), 4);
            assert!(accounts.seats.iter().chain(&accounts.potential_seats).all(Option::is_some));
            let stated = accounts.customers.sorted().len();
            assert_eq!(stated, file.revenue.as_ref().unwrap().customers.sorted().len());
        }
    }
}

fn corpus(path: &str) -> Option<FileRead> {
    Some(read(std::fs::read(common::corpus(path)?).unwrap()))
}

fn customers(file: &FileRead) -> Vec<String> {
    let table = file.revenue.as_ref().unwrap();
    table.customers.sorted().into_iter().map(|id| table.customers.text(id).to_owned()).collect()
}

/// Customer-months with revenue, in the order of their names.
fn revenue_by_month(file: &FileRead) -> std::collections::BTreeMap<(String, Month), i64> {
    let table = file.revenue.as_ref().unwrap();
    let mut out = std::collections::BTreeMap::new();
    let mut add = |customer: u32, month: Month, amount: i64| {
        if amount > 0 {
            *out.entry((table.customers.text(customer).to_owned(), month)).or_insert(0) += amount;
        }
    };
    match &table.facts {
        RevenueFacts::Months { facts, .. } => facts.iter().for_each(|f| add(f.customer, f.month, f.amount)),
        // These periods all begin and end on the first of a month.
        RevenueFacts::Periods(facts) => {
            for f in facts {
                let last = f.end.unwrap().month().plus(-1);
                f.start.month().through(last).for_each(|month| add(f.customer, month, f.amount));
            }
        }
        RevenueFacts::Spans { .. } => panic!("no such ledger here"),
    }
    out
}

#[test]
fn corpus_meridian() {
    let Some(long) = corpus("meridian/subscription_monthly.csv") else { return };
    let wide = corpus("meridian/wide_cube.csv").unwrap();
    let periods = corpus("meridian/subscription_periods.csv").unwrap();
    assert_eq!(counts(&long), (30_876, 30_876, 0, 0));
    assert_eq!(counts(&wide), (2_009, 2_009, 0, 0));
    assert_eq!(counts(&periods), (3_098, 3_098, 0, 0));
    assert_eq!(customers(&long).len(), 2_009);
    assert_eq!(customers(&long), customers(&wide));
    assert_eq!(customers(&long), customers(&periods));
    assert_eq!(revenue_by_month(&long), revenue_by_month(&wide));
    assert_eq!(revenue_by_month(&long), revenue_by_month(&periods));
    let shapes = [&long, &wide, &periods].map(|f| f.reading.shape.unwrap());
    assert_eq!(shapes, [Shape::Long, Shape::Wide, Shape::Periods]);
    assert!(corpus("meridian/customers.csv").unwrap().revenue.is_none());
}

#[test]
fn corpus_maven() {
    let Some(file) = corpus("maven/subscriptions.csv") else { return };
    assert_eq!(counts(&file), (3_069, 3_069, 0, 0));
    assert_eq!(customers(&file).len(), 2_877);
    assert_eq!(file.reading.encoding, "utf-8-bom");
    assert_eq!(finding(&file, Code::ZeroLengthPeriod).count, 108);
    assert!(amounts(&file).iter().all(|a| *a == 3_900));
}

#[test]
fn corpus_mrr_playbook() {
    let Some(file) = corpus("mrr-playbook/subscription_periods.csv") else { return };
    assert_eq!(counts(&file), (121, 121, 0, 0));
    assert_eq!(file.reading.shape, Some(Shape::Periods));
}

#[test]
fn records_are_written_alike_whatever_the_chunks() {
    let text = "Title\n\na;b;c\n1;\"x, \"\"y\"\"\";3\n\n# no row\n2;z;\nEnd of report\n".as_bytes();
    let written = |size: usize| {
        let mut reader = Reader::new(ReadOptions::default()).into_records();
        let mut out = Vec::new();
        for chunk in text.chunks(size) {
            reader.push(chunk);
            out.extend(reader.take_records());
        }
        let (rest, read) = reader.finish_records();
        out.extend(rest);
        (String::from_utf8(out).unwrap(), read.reading.diagnostics)
    };
    let whole = written(text.len());
    assert_eq!(whole.0, "a,b,c\n1,\"x, \"\"y\"\"\",3\n2,z,\n");
    for size in 1..9 {
        assert_eq!(written(size), whole);
    }
}
