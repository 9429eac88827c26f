//! Tallies by group, as a value that can be merged.

use std::collections::HashMap;

use super::{
    Distinct, Fact, Tally,
    distinct::{Pending, Room},
    said::Said,
};

/// Parts the labels of a group's key; input text never holds it (see [`Key::push`]).
const SEPARATOR: char = '\u{1f}';

/// What a group is known by: one label for each dimension.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Key(String);

impl Key {
    /// Appends a dimension's label. A U+001F in a hostile label becomes a blank.
    pub fn push(&mut self, label: &str) {
        if label.contains(SEPARATOR) {
            self.0.push_str(&label.replace(SEPARATOR, " "));
        } else {
            self.0.push_str(label);
        }
        self.0.push(SEPARATOR);
    }

    /// Appends a label that `write` makes; it must not hold U+001F.
    pub fn push_with(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.0);
        self.0.push(SEPARATOR);
    }

    /// The labels in the order in which they were pushed.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator(SEPARATOR)
    }
}

/// A tally for each group that was met.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    numbers: HashMap<Key, usize>,
    groups: Vec<(Key, Tally)>,
}

impl Summary {
    /// The number of a group, which stays the same while the summary lives.
    fn number(&mut self, key: &Key) -> usize {
        if let Some(&number) = self.numbers.get(key) {
            return number;
        }
        let number = self.groups.len();
        self.numbers.insert(key.clone(), number);
        self.groups.push((key.clone(), Tally::default()));
        number
    }

    /// Adds all that another summary counted.
    pub fn merge(&mut self, other: &Self) {
        for (key, tally) in &other.groups {
            let number = self.number(key);
            self.groups[number].1.merge(tally);
        }
    }

    /// The groups of at least one mention, in the order of their keys.
    pub fn groups(&self) -> Vec<(&Key, &Tally)> {
        let mut sorted: Vec<_> = self.met().collect();
        sorted.sort_by_key(|(key, _)| *key);
        sorted
    }

    /// How many groups of at least one mention there are.
    pub fn len(&self) -> usize {
        self.met().count()
    }

    /// Whether nothing was counted yet.
    pub fn is_empty(&self) -> bool {
        self.met().next().is_none()
    }

    /// A group has a number before a mention counts in it, and duplicates do not.
    fn met(&self) -> impl Iterator<Item = (&Key, &Tally)> {
        let groups = self.groups.iter().map(|(key, tally)| (key, tally));
        groups.filter(|(_, tally)| tally.mentions > 0)
    }
}

/// A summary in the making.
///
/// Authors and texts wait until there are many and are then added in the order
/// of the groups, which is quicker than to visit several sets for each mention.
#[derive(Clone, Debug, Default)]
pub struct Count {
    summary: Summary,
    pending: Vec<Pending>,
    room: Room,
    settled: usize,
}

/// How many authors and texts wait at least and at most, at 16 bytes each.
const FEWEST_PENDING: usize = 1 << 17;
const MOST_PENDING: usize = 1 << 20;

/// As long as those that wait and those that are settled, at some 8 bytes
/// each, fit in so many bytes, more may wait.
const EASY_MEMORY: usize = 32 << 20;

/// The sets of a group.
const AUTHORS: usize = 0;
const TEXTS: usize = 1;
const SETS: usize = 2;

impl Count {
    /// The number of a group, which stays the same while counting lasts.
    pub fn number(&mut self, key: &Key) -> usize {
        self.summary.number(key)
    }

    /// Looks at a group that is about to be counted in; 0 for an unknown one. To look at many
    /// before mentions are added to them fetches them from memory at the same time.
    pub fn look(&self, number: usize) -> u64 {
        let group = self.summary.groups.get(number);
        group.map_or(0, |(_, tally)| tally.look())
    }

