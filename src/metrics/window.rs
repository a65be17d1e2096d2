//! The two months that retention compares.

use crate::base::Month;
use crate::tables::Book;
use serde::{Deserialize, Serialize};

/// The months compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Opening month.
    pub from: Month,
    /// Closing month.
    pub to: Month,
    /// Months between them.
    pub months: u32,
}

impl Window {
    /// The window of `months` months that ends in `to` (the book's last month where absent or later),
    /// or `None` where the book doesn't reach back to its opening month. Source: domain.md §2.0 rule 2.
    pub fn of(book: &Book, months: u32, to: Option<Month>) -> Option<Window> {
        let (first, _) = book.span?;
        let to = Window::closing(book, to)?;
        // Where the files speak of two months only, these are what is compared, however far apart.
        if let Some((from, end)) = book.two_ends.filter(|(_, end)| *end == to) {
            return Some(Window { from, to: end, months: u32::try_from(end.since(from)).ok()? });
        }
        let from = to.plus(-i32::try_from(months).ok()?);
        (months > 0 && from >= first).then_some(Window { from, to, months })
    }

    /// The month whose end is measured: `to`, but none later than the book's last.
    pub fn closing(book: &Book, to: Option<Month>) -> Option<Month> {
        let (first, last) = book.span?;
        let to = to.unwrap_or(last).min(last);
        (to >= first).then_some(to)
    }
}
