//! Brand names, which say nothing of themselves: found in texts as whole words, in any case.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Tokens;
use crate::lexicon::{Lexicon, compile::NONE};

/// So many brands are remembered; then it begins anew.
const MOST: usize = 64;

/// Finds words and phrases as whole words in any case; `None` where there are none.
pub(super) fn finder(terms: &[String]) -> Option<AhoCorasick> {
    let search = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(terms.iter().filter(|term| !term.is_empty()));
    search.ok().filter(|search| search.patterns_len() > 0)
}

/// Where a text holds what is looked for.
pub(super) fn found<'t>(
    search: &'t AhoCorasick,
    text: &'t str,
) -> impl Iterator<Item = Range<usize>> + 't {
    let found = search.find_iter(text).map(|found| found.range());
    found.filter(|range| stands_alone(text, range))
}

/// Whether no letter or digit stands right before or after a range.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// The brands met last; for those whose names hold a word of the lexicon, a search.
#[derive(Debug, Default)]
pub(super) struct Names {
    known: Vec<(String, Option<AhoCorasick>)>,
    current: Option<usize>,
}

impl Names {
    /// The texts to come are about this brand.
    pub(super) fn about(&mut self, brand: &str, lexicon: &Lexicon) {
        let is_it = |&at: &usize| self.known.get(at).is_some_and(|(name, _)| name == brand);
        if brand.is_empty() || self.current.as_ref().is_some_and(is_it) {
            self.current = self.current.filter(|_| !brand.is_empty());
            return;
        }
        let known = self.known.iter().position(|(name, _)| name == brand);
        self.current = Some(known.unwrap_or_else(|| self.meet(brand, lexicon)));
    }

    fn meet(&mut self, brand: &str, lexicon: &Lexicon) -> usize {
        if self.known.len() == MOST {
            self.known.clear();
        }
        let search = means_something(brand, lexicon).then(|| finder(&[brand.to_lowercase()]));
        self.known.push((brand.to_owned(), search.flatten()));
        self.known.len() - 1
    }

    /// The search for the name of the current brand, if that can change a score.
    pub(super) fn search(&self) -> Option<&AhoCorasick> {
        self.known.get(self.current?)?.1.as_ref()
    }
}

/// Whether a name holds a word that the lexicon knows.
fn means_something(brand: &str, lexicon: &Lexicon) -> bool {
    let mut tokens = Tokens::default();
    tokens.cut(brand, lexicon);
    tokens.list.iter().any(|token| token.word != NONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_hold_a_word_of_the_lexicon_are_looked_for() {
        let words = "best\t2\t1\town\t0\n";
        let lexicon = Lexicon::from_text(&[words], include_str!("../../../lexicons/en/rules.toml"));
        let lexicon = lexicon.unwrap();
        let mut names = Names::default();
        for (brand, is_sought) in [("Best Orvane", true), ("Orvane", false), ("", false)] {
            names.about(brand, &lexicon);
            names.about(brand, &lexicon);
            assert_eq!(names.search().is_some(), is_sought, "{brand}");
        }
        for number in 0..200 {
            names.about(&format!("best {number}"), &lexicon);
            assert!(names.search().is_some() && names.known.len() <= MOST);
        }
    }
}
