//! A session: files once read, and everything that can be asked of them. The worker and the command
//! line both hold one, so that they can't differ.

mod opening;

use super::answers::{Asked, behind, in_full, questions};
use super::behind::{Ground, answered, listed};
use super::comparison::compare;
use super::diligence::pairs;
use super::effects::effects;
use super::figures::Figures;
use super::hints;
use super::joins::{Joins, revenue_needed};
use super::kept::{Kept, Listed};
use super::pseudonyms::Pseudonyms;
use super::rejects_csv::UntoldRejects;
use super::{
    Cut, Evidence, EvidenceKey, EvidencePage, Inquiry, Report, Settings, Tables, Told, Window, aggregate,
    build, to_json, warehouse,
};
use crate::base::{Date, Na};
use crate::i18n::Lang;
use crate::metrics::bootstrap;
use crate::metrics::operating::{Offer, signups};
use crate::read::{Code, Diagnostic, FileRead, Question, Reading, Reject, RejectedRows, Severity};
use crate::tables::{
    AccountsTable, AggregateTable, Book, BookOptions, Company, CostsTable, Datum, OperatingTable, Policies,
    Rate, RevenueTable, TableKind, WarehouseTable,
};
use std::cell::RefCell;
use std::rc::Rc;

/// Files read, and the book made of them.
///
/// ```
/// use ninefold::report::Settings;
/// use ninefold::read::{ReadOptions, Reader};
/// use ninefold::report::{Metric, MetricId, Session, Value};
///
/// let mut reader = Reader::new(ReadOptions { name: "ledger.csv".into(), ..ReadOptions::default() });
/// reader.push(b"customer_id,2024-01,2024-02\nAcme,100,130\nBolt,100,\n");
/// let session = Session::new(vec![reader.finish()]);
/// let report = session.report(&Settings { months: 1, ..Settings::default() });
/// // Of 200 a month ago, 130 are left of the same customers.
/// let Metric::Value { value, n, .. } = &report.metrics[&MetricId::Nrr] else { panic!("no value") };
/// assert_eq!((value, *n), (&Value::Number(0.65), 2));
/// ```
#[derive(Debug)]
pub struct Session {
    readings: Vec<Reading>,
    rejects: Vec<Vec<Reject>>,
    /// In full; `None` where a question is open, for its answer may use them all.
    rejected: Vec<Option<RejectedRows>>,
    question: Option<(usize, Question)>,
    tables: Vec<RevenueTable>,
    /// The periods of the whole business, used where no table has customers.
    aggregate: Option<AggregateTable>,
    /// The result of a script, used where no other file has revenue.
    warehouse: Option<WarehouseTable>,
    accounts: Vec<AccountsTable>,
    costs: Vec<CostsTable>,
    /// The file of each.
    cost_files: Vec<usize>,
    /// The operating tables.
    operations: Vec<OperatingTable>,
    /// How the other tables' customers fit those of the revenue.
    joins: Option<Joins>,
    /// What the conversion of currencies gives reason to say.
    converted: Vec<Diagnostic>,
    has_rates: bool,
    /// The file of each table.
    files: Vec<usize>,
    as_of: Option<Date>,
    with_customers: bool,
    /// Writes the advice into a finding.
    advise: fn(&mut Diagnostic),
    /// The last book made: a new question with the same policies doesn't make another.
    book: RefCell<Option<(BookOptions, Rc<Book>)>>,
    kept: RefCell<Kept>,
    /// The last report that something behind its answers was asked about.
    answers: RefCell<Option<(Settings, Rc<Report>)>>,
    /// The rows that were asked for last: pages of them are asked for one after the other.
    listed: RefCell<Option<Listed>>,
}

impl Session {
    /// Takes over what the reader gave, in the order of the files.
    pub fn new(reads: Vec<FileRead>) -> Self {
        Session::with_rates(reads, &[], None)
    }

    /// The same with exchange rates beside those of the files, and the currency to convert to.
    pub fn with_rates(reads: Vec<FileRead>, rates: &[Rate], currency: Option<&str>) -> Self {
        Session::made(reads, rates, currency, hints::fill)
    }

    /// The same without the advice beside the findings: who has the words fills it in ([`super::with_hints`]).
    pub fn without_words(reads: Vec<FileRead>) -> Self {
        Session::made(reads, &[], None, |_| ())
    }

