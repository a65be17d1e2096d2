//! Lines of invoices whose customers stand in another file: kept until that one is there.

use super::kept::Kept;
use super::records::Record;
use super::rejects::{Rejects, shown};
use super::shapes::{Invoices, Late};
use super::{Code, Diagnostic, Fate, FileRead, IgnoredRows, RowCounts, Severity};
use crate::base::{Currency, MAX_MINOR, Names};
use crate::tables::{InvoiceTable, Owner, RevenueTable, RowCurrencies};
use std::collections::BTreeMap;

/// What a file of lines came to while nobody knows whose they are.
#[derive(Clone, Debug)]
pub struct Unjoined {
    pub(super) invoices: Invoices,
    /// Their table but for its facts; the invoices that the lines name stand in its customers' place.
    pub(super) table: RevenueTable,
    /// The column that names them.
    pub(super) column: usize,
    /// Amounts are in the minor unit, whichever currency it is of.
    pub(super) minor: bool,
    pub(super) kept: Kept,
}

/// Whose an invoice is and its currency, or why its lines can't be used.
type Told = Result<(u32, &'static str), Code>;

impl Unjoined {
    /// Puts customers in the place of invoices, and the table into the file's reading. Lines of an invoice that
    /// none of the tables has, or that several say different things of, are rejected.
    pub fn join(mut self, tables: &[&InvoiceTable], read: &mut FileRead) {
        let mut customers = Names::new();
        let told: Vec<Told> = (0..self.table.customers.len() as u32)
            .map(|id| told(self.table.customers.text(id), tables, &mut customers))
            .collect();
        let of = |id: u32| told.get(id as usize).copied().unwrap_or(Err(Code::InvoiceUnknown));
        // The lines' own word goes before the invoices'.
        let own = self.table.currency.code.is_some() || !self.table.mixed.is_empty();
        let exponent = if own { self.table.currency.exponent } else { common_exponent(&told) };
        let (minor, from) = (self.minor, self.table.currency.exponent);
        let mut runs: Vec<(u32, &'static str)> = Vec::new();
        let mut late = self.invoices.rejoin(self.column, |fact| {
            let (customer, code) = of(fact.customer)?;
            fact.customer = customer;
            if !own {
                // Minor units are those of the row's currency; other amounts were read with the file's decimals.
                let from = if minor { exponent_of(code) } else { from };
                let of_list = self.table.list.as_mut().and_then(|list| list.of_line_mut(fact.line));
                for amount in of_list.into_iter().chain([&mut fact.amount]) {
                    *amount = rescaled(*amount, from, exponent).ok_or(Code::AmountTooLarge)?;
                }
                runs.push((fact.line, code));
            }
            Ok(())
        });
        let (facts, more) = self.invoices.finish();
        late.extend(more);
        crate::base::sort_by_key(&mut late, |late| late.line);
        read.judge(&late, &self.kept);
        if read.reading.rows.used == 0 {
            read.tell(Severity::Error, Code::NoUsableRows, None, None, None, read.reading.rows.read);
            return;
        }
        let (mut currency, mut mixed, mut rows) = (self.table.currency, self.table.mixed, self.table.rows);
        if !own {
            let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
            runs.iter().for_each(|(_, code)| *counts.entry(code).or_default() += 1);
            let mut codes = counts.iter();
            match (codes.next(), codes.next()) {
                (Some((code, _)), None) => currency = Currency::from_code(code).unwrap_or(Currency::UNSTATED),
                _ => {
                    let named = |code: &str| if code.is_empty() { "XXX" } else { code }.to_owned();
                    mixed = counts.into_iter().map(|(code, rows)| (named(code), rows)).collect();
                    currency = Currency { code: None, exponent };
                    runs.dedup_by_key(|(_, code)| *code);
                    rows = RowCurrencies { runs };
                    let list: Vec<String> = mixed.iter().map(|(code, n)| format!("{code} {n}")).collect();
                    let count = mixed.iter().map(|(_, n)| n).sum();
                    read.tell(Severity::Error, Code::CurrencyMixed, None, None, Some(list.join(", ")), count);
                }
            }
        }
        read.reading.currency.clone_from(&currency.code);
        for column in &mut self.table.attributes {
            column
                .facts
                .retain_mut(|fact| of(fact.customer).map(|(customer, _)| fact.customer = customer).is_ok());
        }
        read.revenue = Some(RevenueTable { currency, mixed, rows, customers, facts, ..self.table });
    }
}

/// What the tables say of an invoice.
fn told(name: &str, tables: &[&InvoiceTable], customers: &mut Names) -> Told {
    let mut found: Option<(Owner, &str, &'static str)> = None;
    for table in tables {
        let Some(invoice) = table.find(name) else { continue };
        let text = match invoice.owner {
            Owner::Customer(id) => table.customers.text(id),
            Owner::NotCounted | Owner::Several => "",
        };
        let this = (invoice.owner, text, invoice.currency.unwrap_or_default());
        let same = |one: &(Owner, &str, &str)| (one.1, one.2) == (this.1, this.2);
        match &found {
            Some(first) if !same(first) => return Err(Code::InvoiceUnknown),
            _ => found = Some(this),
        }
    }
    match found {
        Some((Owner::Customer(_), text, code)) => Ok((customers.intern(text), code)),
        Some((Owner::NotCounted, ..)) => Err(Code::InvoiceNotCounted),
        Some((Owner::Several, ..)) | None => Err(Code::InvoiceUnknown),
    }
}

/// The most decimals of the currencies named, so that amounts of each keep theirs.
fn common_exponent(told: &[Told]) -> u8 {
    let of = |told: &Told| told.ok().map(|(_, code)| exponent_of(code));
    told.iter().filter_map(of).max().unwrap_or(Currency::UNSTATED.exponent)
}

fn exponent_of(code: &str) -> u8 {
    Currency::from_code(code).unwrap_or(Currency::UNSTATED).exponent
}

/// An amount in another minor unit, rounded half to even; `None` where it is too large.
fn rescaled(amount: i64, from: u8, into: u8) -> Option<i64> {
    let ten = |n: u8| 10_i128.pow(u32::from(n));
    let (top, over) = (i128::from(amount) * ten(into.saturating_sub(from)), ten(from.saturating_sub(into)));
    let (whole, rest) = (top.div_euclid(over), top.rem_euclid(over));
    let up = match (rest * 2).cmp(&over) {
        std::cmp::Ordering::Greater => 1,
        std::cmp::Ordering::Equal => whole.rem_euclid(2),
        std::cmp::Ordering::Less => 0,
    };
    i64::try_from(whole + up).ok().filter(|amount| *amount <= MAX_MINOR)
}

impl FileRead {
    /// The other file is missing: nothing of this one can be used.
    pub(crate) fn halved(&mut self, code: Code) {
        self.reading.rows = RowCounts::default();
        self.reading.ignored.clear();
        self.reading.left_out.clear();
        self.reading.diagnostics.clear();
        (self.reading.table, self.reading.shape) = (None, None);
        self.rejects.clear();
        self.rejected = Default::default();
        self.preview.iter_mut().filter(|row| row.fate != Fate::Header && row.fate != Fate::Above).for_each(
            |row| {
                (row.fate, row.column, row.text) = (Fate::Unread, None, None);
            },
        );
        self.tell(Severity::Error, code, self.reading.header_line, None, None, 1);
    }

    /// Takes back rows that turned out not to count.
    fn judge(&mut self, late: &[Late], kept: &Kept) {
        let mut rejects = Rejects {
            kept: std::mem::take(&mut self.rejects),
            count: self.reading.rows.rejected,
            full: std::mem::take(&mut self.rejected),
        };
        for late in late {
            let line = u64::from(late.line);
            let row = kept.record(line);
            let (text, ends) = row.as_ref().map_or((&[][..], &[][..]), |(text, ends)| (text, ends));
            let record = Record::of(line, text, ends);
            let cell =
                late.column.filter(|_| row.is_some()).map(|i| shown(record.cell(i), 400).trim().to_owned());
            let column = late.column.and_then(|i| self.reading.columns.get(i)).map(|c| c.header.clone());
            self.reading.rows.used = self.reading.rows.used.saturating_sub(1);
            let (severity, fate) = match late.code.is_rule() {
                true => (Severity::Info, Fate::Ignored(late.code)),
                false => (Severity::Warning, Fate::Rejected(late.code)),
            };
            if let Some(row) = self.preview.iter_mut().find(|row| row.line == line) {
                row.fate = fate;
                if !late.code.is_rule() {
                    row.column = late.column.and_then(|i| i.try_into().ok());
                    row.text = cell.as_deref().map(super::tally::clip);
                }
            }
            if late.code.is_rule() {
                self.reading.rows.ignored += 1;
                match self.reading.ignored.iter_mut().find(|ignored| ignored.rule == late.code) {
                    Some(ignored) => ignored.count += 1,
                    None => self.reading.ignored.push(IgnoredRows { rule: late.code, count: 1 }),
                }
            } else if row.is_none() {
                rejects.lost(line, late.code, column.clone());
            } else {
                rejects.add(&record, late.code, column.clone(), cell.as_deref());
            }
            self.tell(severity, late.code, Some(line), column, cell, 1);
        }
        // These rows' amounts were read with another file's currency: what was added up before them is no sum any more.
        self.reading.left_out.retain(|sum| late.iter().all(|late| late.code != sum.code));
        rejects.sort();
        let beyond = rejects.full.beyond();
        self.reading.diagnostics.retain(|found| found.code != Code::RejectsBeyond);
        if beyond > 0 {
            self.tell(Severity::Info, Code::RejectsBeyond, None, None, None, beyond);
        }
        self.reading.rows.rejected = rejects.count;
        (self.rejects, self.rejected) = (rejects.kept, rejects.full);
        crate::base::sort_by_key(&mut self.reading.ignored, |ignored| ignored.rule);
    }

    /// Adds a finding to those there are.
    fn tell(
        &mut self,
        severity: Severity,
        code: Code,
        line: Option<u64>,
        column: Option<String>,
        text: Option<String>,
        count: u64,
    ) {
        let all = &mut self.reading.diagnostics;
        if let Some(same) = all.iter_mut().find(|d| d.code == code && d.column == column) {
            same.count += count;
            return;
        }
        let text = text.map(|text| super::tally::clip(&text));
        // The graver ones stand first.
        let place = all.iter().position(|d| d.severity < severity).unwrap_or(all.len());
        all.insert(place, Diagnostic { severity, code, line, column, text, count, hint: String::new() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_go_into_another_minor_unit() {
        assert_eq!((rescaled(500, 0, 2), rescaled(500, 2, 0)), (Some(50_000), Some(5)));
        assert_eq!((rescaled(250, 2, 0), rescaled(350, 2, 0)), (Some(2), Some(4)), "half to even");
        assert_eq!(rescaled(i64::MAX / 100, 0, 3), None);
    }

    #[test]
    fn tables_that_disagree_tell_nothing() {
        let (mut one, mut two, mut customers) =
            (InvoiceTable::default(), InvoiceTable::default(), Names::new());
        one.add("1", Some("A"), None);
        one.add("2", Some("A"), None);
        two.add("2", Some("B"), None);
        two.add("1", Some("A"), None);
        let tables = [&one, &two];
        assert_eq!(told("1", &tables, &mut customers), Ok((0, "")));
        assert_eq!(told("2", &tables, &mut customers), Err(Code::InvoiceUnknown));
        assert_eq!(told("3", &tables, &mut customers), Err(Code::InvoiceUnknown));
    }
}
