//! What is counted of a text that several mentions have in common.

use crate::scoring::{Label, Score};

/// The label and score of one text, packed so that the greatest of several
/// speaks for all copies: an original before reposts, then the strongest.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Said(u32);

/// Stands where no lexicon reads the language; the places of labels are below.
const UNREAD: u32 = 3;
const ORIGINAL: u32 = 1 << 18;
const STRENGTH: u32 = 4;
const LABEL: u32 = 2;
const MIXED: u32 = 1 << 1;
const BELOW_ZERO: u32 = 1;

impl Said {
    /// Of one mention.
    pub(super) fn of(score: Score, is_repost: bool) -> Self {
        let label = match score.label.place() {
            _ if score.unread => UNREAD,
            place => u32::try_from(place).unwrap_or(UNREAD),
        };
        // A score goes up to 10 000, which takes 14 bits.
        let flag = |is_set: bool, flag: u32| if is_set { flag } else { 0 };
        Self(
            (u32::from(score.value.unsigned_abs()) << STRENGTH)
                | (label << LABEL)
                | flag(!is_repost, ORIGINAL)
                | flag(score.mixed, MIXED)
                | flag(score.value < 0, BELOW_ZERO),
        )
    }

    /// As a weight in a set of texts.
    pub(super) fn weight(self) -> u32 {
        self.0
    }

    /// What a set of texts kept.
    pub(super) fn from_weight(weight: u32) -> Self {
        Self(weight)
    }

    /// Whether some mention with this text is no repost.
    pub(super) fn is_original(self) -> bool {
        self.0 & ORIGINAL != 0
    }

    /// The label; `None` where no lexicon reads the language.
    pub(super) fn label(self) -> Option<Label> {
        let place = usize::try_from((self.0 >> LABEL) & 3);
        place.ok().and_then(|place| Label::ALL.get(place).copied())
    }

    /// Whether there is strong evidence on both sides.
    pub(super) fn is_mixed(self) -> bool {
        self.0 & MIXED != 0
    }

    /// The score in ten-thousandths.
    pub(super) fn value(self) -> i64 {
        let strength = i64::from((self.0 >> STRENGTH) & 0x3fff);
        if self.0 & BELOW_ZERO == 0 {
            strength
        } else {
            -strength
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(value: i16, label: Label) -> Score {
        Score {
            value,
            label,
            ..Score::default()
        }
    }

    #[test]
    fn nothing_is_lost_in_packing() {
        for value in [-10_000, -1, 0, 1, 9_999, 10_000] {
            for label in Label::ALL {
                let said = Said::of(score(value, label), false);
                let kept = Said::from_weight(said.weight());
                assert_eq!((kept.value(), kept.label()), (value.into(), Some(label)));
                assert!(kept.is_original() && !kept.is_mixed());
            }
        }
        assert_eq!(Said::of(Score::UNREAD, true).label(), None);
    }

    #[test]
    fn an_original_speaks_before_reposts_and_the_strongest_before_others() {
        let weak = Said::of(score(-900, Label::Negative), false);
        let strong = Said::of(score(-2_000, Label::Negative), false);
        let repost = Said::of(score(9_000, Label::Positive), true);
        assert!(strong > weak && weak > repost);
    }
}
