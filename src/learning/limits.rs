//! How far values may move, so that the list stays readable and holds beyond the texts learned from.

use super::{
    base::{Entry, Origin},
    descent::Bounds,
    objective::Constants,
};
use crate::{
    language,
    lexicon::roles::{self, Roles},
};

/// Listed words move by this share of their valence at most, own words and own phrases by less.
const LISTED: f64 = 0.5;
const OWN_WORD: f64 = 0.2;
const OWN_PHRASE: f64 = 0.35;
/// And by this much besides.
const BESIDES: f64 = 0.1;
/// Listed words of fewer texts stay as they are.
const FEWEST: u32 = 3;
/// Learned words of fewer texts stay below the bound of opinion.
const PLENTY: u32 = 40;
/// That bound, with a margin.
const MILD: f64 = 0.65;
/// The farthest that the negation itself may speak for blame.
const NEGATOR: f64 = -1.5;
/// A word listed with the valence 0 says nothing; it may come to say a little.
const SILENT: f64 = 0.3;
/// A learned valence exceeds the word's subjectivity by no more than this.
const BEYOND: f64 = 0.25;
/// How far the subjectivity of function words goes: more would mislead short texts.
const STRUCTURAL: f64 = 0.2;
/// Subjectivity's ends.
const LEAST_SUBJECTIVE: f64 = -2.0;
const MOST: f64 = 4.0;
/// Subjectivity stays above this share of a listed word's valence.
const SUBJECTIVE: f64 = 0.3;

/// Roles that go with a valence.
const TELLING: Roles = roles::CUE
    | roles::WAITING
    | roles::TIME
    | roles::QUANTITY
    | roles::PRAISE
    | roles::THANKS
    | roles::DELIGHT
    | roles::EXCESS
    | roles::REMEDY
    | roles::NUISANCE;

/// Bounds of both changes of an entry, in the lexicon's own units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    pub(super) valence: Bounds,
    pub(super) subjectivity: Bounds,
}

/// No change at all.
pub(super) const NONE: Range = Range {
    valence: (0.0, 0.0),
    subjectivity: (0.0, 0.0),
};

impl Range {
    /// How far an entry that stands in so many texts may move.
    pub(super) fn of(entry: &Entry, texts: u32, language: &str) -> Self {
        match entry.origin {
            Origin::Learned if entry.documents == 0 => Self::learned(entry, texts, language),
            _ if texts < FEWEST => NONE,
            _ if entry.valence == 0.0 => Self {
                valence: if is_structural(&entry.key, entry.roles, language) {
                    (0.0, 0.0)
                } else {
                    (-SILENT, SILENT)
                },
                subjectivity: (-BESIDES, SILENT),
            },
            Origin::Learned | Origin::Listed | Origin::Emoji => Self::around(entry, LISTED),
            Origin::Own if entry.key.contains(' ') => Self::around(entry, OWN_PHRASE),
            Origin::Own => Self::around(entry, OWN_WORD),
        }
    }

    fn around(entry: &Entry, share: f64) -> Self {
        let size = entry.valence.abs();
        let reach = share * size + BESIDES;
        Self {
            valence: (-reach, reach),
            subjectivity: (
                (SUBJECTIVE * size - entry.subjectivity).min(0.0),
                (MOST - entry.subjectivity).max(0.0),
            ),
        }
    }

    fn learned(entry: &Entry, texts: u32, language: &str) -> Self {
        let valence = if entry.roles & roles::NEGATOR != 0 {
            (NEGATOR, 0.0)
        } else if is_structural(&entry.key, entry.roles, language) {
            (0.0, 0.0)
        } else if entry.roles != 0 || texts < PLENTY {
            (-MILD, MILD)
        } else {
            (-MOST, MOST)
        };
        Self {
            valence,
            subjectivity: if valence == (0.0, 0.0) {
                (-STRUCTURAL, STRUCTURAL)
            } else {
                (LEAST_SUBJECTIVE, MOST)
            },
        }
    }

    /// How far a phrase or a denied word of so many texts may move from what its words say.
    pub(super) fn beside_start((valence, subjectivity): (f64, f64), texts: u32) -> Self {
        let reach = if texts < PLENTY { MILD } else { MOST };
        let reach = reach.min(MILD + LISTED * valence.abs());
        Self {
            valence: (-reach, reach),
            subjectivity: (LEAST_SUBJECTIVE - subjectivity, MOST - subjectivity),
        }
    }

    /// The same for a learned word of that subjectivity.
    pub(super) fn beside(self, subjectivity: f64) -> Self {
        let most = BEYOND + subjectivity.max(0.0);
        Self {
            valence: (self.valence.0.max(-most), self.valence.1.min(most)),
            ..self
        }
    }

    /// The bounds as changes weigh in the classes.
    pub(super) fn weighed(self, constants: &Constants) -> (Bounds, Bounds) {
        let scale = |(low, high): Bounds, by: f64| (low * by, high * by);
        (
            scale(self.valence, constants.valence),
            scale(self.subjectivity, constants.subjectivity),
        )
    }
}

/// Whether an entry is there for what it does to others.
pub(super) fn is_structural(word: &str, roles: Roles, language: &str) -> bool {
    !is_plain(roles) || language::is_function_word(word, language)
}

/// Whether roles are those of a word that says something itself.
pub(super) fn is_plain(roles: Roles) -> bool {
    roles & !TELLING == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: &str, valence: f64, origin: Origin, roles: Roles) -> Entry {
        Entry {
            key: key.to_owned(),
            valence,
            subjectivity: valence.abs() / 2.0,
            origin,
            source: String::new(),
            documents: 0,
            roles,
        }
    }

    #[test]
    fn listed_words_move_by_half_at_most_and_own_words_by_less() {
        let listed = Range::of(&entry("good", 2.0, Origin::Listed, 0), 100, "en");
        assert_eq!(listed.valence, (-1.1, 1.1));
        let own = Range::of(&entry("refund", -2.0, Origin::Own, 0), 100, "en");
        assert_eq!(own.valence, (-0.5, 0.5));
    }

    #[test]
    fn function_words_and_words_with_a_role_get_no_valence() {
        for (word, roles) in [
            ("the", 0),
            ("but", roles::CONTRAST),
            ("very", roles::BOOSTER),
        ] {
            let range = Range::of(&entry(word, 0.0, Origin::Learned, roles), 1000, "en");
            assert_eq!(range.valence, (0.0, 0.0), "{word}");
        }
        let negator = entry("not", 0.0, Origin::Learned, roles::NEGATOR);
        assert_eq!(Range::of(&negator, 1000, "en").valence, (-1.5, 0.0));
    }

    #[test]
    fn a_word_of_few_texts_is_no_word_of_opinion() {
        let rare = entry("kettle", 0.0, Origin::Learned, 0);
        assert_eq!(Range::of(&rare, 12, "en").valence, (-0.65, 0.65));
    }
}
