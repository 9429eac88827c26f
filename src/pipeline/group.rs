//! The groups that a mention falls in, numbered as they are met.

use std::{
    collections::HashMap,
    hash::{BuildHasher, BuildHasherDefault, Hasher},
};

use foldhash::quality::RandomState;

use super::{analyze::Analysis, examine::Examiner};
use crate::{
    Mention,
    aggregate::{Bucket, Dimension, Key, Labels},
};

/// Finds the groups of mention after mention, in every view.
pub(super) struct Grouper {
    labels: Labels,
    hashes: RandomState,
    views: Vec<View>,
    new_keys: Vec<(usize, Key)>,
    met: usize,
}

/// A group is found by a hash of what makes its labels, which is quicker than
/// to write and compare them. Two of a million groups share a hash with a
/// probability of one in 30 million, which nobody can raise: the hashes are
/// others in each run.
struct View {
    dimensions: Vec<Dimension>,
    by_brand: bool,
    numbers: HashMap<u64, usize, BuildHasherDefault<AsItIs>>,
}

/// Takes what is a hash already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// What a mention is grouped by.
#[derive(Clone, Copy)]
struct Subject<'m> {
    mention: &'m Mention<'m>,
    brand: &'m str,
    language: &'m str,
}

impl Grouper {
    pub(super) fn new(analysis: &Analysis) -> Self {
        let view = |view: &super::View| View {
            dimensions: view.dimensions.clone(),
            by_brand: view.dimensions.contains(&Dimension::Brand),
            numbers: HashMap::default(),
        };
        Self {
            labels: Labels::new(&analysis.calendar),
            hashes: RandomState::default(),
            views: analysis.views.iter().map(view).collect(),
            new_keys: Vec::new(),
            met: 0,
        }
    }

    /// Whether a mention's language decides its group.
    pub(super) fn needs_language(&self) -> bool {
        let mut dimensions = self.views.iter().flat_map(|view| &view.dimensions);
        dimensions.any(|dimension| *dimension == Dimension::Language)
    }

    /// View and key of the groups met since the last call, in the order of their numbers.
    pub(super) fn take_new_keys(&mut self) -> Vec<(usize, Key)> {
        std::mem::take(&mut self.new_keys)
    }

    /// Appends the number of each group of the mention.
    pub(super) fn group(
        &mut self,
        mention: &Mention<'_>,
        language: &str,
        examiner: &mut Examiner<'_>,
        groups: &mut Vec<usize>,
    ) {
        for (number, view) in self.views.iter_mut().enumerate() {
            let by_brand = view.by_brand;
            let mut note = |brand: &str| {
                let subject = Subject {
                    mention,
                    brand,
                    language,
                };
                let hash = view.hash(subject, &mut self.labels, self.hashes.build_hasher());
                let group = *view.numbers.entry(hash).or_insert_with(|| {
                    let key = key(&view.dimensions, subject, &mut self.labels);
                    self.new_keys.push((number, key));
                    self.met += 1;
                    self.met - 1
                });
                groups.push(group);
            };
            if by_brand {
                examiner.brands(mention, note);
            } else {
                note("");
            }
        }
    }
}

impl View {
    fn hash(&self, subject: Subject<'_>, labels: &mut Labels, mut hasher: impl Hasher) -> u64 {
        for dimension in &self.dimensions {
            match subject.part(*dimension) {
                Part::Name(name) => {
                    hasher.write(name.as_bytes());
                    hasher.write_u8(0xff);
                }
                Part::Moment(bucket) => {
                    let number = labels.number(bucket, subject.mention.created_at);
                    // What is unknown lies before all time.
                    hasher.write_i32(number.unwrap_or(i32::MIN));
                }
            }
        }
        hasher.finish()
    }
}

fn key(dimensions: &[Dimension], subject: Subject<'_>, labels: &mut Labels) -> Key {
    let mut key = Key::default();
    for dimension in dimensions {
        match subject.part(*dimension) {
            Part::Name(name) => key.push(name),
            Part::Moment(bucket) => {
                key.push_with(|label| labels.push(bucket, subject.mention.created_at, label));
            }
        }
    }
    key
}

/// What one dimension looks at.
enum Part<'m> {
    Name(&'m str),
    Moment(Bucket),
}

impl<'m> Subject<'m> {
    fn part(self, dimension: Dimension) -> Part<'m> {
        match dimension {
            Dimension::Brand => Part::Name(self.brand),
            Dimension::Platform => Part::Name(self.mention.platform),
            Dimension::Language => Part::Name(self.language),
            Dimension::Author => {
                let name = self.mention.author_name();
                Part::Name(name.strip_prefix('@').unwrap_or(name))
            }
            Dimension::Country => Part::Name(self.mention.country),
            Dimension::Time(bucket) => Part::Moment(bucket),
        }
    }
}
