//! Retention between two months, of the customers with revenue in the first: a closed cohort
//! (domain.md §2.0 rule 3, §2.1, §2.2).

use super::Window;
use crate::base::Ratio;
use crate::tables::{Book, Point};

/// One customer at the two ends of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The opening month, if it has revenue.
    pub opening: Option<Point>,
    /// The closing month, if it has revenue.
    pub closing: Option<Point>,
    /// Whether there was revenue before the opening month.
    pub before: bool,
}

impl Ends {
    /// Looks a customer up.
    pub fn of(book: &Book, customer: u32, window: Window) -> Self {
        Ends {
            opening: book.point(customer, window.from).copied(),
            closing: book.point(customer, window.to).copied(),
            before: book.points(customer).first().is_some_and(|p| p.month < window.from),
        }
    }

    /// Minor units in the opening month.
    pub fn m0(&self) -> i64 {
        self.opening.map_or(0, |p| p.amount)
    }

    /// Minor units in the closing month.
    pub fn m1(&self) -> i64 {
        self.closing.map_or(0, |p| p.amount)
    }

    /// Whether the customer is in the closed cohort.
    pub fn is_opening(&self) -> bool {
        self.opening.is_some()
    }

    /// What an opening customer pays more.
    pub fn expansion(&self) -> i64 {
        if self.is_opening() { (self.m1() - self.m0()).max(0) } else { 0 }
    }

    /// What an opening customer that stayed pays less.
    pub fn contraction(&self) -> i64 {
        if self.closing.is_some() { (self.m0() - self.m1()).max(0) } else { 0 }
    }

    /// What an opening customer that left paid.
    pub fn churn(&self) -> i64 {
        if self.closing.is_none() { self.m0() } else { 0 }
    }

    /// The smaller of the two ends: growth of one never covers the loss of another.
    pub fn kept(&self) -> i64 {
        self.m0().min(self.m1())
    }

    /// Revenue of a customer whose first revenue ever came after the opening month.
    pub fn first_revenue(&self) -> i64 {
        if self.is_opening() || self.before { 0 } else { self.m1() }
    }

    /// Revenue of a customer that had some before the opening month but none in it.
    pub fn returned(&self) -> i64 {
        if !self.is_opening() && self.before { self.m1() } else { 0 }
    }
}

/// The sums of a window: money in minor units, then customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TwoPoint {
    /// MRR of the opening month.
    pub opening: i128,
    /// More from opening customers.
    pub expansion: i128,
    /// Less from opening customers that stayed.
    pub contraction: i128,
    /// All from opening customers that left.
    pub churn: i128,
    /// Σ min(opening, closing) of the opening customers.
    pub kept: i128,
    /// What the opening customers pay in the closing month.
    pub closing_cohort: i128,
    /// From customers first seen after the opening month.
    pub new: i128,
    /// From customers that came back.
    pub returned: i128,
    /// MRR of the closing month.
    pub closing: i128,
    /// Customers of the opening month.
    pub opening_customers: u64,
    /// Opening customers that pay more.
    pub expanded_customers: u64,
    /// Opening customers that pay less but stay.
    pub contracted_customers: u64,
    /// Opening customers with revenue in the closing month.
    pub kept_customers: u64,
    /// Opening customers without.
    pub lost_customers: u64,
    /// Customers first seen after the opening month.
    pub new_customers: u64,
    /// Customers that came back.
    pub returned_customers: u64,
    /// Customers of the closing month.
    pub closing_customers: u64,
}

impl TwoPoint {
    /// Adds one customer.
    pub fn add(&mut self, ends: &Ends) {
        let count = |amount: i64| u64::from(amount > 0);
        self.opening += i128::from(ends.m0());
        self.expansion += i128::from(ends.expansion());
        self.contraction += i128::from(ends.contraction());
        self.churn += i128::from(ends.churn());
        self.kept += i128::from(ends.kept());
        self.new += i128::from(ends.first_revenue());
        self.returned += i128::from(ends.returned());
        self.closing += i128::from(ends.m1());
        self.opening_customers += count(ends.m0());
        self.expanded_customers += count(ends.expansion());
        self.contracted_customers += count(ends.contraction());
        self.lost_customers += count(ends.churn());
        self.kept_customers += count(ends.kept());
        self.new_customers += count(ends.first_revenue());
        self.returned_customers += count(ends.returned());
        self.closing_customers += count(ends.m1());
        if ends.is_opening() {
            self.closing_cohort += i128::from(ends.m1());
        }
    }

    /// Contraction and churn together.
    pub fn lost(&self) -> i128 {
        self.contraction + self.churn
    }

    /// New, returned and expansion together.
    pub fn gained(&self) -> i128 {
        self.new + self.returned + self.expansion
    }
}

/// What retention is made of, as if some customers had other ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retained {
    /// MRR of the opening month, of its customers.
    pub opening: i128,
    /// What they pay in the closing month.
    pub closing: i128,
    /// Σ min of the two.
    pub kept: i128,
}

impl From<&TwoPoint> for Retained {
    fn from(sums: &TwoPoint) -> Self {
        Retained { opening: sums.opening, closing: sums.closing_cohort, kept: sums.kept }
    }
}

impl Retained {
    /// Takes out a customer with these minor units at the two ends, and puts in one with those.
    pub fn replace(&mut self, old: (i64, i64), new: (i64, i64)) {
        for ((opening, closing), sign) in [(old, -1), (new, 1)] {
            if opening > 0 {
                self.opening += i128::from(opening) * sign;
                self.closing += i128::from(closing) * sign;
                self.kept += i128::from(opening.min(closing)) * sign;
            }
        }
    }

    /// NRR and GRR; `None` without revenue in the opening month.
    pub fn ratios(&self) -> Option<[f64; 2]> {
        let of = |numerator| Ratio { numerator, denominator: self.opening }.value();
        Some([of(self.closing)?, of(self.kept)?])
    }
}

/// The sums of a window over all customers but `without`.
pub fn two_point(book: &Book, window: Window, without: Option<u32>) -> TwoPoint {
    let mut sums = TwoPoint::default();
    for customer in book.ids().filter(|id| Some(*id) != without) {
        sums.add(&Ends::of(book, customer, window));
    }
    sums
}
