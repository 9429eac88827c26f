//! The groups that a mention falls in, numbered as they are met.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::{analyze::Analysis, examine::Examiner};
use crate::{
    Mention,
    aggregate::{Bucket, Dimension, Key, Labels},
};

/// Finds the groups of mention after mention, in every view.
pub(super) struct Grouper {
    codes: Codes,
    views: Vec<View>,
    new_keys: Vec<(usize, Key)>,
    met: usize,
}

/// Small numbers that stand for the labels of groups, so that finding a group
/// compares a few numbers instead of all its labels.
struct Codes {
    labels: Labels,
    names: HashMap<Box<str>, u32, RandomState>,
}

struct View {
    dimensions: Vec<Dimension>,
    by_brand: bool,
    numbers: HashMap<Box<[u32]>, usize, RandomState>,
    codes: Vec<u32>,
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
            codes: Vec::new(),
        };
        Self {
            codes: Codes {
                labels: Labels::new(&analysis.calendar),
                names: HashMap::default(),
            },
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
                view.encode(subject, &mut self.codes);
                let known = view.numbers.get(&view.codes[..]);
                let group = known.copied().unwrap_or_else(|| {
                    view.numbers.insert(view.codes.as_slice().into(), self.met);
                    let key = view.key(subject, &mut self.codes.labels);
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
    fn encode(&mut self, subject: Subject<'_>, codes: &mut Codes) {
        self.codes.clear();
        for dimension in &self.dimensions {
            let code = match subject.part(*dimension) {
                Part::Name(name) => codes.of_name(name),
                Part::Moment(bucket) => codes.of_moment(bucket, subject.mention),
            };
            self.codes.push(code);
        }
    }

    fn key(&self, subject: Subject<'_>, labels: &mut Labels) -> Key {
        let mut key = Key::default();
        for dimension in &self.dimensions {
            match subject.part(*dimension) {
                Part::Name(name) => key.push(name),
                Part::Moment(bucket) => {
                    key.push_with(|label| labels.push(bucket, subject.mention.created_at, label));
                }
            }
        }
        key
    }
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
            Dimension::Author => Part::Name(self.mention.author_name()),
            Dimension::Country => Part::Name(self.mention.country),
            Dimension::Time(bucket) => Part::Moment(bucket),
        }
    }
}

impl Codes {
    /// The number of a name, counted as they are met.
    fn of_name(&mut self, name: &str) -> u32 {
        if let Some(&code) = self.names.get(name) {
            return code;
        }
        let code = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.insert(name.into(), code);
        code
    }

    /// The number of the hour or day; where it is unknown one before all time.
    fn of_moment(&mut self, bucket: Bucket, mention: &Mention<'_>) -> u32 {
        let number = self.labels.number(bucket, mention.created_at);
        number.unwrap_or(i32::MIN).cast_unsigned()
    }
}
