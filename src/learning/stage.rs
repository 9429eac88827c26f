//! The entries that may change, how far each may, and what a fit makes of them.

use super::{
    Word,
    base::{Entry, Origin},
    limits::Range,
    objective::Fitted,
};
use crate::lexicon::words::DENIED;

/// Changes smaller than this are none; smaller learned values are not worth a line.
const NOTABLE: f64 = 0.03;
const WORTH: (f64, f64) = (0.1, 0.12);

/// The two values of each entry.
type Values = Vec<(f64, f64)>;

/// Entries with what each may change.
pub(super) struct Stage {
    pub(super) entries: Vec<Entry>,
    pub(super) ranges: Vec<Range>,
    /// In how many texts each stands.
    pub(super) texts: Vec<u32>,
}

impl Stage {
    /// What the changes make of the values, rounded as a list has them.
    pub(super) fn values(&self, fitted: &Fitted) -> Values {
        let changes = fitted.valences.iter().zip(&fitted.subjectivities);
        let change = |(valence, subjectivity): (&f64, &f64)| {
            (
                valence / fitted.constants.valence,
                subjectivity / fitted.constants.subjectivity,
            )
        };
        // Clues that came after the fit have not changed.
        let changes = changes.map(change).chain(std::iter::repeat((0.0, 0.0)));
        let entries = self.entries.iter().zip(&self.ranges).zip(changes);
        let value = |((entry, range), change): ((&Entry, &Range), _)| value(entry, *range, change);
        entries.map(value).collect()
    }

    /// The entries that have a value, as lines of a list.
    pub(super) fn lines(&self, values: &Values) -> String {
        let line = |(entry, &(valence, subjectivity)): (&Entry, &(f64, f64))| {
            let is_silent = valence == 0.0 && subjectivity == 0.0 && is_new(entry);
            let subjectivity = if is_silent { 1.0 } else { subjectivity };
            format!("{}\t{valence}\t{subjectivity}\tlearned\t0\n", entry.key)
        };
        let known = self.entries.iter().zip(values);
        known
            .filter(|(entry, values)| is_clue(entry) || !is_new(entry) || is_worth(entry, **values))
            .map(line)
            .collect()
    }

    /// The entries to be kept, with their evidence.
    pub(super) fn words(&self, fitted: &Fitted) -> Vec<Word> {
        let rows = self
            .entries
            .iter()
            .zip(self.values(fitted))
            .zip(&self.texts);
        let kept = rows.filter(|((entry, values), _)| !is_new(entry) || is_worth(entry, *values));
        kept.map(|((entry, values), texts)| Word::new(entry, values, *texts))
            .collect()
    }
}

fn value(entry: &Entry, range: Range, change: (f64, f64)) -> (f64, f64) {
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
}

impl Word {
    /// An entry with its values now, which rest on so many texts where they changed.
    pub(super) fn new(entry: &Entry, (valence, subjectivity): (f64, f64), texts: u32) -> Self {
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
pub(super) fn is_new(entry: &Entry) -> bool {
    entry.origin == Origin::Learned && entry.documents == 0
}

/// Whether it is a phrase or a denied word of this course.
fn is_clue(entry: &Entry) -> bool {
    is_new(entry) && (entry.key.contains(' ') || entry.key.starts_with(DENIED))
}

/// Whether a new entry says enough beyond what it began with.
fn is_worth(entry: &Entry, (valence, subjectivity): (f64, f64)) -> bool {
    (valence - entry.valence).abs() >= WORTH.0
        || (subjectivity - entry.subjectivity).abs() >= WORTH.1
}

/// To two decimals, and never −0.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}
