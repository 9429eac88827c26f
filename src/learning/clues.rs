//! Phrases and denied words of the texts, which may say more than their words and the rules tell.

use std::collections::{HashMap, HashSet};

use super::{
    Example, Options,
    base::{Entry, Origin},
    limits,
    objective::Fitted,
    stage::rounded,
};
use crate::{
    lexicon::{
        Lexicon,
        roles::{self, Roles},
        settings::Settings,
        words::DENIED,
    },
    scoring::{Label, listen::Model},
};

/// A phrase must stand in so many texts, a word must be denied in so many.
const FEWEST: u32 = 10;

/// What it is made of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Parts {
    /// Two words side by side.
    Pair(String, String),
    /// A word that a negation reaches.
    Denied(String),
}

/// A phrase or denied word.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Clue {
    pub(super) key: String,
    pub(super) parts: Parts,
    pub(super) roles: Roles,
}

/// Those that stand in enough texts, in alphabetical order, and which of them each text holds.
#[derive(Debug, Default)]
pub(super) struct Clues {
    pub(super) list: Vec<Clue>,
    rows: Vec<Vec<usize>>,
}

/// A clue by its numbers in the lexicon.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Found {
    Pair(u32, u32),
    Denied(u32),
}

impl Clues {
    /// Finds those of texts under a lexicon.
    /// `words` tells in how many texts each word stands.
    pub(super) fn find(
        lexicon: &'static Lexicon,
        examples: &[Example],
        (options, words): (&Options, &HashMap<String, u32>),
    ) -> Self {
        let rows = rows(lexicon, examples);
        let mut texts: HashMap<Found, (u32, u32)> = HashMap::new();
        for (found, is_name) in rows.iter().flatten() {
            let counts = texts.entry(*found).or_default();
            counts.0 += 1;
            counts.1 += u32::from(*is_name);
        }
        let fewest = FEWEST.max(options.fewest);
        let wanted = |(texts, names): &(u32, u32)| *texts >= fewest && names * 2 <= *texts;
        let frequent = texts.iter().filter(|(_, counts)| wanted(counts));
        let clue = |found: Found| {
            let clue = clue(found, lexicon, &options.language)?;
            clue.is_more(texts[&found].0, words)
                .then_some((clue, found))
        };
        let mut list: Vec<(Clue, Found)> = frequent.filter_map(|(found, _)| clue(*found)).collect();
        list.sort_by(|(one, _), (other, _)| one.key.cmp(&other.key));
        list.dedup_by(|(one, _), (other, _)| one.key == other.key);
        let places: HashMap<Found, usize> = list.iter().map(|(_, found)| *found).zip(0..).collect();
        let place = |row: &Vec<(Found, bool)>| {
            row.iter()
                .filter_map(|(found, _)| places.get(found).copied())
                .collect()
        };
        Self {
            rows: rows.iter().map(place).collect(),
            list: list.into_iter().map(|(clue, _)| clue).collect(),
        }
    }

    /// In how many of the texts with a weight each stands.
    pub(super) fn texts_of_each(&self, weights: &[f64]) -> Vec<u32> {
        let mut texts = vec![0; self.list.len()];
        let rows = self
            .rows
            .iter()
            .zip(weights)
            .filter(|(_, weight)| **weight > 0.0);
        for &clue in rows.flat_map(|(row, _)| row) {
            texts[clue] += 1;
        }
        texts
    }

    /// What each would change at its first step from a fit without it: valence and subjectivity
    /// as they weigh in the classes.
    pub(super) fn steps(
        &self,
        fitted: &Fitted,
        (labels, weights): (&[Label], &[f64]),
        strength: f64,
    ) -> Vec<(f64, f64)> {
        let mut slopes = vec![[0.0; 4]; self.list.len()];
        let rows = self.rows.iter().enumerate();
        for (row, clues) in rows.filter(|(row, _)| weights[*row] > 0.0) {
            let slope = slope(fitted.pulls[row], labels[row]).map(|part| part * weights[row]);
            for &clue in clues {
                for (sum, part) in slopes[clue].iter_mut().zip(slope) {
                    *sum += part;
                }
            }
        }
        let step = |[by_valence, by_subjectivity, bend, other]: [f64; 4]| {
            (
                -by_valence / (bend + strength),
                -by_subjectivity / (other + strength),
            )
        };
        slopes.into_iter().map(step).collect()
    }
}

