//! All tables of a business on one key: whatever a table says of a customer is found by the customer's number
//! (domain.md §3).

use super::{
    AccountsTable, Attribute, AttributeKind, Book, Datum, NOBODY, OperatingTable, TableKind, value_key,
};
use crate::base::{Date, Moment, Month, Names};
use std::cell::OnceCell;

/// The book of revenue, the accounts and the operating tables together.
#[derive(Debug)]
pub struct Company<'a> {
    /// The revenue; without points where no file holds any.
    pub book: &'a Book,
    /// Every customer that any table names: first those of the book, by their numbers there.
    pub customers: Names,
    /// The day that everything is judged at: the user's word, else the latest day in the operating tables on which
    /// something happened, else the book's, else the accounts'. Never today (domain.md §2.0 rule 1).
    pub as_of: Option<Date>,
    /// The user's word of it.
    told: Option<Date>,
    accounts: Vec<(&'a AccountsTable, Vec<u32>)>,
    tables: Vec<(&'a OperatingTable, Vec<u32>)>,
    usage_days: OnceCell<Vec<Vec<i64>>>,
    signed_and_left: OnceCell<Vec<(Option<Date>, Option<Date>)>>,
}

/// One row of an operating table.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    table: &'a OperatingTable,
    row: usize,
    /// Whose it is, by [`Company::customers`].
    pub customer: Option<u32>,
}

impl<'a> Record<'a> {
    /// A count.
    pub fn count(&self, datum: Datum) -> Option<i64> {
        self.table.count(self.row, datum)
    }

    /// A number in thousandths.
    pub fn thousandths(&self, datum: Datum) -> Option<i64> {
        self.table.thousandths(self.row, datum)
    }

    /// A number.
    pub fn number(&self, datum: Datum) -> Option<f64> {
        self.thousandths(datum).map(|n| n as f64 / 1000.0)
    }

    /// A day.
    pub fn day(&self, datum: Datum) -> Option<Date> {
        self.table.day(self.row, datum)
    }

    /// A day with the time behind it.
    pub fn moment(&self, datum: Datum) -> Option<Moment> {
        self.table.moment(self.row, datum)
    }

    /// Yes or no.
    pub fn flag(&self, datum: Datum) -> Option<bool> {
        self.table.flag(self.row, datum)
    }

    /// The name of a choice, as [`Datum::choices`] has it.
    pub fn choice(&self, datum: Datum) -> Option<&'static str> {
        let place = self.table.choice(self.row, datum)?;
        datum.choices().nth(place)
    }

    /// A text.
    pub fn text(&self, datum: Datum) -> Option<&'a str> {
        self.table.text(self.row, datum)
    }

    /// Its line in its file.
    pub fn line(&self) -> u32 {
        self.table.lines.get(self.row).copied().unwrap_or_default()
    }

    /// Its file, by place among the inputs, and its line there.
    pub fn source(&self) -> (u32, u32) {
        (self.table.file, self.line())
    }
}

impl<'a> Company<'a> {
    /// Joins the tables by the customers' names, byte for byte.
    pub fn new(
        book: &'a Book,
        accounts: &'a [AccountsTable],
        tables: &'a [OperatingTable],
        as_of: Option<Date>,
    ) -> Self {
        let mut customers = book.customers.clone();
        let accounts: Vec<_> = accounts.iter().map(|t| (t, customers.join(&t.customers))).collect();
        let tables: Vec<_> = tables.iter().map(|t| (t, customers.join(&t.customers))).collect();
        let latest = tables.iter().filter_map(|(table, _)| table.latest()).max();
        let named = book.as_of.filter(|day| !day.month().is_unnamed());
        let of_accounts = || accounts.iter().filter_map(|(table, _)| table.latest()).max();
        let (told, as_of) = (as_of, as_of.or(latest).or(named).or_else(of_accounts));
        Company {
            book,
            customers,
            as_of,
            told,
            accounts,
            tables,
            usage_days: OnceCell::new(),
            signed_and_left: OnceCell::new(),
        }
    }

    /// Whether any file is a table of this kind.
    pub fn has(&self, kind: TableKind) -> bool {
        self.tables.iter().any(|(table, _)| table.kind == kind)
    }

    /// Whether any file of this kind has a column.
    pub fn has_datum(&self, kind: TableKind, datum: Datum) -> bool {
        self.tables.iter().any(|(table, _)| table.kind == kind && table.has(datum))
    }

    /// The latest day in the tables of a kind on which something happened.
    pub fn latest(&self, kind: TableKind) -> Option<Date> {
        self.tables
            .iter()
            .filter(|(table, _)| table.kind == kind)
            .filter_map(|(table, _)| table.latest())
            .max()
    }

