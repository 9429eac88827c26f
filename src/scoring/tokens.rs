//! Cuts a text into words, emoji, emoticons, hashtags, mentions, links and the marks between them.

mod chars;
mod hashtags;
mod links;
mod plain;
mod quotes;
mod symbols;
mod words;

use std::ops::Range;

use self::plain::Window;
use super::classes::Style;
use crate::lexicon::{Lexicon, Record, compile::NONE, roles::Roles, table::low};

/// What a token is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// A word, a number, or a part of a hashtag.
    Word,
    /// An emoji or emoticon.
    Symbol,
    /// `@name`, or an e-mail address.
    Mention,
    /// An address on the web.
    Link,
    /// A comma.
    Comma,
    /// A mark that ends a clause (semicolon, colon, dash, bracket).
    Clause,
    /// Marks that end a sentence.
    End,
}

/// The word stands in capitals.
pub(super) const CAPITALS: u8 = 1;
/// The word is written with more letters than it has.
pub(super) const LENGTHENED: u8 = 2;
/// The word is a number.
pub(super) const NUMBER: u8 = 4;
/// The end of the sentence asks.
pub(super) const ASKS: u8 = 8;
/// The word may begin a phrase with the one after it; mostly right.
pub(super) const LEADS: u8 = 16;
/// The word, in small letters, stands alone between quotation marks.
pub(super) const QUOTED: u8 = 64;
/// It parts a sentence: a comma, or the end of a clause.
pub(super) const PARTS: u8 = 32;

/// A word, emoji, emoticon or mark with its place in the text; words that make a phrase are
/// joined to one later.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// First byte in the text.
    pub(super) start: u32,
    /// Byte after the last.
    pub(super) end: u32,
    /// Its number in the lexicon, or [`NONE`].
    pub(super) word: u32,
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

/// Buffers that are kept from text to text.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// What was found, in the order of the text.
    pub(super) list: Vec<Unit>,
    /// How many more words are in capitals than have a small letter.
    pub(super) loudness: i32,
    /// What of the style of the text shows in them.
    pub(super) style: Style,
    /// The phrases that the last word begins, or [`NONE`].
    node: u32,
    word: String,
    spare: String,
    padded: Vec<u8>,
}

impl Tokens {
    /// Cuts a text.
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method itself is of one lifetime, the closure of any"
    )]
    pub(super) fn cut(&mut self, text: &str, lexicon: &Lexicon) {
        self.cut_by(text, lexicon, |cutter, window| cutter.next(window));
    }

    /// Takes step after step through a text.
    fn cut_by(&mut self, text: &str, lexicon: &Lexicon, step: impl Fn(&mut Cutter<'_>, &Window)) {
        self.list.clear();
        self.loudness = 0;
        self.style = Style::default();
        self.node = NONE;
        let mut padded = std::mem::take(&mut self.padded);
        padded.clear();
        padded.extend_from_slice(text.as_bytes());
        padded.extend_from_slice(&[b' '; plain::WINDOW - 1]);
        let mut cutter = Cutter {
            text,
            bytes: text.as_bytes(),
            padded: &padded,
            at: 0,
            lexicon,
            out: self,
        };
        while let Some(window) = cutter.window() {
            step(&mut cutter, window);
        }
        self.padded = padded;
    }
}

struct Cutter<'t> {
    text: &'t str,
    bytes: &'t [u8],
    /// The text with so many blanks after it that a window begins at each of its bytes, and none after.
    padded: &'t [u8],
    at: usize,
    lexicon: &'t Lexicon,
    out: &'t mut Tokens,
}

