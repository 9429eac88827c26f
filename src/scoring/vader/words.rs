//! Cuts a text into the words that the reference sees, and looks each up once.

use std::ops::Range;

use super::clean::{Emoji, clean, is_dirty_byte};
use super::entry::Entry;
use crate::blocks::{BLOCK, PADDING, blocks_mut};
use crate::lexicon::table::{self, Reader, SHORT, hash_prefix, low};

/// One word: where its bytes are, and what the lexicon says of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    start: u32,
    end: u32,
    pub(super) entry: Entry,
}

impl Word {
    /// Where its bytes are; no text has 4 GiB.
    pub(super) fn span(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Buffers of one worker, used again for each text.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    clean: String,
    lower: Vec<u8>,
    words: Vec<Word>,
    known: Vec<usize>,
}

/// A text cut into words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'t> {
    /// The text, with words in the place of emoji.
    pub(super) text: &'t str,
    /// The same in lower case (only as far as a word of the lexicon needs
    /// it), and blanks after it. Bytes have the same places as in `text`.
    pub(super) lower: &'t [u8],
    pub(super) all: &'t [Word],
    /// Places in `all` of the words that the lexicon knows.
    pub(super) known: &'t [usize],
    /// Whether a word can contain "n't".
    pub(super) has_apostrophes: bool,
}

impl Buffers {
    /// Cuts a text. `replaced` is told what stands for what (see [`clean`]).
    pub(super) fn cut<'t>(
        &'t mut self,
        text: &'t str,
        (lexicon, emoji): (Reader<'_>, &Emoji),
        replaced: impl FnMut(Range<usize>, Range<usize>),
    ) -> Words<'t> {
        let mut met = lower_case(text, &mut self.lower);
        let text = if met.dirt {
            self.clean.clear();
            clean((text, &self.lower), emoji, &mut self.clean, replaced);
            met = lower_case(&self.clean, &mut self.lower);
            &self.clean
        } else {
            text
        };
        split(&self.lower, lexicon, (&mut self.words, &mut self.known));
        Words {
            text,
            lower: &self.lower,
            all: &self.words,
            known: &self.known,
            has_apostrophes: met.apostrophes,
        }
    }
}

/// What was met in a text on the way.
#[derive(Clone, Copy, Default)]
struct Met {
    /// Bytes for which [`clean`] has to look at the text.
    dirt: bool,
    apostrophes: bool,
}

/// Puts a text in (ASCII) lower case, and [`PADDING`] after it, in place of
/// what was in `lower`.
fn lower_case(text: &str, lower: &mut Vec<u8>) -> Met {
    lower.clear();
    lower.extend_from_slice(text.as_bytes());
    lower.extend_from_slice(&PADDING);
    // By blocks and without a branch, so that many bytes are taken at once.
    let mut met = Met::default();
    for block in blocks_mut(lower) {
        for byte in block {
            met.dirt |= is_dirty_byte(*byte);
            met.apostrophes |= *byte == b'\'';
            *byte = byte.to_ascii_lowercase();
        }
    }
    met
}

/// Finds what stands between the blanks of a text that [`PADDING`] follows, takes the punctuation
/// off each word and looks it up; lists the places of those that the lexicon knows.
fn split(lower: &[u8], lexicon: Reader<'_>, (words, known): (&mut Vec<Word>, &mut Vec<usize>)) {
    words.clear();
    known.clear();
    let mut rest = lower;
    while rest.len() > BLOCK {
        let (head, mut start) = (head(rest, 0), lower.len() - rest.len());
        let mut length = short_length(head);
        let mut end = start + length;
        if length > 0 {
            let entry = if is_plain(head, length) {
                short_word(head, length, lexicon)
            } else {
                length += rest_length(rest, length);
                (start, end) = trim(lower, start, start + length);
                any_word(lower, (start, end), lexicon)
            };
            if entry != Entry::default() {
                known.push(words.len());
            }
            words.push(Word {
                start: low(start as u64),
                end: low(end as u64),
                entry,
            });
        }
        rest = rest.get(length + 1..).unwrap_or_default();
    }
}

/// Whether so many bytes are a whole word, and no punctuation begins or ends it.
#[inline]
fn is_plain(head: &[u8; SHORT], length: usize) -> bool {
    length < SHORT && !(is_punctuation(head[0]) | is_punctuation(head[length - 1]))
}

/// What the lexicon says of a word, shorter than [`SHORT`], that begins a block.
#[inline]
fn short_word(head: &[u8; SHORT], length: usize, lexicon: Reader<'_>) -> Entry {
    let hash = hash_prefix(head, length);
    if lexicon.may_contain(hash) {
        find(lexicon, hash, (head, length))
    } else {
        Entry::default()
    }
}

