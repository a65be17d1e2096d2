//! A report in which codes stand for the customers' names, for those who may see the figures and not the names.
//!
//! The report is computed with the names and masked afterwards, so that no figure differs. Masked is its JSON, by where
//! a text stands in it: customers become codes, files `file-1.csv` and so on, and what a finding quotes from a cell is
//! left out unless it can be no name. In the answers to the questions a customer's name becomes its code and any other
//! text of the files, which may name a person, a number of its own. Groups by tier, region, plan and the like keep
//! their names, but where one is called like a customer; groups by success manager and by any other column, which may
//! be of companies or persons, become codes too. So do modules and features that the choices name.

use super::{SegmentBy, Segmentation};
use crate::base::{CsvWriter, Month, snake_case, sort_by};
use crate::metrics::operating::Choices;
use crate::read::Code;
use crate::tables::Book;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

/// Findings that quote nothing that could be a name: a month, a currency, an encoding, a role.
const QUOTED: [Code; 23] = [
    Code::BinaryFile,
    Code::NotUtf8,
    Code::EncodingUnknown,
    Code::EncodingGuessed,
    Code::NotRevenue,
    Code::RoleMissing,
    Code::RoleTwice,
    Code::SepLine,
    Code::DatesMixed,
    Code::CurrencyAssumed,
    Code::CurrencyMixed,
    Code::ConvertedByRates,
    Code::RateMissing,
    Code::CostsForeign,
    Code::RateTwice,
    Code::EndsAfterLastStart,
    Code::PartialMonth,
    Code::EmptyMonth,
    Code::StartsLongAgo,
    Code::TooManyMonths,
    Code::SumTooLarge,
    Code::MonthsUnnamed,
    Code::EmptyFile,
];

/// What stands for a quotation left out.
const LEFT_OUT: &str = "…";

/// The code of each customer.
#[derive(Clone, Debug, Default)]
pub struct Pseudonyms {
    codes: FxHashMap<String, String>,
    /// In the order of their codes.
    names: Vec<String>,
    digits: usize,
    /// Findings that may keep what they quote, as the JSON names them.
    quoted: Vec<String>,
    /// Headers of the columns whose groups become codes.
    columns: Vec<String>,
    /// Those groups, in the order of their codes.
    groups: Vec<String>,
    /// The codes of other texts of the files.
    texts: FxHashMap<String, String>,
    /// Those texts, in the order of their codes.
    others: Vec<String>,
}

/// Where a text of the JSON stands.
struct Place<'a> {
    /// The key of the object or array around it.
    within: &'a str,
    key: &'a str,
    /// The last `code` of the finding it belongs to.
    code: &'a str,
    /// The column that the groups around it are made by.
    by: &'a str,
    /// The unit of the value it is.
    unit: &'a str,
}

/// Which columns of a list hold names, as its JSON goes by: its units come before its rows.
#[derive(Default)]
struct Cells {
    units: Vec<String>,
    /// How many arrays are open from the rows on: 2 in a row.
    depth: usize,
    /// The cell of the row at hand.
    at: usize,
}

impl Cells {
    /// What stands between two texts or brackets: commas part the cells, whether they hold texts or not.
    fn pass(&mut self, between: &str) {
        if self.depth == 2 {
            self.at += between.bytes().filter(|byte| *byte == b',').count();
        }
    }

