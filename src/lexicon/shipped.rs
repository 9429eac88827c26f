//! The lexica that come with the program: one for each folder of `lexicons/` that holds words.

use std::{
    collections::HashSet,
    sync::{LazyLock, OnceLock},
};

use super::{
    Lexicon, compile, grammar,
    words::{self, Entry},
};

/// What the program holds of a language.
#[derive(Debug)]
pub(super) struct Shipped {
    /// ISO 639-1.
    pub(super) language: &'static str,
    /// What [`super::compile::compile`] made of its files.
    compiled: &'static [u8],
    /// Its files themselves, for words of the user's own to be put over them.
    pub(super) words: &'static str,
    pub(super) rules: &'static str,
}

/// Words of a branch of business in one language.
#[derive(Debug)]
pub(super) struct Pack {
    pub(super) domain: &'static str,
    /// ISO 639-1.
    pub(super) language: &'static str,
    pub(super) words: &'static str,
}

/// By language; `lexicons/build.rs` writes the list.
pub(super) const SHIPPED: &[Shipped] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// By domain and language; `lexicons/build.rs` writes the list.
pub(super) const DOMAINS: &[Pack] = include!(concat!(env!("OUT_DIR"), "/domains.rs"));

/// Emoji and emoticons of all languages.
pub(super) const EMOJI: &str = include_str!("../../lexicons/emoji.tsv");

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

/// The lexicon of a language with further entries, which go before its own: also before what
/// it knows of their denial.
pub(super) fn with(language: &str, own: &[Entry<'_>]) -> Option<Vec<u8>> {
    let shipped = SHIPPED.iter().find(|known| known.language == language)?;
    let mut entries = words::parse(EMOJI).ok()?;
    let words: HashSet<&str> = own.iter().map(|entry| entry.key).collect();
    let listed = words::parse(shipped.words).ok()?;
    let stays =
        |entry: &Entry<'_>| !words::denied(entry.key).is_some_and(|word| words.contains(word));
    entries.extend(listed.into_iter().filter(stays));
    entries.extend(own);
    Some(compile::compile(
        &entries,
        &grammar::parse(shipped.rules).ok()?,
    ))
}

/// The domains with a pack for any language.
pub(super) fn domains() -> Vec<&'static str> {
    let mut domains: Vec<_> = DOMAINS.iter().map(|pack| pack.domain).collect();
    domains.dedup();
    domains
}

/// The domains with a pack for a language.
pub(super) fn domains_of(language: &str) -> Vec<&'static str> {
    let packs = DOMAINS.iter().filter(|pack| pack.language == language);
    packs.map(|pack| pack.domain).collect()
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
