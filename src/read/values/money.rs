//! The amounts and currencies of a file while its rows go by: what is settled, what waits.

use super::currencies::{self, Sign};
use super::intervals::Factor;
use super::numbers::{self, Convention};
use crate::base::{Currency, MAX_EXPONENT};
use crate::read::tally::{Tally, clip};
use crate::read::{Code, DecimalMark, Severity};
use crate::tables::RowCurrencies;

/// An amount as read from one cell, made monthly.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) struct MonthlyAmount {
    /// Minor units a month; under a decimal point where both conventions fit.
    pub value: i64,
    rounded: bool,
    comma: Option<(i64, bool)>,
    /// The currency written in the cell.
    pub sign: Option<Sign>,
}

/// A fact whose amount has a second reading.
#[derive(Clone, Copy, Debug)]
struct Deferred {
    fact: usize,
    line: u64,
    column: usize,
    comma: i64,
    rounded: bool,
    comma_rounded: bool,
}

/// The amount column (or, in a wide table, its month columns together).
#[derive(Debug)]
pub(in crate::read) struct Amounts {
    /// The convention, once settled.
    pub convention: Convention,
    /// Settles the column at the end if nothing of its own does: evidence from another column of the file.
    pub hint: Option<DecimalMark>,
    exponent: u8,
    /// The header says that amounts are annual.
    pub annual: bool,
    /// Amounts are written in the minor unit: cents.
    pub minor: bool,
    /// Zeros that the header's unit leaves out: 4 in `月费(万元)`.
    pub scale: u8,
    deferred: Vec<Deferred>,
    only_commas: bool,
    /// Cells that fit both conventions: line, text.
    samples: Vec<(u64, String)>,
}

/// How the amounts came out.
#[derive(Debug)]
pub(in crate::read) enum Settled {
    /// The facts to put right: place and amount.
    Known(Vec<(usize, i64)>),
    /// Nothing settles the column: how many cells, and the first of them.
    Open(u64, Vec<(u64, String)>),
}

impl Amounts {
    /// A column with what the sample says of it.
    pub fn new(convention: Convention, exponent: u8) -> Self {
        Amounts {
            convention,
            hint: None,
            exponent,
            annual: false,
            minor: false,
            scale: 0,
            deferred: Vec::new(),
            only_commas: true,
            samples: Vec::new(),
        }
    }

    /// Reads a cell (trimmed, not empty) and makes it monthly.
    pub fn read(&mut self, text: &str, factor: Factor) -> Result<MonthlyAmount, Code> {
        let factor = if self.annual { Factor { over: factor.over * 12, ..factor } } else { factor };
        // What is divided is read with all the decimals there may be, so that it is rounded once.
        let scaled = factor != Factor::MONTH;
        let own = if self.minor { 0 } else { self.exponent };
        let exponent = if scaled { MAX_EXPONENT } else { own };
        let read = numbers::read(text, self.convention, exponent + self.scale)?;
        if let Some(mark) = read.settles {
            self.convention = Convention::Decided(mark);
        }
        let monthly = |(minor, rounded): numbers::Minor| {
            if !scaled {
                return Ok((minor, rounded));
            }
            let down = MAX_EXPONENT.saturating_sub(own);
            factor.apply(minor, down).map(|m| (m, rounded)).ok_or(Code::AmountTooLarge)
        };
        let (value, rounded) = monthly(read.value)?;
        let comma = read.comma.map(monthly).transpose()?;
        Ok(MonthlyAmount { value, rounded, comma, sign: read.sign })
    }

    /// Notes an amount that became fact number `fact`.
    pub fn took(
        &mut self,
        amount: &MonthlyAmount,
        fact: usize,
        line: u64,
        column: usize,
        text: &str,
        tally: &mut Tally,
    ) {
        if self.annual {
            tally.add(Severity::Warning, Code::AnnualDivided, Some(line), Some(column), Some(text));
        }
        match amount.comma {
            Some((comma, comma_rounded)) => {
                self.only_commas &= !text.contains('.');
                if self.samples.len() < 3 {
                    self.samples.push((line, clip(text)));
                }
                let rounded = amount.rounded;
                self.deferred.push(Deferred { fact, line, column, comma, rounded, comma_rounded });
            }
            None if amount.rounded => {
                tally.add(Severity::Info, Code::AmountRounded, Some(line), Some(column), Some(text));
            }
            None => {}
        }
    }

    /// The end of the file. `currency` is what the amounts are in.
    pub fn settle(&mut self, currency: Option<&str>, tally: &mut Tally) -> Settled {
        if self.deferred.is_empty() {
            return Settled::Known(Vec::new());
        }
        let by_currency = self.only_commas && currency.is_some_and(currencies::writes_point);
        let mark = match self.convention {
            Convention::Decided(mark) => mark,
            Convention::Open => match self.hint {
                Some(mark) => mark,
                None if by_currency => DecimalMark::Point,
                None => return Settled::Open(self.deferred.len() as u64, std::mem::take(&mut self.samples)),
            },
        };
        self.convention = Convention::Decided(mark);
        let comma = mark == DecimalMark::Comma;
        for d in &self.deferred {
            if if comma { d.comma_rounded } else { d.rounded } {
                tally.add(Severity::Info, Code::AmountRounded, Some(d.line), Some(d.column), None);
            }
        }
        let right = |d: &Deferred| (d.fact, d.comma);
        Settled::Known(if comma { self.deferred.iter().map(right).collect() } else { Vec::new() })
    }

