//! The amounts and currencies of a file while its rows go by: what is settled, what waits.

use super::currencies::{self, Sign};
use super::intervals::Factor;
use super::numbers::{self, Convention};
use super::waiting::Waiting;
use crate::base::{Currency, MAX_EXPONENT};
use crate::read::discounts::{Off, WHOLE};
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
    by: Option<Code>,
    /// What the row would come to without its discount, and the same under a decimal comma where that differs.
    pub list: Option<(i64, Option<i64>)>,
}

/// What an amount is to be read with beside its cell.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) struct Reduced {
    /// The row's discount.
    pub off: Off,
    /// The amount is that of the list: the discount is still to come off.
    pub due: bool,
    /// Units that the amount is paid for each; the factor doesn't have them.
    pub units: i64,
}

/// The amount column (or, in a wide table, its month columns together).
#[derive(Debug)]
pub(in crate::read) struct Amounts {
    /// The convention, once settled.
    pub convention: Convention,
    /// Settles the column at the end if nothing of its own does: evidence from another column of the file.
    pub hint: Option<DecimalMark>,
    /// The convention is the user's word.
    pub told: bool,
    /// The head contradicts itself, as often one way as the other: whatever comes first must not decide.
    pub tied: bool,
    exponent: u8,
    /// The header says that amounts are annual.
    pub annual: bool,
    /// Amounts are written in the minor unit: cents.
    pub minor: bool,
    /// Ways of reading that are forbidden.
    pub without: Vec<Code>,
    /// Zeros that the header's unit leaves out: 4 in `月费(万元)`.
    pub scale: u8,
    waiting: Waiting,
    only_commas: bool,
    only_points: bool,
    /// The first different cells that fit both.
    different: Vec<String>,
    /// The file's delimiter: spreadsheets choose it by the decimal mark.
    pub delimiter: String,
    /// Cells that settle the convention as it stands, and that settle the other.
    support: u64,
    against: u64,
    /// Cells that fit both conventions.
    either: u64,
    group: Option<char>,
    /// Cells that fit both conventions, or the other: line, text.
    samples: Vec<(u64, String)>,
}

impl Reduced {
    /// What is left of an amount, and what it is by the list; both monthly. `comma`: under a decimal comma.
    fn apply(self, amount: i64, comma: bool, factor: Factor, down: u8) -> Result<(i64, i64), Code> {
        let amount = amount.checked_mul(self.units).ok_or(Code::AmountTooLarge)?;
        let monthly = |amount: i64, factor: Factor| factor.apply(amount, down).ok_or(Code::AmountTooLarge);
        match self.off {
            Off::Amount(point, other) => {
                let off = if comma { other } else { point };
                let (net, list) = match self.due {
                    true => (amount.checked_sub(off), Some(amount)),
                    false => (Some(amount), amount.checked_add(off)),
                };
                let (net, list) = net.zip(list).ok_or(Code::AmountTooLarge)?;
                if net < 0 {
                    return Err(Code::DiscountTooLarge);
                }
                Ok((monthly(net, factor)?, monthly(list, factor)?))
            }
            Off::Percent(off) => {
                let left = WHOLE - off;
                let plain = monthly(amount, factor)?;
                let net = Factor { times: factor.times * left, over: factor.over * WHOLE };
                let list = Factor { times: factor.times * WHOLE, over: factor.over * left };
                match self.due {
                    true => Ok((monthly(amount, net)?, plain)),
                    false if left == 0 => Err(Code::DiscountUnreadable),
                    false => Ok((plain, monthly(amount, list)?)),
                }
            }
        }
    }
}

/// How the amounts came out.
#[derive(Debug)]
pub(in crate::read) enum Settled {
    /// The facts to put right: places and amounts.
    Known(Waiting),
    /// Nothing settles the column: how many cells, and the first of them.
    Open(u64, Vec<(u64, String)>),
}

/// Different amounts that fit both conventions and leave no doubt together.
const MANY: usize = 5;

