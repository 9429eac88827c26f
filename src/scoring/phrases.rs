//! Joins words to phrases of the lexicon, the longest first, and notes which bear on the score.

use std::{
    ops::{Deref, DerefMut, Range},
    slice::Iter,
};

use super::tokens::{CAPITALS, Kind, LEADS, Token};
use crate::lexicon::{
    Lexicon, Node, Sense,
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
#[derive(Clone, Copy, Debug, Default)]
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

/// Hits in a buffer that is kept from text to text.
#[derive(Debug, Default)]
pub(super) struct Hits {
    room: Vec<Hit>,
    count: usize,
}

impl Hits {
    /// Empties it, and makes room for so many.
    fn clear(&mut self, most: usize) {
        self.count = 0;
        if self.room.len() < most {
            self.room.resize(most, Hit::default());
        }
    }

    /// Writes a hit that stays only if it is wanted: they are too irregular to branch on them.
    #[inline]
    fn push(&mut self, hit: Hit, is_wanted: bool) {
        if let Some(place) = self.room.get_mut(self.count) {
            *place = hit;
            self.count += usize::from(is_wanted);
        }
    }
}

impl Deref for Hits {
    type Target = [Hit];

    #[inline]
    fn deref(&self) -> &[Hit] {
        self.room.get(..self.count).unwrap_or_default()
    }
}

impl DerefMut for Hits {
    #[inline]
    fn deref_mut(&mut self) -> &mut [Hit] {
        self.room.get_mut(..self.count).unwrap_or_default()
    }
}

/// Buffers that are kept from text to text.
#[derive(Debug, Default)]
pub(super) struct Units {
    /// In the order of the text.
    pub(super) list: Vec<Unit>,
    /// Those that bear on the score.
    pub(super) hits: Hits,
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
        self.hits.clear(tokens.len());
        self.sentences.clear();
        self.open = Sentence::default();
        self.last = NONE;
        let mut masked = Masked::new(masked);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += if token.word == NONE || masked.hides(token) {
                self.push(Unit::new(token))
            } else {
                let length = self.phrase(&tokens[at..], lexicon);
                length.unwrap_or_else(|| self.push_word(token, lexicon))
            };
            if token.kind == Kind::End {
                self.close();
            }
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

    /// Takes a unit that is one token.
    #[inline]
    fn push(&mut self, unit: Unit) -> usize {
        self.open.roles |= unit.roles;
        self.open.flags |= unit.flags;
        self.list.push(unit);
        1
    }

    /// Takes the longest phrase that begins a list of tokens, if one does, and says how many it takes.
    #[inline]
    fn phrase(&mut self, tokens: &[Token], lexicon: &Lexicon) -> Option<usize> {
        tokens.first().filter(|token| token.flags & LEADS != 0)?;
        let (length, term) = longest(tokens, lexicon)?;
        Some(self.push_phrase(&tokens[..length], term, lexicon))
    }

    /// Takes a word that begins no phrase.
    #[inline]
    fn push_word(&mut self, token: &Token, lexicon: &Lexicon) -> usize {
        let (term, sense) = lexicon.alone(token.word);
        let hit = self.hit(term, sense);
        self.push(Unit {
            term,
            roles: sense.roles,
            hit,
            ..Unit::new(token)
        })
    }

    /// Takes tokens that make a phrase.
    #[inline(never)]
    fn push_phrase(&mut self, phrase: &[Token], term: u32, lexicon: &Lexicon) -> usize {
        let sense = lexicon.sense(term);
        let hit = self.hit(term, sense);
        self.push(Unit {
            end: phrase.last().map_or(0, |last| last.end),
            flags: joined(phrase),
            term,
            roles: sense.roles,
            hit,
            ..Unit::new(&phrase[0])
        });
        phrase.len()
    }

    /// Notes what the unit that comes next bears, if it bears anything: the place of that.
    #[inline]
    fn hit(&mut self, term: u32, sense: Sense) -> u32 {
        let bears = sense.roles & roles::BEARS != 0;
        let none = u32::from(bears).wrapping_sub(1);
        let hit = Hit {
            unit: place(self.list.len()),
            opinion: sense.roles & roles::STRONG != 0,
            valence: sense.valence,
            subjectivity: sense.subjectivity,
        };
        let at = self.hits.count;
        self.hits.push(hit, bears);
        self.open.repeats |= bears && self.last == term;
        self.last = (term & !none) | (self.last & none);
        place(at) | none
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

/// The longest phrase of several words that begins a list of tokens: how many it takes, and its term.
#[inline(never)]
fn longest(tokens: &[Token], lexicon: &Lexicon) -> Option<(usize, u32)> {
    let (first, rest) = tokens.split_first()?;
    let node = lexicon.node(lexicon.record(first.word).node)?;
    let (length, term) = deeper(rest, node, lexicon)?;
    Some((length + 1, term))
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
