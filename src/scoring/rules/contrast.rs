//! Contrast and concession: `nice but slow`, `although it is slow, I love it`.

use std::ops::Range;

use super::{Hit, Observer, Rules, Side};
use crate::{
    lexicon::roles::{self, Roles},
    scoring::tokens::Kind,
};

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
            self.balance(at, before, self.hits_of(at..self.sentence.end));
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
        self.balance(at, conceded, meant);
    }

    fn balance(&mut self, trigger: usize, less: Range<usize>, more: Range<usize>) {
        if less.is_empty() || more.is_empty() {
            return;
        }
        let settings = self.lexicon.settings;
        self.weigh(trigger, less, settings.contrast_before);
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
