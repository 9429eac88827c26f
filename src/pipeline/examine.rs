//! What is found out about one mention before it is counted or written.

use std::borrow::Cow;

use super::overrides::Overrides;
use crate::{
    Mention,
    brand::{self, Brands, Matcher},
    language::{self, Guesser},
    scoring::{Explanation, Models, Score, Subject, Workers},
    stats::calibration::Settings,
};

/// How mentions are scored and attributed.
pub struct Lens {
    /// The sentiment model.
    pub models: Models,
    /// Brands to look for; without them the export's own column counts.
    pub brands: Option<Brands>,
    /// The language of texts whose export states none; `None` recognises it.
    pub language: Option<String>,
    /// Labels that go before the model's.
    pub overrides: Option<Overrides>,
    /// What tells the user's own words from others (`Own::fingerprint`).
    pub words: String,
}

/// The language whose lexicon reads a text: one too short to show its
/// language is read as English.
pub(super) fn read_in(language: &str) -> &str {
    if language.is_empty() { "en" } else { language }
}

/// One thread's eyes: buffers and workers behind a [`Lens`].
pub(super) struct Examiner<'l> {
    lens: &'l Lens,
    workers: Workers<'l>,
    guesser: Guesser,
    /// The language of texts that show none.
    majority: &'static str,
    matcher: Option<Matcher<'l>>,
}

impl Lens {
    /// What bears on labels beside the texts.
    pub fn settings(&self) -> Settings {
        Settings {
            language: self.language.clone().unwrap_or_default(),
            words: self.words.clone(),
        }
    }

    /// The score of a text with all that led to it.
    pub fn explain(&self, text: &str) -> Explanation {
        let mut guesser = Guesser::default();
        let guessed = match &self.language {
            None if self.models.needs_language() => guesser.guess(text).unwrap_or_default(),
            None => "",
            Some(given) => given,
        };
        self.models.explain(text, (read_in(guessed), ""))
    }

    /// The same for a mention, in the language that it is scored in.
    pub(super) fn explain_mention(
        &self,
        mention: &Mention<'_>,
        majority: &'static str,
    ) -> Explanation {
        let mut examiner = self.examiner();
        examiner.fall_back_on(majority);
        let language = examiner.language(mention).into_owned();
        self.models
            .explain(mention.said, (read_in(&language), mention.brand))
    }

    pub(super) fn examiner(&self) -> Examiner<'_> {
        Examiner {
            lens: self,
            workers: self.models.worker(),
            guesser: Guesser::default(),
            majority: "",
            matcher: self.brands.as_ref().map(Brands::matcher),
        }
    }
}

impl<'l> Examiner<'l> {
    /// The mentions to come are from an input that is mostly in this language.
    pub(super) fn fall_back_on(&mut self, majority: &'static str) {
        self.majority = majority;
    }

    /// The language: stated, else given by the user, else recognised, else that of the input.
    pub(super) fn language<'m>(&mut self, mention: &'m Mention<'_>) -> Cow<'m, str>
    where
        'l: 'm,
    {
        if let Some(stated) = language::canonical(mention.language) {
            return stated;
        }
        match &self.lens.language {
            Some(given) => Cow::Borrowed(given.as_str()),
            None => Cow::Borrowed(self.guesser.guess(mention.said).unwrap_or(self.majority)),
        }
    }

    /// The score of the text, read in that language.
    pub(super) fn score(&mut self, mention: &Mention<'_>, language: &str) -> Score {
        let score = self
            .workers
            .score(mention.said, (read_in(language), mention.brand));
        match &self.lens.overrides {
            Some(overrides) => overrides.apply(mention, score),
            None => score,
        }
    }

    /// The scores of mentions, each read in its language, in their order.
    pub(super) fn score_all<'m>(
        &mut self,
        mentions: impl Iterator<Item = (&'m Mention<'m>, &'m str)> + Clone,
        scores: &mut Vec<Score>,
    ) {
        let subjects: Vec<_> = mentions
            .clone()
            .map(|(mention, language)| Subject {
                text: mention.said,
                language: read_in(language),
                brand: mention.brand,
            })
            .collect();
        scores.clear();
        self.workers.score_all(&subjects, scores);
        if let Some(overrides) = &self.lens.overrides {
            for ((mention, _), score) in mentions.zip(scores) {
                *score = overrides.apply(mention, *score);
            }
        }
    }

    /// Puts the names of all brands that the mention is about into `joined`, `|` between them.
    pub(super) fn join_brands(&mut self, mention: &Mention<'_>, joined: &mut String) {
        joined.clear();
        self.brands(mention, |brand| {
            if !joined.is_empty() {
                joined.push('|');
            }
            joined.push_str(brand);
        });
    }

    /// Calls `each` with the name of every brand that the mention is about.
    pub(super) fn brands(&mut self, mention: &Mention<'_>, mut each: impl FnMut(&str)) {
        match (&self.lens.brands, &mut self.matcher) {
            (Some(brands), Some(matcher)) => {
                let found = matcher.find(&[mention.text, mention.title]);
                for &n in found {
                    each(&brands.names()[n]);
                }
                if found.is_empty() {
                    each(brand::NONE);
                }
            }
            _ if mention.brand.is_empty() => each(brand::NONE),
            _ => each(mention.brand),
        }
    }
}
