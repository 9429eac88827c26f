//! Joins words to phrases of the lexicon, the longest first, and notes which bear on the score.

use std::ops::Range;

use super::tokens::{CAPITALS, Kind, Token};
use crate::lexicon::{
    Lexicon, Node, Term,
    compile::NONE,
    roles::{self, Roles},
};

/// A word, phrase, emoji, emoticon or mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// First byte in the text.
    pub(super) start: u32,
    /// Byte after the last.
    pub(super) end: u32,
    /// The lexicon's term, or [`NONE`].
    pub(super) term: u32,
    /// What it does to others.
    pub(super) roles: Roles,
    /// Its place among the hits, or [`NONE`].
    pub(super) hit: u32,
    /// What it is.
    pub(super) kind: Kind,
    /// How it is written.
    pub(super) flags: u8,
    /// How many exclamation marks it holds.
    pub(super) exclamations: u8,
}

/// A unit that bears on the score, with its two values as the rules leave them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// Its place among the units.
    pub(super) unit: u32,
    /// Whether its valence is strong enough for rules to treat it as a word of opinion.
    pub(super) opinion: bool,
    /// Effective valence.
    pub(super) valence: i32,
    /// Effective subjectivity.
    pub(super) subjectivity: i32,
}

/// A sentence: its units with the mark at its end, its hits, and what could trigger a rule.
#[derive(Clone, Debug, Default)]
pub(super) struct Sentence {
    /// Among all units.
    pub(super) units: Range<usize>,
    /// Among all hits.
    pub(super) hits: Range<usize>,
    /// All roles in it.
    pub(super) roles: Roles,
    /// How its words are written, all together.
    pub(super) flags: u8,
    /// Whether a hit follows one of the same term.
    pub(super) repeats: bool,
}

/// Buffers that are kept from text to text.
#[derive(Debug, Default)]
pub(super) struct Units {
    /// In the order of the text.
    pub(super) list: Vec<Unit>,
    /// Those that bear on the score.
    pub(super) hits: Vec<Hit>,
    /// The sentences that they make.
    pub(super) sentences: Vec<Sentence>,
    open: Sentence,
}

impl Units {
    /// Joins tokens; those within a masked range of bytes mean nothing.
    pub(super) fn join(&mut self, tokens: &[Token], masked: &[Range<usize>], lexicon: &Lexicon) {
        self.list.clear();
        self.hits.clear();
        self.sentences.clear();
        self.open = Sentence::default();
        let mut masked = masked.iter().peekable();
        let mut at = 0;
        while at < tokens.len() {
            let token = tokens[at];
            while masked
                .next_if(|range| range.end <= token.start as usize)
                .is_some()
            {}
            let hidden = masked
                .peek()
                .is_some_and(|range| range.start < token.end as usize);
            let (length, term) = if hidden {
                (1, NONE)
            } else {
                longest(&tokens[at..], lexicon)
            };
            self.push(&tokens[at..at + length], term, lexicon);
            at += length;
        }
        if !self.open.units.is_empty() {
            self.close();
        }
    }

    /// Ends a sentence.
    fn close(&mut self) {
        let next = Sentence {
            units: self.list.len()..self.list.len(),
            hits: self.hits.len()..self.hits.len(),
            ..Sentence::default()
        };
        self.sentences.push(std::mem::replace(&mut self.open, next));
    }

    fn push(&mut self, tokens: &[Token], term: u32, lexicon: &Lexicon) {
        let [first, .., last] = tokens else {
            return self.push_span(tokens[0], tokens[0].end, tokens[0].flags, (term, lexicon));
        };
        let either = tokens.iter().fold(0, |flags, token| flags | token.flags);
        let shouted = tokens.iter().all(|token| token.flags & CAPITALS != 0);
        let flags = if shouted { either } else { either & !CAPITALS };
        self.push_span(*first, last.end, flags, (term, lexicon));
    }

    fn push_span(&mut self, first: Token, end: u32, flags: u8, (term, lexicon): (u32, &Lexicon)) {
        let known = lexicon.term(term);
        let roles = known.map_or(0, |term| term.roles);
        let bearing = known.filter(bears);
        self.list.push(Unit {
            start: first.start,
            end,
            term,
            roles,
            hit: if bearing.is_some() {
                place(self.hits.len())
            } else {
                NONE
            },
            kind: first.kind,
            flags,
            exclamations: first.exclamations,
        });
        self.open.units.end = self.list.len();
        self.open.roles |= roles;
        self.open.flags |= flags;
        if let Some(known) = bearing {
            self.hit(term, &known, lexicon.settings.opinion);
        }
        if first.kind == Kind::End {
            self.close();
        }
    }

    fn hit(&mut self, index: u32, term: &Term, opinion: i32) {
        let unit = place(self.list.len() - 1);
        let last = self.hits[self.open.hits.clone()].last();
        self.open.repeats |= last.is_some_and(|last| self.list[last.unit as usize].term == index);
        self.hits.push(Hit {
            unit,
            opinion: term.valence.abs() >= opinion && term.roles & roles::NEGATOR == 0,
            valence: term.valence,
            subjectivity: term.subjectivity,
        });
        self.open.hits.end = self.hits.len();
    }
}

/// Texts are cut at far less than 2^32 units.
fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}

/// Whether a term has a value, or may get one from a rule.
fn bears(term: &Term) -> bool {
    term.valence != 0
        || term.subjectivity != 0
        || term.roles & (roles::EXCESS | roles::TIME | roles::VERB) != 0
}

/// The longest phrase that begins a list of tokens: how many it takes, and its term.
fn longest(tokens: &[Token], lexicon: &Lexicon) -> (usize, u32) {
    let record = lexicon.record(tokens[0].word);
    let alone = (1, record.term);
    if record.node == NONE || tokens.get(1).is_none_or(|next| next.kind != Kind::Word) {
        return alone;
    }
    let phrase = lexicon
        .node(record.node)
        .and_then(|node| deeper(&tokens[1..], node, lexicon));
    phrase.map_or(alone, |(length, term)| (length + 1, term))
}

/// The longest way on from a place in the tree of phrases; a phrase has few words, so this ends soon.
fn deeper(tokens: &[Token], node: Node, lexicon: &Lexicon) -> Option<(usize, u32)> {
    let here = (node.term != NONE).then_some((0, node.term));
    let Some((token, rest)) = tokens
        .split_first()
        .filter(|(token, _)| token.kind == Kind::Word)
    else {
        return here;
    };
    let way = |place: u32| {
        let (length, term) = deeper(rest, lexicon.node(place)?, lexicon)?;
        Some((length + 1, term))
    };
    let named = if token.word == NONE {
        None
    } else {
        lexicon.step(node, token.word).and_then(way)
    };
    longer(named, way(node.any)).or(here)
}

/// The longer of two ways; of equal ones that which names its words.
fn longer(named: Option<(usize, u32)>, any: Option<(usize, u32)>) -> Option<(usize, u32)> {
    match (named, any) {
        (Some(first), Some(second)) if second.0 > first.0 => any,
        (None, _) => any,
        (Some(_), _) => named,
    }
}
