//! Joins word list, emoji and rules of a language into one lexicon.

use std::collections::{BTreeMap, HashMap};

use super::{Lexicon, Node, Record, Term, grammar::Grammar, table::Table, words::Entry};

/// No word, node or term.
pub(crate) const NONE: u32 = u32::MAX;

/// The place of a phrase that any one word may take, as it is written in lexica.
const ANY: &str = "_";

/// Joins everything known of a language.
pub(crate) fn compile(entries: &[Entry<'_>], grammar: &Grammar) -> Lexicon {
    let mut builder = Builder::new(grammar);
    for entry in entries {
        let term = builder.term(entry.key);
        term.valence = entry.valence;
        term.subjectivity = entry.subjectivity;
    }
    for part in &grammar.parts {
        let term = builder.term(&part.key);
        term.roles |= part.roles;
        if part.percent != 0 {
            term.percent = part.percent;
        }
    }
    builder.finish()
}

struct Builder<'g> {
    grammar: &'g Grammar,
    rewrites: HashMap<&'g str, &'g str>,
    ids: HashMap<String, u32>,
    /// Words of each term, in the order in which the terms came.
    terms: BTreeMap<Vec<u32>, Term>,
}

impl<'g> Builder<'g> {
    fn new(grammar: &'g Grammar) -> Self {
        let rewrites = grammar.rewrites.iter();
        let mut builder = Self {
            grammar,
            rewrites: rewrites
                .map(|(key, text)| (key.as_str(), text.as_str()))
                .collect(),
            ids: HashMap::new(),
            terms: BTreeMap::new(),
        };
        builder.id(ANY);
        builder
    }

    fn id(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.ids.len()).unwrap_or(NONE);
        *self.ids.entry(word.to_owned()).or_insert(next)
    }

    fn term(&mut self, key: &str) -> &mut Term {
        let ids = self.sequence(key);
        self.terms.entry(ids).or_insert_with(|| Term {
            name: key.to_owned().into(),
            ..Term::default()
        })
    }

    /// The words of a key as the tokeniser will cut and rewrite them.
    fn sequence(&mut self, key: &str) -> Vec<u32> {
        if !key.chars().any(char::is_alphabetic) {
            return vec![self.id(key)];
        }
        let words = key.split([' ', '-', '/']).filter(|word| !word.is_empty());
        let words: Vec<String> = words.flat_map(|word| self.rewritten(word)).collect();
        words.iter().map(|word| self.id(word)).collect()
    }

    fn rewritten(&self, word: &str) -> Vec<String> {
        if let Some(text) = self.rewrites.get(word) {
            return text.split(' ').map(str::to_owned).collect();
        }
        for (suffix, text) in &self.grammar.suffixes {
            if let Some(stem) = word.strip_suffix(suffix.as_str()) {
                let rest = (!text.is_empty()).then(|| text.clone());
                return std::iter::once(stem.to_owned()).chain(rest).collect();
            }
        }
        vec![word.to_owned()]
    }

    fn finish(mut self) -> Lexicon {
        let grammar = self.grammar;
        let common: Vec<u32> = grammar.common.iter().map(|word| self.id(word)).collect();
        let rewrites: Vec<(u32, Vec<u32>)> = grammar
            .rewrites
            .iter()
            .map(|(key, text)| {
                (
                    self.id(key),
                    text.split(' ').map(|word| self.id(word)).collect(),
                )
            })
            .collect();
        let suffixes = grammar
            .suffixes
            .iter()
            .map(|(suffix, text)| {
                let word = if text.is_empty() { NONE } else { self.id(text) };
                (suffix.clone().into(), word)
            })
            .collect();
        let mut lexicon = Lexicon {
            words: Table::build(self.ids.iter().map(|(word, &id)| (word.as_str(), id))),
            records: vec![Record::default(); self.ids.len()],
            suffixes,
            settings: grammar.settings,
            ..Lexicon::default()
        };
        for id in common {
            lexicon.records[id as usize].common = true;
        }
        for (id, words) in rewrites {
            lexicon.records[id as usize].rewrite = lexicon.rewrites.len() as u32;
            lexicon.records[id as usize].rewrite_len = words.len() as u32;
            lexicon.rewrites.extend(words);
        }
        plant(&mut lexicon, self.terms);
        lexicon
    }
}

/// Lays the phrases out as a tree: its root's children are the words that begin one.
fn plant(lexicon: &mut Lexicon, terms: BTreeMap<Vec<u32>, Term>) {
    let mut phrases: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
    for (words, term) in terms {
        let index = lexicon.terms.len() as u32;
        lexicon.terms.push(term);
        match words[..] {
            [word] => lexicon.records[word as usize].term = index,
            _ => {
                for length in 1..words.len() {
                    phrases.entry(words[..length].to_vec()).or_insert(NONE);
                }
                phrases.insert(words, index);
            }
        }
    }
    let index: HashMap<&[u32], u32> = phrases.keys().map(Vec::as_slice).zip(0..).collect();
    let mut children: Vec<Vec<(u32, u32)>> = vec![Vec::new(); phrases.len()];
    for words in phrases.keys() {
        let node = index[words.as_slice()];
        match words[..] {
            [word] => lexicon.records[word as usize].node = node,
            [ref parent @ .., word] => children[index[parent] as usize].push((word, node)),
            [] => {}
        }
    }
    for (mut edges, &term) in children.into_iter().zip(phrases.values()) {
        edges.sort_unstable();
        let from = lexicon.edges.len() as u32;
        lexicon.edges.extend(edges);
        let to = lexicon.edges.len() as u32;
        lexicon.nodes.push(Node { from, to, term });
    }
}
