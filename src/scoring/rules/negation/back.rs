//! Negation that stands behind its word: `j'aime pas`, `ich mag das nicht`, `werkt niet`.

use super::{Clause, Scope};
use crate::{
    lexicon::roles,
    scoring::{
        rules::{Observer, Rules, Side},
        tokens::Kind,
    },
};

/// How many words of content may stand between a word of opinion and the negator that ends its clause.
const NEAR: u32 = 1;

/// How many words before a word of blame a remedy for it may stand.
const MENDED: usize = 3;

impl<O: Observer> Rules<'_, O> {
    /// Turns what stands before a negator: all between it and its opener; without an
    /// opener the verb that it belongs to (one of opinion if there is any), else an opinion that it ends the clause of.
    pub(super) fn reach_back(&mut self, scope: &mut Scope, clause: &mut Clause) {
        let at = scope.unit;
        let (from, found) = match clause.opener {
            Some(opener) => (opener, None),
            None => (at, self.denied_before(at, clause.start)),
        };
        let between = (from + 1..at).filter(|&unit| self.can_be_denied(unit));
        let all = between.chain(found);
        let stays = |unit| {
            self.is(unit, roles::SETTLED) || self.unequalled(*scope, unit) || self.unmended(unit)
        };
        let turned: Vec<usize> = all.filter(|&unit| !stays(unit)).collect();
        for unit in from + 1..at {
            if !self.can_be_denied(unit) {
                self.deny_by_list(*scope, unit);
            }
        }
        if at > 0 && self.is(at - 1, roles::REMEDY) {
            // `ne règle pas le problème`
            scope.side = Some(Side::Praise);
        }
        for unit in turned {
            scope.side = Some(self.side_of(unit));
            clause.turned = true;
            self.deny(*scope, unit);
        }
    }

    /// `so schnell war noch nie jemand`: an absolute negator says how fast it was.
    fn unequalled(&self, scope: Scope, unit: usize) -> bool {
        scope.absolute && unit > 0 && self.is(unit - 1, roles::COMPARED)
    }

    /// `löst das Problem nicht`: what is not mended stays as bad as it is.
    fn unmended(&self, unit: usize) -> bool {
        let mut near = unit.saturating_sub(MENDED)..unit;
        self.side_of(unit) == Side::Blame && near.any(|at| self.is(at, roles::REMEDY))
    }

    fn denied_before(&self, at: usize, start: usize) -> Option<usize> {
        let reach = u32::try_from(self.lexicon.settings.negation_reach_back).unwrap_or(0);
        let opinion = |unit| self.opinion(unit).is_some();
        let verb = |unit| self.is(unit, roles::VERB);
        let strong = self.nearest(start..at, reach, |unit| verb(unit) && opinion(unit));
        let found = strong.or_else(|| self.nearest(start..at, reach, verb));
        found.or_else(|| {
            let near = || self.nearest(start..at, NEAR, opinion);
            self.ends_clause(at).then(near).flatten()
        })
    }

    /// The last unit of a range that is wanted, past so many words of content; links part clauses.
    fn nearest(
        &self,
        units: std::ops::Range<usize>,
        reach: u32,
        is_wanted: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let mut left = reach;
        for unit in units.rev() {
            if is_wanted(unit) {
                return Some(unit);
            }
            if self.is(unit, roles::LINK) {
                return None;
            }
            if !self.is(unit, roles::FILLER | roles::BOOSTER | roles::AFTER) {
                left = left.checked_sub(1)?;
            }
        }
        None
    }

    /// Whether no word of content follows in the clause.
    pub(in crate::scoring::rules) fn ends_clause(&self, at: usize) -> bool {
        let silent = roles::BOOSTER | roles::AFTER | roles::FILLER | roles::OPINION;
        let mut rest =
            (at + 1..self.sentence.end).take_while(|&unit| !super::ends(&self.units[unit]));
        rest.all(|unit| {
            self.units[unit].kind != Kind::Word
                || self.is(unit, silent) && self.opinion(unit).is_none()
        })
    }
}
