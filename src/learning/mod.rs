//! Learns valence and subjectivity of words from texts that people labelled, and keeps it a list to read.
//!
//! L2-regularised logistic regression over the model's own entries, after its own rules: what is
//! fitted is what is shipped. `lexicons/README.md` ("How values are learned") has the recipe.

mod base;
mod candidates;
mod clues;
mod course;
mod descent;
mod gold;
mod judge;
mod kin;
mod limits;
mod matrix;
mod objective;
mod stage;
mod trial;
mod write;

pub use base::Base;
pub use objective::Constants;
pub use trial::{Outcome, Report};

use crate::{Result, lexicon::words, scoring::Label};

/// A text with the label that people gave it.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The text.
    pub text: String,
    /// The brand that it is about, whose name says nothing; empty where unknown.
    pub brand: String,
    /// Its label.
    pub label: Label,
    /// Which source it comes from, counted from 0. Sources may differ in the shares of
    /// their classes; that is not learned.
    pub source: usize,
    /// What it counts beside others, more than 0.
    pub weight: f64,
}

/// What is to be learned.
#[derive(Clone, Debug)]
pub struct Options {
    /// The language of the texts, ISO 639-1.
    pub language: String,
    /// How strongly known values hold words back: the penalty on a squared change, in texts.
    pub strength: f64,
    /// How many new words at most.
    pub size: usize,
    /// In how many texts a new word must stand, all its forms together.
    pub fewest: u32,
    /// Whether phrases and what the denial of words says are learned, too.
    pub clues: bool,
    /// What each of the base's gold sentences counts beside a text of weight 1.
    pub gold: f64,
    /// What is wanted.
    pub wanted: Wanted,
}

/// What is to come of learning.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wanted {
    /// A list of what differs from the lexicon, to lay over it; its constants hold.
    Overlay,
    /// The lexicon's whole word list and the constants of its classes, learned anew.
    Words,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            language: "en".to_owned(),
            strength: 10.0,
            size: 3_500,
            fewest: 3,
            clues: true,
            gold: 1.0,
            wanted: Wanted::Overlay,
        }
    }
}

/// What was learned.
#[derive(Clone, Debug)]
pub struct Learned {
    /// The entries in alphabetical order.
    pub words: Vec<Word>,
    /// The constants of the classes.
    pub constants: Constants,
}

/// A word or phrase with what was learned of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// As the list writes it.
    pub key: String,
    /// −4 to 4.
    pub valence: f64,
    /// −2 to 4.
    pub subjectivity: f64,
    /// Where the value started.
    pub origin: String,
    /// In how many texts it stood: the evidence.
    pub texts: u32,
    /// Whether the values are others than before.
    pub is_changed: bool,
    /// Whether it belongs to the table of emoji.
    pub is_emoji: bool,
}

impl Word {
    /// Whether it is of several words.
    pub fn is_phrase(&self) -> bool {
        !self.is_denied() && self.key.contains(' ')
    }

    /// Whether it says what a word says where it is denied.
    pub fn is_denied(&self) -> bool {
        words::denied(&self.key).is_some()
    }
}

/// Learns from `train`. What is reported was measured on texts not learned from: parts of `train`
/// that were left out in turn, and `val`. The gold sentences of the base are the last source.
pub fn learn(
    base: &Base,
    train: &[Example],
    val: &[Example],
    options: &Options,
) -> Result<(Learned, Report)> {
    trial::run(base, train, val, options)
}
