//! The strict model: equal to the Python package vaderSentiment 3.3.2 on every text, faults included.

mod clean;
mod contrast;
mod entry;
mod explain;
mod rules;
mod totals;
mod words;

use clean::Emoji;
use entry::Entry;
use rules::{Observer, Rules, Valence};
use totals::Emphasis;
use words::{Buffers, Words};

pub(super) use explain::explained;
pub(super) use totals::labelled;

use super::{Explanation, Score, Scorer, Worker};
use crate::lexicon::table::{Reader, Table};

/// VADER (Hutto and Gilbert 2014) as its authors' Python package computes it.
///
/// The score is the package's `compound`, `pos`, `neu` and `neg` are its
/// proportions. A text is positive from 0.05 on and negative from −0.05 on,
/// as the authors recommend, and mixed where both `pos` and `neg` are at
/// least 0.15. Sums and letters are those of Python 3.14 (Unicode 16).
#[derive(Clone, Debug)]
pub struct Vader {
    words: Table,
    emoji: Emoji,
}

impl Default for Vader {
    fn default() -> Self {
        Self::new()
    }
}

impl Vader {
    /// The model with its lexicon, which is part of the program.
    pub fn new() -> Self {
        let words = include_bytes!(concat!(env!("OUT_DIR"), "/vader.table"));
        Self {
            words: Table::from_blob(words),
            emoji: Emoji::new(),
        }
    }

    fn lexicon(&self) -> (Reader<'_>, &Emoji) {
        (self.words.reader(), &self.emoji)
    }
}

impl Scorer for Vader {
    fn name(&self) -> &'static str {
        "vader"
    }

    fn worker(&self) -> Box<dyn Worker + '_> {
        Box::new(VaderWorker {
            model: self,
            buffers: Buffers::default(),
            valences: Vec::new(),
        })
    }

    fn explain(&self, text: &str, _brand: &str) -> Explanation {
        explain::explain(self, text)
    }
}

struct VaderWorker<'m> {
    model: &'m Vader,
    buffers: Buffers,
    valences: Vec<Valence>,
}

impl Worker for VaderWorker<'_> {
    fn score(&mut self, text: &str) -> Score {
        let model = self.model;
        let words = self.buffers.cut(text, model.lexicon(), |_, _| ());
        self.valences.clear();
        valences(words, model, &mut self.valences, &mut ());
        totals::score(&self.valences, words.len(), || Emphasis::of(words).amount())
    }
}

/// The valences of the scored words of a text.
fn valences(
    words: Words<'_>,
    model: &Vader,
    found: &mut Vec<Valence>,
    observer: &mut impl Observer,
) {
    let mut rules = Rules::new(words, model.words.reader(), observer);
    let mut but = None;
    for &at in words.known {
        let entry = words.entry(at);
        let is_kind_of = || entry.has(Entry::KIND) && words.lower(at + 1) == b"of";
        if entry.has(Entry::SCORED) && !is_kind_of() {
            found.push(rules.valence(at));
        } else if entry.has(Entry::BUT) {
            but = but.or(Some(at));
        }
    }
    if let Some(but) = but {
        contrast::contrast(found, but, observer);
    }
}
