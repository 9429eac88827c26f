//! Hashes what texts say, so that those that say the same are known as copies.

use std::hash::Hasher;

use memchr::memchr2_iter;

use super::Sketch;

/// Hashes what texts say: two texts that differ only in case, addresses,
/// @mentions, punctuation, blanks or a leading `RT` have the same key.
#[derive(Debug, Default)]
pub struct TextKeys {
    /// Room for a folded text; what an earlier text left there does not count.
    room: Vec<u8>,
    hashes: Vec<u64>,
}

impl TextKeys {
    /// The key of a text.
    pub fn key(&mut self, text: &str) -> u64 {
        key(self.fold(text).0)
    }

    /// The key of a text and, if it is long enough, what it is known again by
    /// where it is changed a little.
    pub fn key_and_sketch(&mut self, text: &str) -> (u64, Option<Sketch>) {
        let (words, hashes) = self.fold(text);
        (key(words), Sketch::of(words, hashes))
    }

    /// The words of a text, and room for their hashes.
    fn fold(&mut self, text: &str) -> (&[u8], &mut Vec<u64>) {
        // Small letters take at most half as many bytes again as capitals.
        let most = text.len() + text.len() / 2 + 1;
        if self.room.len() < most {
            self.room.resize(most, 0);
        }
        let mut folded = Folded {
            bytes: &mut self.room,
            length: 0,
            gap: 0,
        };
        let mut rest = after_opening(text);
        while !rest.is_empty() {
            let (said, address) = rest.split_at(next_address(rest));
            folded.fold(said);
            rest = &address[word_length(address)..];
        }
        let (length, opening) = (folded.length, usize::from(folded.opens_blank()));
        (&self.room[opening..length], &mut self.hashes)
    }
}

fn key(words: &[u8]) -> u64 {
    let mut hasher = super::hasher();
    hasher.write(words);
    hasher.finish()
}

/// Words in lower case without punctuation, one blank before each.
struct Folded<'r> {
    bytes: &'r mut [u8],
    length: usize,
    /// 1 where a blank stands behind the last letter, else 0.
    gap: usize,
}

impl Folded<'_> {
    fn fold(&mut self, text: &str) {
        let mut rest = text;
        loop {
            rest = &rest[self.fold_ascii(rest.as_bytes())..];
            let Some(c) = rest.chars().next() else {
                return;
            };
            if !is_typography(c) {
                self.push_lower(c);
            }
            rest = &rest[c.len_utf8()..];
        }
    }

    /// Folds as far as the text is ASCII, and says how far that is.
    fn fold_ascii(&mut self, text: &[u8]) -> usize {
        let out = &mut *self.bytes;
        let (mut length, mut gap) = (self.length, self.gap);
        let mut done = text.len();
        for (at, &byte) in text.iter().enumerate() {
            let folded = FOLDED[usize::from(byte)];
            if folded == BEYOND {
                done = at;
                break;
            }
            // Every byte is written, and only letters are kept: no branch to guess.
            let is_letter = usize::from(folded > b' ');
            let Some(place) = out.get_mut(length + gap) else {
                break; // there is room for all
            };
            *place = folded;
            length += is_letter * (gap + 1);
            gap = gap & (1 - is_letter) | usize::from(folded == b' ');
        }
        (self.length, self.gap) = (length, gap);
        done
    }

    /// Whether a blank stands before the first word.
    fn opens_blank(&self) -> bool {
        self.bytes[..self.length].first() == Some(&b' ')
    }

    fn push_lower(&mut self, c: char) {
        self.length += std::mem::take(&mut self.gap);
        for lower in c.to_lowercase() {
            let end = self.length + lower.len_utf8();
            if let Some(place) = self.bytes.get_mut(self.length..end) {
                lower.encode_utf8(place);
                self.length = end;
            }
        }
    }
}

/// ASCII punctuation, which says nothing.
const DROPPED: u8 = 0;
/// A byte of a character beyond ASCII.
const BEYOND: u8 = 1;

/// ASCII letters in lower case and digits as they are; blanks as a space; the
/// kind of all other bytes.
const FOLDED: [u8; 256] = {
    let mut table = [BEYOND; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = if byte.is_ascii_alphanumeric() {
            byte.to_ascii_lowercase()
        } else if byte.is_ascii_whitespace() {
            b' '
        } else {
            DROPPED
        };
        byte += 1;
    }
    table
};

/// The text without an `RT` as its first word, and without addresses before that.
fn after_opening(text: &str) -> &str {
    let mut rest = text.trim_ascii_start();
    while is_address(rest.as_bytes()) {
        rest = rest[word_length(rest)..].trim_ascii_start();
    }
    let (first, others) = rest.split_at(word_length(rest));
    if first.eq_ignore_ascii_case("rt") {
        others
    } else {
        rest
    }
}

/// How far the word goes that `text` begins with.
fn word_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let blank = bytes.iter().position(u8::is_ascii_whitespace);
    blank.unwrap_or(bytes.len())
}

/// Where the next word begins that addresses instead of saying; the text's
/// length where there is none.
fn next_address(text: &str) -> usize {
    let bytes = text.as_bytes();
    let opens = |at: usize| {
        let is_first = at
            .checked_sub(1)
            .is_none_or(|before| bytes[before].is_ascii_whitespace());
        is_first && is_address(&bytes[at..])
    };
    let found = memchr2_iter(b'@', b':', bytes).find_map(|mark| {
        // The mark follows `http`, `https` or nothing.
        let starts = [Some(mark), mark.checked_sub(4), mark.checked_sub(5)];
        starts.into_iter().flatten().find(|&at| opens(at))
    });
    found.unwrap_or(bytes.len())
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
    fn letters_that_grow_in_lower_case_have_room() {
        let mut keys = TextKeys::default();
        assert_eq!(
            keys.key(&"\u{130}\u{23a}".repeat(9)),
            keys.key(&"i\u{307}\u{2c65}".repeat(9))
        );
    }
}
