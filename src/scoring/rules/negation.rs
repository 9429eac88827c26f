//! Negation: what it reaches, where it ends, and what two of them do.

use super::{Observer, Rules};
use crate::{
    lexicon::roles::{self, Roles},
    scoring::{phrases::Unit, tokens::Kind},
};

/// How many words of content a negation may pass on the way to its word.
const REACH: u32 = 3;
/// The same through a verb of opinion (do not think that …).
const FAR_REACH: u32 = 8;

/// A negation on the way to its word.
#[derive(Clone, Copy)]
struct Scope {
    /// The unit that negates.
    unit: usize,
    /// How many words it may still pass.
    left: u32,
    /// Whether another negation took it back.
    double: bool,
    /// Whether it has turned a word already, and whether a link leads on from there.
    spent: bool,
    linked: bool,
}

impl Scope {
    fn new(unit: usize) -> Self {
        Self {
            unit,
            left: REACH,
            double: false,
            spent: false,
            linked: false,
        }
    }

    /// What is left of it after a word that it does not turn.
    fn pass(mut self, roles: Roles) -> Option<Self> {
        let silent = roles & (roles::FILLER | roles::BOOSTER) != 0;
        if roles & roles::OPINION != 0 {
            self.left = FAR_REACH;
        } else if roles & roles::LINK != 0 {
            self.linked = true;
        } else if self.spent && !silent {
            return None;
        } else if !silent {
            self.left = self.left.checked_sub(1)?;
        }
        Some(self)
    }
}

impl<O: Observer> Rules<'_, O> {
    /// `not good`, `never had any trouble`, `I do not think that this is good`.
    pub(super) fn negation(&mut self) {
        let mut scope: Option<Scope> = None;
        for at in self.sentence.clone() {
            let unit = self.units[at];
            scope = if ends(&unit) {
                None
            } else if unit.roles & roles::NEGATOR != 0 {
                Some(self.negator(scope, at))
            } else if let Some(hit) = self.opinion(at) {
                scope.and_then(|scope| self.turn(scope, hit))
            } else {
                scope
                    .filter(|scope| !self.taken_back(*scope, at))
                    .and_then(|scope| scope.pass(unit.roles))
            };
        }
        self.afterthought();
    }

    /// A negator within another's reach takes it back, unless it only says it again.
    fn negator(&mut self, scope: Option<Scope>, at: usize) -> Scope {
        match scope {
            Some(scope) if !scope.spent && scope.unit + 1 < at && !self.is(at, roles::LINK) => {
                self.silence(scope.unit);
                Scope {
                    double: !scope.double,
                    ..Scope::new(at)
                }
            }
            _ => Scope::new(at),
        }
    }

    /// `never had such bad service` says how bad it was.
    fn taken_back(&self, scope: Scope, at: usize) -> bool {
        self.is(scope.unit, roles::ABSOLUTE) && self.is(at, roles::COMPARED)
    }

    fn turn(&mut self, mut scope: Scope, hit: usize) -> Option<Scope> {
        if scope.spent && !scope.linked {
            return None;
        }
        scope.linked = false;
        scope.spent = true;
        self.silence(scope.unit);
        let rule = if scope.double {
            "double negation"
        } else {
            "negation"
        };
        let factors = self.factors(scope, hit);
        self.scale(hit, (rule, scope.unit), factors);
        // A denial is an opinion of its own, however factual the word that it denies.
        let denied = &mut self.hits[hit];
        denied.subjectivity = denied.subjectivity.max(denied.valence.abs() * 4 / 5);
        Some(scope)
    }

    /// A negator that turned a word says nothing more by itself.
    fn silence(&mut self, unit: usize) {
        let own = self.units[unit].hit as usize;
        if self
            .hits
            .get(own)
            .is_some_and(|hit| hit.valence != 0 || hit.subjectivity != 0)
        {
            self.scale(own, ("negation", unit), (0, 0));
        }
    }

    fn factors(&self, scope: Scope, hit: usize) -> (i32, i32) {
        let settings = self.lexicon.settings;
        if scope.double {
            return (settings.doubly_negated, settings.doubly_negated);
        }
        let faint = self.is(scope.unit, roles::FAINT);
        let valence = match (self.hits[hit].valence > 0, faint) {
            (true, false) => settings.negated_praise,
            (false, false) => settings.negated_blame,
            (true, true) => settings.faintly_negated_praise,
            (false, true) => settings.faintly_negated_blame,
        };
        (valence, settings.negated_subjectivity)
    }

    /// `Great service. NOT!` takes the sentence before back.
    fn afterthought(&mut self) {
        let mut words = self
            .sentence
            .clone()
            .filter(|&unit| self.units[unit].kind == Kind::Word);
        let (Some(unit), None) = (words.next(), words.next()) else {
            return;
        };
        if !self.is(unit, roles::AFTERTHOUGHT) {
            return;
        }
        for hit in self.before.clone() {
            if self.hits[hit].opinion && self.hits[hit].valence > 0 {
                let turned = self.lexicon.settings.negated_praise;
                self.scale(hit, ("afterthought", unit), (turned, 100));
            }
        }
    }
}

/// Whether a negation ends here at the latest.
fn ends(unit: &Unit) -> bool {
    matches!(
        unit.kind,
        Kind::Comma | Kind::Clause | Kind::End | Kind::Symbol
    ) || unit.roles & (roles::STOP | roles::CONTRAST | roles::CONCESSION) != 0
}
