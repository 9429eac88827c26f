//! From the valences of a text's words to its score.

use super::rules::Valence;
use super::words::Words;
use crate::blocks::count;
use crate::scoring::{Label, Score};

/// The share of words, in ten-thousandths, that both sides need for a text to be mixed.
const MIXED: u16 = 1500;
/// The score, in ten-thousandths, from which on a text is positive (and,
/// negated, negative): Hutto and Gilbert's ±0.05.
const THRESHOLD: i16 = 500;
/// Of `score / sqrt(score² + 15)`.
const ALPHA: f64 = 15.0;

/// Exclamation and question marks, which strengthen the sum.
#[derive(Clone, Copy, Debug)]
pub(super) struct Emphasis {
    pub(super) exclamations: usize,
    pub(super) questions: usize,
}

impl Emphasis {
    pub(super) fn of(words: Words<'_>) -> Self {
        let count = |mark| {
            if words.has_marks {
                count(words.lower, mark)
            } else {
                0
            }
        };
        Self {
            exclamations: count(b'!'),
            questions: count(b'?'),
        }
    }

    /// What the exclamation marks add to the sum.
    pub(super) fn of_exclamations(self) -> f64 {
        [0.0, 0.292, 2.0 * 0.292, 3.0 * 0.292, 4.0 * 0.292][self.exclamations.min(4)]
    }

    /// What the question marks add to the sum.
    pub(super) fn of_questions(self) -> f64 {
        match self.questions {
            0 | 1 => 0.0,
            2 => 2.0 * 0.18,
            3 => 3.0 * 0.18,
            _ => 0.96,
        }
    }

    pub(super) fn amount(self) -> f64 {
        self.of_exclamations() + self.of_questions()
    }
}

/// A sum of valences as Python's `sum` gives it since 3.12: integers at the
/// beginning and the first float after them plainly, the rest with Neumaier's compensation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sum {
    total: f64,
    compensation: f64,
    is_plain: bool,
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            total: 0.0,
            compensation: 0.0,
            is_plain: true,
        }
    }
}

impl Sum {
    pub(super) fn add(&mut self, valence: &Valence) {
        let value = valence.value;
        let total = self.total + value;
        if self.is_plain {
            self.is_plain = valence.is_whole;
        } else if self.total.abs() >= value.abs() {
            self.compensation += (self.total - total) + value;
        } else {
            self.compensation += (value - total) + self.total;
        }
        self.total = total;
    }

    pub(super) fn value(&self) -> f64 {
        self.total + self.compensation
    }
}

/// The score of a text of so many words; those not among `valences` have none.
pub(super) fn score(valences: &[Valence], words: usize, emphasis: impl FnOnce() -> f64) -> Score {
    if valences.is_empty() {
        return Score {
            neu: if words == 0 { 0 } else { 10_000 },
            ..Score::default()
        };
    }
    let emphasis = emphasis();
    let value = rounded(normalized(emphasized(sum(valences), emphasis)), 10_000.0);
    let shares = proportions(valences, words, emphasis);
    labelled(value, shares)
}

/// A score with the label and the mark "mixed" that VADER's thresholds give
/// it; shares of positive, neutral and negative words.
pub(in crate::scoring) fn labelled(value: i16, [pos, neu, neg]: [u16; 3]) -> Score {
    let label = match value {
        THRESHOLD.. => Label::Positive,
        _ if value <= -THRESHOLD => Label::Negative,
        _ => Label::Neutral,
    };
    let mixed = pos >= MIXED && neg >= MIXED;
    Score {
        value,
        pos,
        neu,
        neg,
        label,
        mixed,
        ..Score::default()
    }
}

fn sum(valences: &[Valence]) -> f64 {
    let mut sum = Sum::default();
    for valence in valences {
        sum.add(valence);
    }
    sum.value()
}

/// A sum moved away from zero by the emphasis.
pub(super) fn emphasized(sum: f64, emphasis: f64) -> f64 {
    match sum {
        _ if sum > 0.0 => sum + emphasis,
        _ if sum < 0.0 => sum - emphasis,
        _ => sum,
    }
}

/// A sum as a score between −1 and 1.
pub(super) fn normalized(sum: f64) -> f64 {
    (sum / (sum * sum + ALPHA).sqrt()).clamp(-1.0, 1.0)
}

/// The shares of positive, neutral and negative words, each word weighing 1
/// more than its valence: ten-thousandths, of which the reference gives the
/// first three digits.
fn proportions(valences: &[Valence], words: usize, emphasis: f64) -> [u16; 3] {
    let (mut pos, mut neg, mut scored) = (0.0, 0.0, 0);
    for Valence { value, .. } in valences {
        if *value > 0.0 {
            pos += value + 1.0;
            scored += 1;
        } else if *value < 0.0 {
            neg += value - 1.0;
            scored += 1;
        }
    }
    let neu = float(words - scored);
    if pos > -neg {
        pos += emphasis;
    } else if pos < -neg {
        neg -= emphasis;
    }
    let total = pos - neg + neu;
    [pos, neu, -neg].map(|part| 10 * rounded(part / total, 1000.0).unsigned_abs())
}

#[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 words")]
fn float(count: usize) -> f64 {
    count as f64
}

/// `value × scale` rounded as Python rounds the decimals of `value`: by its
/// exact binary value, a half to the even neighbour.
#[expect(
    clippy::cast_possible_truncation,
    reason = "values are at most 1, scales 10 000"
)]
fn rounded(value: f64, scale: f64) -> i16 {
    /// 1.5 × 2^52: added to a number, it leaves no room for a fraction.
    const NO_FRACTION: f64 = 6_755_399_441_055_744.0;
    let scaled = value * scale;
    let near = (scaled + NO_FRACTION) - NO_FRACTION;
    if (scaled - near).abs() < 0.5 {
        return near as i16;
    }
    // A half: of the exact product, or only after the product was rounded?
    let rest = value.mul_add(scale, -scaled);
    if rest == 0.0 {
        near as i16
    } else {
        (scaled + 0.5_f64.copysign(rest)) as i16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_rounded_as_python_rounds_them() {
        // round(1 / 16, 3) == 0.062, and so on
        assert_eq!(rounded(0.0625, 1000.0), 62);
        assert_eq!(rounded(0.1875, 1000.0), 188);
        assert_eq!(rounded(-0.0625, 1000.0), -62);
        // Just above a half, and just below one.
        assert_eq!(rounded(0.000_05, 10_000.0), 1);
        assert_eq!(rounded(0.000_15, 10_000.0), 1);
        assert_eq!(rounded(-0.000_05, 10_000.0), -1);
        for value in (0..=10_000).map(|whole| f64::from(whole) / 20_000.0) {
            let exact = format!("{value:.4}").replace('.', "");
            assert_eq!(Ok(rounded(value, 10_000.0)), exact.parse(), "{value}");
        }
    }

    #[test]
    fn labels_begin_at_their_thresholds() {
        let label = |value| labelled(value, [0; 3]).label;
        assert_eq!([499, 500].map(label), [Label::Neutral, Label::Positive]);
        assert_eq!([-499, -500].map(label), [Label::Neutral, Label::Negative]);
        assert!(labelled(0, [1500, 7000, 1500]).mixed);
        assert!(!labelled(0, [1499, 7001, 1500]).mixed);
    }
}
