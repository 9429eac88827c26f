//! Which scorer reads which language.

use std::sync::{Arc, LazyLock};

use crate::lexicon::{Lexicon, Own};

use super::{Explanation, Score, Scorer, Subject, Vader, VaderCrate, Worker, listen};

/// A sentiment model: one scorer for each language it knows, and one for the rest.
pub struct Models {
    name: &'static str,
    by_language: Vec<(&'static str, Lazy)>,
    otherwise: Box<dyn Scorer>,
}

/// A scorer that is made when its language is first met.
type Lazy = LazyLock<Box<dyn Scorer>, Box<dyn FnOnce() -> Box<dyn Scorer> + Send>>;

impl Models {
    /// The model of that name; words in `masked` are names and say nothing to ours, and the
    /// user's own words go before its own. The other two know no words but theirs, and read
    /// every text as English, as their originals do.
    pub fn new(model: Model, masked: &[&str], own: Own) -> Self {
        match model {
            Model::Vader => Self::single(Box::new(Vader::default())),
            Model::VaderCrate => Self::single(Box::new(VaderCrate::new())),
            Model::Listen => Self::ours(masked, own),
        }
    }

    fn ours(masked: &[&str], own: Own) -> Self {
        let (symbols, own) = (listen::Model::symbols().with_masked(masked), Arc::new(own));
        let lazy = |language: &'static str| -> Lazy {
            let (plain, own) = (symbols.clone(), Arc::clone(&own));
            LazyLock::new(Box::new(move || {
                let read = plain.clone().reading(language, &own);
                Box::new(read.unwrap_or(plain))
            }))
        };
        Self {
            name: symbols.name(),
            by_language: Lexicon::languages().map(|l| (l, lazy(l))).collect(),
            otherwise: Box::new(symbols),
        }
    }

    /// A model that reads every text alike, whatever its language.
    pub fn single(scorer: Box<dyn Scorer>) -> Self {
        Self {
            name: scorer.name(),
            by_language: Vec::new(),
            otherwise: scorer,
        }
    }

    /// The name on the command line.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Whether the language of a text makes a difference.
    pub fn needs_language(&self) -> bool {
        !self.by_language.is_empty()
    }

    /// Whether texts in this language are read in full.
    pub fn supports(&self, language: &str) -> bool {
        !self.needs_language() || self.position(language).is_some()
    }

    /// Workers for one thread.
    pub fn worker(&self) -> Workers<'_> {
        Workers {
            models: self,
            by_language: self.by_language.iter().map(|_| None).collect(),
            otherwise: None,
        }
    }

    /// The score of a text in that language with all that led to it.
    /// The name of `brand` is no opinion.
    pub fn explain(&self, text: &str, (language, brand): (&str, &str)) -> Explanation {
        let mut told = self.scorer(self.position(language)).explain(text, brand);
        if !self.supports(language) {
            let remark = format!(
                "no lexicon for `{language}`: only emoji are read, and the mention is not counted"
            );
            told.notes.insert(0, remark);
            told.language = crate::language::known(language).unwrap_or_default();
        }
        told
    }

    fn position(&self, language: &str) -> Option<usize> {
        let language: [u8; 2] = language.as_bytes().try_into().ok()?;
        let mut codes = self.by_language.iter().map(|(code, _)| code.as_bytes());
        codes.position(|code| code == language)
    }

    fn scorer(&self, position: Option<usize>) -> &dyn Scorer {
        position
            .and_then(|position| self.by_language.get(position))
            .map_or(&*self.otherwise, |(_, scorer)| &***scorer)
    }
}

/// The workers of one thread; each is made when its language is first met.
pub struct Workers<'m> {
    models: &'m Models,
    by_language: Vec<Option<Box<dyn Worker + 'm>>>,
    otherwise: Option<Box<dyn Worker + 'm>>,
}

impl Workers<'_> {
    /// Scores a text in that language; nothing is said of one in a language without a lexicon.
    /// The name of `brand` is no opinion.
    pub fn score(&mut self, text: &str, (language, brand): (&str, &str)) -> Score {
        let Some(worker) = self.reading(language) else {
            return Score::UNREAD;
        };
        worker.about(brand);
        worker.score(text)
    }

    /// Appends the scores of texts, in their order; [`TOGETHER`](super::TOGETHER) at once are quickest.
    pub fn score_all(&mut self, subjects: &[Subject<'_>], scores: &mut Vec<Score>) {
        for alike in subjects.chunk_by(|one, next| one.language == next.language) {
            match self.reading(alike.first().map_or("", |subject| subject.language)) {
                Some(worker) => worker.score_all(alike, scores),
                None => scores.extend(alike.iter().map(|_| Score::UNREAD)),
            }
        }
    }

    /// What reads texts in a language; `None` where no lexicon does.
    fn reading(&mut self, language: &str) -> Option<&mut (dyn Worker + '_)> {
        let position = self.models.position(language);
        let worker = match position {
            Some(position) => self.by_language.get_mut(position)?,
            None if self.models.needs_language() => return None,
            None => &mut self.otherwise,
        };
        let worker = worker.get_or_insert_with(|| self.models.scorer(position).worker());
        Some(&mut **worker)
    }
}

/// A model by name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Model {
    /// Our own: one lexicon for each language.
    Listen,
    /// Python's vaderSentiment 3.3.2, exactly.
    Vader,
    /// The `vader_sentiment` crate, for comparison.
    VaderCrate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_scored_together_have_the_scores_that_each_has_alone() {
        let texts = [
            ("I love it, NOT the price!!", "en", "Orvane"),
            ("C'est nul", "fr", "Kelbo"),
            ("Pas mal du tout :)", "fr", ""),
            ("", "en", ""),
            ("何て素敵", "ja", ""),
            ("Oh great, my parcel is lost again", "en", "great"),
            ("Great by Great is great", "en", "Great"),
            ("Schade, leider kaputt", "de", ""),
        ];
        let subjects = texts.iter().cycle().take(3 * texts.len() + 1);
        let subjects: Vec<Subject<'_>> = subjects
            .map(|&(text, language, brand)| Subject {
                text,
                language,
                brand,
            })
            .collect();
        for model in [Model::Listen, Model::Vader] {
            let models = Models::new(model, &["kelbo"], Own::default());
            let (mut together, mut alone) = (Vec::new(), models.worker());
            models.worker().score_all(&subjects, &mut together);
            let alone: Vec<_> = subjects
                .iter()
                .map(|s| alone.score(s.text, (s.language, s.brand)))
                .collect();
            assert_eq!(together, alone);
        }
    }
}
