//! Retention over trailing windows: one closed cohort a month.

use super::Window;
use crate::tables::Book;

/// The sums of one trailing window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrailingSums {
    /// The window.
    pub window: Window,
    /// MRR of its opening month.
    pub opening: i128,
    /// What its opening customers pay in its closing month.
    pub closing_cohort: i128,
    /// Σ min of the two ends.
    pub kept: i128,
    /// Customers of the opening month.
    pub opening_customers: u64,
    /// Those with revenue in the closing month.
    pub kept_customers: u64,
}

/// Every trailing window of `months` months that the book holds, ascending by closing month.
pub fn trailing(book: &Book, months: u32) -> Vec<TrailingSums> {
    let (Some((first, last)), Ok(length)) = (book.span, i32::try_from(months)) else { return Vec::new() };
    if length == 0 || last.since(first) < length {
        return Vec::new();
    }
    let start = |from| TrailingSums {
        window: Window { from, to: from.plus(length), months },
        opening: 0,
        closing_cohort: 0,
        kept: 0,
        opening_customers: 0,
        kept_customers: 0,
    };
    let mut all: Vec<TrailingSums> = first.through(last.plus(-length)).map(start).collect();
    for customer in book.ids() {
        let points = book.points(customer);
        let mut ahead = points.iter().peekable();
        for point in points {
            let place = usize::try_from(point.month.since(first)).unwrap_or(usize::MAX);
            let Some(sums) = all.get_mut(place) else { break };
            while ahead.next_if(|p| p.month < sums.window.to).is_some() {}
            let end = ahead.peek().filter(|p| p.month == sums.window.to).map_or(0, |p| p.amount);
            sums.opening += i128::from(point.amount);
            sums.closing_cohort += i128::from(end);
            sums.kept += i128::from(end.min(point.amount));
            sums.opening_customers += 1;
            sums.kept_customers += u64::from(end > 0);
        }
    }
    all
}