    /// Adds a mention to a group by its number; an unknown number adds nothing.
    pub fn add(&mut self, number: usize, fact: &Fact) {
        let Some((_, tally)) = self.summary.groups.get_mut(number) else {
            return;
        };
        tally.count(fact);
        if let Some(author) = fact.author {
            let reach = u32::try_from(fact.reach.unwrap_or(0)).unwrap_or(u32::MAX);
            self.pend(Pending::new(number * SETS + AUTHORS, author, reach));
        }
        if let Some(text) = fact.text {
            let said = Said::of(fact.score, fact.repost).weight();
            self.pend(Pending::new(number * SETS + TEXTS, text, said));
        }
    }

    /// The summary of all that was added.
    pub fn finish(mut self) -> Summary {
        self.settle();
        self.summary
    }

    fn pend(&mut self, pending: Pending) {
        if self.pending.len() == self.pending.capacity() {
            self.settle();
            let left = EASY_MEMORY.saturating_sub(self.settled * 8);
            let most = (left / size_of::<Pending>()).clamp(FEWEST_PENDING, MOST_PENDING);
            // What is there is given back before there is other room.
            self.pending.shrink_to(most);
            self.pending.reserve_exact(most);
        }
        self.pending.push(pending);
    }

    fn settle(&mut self) {
        self.pending.sort_unstable();
        self.settled += self.pending.len();
        for sorted in self.pending.chunk_by(|a, b| a.set() == b.set()) {
            let set = sorted.first().map_or(0, |first| first.set());
            if let Some(set) = self.summary.set(set) {
                set.add(sorted, &mut self.room);
            }
        }
        self.pending.clear();
    }
}

impl Summary {
    fn set(&mut self, number: usize) -> Option<&mut Distinct> {
        let (_, tally) = self.groups.get_mut(number / SETS)?;
        Some(match number % SETS {
            AUTHORS => &mut tally.authors,
            _ => &mut tally.texts,
        })
    }
}

impl PartialEq for Summary {
    fn eq(&self, other: &Self) -> bool {
        self.groups() == other.groups()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::scoring::{Label, Score};

    type Sample = (u8, i16, Option<u64>, Option<u64>);

    fn fact(&(group, value, author, likes): &Sample) -> (Key, Fact) {
        let mut key = Key::default();
        key.push(["Orvane", "Belcor", ""][usize::from(group % 3)]);
        let label = match value {
            ..-500 => Label::Negative,
            -500..=500 => Label::Neutral,
            501.. => Label::Positive,
        };
        let score = Score {
            value,
            label,
            mixed: value % 7 == 0,
            ..Score::default()
        };
        let fact = Fact {
            score,
            author,
            likes,
            reach: likes,
            text: Some(u64::from(value.unsigned_abs())),
            ..Fact::default()
        };
        (key, fact)
    }

    fn summary(samples: &[Sample]) -> Summary {
        let mut all = Count::default();
        for (key, fact) in samples.iter().map(fact) {
            let number = all.number(&key);
            all.add(number, &fact);
        }
        all.finish()
    }

    proptest! {
        #[test]
        fn a_whole_is_the_merge_of_its_parts_in_any_order(
            samples in prop::collection::vec(
                (any::<u8>(), -10_000_i16..=10_000, prop::option::of(0_u64..20), prop::option::of(0_u64..9)),
                0..60,
            ),
            cut in any::<prop::sample::Index>(),
        ) {
            let (left, right) = samples.split_at(cut.index(samples.len() + 1));
            let mut merged = summary(left);
            merged.merge(&summary(right));
            prop_assert_eq!(&merged, &summary(&samples));
            let mut swapped = summary(right);
            swapped.merge(&summary(left));
            prop_assert_eq!(&swapped, &merged);
            let mut with_nothing = Summary::default();
            with_nothing.merge(&merged);
            prop_assert_eq!(with_nothing, merged);
        }
    }

    #[test]
    fn a_label_cannot_forge_a_boundary() {
        let mut forged = Key::default();
        forged.push("a\u{1f}b");
        assert_eq!(forged.labels().collect::<Vec<_>>(), ["a b"]);
        let mut empty = Key::default();
        empty.push("");
        empty.push("x");
        assert_eq!(empty.labels().collect::<Vec<_>>(), ["", "x"]);
    }
}
