//! Complaints of time: `on hold for two hours`, `three weeks and still no parcel`.

use super::{Observer, Rules};
use crate::{lexicon::roles, scoring::tokens::NUMBER};

/// How many words may stand between a wait and how long it took.
const APART: usize = 10;

impl<O: Observer> Rules<'_, O> {
    /// A length of time beside a word of waiting is a complaint; once a sentence.
    pub(super) fn waiting(&mut self) {
        let (mut time, mut wait): (Option<usize>, Option<usize>) = (None, None);
        for unit in self.sentence.clone() {
            if self.is(unit, roles::TIME) && self.measured(unit) {
                time = Some(unit);
            } else if self.is(unit, roles::WAITING) {
                wait = Some(unit);
            }
            if let (Some(time), Some(wait)) = (time, wait)
                && time.abs_diff(wait) <= APART
            {
                let hit = self.units[time].hit as usize;
                return self.set(hit, ("waiting", wait), self.lexicon.settings.waited);
            }
        }
    }

    /// Whether a number or quantity stands before a unit of time.
    fn measured(&self, unit: usize) -> bool {
        let before = unit.saturating_sub(2).max(self.sentence.start)..unit;
        before
            .into_iter()
            .any(|near| self.is(near, roles::QUANTITY) || self.units[near].flags & NUMBER != 0)
    }
}
