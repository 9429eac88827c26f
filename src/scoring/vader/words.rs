//! Cuts a text into the words that the reference sees, and looks each up once.

use std::ops::Range;

use super::clean::{Emoji, clean, is_dirty};
use super::entry::Entry;
use crate::lexicon::table::{Reader, SHORT, hash_prefix};

/// One word: where its bytes are, and what the lexicon says of it.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) span: Range<usize>,
    pub(super) entry: Entry,
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

/// Bytes that are searched for blanks at once.
pub(super) const BLOCK: usize = 64;
/// After the text: a blank that ends its last word, and enough to fill the last block.
const PADDING: [u8; BLOCK] = {
    let mut padding = [0x7f; BLOCK];
    padding[0] = b' ';
    padding
};

impl Buffers {
    /// Cuts a text. `replaced` is told what stands for what (see [`clean`]).
    pub(super) fn cut<'t>(
        &'t mut self,
        text: &'t str,
        (lexicon, emoji): (Reader<'_>, &Emoji),
        replaced: impl FnMut(Range<usize>, Range<usize>),
    ) -> Words<'t> {
        let text = if is_dirty(text) {
            self.clean.clear();
            clean(text, emoji, &mut self.clean, replaced);
            &self.clean
        } else {
            text
        };
        self.lower.clear();
        self.lower.extend_from_slice(text.as_bytes());
        self.lower.make_ascii_lowercase();
        self.lower.extend_from_slice(&PADDING);
        split(&self.lower, &mut self.words);
        look_up(&self.lower, lexicon, &mut self.words, &mut self.known);
        Words {
            text,
            lower: &self.lower,
            all: &self.words,
            known: &self.known,
            has_apostrophes: memchr::memchr(b'\'', text.as_bytes()).is_some(),
        }
    }
}

/// Finds what stands between the blanks of a text that [`PADDING`] follows.
fn split(lower: &[u8], words: &mut Vec<Word>) {
    words.clear();
    let mut start = 0;
    for (block, bytes) in lower.as_chunks().0.iter().enumerate() {
        let mut blanks = blanks(bytes);
        while blanks != 0 {
            let end = block * BLOCK + blanks.trailing_zeros() as usize;
            if start < end {
                words.push(Word {
                    span: start..end,
                    entry: Entry::default(),
                });
            }
            start = end + 1;
            blanks &= blanks - 1;
        }
    }
}

/// Takes the punctuation off each word and looks it up; lists the places of
/// those that the lexicon knows.
fn look_up(lower: &[u8], lexicon: Reader<'_>, words: &mut [Word], known: &mut Vec<usize>) {
    known.clear();
    for (at, word) in words.iter_mut().enumerate() {
        let mut head = head(lower, word.span.start);
        if is_punctuation(head[0]) | is_punctuation_at(lower, word.span.end - 1) {
            word.span = trim(lower, word.span.clone());
            head = self::head(lower, word.span.start);
        }
        let length = word.span.end - word.span.start;
        let hash = hash_prefix(head, length);
        if length > SHORT || lexicon.may_contain(hash) {
            word.entry = entry(
                lower.get(word.span.clone()).unwrap_or_default(),
                hash,
                lexicon,
            );
            if word.entry != Entry::default() {
                known.push(at);
            }
        }
    }
}

/// What the lexicon says of a word, given its `hash_prefix`.
#[inline(never)]
fn entry(word: &[u8], hash: u64, lexicon: Reader<'_>) -> Entry {
    let found = if word.len() > SHORT {
        lexicon.get(word)
    } else {
        lexicon.find(hash, word)
    };
    found.map_or_else(Entry::default, Entry)
}

/// The bytes at a place, such as [`hash_prefix`] takes.
#[inline]
fn head(bytes: &[u8], at: usize) -> &[u8; SHORT] {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.first_chunk().unwrap_or(&[b' '; SHORT])
}

/// A bit for each byte that is at most 32.
#[inline]
fn blanks(block: &[u8; BLOCK]) -> u64 {
    /// Gathers the lowest bit of each of eight bytes in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let blanks = block.map(|byte| u8::from(byte <= b' '));
    blanks.as_chunks().0.iter().rev().fold(0, |bits, eight| {
        (bits << 8) | (u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56)
    })
}

/// The word without punctuation around it, unless less than three characters
/// were left. Bytes do for characters: a word with others than ASCII is in no list.
#[inline(never)]
fn trim(bytes: &[u8], span: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (span.start, span.end);
    while start < end && is_punctuation_at(bytes, start) {
        start += 1;
    }
    while start < end && is_punctuation_at(bytes, end - 1) {
        end -= 1;
    }
    if end - start > 2 { start..end } else { span }
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
    /// The text in lower case and what fills up its last block.
    pub(super) fn blocks(&self) -> impl Iterator<Item = &'t [u8; BLOCK]> + use<'t> {
        self.lower.as_chunks().0.iter()
    }

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
            .and_then(|word| self.lower.get(word.span.clone()))
            .unwrap_or_default()
    }

    /// Whether Python's `isupper()` holds: a letter is upper case and none
    /// lower or title case.
    pub(super) fn is_upper(&self, at: usize) -> bool {
        let word = self.all.get(at);
        let word = word.and_then(|word| self.text.get(word.span.clone()));
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_bit_stands_for_each_blank(bytes: [u8; 32], other: [u8; 32]) {
            let mut block = [0; BLOCK];
            block[..32].copy_from_slice(&bytes);
            block[32..].copy_from_slice(&other.map(|byte| byte % 48));
            let expected = (0..BLOCK).filter(|&at| block[at] <= 32).fold(0, |bits, at| bits | (1 << at));
            prop_assert_eq!(blanks(&block), expected);
        }
    }
}
