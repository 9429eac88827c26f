//! Emphasis: boosters, capitals, lengthened words, exclamation marks, repetition.

use super::{Observer, Rules, percent};
use crate::{
    lexicon::{
        compile::NONE,
        roles::{self, Roles},
    },
    scoring::tokens::{CAPITALS, LENGTHENED},
};

/// How many words may stand between a booster and its word.
const BEFORE: usize = 2;
/// How many words may stand between a word and a booster after it.
const BEHIND: usize = 3;
/// Exclamation marks beyond these add nothing.
const EXCLAMATIONS: u8 = 3;
/// The bounds of stacked boosters, in percent.
const STACKED: std::ops::RangeInclusive<i32> = 40..=200;

/// A booster that waits for its word.
#[derive(Clone, Copy)]
struct Pending {
    unit: usize,
    percent: i32,
    passed: usize,
}

impl<O: Observer> Rules<'_, O> {
    /// The same emoji or word again and again says little more than once.
    pub(super) fn repetition(&mut self) {
        let (mut last, mut keep) = (NONE, 100);
        for hit in self.found.clone() {
            let unit = self.hits[hit].unit as usize;
            let term = self.units[unit].term;
            keep = if term == last {
                percent(keep, self.lexicon.settings.repeated)
            } else {
                100
            };
            last = term;
            if keep < 100 {
                self.scale(hit, ("repetition", unit), (keep, keep));
            }
        }
    }

    /// `very good`, `slightly late`; `love it a lot`.
    pub(super) fn boosters(&mut self, present: Roles) {
        if present & roles::BOOSTER != 0 {
            self.boosters_before();
        }
        if present & roles::AFTER != 0 {
            self.boosters_behind();
        }
    }

    fn boosters_before(&mut self) {
        let mut pending: Option<Pending> = None;
        for unit in self.sentence.clone() {
            if self.is(unit, roles::BOOSTER) {
                pending = Some(self.stack(pending, unit));
            } else if let Some(booster) = pending {
                if let Some(hit) = self.opinion(unit) {
                    self.boost(booster, hit);
                    pending = None;
                } else {
                    pending = booster.pass();
                }
            }
        }
    }

    /// A booster joins those that stand before it; what was a word of opinion itself no longer is.
    fn stack(&mut self, pending: Option<Pending>, unit: usize) -> Pending {
        let own = self.strength(unit);
        let before = pending.filter(|booster| booster.passed == 0);
        let stacked = before.map_or(own, |booster| percent(booster.percent, own));
        Pending {
            unit,
            percent: stacked.clamp(*STACKED.start(), *STACKED.end()),
            passed: 0,
        }
    }

    fn strength(&self, unit: usize) -> i32 {
        let term = self.lexicon.term(self.units[unit].term);
        term.map_or(100, |term| term.percent)
    }

    fn boost(&mut self, booster: Pending, hit: usize) {
        if let Some(own) = self.opinion(booster.unit) {
            if booster.passed > 0 {
                return;
            }
            self.scale(own, ("booster", booster.unit), (0, 0));
        }
        self.scale(
            hit,
            ("booster", booster.unit),
            (booster.percent, booster.percent),
        );
    }

    fn boosters_behind(&mut self) {
        let mut last: Option<(usize, usize)> = None;
        for unit in self.sentence.clone() {
            if let Some(hit) = self.opinion(unit) {
                last = Some((unit, hit));
            } else if let Some((_, hit)) =
                last.filter(|&(at, _)| self.is(unit, roles::AFTER) && unit - at <= BEHIND)
            {
                let strength = self.strength(unit);
                self.scale(hit, ("booster", unit), (strength, strength));
                last = None;
            }
        }
    }

    /// `GREAT` in a text that is not all capitals; `greeeat`.
    pub(super) fn lengthening(&mut self) {
        let settings = self.lexicon.settings;
        for hit in self.found.clone() {
            let unit = self.hits[hit].unit as usize;
            let flags = self.units[unit].flags;
            if flags & CAPITALS != 0 && self.hits[hit].opinion {
                self.scale(
                    hit,
                    ("capitals", unit),
                    (settings.capitals, settings.capitals),
                );
            }
            if flags & LENGTHENED != 0 {
                self.scale(
                    hit,
                    ("lengthening", unit),
                    (settings.lengthened, settings.lengthened),
                );
            }
        }
    }

    /// `great!!!`
    pub(super) fn exclamation(&mut self) {
        let last = self.sentence.end - 1;
        let count = self.units[last].exclamations.min(EXCLAMATIONS);
        if count == 0 {
            return;
        }
        let strength = 100 + i32::from(count) * self.lexicon.settings.exclaimed;
        for hit in self.found.clone() {
            if self.hits[hit].opinion {
                self.scale(hit, ("exclamation", last), (strength, strength));
            }
        }
    }
}

impl Pending {
    fn pass(mut self) -> Option<Self> {
        self.passed += 1;
        (self.passed <= BEFORE).then_some(self)
    }
}
