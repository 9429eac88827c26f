//! The valence of a word among its neighbours: each rule of the reference in its order.

use std::ops::Range;

use super::entry::Entry;
use super::words::Words;
use crate::lexicon::table::Reader;

/// What a booster adds to a valence, and a dampener takes away.
const BOOST: f64 = 0.293;
/// What capitals add where not all words are in capitals.
const CAPITALS: f64 = 0.733;
/// What a negation makes of a valence.
pub(super) const NEGATED: f64 = -0.74;
/// What "never so" and a "so" next to the word make of a valence.
const SO: f64 = 1.25;
/// How much of a booster is left one, two and three words away.
const FADING: [f64; 3] = [1.0, 0.95, 0.9];

/// The valence of one word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Valence {
    /// The word's place among the words.
    pub(super) at: usize,
    /// Its valence.
    pub(super) value: f64,
    /// Whether it is an integer in the reference, whose sum treats them differently.
    pub(super) is_whole: bool,
}

/// A rule that has touched a word.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) rule: &'static str,
    /// The word's place.
    pub(super) at: usize,
    /// The places of the words that triggered the rule.
    pub(super) trigger: Range<usize>,
    /// The valence after it.
    pub(super) value: f64,
}

/// Is told of each rule as it is applied; `()` does not listen.
pub(super) trait Observer {
    fn saw(&mut self, step: Step);
}

impl Observer for () {
    #[inline]
    fn saw(&mut self, _: Step) {}
}

/// Applies the rules to the words of one text.
pub(super) struct Rules<'t, O> {
    pub(super) words: Words<'t>,
    pub(super) lexicon: Reader<'t>,
    pub(super) observer: &'t mut O,
    /// Whether some but not all words are in capitals, once it has been asked.
    mixed_capitals: Option<bool>,
}

impl<'t, O: Observer> Rules<'t, O> {
    pub(super) fn new(words: Words<'t>, lexicon: Reader<'t>, observer: &'t mut O) -> Self {
        Self {
            words,
            lexicon,
            observer,
            mixed_capitals: None,
        }
    }

    /// The valence of the scored word at `at`.
    pub(super) fn valence(&mut self, at: usize) -> Valence {
        let mut valence = Valence {
            at,
            value: self.words.entry(at).valence(),
            is_whole: false,
        };
        let is_quiet = self.is_quiet(at);
        if !is_quiet {
            self.no(&mut valence);
        }
        self.capitals(&mut valence);
        if !is_quiet {
            for back in 1..=3.min(at) {
                self.neighbour(&mut valence, back);
            }
            self.least(&mut valence);
        }
        valence
    }

    /// Whether no word nearby can bear on the word, as is usual.
    fn is_quiet(&self, at: usize) -> bool {
        const LOUD: Entry = Entry(!0xff & !Entry::SCORED.0);
        let [three, two, one, word, next, second] = self.words.around(at);
        let before = three.with(two).with(one).with(word);
        let after = next.with(second);
        !self.words.has_apostrophes && !before.has(LOUD) && !after.has(Entry::PART)
    }

    /// "no" is a negation next to a scored word, and has a valence of its own elsewhere.
    fn no(&mut self, valence: &mut Valence) {
        let at = valence.at;
        if self.words.entry(at).has(Entry::NO) && self.words.entry(at + 1).has(Entry::SCORED) {
            valence.value = 0.0;
            self.saw("no", at + 1..at + 2, *valence);
        }
        let is_no = |back| self.words.before(at, back).has(Entry::NO);
        let or = || matches!(self.words.lower(at.wrapping_sub(1)), b"or" | b"nor");
        let back = match () {
            () if is_no(1) => 1,
            () if is_no(2) => 2,
            () if is_no(3) && or() => 3,
            () => return,
        };
        valence.value = self.words.entry(at).valence() * NEGATED;
        self.saw("no", at - back..at - back + 1, *valence);
    }

    fn capitals(&mut self, valence: &mut Valence) {
        if self.stands_out(valence.at) {
            valence.value += if valence.value > 0.0 {
                CAPITALS
            } else {
                -CAPITALS
            };
            self.saw("capitals", valence.at..valence.at + 1, *valence);
        }
    }

    /// What the word `back` places before does to a valence.
    fn neighbour(&mut self, valence: &mut Valence, back: usize) {
        let neighbour = self.words.before(valence.at, back);
        if neighbour.has(Entry::SCORED) {
            return;
        }
        if neighbour.has(Entry::BOOSTER.with(Entry::DAMPENER)) {
            self.booster(valence, back);
        }
        match back {
            1 => self.negation(valence, 1),
            2 => self.second(valence),
            _ => {
                self.third(valence);
                self.idioms(valence);
            }
        }
    }

