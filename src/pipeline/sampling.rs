//! Draws mentions for people to label: some of each label and brand, with what each stands for.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hasher as _},
};

use super::examine::Lens;
use crate::{
    Mention, Result,
    cluster::{self, Seen, Texts},
    input::{Inputs, Losses, Scratch},
    report::Counts,
    scoring::{Label, Score},
};

/// Groups beyond these are drawn from together, so that memory stays bounded.
const MOST_GROUPS: usize = 200;
/// A group that would give fewer mentions than this is drawn from together with other small ones.
const FEWEST: u64 = 2;

/// How a sample is drawn.
pub struct Sampling {
    /// How mentions are scored and attributed.
    pub lens: Lens,
    /// How many mentions.
    pub size: usize,
    /// Another number, another sample.
    pub seed: u64,
    /// Whether the first record that cannot be read ends the run.
    pub strict: bool,
}

/// A mention that was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The export's identifier.
    pub id: String,
    /// Its address.
    pub url: String,
    /// When it was said, as RFC 3339.
    pub created_at: String,
    /// The brands that it is about, `|` between them.
    pub brand: String,
    /// Where it was said.
    pub platform: String,
    /// Its language, ISO 639-1.
    pub language: String,
    /// What was said, with the title of a review.
    pub text: String,
    /// What the model says.
    pub score: Score,
    /// How many different texts it stands for.
    pub weight: f64,
}

/// What was drawn.
#[derive(Debug, Default)]
pub struct Sample {
    /// The mentions in an order that says nothing of them.
    pub drawn: Vec<Drawn>,
    /// What became of the records.
    pub counts: Counts,
    /// What reading dropped or repaired.
    pub losses: Losses,
    /// Mentions in languages without a lexicon; none is drawn.
    pub unread: u64,
    /// Mentions that repeat the text of an earlier one; each text is drawn once at most.
    pub copies: u64,
}

/// What groups are made of: label and brand.
type Group = (Label, String);

/// A group: how many mentions it has, and those of the smallest lots.
#[derive(Default)]
struct Urn {
    mentions: u64,
    lots: BTreeMap<(u64, u64), Drawn>,
}

impl Urn {
    fn add(&mut self, lot: (u64, u64), most: usize, drawn: impl FnOnce() -> Drawn) {
        self.mentions += 1;
        let is_full = self.lots.len() >= most;
        if is_full
            && self
                .lots
                .last_key_value()
                .is_none_or(|(last, _)| *last <= lot)
        {
            return;
        }
        self.lots.insert(lot, drawn());
        if self.lots.len() > most {
            self.lots.pop_last();
        }
    }

    /// The smallest lots of both are those of the whole.
    fn merge(&mut self, other: Self) {
        self.mentions += other.mentions;
        self.lots.extend(other.lots);
    }
}

impl Sampling {
    /// Reads all inputs and draws. `progress` is told after each batch.
    pub fn run(&self, inputs: &mut Inputs, mut progress: impl FnMut(u64)) -> Result<Sample> {
        let mut urns: BTreeMap<Group, Urn> = BTreeMap::new();
        let mut sample = Sample::default();
        let mut examiner = self.lens.examiner();
        let mut majority = self.lens.majority();
        let (mut seen, mut scratch, mut spare) = (Seen::default(), Scratch::default(), None);
        let (mut texts, mut met) = (Texts::default(), Seen::default());
        while let Some(batch) = inputs.next_batch(spare)? {
            progress(inputs.bytes_read());
            sample.counts.read += batch.len() as u64 + batch.losses().skipped();
            let work = majority.of(batch);
            examiner.fall_back_on(work.majority);
            for record in work.batch.records() {
                let Ok(mention) = record.mention(&mut scratch) else {
                    continue;
                };
                if !seen.insert(cluster::identity(&mention)) {
                    sample.counts.duplicates += 1;
                    continue;
                }
                sample.counts.scored += 1;
                let language = examiner.language(&mention);
                let score = examiner.score(&mention, &language);
                if score.unread {
                    sample.unread += 1;
                    continue;
                }
                // Figures are of different texts, and so is what corrects them.
                let text = texts.key(mention.text, score.label.place());
                if !met.insert(text) {
                    sample.copies += 1;
                    continue;
                }
                let mut brand = String::new();
                examiner.join_brands(&mention, &mut brand);
                let urn = urn(&mut urns, (score.label, brand.clone()));
                urn.add((lot(self.seed, text), text), self.size, || {
                    drawn(&mention, &language, brand, score)
                });
            }
            sample.losses.merge(work.batch.losses().clone());
            sample.losses.merge(scratch.take_losses());
            super::strict(self.strict, &sample.losses)?;
            spare = Some(work.batch);
        }
        sample.counts.skipped = sample.losses.skipped();
        sample.drawn = draw(pooled(urns, self.size), self.size);
        Ok(sample)
    }
}

