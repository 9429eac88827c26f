//! How many different authors or texts a group has, exactly, in little memory.

/// A set of 64-bit hashes, each with a weight of which the largest is kept.
///
/// Entries are gathered unsorted and now and then sorted and made unique, so
/// that adding costs a push, and memory 8 bytes an entry (12 where weights
/// other than 0 occur) and an eighth of slack. Two of 5 million entries share
/// a hash with a probability below one in a million.
#[derive(Clone, Debug)]
pub struct Distinct(Shards);

/// A set of its own stands beside the sums of its group: most groups are
/// small, and adding to one should not follow more pointers than it must.
#[derive(Clone, Debug)]
enum Shards {
    One(Shard),
    Many(Vec<Shard>),
}

impl Default for Distinct {
    fn default() -> Self {
        Self(Shards::One(Shard::default()))
    }
}

/// From this many entries on, a set is spread over shards, so that sorting
/// and growing never touch the whole of it.
const SPREAD_FROM: usize = 1 << 15;
const SHARDS: usize = 256;

impl Distinct {
    /// Adds a hash with its weight.
    pub fn add(&mut self, hash: u64, weight: u32) {
        let entry = Entry { hash, weight };
        match &mut self.0 {
            Shards::One(shard) => {
                shard.add(entry);
                if shard.len() >= SPREAD_FROM {
                    self.spread_if_large();
                }
            }
            Shards::Many(shards) => shards[entry.shard()].add(entry),
        }
    }

    /// Adds all that another set holds.
    pub fn merge(&mut self, other: &Self) {
        for entry in other.iter() {
            self.add(entry.hash, entry.weight);
        }
    }

    /// The number of different hashes, and the sum of their weights.
    pub fn totals(&self) -> (u64, u64) {
        let mut totals = (0, 0_u64);
        for entry in self.settled().iter() {
            totals = (totals.0 + 1, totals.1 + u64::from(entry.weight));
        }
        totals
    }

    /// The number of different hashes in either of two sets.
    pub fn union(&self, other: &Self) -> u64 {
        if other.shards().iter().all(|shard| shard.len() == 0) {
            return self.totals().0;
        }
        let mut all = self.clone();
        all.merge(other);
        all.totals().0
    }

    fn spread_if_large(&mut self) {
        let Shards::One(shard) = &mut self.0 else {
            return;
        };
        shard.settle();
        if shard.len() < SPREAD_FROM {
            return;
        }
        let mut shards = vec![Shard::default(); SHARDS];
        for entry in shard.iter() {
            shards[entry.shard()].add(entry);
        }
        self.0 = Shards::Many(shards);
    }

    fn shards(&self) -> &[Shard] {
        match &self.0 {
            Shards::One(shard) => std::slice::from_ref(shard),
            Shards::Many(shards) => shards,
        }
    }

    fn iter(&self) -> impl Iterator<Item = Entry> + '_ {
        self.shards().iter().flat_map(Shard::iter)
    }

    fn settled(&self) -> Self {
        let mut all = self.clone();
        match &mut all.0 {
            Shards::One(shard) => shard.settle(),
            Shards::Many(shards) => shards.iter_mut().for_each(Shard::settle),
        }
        all
    }
}

impl PartialEq for Distinct {
    fn eq(&self, other: &Self) -> bool {
        self.settled().iter().eq(other.settled().iter())
    }
}

impl Eq for Distinct {}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Entry {
    hash: u64,
    weight: u32,
}

impl Entry {
    fn shard(self) -> usize {
        (self.hash >> 56) as usize
    }
}

/// An entry in 12 bytes instead of 16.
#[derive(Clone, Copy, Debug)]
#[repr(C, packed(4))]
struct Packed {
    hash: u64,
    weight: u32,
}

impl Packed {
    fn key(self) -> (u64, u32) {
        (self.hash, self.weight)
    }
}

#[derive(Clone, Debug)]
enum Shard {
    Plain(Vec<u64>),
    Weighted(Vec<Packed>),
}