    /// Overrides the as-of date of the data.
    pub fn as_of(self, as_of: Option<Date>) -> Self {
        let mut session = Session { as_of, ..self };
        if as_of.is_some() {
            session.name_points(as_of);
        }
        session
    }

    /// Whether reports list every customer.
    pub fn with_customers(self, with_customers: bool) -> Self {
        Session { with_customers, ..self }
    }

    /// What must be answered first: the file's place and the question.
    pub fn question(&self) -> Option<(usize, &Question)> {
        self.question.as_ref().map(|(file, question)| (*file, question))
    }

    /// Whether any file became a table of exchange rates.
    pub fn has_rates(&self) -> bool {
        self.has_rates
    }

    /// Whether any file became a table that says something of the business.
    pub fn usable(&self) -> bool {
        let others = !self.operations.is_empty() || !self.accounts.is_empty() || !self.costs.is_empty();
        !self.tables.is_empty() || self.aggregate.is_some() || self.warehouse.is_some() || others
    }

    /// Customers that stand in the revenue or in another table alone, as CSV: all of them. `None` where there is
    /// nothing to compare.
    pub fn unmatched_csv(&self) -> Option<String> {
        self.joins.as_ref().map(|joins| joins.csv(&self.readings))
    }

    /// What was spent, as the files state it.
    pub fn costs(&self) -> &[CostsTable] {
        &self.costs
    }

    /// How each file was read.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// The report.
    pub fn report(&self, settings: &Settings) -> Report {
        let (book, mut report) = self.begun(settings);
        let company = Company::new(&book, &self.accounts, &self.operations, self.as_of);
        let asked = Asked::new(&company, self.tables());
        let mut kept = self.kept.take();
        report.questions = questions(&asked, &report, settings, &mut kept.answers);
        self.kept.replace(kept);
        report.as_of = report.as_of.or(company.as_of);
        self.ended(report)
    }

    /// The report without the nine questions' answers: all that the revenue alone tells. A program that asks for
    /// nothing else is half as large.
    pub fn revenue(&self, settings: &Settings) -> Report {
        let (_, report) = self.begun(settings);
        self.ended(report)
    }

    /// What the revenue tells.
    fn begun(&self, settings: &Settings) -> (Rc<Book>, Report) {
        // What stands behind the report before needs its room.
        self.listed.take();
        let (book, mut kept) = (self.book(settings), self.kept.take().of(self.options(settings)));
        let report = match (&self.warehouse, &self.aggregate) {
            (Some(table), _) => warehouse::build(table, &self.costs, &self.readings, settings),
            (_, Some(table)) if self.tables.is_empty() => aggregate::build(table, &self.readings, settings),
            _ => {
                let (standing, tables) =
                    (kept.standing(&book, &self.tables, settings), (&self.tables[..], &self.files[..]));
                build(&book, standing, &self.costs, &self.readings, tables, settings, self.with_customers)
            }
        };
        self.kept.replace(kept);
        (book, report)
    }

    /// With the findings about the data as a whole.
    fn ended(&self, mut report: Report) -> Report {
        let spent_until = || self.costs.iter().filter_map(CostsTable::latest).max();
        report.as_of = report.as_of.or_else(spent_until);
        report.diagnostics.extend(self.converted.iter().cloned());
        if self.operations.is_empty() {
            report.diagnostics.extend(revenue_needed(&self.readings));
        }
        if let Some(joins) = &self.joins {
            report.joins = joins.told();
            report.diagnostics.extend(joins.findings(&self.readings));
        }
        report.diagnostics.iter_mut().for_each(self.advise);
        report
    }

    /// The report as JSON, byte for byte what the command line prints, and its findings in the order they stand there.
    pub fn json(&self, settings: &Settings) -> (String, Vec<Diagnostic>) {
        let report = self.report(settings);
        (to_json(&report), hints::findings(&report).cloned().collect())
    }

    /// What one view shows of the report as JSON, with codes for the customers' names unless they are asked for. A chart
    /// of a room ([`Kind::Chart`](crate::report::Kind)) is more than a part of it: the pack makes its file.
    ///
    /// # Errors
    /// The report has no such grouping: those it has.
    pub fn embedded(&self, settings: &Settings, cut: &Cut, names: bool) -> Result<String, Vec<String>> {
        let mut report = self.report(settings);
        if names {
            return cut.of(&report);
        }
        let mut codes = self.pseudonyms(settings, &mut report);
        Ok(codes.mask(&cut.of(&report)?))
    }