impl Amounts {
    /// A column with what the sample says of it.
    pub fn new(convention: Convention, exponent: u8) -> Self {
        Amounts {
            convention,
            hint: None,
            told: false,
            tied: false,
            exponent,
            annual: false,
            minor: false,
            without: Vec::new(),
            scale: 0,
            waiting: Waiting::default(),
            only_commas: true,
            only_points: true,
            different: Vec::new(),
            delimiter: String::new(),
            support: 0,
            against: 0,
            either: 0,
            group: None,
            samples: Vec::new(),
        }
    }

    /// Reads a cell (trimmed, not empty) and makes it monthly. [`Code::AmountMissing`] says that it is a word for
    /// nothing.
    pub fn read(&mut self, text: &str, factor: Factor) -> Result<MonthlyAmount, Code> {
        self.read_reduced(text, factor, None)
    }

    /// An amount that comes off another, as [`Off::Amount`] has it; `None` where the cell holds none.
    pub fn read_off(&self, text: &str) -> Option<Off> {
        let read = numbers::read(text, self.convention, MAX_EXPONENT + self.scale).ok()?;
        let comma = read.comma.unwrap_or(read.value);
        Some(Off::Amount(read.value.0, comma.0))
    }

    /// The same with a discount: what is left of it, and what it is by the list, each rounded once.
    pub fn read_reduced(
        &mut self,
        text: &str,
        factor: Factor,
        reduced: Option<Reduced>,
    ) -> Result<MonthlyAmount, Code> {
        let factor = if self.annual { Factor { over: factor.over * 12, ..factor } } else { factor };
        // What is divided is read with all the decimals there may be, so that it is rounded once.
        let scaled = factor != Factor::MONTH || reduced.is_some();
        let own = if self.minor { 0 } else { self.exponent };
        let exponent = if scaled { MAX_EXPONENT } else { own };
        let read = numbers::read(text, self.convention, exponent + self.scale);
        let read = read.inspect_err(|code| self.against += u64::from(*code == Code::DecimalContradicts))?;
        if read.by.is_some_and(|by| self.without.contains(&by)) {
            return Err(Code::AmountUnreadable);
        }
        if let Some(mark) = read.settles {
            self.decide(mark);
        }
        self.either += u64::from(read.either);
        self.group = read.group.or(self.group);
        let monthly = |(minor, rounded): numbers::Minor| {
            if !scaled {
                return Ok((minor, rounded));
            }
            let down = MAX_EXPONENT.saturating_sub(own);
            factor.apply(minor, down).map(|m| (m, rounded)).ok_or(Code::AmountTooLarge)
        };
        let (sign, by) = (read.sign, read.by);
        let Some(reduced) = reduced else {
            let (value, rounded) = monthly(read.value)?;
            let comma = read.comma.map(monthly).transpose()?;
            return Ok(MonthlyAmount { value, rounded, comma, sign, by, list: None });
        };
        let down = MAX_EXPONENT.saturating_sub(own);
        let either = |(amount, _): numbers::Minor, comma| reduced.apply(amount, comma, factor, down);
        let by_point = either(read.value, false);
        let by_comma = match (read.comma, reduced.off) {
            (Some(amount), _) => Some(either(amount, true)),
            (None, Off::Amount(point, comma)) if point != comma => Some(either(read.value, true)),
            (None, _) => None,
        };
        // A discount that is too large under one convention settles the other.
        let ((value, list), by_comma) = match (by_point, by_comma) {
            (point, None) => (point?, None),
            (Ok(point), Some(Ok(comma))) => (point, Some(comma)),
            (Ok(point), Some(Err(Code::DiscountTooLarge))) => {
                self.decide(DecimalMark::Point);
                (point, None)
            }
            (Err(Code::DiscountTooLarge), Some(Ok(comma))) => {
                self.decide(DecimalMark::Comma);
                (comma, None)
            }
            (point, Some(comma)) => (point.and(comma)?, None),
        };
        let comma = by_comma.map(|(value, _)| (value, false));
        let list = (list != value).then_some((list, by_comma.map(|(_, list)| list)));
        Ok(MonthlyAmount { value, rounded: false, comma, sign, by, list })
    }

