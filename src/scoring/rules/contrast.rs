//! Contrast and concession: `nice but slow`, `although it is slow, I love it`.

use std::ops::Range;

use super::{Hit, Observer, Rules, Side};
use crate::{
    lexicon::roles::{self, Roles},
    scoring::tokens::{ASKS, Kind},
};

/// How many words and marks make a text so short that it says one thing.
const SHORT: usize = 24;

impl<O: Observer> Rules<'_, O> {
    /// Of what stands on both sides of a contrast, what is said last weighs more;
    /// what is conceded weighs less.
    pub(super) fn contrast(&mut self) {
        let opening = self.first_word();
        let contrast = self.last(roles::CONTRAST);
        // `though` contrasts with what stands before it; where it opens a sentence it concedes.
        let contrast =
            contrast.filter(|&at| Some(at) != opening || !self.is(at, roles::CONCESSION));
        if let Some(at) = contrast {
            let before = if opening == Some(at) {
                self.before.clone()
            } else {
                self.hits_of(self.sentence.start..at)
            };
            let after = self.hits_of(at..self.sentence.end);
            if opening != Some(at) && self.is(at, roles::TURNS) && !self.speaks(&after) {
                self.imply(at, before, after);
            } else {
                self.balance(at, before, after);
            }
        } else if let Some(at) = self
            .last(roles::CONCESSION)
            .filter(|&at| self.units[at + 1].kind == Kind::Word)
        {
            self.concession(at);
        }
    }

    /// `nice idea, terribly executed`: praise and then blame, with a comma between them for a `but`.
    pub(super) fn juxtaposition(&mut self) {
        let parts = |unit: &usize| matches!(self.units[*unit].kind, Kind::Comma | Kind::Clause);
        let mut commas = self.sentence.clone().filter(parts);
        let (Some(comma), None) = (commas.next(), commas.next()) else {
            return;
        };
        let first = self.hits_of(self.sentence.start..comma);
        let second = self.hits_of(comma..self.sentence.end);
        let is_praise = self.side(&first) == Some(Side::Praise);
        if is_praise && self.side(&second) == Some(Side::Blame) {
            self.balance(comma, first, second);
        }
    }

    /// The one side that all opinions of a range take.
    pub(super) fn side(&self, hits: &Range<usize>) -> Option<Side> {
        let said = |hit: &&Hit| hit.opinion && hit.valence != 0;
        let mut sides = self.hits[hits.clone()].iter().filter(said).map(Side::of);
        let side = sides.next()?;
        sides.all(|other| other == side).then_some(side)
    }

    /// The last unit with a role that has words after it.
    fn last(&self, role: Roles) -> Option<usize> {
        let mut followed = false;
        for unit in self.sentence.clone().rev() {
            if followed && self.units[unit].roles & role != 0 {
                return Some(unit);
            }
            followed |= matches!(self.units[unit].kind, Kind::Word | Kind::Symbol);
        }
        None
    }

    fn first_word(&self) -> Option<usize> {
        self.sentence
            .clone()
            .find(|&unit| self.units[unit].kind == Kind::Word)
    }

    /// A concession reaches to the end of its clause, without a comma over one word of opinion;
    /// the rest of the sentence is what is meant.
    fn concession(&mut self, at: usize) {
        let mut comma = at..self.sentence.end;
        let comma = comma.find(|&unit| matches!(self.units[unit].kind, Kind::Comma | Kind::Clause));
        let end = comma.unwrap_or(self.sentence.end);
        let conceded = self.hits_of(at..end);
        let before = self.hits_of(self.sentence.start..at);
        let after = self.hits_of(end..self.sentence.end);
        if before.is_empty() && after.is_empty() {
            let first = conceded.clone().find(|&hit| self.hits[hit].opinion);
            let next = first.map_or(conceded.end, |first| first + 1);
            return self.balance(at, conceded.start..next, next..conceded.end);
        }
        if !before.is_empty() && at > 0 && self.units[at - 1].kind == Kind::Comma {
            return;
        }
        let meant = if before.is_empty() { after } else { before };
        if meant.start >= conceded.end && self.is(at, roles::TURNS) && !self.speaks(&meant) {
            self.imply(at, conceded, meant);
        } else {
            self.balance(at, conceded, meant);
        }
    }

    /// `a pretty room, but we heard the lift all night`: where nothing of opinion follows, what does is meant
    /// to be the opposite of what stands before, if that short sentence is all that is said.
    fn imply(&mut self, trigger: usize, hits: Range<usize>, more: Range<usize>) {
        let asks = self.units[self.sentence.end - 1].flags & ASKS != 0;
        let denies = (trigger..self.sentence.end).any(|unit| self.is(unit, roles::NEGATOR));
        let side = self.side(&hits).filter(|_| self.is_all() && !asks);
        // What is denied is no praise: `says delivered, but there is nothing here`.
        let Some(side) = side.filter(|&side| side == Side::Praise || !denies) else {
            return self.balance(trigger, hits, more);
        };
        let settings = self.lexicon.settings;
        let percent = match side {
            Side::Praise => settings.implied_blame,
            Side::Blame => settings.implied_praise,
        };
        for hit in hits {
            if self.hits[hit].opinion {
                self.scale(hit, ("contrast", trigger), (percent, 100));
            }
        }
    }

    /// Whether this sentence is all that the text says, and short.
    fn is_all(&self) -> bool {
        self.sentence.len() == self.units.len() && self.units.len() <= SHORT
    }

    /// Whether an opinion of either side is among hits.
    fn speaks(&self, hits: &Range<usize>) -> bool {
        let hits = &self.hits[hits.clone()];
        hits.iter().any(|hit| hit.opinion && hit.valence != 0)
    }

    fn balance(&mut self, trigger: usize, less: Range<usize>, more: Range<usize>) {
        if less.is_empty() || more.is_empty() {
            return;
        }
        let settings = self.lexicon.settings;
        let decides = self.is(trigger, roles::TURNS) && self.is_all() && self.speaks(&more);
        let before = if decides {
            settings.contrast_short
        } else {
            settings.contrast_before
        };
        self.weigh(trigger, less, before);
        self.weigh(trigger, more, settings.contrast_after);
    }

    fn weigh(&mut self, trigger: usize, hits: Range<usize>, percent: i32) {
        for hit in hits {
            if self.hits[hit].opinion && self.hits[hit].valence != 0 {
                self.scale(hit, ("contrast", trigger), (percent, percent));
            }
        }
    }

    /// The hits of a range of units.
    pub(super) fn hits_of(&self, units: Range<usize>) -> Range<usize> {
        let hits = &self.hits[self.found.clone()];
        let from = hits.partition_point(|hit| (hit.unit as usize) < units.start);
        let to = hits.partition_point(|hit| (hit.unit as usize) < units.end);
        self.found.start + from..self.found.start + to
    }
}
