//! The book: every table after the policies, ready to be measured.

mod clock;
mod currency;
mod ends;
mod items;
mod subscriptions;
mod timeline;

use super::{
    AccountsTable, Attribute, Modules, OperatingTable, Policies, RevenueFacts, RevenueTable, Seats, Shape,
    accounts,
};
use crate::base::{Currency, Date, Month, Names};
use clock::Clock;
use std::num::NonZeroU32;
use timeline::Timelines;

pub use items::{ItemEnds, ItemsAtEnds};
pub use subscriptions::SubscriptionsAtEnds;

/// Where a figure stands in the files: a number that [`Book::locate`] turns into a file and a line.
/// Lines count from 1, so the number is never zero and an absent source costs no byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceLine(pub NonZeroU32);

/// A customer's revenue in one month. Months without revenue have no point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The month.
    pub month: Month,
    /// Minor units, above zero.
    pub amount: i64,
    /// The first row it comes from; `None` where a policy filled it in.
    pub source: Option<SourceLine>,
}

/// How to make a book.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BookOptions {
    /// The policies.
    pub policies: Policies,
    /// Overrides the as-of date. Its month becomes the last one and counts as a whole month.
    pub as_of: Option<Date>,
    /// Only months from this one on are looked at: of a subscription period that starts earlier, the months before are its
    /// first alone, which says that the customer has paid before. What fills holes of [`Policies::gap`] months in them
    /// isn't known then.
    pub since: Option<Month>,
}

/// Ends that lie after the last start: contracts that will end, rather than customers that left?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedEnds {
    /// The last day on which a period starts.
    pub last_start: Date,
    /// The last end date, as written.
    pub last_end: Date,
    /// Periods whose end date lies after the last start.
    pub count: u64,
}

/// Why the facts can't be turned into months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// More points than [`Book::MAX_POINTS`]: open periods that start in 1950, blanks carried on for centuries.
    Months,
    /// A customer's rows of one month add up to more than an amount may be.
    Sum,
}

/// Every customer's revenue by month, after the policies.
#[derive(Clone, Debug)]
pub struct Book {
    /// The customers, numbered as [`Book::points`] takes them.
    pub customers: Names,
    /// Their numbers in the order of their names: the order of every output.
    pub by_name: Vec<u32>,
    /// What the amounts are in.
    pub currency: Currency,
    /// Rows per currency, where there is more than one. Then there are no points at all.
    pub mixed: Vec<(String, u64)>,
    /// First month with a fact and the month of `as_of`; `None` where no row was usable.
    pub span: Option<(Month, Month)>,
    /// The last day the book knows of: never today (domain.md §2.0 rule 1).
    pub as_of: Option<Date>,
    /// The policies that made it; where a return is booked changes nothing here.
    pub policies: Policies,
    /// Points filled in by a policy rather than read.
    pub filled: u64,
    /// The last month looks incomplete.
    pub partial: bool,
    /// Amounts of a customer and month that an earlier table speaks of too; they were added up.
    pub overlaps: u64,
    /// Customers whose amounts are all zero, up to the last month; they have no points.
    pub never_paying: Vec<u32>,
    /// Why there are no points although there are facts.
    pub refused: Option<Refused>,
    /// The only two months that the files speak of: what lies between is nobody's word.
    pub two_ends: Option<(Month, Month)>,
    /// End dates that look like plans, where the as-of date was left to the data.
    pub planned_ends: Option<PlannedEnds>,
    /// What the customers can be grouped by.
    pub attributes: Vec<Attribute>,
    seats: Vec<Option<Seats>>,
    modules: Vec<Option<Modules>>,
    offsets: Vec<usize>,
    points: Vec<Point>,
    first_lines: Vec<u32>,
    clock: Clock,
}

impl Book {
    /// The most points a book holds. At sixteen bytes each they fit the memory of a browser tab beside the
    /// facts they come from; a small file of long periods can ask for many more.
    pub const MAX_POINTS: usize = 50_000_000;

    /// Joins the tables and applies the policies.
    ///
    /// Customers are the same where their names are the same, byte for byte. Several facts of a
    /// customer in a month add up. The order of the rows and of the tables changes no amount.
    pub fn new(tables: &[RevenueTable], options: BookOptions) -> Self {
        let clock = Clock::of(tables, options);
        let (currency, mixed) = currency::common(tables);
        let mut customers = Names::new();
        let usable = if mixed.is_empty() { tables } else { &[] };
        let timelines = Timelines::build(usable, &clock, options.policies, &mut customers, Book::MAX_POINTS);
        let mut book = Book {
            by_name: customers.sorted(),
            customers,
            currency,
            mixed,
            span: clock.span(),
            as_of: clock.as_of,
            policies: options.policies,
            filled: timelines.filled,
            partial: false,
            overlaps: timelines.overlaps,
            never_paying: timelines.never_paying,
            refused: timelines.refused,
            two_ends: two_ends(usable),
            planned_ends: clock.planned_ends,
            attributes: Vec::new(),
            seats: Vec::new(),
            modules: Vec::new(),
            offsets: timelines.offsets,
            points: timelines.points,
            first_lines: timelines.first_lines,
            clock,
        };
        book.partial = book.last_month_looks_incomplete(&clock);
        book
    }

