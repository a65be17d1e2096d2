//! Parts of a file that were read apart, taken as if they had been pushed.

use super::{Reader, Stage, Watch};
use crate::read::encoding::Intake;
use crate::read::parts::{Part, Scout, UNKNOWN};

impl Reader {
    /// A scout for the rest of the file, once the head was pushed; `None` where its rows have more to them than a
    /// customer, a month and an amount, or that isn't sure yet.
    pub fn scout(&mut self) -> Option<Scout> {
        let ascii = match self.watch {
            Watch::Off => false,
            Watch::Ascii => true,
            Watch::Telling(_) => return None,
        };
        match (&mut self.stage, &self.intake) {
            (Stage::Rows(rows), Intake::Utf8) => {
                let (splitter, sheet, known) = rows.as_mut();
                sheet.settle_terms();
                let splitter = splitter.alike(&known.dialect)?;
                sheet.terms().map(|terms| Scout { splitter, terms, ascii })
            }
            _ => None,
        }
    }

    /// Where in the file the next byte is expected.
    pub fn position(&self) -> u64 {
        self.bytes
    }

    /// Takes what a scout found in the stretch of the file that comes next, as far as nothing in it needs more than a
    /// scout knows. [`Reader::position`] says how far that is; what is left of the stretch is to be pushed.
    pub fn join(&mut self, part: &[u8]) {
        let Some(part) = Part::of(part) else { return };
        let first = part.start + part.lead.len() as u64;
        if self.bytes == part.start {
            self.take(part.lead);
        }
        if self.bytes != first {
            return;
        }
        let (mut rows, mut raw) = (part.rows, part.raw);
        let mut ids = vec![UNKNOWN; part.ends.len()];
        for run in part.runs() {
            let Some((now, later)) = rows.split_at_checked(run.rows as usize) else { return };
            rows = later;
            if !now.is_empty() {
                let open = matches!(self.watch, Watch::Telling(_));
                let Stage::Rows(all) = &mut self.stage else { return };
                let (splitter, sheet, _) = all.as_mut();
                let line = splitter.line();
                if open || !splitter.is_between_lines() || !sheet.join(&part, now, &run, line, &mut ids) {
                    return;
                }
                splitter.skip(u64::from(run.rows), u64::from(run.text), sheet.width());
                self.bytes += u64::from(run.bytes);
            }
            let Some((now, later)) = raw.split_at_checked(run.raw as usize) else { return };
            raw = later;
            if !now.is_empty() {
                self.take(now);
            }
        }
    }
}
