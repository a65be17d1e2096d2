//! What customers can be grouped by: a column of texts, as files state it and as the book joins it.

use super::values::value_key;
use crate::base::{Month, Names, named};

named! {
/// Which of the known attributes a column is (domain.md §3.2, T2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttributeKind {
    /// Key account, small business …
    Tier,
    /// Elephant, cheetah, rabbit: the size as the file states it.
    SizeClass,
    /// Who buys: enterprise, team, individual.
    BuyerTier,
    /// Industry.
    Industry,
    /// Region, country, province.
    Region,
    /// Plan or edition.
    Plan,
    /// Product.
    Product,
    /// Sales channel or source.
    Channel,
    /// Customer success manager.
    Csm,
    /// Why a customer left.
    ChurnReason,
    /// Any other text that repeats: named by its header.
    Other,
}
}

impl AttributeKind {
    /// The name as the report writes it: `buyer_tier`.
    pub fn name(self) -> String {
        crate::base::snake_case(&format!("{self:?}"))
    }
}

/// What a file states of a customer in one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttributeFact {
    /// Number among the customers of the table.
    pub customer: u32,
    /// From which month on; `None` where the table has no months: always.
    pub month: Option<Month>,
    /// Number among the column's values.
    pub value: u32,
}

/// A column of a file.
#[derive(Clone, Debug)]
pub struct AttributeColumn {
    /// Which attribute.
    pub kind: AttributeKind,
    /// The header as written.
    pub name: String,
    /// Its distinct values, each by the first text that the file has for it: `KA` and `大客户` are one value of a tier.
    pub values: Names,
    /// What is stated, in file order; a repetition of the customer's last value may be left out. Blank cells state nothing.
    pub facts: Vec<AttributeFact>,
}

/// An attribute of the book's customers.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Which.
    pub kind: AttributeKind,
    /// The header as written in the first file that has it.
    pub name: String,
    /// Its distinct texts.
    pub values: Names,
    /// By customer, then by the month from which it holds; each customer's first holds before it too.
    runs: Vec<(u32, Month, u32)>,
}

impl Attribute {
    /// A customer's value in a month: what was stated last before its end, else what was stated first.
    pub fn at(&self, customer: u32, month: Month) -> Option<u32> {
        let from = self.runs.partition_point(|(other, _, _)| *other < customer);
        let own = self.runs.get(from..)?;
        let own = own.get(..own.partition_point(|(other, _, _)| *other == customer))?;
        let stated = own.partition_point(|(_, since, _)| *since <= month);
        own.get(stated.saturating_sub(1)).map(|(_, _, value)| *value)
    }

    /// The same for each of so many customers in a month of the own, in one pass: [`Attribute::at`] looks each one up.
    pub fn each_at(&self, customers: usize, month: &dyn Fn(u32) -> Month) -> Vec<Option<u32>> {
        let mut all = vec![None; customers];
        for (customer, since, value) in &self.runs {
            if let Some(place) = all.get_mut(*customer as usize)
                && (place.is_none() || *since <= month(*customer))
            {
                *place = Some(*value);
            }
        }
        all
    }

    /// Customers of whom anything is stated.
    pub fn customers(&self) -> u64 {
        let mut last = None;
        self.runs.iter().filter(|(customer, _, _)| last.replace(*customer) != Some(*customer)).count() as u64
    }