    /// Decimals that a cell is read with where nothing is to be made of its amount; `None` where something is.
    pub fn plain_exponent(&self) -> Option<u8> {
        (!self.annual && !self.minor).then_some(self.exponent + self.scale)
    }

    /// Counts cells that were read elsewhere under the convention and have its decimal mark.
    #[inline]
    pub fn supported(&mut self, cells: u64) {
        self.support += cells;
    }

    /// A cell settles the convention.
    fn decide(&mut self, mark: DecimalMark) {
        self.convention = Convention::Decided(mark);
        self.support += 1;
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
        if let Some(by) = amount.by {
            tally.add(Severity::Info, by, Some(line), Some(column), Some(text));
        }
        match amount.comma {
            Some(comma) => {
                self.only_commas &= !text.contains('.');
                self.only_points &= !text.contains(',');
                if self.different.len() < MANY && !self.different.iter().any(|known| known == text) {
                    self.different.push(text.to_owned());
                }
                if self.samples.len() < 3 {
                    self.samples.push((line, clip(text)));
                }
                self.waiting.add(fact, line, column, (amount.value, amount.rounded), comma);
            }
            None if amount.rounded => {
                tally.add(Severity::Info, Code::AmountRounded, Some(line), Some(column), Some(text));
            }
            None => {}
        }
    }

    /// Notes a cell that was rejected because it fits the other convention only.
    pub fn contradicted(&mut self, line: u64, text: &str) {
        if self.samples.len() < 3 {
            self.samples.push((line, clip(text)));
        }
    }

    /// The end of the file. `currency` is what the amounts are in.
    pub fn settle(&mut self, currency: Option<&str>, tally: &mut Tally) -> Settled {
        // The head said one thing, the whole file says the other as often, or more often.
        if !self.told && (self.tied || self.against > 0 && self.against >= self.support) {
            let count = self.either + self.against + self.support;
            return Settled::Open(count, std::mem::take(&mut self.samples));
        }
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.len() == 0 {
            return Settled::Known(waiting);
        }
        let by_currency = self.only_commas && currency.is_some_and(currencies::writes_point);
        let mark = match self.convention {
            Convention::Decided(mark) => mark,
            Convention::Open => match self.hint {
                Some(mark) => mark,
                None if by_currency => DecimalMark::Point,
                None if let Some(mark) = self.by_delimiter() => {
                    let first = self.samples.first();
                    let (line, text) = (first.map(|(line, _)| *line), first.map(|(_, text)| text.as_str()));
                    let code = Code::ThousandsByDelimiter;
                    tally.add_many(Severity::Warning, code, line, None, text, waiting.len());
                    mark
                }
                None => return Settled::Open(waiting.len(), std::mem::take(&mut self.samples)),
            },
        };
        self.convention = Convention::Decided(mark);
        waiting.note(mark, tally);
        Settled::Known(if mark == DecimalMark::Comma { waiting } else { Waiting::default() })
    }

    /// Spreadsheets part cells by commas where the decimal mark is a point, and by semicolons where it is a comma.
    /// That tells what parts thousands where several different amounts have the other mark, each with three digits behind it:
    /// as decimals they would be more than any of these currencies has.
    fn by_delimiter(&self) -> Option<DecimalMark> {
        if self.without.contains(&Code::ThousandsByDelimiter) {
            return None;
        }
        match self.delimiter.as_str() {
            _ if self.different.len() < MANY || self.exponent > 2 => None,
            "," if self.only_commas => Some(DecimalMark::Point),
            ";" if self.only_points => Some(DecimalMark::Comma),
            _ => None,
        }
    }

    /// The mark that separates the decimals, where the column has any mark.
    pub fn decimal(&self) -> Option<DecimalMark> {
        match self.convention {
            Convention::Decided(mark) => Some(mark),
            Convention::Open => None,
        }
    }

