//! What the data as a whole give reason to say: findings that no single file shows.

use crate::base::Month;
use crate::metrics::{MonthFlow, before_cohorts};
use crate::read::{Code, Diagnostic, Reading, Severity};
use crate::tables::{Book, Refused};

/// Months between others in which nobody pays: the first, and how many.
fn empty_months(flows: &[MonthFlow]) -> Option<(Month, u64)> {
    let pays = |flow: &MonthFlow| flow.closing_customers > 0;
    let (first, last) = (flows.iter().position(pays)?, flows.iter().rposition(pays)?);
    let mut empty = flows.get(first..last)?.iter().filter(|flow| !pays(flow)).map(|flow| flow.month);
    empty.next().map(|month| (month, empty.count() as u64 + 1))
}

/// What the data as a whole give reason to say about a report that ends in `to`.
pub(super) fn findings(
    book: &Book,
    flows: &[MonthFlow],
    inputs: &[Reading],
    to: Option<Month>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut say = |code, text: String, count| {
        let severity = match code {
            Code::CurrencyMixed | Code::TooManyMonths | Code::SumTooLarge => Severity::Error,
            _ => Severity::Warning,
        };
        found.push(Diagnostic {
            severity,
            code,
            line: None,
            column: None,
            text: Some(text).filter(|text| !text.is_empty()),
            count,
            hint: String::new(),
        });
    };
    let told = inputs.iter().any(|i| i.diagnostics.iter().any(|d| d.code == Code::CurrencyMixed));
    if !book.mixed.is_empty() && !told {
        let list: Vec<String> = book.mixed.iter().map(|(code, rows)| format!("{code} {rows}")).collect();
        say(Code::CurrencyMixed, list.join(", "), book.mixed.iter().map(|(_, rows)| rows).sum());
    }
    let span = book.span.map(|(first, last)| format!("{first} – {last}")).unwrap_or_default();
    match book.refused {
        Some(Refused::Months) => say(Code::TooManyMonths, span.clone(), 1),
        Some(Refused::Sum) => say(Code::SumTooLarge, span.clone(), 1),
        None => {}
    }
    let old = before_cohorts(book);
    if old > 0 {
        say(Code::StartsLongAgo, span, old);
    }
    if book.overlaps > 0 {
        say(Code::FilesOverlap, String::new(), book.overlaps);
    }
    if let Some((first, count)) = empty_months(flows) {
        say(Code::EmptyMonth, first.to_string(), count);
    }
    if let (Some(plans), None) = (book.planned_ends, to) {
        say(Code::EndsAfterLastStart, plans.last_end.to_string(), plans.count);
    }
    if let (true, Some((_, last))) = (book.partial, book.span)
        && to.is_none_or(|to| to >= last)
    {
        say(Code::PartialMonth, last.to_string(), 1);
    }
    found
}
