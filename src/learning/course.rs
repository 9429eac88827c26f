//! The course of learning: find candidates, fit, prune, fit again under the rules' full effect.

use super::{
    Base, Constants, Example, Learned, Options, Wanted, Word,
    base::{Entry, Origin},
    candidates,
    kin::Kin,
    limits::{self, Range},
    matrix::{Columns, Matrix},
    objective::{Fitted, Free, Limits, Problem},
};
use crate::{Result, scoring::Label, stats::CLASSES};

/// Steps of the search.
const MOST_STEPS: usize = 150;
/// The constants that a fit without any starts from.
const FIRST: Constants = Constants {
    valence: 0.6,
    subjectivity: 0.6,
    neutral: 0.9,
    style: [0.0; 6],
    tilt: [0.0; 6],
};
/// Changes smaller than this are none; smaller learned values are not worth a line.
const NOTABLE: f64 = 0.03;
const WORTH: (f64, f64) = (0.1, 0.12);

/// Everything that does not depend on which texts are left out.
pub(super) struct Course<'c> {
    base: &'c Base,
    options: &'c Options,
    /// Those that stand in some text, and the others, which stay as they are.
    entries: Vec<Entry>,
    absent: Vec<Entry>,
    examples: &'c [Example],
    labels: Vec<Label>,
    sources: Vec<usize>,
    known: Vec<[bool; CLASSES]>,
    matrix: Matrix,
}

/// The two values of each entry.
type Values = Vec<(f64, f64)>;

impl<'c> Course<'c> {
    pub(super) fn new(
        base: &'c Base,
        examples: &'c [Example],
        options: &'c Options,
    ) -> Result<Self> {
        let new = candidates(base, examples, options)?;
        let mut entries = base.entries(&probes(&new))?;
        for entry in &mut entries {
            if new.binary_search(&entry.key).is_ok() {
                (entry.valence, entry.subjectivity) = (0.0, 0.0);
            }
        }
        let lexicon = base.lexicon(&probes(&new))?;
        let all = Matrix::of(lexicon, &columns(&entries), examples);
        let mut counts = all.texts_of_each(|_| true).into_iter();
        let is_met = |_: &Entry| counts.next().is_some_and(|texts| texts > 0);
        let (entries, absent): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(is_met);
        let matrix = Matrix::of(lexicon, &columns(&entries), examples);
        Ok(Self {
            base,
            options,
            entries,
            absent,
            examples,
            labels: examples.iter().map(|example| example.label).collect(),
            sources: examples.iter().map(|example| example.source).collect(),
            known: known(examples),
            matrix,
        })
    }

    /// Learns from the texts of a positive weight.
    pub(super) fn learn(&self, weights: &[f64]) -> Result<Learned> {
        let texts = self.matrix.texts_of_each(|row| weights[row] > 0.0);
        let wide = self.ranges(&texts);
        let constants = self.constants(weights)?;
        let first = self.fit(&self.matrix, weights, constants, &wide);
        let kept = self.prune(&first, &wide, &texts);
        let second = self.fit(&self.matrix, weights, first.constants, &kept);
        let values = self.values(&second, &kept);
        let lines = self.lines(&values);
        let lexicon = self.base.lexicon(&lines)?;
        let matrix = Matrix::of(lexicon, &columns(&self.entries), self.examples);
        let third = self.fit(&matrix, weights, second.constants, &kept);
        Ok(self.learned(&third, &kept, &texts))
    }

    fn ranges(&self, texts: &[u32]) -> Vec<Range> {
        let range = |(entry, &texts): (&Entry, &u32)| {
            let is_frozen = entry.origin == Origin::Emoji && self.options.wanted == Wanted::Words;
            if is_frozen || (is_new(entry) && texts < self.options.fewest.min(candidates::FORMS)) {
                limits::NONE
            } else {
                Range::of(entry, texts, &self.options.language)
            }
        };
        self.entries.iter().zip(texts).map(range).collect()
    }

    /// The lexicon's constants, or those that fit its values as they are.
    fn constants(&self, weights: &[f64]) -> Result<Constants> {
        if self.options.wanted == Wanted::Overlay {
            return Ok(Constants::of(&self.base.grammar()?.settings));
        }
        let still = vec![limits::NONE; self.entries.len()];
        Ok(self.fit(&self.matrix, weights, FIRST, &still).constants)
    }

    fn fit(&self, matrix: &Matrix, weights: &[f64], from: Constants, ranges: &[Range]) -> Fitted {
        let weighed = ranges.iter().map(|range| range.weighed(&from));
        let (valences, subjectivities) = weighed.unzip();
        let mut problem = Problem {
            matrix,
            labels: &self.labels,
            sources: &self.sources,
            weights,
            strength: self.options.strength,
            kin: Kin::of(&self.entries, ranges),
            known: &self.known,
        };
        let limits = Limits {
            constants: match self.options.wanted {
                Wanted::Overlay => Free::No,
                Wanted::Words => Free::Yes,
            },
            valences,
            subjectivities,
        };
        problem.fit(from, &limits, MOST_STEPS)
    }

