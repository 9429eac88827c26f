//! Hashes what texts say, so that those that say the same are known as copies.

use std::ops::Range;

use memchr::memchr2_iter;

use super::near::{Bands, mixed};
use crate::blocks::{BLOCK, Lanes, PADDING, bits, blocks, is_within};

/// Hashes what texts say: two texts that differ only in case, addresses,
/// @mentions, punctuation, blanks or a leading `RT` have the same key.
#[derive(Debug, Default)]
pub struct TextKeys {
    /// The text with small letters, blanks in the place of what addresses, and [`PADDING`].
    said: Vec<u8>,
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
        fold(text, &mut self.said);
        blank_addresses(text, &mut self.said);
        self.said.extend_from_slice(&PADDING);
        self.words.clear();
        let (said, words) = (&self.said, &mut self.words);
        for_each_word(said, |word| words.push(hash(said, word)));
    }
}

/// Writes a text to `folded`, letters small and blanks for typography. A letter whose small
/// form takes more or fewer bytes (İ, ẞ) stays as it is.
fn fold(text: &str, folded: &mut Vec<u8>) {
    folded.clear();
    folded.extend_from_slice(text.as_bytes());
    folded.make_ascii_lowercase();
    if text.is_ascii() {
        return;
    }
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
        if let Some(place) = folded.get_mut(at..at + c.len_utf8()) {
            fold_other(c, place);
        }
    }
}

/// Puts blanks in the place of what addresses instead of saying, and of a leading `RT`.
fn blank_addresses(text: &str, said: &mut [u8]) {
    if let Some(at) = opening_rt(text) {
        said[at..at + 2].fill(b' ');
    }
    let mut at = 0;
    while let Some(start) = next_address(&text[at..]).map(|start| at + start) {
        at = start + word_length(&text[start..]);
        said[start..at].fill(b' ');
    }
}

/// Calls `each` with the place of every word of a text that [`PADDING`] follows.
#[inline]
fn for_each_word(said: &[u8], mut each: impl FnMut(Range<usize>)) {
    // The last byte before this block is part of a word (1 or 0), which began there.
    let (mut open, mut began) = (0, 0);
    for (number, block) in blocks(said).iter().enumerate() {
        let place = |bits: u64| number * BLOCK + bits.trailing_zeros() as usize;
        let said = bits(block, is_said);
        // Where a word begins, and where the first byte after one is.
        let mut edges = said ^ ((said << 1) | open);
        if open == 1 && edges != 0 {
            each(began..place(edges));
            edges &= edges - 1;
        }
        while edges != 0 {
            began = place(edges);
            edges &= edges - 1;
            if edges != 0 {
                each(began..place(edges));
                edges &= edges - 1;
            }
        }
        open = said >> 63;
    }
}

/// Which bytes are part of a word: small ASCII letters, digits and parts of other characters.
#[inline]
fn is_said(bytes: Lanes) -> Lanes {
    is_within(bytes, b'a', b'z') | is_within(bytes, b'0', b'9') | is_within(bytes, 0x80, 0xff)
}

/// The key of words.
fn key(words: &[u64]) -> u64 {
    words.iter().fold(0, |key, word| mixed(key ^ word))
}

/// The hash of the bytes of a word, of a text that [`PADDING`] follows.
#[inline]
fn hash(said: &[u8], word: Range<usize>) -> u64 {
    let (mut sum, mut at) = (word.len() as u64, word.start);
    while at + 8 < word.end {
        sum = mixed(sum ^ eight(said, at));
        at += 8;
    }
    let unused = 64 - 8 * (word.end - at);
    mixed(sum ^ (eight(said, at) << unused))
}

/// Eight bytes from there on as a number.
#[inline]
fn eight(said: &[u8], at: usize) -> u64 {
    let eight = said.get(at..).and_then(<[u8]>::first_chunk);
    eight.copied().map_or(0, u64::from_le_bytes)
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