    /// Joins columns under the book's numbering: those of one known kind are one attribute, the others go by their
    /// header. Where two files state something of the same customer and month, the first file counts.
    pub(super) fn join<'a>(
        columns: impl Iterator<Item = (&'a AttributeColumn, &'a Names)>,
        customers: &Names,
    ) -> Vec<Attribute> {
        let mut joined: Vec<Attribute> = Vec::new();
        // Numbered as the attribute's values: what makes two texts one value, across files too.
        let mut keys: Vec<Names> = Vec::new();
        for (column, names) in columns {
            let same = |a: &Attribute| {
                a.kind == column.kind && (a.kind != AttributeKind::Other || a.name == column.name)
            };
            let place = joined.iter().position(same).unwrap_or_else(|| {
                let (kind, name) = (column.kind, column.name.clone());
                joined.push(Attribute { kind, name, values: Names::new(), runs: Vec::new() });
                keys.push(Names::new());
                joined.len() - 1
            });
            let (Some(attribute), Some(keys)) = (joined.get_mut(place), keys.get_mut(place)) else {
                continue;
            };
            let mut known: Vec<Option<u32>> = vec![None; column.values.len()];
            for fact in &column.facts {
                let Some(customer) = customers.id(names.text(fact.customer)) else { continue };
                let Some(known) = known.get_mut(fact.value as usize) else { continue };
                let value = *known.get_or_insert_with(|| {
                    let text = column.values.text(fact.value);
                    let value = keys.intern(&value_key(column.kind, text));
                    if value as usize == attribute.values.len() {
                        attribute.values.intern(text);
                    }
                    value
                });
                attribute.runs.push((customer, fact.month.unwrap_or(Month::EARLIEST), value));
            }
        }
        for attribute in &mut joined {
            // Stable: of two statements about one month the first stays.
            crate::base::sort_by_key(&mut attribute.runs, |(customer, month, _)| (*customer, *month));
            attribute.runs.dedup_by_key(|(customer, month, _)| (*customer, *month));
            attribute.runs.dedup_by_key(|(customer, _, value)| (*customer, *value));
        }
        joined.retain(|attribute| !attribute.runs.is_empty());
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(later: i32) -> Month {
        Month::parse_iso("2024-01").unwrap().plus(later)
    }

    #[test]
    fn what_was_stated_last_holds() {
        let (mut names, mut values) = (Names::new(), Names::new());
        let (a, b) = (names.intern("A"), names.intern("B"));
        let (basic, pro) = (values.intern("Basic"), values.intern("Pro"));
        let fact = |customer, later, value| AttributeFact { customer, month: Some(month(later)), value };
        let facts = vec![fact(b, 2, pro), fact(a, 4, pro), fact(a, 1, basic), fact(a, 2, basic)];
        let column = AttributeColumn { kind: AttributeKind::Plan, name: "plan".to_owned(), values, facts };
        let joined = Attribute::join([(&column, &names)].into_iter(), &names);
        let plan = &joined[0];
        let at = |customer, later| plan.at(customer, month(later)).map(|value| plan.values.text(value));
        assert_eq!(
            (at(a, 0), at(a, 1), at(a, 3), at(a, 4)),
            (Some("Basic"), Some("Basic"), Some("Basic"), Some("Pro"))
        );
        assert_eq!((at(b, 0), at(7, 0), plan.customers()), (Some("Pro"), None, 2));
        for later in 0..6 {
            let own = |customer: u32| month(later + customer as i32);
            let each: Vec<_> = (0..4).map(|customer| plan.at(customer, own(customer))).collect();
            assert_eq!(plan.each_at(4, &own), each);
        }
    }

    #[test]
    fn one_value_stays_one_across_files() {
        let (mut names, mut first, mut second) = (Names::new(), Names::new(), Names::new());
        let (a, b) = (names.intern("A"), names.intern("B"));
        let fact = |customer, value| AttributeFact { customer, month: None, value };
        let column = |values, facts| AttributeColumn {
            kind: AttributeKind::Tier,
            name: "tier".to_owned(),
            values,
            facts,
        };
        let ka = fact(a, first.intern("KA"));
        let big = fact(b, second.intern("大客户"));
        let (one, two) = (column(first, vec![ka]), column(second, vec![big]));
        let joined = Attribute::join([(&one, &names), (&two, &names)].into_iter(), &names);
        let tier = &joined[0];
        assert_eq!((joined.len(), tier.values.len(), tier.values.text(0)), (1, 1, "KA"));
        assert_eq!((tier.at(a, month(0)), tier.at(b, month(0))), (Some(0), Some(0)));
    }
}
