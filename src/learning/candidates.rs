//! Finds the words that a lexicon could learn: those of enough texts that are no names, least of all of brands.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Example, kin::stem};
use crate::fold;

/// What is known of a word's use.
#[derive(Clone, Copy, Debug, Default)]
struct Use {
    texts: u32,
    last: usize,
    /// Times where a capital would mean something, and of these with a capital.
    within: u32,
    capital: u32,
}

/// Above this share of capitals (percent) a word is a name …
const NAME: u32 = 50;
/// … unless more than this share of all words has them: in German every noun does.
const NOUNS: u32 = 20;

/// A form of a word must stand in so many texts by itself.
pub(super) const FORMS: u32 = 2;
/// What is left of addresses, characters written by name, and of the ways of platforms; no words of any language.
const MARKUP: [&str; 13] = [
    "amp", "apos", "gt", "http", "https", "httpurl", "lt", "nbsp", "quot", "rt", "url", "via",
    "www",
];

/// Words that are no names and whose forms stand in at least `fewest` texts together, in alphabetical order.
pub(super) fn find(examples: &[Example], fewest: u32) -> Vec<String> {
    let mut uses = uses(examples);
    let (within, capital) = uses.values().fold((0_u64, 0_u64), |sums, word| {
        (
            sums.0 + u64::from(word.within),
            sums.1 + u64::from(word.capital),
        )
    });
    let has_names = capital * 100 <= within * u64::from(NOUNS);
    let is_name = |word: &Use| has_names && word.capital * 100 > word.within * NAME;
    let brands = words_of_brands(examples);
    uses.retain(|_, word| word.within > 0 && !is_name(word));
    uses.retain(|word, _| brands.is_empty() || !brands.contains(&fold::folded(word)));
    let mut stems: HashMap<&str, u32> = HashMap::new();
    for (word, used) in &uses {
        *stems.entry(stem(word)).or_default() += used.texts;
    }
    let wanted = |(word, used): &(&String, &Use)| {
        used.texts >= FORMS.min(fewest) && stems[stem(word)] >= fewest
    };
    let words = uses.iter().filter(wanted).map(|(word, _)| word.clone());
    words.collect::<BTreeSet<String>>().into_iter().collect()
}

/// The words of the names of all brands, folded.
fn words_of_brands(examples: &[Example]) -> HashSet<String> {
    let names: HashSet<&str> = examples.iter().map(|one| one.brand.as_str()).collect();
    let folded = names.into_iter().map(fold::folded);
    let words = |name: String| -> Vec<String> {
        let words = name.split(|c: char| !c.is_alphanumeric());
        words.map(str::to_owned).collect()
    };
    folded
        .flat_map(words)
        .filter(|word| !word.is_empty())
        .collect()
}

fn uses(examples: &[Example]) -> HashMap<String, Use> {
    let mut uses: HashMap<String, Use> = HashMap::new();
    for (number, example) in (1..).zip(examples) {
        for_each_word(&example.text, |word, is_first| {
            let found = uses.entry(word.to_lowercase()).or_default();
            if found.last != number {
                found.last = number;
                found.texts += 1;
            }
            let has_capital = word.starts_with(char::is_uppercase);
            if !is_first || !has_capital {
                found.within += 1;
                found.capital += u32::from(is_name_like(word));
            }
        });
    }
    uses
}

/// A capital, then at least one small letter.
fn is_name_like(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

/// Whether a part of a text is a mention, a tag, an address or something like them.
fn is_no_prose(chunk: &str) -> bool {
    let inner = chunk.trim_matches(|c: char| !c.is_alphanumeric());
    let is_dotted = || {
        let mut parts = inner.split('.');
        parts.next().is_some() && parts.any(|part| part.starts_with(char::is_alphanumeric))
    };
    chunk.contains(['@', '#', '/', '_', '&', '=', '<', '>']) || is_dotted()
}

/// Whether it is a word: two letters or more, and nothing else. What is lengthened the rules know.
fn is_word(part: &str) -> bool {
    let is_long = part.chars().nth(1).is_some();
    let is_markup = || MARKUP.iter().any(|mark| part.eq_ignore_ascii_case(mark));
    let is_plain = part.chars().all(char::is_alphabetic) && !is_lengthened(part);
    is_long && is_plain && !is_markup()
}

/// Whether a letter stands three times in a row.
fn is_lengthened(word: &str) -> bool {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let mut threes = letters.windows(3);
    threes.any(|three| three.iter().all(|letter| *letter == three[0]))
}

/// Calls `each` with every word of two letters or more, and whether it begins a sentence.
/// Names, tags and addresses are none.
fn for_each_word(text: &str, mut each: impl FnMut(&str, bool)) {
    let mut is_first = true;
    for chunk in text.split_whitespace() {
        if is_no_prose(chunk) {
            is_first |= chunk.starts_with('@');
            continue;
        }
        for word in chunk.split(|c: char| !c.is_alphanumeric()) {
            if is_word(word) {
                each(word, is_first);
            }
            is_first &= word.is_empty();
        }
        is_first |= chunk.ends_with(['.', '!', '?', ':', '"', '”', '»', '…']);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::Label;

    fn examples(texts: &[&str]) -> Vec<Example> {
        let example = |text: &&str| Example {
            text: (*text).to_owned(),
            brand: String::new(),
            label: Label::Neutral,
            source: 0,
            weight: 1.0,
        };
        texts.iter().map(example).collect()
    }

    #[test]
    fn names_and_rare_words_are_left_out() {
        let texts = [
            "the kettle of Orvane hums",
            "a kettle by Orvane, a rare one",
            "@you Kettle or https://kettle.example #kettle",
        ];
        assert_eq!(find(&examples(&texts), 2), ["kettle"]);
    }

    #[test]
    fn what_is_lengthened_is_left_out() {
        let texts = ["soooo nice yessss", "soooo nice yessss"];
        assert_eq!(find(&examples(&texts), 2), ["nice"]);
    }

    #[test]
    fn words_of_brands_are_left_out_whatever_their_case_and_accents() {
        let mut examples = examples(&["the eclair genial hums", "an éclair that hums"]);
        examples[1].brand = "Éclair-Génial".to_owned();
        assert_eq!(find(&examples, 2), ["hums"]);
    }

    #[test]
    fn where_every_noun_has_a_capital_nouns_stay() {
        let texts = ["eine gute Kanne für den Tee", "keine Kanne ohne Tee"];
        assert_eq!(find(&examples(&texts), 2), ["kanne", "tee"]);
    }
}
