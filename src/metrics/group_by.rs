//! By what customers are parted, and what a group is called.

use super::SizeClass;
use crate::base::Month;
use crate::tables::{AttributeKind, Book};

/// By what the customers are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// An attribute, by its place in [`Book::attributes`]: each customer's value in the opening month.
    Attribute(usize),
    /// The size class by opening MRR: only where no file states one.
    Size,
    /// The calendar year of the first revenue.
    StartYear,
    /// Its quarter.
    StartQuarter,
}

impl GroupBy {
    /// All that a book offers, in the order of [`GroupBy::name`]. Between two points that are all the files speak of,
    /// nobody knows who started when.
    pub fn all(book: &Book) -> Vec<GroupBy> {
        // Why a customer left is stated of who left alone: no group of the others stays to compare them with.
        let parts =
            |place: &usize| book.attributes.get(*place).is_some_and(|a| a.kind != AttributeKind::ChurnReason);
        let mut all: Vec<GroupBy> =
            (0..book.attributes.len()).filter(parts).map(GroupBy::Attribute).collect();
        if !book.attributes.iter().any(|a| a.kind == AttributeKind::SizeClass) {
            all.push(GroupBy::Size);
        }
        if book.two_ends.is_none() {
            all.extend([GroupBy::StartQuarter, GroupBy::StartYear]);
        }
        crate::base::sort_by_key(&mut all, |by| by.name(book));
        all
    }

    /// Its name in the report: the attribute's kind, or the header of a column that is none of the known kinds.
    pub fn name(self, book: &Book) -> String {
        match self {
            GroupBy::Attribute(place) => match book.attributes.get(place) {
                Some(attribute) if attribute.kind == AttributeKind::Other => attribute.name.clone(),
                Some(attribute) => attribute.kind.name(),
                None => String::new(),
            },
            GroupBy::Size => "size_class".to_owned(),
            GroupBy::StartYear => "start_year".to_owned(),
            GroupBy::StartQuarter => "start_quarter".to_owned(),
        }
    }
}

/// Which group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// The customers with one value of an attribute, by its number.
    Value(u32),
    /// A size class by opening MRR.
    Size(SizeClass),
    /// Started in a year.
    Year(i32),
    /// Started in a quarter (1 to 4) of a year.
    Quarter(i32, u32),
    /// Had revenue in the first month of the data already: started then or earlier, nobody knows when.
    Before(Month),
    /// The groups beyond [`MAX_GROUPS`], folded.
    Others,
    /// Nothing is stated of them.
    NotStated,
}

impl Label {
    /// Whether its customers have something in common that the files state: what is folded and what is not stated
    /// is no segment, and no spread is measured against it.
    pub fn is_segment(self) -> bool {
        !matches!(self, Label::Others | Label::NotStated)
    }

    /// Its name: a value as the file writes it, a class's id, `2024`, `2024-Q1`, `2023-01`; empty for the last two.
    pub fn text(self, book: &Book, by: GroupBy) -> String {
        match self {
            Label::Value(value) => match by {
                GroupBy::Attribute(place) => book.attributes.get(place).map(|a| a.values.text(value)),
                _ => None,
            }
            .unwrap_or_default()
            .to_owned(),
            Label::Size(class) => crate::base::snake_case(&format!("{class:?}")),
            Label::Year(year) => format!("{year:04}"),
            Label::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Label::Before(month) => month.to_string(),
            Label::Others | Label::NotStated => String::new(),
        }
    }
}

/// The number of a month's year or quarter.
pub(super) fn period(by: GroupBy, month: Month) -> i32 {
    match by {
        GroupBy::StartYear => month.year(),
        _ => month.year() * 4 + (month.number() as i32 - 1) / 3,
    }
}
