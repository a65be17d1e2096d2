//! The end of a sheet: what is judged by the whole file, and what the file came to.

use super::super::shapes::{Done, Layout, Wide};
use super::super::values::money::Settled;
use super::super::{Code, DecimalMark, Fate, Role, RowCounts, Severity, Unjoined, suspects};
use super::asked::dates;
use super::{Outcome, Sheet};
use crate::tables::{
    AccountsTable, AggregateTable, AttributeKind, CostsTable, RevenueFacts, RevenueTable, RowCurrencies,
    Shape, TableKind,
};

impl Sheet {
    /// The end of the file.
    pub fn finish(mut self) -> Outcome {
        // A header alone is no table.
        if self.second.waits() && self.held.iter().filter(|h| h.code == Code::SecondTable).count() < 2 {
            self.no_second();
        }
        self.footer();
        if self.rules.trailing > 0 && self.rows > 0 && self.rules.allowed(Code::TrailingDelimiter) {
            let (line, rows) = (self.header_line, self.rows);
            self.ledger.tally.add_many(Severity::Info, Code::TrailingDelimiter, line, None, None, rows);
        }
        let (currency, mixed) = self.ledger.currencies.finish(&mut self.ledger.tally);
        let settled = self.ledger.amounts.settle(currency.code.as_deref(), &mut self.ledger.tally);
        let mut question = self.date_question().or_else(|| self.fiscal_question());
        match settled {
            Settled::Known(waiting) => waiting.each(|mends| self.layout.mend(mends)),
            Settled::Open(count, samples) => {
                let asked = self.decimal_question(count, &samples, currency.exponent);
                question = question.or(Some(asked));
            }
        }
        let format = self.ledger.amounts.format();
        for index in self.plan.amounts() {
            if let Some(column) = self.columns.get_mut(index) {
                column.format = Some(format.to_owned());
            }
        }
        let mut date_order = None;
        let mut tally = std::mem::take(&mut self.ledger.tally);
        for (index, dates) in dates(&self.layout, &self.ledger) {
            if let (Some(column), Some(form)) = (self.columns.get_mut(index), dates.form()) {
                column.format = Some(form.name(dates.order).to_owned());
            }
            date_order = date_order.or(dates.order.filter(|_| dates.is_numeric()));
            dates.note(index, &mut tally);
        }
        self.ledger.tally = tally;
        let date_order = date_order.or(self.told_order);
        let decimal = self.ledger.amounts.decimal();
        if self.plan.shape == Shape::TwoPoint && self.plan.ends.is_none() && self.used > 0 {
            let column = self.plan.parts.first().map(|(i, _)| *i);
            self.ledger.tally.add(Severity::Info, Code::MonthsUnnamed, self.header_line, column, None);
        }
        let exponent = currency.exponent;
        let rows = self.ledger.currencies.rows();
        let customers = self.ledger.customers.names.len();
        // The layout goes out of the sheet, so that its late judgements can come back into it.
        let layout = std::mem::replace(&mut self.layout, Layout::Wide(Wide::new(Vec::new())));
        let done =
            (self.used > 0 && question.is_none()).then(|| layout.finish(customers, &mut self.ledger.tally));
        let (done, mut late) = done.unzip();
        let late = late.get_or_insert_default();
        crate::base::sort_by_key(late, |late| late.line);
        for late in std::mem::take(late) {
            self.judge(late);
        }
        self.rejects.sort();
        let several = !mixed.is_empty();
        let left_out = std::mem::take(&mut self.left_out);
        let left_out = left_out.finish(
            &self.columns,
            &self.ledger.amounts,
            decimal == Some(DecimalMark::Comma),
            exponent,
        );
        let mut tally = self.ledger.tally;
        if self.rows == 0 {
            tally.add(Severity::Error, Code::NoRows, self.header_line, None, None);
        } else if self.used == 0 {
            tally.add_many(Severity::Error, Code::NoUsableRows, None, None, None, self.rows);
        }
        if self.rejects.full.beyond() > 0 {
            tally.add_many(Severity::Info, Code::RejectsBeyond, None, None, None, self.rejects.full.beyond());
        }
        let stated =
            currency.code.clone().filter(|_| mixed.is_empty() && self.plan.table != TableKind::Rates);
        let shape = self.plan.shape;
        let (mut revenue, mut aggregate, mut warehouse, mut rates) = (None, None, None, Vec::new());
        let (mut accounts, mut costs) = (None, None);
        let (attributes, left) = self.ledger.attributes.finish();
        let items = self.ledger.items.finish(&left);
        let subscriptions = self.ledger.subscriptions.finish();
        let list = self.ledger.lists.finish(decimal == Some(DecimalMark::Comma));
        for index in left {
            if let Some(column) = self.columns.get_mut(index) {
                column.role = Role::Ignored;
            }
        }
        let (mut lines, mut invoices, mut operations) = (None, None, None);
        let beside = (question.is_none()).then_some(self.plan.beside).flatten();
        if let Some(kind) = beside {
            operations = self.ledger.beside.finish(kind, self.ledger.customers.names.clone());
        }
        // A table of revenue but for its facts, whatever of it this layout has.
        let table = RevenueTable {
            shape,
            currency,
            rows: if mixed.is_empty() { RowCurrencies::default() } else { rows },
            mixed,
            customers: self.ledger.customers.names,
            facts: RevenueFacts::Periods(Vec::new()),
            attributes,
            items,
            subscriptions,
            list,
        };
        let column = self.plan.customer.unwrap_or_default();
        match done.filter(|_| self.used > 0) {
            None => {}
            Some(Done::Rates(found)) => rates = found,
            Some(Done::Warehouse(found)) => warehouse = Some(found),
            Some(Done::Accounts(found)) => {
                let line_of = |id: u32| found.lines.get(id as usize).copied().map(u64::from);
                suspects::customers(&table.customers, &line_of, column, &mut tally);
                let (customers, attributes) = (table.customers, table.attributes);
                accounts = Some(AccountsTable { customers, attributes, ..found });
            }
            Some(Done::Costs(facts, groups)) => {
                let RevenueTable { customers, currency, mixed, rows, .. } = table;
                let kind = self.plan.parts.iter().find_map(|(_, role)| role.attribute());
                let groups = (kind.unwrap_or(AttributeKind::Other), groups);
                costs = Some(CostsTable { currency, mixed, rows, facts, customers, groups });
            }
            Some(Done::Invoices(found)) => invoices = Some(found),
            Some(Done::Operations(kind, found)) => operations = found.finish(kind, table.customers),
            Some(Done::Lines(found)) => {
                let minor = self.ledger.amounts.minor;
                lines = Some(Box::new(Unjoined { invoices: *found, table, column, minor, kept: self.kept }));
            }
            Some(Done::Aggregate(rows)) => {
                let has = |role| self.plan.parts.iter().any(|(_, r)| *r == role);
                aggregate = Some(AggregateTable {
                    currency: table.currency,
                    mixed: table.mixed,
                    has_new: has(Role::New),
                    has_reactivation: has(Role::Reactivation),
                    rows,
                });
            }
            Some(Done::Revenue(facts)) => {
                let line_of = |id: u32| suspects::first_line(&facts, id);
                suspects::customers(&table.customers, &line_of, column, &mut tally);
                suspects::repeated(&facts, &self.prints, shape, &mut tally);
                revenue = Some(RevenueTable { facts, ..table });
            }
        }
        crate::base::sort_by_key(&mut self.ignored, |ignored| ignored.rule);
        // Until the question is answered no row is a fact.
        let (used, waiting) = if question.is_some() { (0, self.used) } else { (self.used, 0) };
        if question.is_some() {
            self.preview
                .iter_mut()
                .filter(|row| row.fate == Fate::Used)
                .for_each(|row| row.fate = Fate::Waiting);
        }
        Outcome {
            columns: self.columns,
            tally,
            rows: RowCounts {
                read: self.rows,
                used,
                waiting,
                rejected: self.rejects.count,
                ignored: self.ignored.iter().map(|ignored| ignored.count).sum(),
            },
            ignored: self.ignored,
            left_out: if several { Vec::new() } else { left_out },
            rejects: self.rejects.kept,
            rejected: self.rejects.full,
            table: self.plan.table,
            shape: (self.plan.table == TableKind::Revenue).then_some(shape),
            date_order,
            decimal,
            currency: stated,
            revenue,
            aggregate,
            warehouse,
            accounts,
            costs,
            operations,
            lines,
            invoices,
            rates,
            question,
            preview: self.preview,
        }
    }
}
