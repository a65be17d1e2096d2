//! A column of dates: its order of day and month, settled by the head of the file or by a cell further down, and
//! what its digits alone mean.

use super::apart::{self, Joined, YearColumn};
use super::blanks;
use super::clock::Zone;
use super::dates::{self, Day, Form, Parsed, is_never, parse};
use super::day_numbers;
use super::fiscal::{self, Fiscal};
pub(in crate::read) use super::numeric_dates::Verdict;
use super::numeric_dates::{Evidence, Numeric};
use crate::base::Month;
use crate::read::cells::Cells;
use crate::read::dialect::sample::Sample;
use crate::read::shapes::Fault;
use crate::read::tally::{Tally, clip};
use crate::read::{Code, DateOrder, Epoch, ReadOptions, Severity};

/// Something seen in a column: how often, and where first.
#[derive(Clone, Debug, Default)]
struct Seen {
    count: u64,
    line: u64,
    text: String,
}

impl Seen {
    fn add(&mut self, line: u64, text: &str) {
        if self.count == 0 {
            self.line = line;
            self.text = clip(text);
        }
        self.count += 1;
    }
}

/// How the dates of one column are read.
#[derive(Clone, Debug)]
pub(in crate::read) struct DateColumn {
    /// The order, where it is known.
    pub order: Option<DateOrder>,
    /// The order is the user's word.
    told: bool,
    /// Which digits alone are dates here: only where enough of the column is written so.
    digits: Vec<Form>,
    epoch: Epoch,
    /// Cells that fit several orders while none is known.
    pub open: u64,
    /// The first cells that don't settle the order, or settle it the other way: line and text.
    pub samples: Vec<(u64, String)>,
    evidence: Box<Evidence>,
    /// The head contradicts itself, as often one way as the other: whatever comes first must not decide.
    tied: Option<(DateOrder, DateOrder)>,
    /// Cells by how they are written.
    forms: Vec<Seen>,
    zone: Option<Zone>,
    zones: Seen,
    /// Where the years stand, if not in the same cells.
    pub year: Option<YearColumn>,
    /// The header says that years are fiscal ones.
    pub fiscal_years: bool,
    /// The calendar's month in which the fiscal year begins, where the user said it.
    fiscal_start: Option<u8>,
    /// Cells whose month depends on it while it isn't known.
    pub fiscal_open: u64,
    /// The first of them.
    pub fiscal_samples: Vec<(u64, String, Fiscal)>,
}

impl DateColumn {
    /// A column with what is known of it; `compact` says whether `202401` and `20240105` are dates.
    pub fn new(order: Option<DateOrder>, compact: bool) -> Self {
        DateColumn {
            order,
            told: false,
            digits: if compact { vec![Form::CompactMonth, Form::CompactDate] } else { Vec::new() },
            epoch: Epoch::Y1900,
            open: 0,
            samples: Vec::new(),
            evidence: Box::default(),
            tied: None,
            forms: vec![Seen::default(); Form::ALL.len()],
            zone: None,
            zones: Seen::default(),
            year: None,
            fiscal_years: false,
            fiscal_start: None,
            fiscal_open: 0,
            fiscal_samples: Vec::new(),
        }
    }

    /// What the sample says about a column of dates: of months, or of days on which something did `happen`.
    pub fn sniff(sample: &Sample, index: usize, happen: bool, options: &ReadOptions) -> Self {
        let mut column = DateColumn::new(options.date_order, false);
        column.told = options.date_order.is_some();
        column.epoch = options.epoch.unwrap_or_default();
        column.fiscal_start = options.fiscal_start;
        column.fiscal_years = fiscal::is_header(sample.header.cell(index));
        let mut counts = [0u64; Form::ALL.len()];
        let mut filled = 0u64;
        column.evidence.happen = happen;
        let mut evidence = *column.evidence;
        let mut open = false;
        for cell in sample.rows.iter().map(|r| r.cell(index)) {
            if cell.is_empty() || is_never(cell) {
                continue;
            }
            filled += 1;
            let form = match parse(cell) {
                Some(Parsed::Numeric(numeric)) => {
                    let fits = numeric.fits();
                    open |= fits.count() > 1 && !fits.same;
                    evidence.add(numeric, fits);
                    continue;
                }
                Some(found) => found.form(),
                None => match day_numbers::parse(cell, column.epoch) {
                    Some((_, form)) if allowed(form, options) => form,
                    _ => continue,
                },
            };
            if let Some(count) = counts.get_mut(form as usize) {
                *count += 1;
            }
        }
        match evidence.verdict(open) {
            Verdict::Order(order) => column.order = column.order.or(Some(order)),
            Verdict::Open(a, b) if evidence.contradicts() => column.tied = Some((a, b)),
            _ => {}
        }
        // Digits alone are dates where nine cells in ten are, or enough to be no slip of a row.
        for form in Form::ALL.into_iter().filter(|form| form.is_digits()) {
            let count = counts.get(form as usize).copied().unwrap_or(0);
            if count > 0 && (count * 10 >= filled * 9 || (count >= 3 && count * 10 >= filled)) {
                column.digits.push(form);
            }
        }
        column
    }

