//! Hashes what texts say, so that those that say the same are known as copies.

use std::ops::Range;

use memchr::memchr2_iter;

use super::near::{Bands, mixed};
use crate::blocks::{BLOCK, bits};

/// Hashes what texts say: two texts that differ only in case, addresses,
/// @mentions, punctuation, blanks or a leading `RT` have the same key.
#[derive(Debug, Default)]
pub struct TextKeys {
    /// A text that has not only ASCII characters, with small letters.
    folded: Vec<u8>,
    /// Where words stand that address instead of saying, in their order.
    addresses: Vec<Range<usize>>,
    /// The hash of each word.
    words: Vec<u64>,
}

impl TextKeys {
    /// The key of a text.
    pub fn key(&mut self, text: &str) -> u64 {
        self.find_words(text);
        key(&self.words)
    }

    /// The key of a text and, if it is long enough, what it is known again by
    /// where it is changed a little; its pairs of words are added to `pairs`.
    pub fn key_and_bands(&mut self, text: &str, pairs: &mut Vec<u32>) -> (u64, Option<Bands>) {
        self.find_words(text);
        (key(&self.words), Bands::of(&self.words, pairs))
    }

    /// Hashes each word: letters, digits and signs such as emoji between blanks and punctuation.
    fn find_words(&mut self, text: &str) {
        self.find_addresses(text);
        self.words.clear();
        let (bytes, small) = if text.is_ascii() {
            (text.as_bytes(), u64::from_le_bytes([SMALL; 8]))
        } else {
            fold(text, &mut self.folded);
            (&*self.folded, 0)
        };
        let (words, addresses) = (&mut self.words, &self.addresses);
        let mut next = 0;
        for_each_word(bytes, |word| {
            while addresses
                .get(next)
                .is_some_and(|address| address.end <= word.start)
            {
                next += 1;
            }
            if addresses
                .get(next)
                .is_none_or(|address| word.start < address.start)
            {
                words.push(hash(bytes, word, small));
            }
        });
    }

    /// Finds what addresses instead of saying, and a leading `RT`.
    fn find_addresses(&mut self, text: &str) {
        self.addresses.clear();
        let rt = opening_rt(text);
        let mut at = 0;
        while let Some(start) = next_address(&text[at..]).map(|start| at + start) {
            at = start + word_length(&text[start..]);
            self.addresses.push(start..at);
        }
        if let Some(at) = rt {
            let place = self.addresses.partition_point(|address| address.start < at);
            self.addresses.insert(place, at..at + 2);
        }
    }
}

/// Writes a text to `folded`, letters small and blanks for typography. A letter whose small
/// form takes more or fewer bytes (İ, ẞ) stays as it is.
fn fold(text: &str, folded: &mut Vec<u8>) {
    folded.clear();
    folded.extend_from_slice(text.as_bytes());
    folded.make_ascii_lowercase();
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
        if let Some(place) = folded.get_mut(at..at + c.len_utf8()) {
            fold_other(c, place);
        }
    }
}

/// Calls `each` with the place of every word.
#[inline]
fn for_each_word(bytes: &[u8], mut each: impl FnMut(Range<usize>)) {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let mut last = [b' '; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    // The last byte before this block is part of a word (1 or 0), which began there.
    let (mut open, mut began) = (0, 0);
    for (number, block) in blocks.iter().chain([&last]).enumerate() {
        let place = |bits: u64| number * BLOCK + bits.trailing_zeros() as usize;
        let said = bits(block, is_said);
        let behind = (said << 1) | open;
        let (mut starts, mut ends) = (said & !behind, behind & !said);
        if open == 1 && ends != 0 {
            each(began..place(ends));
            ends &= ends - 1;
        }
        while ends != 0 {
            each(place(starts)..place(ends));
            starts &= starts - 1;
            ends &= ends - 1;
        }
        if starts != 0 {
            began = place(starts);
        }
        open = said >> 63;
    }
}

/// What makes an ASCII letter small, and leaves a digit as it is.
const SMALL: u8 = 0x20;

/// Whether a byte is part of a word: an ASCII letter, a digit or part of another character.
#[inline]
fn is_said(byte: u8) -> bool {
    (byte | SMALL).wrapping_sub(b'a') < 26 || byte.wrapping_sub(b'0') < 10 || byte >= 0x80
}

/// The key of words.
fn key(words: &[u64]) -> u64 {
    words.iter().fold(0, |key, word| mixed(key ^ word))
}

/// The hash of the bytes of a word, with those bits set in every eight of them.
#[inline]
fn hash(bytes: &[u8], word: Range<usize>, set: u64) -> u64 {
    let mut sum = word.len() as u64;
    let mut at = word.start;
    while at + 8 < word.end {
        sum = mixed(sum ^ (eight(bytes, at) | set));
        at += 8;
    }
    let unused = 64 - 8 * (word.end - at);
    mixed(sum ^ ((eight(bytes, at) | set) << unused))
}

/// Eight bytes from there on as a number; zeros behind the end.
#[inline]
fn eight(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    let eight = rest.first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [0; 8];
        for (place, byte) in eight.iter_mut().zip(rest) {
            *place = *byte;
        }
        eight
    });
    u64::from_le_bytes(eight)
}

/// Writes what a character says to the place where it stands.
fn fold_other(c: char, place: &mut [u8]) {
    if is_typography(c) {
        place.fill(b' ');
        return;
    }
    let mut small = [0; 12];
    let mut length = 0;
    for lower in c.to_lowercase() {
        if let Some(rest) = small.get_mut(length..length + lower.len_utf8()) {
            length += lower.encode_utf8(rest).len();
        }
    }
    if length == place.len() {
        place.copy_from_slice(&small[..length]);
    }
}

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
        assert_eq!(keys.key("STRAßE, ÉTÉ!"), keys.key("straße été"));
        assert_eq!(keys.key("ΣΆΜΟΣ ЖУК"), keys.key("σάμοσ жук"));
        assert_eq!(keys.key("a @İé b"), keys.key("a b"));
        assert_ne!(keys.key("İ"), keys.key("I"));
    }

    /// The words that [`TextKeys`] finds, in simple words.
    fn words(text: &str) -> Vec<String> {
        let blank = |c: char| c.is_ascii_whitespace();
        let says = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() && !is_typography(c);
        let mut parts: Vec<&str> = text
            .split(blank)
            .filter(|part| !part.is_empty() && !is_address(part.as_bytes()))
            .collect();
        if parts
            .first()
            .is_some_and(|first| first.eq_ignore_ascii_case("rt"))
        {
            parts.remove(0);
        }
        let words = parts.iter().flat_map(|part| part.split(|c| !says(c)));
        let words = words.filter(|word| !word.is_empty());
        words.map(small).collect()
    }

    fn small(word: &str) -> String {
        let letter = |c: char| {
            let small: String = c.to_lowercase().collect();
            if small.len() == c.len_utf8() {
                small
            } else {
                c.to_string()
            }
        };
        word.chars().map(letter).collect()
    }

    proptest! {
        #[test]
        fn words_are_found_in_blocks_as_one_by_one(text in "[aB9rT \t\n.@:/htp\0éÉ…ẞ😀-]{0,200}") {
            let mut keys = TextKeys::default();
            keys.find_words(&text);
            // Alone, `rt` would be no word.
            let hash = |word: String| {
                let mut keys = TextKeys::default();
                keys.find_words(&format!("a {word}"));
                keys.words[1]
            };
            let expected: Vec<u64> = words(&text).into_iter().map(hash).collect();
            prop_assert_eq!(keys.words, expected);
        }
    }
}