/// The urn of a group, or of all brands of its label where there are too many.
fn urn(urns: &mut BTreeMap<Group, Urn>, group: Group) -> &mut Urn {
    let is_new = urns.len() >= MOST_GROUPS && !urns.contains_key(&group);
    let group = if is_new {
        (group.0, String::new())
    } else {
        group
    };
    urns.entry(group).or_default()
}

fn drawn(mention: &Mention<'_>, language: &str, brand: String, score: Score) -> Drawn {
    Drawn {
        id: mention.id.to_owned(),
        url: mention.url.to_owned(),
        created_at: mention
            .created_at
            .map(|at| at.to_string())
            .unwrap_or_default(),
        brand,
        platform: mention.platform.to_owned(),
        language: language.to_owned(),
        text: mention.said.to_owned(),
        score,
        weight: 1.0,
    }
}

/// Where a text stands in the order of the draw.
fn lot(seed: u64, text: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write_u64(seed);
    hasher.write_u64(text);
    hasher.finish()
}

/// Small groups of a label together.
fn pooled(urns: BTreeMap<Group, Urn>, size: usize) -> BTreeMap<Group, Urn> {
    let total: u64 = urns.values().map(|urn| urn.mentions).sum();
    let mut pooled: BTreeMap<Group, Urn> = BTreeMap::new();
    for ((label, brand), urn) in urns {
        let share = u128::from(urn.mentions) * size as u128 / u128::from(total.max(1));
        let is_small = share < u128::from(FEWEST);
        let brand = if is_small { String::new() } else { brand };
        pooled.entry((label, brand)).or_default().merge(urn);
    }
    pooled
}

/// From each urn its share, two at least where it has them, and in all as many as wanted.
fn draw(urns: BTreeMap<Group, Urn>, size: usize) -> Vec<Drawn> {
    let counts: Vec<u64> = urns.values().map(|urn| urn.mentions).collect();
    let taken = shares(&counts, size as u64);
    let mut all = BTreeMap::new();
    for ((_, urn), take) in urns.into_iter().zip(taken) {
        let mentions = urn.mentions;
        let take = usize::try_from(take)
            .unwrap_or(usize::MAX)
            .min(urn.lots.len());
        for (lot, mut drawn) in urn.lots.into_iter().take(take) {
            drawn.weight = weight(mentions, take);
            all.insert(lot, drawn);
        }
    }
    all.into_values().collect()
}

/// How many mentions each of those taken stands for.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn weight(mentions: u64, taken: usize) -> f64 {
    (mentions as f64 / taken as f64 * 10_000.0).round() / 10_000.0
}

/// How many to take from urns of so many mentions: in proportion, the largest remainders
/// first, but two from each that has them.
fn shares(counts: &[u64], size: u64) -> Vec<u64> {
    let total: u64 = counts.iter().sum();
    if total <= size {
        return counts.to_vec();
    }
    let exact = |count: u64| u128::from(count) * u128::from(size);
    let whole = |count: u64| u64::try_from(exact(count) / u128::from(total)).unwrap_or(0);
    let mut taken: Vec<u64> = counts
        .iter()
        .map(|&count| whole(count).max(FEWEST.min(count)))
        .collect();
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(exact(counts[at]) % u128::from(total)), at));
    for at in order {
        let sum: u64 = taken.iter().sum();
        if sum < size && taken[at] < counts[at] {
            taken[at] += 1;
        }
    }
    while taken.iter().sum::<u64>() > size.max(1) {
        let largest = (0..taken.len()).max_by_key(|&at| (taken[at], std::cmp::Reverse(at)));
        match largest {
            Some(at) if taken[at] > 1 => taken[at] -= 1,
            _ => break,
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_in_proportion_and_add_up() {
        assert_eq!(
            shares(&[60, 30, 10], 10),
            [6, 3, 2].map(|n| n - u64::from(n == 6))
        );
        assert_eq!(shares(&[3, 2], 10), [3, 2]);
        for size in 1..40 {
            let taken = shares(&[100, 50, 7, 1], size);
            assert!(
                taken.iter().sum::<u64>() <= size.max(4),
                "{size}: {taken:?}"
            );
        }
    }

    #[test]
    fn the_smallest_lots_of_parts_are_those_of_the_whole() {
        let score = Score::default();
        let mention = Mention::default();
        let fill = |lots: std::ops::Range<u64>| {
            let mut urn = Urn::default();
            for lot in lots {
                urn.add((lot * 7 % 31, lot), 3, || {
                    drawn(&mention, "en", String::new(), score)
                });
            }
            urn
        };
        let mut merged = fill(0..10);
        merged.merge(fill(10..20));
        let whole = fill(0..20);
        let first: Vec<_> = merged.lots.keys().take(3).collect();
        assert_eq!(first, whole.lots.keys().collect::<Vec<_>>());
        assert_eq!(merged.mentions, whole.mentions);
    }
}
