//! What labels mean: words of several languages, signs, or numbers on one of the usual scales.

use crate::scoring::Label;

/// Words that mean a label, in small letters.
const NEGATIVE: &[&str] = &[
    "negative",
    "neg",
    "-",
    "négatif",
    "négative",
    "negatif",
    "negativo",
    "negativa",
    "negativ",
    "negatief",
    "bad",
    "👎",
    "detractor",
];
const NEUTRAL: &[&str] = &[
    "neutral",
    "neu",
    "neut",
    "0",
    "=",
    "neutre",
    "neutro",
    "neutra",
    "neutrale",
    "neutraal",
    "none",
    "objective",
    "passive",
    "😐",
];
const POSITIVE: &[&str] = &[
    "positive", "pos", "+", "positif", "positivo", "positiva", "positiv", "positief", "good", "👍",
    "promoter",
];

/// How the numbers of a column are meant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Scale {
    /// Below, at and above 0.
    Signed,
    /// 0, 1, 2.
    Classes,
    /// One to five stars: up to 2 negative, from 4 on positive.
    Stars,
}

impl Scale {
    /// The scale on which all numbers among labels lie.
    pub(super) fn of<'l>(labels: impl Iterator<Item = &'l str>) -> Self {
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in labels.filter_map(number) {
            least = least.min(value);
            most = most.max(value);
        }
        if least < 0.0 || most <= 1.0 {
            Self::Signed
        } else if least == 0.0 && most <= 2.0 {
            Self::Classes
        } else {
            Self::Stars
        }
    }

    /// The label that a cell means.
    pub(super) fn label(self, cell: &str) -> Option<Label> {
        match number(cell) {
            Some(value) => self.numbered(value),
            None => worded(cell),
        }
    }

    fn numbered(self, value: f64) -> Option<Label> {
        let (low, high, ends) = match self {
            Self::Signed => (-1.0 / 3.0, 1.0 / 3.0, (-1.0, 1.0)),
            Self::Classes => (0.5, 1.5, (0.0, 2.0)),
            Self::Stars => (2.5, 3.5, (0.0, 5.0)),
        };
        let is_known = (ends.0..=ends.1).contains(&value);
        is_known.then_some(if value < low {
            Label::Negative
        } else if value > high {
            Label::Positive
        } else {
            Label::Neutral
        })
    }
}

/// The label that a word means.
pub(in crate::pipeline) fn worded(cell: &str) -> Option<Label> {
    let word = cell.trim().to_lowercase();
    let is_one_of = |words: &[&str]| words.contains(&word.as_str());
    if is_one_of(NEGATIVE) {
        Some(Label::Negative)
    } else if is_one_of(NEUTRAL) {
        Some(Label::Neutral)
    } else {
        is_one_of(POSITIVE).then_some(Label::Positive)
    }
}

/// `-1`, `4,5`, `3 stars`, `4/5`, `★★★`.
fn number(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    let stars = cell.chars().filter(|c| matches!(c, '★' | '⭐')).count();
    if stars > 0 {
        return u32::try_from(stars).ok().map(f64::from);
    }
    let plain = cell.split([' ', '/']).next().unwrap_or(cell);
    let value: f64 = plain.replace(',', ".").replace('−', "-").parse().ok()?;
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(labels: &[&str]) -> Vec<&'static str> {
        let scale = Scale::of(labels.iter().copied());
        let name = |label: &&str| scale.label(label).map_or("?", Label::name);
        labels.iter().map(name).collect()
    }

    #[test]
    fn words_of_several_languages_are_labels() {
        assert_eq!(
            read(&["Négatif", "neutro", "positiv", " NEG ", "maybe"]),
            ["negative", "neutral", "positive", "negative", "?"]
        );
    }

    #[test]
    fn numbers_are_read_on_the_scale_that_holds_them_all() {
        assert_eq!(read(&["-1", "0", "1"]), ["negative", "neutral", "positive"]);
        assert_eq!(read(&["0", "1", "2"]), ["negative", "neutral", "positive"]);
        assert_eq!(
            read(&["1", "3", "4,5", "2 stars", "5/5", "7"]),
            [
                "negative", "neutral", "positive", "negative", "positive", "?"
            ]
        );
        assert_eq!(read(&["★", "★★★★"]), ["negative", "positive"]);
    }
}
