//! Hashes what texts say, so that those that say the same are known as copies.

use memchr::memchr2_iter;

use super::near::{Bands, Sampler, mixed};
use crate::blocks::{BLOCK, PADDING, bits, blocks};

/// Hashes what texts say: two texts that differ only in case, addresses,
/// @mentions, punctuation, blanks or a leading `RT` have the same key.
#[derive(Debug, Default)]
pub struct TextKeys {
    /// A text in lower case with zeros for what addresses, and [`PADDING`].
    said: Vec<u8>,
    /// Where words begin and end, in turn.
    edges: Vec<usize>,
}

impl TextKeys {
    /// The key of a text.
    pub fn key(&mut self, text: &str) -> u64 {
        let mut key = 0;
        self.for_each_word(text, |word| key = joined(key, word));
        key
    }

    /// The key of a text and, if it is long enough, what it is known again by
    /// where it is changed a little; its pairs of words are added to `pairs`.
    pub fn key_and_bands(&mut self, text: &str, pairs: &mut Vec<u32>) -> (u64, Option<Bands>) {
        let mut key = 0;
        let mut sampler = Sampler::new(pairs);
        self.for_each_word(text, |word| {
            key = joined(key, word);
            sampler.meet(word);
        });
        (key, sampler.finish())
    }

    /// Calls `each` with the hash of each word: letters, digits and signs such as emoji
    /// between blanks and punctuation.
    #[inline]
    fn for_each_word(&mut self, text: &str, mut each: impl FnMut(u64)) {
        self.take(text);
        self.find_edges();
        for [start, end] in self.edges.as_chunks::<2>().0 {
            each(hash(&self.said, *start, *end));
        }
    }

    /// Takes a text, with nothing in the place of what addresses instead of saying.
    fn take(&mut self, text: &str) {
        self.said.clear();
        self.said.extend_from_slice(text.as_bytes());
        self.said.make_ascii_lowercase();
        self.said.extend_from_slice(&PADDING);
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
    /// whose small form takes more or fewer bytes (İ, ẞ) stays as it is.
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

    /// Finds where words begin and end.
    fn find_edges(&mut self) {
        self.edges.clear();
        // 1 if the byte before this block is part of a word, else 0.
        let mut open = 0;
        for (number, block) in blocks(&self.said).iter().enumerate() {
            let words = bits(block, is_said);
            let mut edges = words ^ (words << 1 | open);
            open = words >> 63;
            while edges != 0 {
                let place = edges.trailing_zeros() as usize;
                self.edges.push(number * BLOCK + place);
                edges &= edges - 1;
            }
        }
    }
}

/// Whether a byte is part of a word: a small ASCII letter, a digit or part of another character.
#[inline]
fn is_said(byte: u8) -> bool {
    byte.wrapping_sub(b'a') < 26 || byte.wrapping_sub(b'0') < 10 || byte >= 0x80
}

/// The key of the words so far and one more.
#[inline]
fn joined(key: u64, word: u64) -> u64 {
    mixed(key ^ word)
}

/// The hash of the bytes from `start` to `end`, behind which there is [`PADDING`].
#[inline]
fn hash(bytes: &[u8], start: usize, end: usize) -> u64 {
    let mut sum = (end - start) as u64;
    let mut at = start;
    while at + 8 < end {
        sum = mixed(sum ^ eight(bytes, at));
        at += 8;
    }
    let unused = 64 - 8 * (end - at);
    mixed(sum ^ (eight(bytes, at) << unused))
}

/// Eight bytes from there on.
#[inline]
fn eight(bytes: &[u8], at: usize) -> u64 {
    let eight = bytes.get(at..).and_then(<[u8]>::first_chunk);
    eight.map_or(0, |eight| u64::from_le_bytes(*eight))
}

/// Writes what a character says to the place where it stands.
fn fold_other(c: char, place: &mut [u8]) {
    if is_typography(c) {
        place.fill(DROPPED);
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
            let mut found = Vec::new();
            keys.take(&text);
            keys.find_edges();
            for [start, end] in keys.edges.as_chunks::<2>().0 {
                found.push(String::from_utf8_lossy(&keys.said[*start..*end]).into_owned());
            }
            prop_assert_eq!(found, words(&text));
        }
    }
}
