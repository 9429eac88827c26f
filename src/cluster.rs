//! Which mentions are copies of others: exact duplicates, and texts that say the same.

use std::hash::{DefaultHasher, Hasher};

use crate::Mention;

/// What makes two records the same mention: the platform's identifier, else
/// the address, else author, time and text; always of the same brand column,
/// since an export of two brands rightly holds a mention once for each.
///
/// An identifier that a spreadsheet has rounded (`5.70301E+17`) is no identifier.
pub fn identity(mention: &Mention<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    hash_part(&mut hasher, mention.brand);
    if !mention.id.is_empty() && !is_rounded(mention.id) {
        hasher.write_u8(1);
        hash_part(&mut hasher, mention.platform);
        hash_part(&mut hasher, mention.id);
    } else if !mention.url.is_empty() {
        hasher.write_u8(2);
        hash_part(&mut hasher, mention.url);
    } else {
        hasher.write_u8(3);
        hash_part(&mut hasher, mention.author_name());
        hasher.write_i128(
            mention
                .created_at
                .map_or(i128::MIN, jiff::Timestamp::as_nanosecond),
        );
        hash_part(&mut hasher, mention.text);
    }
    hasher.finish()
}

/// The author, by handle, else by name, on the platform; `None` where unknown.
pub fn author(mention: &Mention<'_>) -> Option<u64> {
    let name = mention.author_name();
    if name.is_empty() {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    hash_part(&mut hasher, mention.platform);
    hash_part(&mut hasher, name.strip_prefix('@').unwrap_or(name));
    Some(hasher.finish())
}

fn hash_part(hasher: &mut DefaultHasher, part: &str) {
    hasher.write(part.as_bytes());
    hasher.write_u8(0xFF);
}

fn is_rounded(id: &str) -> bool {
    let digits = id.as_bytes();
    digits.first().is_some_and(u8::is_ascii_digit)
        && digits.iter().any(|b| matches!(b, b'E' | b'e'))
        && digits
            .iter()
            .all(|b| matches!(b, b'0'..=b'9' | b'.' | b',' | b'E' | b'e' | b'+'))
}

/// Hashes what texts say: two texts that differ only in case, addresses,
/// @mentions, punctuation, blanks or a leading `RT` have the same key.
#[derive(Debug, Default)]
pub struct TextKeys {
    folded: Vec<u8>,
}

impl TextKeys {
    /// The key of a text.
    pub fn key(&mut self, text: &str) -> u64 {
        self.folded.clear();
        self.folded.reserve(text.len() + 1);
        let mut rest = text;
        let mut is_first = true;
        while !rest.is_empty() {
            rest = self.take_word(rest, &mut is_first);
        }
        let mut hasher = DefaultHasher::new();
        hasher.write(&self.folded);
        hasher.finish()
    }

    /// Folds the word that `text` begins with, if it says something, and gives what follows.
    fn take_word<'t>(&mut self, text: &'t str, is_first: &mut bool) -> &'t str {
        if is_address(text) {
            return &text[word_length(text)..];
        }
        let start = self.folded.len();
        let length = if let Some(length) = self.fold_ascii(text.as_bytes()) {
            length
        } else {
            self.folded.truncate(start);
            let length = word_length(text);
            self.fold(&text[..length]);
            length
        };
        if *is_first && text[..length].eq_ignore_ascii_case("rt") {
            self.folded.truncate(start);
        }
        *is_first &= length == 0;
        if self.folded.len() > start {
            self.folded.push(b' ');
        }
        // The blank after the word is one byte.
        text.get(length + 1..).unwrap_or_default()
    }

    fn fold(&mut self, word: &str) {
        let letters = word.chars().filter(|c| !is_typography(*c));
        for c in letters.flat_map(char::to_lowercase) {
            let mut bytes = [0; 4];
            self.folded.extend(c.encode_utf8(&mut bytes).bytes());
        }
    }

    /// Folds up to the next blank; the length of the word, or `None` where it is not all ASCII.
    fn fold_ascii(&mut self, text: &[u8]) -> Option<usize> {
        for (length, &byte) in text.iter().enumerate() {
            match FOLDED[usize::from(byte)] {
                DROPPED => {}
                BLANK => return Some(length),
                BEYOND => return None,
                folded => self.folded.push(folded),
            }
        }
        Some(text.len())
    }
}

