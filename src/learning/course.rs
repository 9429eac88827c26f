//! The course of learning: find candidates, fit, prune, fit again under the rules' full effect.

use std::collections::HashMap;

use super::{
    Base, Constants, Example, Learned, Options, Wanted, Word,
    base::Entry,
    candidates,
    clues::Clues,
    kin::Kin,
    limits::{self, Range},
    matrix::{Columns, Matrix},
    objective::{Fitted, Free, Limits, Problem},
    stage::{Stage, is_new},
};
use crate::{Result, scoring::Label, stats::CLASSES};

/// Steps of the search.
const MOST_STEPS: usize = 150;
/// The constants that a fit without any starts from.
const FIRST: Constants = Constants {
    valence: 0.6,
    subjectivity: 0.6,
    neutral: 0.9,
    lean: 0.0,
    style: [0.0; 6],
    tilt: [0.0; 6],
};

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
    clues: Clues,
}

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
        let keys = entries.iter().map(|entry| entry.key.clone());
        let texts = keys.zip(matrix.texts_of_each(|_| true)).collect();
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
            clues: if options.clues {
                Clues::find(lexicon, examples, (options, &texts))
            } else {
                Clues::default()
            },
        })
    }

    /// Learns from the texts of a positive weight.
    pub(super) fn learn(&self, weights: &[f64]) -> Result<Learned> {
        let texts = self.matrix.texts_of_each(|row| weights[row] > 0.0);
        let mut stage = Stage {
            entries: self.entries.clone(),
            ranges: self.ranges(&texts),
            texts,
        };
        let constants = self.constants(weights)?;
        let first = self.fit(&self.matrix, weights, constants, &stage);
        let clues = self.prune(&first, &mut stage, weights);
        let second = self.fit(&self.matrix, weights, first.constants, &stage);
        self.add(&clues, &mut stage, &second)?;
        let matrix = self.matrix(&stage, &second)?;
        let third = self.fit(&matrix, weights, second.constants, &stage);
        Ok(self.learned(&third, &stage))
    }

    /// The texts' features under the lexicon with what a fit found.
    fn matrix(&self, stage: &Stage, fitted: &Fitted) -> Result<Matrix> {
        let lexicon = self.base.lexicon(&stage.lines(&stage.values(fitted)))?;
        Ok(Matrix::of(lexicon, &columns(&stage.entries), self.examples))
    }

    fn ranges(&self, texts: &[u32]) -> Vec<Range> {
        let range = |(entry, &texts): (&Entry, &u32)| {
            if is_new(entry) && texts < self.options.fewest.min(candidates::FORMS) {
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
        let still = Stage {
            entries: self.entries.clone(),
            ranges: vec![limits::NONE; self.entries.len()],
            texts: Vec::new(),
        };
        Ok(self.fit(&self.matrix, weights, FIRST, &still).constants)
    }

    fn fit(&self, matrix: &Matrix, weights: &[f64], from: Constants, stage: &Stage) -> Fitted {
        let weighed = stage.ranges.iter().map(|range| range.weighed(&from));
        let (valences, subjectivities) = weighed.unzip();
        let mut problem = Problem {
            matrix,
            labels: &self.labels,
            sources: &self.sources,
            weights,
            strength: self.options.strength,
            kin: Kin::of(&stage.entries, &stage.ranges),
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

    /// Leaves of new words, phrases and denied words those that say most over all texts; bounds
    /// words by what they were found to say. Gives the clues that stay, with their evidence.
    fn prune(&self, fitted: &Fitted, stage: &mut Stage, weights: &[f64]) -> Vec<(usize, u32)> {
        let words = stage.entries.len();
        let is_open = |at: &usize| is_new(&stage.entries[*at]) && stage.ranges[*at] != limits::NONE;
        let change = |at: usize| (fitted.valences[at], fitted.subjectivities[at]);
        let of_words = (0..words).filter(is_open);
        let of_words = of_words.map(|at| (says(change(at), stage.texts[at]), at));
        let texts = self.clues.texts_of_each(weights);
        let steps = self
            .clues
            .steps(fitted, (&self.labels, weights), self.options.strength);
        let of_clues = steps
            .into_iter()
            .zip(&texts)
            .map(|(step, &texts)| says(step, texts));
        let mut new: Vec<(f64, usize)> = of_words.chain(of_clues.zip(words..)).collect();
        new.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let (kept, left) = new.split_at(self.options.size.min(new.len()));
        for &(_, word) in left.iter().filter(|(_, at)| *at < words) {
            stage.ranges[word] = limits::NONE;
        }
        for &(_, word) in kept.iter().filter(|(_, at)| *at < words) {
            let subjectivity = fitted.subjectivities[word] / fitted.constants.subjectivity;
            stage.ranges[word] = stage.ranges[word].beside(subjectivity);
        }
        let clues = kept.iter().filter_map(|(_, at)| at.checked_sub(words));
        clues.map(|clue| (clue, texts[clue])).collect()
    }

    /// Adds clues with what their words say so far.
    fn add(&self, clues: &[(usize, u32)], stage: &mut Stage, fitted: &Fitted) -> Result<()> {
        let settings = self.base.grammar()?.settings;
        let values = stage.values(fitted);
        let keys = stage.entries.iter().map(|entry| entry.key.clone());
        let known: HashMap<String, (f64, f64)> = keys.zip(values).collect();
        for &(clue, texts) in clues {
            let clue = &self.clues.list[clue];
            let start = clue.start(&known, &settings);
            stage.ranges.push(Range::beside_start(start, texts));
            stage.entries.push(clue.entry(start));
            stage.texts.push(texts);
        }
        Ok(())
    }

    fn learned(&self, fitted: &Fitted, stage: &Stage) -> Learned {
        let mut words = stage.words(fitted);
        let absent = self.absent.iter().filter(|entry| !is_new(entry));
        words.extend(absent.map(|entry| Word::new(entry, (entry.valence, entry.subjectivity), 0)));
        words.sort_by(|one, other| one.key.cmp(&other.key));
        Learned {
            words,
            constants: fitted.constants,
        }
    }
}

/// What a change says over so many texts.
fn says((valence, subjectivity): (f64, f64), texts: u32) -> f64 {
    (valence * valence + subjectivity * subjectivity) * f64::from(texts)
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
