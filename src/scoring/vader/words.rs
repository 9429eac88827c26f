//! Cuts a text into the words that the reference sees, and looks each up once.

use std::ops::Range;

use super::clean::{Emoji, clean, is_dirty_byte};
use super::entry::Entry;
use crate::blocks::{PADDING, blocks_mut, marks};
use crate::lexicon::table::{Reader, SHORT, hash_prefix};

/// One word: where its bytes are, and what the lexicon says of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    start: u32,
    end: u32,
    pub(super) entry: Entry,
}

impl Word {
    fn at(span: Range<usize>) -> Self {
        let small = |place| u32::try_from(place).unwrap_or(u32::MAX);
        Self {
            start: small(span.start),
            end: small(span.end),
            entry: Entry::default(),
        }
    }

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
        split(&self.lower, &mut self.words);
        look_up(&self.lower, lexicon, &mut self.words, &mut self.known);
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

/// Finds what stands between the blanks of a text that [`PADDING`] follows.
fn split(lower: &[u8], words: &mut Vec<Word>) {
    words.clear();
    let mut start = 0;
    // Inside the iterator the loops over blocks and bits stay two plain loops.
    marks(lower, |byte| byte <= b' ').for_each(|blank| {
        if start < blank {
            words.push(Word::at(start..blank));
        }
        start = blank + 1;
    });
}

/// Takes the punctuation off each word and looks it up; lists the places of
/// those that the lexicon knows.
fn look_up(lower: &[u8], lexicon: Reader<'_>, words: &mut [Word], known: &mut Vec<usize>) {
    known.clear();
    for (at, word) in words.iter_mut().enumerate() {
        let mut span = word.span();
        let mut head = head(lower, span.start);
        if is_punctuation(head[0]) | is_punctuation_at(lower, span.end - 1) {
            span = trim(lower, span);
            *word = Word::at(span.clone());
            head = self::head(lower, span.start);
        }
        let length = span.end - span.start;
        let hash = hash_prefix(head, length);
        let found = match length {
            ..=SHORT if !lexicon.may_contain(hash) => continue,
            ..=SHORT => find(lexicon, hash, (head, length)),
            _ => lexicon.get(lower.get(span).unwrap_or_default()),
        };
        if let Some(entry) = found {
            word.entry = Entry(entry);
            known.push(at);
        }
    }
}

/// What the lexicon says of a word; kept apart, for nine words in ten do not come here.
#[inline(never)]
fn find(lexicon: Reader<'_>, hash: u64, word: (&[u8; SHORT], usize)) -> Option<u32> {
    lexicon.find_short(hash, word)
}

/// The bytes at a place, such as [`hash_prefix`] takes.
#[inline]
fn head(bytes: &[u8], at: usize) -> &[u8; SHORT] {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.first_chunk().unwrap_or(&[b' '; SHORT])
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