impl Default for Shard {
    fn default() -> Self {
        Self::Plain(Vec::new())
    }
}

impl Shard {
    fn add(&mut self, entry: Entry) {
        if entry.weight > 0 {
            self.weigh();
        }
        if self.is_full() {
            self.settle();
            self.make_room();
        }
        match self {
            Self::Plain(hashes) => hashes.push(entry.hash),
            Self::Weighted(entries) => entries.push(Packed {
                hash: entry.hash,
                weight: entry.weight,
            }),
        }
    }

    fn iter(&self) -> impl Iterator<Item = Entry> + '_ {
        let (plain, weighted): (&[u64], &[Packed]) = match self {
            Self::Plain(hashes) => (hashes, &[]),
            Self::Weighted(entries) => (&[], entries),
        };
        let plain = plain.iter().map(|&hash| Entry { hash, weight: 0 });
        plain.chain(weighted.iter().map(|packed| Entry {
            hash: packed.hash,
            weight: packed.weight,
        }))
    }

    fn len(&self) -> usize {
        match self {
            Self::Plain(hashes) => hashes.len(),
            Self::Weighted(entries) => entries.len(),
        }
    }

    fn is_full(&self) -> bool {
        match self {
            Self::Plain(hashes) => hashes.len() == hashes.capacity(),
            Self::Weighted(entries) => entries.len() == entries.capacity(),
        }
    }

    /// Makes room for an eighth more, unless settling has just freed as much.
    fn make_room(&mut self) {
        let more = (self.len() / 8).max(32);
        match self {
            Self::Plain(hashes) if hashes.capacity() - hashes.len() < more / 2 => {
                hashes.reserve_exact(more);
            }
            Self::Weighted(entries) if entries.capacity() - entries.len() < more / 2 => {
                entries.reserve_exact(more);
            }
            _ => {}
        }
    }

    fn weigh(&mut self) {
        if let Self::Plain(hashes) = self {
            let weighted = hashes.iter().map(|&hash| Packed { hash, weight: 0 });
            *self = Self::Weighted(weighted.collect());
        }
    }

    /// Sorts, and keeps each hash once, with its largest weight. The sort is
    /// the stable one because it takes the settled front as one run.
    #[expect(clippy::stable_sort_primitive, reason = "finds the sorted front")]
    fn settle(&mut self) {
        match self {
            Self::Plain(hashes) => {
                hashes.sort();
                hashes.dedup();
            }
            Self::Weighted(entries) => {
                entries.sort_by_key(|packed| packed.key());
                entries.dedup_by(|later, kept| {
                    let same = later.hash == { kept.hash };
                    if same {
                        *kept = *later;
                    }
                    same
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn spread(small: u64) -> u64 {
        small.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }

    fn of(entries: &[(u64, u32)]) -> Distinct {
        let mut all = Distinct::default();
        for &(hash, weight) in entries {
            all.add(spread(hash), weight);
        }
        all
    }

    proptest! {
        #[test]
        fn it_counts_like_a_map_however_it_is_merged(
            entries in prop::collection::vec((0_u64..300, 0_u32..5), 0..900),
            cut in any::<prop::sample::Index>(),
        ) {
            let mut map = BTreeMap::new();
            for &(hash, weight) in &entries {
                let kept = map.entry(hash).or_insert(0);
                *kept = weight.max(*kept);
            }
            let expected = (map.len() as u64, map.values().map(|&w| u64::from(w)).sum());
            let (left, right) = entries.split_at(cut.index(entries.len() + 1));
            let mut merged = of(right);
            merged.merge(&of(left));
            prop_assert_eq!(merged.totals(), expected);
            prop_assert_eq!(merged, of(&entries));
        }
    }

    #[test]
    fn large_sets_count_exactly() {
        let mut all = Distinct::default();
        for hash in 0..200_000_u64 {
            all.add(spread(hash % 100_003), 2);
        }
        assert_eq!(all.totals(), (100_003, 200_006));
    }
}
