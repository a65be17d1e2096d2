//! What is said of the roles once they are given out, and what a look beyond the headers adds.

use super::{Found, header, months, shape_words, units, words};
use crate::read::dialect::sample::{Sample, SampleRow};
use crate::read::tally::Tally;
use crate::read::{Code, ReadOptions, Role, Severity};
use crate::tables::Shape;

impl Found {
    /// The rows' names, where they are the movements of the whole business and the columns its months.
    pub fn transposed(&self, sample: &Sample, options: &ReadOptions) -> Option<String> {
        let told = options.table.is_some() || options.shape.is_some() || !options.roles.is_empty();
        let plan = self.plan.as_ref().ok().filter(|plan| plan.shape == Shape::Wide && !told)?;
        let names = || sample.rows.iter().take(30).map(|row| row.cell(plan.customer.unwrap_or(0)));
        let mut roles: Vec<Role> = names()
            .filter_map(|name| {
                let plain = header::words(name).plain;
                shape_words::role(&plain).or_else(|| words::role(&plain)).map(|(role, _)| role)
            })
            .filter(|role| (Role::Opening..=Role::Reactivation).contains(role))
            .collect();
        let (many, filled) = (roles.len(), names().filter(|name| !name.is_empty()).count());
        crate::base::sort(&mut roles);
        roles.dedup();
        let ends = roles.contains(&Role::Opening) || roles.contains(&Role::Closing);
        let first: Vec<&str> = names().filter(|name| !name.is_empty()).take(4).collect();
        (roles.len() >= 3 && ends && many * 2 >= filled).then(|| first.join(", "))
    }

    /// Takes the unit from a line above the table, where the headers name none.
    pub fn look_above(&mut self, above: &[SampleRow], options: &ReadOptions) {
        let own = self.scale > 0 || self.scales_differ || self.words.iter().any(|w| w.scale > 0);
        let alone = |row: &&SampleRow| row.cells.iter().filter(|c| !c.is_empty()).count() <= 2;
        let found = above.iter().rev().filter(alone).find_map(|row| {
            let text = row.cells.join(" ");
            units::stated(&text).map(|unit| (row.line, text.trim().to_owned(), unit))
        });
        let Some((line, text, unit)) = found.filter(|_| self.plan.is_ok()) else { return };
        self.currency_above = unit.currency;
        if unit.scale > 0 && !own && !options.without.contains(&Code::AmountScaled) {
            self.scale = unit.scale;
            self.unit_above = Some((line, text));
        }
    }

    /// Says what was found out about the columns. `false` where that makes the file unusable.
    pub fn note(&self, sample: &Sample, tally: &mut Tally) -> bool {
        let line = Some(sample.header.line);
        if let (true, Some(export)) = (self.no_revenue, self.export) {
            tally.add(Severity::Error, Code::NotRevenue, line, None, Some(export.name));
            return false;
        }
        for (role, column) in &self.twice {
            tally.add(Severity::Info, Code::RoleTwice, line, Some(*column), Some(role.as_str()));
        }
        for name in &self.unknown {
            tally.add(Severity::Warning, Code::RoleMissing, None, None, Some(name));
        }
        let header = |i: usize| sample.header.cell(i);
        let priced = self.plan.as_ref().ok().filter(|plan| plan.units_unknown).and_then(|plan| plan.amount);
        if let Some((column, _)) = priced {
            tally.add(Severity::Warning, Code::UnitsUnknown, line, Some(column), Some(header(column)));
        }
        if let Some((column, code)) = self.contracts {
            tally.add(Severity::Warning, code, line, Some(column), Some(header(column)));
        }
        if let Some(months) = &self.months {
            for column in &months.twice {
                let text = Some(header(*column));
                tally.add(Severity::Warning, Code::MonthTwice, line, Some(*column), text);
            }
            if let Some(first) = months.serials.first() {
                let count = months.serials.len() as u64;
                tally.add_many(
                    Severity::Info,
                    Code::SpreadsheetDays,
                    line,
                    Some(*first),
                    Some(header(*first)),
                    count,
                );
            }
            let totals = |i: &usize| {
                self.columns.get(*i).is_some_and(|c| c.role == Role::Ignored) && months::is_total(header(*i))
            };
            let aside: Vec<usize> =
                (0..self.columns.len()).filter(|i| totals(i) || months.other.contains(i)).collect();
            if let Some(first) = aside.first() {
                let count = aside.len() as u64;
                tally.add_many(Severity::Info, Code::ColumnsAside, line, None, Some(header(*first)), count);
            }
        }
        let Ok(plan) = &self.plan else { return true };
        let amounts = plan.amounts();
        let first = amounts.first().copied();
        let count = amounts.len() as u64;
        let text = first.map(header);
        if self.scales_differ {
            tally.add_many(Severity::Error, Code::ScalesDiffer, line, None, text, count);
            return false;
        }
        if let Some((line, text)) = &self.unit_above {
            tally.add_many(Severity::Info, Code::AmountScaled, Some(*line), None, Some(text), count);
        } else if self.scale > 0 {
            tally.add_many(Severity::Info, Code::AmountScaled, line, first, text, count);
        }
        true
    }
}
