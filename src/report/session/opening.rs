//! What the reader gave becomes a session: tables in their places, one currency, months for points that name none.

use super::{Session, finding};
use crate::base::{Date, Month};
use crate::read::{Code, Diagnostic, FileRead, Reading, Role, Severity};
use crate::report::contradictions::contradictions;
use crate::report::join::join;
use crate::report::joins::Joins;
use crate::report::unit_economics::foreign_costs;
use crate::tables::{
    AccountsTable, Book, BookOptions, Converted, CostsTable, OperatingTable, Rate, Rates, RevenueFacts,
    RevenueTable,
};
use std::cell::RefCell;
use std::collections::BTreeMap;

impl Session {
    pub(super) fn made(
        mut reads: Vec<FileRead>,
        rates: &[Rate],
        currency: Option<&str>,
        advise: fn(&mut Diagnostic),
    ) -> Self {
        join(&mut reads);
        let mut rates = rates.to_vec();
        let (mut aggregates, mut results) = (Vec::new(), Vec::new());
        let (mut account_files, mut operation_files) = (Vec::new(), Vec::new());
        let mut session = Session {
            readings: Vec::new(),
            rejects: Vec::new(),
            rejected: Vec::new(),
            question: None,
            tables: Vec::new(),
            aggregate: None,
            warehouse: None,
            accounts: Vec::new(),
            costs: Vec::new(),
            cost_files: Vec::new(),
            operations: Vec::new(),
            joins: None,
            converted: Vec::new(),
            has_rates: false,
            files: Vec::new(),
            as_of: None,
            with_customers: false,
            advise,
            book: RefCell::new(None),
            kept: RefCell::default(),
            listed: RefCell::default(),
            answers: RefCell::new(None),
        };
        let mut rated: Vec<(usize, Vec<String>)> = Vec::new();
        for (file, mut read) in reads.into_iter().enumerate() {
            if !read.rates.is_empty() {
                rated.push((file, read.rates.iter().map(|rate| rate.code.clone()).collect()));
            }
            read.reading.diagnostics.iter_mut().for_each(advise);
            session.readings.push(read.reading);
            session.rejects.push(read.rejects);
            session.rejected.push(read.question.is_none().then_some(read.rejected));
            rates.append(&mut read.rates);
            let place = u32::try_from(file).unwrap_or(u32::MAX);
            account_files.extend(read.accounts.iter().map(|_| file));
            session
                .accounts
                .extend(read.accounts.into_iter().map(|table| AccountsTable { file: place, ..table }));
            session.cost_files.extend(read.costs.iter().map(|_| file));
            session.costs.extend(read.costs);
            operation_files.extend(read.operations.iter().map(|_| file));
            session
                .operations
                .extend(read.operations.into_iter().map(|table| OperatingTable { file: place, ..table }));
            if let Some(table) = read.warehouse {
                results.push((file, table));
            }
            if let Some(table) = read.aggregate {
                aggregates.push((file, table));
            }
            if let Some(table) = read.revenue {
                session.tables.push(table);
                session.files.push(file);
            }
            if let (None, Some(question)) = (&session.question, read.question) {
                session.question = Some((file, question));
            }
        }
        let alone = session.tables.is_empty();
        let mut unused = Vec::new();
        for (file, table) in results {
            match alone && session.warehouse.is_none() {
                true => session.warehouse = Some(table),
                false => unused.push(file),
            }
        }
        for (file, table) in aggregates {
            match alone && session.warehouse.is_none() && session.aggregate.is_none() {
                true => session.aggregate = Some(table),
                false => unused.push(file),
            }
        }
        for reading in unused.into_iter().filter_map(|file| session.readings.get(file)) {
            let unused = finding(Severity::Warning, Code::AggregateUnused, reading.name.clone(), 1);
            session.converted.push(unused);
        }
        let revenue: Vec<_> = session.files.iter().copied().zip(&session.tables).collect();
        let accounts: Vec<_> = account_files.iter().copied().zip(&session.accounts).collect();
        let operations: Vec<_> = operation_files.into_iter().zip(&session.operations).collect();
        let costs: Vec<_> = session.cost_files.iter().copied().zip(&session.costs).collect();
        session.joins = Joins::of(&revenue, &accounts, &costs, &operations);
        session.has_rates = !rates.is_empty();
        if !rates.is_empty() {
            let target = session.convert(&rates, currency);
            for (file, codes) in rated {
                if let Some(reading) = session.readings.get_mut(file) {
                    name_currencies(reading, codes, target.as_deref());
                    reading.currency.clone_from(&target);
                }
            }
        }
        session.converted.extend(foreign_costs(&session.costs, &session.tables));
        let stated = account_files.iter().copied().zip(&session.accounts);
        session.converted.extend(contradictions(stated, &session.readings));
        session.name_points(None);
        session
    }