    /// The same with what its customers can be grouped by: from the accounts first, then from the ledgers themselves.
    pub fn grouped(mut self, tables: &[RevenueTable], accounts: &[AccountsTable]) -> Self {
        let of_accounts = accounts.iter().flat_map(|t| t.attributes.iter().map(|a| (a, &t.customers)));
        let of_ledgers = tables.iter().flat_map(|t| t.attributes.iter().map(|a| (a, &t.customers)));
        self.attributes = Attribute::join(of_accounts.chain(of_ledgers), &self.customers);
        self.seats = accounts::seats(accounts, &self.customers);
        self
    }

    /// The same with what the accounts among the operating tables say its customers have of the product.
    pub fn equipped(mut self, operations: &[OperatingTable]) -> Self {
        self.modules = accounts::modules(operations, &self.customers);
        self
    }

    /// A customer's modules, where the accounts state those in use and all there are.
    pub fn modules(&self, customer: u32) -> Option<Modules> {
        self.modules.get(customer as usize).copied().flatten()
    }

    /// A customer's seats, where the accounts state those paid for and those it could have.
    pub fn seats(&self, customer: u32) -> Option<Seats> {
        self.seats.get(customer as usize).copied().flatten()
    }

    /// A customer's months with revenue, ascending.
    pub fn points(&self, customer: u32) -> &[Point] {
        let from = self.offsets.get(customer as usize).copied();
        let to = self.offsets.get(customer as usize + 1).copied();
        from.zip(to).and_then(|(from, to)| self.points.get(from..to)).unwrap_or(&[])
    }

    /// A customer's months with revenue up to one, that one included.
    pub fn points_to(&self, customer: u32, month: Month) -> &[Point] {
        let points = self.points(customer);
        let months = points.first().map_or(0, |first| month.since(first.month) + 1);
        // Without a hole a customer has as many points as there are months since its first one; with holes, fewer.
        let most = points.get(..usize::try_from(months).unwrap_or(0)).unwrap_or(points);
        match most.last() {
            Some(last) if last.month > month => {
                most.get(..most.partition_point(|point| point.month <= month)).unwrap_or_default()
            }
            _ => most,
        }
    }

    /// A customer's point in one month.
    pub fn point(&self, customer: u32, month: Month) -> Option<&Point> {
        self.points_to(customer, month).last().filter(|point| point.month == month)
    }

    /// A customer's amount in one month, minor units; zero where there is none.
    pub fn amount(&self, customer: u32, month: Month) -> i64 {
        self.point(customer, month).map_or(0, |p| p.amount)
    }

    /// The numbers of all customers, in order of first appearance.
    pub fn ids(&self) -> impl Iterator<Item = u32> + use<> {
        0..self.customers.len() as u32
    }

    /// Points in all.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether no customer has any revenue.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// The file (by its place among the tables) and the line of a source.
    pub fn locate(&self, source: SourceLine) -> Option<(usize, u32)> {
        let table = timeline::table_of(&self.first_lines, source)?;
        self.first_lines.get(table).map(|first| (table, source.0.get() - first))
    }

    /// Days that stop before the month's end, or fewer than half of at least ten customers of the
    /// month before. Data that go on after the last month speak for its being complete.
    fn last_month_looks_incomplete(&self, clock: &Clock) -> bool {
        let Some((first, last)) = self.span else { return false };
        if clock.latest_month.is_some_and(|latest| latest > last) {
            return false;
        }
        if clock.stops_early_in == Some(last) {
            return true;
        }
        if first == last {
            return false;
        }
        let (mut now, mut before) = (0_u64, 0_u64);
        for customer in self.ids() {
            let tail = self.points(customer).iter().rev().take(2);
            for point in tail {
                now += u64::from(point.month == last);
                before += u64::from(point.month == last.plus(-1));
            }
        }
        before >= 10 && now * 2 < before
    }
}

/// The two months of tables that all name the same two.
fn two_ends(tables: &[RevenueTable]) -> Option<(Month, Month)> {
    let span = |table: &RevenueTable| match &table.facts {
        RevenueFacts::Spans { span, .. } if table.shape == Shape::TwoPoint => *span,
        _ => None,
    };
    let first = tables.first().and_then(span)?;
    tables.iter().all(|table| span(table) == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests;
