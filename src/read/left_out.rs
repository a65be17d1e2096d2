//! What the rows that were left out for what they charge, or refused for being below zero, come to as they state it.

use super::shapes::Fault;
use super::tally::clip;
use super::values::money::Amounts;
use super::{Code, Column, LeftOutSum};
use crate::base::{MAX_EXPONENT, format_minor};

/// Sums by the reason and the column that it was found in, as far as the rows have gone by.
#[derive(Debug, Default)]
pub(super) struct LeftOut(Vec<Sum>);

#[derive(Debug)]
struct Sum {
    code: Code,
    column: Option<usize>,
    /// Under a decimal point and under a comma, in units of ten to the minus [`MAX_EXPONENT`]; `None` once a row's amount
    /// could not be read.
    amounts: Option<[i128; 2]>,
}

impl LeftOut {
    /// Adds a row's amount, under both readings of its decimals.
    pub fn add(&mut self, Fault { code, column }: Fault, amounts: Option<[i128; 2]>) {
        let sum = match self.0.iter().position(|sum| (sum.code, sum.column) == (code, column)) {
            Some(place) => self.0.get_mut(place),
            None => {
                self.0.push(Sum { code, column, amounts: Some([0, 0]) });
                self.0.last_mut()
            }
        };
        let Some(sum) = sum else { return };
        sum.amounts = sum.amounts.zip(amounts).map(|([a, b], [x, y])| [a + x, b + y]);
    }

    /// The sums in the order of their codes and columns, now that the decimals are settled. `exponent` is the currency's.
    pub fn finish(self, columns: &[Column], amounts: &Amounts, comma: bool, exponent: u8) -> Vec<LeftOutSum> {
        // Cents are whole units of what the amounts are written in.
        let own = if amounts.minor { 0 } else { exponent.min(MAX_EXPONENT) };
        let unit = 10_i128.pow(u32::from(MAX_EXPONENT - own));
        let mut all = self.0;
        crate::base::sort_by_key(&mut all, |sum| (sum.code, sum.column));
        let told = |Sum { code, column, amounts }: Sum| {
            let [point, other] = amounts?;
            let sum = if comma { other } else { point };
            let amount = format_minor((2 * sum + unit).div_euclid(2 * unit), exponent);
            let column = column.and_then(|place| columns.get(place)).map(|column| clip(&column.header));
            Some(LeftOutSum { code, column, amount })
        };
        all.into_iter().filter_map(told).collect()
    }
}
