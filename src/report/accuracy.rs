//! How well labels are found, in words and figures.

use crate::stats::Confusion;

/// One line for each source and one for all: macro-recall before and after, how many texts, the interval.
pub fn learning(
    name: &str,
    sources: &[String],
    (before, after): (&[Confusion], &[Confusion]),
) -> Vec<String> {
    let several = after.len() > 2;
    let line = |at: usize| {
        let (before, now) = (before.get(at)?, after.get(at)?);
        let is_all = at + 1 == after.len();
        if now.total() == 0 || (is_all && several) {
            return None;
        }
        let source = sources.get(at).filter(|_| !is_all);
        let of = source.filter(|name| !name.is_empty());
        let of = of.map(|name| format!(", {name}")).unwrap_or_default();
        Some(format!(
            "  {name}{of}: {} → {} ({}, n = {})",
            points(before.macro_recall()),
            points(now.macro_recall()),
            interval(now),
            now.total()
        ))
    };
    let places = if several {
        0..after.len()
    } else {
        0..after.len().min(1)
    };
    places.filter_map(line).collect()
}

/// A share in points with one decimal; a dash where it is unknown.
fn points(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1}", share * 100.0))
}

fn interval(confusion: &Confusion) -> String {
    confusion
        .macro_recall_interval()
        .map_or_else(String::new, |interval| {
            format!(
                "95 % interval {:.1} to {:.1}",
                interval.low * 100.0,
                interval.high * 100.0
            )
        })
}
