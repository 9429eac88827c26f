//! The default model: an explainable lexicon of valence and subjectivity, with rules.

mod desk;
mod explain;
pub mod features;
mod names;

use super::{
    Explanation, Label, Score, Scorer, Subject, TOGETHER, Worker,
    classes::{self, Style, Sums},
    phrases::Units,
    rules::{Irony, Observer},
    tokens::Tokens,
};
use crate::{
    fold::Folded,
    lexicon::{Lexicon, Own},
};
use desk::Desk;
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
            desks: Default::default(),
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
    /// For the texts that are scored together; a text alone is at the first.
    desks: [Desk; TOGETHER],
    names: Names,
    folded: Folded,
}

impl Worker for Scoring<'_> {
    fn about(&mut self, brand: &str) {
        self.names.about(brand, self.model.lexicon);
    }

    fn score(&mut self, text: &str) -> Score {
        let mut irony = Irony::default();
        let sums = self.sums(text, &mut irony);
        scored(sums, &irony, self.model.lexicon)
    }

    fn score_all(&mut self, subjects: &[Subject<'_>], scores: &mut Vec<Score>) {
        let lexicon = self.model.lexicon;
        for subjects in subjects.chunks(TOGETHER) {
            for (at, subject) in subjects.iter().enumerate() {
                self.about(subject.brand);
                self.cut(at, subject.text);
            }
            let desks = &mut self.desks[..subjects.len()];
            for desk in &mut *desks {
                desk.join(lexicon);
            }
            let ironies: [Irony; TOGETHER] = std::array::from_fn(|at| {
                let mut irony = Irony::default();
                if let Some(desk) = desks.get_mut(at) {
                    desk.apply(lexicon, &mut irony);
                }
                irony
            });
            let done = desks.iter().zip(&ironies);
            scores.extend(done.map(|(desk, irony)| scored(desk.sums(), irony, lexicon)));
        }
    }
}

impl Scoring<'_> {
    /// All that the score of a text depends on; an explanation looks on while it is found.
    fn sums(&mut self, text: &str, observer: &mut impl Observer) -> (Sums, Style) {
        let lexicon = self.model.lexicon;
        self.cut(0, text);
        let desk = &mut self.desks[0];
        desk.join(lexicon);
        desk.apply(lexicon, observer);
        desk.sums()
    }

    /// What was found in a text that was scored alone.
    fn units(&self) -> &Units {
        &self.desks[0].units
    }

    /// Cuts a text at a desk, and finds what in it is a name.
    fn cut(&mut self, at: usize, text: &str) {
        let (text, desk) = (beginning(text), &mut self.desks[at]);
        desk.tokens.cut(text, self.model.lexicon);
        let masked = &mut desk.masked;
        masked.clear();
        let searches = [self.model.masked.as_ref(), self.names.search()];
        for search in searches.into_iter().flatten() {
            search.find(text, &mut self.folded, masked);
        }
        if searches.iter().all(Option::is_some) {
            masked.sort_unstable_by_key(|range| range.start);
        }
    }
}

/// The score that follows from what was found in a text.
fn scored((sums, style): (Sums, Style), irony: &Irony, lexicon: &Lexicon) -> Score {
    Score {
        irony: irony.0,
        ..classes::score(sums, style, &lexicon.settings)
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
