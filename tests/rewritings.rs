//! One ledger, however it is written, is one report: order of rows and columns, delimiter, quotes, line ends, numbers
//! and dates of any locale, and however the bytes come in pieces.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::forget_files;
use ninefold::base::Month;
use ninefold::read::{FileRead, ReadOptions, Reader};
use ninefold::report::{Report, Session, Settings, to_json};
use proptest::prelude::*;
use proptest::sample::select;

/// A customer, a month of 2024 from 0, an amount in cents.
type Row = (String, u32, u64);

/// How a ledger is written.
#[derive(Clone, Debug)]
struct Style {
    delimiter: char,
    /// Quotes around every cell, or where they must be.
    quoted: bool,
    line_end: &'static str,
    number: Number,
    date: Form,
    mark: bool,
    /// The columns' order, as places of customer, month and amount.
    order: [usize; 3],
    header: [&'static str; 3],
    /// A last line without an end.
    open_end: bool,
}

#[derive(Clone, Copy, Debug)]
enum Number {
    Plain,
    English,
    German,
    French,
    Swiss,
}

#[derive(Clone, Copy, Debug)]
enum Form {
    Iso,
    Slashed,
    Dotted,
    Usa,
    Short,
    Long,
    Chinese,
    ChineseDay,
    IsoDay,
}

const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Number {
    /// The decimal mark and the mark between groups of three.
    fn marks(self) -> (char, &'static str) {
        match self {
            Number::Plain => ('.', ""),
            Number::English => ('.', ","),
            Number::German => (',', "."),
            Number::French => (',', "\u{a0}"),
            Number::Swiss => ('.', "'"),
        }
    }

    fn write(self, cents: u64) -> String {
        let (decimal, group) = self.marks();
        let digits = (cents / 100).to_string();
        let mut text = String::new();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                text.push_str(group);
            }
            text.push(digit);
        }
        format!("{text}{decimal}{:02}", cents % 100)
    }
}

impl Form {
    /// A month, or its last day, which tells the order of day and month by itself.
    fn write(self, month: u32) -> String {
        let day = Month::new(2024, month + 1).unwrap().last_day().unwrap().to_string();
        let day = &day[8..];
        let (number, name) = (month + 1, NAMES[month as usize]);
        match self {
            Form::Iso => format!("2024-{number:02}"),
            Form::Slashed => format!("2024/{number}/{day}"),
            Form::Dotted => format!("{day}.{number}.2024"),
            Form::Usa => format!("{number:02}/{day}/2024"),
            Form::Short => format!("{}-24", &name[..3]),
            Form::Long => format!("{name} 2024"),
            Form::Chinese => format!("2024年{number}月"),
            Form::ChineseDay => format!("2024年{number}月{day}日"),
            Form::IsoDay => format!("2024-{number:02}-{day}"),
        }
    }
}

impl Style {
    fn line(&self, cells: &[String]) -> String {
        let cell = |text: &String| {
            let must = text.contains([self.delimiter, '"', '\n', '\r']);
            if must || self.quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.clone() }
        };
        cells.iter().map(cell).collect::<Vec<_>>().join(&self.delimiter.to_string())
    }

    fn join(&self, lines: Vec<String>) -> Vec<u8> {
        let mut text = lines.join(self.line_end);
        if !self.open_end {
            text.push_str(self.line_end);
        }
        let mark = if self.mark { "\u{feff}" } else { "" };
        format!("{mark}{text}").into_bytes()
    }

    fn long(&self, rows: &[Row]) -> Vec<u8> {
        let ordered = |cells: [String; 3]| self.order.map(|i| cells[i].clone());
        let mut lines = vec![self.line(&ordered(self.header.map(str::to_owned)))];
        for (customer, month, cents) in rows {
            let cells = [customer.clone(), self.date.write(*month), self.number.write(*cents)];
            lines.push(self.line(&ordered(cells)));
        }
        self.join(lines)
    }

    /// Every customer in every month, a column each; empty where there is no row.
    fn wide(&self, rows: &[Row]) -> Vec<u8> {
        let mut header = vec![self.header[0].to_owned()];
        header.extend((0..12).map(|month| self.date.write(month)));
        let mut lines = vec![self.line(&header)];
        let mut names: Vec<&String> = rows.iter().map(|(customer, ..)| customer).collect();
        names.sort();
        names.dedup();
        for name in names {
            let mut cells = vec![name.clone()];
            cells.extend((0..12).map(|month| {
                let of = rows.iter().filter(|(c, m, _)| c == name && *m == month).map(|(.., cents)| cents);
                let sum: u64 = of.sum();
                if sum > 0 { self.number.write(sum) } else { String::new() }
            }));
            lines.push(self.line(&cells));
        }
        self.join(lines)
    }
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let customer = select(vec!["Acme", "Birch, Inc", "Cedar; KG", "Dorn \"D\"", "客户甲", "Ünal\tAŞ", "C-7"]);
    let amount = prop_oneof![1..99_999_u64, 100_000..900_000_000_u64];
    prop::collection::vec((customer.prop_map(str::to_owned), 0..12_u32, amount), 1..30)
}

fn style() -> impl Strategy<Value = Style> {
    use Form::*;
    let look = (
        select(vec![',', ';', '\t', '|']),
        any::<bool>(),
        select(vec!["\n", "\r\n", "\r"]),
        select(vec![Number::Plain, Number::English, Number::German, Number::French, Number::Swiss]),
        select(vec![Iso, Slashed, Dotted, Usa, Short, Long, Chinese, ChineseDay, IsoDay]),
    );
    let orders = select(vec![[0, 1, 2], [1, 0, 2], [2, 1, 0], [2, 0, 1]]);
    let headers = select(vec![
        ["customer_id", "month", "mrr"],
        ["Account", "Date", "MRR (USD)"],
        ["客户编号", "月份", "MRR"],
        ["客户名称", "账期", "月收入"],
    ]);
    (look, any::<bool>(), orders, headers, any::<bool>()).prop_map(
        |((delimiter, quoted, line_end, number, date), mark, order, header, open_end)| Style {
            delimiter,
            quoted,
            line_end,
            number,
            date,
            mark,
            order,
            header,
            open_end,
        },
    )
}

