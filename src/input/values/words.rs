//! Ratings and sentiments that exports write in words.

/// The words for each sentiment in the languages of exports, in lower case.
const SENTIMENTS: [(&str, &[&str]); 4] = [
    (
        "positive",
        &[
            "positive",
            "positives",
            "pos",
            "positif",
            "positiv",
            "positivo",
            "positiva",
            "положительный",
            "положительная",
            "позитивный",
            "позитивная",
            "позитив",
            "1",
            "5",
            "+1",
            "1.0",
            "5.0",
            "good",
            "very positive",
            "somewhat positive",
            "bullish",
            "pozytywny",
            "positief",
            "正面",
        ],
    ),
    (
        "neutral",
        &[
            "neutral",
            "neutrals",
            "neu",
            "neutre",
            "neutro",
            "neutra",
            "neutrale",
            "нейтральный",
            "нейтральная",
            "нейтрально",
            "нейтрал",
            "0",
            "0.0",
            "neutralny",
            "neutraal",
            "中性",
            "factual",
        ],
    ),
    (
        "negative",
        &[
            "negative",
            "negatives",
            "neg",
            "négatif",
            "negatif",
            "negativ",
            "negativo",
            "negativa",
            "отрицательный",
            "отрицательная",
            "негативный",
            "негативная",
            "негатив",
            "-1",
            "-5",
            "-1.0",
            "-5.0",
            "−1",
            "−5",
            "bad",
            "very negative",
            "somewhat negative",
            "bearish",
            "negatywny",
            "negatief",
            "负面",
        ],
    ),
    (
        "mixed",
        &[
            "mixed",
            "mixte",
            "gemischt",
            "mixto",
            "misto",
            "смешанный",
            "смешанная",
            "ambivalent",
        ],
    ),
];

/// The sentiment that a tool's own word or number stands for: `positive`,
/// `neutral`, `negative` or `mixed`; empty where the tool gave none, and as
/// written where it cannot be told.
#[inline]
pub fn sentiment(value: &str) -> &str {
    if value.is_empty() || value.len() > 40 {
        return value;
    }
    known_sentiment(value).unwrap_or(value)
}

fn known_sentiment(value: &str) -> Option<&'static str> {
    const NONE: [&str; 7] = [
        "not rated",
        "unclassified",
        "n/a",
        "none",
        "unknown",
        "not available",
        "undefined",
    ];
    if let Some((usual, _)) = SENTIMENTS.iter().find(|(name, _)| *name == value) {
        return Some(usual);
    }
    let lower = value.to_lowercase();
    if NONE.contains(&lower.as_str()) {
        return Some("");
    }
    let means = |(_, words): &&(&str, &[&str])| words.contains(&lower.as_str());
    let known = SENTIMENTS.iter().find(means).map(|(name, _)| *name);
    known.or_else(|| by_stem(&lower))
}

/// The one sentiment that a word of `lower` begins like, in any form and with any word beside it.
fn by_stem(lower: &str) -> Option<&'static str> {
    let of = |word: &str| {
        let begins = |stem: &&str| word.starts_with(*stem);
        STEMS.iter().position(|(_, stems)| stems.iter().any(begins))
    };
    let words = lower.split(|c: char| !c.is_alphabetic());
    let mut found = words.filter_map(of);
    let first = found.next()?;
    found.all(|other| other == first).then_some(STEMS[first].0)
}

/// How the words for each sentiment begin.
const STEMS: [(&str, &[&str]); 4] = [
    (
        "positive",
        &[
            "posit",
            "pozit",
            "pozyt",
            "позит",
            "положит",
            "olumlu",
            "긍정",
            "ポジ",
        ],
    ),
    (
        "neutral",
        &["neutr", "nötr", "нейтр", "중립", "ニュートラル", "中立"],
    ),
    (
        "negative",
        &[
            "negat",
            "négat",
            "негат",
            "отрицат",
            "olumsuz",
            "부정",
            "ネガ",
        ],
    ),
    (
        "mixed",
        &["mixed", "mixte", "gemischt", "mixto", "misto", "смеш"],
    ),
];

/// A rating in stars as a figure, where it is written in words or signs:
/// `FIVE`, `★★★★☆`, `4 stars`, `Rated 4 out of 5 stars`; else as written.
#[inline]
pub fn rating(value: &str) -> &str {
    match value.len() {
        3..=60 => in_figures(value),
        _ => value,
    }
}

fn in_figures(value: &str) -> &str {
    const NUMBERS: [[&str; 2]; 5] = [
        ["one", "1"],
        ["two", "2"],
        ["three", "3"],
        ["four", "4"],
        ["five", "5"],
    ];
    const DIGITS: [&str; 6] = ["0", "1", "2", "3", "4", "5"];
    let stars = value.chars().filter(|c| matches!(c, '★' | '⭐')).count();
    if let Some(digit) = DIGITS.get(stars).filter(|_| stars > 0) {
        return digit;
    }
    let lower = value.to_lowercase();
    let lower = lower.trim_end_matches("_stars").trim_end_matches("_star");
    if let Some([_, digit]) = NUMBERS.iter().find(|[word, _]| *word == lower) {
        return digit;
    }
    let names_stars = [
        "star", "étoile", "stern", "estrella", "estrela", "stell", "out of", "/5",
    ];
    if !names_stars.iter().any(|name| lower.contains(name)) {
        return value;
    }
    let start = value
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(value.len());
    let figures = &value[start..];
    let end = figures.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    match figures[..end.unwrap_or(figures.len())].trim_end_matches(['.', ',']) {
        "" => value,
        figure => figure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentiments_have_one_name_each() {
        for (value, name) in [
            ("Positive", "positive"),
            ("5", "positive"),
            ("-5", "negative"),
            ("0", "neutral"),
            ("Négatif", "negative"),
            ("Позитивная", "positive"),
            ("Not Rated", ""),
            ("unclassified", ""),
            ("Mixed", "mixed"),
            ("0.37", "0.37"),
            ("Plutôt négatif", "negative"),
            ("Muy positivo", "positive"),
            ("Позитивно", "positive"),
            ("neutral to negative", "neutral to negative"),
            ("", ""),
        ] {
            assert_eq!(sentiment(value), name, "{value}");
        }
    }

    #[test]
    fn stars_in_words_are_figures() {
        for (value, figure) in [
            ("FIVE", "5"),
            ("ONE_STAR", "1"),
            ("★★★★☆", "4"),
            ("4 stars", "4"),
            ("Rated 2 out of 5 stars", "2"),
            ("3,5 étoiles", "3,5"),
            ("4/5", "4"),
            ("4", "4"),
            ("Good", "Good"),
            ("Great", "Great"),
        ] {
            assert_eq!(rating(value), figure, "{value}");
        }
    }
}
