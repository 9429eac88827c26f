//! The rules of the default model: what words do to one another. No word of any language stands here.

mod contrast;
mod emphasis;
mod irony;
mod moods;
mod negation;
mod waiting;

use std::ops::Range;

use super::{
    phrases::{Hit, Sentence, Unit, Units},
    tokens::{CAPITALS, LENGTHENED, PARTS, QUOTED},
};
use crate::lexicon::{
    Lexicon,
    roles::{self, Roles},
};

/// Learns what the rules do while they do it.
pub(super) trait Observer {
    /// A rule, triggered by a unit, has left a hit with a valence.
    fn touched(&mut self, hit: usize, rule: &'static str, trigger: usize, valence: i32);
    /// A unit makes irony possible.
    fn irony(&mut self, trigger: usize);
    /// A rule has given a hit a value of its own, whatever the word's was.
    fn replaced(&mut self, _hit: usize) {}
    /// A negation, no other in its way, has come to a unit of which no list tells what its denial says.
    fn negated(&mut self, _unit: usize) {}
    /// A hit has got what a term says.
    fn denied(&mut self, _hit: usize, _term: u32) {}
}

/// Notes whether irony is possible, and nothing else.
#[derive(Debug, Default)]
pub(super) struct Irony(pub(super) bool);

impl Observer for Irony {
    #[inline]
    fn touched(&mut self, _: usize, _: &'static str, _: usize, _: i32) {}
    #[inline]
    fn irony(&mut self, _: usize) {
        self.0 = true;
    }
}

/// What an opinion is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Side {
    Praise,
    Blame,
}

impl Side {
    fn of(hit: &Hit) -> Self {
        if hit.valence > 0 {
            Self::Praise
        } else {
            Self::Blame
        }
    }
}

/// Applies all rules to a text, sentence by sentence.
pub(super) fn apply<O: Observer>(text: &mut Units, lexicon: &Lexicon, observer: &mut O) {
    let mut before = 0..0;
    for sentence in &text.sentences {
        let mut rules = Rules {
            lexicon,
            units: &text.list,
            hits: &mut text.hits,
            sentence: sentence.units.clone(),
            found: sentence.hits.clone(),
            before,
            observer,
        };
        rules.apply(sentence);
        before = sentence.hits.clone();
    }
}

/// A sentence under the rules.
struct Rules<'w, O> {
    lexicon: &'w Lexicon,
    units: &'w [Unit],
    hits: &'w mut [Hit],
    /// The units of this sentence.
    sentence: Range<usize>,
    /// The hits of this sentence, and of the one before.
    found: Range<usize>,
    before: Range<usize>,
    observer: &'w mut O,
}

impl<O: Observer> Rules<'_, O> {
    /// All rules in their order; each is skipped where nothing can trigger it.
    fn apply(&mut self, sentence: &Sentence) {
        let has = |wanted: Roles| sentence.roles & wanted != 0;
        if self.found.is_empty() && !has(roles::AFTERTHOUGHT | roles::CONTRAST | roles::WITHDRAWS) {
            return;
        }
        if sentence.repeats {
            self.repetition();
        }
        self.boosters(sentence.roles);
        if sentence.flags & (CAPITALS | LENGTHENED) != 0 {
            self.lengthening();
        }
        if has(roles::NEGATOR) {
            self.negation();
        }
        self.moods(sentence.roles);
        self.exclamation();
        if sentence.flags & QUOTED != 0 {
            self.quoted();
        }
        if has(roles::CONTRAST | roles::CONCESSION) {
            self.contrast();
        } else if self.found.len() > 1 && sentence.flags & PARTS != 0 {
            self.juxtaposition();
        }
        self.irony(sentence.roles);
    }

    /// The hit of a unit, if it is of opinion and still has a valence.
    fn opinion(&self, unit: usize) -> Option<usize> {
        let index = self.units[unit].hit as usize;
        let hit = self.hits.get(index)?;
        (hit.opinion && hit.valence != 0).then_some(index)
    }

    /// Scales a hit's two values, each by a percentage.
    fn scale(
        &mut self,
        hit: usize,
        (rule, trigger): (&'static str, usize),
        (valence, subjectivity): (i32, i32),
    ) {
        let scaled = &mut self.hits[hit];
        scaled.valence = percent(scaled.valence, valence);
        scaled.subjectivity = percent(scaled.subjectivity, subjectivity);
        self.observer.touched(hit, rule, trigger, scaled.valence);
    }

    /// Gives a hit values of its own.
    fn set(&mut self, hit: usize, (rule, trigger): (&'static str, usize), valence: i32) {
        let changed = &mut self.hits[hit];
        changed.valence = valence;
        changed.subjectivity = valence.abs() / 2;
        changed.opinion = true;
        self.observer.replaced(hit);
        self.observer.touched(hit, rule, trigger, valence);
    }

    /// Whether a unit of the sentence stands within another's reach, `far` units at most after it.
    fn is(&self, unit: usize, wanted: Roles) -> bool {
        self.sentence.contains(&unit) && self.units[unit].roles & wanted != 0
    }
}

/// The farthest that rules take a value: no chain of them may run over.
const FARTHEST: i32 = 100_000;

fn percent(value: i32, percent: i32) -> i32 {
    (value * percent / 100).clamp(-FARTHEST, FARTHEST)
}
