//! Moods: remedies, "less", wishes, conditions, questions, excess, waiting.

use std::ops::Range;

use super::{Observer, Rules};
use crate::{
    lexicon::roles::{self, Roles},
    scoring::tokens::{ASKS, Kind},
};

/// How many words may stand between a remedy and what it mends.
const MENDED: usize = 4;
/// How many words may stand between a negation and the remedy that it denies.
const DENIED: usize = 3;
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
        if has(roles::WITHDRAWS | roles::NEGATOR) {
            self.withdrawal();
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
        if has(roles::OPENER | roles::ASKS_WITHIN) {
            self.question();
        }
    }

    /// `fixed my problem`: the problem is gone.
    fn remedy(&mut self) {
        let percent = self.lexicon.settings.remedied;
        self.each_reached(roles::REMEDY, MENDED, |rules, remedy, hit| {
            if rules.hits[hit].valence < 0 && !rules.is_denied(remedy) {
                rules.scale(hit, ("remedy", remedy), (percent, 100));
            }
        });
    }

    /// Whether a negator, or what announces one, stands shortly before a unit, or one that reaches back
    /// right behind it or at the end of its clause.
    fn is_denied(&self, unit: usize) -> bool {
        let is_word = |at: &usize| self.units[*at].kind == Kind::Word;
        let before = unit.saturating_sub(DENIED)..unit;
        let mut before = before.rev().take_while(is_word);
        let mut after = (unit + 1..self.sentence.end).take_while(is_word);
        before.any(|at| self.is(at, roles::NEGATOR | roles::OPENS_NEGATION))
            || after.any(|at| self.is(at, roles::BACK) && (at == unit + 1 || self.ends_clause(at)))
    }

    /// `Problem sofort gelöst`: the nearest blame before it in its clause is gone, unless a denial stands
    /// before (`not well solved` and `should have been solved` mend nothing). What is asked is not mended yet.
    fn mended(&mut self) {
        if self.units[self.sentence.end - 1].flags & ASKS != 0 {
            return;
        }
        let undone = roles::NEGATOR | roles::WISH | roles::CONDITION;
        let percent = self.lexicon.settings.remedied;
        let mut blame: Option<usize> = None;
        let mut denied = false;
        for unit in self.sentence.clone() {
            let ends = matches!(self.units[unit].kind, Kind::Comma | Kind::Clause);
            if ends || self.is(unit, undone | roles::CONTRAST) {
                blame = None;
                denied = !ends && self.is(unit, undone);
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

    /// `The trailer was amazing. The film, not so much.`, `the box is nice, the taste isn't`: the
    /// nearest praise before is no praise of this.
    fn withdrawal(&mut self) {
        let Some((last, here)) = self.withdrawn() else {
            return;
        };
        let praise = |hit: &usize| self.hits[*hit].opinion && self.hits[*hit].valence > 0;
        let nearest = here.rev().find(praise);
        if let Some(hit) = nearest {
            let percent = self.lexicon.settings.lessened;
            self.scale(hit, ("less", last), (percent, 100));
        }
    }

    /// What ends the sentence by taking praise back, and the hits among which that praise is: a
    /// negator with nothing after it denies what stands before the last comma.
    fn withdrawn(&self) -> Option<(usize, Range<usize>)> {
        let mut units = self.sentence.clone().rev();
        let last = units.find(|&unit| self.units[unit].kind == Kind::Word)?;
        if self.is(last, roles::WITHDRAWS) {
            let here = self.hits_of(self.sentence.start..last);
            return Some((last, self.before.start.min(here.start)..here.end));
        }
        let asks = self.units[self.sentence.end - 1].flags & ASKS != 0;
        if asks || !self.is(last, roles::NEGATOR) || self.is(last, roles::PAIRED) {
            return None;
        }
        let comma = units.find(|&unit| self.units[unit].kind == Kind::Comma)?;
        Some((last, self.hits_of(self.sentence.start..comma)))
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
        if self.units[last].flags & ASKS == 0 || !self.can_be_answered() {
            return;
        }
        let percent = self.lexicon.settings.asked;
        for hit in self.found.clone() {
            if self.hits[hit].opinion {
                self.scale(hit, ("question", last), (percent, percent));
            }
        }
    }

    /// Whether a question asks yes or no: it opens so, or is turned within and opens with no `why`.
    fn can_be_answered(&self) -> bool {
        let mut units = self.sentence.clone();
        let Some(first) = units.find(|&unit| self.units[unit].kind == Kind::Word) else {
            return false;
        };
        self.is(first, roles::OPENER)
            || !self.is(first, roles::STOP) && units.any(|unit| self.is(unit, roles::ASKS_WITHIN))
    }
}
