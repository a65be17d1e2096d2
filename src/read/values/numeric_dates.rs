//! Dates of three numbers whose order isn't plain: `03/04/2024`, `5.1.24`, `24-01-05`.

use super::calendar_runs::CalendarRun;
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
    /// Parted by full stops.
    dots: bool,
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
            dots: false,
        };
        (numeric.year_last || numeric.year_first).then_some(numeric)
    }

    /// The same, parted by full stops.
    pub fn with_dots(self) -> Self {
        Numeric { dots: true, ..self }
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
    /// Where the dates lie under each order.
    runs: [CalendarRun; 3],
    /// The dates are days on which something happened: the first days of a month may be all there is.
    pub happen: bool,
    /// Some are parted by something else than full stops.
    dashed: bool,
}

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
        self.dashed |= !numeric.dots;
        for (run, order) in self.runs.iter_mut().zip(ORDERS) {
            numeric.day(order).into_iter().for_each(|day| run.add(day));
        }
        if numeric.short {
            let (last, first) = numeric.years();
            for (years, year) in self.years.iter_mut().zip([last, first]) {
                *years |= 1u128 << year.min(127);
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
        // Nowhere is the month first where full stops part a date.
        if let ([dmy, mdy, _], false) = (&mut fits, self.dashed) {
            *mdy &= !*dmy;
        }
        // Where one order makes month after month and another scatters the dates, it isn't the other.
        let before = fits;
        for (i, fit) in fits.iter_mut().enumerate() {
            let beaten = |(j, other): (usize, &CalendarRun)| {
                i != j
                    && before.get(j) == Some(&true)
                    && other.beats(self.runs.get(i).unwrap_or(other), self.happen)
            };
            *fit &= !self.runs.iter().enumerate().any(beaten);
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
        let numeric = Numeric::new(parts[0], parts[1], parts[2]).unwrap();
        if text.contains('.') { numeric.with_dots() } else { numeric }
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
    fn months_in_a_row_tell_the_order() {
        let ends = ["31/01/24", "29/02/24", "31/03/24", "30/04/24", "31/05/24", "30/06/24"];
        assert_eq!(verdict(&ends), Verdict::Order(Dmy));
        assert_eq!(verdict(&ends[..3]), Verdict::Order(Dmy), "ends of months");
        assert_eq!(verdict(&["31-01-24", "29-02-24", "31-03-24"]), Verdict::Order(Dmy));
        assert_eq!(verdict(&["24/01/31", "24/02/29", "24/03/31", "24/04/30"]), Verdict::Order(Ymd));
        let firsts = |year: &str| (1..=6).map(|m| format!("01/{m:02}/{year}")).collect::<Vec<_>>();
        let told = |year: &str| verdict(&firsts(year).iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((told("2024"), told("24")), (Verdict::Order(Dmy), Verdict::Order(Dmy)));
        assert_eq!(
            verdict(&["1/1/2024", "2/1/2024", "3/1/2024", "4/1/2024", "5/1/2024", "6/1/2024"]),
            Verdict::Order(Mdy)
        );
        assert_eq!(verdict(&["01/01/2024", "01/02/2024", "01/03/2024"]), Verdict::Open(Dmy, Mdy), "too few");
        assert_eq!(
            verdict(&["02/03/2024", "05/06/2024", "07/08/2024", "11/09/2024"]),
            Verdict::Open(Dmy, Mdy)
        );
    }

    #[test]
    fn columns_are_decided_open_or_contradictory() {
        assert_eq!(verdict(&["03/04/2024", "31/01/2024"]), Verdict::Order(Dmy));
        assert_eq!(verdict(&["03/04/2024", "05/06/2024"]), Verdict::Open(Dmy, Mdy));
        assert_eq!(verdict(&["04/04/2024"]), Verdict::Nothing);
        assert_eq!(verdict(&["01/31/2024", "02/28/2024", "31/01/2024"]), Verdict::Order(Mdy));
        assert_eq!(verdict(&["01/31/2024", "31/01/2024"]), Verdict::Open(Dmy, Mdy), "one against one");
        // Two digits of a year: which end it stands at has to be settled too.
        assert_eq!(verdict(&["5/1/24"]), Verdict::Open(Dmy, Mdy));
        assert_eq!(
            verdict(&["5.1.24"]),
            Verdict::Order(Dmy),
            "nobody writes the month first with full stops"
        );
        assert_eq!(verdict(&["05.13.24", "05.14.24"]), Verdict::Order(Mdy), "unless the calendar says so");
        assert_eq!(verdict(&["31.1.24", "05.06.24"]), Verdict::Open(Dmy, Ymd), "2031-01-24 is a day");
        assert_eq!(verdict(&["30.04.23", "31.05.23", "30.06.23"]), Verdict::Order(Dmy), "ends of months");
        assert_eq!(verdict(&["31.1.24", "5.6.24"]), Verdict::Order(Dmy), "a year has two digits");
        assert_eq!(verdict(&["31/01/24", "01/02/24"]), Verdict::Order(Dmy), "nothing of 2001");
        assert_eq!(verdict(&["24-01-01", "24-01-31"]), Verdict::Order(Ymd));
        assert_eq!(verdict(&["24-01-15"]), Verdict::Open(Dmy, Ymd));
        assert_eq!(verdict(&["01/13/24"]), Verdict::Order(Mdy));
    }
}
