//! Why a text got its score: each word, what the rules made of it, and the running sum.

use std::ops::Range;

use serde::Serialize;

use super::Label;

/// A score with all that led to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The model's name.
    pub model: &'static str,
    /// The language whose lexicon was used, ISO 639-1.
    pub language: &'static str,
    /// The text as it came.
    pub text: String,
    /// −1 to 1.
    pub score: f64,
    /// The class.
    pub label: Label,
    /// Weight of the positive class, 0 to 1.
    pub pos: f64,
    /// Weight of the neutral class, 0 to 1.
    pub neu: f64,
    /// Weight of the negative class, 0 to 1.
    pub neg: f64,
    /// Whether there is strong evidence on both sides.
    pub mixed: bool,
    /// Whether it may be meant ironically.
    pub irony: bool,
    /// Every word that bears on the score, in the order of the text.
    pub words: Vec<Word>,
    /// What bears on the text as a whole (question, possible irony, how the sum becomes the score).
    pub notes: Vec<String>,
}

/// One word, phrase, emoji or emoticon that bears on the score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Word {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// As it stands in the text.
    pub word: String,
    /// The lexicon entry that matched.
    pub entry: String,
    /// The entry's valence in the lexicon.
    pub valence: f64,
    /// How strongly the entry speaks against "neutral" (0 where the model has no such value).
    pub subjectivity: f64,
    /// The valence after the rules.
    pub effective: f64,
    /// The sum of effective valences up to and with this word.
    pub running: f64,
    /// The rules that touched it, in the order in which they did.
    pub rules: Vec<Rule>,
}

/// A rule that touched a word.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rule {
    /// Its name: `negation`, `booster`, `contrast`, `capitals` …
    pub name: &'static str,
    /// The words that triggered it, as they stand in the text.
    pub trigger: String,
    /// The valence after it.
    pub valence: f64,
}
