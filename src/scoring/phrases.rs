//! Joins words to phrases of the lexicon, the longest first, and notes which bear on the score.

use std::{ops::Range, slice::Iter};

pub(super) use super::tokens::Unit;
use super::tokens::{CAPITALS, Kind, LEADS};
use crate::lexicon::{
    Lexicon, Node,
    compile::NONE,
    roles::{self, Roles},
    table::low,
};

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
    bearing: Bearing,
}

/// The places of the units of a sentence that bear on the score.
#[derive(Debug, Default)]
struct Bearing {
    room: Vec<u32>,
    count: usize,
}

impl Bearing {
    /// Writes a place that stays only if it is wanted: they are too irregular to branch on them.
    #[inline]
    fn push(&mut self, place: usize, is_wanted: bool) {
        if let Some(next) = self.room.get_mut(self.count) {
            *next = low(place as u64);
            self.count += usize::from(is_wanted);
        }
    }

    /// Takes all out.
    fn take(&mut self) -> impl Iterator<Item = u32> {
        let count = std::mem::take(&mut self.count);
        self.room.iter().copied().take(count)
    }
}

impl Units {
    /// Takes the units that a text was cut into, and joins what makes a phrase; those within a
    /// masked range of bytes mean nothing.
    pub(super) fn join(
        &mut self,
        tokens: &mut Vec<Unit>,
        masked: &[Range<usize>],
        lexicon: &Lexicon,
    ) {
        std::mem::swap(&mut self.list, tokens);
        self.hits.clear();
        self.sentences.clear();
        self.open = Sentence::default();
        self.bearing.count = 0;
        self.bearing.room.resize(self.list.len(), 0);
        let mut masked = Masked::new(masked);
        let (mut at, mut kept) = (0, 0);
        while at < self.list.len() {
            let length = self.settle(at, &mut masked, lexicon);
            self.list[kept] = self.list[at];
            at += length;
            let unit = &self.list[kept];
            self.open.roles |= unit.roles;
            self.open.flags |= unit.flags;
            self.bearing.push(kept, unit.roles & roles::BEARS != 0);
            kept += 1;
            if unit.kind == Kind::End {
                self.close(kept, lexicon);
            }
        }
        if kept > self.open.units.start {
            self.close(kept, lexicon);
        }
        self.list.truncate(kept);
    }

    /// Silences what is masked at a place, or joins the phrase that begins there; says how many
    /// tokens that takes.
    #[inline]
    fn settle(&mut self, at: usize, masked: &mut Masked<'_>, lexicon: &Lexicon) -> usize {
        let unit = &mut self.list[at];
        if masked.hides(unit) {
            unit.silence();
        } else if unit.flags & LEADS != 0
            && let Some((phrase, length)) = phrase(&self.list[at..], lexicon)
        {
            self.list[at] = phrase;
            return length;
        }
        1
    }

    /// Ends a sentence, before a place.
    fn close(&mut self, end: usize, lexicon: &Lexicon) {
        let mut last = NONE;
        for place in self.bearing.take() {
            let unit = &mut self.list[place as usize];
            let sense = match unit.word {
                NONE => lexicon.sense(unit.term),
                word => lexicon.alone(word),
            };
            self.open.repeats |= last == unit.term;
            last = unit.term;
            unit.hit = low(self.hits.len() as u64);
            self.hits.push(Hit {
                unit: place,
                opinion: sense.roles & roles::STRONG != 0,
                valence: sense.valence,
                subjectivity: sense.subjectivity,
            });
        }
        let hits = self.hits.len();
        let next = Sentence {
            units: end..end,
            hits: hits..hits,
            ..Sentence::default()
        };
        let mut done = std::mem::replace(&mut self.open, next);
        done.units.end = end;
        done.hits.end = hits;
        self.sentences.push(done);
    }
}

impl Unit {
    /// Takes its meaning away.
    fn silence(&mut self) {
        self.word = NONE;
        self.term = NONE;
        self.roles = 0;
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
    fn hides(&mut self, token: &Unit) -> bool {
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
fn joined(tokens: &[Unit]) -> u8 {
    let either = tokens.iter().fold(0, |flags, token| flags | token.flags);
    let shouted = tokens.iter().all(|token| token.flags & CAPITALS != 0);
    if shouted { either } else { either & !CAPITALS }
}

/// The longest phrase of several words that begins a list of tokens, if one does, and how many it takes.
#[inline(never)]
fn phrase(tokens: &[Unit], lexicon: &Lexicon) -> Option<(Unit, usize)> {
    let (first, rest) = tokens.split_first()?;
    let node = lexicon.node(lexicon.record(first.word).node)?;
    let (more, term) = deeper(rest, node, lexicon)?;
    let phrase = &tokens[..=more];
    let joined = Unit {
        end: phrase.last().map_or(0, |last| last.end),
        flags: joined(phrase),
        word: NONE,
        term,
        roles: lexicon.sense(term).roles,
        ..*first
    };
    Some((joined, phrase.len()))
}

/// The longest way on from a place in the tree of phrases; a phrase has few words, so this ends soon.
fn deeper(tokens: &[Unit], node: Node, lexicon: &Lexicon) -> Option<(usize, u32)> {
    let here = (node.term != NONE).then_some((0, node.term));
    let Some((token, rest)) = tokens
        .split_first()
        .filter(|(token, _)| token.kind == Kind::Word)
    else {
        return here;
    };
    let way = |node: Node| {
        let (length, term) = deeper(rest, node, lexicon)?;
        Some((length + 1, term))
    };
    let named = if token.word == NONE || !lexicon.may_step(node.number, token.word) {
        None
    } else {
        lexicon.step(node, token.word).and_then(way)
    };
    // A phrase never stretches over a negator (`stürzt nicht ab`).
    let may_be_any = node.any != NONE && token.roles & roles::NEGATOR == 0;
    let any = may_be_any.then(|| lexicon.node(node.any).and_then(way));
    longer(named, any.flatten()).or(here)
}

/// The longer of two ways; of equal ones that which names its words.
fn longer(named: Option<(usize, u32)>, any: Option<(usize, u32)>) -> Option<(usize, u32)> {
    match (named, any) {
        (Some(first), Some(second)) if second.0 > first.0 => any,
        (None, _) => any,
        (Some(_), _) => named,
    }
}
