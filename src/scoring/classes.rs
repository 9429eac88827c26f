//! From the sums of valence and subjectivity to three class scores, a label and a score for reading.

use super::{Label, Score, phrases::Hit};
use crate::lexicon::settings::Settings;

/// Ten-thousandths of one.
const ONE: i64 = 10_000;

/// Texts of more words count by their average: sums shrink with the root of the length.
const LONG: u64 = 40;

/// What a text as a whole shows besides its words of opinion.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    /// How many words it has.
    pub(super) words: u32,
    /// Whether it holds a link, a question, an exclamation (0 or 1 each).
    pub(super) links: i32,
    pub(super) questions: i32,
    pub(super) exclamations: i32,
    /// How many mentions and numbers it holds, four at most.
    pub(super) mentions: i32,
    pub(super) numbers: i32,
}

impl Style {
    /// What sums of a text of this length count as, in ten-thousandths.
    fn factor(self) -> i64 {
        let words = u64::from(self.words);
        if words <= LONG {
            return ONE;
        }
        i64::try_from((LONG * 100_000_000 / words).isqrt()).unwrap_or(ONE)
    }

    /// What it adds to the class "neutral".
    fn neutral(self, settings: &Settings) -> i32 {
        settings.class_neutral + self.weighed(settings.neutral_by_style())
    }

    /// What it adds to the class "positive" and takes from "negative".
    pub(super) fn tilt(self, settings: &Settings) -> i32 {
        settings.class_tilt + self.weighed(settings.tilt_by_style())
    }

    /// Its features, each by a weight; the length by ten words.
    fn weighed(self, [link, question, exclamation, mention, number, length]: [i32; 6]) -> i32 {
        link * self.links
            + question * self.questions
            + exclamation * self.exclamations
            + mention * self.mentions
            + number * self.numbers
            + length * self.length() / 10
    }

    /// How many words count, 40 at most.
    fn length(self) -> i32 {
        i32::try_from(self.words.min(40)).unwrap_or(0)
    }

    /// What sums of a text of this length count as, 0 to 1.
    pub(super) fn shrink(self) -> f64 {
        f64::from(i32::try_from(self.factor()).unwrap_or(10_000)) / 10_000.0
    }
}

/// The sums over a text, in ten-thousandths.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    /// Of effective valences.
    pub(super) valence: i64,
    /// Of effective subjectivities.
    pub(super) subjectivity: i64,
    /// Of positive and of negative effective valences of words of opinion.
    pub(super) praise: i64,
    pub(super) blame: i64,
}

impl Sums {
    /// Adds a word.
    pub(super) fn add(&mut self, hit: &Hit) {
        let valence = i64::from(hit.valence);
        self.valence += valence;
        self.subjectivity += i64::from(hit.subjectivity);
        // Opinions are too irregular to branch on them.
        let opinion = valence * i64::from(hit.opinion);
        self.praise += opinion.max(0);
        self.blame += opinion.min(0);
    }

    /// Whether there is strong evidence on both sides, and the weaker is no trifle beside the stronger.
    fn mixed(&self, settings: &Settings) -> bool {
        let (weaker, stronger) = (self.praise.min(-self.blame), self.praise.max(-self.blame));
        weaker >= i64::from(settings.mixed)
            && weaker * 100 >= stronger * i64::from(settings.mixed_share)
    }

    /// Whether the words say neither yes nor no, nor both.
    pub(super) fn takes_no_side(&self, settings: &Settings) -> bool {
        self.valence == 0
            || self.valence.abs() < i64::from(settings.indifferent) && !self.mixed(settings)
    }

    /// The sums as they count in a text of that length.
    pub(super) fn shrunk(self, style: Style) -> Self {
        let factor = style.factor();
        if factor == ONE {
            return self;
        }
        let shrink = |sum: i64| sum * factor / ONE;
        Self {
            valence: shrink(self.valence),
            subjectivity: shrink(self.subjectivity),
            praise: shrink(self.praise),
            blame: shrink(self.blame),
        }
    }
}

/// The three linear scores, in ten-thousandths.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Classes {
    pub(super) negative: i64,
    pub(super) neutral: i64,
    pub(super) positive: i64,
}

impl Classes {
    /// `negative = −a·V − tilt + b·S`, `positive = a·V + tilt + b·S`, `neutral = c + style`,
    /// the latter at least as high as the others where V is close to zero
    /// and nothing is said for either side.
    pub(super) fn of(sums: Sums, style: Style, settings: &Settings) -> Self {
        let valence = i64::from(settings.class_valence) * sums.valence / ONE
            + i64::from(style.tilt(settings));
        let subjectivity = i64::from(settings.class_subjectivity) * sums.subjectivity / ONE;
        let neutral = i64::from(style.neutral(settings));
        let stronger = subjectivity + valence.abs();
        Self {
            negative: subjectivity - valence,
            // Emotion alone takes no side: words must say which.
            neutral: if sums.takes_no_side(settings) {
                neutral.max(stronger)
            } else {
                neutral
            },
            positive: subjectivity + valence,
        }
    }

    /// The class with the highest score; where positive and negative are equal, neutral.
    pub(super) fn label(self) -> Label {
        let best = self.positive.max(self.negative);
        if best <= self.neutral || self.positive == self.negative {
            Label::Neutral
        } else if self.positive > self.negative {
            Label::Positive
        } else {
            Label::Negative
        }
    }
}

/// The score of a text with these sums.
pub(super) fn score(sums: Sums, style: Style, settings: &Settings) -> Score {
    let sums = sums.shrunk(style);
    let classes = Classes::of(sums, style, settings);
    let label = classes.label();
    let (neg, pos) = shares(classes);
    Score {
        value: value(sums.valence, label, settings),
        pos,
        neu: 10_000 - neg - pos,
        neg,
        label,
        mixed: sums.mixed(settings),
        ..Score::default()
    }
}

/// The negative and the positive class's share of the whole: softmax, in ten-thousandths.
///
/// `libm` rather than the machine's own `exp`: the same bits everywhere.
fn shares(classes: Classes) -> (u16, u16) {
    let best = classes.negative.max(classes.neutral).max(classes.positive);
    let weight = |score: i64| {
        if score == best {
            1.0
        } else {
            libm::exp(below(score, best))
        }
    };
    let (negative, neutral, positive) = (
        weight(classes.negative),
        weight(classes.neutral),
        weight(classes.positive),
    );
    let whole = negative + neutral + positive;
    (share(negative, whole), share(positive, whole))
}

/// How far a score stands below the best, as a number of 0 or less.
fn below(score: i64, best: i64) -> f64 {
    let steps = i32::try_from((score - best).max(-500_000)).unwrap_or(-500_000);
    f64::from(steps) / 10_000.0
}

/// A part of a whole in ten-thousandths, rounded down: three of them never exceed the whole.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share lies between 0 and 1"
)]
fn share(part: f64, whole: f64) -> u16 {
    (part / whole * 10_000.0) as u16
}

/// `V / √(V² + 3·half²)`: one half where the sum is `half`; never 0 against a label.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the quotient lies between -1 and 1"
)]
fn value(valence: i64, label: Label, settings: &Settings) -> i16 {
    let bounded = i32::try_from(valence.clamp(-100_000_000, 100_000_000)).unwrap_or(0);
    let sum = f64::from(bounded);
    let half = f64::from(settings.half);
    let value = (sum / (sum * sum + 3.0 * half * half).sqrt() * 10_000.0) as i16;
    match label {
        Label::Positive => value.max(1),
        Label::Negative => value.min(-1),
        Label::Neutral => value,
    }
}
