//! The lexica that come with the program: one for each folder of `lexicons/` that holds words.

use std::sync::{LazyLock, OnceLock};

use super::Lexicon;

/// What the program holds of a language.
#[derive(Debug)]
struct Shipped {
    /// ISO 639-1.
    language: &'static str,
    /// What [`super::compile::compile`] made of its files.
    compiled: &'static [u8],
    /// Its word list and its rules as people write them; only learning reads these.
    words: &'static str,
    rules: &'static str,
}

/// By language; `lexicons/build.rs` writes the list.
const SHIPPED: &[Shipped] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The languages in the order of the alphabet.
pub(super) fn languages() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|shipped| shipped.language)
}

/// The lexicon of a language; only those asked for are read.
pub(super) fn lexicon(language: &str) -> Option<&'static Lexicon> {
    static READ: [OnceLock<Lexicon>; SHIPPED.len()] = [const { OnceLock::new() }; SHIPPED.len()];
    let place = SHIPPED
        .iter()
        .position(|shipped| shipped.language == language)?;
    Some(READ[place].get_or_init(|| Lexicon::from_blob(SHIPPED[place].compiled)))
}

/// A language's word list and its rules, as people write them.
pub(super) fn files(language: &str) -> Option<(&'static str, &'static str)> {
    let mut shipped = SHIPPED.iter();
    let found = shipped.find(|shipped| shipped.language == language)?;
    Some((found.words, found.rules))
}

/// What is the same in every language.
pub(super) fn symbols() -> &'static Lexicon {
    static SYMBOLS: LazyLock<Lexicon> = LazyLock::new(|| {
        Lexicon::from_blob(include_bytes!(concat!(env!("OUT_DIR"), "/symbols.lexicon")))
    });
    &SYMBOLS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_that_is_listed_has_a_lexicon_and_no_other() {
        for language in languages() {
            assert!(lexicon(language).is_some(), "{language}");
        }
        assert!(languages().is_sorted() && languages().any(|language| language == "en"));
        assert!(lexicon("xx").is_none());
    }
}
