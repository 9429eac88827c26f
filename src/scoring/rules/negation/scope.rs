//! A negation on the way to its word: how far it still goes, and what it may turn.

use crate::{
    lexicon::roles::{self, Roles},
    scoring::rules::Side,
};

/// How many words of content a negation may pass beyond a verb of opinion (do not think that …).
const FAR_REACH: u32 = 8;

/// What a negation is doing.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Course {
    /// It seeks its word.
    Seeks,
    /// It goes through a verb of opinion, and so over all of one side in the clause.
    Spans,
    /// It has denied a verb that says nothing by itself: praise right beside that goes with it
    /// (`never arrive on time`), but no other verb unless a link leads there.
    Trails,
    /// It has turned its word: only a link leads on.
    Rests,
    /// A link leads it on (`not clean or tidy`).
    Led,
}

/// A negation on its way.
#[derive(Clone, Copy)]
pub(super) struct Scope {
    /// The unit that negates.
    pub(super) unit: usize,
    pub(super) course: Course,
    /// How many words of content it may still pass.
    pub(super) left: u32,
    /// The only side that it may turn.
    pub(super) side: Option<Side>,
    /// Whether another negation took it back.
    pub(super) double: bool,
    /// Whether a word of comparison takes it back (`never so fast`).
    pub(super) absolute: bool,
}

impl Scope {
    /// Whether it may turn what takes a side.
    pub(super) fn turns(self, side: Side) -> bool {
        self.course != Course::Rests && self.side.is_none_or(|only| only == side)
    }

    /// What is left of it after a word that it turned.
    pub(super) fn past_word(self, side: Side) -> Self {
        if self.course == Course::Spans {
            return Self {
                side: Some(side),
                ..self
            };
        }
        Self {
            course: Course::Rests,
            left: 0,
            ..self
        }
    }

    /// What is left of it after a verb that it denied; one that bears a value is as good as a word.
    pub(super) fn past_verb(self, course: Course) -> Self {
        Self {
            course,
            left: self.left.min(1),
            side: Some(Side::Praise),
            ..self
        }
    }

    /// What is left of it after a word that it does not turn.
    pub(super) fn pass(mut self, roles: Roles) -> Option<Self> {
        if roles & roles::OPINION != 0 {
            self.course = Course::Spans;
            self.left = FAR_REACH;
        } else if roles & roles::LINK != 0 {
            self.course = self.course.linked();
        } else if roles & (roles::FILLER | roles::BOOSTER) == 0 {
            self.left = self.left.checked_sub(1)?;
        }
        Some(self)
    }
}

impl Course {
    /// Where a link leads.
    fn linked(self) -> Self {
        match self {
            Self::Spans => Self::Spans,
            _ => Self::Led,
        }
    }
}
