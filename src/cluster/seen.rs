//! Remembers which identities were met, to tell exact duplicates.

use std::hash::{BuildHasher, RandomState};

/// The identities met so far, at 8 to 10 bytes each.
#[derive(Debug)]
pub struct Seen {
    shards: Vec<Shard>,
    /// An odd number of this run, which scatters identities: whoever chooses
    /// them cannot choose where they stand.
    scatter: u64,
}

/// Open addressing by the upper bits of what is left of a scattered identity when its first
/// byte has told the shard. An empty slot is 0.
#[derive(Clone, Debug, Default)]
struct Shard {
    slots: Vec<Slot>,
    used: usize,
}

/// The other seven bytes of a scattered identity, the highest first.
type Slot = [u8; 7];

const EMPTY: Slot = [0; 7];

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
        let (number, slot) = self.scattered(identity);
        self.shards[number].insert(slot, number)
    }

    /// The shard of an identity, and what it is known by there. Two odd factors with a shift
    /// between them are one to one, so that different identities stay different, but for two of
    /// each shard: nothing but zeros stands as 1.
    fn scattered(&self, identity: u64) -> (usize, Slot) {
        let mixed = identity.wrapping_mul(self.scatter);
        let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(self.scatter);
        let [number, slot @ ..] = mixed.to_be_bytes();
        let slot = if slot == EMPTY {
            [0, 0, 0, 0, 0, 0, 1]
        } else {
            slot
        };
        (usize::from(number), slot)
    }

    /// What stands where the identity would first be looked for.
    fn peek(&self, identity: u64) -> u8 {
        let (number, slot) = self.scattered(identity);
        let shard = &self.shards[number];
        shard.slots.get(shard.home(slot)).map_or(0, |slot| slot[6])
    }
}

impl Shard {
    fn insert(&mut self, wanted: Slot, number: usize) -> bool {
        if (self.used + 1) * 8 > self.slots.len() * 7 {
            self.grow(number);
        }
        let place = self.place(wanted);
        let is_new = self.slots[place] == EMPTY;
        self.used += usize::from(is_new);
        self.slots[place] = wanted;
        is_new
    }

    /// Where an identity is first looked for.
    fn home(&self, slot: Slot) -> usize {
        let mut bytes = [0; 8];
        bytes[..7].copy_from_slice(&slot);
        let home = (u128::from(u64::from_be_bytes(bytes)) * self.slots.len() as u128) >> 64;
        usize::try_from(home).unwrap_or(0) // it is below the length
    }

    /// Where an identity stands, or the empty slot where it would.
    fn place(&self, wanted: Slot) -> usize {
        let length = self.slots.len();
        let mut place = self.home(wanted);
        while self.slots[place] != EMPTY && self.slots[place] != wanted {
            place += 1;
            if place == length {
                place = 0;
            }
        }
        place
    }

    /// Makes room for an eighth as much again. Shards begin with different sizes, up to double,
    /// so that they do not grow at the same time.
    fn grow(&mut self, number: usize) {
        let larger = match self.slots.len() {
            0 => FEWEST + number * FEWEST / SHARDS,
            length => length + length / 8,
        };
        let old = std::mem::replace(&mut self.slots, vec![EMPTY; larger]);
        for slot in old.into_iter().filter(|slot| *slot != EMPTY) {
            let place = self.place(slot);
            self.slots[place] = slot;
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