    /// Puts the tables into one currency, where the rates reach; says which it is.
    fn convert(&mut self, rates: &[Rate], currency: Option<&str>) -> Option<String> {
        let mut used: Vec<&str> = Vec::new();
        for table in &self.tables {
            used.extend(table.currency.code.as_deref().filter(|_| table.mixed.is_empty()));
            used.extend(table.mixed.iter().map(|(code, _)| code.as_str()));
        }
        let spent: Vec<String> =
            self.costs.iter().flat_map(CostsTable::codes).map(|(code, _)| code).collect();
        used.extend(spent.iter().map(String::as_str));
        crate::base::sort(&mut used);
        used.dedup();
        let Some(rates) = Rates::new(rates, currency, &used) else {
            if used.len() < 2 {
                return None; // nothing to convert
            }
            let text = used.join(", ");
            self.converted.push(finding(Severity::Warning, Code::RateMissing, text, used.len() as u64));
            return None;
        };
        let mut done: BTreeMap<String, u64> = BTreeMap::new();
        let mut missing: Vec<String> = Vec::new();
        let readings = &mut self.readings;
        let mut told = |file: usize, codes: Vec<String>, converted: Converted| {
            if converted.missing.is_empty()
                && let Some(reading) = readings.get_mut(file)
            {
                reading.diagnostics.retain(|finding| finding.code != Code::CurrencyMixed);
                name_currencies(reading, codes, Some(&rates.target));
            }
            for (code, rows) in converted.rows {
                *done.entry(code).or_default() += rows;
            }
            missing.extend(converted.missing);
        };
        for (table, file) in self.tables.iter_mut().zip(&self.files) {
            if table.currency.code.is_none() && table.mixed.is_empty() {
                continue;
            }
            let single = table.currency.code.clone().filter(|_| table.mixed.is_empty());
            let codes = single.into_iter().chain(table.mixed.iter().map(|(code, _)| code.clone())).collect();
            let converted = rates.convert(table);
            told(*file, codes, converted);
        }
        for (table, file) in self.costs.iter_mut().zip(&self.cost_files) {
            let codes: Vec<String> = table.codes().into_iter().map(|(code, _)| code).collect();
            if !codes.is_empty() {
                let converted = rates.convert_costs(table);
                told(*file, codes, converted);
            }
        }
        if !done.is_empty() {
            let list: Vec<String> = done.iter().map(|(code, rows)| format!("{code} {rows}")).collect();
            let text = format!("{} → {}", list.join(", "), rates.target);
            self.converted.push(finding(Severity::Info, Code::ConvertedByRates, text, done.values().sum()));
        }
        if !missing.is_empty() {
            crate::base::sort(&mut missing);
            missing.dedup();
            let count = missing.len() as u64;
            self.converted.push(finding(Severity::Warning, Code::RateMissing, missing.join(", "), count));
        }
        Some(rates.target)
    }

    /// Gives the two points that name no months their place: the month told, else the last one that another
    /// file names. Alone they stay what they are.
    pub(super) fn name_points(&mut self, as_of: Option<Date>) {
        let unnamed = |table: &RevenueTable| matches!(&table.facts, RevenueFacts::Spans { span: Some((_, to)), .. } if *to == Month::CLOSING);
        if !self.tables.iter().any(unnamed) {
            return;
        }
        let last = as_of.map(Date::month).or_else(|| {
            let dated: Vec<RevenueTable> = self.tables.iter().filter(|t| !unnamed(t)).cloned().collect();
            Book::new(&dated, BookOptions::default()).span.map(|(_, last)| last)
        });
        let Some(last) = last else { return };
        let shift = last.since(Month::CLOSING);
        for table in self.tables.iter_mut().filter(|table| unnamed(table)) {
            if let RevenueFacts::Spans { facts, span } = &mut table.facts {
                *span = span.map(|(from, to)| (from.plus(shift), to.plus(shift)));
                for fact in facts {
                    fact.first = fact.first.plus(shift);
                    fact.last = fact.last.map(|month| month.plus(shift));
                }
            }
        }
    }
}

/// Says at a table's column of currencies which it has and what they are converted to: `EUR, GBP → USD`.
fn name_currencies(reading: &mut Reading, mut codes: Vec<String>, target: Option<&str>) {
    codes.retain(|code| Some(code.as_str()) != target);
    crate::base::sort(&mut codes);
    codes.dedup();
    let list = codes.join(", ");
    let told =
        target.filter(|_| !codes.is_empty()).map_or(list.clone(), |target| format!("{list} → {target}"));
    if let Some(column) = reading.columns.iter_mut().find(|column| column.role == Role::Currency) {
        column.format = Some(told).filter(|told| !told.is_empty());
    }
}