    /// The same with codes for the customers' names and without advice, and the codes.
    pub fn masked(&self, settings: &Settings) -> (String, Pseudonyms) {
        let mut report = self.report(settings);
        let mut codes = self.pseudonyms(settings, &mut report);
        (codes.mask(&to_json(&report)), codes)
    }

    /// The codes for the names of a report, whose choices have them from here on.
    fn pseudonyms(&self, settings: &Settings, report: &mut Report) -> Pseudonyms {
        let last = report.window.map(|window| window.to).or(report.span.map(|(_, last)| last));
        let mut codes = Pseudonyms::of(&self.book(settings), last, &report.segmentations);
        report.choices = codes.choices(&settings.choices).pairs();
        codes
    }

    /// The customers behind a number of the report made with the same settings.
    pub fn evidence(&self, settings: &Settings, query: &Evidence) -> EvidencePage {
        let (book, of) = (self.book(settings), (query.key, query.sort));
        let answers = matches!(
            query.key,
            EvidenceKey::Answered { .. } | EvidenceKey::Row { .. } | EvidenceKey::Finding { .. }
        );
        let beside = matches!(query.key, EvidenceKey::Quadrant { .. } | EvidenceKey::WhiteSpace { .. });
        let company =
            (answers || beside).then(|| Company::new(&book, &self.accounts, &self.operations, self.as_of));
        let names = company.as_ref().map_or(&book.customers, |company| &company.customers);
        let ground = Ground { book: &book, names, files: &self.files, company: company.as_ref() };
        let held = self.listed.take().filter(|(made_with, was, _)| made_with == settings && *was == of);
        let held = held.unwrap_or_else(|| {
            let tables = self.tables();
            let listed = match company.as_ref().filter(|_| answers) {
                None => listed(&ground, tables, settings, of),
                Some(company) => {
                    let (report, asked) = (self.held(settings), Asked::new(company, tables));
                    let found = behind(&asked, &report, settings, query.key).unwrap_or_default();
                    answered(found, &ground, tables, settings, of)
                }
            };
            (settings.clone(), of, listed)
        });
        let page = held.2.page(&ground, query.offset, query.limit);
        self.listed.replace(Some(held));
        page
    }

