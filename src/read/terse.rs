//! The short way of a row that states a customer, a month and an amount, and leaves nothing to say of any of them.
//!
//! Whether a row is such a one depends on its bytes alone, so that rows can be read apart from those above them. Any
//! other row goes the general way, and one of these comes to the same there.

use super::cells::Customers;
use super::records::Record;
use super::rows::is_total;
use super::suspects;
use super::values::dates::{Day, Form};
use super::values::numbers::{self, Convention};
use super::values::spellings;
use memchr::memchr;

/// What a file's rows must be like to go the short way.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    /// How many columns.
    pub width: usize,
    /// Where the customer stands.
    pub customer: usize,
    /// Where the month or day stands.
    pub date: usize,
    /// Where the amount stands.
    pub amount: usize,
    /// How amounts are written: decided.
    pub convention: Convention,
    /// Decimals of the minor unit, and noughts that the header's unit leaves out.
    pub exponent: u8,
    /// What the header's first cell says: a row that begins so may be the header once more.
    pub header: String,
}

/// What a row states.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terse<'a> {
    /// The customer's cell.
    pub customer: &'a [u8],
    /// It is that of the row before.
    pub again: bool,
    /// The month or day.
    pub day: Day,
    /// How that is written.
    pub form: Form,
    /// The cell of it.
    pub date: &'a [u8],
    /// Minor units.
    pub amount: i64,
    /// The amount has a decimal mark.
    pub marked: bool,
    /// A hash of the row.
    pub print: u64,
}

impl Terms {
    /// What a record states, if it goes the short way.
    pub fn read<'a>(&self, record: &Record<'a>, customers: &Customers) -> Option<Terse<'a>> {
        if record.quoted || record.len() != self.width || record.fault.is_some() {
            return None;
        }
        let customer = record.cell(self.customer);
        let again = customers.is_last(customer);
        if !again && !self.is_customer(customer) {
            return None;
        }
        // The first cell of a comment or of the header once more.
        let first = record.cell(0);
        if !is_bare(first) || first.first() == Some(&b'#') || first == self.header.as_bytes() {
            return None;
        }
        let date = record.cell(self.date);
        let (day, form) = spellings::iso(date)?;
        let (amount, settles) = numbers::quick(record.cell(self.amount), self.convention, self.exponent)?;
        is_sound(record.text()).then(|| Terse {
            customer,
            again,
            day,
            form,
            date,
            amount,
            marked: settles.is_some(),
            print: suspects::print(record.text(), record.ends()),
        })
    }

    /// Whether a cell is surely a customer, and no line of totals, whichever customers there are.
    fn is_customer(&self, cell: &[u8]) -> bool {
        is_bare(cell) && std::str::from_utf8(cell).is_ok_and(|text| !is_total(text, |_| true))
    }
}

/// Whether nothing is to be trimmed off a cell that isn't empty.
#[inline]
fn is_bare(cell: &[u8]) -> bool {
    matches!(cell, [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'])
        || std::str::from_utf8(cell).is_ok_and(|text| !text.is_empty() && text.trim().len() == text.len())
}

/// Whether all of a text can be read, and nothing in it is a mark or stands for what could not be.
#[inline]
fn is_sound(text: &[u8]) -> bool {
    text.is_ascii() || memchr(0xEF, text).is_none() && std::str::from_utf8(text).is_ok()
}
