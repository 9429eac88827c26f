//! Negation: what it reaches, where it ends, and what two of them do.

mod back;

use super::{Observer, Rules};
use crate::{
    lexicon::roles::{self, Roles},
    scoring::{phrases::Unit, tokens::Kind},
};

/// How many words of content a negation may pass through a verb of opinion (do not think that …).
const FAR_REACH: u32 = 8;

/// How many words of content may stand between two negations that take each other back.
const BETWEEN: u32 = 1;

/// A negation on the way to its word.
#[derive(Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "what happened on the way, one independent of the other"
)]
struct Scope {
    /// The unit that negates.
    unit: usize,
    /// How many words of content it may still pass.
    left: u32,
    /// Whether another negation took it back.
    double: bool,
    /// The absolute negator in it, which a word of comparison takes back.
    absolute: Option<usize>,
    /// Whether it has turned a word already, and whether a link leads on from there.
    spent: bool,
    linked: bool,
    /// Whether it goes through a verb of opinion, and so over the whole clause.
    far: bool,
    /// Whether what it turned before itself was praise: then what follows must be so too.
    praise: Option<bool>,
    /// Whether it goes on beyond what it turned, to praise only: no link carries it on, no verb takes it.
    ends_at_link: bool,
}

impl Scope {
    fn new(unit: usize, left: u32) -> Self {
        Self {
            unit,
            left,
            double: false,
            absolute: None,
            spent: false,
            linked: false,
            far: false,
            praise: None,
            ends_at_link: false,
        }
    }

    /// Beyond a verb that it denied it reaches praise right beside it only (`never arrive on time`).
    fn past_verb(self, alone: bool) -> Self {
        Self {
            left: self.left.min(1),
            praise: Some(true),
            ends_at_link: alone,
            ..self
        }
    }

    /// What is left of it after a word that it does not turn.
    fn pass(mut self, roles: Roles) -> Option<Self> {
        let silent = roles & (roles::FILLER | roles::BOOSTER) != 0;
        if roles & roles::OPINION != 0 {
            self.left = FAR_REACH;
            self.far = true;
        } else if roles & roles::LINK != 0 {
            if self.ends_at_link {
                return None;
            }
            self.linked = true;
        } else if self.spent && !self.far && !silent {
            return None;
        } else if !silent {
            self.left = self.left.checked_sub(1)?;
        }
        Some(self)
    }
}

/// What is known of the clause that a walk has come to.
#[derive(Clone, Copy)]
struct Clause {
    /// Its first unit.
    start: usize,
    /// What announced a negator (`ne`).
    opener: Option<usize>,
    /// The last negator, and whether any has turned a word.
    negator: Option<usize>,
    turned: bool,
}

impl Clause {
    fn new(start: usize) -> Self {
        Self {
            start,
            opener: None,
            negator: None,
            turned: false,
        }
    }
}

