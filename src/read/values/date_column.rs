//! A column of dates: its order of day and month, settled by the head of the file or by a cell further down.

use super::dates::{Day, Form, Orders, Parsed, in_order, is_never, orders, parse};
use crate::read::dialect::sample::Sample;
use crate::read::{DateOrder, tally::clip};

/// How the numeric dates of one column are read.
#[derive(Clone, Debug)]
pub(in crate::read) struct DateColumn {
    /// The order, where it is known.
    pub order: Option<DateOrder>,
    /// Whether digits alone (`202401`) are dates here: only where the whole column is written so.
    pub compact: bool,
    /// Cells that fit both orders while none is known.
    pub open: u64,
    /// The first of them: line and text.
    pub samples: Vec<(u64, String)>,
}

impl DateColumn {
    /// A column with what is known of it.
    pub fn new(order: Option<DateOrder>, compact: bool) -> Self {
        DateColumn { order, compact, open: 0, samples: Vec::new() }
    }

    /// Reads a cell of the column; `None` where it is no date under the column's convention.
    ///
    /// While the order is open the day comes first, and the cell is kept for the question: the caller
    /// withholds the facts until it is answered.
    pub fn read(&mut self, text: &str, line: u64) -> Option<Day> {
        match parse(text)? {
            Parsed::Day(_, Form::CompactMonth | Form::CompactDate) if !self.compact => None,
            Parsed::Day(day, _) => Some(day),
            Parsed::Numeric(a, b, year) => match (self.order, orders(a, b, year)) {
                (Some(order), _) => in_order(a, b, year, order),
                (None, Orders::Same) => in_order(a, b, year, DateOrder::Dmy),
                (None, Orders::Only(order)) => {
                    // Settles the rest of the column, unless cells already read wait for the answer the other way.
                    if self.open == 0 || order == DateOrder::Dmy {
                        self.order = Some(order);
                        self.open = 0;
                    }
                    in_order(a, b, year, order)
                }
                (None, Orders::Either) => {
                    self.open += 1;
                    if self.samples.len() < 3 {
                        self.samples.push((line, clip(text)));
                    }
                    in_order(a, b, year, DateOrder::Dmy)
                }
                (None, Orders::Neither) => None,
            },
        }
    }
}

/// The order that the numeric dates of a column settle; `None` where they settle none, or as much one as the other.
pub(in crate::read) fn settled(found: impl Iterator<Item = Orders>) -> Option<DateOrder> {
    let (mut dmy, mut mdy) = (0u64, 0u64);
    for orders in found {
        match orders {
            Orders::Only(DateOrder::Dmy) => dmy += 1,
            Orders::Only(DateOrder::Mdy) => mdy += 1,
            _ => {}
        }
    }
    match dmy.cmp(&mdy) {
        std::cmp::Ordering::Greater => Some(DateOrder::Dmy),
        std::cmp::Ordering::Less => Some(DateOrder::Mdy),
        std::cmp::Ordering::Equal => None,
    }
}

/// What the sample says about a column of dates, and how most of its cells are written.
pub(in crate::read) fn sniff(
    sample: &Sample,
    index: usize,
    told: Option<DateOrder>,
) -> (DateColumn, Option<Form>) {
    let cells = || {
        let filled = sample.rows.iter().map(|r| r.cell(index)).filter(|c| !c.is_empty());
        filled.filter(|c| !is_never(c))
    };
    let mut forms: Vec<(Form, u64)> = Vec::new();
    let (mut filled, mut compact) = (0u64, 0u64);
    for cell in cells() {
        filled += 1;
        let form = match parse(cell) {
            Some(Parsed::Day(_, form)) => form,
            Some(Parsed::Numeric(..)) => Form::Numeric,
            None => continue,
        };
        compact += u64::from(matches!(form, Form::CompactMonth | Form::CompactDate));
        match forms.iter_mut().find(|(f, _)| *f == form) {
            Some((_, n)) => *n += 1,
            None => forms.push((form, 1)),
        }
    }
    let order = told.or_else(|| {
        settled(cells().filter_map(|cell| match parse(cell) {
            Some(Parsed::Numeric(a, b, year)) => Some(orders(a, b, year)),
            _ => None,
        }))
    });
    // Digits alone are dates where nine cells in ten are: a slip in a cell must not turn the whole column.
    let column = DateColumn::new(order, compact * 10 >= filled * 9 && compact > 0);
    (column, forms.iter().max_by_key(|(form, n)| (*n, std::cmp::Reverse(*form))).map(|(form, _)| *form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_settled_by_one_cell() {
        let mut open = DateColumn::new(None, false);
        assert!(open.read("03/04/2024", 2).is_some());
        assert_eq!(open.open, 1);
        assert!(open.read("31/04/2024", 3).is_none());
        assert!(open.read("30/04/2024", 4).is_some());
        assert_eq!((open.order, open.open), (Some(DateOrder::Dmy), 0));
        assert!(open.read("04/30/2024", 5).is_none(), "decided per column, never per cell");
    }
}
