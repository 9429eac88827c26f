//! Hashtags: cut at capitals and digits, or else into words of the lexicon.

use super::{CAPITALS, Cutter, Kind, links::name_length};
use crate::lexicon::{Lexicon, Short, compile::NONE, table::SHORT};

/// Longer tags are not cut into words.
const LONGEST_TAG: usize = 40;
/// Longer words are not looked for within tags.
const LONGEST_WORD: usize = SHORT;
/// Shorter words count in a tag only if the rules list them as common.
const SHORTEST_WORD: usize = 3;
/// Shorter words do not count at the end of a tag that is otherwise unknown.
const SHORTEST_END: usize = 5;

impl Cutter<'_> {
    /// A hashtag; a lone `#` means nothing.
    pub(super) fn hashtag(&mut self, length: usize) {
        self.at += length;
        let start = self.at;
        let end = start + name_length(&self.text[start..]);
        if end > start {
            self.tag(start, end);
            self.at = end;
        }
    }

    fn tag(&mut self, start: usize, end: usize) {
        if self.whole(start, end) {
            return;
        }
        let parts = self.out.list.len();
        self.mark_at(start);
        if end - start <= LONGEST_TAG && !self.capitalised(start, end) {
            self.segmented(start, end);
        }
        if self.out.list.len() == parts + 1 {
            self.at = end;
            self.push(start, NONE, Kind::Word);
        }
        self.mark_at(end);
    }

    /// A tag that the lexicon knows as it stands.
    fn whole(&mut self, start: usize, end: usize) -> bool {
        let Some(word) = self.known(start, end) else {
            return false;
        };
        self.at = end;
        let capitals = self.text[start..end]
            .bytes()
            .all(|byte| byte.is_ascii_uppercase());
        self.push_word(start, word, u8::from(capitals) * CAPITALS);
        true
    }

    /// What is outside a tag of several words does not reach into it, nor out of it.
    fn mark_at(&mut self, place: usize) {
        self.at = place;
        self.push(place, NONE, Kind::Comma);
    }

    /// The number of the word between two places.
    fn known(&mut self, start: usize, end: usize) -> Option<u32> {
        let mut word = std::mem::take(&mut self.out.word);
        word.clear();
        let part = &self.text[start..end];
        if part.is_ascii() {
            word.push_str(part);
            word.make_ascii_lowercase();
        } else {
            word.extend(part.chars().flat_map(char::to_lowercase));
        }
        let found = self.lexicon.word(&word);
        self.out.word = word;
        found
    }

    /// Cuts where a capital, a digit or `_` begins a part; says whether there was more than one.
    fn capitalised(&mut self, start: usize, end: usize) -> bool {
        let bytes = self.bytes;
        let cut = |&at: &usize| begins_part(bytes[at - 1], bytes[at], bytes.get(at + 1).copied());
        let Some(first) = (start + 1..end).find(cut) else {
            return false;
        };
        let (mut from, mut to) = (start, first);
        loop {
            self.part(from, to);
            if to == end {
                return true;
            }
            from = to;
            to = (from + 1..end).find(cut).unwrap_or(end);
        }
    }

    fn part(&mut self, start: usize, end: usize) {
        let start = start + usize::from(self.bytes[start] == b'_');
        if start < end {
            let word = self.known(start, end).unwrap_or(NONE);
            self.at = end;
            self.push_word(start, word, 0);
        }
    }

    /// Cuts a tag in small letters into the fewest known words, if they cover it.
    fn segmented(&mut self, start: usize, end: usize) {
        self.out.word.clear();
        self.out.word.push_str(&self.text[start..end]);
        self.out.word.make_ascii_lowercase();
        if !self.out.word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return;
        }
        let Some(sizes) = parts(&self.out.word, self.lexicon) else {
            let verdict = verdict(&self.out.word, self.lexicon);
            return verdict.map_or((), |from| self.part(start + from, end));
        };
        let mut from = start;
        while from < end {
            let to = from + usize::from(sizes[from - start]);
            self.part(from, to);
            from = to;
        }
    }
}

/// The fewest known words that a tag is made of: at each place where one begins, its length.
fn parts(tag: &str, lexicon: &Lexicon) -> Option<[u8; LONGEST_TAG]> {
    let letters = padded(tag);
    let mut fewest = [u8::MAX; LONGEST_TAG + 1];
    let mut sizes = [1; LONGEST_TAG];
    fewest[tag.len()] = 0;
    // A bit for each place from which the rest can be cut.
    let mut ends = 1_u64 << tag.len();
    for from in (0..tag.len()).rev() {
        let mut near = ends >> (from + 1) & ((1 << LONGEST_WORD) - 1);
        while let Some(longest) = near.checked_ilog2() {
            near ^= 1 << longest;
            let size = longest as usize + 1;
            let cost = fewest[from + size].saturating_add(1);
            if cost < fewest[from] && is_part(&letters[from..], size, lexicon) {
                fewest[from] = cost;
                sizes[from] = u8::try_from(size).unwrap_or(1);
                ends |= 1 << from;
            }
        }
    }
    (fewest[0] < u8::MAX).then_some(sizes)
}

/// A tag with so much after it that a longest word begins at each of its letters.
fn padded(tag: &str) -> [u8; LONGEST_TAG + LONGEST_WORD] {
    let mut padded = [0; LONGEST_TAG + LONGEST_WORD];
    padded[..tag.len()].copy_from_slice(tag.as_bytes());
    padded
}

/// Whether so many of some letters are a word that tags are made of.
fn is_part(letters: &[u8], size: usize, lexicon: &Lexicon) -> bool {
    let known = letters
        .first_chunk()
        .and_then(|block| lexicon.short(Short::beginning(block, size)));
    known.is_some_and(|record| record.is_common() || (record.term != NONE && size >= SHORTEST_WORD))
}

/// Where a strong word begins that ends a tag otherwise unknown (a name and a verdict).
fn verdict(tag: &str, lexicon: &Lexicon) -> Option<usize> {
    let letters = padded(tag);
    let term = |from: usize| {
        let known = match (letters[from..].first_chunk(), tag.len() - from) {
            (Some(block), size @ ..=LONGEST_WORD) => lexicon.short(Short::beginning(block, size)),
            _ => lexicon.word(&tag[from..]).map(|word| lexicon.record(word)),
        };
        lexicon.term(known?.term)
    };
    let strong = |&from: &usize| {
        term(from).is_some_and(|term| term.valence.abs() >= lexicon.settings.opinion)
    };
    (SHORTEST_WORD..tag.len().saturating_sub(SHORTEST_END - 1)).find(strong)
}

/// Whether a part of a tag begins at a byte, given those around it.
fn begins_part(before: u8, here: u8, after: Option<u8>) -> bool {
    let camel = before.is_ascii_lowercase() && here.is_ascii_uppercase();
    let shouted = before.is_ascii_uppercase()
        && here.is_ascii_uppercase()
        && after.is_some_and(|byte| byte.is_ascii_lowercase());
    let number = before.is_ascii_alphabetic() != here.is_ascii_alphabetic()
        && before.is_ascii_alphanumeric()
        && here.is_ascii_alphanumeric();
    camel || shouted || number || here == b'_'
}
