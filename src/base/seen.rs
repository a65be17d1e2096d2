//! Which hashes may have come twice, for a fraction of a map's memory: what comes once is spared the map, which at a
//! million of them waits for memory at every step.

/// Two bits for each hash, of sixteen that it has for itself.
#[derive(Debug)]
pub struct Seen {
    once: Vec<u64>,
    twice: Vec<u64>,
}

impl Seen {
    /// None yet, of about so many.
    pub fn new(hashes: usize) -> Self {
        let words = (hashes / 4).next_power_of_two();
        Seen { once: vec![0; words], twice: vec![0; words] }
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        ((hash >> 6) as usize & (self.once.len() - 1), 1 << (hash & 63))
    }

    /// Takes one.
    pub fn add(&mut self, hash: u64) {
        let (word, bit) = self.place(hash);
        if let (Some(once), Some(twice)) = (self.once.get_mut(word), self.twice.get_mut(word)) {
            *twice |= *once & bit;
            *once |= bit;
        }
    }

    /// Whether it may have come twice; never no where it has.
    pub fn may_be_twice(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.twice.get(word).is_some_and(|twice| twice & bit != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Hash;

    #[test]
    fn what_came_twice_is_found_and_most_of_the_rest_is_not() {
        let hash = |n: u32| Hash::of(format!("customer {n}").as_bytes());
        let mut seen = Seen::new(10_000);
        (0..10_000).chain(0..50).for_each(|n| seen.add(hash(n)));
        assert!((0..50).all(|n| seen.may_be_twice(hash(n))));
        let mistaken = (50..10_000).filter(|n| seen.may_be_twice(hash(*n))).count();
        assert!(mistaken < 1_000, "{mistaken}");
    }
}
