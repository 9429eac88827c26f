//! Corrects shares by a sample that people labelled: the difference estimator.
//!
//! `share + mean(label − prediction)` over the sample, each text with the weight of what it stands
//! for (Särndal, Swensson & Wretman, "Model Assisted Survey Sampling", 1992, 6.3). It is unbiased
//! whatever the model's errors, and never changes ranks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CLASSES, Interval, Z};

/// What people say of a text and what the model says, each class by its place.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// What people say.
    pub said: usize,
    /// What the model says.
    pub predicted: usize,
    /// How many mentions the text stands for, above 0.
    pub weight: f64,
}

/// What is to be added to a figure, and how sure that is.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Shift {
    /// Mean of label − prediction.
    pub shift: f64,
    /// Its standard error.
    pub error: f64,
}

/// The correction of one group of mentions.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Correction {
    /// How many labelled texts it rests on.
    pub texts: u64,
    /// Of the share of negative mentions, 0 to 1.
    pub negative: Shift,
    /// Of the share of neutral ones.
    pub neutral: Shift,
    /// Of the share of positive ones.
    pub positive: Shift,
    /// Of net sentiment, in points.
    pub net: Shift,
}

/// The corrections that a labelled sample gives.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Calibration {
    /// The version of this form.
    pub schema_version: u32,
    /// The model that it corrects.
    pub model: String,
    /// How the model was set; `None` in files of earlier versions.
    #[serde(default)]
    pub settings: Option<Settings>,
    /// Of all mentions together.
    pub all: Correction,
    /// Of each brand with labels enough.
    pub brands: BTreeMap<String, Correction>,
}

/// What bears on a model's labels beside the texts.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Settings {
    /// The language that the user gave; empty where it is recognised.
    pub language: String,
    /// What tells the user's own words (lists, domains, neutral words) from others; empty without any.
    pub words: String,
}

/// A figure with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Where the true value lies.
    pub interval: Interval,
}

/// Shares (negative, neutral, positive; 0 to 1) and net sentiment (points) after correction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimates {
    /// Of the three classes.
    pub shares: [Estimate; CLASSES],
    /// −100 to 100.
    pub net: Estimate,
}

impl Calibration {
    /// The file's text.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Reads it again; says what is wrong with any other text.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let read: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let corrections = std::iter::once(&read.all).chain(read.brands.values());
        let mut shifts = corrections.flat_map(|by| [by.negative, by.neutral, by.positive, by.net]);
        let is_sound = |by: Shift| by.shift.abs() <= 200.0 && (0.0..=1e6).contains(&by.error);
        if shifts.all(is_sound) {
            Ok(read)
        } else {
            Err("a figure is out of range".to_owned())
        }
    }
}

impl Correction {
    /// The correction that labelled texts give; `None` where there are none.
    pub fn of(pairs: &[Pair]) -> Option<Self> {
        if pairs.is_empty() {
            return None;
        }
        let is = |one: usize, class: usize| f64::from(u8::from(one == class));
        let share = |class: usize| {
            shift(pairs, 1.0, |pair| {
                is(pair.said, class) - is(pair.predicted, class)
            })
        };
        let side = |class: usize| is(class, CLASSES - 1) - is(class, 0);
        Some(Self {
            texts: pairs.len() as u64,
            negative: share(0),
            neutral: share(1),
            positive: share(2),
            net: shift(pairs, 100.0, |pair| {
                100.0 * (side(pair.said) - side(pair.predicted))
            }),
        })
    }

    /// The figures of a group with these counts of labels; `None` where it is empty.
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    pub fn apply(&self, counts: [u64; CLASSES]) -> Option<Estimates> {
        let total: u64 = counts.iter().sum();
        if total == 0 {
            return None;
        }
        let n = total as f64;
        let [m, _, p] = counts.map(|count| count as f64 / n);
        let share = |class: usize, by: Shift| {
            let raw = counts[class] as f64 / n;
            estimate(raw, raw * (1.0 - raw) / n, by, (0.0, 1.0))
        };
        let variance = (p + m - (p - m) * (p - m)) / n * 10_000.0;
        let shares = [
            share(0, self.negative),
            share(1, self.neutral),
            share(2, self.positive),
        ];
        let whole: f64 = shares.iter().map(|share| share.value).sum();
        Some(Estimates {
            shares: shares.map(|share| share.moved_to(share.value / whole)),
            net: estimate(100.0 * (p - m), variance, self.net, (-100.0, 100.0)),
        })
    }
}

