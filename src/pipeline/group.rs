//! The groups that a mention falls in, numbered as they are met.

use std::collections::HashMap;

use super::{analyze::Analysis, examine::Examiner};
use crate::{
    Mention,
    aggregate::{Dimension, Key, Labels},
};

/// Finds the groups of mention after mention, in every view.
pub(super) struct Grouper {
    labels: Labels,
    views: Vec<View>,
    new_keys: Vec<(usize, Key)>,
    met: usize,
}

struct View {
    dimensions: Vec<Dimension>,
    numbers: HashMap<Key, usize>,
    key: Key,
}

impl Grouper {
    pub(super) fn new(analysis: &Analysis) -> Self {
        let view = |view: &super::View| View {
            dimensions: view.dimensions.clone(),
            numbers: HashMap::new(),
            key: Key::default(),
        };
        Self {
            labels: Labels::new(&analysis.calendar),
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
            let by_brand = view.dimensions.contains(&Dimension::Brand);
            let mut note = |brand: &str| {
                view.fill_key(mention, &mut self.labels, [brand, language]);
                let group = *view.numbers.get(&view.key).unwrap_or(&self.met);
                if group == self.met {
                    view.numbers.insert(view.key.clone(), group);
                    self.new_keys.push((number, view.key.clone()));
                    self.met += 1;
                }
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
    fn fill_key(
        &mut self,
        mention: &Mention<'_>,
        labels: &mut Labels,
        [brand, language]: [&str; 2],
    ) {
        self.key.clear();
        for dimension in &self.dimensions {
            match *dimension {
                Dimension::Brand => self.key.push(brand),
                Dimension::Platform => self.key.push(mention.platform),
                Dimension::Language => self.key.push(language),
                Dimension::Author => self.key.push(mention.author_name()),
                Dimension::Country => self.key.push(mention.country),
                Dimension::Time(bucket) => self
                    .key
                    .push_with(|label| labels.push(bucket, mention.created_at, label)),
            }
        }
    }
}
