//! The customers behind a figure of one month's end: its MRR, and how that is spread.

use super::{Col, Table, cells};
use crate::base::Month;
use crate::metrics::ranked;
use crate::report::{EvidenceMade, MetricId};
use crate::tables::Book;

/// A figure of one month's end.
pub(super) fn of_month(book: &Book, month: Month, id: MetricId) -> Table {
    let (columns, above, below): (&[Col], _, _) = match id {
        MetricId::TopCustomerShare => return of_concentration(book, month, Some(1)),
        MetricId::Top10Share => return of_concentration(book, month, Some(10)),
        MetricId::Hhi => return of_concentration(book, month, None),
        MetricId::Arpa => {
            (&[Col::ClosingCustomer, Col::Closing], Some(Col::Closing), Some(Col::ClosingCustomer))
        }
        MetricId::Customers => (&[Col::Closing, Col::ClosingCustomer], Some(Col::ClosingCustomer), None),
        MetricId::Arr => (&[Col::Closing, Col::Annual], Some(Col::Annual), None),
        _ => return of_closing(book, month, Col::Closing),
    };
    closing_rows(Table::new(columns, above, below), book, month)
}

/// A month's largest customers, or every customer's square: the sum of the squares over the square of the sum is what
/// the shares' squares add up to.
pub(super) fn of_concentration(book: &Book, month: Month, top: Option<u32>) -> Table {
    let Some(counted) = top else {
        let columns = [Col::Closing, Col::Square];
        let table = Table::new(&columns, Some(Col::Square), Some(Col::Closing));
        return closing_rows(Table { made: EvidenceMade::Squares, ..table }, book, month);
    };
    let mut top = ranked(book, month);
    top.truncate(counted as usize);
    crate::base::sort(&mut top);
    let mut table = Table::new(&[Col::Closing, Col::Counted], Some(Col::Counted), Some(Col::Closing));
    table.to = Some(month);
    table.fill(book, &|customer, columns| {
        let amount = i128::from(book.point(customer, month)?.amount);
        let counts = top.binary_search(&customer).is_ok();
        Some(cells(columns, &|column| if column == Col::Counted && !counts { 0 } else { amount }))
    })
}

/// A month's MRR.
pub(super) fn of_closing(book: &Book, month: Month, column: Col) -> Table {
    closing_rows(Table::new(&[column], Some(column), None), book, month)
}

fn closing_rows(mut table: Table, book: &Book, month: Month) -> Table {
    table.to = Some(month);
    table.fill(book, &|customer, columns| {
        let amount = i128::from(book.point(customer, month)?.amount);
        Some(cells(columns, &|column| match column {
            Col::ClosingCustomer => 1,
            Col::Annual => amount * 12,
            Col::Square => amount * amount,
            _ => amount,
        }))
    })
}