/// What the lexicon says of any word.
fn any_word(lower: &[u8], (start, end): (usize, usize), lexicon: Reader<'_>) -> Entry {
    if end - start < SHORT {
        return short_word(head(lower, start), end - start, lexicon);
    }
    let word = lower.get(start..end).unwrap_or_default();
    lexicon.get(word).map_or_else(Entry::default, Entry)
}

/// How many of the first bytes stand before a blank, without a branch.
#[inline]
fn short_length(head: &[u8; SHORT]) -> usize {
    let (low, high) = table::words(head);
    let (low, high) = (blanks(low), blanks(high));
    let bit = if low == 0 {
        u64::BITS + high.trailing_zeros()
    } else {
        low.trailing_zeros()
    };
    (bit / 8) as usize
}

/// How many bytes stand between a place and the next blank.
fn rest_length(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.iter().position(|byte| *byte <= b' ').unwrap_or(0)
}

/// The high bit of each of eight bytes that is a blank, right up to the first of them.
#[inline]
fn blanks(eight: u64) -> u64 {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    eight.wrapping_sub(EACH * 0x21) & !eight & (EACH * 0x80)
}

/// What the lexicon says of a word; kept apart, for nine words in ten do not come here.
#[inline(never)]
fn find(lexicon: Reader<'_>, hash: u64, word: (&[u8; SHORT], usize)) -> Entry {
    lexicon
        .find_short(hash, word)
        .map_or_else(Entry::default, Entry)
}

/// The bytes at a place, such as [`hash_prefix`] takes.
#[inline]
fn head(bytes: &[u8], at: usize) -> &[u8; SHORT] {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.first_chunk().unwrap_or(&[b' '; SHORT])
}

/// The word without punctuation around it, unless less than three characters
/// were left. Bytes do for characters: a word with others than ASCII is in no list.
fn trim(bytes: &[u8], start: usize, end: usize) -> (usize, usize) {
    let (mut from, mut to) = (start, end);
    while from < to && is_punctuation_at(bytes, from) {
        from += 1;
    }
    while from < to && is_punctuation_at(bytes, to - 1) {
        to -= 1;
    }
    if to - from > 2 {
        (from, to)
    } else {
        (start, end)
    }
}

#[inline]
fn is_punctuation_at(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|byte| is_punctuation(*byte))
}

#[inline]
fn is_punctuation(byte: u8) -> bool {
    PUNCTUATION[usize::from(byte)]
}

const PUNCTUATION: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_punctuation();
        byte += 1;
    }
    table
};

impl<'t> Words<'t> {
    /// What the lexicon says of the word `back` places before `at`.
    #[inline]
    pub(super) fn before(&self, at: usize, back: usize) -> Entry {
        at.checked_sub(back)
            .map_or_else(Entry::default, |at| self.entry(at))
    }

    /// What the lexicon says of the word at `at`; nothing where there is none.
    #[inline]
    pub(super) fn entry(&self, at: usize) -> Entry {
        self.all
            .get(at)
            .map_or_else(Entry::default, |word| word.entry)
    }

    /// A word in lower case; empty where there is none.
    pub(super) fn lower(&self, at: usize) -> &'t [u8] {
        self.all
            .get(at)
            .and_then(|word| self.lower.get(word.span()))
            .unwrap_or_default()
    }

    /// Whether Python's `isupper()` holds: a letter is upper case and none
    /// lower or title case.
    pub(super) fn is_upper(&self, at: usize) -> bool {
        let word = self.all.get(at);
        let word = word.and_then(|word| self.text.get(word.span()));
        word.is_some_and(|word| {
            !word.starts_with(|first: char| first.is_ascii_lowercase()) && is_all_upper(word)
        })
    }
}

fn is_all_upper(word: &str) -> bool {
    let mut has_upper = false;
    for char in word.chars() {
        if is_lower_or_title(char) {
            return false;
        }
        has_upper |= is_upper(char);
    }
    has_upper
}

fn is_lower_or_title(char: char) -> bool {
    let is_title = || {
        matches!(char, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ' | '\u{1f88}'..='\u{1f8f}' | '\u{1f98}'..='\u{1f9f}')
            || matches!(
                char,
                '\u{1fa8}'..='\u{1faf}' | '\u{1fbc}' | '\u{1fcc}' | '\u{1ffc}'
            )
    };
    char.is_lowercase() && !is_newer(char) || !char.is_ascii() && is_title()
}

fn is_upper(char: char) -> bool {
    char.is_uppercase() && !is_newer(char)
}

/// Letters of Unicode 17; the reference's Python has Unicode 16.
fn is_newer(char: char) -> bool {
    matches!(
        char,
        '\u{a7ce}' | '\u{a7cf}' | '\u{a7d2}' | '\u{a7d4}' | '\u{a7f1}'
    ) || matches!(char, '\u{16ea0}'..='\u{16ed3}')
}