fn read(bytes: &[u8], cuts: &[usize]) -> FileRead {
    let mut reader = Reader::new(ReadOptions { name: "ledger.csv".to_owned(), ..ReadOptions::default() });
    let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut % (bytes.len() + 1)).collect();
    cuts.sort_unstable();
    let mut from = 0;
    for cut in cuts {
        reader.push(&bytes[from..cut]);
        from = cut;
    }
    reader.push(&bytes[from..]);
    reader.finish()
}

/// The report without its inputs, and without the currency that a header may name.
fn figures(read: FileRead) -> String {
    let report = Session::new(vec![read]).report(&Settings { months: 3, ..Settings::default() });
    let mut report = Report { inputs: Vec::new(), currency: None, ..report };
    forget_files(&mut report);
    to_json(&report)
}

fn plain() -> Style {
    Style {
        delimiter: ',',
        quoted: false,
        line_end: "\n",
        number: Number::Plain,
        date: Form::Iso,
        mark: false,
        order: [0, 1, 2],
        header: ["customer_id", "month", "mrr"],
        open_end: false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_long_ledger_is_one_report_however_it_is_written(
        rows in rows(), style in style(), keys in prop::collection::vec(any::<u32>(), 30),
        cuts in prop::collection::vec(any::<usize>(), 0..4)
    ) {
        let want = read(&plain().long(&rows), &[]);
        prop_assert_eq!(want.reading.rows.used, rows.len() as u64);
        let mut keyed: Vec<(u32, Row)> = keys.into_iter().zip(rows).collect();
        keyed.sort();
        let shuffled: Vec<Row> = keyed.into_iter().map(|(_, row)| row).collect();
        let bytes = style.long(&shuffled);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let got = read(&bytes, &cuts);
        prop_assert!(got.question.is_none(), "{:?}\n{}", got.question, text);
        prop_assert_eq!(got.reading.rows.used, shuffled.len() as u64, "{:?}\n{}", got.rejects, text);
        prop_assert_eq!(figures(got), figures(want), "{}", text);
    }

    #[test]
    fn a_wide_ledger_is_one_report_however_it_is_written(rows in rows(), style in style()) {
        let want = read(&plain().wide(&rows), &[]);
        let bytes = style.wide(&rows);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let got = read(&bytes, &[]);
        prop_assert!(got.question.is_none(), "{:?}\n{}", got.question, text);
        prop_assert_eq!(got.reading.rows, want.reading.rows, "{:?}\n{}", got.rejects, text);
        prop_assert_eq!(figures(got), figures(want), "{}", text);
    }

    #[test]
    fn a_year_in_a_column_of_its_own_says_the_same(rows in rows(), how in 0..5_usize, header in 0..6_usize) {
        let headers = ["year,month", "Jahr,Monat", "Année,Mois", "Año,Mes", "年份,月份", "年,月"];
        let part = |month: u32| match how {
            0 => format!("{},{}", 2024, month + 1),
            1 => format!("{},{:02}", 2024, month + 1),
            2 => format!("{},{}", 2024, NAMES[month as usize]),
            3 => format!("2024年,{}月", month + 1),
            _ => format!("2024.0,{}.0", month + 1),
        };
        let want = read(&plain().long(&rows), &[]);
        let mut text = format!("customer_id,{},mrr\n", headers[header]);
        for (customer, month, cents) in &rows {
            let customer = plain().line(std::slice::from_ref(customer));
            text += &format!("{customer},{},{}\n", part(*month), Number::Plain.write(*cents));
        }
        let got = read(text.as_bytes(), &[7]);
        prop_assert_eq!(got.reading.rows.used, rows.len() as u64, "{:?}\n{}", got.rejects, text);
        prop_assert_eq!(figures(got), figures(want), "{}", text);
    }

    #[test]
    fn a_fiscal_year_says_the_same_once_its_beginning_is_known(rows in rows(), start in 1..=12_u8, wide in any::<bool>()) {
        // The fiscal year and month of a month of 2024, counted from 0.
        let fiscal = |month: u32| {
            let number = (month + 13 - u32::from(start)) % 12 + 1;
            let later = start > 1 && month + 1 >= u32::from(start);
            format!("FY{} M{number}", 24 + u32::from(later))
        };
        let write = |style: &Style| if wide { style.wide(&rows) } else { style.long(&rows) };
        let want = read(&write(&plain()), &[]);
        let mut text = String::from_utf8(write(&plain())).unwrap();
        for month in 0..12 {
            text = text.replace(&Form::Iso.write(month), &fiscal(month));
        }
        prop_assert!(read(text.as_bytes(), &[]).question.is_some(), "asked: {}", text);
        let options = ReadOptions { fiscal_start: Some(start), ..ReadOptions::default() };
        let mut reader = Reader::new(ReadOptions { name: "ledger.csv".to_owned(), ..options });
        reader.push(text.as_bytes());
        let got = reader.finish();
        prop_assert!(got.question.is_none(), "{:?}\n{}", got.question, text);
        prop_assert_eq!(got.reading.rows, want.reading.rows, "{:?}\n{}", got.rejects, text);
        prop_assert_eq!(figures(got), figures(want), "{}", text);
    }
}
