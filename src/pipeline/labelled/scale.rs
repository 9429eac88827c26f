//! What labels mean: words of several languages, signs, or numbers on one of the usual scales.

use std::{collections::HashMap, sync::LazyLock};

use super::decimal::decimal;
use crate::scoring::Label;

/// What words mean; `None` for those of degree (`very`).
static WORDS: LazyLock<HashMap<&str, Option<Label>>> =
    LazyLock::new(|| read_words(include_str!("words.tsv")));

/// How the numbers of a column are meant.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Scale {
    /// There are no numbers among the labels.
    #[default]
    Words,
    /// Below, at and above 0.
    Signed,
    /// 0 negative, 1 positive.
    Binary,
    /// Fractions from 0 to 1.
    Unit,
    /// 0, 1, 2.
    Classes,
    /// 0 to 4, where 2 is neutral.
    FromZero,
    /// One to five stars: up to 2 negative, from 4 on positive.
    Stars,
    /// Up to 10: up to 4 negative, from 7 on positive.
    Ten,
    /// Up to 100: below 40 negative, above 60 positive.
    Hundred,
}

/// Of one label in so many, a number above 10 is a slip and not a scale of its own.
const SLIPS: usize = 20;

impl Scale {
    /// The scale on which the numbers among labels lie.
    pub(in crate::pipeline) fn of<'l>(labels: impl Iterator<Item = &'l str>) -> Self {
        let mut numbers: Vec<f64> = labels.filter_map(plain_number).collect();
        let large = numbers.iter().filter(|value| **value > 10.0).count();
        if large * SLIPS < numbers.len() {
            numbers.retain(|value| *value <= 10.0);
        }
        let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
        let most = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let is_whole = numbers.iter().all(|value| value.fract() == 0.0);
        match (least, most) {
            _ if numbers.is_empty() => Self::Words,
            _ if least < 0.0 || least >= most && most <= 1.0 => Self::Signed,
            (_, ..=1.0) if is_whole => Self::Binary,
            (_, ..=1.0) => Self::Unit,
            (..1.0, ..=2.0) => Self::Classes,
            (0.0, 4.0) => Self::FromZero,
            (_, ..=5.0) => Self::Stars,
            (_, ..=10.0) => Self::Ten,
            _ => Self::Hundred,
        }
    }

    /// The label that a cell means.
    pub(in crate::pipeline) fn label(self, cell: &str) -> Option<Label> {
        match (marked_number(cell), plain_number(cell)) {
            (Some((value, scale)), _) => scale.numbered(value),
            (None, Some(value)) => self.numbered(value),
            (None, None) => worded(cell),
        }
    }

    /// How numbers are read, in words; nothing where there are none.
    pub fn told(self) -> Option<&'static str> {
        Some(match self {
            Self::Words => return None,
            Self::Signed => {
                "below 0 negative, 0 neutral (and less than 1/3 on either side), above 0 positive"
            }
            Self::Binary => "0 negative, 1 positive",
            Self::Unit => "0 to 1: up to 1/3 negative, from 2/3 on positive",
            Self::Classes => "0 negative, 1 neutral, 2 positive",
            Self::FromZero => "0 to 4: below 2 negative, 2 neutral, above 2 positive",
            Self::Stars => "1 to 5: up to 2 negative, 3 neutral, from 4 on positive",
            Self::Ten => "1 to 10: up to 4 negative, from 7 on positive",
            Self::Hundred => "0 to 100: below 40 negative, above 60 positive",
        })
    }

    fn numbered(self, value: f64) -> Option<Label> {
        // Values at the first bound and below are negative, at the second and above positive.
        let (low, high, ends) = match self {
            Self::Words => return None,
            Self::Signed => (-1.0 / 3.0, 1.0 / 3.0, (f64::NEG_INFINITY, f64::INFINITY)),
            Self::Binary => (0.0, 1.0, (0.0, 1.0)),
            Self::Unit => (1.0 / 3.0, 2.0 / 3.0, (0.0, 1.0)),
            Self::Classes => (0.49, 1.51, (0.0, 2.0)),
            Self::FromZero => (1.49, 2.51, (0.0, 4.0)),
            Self::Stars => (2.49, 3.51, (0.0, 5.0)),
            Self::Ten => (4.49, 6.51, (0.0, 10.0)),
            Self::Hundred => (39.99, 60.01, (0.0, 100.0)),
        };
        let is_known = (ends.0..=ends.1).contains(&value);
        is_known.then_some(if value <= low {
            Label::Negative
        } else if value >= high {
            Label::Positive
        } else {
            Label::Neutral
        })
    }
}