    /// What the books are made of, with the files it stands in.
    fn tables(&self) -> Tables<'_> {
        Tables { revenue: &self.tables, files: &self.files, costs: &self.costs, cost_files: &self.cost_files }
    }

    /// The report whose answers are asked about: pages of what is behind them ask again and again.
    fn held(&self, settings: &Settings) -> Rc<Report> {
        if let Some((made_with, report)) = &*self.answers.borrow()
            && made_with == settings
        {
            return Rc::clone(report);
        }
        let report = Rc::new(self.report(settings));
        *self.answers.borrow_mut() = Some((settings.clone(), Rc::clone(&report)));
        report
    }

    /// The answer to a question about the report made with the same settings.
    pub fn inquire(&self, settings: &Settings, inquiry: &Inquiry) -> Told {
        match inquiry {
            Inquiry::Compare { from, to } => {
                let book = self.book(settings);
                // The roll-forward of a whole business has no customers to name.
                let whole = self.tables.is_empty() && self.aggregate.is_some();
                let left = self.warehouse.is_some().then_some(Na::InWarehouse);
                let nothing = left.or(whole.then_some(Na::NotApplicable)).or_else(|| Figures::nothing(&book));
                Told::Comparison(Box::new(compare(&book, &self.tables, settings, *from, *to, nothing)))
            }
            Inquiry::Effects => Told::Effects(effects(self, &self.tables, settings, None)),
            Inquiry::EffectsOf { policy } => {
                Told::Effects(effects(self, &self.tables, settings, Some(policy)))
            }
            Inquiry::Resample { draws, seed } => {
                let book = self.book(settings);
                let window = Window::of(&book, settings.months, settings.to);
                let draws = (*draws).min(Inquiry::MOST_DRAWS);
                let drawn = window.and_then(|window| bootstrap(&mut pairs(&book, window), draws, *seed));
                Told::Resampled(drawn)
            }
            Inquiry::List { list } => {
                let (book, report) = (self.book(settings), self.held(settings));
                let company = Company::new(&book, &self.accounts, &self.operations, self.as_of);
                let asked = Asked::new(&company, self.tables());
                Told::List(in_full(&asked, &report, settings, list).map(Box::new))
            }
            Inquiry::Embed { cut, names } => {
                // The page writes it: neither the view nor a grouping is missing.
                let of = Cut::parse(cut).unwrap_or_default();
                let text = self.embedded(settings, &of, *names).unwrap_or_default();
                Told::Embedded { cut: cut.clone(), names: *names, text }
            }
        }
    }

    /// What part of the trials, else of the free sign-ups, paid in the time that the settings give them.
    pub(super) fn trial_to_paid(&self, settings: &Settings) -> Option<f64> {
        let book = self.book(settings);
        let company = Company::new(&book, &self.accounts, &self.operations, self.as_of);
        let signups = signups(&company);
        let paid = |offer| signups.conversion(offer, settings.policies.trial_window);
        let known = company.has_datum(TableKind::Trials, Datum::PaidAt);
        let part = [Offer::Trial, Offer::Free].into_iter().map(paid).find(|part| known && part.of > 0)?;
        Some(part.part as f64 / part.of as f64)
    }

    /// Rejected rows of a file; empty beyond those that were kept.
    pub fn rejects(&self, file: usize, offset: usize, limit: usize) -> &[Reject] {
        let all = self.rejects.get(file).map_or(&[][..], Vec::as_slice);
        let end = offset.saturating_add(limit).min(all.len());
        all.get(offset..end).unwrap_or(&[])
    }

    /// A file's rejected rows as CSV with the reasons, in full, as many as fit 32 MiB: what a person mends and adds
    /// beside the file. `None` where the file has no rejected rows or a question about it is open.
    ///
    /// ```
    /// use ninefold::i18n::Lang;
    /// use ninefold::read::{ReadOptions, Reader};
    /// use ninefold::report::Session;
    ///
    /// let mut reader = Reader::new(ReadOptions::default());
    /// reader.push(b"customer,month,mrr\nA,2024-01,5\nB,2024-01,=x\n");
    /// let csv = Session::new(vec![reader.finish()]).rejects_csv(0, Lang::En).unwrap_or_default();
    /// assert!(csv.contains("\r\n3,amount_unreadable,mrr,") && csv.ends_with(",B,2024-01,'=x\r\n"), "{csv}");
    /// ```
    pub fn rejects_csv(&self, file: usize, lang: Lang) -> Option<String> {
        self.untold_rejects(file).map(|rejects| rejects.told(lang))
    }

    /// The same with the reasons still to be put into words.
    pub fn untold_rejects(&self, file: usize) -> Option<UntoldRejects> {
        let rows = self.rejected.get(file)?.as_ref().filter(|rows| !rows.is_empty())?;
        Some(UntoldRejects::new(self.readings.get(file)?, rows))
    }

    /// What the book under the settings' policies is made with.
    fn options(&self, settings: &Settings) -> BookOptions {
        // Where a return is booked, what LTV assumes and how long a trial has to pay is the metrics' business: it
        // doesn't make another book.
        let Policies { reactivation, gross_margin, lifetime_cap, trial_window, .. } = Policies::default();
        let policies =
            Policies { reactivation, gross_margin, lifetime_cap, trial_window, ..settings.policies };
        BookOptions { policies, as_of: self.as_of, since: None }
    }

    /// The book under the settings' policies.
    pub fn book(&self, settings: &Settings) -> Rc<Book> {
        let options = self.options(settings);
        let mut held = self.book.borrow_mut();
        match &*held {
            Some((made_with, book)) if *made_with == options => Rc::clone(book),
            _ => {
                *held = None; // the old one goes first: two large books may not fit a tab
                let mut book = Book::new(&self.tables, options)
                    .grouped(&self.tables, &self.accounts)
                    .equipped(&self.operations);
                if let Some(table) = &self.warehouse {
                    book.currency = table.currency.clone();
                } else if self.tables.is_empty() && self.aggregate.is_none() {
                    // Without revenue, amounts are in what the costs are in.
                    let stated = self.costs.iter().find(|table| table.currency.code.is_some());
                    if let Some(costs) = stated.or(self.costs.first()) {
                        book.currency = costs.currency.clone();
                    }
                }
                let book = Rc::new(book);
                *held = Some((options, Rc::clone(&book)));
                book
            }
        }
    }
}