/// The slopes of a text's loss by its valence and its subjectivity, and how these bend.
fn slope(pulls: [f64; 3], label: Label) -> [f64; 4] {
    let mut shares = pulls;
    shares[label.place()] += 1.0;
    let (told, side) = (shares[2] + shares[0], shares[2] - shares[0]);
    [
        pulls[2] - pulls[0],
        pulls[2] + pulls[0],
        told - side * side,
        told * (1.0 - told),
    ]
}

/// What each text holds, every one once, and whether it is written as a name.
fn rows(lexicon: &'static Lexicon, examples: &[Example]) -> Vec<Vec<(Found, bool)>> {
    let model = Model::with(lexicon);
    let mut extractor = model.extractor();
    let mut row = |example: &Example| {
        extractor.about(&example.brand);
        let clues = extractor.clues(&example.text);
        let pairs = clues
            .pairs
            .into_iter()
            .map(|pair| (Found::Pair(pair.words.0, pair.words.1), pair.is_name));
        let negated = clues
            .negated
            .into_iter()
            .map(|word| (Found::Denied(word), false));
        let mut seen = HashSet::new();
        pairs
            .chain(negated)
            .filter(|(found, _)| seen.insert(*found))
            .collect()
    };
    examples.iter().map(&mut row).collect()
}

/// The clue as a list has it, if it is one to learn.
fn clue(found: Found, lexicon: &Lexicon, language: &str) -> Option<Clue> {
    let name = |term: u32| {
        let name = lexicon.name(term);
        let roles = lexicon.term(term)?.roles;
        let is_word = !name.is_empty() && name.chars().all(char::is_alphabetic);
        is_word.then(|| (name.to_owned(), roles))
    };
    match found {
        Found::Pair(one, next) => {
            let ((one, roles), (next, others)) = (name(one)?, name(next)?);
            let are_plain = limits::is_plain(roles | others);
            let says = [&one, &next]
                .iter()
                .any(|word| !limits::is_structural(word, 0, language));
            (are_plain && says).then(|| Clue {
                key: format!("{one} {next}"),
                parts: Parts::Pair(one, next),
                roles: 0,
            })
        }
        Found::Denied(term) => {
            let (word, roles) = name(term)?;
            // What the absence of a nuisance says the rules know.
            let says = roles & roles::NUISANCE == 0;
            let is_plain = says && !limits::is_structural(&word, roles & !roles::VERB, language);
            is_plain.then(|| Clue {
                key: format!("{DENIED}{word}"),
                parts: Parts::Denied(word),
                roles,
            })
        }
    }
}

impl Clue {
    /// Whether a phrase of so many texts may say more than its words: not where one of them
    /// mostly stands in it, for then the word says it.
    fn is_more(&self, texts: u32, words: &HashMap<String, u32>) -> bool {
        let is_free = |word: &String| words.get(word).is_none_or(|all| texts * 2 <= *all);
        match &self.parts {
            Parts::Pair(one, next) => is_free(one) && is_free(next),
            Parts::Denied(_) => true,
        }
    }

    /// What its words say: the sum of both, or the word turned by the rules.
    pub(super) fn start(
        &self,
        known: &HashMap<String, (f64, f64)>,
        settings: &Settings,
    ) -> (f64, f64) {
        let of = |word: &String| known.get(word).copied().unwrap_or_default();
        match &self.parts {
            Parts::Pair(one, next) => {
                let (one, next) = (of(one), of(next));
                (one.0 + next.0, one.1 + next.1)
            }
            Parts::Denied(word) => turned(of(word), self.roles, settings),
        }
    }

    pub(super) fn entry(&self, (valence, subjectivity): (f64, f64)) -> Entry {
        Entry {
            key: self.key.clone(),
            valence: rounded(valence).clamp(-4.0, 4.0),
            subjectivity: rounded(subjectivity).clamp(-4.0, 4.0),
            origin: Origin::Learned,
            source: "learned".to_owned(),
            documents: 0,
            roles: self.roles,
        }
    }
}

/// What the rules make of a word that is denied.
fn turned((valence, subjectivity): (f64, f64), roles: Roles, settings: &Settings) -> (f64, f64) {
    let least = f64::from(settings.negated_verb) / 10_000.0;
    let is_verb = roles & roles::VERB != 0;
    if valence.abs() < f64::from(settings.opinion) / 10_000.0 {
        return if is_verb {
            (least, -least / 2.0)
        } else {
            (valence, subjectivity)
        };
    }
    let percent = if valence > 0.0 {
        settings.negated_praise
    } else {
        settings.negated_blame
    };
    let turned = valence * f64::from(percent) / 100.0;
    let turned = if is_verb && (least..0.0).contains(&turned) {
        least
    } else {
        turned
    };
    (turned, subjectivity.max(turned.abs() * 0.8))
}
