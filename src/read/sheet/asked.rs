//! What has to be asked once all rows are seen: the decimal mark, the order of dates, where the fiscal year begins.

use super::super::questions::{amount_sample, date_kind, date_sample, fiscal_sample};
use super::super::shapes::{Layout, Ledger};
use super::super::values::date_column::DateColumn;
use super::super::values::dates::{self, Parsed};
use super::super::{Code, Question, QuestionKind, QuestionSample, Severity};
use super::Sheet;

/// The file's columns of dates, of its table and beside it.
pub(super) fn dates<'a>(layout: &'a Layout, ledger: &'a Ledger) -> Vec<(usize, &'a DateColumn)> {
    layout.dates().into_iter().chain(ledger.beside.dates()).collect()
}

impl Sheet {
    /// Asks for the decimal mark of `count` amounts.
    pub(super) fn decimal_question(
        &mut self,
        count: u64,
        samples: &[(u64, String)],
        exponent: u8,
    ) -> Question {
        let column = self.plan.amounts().first().copied();
        let line = samples.first().map(|(line, _)| *line);
        let text = samples.first().map(|(_, text)| text.as_str());
        self.ledger.tally.add_many(Severity::Error, Code::DecimalAmbiguous, line, column, text, count);
        Question {
            kind: QuestionKind::Decimal,
            column: column.and_then(|i| self.columns.get(i)).map(|c| c.header.clone()).unwrap_or_default(),
            count,
            samples: samples.iter().map(|(line, text)| amount_sample(*line, text, exponent)).collect(),
        }
    }

    /// Asks for the order of day, month and year, where a column fits two.
    pub(super) fn date_question(&mut self) -> Option<Question> {
        let dates = dates(&self.layout, &self.ledger);
        let (index, column, (a, b, count)) =
            dates.into_iter().find_map(|(index, c)| c.ask().map(|ask| (index, c, ask)))?;
        let numeric = |text: &str| match dates::parse(text) {
            Some(Parsed::Numeric(numeric)) => Some(numeric),
            _ => None,
        };
        let sample = |(line, text): &(u64, String)| date_sample(*line, text, numeric(text), (a, b));
        let samples: Vec<QuestionSample> = column.samples.iter().map(sample).collect();
        let kind = date_kind((a, b));
        let first = samples.first().map(|s| (s.line, s.text.clone()));
        let (line, text) = first.unzip();
        let told = text.as_deref();
        self.ledger.tally.add_many(Severity::Error, Code::DateAmbiguous, line, Some(index), told, count);
        let column = self.columns.get(index).map(|c| c.header.clone()).unwrap_or_default();
        Some(Question { kind, column, count, samples })
    }

    /// Asks where the fiscal year begins, where the months depend on it.
    pub(super) fn fiscal_question(&mut self) -> Option<Question> {
        let dates = dates(&self.layout, &self.ledger);
        let (index, dates) = dates.into_iter().find(|(_, dates)| dates.fiscal_open > 0)?;
        let open = &dates.fiscal_samples;
        let samples = open.iter().map(|(line, text, fiscal)| fiscal_sample(*line, text, *fiscal)).collect();
        let (count, first) = (dates.fiscal_open, open.first().map(|(line, text, _)| (*line, text.clone())));
        let (line, text) = first.unzip();
        let tally = &mut self.ledger.tally;
        tally.add_many(Severity::Error, Code::FiscalStartUnknown, line, Some(index), text.as_deref(), count);
        let column = self.columns.get(index).map(|c| c.header.clone()).unwrap_or_default();
        Some(Question { kind: QuestionKind::FiscalStart, column, count, samples })
    }
}
