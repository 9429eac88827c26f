//! Hashtags: cut at capitals and digits, or else into words of the lexicon.

use super::{CAPITALS, Cutter, Kind};
use crate::lexicon::compile::NONE;

/// Longer tags are not cut into words.
const LONGEST_TAG: usize = 40;
/// Longer words are not looked for within tags.
const LONGEST_WORD: usize = 16;
/// Shorter words count in a tag only if the rules list them as common.
const SHORTEST_WORD: usize = 3;
/// Shorter words do not count at the end of a tag that is otherwise unknown.
const SHORTEST_END: usize = 5;

impl Cutter<'_> {
    /// A hashtag; a lone `#` means nothing.
    pub(super) fn hashtag(&mut self, length: usize) {
        self.at += length;
        let start = self.at;
        let rest = &self.text[start..];
        let part = |letter: &char| letter.is_alphanumeric() || *letter == '_';
        let end = start
            + rest
                .chars()
                .take_while(part)
                .map(char::len_utf8)
                .sum::<usize>();
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
        word.extend(self.text[start..end].chars().flat_map(char::to_lowercase));
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
        let length = end - start;
        if !self.text[start..end]
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic())
        {
            return;
        }
        let mut fewest = [u8::MAX; LONGEST_TAG + 1];
        let mut next = [0_u8; LONGEST_TAG + 1];
        fewest[length] = 0;
        for from in (0..length).rev() {
            for size in (1..=LONGEST_WORD.min(length - from)).rev() {
                let cost = fewest[from + size].saturating_add(1);
                if cost < fewest[from] && self.is_part(start + from, start + from + size) {
                    fewest[from] = cost;
                    next[from] = u8::try_from(size).unwrap_or(1);
                }
            }
        }
        if fewest[0] == u8::MAX {
            return self.ending(start, end);
        }
        let mut from = start;
        while from < end {
            let to = from + usize::from(next[from - start]);
            self.part(from, to);
            from = to;
        }
    }

    fn is_part(&mut self, start: usize, end: usize) -> bool {
        let Some(word) = self.known(start, end) else {
            return false;
        };
        let record = self.lexicon.record(word);
        record.common || (record.term != NONE && end - start >= SHORTEST_WORD)
    }

    /// A strong word at the end of a tag that is otherwise unknown (a name and a verdict).
    fn ending(&mut self, start: usize, end: usize) {
        let opinion = self.lexicon.settings.opinion;
        for from in start + SHORTEST_WORD..end.saturating_sub(SHORTEST_END - 1) {
            let word = self.known(from, end).unwrap_or(NONE);
            let term = self.lexicon.term(self.lexicon.record(word).term);
            if term.is_some_and(|term| term.valence.abs() >= opinion) {
                return self.part(from, end);
            }
        }
    }
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
