//! Joins the lines of invoices with the file that says whose the invoices are.

use crate::read::{Code, FileRead};
use crate::tables::InvoiceTable;

/// Gives every file of lines its customers; says which file is missing where one of the two is.
pub(super) fn join(reads: &mut [FileRead]) {
    let tables: Vec<Option<InvoiceTable>> = reads.iter_mut().map(|read| read.invoices.take()).collect();
    let all: Vec<&InvoiceTable> = tables.iter().flatten().collect();
    // A file whose reading waits for an answer may hold the lines.
    let lines = reads.iter().any(|read| read.lines.is_some() || read.question.is_some());
    for (read, table) in reads.iter_mut().zip(&tables) {
        match read.lines.take() {
            Some(_) if all.is_empty() => read.halved(Code::InvoicesMissing),
            Some(lines) => lines.join(&all, read),
            None if table.is_some() && !lines => read.halved(Code::InvoiceLinesMissing),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{Code, FileRead, ReadOptions, Reader};
    use crate::report::{Session, Settings};

    fn read(text: &str) -> FileRead {
        let mut reader = Reader::new(ReadOptions::default());
        reader.push(text.as_bytes());
        reader.finish()
    }

    const LINES: &str = "Invoice external ID,Type,Amount in cents,Service period start,Service period end\n\
        1,subscription,1000,2024-01-01,2024-02-01\n9,subscription,500,2024-01-01,2024-02-01\n\
        2,subscription,700,2024-01-01,2024-02-01\n";
    const FIRST: &str =
        "Customer external ID,Invoice external ID,Invoiced date,Due date,Currency\nA,1,2024-01-01,,USD\n";
    const SECOND: &str =
        "Customer external ID,Invoice external ID,Invoiced date,Due date,Currency\nB,2,2024-01-01,,USD\n";

    #[test]
    fn lines_of_unknown_invoices_are_rejected_whatever_the_order_of_the_files() {
        for texts in [[LINES, FIRST, SECOND], [SECOND, FIRST, LINES], [FIRST, LINES, SECOND]] {
            let session = Session::new(texts.map(read).into());
            let place = texts.iter().position(|text| *text == LINES).unwrap();
            let rows = session.readings()[place].rows;
            assert_eq!((rows.read, rows.used, rows.rejected, rows.ignored), (3, 2, 1, 0));
            let rejects = session.rejects(place, 0, 9);
            let told: Vec<_> = rejects.iter().map(|r| (r.line, r.code, r.cells[0].as_str())).collect();
            assert_eq!(told, [(3, Code::InvoiceUnknown, "9")]);
            let book = session.book(&Settings::default());
            let mut names: Vec<&str> = book.ids().map(|id| book.customers.text(id)).collect();
            names.sort_unstable();
            assert_eq!((names, book.currency.code.as_deref()), (vec!["A", "B"], Some("USD")));
            let csv = session.rejects_csv(place, crate::i18n::Lang::En).unwrap();
            assert!(csv.contains("3,invoice_unknown,Invoice external ID"), "{csv}");
        }
    }

    #[test]
    fn either_file_alone_names_the_other() {
        for (text, code) in [(LINES, Code::InvoicesMissing), (FIRST, Code::InvoiceLinesMissing)] {
            let session = Session::new(vec![read(text)]);
            assert!(!session.usable());
            let found: Vec<Code> = session.readings()[0].diagnostics.iter().map(|d| d.code).collect();
            assert_eq!(found, [code]);
        }
    }
}