    /// How the cells are written, for the report.
    pub fn format(&self) -> &'static str {
        match (self.convention, self.group) {
            (Convention::Decided(DecimalMark::Point), Some(' ')) => "1 234.56",
            (Convention::Decided(DecimalMark::Point), Some('\'')) => "1'234.56",
            (Convention::Decided(DecimalMark::Point), _) => "1,234.56",
            (Convention::Decided(DecimalMark::Comma), Some(' ')) => "1 234,56",
            (Convention::Decided(DecimalMark::Comma), Some('\'')) => "1'234,56",
            (Convention::Decided(DecimalMark::Comma), _) => "1.234,56",
            (Convention::Open, Some(' ')) => "1 234",
            (Convention::Open, Some('\'')) => "1'234",
            (Convention::Open, _) => "1234",
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
    last: Option<&'static str>,
    /// Where that one's count stands.
    place: usize,
    runs: Vec<(u32, &'static str)>,
    counts: Vec<(Option<&'static str>, u64)>,
    assumed: Option<(&'static str, u64, u64)>,
}

impl Currencies {
    /// With what the sample says.
    pub fn new(column: Option<usize>, default: Option<&'static str>, told: Option<&'static str>) -> Self {
        let exponent = default.and_then(Currency::from_code).unwrap_or(Currency::UNSTATED).exponent;
        Currencies {
            column,
            default,
            exponent,
            told,
            last: None,
            place: 0,
            runs: Vec::new(),
            counts: Vec::new(),
            assumed: None,
        }
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

    /// Counts rows in use that say nothing of their currency, the first on this line.
    pub fn count_many(&mut self, line: u64, rows: u64) {
        self.count(None, None, line);
        if let Some((_, n)) = self.counts.get_mut(self.place) {
            *n += rows - 1;
        }
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
        // Asked for every row, and nearly always the same as before: where it stands is enough to know it by.
        let known = match (self.last, code) {
            (Some(last), Some(code)) => std::ptr::eq(last, code),
            (None, None) => !self.runs.is_empty(),
            _ => false,
        };
        if !known {
            self.last = code;
            self.place = self.counts.iter().position(|(c, _)| *c == code).unwrap_or(self.counts.len());
            self.run(code.unwrap_or(""), line);
        }
        match self.counts.get_mut(self.place) {
            Some((_, n)) => *n += 1,
            None => self.counts.push((code, 1)),
        }
    }

    /// Notes from which line on a currency holds.
    fn run(&mut self, code: &'static str, line: u64) {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        match self.runs.last_mut() {
            Some((_, last)) if *last == code => {}
            Some((first, last)) if *first == line => {
                *last = RowCurrencies::SEVERAL;
                self.last = Some(RowCurrencies::SEVERAL);
            }
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
        // Signs that turn up after the head was judged: the amounts before them are in the same currency as long as it has
        // the decimals they were read with. And what the head was judged by may have been rows that none is used of.
        let guessed = stated.is_none() || unstated == 0 && self.told.is_none();
        if let ([(code, _)], true) = (codes.as_slice(), guessed)
            && let Some(found) = Currency::from_code(code).filter(|c| c.exponent == self.exponent)
        {
            return (found, Vec::new());
        }
        if stated.is_none() && unstated > 0 && !codes.is_empty() {
            codes.push(("XXX", unstated));
        }
        let currency = stated.unwrap_or(Currency::UNSTATED);
        if codes.len() < 2 {
            return (currency, Vec::new());
        }
        crate::base::sort(&mut codes);
        let told: Vec<String> = codes.iter().map(|(c, n)| format!("{c} {n}")).collect();
        let rows = codes.iter().map(|(_, n)| n).sum();
        tally.add_many(Severity::Error, Code::CurrencyMixed, None, self.column, Some(&told.join(", ")), rows);
        (currency, codes.into_iter().map(|(c, n)| (c.to_owned(), n)).collect())
    }
}
