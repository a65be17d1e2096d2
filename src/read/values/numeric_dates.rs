//! Dates of three numbers whose order isn't plain: `03/04/2024`, `5.1.24`, `24-01-05`.

use super::dates::{Day, whole};
use crate::base::Date;
use crate::read::DateOrder;

/// Three numbers that are a day, a month and a year in some order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) struct Numeric {
    a: u32,
    b: u32,
    c: u32,
    /// The last may be a year: it has four digits, or two.
    year_last: bool,
    /// The first may be a year: it has two digits, and the last isn't one of four.
    year_first: bool,
    /// A year has two digits.
    short: bool,
}

/// The orders a date may be in: which it fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct Fits {
    /// By [`place`].
    pub orders: [bool; 3],
    /// Every order it fits means the same day.
    pub same: bool,
}

/// The orders in the places of [`Fits::orders`].
pub(in crate::read) const ORDERS: [DateOrder; 3] = [DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd];

impl Fits {
    /// How many orders it fits.
    pub fn count(self) -> usize {
        self.orders.iter().filter(|fits| **fits).count()
    }

    /// The only order it fits.
    pub fn only(self) -> Option<DateOrder> {
        let mut fitting = ORDERS.iter().zip(self.orders).filter(|(_, fits)| *fits).map(|(order, _)| *order);
        fitting.next().filter(|_| fitting.next().is_none())
    }
}

impl Numeric {
    /// From texts of one to four digits.
    pub fn new(a: &str, b: &str, c: &str) -> Option<Self> {
        let long = whole(c, 4, 4);
        let short = long.is_none();
        let numeric = Numeric {
            a: whole(a, 1, 2)?,
            b: whole(b, 1, 2)?,
            c: long.or_else(|| whole(c, 1, 2))?,
            year_last: !short || c.len() == 2,
            year_first: short && a.len() == 2,
            short,
        };
        (numeric.year_last || numeric.year_first).then_some(numeric)
    }

    /// Whether its year has two digits.
    pub fn is_short(self) -> bool {
        self.short
    }

    /// The numbers that would be the year: last, first.
    pub fn years(self) -> (u32, u32) {
        (self.c, self.a)
    }

    /// The day under an order; `None` where the calendar has none.
    pub fn day(self, order: DateOrder) -> Option<Day> {
        let year = |y: u32| match y {
            _ if !self.short => y as i32,
            0..=68 => y as i32 + 2000,
            _ => y as i32 + 1900,
        };
        match order {
            DateOrder::Dmy if self.year_last => Date::new(year(self.c), self.b, self.a),
            DateOrder::Mdy if self.year_last => Date::new(year(self.c), self.a, self.b),
            DateOrder::Ymd if self.year_first => Date::new(year(self.a), self.b, self.c),
            _ => None,
        }
        .map(Day::from)
    }

    /// The orders it fits.
    pub fn fits(self) -> Fits {
        let days = ORDERS.map(|order| self.day(order));
        let mut found = days.iter().flatten();
        let first = found.next();
        Fits { orders: days.map(|day| day.is_some()), same: found.all(|day| Some(day) == first) }
    }
}

/// What the dates of a column say of their order.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::read) struct Evidence {
    /// Dates that fit some order.
    seen: u64,
    /// Those among them that mean one day in every order they fit, and fit several.
    same: u64,
    /// Those among them that an order doesn't fit.
    pub misfits: [u64; 3],
    /// Two-digit numbers that would be years, a bit each: last, first.
    years: [u128; 2],
    /// Dates with two digits of a year that are the last day of a month, under each order.
    ends: [u64; 3],
}

/// Dates that all end a month under one order: so many settle it.
const MONTH_ENDS: u64 = 3;

/// What a column's dates come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Verdict {
    /// Whatever the order, every date means the same day.
    Nothing,
    /// One order fits more of them than any other.
    Order(DateOrder),
    /// These fit equally well.
    Open(DateOrder, DateOrder),
}

impl Evidence {
    /// Adds a date.
    pub fn add(&mut self, numeric: Numeric, fits: Fits) {
        // A date that is the same day in every order says nothing, unless an order doesn't have it.
        if fits.count() == 0 {
            return;
        }
        self.seen += 1;
        self.same += u64::from(fits.same && fits.count() > 1);
        for (misfit, fits) in self.misfits.iter_mut().zip(fits.orders) {
            *misfit += u64::from(!fits);
        }
        if numeric.short {
            let (last, first) = numeric.years();
            for (years, year) in self.years.iter_mut().zip([last, first]) {
                *years |= 1u128 << year.min(127);
            }
            for (ends, order) in self.ends.iter_mut().zip(ORDERS) {
                let last = |day: &Day| day.date.is_some() && day.month.last_day() == day.date;
                *ends += u64::from(numeric.day(order).as_ref().is_some_and(last));
            }
        }
    }

    /// Dates whose day depends on the order, or that fit one order only.
    pub fn doubtful(&self) -> u64 {
        self.seen - self.same
    }

    /// Whether no order fits all dates.
    pub fn contradicts(&self) -> bool {
        self.misfits.iter().all(|misfits| *misfits > 0)
    }

