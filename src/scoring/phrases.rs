//! Joins words to phrases of the lexicon, the longest first, and notes which bear on the score.

use std::ops::Range;

use super::tokens::{CAPITALS, Kind, Token};
use crate::lexicon::{
    Lexicon, Node, Term,
    compile::NONE,
    roles::{self, Roles},
};

/// The number of the place in a phrase that any one word may take.
const ANY: u32 = 0;

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

/// Buffers that are kept from text to text.
#[derive(Debug, Default)]
pub(super) struct Units {
    /// In the order of the text.
    pub(super) list: Vec<Unit>,
    /// Those that bear on the score.
    pub(super) hits: Vec<Hit>,
}

impl Units {
    /// Joins tokens; those within a masked range of bytes mean nothing.
    pub(super) fn join(&mut self, tokens: &[Token], masked: &[Range<usize>], lexicon: &Lexicon) {
        self.list.clear();
        self.hits.clear();
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
        self.list.push(Unit {
            start: first.start,
            end,
            term,
            roles: known.map_or(0, |term| term.roles),
            hit: NONE,
            kind: first.kind,
            flags,
            exclamations: first.exclamations,
        });
        if let Some(term) = known.filter(bears) {
            self.hit(&term, lexicon.settings.opinion);
        }
    }

    fn hit(&mut self, term: &Term, opinion: i32) {
        let unit = self.list.len() - 1;
        self.list[unit].hit = u32::try_from(self.hits.len()).unwrap_or(NONE);
        self.hits.push(Hit {
            unit: u32::try_from(unit).unwrap_or(NONE),
            opinion: term.valence.abs() >= opinion && term.roles & roles::NEGATOR == 0,
            valence: term.valence,
            subjectivity: term.subjectivity,
        });
    }
}

/// Whether a term has a value, or may get one from a rule.
fn bears(term: &Term) -> bool {
    term.valence != 0 || term.subjectivity != 0 || term.roles & (roles::EXCESS | roles::TIME) != 0
}

/// The longest phrase that begins a list of tokens: how many it takes, and its term.
fn longest(tokens: &[Token], lexicon: &Lexicon) -> (usize, u32) {
    let record = lexicon.record(tokens[0].word);
    let alone = (1, record.term);
    match lexicon.node(record.node) {
        Some(node) => {
            deeper(&tokens[1..], node, lexicon).map_or(alone, |(length, term)| (length + 1, term))
        }
        None => alone,
    }
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
    let way = |word: u32| {
        let next = lexicon.node(lexicon.step(node, word)?)?;
        let (length, term) = deeper(rest, next, lexicon)?;
        Some((length + 1, term))
    };
    let named = if token.word == NONE {
        None
    } else {
        way(token.word)
    };
    named.max_by_length(way(ANY)).or(here)
}

trait Longer {
    fn max_by_length(self, other: Self) -> Self;
}

impl Longer for Option<(usize, u32)> {
    fn max_by_length(self, other: Self) -> Self {
        match (self, other) {
            (Some(named), Some(any)) if any.0 > named.0 => Some(any),
            (None, any) => any,
            (named, _) => named,
        }
    }
}
