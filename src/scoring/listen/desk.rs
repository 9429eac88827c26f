//! A text on its way to its score: what each step finds, for the next.

use std::ops::Range;

use crate::{
    lexicon::{Lexicon, roles},
    scoring::{
        classes::{Style, Sums},
        phrases::Units,
        rules::{self, Observer},
        tokens::{CAPITALS, Tokens},
    },
};

/// Buffers for one text, used again for others.
#[derive(Default)]
pub(super) struct Desk {
    /// What it was cut into, and how it is written.
    pub(super) tokens: Tokens,
    /// The ranges of bytes that say nothing, in order.
    pub(super) masked: Vec<Range<usize>>,
    /// What bears on the score.
    pub(super) units: Units,
}

impl Desk {
    /// Joins what the text was cut into to phrases.
    pub(super) fn join(&mut self, lexicon: &Lexicon) {
        let (units, tokens) = (&mut self.units, &mut self.tokens);
        units.join(&mut tokens.list, &self.masked, lexicon);
        if tokens.loudness > 0 {
            self.ignore_capitals();
        }
    }

    /// In a text that shouts throughout, capitals stress nothing.
    fn ignore_capitals(&mut self) {
        for unit in &mut self.units.list {
            unit.flags &= !CAPITALS;
        }
    }

    /// Lets words bear on one another.
    pub(super) fn apply(&mut self, lexicon: &Lexicon, observer: &mut impl Observer) {
        rules::apply(&mut self.units, lexicon, observer);
    }

    /// All that the score depends on.
    pub(super) fn sums(&self) -> (Sums, Style) {
        let mut sums = Sums::default();
        for hit in &self.units.hits {
            sums.add(hit);
        }
        let style = self.tokens.style;
        let style = Style {
            numbers: style.numbers.min(4),
            mentions: style.mentions.min(4),
            links: style.links | i32::from(self.has_cut_off_link()),
            ..style
        };
        (sums, style)
    }

    fn has_cut_off_link(&self) -> bool {
        let mut sentences = self.units.sentences.iter();
        sentences.any(|sentence| sentence.roles & roles::ADDRESS != 0)
    }
}
