//! Rates: a row is what a currency is worth, in a month or for all of them.

use super::super::values::{currencies, date_column::DateColumn};
use super::super::{Code, Severity};
use super::{Fault, Ledger, Row};
use crate::base::Month;
use crate::read::DecimalMark;
use crate::tables::Rate;
use rustc_hash::FxHashMap;

/// The rates of a file so far.
#[derive(Debug)]
pub(in crate::read) struct RateRows {
    pub date: Option<usize>,
    pub dates: DateColumn,
    currency: usize,
    rate: usize,
    /// Which mark separates the decimals of the column; `None` where commas could part thousands too.
    mark: Option<DecimalMark>,
    pub rates: Vec<Rate>,
    /// Where the rate of a currency and month stands.
    places: FxHashMap<(&'static str, Option<Month>), usize>,
}

impl RateRows {
    pub fn new(
        date: Option<usize>,
        dates: DateColumn,
        currency: usize,
        rate: usize,
        mark: Option<DecimalMark>,
    ) -> Self {
        RateRows { date, dates, currency, rate, mark, rates: Vec::new(), places: FxHashMap::default() }
    }

    pub fn row(&mut self, row: Row<'_>, ledger: &mut Ledger) -> Result<(), Fault> {
        let sign = currencies::sign(row.cells.get(self.currency)).filter(|sign| sign.shared.is_none());
        let code = sign.ok_or(Fault::at(Code::CurrencyUnknown, self.currency))?.code;
        let column = self.date.filter(|column| !row.cells.get(*column).is_empty());
        let day = column.map(|column| self.dates.of_row(&row.cells, column, row.line)).transpose()?;
        let month = day.map(|day| day.month);
        let cell = row.cells.get(self.rate);
        let plain: String = match self.mark {
            None if !cell.contains(',') => cell.to_owned(),
            None => return Err(Fault::at(Code::RateUnreadable, self.rate)),
            Some(DecimalMark::Point) => cell.chars().filter(|c| *c != ',').collect(),
            Some(DecimalMark::Comma) => {
                cell.chars().filter(|c| *c != '.').map(|c| if c == ',' { '.' } else { c }).collect()
            }
        };
        let worth = Rate::worth_of(&plain).ok_or(Fault::at(Code::RateUnreadable, self.rate))?;
        let place = *self.places.entry((code, month)).or_insert(self.rates.len());
        if let Some(other) = self.rates.get_mut(place) {
            if other.worth != worth {
                ledger.tally.add(
                    Severity::Warning,
                    Code::RateTwice,
                    Some(row.line),
                    Some(self.rate),
                    Some(code),
                );
            }
            other.worth = worth;
        } else {
            self.rates.push(Rate { code: code.to_owned(), month, worth });
        }
        Ok(())
    }
}