/// ASCII punctuation, which says nothing.
const DROPPED: u8 = 0;
/// What parts words.
const BLANK: u8 = 1;
/// A byte of a character beyond ASCII.
const BEYOND: u8 = 2;

/// ASCII letters in lower case and digits as they are; the kind of all other bytes.
const FOLDED: [u8; 256] = {
    let mut table = [BEYOND; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = if byte.is_ascii_alphanumeric() {
            byte.to_ascii_lowercase()
        } else if byte.is_ascii_whitespace() {
            BLANK
        } else {
            DROPPED
        };
        byte += 1;
    }
    table
};

/// How far the word goes that `text` begins with.
fn word_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let blank = bytes.iter().position(u8::is_ascii_whitespace);
    blank.unwrap_or(bytes.len())
}

/// Whether a text begins with a word that addresses instead of saying: `@name`, `http://…`.
fn is_address(text: &str) -> bool {
    match text.as_bytes() {
        [b'@', ..] => true,
        [b'h', ..] => text.starts_with("http://") || text.starts_with("https://"),
        _ => false,
    }
}

/// Punctuation and blanks beyond ASCII's; emoji say something and stay.
fn is_typography(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{a0}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{fe0f}')
}

/// The identities met so far, at 9 to 14 bytes each.
#[derive(Debug)]
pub struct Seen {
    shards: Vec<Shard>,
}

/// Open addressing by the hash's upper bits. An empty slot is 0, and so a
/// hash of 0 stands as 1.
#[derive(Clone, Debug, Default)]
struct Shard {
    slots: Vec<u64>,
    used: usize,
}

impl Default for Seen {
    fn default() -> Self {
        Self {
            shards: vec![Shard::default(); 256],
        }
    }
}

impl Seen {
    /// Notes an identity, and says whether it is new.
    pub fn insert(&mut self, identity: u64) -> bool {
        self.shards[(identity & 0xFF) as usize].insert((identity >> 8).max(1) | identity << 56)
    }
}

impl Shard {
    fn insert(&mut self, hash: u64) -> bool {
        if (self.used + 1) * 8 > self.slots.len() * 7 {
            self.grow();
        }
        let slot = self.slot(hash);
        let is_new = self.slots[slot] == 0;
        self.used += usize::from(is_new);
        self.slots[slot] = hash;
        is_new
    }

    /// Where the hash stands, or the empty slot where it would.
    fn slot(&self, hash: u64) -> usize {
        let length = self.slots.len();
        let scaled = (u128::from(hash << 8) * length as u128) >> 64;
        let mut slot = usize::try_from(scaled).unwrap_or(0); // it is below `length`
        while self.slots[slot] != 0 && self.slots[slot] != hash {
            slot = (slot + 1) % length;
        }
        slot
    }

    fn grow(&mut self) {
        let larger = (self.slots.len() * 3 / 2).max(16);
        let old = std::mem::replace(&mut self.slots, vec![0; larger]);
        for hash in old.into_iter().filter(|&hash| hash != 0) {
            let slot = self.slot(hash);
            self.slots[slot] = hash;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_identity_is_new_once() {
        let mut seen = Seen::default();
        let hash = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        assert!((0..50_000).all(|n| seen.insert(hash(n))));
        assert!((0..50_000).all(|n| !seen.insert(hash(n))));
    }

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
    fn rounded_identifiers_do_not_merge_mentions() {
        let mention = |id: &'static str, text: &'static str| Mention {
            id,
            text,
            ..Mention::default()
        };
        assert_ne!(
            identity(&mention("5.70301E+17", "late")),
            identity(&mention("5.70301E+17", "merci"))
        );
        assert_eq!(
            identity(&mention("57", "late")),
            identity(&mention("57", "merci"))
        );
        assert_ne!(
            identity(&mention("e57", "late")),
            identity(&mention("57", "late"))
        );
    }
}