    /// Reads the cell of a row, with the year where that stands in a column of its own.
    #[inline]
    pub fn of_row(&mut self, cells: &Cells<'_>, column: usize, line: u64) -> Result<Day, Fault> {
        let cell = cells.get(column);
        if cell.is_empty() {
            return Err(Fault::at(Code::DateMissing, column));
        }
        match self.year {
            None => self.read(cell, line).map_err(|code| Fault::at(code, column)),
            Some(year) => match self.joined(year, cells, column, line)? {
                (month, 1) => Ok(Day { month, date: None }),
                _ => Err(Fault::at(Code::DateUnreadable, column)),
            },
        }
    }

    /// The same where a row may be of several months: the last of them and their number.
    pub fn period_of(&mut self, cells: &Cells<'_>, column: usize, line: u64) -> Result<(Month, u32), Fault> {
        let cell = cells.get(column);
        if let (Some(year), false) = (self.year, cell.is_empty()) {
            return self.joined(year, cells, column, line);
        }
        self.of_row(cells, column, line).map(|day| (day.month, 1)).or_else(|fault| {
            let fiscal = fiscal::parse(cell);
            let calendar = || fiscal::period(cell);
            let found = match (fiscal, self.fiscal_years) {
                (Some(fiscal), _) => self.fiscal(fiscal, cell, line),
                (None, true) => calendar().and_then(|fiscal| self.fiscal(fiscal, cell, line)),
                (None, false) => calendar().and_then(|period| period.place(1)),
            };
            found.ok_or(fault)
        })
    }

    /// Year and part of a row, each from its cell.
    fn joined(
        &mut self,
        column: YearColumn,
        cells: &Cells<'_>,
        part: usize,
        line: u64,
    ) -> Result<(Month, u32), Fault> {
        let (year, cell) = (cells.get(column.index), cells.get(part));
        if year.is_empty() {
            return Err(Fault::at(Code::DateMissing, column.index));
        }
        let parsed = apart::year(year).ok_or(Fault::at(Code::DateUnreadable, column.index))?;
        let joined = apart::bare(cell).and_then(|bare| column.join(parsed, bare));
        let text = || format!("{year} {cell}");
        let found = match joined.ok_or(Fault::at(Code::DateUnreadable, part))? {
            Joined::Calendar(month, months) => Some((month, months)),
            Joined::Fiscal(fiscal) => self.fiscal(fiscal, &text(), line),
            Joined::Either(fiscal) => fiscal.place(1).filter(|_| self.fiscal_start == Some(1)),
        };
        let found = found.ok_or(Fault::at(Code::FiscalPeriod, part))?;
        self.see(Form::Apart, cell, line);
        Ok(found)
    }

    /// Places a part of a fiscal year. While it isn't known where that begins it is taken for the calendar's, and the
    /// cell is kept for the question: the caller withholds the facts until it is answered.
    fn fiscal(&mut self, fiscal: Fiscal, text: &str, line: u64) -> Option<(Month, u32)> {
        if self.fiscal_start.is_none() {
            self.fiscal_open += 1;
            if self.fiscal_samples.len() < 3 {
                self.fiscal_samples.push((line, clip(text), fiscal));
            }
        }
        fiscal.place(self.fiscal_start.unwrap_or(1))
    }

