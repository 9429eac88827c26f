//! The default model: an explainable lexicon of valence and subjectivity, with rules.

mod explain;
pub mod features;
mod names;

use std::ops::Range;

use super::{
    Explanation, Label, Score, Scorer, Worker,
    classes::{self, Style, Sums},
    phrases::Units,
    rules::{self, Irony, Observer},
    tokens::{CAPITALS, Tokens},
};
use crate::{
    fold::Folded,
    lexicon::{Lexicon, Own, roles},
};
use names::{Finder, Names};

/// Of longer texts only the beginning is scored.
const LONGEST_TEXT: usize = 64 * 1024;

/// The default model.
#[derive(Clone, Debug)]
pub struct Model {
    language: &'static str,
    lexicon: &'static Lexicon,
    masked: Option<Finder>,
}

impl Model {
    /// The model for texts in a language (ISO 639-1), if a lexicon for it comes with the program.
    pub fn of(language: &str) -> Option<Self> {
        let language = Lexicon::languages().find(|known| *known == language)?;
        Some(Self {
            language,
            ..Self::with(Lexicon::of(language)?)
        })
    }

    /// The same, with what it masks, for texts in a language, with words of the user's own.
    pub(super) fn reading(self, language: &'static str, own: &Own) -> Option<Self> {
        Some(Self {
            language,
            lexicon: Lexicon::with(language, own)?,
            ..self
        })
    }

    /// The model that reads texts with a lexicon.
    pub fn with(lexicon: &'static Lexicon) -> Self {
        Self {
            language: "",
            lexicon,
            masked: None,
        }
    }

    /// The model for what is the same in every language: emoji and emoticons.
    pub fn symbols() -> Self {
        Self::with(Lexicon::symbols())
    }

    /// Takes words and phrases (brand names) out of the score, as whole words whatever their
    /// case and accents.
    #[must_use]
    pub fn with_masked<T: AsRef<str>>(mut self, terms: impl IntoIterator<Item = T>) -> Self {
        self.masked = Finder::of(terms);
        self
    }

    fn scoring(&self) -> Scoring<'_> {
        Scoring {
            model: self,
            tokens: Tokens::default(),
            units: Units::default(),
            masked: Vec::new(),
            names: Names::default(),
            folded: Folded::default(),
        }
    }
}

impl Scorer for Model {
    fn name(&self) -> &'static str {
        "listen"
    }

    fn worker(&self) -> Box<dyn Worker + '_> {
        Box::new(self.scoring())
    }

    fn explain(&self, text: &str, brand: &str) -> Explanation {
        explain::explain(self, text, brand)
    }
}

/// A worker with its buffers.
struct Scoring<'m> {
    model: &'m Model,
    tokens: Tokens,
    units: Units,
    masked: Vec<Range<usize>>,
    names: Names,
    folded: Folded,
}

impl Worker for Scoring<'_> {
    fn about(&mut self, brand: &str) {
        self.names.about(brand, self.model.lexicon);
    }

    fn score(&mut self, text: &str) -> Score {
        let mut irony = Irony::default();
        let (sums, style) = self.sums(text, &mut irony);
        Score {
            irony: irony.0,
            ..classes::score(sums, style, &self.model.lexicon.settings)
        }
    }
}

impl Scoring<'_> {
    /// All that the score depends on; an explanation looks on while it is found.
    fn sums(&mut self, text: &str, observer: &mut impl Observer) -> (Sums, Style) {
        let lexicon = self.model.lexicon;
        let text = beginning(text);
        self.tokens.cut(text, lexicon);
        self.find_masked(text);
        self.units
            .join(&mut self.tokens.list, &self.masked, lexicon);
        if self.tokens.loudness > 0 {
            self.ignore_capitals();
        }
        rules::apply(&mut self.units, lexicon, observer);
        let mut sums = Sums::default();
        for hit in &self.units.hits {
            sums.add(hit);
        }
        let mut style = self.style();
        style.links |= i32::from(self.has_cut_off_link());
        (sums, style)
    }

    fn has_cut_off_link(&self) -> bool {
        let mut sentences = self.units.sentences.iter();
        sentences.any(|sentence| sentence.roles & roles::ADDRESS != 0)
    }

    /// In a text that shouts throughout, capitals stress nothing.
    fn ignore_capitals(&mut self) {
        for unit in &mut self.units.list {
            unit.flags &= !CAPITALS;
        }
    }

    fn find_masked(&mut self, text: &str) {
        self.masked.clear();
        let searches = [self.model.masked.as_ref(), self.names.search()];
        for search in searches.into_iter().flatten() {
            search.find(text, &mut self.folded, &mut self.masked);
        }
        if searches.iter().all(Option::is_some) {
            self.masked.sort_unstable_by_key(|range| range.start);
        }
    }

    fn style(&self) -> Style {
        let style = self.tokens.style;
        Style {
            numbers: style.numbers.min(4),
            mentions: style.mentions.min(4),
            ..style
        }
    }
}

/// What of a text is scored.
fn beginning(text: &str) -> &str {
    if text.len() <= LONGEST_TEXT {
        return text;
    }
    let end = (0..=LONGEST_TEXT)
        .rev()
        .find(|&end| text.is_char_boundary(end));
    &text[..end.unwrap_or(0)]
}