impl<O: Observer> Rules<'_, O> {
    /// `not good`, `never had any trouble`, `I do not think that this is good`.
    pub(super) fn negation(&mut self) {
        let mut clause = Clause::new(self.sentence.start);
        let mut scope: Option<Scope> = None;
        for at in self.sentence.clone() {
            scope = self.step(scope, at, &mut clause);
        }
        self.afterthought();
    }

    /// What is left of a negation after a unit.
    fn step(&mut self, scope: Option<Scope>, at: usize, clause: &mut Clause) -> Option<Scope> {
        let unit = self.units[at];
        if ends(&unit) {
            *clause = Clause::new(at + 1);
            return None;
        }
        if self.negates(at, clause) {
            return Some(self.negator(scope, at, clause));
        }
        let scope = scope?;
        if self.is(at, roles::SETTLED) && self.opinion(at).is_some() {
            self.silence(scope.unit);
            return None;
        }
        if self.taken_back(scope, at) {
            self.silence(scope.unit);
            return None;
        }
        let is_next_verb = scope.ends_at_link && self.opinion(at).is_none();
        if self.can_be_denied(at) && !is_next_verb {
            clause.turned = true;
            return self.turn(scope, at);
        }
        if unit.roles & roles::RESTRICTS != 0 {
            self.silence(scope.unit);
            return None;
        }
        if unit.roles & roles::REMEDY != 0 {
            // What is not mended stays as bad as it is.
            return None;
        }
        scope.pass(unit.roles)
    }

    /// Whether a unit negates here; some do only beside an opener of their clause.
    fn negates(&mut self, at: usize, clause: &mut Clause) -> bool {
        if self.is(at, roles::OPENS_NEGATION) {
            clause.opener = Some(at);
        }
        let paired = || self.is_opened(at, clause) || self.heads(at, clause);
        self.is(at, roles::NEGATOR) && (!self.is(at, roles::PAIRED) || paired())
    }

    fn is_opened(&self, at: usize, clause: &Clause) -> bool {
        clause.opener.is_some() || self.is(at + 1, roles::OPENS_NEGATION)
    }

    /// `plus de plantage`: one that reaches forward only needs no opener where it begins its clause.
    fn heads(&self, at: usize, clause: &Clause) -> bool {
        at == clause.start && !self.is(at, roles::BACK)
    }

    /// A negator within another's reach takes it back, unless it only says it again.
    fn negator(&mut self, scope: Option<Scope>, at: usize, clause: &mut Clause) -> Scope {
        let mut new = Scope::new(at, self.reach());
        new.far = self.is(at, roles::OPINION);
        new.absolute = Some(at).filter(|&at| self.is(at, roles::ABSOLUTE));
        if self.is(at, roles::PAIRED) && !self.is_opened(at, clause) {
            // Of what is good there may be more (`plus de choix`).
            new.praise = Some(false);
        }
        let first = clause.negator.replace(at);
        if let Some(first) = first.filter(|_| self.is(at, roles::CONCORD)) {
            self.silence(first);
            if clause.turned {
                self.silence(at);
                new = new.past_verb(true);
            }
            new.double = scope.is_some_and(|scope| scope.double);
            new.absolute = new.absolute.or(scope.and_then(|scope| scope.absolute));
            return new;
        }
        let doubled = |scope: &Scope| {
            let other_clause = scope.spent || scope.linked || self.is(at, roles::LINK);
            !other_clause && scope.unit + 1 < at && scope.left + BETWEEN >= self.reach()
        };
        if let Some(scope) = scope.filter(doubled) {
            self.silence(scope.unit);
            new.double = !scope.double;
        }
        // Only the first of `ni … ni` has the verb before it.
        if self.is(at, roles::BACK) && !(first.is_some() && self.is(at, roles::LINK)) {
            self.reach_back(&mut new, clause);
        }
        new
    }

    fn reach(&self) -> u32 {
        u32::try_from(self.lexicon.settings.negation_reach).unwrap_or(0)
    }

    /// `never had such bad service` says how bad it was.
    fn taken_back(&self, scope: Scope, at: usize) -> bool {
        scope.absolute.is_some() && self.is(at, roles::COMPARED)
    }

    /// Whether a unit has something to turn: an opinion, or a verb whose denial is one.
    fn can_be_denied(&self, unit: usize) -> bool {
        self.opinion(unit).is_some() || self.is(unit, roles::VERB)
    }

    fn turn(&mut self, mut scope: Scope, unit: usize) -> Option<Scope> {
        let other_side = |praise| self.is_praise(unit) != praise;
        if scope.spent && !scope.linked && !scope.far || scope.praise.is_some_and(other_side) {
            return None;
        }
        if scope.far {
            scope.praise = Some(self.is_praise(unit));
        }
        let says_nothing = self.opinion(unit).is_none();
        self.deny(scope, unit);
        if self.is(unit, roles::VERB) {
            return Some(scope.past_verb(says_nothing));
        }
        scope.linked = false;
        scope.spent = true;
        Some(scope)
    }

    fn is_praise(&self, unit: usize) -> bool {
        let hit = self.opinion(unit);
        hit.is_none_or(|hit| self.hits[hit].valence > 0)
    }

    /// Turns a word; the negator then says nothing by itself.
    fn deny(&mut self, scope: Scope, unit: usize) {
        self.silence(scope.unit);
        let rule = if scope.double {
            "double negation"
        } else {
            "negation"
        };
        if let Some(hit) = self.opinion(unit) {
            let factors = self.factors(scope, hit);
            self.scale(hit, (rule, scope.unit), factors);
            // A denial is an opinion of its own, however factual the word that it denies.
            let is_verb = self.is(unit, roles::VERB) && !scope.double;
            let denied = &mut self.hits[hit];
            denied.subjectivity = denied.subjectivity.max(denied.valence.abs() * 4 / 5);
            let least = self.lexicon.settings.negated_verb;
            if is_verb && (least..0).contains(&denied.valence) {
                self.set(hit, (rule, scope.unit), least);
            }
        } else if !scope.double {
            let valence = self.lexicon.settings.negated_verb;
            self.set(self.units[unit].hit as usize, (rule, scope.unit), valence);
        }
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
