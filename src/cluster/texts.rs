//! Hashes what texts say, so that those that say the same are known as copies.

use std::{hash::Hasher, ops::Range};

use memchr::memchr2_iter;

use super::Sketch;
use crate::blocks::{BLOCK, PADDING, bits};

/// Hashes what texts say: two texts that differ only in case, addresses,
/// @mentions, punctuation, blanks or a leading `RT` have the same key.
#[derive(Debug, Default)]
pub struct TextKeys {
    /// A text without its addresses, and [`PADDING`].
    said: Vec<u8>,
    /// The same folded: words in lower case, one blank before each but the
    /// first. What an earlier text left behind the end does not count.
    folded: Vec<u8>,
    hashes: Vec<u64>,
}

impl TextKeys {
    /// The key of a text.
    pub fn key(&mut self, text: &str) -> u64 {
        key(self.words(text).0)
    }

    /// The key of a text and, if it is long enough, what it is known again by
    /// where it is changed a little.
    pub fn key_and_sketch(&mut self, text: &str) -> (u64, Option<Sketch>) {
        let (words, hashes) = self.words(text);
        (key(words), Sketch::of(words, hashes))
    }

    /// The words of a text, and room for their hashes.
    fn words(&mut self, text: &str) -> (&[u8], &mut Vec<u64>) {
        self.take(text);
        let length = self.fold(text.len());
        (&self.folded[..length], &mut self.hashes)
    }

    /// Takes a text, with nothing in the place of what addresses instead of saying.
    fn take(&mut self, text: &str) {
        self.said.clear();
        self.said.extend_from_slice(text.as_bytes());
        lower_case(&mut self.said);
        self.said.extend_from_slice(&PADDING);
        self.said[text.len()] = DROPPED;
        if let Some(at) = opening_rt(text) {
            self.said[at..at + 2].fill(DROPPED);
        }
        let mut at = 0;
        while let Some(start) = next_address(&text[at..]).map(|start| at + start) {
            at = start + word_length(&text[start..]);
            self.said[start..at].fill(DROPPED);
        }
        if !text.is_ascii() {
            self.fold_others(text);
        }
    }

    /// Makes letters beyond ASCII small, and takes typography out. A letter
    /// whose small form takes more bytes (İ and two more) stays as it is.
    fn fold_others(&mut self, text: &str) {
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
            let Some(place) = self.said.get_mut(at..at + c.len_utf8()) else {
                return; // it holds all of the text
            };
            let is_address = place.first() == Some(&DROPPED);
            if !is_address {
                fold_other(c, place);
            }
        }
    }

    /// Folds 64 bytes at a time, and says how long the result is.
    fn fold(&mut self, length: usize) -> usize {
        let room = self.said.len() + PIECE;
        if self.folded.len() < room {
            self.folded.resize(room, 0);
        }
        let mut folded = Folded {
            bytes: &mut self.folded,
            length: 0,
        };
        let mut gaps = Gaps::default();
        let mut start = 0;
        for first in (0..self.said.len()).step_by(BLOCK) {
            let Some(block) = self.said[first..].first_chunk() else {
                break; // this much is padding
            };
            let mut left_out = gaps.left_out(block);
            // The byte behind the text is left out too, which ends the last stretch.
            while left_out != 0 && start <= length {
                let end = first + left_out.trailing_zeros() as usize;
                left_out &= left_out - 1;
                folded.append(&self.said, start..end);
                start = end + 1;
            }
        }
        folded.length()
    }
}

fn key(words: &[u8]) -> u64 {
    let mut hasher = super::hasher();
    hasher.write(words);
    hasher.finish()
}

/// Writes what a character says to the place where it stands.
fn fold_other(c: char, place: &mut [u8]) {
    let mut small = [DROPPED; 12];
    let mut length = 0;
    for lower in c.to_lowercase().filter(|_| !is_typography(c)) {
        if let Some(rest) = small.get_mut(length..length + lower.len_utf8()) {
            length += lower.encode_utf8(rest).len();
        }
    }
    if length <= place.len() {
        place.copy_from_slice(&small[..place.len()]);
    }
}

/// Makes letters small and every blank a space.
fn lower_case(bytes: &mut [u8]) {
    for byte in bytes {
        *byte = if byte.is_ascii_whitespace() {
            b' '
        } else {
            byte.to_ascii_lowercase()
        };
    }
}

/// Bytes copied at once; most stretches without punctuation are shorter.
const PIECE: usize = 32;

/// Folded bytes, and how many there are so far.
struct Folded<'f> {
    bytes: &'f mut [u8],
    length: usize,
}

impl Folded<'_> {
    /// Appends a stretch of `from`, copying what follows it too, which the
    /// next one overwrites.
    #[inline]
    fn append(&mut self, from: &[u8], stretch: Range<usize>) {
        let (mut read, mut write) = (stretch.start, self.length);
        while read < stretch.end {
            let source = from.get(read..).and_then(<[u8]>::first_chunk::<PIECE>);
            let target = self.bytes.get_mut(write..);
            let target = target.and_then(<[u8]>::first_chunk_mut::<PIECE>);
            let (Some(source), Some(target)) = (source, target) else {
                return; // padding makes room for all
            };
            *target = *source;
            read += PIECE;
            write += PIECE;
        }
        self.length += stretch.len();
    }

    /// The length without a last blank.
    fn length(&self) -> usize {
        let ends_blank = self.bytes[..self.length].last() == Some(&b' ');
        self.length - usize::from(ends_blank)
    }
}

/// Finds out block by block which bytes of a text say nothing.
struct Gaps {
    /// 1 if nothing was said since the last blank before this block, else 0.
    open: u64,
}

