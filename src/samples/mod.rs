//! A whole company to try: all thirteen tables of domain.md §3.2, made here from a seed, so that nothing is embedded.
//!
//! The company is invented. Stories are put into its figures that the findings must discover; `tests/sample.rs` holds
//! each of them:
//!
//! 1. A key account stopped logging in more than a week ago and renews in forty days; nobody has talked to it.
//! 2. Trials of agencies convert far better than the others.
//! 3. Three accounts complain about one topic, more than five times a month each.
//! 4. Twelve companies ask for one feature; a single large one asks for another.
//! 5. One success manager's customers leave; the overall retention hides it.
//! 6. A key account has not bought more for a year and has no delivery manager.
//! 7. Promoters were never asked for anything; a detractor was never called.
//! 8. A core task takes eight steps.
//! 9. New customers get stuck at one step of the set-up.
//! 10. Serving a customer costs more and more.

mod activity;
mod book;
mod feedback;
mod words;

use crate::base::Date;
use crate::i18n::Lang;
use words::Words;

/// The last day of the sample.
pub const AS_OF: &str = "2025-06-30";

/// Numbers that look random and are the same everywhere (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    /// A number below `n`.
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n.max(1)
    }

    /// A number from `low` to `high`.
    fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }

    /// Whether something with these chances in a hundred happens.
    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// A file under way.
struct Sheet {
    name: &'static str,
    text: String,
}

impl Sheet {
    /// A file with its headers.
    fn new(name: &'static str, words: &Words, headers: &[&'static str]) -> Self {
        let mut sheet = Sheet { name, text: String::new() };
        sheet.row(headers.iter().map(|header| words.of(header)));
        sheet
    }

    /// Adds a row; no cell of the sample holds a comma.
    fn row<T: AsRef<str>>(&mut self, cells: impl Iterator<Item = T>) {
        for (place, cell) in cells.enumerate() {
            if place > 0 {
                self.text.push(',');
            }
            self.text.push_str(cell.as_ref());
        }
        self.text.push('\n');
    }

    /// Adds a row of texts.
    fn line(&mut self, cells: &[&str]) {
        self.row(cells.iter());
    }
}

/// The files of the sample, as they are written in a language.
fn sheets(lang: Lang) -> Vec<Sheet> {
    let Some(as_of) = Date::parse_iso(AS_OF) else { return Vec::new() };
    let words = Words::new(lang, as_of);
    let mut dice = Dice(20_250_630);
    let customers = book::customers(&words, &mut dice);
    let mut sheets = vec![
        book::revenue(&words, &customers),
        book::accounts(&words, &customers, &mut dice),
        book::contracts(&words, &customers),
        book::costs(&words, &customers),
    ];
    sheets.extend(activity::sheets(&words, &customers, &mut dice));
    sheets.extend(feedback::sheets(&words, &customers, &mut dice));
    sheets
}

/// The files of the sample: name and text, with headers and words of a language.
pub fn company(lang: Lang) -> Vec<(String, String)> {
    let suffix = match lang {
        Lang::En => "",
        Lang::Zh => "-zh",
    };
    sheets(lang)
        .into_iter()
        .map(|sheet| (format!("company-{}{suffix}.csv", sheet.name), sheet.text))
        .collect()
}

/// The header and the first rows of one of the sample's tables; empty where it has no such table.
pub fn first_rows(table: &str, lang: Lang, rows: usize) -> String {
    let sheet = sheets(lang).into_iter().find(|sheet| sheet.name == table);
    sheet.map(|sheet| sheet.text.split_inclusive('\n').take(rows + 1).collect()).unwrap_or_default()
}
