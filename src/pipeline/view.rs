//! What a run groups by, and how much it keeps of each group.

use std::borrow::Cow;

use crate::aggregate::{Dimension, Fact};

/// One way to group the mentions of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// What to group by; nothing makes one group of all.
    pub dimensions: Vec<Dimension>,
    /// How much to keep of each group.
    pub depth: Depth,
}

/// How much is kept of each group: what tells authors and texts apart takes memory.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Depth {
    /// Everything.
    Full,
    /// All but authors.
    Texts,
    /// Neither authors nor texts.
    Counts,
}

impl View {
    /// Everything about each group.
    pub fn full(by: &[Dimension]) -> Self {
        Self {
            dimensions: by.to_vec(),
            depth: Depth::Full,
        }
    }

    /// The fact without what is not kept.
    pub(super) fn cut<'f>(&self, fact: &'f Fact) -> Cow<'f, Fact> {
        match self.depth {
            Depth::Full => Cow::Borrowed(fact),
            Depth::Texts => Cow::Owned(Fact {
                author: None,
                ..*fact
            }),
            Depth::Counts => Cow::Owned(Fact {
                author: None,
                text: None,
                ..*fact
            }),
        }
    }
}
