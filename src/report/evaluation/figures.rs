//! The figures of an evaluation: each column's name and what it counts.

use crate::stats::{Confusion, Interval};

/// A column.
pub(super) struct Figure {
    /// Its name in every machine-readable format.
    pub(super) name: &'static str,
    value: fn(&Confusion) -> Option<f64>,
    places: usize,
}

impl Figure {
    /// Its digits; nothing where it is unknown.
    pub(super) fn shown(&self, confusion: &Confusion) -> Option<String> {
        let places = self.places;
        let digits = format!("{:.places$}", (self.value)(confusion)?);
        let is_zero = !digits.contains(|c: char| ('1'..='9').contains(&c));
        Some(if is_zero {
            digits.replace('-', "")
        } else {
            digits
        })
    }
}

const fn count(name: &'static str, value: fn(&Confusion) -> Option<f64>) -> Figure {
    Figure {
        name,
        value,
        places: 0,
    }
}

const fn share(name: &'static str, value: fn(&Confusion) -> Option<f64>) -> Figure {
    Figure {
        name,
        value,
        places: 4,
    }
}

const fn points(name: &'static str, value: fn(&Confusion) -> Option<f64>) -> Figure {
    Figure {
        name,
        value,
        places: 1,
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
#[expect(clippy::unnecessary_wraps, reason = "as every figure's value")]
fn known(count: u64) -> Option<f64> {
    Some(count as f64)
}

fn low(interval: Option<Interval>) -> Option<f64> {
    interval.map(|interval| interval.low)
}

fn high(interval: Option<Interval>) -> Option<f64> {
    interval.map(|interval| interval.high)
}

/// All columns. Classes by their places: negative, neutral, positive.
pub(super) const FIGURES: &[Figure] = &[
    count("texts", |c| known(c.total())),
    count("negative", |c| known(c.said(0))),
    count("neutral", |c| known(c.said(1))),
    count("positive", |c| known(c.said(2))),
    count("predicted_negative", |c| known(c.predicted(0))),
    count("predicted_neutral", |c| known(c.predicted(1))),
    count("predicted_positive", |c| known(c.predicted(2))),
    share("accuracy", Confusion::accuracy),
    share("accuracy_low", |c| low(c.accuracy_interval())),
    share("accuracy_high", |c| high(c.accuracy_interval())),
    share("macro_f1", Confusion::macro_f1),
    share("macro_f1_low", |c| low(c.macro_f1_interval())),
    share("macro_f1_high", |c| high(c.macro_f1_interval())),
    share("macro_recall", Confusion::macro_recall),
    share("macro_recall_low", |c| low(c.macro_recall_interval())),
    share("macro_recall_high", |c| high(c.macro_recall_interval())),
    share("precision_negative", |c| c.precision(0)),
    share("precision_neutral", |c| c.precision(1)),
    share("precision_positive", |c| c.precision(2)),
    share("recall_negative", |c| c.recall(0)),
    share("recall_neutral", |c| c.recall(1)),
    share("recall_positive", |c| c.recall(2)),
    share("f1_negative", |c| c.f1(0)),
    share("f1_neutral", |c| c.f1(1)),
    share("f1_positive", |c| c.f1(2)),
    points("net_sentiment", Confusion::net_said),
    points("predicted_net_sentiment", Confusion::net_predicted),
    points("net_error", Confusion::net_error),
    points("net_error_low", |c| low(c.net_error_interval())),
    points("net_error_high", |c| high(c.net_error_interval())),
];
