//! Moods: remedies, "less", wishes, conditions, questions, excess, waiting.

use super::{Observer, Rules};
use crate::{
    lexicon::roles::{self, Roles},
    scoring::tokens::{ASKS, Kind},
};

/// How many words may stand between a remedy and what it mends.
const MENDED: usize = 4;
/// How many words may stand between "less" and what it lessens.
const LESSENED: usize = 2;

impl<O: Observer> Rules<'_, O> {
    /// The rules of mood, each where its trigger is present.
    pub(super) fn moods(&mut self, present: Roles) {
        let has = |wanted: Roles| present & wanted != 0;
        if has(roles::REMEDY) {
            self.remedy();
        }
        if has(roles::MENDED) {
            self.mended();
        }
        if has(roles::LESS) {
            self.less();
        }
        if has(roles::TOO | roles::TOO_BEHIND) {
            self.excess();
        }
        if has(roles::WAITING) && has(roles::TIME) {
            self.waiting();
        }
        if has(roles::WISH) {
            self.wish();
        }
        if has(roles::CONDITION) {
            self.condition();
        }
        if has(roles::OPENER) {
            self.question();
        }
    }

    /// `fixed my problem`: the problem is gone.
    fn remedy(&mut self) {
        let percent = self.lexicon.settings.remedied;
        self.each_reached(roles::REMEDY, MENDED, |rules, remedy, hit| {
            if rules.hits[hit].valence < 0 {
                rules.scale(hit, ("remedy", remedy), (percent, 100));
            }
        });
    }

    /// `Problem sofort gelöst`: the nearest blame before it in its clause is gone, unless a denial stands
    /// before (`not well solved` mends nothing).
    fn mended(&mut self) {
        let percent = self.lexicon.settings.remedied;
        let mut blame: Option<usize> = None;
        let mut denied = false;
        for unit in self.sentence.clone() {
            let ends = matches!(self.units[unit].kind, Kind::Comma | Kind::Clause);
            if ends || self.is(unit, roles::NEGATOR | roles::CONTRAST) {
                blame = None;
                denied = !ends && self.is(unit, roles::NEGATOR);
            } else if let (Some(hit), true) = (blame, self.is(unit, roles::MENDED)) {
                self.scale(hit, ("remedy", unit), (percent, 100));
                blame = None;
            } else if let Some(hit) = self.opinion(unit) {
                let found = !denied && self.hits[hit].valence < 0;
                blame = found.then_some(hit).or(blame);
            }
        }
    }

    /// `less reliable`
    fn less(&mut self) {
        let percent = self.lexicon.settings.lessened;
        self.each_reached(roles::LESS, LESSENED, |rules, less, hit| {
            rules.scale(hit, ("less", less), (percent, 100));
        });
    }

    /// Finds the first word of opinion within reach of each unit with a role.
    fn each_reached(&mut self, role: Roles, reach: usize, act: impl Fn(&mut Self, usize, usize)) {
        let mut trigger: Option<usize> = None;
        for unit in self.sentence.clone() {
            let near =
                trigger.filter(|&at| unit - at <= reach && self.units[unit].kind == Kind::Word);
            if let (Some(at), Some(hit)) = (near, self.opinion(unit)) {
                act(self, at, hit);
                trigger = None;
            } else if self.units[unit].roles & role != 0 {
                trigger = Some(unit);
            } else {
                trigger = near;
            }
        }
    }

    /// `too long`, `pequeno demais`: what is neither good nor bad is bad in excess.
    fn excess(&mut self) {
        let valence = self.lexicon.settings.excessive;
        for unit in self.sentence.clone() {
            let Some(too) = self.too(unit) else { continue };
            let before = unit.min(too);
            let negated = before > 0 && self.is(before - 1, roles::NEGATOR);
            if !negated {
                self.set(self.units[unit].hit as usize, ("excess", too), valence);
            }
        }
    }

    /// What says of a quality that there is too much of it.
    fn too(&self, unit: usize) -> Option<usize> {
        if !self.is(unit, roles::EXCESS) {
            return None;
        }
        let before = unit.checked_sub(1).filter(|&at| self.is(at, roles::TOO));
        before.or_else(|| Some(unit + 1).filter(|&at| self.is(at, roles::TOO_BEHIND)))
    }

    /// `I wish it worked`: praise for what is not there.
    fn wish(&mut self) {
        let percent = self.lexicon.settings.wished;
        let Some(at) = self
            .sentence
            .clone()
            .find(|&unit| self.is(unit, roles::WISH))
        else {
            return;
        };
        for hit in self.hits_of(at + 1..self.sentence.end) {
            if self.hits[hit].opinion && self.hits[hit].valence > 0 {
                self.scale(hit, ("wish", at), (percent, 100));
            }
        }
    }

    /// `if it is good`: up to the end of the clause nothing is said to be so.
    fn condition(&mut self) {
        let percent = self.lexicon.settings.supposed;
        let mut condition = None;
        for unit in self.sentence.clone() {
            if self.is(unit, roles::CONDITION) {
                condition = Some(unit);
            } else if matches!(self.units[unit].kind, Kind::Comma | Kind::Clause) {
                condition = None;
            } else if let (Some(at), Some(hit)) = (condition, self.opinion(unit)) {
                self.scale(hit, ("condition", at), (percent, percent));
            }
        }
    }

    /// `is it any good?`: asked, not said.
    fn question(&mut self) {
        let last = self.sentence.end - 1;
        let mut words = self
            .sentence
            .clone()
            .filter(|&unit| self.units[unit].kind == Kind::Word);
        let opens = words
            .next()
            .is_some_and(|unit| self.is(unit, roles::OPENER));
        if !opens || self.units[last].flags & ASKS == 0 {
            return;
        }
        let percent = self.lexicon.settings.asked;
        for hit in self.found.clone() {
            if self.hits[hit].opinion {
                self.scale(hit, ("question", last), (percent, percent));
            }
        }
    }
}