    /// The day until which the tables of a kind speak: the user's word, else the latest day on which something happened
    /// in them. What another table knows of later days says nothing of theirs.
    pub fn known_until(&self, kind: TableKind) -> Option<Date> {
        self.told.or_else(|| self.latest(kind))
    }

    /// The tables of a kind, in the order of the files, and the number here of each of their customers.
    pub fn tables(&self, kind: TableKind) -> impl Iterator<Item = (&'a OperatingTable, &[u32])> {
        self.tables.iter().filter(move |(table, _)| table.kind == kind).map(|(table, ids)| (*table, &ids[..]))
    }

    /// The different days of each usage table since 1970, ascending, in the order of [`Company::tables`]: looked for once,
    /// for there are many rows.
    pub fn usage_days(&self) -> &[Vec<i64>] {
        self.usage_days
            .get_or_init(|| self.tables(TableKind::Usage).map(|(table, _)| days_of(table)).collect())
    }

    /// The rows of a kind, in the order of the files.
    pub fn rows(&self, kind: TableKind) -> Vec<Record<'a>> {
        let mut all = Vec::new();
        for (table, ids) in self.tables.iter().filter(|(table, _)| table.kind == kind) {
            let table: &'a OperatingTable = table;
            all.extend(table.customer.iter().enumerate().map(|(row, own)| {
                let customer = (*own != NOBODY).then(|| ids.get(*own as usize).copied()).flatten();
                Record { table, row, customer }
            }));
        }
        all
    }

    /// Where the tables of a kind speak of some customers: the customer, the file and the line of each row. Of accounts a
    /// customer's first row stands for all of them.
    pub fn lines(&self, kind: TableKind, speaks_of: &dyn Fn(u32) -> bool) -> Vec<(u32, u32, u32)> {
        let mut all = Vec::new();
        for (table, ids) in self.tables(kind) {
            let rows = table.customer.iter().zip(&table.lines);
            all.extend(rows.filter_map(|(own, line)| {
                let id = ids.get(*own as usize).copied().filter(|id| speaks_of(*id))?;
                Some((id, table.file, *line))
            }));
        }
        for (table, ids) in self.accounts.iter().filter(|_| kind == TableKind::Accounts) {
            let rows = ids.iter().zip(&table.lines).filter(|(id, _)| speaks_of(**id));
            all.extend(rows.map(|(id, line)| (*id, table.file, *line)));
        }
        all
    }

    /// What the accounts say of each customer, by [`Company::customers`]; the first row that says anything counts.
    pub fn state<T>(&self, of: impl Fn(&Record<'_>) -> Option<T>) -> Vec<Option<T>> {
        let mut all: Vec<Option<T>> = Vec::new();
        all.resize_with(self.customers.len(), || None);
        for record in self.rows(TableKind::Accounts) {
            let Some(place) = record.customer.and_then(|id| all.get_mut(id as usize)) else { continue };
            if place.is_none() {
                *place = of(&record);
            }
        }
        all
    }

    /// The day each customer signed and the day it left, as the accounts state them: looked for once, for many ask.
    pub fn signed_and_left(&self) -> &[(Option<Date>, Option<Date>)] {
        self.signed_and_left.get_or_init(|| self.days_of_accounts())
    }

    fn days_of_accounts(&self) -> Vec<(Option<Date>, Option<Date>)> {
        let mut all = vec![(None, None); self.customers.len()];
        for (table, ids) in &self.accounts {
            for (own, id) in ids.iter().enumerate() {
                let Some((signed, left)) = all.get_mut(*id as usize) else { continue };
                *signed = signed.or(table.signed.get(own).copied().flatten());
                *left = left.or(table.churned.get(own).copied().flatten());
            }
        }
        all
    }

    /// Seats that each customer pays for, as the accounts state them.
    pub fn seats(&self) -> Vec<Option<u32>> {
        let mut all = vec![None; self.customers.len()];
        for (table, ids) in &self.accounts {
            for (own, id) in ids.iter().enumerate() {
                if let Some(place) = all.get_mut(*id as usize) {
                    *place = place.or(table.seats.get(own).copied().flatten());
                }
            }
        }
        all
    }

    /// What each customer is by an attribute, as the accounts state it, else the revenue's own rows.
    pub fn attribute(&self, kind: AttributeKind) -> Vec<Option<String>> {
        let mut all: Vec<Option<String>> = vec![None; self.customers.len()];
        for (table, ids) in &self.accounts {
            for column in table.attributes.iter().filter(|column| column.kind == kind) {
                for fact in &column.facts {
                    let id = ids.get(fact.customer as usize);
                    if let Some(place) = id.and_then(|id| all.get_mut(*id as usize)).filter(|p| p.is_none()) {
                        *place = Some(column.values.text(fact.value).to_owned());
                    }
                }
            }
        }
        let month = self.book.span.map(|(_, last)| last);
        for attribute in self.book.attributes.iter().filter(|attribute| attribute.kind == kind) {
            let Some(month) = month else { break };
            for id in self.book.ids() {
                if let Some(place) = all.get_mut(id as usize).filter(|place| place.is_none()) {
                    *place = attribute.at(id, month).map(|value| attribute.values.text(value).to_owned());
                }
            }
        }
        all
    }

    /// Whether each customer stands in the accounts.
    pub fn with_account(&self) -> Vec<bool> {
        let mut all = vec![false; self.customers.len()];
        for id in self.accounts.iter().flat_map(|(_, ids)| ids) {
            all.iter_mut().skip(*id as usize).take(1).for_each(|known| *known = true);
        }
        all
    }

    /// What the accounts' customers can be grouped by.
    pub fn attributes(&self) -> Vec<Attribute> {
        let columns = self
            .accounts
            .iter()
            .flat_map(|(table, _)| table.attributes.iter().map(|column| (column, &table.customers)));
        Attribute::join(columns, &self.customers)
    }

    /// Whether any file has a column of an attribute.
    fn has_attribute(&self, kind: AttributeKind) -> bool {
        let of_accounts = self.accounts.iter().flat_map(|(table, _)| &table.attributes).map(|own| own.kind);
        of_accounts.chain(self.book.attributes.iter().map(|own| own.kind)).any(|own| own == kind)
    }

    /// Whether each customer is a key account, by its tier; `None` where no tier is stated. Empty where no file has tiers.
    pub fn key_accounts(&self) -> Vec<Option<bool>> {
        if !self.has_attribute(AttributeKind::Tier) {
            return Vec::new();
        }
        let key = |tier: &str| value_key(AttributeKind::Tier, tier) == value_key(AttributeKind::Tier, "KA");
        // There are few tiers and many customers.
        let mut known: Vec<(String, bool)> = Vec::new();
        let mut of = |tier: String| match known.iter().find(|(seen, _)| *seen == tier) {
            Some((_, is_key)) => *is_key,
            None => {
                let is_key = key(&tier);
                if known.len() < 64 {
                    known.push((tier, is_key));
                }
                is_key
            }
        };
        self.attribute(AttributeKind::Tier).into_iter().map(|tier| tier.map(&mut of)).collect()
    }

    /// The month that revenue is taken of: that of the as-of day, at most the book's last. `None` without revenue.
    pub fn month(&self) -> Option<Month> {
        let (first, last) = self.book.span?;
        let month = self.as_of.map_or(last, |day| day.month().min(last));
        (month >= first).then_some(month)
    }

    /// A customer's revenue of that month in minor units; `None` where no file holds revenue, or only such that can't
    /// be added up.
    pub fn mrr(&self, customer: u32) -> Option<i64> {
        let usable = self.book.mixed.is_empty() && self.book.refused.is_none();
        let month = self.month().filter(|_| usable)?;
        let known = (customer as usize) < self.book.customers.len();
        Some(if known { self.book.amount(customer, month) } else { 0 })
    }

    /// What a customer pays a year at that month's rate: its MRR × 12, in minor units.
    pub fn arr(&self, customer: u32) -> Option<i128> {
        self.mrr(customer).map(|mrr| i128::from(mrr) * 12)
    }

    /// Each contract with an end: whose it is, when it ends, and its row.
    pub fn contracts(&self) -> Vec<(u32, Date, Record<'a>)> {
        let of = |record: Record<'a>| Some((record.customer?, record.day(Datum::EndDate)?, record));
        self.rows(TableKind::Contracts).into_iter().filter_map(of).collect()
    }
}

/// A table's different days, ascending.
fn days_of(table: &OperatingTable) -> Vec<i64> {
    let date = table.cells(Datum::Date);
    let all = || (0..table.len()).filter_map(&date);
    let (first, last) = all().fold((i64::MAX, i64::MIN), |(a, b), day| (a.min(day), b.max(day)));
    if first > last {
        return Vec::new();
    }
    let mut seen = vec![false; usize::try_from(last - first + 1).unwrap_or_default()];
    for day in all() {
        if let Some(place) = usize::try_from(day - first).ok().and_then(|place| seen.get_mut(place)) {
            *place = true;
        }
    }
    (first..=last).zip(seen).filter(|(_, seen)| *seen).map(|(day, _)| day).collect()
}