impl<'t> Cutter<'t> {
    /// What stands here and right after it; `None` at the end of the text.
    #[inline]
    fn window(&self) -> Option<&'t Window> {
        self.padded.get(self.at..)?.first_chunk()
    }

    #[inline]
    fn next(&mut self, window: &Window) {
        if !window[0].is_ascii_alphabetic() {
            self.other(window);
        } else if !self.plain_word(window) {
            self.word();
        }
        self.pass_blank();
    }

    /// Goes past a blank, if one stands here.
    #[inline]
    fn pass_blank(&mut self) {
        self.at += usize::from(self.padded.get(self.at) == Some(&b' '));
    }

    /// What begins with no letter of ASCII.
    fn other(&mut self, window: &Window) {
        match window[0] {
            b'0'..=b'9' => {
                if !self.plain_number(window) {
                    self.word();
                }
            }
            b'\n' | b'.' | b'!' | b'?' => self.end(),
            b',' => self.mark(Kind::Comma, 1),
            b'#' => self.hashtag(1),
            b'@' => self.mention(1),
            b'-' => self.dash(),
            plain::MARKED => {
                if !self.long_word(window) {
                    self.decoded();
                }
            }
            b'&' | b'\\' | 0x80.. => self.decoded(),
            byte if byte.is_ascii_punctuation() => self.punctuation(),
            _ => self.at += 1,
        }
    }

    /// A character that is not what its bytes seem: beyond ASCII, an entity or an escape.
    fn decoded(&mut self) {
        let (found, length) = chars::decode(self.text, self.at);
        match found {
            '\n' | '.' | '!' | '?' | '…' | '¡' | '¿' => self.end(),
            ',' | '、' => self.mark(Kind::Comma, length),
            '—' | '–' | ';' | ':' | '(' | ')' => self.mark(Kind::Clause, length),
            '#' => self.hashtag(length),
            '@' => self.mention(length),
            '&' | '\\' => self.punctuation(),
            '”' | '»' | '“' => self.quote(length),
            _ if chars::is_emoji(found) => self.emoji(),
            _ if found.is_alphanumeric() => self.word(),
            _ => self.at += length,
        }
    }

    /// An emoticon, or a mark between clauses, or one that means nothing.
    fn punctuation(&mut self) {
        if self.emoticon() {
            return;
        }
        match self.bytes[self.at] {
            b';' | b':' | b'(' | b')' | b'|' => self.mark(Kind::Clause, 1),
            b'"' => self.quote(1),
            _ => self.at += 1,
        }
    }

    /// A dash between blanks ends a clause; one within a word does nothing.
    fn dash(&mut self) {
        if self.emoticon() {
            return;
        }
        let before = self.at.checked_sub(1).map(|at| self.bytes[at]);
        let after = self.bytes.get(self.at + 1);
        let blank = |byte: Option<&u8>| byte.is_none_or(|byte| matches!(byte, b' ' | b'-'));
        if blank(before.as_ref()) && blank(after) {
            self.mark(Kind::Clause, 1);
        } else {
            self.at += 1;
        }
    }

    /// A run of marks that end a sentence.
    fn end(&mut self) {
        let start = self.at;
        let (mut flags, mut exclamations) = (0, 0_u8);
        while let Some(&byte) = self.bytes.get(self.at) {
            let (found, length) = if chars::is_itself(byte) {
                (char::from(byte), 1)
            } else {
                chars::decode(self.text, self.at)
            };
            match found {
                '!' => exclamations = exclamations.saturating_add(1),
                '?' => flags |= ASKS,
                '\n' | '.' | '…' | '¡' | '¿' | '\u{fe0f}' => {}
                _ => break,
            }
            self.at += length;
        }
        self.out.style.questions |= i32::from(flags & ASKS != 0);
        self.out.style.exclamations |= i32::from(exclamations > 0);
        self.note_mark(start, Kind::End, (flags, exclamations));
    }

    fn mark(&mut self, kind: Kind, length: usize) {
        let start = self.at;
        self.at += length;
        self.note_mark(start, kind, (0, 0));
    }

    /// Notes a mark that ends where the cutter stands.
    fn note_mark(&mut self, start: usize, kind: Kind, (flags, exclamations): (u8, u8)) {
        let mut mark = Unit::new(start..self.at, Record::UNKNOWN, kind);
        mark.flags |= flags;
        mark.exclamations = exclamations;
        self.put(mark, NONE);
    }

    /// Notes a token that ends where the cutter stands.
    fn push(&mut self, start: usize, word: u32, kind: Kind) {
        match kind {
            Kind::Word => self.out.style.words += 1,
            Kind::Link => self.out.style.links = 1,
            Kind::Mention => self.out.style.mentions += 1,
            _ => {}
        }
        let record = self.lexicon.record(word);
        self.lead_on_to(word);
        self.put(Unit::new(start..self.at, record, kind), record.node);
    }

    /// Notes whether a word has a small letter, or is in capitals.
    #[inline]
    fn shows(&mut self, is_small: bool, flags: u8) {
        self.out.loudness += i32::from(flags & CAPITALS) - i32::from(is_small);
    }

    /// Notes a word that ends where the cutter stands.
    #[inline]
    fn add_word(&mut self, start: usize, record: Record, flags: u8) {
        self.out.style.words += 1;
        self.out.style.numbers += i32::from(flags & NUMBER != 0);
        self.lead_on_to(record.word);
        let mut word = Unit::new(start..self.at, record, Kind::Word);
        word.flags |= flags;
        self.put(word, record.node);
    }

    /// Marks the last word if it may begin a phrase with the one that comes.
    #[inline]
    fn lead_on_to(&mut self, next: u32) {
        let leads = self.lexicon.may_step(self.out.node, next);
        if let Some(last) = self.out.list.last_mut() {
            last.flags |= u8::from(leads) * LEADS;
        }
    }

    /// Notes a unit, and the phrases that it begins.
    #[inline]
    fn put(&mut self, unit: Unit, node: u32) {
        self.out.list.push(unit);
        self.out.node = node;
    }
}

impl Unit {
    #[inline]
    fn new(bytes: Range<usize>, record: Record, kind: Kind) -> Self {
        let leads = u8::from(record.is_open()) * LEADS;
        let parts = u8::from(matches!(kind, Kind::Comma | Kind::Clause)) * PARTS;
        Self {
            start: place(bytes.start),
            end: place(bytes.end),
            word: record.word,
            term: record.term,
            roles: record.roles,
            hit: NONE,
            kind,
            flags: leads | parts,
            exclamations: 0,
        }
    }
}

/// Texts are cut at far less than 4 GiB.
fn place(at: usize) -> u32 {
    low(at as u64)
}
