//! Cuts a text into the words that the reference sees, and looks each up once.

use std::ops::Range;

use super::clean::{Emoji, clean, is_dirty};
use super::entry::Entry;
use crate::lexicon::table::{Reader, SHORT, hash_short};

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
    scored: Vec<usize>,
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
    /// Places in `all` of the words that have a valence.
    pub(super) scored: &'t [usize],
    /// Whether a word can contain "n't".
    pub(super) has_apostrophes: bool,
}

/// Bytes that are searched for blanks at once.
const BLOCK: usize = 64;
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
        split(&self.lower, lexicon, &mut self.words, &mut self.scored);
        Words {
            text,
            lower: &self.lower,
            all: &self.words,
            scored: &self.scored,
            has_apostrophes: memchr::memchr(b'\'', text.as_bytes()).is_some(),
        }
    }
}

/// Finds the words of a text that [`PADDING`] follows.
fn split(lower: &[u8], lexicon: Reader<'_>, words: &mut Vec<Word>, scored: &mut Vec<usize>) {
    words.clear();
    scored.clear();
    let mut start = 0;
    for (block, bytes) in lower.as_chunks().0.iter().enumerate() {
        let mut blanks = blanks(bytes);
        while blanks != 0 {
            let end = block * BLOCK + blanks.trailing_zeros() as usize;
            if start < end {
                let span = strip(lower, start..end);
                let entry = look_up(lower, span.clone(), lexicon);
                if entry.has(Entry::SCORED) {
                    scored.push(words.len());
                }
                words.push(Word { span, entry });
            }
            start = end + 1;
            blanks &= blanks - 1;
        }
    }
}

/// Eight bytes as a little-endian word, zeros where there are none.
#[inline]
fn eight(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.first_chunk()
        .map_or(0, |eight| u64::from_le_bytes(*eight))
}

/// A bit for each byte that is at most 32.
#[inline]
fn blanks(block: &[u8; BLOCK]) -> u64 {
    const HIGH_BITS: u64 = 0x8080_8080_8080_8080;
    const UP_TO_HIGH_BIT: u64 = 0x5f5f_5f5f_5f5f_5f5f;
    const GATHER: u64 = 0x0002_0408_1020_4081;
    let mut bits = 0;
    for bytes in block.as_chunks().0.iter().rev() {
        let eight = u64::from_le_bytes(*bytes);
        let others = ((eight & !HIGH_BITS) + UP_TO_HIGH_BIT) | eight;
        bits = bits << 8 | (!others & HIGH_BITS).wrapping_mul(GATHER) >> 56;
    }
    bits
}

/// The word without punctuation around it, unless less than three characters
/// were left. Bytes do for characters: a word with others than ASCII is in no list.
#[inline]
fn strip(bytes: &[u8], span: Range<usize>) -> Range<usize> {
    if is_punctuation(bytes, span.start) | is_punctuation(bytes, span.end - 1) {
        trim(bytes, span)
    } else {
        span
    }
}

#[inline(never)]
fn trim(bytes: &[u8], span: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (span.start, span.end);
    while start < end && is_punctuation(bytes, start) {
        start += 1;
    }
    while start < end && is_punctuation(bytes, end - 1) {
        end -= 1;
    }
    if end - start > 2 { start..end } else { span }
}

#[inline]
fn is_punctuation(bytes: &[u8], at: usize) -> bool {
    bytes
        .get(at)
        .is_some_and(|byte| PUNCTUATION[usize::from(*byte)])
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

#[inline]
fn look_up(lower: &[u8], span: Range<usize>, lexicon: Reader<'_>) -> Entry {
    let (start, length) = (span.start, span.len());
    let found = match MASKS.get(length) {
        Some([low, high]) => {
            let (low, high) = (eight(lower, start) & low, eight(lower, start + 8) & high);
            let hash = hash_short(low, high, length);
            if !lexicon.may_contain(hash) {
                return Entry::default();
            }
            lower.get(span).and_then(|word| lexicon.find(hash, word))
        }
        None => lower.get(span).and_then(|word| lexicon.get(word)),
    };
    found.map_or_else(Entry::default, Entry)
}

/// What to keep of sixteen bytes, as two words, for each length.
const MASKS: [[u64; 2]; SHORT + 1] = {
    let mut masks = [[0; 2]; SHORT + 1];
    let mut length = 1;
    while length <= SHORT {
        masks[length] = masks[length - 1];
        let word = &mut masks[length][(length - 1) / 8];
        *word = (*word << 8) | 0xff;
        length += 1;
    }
    masks
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
            .and_then(|word| self.lower.get(word.span.clone()))
            .unwrap_or_default()
    }

    /// Whether Python's `isupper()` holds: a letter is upper case and none
    /// lower or title case.
    pub(super) fn is_upper(&self, at: usize) -> bool {
        let word = self
            .all
            .get(at)
            .and_then(|word| self.text.get(word.span.clone()));
        word.is_some_and(|word| {
            let mut cased = false;
            for char in word.chars() {
                if is_lower_or_title(char) {
                    return false;
                }
                cased |= is_upper(char);
            }
            cased
        })
    }
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
