//! A session: files once read, and everything that can be asked of them. The worker and the command
//! line both hold one, so that they can't differ.

use super::{Evidence, EvidencePage, Report, build, evidence};
use crate::base::Date;
use crate::i18n::{Lang, diagnose};
use crate::protocol::Settings;
use crate::read::{Diagnostic, FileRead, Question, Reading, Reject};
use crate::tables::{Book, BookOptions, Policies, ReactivationPolicy, RevenueTable};
use std::cell::RefCell;
use std::rc::Rc;

/// Files read, and the book made of them.
#[derive(Debug)]
pub struct Session {
    readings: Vec<Reading>,
    rejects: Vec<Vec<Reject>>,
    question: Option<(usize, Question)>,
    tables: Vec<RevenueTable>,
    /// The file of each table.
    files: Vec<usize>,
    as_of: Option<Date>,
    with_customers: bool,
    /// The last book made: a new question with the same policies doesn't make another.
    book: RefCell<Option<(BookOptions, Rc<Book>)>>,
}

impl Session {
    /// Takes over what the reader gave, in the order of the files.
    pub fn new(reads: Vec<FileRead>) -> Self {
        let mut session = Session {
            readings: Vec::new(),
            rejects: Vec::new(),
            question: None,
            tables: Vec::new(),
            files: Vec::new(),
            as_of: None,
            with_customers: false,
            book: RefCell::new(None),
        };
        for (file, mut read) in reads.into_iter().enumerate() {
            read.reading.diagnostics.iter_mut().for_each(fill_hint);
            session.readings.push(read.reading);
            session.rejects.push(read.rejects);
            if let Some(table) = read.revenue {
                session.tables.push(table);
                session.files.push(file);
            }
            if let (None, Some(question)) = (&session.question, read.question) {
                session.question = Some((file, question));
            }
        }
        session
    }

    /// Overrides the as-of date of the data.
    pub fn as_of(self, as_of: Option<Date>) -> Self {
        Session { as_of, ..self }
    }

    /// Whether reports list every customer.
    pub fn with_customers(self, with_customers: bool) -> Self {
        Session { with_customers, ..self }
    }

    /// What must be answered first: the file's place and the question.
    pub fn question(&self) -> Option<(usize, &Question)> {
        self.question.as_ref().map(|(file, question)| (*file, question))
    }

    /// Whether any file became a table.
    pub fn usable(&self) -> bool {
        !self.tables.is_empty()
    }

    /// How each file was read.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// The report.
    pub fn report(&self, settings: &Settings) -> Report {
        build(&self.book(settings), &self.readings, settings, self.with_customers)
    }

    /// The customers behind a number of the report made with the same settings.
    pub fn evidence(&self, settings: &Settings, query: &Evidence) -> EvidencePage {
        evidence(&self.book(settings), &self.files, settings, query)
    }

    /// Rejected rows of a file; empty beyond those that were kept.
    pub fn rejects(&self, file: usize, offset: usize, limit: usize) -> &[Reject] {
        let all = self.rejects.get(file).map_or(&[][..], Vec::as_slice);
        let end = offset.saturating_add(limit).min(all.len());
        all.get(offset..end).unwrap_or(&[])
    }

    /// The book under the settings' policies.
    pub fn book(&self, settings: &Settings) -> Rc<Book> {
        // Where a return is booked is the metrics' business: it doesn't make another book.
        let policies = Policies { reactivation: ReactivationPolicy::default(), ..settings.policies };
        let options = BookOptions { policies, as_of: self.as_of };
        let mut held = self.book.borrow_mut();
        match &*held {
            Some((made_with, book)) if *made_with == options => Rc::clone(book),
            _ => {
                *held = None; // the old one goes first: two large books may not fit a tab
                let book = Rc::new(Book::new(&self.tables, options));
                *held = Some((options, Rc::clone(&book)));
                book
            }
        }
    }
}

/// Writes the English advice into a finding.
pub(super) fn fill_hint(finding: &mut Diagnostic) {
    finding.hint = diagnose::told(Lang::En, finding).fix;
}
