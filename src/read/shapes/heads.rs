//! Invoices without their lines: a row says whose an invoice is.

use super::super::{Code, Severity};
use super::{Fault, Ledger, Row, kinds};
use crate::tables::InvoiceTable;

/// The invoices of a file so far.
#[derive(Debug)]
pub(in crate::read) struct Heads {
    invoice: usize,
    status: Option<usize>,
    /// Those that are void count like any others.
    all: bool,
    pub table: InvoiceTable,
}

impl Heads {
    pub fn new(invoice: usize, status: Option<usize>, without: &[Code]) -> Self {
        let all = without.contains(&Code::InvoiceNotCounted);
        Heads { invoice, status, all, table: InvoiceTable::default() }
    }

    pub fn row(&mut self, row: Row<'_>, ledger: &mut Ledger) -> Result<(), Fault> {
        let name = row.cells.get(self.invoice);
        if name.is_empty() {
            return Err(Fault::at(Code::InvoiceUnknown, self.invoice));
        }
        let counts = self.all || !self.status.is_some_and(|i| kinds::not_counted(row.cells.get(i)));
        let currency = ledger.currency(&row)?;
        if !self.table.add(name, counts.then_some(row.customer), currency) {
            let line = Some(row.line);
            ledger.tally.add(Severity::Warning, Code::InvoiceTwice, line, Some(self.invoice), Some(name));
        }
        Ok(())
    }
}
