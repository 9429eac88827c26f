//! How many different authors or texts a group has, exactly, in little memory.

mod run;

use run::{Member, Run};

/// A set of hashes, each with a weight of which the largest is kept.
///
/// It stands sorted and packed: a hash takes 52 bits less the binary logarithm
/// of the set's size, and a few. Two of 5 million hashes in one set are equal
/// in their first 52 bits with a probability of one in 360; the count is
/// then one too low.
#[derive(Clone, Debug)]
pub struct Distinct(Shards);

/// A set of its own stands beside the sums of its group: most groups are small.
#[derive(Clone, Debug)]
enum Shards {
    One(Run),
    Many(Box<[Run; SHARDS]>),
}

impl Default for Distinct {
    fn default() -> Self {
        Self(Shards::One(Run::default()))
    }
}

/// How many bits of a hash are kept.
const BITS: u32 = 52;

/// From this many members on, a set is spread over shards, so that packing
/// never touches the whole of it.
const SPREAD_FROM: usize = 1 << 15;
const SHARDS: usize = 256;
/// How many bits of a hash are left in a shard.
const BITS_IN_SHARD: u32 = BITS - SHARDS.ilog2();

/// A hash on its way into one of many sets. In ascending order all those of
/// one set stand together, their hashes ascend, and weights within a hash.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Pending(u128);

impl Pending {
    /// A hash with its weight for the set of that number, which is below 2³⁶.
    pub(super) fn new(set: usize, hash: u64, weight: u32) -> Self {
        let hash = hash >> (u64::BITS - BITS);
        Self((set as u128) << 92 | u128::from(hash) << 32 | u128::from(weight))
    }

    /// The number of the set.
    pub(super) fn set(self) -> usize {
        usize::try_from(self.0 >> 92).unwrap_or(usize::MAX)
    }

    #[expect(clippy::cast_possible_truncation, reason = "takes the fields apart")]
    fn member(self) -> Member {
        Member {
            hash: (self.0 >> 32) as u64 & ((1 << BITS) - 1),
            weight: self.0 as u32,
        }
    }
}

/// Buffers for adding to set after set.
#[derive(Clone, Debug, Default)]
pub(super) struct Room {
    members: Vec<Member>,
    words: Vec<u64>,
}

impl Distinct {
    /// Adds sorted hashes.
    pub(super) fn add(&mut self, sorted: &[Pending], room: &mut Room) {
        room.members.clear();
        let members = sorted.iter().map(|pending| pending.member());
        room.members.extend(members);
        self.take(room);
    }

    /// Adds all that another set holds.
    pub fn merge(&mut self, other: &Self) {
        let mut room = Room::default();
        room.members.extend(other.iter());
        self.take(&mut room);
    }

    /// The number of different hashes, and the sum of their weights.
    pub fn totals(&self) -> (u64, u64) {
        let runs = self.runs().iter();
        runs.fold((0, 0), |(count, weights), run| {
            (count + run.count() as u64, weights + run.weights())
        })
    }

    /// The weight of each hash.
    pub(super) fn weights(&self) -> impl Iterator<Item = u32> + '_ {
        self.iter().map(|member| member.weight)
    }

    /// Takes the sorted members that wait in `room`.
    fn take(&mut self, room: &mut Room) {
        match &mut self.0 {
            Shards::One(run) => {
                run.add(&room.members, BITS, &mut room.words);
                if run.count() >= SPREAD_FROM {
                    self.spread(room);
                }
            }
            Shards::Many(runs) => spread_over(runs, room),
        }
    }

    fn spread(&mut self, room: &mut Room) {
        room.members.clear();
        room.members.extend(self.iter());
        let mut runs = Box::new(std::array::from_fn(|_| Run::default()));
        spread_over(&mut runs, room);
        self.0 = Shards::Many(runs);
    }

    fn runs(&self) -> &[Run] {
        match &self.0 {
            Shards::One(run) => std::slice::from_ref(run),
            Shards::Many(runs) => &**runs,
        }
    }

    fn iter(&self) -> impl Iterator<Item = Member> + '_ {
        let runs = (0_u64..).zip(self.runs());
        runs.flat_map(|(shard, run)| {
            run.iter().map(move |member| Member {
                hash: shard << BITS_IN_SHARD | member.hash,
                ..member
            })
        })
    }
}

/// Adds sorted members to the shards that they belong to.
fn spread_over(runs: &mut [Run; SHARDS], room: &mut Room) {
    let shard = |member: &Member| (member.hash >> BITS_IN_SHARD) as usize;
    for part in room.members.chunk_by_mut(|a, b| shard(a) == shard(b)) {
        let run = part.first().and_then(|first| runs.get_mut(shard(first)));
        for member in &mut *part {
            member.hash &= (1 << BITS_IN_SHARD) - 1;
        }
        if let Some(run) = run {
            run.add(part, BITS_IN_SHARD, &mut room.words);
        }
    }
}

impl PartialEq for Distinct {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Distinct {}

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
        for part in entries.chunks(70_000) {
            let pending = |&(hash, weight): &(u64, u32)| Pending::new(7, spread(hash), weight);
            let mut pending: Vec<_> = part.iter().map(pending).collect();
            pending.sort_unstable();
            all.add(&pending, &mut Room::default());
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
        let weight = |n: u32| if n == 0 { u32::MAX } else { n % 3 };
        let entries: Vec<_> = (0..200_000_u32)
            .map(|n| (u64::from(n % 100_003), weight(n % 100_003)))
            .collect();
        let all = of(&entries);
        let sum = (0..100_003).map(|n| u64::from(weight(n))).sum();
        assert_eq!(all.totals(), (100_003, sum));
        assert_eq!(all.weights().map(u64::from).sum::<u64>(), sum);
        assert_eq!(all.iter().count(), 100_003);
    }

    #[test]
    fn hashes_that_lie_close_together_or_far_apart_are_kept() {
        const UNUSED: u32 = u64::BITS - BITS;
        let last = u64::MAX >> UNUSED << UNUSED;
        let hashes = [0, 1 << UNUSED, 2 << UNUSED, 1 << 40, last, u64::MAX];
        let pending = hashes.map(|hash| Pending::new(0, hash, 9));
        let mut few = Distinct::default();
        few.add(&pending, &mut Room::default());
        assert_eq!(few.totals(), (5, 45));
        let close: Vec<_> = (0..99_999)
            .map(|n| Pending::new(0, n << UNUSED, 0))
            .collect();
        few.add(&close, &mut Room::default());
        assert_eq!(few.totals(), (100_001, 45));
    }
}
