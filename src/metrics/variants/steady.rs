//! Customers that pay the same amount from one month of the row to another, as most do: those of the same months are
//! added up, and a definition is asked once for all of them. A share is in proportion to the amount where it is money,
//! and each customer's own where customers count.

use super::path::{Flat, Path, Share};
use super::recipes::{Recipe, Unit};

/// What customers of the same months add up to.
#[derive(Clone, Copy, Debug, Default)]
struct Alike {
    /// Their amounts a month, minor units.
    amount: i128,
    customers: u64,
}

/// The steady customers by their first and last place, and by whether they paid before the row.
#[derive(Debug)]
pub(super) struct Steady {
    places: usize,
    alike: Vec<Alike>,
}

impl Steady {
    /// For rows of so many places.
    pub fn new(places: usize) -> Self {
        Steady { places, alike: vec![Alike::default(); 2 * places * places] }
    }

    /// Adds the customer on the row.
    pub fn add(&mut self, flat: Flat) {
        let place = (usize::from(flat.before) * self.places + flat.first) * self.places + flat.last;
        if let Some(alike) = self.alike.get_mut(place) {
            alike.amount += i128::from(flat.amount);
            alike.customers += 1;
        }
    }

    /// Puts one customer for each group on the row, and hands it over with what its shares count for.
    pub fn each(&self, path: &mut Path, mut take: impl FnMut(&Path, Times)) {
        for (place, alike) in self.alike.iter().enumerate().filter(|(_, alike)| alike.customers > 0) {
            let (rest, last) = (place / self.places, place % self.places);
            let (before, first) = (rest / self.places > 0, rest % self.places);
            path.load_flat(Flat { before, first, last, amount: 1 });
            take(path, Times(*alike));
        }
    }
}

/// What the share of a customer who pays one minor unit counts for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times(Alike);

impl Times {
    /// How many they are.
    pub fn customers(self) -> u64 {
        self.0.customers
    }

    /// The share of all of them under a definition.
    #[inline]
    pub fn of(self, recipe: Recipe, share: Share) -> Share {
        let times = match recipe.unit {
            Unit::Money => self.0.amount,
            Unit::Each => i128::from(self.0.customers),
        };
        Share { below: share.below * times, change: share.change * times }
    }
}
