//! What each row's amount is for, gathered from the rows of a file that has columns of products, plans or quantities.

use super::attributes::Attributes;
use super::cells::Cells;
use super::tally::Tally;
use super::values::blanks;
use super::values::numbers::{self, Convention};
use super::{Code, Severity};
use crate::tables::{AttributeKind, Item, RowItems};

/// Decimals that a quantity is kept with.
const DECIMALS: u8 = 3;

/// The items of a file under way.
#[derive(Debug)]
pub(super) struct Items {
    product: Option<usize>,
    plan: Option<usize>,
    quantity: Option<usize>,
    /// How its numbers are written, as far as the head of the file says: the same for every row.
    convention: Convention,
    /// `None` where no column says anything: then no row costs anything.
    rows: Option<Box<RowItems>>,
}

impl Items {
    /// The columns: that of quantities with its header, and what the rows can be grouped by.
    pub fn new(
        quantity: Option<(usize, String)>,
        attributes: &[(usize, AttributeKind, bool)],
        convention: Convention,
    ) -> Self {
        let of = |kind| attributes.iter().find(|(_, other, _)| *other == kind).map(|(i, ..)| *i);
        let (product, plan) = (of(AttributeKind::Product), of(AttributeKind::Plan));
        let (quantity, header) = quantity.unzip();
        let any = product.or(plan).or(quantity).is_some();
        let rows = any.then(|| Box::new(RowItems::new(header)));
        Items { product, plan, quantity, convention, rows }
    }

    /// None at all.
    pub fn none() -> Self {
        Items::new(None, &[], Convention::Open)
    }

    /// Takes a used row, behind [`Attributes::see`], which has given the names their numbers.
    #[inline]
    pub fn see(&mut self, cells: &Cells<'_>, line: u64, attributes: &Attributes, tally: &mut Tally) {
        let Some(rows) = &mut self.rows else { return };
        let named = |column: Option<usize>| column.and_then(|column| attributes.now(column));
        let quantity = self.quantity.and_then(|column| {
            let cell = cells.get(column);
            let read = units(cell, self.convention);
            if read.is_none() && !cell.is_empty() && !blanks::is_dash(cell) && !blanks::is_word(cell) {
                let code = Code::QuantityUnreadable;
                tally.add(Severity::Info, code, Some(line), Some(column), Some(cell));
            }
            read
        });
        let item = Item { product: named(self.product), plan: named(self.plan), quantity };
        rows.push(u32::try_from(line).unwrap_or(u32::MAX), item);
    }

    /// What the rows are for, without the columns that turned out to group nothing.
    pub fn finish(self, left: &[usize]) -> Option<Box<RowItems>> {
        let mut rows = self.rows?;
        let mut any = self.quantity.is_some();
        for (column, kind) in [(self.product, AttributeKind::Product), (self.plan, AttributeKind::Plan)] {
            match column {
                Some(column) if left.contains(&column) => rows.forget(kind),
                Some(_) => any = true,
                None => {}
            }
        }
        any.then_some(rows)
    }
}

/// A quantity in thousandths; `None` where the cell holds none that is plain: no currency, no percent, and no mark that
/// may part thousands or decimals.
fn units(cell: &str, convention: Convention) -> Option<i64> {
    if cell.is_empty() {
        return None;
    }
    let read = numbers::read(cell, convention, DECIMALS).ok()?;
    let plain = read.comma.is_none() && read.sign.is_none() && read.by.is_none() && !read.value.1;
    plain.then_some(read.value.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::DecimalMark;

    #[test]
    fn quantities_are_plain_numbers() {
        let point = Convention::Decided(DecimalMark::Point);
        let comma = Convention::Decided(DecimalMark::Comma);
        for (cell, convention, wanted) in [
            ("12", Convention::Open, Some(12_000)),
            ("0", Convention::Open, Some(0)),
            ("2.5", point, Some(2_500)),
            ("2,5", comma, Some(2_500)),
            ("1,200", point, Some(1_200_000)),
            ("1,200", comma, Some(1_200)),
            // Fits both.
            ("1,200", Convention::Open, None),
            // More than thousandths would have to be rounded.
            ("0.3333", point, None),
            ("$5", point, None),
            ("-3", point, None),
            ("ten", point, None),
            ("", point, None),
        ] {
            assert_eq!(units(cell, convention), wanted, "{cell} {convention:?}");
        }
    }
}
