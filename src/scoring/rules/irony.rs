//! Possible irony: `great, another delay`, `thanks for losing my bag`. Always reported, scored only on strong cues.

use super::{Hit, Observer, Rules, Side};
use crate::{
    lexicon::roles::{self, Roles},
    scoring::tokens::{Kind, QUOTED},
};

/// How many words may stand between thanks or delight and the bad deed.
const NEAR: usize = 10;

/// The fewest words and marks of a sentence that quotes one of them.
const QUOTING: usize = 4;

impl<O: Observer> Rules<'_, O> {
    /// Praise turns where a cue of irony and bad news follow it.
    pub(super) fn irony(&mut self, present: Roles) {
        let has = |wanted: Roles| present & wanted != 0;
        if has(roles::THANKS) && has(roles::PRAISE) {
            self.applause();
        }
        if has(roles::THANKS | roles::DELIGHT) {
            self.bitter(has(roles::CUE));
        }
        if has(roles::PRAISE) {
            self.mocking(has(roles::CUE));
            self.mocking_after();
        } else if has(roles::CUE) {
            self.mocking_before();
        }
        if has(roles::MOCKERY) {
            self.sign();
        }
    }

    /// `my "fresh" salad`: praise that is a single word between quotation marks.
    pub(super) fn quoted(&mut self) {
        if self.sentence.len() < QUOTING {
            return;
        }
        let percent = self.lexicon.settings.quoted;
        for hit in self.found.clone() {
            let unit = self.hits[hit].unit as usize;
            let praises = self.hits[hit].opinion && self.hits[hit].valence > 0;
            if praises && self.units[unit].flags & QUOTED != 0 {
                self.observer.irony(unit);
                self.scale(hit, ("possible irony", unit), (percent, 100));
            }
        }
    }

    /// `great service 🙄`, `still no answer 👏`: a sign of mockery beside what it does not
    /// fit makes irony possible.
    fn sign(&mut self) {
        let mut signs = self.sentence.clone();
        let Some(sign) = signs.find(|&unit| self.is(unit, roles::MOCKERY)) else {
            return;
        };
        let applauds = self
            .opinion(sign)
            .is_some_and(|hit| self.hits[hit].valence > 0);
        let unfit = |hit: &Hit| hit.opinion && hit.valence != 0 && (hit.valence < 0) == applauds;
        let near = self.before.start.min(self.found.start)..self.found.end;
        if self.hits[near].iter().any(unfit) {
            self.observer.irony(sign);
        }
    }

    /// `thanks for the delay`, `love how it crashes`. Beyond a comma bad news may be what the thanks are for
    /// (`bravo to the team, the outage was a tough one`): without a cue or a wait they are only reported.
    fn bitter(&mut self, cue: bool) {
        let mut praise: Option<usize> = None;
        let mut parted = false;
        for unit in self.sentence.clone() {
            if self.is(unit, roles::THANKS | roles::DELIGHT) {
                if self.is_blame(unit) {
                    // `thanks for nothing` is bitter by itself.
                    self.observer.irony(unit);
                }
                praise = Some(unit);
                parted = false;
            } else if self.is(unit, roles::CONTRAST | roles::CONCESSION) {
                praise = None;
            } else if let Some(at) = praise.filter(|&at| unit - at <= NEAR)
                && self.is_blame(unit)
            {
                if parted && !cue && !self.is(unit, roles::TIME | roles::WAITING | roles::NEGATOR) {
                    self.observer.irony(at);
                } else {
                    self.turn_praise(at);
                }
                praise = None;
            }
            parted |= self.units[unit].kind == Kind::Comma;
        }
    }

    /// `two hours without power, well done`: applause after a comma ends a sentence of blame, unless that
    /// is conceded (`despite the delay, well done`).
    fn applause(&mut self) {
        let mut blame = false;
        let mut conceded = false;
        let mut comma = None;
        for unit in self.sentence.clone() {
            if self.units[unit].kind == Kind::Comma {
                comma = Some(unit);
                conceded = false;
            } else if blame
                && comma == unit.checked_sub(1)
                && self.is(unit, roles::THANKS)
                && self.is(unit, roles::PRAISE)
            {
                return self.turn_praise(unit);
            }
            conceded |= self.is(unit, roles::CONCESSION);
            blame |= !conceded && self.is_blame(unit);
        }
    }

    /// `great, another delay`: praise opens the sentence, blame follows; without a cue it is only reported.
    fn mocking(&mut self, cue: bool) {
        let Some(praise) = self.opening() else {
            return;
        };
        let after = praise + 1..self.sentence.end;
        let contrast = after
            .clone()
            .any(|unit| self.is(unit, roles::CONTRAST | roles::CONCESSION));
        if contrast {
            return;
        }
        let blame = after.into_iter().find(|&unit| self.is_blame(unit));
        if blame.is_some_and(|blame| self.weighs(praise, blame)) {
            return;
        }
        let blame = blame.is_some();
        if blame && cue || !blame && self.comes_again(praise + 1) {
            self.turn_praise(praise);
        } else if blame {
            self.observer.irony(praise);
        }
    }

    /// `great camera, terrible battery` weighs two things: each is named, and the blame opens its clause.
    fn weighs(&self, praise: usize, blame: usize) -> bool {
        let parts = |unit: usize| self.units[unit].kind == Kind::Comma;
        let mocks = self.is(praise, roles::THANKS) || self.is(blame, roles::CUE | roles::WAITING);
        !mocks && !parts(praise + 1) && parts(blame - 1) && blame + 1 < self.sentence.end
    }

    /// `great, another update`: after a comma something comes again that nothing good is said of.
    fn comes_again(&self, comma: usize) -> bool {
        let is_praise = |unit| {
            let hit = self.opinion(unit);
            hit.is_some_and(|hit| Side::of(&self.hits[hit]) == Side::Praise)
        };
        self.is(comma + 1, roles::AGAIN)
            && self.units[comma].kind == Kind::Comma
            && !(comma..self.sentence.end).any(is_praise)
    }

    /// `Great. Another delay.`: the praise stands in the sentence before.
    fn mocking_before(&mut self) {
        let start = self.sentence.start;
        let opens =
            self.is(start, roles::CUE) && self.sentence.clone().any(|unit| self.is_blame(unit));
        if !opens || self.before.len() != 1 {
            return;
        }
        let praise = self.hits[self.before.start].unit as usize;
        if self.units[praise].roles & roles::PRAISE != 0 && start - praise <= 2 {
            self.turn_praise(praise);
        }
    }

    /// `They hung up on me. Outstanding.`: praise alone after a sentence of nothing but blame.
    fn mocking_after(&mut self) {
        let mut words = self.sentence.clone();
        let (Some(praise), after) = (words.next(), words.next()) else {
            return;
        };
        let alone = after.is_none_or(|unit| self.units[unit].kind == Kind::End);
        let shouts = self.units[self.sentence.end - 1].exclamations > 0;
        let bitter = || self.side(&self.before) == Some(Side::Blame);
        if alone
            && !shouts
            && self.is(praise, roles::PRAISE)
            && !self.is(praise, roles::THANKS)
            && bitter()
        {
            self.turn_praise(praise);
        }
    }

    /// Praise among the first two words of the sentence.
    fn opening(&self) -> Option<usize> {
        let mut first = self.sentence.clone().take(2);
        first.find(|&unit| self.is(unit, roles::PRAISE))
    }

    fn is_blame(&self, unit: usize) -> bool {
        self.opinion(unit)
            .is_some_and(|hit| self.hits[hit].valence < 0)
    }

    fn turn_praise(&mut self, unit: usize) {
        self.observer.irony(unit);
        let hit = self.units[unit].hit as usize;
        if self.hits.get(hit).is_some_and(|hit| hit.valence > 0) {
            let percent = self.lexicon.settings.ironic;
            self.scale(hit, ("possible irony", unit), (percent, 100));
        }
    }
}
