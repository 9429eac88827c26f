//! Cuts a text into the words that the reference sees, and looks each up once.

use std::ops::Range;

use super::clean::{Emoji, clean, is_dirt, may_be_dirt};
use super::entry::Entry;
use crate::blocks::{
    BLOCK, Lanes, PADDING, blocks_mut, gathered, has, is_at_most, is_one_of, is_within, lanes, put,
};
use crate::lexicon::table::{Reader, SHORT, hash_prefix, low};

/// One word: where its bytes are, and what the lexicon says of it. No text has 4 GiB.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    start: u32,
    end: u32,
    entry: Entry,
}

impl Word {
    #[inline]
    fn new((start, end): (usize, usize), entry: Entry) -> Self {
        Self {
            start: low(start as u64),
            end: low(end as u64),
            entry,
        }
    }

    #[inline]
    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// How many words before one, and after it, bear on it.
const BEFORE: usize = 3;
const AFTER: usize = 2;

/// Buffers of one worker, used again for each text.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    clean: String,
    lower: Vec<u8>,
    /// A bit for each byte of each block that is a blank.
    blanks: Vec<u64>,
    /// The words, with [`BEFORE`] empty ones before the first and [`AFTER`] after the last.
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
    /// The words between empty ones.
    all: &'t [Word],
    /// The numbers of the words that the lexicon knows.
    pub(super) known: &'t [usize],
    /// Whether a word can contain "n't".
    pub(super) has_apostrophes: bool,
    /// Whether the text has exclamation or question marks.
    pub(super) has_marks: bool,
}

impl Buffers {
    /// Cuts a text. `replaced` is told what stands for what (see [`clean`]).
    pub(super) fn cut<'t>(
        &'t mut self,
        text: &'t str,
        (lexicon, emoji): (Reader<'_>, &Emoji),
        replaced: impl FnMut(Range<usize>, Range<usize>),
    ) -> Words<'t> {
        let mut met = self.lower_case(text);
        let is_dirty = met.dirt;
        if is_dirty {
            let mut plain = std::mem::take(&mut self.clean);
            plain.clear();
            clean((text, &self.lower), emoji, &mut plain, replaced);
            met = self.lower_case(&plain);
            self.clean = plain;
        }
        self.look_up(lexicon);
        Words {
            text: if is_dirty { &self.clean } else { text },
            lower: &self.lower,
            all: &self.words,
            known: &self.known,
            has_apostrophes: met.apostrophes,
            has_marks: met.marks,
        }
    }

    /// Puts a text in (ASCII) lower case, and [`PADDING`] after it, in place of
    /// what was in `lower`, and finds its blanks.
    fn lower_case(&mut self, text: &str) -> Met {
        self.lower.clear();
        self.lower.extend_from_slice(text.as_bytes());
        self.lower.extend_from_slice(&PADDING);
        self.blanks.clear();
        let none = Lanes::splat(0);
        let (mut dirt, mut apostrophes, mut marks) = (none, none, none);
        for block in blocks_mut(&mut self.lower) {
            let lanes = lanes(block);
            for bytes in lanes {
                dirt |= may_be_dirt(bytes);
                apostrophes |= is_one_of(bytes, [b'\'']);
                marks |= is_one_of(bytes, [b'!', b'?']);
            }
            let blanks = lanes.map(|bytes| is_at_most(bytes, b' '));
            self.blanks.push(gathered(blanks));
            put(lanes.map(small), block);
        }
        Met {
            dirt: dirt.any() && has(text.as_bytes(), is_dirt),
            apostrophes: apostrophes.any(),
            marks: marks.any(),
        }
    }
}

impl Buffers {
    /// Finds the words between blanks, takes the punctuation off each and looks it up; lists the
    /// numbers of those that the lexicon knows.
    fn look_up(&mut self, lexicon: Reader<'_>) {
        self.known.clear();
        self.words.clear();
        self.words.extend([Word::default(); BEFORE]);
        let mut start = 0;
        for (block, blanks) in self.blanks.iter().enumerate() {
            let mut blanks = *blanks;
            while blanks != 0 {
                let end = block * BLOCK + blanks.trailing_zeros() as usize;
                blanks &= blanks - 1;
                if end > start {
                    let word = word(&self.lower, (start, end), lexicon);
                    if word.entry != Entry::default() {
                        self.known.push(self.words.len() - BEFORE);
                    }
                    self.words.push(word);
                }
                start = end + 1;
            }
        }
        self.words.extend([Word::default(); AFTER]);
    }
}

/// The word between two blanks, without the punctuation around it.
#[inline]
fn word(lower: &[u8], (start, end): (usize, usize), lexicon: Reader<'_>) -> Word {
    let (head, length) = (head(lower, start), end - start);
    if is_plain(head, length) {
        return Word::new((start, end), short_word(head, length, lexicon));
    }
    let bare = trim(lower, start, end);
    Word::new(bare, any_word(lower, bare, lexicon))
}

/// What was met in a text on the way.
#[derive(Clone, Copy)]
struct Met {
    /// Bytes for which [`clean`] has to look at the text.
    dirt: bool,
    apostrophes: bool,
    /// Exclamation or question marks.
    marks: bool,
}

/// Bytes in (ASCII) lower case.
#[inline]
fn small(bytes: Lanes) -> Lanes {
    bytes | (is_within(bytes, b'A', b'Z') & Lanes::splat(b'a' - b'A'))
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
    let block = bytes.get(at..at + SHORT);
    block
        .and_then(<[u8]>::first_chunk)
        .unwrap_or(&[b' '; SHORT])
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
    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.all.len().saturating_sub(BEFORE + AFTER)
    }

    /// What the lexicon says of the three words before one, of the word, and of the two after it.
    #[inline]
    pub(super) fn around(&self, at: usize) -> [Entry; BEFORE + 1 + AFTER] {
        let around = self.all.get(at..).and_then(<[Word]>::first_chunk);
        around.map_or_else(Default::default, |words| words.map(|word| word.entry))
    }

    /// What the lexicon says of the word `back` places, three at most, before `at`.
    #[inline]
    pub(super) fn before(&self, at: usize, back: usize) -> Entry {
        let word = self.all.get(at.wrapping_add(BEFORE).wrapping_sub(back));
        word.map_or_else(Entry::default, |word| word.entry)
    }

    /// What the lexicon says of the word at `at`; nothing where there is none.
    #[inline]
    pub(super) fn entry(&self, at: usize) -> Entry {
        self.before(at, 0)
    }

    /// Where the bytes of a word are; nowhere where there is none, such as before the first.
    #[inline]
    pub(super) fn span(&self, at: usize) -> Range<usize> {
        let word = self.all.get(at.wrapping_add(BEFORE));
        word.map_or(0..0, |word| word.range())
    }

    /// A word in lower case; empty where there is none.
    pub(super) fn lower(&self, at: usize) -> &'t [u8] {
        self.lower.get(self.span(at)).unwrap_or_default()
    }

    /// Whether Python's `isupper()` holds: a letter is upper case and none
    /// lower or title case.
    pub(super) fn is_upper(&self, at: usize) -> bool {
        let word = self.text.get(self.span(at)).unwrap_or_default();
        !word.starts_with(|first: char| first.is_ascii_lowercase()) && is_all_upper(word)
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