impl Default for Gaps {
    /// What comes first is as if behind a blank.
    fn default() -> Self {
        Self { open: 1 }
    }
}

impl Gaps {
    /// A bit for each byte that is no ASCII letter or digit and no part of
    /// another character, nor the first blank behind one.
    fn left_out(&mut self, block: &[u8; BLOCK]) -> u64 {
        let blank = bits(block, |byte| byte.is_ascii_whitespace());
        let said = bits(block, |byte| {
            byte.is_ascii_alphanumeric() || !byte.is_ascii()
        });
        let silent = !(blank | said);
        let behind_blank = blank << 1 | self.open;
        // Adding 1 where silence begins behind a blank carries to where it ends.
        let (sum, overflow) = silent.overflowing_add(behind_blank & silent);
        self.open = blank >> 63 | u64::from(overflow);
        silent | blank & (behind_blank | sum & !silent)
    }
}

/// What stands in the place of bytes that say nothing: no letter, no blank.
const DROPPED: u8 = 0;

/// Where the text's first word that does not address is, if it is `RT`.
fn opening_rt(text: &str) -> Option<usize> {
    let mut rest = text.trim_ascii_start();
    while is_address(rest.as_bytes()) {
        rest = rest[word_length(rest)..].trim_ascii_start();
    }
    let is_rt = rest[..word_length(rest)].eq_ignore_ascii_case("rt");
    is_rt.then_some(text.len() - rest.len())
}

/// How far the word goes that `text` begins with.
fn word_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let blank = bytes.iter().position(u8::is_ascii_whitespace);
    blank.unwrap_or(bytes.len())
}

/// Where the next word begins that addresses instead of saying.
fn next_address(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let opens = |at: usize| {
        let is_first = at
            .checked_sub(1)
            .is_none_or(|before| bytes[before].is_ascii_whitespace());
        is_first && is_address(&bytes[at..])
    };
    memchr2_iter(b'@', b':', bytes).find_map(|mark| {
        // The mark follows `http`, `https` or nothing.
        let starts = [Some(mark), mark.checked_sub(4), mark.checked_sub(5)];
        starts.into_iter().flatten().find(|&at| opens(at))
    })
}

/// Whether a text begins with a word that addresses instead of saying: `@name`, `http://…`.
fn is_address(text: &[u8]) -> bool {
    match text {
        [b'@', ..] => true,
        [b'h', ..] => text.starts_with(b"http://") || text.starts_with(b"https://"),
        _ => false,
    }
}

/// Punctuation and blanks beyond ASCII's; emoji say something and stay.
fn is_typography(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn copies_share_a_key() {
        let mut keys = TextKeys::default();
        let original = keys.key("Orvane: 3rd order lost, \"support\" silent… https://a.example/x");
        assert_eq!(
            keys.key("RT @b_two: ORVANE 3rd order  lost support silent"),
            original
        );
        assert_ne!(keys.key("Orvane: 4th order lost, support silent"), original);
        assert_ne!(keys.key("déçu"), keys.key("deçu"));
        assert_ne!(keys.key("great 😡"), keys.key("great 😍"));
    }

    #[test]
    fn every_form_of_an_address_is_passed_over() {
        let mut keys = TextKeys::default();
        let said = keys.key("late again");
        for text in [
            "@a late @b again",
            "late https://a.example/@b:c again http://x",
            "RT @a: late again",
            "@a rt late again",
            "  late\t\nagain  ",
            "late – again",
            "(late) \u{201c}AGAIN\u{201d}",
            "- late - again -",
        ] {
            assert_eq!(keys.key(text), said, "{text}");
        }
        for text in [
            "late http again",
            "rt rt late again",
            "xhttps://a late again",
            "lateagain",
            "latest again",
            "",
        ] {
            assert_ne!(keys.key(text), said, "{text}");
        }
    }

    #[test]
    fn letters_are_small_in_every_script() {
        let mut keys = TextKeys::default();
        assert_eq!(keys.key("STRAẞE, ÉTÉ!"), keys.key("straße été"));
        assert_eq!(keys.key("ΣΆΜΟΣ \u{212a}ЖУК"), keys.key("σάμοσ kжук"));
        assert_eq!(keys.key("a @İé b"), keys.key("a b"));
        assert_ne!(keys.key("İ"), keys.key("I"));
    }

    /// As [`TextKeys`] folds, in simple words.
    fn folded(text: &str) -> String {
        let blank = |c: char| c.is_ascii_whitespace();
        let says = |c: &char| c.is_ascii_alphanumeric() || !c.is_ascii() && !is_typography(*c);
        let words = text
            .split(blank)
            .filter(|word| !is_address(word.as_bytes()));
        let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        if words
            .first()
            .is_some_and(|first| first.eq_ignore_ascii_case("rt"))
        {
            words.remove(0);
        }
        let small = |word: &&str| {
            word.chars()
                .filter(says)
                .flat_map(char::to_lowercase)
                .collect()
        };
        let words: Vec<String> = words
            .iter()
            .map(small)
            .filter(|word: &String| !word.is_empty())
            .collect();
        words.join(" ")
    }

    proptest! {
        #[test]
        fn texts_are_folded_in_blocks_as_in_words(text in "[aB9rT \t\n.@:/htp\0éÉ…ẞ😀-]{0,200}") {
            let mut keys = TextKeys::default();
            keys.take(&text);
            let length = keys.fold(text.len());
            let expected = folded(&text);
            prop_assert_eq!(&keys.folded[..length], expected.as_bytes());
        }
    }
}