    fn booster(&mut self, valence: &mut Valence, back: usize) {
        let at = valence.at - back;
        let boosts = self.words.entry(at).has(Entry::BOOSTER);
        let mut change = if boosts == (valence.value < 0.0) {
            -BOOST
        } else {
            BOOST
        };
        if self.stands_out(at) {
            change += if valence.value > 0.0 {
                CAPITALS
            } else {
                -CAPITALS
            };
        }
        valence.value += change * FADING.get(back - 1).copied().unwrap_or(1.0);
        self.saw("booster", at..at + 1, *valence);
    }

    /// The word two before: "never so good", "without doubt good", "not that good".
    fn second(&mut self, valence: &mut Valence) {
        let [one, two, _] = self.three_before(valence.at);
        if two.has(Entry::NEVER) && one.has(Entry::SO) {
            self.so(valence, 2);
        } else if !(two.has(Entry::WITHOUT) && one.has(Entry::DOUBT)) {
            self.negation(valence, 2);
        }
    }

    /// The word three before. As in the reference a "so" or "this" right
    /// before the word counts even without a "never".
    fn third(&mut self, valence: &mut Valence) {
        let [one, two, three] = self.three_before(valence.at);
        if three.has(Entry::NEVER) && two.has(Entry::SO) || one.has(Entry::SO) {
            self.so(valence, if one.has(Entry::SO) { 1 } else { 3 });
        } else if !(three.has(Entry::WITHOUT) && two.with(one).has(Entry::DOUBT)) {
            self.negation(valence, 3);
        }
    }

    fn so(&mut self, valence: &mut Valence, back: usize) {
        valence.value *= SO;
        let start = valence.at - back;
        self.saw("booster", start..valence.at.min(start + 2), *valence);
    }

    fn negation(&mut self, valence: &mut Valence, back: usize) {
        let at = valence.at - back;
        if self.is_negation(at) {
            valence.value *= NEGATED;
            self.saw("negation", at..at + 1, *valence);
        }
    }

    fn is_negation(&self, at: usize) -> bool {
        let has_nt = || self.words.lower(at).windows(3).any(|three| three == b"n't");
        self.words.entry(at).has(Entry::NEGATION) || self.words.has_apostrophes && has_nt()
    }

    /// Idioms that end, lie or begin at the word, then the dampeners of two words.
    fn idioms(&mut self, valence: &mut Valence) {
        let at = valence.at;
        if !(at - 3..at + 3).any(|at| self.words.entry(at).has(Entry::PART)) {
            return;
        }
        let [two_three, one_two, three] = [at - 3..at - 1, at - 2..at, at - 3..at];
        let ending = [
            at - 1..at + 1,
            at - 2..at + 1,
            one_two.clone(),
            three.clone(),
            two_three.clone(),
        ];
        if let Some(found) = ending
            .into_iter()
            .find(|places| self.phrase(places).has(Entry::IDIOM))
        {
            self.idiom(valence, found);
        }
        for places in [at..at + 2, at..at + 3] {
            if self.phrase(&places).has(Entry::IDIOM) {
                self.idiom(valence, places);
            }
        }
        for places in [three, two_three, one_two] {
            // The sign does not follow the valence's, as in the reference.
            if self.phrase(&places).has(Entry::DAMPENER) {
                valence.value -= BOOST;
                valence.is_whole = false;
                self.saw("booster", places, *valence);
            }
        }
    }

    fn idiom(&mut self, valence: &mut Valence, places: Range<usize>) {
        let entry = self.phrase(&places);
        valence.value = entry.valence();
        valence.is_whole = entry.has(Entry::WHOLE);
        self.saw("idiom", places, *valence);
    }

    /// What the lexicon says of several words in a row.
    fn phrase(&self, places: &Range<usize>) -> Entry {
        let mut phrase = Vec::new();
        for at in places.clone() {
            if at != places.start {
                phrase.push(b' ');
            }
            phrase.extend_from_slice(self.words.lower(at));
            if phrase.len() > self.lexicon.longest() {
                return Entry::default();
            }
        }
        self.lexicon.get(&phrase).map_or_else(Entry::default, Entry)
    }

    /// "least" turns the next word around, unless it is "at least" or "very least".
    fn least(&mut self, valence: &mut Valence) {
        let at = valence.at;
        if self.words.before(at, 1).has(Entry::LEAST)
            && !matches!(self.words.lower(at.wrapping_sub(2)), b"at" | b"very")
        {
            valence.value *= NEGATED;
            valence.is_whole = false;
            self.saw("least", at - 1..at, *valence);
        }
    }

    /// Whether a word is in capitals and some others are not.
    fn stands_out(&mut self, at: usize) -> bool {
        self.words.is_upper(at)
            && *self
                .mixed_capitals
                .get_or_insert_with(|| (0..self.words.len()).any(|at| !self.words.is_upper(at)))
    }

    #[inline]
    fn three_before(&self, at: usize) -> [Entry; 3] {
        [1, 2, 3].map(|back| self.words.before(at, back))
    }

    #[inline]
    fn saw(&mut self, rule: &'static str, trigger: Range<usize>, valence: Valence) {
        self.observer.saw(Step {
            rule,
            at: valence.at,
            trigger,
            value: valence.value,
        });
    }
}
