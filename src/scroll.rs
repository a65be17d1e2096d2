//! Which rows of a long table are in sight, where they stand and which to ask for: places and pixels, without a browser.

/// Rows asked for at a time.
pub const CHUNK: u64 = 200;

/// Rows that should be at hand beyond those drawn, before somebody gets there.
const AHEAD: u64 = 40;

/// Rows drawn beyond those in sight, above and below; they are drawn anew where these run out.
const AROUND: u64 = 8;

/// Pixels that an element may be tall in every browser. A longer list is scrolled faster than the wheel turns.
const TALLEST: f64 = 8_000_000.0;

/// A list of rows of one height, scrolled to some place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scroll {
    /// Rows in all.
    pub rows: u64,
    /// Pixels a row.
    pub row: f64,
    /// Pixels that rows are seen through.
    pub view: f64,
    /// Pixels scrolled.
    pub top: f64,
}

impl Scroll {
    /// How tall the list is to be.
    pub fn height(&self) -> f64 {
        self.real().min(TALLEST)
    }

    fn real(&self) -> f64 {
        self.rows as f64 * self.row
    }

    /// The row at the upper edge, and how much of it is above that.
    fn first(&self) -> f64 {
        let (way, all) = (self.height() - self.view, self.real() - self.view);
        if way <= 0.0 || self.row <= 0.0 { 0.0 } else { self.top.clamp(0.0, way) / way * all / self.row }
    }

    /// The first row in sight and the one behind the last.
    pub fn sight(&self) -> (u64, u64) {
        let first = self.first();
        let behind = if self.row > 0.0 { (first + self.view / self.row).ceil() as u64 } else { 0 };
        ((first as u64).min(self.rows), behind.min(self.rows))
    }

    /// The first row to draw and the one behind the last: the same for a while, so that not every pixel draws anew.
    pub fn drawn(&self) -> (u64, u64) {
        let (first, behind) = self.sight();
        let from = (first / AROUND * AROUND).saturating_sub(AROUND);
        (from, (behind.div_ceil(AROUND) * AROUND + AROUND).min(self.rows))
    }

    /// Where the upper edge of a row lies.
    pub fn edge(&self, place: u64) -> f64 {
        self.top + (place as f64 - self.first()) * self.row
    }
}

/// From which row on to ask for [`CHUNK`] of `all`; `None` where what is at hand or was asked for last will do.
pub fn wanted(drawn: (u64, u64), all: u64, at_hand: (u64, u64), asked: u64) -> Option<u64> {
    let near = (drawn.0.saturating_sub(AHEAD), drawn.1.saturating_add(AHEAD).min(all));
    let covers = |(from, to): (u64, u64)| from <= near.0 && near.1 <= to;
    if near.0 >= near.1 || covers(at_hand) || covers((asked, asked.saturating_add(CHUNK))) {
        return None;
    }
    let spare = CHUNK.saturating_sub(near.1 - near.0) / 2;
    Some(near.0.saturating_sub(spare).min(all.saturating_sub(CHUNK)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const fn scrolled(rows: u64, top: f64) -> Scroll {
        Scroll { rows, row: 36.0, view: 600.0, top }
    }

    #[test]
    fn a_list_that_fits_stands_where_its_rows_are() {
        let list = scrolled(1_000, 3_600.0);
        assert_eq!((list.height(), list.sight(), list.drawn()), (36_000.0, (100, 117), (88, 128)));
        assert!((list.edge(88) - 88.0 * 36.0).abs() < 1e-9);
        let few = scrolled(3, 0.0);
        assert_eq!((few.height(), few.sight(), few.drawn()), (108.0, (0, 3), (0, 3)));
    }

    #[test]
    fn both_ends_of_half_a_million_are_reached() {
        let end = scrolled(500_000, TALLEST - 600.0);
        assert_eq!((end.height(), end.sight().1, end.drawn().1), (TALLEST, 500_000, 500_000));
        assert!((end.edge(500_000) - TALLEST).abs() < 1e-3, "the last row ends where the list does");
        assert_eq!(scrolled(500_000, 0.0).sight().0, 0);
    }

    #[test]
    fn what_is_at_hand_or_under_way_is_not_asked_for() {
        assert_eq!(wanted((0, 24), 500, (0, 200), 0), None);
        assert_eq!(wanted((160, 184), 500, (0, 200), 0), Some(72));
        assert_eq!(wanted((160, 184), 500, (0, 200), 72), None, "it is under way");
        assert_eq!(wanted((480, 500), 500, (0, 200), 0), Some(300), "the last ones");
        assert_eq!(wanted((0, 0), 0, (0, 0), 0), None);
    }

    proptest! {
        /// Wherever somebody stops, what is in sight is drawn, and what is asked for covers what is drawn.
        #[test]
        fn nothing_in_sight_is_missing(rows in 1..3_000_000_u64, part in 0.0..1.0_f64, view in 100.0..2_000.0_f64) {
            let list = Scroll { rows, row: 36.0, view, top: 0.0 };
            let list = Scroll { top: (list.height() - view).max(0.0) * part, ..list };
            let ((first, behind), (from, to)) = (list.sight(), list.drawn());
            prop_assert!(from <= first && behind <= to && to <= rows && first < behind);
            prop_assert!(list.edge(first) <= list.top + 1e-3, "it begins at the edge or above");
            if let Some(asked) = wanted((from, to), rows, (0, 0), rows) {
                prop_assert!(asked <= from && to <= asked + CHUNK);
            }
        }
    }
}
