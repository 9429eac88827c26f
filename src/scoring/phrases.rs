//! Joins words to phrases of the lexicon, the longest first, and notes which bear on the score.

use std::{ops::Range, slice::Iter};

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
    /// The term of the last hit of the open sentence.
    last: u32,
}

impl Units {
    /// Joins tokens; those within a masked range of bytes mean nothing.
    pub(super) fn join(&mut self, tokens: &[Token], masked: &[Range<usize>], lexicon: &Lexicon) {
        self.list.clear();
        self.hits.clear();
        self.sentences.clear();
        self.open = Sentence::default();
        self.last = NONE;
        let mut masked = Masked::new(masked);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let length = if token.word == NONE || masked.hides(token) {
                self.push_unknown(token);
                1
            } else {
                self.push_known(&tokens[at..], lexicon)
            };
            if token.kind == Kind::End {
                self.close();
            }
            at += length;
        }
        if self.list.len() > self.open.units.start {
            self.close();
        }
    }

    /// Ends a sentence.
    fn close(&mut self) {
        let (units, hits) = (self.list.len(), self.hits.len());
        let next = Sentence {
            units: units..units,
            hits: hits..hits,
            ..Sentence::default()
        };
        let mut done = std::mem::replace(&mut self.open, next);
        done.units.end = units;
        done.hits.end = hits;
        self.last = NONE;
        self.sentences.push(done);
    }

    #[inline]
    fn push_unknown(&mut self, token: &Token) {
        self.open.flags |= token.flags;
        self.list.push(Unit::new(token));
    }

    /// Takes the longest phrase that begins a list of tokens, and says how many it takes.
    fn push_known(&mut self, tokens: &[Token], lexicon: &Lexicon) -> usize {
        let (length, term) = longest(tokens, lexicon);
        let mut unit = Unit::new(&tokens[0]);
        if let [_, .., last] = &tokens[..length] {
            unit.end = last.end;
            unit.flags = joined(&tokens[..length]);
        }
        if let Some(known) = lexicon.term(term) {
            unit.term = term;
            unit.roles = known.roles;
            self.open.roles |= known.roles;
            unit.hit = self.hit(term, &known, lexicon.settings.opinion);
        }
        self.open.flags |= unit.flags;
        self.list.push(unit);
        length
    }

    /// Notes what the unit that comes next bears, if it bears anything: the place of
    /// that. Hits are too irregular to branch on them.
    #[inline]
    fn hit(&mut self, index: u32, term: &Term, opinion: i32) -> u32 {
        let bears = bears(term);
        let at = self.hits.len();
        self.hits.push(Hit {
            unit: place(self.list.len()),
            opinion: term.valence.abs() >= opinion && term.roles & roles::NEGATOR == 0,
            valence: term.valence,
            subjectivity: term.subjectivity,
        });
        self.hits.truncate(at + usize::from(bears));
        self.open.repeats |= bears && self.last == index;
        self.last = if bears { index } else { self.last };
        if bears { place(at) } else { NONE }
    }
}

impl Unit {
    /// A token that means nothing so far.
    #[inline]
    fn new(token: &Token) -> Self {
        Self {
            start: token.start,
            end: token.end,
            term: NONE,
            roles: 0,
            hit: NONE,
            kind: token.kind,
            flags: token.flags,
            exclamations: token.exclamations,
        }
    }
}

/// Masked ranges, those before the current token dropped.
struct Masked<'r> {
    next: Range<usize>,
    rest: Iter<'r, Range<usize>>,
}

impl<'r> Masked<'r> {
    /// Where no more ranges come.
    const END: Range<usize> = usize::MAX..usize::MAX;

    fn new(ranges: &'r [Range<usize>]) -> Self {
        let mut rest = ranges.iter();
        let next = rest.next().cloned().unwrap_or(Self::END);
        Self { next, rest }
    }

    /// Whether a token lies in one of the ranges; it stands behind those asked for before.
    #[inline]
    fn hides(&mut self, token: &Token) -> bool {
        if self.next.start >= token.end as usize {
            return false;
        }
        while self.next.end <= token.start as usize {
            self.next = self.rest.next().cloned().unwrap_or(Self::END);
        }
        self.next.start < token.end as usize
    }
}

/// How a phrase is written: in capitals only if all of it is.
fn joined(tokens: &[Token]) -> u8 {
    let either = tokens.iter().fold(0, |flags, token| flags | token.flags);
    let shouted = tokens.iter().all(|token| token.flags & CAPITALS != 0);
    if shouted { either } else { either & !CAPITALS }
}

/// Texts are cut at far less than 2^32 units.
fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}

/// Whether a term has a value, or may get one from a rule.
fn bears(term: &Term) -> bool {
    let by_rule = term.roles & (roles::EXCESS | roles::TIME | roles::VERB) != 0;
    (term.valence | term.subjectivity != 0) | by_rule
}

/// The longest phrase that begins a list of tokens: how many it takes, and its term.
#[inline]
fn longest(tokens: &[Token], lexicon: &Lexicon) -> (usize, u32) {
    let record = lexicon.record(tokens[0].word);
    let alone = (1, record.term);
    let next = tokens.get(1).map_or(NONE, |next| next.word);
    if !(lexicon.may_step(record.node, next) | record.is_open()) {
        return alone;
    }
    let Some(node) = lexicon.node(record.node) else {
        return alone;
    };
    let phrase = deeper(&tokens[1..], node, lexicon);
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
    let named = if token.word == NONE || !lexicon.may_step(node.number, token.word) {
        None
    } else {
        lexicon.step(node, token.word).and_then(way)
    };
    let any = (node.any != NONE && !denies(token.word, lexicon)).then(|| way(node.any));
    longer(named, any.flatten()).or(here)
}

/// Whether a word negates: a phrase never stretches over it (`stürzt nicht ab`).
fn denies(word: u32, lexicon: &Lexicon) -> bool {
    let term = lexicon.term(lexicon.record(word).term);
    term.is_some_and(|term| term.roles & roles::NEGATOR != 0)
}

/// The longer of two ways; of equal ones that which names its words.
fn longer(named: Option<(usize, u32)>, any: Option<(usize, u32)>) -> Option<(usize, u32)> {
    match (named, any) {
        (Some(first), Some(second)) if second.0 > first.0 => any,
        (None, _) => any,
        (Some(_), _) => named,
    }
}
