//! What the next report takes over from the last one, beside what each part was made with.

use super::standing::{Standing, StandingOf};
use super::{EvidenceKey, EvidenceSort, Settings, answers, behind};
use crate::tables::{Book, BookOptions, RevenueTable};

/// The parts of a report that another one may have in common with it.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// Those of the book that all of it is about.
    options: BookOptions,
    standing: Option<Standing>,
    pub answers: answers::Kept,
}

impl Kept {
    /// What holds for a book made so.
    pub fn of(self, options: BookOptions) -> Self {
        if self.options == options { self } else { Kept { options, ..Kept::default() } }
    }

    /// What no window changes, made where it is not at hand; `book` is the one that this is kept for.
    pub fn standing(&mut self, book: &Book, tables: &[RevenueTable], settings: &Settings) -> &Standing {
        let of = StandingOf::from(settings);
        let held = self.standing.take().filter(|standing| standing.of == of);
        self.standing.insert(held.unwrap_or_else(|| Standing::of(book, tables, of)))
    }
}

/// The rows behind a number: with which settings, of which and in which order.
pub(super) type Listed = (Settings, (EvidenceKey, EvidenceSort), behind::Listed);
