//! Rows whose fate shows later: footers, a second table, lines that a stray quote swallowed, late judgements.

use super::super::cells::Cells;
use super::super::records::Record;
use super::super::rejects::shown;
use super::super::rows::{Held, MAX_FOOTER, SURE};
use super::super::shapes::{Fault, Late};
use super::super::tally::clip;
use super::super::{Code, Fate, Severity};
use super::{PREVIEW_ROWS, PREVIEW_TEXT, Sheet, quoted};

impl Sheet {
    /// Whether nothing stands in a row of a wide table but a name of several words.
    pub(super) fn only_named(&self, cells: &Cells<'_>) -> bool {
        let name = self.plan.customer.map_or("", |i| cells.get(i));
        name.contains(char::is_whitespace)
            && self.rules.allowed(Code::FooterSkipped)
            && (0..cells.len()).all(|i| Some(i) == self.plan.customer || cells.get(i).is_empty())
    }

    /// Keeps back a row that may be one of a second table.
    pub(super) fn hold_second(&mut self, record: &Record<'_>) -> Fate {
        self.held.push(Held::new(record, Code::SecondTable, None));
        if self.held.len() > SURE + MAX_FOOTER {
            self.second.make_sure();
            self.footer();
        }
        Fate::Ignored(Code::SecondTable)
    }

    /// The first table goes on: what was kept back belongs to it.
    pub(super) fn no_second(&mut self) {
        self.second.give_up();
        for held in std::mem::take(&mut self.held) {
            if held.code != Code::SecondTable {
                self.held.push(held);
                continue;
            }
            let fate = held.with(|record| {
                let text = String::from_utf8_lossy(record.text());
                self.row(record, &text, text.contains(char::REPLACEMENT_CHARACTER))
            });
            if let Some(row) = self.preview.iter_mut().find(|row| row.line == held.line) {
                row.fate = fate;
            }
        }
    }

    /// The table goes on: what was kept back are rows that can't be used, or customers without revenue.
    pub(super) fn release(&mut self) {
        if self.held.is_empty() {
            return;
        }
        for held in std::mem::take(&mut self.held) {
            if held.code == Code::FooterSkipped {
                self.used += 1;
                continue;
            }
            held.with(|record| self.refuse(record, Fault { code: held.code, column: held.column }));
        }
    }

    /// The table is over: what was kept back stands below it.
    pub(super) fn footer(&mut self) {
        for held in std::mem::take(&mut self.held) {
            let text = held.with(|record| shown(record.text(), 400));
            let code = if held.code == Code::SecondTable { held.code } else { Code::FooterSkipped };
            let fate = self.ignore(code, held.line, None, Some(text.trim()));
            if let Some(row) = self.preview.iter_mut().find(|row| row.line == held.line) {
                (row.fate, row.column, row.text) = (fate, None, None);
            }
        }
    }

    /// Keeps back a row that may stand below the table.
    pub(super) fn hold(&mut self, record: &Record<'_>, fault: Fault) {
        if self.held.len() >= MAX_FOOTER {
            self.release();
        }
        self.held.push(Held::new(record, fault.code, fault.column));
    }

    /// Takes back a row that turned out at the end not to count.
    pub(super) fn judge(&mut self, late: Late) {
        let line = u64::from(late.line);
        self.used = self.used.saturating_sub(1);
        let kept = self.kept.record(line);
        let (text, ends) = kept.as_ref().map_or((&[][..], &[][..]), |(text, ends)| (text, ends));
        let record = Record::of(line, text, ends);
        let mut blamed = (None, None);
        let fate = if late.code.is_rule() {
            self.weigh(kept.is_some().then_some(&record), Fault { code: late.code, column: late.column });
            let cell =
                late.column.filter(|_| kept.is_some()).map(|i| shown(record.cell(i), 4 * PREVIEW_TEXT));
            self.ignore(late.code, line, late.column, cell.as_deref())
        } else if kept.is_none() {
            self.ledger.tally.add(Severity::Warning, late.code, Some(line), late.column, None);
            let header = late.column.and_then(|i| self.columns.get(i)).map(|c| c.header.clone());
            self.rejects.lost(line, late.code, header);
            Fate::Rejected(late.code)
        } else {
            let fault = Fault { code: late.code, column: late.column };
            self.refuse(&record, fault);
            blamed = (late.column.and_then(|i| i.try_into().ok()), quoted(&record, fault));
            Fate::Rejected(late.code)
        };
        if let Some(row) = self.preview.iter_mut().find(|row| row.line == line) {
            (row.column, row.text) = blamed;
            row.fate = fate;
        }
    }

    /// Keeps what a row of the preview was rejected for.
    pub(super) fn blame(&mut self, record: &Record<'_>, fault: Fault) {
        if self.preview.len() < PREVIEW_ROWS {
            let text = quoted(record, fault).map(|text| clip(&text));
            self.blamed = (fault.column.and_then(|i| i.try_into().ok()), text);
        }
    }
}
