//! Brand names, which say nothing of themselves: found in texts as whole words, whatever their case and accents.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Tokens;
use crate::{
    fold::{self, Folded},
    lexicon::{Lexicon, compile::NONE},
};

/// So many brands are remembered; then it begins anew.
const MOST: usize = 64;

/// Finds words and phrases as whole words, whatever their case and accents.
#[derive(Clone, Debug)]
pub(super) struct Finder {
    search: AhoCorasick,
    /// Whether any of them has a blank.
    is_spaced: bool,
}

impl Finder {
    /// A search for these; `None` where there are none.
    pub(super) fn of<T: AsRef<str>>(terms: impl IntoIterator<Item = T>) -> Option<Self> {
        let terms = terms.into_iter().map(|term| fold::folded(term.as_ref()));
        let terms: Vec<String> = terms.filter(|term| !term.is_empty()).collect();
        let search = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(&terms);
        let search = search.ok().filter(|search| search.patterns_len() > 0)?;
        Some(Self {
            search,
            is_spaced: terms.iter().any(|term| term.contains(' ')),
        })
    }

    /// Adds to `found` where a text holds what is looked for.
    pub(super) fn find(&self, text: &str, folded: &mut Folded, found: &mut Vec<Range<usize>>) {
        if text.is_ascii() && !(self.is_spaced && fold::has_odd_spaces(text)) {
            found.extend(self.places(text));
        } else if self.search.is_match(folded.read(text)) {
            let (plain, places) = folded.mark(text);
            let raw = |at: Range<usize>| places.raw(at.start)..places.raw(at.end);
            found.extend(self.places(plain).map(raw));
        }
    }

    fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let found = self.search.find_iter(text).map(|found| found.range());
        found.filter(|range| stands_alone(text, range))
    }
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
    known: Vec<(String, Option<Finder>)>,
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
        let search = means_something(brand, lexicon).then(|| Finder::of([brand]));
        self.known.push((brand.to_owned(), search.flatten()));
        self.known.len() - 1
    }

    /// The search for the name of the current brand, if that can change a score.
    pub(super) fn search(&self) -> Option<&Finder> {
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
    fn names_are_found_whatever_their_case_accents_and_blanks() {
        let finder = Finder::of(["Bon Marché", "éclair"]).unwrap();
        let found = |text: &str| {
            let mut found = Vec::new();
            finder.find(text, &mut Folded::default(), &mut found);
            let words = found.into_iter().map(|at| text[at].to_owned());
            words.collect::<Vec<_>>()
        };
        assert_eq!(found("Le BON MARCHÉ et l’Éclair"), ["BON MARCHÉ", "Éclair"]);
        assert_eq!(found("le bon  marche, ECLAIR"), ["bon  marche", "ECLAIR"]);
        assert_eq!(found("un bon marchéage, éclairs"), [""; 0]);
        let many = "é bon marche\u{301}".repeat(50_000);
        assert_eq!(
            found(&many),
            ["bon marche\u{301}"],
            "only the last stands alone"
        );
        assert!(Finder::of(["", " "]).is_none());
    }

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
