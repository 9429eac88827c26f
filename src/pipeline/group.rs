//! The groups that a mention falls in, numbered as they are met.

use std::collections::HashMap;

use super::{analyze::Analysis, examine::Examiner};
use crate::{
    Mention,
    aggregate::{Clock, Dimension, Key},
};

/// Finds the groups of mention after mention, in every view.
pub(super) struct Grouper {
    views: Vec<View>,
    new_keys: Vec<(usize, Key)>,
    met: usize,
}

struct View {
    dimensions: Vec<(Dimension, Option<Clock>)>,
    by_brand: bool,
    numbers: HashMap<Key, usize>,
    key: Key,
}

impl Grouper {
    pub(super) fn new(analysis: &Analysis) -> Self {
        let view = |dimensions: &Vec<Dimension>| View {
            dimensions: dimensions.iter().map(|d| (*d, analysis.clock(*d))).collect(),
            by_brand: dimensions.contains(&Dimension::Brand),
            numbers: HashMap::new(),
            key: Key::default(),
        };
        Self {
            views: analysis.views.iter().map(view).collect(),
            new_keys: Vec::new(),
            met: 0,
        }
    }

    /// Whether a mention's language decides its group.
    pub(super) fn needs_language(&self) -> bool {
        let mut dimensions = self.views.iter().flat_map(|view| &view.dimensions);
        dimensions.any(|(dimension, _)| *dimension == Dimension::Language)
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
            let mut note = |brand: &str| {
                view.fill_key(mention, language, brand);
                let group = *view.numbers.get(&view.key).unwrap_or(&self.met);
                if group == self.met {
                    view.numbers.insert(view.key.clone(), group);
                    self.new_keys.push((number, view.key.clone()));
                    self.met += 1;
                }
                groups.push(group);
            };
            if view.by_brand {
                examiner.brands(mention, note);
            } else {
                note("");
            }
        }
    }
}

impl View {
    fn fill_key(&mut self, mention: &Mention<'_>, language: &str, brand: &str) {
        self.key.clear();
        for (dimension, clock) in &mut self.dimensions {
            self.key.push(match dimension {
                Dimension::Brand => brand,
                Dimension::Platform => &mention.platform,
                Dimension::Language => language,
                Dimension::Author => mention.author_name(),
                Dimension::Country => &mention.country,
                Dimension::Time(_) => match (clock, mention.created_at) {
                    (Some(clock), Some(at)) => clock.label(at),
                    _ => "",
                },
            });
        }
    }
}
