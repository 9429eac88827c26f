//! Scores a text with a lexicon, and can say word by word why.

mod classes;
pub mod explanation;
pub mod listen;
mod models;
mod phrases;
pub mod reference;
mod rules;
mod tokens;
pub mod vader;

use serde::Serialize;

pub use explanation::Explanation;
pub use models::{Model, Models, Workers};
pub use reference::VaderCrate;
pub use vader::Vader;

/// The class that a text is put in.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// Speaks against its subject.
    Negative,
    /// States no opinion, or too weak a one.
    #[default]
    Neutral,
    /// Speaks for its subject.
    Positive,
}

impl Label {
    /// The three, from bad to good.
    pub const ALL: [Self; 3] = [Self::Negative, Self::Neutral, Self::Positive];

    /// Its place among the three.
    pub fn place(self) -> usize {
        match self {
            Self::Negative => 0,
            Self::Neutral => 1,
            Self::Positive => 2,
        }
    }

    /// The name in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Neutral => "neutral",
            Self::Positive => "positive",
        }
    }
}

/// What a model says of one text. Fractions are in ten-thousandths, so that
/// sums are exact and do not depend on their order.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Score {
    /// −10 000 (most negative) to 10 000 (most positive).
    pub value: i16,
    /// Weight of the positive class (`vader`: proportion of positive words), 0 to 10 000.
    pub pos: u16,
    /// Weight of the neutral class, 0 to 10 000.
    pub neu: u16,
    /// Weight of the negative class, 0 to 10 000.
    pub neg: u16,
    /// The class.
    pub label: Label,
    /// Whether there is strong evidence on both sides.
    pub mixed: bool,
    /// Whether it may be meant ironically.
    pub irony: bool,
    /// Whether no lexicon reads its language: then nothing is known of it.
    pub unread: bool,
}

impl Score {
    /// Of a text whose language no lexicon reads.
    pub const UNREAD: Self = Self {
        value: 0,
        pos: 0,
        neu: 0,
        neg: 0,
        label: Label::Neutral,
        mixed: false,
        irony: false,
        unread: true,
    };
}

/// A sentiment model, ready to score.
pub trait Scorer: Send + Sync {
    /// The name on the command line.
    fn name(&self) -> &'static str;

    /// A worker with buffers of its own, one for each thread.
    fn worker(&self) -> Box<dyn Worker + '_>;

    /// The score of a text about a brand (empty: none is known) with all that led to it.
    fn explain(&self, text: &str, brand: &str) -> Explanation;
}

/// A text to be scored.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subject<'t> {
    /// The text.
    pub text: &'t str,
    /// The language it is read in, ISO 639-1.
    pub language: &'t str,
    /// The brand that it is about (empty: none is known), whose name is no opinion.
    pub brand: &'t str,
}

/// How many texts are best scored together: the program of each step comes from memory once for
/// all of them, and all that is found in them stays near.
pub const TOGETHER: usize = 8;

/// Scores text after text, reusing its buffers.
pub trait Worker {
    /// Scores one text, in time linear in its length.
    fn score(&mut self, text: &str) -> Score;

    /// The texts to come are about this brand (empty: none is known): its name is no
    /// opinion. Only our own model takes note.
    fn about(&mut self, _brand: &str) {}

    /// Appends the scores of texts in a language that it reads, in their order.
    fn score_all(&mut self, subjects: &[Subject<'_>], scores: &mut Vec<Score>) {
        for subject in subjects {
            self.about(subject.brand);
            scores.push(self.score(subject.text));
        }
    }
}
