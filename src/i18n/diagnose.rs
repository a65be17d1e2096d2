//! What the reader and the report found, in words: what was found, where, what was expected, how to mend it.
//!
//! Every [`Code`](crate::read::Code) has its words in both languages: a missing one does not compile.
//!
//! What only the command line can do stands in a parenthesis of its own, `(command line: --flag …)` or
//! `（命令行：--flag …）`: the page leaves it out, and offers its dialog where the flag is about reading.

mod en;
mod quality;
mod zh;

use super::Lang;
use crate::base::{Date, Month};
use crate::read::{Code, Diagnostic, Severity};

/// A finding in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What was found, and where.
    pub message: String,
    /// What was expected, and how to mend it.
    pub fix: String,
    /// Whether telling the reader how to read the file mends it.
    pub by_reading: bool,
}

/// Who says it: each has other ways to mend a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shell {
    /// The page, which has a dialog.
    Page,
    /// The command line, which has flags.
    Cli,
}

/// A finding in the words of a language. What it quotes from the file can't act on the sentence around it.
pub fn told(lang: Lang, d: &Diagnostic, shell: Shell) -> Told {
    let quote = |text: &Option<String>| text.as_deref().map(inert);
    let d = Diagnostic { text: quote(&d.text), column: quote(&d.column), ..d.clone() };
    let (message, fix) = match lang {
        Lang::En => en::words(&d),
        Lang::Zh => zh::words(&d),
    };
    let (bare, flags) = without_flags(&fix);
    // The other flags are about the report, not about how a file is read.
    let by_reading = flags.is_some_and(|flags| !flags.contains("--as-of") && !flags.contains("--policy"));
    match shell {
        Shell::Page => Told { message, fix: bare, by_reading },
        Shell::Cli => Told { message, fix, by_reading },
    }
}

/// A fix without its parenthesis for the command line, and what stood in it.
fn without_flags(fix: &str) -> (String, Option<String>) {
    for (open, close) in [(" (command line: ", ')'), ("（命令行：", '）')] {
        if let Some((before, rest)) = fix.split_once(open)
            && let Some((flags, after)) = rest.split_once(close)
        {
            // The page sets no policies, so it doesn't advise to: the clause goes with its flag.
            let clause = if flags.contains("--policy") { before.rfind([';', '；']) } else { None };
            let kept = clause.and_then(|end| before.get(..end)).unwrap_or(before);
            return (format!("{kept}{after}"), Some(flags.to_owned()));
        }
    }
    (fix.to_owned(), None)
}

/// Why a row was rejected, in the words of a language.
pub fn reason(lang: Lang, code: Code, line: u64, column: Option<&str>, text: Option<&str>) -> String {
    let (column, text) = (column.map(str::to_owned), text.map(str::to_owned));
    let severity = Severity::Warning;
    let finding =
        Diagnostic { severity, code, line: Some(line), column, text, count: 0, hint: String::new() };
    told(lang, &finding, Shell::Page).message
}

/// A text with a mark in place of every control character and every mark of writing direction: the one could
/// steer a terminal, the other turns round the words that follow it.
fn inert(text: &str) -> String {
    let acts = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if acts(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The month before the one that a finding names.
fn month_before(d: &Diagnostic) -> Option<Month> {
    d.text.as_deref().and_then(Month::parse_iso).map(|month| month.plus(-1))
}

/// The day that the text of a finding means, where it is a spreadsheet's day number.
fn serial_day(d: &Diagnostic) -> Option<Date> {
    d.text.as_deref().and_then(Date::from_spreadsheet)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(code: Code, text: Option<&str>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            code,
            line: Some(17),
            column: Some("mrr".to_owned()),
            text: text.map(str::to_owned),
            count: 3,
            hint: String::new(),
        }
    }

    #[test]
    fn a_cell_is_told_with_its_place_and_text() {
        let d = finding(Code::AmountUnreadable, Some("n/a"));
        let en = told(Lang::En, &d, Shell::Cli).message;
        let zh = told(Lang::Zh, &d, Shell::Cli).message;
        for text in [en, zh] {
            assert!(
                text.contains("n/a") && text.contains("17") && text.contains("mrr") && text.contains('3'),
                "{text}"
            );
        }
    }

    #[test]
    fn a_day_number_is_told_as_its_day() {
        for code in [Code::DateUnreadable, Code::PeriodUnread] {
            for lang in [Lang::En, Lang::Zh] {
                let told = told(lang, &finding(code, Some("45292")), Shell::Cli);
                assert!(told.message.contains("45292") && told.message.contains("2024-01-01"), "{told:?}");
            }
        }
    }

    #[test]
    fn what_is_quoted_steers_nothing() {
        let d = finding(Code::AmountUnreadable, Some("a\u{202e}b\u{1b}[2Jc\u{2067}d\ne"));
        for lang in [Lang::En, Lang::Zh] {
            let message = told(lang, &d, Shell::Cli).message;
            assert!(message.contains("a\u{fffd}b\u{fffd}[2Jc\u{fffd}d\u{fffd}e"), "{message}");
        }
    }

    #[test]
    fn the_page_speaks_of_no_flag() {
        for code in [Code::RoleMissing, Code::DecimalAmbiguous, Code::PartialMonth, Code::EmptyMonth] {
            for lang in [Lang::En, Lang::Zh] {
                let d = Diagnostic { severity: Severity::Error, ..finding(code, Some("2026-01")) };
                let (page, cli) = (told(lang, &d, Shell::Page), told(lang, &d, Shell::Cli));
                assert!(cli.fix.contains("--"), "{cli:?}");
                assert!(!page.fix.contains("--") && !page.fix.contains("命令行"), "{page:?}");
                assert!(!page.fix.contains("policy") && !page.fix.contains("口径"), "{page:?}");
                assert!(page.fix.ends_with(['.', '。']), "{page:?}");
                assert_eq!(page.by_reading, matches!(code, Code::RoleMissing | Code::DecimalAmbiguous));
            }
        }
    }

    #[test]
    fn a_partial_month_offers_the_one_before() {
        let d = finding(Code::PartialMonth, Some("2026-01"));
        assert!(told(Lang::En, &d, Shell::Cli).fix.contains("2025-12"));
        assert!(told(Lang::Zh, &d, Shell::Cli).fix.contains("2025-12"));
    }
}
