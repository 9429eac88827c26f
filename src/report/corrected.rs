//! Figures corrected by labels that people gave, beside the raw ones.

use super::{
    Decimal, Figures, Points, Row, Share,
    columns::{Column, column},
    signs::{rounded, whole},
};
use crate::stats::{
    CLASSES,
    calibration::{Calibration, Correction, Estimate, Estimates},
};

/// A group's figures after correction.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Corrected {
    /// Shares of negative, neutral and positive mentions, each with the ends of its 95 % interval.
    pub shares: [(Share, Share, Share); CLASSES],
    /// Net sentiment, with the ends of its 95 % interval.
    pub net: (Points, Points, Points),
    /// How many labelled texts the correction rests on.
    pub texts: u64,
}

/// The columns that a correction adds after the others.
pub const CORRECTED: [Column; 13] = [
    column("corrected_positive_share", "corr. pos. share", 3, |f| {
        share(f, 2, 0).into()
    }),
    column("corrected_positive_share_low", "corr. pos. low", 12, |f| {
        share(f, 2, 1).into()
    }),
    column(
        "corrected_positive_share_high",
        "corr. pos. high",
        12,
        |f| share(f, 2, 2).into(),
    ),
    column("corrected_neutral_share", "corr. neu. share", 12, |f| {
        share(f, 1, 0).into()
    }),
    column("corrected_neutral_share_low", "corr. neu. low", 12, |f| {
        share(f, 1, 1).into()
    }),
    column("corrected_neutral_share_high", "corr. neu. high", 12, |f| {
        share(f, 1, 2).into()
    }),
    column("corrected_negative_share", "corr. neg. share", 3, |f| {
        share(f, 0, 0).into()
    }),
    column("corrected_negative_share_low", "corr. neg. low", 12, |f| {
        share(f, 0, 1).into()
    }),
    column(
        "corrected_negative_share_high",
        "corr. neg. high",
        12,
        |f| share(f, 0, 2).into(),
    ),
    column("corrected_net_sentiment", "corr. net", 1, |f| {
        net(f, 0).into()
    }),
    column("corrected_net_sentiment_low", "corr. net low", 1, |f| {
        net(f, 1).into()
    }),
    column("corrected_net_sentiment_high", "corr. net high", 1, |f| {
        net(f, 2).into()
    }),
    column("correction_texts", "labels", 12, |f| {
        f.corrected.map(|corrected| corrected.texts).into()
    }),
];

fn share(figures: &Figures, class: usize, which: usize) -> Option<Share> {
    let (value, low, high) = figures.corrected?.shares[class];
    Some([value, low, high][which])
}

fn net(figures: &Figures, which: usize) -> Option<Points> {
    let (value, low, high) = figures.corrected?.net;
    Some([value, low, high][which])
}

/// Corrects rows; those of a brand by its own labels where there are enough. `brand` is the
/// place of the brand among the keys.
pub fn correct(rows: &mut [Row], brand: Option<usize>, calibration: &Calibration) {
    for row in rows {
        let name = brand.and_then(|at| row.keys.get(at));
        let own = name.and_then(|name| calibration.brands.get(name));
        row.figures.corrected = corrected(&row.figures, own.unwrap_or(&calibration.all));
    }
}

fn estimates(figures: &Figures, by: &Correction) -> Option<Estimates> {
    by.apply([figures.negative, figures.neutral, figures.positive])
}

fn corrected(figures: &Figures, by: &Correction) -> Option<Corrected> {
    let found = estimates(figures, by)?;
    Some(Corrected {
        shares: found.shares.map(decimals),
        net: decimals(found.net),
        texts: by.texts,
    })
}

fn decimals<const PLACES: u32>(
    estimate: Estimate,
) -> (Decimal<PLACES>, Decimal<PLACES>, Decimal<PLACES>) {
    let Estimate { value, interval } = estimate;
    (
        decimal(value),
        decimal(interval.low),
        decimal(interval.high),
    )
}

/// The nearest decimal.
#[expect(
    clippy::cast_possible_truncation,
    reason = "figures lie between -100 and 100"
)]
fn decimal<const PLACES: u32>(value: f64) -> Decimal<PLACES> {
    let units = value * f64::from(10_u32.pow(PLACES));
    Decimal::from_units(units.round() as i64)
}

/// What correction makes of the figures of all mentions, in words.
pub fn remark(figures: &Figures, calibration: &Calibration) -> Option<String> {
    let by = &calibration.all;
    let found = estimates(figures, by)?;
    let raw = figures.net_sentiment?.as_f64();
    let percent = |estimate: Estimate| {
        format!(
            "{} % ({} to {})",
            whole(estimate.value * 100.0),
            whole(estimate.interval.low * 100.0),
            whole(estimate.interval.high * 100.0)
        )
    };
    Some(format!(
        "corrected by {} labelled texts: net {} instead of {} (95 % interval {} to {}), negative {}, positive {}",
        by.texts,
        rounded(found.net.value, 1),
        rounded(raw, 1),
        whole(found.net.interval.low),
        whole(found.net.interval.high),
        percent(found.shares[0]),
        percent(found.shares[2]),
    ))
}
