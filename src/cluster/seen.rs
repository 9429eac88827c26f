//! Remembers which identities were met, to tell exact duplicates.

use std::hash::{BuildHasher, RandomState};

/// The identities met so far, at 9 to 11 bytes each.
#[derive(Debug)]
pub struct Seen {
    shards: Vec<Shard>,
    /// An odd number of this run, which scatters identities: whoever chooses
    /// them cannot choose where they stand.
    scatter: u64,
}

/// Open addressing by the scattered identity's upper bits. An empty slot is 0.
#[derive(Clone, Debug, Default)]
struct Shard {
    slots: Vec<u64>,
    used: usize,
}

const SHARDS: usize = 256;
/// The size that the first shard begins with.
const FEWEST: usize = 32;

impl Default for Seen {
    fn default() -> Self {
        Self {
            shards: vec![Shard::default(); SHARDS],
            scatter: RandomState::new().hash_one(0) | 1,
        }
    }
}

impl Seen {
    /// Notes identities in their order; to `is_new` is added whether each is new.
    pub fn insert_all(
        &mut self,
        identities: impl Iterator<Item = u64> + Clone,
        is_new: &mut Vec<bool>,
    ) {
        // A first look fetches the places from memory: without decisions in
        // between, the waits overlap.
        let places = identities.clone().map(|identity| self.peek(identity));
        std::hint::black_box(places.fold(0, |all, slot| all ^ slot));
        is_new.extend(identities.map(|identity| self.insert(identity)));
    }

    /// Notes an identity, and says whether it is new.
    pub fn insert(&mut self, identity: u64) -> bool {
        let mixed = self.mixed(identity);
        let number = (mixed >> 56) as usize;
        self.shards[number].insert(mixed, number)
    }

    /// Two odd factors with a shift between them: one to one, so that different
    /// identities stay different. 0 stands as 1.
    fn mixed(&self, identity: u64) -> u64 {
        let mixed = identity.wrapping_mul(self.scatter);
        (mixed ^ (mixed >> 32)).wrapping_mul(self.scatter).max(1)
    }

    /// What stands where the identity would first be looked for.
    fn peek(&self, identity: u64) -> u64 {
        let mixed = self.mixed(identity);
        let shard = &self.shards[(mixed >> 56) as usize];
        shard.slots.get(shard.home(mixed)).copied().unwrap_or(0)
    }
}

impl Shard {
    fn insert(&mut self, mixed: u64, number: usize) -> bool {
        if (self.used + 1) * 8 > self.slots.len() * 7 {
            self.grow(number);
        }
        let slot = self.slot(mixed);
        let is_new = self.slots[slot] == 0;
        self.used += usize::from(is_new);
        self.slots[slot] = mixed;
        is_new
    }

    /// Where an identity is first looked for.
    fn home(&self, mixed: u64) -> usize {
        let scaled = (u128::from(mixed << 8) * self.slots.len() as u128) >> 64;
        usize::try_from(scaled).unwrap_or(0) // it is below the length
    }

    /// Where an identity stands, or the empty slot where it would.
    fn slot(&self, mixed: u64) -> usize {
        let length = self.slots.len();
        let mut slot = self.home(mixed);
        while self.slots[slot] != 0 && self.slots[slot] != mixed {
            slot += 1;
            if slot == length {
                slot = 0;
            }
        }
        slot
    }

    /// Makes room for an eighth as much again. Shards begin with different sizes, up to double,
    /// so that they do not grow at the same time.
    fn grow(&mut self, number: usize) {
        let larger = match self.slots.len() {
            0 => FEWEST + number * FEWEST / SHARDS,
            length => length + length / 8,
        };
        let old = std::mem::replace(&mut self.slots, vec![0; larger]);
        for mixed in old.into_iter().filter(|&mixed| mixed != 0) {
            let slot = self.slot(mixed);
            self.slots[slot] = mixed;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_identity_is_new_once() {
        let mut seen = Seen::default();
        let hash = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        assert!((0..50_000).all(|n| seen.insert(hash(n))));
        assert!((0..50_000).all(|n| !seen.insert(hash(n))));
        let mut is_new = Vec::new();
        seen.insert_all([1, 60_000, 60_000].map(hash).into_iter(), &mut is_new);
        assert_eq!(is_new, [false, true, false]);
    }

    #[test]
    fn identities_that_are_alike_take_no_longer() {
        let mut seen = Seen::default();
        assert!((0..200_000).all(|n| seen.insert(n << 40)));
        assert!((0..200_000).all(|n| !seen.insert(n << 40)));
    }
}
