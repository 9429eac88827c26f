//! Figures as people read them: `58 %`, `−31.2`, `55–61 %`.

use crate::report::signs::{signed, whole};
use crate::report::{Figures, Points, Share};
use crate::stats::{Interval, TOO_FEW};

/// How many independent voices stand behind the figures: near-copies are one.
pub(super) fn effective(figures: &Figures) -> u64 {
    let unique = figures.unique_mentions.unwrap_or(figures.mentions);
    unique.min(figures.scored())
}

/// What the shares are of: `66 mentions`, or `65 distinct mentions` where some are copies.
pub(super) fn voices(figures: &Figures) -> String {
    let copied = figures
        .unique_mentions
        .is_some_and(|unique| unique < figures.mentions);
    let noun = if copied {
        "distinct mention"
    } else {
        "mention"
    };
    counted(figures.scored(), noun)
}

/// Whether too few voices stand behind the figures for a percentage to mean much.
pub(super) fn is_small(figures: &Figures) -> bool {
    effective(figures) < TOO_FEW
}

/// `58 %`, `<1 %`, with a space that does not break.
pub(super) fn percent(share: Share) -> String {
    match share.units() {
        0 => "0\u{a0}%".to_owned(),
        1..50 => "<1\u{a0}%".to_owned(),
        9_950..10_000 => ">99\u{a0}%".to_owned(),
        units => format!("{}\u{a0}%", (units + 50) / 100),
    }
}

/// `−34 to −28`, in whole points, widened rather than narrowed.
pub(super) fn points_range(interval: Interval) -> String {
    format!(
        "{} to {}",
        whole(interval.low.floor()),
        whole(interval.high.ceil())
    )
}

/// `55–61 %`, in whole percent, widened rather than narrowed.
pub(super) fn percent_range(interval: Interval) -> String {
    let (low, high) = (
        (100.0 * interval.low).floor(),
        (100.0 * interval.high).ceil(),
    );
    format!("{low:.0}–{high:.0}\u{a0}%")
}

/// The interval of the net sentiment of a group.
pub(super) fn net_interval(figures: &Figures) -> Option<Interval> {
    let Figures {
        positive, negative, ..
    } = *figures;
    crate::stats::net_sentiment(positive, negative, figures.scored(), effective(figures))
}

/// `1 mention`, `2 mentions`.
pub(super) fn counted(count: u64, noun: &str) -> String {
    let plural = match (count, noun) {
        (1, _) => noun.to_owned(),
        (_, "reply") => "replies".to_owned(),
        _ => format!("{noun}s"),
    };
    format!("{count} {plural}")
}

/// Net sentiment in points, or nothing where nothing was counted.
pub(super) fn net(figures: &Figures) -> String {
    figures.net_sentiment.map(signed::<1>).unwrap_or_default()
}

/// `100 × (positive − negative) / mentions`.
pub(super) fn points(positive: u64, negative: u64, scored: u64) -> Option<Points> {
    Points::ratio(100 * (i128::from(positive) - i128::from(negative)), scored)
}
