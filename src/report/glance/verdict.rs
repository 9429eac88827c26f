//! The first line: what the numbers say, in words.

use super::words::{counted, effective, net_interval, percent, points_range, voices};
use super::{Glance, Page};
use crate::report::measure::wrap;
use crate::report::signs::signed;
use crate::report::style::Ink;
use crate::report::{Figures, escape};
use crate::stats::{Interval, TOO_FEW};

/// From this many points on, the verdict is plain rather than a tendency.
const PLAIN: f64 = 20.0;
/// From this share of neutral mentions on, in ten-thousandths, a balance is called neutral.
const MOSTLY: i64 = 6_000;

pub(super) fn write(glance: &Glance, page: &mut Page) {
    let (ink, word, rest) = verdict(glance);
    let text = format!("{word}: {rest}");
    for (index, line) in wrap(&text, page.readable()).iter().enumerate() {
        // Wrapping never breaks within the word itself: it is the shortest line's beginning.
        let painted = match line.strip_prefix(word) {
            Some(after) if index == 0 => {
                format!(
                    "{}{}",
                    page.style.paint(ink, word),
                    page.style.paint(Ink::Strong, after)
                )
            }
            _ => page.style.paint(Ink::Strong, line),
        };
        page.line(&painted);
    }
}

/// Its colour, its word, and the figures that it rests on.
fn verdict(glance: &Glance) -> (Ink, &'static str, String) {
    let figures = &glance.overall;
    let Some(interval) = net_interval(figures) else {
        return (Ink::Strong, "Nothing to judge", nothing(glance));
    };
    let proof = proof(figures, interval);
    if effective(figures) < TOO_FEW {
        return (Ink::Strong, "Too little data", too_little(figures, &proof));
    }
    let (ink, word) = judge(figures, interval);
    let said = match ink {
        Ink::Bad => against(glance),
        Ink::Good => in_favour(glance),
        _ if word == "Mostly neutral" => neutral(figures),
        _ => divided(glance),
    };
    (ink, word, format!("{said} {proof}"))
}

fn judge(figures: &Figures, interval: Interval) -> (Ink, &'static str) {
    let net = figures.net_sentiment.unwrap_or_default().as_f64();
    match interval {
        Interval { high, .. } if high < 0.0 && net <= -PLAIN => (Ink::Bad, "Negative"),
        Interval { high, .. } if high < 0.0 => (Ink::Bad, "Leaning negative"),
        Interval { low, .. } if low > 0.0 && net >= PLAIN => (Ink::Good, "Positive"),
        Interval { low, .. } if low > 0.0 => (Ink::Good, "Leaning positive"),
        _ if figures.neutral_share.unwrap_or_default().units() >= MOSTLY => {
            (Ink::Strong, "Mostly neutral")
        }
        _ => (Ink::Strong, "Divided"),
    }
}

fn against(glance: &Glance) -> String {
    let figures = &glance.overall;
    let share = percent(figures.negative_share.unwrap_or_default());
    let all = voices(figures);
    match subject(glance) {
        Some(brand) => format!("{share} of {all} speak against {brand}"),
        None => format!("{share} of {all} are negative"),
    }
}

fn in_favour(glance: &Glance) -> String {
    let figures = &glance.overall;
    let share = percent(figures.positive_share.unwrap_or_default());
    let all = voices(figures);
    match subject(glance) {
        Some(brand) => format!("{share} of {all} speak for {brand}"),
        None => format!("{share} of {all} are positive"),
    }
}

fn neutral(figures: &Figures) -> String {
    let share = percent(figures.neutral_share.unwrap_or_default());
    format!("{share} of {} state no opinion", voices(figures))
}

fn divided(glance: &Glance) -> String {
    let figures = &glance.overall;
    let positive = percent(figures.positive_share.unwrap_or_default());
    let negative = percent(figures.negative_share.unwrap_or_default());
    let all = voices(figures);
    match subject(glance) {
        Some(brand) => format!("{positive} of {all} speak for {brand}, {negative} against it"),
        None => format!("{positive} of {all} are positive, {negative} negative"),
    }
}

fn too_little(figures: &Figures, proof: &str) -> String {
    let all = voices(figures);
    format!("{all}, and a verdict needs {TOO_FEW} {proof}")
}

fn nothing(glance: &Glance) -> String {
    match (&glance.period, glance.input.read) {
        (_, 0) => "no record was read".to_owned(),
        (Some(period), read) => format!("none of {} counts ({period})", counted(read, "record")),
        (None, read) => format!("none of {} counts", counted(read, "record")),
    }
}

fn proof(figures: &Figures, interval: Interval) -> String {
    let net = signed(figures.net_sentiment.unwrap_or_default());
    format!("(net {net}, 95\u{a0}% interval {})", points_range(interval))
}

fn subject(glance: &Glance) -> Option<String> {
    let subject = glance.subject.as_deref()?;
    Some(escape::terminal(subject).into_owned())
}