    /// Reads a cell of the column, not empty; or says why it is no date under the column's convention.
    ///
    /// While the order is open the day comes first, and the cell is kept for the question: the caller
    /// withholds the facts until it is answered.
    pub fn read(&mut self, text: &str, line: u64) -> Result<Day, Code> {
        let Some(found) = parse(text) else { return self.other(text, line) };
        let day = match found {
            Parsed::Day(_, form) if form.is_digits() && !self.digits.contains(&form) => {
                return Err(Code::DateUnreadable);
            }
            Parsed::Day(day, Form::Timestamp) => {
                self.see_zone(text, line);
                day
            }
            Parsed::Day(day, _) => day,
            Parsed::Numeric(numeric) => self.numeric(numeric, text, line)?,
            Parsed::Fiscal(fiscal) => {
                let (month, _) = self.fiscal(fiscal, text, line).ok_or(Code::DateUnreadable)?;
                Day { month, date: None }
            }
        };
        self.see(found.form(), text, line);
        Ok(day)
    }

    /// Reads a cell that is written in no form of a date.
    fn other(&mut self, text: &str, line: u64) -> Result<Day, Code> {
        if let Some((day, form)) = day_numbers::parse(text, self.epoch)
            && self.digits.contains(&form)
        {
            self.see(form, text, line);
            return Ok(day);
        }
        Err(match text {
            _ if blanks::is_dash(text) || blanks::is_word(text) => Code::DateMissing,
            _ if blanks::is_error(text) => Code::SpreadsheetError,
            _ if dates::is_fiscal(text) => Code::FiscalPeriod,
            _ if apart::lacks_year(text) => Code::YearMissing,
            _ => Code::DateUnreadable,
        })
    }

    fn numeric(&mut self, numeric: Numeric, text: &str, line: u64) -> Result<Day, Code> {
        let fits = numeric.fits();
        if fits.count() == 0 {
            return Err(Code::DateUnreadable);
        }
        self.evidence.add(numeric, fits);
        if self.order.is_none() {
            match fits.only() {
                // Settles the rest of the column, unless cells already read wait for the answer another way.
                Some(order) if self.open == 0 || order == DateOrder::Dmy => self.order = Some(order),
                Some(_) => {}
                None if fits.same => {}
                None => {
                    self.open += 1;
                    self.sample(text, line);
                }
            }
        }
        let order = self.order.or(fits.only()).unwrap_or(DateOrder::Dmy);
        numeric.day(order).ok_or_else(|| {
            if !self.told {
                self.sample(text, line);
            }
            Code::DateContradicts
        })
    }

    fn sample(&mut self, text: &str, line: u64) {
        if self.samples.len() < 3 {
            self.samples.push((line, clip(text)));
        }
    }

    fn see(&mut self, form: Form, text: &str, line: u64) {
        if let Some(seen) = self.forms.get_mut(form as usize) {
            seen.add(line, text);
        }
    }

    /// Counts a cell that was read elsewhere.
    #[inline]
    pub fn count(&mut self, form: Form, text: impl FnOnce() -> String, line: u64) {
        match self.forms.get_mut(form as usize) {
            Some(seen) if seen.count > 0 => seen.count += 1,
            _ => self.see(form, &text(), line),
        }
    }

    fn see_zone(&mut self, text: &str, line: u64) {
        let Some(zone) = dates::zone(text) else { return };
        match self.zone {
            None => self.zone = Some(zone),
            Some(first) if first != zone => self.zones.add(line, text),
            Some(_) => {}
        }
    }

    /// What has to be asked, once all cells are read: the two orders, and how many cells the answer decides.
    pub fn ask(&self) -> Option<(DateOrder, DateOrder, u64)> {
        if self.told {
            return None;
        }
        let against = |order: DateOrder| {
            let place = super::numeric_dates::ORDERS.iter().position(|o| *o == order).unwrap_or(0);
            self.evidence.misfits.get(place).copied().unwrap_or(0)
        };
        let count = self.evidence.doubtful();
        if let Some((a, b)) = self.tied {
            return Some((a, b, count));
        }
        match (self.evidence.verdict(self.open > 0), self.order) {
            (Verdict::Open(a, b), None) => Some((a, b, count)),
            // The head said one thing, the whole file says another or nothing.
            (Verdict::Open(a, b), Some(head)) if against(a) > 0 || head == a || head == b => {
                Some((a, b, count))
            }
            (Verdict::Order(whole), Some(head)) if whole != head => {
                Some((head.min(whole), head.max(whole), count))
            }
            // Settled by a late cell, the other way than the cells before it were read.
            (Verdict::Order(order), None) if self.open > 0 && order != DateOrder::Dmy => {
                Some((DateOrder::Dmy, order, count))
            }
            _ => None,
        }
    }