    /// What the dates come to. `open` says that some mean different days under different orders.
    pub fn verdict(&self, open: bool) -> Verdict {
        let least = self.misfits.iter().copied().min().unwrap_or(0);
        let mut fits = self.misfits.map(|m| m == least && m < self.seen.max(1));
        // Revenue of 2004 and before, or of twenty years ahead: the number is a day or a month. That settles which
        // end the year stands at, where the other end has no such number.
        const LIKELY: u128 = ((1 << 46) - 1) & !((1 << 5) - 1);
        if let [dmy, mdy, ymd] = &mut fits
            && *ymd
            && (*dmy || *mdy)
        {
            let [last, first] = self.years.map(|years| years & !LIKELY == 0);
            match (last, first) {
                (true, false) => *ymd = false,
                (false, true) => (*dmy, *mdy) = (false, false),
                _ => {}
            }
        }
        // Month after month on its last day is no chance.
        if let [dmy, _, ymd] = &mut fits
            && *dmy
            && *ymd
        {
            let [day_first, _, year_first] = self.ends.map(|ends| ends == self.seen && ends >= MONTH_ENDS);
            match (day_first, year_first) {
                (true, false) => *ymd = false,
                (false, true) => *dmy = false,
                _ => {}
            }
        }
        let mut left = ORDERS.iter().zip(fits).filter(|(_, fits)| *fits).map(|(order, _)| *order);
        match (left.next(), left.next()) {
            _ if self.seen == 0 => Verdict::Nothing,
            (Some(a), Some(b)) if open || least > 0 => Verdict::Open(a, b),
            (Some(_), Some(_)) | (None, _) => Verdict::Nothing,
            (Some(order), None) => Verdict::Order(order),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateOrder::{Dmy, Mdy, Ymd};

    fn numeric(text: &str) -> Numeric {
        let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
        Numeric::new(parts[0], parts[1], parts[2]).unwrap()
    }

    fn verdict(cells: &[&str]) -> Verdict {
        let mut evidence = Evidence::default();
        let mut open = false;
        for cell in cells {
            let n = numeric(cell);
            let fits = n.fits();
            open |= fits.count() > 1 && !fits.same;
            evidence.add(n, fits);
        }
        evidence.verdict(open)
    }

    #[test]
    fn numbers_fit_one_order_or_more() {
        assert_eq!(numeric("31/12/2024").fits().only(), Some(Dmy));
        assert_eq!(numeric("12/31/2024").fits().only(), Some(Mdy));
        assert_eq!(numeric("3/4/2024").fits().orders, [true, true, false]);
        assert!(numeric("4/4/2024").fits().same);
        assert_eq!(numeric("31/31/2024").fits().count(), 0);
        assert_eq!(numeric("5.1.24").fits().orders, [true, true, false]);
        assert_eq!(numeric("24/1/5").fits().only(), Some(Ymd));
        assert_eq!(numeric("05/06/07").fits().count(), 3);
        assert_eq!(numeric("5/1/99").day(Dmy).unwrap().month.to_string(), "1999-01");
    }

    #[test]
    fn columns_are_decided_open_or_contradictory() {
        assert_eq!(verdict(&["03/04/2024", "31/01/2024"]), Verdict::Order(Dmy));
        assert_eq!(verdict(&["03/04/2024", "05/06/2024"]), Verdict::Open(Dmy, Mdy));
        assert_eq!(verdict(&["04/04/2024"]), Verdict::Nothing);
        assert_eq!(verdict(&["01/31/2024", "02/28/2024", "31/01/2024"]), Verdict::Order(Mdy));
        assert_eq!(verdict(&["01/31/2024", "31/01/2024"]), Verdict::Open(Dmy, Mdy), "one against one");
        // Two digits of a year: which end it stands at has to be settled too.
        assert_eq!(verdict(&["5.1.24"]), Verdict::Open(Dmy, Mdy));
        assert_eq!(verdict(&["31.1.24", "05.06.24"]), Verdict::Open(Dmy, Ymd), "2031-01-24 is a day");
        assert_eq!(verdict(&["30.04.23", "31.05.23"]), Verdict::Open(Dmy, Ymd));
        assert_eq!(verdict(&["30.04.23", "31.05.23", "30.06.23"]), Verdict::Order(Dmy), "ends of months");
        assert_eq!(verdict(&["28-01-31", "28-02-29", "29-04-30"]), Verdict::Order(Ymd), "the same");
        assert_eq!(verdict(&["31.1.24", "5.6.24"]), Verdict::Order(Dmy), "a year has two digits");
        assert_eq!(verdict(&["31/01/24", "01/02/24"]), Verdict::Order(Dmy), "nothing of 2001");
        assert_eq!(verdict(&["24-01-01", "24-01-31"]), Verdict::Order(Ymd));
        assert_eq!(verdict(&["24-01-15"]), Verdict::Open(Dmy, Ymd));
        assert_eq!(verdict(&["01/13/24"]), Verdict::Order(Mdy));
    }
}