/// A finding of the data as a whole.
pub(super) fn finding(severity: Severity, code: Code, text: String, count: u64) -> Diagnostic {
    let text = Some(text);
    Diagnostic { severity, code, line: None, column: None, text, count, hint: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Code, ReadOptions, Reader};
    use crate::report::{EvidenceSort, Metric, MetricId};
    use crate::tables::ReactivationPolicy;

    fn read(text: &str) -> FileRead {
        let mut reader = Reader::new(ReadOptions { name: "file.csv".to_owned(), ..ReadOptions::default() });
        reader.push(text.as_bytes());
        reader.finish()
    }

    #[test]
    fn sources_name_the_file_among_the_inputs() {
        // The first file is no table, so that tables and files are numbered differently.
        let session = Session::new(vec![
            read("a,b\n1,2\n"),
            read("customer_id,month,mrr\nA,2024-01,5\n"),
            read("customer_id,month,mrr\nB,2024-01,7\nA,2024-02,6\n"),
        ]);
        assert!(session.usable() && session.question().is_none());
        let settings = Settings { months: 1, ..Settings::default() };
        let key = EvidenceKey::Metric { id: MetricId::Nrr };
        let page =
            session.evidence(&settings, &Evidence { key, sort: EvidenceSort::Customer, offset: 0, limit: 1 });
        let places: Vec<_> = page.rows[0].sources.iter().map(|s| (s.file, s.line)).collect();
        assert_eq!((page.rows[0].customer.as_str(), places), ("A", vec![(1, 2), (2, 3)]));
        assert_eq!((page.count, page.totals[1].as_str()), (2, "6.00"));
    }

    #[test]
    fn a_book_is_made_once_for_its_policies() {
        let session = Session::new(vec![read("customer_id,month,mrr\nA,2024-01,5\n")]);
        let settings = Settings::default();
        let first = session.book(&settings);
        let mut other = Settings { months: 3, ..settings.clone() };
        other.policies.reactivation = ReactivationPolicy::New;
        assert!(Rc::ptr_eq(&first, &session.book(&other)));
        other.policies.gap = 1;
        assert!(!Rc::ptr_eq(&first, &session.book(&other)));
    }

    #[test]
    fn a_report_survives_its_json() {
        let session = Session::new(vec![read("customer_id,2024-01,2024-02\nA,5,5\nB,3,\nC,,4\n")]);
        let settings = Settings { months: 1, ..Settings::default() };
        let mut report = session.report(&settings);
        // These are the only figures here whose digits a fast parser may round differently.
        report.concentration.clear();
        report.metrics.retain(|id, _| *id != MetricId::Hhi && *id != MetricId::TopCustomerShare);
        report.metrics.values_mut().for_each(|metric| {
            if let Metric::Value { interval, .. } = metric {
                *interval = None;
            }
        });
        report.segments.iter_mut().for_each(|segment| segment.interval = None);
        let back: Report = serde_json::from_str(&to_json(&report)).unwrap();
        assert_eq!(back, report);
    }

    #[test]
    fn advice_filled_in_later_is_the_same() {
        let text = "customer_id,month,mrr\nA,2024-01,\"x\"\"hint\"\": \"\"\"\"\"\nB,2024-01,y\nC,2024-01,1\nD,2024-03,1\n";
        let settings = Settings { months: 1, ..Settings::default() };
        let (told, _) = Session::new(vec![read(text), read(text)]).json(&settings);
        let (bare, findings) = Session::without_words(vec![read(text), read(text)]).json(&settings);
        assert!(findings.len() > 2 && bare != told);
        assert_eq!(crate::report::with_hints(&bare, &findings), told);
    }

    #[test]
    fn rejects_come_in_pages_and_findings_with_advice() {
        let session =
            Session::new(vec![read("customer_id,month,mrr\nA,2024-01,x\nB,2024-01,y\nC,2024-01,1\n")]);
        assert_eq!(session.rejects(0, 1, 5).iter().map(|r| r.line).collect::<Vec<_>>(), [3]);
        assert!(session.rejects(0, 9, 5).is_empty() && session.rejects(4, 0, 5).is_empty());
        let finding = &session.readings()[0].diagnostics[0];
        assert_eq!(finding.code, Code::AmountUnreadable);
        assert!(finding.hint.contains("digits"), "{}", finding.hint);
    }
}