    /// How most cells are written; `None` where there are none.
    pub fn form(&self) -> Option<Form> {
        let best = Form::ALL.into_iter().zip(&self.forms).filter(|(_, seen)| seen.count > 0);
        best.max_by_key(|(form, seen)| (seen.count, std::cmp::Reverse(*form))).map(|(form, _)| form)
    }

    /// Whether any cell's order had to be known.
    pub fn is_numeric(&self) -> bool {
        Form::ALL.into_iter().zip(&self.forms).any(|(form, seen)| form.is_numeric() && seen.count > 0)
    }

    /// Says what is worth knowing of column `index`.
    pub fn note(&self, index: usize, tally: &mut Tally) {
        let mut note = |severity, code, seen: &Seen, text: &str| {
            if seen.count > 0 {
                tally.add_many(severity, code, Some(seen.line), Some(index), Some(text), seen.count);
            }
        };
        for (form, seen) in Form::ALL.into_iter().zip(&self.forms) {
            match form {
                Form::DayNumber => note(Severity::Info, Code::SpreadsheetDays, seen, &seen.text),
                Form::UnixSeconds | Form::UnixMillis => {
                    note(Severity::Info, Code::UnixTime, seen, &seen.text)
                }
                _ => {}
            }
        }
        note(Severity::Info, Code::ZonesMixed, &self.zones, &self.zones.text);
        // Kinds of writing, each by its largest form: years first and names of months; numbers in an order;
        // digits alone.
        let kind = |form: Form| usize::from(form.is_numeric()) + 2 * usize::from(form.is_digits());
        let mut kinds: [(u64, u64, Option<Form>); 3] = [(0, u64::MAX, None); 3];
        for (form, seen) in Form::ALL.into_iter().zip(&self.forms).filter(|(_, seen)| seen.count > 0) {
            if let Some((count, line, first)) = kinds.get_mut(kind(form)) {
                *count += seen.count;
                *line = seen.line.min(*line);
                *first = first.or(Some(form));
            }
        }
        crate::base::sort_by_key(&mut kinds, |(count, line, _)| (std::cmp::Reverse(*count), *line));
        if let [(most, _, Some(_)), (fewer, line, Some(_)), (fewest, other, _)] = kinds {
            let told: Vec<String> = [most, fewer, fewest]
                .into_iter()
                .zip(kinds)
                .filter_map(|(count, (_, _, form))| form.map(|f| format!("{} {count}", f.name(self.order))))
                .collect();
            tally.add_many(
                Severity::Warning,
                Code::DatesMixed,
                Some(line.min(other)),
                Some(index),
                Some(&told.join(", ")),
                fewer + fewest,
            );
        }
    }
}

/// Whether digits of this kind may be read as dates: some are repairs, which can be forbidden.
fn allowed(form: Form, options: &ReadOptions) -> bool {
    let code = match form {
        Form::DayNumber => Code::SpreadsheetDays,
        Form::UnixSeconds | Form::UnixMillis => Code::UnixTime,
        _ => return true,
    };
    !options.without.contains(&code)
}

/// What the order of numeric dates comes to.
pub(in crate::read) fn verdict(found: impl Iterator<Item = Numeric>) -> Verdict {
    let mut evidence = Evidence::default();
    found.for_each(|numeric| evidence.add(numeric, numeric.fits()));
    evidence.verdict(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_settled_by_one_cell() {
        let mut open = DateColumn::new(None, false);
        assert!(open.read("03/04/2024", 2).is_ok());
        assert_eq!(open.open, 1);
        assert_eq!(open.read("31/04/2024", 3), Err(Code::DateUnreadable));
        assert!(open.read("30/04/2024", 4).is_ok());
        assert_eq!((open.order, open.ask()), (Some(DateOrder::Dmy), None));
        assert_eq!(
            open.read("04/30/2024", 5),
            Err(Code::DateContradicts),
            "decided per column, never per cell"
        );
        assert_eq!(
            open.ask().map(|(a, b, _)| (a, b)),
            Some((DateOrder::Dmy, DateOrder::Mdy)),
            "one against one"
        );
        open.read("29/04/2024", 6).unwrap();
        assert_eq!(open.ask(), None);
    }
}
