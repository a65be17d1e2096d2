//! The short way through a sheet, of rows that [`Terms`] knows.

use super::super::encoding::Cleaner;
use super::super::parts::{Part, PartRow, ROW, Run, UNKNOWN};
use super::super::records::Record;
use super::super::shapes::Layout;
use super::super::terse::{Terms, Terse};
use super::super::values::numbers::Convention;
use super::{PREVIEW_ROWS, Sheet};

impl Sheet {
    /// What takes the file's records one by one. One for all who hand them in: of each other there would be another
    /// splitter in the program.
    pub fn sink(&mut self, cleaner: &mut Cleaner) -> impl FnMut(Record<'_>) {
        |record| self.pass(record, cleaner)
    }

    /// Takes one record, the short way where it may go that.
    #[inline]
    fn pass(&mut self, record: Record<'_>, cleaner: &mut Cleaner) {
        if let Some(terms) = &self.terms
            && let Some(row) = terms.read(&record, &self.ledger.customers)
            && self.is_ready(record.line)
        {
            return self.terse(&row, record.line);
        }
        cleaner.pass(record, &mut |r, text, broken| self.record(r, text, broken));
    }

    /// Finds out whether rows may go the short way. What one row settles may let those after it, never the reverse.
    pub fn settle_terms(&mut self) {
        if self.terms.is_none() {
            self.terms = self.find_terms();
        }
    }

    /// Makes room for the rows in so many bytes more, which are as long as those in the bytes so far.
    pub fn expect(&mut self, more: u64, so_far: u64) {
        let rows = more.saturating_mul(self.rows).checked_div(so_far).unwrap_or(0);
        // A little more: beyond, all of it would have to move. Where there is no such room, none is needed yet.
        let rows = usize::try_from(rows + rows / 32).unwrap_or(0);
        if self.prints.expect(rows)
            && let Layout::Long(long) = &mut self.layout
        {
            long.facts.try_reserve_exact(rows).ok();
        }
    }

    /// What rows are like that go the short way.
    pub fn terms(&self) -> Option<Terms> {
        self.terms.clone()
    }

    /// How many columns.
    pub fn width(&self) -> usize {
        self.rules.width()
    }

    fn find_terms(&self) -> Option<Terms> {
        let Layout::Long(long) = &self.layout else { return None };
        let (plan, ledger) = (&self.plan, &self.ledger);
        let plain = plan.attributes.is_empty()
            && plan.subscription.is_none()
            && plan.units.is_none()
            && plan.beside.is_none()
            && plan.currency.is_none()
            && self.mended.is_none()
            && !self.carry.is_on();
        let decided = matches!(ledger.amounts.convention, Convention::Decided(_));
        (plain && decided && long.is_plain()).then_some(())?;
        Some(Terms {
            width: self.rules.width(),
            customer: plan.customer?,
            date: long.date,
            amount: long.amount(),
            convention: ledger.amounts.convention,
            exponent: ledger.amounts.plain_exponent()?,
            header: self.rules.first().to_owned(),
        })
    }

    /// Whether the sheet is where nothing but the row itself matters.
    #[inline]
    fn is_ready(&self, line: u64) -> bool {
        line > self.after && self.second.is_none() && self.preview.len() >= PREVIEW_ROWS
    }

    /// Takes rows of a part, the first of them on this line; says whether it could.
    pub fn join(
        &mut self,
        part: &Part<'_>,
        rows: &[[u8; ROW]],
        run: &Run,
        line: u64,
        ids: &mut [u32],
    ) -> bool {
        self.settle_terms();
        if self.terms.is_none() || !self.is_ready(line) {
            return false;
        }
        let Layout::Long(long) = &mut self.layout else { return false };
        let ledger = &mut self.ledger;
        let mut last = 0;
        for (line, row) in (line..).zip(rows) {
            let row = PartRow::of(row);
            last = row.customer;
            let id = match ids.get(row.customer as usize) {
                Some(id) if *id != UNKNOWN => *id,
                _ => ledger.customers.names.intern(part.name(row.customer)),
            };
            if let Some(known) = ids.get_mut(row.customer as usize) {
                *known = id;
            }
            long.joined(&row, id, line);
            self.prints.push(row.print);
        }
        // The customer of the last row is the last customer for what follows.
        ledger.customers.id(part.name(last));
        ledger.amounts.supported(u64::from(run.marked));
        let (rows, end) = (rows.len() as u64, line + rows.len() as u64);
        ledger.currencies.count_many(line, rows);
        self.rows += rows;
        self.used += rows;
        self.second.pass(end - 1, 0);
        self.second.settled();
        self.release();
        true
    }

    /// What a row comes to that goes the short way: the same as in [`Sheet::row`].
    #[inline]
    fn terse(&mut self, row: &Terse<'_>, line: u64) {
        let Layout::Long(long) = &mut self.layout else { return };
        let ledger = &mut self.ledger;
        let customer = ledger.customers.of_bytes(row.customer, row.again);
        ledger.amounts.supported(u64::from(row.marked));
        ledger.currencies.count(None, None, line);
        long.terse(row, customer, line);
        self.rows += 1;
        self.used += 1;
        self.second.pass(line, 0);
        self.second.settled();
        self.prints.push(row.print);
        if !self.held.is_empty() {
            self.release();
        }
    }
}
