//! The language of most mentions of an input, for texts too short to show their own.

use std::{collections::BTreeMap, sync::Arc};

use super::{Work, examine::Lens};
use crate::{
    input::{Batch, Scratch, Shape},
    language::{self, Guesser},
};

/// So many mentions at the beginning of an input show its language. They stand in its
/// first block, so neither threads nor what follows changes the answer.
const LOOKED_AT: usize = 200;

/// Finds the language of input after input.
pub(super) struct Majority {
    /// Whether it matters.
    wanted: bool,
    guesser: Guesser,
    scratch: Scratch,
    input: Option<Arc<Shape>>,
    language: &'static str,
}

impl Lens {
    /// Finds majorities, unless languages make no difference or the user has named one.
    pub(super) fn majority(&self) -> Majority {
        Majority {
            wanted: self.models.needs_language() && self.language.is_none(),
            ..Majority::wanted()
        }
    }
}

impl Majority {
    /// Finds the language of every input.
    pub(super) fn wanted() -> Self {
        Self {
            wanted: true,
            guesser: Guesser::default(),
            scratch: Scratch::default(),
            input: None,
            language: "",
        }
    }

    /// The batch with its input's language.
    pub(super) fn of(&mut self, batch: Batch) -> Work {
        let majority = if self.wanted {
            self.language(&batch)
        } else {
            ""
        };
        Work { batch, majority }
    }

    /// The language, ISO 639-1, that most of the first mentions of the batch's input state or
    /// show, the first in the alphabet where several do; empty where none can be told.
    pub(super) fn language(&mut self, batch: &Batch) -> &'static str {
        let known = self.input.as_ref();
        if known.is_none_or(|input| !Arc::ptr_eq(input, batch.shape())) {
            self.input = Some(Arc::clone(batch.shape()));
            self.language = self.most_frequent(batch);
        }
        self.language
    }

    fn most_frequent(&mut self, batch: &Batch) -> &'static str {
        let mut counts = BTreeMap::<&'static str, usize>::new();
        for record in batch.records().take(LOOKED_AT) {
            if let Ok(mention) = record.mention(&mut self.scratch) {
                let language = language::of(mention.language, mention.said, &mut self.guesser);
                if let Some(code) = language::known(&language) {
                    *counts.entry(code).or_default() += 1;
                }
            }
        }
        self.scratch.take_losses();
        let first = counts.into_iter().rev().max_by_key(|(_, count)| *count);
        first.map_or("", |(language, _)| language)
    }
}