    /// Leaves the new words that say most over all texts; bounds them by what they were found to say.
    fn prune(&self, fitted: &Fitted, ranges: &[Range], texts: &[u32]) -> Vec<Range> {
        let weight = |at: usize| {
            let (d, e) = (fitted.valences[at], fitted.subjectivities[at]);
            (d * d + e * e) * f64::from(texts[at])
        };
        let is_open = |at: &usize| is_new(&self.entries[*at]) && ranges[*at] != limits::NONE;
        let mut new: Vec<usize> = (0..self.entries.len()).filter(is_open).collect();
        new.sort_by(|&one, &other| weight(other).total_cmp(&weight(one)).then(one.cmp(&other)));
        let mut kept = ranges.to_vec();
        for &at in new.iter().skip(self.options.size) {
            kept[at] = limits::NONE;
        }
        for &at in new.iter().take(self.options.size) {
            let subjectivity = fitted.subjectivities[at] / fitted.constants.subjectivity;
            kept[at] = ranges[at].beside(subjectivity);
        }
        kept
    }

    /// What the changes make of the values, rounded as a list has them.
    fn values(&self, fitted: &Fitted, ranges: &[Range]) -> Values {
        let value = |at: usize| {
            let entry = &self.entries[at];
            let change = (
                fitted.valences[at] / fitted.constants.valence,
                fitted.subjectivities[at] / fitted.constants.subjectivity,
            );
            let range = ranges[at];
            let change = (
                change.0.clamp(range.valence.0, range.valence.1),
                change.1.clamp(range.subjectivity.0, range.subjectivity.1),
            );
            if !is_new(entry) && change.0.abs() < NOTABLE && change.1.abs() < NOTABLE {
                return (entry.valence, entry.subjectivity);
            }
            (
                rounded((entry.valence + change.0).clamp(-4.0, 4.0)),
                rounded((entry.subjectivity + change.1).clamp(-4.0, 4.0)),
            )
        };
        (0..self.entries.len()).map(value).collect()
    }

    /// The entries that have a value, as lines of a list.
    fn lines(&self, values: &Values) -> String {
        let known = self.entries.iter().zip(values);
        let line = |(entry, (valence, subjectivity)): (&Entry, &(f64, f64))| {
            format!("{}\t{valence}\t{subjectivity}\tlearned\t0\n", entry.key)
        };
        known
            .filter(|(entry, values)| !is_new(entry) || is_worth(**values))
            .map(line)
            .collect()
    }

    fn learned(&self, fitted: &Fitted, ranges: &[Range], texts: &[u32]) -> Learned {
        let values = self.values(fitted, ranges);
        let rows = self.entries.iter().zip(values).zip(texts);
        let word = |((entry, values), texts): ((&Entry, (f64, f64)), &u32)| {
            (!is_new(entry) || is_worth(values)).then(|| Word::new(entry, values, *texts))
        };
        let absent = self.absent.iter().filter(|entry| !is_new(entry));
        let absent = absent.map(|entry| Word::new(entry, (entry.valence, entry.subjectivity), 0));
        let mut words: Vec<Word> = rows.filter_map(word).chain(absent).collect();
        words.sort_by(|one, other| one.key.cmp(&other.key));
        Learned {
            words,
            constants: fitted.constants,
        }
    }
}

impl Word {
    /// An entry with its values now, which rest on so many texts where they changed.
    fn new(entry: &Entry, (valence, subjectivity): (f64, f64), texts: u32) -> Self {
        let is_changed = (valence, subjectivity) != (entry.valence, entry.subjectivity);
        Self {
            key: entry.key.clone(),
            valence,
            subjectivity,
            origin: entry.source.clone(),
            texts: if is_changed { texts } else { entry.documents },
            is_changed,
            is_emoji: entry.origin == Origin::Emoji,
        }
    }
}

/// Whether an entry is a candidate of this course.
fn is_new(entry: &Entry) -> bool {
    entry.origin == Origin::Learned && entry.documents == 0
}

fn is_worth((valence, subjectivity): (f64, f64)) -> bool {
    valence.abs() >= WORTH.0 || subjectivity.abs() >= WORTH.1
}

/// To two decimals, and never −0.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}

/// New words that the lists do not have.
fn candidates(base: &Base, examples: &[Example], options: &Options) -> Result<Vec<String>> {
    let known = base.entries("")?;
    let rewrites = base.grammar()?.rewrites;
    let is_known = |word: &String| {
        let is_entry = known.binary_search_by(|entry| entry.key.cmp(word)).is_ok();
        is_entry || rewrites.iter().any(|(from, _)| from == word)
    };
    let mut found = candidates::find(examples, options.fewest);
    found.retain(|word| !is_known(word));
    Ok(found)
}

/// Lines that make the rules treat candidates as words that say something.
fn probes(words: &[String]) -> String {
    let line = |word: &String| format!("{word}\t0\t1\tlearned\t0\n");
    words.iter().map(line).collect()
}

fn columns(entries: &[Entry]) -> Columns<'_> {
    let column = |entry: &'_ Entry| (entry.valence, entry.subjectivity);
    Columns::new(entries.iter().map(|entry| {
        let (valence, subjectivity) = column(entry);
        (entry.key.as_str(), valence, subjectivity)
    }))
}

/// Which classes each source knows.
fn known(examples: &[Example]) -> Vec<[bool; CLASSES]> {
    let sources = examples.iter().map(|example| example.source + 1).max();
    let mut known = vec![[false; CLASSES]; sources.unwrap_or(0)];
    for example in examples {
        known[example.source][example.label.place()] = true;
    }
    known
}
