//! A fast immutable map from short strings to small integers.

use std::collections::HashMap;

/// Maps lower-case words to what a model knows of them.
#[derive(Clone, Debug, Default)]
pub struct Table {
    map: HashMap<Box<str>, u32>,
}

impl Table {
    /// Builds a table; of entries with one key the last wins.
    pub fn build<'k>(entries: impl IntoIterator<Item = (&'k str, u32)>) -> Self {
        Self {
            map: entries
                .into_iter()
                .map(|(key, value)| (key.into(), value))
                .collect(),
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<u32> {
        self.map.get(key).copied()
    }
}