impl Estimate {
    /// Another value, which the interval holds.
    fn moved_to(self, value: f64) -> Self {
        Self {
            value,
            interval: Interval {
                low: self.interval.low.min(value),
                high: self.interval.high.max(value),
            },
        }
    }
}

/// A raw figure with its variance, corrected and kept within what is possible.
fn estimate(raw: f64, variance: f64, by: Shift, (least, most): (f64, f64)) -> Estimate {
    let value = (raw + by.shift).clamp(least, most);
    let half = Z * (variance + by.error * by.error).sqrt();
    Estimate {
        value,
        interval: Interval {
            low: (value - half).max(least),
            high: (value + half).min(most),
        },
    }
}

/// The weighted mean of a difference, and its standard error by linearisation. A text that is
/// off by `one` is added on either side, so that few texts are never certain.
fn shift(pairs: &[Pair], one: f64, difference: impl Fn(&Pair) -> f64) -> Shift {
    let weights: f64 = pairs.iter().map(|pair| pair.weight).sum();
    let sum: f64 = pairs
        .iter()
        .map(|pair| pair.weight * difference(pair))
        .sum();
    let mean = sum / weights;
    let size = u32::try_from(pairs.len()).map_or(f64::INFINITY, f64::from);
    let spread = |value: f64, weight: f64| (weight * (value - mean)).powi(2);
    let added = 2.0 * spread(mean + one, weights / size);
    let squares: f64 = pairs
        .iter()
        .map(|pair| spread(difference(pair), pair.weight))
        .sum();
    let error = ((squares + added) / (weights * weights)).sqrt();
    Shift {
        shift: digits(mean),
        error: digits(error),
    }
}

/// To six decimals, as the file keeps it.
fn digits(value: f64) -> f64 {
    (value * 1e6).round() / 1e6 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(said_and_predicted: &[(usize, usize, u32)]) -> Vec<Pair> {
        let many = |&(said, predicted, times): &(usize, usize, u32)| {
            (0..times).map(move |_| Pair {
                said,
                predicted,
                weight: 1.0,
            })
        };
        said_and_predicted.iter().flat_map(many).collect()
    }

    #[test]
    fn the_sample_itself_is_corrected_to_what_people_say() {
        let sample = pairs(&[(0, 0, 30), (0, 1, 20), (1, 1, 30), (2, 2, 15), (1, 2, 5)]);
        let correction = Correction::of(&sample).unwrap();
        let found = correction.apply([30, 50, 20]).unwrap();
        let expected = [0.5, 0.35, 0.15];
        for (share, expected) in found.shares.iter().zip(expected) {
            assert!((share.value - expected).abs() < 1e-6, "{found:?}");
            assert!(share.interval.low < expected && expected < share.interval.high);
        }
        assert!((found.net.value + 35.0).abs() < 1e-4, "{found:?}");
    }

    #[test]
    fn weights_undo_how_the_sample_was_drawn() {
        let mut sample = pairs(&[(0, 1, 10), (1, 1, 10)]);
        for pair in &mut sample[..10] {
            pair.weight = 3.0;
        }
        let correction = Correction::of(&sample).unwrap();
        assert!((correction.negative.shift - 0.75).abs() < 1e-6);
        assert!((correction.net.shift + 75.0).abs() < 1e-4);
    }

    #[test]
    fn figures_stay_possible_and_their_error_falls_with_the_sample() {
        let few = Correction::of(&pairs(&[(0, 2, 5), (2, 2, 5)])).unwrap();
        let many = Correction::of(&pairs(&[(0, 2, 500), (2, 2, 500)])).unwrap();
        assert!(many.net.error < few.net.error / 5.0);
        let found = few.apply([95, 5, 0]).unwrap();
        assert!(
            found
                .shares
                .iter()
                .all(|share| (0.0..=1.0).contains(&share.value))
        );
        let whole: f64 = found.shares.iter().map(|share| share.value).sum();
        assert!((whole - 1.0).abs() < 1e-9 && found.net.value >= -100.0);
        assert_eq!(Correction::of(&[]), None);
        assert_eq!(few.apply([0, 0, 0]), None);
    }
}
