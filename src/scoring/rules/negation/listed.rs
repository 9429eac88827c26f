//! Words of which a list tells what their denial says (`!good`).

use super::scope::{Course, Scope};
use crate::{
    lexicon::roles,
    scoring::rules::{Observer, Rules},
};

impl<O: Observer> Rules<'_, O> {
    /// A negation passes over a word that it does not turn: a list may tell what that says.
    pub(super) fn pass_over(&mut self, scope: Scope, unit: usize) {
        let goes = matches!(scope.course, Course::Seeks | Course::Spans);
        if goes && scope.side.is_none() {
            self.deny_by_list(scope, unit);
        }
    }

    /// Gives a word what a list says of its plain denial, if one does.
    pub(super) fn deny_by_list(&mut self, scope: Scope, unit: usize) -> bool {
        if scope.double || self.is(scope.unit, roles::FAINT) {
            return false;
        }
        let has_denial = self.is(unit, roles::DENIED);
        let denial = has_denial.then(|| self.lexicon.denial(self.units[unit].term));
        let hit = self.units[unit].hit as usize;
        let Some(((term, sense), denied)) = denial.flatten().zip(self.hits.get_mut(hit)) else {
            self.observer.negated(unit);
            return false;
        };
        denied.valence = sense.valence;
        denied.subjectivity = sense.subjectivity;
        denied.opinion = sense.roles & roles::STRONG != 0;
        self.observer.denied(hit, term);
        let rule = "listed negation";
        self.observer.touched(hit, rule, scope.unit, sense.valence);
        true
    }
}
