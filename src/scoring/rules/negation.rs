//! Negation: what it reaches, where it ends, and what two of them do.

mod back;
mod listed;
mod scope;

use self::scope::{Course, Scope};
use super::{Observer, Rules, Side};
use crate::{
    lexicon::roles,
    scoring::{phrases::Unit, tokens::Kind},
};

/// How many words of content may stand between two negations that take each other back.
const BETWEEN: u32 = 1;

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
        if self.is_settled(at) || scope.absolute && self.is(at, roles::COMPARED) {
            self.silence(scope.unit);
            return None;
        }
        if self.takes(scope, at) {
            clause.turned = true;
            return self.turn(scope, at);
        }
        if self.is(at, roles::RESTRICTS) {
            self.silence(scope.unit);
            return None;
        }
        // What is not mended stays as bad as it is.
        let scope = (!self.is(at, roles::REMEDY)).then_some(scope)?;
        self.pass_over(scope, at);
        scope.pass(unit.roles)
    }

    /// Whether a phrase of opinion holds its own denial.
    fn is_settled(&self, at: usize) -> bool {
        self.is(at, roles::SETTLED) && self.opinion(at).is_some()
    }

    /// Whether a unit negates here; some do only beside an opener of their clause.
    fn negates(&mut self, at: usize, clause: &mut Clause) -> bool {
        if self.is(at, roles::OPENS_NEGATION) {
            clause.opener = Some(at);
        }
        let paired = || self.is_opened(at, clause) || self.heads(at, clause) || self.closes(at);
        self.is(at, roles::NEGATOR) && (!self.is(at, roles::PAIRED) || paired())
    }

    fn is_opened(&self, at: usize, clause: &Clause) -> bool {
        clause.opener.is_some() || self.is(at + 1, roles::OPENS_NEGATION)
    }

    /// `plus de plantage`: one that reaches forward only needs no opener where it begins its clause.
    fn heads(&self, at: usize, clause: &Clause) -> bool {
        at == clause.start && !self.is(at, roles::BACK)
    }

    /// `ça marche plus`, `j'aime plus cette marque`: one that reaches back needs no opener between its
    /// verb and what is no quality that there could be more of.
    fn closes(&self, at: usize) -> bool {
        let follows = || {
            at + 1 == self.sentence.end
                || self.is(at + 1, roles::FILLER)
                || ends(&self.units[at + 1])
        };
        self.is(at, roles::BACK) && at > 0 && self.is(at - 1, roles::VERB) && follows()
    }

    /// The negation that begins with a negator, and what it turns behind itself.
    fn negator(&mut self, before: Option<Scope>, at: usize, clause: &mut Clause) -> Scope {
        let mut scope = self.scope(at, clause);
        let first = clause.negator.replace(at);
        if let Some(first) = first.filter(|_| self.is(at, roles::CONCORD)) {
            return self.repeated(scope, before, (first, clause.turned));
        }
        if let Some(other) = before.filter(|other| self.takes_back(*other, at)) {
            self.silence(other.unit);
            scope.double = !other.double;
        }
        // Only the first of `ni … ni` has the verb before it.
        if self.is(at, roles::BACK) && !(first.is_some() && self.is(at, roles::LINK)) {
            self.reach_back(&mut scope, clause);
        }
        scope
    }

    fn scope(&self, at: usize, clause: &Clause) -> Scope {
        // Of what is good there may be more (`plus de choix`).
        let unsure = self.is(at, roles::PAIRED) && !self.is_opened(at, clause);
        let spans = self.is(at, roles::OPINION);
        Scope {
            unit: at,
            course: if spans { Course::Spans } else { Course::Seeks },
            left: self.reach(),
            side: unsure.then_some(Side::Blame),
            double: false,
            absolute: self.is(at, roles::ABSOLUTE),
        }
    }

    /// `no vale nada`: a negator that only says again what the first of its clause says.
    fn repeated(&mut self, new: Scope, before: Option<Scope>, clause: (usize, bool)) -> Scope {
        let (first, turned) = clause;
        self.silence(first);
        let new = Scope {
            double: before.is_some_and(|before| before.double),
            absolute: new.absolute || before.is_some_and(|before| before.absolute),
            ..new
        };
        if turned {
            self.silence(new.unit);
            return new.past_verb(Course::Trails);
        }
        new
    }

    /// Whether a negator within another's reach takes it back: near it, but not beside it, and not a link on.
    fn takes_back(&self, other: Scope, at: usize) -> bool {
        let goes = matches!(other.course, Course::Seeks | Course::Spans);
        let linked = self.is(at, roles::LINK) || self.is(at - 1, roles::LINK);
        goes && !linked && other.unit + 1 < at && other.left + BETWEEN >= self.reach()
    }

    fn reach(&self) -> u32 {
        u32::try_from(self.lexicon.settings.negation_reach).unwrap_or(0)
    }

    /// Whether a unit has something to turn: an opinion, or a verb whose denial is one.
    fn can_be_denied(&self, unit: usize) -> bool {
        self.opinion(unit).is_some() || self.is(unit, roles::VERB)
    }

    fn takes(&self, scope: Scope, unit: usize) -> bool {
        let verb = || self.is(unit, roles::VERB) && scope.course != Course::Trails;
        self.opinion(unit).is_some() || verb() || self.is_spared(scope, unit)
    }

    /// Turns what a negation has come to, if that is what it turns.
    fn turn(&mut self, scope: Scope, unit: usize) -> Option<Scope> {
        let side = self.side_of(unit);
        if !scope.turns(side) {
            return None;
        }
        let says_nothing = self.opinion(unit).is_none();
        self.deny(scope, unit);
        Some(match (self.is(unit, roles::VERB), says_nothing) {
            (true, true) => scope.past_verb(Course::Trails),
            (true, false) => scope.past_verb(scope.course),
            (false, _) => scope.past_word(side),
        })
    }

    /// The side that a unit takes; what says nothing by itself is praise (`works`) unless it is a nuisance.
    fn side_of(&self, unit: usize) -> Side {
        match self.opinion(unit) {
            Some(hit) => Side::of(&self.hits[hit]),
            None if self.is(unit, roles::NUISANCE) => Side::Blame,
            None => Side::Praise,
        }
    }

    /// Turns a word; the negator then says nothing by itself.
    fn deny(&mut self, scope: Scope, unit: usize) {
        self.silence(scope.unit);
        let rule = if scope.double {
            "double negation"
        } else {
            "negation"
        };
        if self.deny_by_list(scope, unit) {
            return;
        }
        let mut turned = 0;
        if let Some(hit) = self.opinion(unit) {
            let factors = self.factors(scope, hit);
            self.scale(hit, (rule, scope.unit), factors);
            // A denial is an opinion of its own, however factual the word that it denies.
            let denied = &mut self.hits[hit];
            denied.subjectivity = denied.subjectivity.max(denied.valence.abs() * 4 / 5);
            turned = denied.valence;
        }
        if let Some(least) = self.denial(scope, unit)
            && (turned == 0 || turned.signum() == least.signum() && turned.abs() < least.abs())
        {
            self.set(self.units[unit].hit as usize, (rule, scope.unit), least);
        }
    }

    /// What a denial is worth at least: of what should be (`does not work`), or of a nuisance right
    /// after the negator (`no queue`).
    fn denial(&self, scope: Scope, unit: usize) -> Option<i32> {
        let blame = self.lexicon.settings.negated_verb;
        if scope.double {
            None
        } else if self.is(unit, roles::VERB) {
            Some(blame)
        } else {
            self.is_spared(scope, unit).then_some(-blame)
        }
    }

    fn is_spared(&self, scope: Scope, unit: usize) -> bool {
        self.is(unit, roles::NUISANCE) && scope.left >= self.reach() && scope.unit < unit
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