    fn open(&mut self, within: &str, key: &str) {
        match (self.depth, within, key) {
            (0, "grids", "columns") => self.units.clear(),
            (0, "grids", "rows") | (1, ..) => self.depth += 1,
            _ => {}
        }
        self.at = 0;
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// The unit of the cell at hand.
    fn unit(&self) -> &str {
        self.units.get(self.at).map_or("", String::as_str)
    }
}

impl Pseudonyms {
    /// Codes in the order of MRR in `month`, largest first: `Customer 001` is the largest.
    ///
    /// Equal amounts are put in the order of a hash of the name and all other names: always the same one, and nothing of
    /// the alphabet can be seen in it by who doesn't know all the names.
    pub(super) fn of(book: &Book, month: Option<Month>, segmentations: &[Segmentation]) -> Self {
        let mut all = Sha256::new();
        for id in book.customers.sorted() {
            all.update(book.customers.text(id));
            all.update([0]);
        }
        let all = all.finalize();
        let hash = |id: u32| {
            let of = Sha256::new().chain_update(all).chain_update(book.customers.text(id));
            of.finalize().to_vec()
        };
        let amount = |id: u32| month.map_or(0, |month| book.amount(id, month));
        let mut order: Vec<(i64, Vec<u8>, u32)> = book.ids().map(|id| (amount(id), hash(id), id)).collect();
        sort_by(&mut order, |a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let digits = order.len().to_string().len().max(3);
        let quoted = QUOTED.iter().map(|code| snake_case(&format!("{code:?}"))).collect();
        let persons = |s: &&Segmentation| matches!(s.kind, SegmentBy::Other | SegmentBy::Csm);
        let others = segmentations.iter().filter(persons);
        let segments = others.flat_map(|s| [s.by.clone(), s.name.clone()]);
        // Curves by group are drawn without a window too.
        let stated = book
            .attributes
            .iter()
            .filter(|a| matches!(SegmentBy::from(a.kind), SegmentBy::Other | SegmentBy::Csm));
        let columns = segments.chain(stated.map(|a| a.name.clone())).collect();
        let mut codes = Pseudonyms { digits, quoted, columns, ..Pseudonyms::default() };
        for (_, _, id) in order {
            codes.code(book.customers.text(id));
        }
        codes
    }

    /// The code of a name. Names without revenue get theirs as they are met.
    fn code(&mut self, name: &str) -> String {
        if let Some(code) = self.codes.get(name) {
            return code.clone();
        }
        let code = format!("Customer {:0digits$}", self.names.len() + 1, digits = self.digits);
        self.names.push(name.to_owned());
        self.codes.insert(name.to_owned(), code.clone());
        code
    }

    /// The code of a group.
    fn group(&mut self, name: &str) -> String {
        let at = self.groups.iter().position(|group| group == name).unwrap_or_else(|| {
            self.groups.push(name.to_owned());
            self.groups.len() - 1
        });
        format!("Group {}", at + 1)
    }

    /// The code of a text that is no customer's name.
    fn other(&mut self, text: &str) -> String {
        if let Some(code) = self.codes.get(text).or_else(|| self.texts.get(text)) {
            return code.clone();
        }
        self.others.push(text.to_owned());
        let code = format!("Text {}", self.others.len());
        self.texts.insert(text.to_owned(), code.clone());
        code
    }

    /// Choices with codes for the names of modules and features in them: told so in a report and its pack.
    pub(super) fn choices(&mut self, choices: &Choices) -> Choices {
        choices.renamed(|name| self.other(name))
    }

    /// The codes with their names as CSV: what stays with the one who made the pack.
    pub fn csv(&self) -> String {
        let mut csv = CsvWriter::new();
        csv.cell("code").cell("name").end();
        for name in &self.names {
            csv.cell(self.codes.get(name).map_or("", String::as_str)).cell(name).end();
        }
        for (at, name) in self.groups.iter().enumerate() {
            csv.cell(&format!("Group {}", at + 1)).cell(name).end();
        }
        for (at, text) in self.others.iter().enumerate() {
            csv.cell(&format!("Text {}", at + 1)).cell(text).end();
        }
        csv.finish()
    }

    /// A report's JSON with codes for the names. Advice is left empty: it quotes what findings do.
    pub(super) fn mask(&mut self, json: &str) -> String {
        let mut out = String::with_capacity(json.len());
        let mut stack: Vec<String> = Vec::new();
        let (mut key, mut code, mut by, mut unit) =
            (String::new(), String::new(), String::new(), String::new());
        let mut cells = Cells::default();
        let (mut files, mut rest) = (0, json);
        while let Some(at) = rest.find(['"', '{', '[', '}', ']']) {
            let (before, from) = rest.split_at(at);
            out.push_str(before);
            cells.pass(before);
            let length = if from.starts_with('"') { string_length(from) } else { 1 };
            let (token, after) = from.split_at_checked(length).unwrap_or((from, ""));
            rest = after;
            match token {
                "{" | "[" => {
                    if token == "[" {
                        cells.open(stack.last().map_or("", String::as_str), &key);
                    }
                    stack.push(key.clone());
                }
                "}" | "]" => {
                    if token == "]" {
                        cells.close();
                    }
                    key = stack.pop().unwrap_or_default();
                }
                _ if after.starts_with(':') => key = token.trim_matches('"').to_owned(),
                _ => {
                    let text = unescaped(token);
                    if key == "code" {
                        code.clone_from(&text);
                    }
                    let within = stack.last().map_or("", String::as_str);
                    if matches!((within, key.as_str()), ("segments", "by") | ("by", "name")) {
                        by.clone_from(&text);
                    }
                    if key == "unit" {
                        unit.clone_from(&text);
                        if within == "columns" {
                            cells.units.push(text.clone());
                        }
                    }
                    let unit = if cells.depth == 2 { cells.unit() } else { &unit };
                    let place = Place { within, key: &key, code: &code, by: &by, unit };
                    if let Some(masked) = self.masked(&place, &text, &mut files) {
                        // A text into memory has no way to fail.
                        out.push_str(&serde_json::to_string(&masked).unwrap_or_default());
                        continue;
                    }
                }
            }
            out.push_str(token);
        }
        out.push_str(rest);
        out
    }

    /// What stands for a text; `None` where it may stay.
    fn masked(&mut self, place: &Place, text: &str, files: &mut u32) -> Option<String> {
        let of_finding = matches!(place.within, "diagnostics" | "quality");
        match (place.within, place.key) {
            (_, "customer" | "other" | "only_here" | "only_there") | ("customers", "id") => {
                Some(self.code(text))
            }
            ("rows", "rows") | ("values" | "figures", "value") => match place.unit {
                "customer" => Some(self.code(text)),
                "text" => Some(self.other(text)),
                // A tier, a reason of the accounts.
                "word" => self.codes.get(text).cloned(),
                _ => None,
            },
            ("inputs", "name") => {
                *files += 1;
                Some(format!("file-{files}.csv"))
            }
            (_, "hint") if of_finding => Some(String::new()),
            (_, "text") if of_finding && !self.quoted.iter().any(|code| code == place.code) => {
                Some(LEFT_OUT.to_owned())
            }
            ("segments" | "groups", "value")
                if !text.is_empty() && self.columns.iter().any(|c| c == place.by) =>
            {
                Some(self.group(text))
            }
            (_, "column" | "header" | "by")
            | ("split", "product" | "plan" | "quantity")
            | ("segments" | "groups", "value")
            | ("segmentations" | "by", "name") => self.codes.get(text).cloned(),
            _ => None,
        }
    }
}

/// Bytes of the JSON string that a text begins with, its quotes included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// What a string of a JSON text says, written by [`serde_json`]: it escapes quotes, backslashes and control characters.
/// Its own reader brings the reading of numbers with it, a hundredth of the engine.
fn unescaped(token: &str) -> String {
    let mut text = String::with_capacity(token.len());
    let inside = token.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(token);
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        let escaped = if c == '\\' { chars.next() } else { None };
        text.push(match escaped {
            None => c,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                let digits = chars.by_ref().take(4).filter_map(|digit| digit.to_digit(16));
                char::from_u32(digits.fold(0, |code, digit| code * 16 + digit)).unwrap_or_default()
            }
            Some(itself) => itself,
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::unescaped;
    use crate::read::{ReadOptions, Reader};
    use crate::report::{Session, Settings};

    fn session(text: &str) -> Session {
        let mut reader =
            Reader::new(ReadOptions { name: "Acme Inc.csv".to_owned(), ..ReadOptions::default() });
        reader.push(text.as_bytes());
        Session::new(vec![reader.finish()]).with_customers(true)
    }

    const LEDGER: &str =
        "customer,2024-01,2024-02\nzeta \"A\",5,9\nacme inc,7,7\nACME Inc,1,\nbolt,2,\ncord,3,x\n";

    #[test]
    fn the_largest_comes_first_and_nothing_of_a_name_is_left() {
        let settings = Settings { months: 1, ..Settings::default() };
        let (json, codes) = session(LEDGER).masked(&settings);
        for name in ["zeta", "acme", "ACME", "bolt", "cord"] {
            assert!(!json.to_lowercase().contains(&name.to_lowercase()), "{name} in {json}");
        }
        let csv = codes.csv();
        assert!(csv.contains("Customer 001,\"zeta \"\"A\"\"\"\r\nCustomer 002,acme inc\r\n"), "{csv}");
        assert!(json.contains("\"file-1.csv\"") && json.contains("\"id\": \"Customer 002\""), "{json}");
        // No figure differs, and the rest is as it was.
        let (plain, _) = session(LEDGER).json(&settings);
        let figures = |json: &str| {
            let report: crate::report::Report = serde_json::from_str(json).unwrap();
            (report.metrics, report.movements, report.cohorts)
        };
        assert_eq!(figures(&plain), figures(&json));
        assert_eq!(plain.lines().count(), json.lines().count());
    }

    #[test]
    fn equal_amounts_do_not_follow_the_alphabet() {
        let rows: String = ('a'..='z').map(|c| format!("{c}{c}{c},5\n")).collect();
        let (_, codes) = session(&format!("customer,2024-01\n{rows}")).masked(&Settings::default());
        let mut sorted = codes.names.clone();
        sorted.sort();
        assert_eq!(sorted.len(), 26);
        assert_ne!(sorted, codes.names);
        assert_eq!(
            codes.names,
            session(&format!("customer,2024-01\n{rows}")).masked(&Settings::default()).1.names
        );
    }

    #[test]
    fn keys_and_figures_called_like_a_customer_stay() {
        let text = "customer,2024-01,2024-02\nnrr,5,5\nUSD,7,8\n2024-01,3,3\n7.00,1,1\n";
        let settings = Settings { months: 1, ..Settings::default() };
        let (json, _) = session(text).masked(&settings);
        let (plain, _) = session(text).json(&settings);
        let (json, plain): (crate::report::Report, crate::report::Report) =
            (serde_json::from_str(&json).unwrap(), serde_json::from_str(&plain).unwrap());
        assert_eq!((json.window, json.bridge, json.metrics), (plain.window, plain.bridge, plain.metrics));
    }

    #[test]
    fn neither_customers_nor_their_contracts_are_named() {
        let files = [
            "customer_id,month,mrr\nAcme,2026-01,9\nAcme,2026-02,9\nAcme,2026-03,9\nAcme,2026-04,5\n",
            "customer_id,contract_id,end_date,renewal_talk_start\nAcme,Acme-7,2026-05-20,\nBolt,Bolt-1,2026-03-01,\n",
            "customer_id,task,steps,completed\nAcme,Import of Acme,9,yes\n",
        ];
        let reads = files.map(|text| {
            let mut reader = Reader::new(ReadOptions::default());
            reader.push(text.as_bytes());
            reader.finish()
        });
        let session = Session::new(reads.into());
        let settings = Settings { months: 3, ..Settings::default() };
        let plain = session.json(&settings).0;
        assert!(plain.contains("Acme") && plain.contains("Bolt-1") && plain.contains("Import of"), "{plain}");
        let (json, codes) = session.masked(&settings);
        for name in ["Acme", "Bolt", "Import of"] {
            assert!(!json.contains(name), "{name} in {json}");
            assert!(codes.csv().contains(name), "{name} can be found again");
        }
        assert_eq!(plain.lines().count(), json.lines().count());
    }

    #[test]
    fn what_was_written_is_read_back() {
        let mut texts: Vec<String> = (0..=0x300).filter_map(char::from_u32).map(String::from).collect();
        texts.extend(["", "\\", "a\\\"b\\u0041", "净收入留存率", "\u{1f600}\n"].map(str::to_owned));
        for text in texts {
            assert_eq!(unescaped(&serde_json::to_string(&text).unwrap()), text, "{text:?}");
        }
    }
}