fn read_words(list: &'static str) -> HashMap<&'static str, Option<Label>> {
    let mut words = HashMap::new();
    for (kind, line) in list.lines().filter_map(|line| line.split_once('\t')) {
        let label = [Label::Negative, Label::Neutral, Label::Positive];
        let label = label.into_iter().find(|label| label.name() == kind);
        words.extend(line.split(' ').map(|word| (word, label)));
    }
    words
}

/// The label that a word means, or a word beside words of degree.
fn worded(cell: &str) -> Option<Label> {
    let cell = cell.trim().to_lowercase();
    if let Some(label) = WORDS.get(cell.as_str()) {
        return *label;
    }
    let parts = cell.split([' ', '_', '-', '\u{a0}']);
    let mut found = None;
    for part in parts.filter(|part| !part.is_empty()) {
        match (WORDS.get(part)?, found) {
            (None, _) => {}
            (Some(_), Some(_)) => return None,
            (own, None) => found = *own,
        }
    }
    found
}

/// `-1`, `4,5`, `2 - bad`: a number whose scale the column must say.
fn plain_number(cell: &str) -> Option<f64> {
    let (value, rest) = split_number(cell)?;
    scale_of(rest).is_none().then_some(value)
}

/// `3 stars`, `4/5`, `★★★`, `8 out of 10`: a number that states its scale.
fn marked_number(cell: &str) -> Option<(f64, Scale)> {
    let stars = cell.chars().filter(|c| matches!(c, '★' | '⭐')).count();
    if stars > 0 {
        return Some((f64::from(u32::try_from(stars).ok()?), Scale::Stars));
    }
    let (value, rest) = split_number(cell)?;
    Some((value, scale_of(rest)?))
}

/// A number and what follows it, which is nothing, no other number, or the most there can be.
fn split_number(cell: &str) -> Option<(f64, &str)> {
    let cell = cell.trim();
    let end = cell.find([' ', '/', '\u{a0}']).unwrap_or(cell.len());
    let (number, rest) = cell.split_at(end);
    let value = decimal(number)?;
    let is_known = !rest.contains(|c: char| c.is_ascii_digit()) || scale_of(rest).is_some();
    is_known.then_some((value, rest))
}

/// The scale that what follows a number states.
fn scale_of(rest: &str) -> Option<Scale> {
    let digits = |c: char| c.is_ascii_digit();
    let most = rest.trim_start_matches(|c: char| !digits(c));
    match most.trim_end_matches(|c: char| !digits(c)) {
        "5" => Some(Scale::Stars),
        "10" => Some(Scale::Ten),
        "100" => Some(Scale::Hundred),
        "" => {
            let is_unit = rest.chars().all(|c| c.is_alphabetic() || c.is_whitespace());
            (is_unit && !rest.trim().is_empty()).then_some(Scale::Stars)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(labels: &[&str]) -> String {
        let scale = Scale::of(labels.iter().copied());
        let sign = |label: &&str| match scale.label(label) {
            Some(Label::Negative) => '-',
            Some(Label::Neutral) => '0',
            Some(Label::Positive) => '+',
            None => '?',
        };
        labels.iter().map(sign).collect()
    }

    #[test]
    fn words_of_several_languages_are_labels() {
        assert_eq!(
            read(&["Négatif", "neutro", "positiv", " NEG ", "maybe", "-"]),
            "-0+-?-"
        );
        assert_eq!(
            read(&[
                "Très positif",
                "plutôt négatif",
                "mitigé",
                "bon",
                "mauvais",
                "strongly positive",
                "très",
                "not positive",
                "positive-negative",
                "VERY_NEGATIVE"
            ]),
            "+-0+-+???-"
        );
    }

    #[test]
    fn numbers_are_read_on_the_scale_that_holds_them_all() {
        for (labels, signs) in [
            (&["-1", "0", "1"][..], "-0+"),
            (&["-2", "-1", "0", "1", "2"], "--0++"),
            (&["−0,8", "0,2", "0.9"], "-0+"),
            (&["0", "1", "2"], "-0+"),
            (&["0", "2", "2"], "-++"),
            (&["0", "4", "2"], "-+0"),
            (&["0", "4", "4"], "-++"),
            (&["0", "1", "3", "4"], "--++"),
            (&["0", "1", "1"], "-++"),
            (&["0.1", "0.5", "0,9"], "-0+"),
            (&["0"], "0"),
            (&["1"], "+"),
            (&["1", "3", "4,5", "2 stars", "5/5", "★"], "-0+-+-"),
            (&["1", "4", "5", "6", "7", "10"], "--00++"),
            (&["8/10", "3/10", "negative"], "+--"),
            (
                &["4 out of 5 stars", "2,0 sur 5", "9 von 10", "1 étoile"],
                "+-+-",
            ),
            (&["1 - poor", "5 - fine", "3 (so-so)", "3 of 7"], "-+0?"),
            (&["15", "50", "90"], "-0+"),
            (&["★", "★★★★", "3/7"], "-+?"),
        ] {
            assert_eq!(read(labels), signs, "{labels:?}");
        }
    }

    #[test]
    fn one_slip_does_not_change_the_scale() {
        let mut labels = ["1", "3", "5"].repeat(10);
        labels.push("99");
        assert!(read(&labels).starts_with("-0+"));
        assert!(read(&labels).ends_with('?'));
    }
}
