//! Word lists and rules of each language, compiled into the program.

pub mod table;

pub(crate) mod compile;
pub(crate) mod grammar;
pub(crate) mod roles;
pub(crate) mod settings;
pub(crate) mod words;

use std::{borrow::Cow, sync::LazyLock};

use compile::NONE;
use roles::Roles;
use settings::Settings;
use table::Table;
use words::Fault;

/// All that is known of a language: its words with their values and roles, its phrases, its constants.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: Table,
    records: Vec<Record>,
    rewrites: Vec<u32>,
    suffixes: Vec<(Cow<'static, str>, u32)>,
    nodes: Vec<Node>,
    edges: Vec<(u32, u32)>,
    terms: Vec<Term>,
    pub(crate) settings: Settings,
}

/// What is known of a single word; its parts are indices, [`NONE`] where there is nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record {
    /// Its values and roles when it stands alone.
    pub(crate) term: u32,
    /// The phrases that it begins.
    pub(crate) node: u32,
    /// The words that it stands for.
    rewrite: u32,
    rewrite_len: u32,
    /// Whether hashtags may be made of it though it means nothing alone.
    pub(crate) common: bool,
}

impl Default for Record {
    fn default() -> Self {
        Self {
            term: NONE,
            node: NONE,
            rewrite: NONE,
            rewrite_len: 0,
            common: false,
        }
    }
}

/// A place in the tree of phrases.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    from: u32,
    to: u32,
    /// The phrase that ends here, or [`NONE`].
    pub(crate) term: u32,
}

/// A word or phrase with its values and roles.
#[derive(Clone, Debug, Default)]
pub(crate) struct Term {
    /// As the lexicon writes it.
    pub(crate) name: Cow<'static, str>,
    /// -40 000 to 40 000.
    pub(crate) valence: i32,
    /// -40 000 to 40 000.
    pub(crate) subjectivity: i32,
    /// What it does to others.
    pub(crate) roles: Roles,
    /// By how much, in percent (boosters only).
    pub(crate) percent: i32,
}

impl Lexicon {
    /// The English lexicon that comes with the program.
    pub fn english() -> &'static Self {
        static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
            let words = include_str!("../../lexicons/en/words.tsv");
            let rules = include_str!("../../lexicons/en/rules.toml");
            let emoji = include_str!("../../lexicons/emoji.tsv");
            // A test holds that the shipped files have no fault.
            Lexicon::read(&[emoji, words], rules).unwrap_or_default()
        });
        &ENGLISH
    }

    /// Emoji and emoticons alone, for texts in a language without a lexicon.
    pub fn symbols() -> &'static Self {
        static SYMBOLS: LazyLock<Lexicon> = LazyLock::new(|| {
            let emoji = include_str!("../../lexicons/emoji.tsv");
            let rules = include_str!("../../lexicons/en/rules.toml");
            Lexicon::read(&[emoji], rules).unwrap_or_default()
        });
        &SYMBOLS
    }

    /// Joins word lists (of a word in several the last counts) and rules.
    pub(crate) fn read(lists: &[&str], rules: &str) -> Result<Self, Fault> {
        let mut entries = Vec::new();
        for list in lists {
            entries.extend(words::parse(list)?);
        }
        Ok(compile::compile(&entries, &grammar::parse(rules)?))
    }

    /// The number of a word, written in lower case.
    #[inline]
    pub(crate) fn word(&self, text: &str) -> Option<u32> {
        self.words.get(text)
    }

    /// What is known of a word.
    #[inline]
    pub(crate) fn record(&self, word: u32) -> Record {
        self.records.get(word as usize).copied().unwrap_or_default()
    }

    /// The words that a word stands for; none where it stands for itself.
    pub(crate) fn rewrite(&self, record: Record) -> &[u32] {
        let from = record.rewrite as usize;
        self.rewrites
            .get(from..from.saturating_add(record.rewrite_len as usize))
            .unwrap_or_default()
    }

    /// Endings after an apostrophe with the word that they stand for.
    pub(crate) fn suffixes(&self) -> &[(Cow<'static, str>, u32)] {
        &self.suffixes
    }

    /// A place in the tree of phrases.
    #[inline]
    pub(crate) fn node(&self, node: u32) -> Option<Node> {
        self.nodes.get(node as usize).copied()
    }

    /// Where a further word leads in the tree of phrases.
    pub(crate) fn step(&self, node: Node, word: u32) -> Option<u32> {
        let edges = self.edges.get(node.from as usize..node.to as usize)?;
        let at = edges.binary_search_by_key(&word, |edge| edge.0).ok()?;
        Some(edges[at].1)
    }

    /// A word or phrase.
    #[inline]
    pub(crate) fn term(&self, term: u32) -> Option<&Term> {
        self.terms.get(term as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_files_have_no_fault() {
        let words = include_str!("../../lexicons/en/words.tsv");
        let rules = include_str!("../../lexicons/en/rules.toml");
        let emoji = include_str!("../../lexicons/emoji.tsv");
        assert_eq!(Lexicon::read(&[emoji, words], rules).err(), None);
    }
}
