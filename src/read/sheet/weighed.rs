//! What rows come to that are left out or refused, as far as the reason is their money.

use super::super::records::Record;
use super::super::rejects::shown;
use super::super::shapes::{Fault, whole};
use super::Sheet;
use crate::tables::TableKind;

/// The longest amount that is looked at, in characters.
const LONGEST: usize = 320;

impl Sheet {
    /// Adds up what a row comes to that is left out for what it charges; `None` where its cells are no more at hand.
    pub(super) fn weigh(&mut self, record: Option<&Record<'_>>, fault: Fault) {
        if !fault.code.is_of_money() || self.plan.table != TableKind::Revenue {
            return;
        }
        let amounts = record.and_then(|record| self.stated(record, fault));
        self.left_out.add(fault, amounts);
    }

    /// What a row's amount comes to under both readings of its decimals.
    fn stated(&self, record: &Record<'_>, fault: Fault) -> Option<[i128; 2]> {
        let cell = |column: usize| shown(record.cell(column), LONGEST).trim().to_owned();
        let price = self.layout.price();
        // Where each month has a column of its own, the cell that is at fault.
        let column = price.map(|price| price.amount).or(fault.column)?;
        let amounts = self.ledger.stated(&cell(column))?;
        let units = price.and_then(|price| price.quantity).map(cell).filter(|units| !units.is_empty());
        let units = units.map_or(Some(1), |units| whole(&units))?;
        Some(amounts.map(|amount| amount * i128::from(units)))
    }
}