    /// How the cells are written, for the report.
    pub fn format(&self) -> &'static str {
        match self.convention {
            Convention::Decided(DecimalMark::Point) => "1,234.56",
            Convention::Decided(DecimalMark::Comma) => "1.234,56",
            Convention::Open => "1234",
        }
    }
}

/// The currencies of the rows in use.
#[derive(Debug)]
pub(in crate::read) struct Currencies {
    /// The column of codes.
    pub column: Option<usize>,
    /// What a row without a word of its own is in.
    pub default: Option<&'static str>,
    exponent: u8,
    /// What the user says the amounts are in: it settles a sign that several currencies share.
    told: Option<&'static str>,
    runs: Vec<(u32, &'static str)>,
    counts: Vec<(Option<&'static str>, u64)>,
    assumed: Option<(&'static str, u64, u64)>,
}

impl Currencies {
    /// With what the sample says.
    pub fn new(column: Option<usize>, default: Option<&'static str>, told: Option<&'static str>) -> Self {
        let exponent = default.and_then(Currency::from_code).unwrap_or(Currency::UNSTATED).exponent;
        Currencies { column, default, exponent, told, runs: Vec::new(), counts: Vec::new(), assumed: None }
    }

    /// What the user says the amounts are in.
    pub fn told(&self) -> Option<&'static str> {
        self.told
    }

    /// Decimals of the minor unit.
    pub fn exponent(&self) -> u8 {
        self.exponent
    }

    /// The code of a row's currency cell.
    pub fn of_cell(&self, cell: &str) -> Result<&'static str, Code> {
        currencies::sign(cell).map(|s| s.code).ok_or(Code::CurrencyUnknown)
    }

    /// Counts a row in use: the code of its cell, or the sign beside its amount.
    pub fn count(&mut self, cell: Option<&'static str>, sign: Option<Sign>, line: u64) {
        let sign = match (sign, self.told) {
            (Some(Sign { shared: Some(_), .. }), Some(code)) => Some(Sign { code, shared: None }),
            (sign, _) => sign,
        };
        if let (None, Some(Sign { shared: Some(shared), .. })) = (cell, sign) {
            self.assume(shared, line);
        }
        let code = cell.or(sign.map(|s| s.code)).or(self.default);
        self.run(code.unwrap_or(""), line);
        match self.counts.iter_mut().find(|(c, _)| *c == code) {
            Some((_, n)) => *n += 1,
            None => self.counts.push((code, 1)),
        }
    }

    /// Notes from which line on a currency holds.
    fn run(&mut self, code: &'static str, line: u64) {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        match self.runs.last_mut() {
            Some((_, last)) if *last == code => {}
            Some((first, last)) if *first == line => *last = RowCurrencies::SEVERAL,
            _ => self.runs.push((line, code)),
        }
    }

    /// The currency of every row, where there are several.
    pub fn rows(&mut self) -> RowCurrencies {
        RowCurrencies { runs: std::mem::take(&mut self.runs) }
    }

    /// Notes that a sign which several currencies share stands for the file's.
    pub fn assume(&mut self, sign: &'static str, line: u64) {
        match &mut self.assumed {
            Some((_, _, n)) => *n += 1,
            None => self.assumed = Some((sign, line, 1)),
        }
    }

    /// What the amounts are in, and the rows per code where there are several.
    pub fn finish(&self, tally: &mut Tally) -> (Currency, Vec<(String, u64)>) {
        if let Some((sign, line, count)) = self.assumed {
            tally.add_many(Severity::Info, Code::CurrencyAssumed, Some(line), self.column, Some(sign), count);
        }
        let stated = self.default.and_then(Currency::from_code);
        let mut codes: Vec<(&'static str, u64)> =
            self.counts.iter().filter_map(|(c, n)| c.map(|c| (c, *n))).collect();
        let unstated: u64 = self.counts.iter().filter(|(c, _)| c.is_none()).map(|(_, n)| n).sum();
        // Signs that turn up after the head was judged: the amounts before them are in the same currency
        // as long as it has the decimals they were read with.
        if stated.is_none() {
            if let [(code, _)] = codes.as_slice()
                && let Some(found) = Currency::from_code(code).filter(|c| c.exponent == self.exponent)
            {
                return (found, Vec::new());
            }
            if unstated > 0 && !codes.is_empty() {
                codes.push(("XXX", unstated));
            }
        }
        let currency = stated.unwrap_or(Currency::UNSTATED);
        if codes.len() < 2 {
            return (currency, Vec::new());
        }
        codes.sort_unstable();
        let told: Vec<String> = codes.iter().map(|(c, n)| format!("{c} {n}")).collect();
        let rows = codes.iter().map(|(_, n)| n).sum();
        tally.add_many(Severity::Error, Code::CurrencyMixed, None, self.column, Some(&told.join(", ")), rows);
        (currency, codes.into_iter().map(|(c, n)| (c.to_owned(), n)).collect())
    }
}
